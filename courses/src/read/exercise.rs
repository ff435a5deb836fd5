//! A calculation: one block of TOML between fences, computed while it is checked.

use std::collections::BTreeMap;

use super::{
    Seen,
    here::{Here, is_id},
    lines::{Fence, Line, fence_start},
    module::{Place, only},
    table::{Table, with_table},
};
use crate::{
    document::{Activity, Exercise, Input, ResultLine},
    exercise::ExerciseError,
    formula::{Formula, Unreadable},
    mistakes::MistakeKind,
};

pub fn read(place: &Place, lines: &[Line]) -> (String, Activity, String) {
    place.only_options(&[]);
    let (before, block, after) = split(place, lines);
    let first_line = block.first().map_or(place.line, |(line, _)| *line);
    let text: Vec<&str> = block.iter().map(|(_, line)| *line).collect();
    let exercise = with_table(place.here, &text.join("\n"), first_line, |table| Some(exercise(place, table)));
    let exercise = exercise.unwrap_or_else(|| Exercise { inputs: Vec::new(), results: Vec::new() });
    let after = if after.is_empty() { String::new() } else { place.writer.block(&after) };
    (place.writer.block(&before), Activity::Exercise(exercise), after)
}

/// The lines before the block, in it and after it.
fn split<'a>(place: &Place, lines: &[Line<'a>]) -> (Vec<Line<'a>>, Vec<Line<'a>>, Vec<Line<'a>>) {
    let (mut before, mut block, mut after) = (Vec::new(), Vec::new(), Vec::new());
    let mut fence = Fence::default();
    let mut blocks = 0;
    let mut inside = false;
    for &(number, line) in lines {
        let opens = !inside && fence_start(line).is_some_and(|(_, _, info)| info == "exercise");
        let was_inside = inside;
        let holds = fence.holds(line);
        if opens {
            blocks += 1;
            inside = true;
            if blocks == 2 {
                place.here.mistake(number, MistakeKind::ExerciseBlockTwice { id: place.id.to_owned() });
            }
            continue;
        }
        let closes = was_inside && holds && !fence.is_open();
        match (was_inside, blocks) {
            (true, _) if closes => inside = false,
            (true, 1) => block.push((number, line)),
            (true, _) => {}
            (false, 0) => before.push((number, line)),
            (false, _) => after.push((number, line)),
        }
    }
    let id = place.id.to_owned();
    if blocks == 0 {
        place.here.mistake(place.line, MistakeKind::ExerciseBlockMissing { id });
    } else if inside {
        place.here.mistake(place.line, MistakeKind::ExerciseBlockOpen { id });
    }
    if after.iter().all(|(_, line)| line.trim().is_empty()) {
        after.clear();
    }
    (before, block, after)
}

fn exercise(place: &Place, table: &mut Table) -> Exercise {
    let here = place.here;
    let mut seen = Seen::new();
    let inputs: Vec<Input> = table
        .tables("input")
        .into_iter()
        .filter_map(|mut table| input(here, &mut table, &mut seen))
        .collect();
    if !table.has("input") {
        here.mistake(table.line, MistakeKind::KeyMissing { key: "input".to_owned() });
    }
    if !table.has("result") {
        here.mistake(table.line, MistakeKind::KeyMissing { key: "result".to_owned() });
    }
    let mut places = BTreeMap::new();
    let mut results: Vec<ResultLine> = Vec::new();
    for mut table in table.tables("result") {
        let line = table.line_of("formula");
        if let Some(result) = result(here, &mut table, &mut seen) {
            places.insert(result.id.clone(), (line, table.line_of("worked"), table.line_of("expect")));
            results.push(result);
        }
    }
    let exercise = Exercise { inputs, results };
    check(here, &exercise, &places);
    exercise
}

fn input(here: Here, table: &mut Table, seen: &mut Seen) -> Option<Input> {
    let id = id(here, table, seen);
    let (label, unit) = (table.text("label"), table.text_if_any("unit"));
    let value = table.number("value");
    let (min, max) = (table.number_if_any("min"), table.number_if_any("max"));
    let step = table.number_if_any("step");
    if step.is_some_and(|step| step <= 0.0) {
        here.mistake(table.line_of("step"), MistakeKind::ValueNotPositive { key: table.full("step") });
    }
    table.finish();
    let input = Input {
        id: id?,
        label: only(here, label?),
        unit: only(here, unit.unwrap_or_default()),
        value: value?,
        min,
        max,
        step,
    };
    let fits = min.is_none_or(|min| input.value >= min) && max.is_none_or(|max| input.value <= max);
    if !fits {
        here.mistake(table.line_of("value"), MistakeKind::InputOutOfRange { id: input.id.clone() });
    }
    Some(input)
}

fn result(here: Here, table: &mut Table, seen: &mut Seen) -> Option<ResultLine> {
    let id = id(here, table, seen);
    let (label, formula) = (table.text("label"), table.text("formula"));
    let unit = table.text_if_any("unit");
    let decimals = table.whole_if_any("decimals", 0..=6).and_then(|decimals| u8::try_from(decimals).ok());
    let worked = table.text_if_any("worked");
    let (main, change) = (table.is_set("main"), table.is_set("change"));
    let expect = table.number_if_any("expect");
    table.finish();
    Some(ResultLine {
        id: id?,
        label: only(here, label?),
        formula: formula?,
        unit: only(here, unit.unwrap_or_default()),
        decimals: decimals.unwrap_or(0),
        worked: only(here, worked),
        main,
        change,
        expect,
    })
}

fn id(here: Here, table: &mut Table, seen: &mut Seen) -> Option<String> {
    let id = table.text("id")?;
    let line = table.line_of("id");
    let formed = !id.contains('-')
        && is_id(&id.replace('_', "-"))
        && id.starts_with(|first: char| first.is_ascii_lowercase());
    let formed = formed && !["min", "max", "floor", "ceil", "round"].contains(&id.as_str());
    if !formed {
        here.mistake(line, MistakeKind::ExerciseIdForm { id: id.clone() });
    }
    if let Some((file, first)) = seen.insert(id.clone(), (here.file.to_owned(), line)) {
        here.mistake(line, MistakeKind::IdTwice { id: id.clone(), first: format!("{file}:{first}") });
    }
    Some(id)
}

/// Lines of a result's formula, worked line and expectation.
type Places = BTreeMap<String, (u32, u32, u32)>;

fn check(here: Here, exercise: &Exercise, places: &Places) {
    let mut known: Vec<&str> = exercise.inputs.iter().map(|input| input.id.as_str()).collect();
    let mut readable = true;
    for result in &exercise.results {
        let (formula, worked, _) = places.get(&result.id).copied().unwrap_or((1, 1, 1));
        readable &= check_formula(here, formula, result, &known);
        known.push(&result.id);
        check_worked(here, worked, result, &known);
    }
    if readable {
        check_expectations(here, exercise, places);
    }
}

fn check_formula(here: Here, line: u32, result: &ResultLine, known: &[&str]) -> bool {
    let id = result.id.clone();
    match Formula::parse(&result.formula) {
        Err(Unreadable(found)) if found.is_empty() => {
            here.mistake(line, MistakeKind::FormulaUnfinished { id });
            false
        }
        Err(Unreadable(found)) => {
            here.mistake(line, MistakeKind::FormulaUnreadable { id, found });
            false
        }
        Ok(formula) => {
            let unknown: Vec<String> =
                formula.names().into_iter().filter(|name| !known.contains(name)).map(str::to_owned).collect();
            for name in &unknown {
                here.mistake(line, MistakeKind::FormulaNameUnknown { id: id.clone(), name: name.clone() });
            }
            unknown.is_empty()
        }
    }
}

fn check_worked(here: Here, line: u32, result: &ResultLine, known: &[&str]) {
    for worked in result.worked.values().flatten() {
        for part in worked.split('{').skip(1) {
            let id = result.id.clone();
            match part.split_once('}') {
                None => here.mistake(line, MistakeKind::WorkedUnclosed { id }),
                Some((name, _)) if !known.contains(&name) => {
                    here.mistake(line, MistakeKind::WorkedNameUnknown { id, name: name.to_owned() });
                }
                Some(_) => {}
            }
        }
    }
}

fn check_expectations(here: Here, exercise: &Exercise, places: &Places) {
    let line_of = |id: &str| places.get(id).copied().unwrap_or((1, 1, 1));
    let values = match exercise.compute(&BTreeMap::new()) {
        Ok(values) => values,
        Err(ExerciseError::NotFinite { result }) => {
            here.mistake(line_of(&result).0, MistakeKind::ResultNotComputable { id: result });
            return;
        }
        Err(_) => return,
    };
    for (result, (_, value)) in exercise.results.iter().zip(&values) {
        let decimals = usize::from(result.decimals);
        let Some(expect) = result.expect else { continue };
        let (expected, computed) = (format!("{expect:.decimals$}"), format!("{value:.decimals$}"));
        if expected != computed {
            let kind = MistakeKind::ExpectNotMet { id: result.id.clone(), expected, computed };
            here.mistake(line_of(&result.id).2, kind);
        }
    }
}
