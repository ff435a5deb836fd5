//! `course.toml`.

use std::collections::BTreeSet;

use super::{
    Seen,
    here::{Here, is_id},
    note_id,
    table::{Table, with_table},
};
use crate::{
    document::{Activity, Completion, Course, CourseText, Localised, Module, Requirement, Stake},
    mistakes::MistakeKind,
};

/// A course without its steps, and where its modules lie.
pub struct Manifest {
    pub course: Course,
    /// The name of each module's files, without language and ending.
    pub stems: Vec<String>,
    pub modules_line: u32,
    pub completion_line: u32,
}

/// What a course may be about. The word stands in `course.toml`, and readers see the text `theme-<word>`.
pub const THEMES: [&str; 7] = [
    "responsible-purchasing",
    "working-time",
    "wages",
    "social-dialogue",
    "due-diligence",
    "equality",
    "safety-health",
];
const AUDIENCES: [&str; 4] = ["brand", "factory", "national-partner", "everyone"];

pub fn read(here: Here, text: &str) -> Option<Manifest> {
    with_table(here, text, 1, |table| manifest(here, table))
}

fn manifest(here: Here, table: &mut Table) -> Option<Manifest> {
    let id = table.text("id");
    if let Some(id) = &id {
        note_id(here, table.line_of("id"), id, &mut Seen::new());
    }
    let source = table.text("source_language");
    let languages = languages(here, table);
    let themes = table.texts("themes").unwrap_or_default();
    for (line, theme) in &themes {
        if !THEMES.contains(&theme.as_str()) {
            here.mistake(*line, MistakeKind::ThemeUnknown { theme: theme.clone() });
        }
    }
    let audiences = table.texts("audiences").unwrap_or_default();
    for (line, audience) in &audiences {
        if !AUDIENCES.contains(&audience.as_str()) {
            here.mistake(*line, MistakeKind::AudienceUnknown { audience: audience.clone() });
        }
    }
    let compliance_points = compliance_points(here, table);
    let needs_session = table.is_set("needs_session");
    let sector = table.text("sector");
    let texts = texts(here, table, &languages);
    let completion_line = table.line_of("completion");
    let mut completion = completion(here, table);
    if let Some(completion) = completion.as_mut().filter(|_| needs_session) {
        ask_for_session(completion);
    }
    let modules_line = table.line_of("modules");
    let (modules, stems) = modules(here, table);
    if let Some(source) = source.as_ref().filter(|source| !languages.contains(source)) {
        let line = table.line_of("source_language");
        here.mistake(line, MistakeKind::LanguageNotListed { language: source.clone() });
    }
    // What is missing is a mistake already; reading goes on, so that all of them are told at once.
    let course = Course {
        id: id.unwrap_or_default(),
        source_language: source.or_else(|| languages.first().cloned()).unwrap_or_default(),
        languages,
        themes: themes.into_iter().map(|(_, theme)| theme).collect(),
        audiences: audiences.into_iter().map(|(_, audience)| audience).collect(),
        compliance_points,
        needs_session,
        sector: sector.unwrap_or_default(),
        completion: completion.unwrap_or(Completion { rule: 1, requires: Vec::new() }),
        texts,
        modules,
        images: Default::default(),
        law: Vec::new(),
    };
    Some(Manifest { course, stems, modules_line, completion_line })
}

fn words(table: &mut Table, key: &str) -> Vec<String> {
    table.texts(key).unwrap_or_default().into_iter().map(|(_, word)| word).collect()
}

/// A course may help with none. Which points there are, the server knows: they are data.
fn compliance_points(here: Here, table: &mut Table) -> Vec<String> {
    let mut points = Vec::new();
    if !table.has("compliance_points") {
        return points;
    }
    for (line, point) in table.texts("compliance_points").unwrap_or_default() {
        if !is_id(&point) {
            here.mistake(line, MistakeKind::CompliancePointForm { point: point.clone() });
        }
        if points.contains(&point) {
            here.mistake(line, MistakeKind::CompliancePointTwice { point });
        } else {
            points.push(point);
        }
    }
    points
}

fn languages(here: Here, table: &mut Table) -> Vec<String> {
    let mut languages = Vec::new();
    for (line, language) in table.texts("languages").unwrap_or_default() {
        let formed =
            (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
        if !formed {
            here.mistake(line, MistakeKind::LanguageForm { language: language.clone() });
        }
        if languages.contains(&language) {
            here.mistake(line, MistakeKind::LanguageTwice { language });
        } else {
            languages.push(language);
        }
    }
    languages
}

fn texts(here: Here, table: &mut Table, languages: &[String]) -> Localised<CourseText> {
    let mut title = table.table("title");
    let mut summary = table.table("summary");
    let mut promise = table.table("promise");
    let mut standing = table.table("standing");
    let mut texts = Localised::new();
    for language in languages {
        let one = |of: &mut Option<Table>, key: &str| {
            let of = of.as_mut()?;
            let text = of.text_if_any(language);
            if text.is_none() {
                let kind = MistakeKind::TextNotTranslated { key: key.to_owned(), language: language.clone() };
                here.mistake(of.line, kind);
            }
            text
        };
        let text = CourseText {
            title: one(&mut title, "title").unwrap_or_default(),
            summary: one(&mut summary, "summary").unwrap_or_default(),
            standing: one(&mut standing, "standing").unwrap_or_default(),
            promise: promise.as_mut().map(|promise| words(promise, language)).unwrap_or_default(),
        };
        texts.insert(language.clone(), text);
    }
    for of in [title, summary, promise, standing].into_iter().flatten() {
        of.finish();
    }
    texts
}

fn completion(here: Here, table: &mut Table) -> Option<Completion> {
    let mut completion = table.table("completion")?;
    let rule = completion.whole("rule", 1..=100_000);
    let mut requires = Vec::new();
    for (line, word) in completion.texts("requires").unwrap_or_default() {
        let requirement = match word.as_str() {
            "every-step" => Requirement::EveryStep,
            "every-quiz" => Requirement::EveryQuiz,
            "final-passed" => Requirement::FinalPassed,
            "plan-made" => Requirement::PlanMade,
            "session-attended" => Requirement::SessionAttended,
            _ => {
                here.mistake(line, MistakeKind::RequirementUnknown { requirement: word });
                continue;
            }
        };
        if requires.contains(&requirement) {
            here.mistake(line, MistakeKind::RequirementTwice { requirement: word });
        } else {
            requires.push(requirement);
        }
    }
    completion.finish();
    Some(Completion { rule: rule?, requires })
}

/// A course that is never complete by e-learning alone always asks for its session, whether the author wrote it or not.
fn ask_for_session(completion: &mut Completion) {
    if !completion.requires.contains(&Requirement::SessionAttended) {
        completion.requires.push(Requirement::SessionAttended);
    }
}

fn modules(here: Here, table: &mut Table) -> (Vec<Module>, Vec<String>) {
    let mut seen = Seen::new();
    let mut stems = Vec::new();
    let mut modules = Vec::new();
    let tables = table.tables("modules");
    if tables.is_empty() {
        here.mistake(table.line, MistakeKind::ModulesMissing {});
    }
    for mut table in tables {
        let (id, file) = (table.text("id"), table.text("file"));
        let minutes = table.whole("minutes", 0..=600);
        if let Some(id) = &id {
            note_id(here, table.line_of("id"), id, &mut seen);
        }
        if minutes == Some(0) {
            let id = id.clone().unwrap_or_default();
            here.mistake(table.line_of("minutes"), MistakeKind::MinutesZero { id });
        }
        table.finish();
        if let Some(path) = file.clone().filter(|file| stems.contains(file)) {
            here.mistake(table.line_of("file"), MistakeKind::ModuleFileTwice { path });
        }
        if let Some(file) = file {
            let (id, minutes) = (id.unwrap_or_default(), minutes.unwrap_or_default());
            modules.push(Module { id, minutes, title: Localised::new(), steps: Vec::new() });
            stems.push(file);
        }
    }
    (modules, stems)
}

/// A rule that asks for something that the course does not have could never be met.
pub fn check_rule(here: Here, course: &Course, line: u32) {
    let steps: Vec<&Activity> = course.steps().map(|(_, step)| &step.activity).collect();
    let has = |wanted: fn(&Activity) -> bool| steps.iter().any(|activity| wanted(activity));
    for requirement in course.completion.requires.iter().collect::<BTreeSet<_>>() {
        let missing = match requirement {
            Requirement::EveryStep => None,
            Requirement::EveryQuiz if has(|activity| matches!(activity, Activity::Quiz(_))) => None,
            Requirement::EveryQuiz => Some(MistakeKind::QuizMissing {}),
            Requirement::FinalPassed if has(is_final) => None,
            Requirement::FinalPassed => Some(MistakeKind::FinalQuizMissing {}),
            Requirement::PlanMade if has(|activity| matches!(activity, Activity::Plan(_))) => None,
            Requirement::PlanMade => Some(MistakeKind::PlanMissing {}),
            Requirement::SessionAttended if course.needs_session => None,
            Requirement::SessionAttended => Some(MistakeKind::SessionMissing {}),
        };
        if let Some(kind) = missing {
            here.mistake(line, kind);
        }
    }
}

fn is_final(activity: &Activity) -> bool {
    matches!(activity, Activity::Quiz(quiz) if matches!(quiz.stake, Stake::Final(_)))
}
