//! Parts that several pages of pathways show.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    pathways::{
        loaded::Loaded,
        model::{Broken, Relation, StepCount, StepKind, StepState, step_state},
        store::pathways::Step,
        suggestions::model::Suggestion,
    },
    platform::{Argument, Language, Screen, Texts},
};

/// A step as a line.
#[derive(Clone, Serialize)]
pub struct StepLine {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub delivery: String,
    /// The mark's look and its word.
    pub mark: &'static str,
    pub state: String,
    pub due_on: Option<NaiveDate>,
    pub slipped_since: Option<NaiveDate>,
    pub who: String,
    pub owner: String,
    pub place: String,
    /// “14 of 18 are through; women: 9 of 11”, or empty.
    pub count: String,
    pub relation: String,
    pub url: String,
}

/// The look of a mark or cell for a state.
pub fn mark_of(state: StepState) -> &'static str {
    match state {
        StepState::Done => "done",
        StepState::UnderWay => "under-way",
        StepState::DueSoon => "due",
        StepState::Overdue => "overdue",
        StepState::NotStarted => "not-started",
    }
}

pub fn step_line(screen: &Screen, loaded: &Loaded, step: &Step) -> StepLine {
    let count = loaded.counts.get(&step.id).copied().unwrap_or_default();
    let state = step_state(step, count, loaded.today);
    let other = step.other_step_id.and_then(|other| loaded.whole.step(other));
    let relation = step.relation.zip(other).map(|(relation, other)| {
        let name = Argument::from(other.name.as_str());
        let key = match (relation, step.kind) {
            (Relation::Together, StepKind::Course) => "pathway-relation-session".to_owned(),
            _ => format!("pathway-relation-of-{}", relation.word()),
        };
        screen.text_with(&key, &[("step", name)])
    });
    StepLine {
        id: step.id.to_string(),
        name: step.name.clone(),
        kind: screen.text(&format!("pathway-kind-{}", step.kind.word())),
        delivery: screen.text(&format!("pathway-delivery-{}", step.delivery.word())),
        mark: mark_of(state),
        state: screen.text(&format!("pathway-state-{}", state.word())),
        due_on: step.due_on,
        slipped_since: step.due_on.filter(|_| state == StepState::Overdue),
        who: who(&Words::of(screen), step),
        owner: loaded.name_of(step.owner_person_id),
        place: step.place.clone(),
        count: count_words(screen, count),
        relation: relation.unwrap_or_default(),
        url: format!("/pathways/{}/steps/{}", loaded.whole.pathway.id, step.id),
    }
}

/// How many are through, women among them; empty where nobody is expected.
pub fn count_words(screen: &Screen, count: StepCount) -> String {
    if count.expected == 0 {
        return String::new();
    }
    let arguments = [
        ("done", Argument::from(count.done)),
        ("expected", Argument::from(count.expected)),
        ("womendone", Argument::from(count.women_done)),
        ("women", Argument::from(count.women)),
    ];
    screen.text_with("pathway-count", &arguments)
}

/// Says things in one language, on a page or in an answer of the API.
#[derive(Clone, Copy)]
pub struct Words<'w> {
    pub texts: &'w Texts,
    pub language: Language,
}

impl<'w> Words<'w> {
    pub fn of(screen: &'w Screen) -> Self {
        Self { texts: screen.engine().texts(), language: screen.language }
    }

    pub fn text(&self, key: &str) -> String {
        self.texts.plain(self.language, key).to_owned()
    }

    pub fn text_with(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.texts.with(self.language, key, arguments)
    }
}

/// “Supervisors, women, cutting, at least 80 %”.
pub fn who(words: &Words<'_>, step: &Step) -> String {
    let role = step.role.map(|role| words.text(&format!("role-{}", role.word())));
    let side = step.side.map(|side| words.text(&format!("pathway-side-{}", side.word())));
    let sex = step.sex.map(|sex| words.text(&format!("report-sex-{}", sex.word())));
    let department = Some(step.department.clone()).filter(|department| !department.is_empty());
    let mut parts: Vec<String> = [role, side, sex, department].into_iter().flatten().collect();
    if parts.is_empty() {
        parts.push(words.text("pathway-everybody"));
    }
    if step.coverage < 100 {
        let percent = Argument::from(u32::try_from(step.coverage).unwrap_or(0));
        parts.push(words.text_with("pathway-at-least", &[("percent", percent)]));
    }
    parts.join(", ")
}

/// The mark of how far a pathway is.
pub fn pathway_mark(loaded: &Loaded) -> &'static str {
    match () {
        () if loaded.whole.pathway.ended_at.is_some() => "closed",
        () if !loaded.is_published() => "not-started",
        () if loaded.is_changed() => "due",
        () => "under-way",
    }
}

/// How far the pathway is; where it ended, who ended it when.
pub fn pathway_state(screen: &Screen, loaded: &Loaded) -> String {
    let pathway = &loaded.whole.pathway;
    let Some(ended_on) = loaded.ended_on else { return screen.text(state_key(loaded)) };
    let day = screen.engine().formats().date(screen.language, ended_on);
    let name = loaded.name_of(pathway.ended_by_person_id);
    let arguments = [("name", Argument::from(name)), ("day", Argument::from(day))];
    screen.text_with("pathway-ended-by", &arguments)
}

fn state_key(loaded: &Loaded) -> &'static str {
    match pathway_mark(loaded) {
        "closed" => "pathway-ended",
        "not-started" => "pathway-draft",
        "due" => "pathway-changed-since",
        _ => "pathway-in-force",
    }
}

/// A sentence about what is broken, and who must decide.
#[derive(Clone, Serialize)]
pub struct BrokenLine {
    pub words: String,
    pub decider: String,
    /// The step that it is about, for those who may change it; empty otherwise.
    pub url: String,
}

/// `path` is that of the pathway, where the reader may change it.
pub fn broken_line(screen: &Screen, broken: &Broken, path: Option<&str>) -> BrokenLine {
    let step = path.zip(broken.step).map(|(path, step)| format!("{path}/steps/{step}"));
    BrokenLine {
        words: broken.sentence().text(screen.engine().texts(), screen.language),
        url: step.unwrap_or_default(),
        decider: screen.text(&format!("pathway-decider-{}", broken.decider.word())),
    }
}

/// A suggestion as a card.
#[derive(Clone, Serialize)]
pub struct SuggestionCard {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub delivery: String,
    pub points: Vec<String>,
    pub reasons: Vec<String>,
    pub change: String,
}

pub fn suggestion_card(
    screen: &Screen,
    suggestion: &Suggestion,
    point: impl Fn(&str) -> String,
    change: String,
) -> SuggestionCard {
    let learning = &suggestion.rule.learning;
    let texts = screen.engine().texts();
    SuggestionCard {
        code: suggestion.rule.code.clone(),
        name: title_of(&learning.titles, screen.language.code()),
        kind: screen.text(&format!("pathway-kind-{}", learning.kind.word())),
        delivery: screen.text(&format!("pathway-delivery-{}", learning.delivery.word())),
        points: suggestion.points.iter().map(|code| point(code)).collect(),
        reasons: suggestion.reasons.iter().map(|reason| reason.text(texts, screen.language)).collect(),
        change,
    }
}

pub fn title_of(titles: &std::collections::BTreeMap<String, String>, language: &str) -> String {
    titles.get(language).or_else(|| titles.values().next()).cloned().unwrap_or_default()
}
