//! A story: scenes, the choices between them, and its ends.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Seen,
    lines::{Fence, Line, Section, sections},
    module::{Place, check_heading, only},
    note_id,
};
use crate::{
    document::{Activity, Ending, Scenario, Scene, SceneChoice},
    mistakes::MistakeKind,
};

pub fn read(place: &Place, lines: &[Line], seen: &mut Seen) -> (String, Activity, String) {
    place.only_options(&[]);
    let (before, found) = sections(lines, 3);
    if found.is_empty() {
        place.here.mistake(place.line, MistakeKind::ScenarioEmpty { id: place.id.to_owned() });
    }
    let mut places = BTreeMap::new();
    let scenes: Vec<Scene> =
        found.iter().filter_map(|section| scene(place, section, seen, &mut places)).collect();
    let scenario = Scenario { scenes };
    check_paths(place, &scenario, &places);
    (place.writer.block(&before), Activity::Scenario(scenario), String::new())
}

/// Line of each scene, and of each choice with its target.
type Places = BTreeMap<String, u32>;

fn scene(place: &Place, section: &Section, seen: &mut Seen, places: &mut Places) -> Option<Scene> {
    let here = place.here;
    let Some(id) = section.heading.id else {
        let kind = MistakeKind::SceneIdMissing { heading: section.heading.text.to_owned() };
        here.mistake(section.line, kind);
        return None;
    };
    note_id(here, section.line, id, seen);
    places.insert(id.to_owned(), section.line);
    for (option, _) in &section.heading.options {
        here.mistake(section.line, MistakeKind::SceneOptionUnknown { option: (*option).to_owned() });
    }
    let ending = ending(place, section, id);
    check_heading(here, section);
    let mut fence = Fence::default();
    let (choice_lines, text): (Vec<Line>, Vec<Line>) =
        section.lines.iter().partition(|(_, line)| !fence.holds(line) && choice_target(line).is_some());
    let choices: Vec<SceneChoice> = choice_lines.iter().filter_map(|line| choice(place, line)).collect();
    if ending.is_some() && !choices.is_empty() {
        here.mistake(section.line, MistakeKind::EndingWithChoices { id: id.to_owned() });
    }
    if ending.is_none() && choices.is_empty() {
        here.mistake(section.line, MistakeKind::SceneWithoutChoices { id: id.to_owned() });
    }
    for ((line, _), choice) in choice_lines.iter().zip(&choices) {
        places.entry(format!("#{}", choice.id)).or_insert(*line);
    }
    Some(Scene {
        id: id.to_owned(),
        heading: only(here, place.writer.plain(&[(section.line, section.heading.text)])),
        body: only(here, place.writer.block(&text)),
        choices,
        ending,
    })
}

fn ending(place: &Place, section: &Section, id: &str) -> Option<Ending> {
    let kinds: BTreeSet<&str> = section.heading.kinds.iter().copied().collect();
    if kinds.is_empty() {
        return None;
    }
    let how: Vec<Ending> = [("good", Ending::Good), ("mixed", Ending::Mixed), ("bad", Ending::Bad)]
        .into_iter()
        .filter(|(word, _)| kinds.contains(word))
        .map(|(_, ending)| ending)
        .collect();
    match how.as_slice() {
        [ending] if kinds.len() == 2 && kinds.contains("end") => Some(*ending),
        _ => {
            place.here.mistake(section.line, MistakeKind::EndingUnclear { id: id.to_owned() });
            None
        }
    }
}

/// `- [Words](#scene)`
fn choice_target(line: &str) -> Option<(&str, &str)> {
    let item = line.trim().strip_prefix(['-', '*', '+']).filter(|item| item.starts_with([' ', '\t']))?;
    let rest = item.trim_start().strip_prefix('[')?;
    let (words, target) = rest.trim_end().strip_suffix(')')?.rsplit_once("](#")?;
    Some((words, target))
}

fn choice(place: &Place, (number, line): &Line) -> Option<SceneChoice> {
    let (words, target) = choice_target(line)?;
    if words.trim().is_empty() {
        place.here.mistake(*number, MistakeKind::LinkEmpty { target: format!("#{target}") });
    }
    Some(SceneChoice {
        id: target.to_owned(),
        text: only(place.here, place.writer.plain(&[(*number, words)])),
    })
}

/// Every choice leads somewhere, every scene can be reached, and from every scene there is a way to an end.
fn check_paths(place: &Place, scenario: &Scenario, places: &Places) {
    let here = place.here;
    let line_of = |id: &str| places.get(id).copied().unwrap_or(place.line);
    let known: BTreeSet<&str> = scenario.scenes.iter().map(|scene| scene.id.as_str()).collect();
    for choice in scenario.scenes.iter().flat_map(|scene| &scene.choices) {
        if !known.contains(choice.id.as_str()) {
            let target = format!("#{}", choice.id);
            here.mistake(line_of(&target), MistakeKind::LinkDead { target });
        }
    }
    let mut reached: BTreeSet<&str> =
        scenario.scenes.first().map(|scene| scene.id.as_str()).into_iter().collect();
    grow(
        &mut reached,
        scenario,
        |reached, scene| reached.contains(scene.id.as_str()),
        |scene| scene.choices.iter().map(|choice| choice.id.as_str()).collect(),
    );
    let mut ended: BTreeSet<&str> = BTreeSet::new();
    grow(
        &mut ended,
        scenario,
        |ended, scene| {
            scene.ending.is_some() || scene.choices.iter().any(|choice| ended.contains(choice.id.as_str()))
        },
        |scene| vec![scene.id.as_str()],
    );
    for scene in &scenario.scenes {
        let id = scene.id.clone();
        if !reached.contains(scene.id.as_str()) {
            here.mistake(line_of(&scene.id), MistakeKind::SceneUnreachable { id });
        } else if !ended.contains(scene.id.as_str()) {
            here.mistake(line_of(&scene.id), MistakeKind::SceneNeverEnds { id });
        }
    }
}

/// Adds what `gives` for every scene that `counts`, until nothing new comes.
fn grow<'s>(
    set: &mut BTreeSet<&'s str>,
    scenario: &'s Scenario,
    counts: impl Fn(&BTreeSet<&'s str>, &'s Scene) -> bool,
    gives: impl Fn(&'s Scene) -> Vec<&'s str>,
) {
    loop {
        let before = set.len();
        for scene in &scenario.scenes {
            if counts(set, scene) {
                set.extend(gives(scene));
            }
        }
        if set.len() == before {
            return;
        }
    }
}
