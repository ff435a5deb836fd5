//! The mails that tell people what publishing a pathway means for them: where they are expected, and what changed. That
//! somebody is on a course has its own.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    called::called,
    model::{AtStep, StepId, StepKind},
    news::Happened,
    store::pathways::{Step, Whole},
};
use crate::{
    catalogue::Titles,
    people::{Person, store::persons},
    platform::{
        MailPage, Outcome, PersonId, UnitOfWork,
        mail::{self, Posting},
    },
};

#[derive(Serialize)]
pub struct ExpectedMail {
    pub factory: String,
    pub steps: Vec<ExpectedStep>,
}

#[derive(Clone, Serialize)]
pub struct ExpectedStep {
    pub kind_key: String,
    pub name: String,
    pub due_on: Option<NaiveDate>,
    pub place: String,
}

/// Something changed for somebody who was expected already.
#[derive(Serialize)]
pub struct ChangedMail {
    pub factory: String,
    pub changes: Vec<ChangedStep>,
    /// Where they are expected from now on.
    pub steps: Vec<ExpectedStep>,
}

#[derive(Clone, Serialize)]
pub struct ChangedStep {
    /// What changed, a text key.
    pub what_key: &'static str,
    pub kind_key: String,
    pub name: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub place_from: String,
    pub place_to: String,
}

impl MailPage for ExpectedMail {
    const TEMPLATE: &'static str = "mail/pathway-expected";

    fn examples() -> Vec<Self> {
        let steps = vec![example("Canteen", Some(NaiveDate::default())), example("", None)];
        vec![Self { factory: "Northwind Garments".to_owned(), steps }]
    }
}

fn example(place: &str, due_on: Option<NaiveDate>) -> ExpectedStep {
    ExpectedStep {
        kind_key: "pathway-kind-workshop".to_owned(),
        name: "Safety walk-through".to_owned(),
        due_on,
        place: place.to_owned(),
    }
}

impl MailPage for ChangedMail {
    const TEMPLATE: &'static str = "mail/pathway-changed";

    fn examples() -> Vec<Self> {
        let change = |what_key, day: Option<NaiveDate>, place: &str| ChangedStep {
            what_key,
            kind_key: "pathway-kind-workshop".to_owned(),
            name: "Safety walk-through".to_owned(),
            from: day,
            to: day,
            place_from: place.to_owned(),
            place_to: place.to_owned(),
        };
        let changes = vec![
            change("pathway-changed-moved", Some(NaiveDate::default()), "Canteen"),
            change("pathway-changed-removed", None, ""),
        ];
        let mail = |steps| Self { factory: "Northwind Garments".to_owned(), changes: changes.clone(), steps };
        vec![mail(vec![example("Canteen", None)]), mail(Vec::new())]
    }
}

/// What there is to tell one person.
#[derive(Default)]
struct News {
    changes: Vec<ChangedStep>,
    steps: Vec<ExpectedStep>,
}

/// One mail for everybody for whom something changes, with all of it; in few statements.
pub async fn tell(
    work: &UnitOfWork,
    factory: &str,
    (last, whole): (Option<&Whole>, &Whole),
    at: &HashMap<StepId, AtStep>,
    titles: &Titles,
) -> Outcome<()> {
    crate::pathways::news::tell(work, at_gatherings(last, whole, at)).await?;
    let news = news(last, whole, at);
    let people = persons::people(work, news.keys().copied()).await?;
    let posting = |(person, news): (PersonId, News)| {
        // An address that is none holds nobody else up.
        posted(work, factory, people.get(&person)?, news, titles).ok()
    };
    let postings: Vec<Posting> = news.into_iter().filter_map(posting).collect();
    if postings.is_empty() { Ok(()) } else { mail::queue_many(work, postings).await }
}

fn posted(
    work: &UnitOfWork,
    factory: &str,
    person: &Person,
    news: News,
    titles: &Titles,
) -> Outcome<Posting> {
    let factory = factory.to_owned();
    let News { mut changes, mut steps } = news;
    let names = changes.iter_mut().map(|change| &mut change.name);
    for name in names.chain(steps.iter_mut().map(|step| &mut step.name)) {
        *name = called(name, titles, person.language).to_owned();
    }
    match changes.is_empty() {
        true => Posting::of(work.new_id(), person.recipient(), &ExpectedMail { factory, steps }, None),
        false => {
            Posting::of(work.new_id(), person.recipient(), &ChangedMail { factory, changes, steps }, None)
        }
    }
}

fn news(last: Option<&Whole>, whole: &Whole, at: &HashMap<StepId, AtStep>) -> BTreeMap<PersonId, News> {
    let mut news: BTreeMap<PersonId, News> = BTreeMap::new();
    for step in &whole.steps {
        let Some(here) = at.get(&step.id) else { continue };
        let was = last.and_then(|last| last.step(step.id));
        let gathers = step.kind != StepKind::Course;
        // What was held already changes for nobody.
        if gathers && step.done_on.is_none() {
            for person in &here.joined {
                news.entry(*person).or_default().steps.push(expected(step));
            }
            if let Some(change) = was.and_then(|was| moved(was, step)) {
                tell_all(&mut news, &here.stayed, &change);
            }
        }
        if !gathers {
            let from = was.and_then(|was| was.due_on);
            let change = ChangedStep { from, to: step.due_on, ..changed("pathway-changed-moved", step) };
            tell_all(&mut news, &here.moved, &change);
        }
        leaving(&mut news, step, here, "pathway-changed-left");
    }
    let removed = last.iter().flat_map(|last| last.steps.iter()).filter(|step| whole.step(step.id).is_none());
    for step in removed {
        if let Some(here) = at.get(&step.id) {
            leaving(&mut news, step, here, "pathway-changed-removed");
        }
    }
    news
}

/// The same for the bell: what changes at gatherings, and for whom.
fn at_gatherings(
    last: Option<&Whole>,
    whole: &Whole,
    at: &HashMap<StepId, AtStep>,
) -> Vec<super::news::AtStep> {
    let removed = last.iter().flat_map(|last| last.steps.iter()).filter(|step| whole.step(step.id).is_none());
    let steps = whole.steps.iter().chain(removed);
    let mut told = Vec::new();
    for step in steps.filter(|step| step.kind != StepKind::Course && step.done_on.is_none()) {
        let Some(here) = at.get(&step.id) else { continue };
        let was = last.and_then(|last| last.step(step.id));
        let changes = was.and_then(|was| moved(was, step)).is_some();
        let stayed: &[PersonId] = if changes { &here.stayed } else { &[] };
        let groups = [
            (Happened::Expected, here.joined.as_slice()),
            (Happened::Changed, stayed),
            (Happened::Off, here.left.as_slice()),
        ];
        let groups = groups.into_iter().filter(|(_, people)| !people.is_empty());
        told.extend(groups.map(|(happened, people)| super::news::AtStep {
            happened,
            step: step.id,
            people: people.to_vec(),
        }));
    }
    told
}

fn leaving(news: &mut BTreeMap<PersonId, News>, step: &Step, here: &AtStep, gathering: &'static str) {
    if step.kind != StepKind::Course && step.done_on.is_none() {
        let change = ChangedStep { from: step.due_on, ..changed(gathering, step) };
        tell_all(news, &here.left, &change);
    }
    tell_all(news, &here.withdrawn, &changed("pathway-changed-withdrawn", step));
    tell_all(news, &here.going_on, &changed("pathway-changed-going-on", step));
}

fn tell_all(news: &mut BTreeMap<PersonId, News>, people: &[PersonId], change: &ChangedStep) {
    for person in people {
        news.entry(*person).or_default().changes.push(change.clone());
    }
}

/// Another date or place of a gathering; none where both stayed.
fn moved(was: &Step, step: &Step) -> Option<ChangedStep> {
    let (from, to) = match was.due_on == step.due_on {
        true => (was.starts_on, step.starts_on),
        false => (was.due_on, step.due_on),
    };
    let (same_date, same_place) = (from == to, was.place == step.place);
    let what_key = match (same_date, same_place) {
        (true, true) => return None,
        (true, false) => "pathway-changed-place",
        (false, _) => "pathway-changed-moved",
    };
    let dated = ChangedStep {
        from: from.filter(|_| !same_date),
        // The date stands there in any case.
        to: if same_date { step.due_on } else { to },
        ..changed(what_key, step)
    };
    let place_from = if same_place { String::new() } else { was.place.clone() };
    Some(ChangedStep { place_from, place_to: step.place.clone(), ..dated })
}

fn changed(what_key: &'static str, step: &Step) -> ChangedStep {
    ChangedStep {
        what_key,
        kind_key: kind_key(step),
        name: step.name.clone(),
        from: None,
        to: None,
        place_from: String::new(),
        place_to: String::new(),
    }
}

fn expected(step: &Step) -> ExpectedStep {
    ExpectedStep {
        kind_key: kind_key(step),
        name: step.name.clone(),
        due_on: step.due_on,
        place: step.place.clone(),
    }
}

fn kind_key(step: &Step) -> String {
    format!("pathway-kind-{}", step.kind.word())
}
