//! A course as one reader has it before them: its words in a language, and where to go on. Pure.

use courses::{Course, CourseText, Localised, Module, Step};

use super::model::{Progress, StepProgress};
use crate::platform::Language;

/// The words of a course in the reader's language, or in its own where it has not got that.
#[derive(Clone, Copy)]
pub struct Reading<'c> {
    pub course: &'c Course,
    /// BCP 47, for `lang`.
    pub language: &'c str,
}

impl<'c> Reading<'c> {
    pub fn of(course: &'c Course, language: Language) -> Self {
        let known = course.texts.keys().find(|known| *known == language.code());
        let language = known.unwrap_or(&course.source_language);
        Self { course, language }
    }

    pub fn title(&self) -> String {
        self.whole().map(|text| text.title.clone()).unwrap_or_default()
    }

    /// What completing the course means, and what it does not.
    pub fn standing(&self) -> String {
        self.whole().map(|text| text.standing.clone()).unwrap_or_default()
    }

    pub fn module(&self, module: &Module) -> String {
        self.said(&module.title)
    }

    pub fn step(&self, step: &Step) -> String {
        self.said(&step.heading)
    }

    pub fn said(&self, texts: &Localised<String>) -> String {
        texts.get(self.language).cloned().unwrap_or_default()
    }

    fn whole(&self) -> Option<&'c CourseText> {
        self.course.texts.get(self.language)
    }
}

/// Where the learner goes on: where they stopped, or the first step after it that is not done, or the first of all.
pub fn resume_at<'c>(
    course: &'c Course,
    progress: Option<&Progress>,
    steps: &[StepProgress],
) -> Option<&'c Step> {
    let is_done = |step: &Step| steps.iter().any(|other| other.step == step.id && other.done_at.is_some());
    let all: Vec<&Step> = course.steps().map(|(_, step)| step).collect();
    let stopped = progress.and_then(|progress| all.iter().position(|step| step.id == progress.current_step));
    let from = stopped.unwrap_or(0);
    let open = all.iter().skip(from).chain(all.iter().take(from)).find(|step| !is_done(step));
    open.or_else(|| all.get(from)).copied()
}

/// How far each module is: stitches of the seam.
pub fn stitches(course: &Course, current: Option<&str>, steps: &[StepProgress]) -> Vec<&'static str> {
    let is_done = |step: &Step| steps.iter().any(|other| other.step == step.id && other.done_at.is_some());
    let stitch = |module: &Module| {
        let here = module.steps.iter().any(|step| Some(step.id.as_str()) == current);
        match module.steps.iter().all(is_done) {
            true => "done",
            false if here => "present",
            false => "ahead",
        }
    };
    course.modules.iter().map(stitch).collect()
}
