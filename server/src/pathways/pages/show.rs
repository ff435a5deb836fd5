//! A pathway: its stages and steps, what it lacks, what the committee said, what is suggested, what was published.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::{
    late::{Late, late},
    parts::{
        BrokenLine, StepLine, SuggestionCard, broken_line, pathway_mark, pathway_state, step_line,
        suggestion_card,
    },
};
use crate::{
    improvement,
    pathways::{
        access::{ChangePathway, Confirmable, SeePathway, SeePathways, There},
        called::called,
        form::{ANSWER, GOAL, HEAD, STAGE},
        loaded::{Loaded, load},
        model::{Difference, GoalKind, Lack, Side},
        store::{
            confirmations::{Confirmation, agrees, asked_about, words},
            revisions::Revision,
        },
        suggesting,
    },
    platform::{
        Action, Argument, Db, FieldErrors, Form, Judgement, Outcome, Page, Permit, Problem, Screen,
        pages::{Choice, Refill},
        problem::FieldError,
    },
};

pub async fn show(screen: Screen, permit: Permit<SeePathway>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&page(&screen, &db, &permit, Typed::Nothing).await?)
}

/// What was typed and could not be taken.
pub enum Typed<'t> {
    Nothing,
    Wrong(&'t Form, FieldErrors),
    /// Somebody else changed the pathway meanwhile.
    Late(&'t Form),
}

/// The page again after a form that could not be taken: 422, or 409 beside what somebody else changed.
pub async fn again(
    screen: &Screen,
    db: &Db,
    there: &There,
    form: &Form,
    problem: Problem,
) -> Outcome<HttpResponse> {
    match problem {
        Problem::Invalid(errors) => {
            screen.show_again(&page(screen, db, there, Typed::Wrong(form, errors)).await?)
        }
        Problem::Conflict(crate::pathways::commands::CHANGED_MEANWHILE) => {
            let now = crate::pathways::store::pathways::pathway(db.read(), there.pathway.id).await?;
            let now = There { pathway: now, factory: there.factory.clone() };
            screen.answer(StatusCode::CONFLICT, &page(screen, db, &now, Typed::Late(form)).await?)
        }
        problem => Err(problem),
    }
}

async fn page(screen: &Screen, db: &Db, there: &There, typed: Typed<'_>) -> Outcome<PathwayPage> {
    let actor = screen.actor.clone().ok_or(Problem::SignInNeeded)?;
    let loaded = load(db, there, actor.person, screen.language).await?;
    let place = there.factory.place();
    let may_change = actor.may(ChangePathway::NAME, &place) && there.pathway.ended_at.is_none();
    let seats = loaded.seats.iter().map(|(person, side)| (*person, *side)).collect();
    let there = There { pathway: loaded.whole.pathway.clone(), factory: there.factory.clone() };
    let confirmable = Confirmable { there, seats };
    let side = confirmable.side_of(&actor);
    let points = improvement::points_by_code(db.read()).await?;
    let language = screen.language;
    let point = |code: &str| {
        points.get(code).map_or_else(|| code.to_owned(), |point| point.name(language).to_owned())
    };
    let suggestions = match may_change {
        true => {
            let (factory, today) = (&confirmable.there.factory, loaded.today);
            suggesting::suggestions(db.read(), factory, &loaded.items, &loaded.listings, today).await?
        }
        false => Vec::new(),
    };
    let path = format!("/pathways/{}", loaded.whole.pathway.id);
    let card = |suggestion| {
        let change = format!("{path}/steps/new");
        suggestion_card(screen, suggestion, point, change)
    };
    let cards = suggestions.iter().map(card).collect();
    filled(screen, &confirmable, &loaded, (may_change, side), cards, &typed)
}

fn filled(
    screen: &Screen,
    confirmable: &Confirmable,
    loaded: &Loaded,
    (may_change, side): (bool, Option<Side>),
    suggestions: Vec<SuggestionCard>,
    typed: &Typed<'_>,
) -> Outcome<PathwayPage> {
    let pathway = &loaded.whole.pathway;
    let factory = &confirmable.there.factory;
    let sees_all =
        screen.actor.as_deref().is_some_and(|actor| SeePathways::judge(actor, factory) == Judgement::Allow);
    let date = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let owner = pathway.owner_person_id.map(|owner| owner.to_string()).unwrap_or_default();
    let (starts, ends) = (date(pathway.starts_on), date(pathway.ends_on));
    let head: [(&str, &str); 4] =
        [("name", &pathway.name), ("owner", &owner), ("starts_on", &starts), ("ends_on", &ends)];
    let path = format!("/pathways/{}", pathway.id);
    let changed_at = Some(path.as_str()).filter(|_| may_change);
    let empty =
        |fields: &[&'static str]| Refill::of(&fields.iter().map(|field| (*field, "")).collect::<Vec<_>>());
    let refill = |own: &[&str], plain: Refill| match typed {
        Typed::Wrong(form, errors) if own.iter().any(|field| errors.key_of(field).is_some()) => {
            match own.iter().any(|field| form.all(field).next().is_some()) {
                true => Refill::again(screen, own, form, errors),
                false => plain.named_by(screen, errors),
            }
        }
        Typed::Late(form) if own.iter().any(|field| form.optional(field).is_some()) => {
            Refill::again(screen, own, form, &FieldErrors::default())
        }
        _ => plain,
    };
    let head = refill(&HEAD, Refill::of(&head));
    let owners = loaded.owners.iter().map(|person| Choice {
        value: person.to_string(),
        text: loaded.name_of(Some(*person)),
        selected: person.to_string() == head.value("owner"),
    });
    let none = Choice::none(screen, "pathway-owner-none", head.value("owner"));
    let owners: Vec<Choice> = [none].into_iter().chain(owners).collect();
    let goal = refill(&GOAL, empty(&GOAL));
    let stages = loaded.whole.stages.iter().map(|stage| StageLine {
        id: stage.id.to_string(),
        name: stage.name.clone(),
        starts_on: stage.starts_on,
        ends_on: stage.ends_on,
        starts: date(stage.starts_on),
        ends: date(stage.ends_on),
        steps: steps(screen, loaded, Some(stage.id)),
    });
    let kinds = GoalKind::ALL.iter().map(|kind| kind.word());
    Ok(PathwayPage {
        path: format!("/pathways/{}", pathway.id),
        factory: confirmable.there.factory.name.clone(),
        factory_path: match sees_all {
            true => format!("/factories/{}/pathway", confirmable.there.factory.id),
            false => String::new(),
        },
        name: pathway.name.clone(),
        owner: loaded.name_of(pathway.owner_person_id),
        starts_on: pathway.starts_on,
        ends_on: pathway.ends_on,
        mark: pathway_mark(loaded),
        state: pathway_state(screen, loaded),
        seen: pathway.changes,
        may_change,
        may_publish: may_change && loaded.lacks.is_empty(),
        // What is in force and whole asks for no publication.
        offers_publication: may_change
            && (!loaded.is_published() || loaded.is_changed() || !loaded.broken.is_empty()),
        is_published: loaded.is_published(),
        late: match typed {
            Typed::Late(form) => Some(late(screen, loaded, &owners, form)),
            _ => None,
        },
        errors: match typed {
            Typed::Wrong(_, errors) => {
                errors.0.iter().map(|error| error_line(screen, loaded, error)).collect()
            }
            _ => Vec::new(),
        },
        broken: loaded.broken.iter().map(|broken| broken_line(screen, broken, changed_at)).collect(),
        lacks: lacking(screen, loaded),
        sides: sides(screen, loaded),
        side: side.map(|side| screen.text(&format!("pathway-side-{}", side.word()))),
        answer: refill(&ANSWER, empty(&ANSWER)),
        stages: stages.collect(),
        loose: steps(screen, loaded, None),
        goals: goals(screen, loaded),
        head,
        stage: refill(&STAGE, empty(&STAGE)),
        goal_kinds: Choice::all(screen, "pathway-goal-", kinds, goal.value("goal_kind")),
        goal,
        owners,
        suggestions,
        revisions: loaded
            .revisions
            .iter()
            .map(|one| revision(screen, loaded, one))
            .collect::<Outcome<_>>()?,
    })
}

fn steps(screen: &Screen, loaded: &Loaded, stage: Option<crate::pathways::model::StageId>) -> Vec<StepLine> {
    let own = loaded.whole.steps.iter().filter(|step| step.stage_id == stage);
    own.map(|step| step_line(screen, loaded, step)).collect()
}

fn lacking(screen: &Screen, loaded: &Loaded) -> Vec<LackLine> {
    let line = |lack: &Lack| LackLine { field: lack.field.clone(), text: lack_words(screen, lack) };
    loaded.lacks.iter().map(line).collect()
}

/// What is wrong, with the name of the step or stage where it is one of what the pathway lacks.
fn error_line(screen: &Screen, loaded: &Loaded, error: &FieldError) -> LackLine {
    let same = |lack: &&Lack| lack.field == error.field && lack.key == error.key;
    let lack = loaded.lacks.iter().find(same);
    let text = lack.map_or_else(|| screen.text(error.key), |lack| lack_words(screen, lack));
    LackLine { field: error.field.clone(), text }
}

fn lack_words(screen: &Screen, lack: &Lack) -> String {
    match lack.name.as_str() {
        "" => screen.text(lack.key),
        name => format!("{name}: {}", screen.text(lack.key)),
    }
}

fn sides(screen: &Screen, loaded: &Loaded) -> Vec<SideLine> {
    let pathway = &loaded.whole.pathway;
    let changes = asked_about(pathway.changes, loaded.revisions.first().map(|last| last.changes));
    let line = |side: &Side| {
        let words = words(&loaded.said, pathway.id, changes, *side);
        let (mark, key) = match words.as_slice() {
            [] => ("not-started", "pathway-side-silent"),
            words if agrees(words) => ("done", "pathway-side-agreed"),
            _ => ("overdue", "pathway-side-refused"),
        };
        let word = |word: &Confirmation| WordLine {
            by: loaded.name_of(Some(word.by_person_id)),
            state: screen.text(if word.agreed { "pathway-side-agreed" } else { "pathway-side-refused" }),
            comment: word.comment.clone(),
        };
        SideLine {
            side: screen.text(&format!("pathway-side-{}", side.word())),
            mark,
            state: screen.text(key),
            words: words.into_iter().map(word).collect(),
        }
    };
    Side::ALL.iter().map(line).collect()
}

fn goals(screen: &Screen, loaded: &Loaded) -> Vec<GoalLine> {
    let line = |goal: &crate::pathways::store::pathways::Goal| GoalLine {
        id: goal.id.to_string(),
        kind: screen.text(&format!("pathway-goal-{}", goal.kind.word())),
        goal: goal.goal.clone(),
        measure: goal.measure.clone(),
        due_on: goal.due_on,
    };
    loaded.whole.goals.iter().map(line).collect()
}

fn revision(screen: &Screen, loaded: &Loaded, one: &Revision) -> Outcome<RevisionLine> {
    let count = |number: i32| Argument::from(u32::try_from(number).unwrap_or(0));
    let line = |found: Difference| DifferenceLine {
        text: screen.text_with(
            &format!("pathway-difference-{}", found.kind.word()),
            &[("name", Argument::from(called(&found.name, &loaded.titles, screen.language)))],
        ),
        people: for_whom(screen, loaded, &found),
        from: found.from,
        to: found.to,
    };
    Ok(RevisionLine {
        title: screen.text_with("pathway-revision", &[("count", count(one.number))]),
        at: one.at,
        by: loaded.name_of(Some(one.by_person_id)),
        enrolled: screen.text_with("pathway-enrolled", &[("count", count(one.enrolled))]),
        differences: one.differences()?.into_iter().map(line).collect(),
    })
}

/// “for 7 people: An, Bình, Chi, Dung, Em …”; empty where nobody is meant.
fn for_whom(screen: &Screen, loaded: &Loaded, found: &Difference) -> String {
    if found.people == 0 {
        return String::new();
    }
    let count = screen.text_with("pathway-for-people", &[("count", Argument::from(found.people))]);
    let names: Vec<&str> =
        found.who.iter().filter_map(|person| loaded.names.get(person)).map(String::as_str).collect();
    let more = names.len() < usize::try_from(found.people).unwrap_or(usize::MAX);
    match (names.is_empty(), more) {
        (true, _) => count,
        (false, false) => format!("{count}: {}", names.join(", ")),
        (false, true) => format!("{count}: {} …", names.join(", ")),
    }
}

#[derive(Serialize)]
pub struct PathwayPage {
    path: String,
    factory: String,
    /// Empty for an owner who sees this pathway alone.
    factory_path: String,
    name: String,
    owner: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    mark: &'static str,
    state: String,
    seen: i32,
    may_change: bool,
    may_publish: bool,
    offers_publication: bool,
    is_published: bool,
    late: Option<Late>,
    errors: Vec<LackLine>,
    broken: Vec<BrokenLine>,
    lacks: Vec<LackLine>,
    sides: Vec<SideLine>,
    /// The reader's side, where they speak for one.
    side: Option<String>,
    answer: Refill,
    stages: Vec<StageLine>,
    loose: Vec<StepLine>,
    goals: Vec<GoalLine>,
    head: Refill,
    stage: Refill,
    goal: Refill,
    goal_kinds: Vec<Choice>,
    owners: Vec<Choice>,
    suggestions: Vec<SuggestionCard>,
    revisions: Vec<RevisionLine>,
}

/// Who was quicker.
#[derive(Serialize)]
struct LackLine {
    field: String,
    text: String,
}

#[derive(Serialize)]
struct SideLine {
    side: String,
    mark: &'static str,
    state: String,
    /// A no beside a yes of the same side is not lost.
    words: Vec<WordLine>,
}

#[derive(Serialize)]
struct WordLine {
    by: String,
    state: String,
    comment: String,
}

#[derive(Serialize)]
struct StageLine {
    id: String,
    name: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    starts: String,
    ends: String,
    steps: Vec<StepLine>,
}

#[derive(Serialize)]
struct GoalLine {
    id: String,
    kind: String,
    goal: String,
    measure: String,
    due_on: Option<NaiveDate>,
}

#[derive(Serialize)]
struct RevisionLine {
    title: String,
    at: DateTime<Utc>,
    by: String,
    enrolled: String,
    differences: Vec<DifferenceLine>,
}

#[derive(Serialize)]
struct DifferenceLine {
    text: String,
    people: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

#[path = "show_examples.rs"]
mod examples;
