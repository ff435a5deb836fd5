//! `templates.toml`: the templates that the Academy comes with, in every language.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use serde::Deserialize;

use super::{GoalPart, Outline, Parts, StagePart, StepPart};
use crate::{
    pathways::model::{GoalKind, Side, StepDelivery, StepKind},
    platform::roles::{Role, Sex},
};

type Words = BTreeMap<String, String>;

#[derive(Deserialize)]
struct File {
    template: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    code: String,
    name: Words,
    #[serde(default)]
    stage: Vec<WrittenStage>,
    #[serde(default)]
    goal: Vec<WrittenGoal>,
    #[serde(default)]
    step: Vec<WrittenStep>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStage {
    name: Words,
    from: u32,
    to: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenGoal {
    kind: GoalKind,
    goal: Words,
    measure: Words,
    due: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    key: Option<String>,
    stage: usize,
    kind: StepKind,
    delivery: StepDelivery,
    goal: GoalKind,
    course: Option<String>,
    due: u32,
    role: Option<Role>,
    side: Option<Side>,
    sex: Option<Sex>,
    #[serde(default = "whole")]
    coverage: i32,
    with: Option<String>,
    instead_of: Option<String>,
    name: Words,
}

fn whole() -> i32 {
    100
}

/// A test reads the file, so that a mistake in it cannot be shipped.
static SHIPPED: LazyLock<Vec<Written>> =
    LazyLock::new(|| read(include_str!("templates.toml")).unwrap_or_default());

fn read(text: &str) -> Result<Vec<Written>, toml::de::Error> {
    Ok(toml::from_str::<File>(text)?.template)
}

/// Those that the Academy comes with, in a language.
pub fn shipped(language: &str) -> Vec<Outline> {
    SHIPPED.iter().map(|written| outline(written, language)).collect()
}

fn outline(written: &Written, language: &str) -> Outline {
    let said =
        |words: &Words| words.get(language).or_else(|| words.values().next()).cloned().unwrap_or_default();
    let stage = |stage: &WrittenStage| StagePart { name: said(&stage.name), from: stage.from, to: stage.to };
    let goal = |goal: &WrittenGoal| GoalPart {
        kind: goal.kind,
        goal: said(&goal.goal),
        measure: said(&goal.measure),
        due: goal.due,
    };
    let step = |step: &WrittenStep| StepPart {
        key: step.key.clone(),
        stage: step.stage,
        kind: step.kind,
        delivery: step.delivery,
        goal: step.goal,
        course: step.course.clone(),
        due: step.due,
        role: step.role,
        side: step.side,
        sex: step.sex,
        coverage: step.coverage,
        with: step.with.clone(),
        instead_of: step.instead_of.clone(),
        name: said(&step.name),
    };
    let parts = Parts {
        stages: written.stage.iter().map(stage).collect(),
        goals: written.goal.iter().map(goal).collect(),
        steps: written.step.iter().map(step).collect(),
    };
    Outline { id: None, code: written.code.clone(), name: said(&written.name), country: None, parts }
}

/// What a text that the Academy comes with says in a language; none for a text that is somebody's own.
pub fn shipped_text(text: &str, language: &str) -> Option<&'static str> {
    static TEXTS: LazyLock<HashMap<&'static str, &'static Words>> = LazyLock::new(|| {
        let all = SHIPPED.iter().flat_map(|one| {
            let stages = one.stage.iter().map(|stage| &stage.name);
            let goals = one.goal.iter().flat_map(|goal| [&goal.goal, &goal.measure]);
            stages.chain(goals).chain(one.step.iter().map(|step| &step.name))
        });
        all.flat_map(|words| words.values().map(move |text| (text.as_str(), words))).collect()
    });
    TEXTS.get(text).and_then(|words| words.get(language)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::Language;

    #[test]
    fn the_file_can_be_read_and_is_whole_in_every_language() {
        let written = read(include_str!("templates.toml")).unwrap();
        assert!(!written.is_empty());
        for one in &written {
            let words =
                one.step.iter().map(|step| &step.name).chain(one.stage.iter().map(|stage| &stage.name));
            let goals = one.goal.iter().flat_map(|goal| [&goal.goal, &goal.measure]);
            for words in words.chain(goals).chain([&one.name]) {
                for language in Language::ALL {
                    assert!(words.contains_key(language.code()), "{} {words:?}", one.code);
                }
            }
            assert!(
                one.step.iter().all(|step| step.stage >= 1 && step.stage <= one.stage.len()),
                "{}",
                one.code
            );
        }
    }
}
