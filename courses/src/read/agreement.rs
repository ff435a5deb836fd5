//! A translation has the same parts in the same order, the same right answers and numbers as its source; then its texts
//! join the source's.

use std::collections::BTreeMap;

use super::{Seen, here::Here};
use crate::{
    document::{
        Activity, Answer, AnswerOption, Exercise, Feedback, Item, Localised, Question, Quiz, Scenario, Step,
    },
    mistakes::MistakeKind,
};

/// Where parts stand in the translation.
struct Where<'w> {
    here: Here<'w>,
    lines: &'w Seen,
}

impl Where<'_> {
    fn mistake(&self, id: &str, kind: MistakeKind) {
        self.here.mistake(self.lines.get(id).map_or(1, |(_, line)| *line), kind);
    }

    /// The parts of both in pairs; says which are missing, added or moved.
    fn pairs<'s, S, T>(
        &self,
        source: &'s mut [S],
        translation: Vec<T>,
        id: impl Fn(&T) -> &str,
        own: impl Fn(&S) -> &str,
    ) -> Vec<(&'s mut S, T)> {
        let there: Vec<String> = translation.iter().map(|part| id(part).to_owned()).collect();
        let known: Vec<String> = source.iter().map(|part| own(part).to_owned()).collect();
        for missing in known.iter().filter(|id| !there.contains(id)) {
            self.here.mistake(1, MistakeKind::PartMissing { id: missing.clone() });
        }
        for added in there.iter().filter(|id| !known.contains(id)) {
            self.mistake(added, MistakeKind::PartAdded { id: added.clone() });
        }
        let same = there.len() == known.len() && there.iter().all(|id| known.contains(id));
        if let Some((moved, _)) = there.iter().zip(&known).find(|(one, other)| same && one != other) {
            self.mistake(moved, MistakeKind::PartMoved { id: moved.clone() });
        }
        let mut by_id: BTreeMap<String, T> = there.into_iter().zip(translation).collect();
        source
            .iter_mut()
            .filter_map(|part| {
                let found = by_id.remove(own(part))?;
                Some((part, found))
            })
            .collect()
    }
}

pub fn join(here: Here, source: &mut [Step], translation: Vec<Step>, lines: &Seen) {
    let place = Where { here, lines };
    for (step, other) in place.pairs(source, translation, |step| &step.id, |step| &step.id) {
        step.heading.extend(other.heading);
        step.body.extend(other.body);
        step.after.extend(other.after);
        let id = step.id.clone();
        match (&mut step.activity, other.activity) {
            (Activity::Lesson, Activity::Lesson) => {}
            (Activity::Quiz(quiz), Activity::Quiz(other)) => join_quiz(&place, &id, quiz, other),
            (Activity::Scenario(story), Activity::Scenario(other)) => join_scenario(&place, story, other),
            (Activity::Exercise(exercise), Activity::Exercise(other)) => {
                join_exercise(&place, &id, exercise, other)
            }
            (Activity::Plan(plan), Activity::Plan(other)) if *plan == other => {}
            (Activity::Plan(_), Activity::Plan(_)) => {
                place.mistake(&id, MistakeKind::StepOptionsDiffer { id: id.clone() })
            }
            _ => place.mistake(&id, MistakeKind::StepKindDiffers { id: id.clone() }),
        }
    }
}

fn join_quiz(place: &Where, id: &str, quiz: &mut Quiz, other: Quiz) {
    if quiz.stake != other.stake {
        place.mistake(id, MistakeKind::StepOptionsDiffer { id: id.to_owned() });
    }
    for (question, other) in place.pairs(&mut quiz.questions, other.questions, |one| &one.id, |one| &one.id) {
        join_question(place, question, other);
    }
}

fn join_question(place: &Where, question: &mut Question, other: Question) {
    let id = question.id.clone();
    let id = id.as_str();
    question.text.extend(other.text);
    question.more.extend(other.more);
    join_said(place, id, &mut question.hint, other.hint, |id| MistakeKind::HintDiffers { id });
    join_said(place, id, &mut question.explanation, other.explanation, |id| {
        MistakeKind::ExplanationDiffers { id }
    });
    match (&mut question.answer, other.answer) {
        (Answer::One { options }, Answer::One { options: other })
        | (Answer::Several { options }, Answer::Several { options: other }) => {
            join_options(place, id, options, other)
        }
        (
            Answer::Number { value, tolerance, unit, feedback },
            Answer::Number { value: other, tolerance: wide, unit: unit_there, feedback: said },
        ) => {
            if *value != other || *tolerance != wide {
                place.mistake(id, MistakeKind::NumbersDiffer { id: id.to_owned() });
            }
            unit.extend(unit_there);
            join_feedback(place, id, feedback, said);
        }
        (Answer::Text { accepted, feedback }, Answer::Text { accepted: other, feedback: said }) => {
            accepted.extend(other);
            join_feedback(place, id, feedback, said);
        }
        (Answer::Order { items, feedback }, Answer::Order { items: other, feedback: said }) => {
            if count_agrees(place, id, items.len(), other.len()) {
                items.iter_mut().zip(other).for_each(|(item, other)| join_item(item, other));
            }
            join_feedback(place, id, feedback, said);
        }
        (Answer::Match { pairs, feedback }, Answer::Match { pairs: other, feedback: said }) => {
            if count_agrees(place, id, pairs.len(), other.len()) {
                for (pair, other) in pairs.iter_mut().zip(other) {
                    join_item(&mut pair.left, other.left);
                    join_item(&mut pair.right, other.right);
                }
            }
            join_feedback(place, id, feedback, said);
        }
        _ => place.mistake(id, MistakeKind::QuestionKindDiffers { id: id.to_owned() }),
    }
}

fn join_options(place: &Where, id: &str, options: &mut [AnswerOption], other: Vec<AnswerOption>) {
    if !count_agrees(place, id, options.len(), other.len()) {
        return;
    }
    if options.iter().zip(&other).any(|(one, other)| one.right != other.right) {
        place.mistake(id, MistakeKind::RightAnswersDiffer { id: id.to_owned() });
    }
    for (option, other) in options.iter_mut().zip(other) {
        option.text.extend(other.text);
        join_said(place, id, &mut option.feedback, other.feedback, |id| MistakeKind::FeedbackDiffers { id });
    }
}

fn count_agrees(place: &Where, id: &str, source: usize, here: usize) -> bool {
    if source != here {
        let (source, here) = (source.to_string(), here.to_string());
        place.mistake(id, MistakeKind::AnswerCountDiffers { id: id.to_owned(), source, here });
    }
    source == here
}

/// A translation takes over the id that was made from the source's text.
fn join_item(item: &mut Item, other: Item) {
    item.text.extend(other.text);
}

fn join_feedback(place: &Where, id: &str, feedback: &mut Feedback, other: Feedback) {
    join_said(place, id, &mut feedback.right, other.right, |id| MistakeKind::FeedbackDiffers { id });
    join_said(place, id, &mut feedback.wrong, other.wrong, |id| MistakeKind::FeedbackDiffers { id });
}

/// What is said in one language is said in the other.
fn join_said(
    place: &Where,
    id: &str,
    source: &mut Localised<Option<String>>,
    other: Localised<Option<String>>,
    differs: impl Fn(String) -> MistakeKind,
) {
    let said = |texts: &Localised<Option<String>>| texts.values().any(Option::is_some);
    if said(source) != said(&other) {
        place.mistake(id, differs(id.to_owned()));
    }
    source.extend(other);
}

fn join_scenario(place: &Where, story: &mut Scenario, other: Scenario) {
    for (scene, other) in place.pairs(&mut story.scenes, other.scenes, |scene| &scene.id, |scene| &scene.id) {
        let id = scene.id.clone();
        if scene.ending != other.ending {
            place.mistake(&id, MistakeKind::EndingDiffers { id: id.clone() });
        }
        let same = scene.choices.len() == other.choices.len()
            && scene.choices.iter().zip(&other.choices).all(|(one, other)| one.id == other.id);
        if !same {
            place.mistake(&id, MistakeKind::ChoicesDiffer { id: id.clone() });
        }
        scene.heading.extend(other.heading);
        scene.body.extend(other.body);
        for (choice, other) in scene.choices.iter_mut().zip(other.choices) {
            choice.text.extend(other.text);
        }
    }
}

fn join_exercise(place: &Where, id: &str, exercise: &mut Exercise, other: Exercise) {
    let differs = |key: &str| {
        place.mistake(id, MistakeKind::ExerciseDiffers { id: id.to_owned(), key: key.to_owned() });
    };
    let same_count =
        exercise.inputs.len() == other.inputs.len() && exercise.results.len() == other.results.len();
    if !same_count {
        differs("id");
        return;
    }
    for (input, other) in exercise.inputs.iter_mut().zip(other.inputs) {
        let numbers = (input.value, input.min, input.max, input.step);
        if input.id != other.id || numbers != (other.value, other.min, other.max, other.step) {
            differs(&other.id);
        }
        input.label.extend(other.label);
        input.unit.extend(other.unit);
    }
    for (result, other) in exercise.results.iter_mut().zip(other.results) {
        let shape = (&result.id, &result.formula, result.decimals, result.main, result.change, result.expect);
        let there = (&other.id, &other.formula, other.decimals, other.main, other.change, other.expect);
        if shape != there
            || result.worked.values().any(Option::is_some) != other.worked.values().any(Option::is_some)
        {
            differs(&other.id);
        }
        result.label.extend(other.label);
        result.unit.extend(other.unit);
        result.worked.extend(other.worked);
    }
}
