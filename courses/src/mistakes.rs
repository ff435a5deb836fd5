use std::fmt;

/// One mistake of an author, with the place where it is mended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Path inside the course: `modules/01-one-garment.en.md`.
    pub file: String,
    /// Counts from 1.
    pub line: u32,
    pub kind: MistakeKind,
}

/// All mistakes of a course, by file and line, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    pub fn iter(&self) -> std::slice::Iter<'_, Mistake> {
        self.0.iter()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn add(&mut self, file: &str, line: u32, kind: MistakeKind) {
        self.0.push(Mistake { file: file.to_owned(), line, kind });
    }

    pub(crate) fn sorted(mut self) -> Self {
        self.0.sort();
        self.0.dedup();
        self
    }
}

impl IntoIterator for Mistakes {
    type Item = Mistake;
    type IntoIter = std::vec::IntoIter<Mistake>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Mistakes {
    type Item = &'a Mistake;
    type IntoIter = std::slice::Iter<'a, Mistake>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// For logs and tests; people read the text behind [`MistakeKind::key`].
impl fmt::Display for Mistakes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Mistake { file, line, kind } in &self.0 {
            writeln!(formatter, "{file}:{line} {} {:?}", kind.key(), kind.arguments())?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

/// Each line is a kind of mistake, the values that its sentence shows, and its key in `course-mistakes.ftl`.
macro_rules! mistake_kinds {
    ($($name:ident { $($argument:ident),* } $key:literal)*) => {
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum MistakeKind {
            $($name { $($argument: String),* }),*
        }

        impl MistakeKind {
            /// The key of the sentence in `assets/text/<language>/course-mistakes.ftl`.
            pub fn key(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => concat!("course-mistake-", $key)),*
                }
            }

            /// The values in the sentence, by their Fluent names.
            pub fn arguments(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$name { $($argument),* } => vec![$((stringify!($argument), $argument.clone())),*]),*
                }
            }

            #[cfg(test)]
            pub(crate) fn one_of_each() -> Vec<Self> {
                vec![$(Self::$name { $($argument: String::new()),* }),*]
            }
        }
    };
}

mistake_kinds! {
    // files
    CourseFileMissing {} "course-file-missing"
    FileUnreadable { path } "file-unreadable"
    FileNotUtf8 {} "file-not-utf8"
    FileTooLarge { kilobytes, most } "file-too-large"
    FilesTooMany { count, most } "files-too-many"
    CourseTooLarge { megabytes, most } "course-too-large"
    PathForm { path } "path-form"
    // law.toml
    LawCountryForm { country } "law-country-form"
    LawDateForm { date } "law-date-form"
    LawTwice { id, country } "law-twice"
    FileUnknown { path } "file-unknown"
    ModuleFileMissing { path, language } "module-file-missing"
    ModuleFileTwice { path } "module-file-twice"

    // TOML
    TomlUnreadable { reason } "toml-unreadable"
    KeyMissing { key } "key-missing"
    KeyUnknown { key } "key-unknown"
    ValueNotText { key } "value-not-text"
    ValueNotTexts { key } "value-not-texts"
    ValueNotWhole { key } "value-not-whole"
    ValueNotNumber { key } "value-not-number"
    ValueNotPositive { key } "value-not-positive"
    ValueNotYesOrNo { key } "value-not-yes-or-no"
    ValueNotTable { key } "value-not-table"
    ValueNotTables { key } "value-not-tables"
    ValueEmpty { key } "value-empty"
    ValueOutOfRange { key, least, most } "value-out-of-range"

    // course.toml
    IdForm { id } "id-form"
    IdTwice { id, first } "id-twice"
    LanguageForm { language } "language-form"
    LanguageTwice { language } "language-twice"
    LanguageNotListed { language } "language-not-listed"
    TextNotTranslated { key, language } "text-not-translated"
    ThemeUnknown { theme } "theme-unknown"
    AudienceUnknown { audience } "audience-unknown"
    CompliancePointForm { point } "compliance-point-form"
    CompliancePointTwice { point } "compliance-point-twice"
    RequirementUnknown { requirement } "requirement-unknown"
    RequirementTwice { requirement } "requirement-twice"
    ModulesMissing {} "modules-missing"
    MinutesZero { id } "minutes-zero"
    FinalQuizMissing {} "final-quiz-missing"
    QuizMissing {} "quiz-missing"
    PlanMissing {} "plan-missing"
    SessionMissing {} "session-missing"

    // heads, headings and steps
    HeadMissing {} "head-missing"
    HeadUnclosed {} "head-unclosed"
    SourceMissing { source } "source-missing"
    SourceStale { source } "source-stale"
    SourceNotNeeded {} "source-not-needed"
    StepsMissing {} "steps-missing"
    TextBeforeSteps {} "text-before-steps"
    TitleHeading {} "title-heading"
    HeadingEmpty {} "heading-empty"
    HeadingUnreadable { mark } "heading-unreadable"
    HeadingGlued { text } "heading-glued"
    CodeOpen {} "code-open"
    StepIdMissing { heading } "step-id-missing"
    QuestionIdMissing { heading } "question-id-missing"
    SceneIdMissing { heading } "scene-id-missing"
    StepKindUnknown { kind } "step-kind-unknown"
    StepKinds { id } "step-kinds"
    StepOptionUnknown { option } "step-option-unknown"
    StepOptionValue { option, value } "step-option-value"
    StepEmpty { id } "step-empty"

    // quizzes
    QuizEmpty { id } "quiz-empty"
    PassMarkMissing { id } "pass-mark-missing"
    WaitWithoutTries { id } "wait-without-tries"
    DrawTooLarge { draw, questions } "draw-too-large"
    QuestionKindUnknown { kind } "question-kind-unknown"
    AnswerMissing { id } "answer-missing"
    AnswerOfOtherKind { id } "answer-of-other-kind"
    AnswerAlone { id } "answer-alone"
    AnswerEmpty { id } "answer-empty"
    AnswerTwice { id, text } "answer-twice"
    NoRightAnswer { id } "no-right-answer"
    SeveralRightAnswers { id } "several-right-answers"
    MarksMixed { id } "marks-mixed"
    NumberUnreadable { text } "number-unreadable"
    ToleranceNegative { id } "tolerance-negative"
    OrderTooShort { id } "order-too-short"
    MatchTooShort { id } "match-too-short"
    PairUnreadable { text } "pair-unreadable"
    FeedbackUnmarked { id } "feedback-unmarked"
    FeedbackMisplaced { id } "feedback-misplaced"
    FeedbackTwice { id } "feedback-twice"
    HintTwice { id } "hint-twice"
    HintEmpty { id } "hint-empty"
    ExplanationTwice { id } "explanation-twice"
    TextAfterAnswers { id } "text-after-answers"

    // scenarios
    ScenarioEmpty { id } "scenario-empty"
    SceneOptionUnknown { option } "scene-option-unknown"
    EndingUnclear { id } "ending-unclear"
    EndingWithChoices { id } "ending-with-choices"
    SceneWithoutChoices { id } "scene-without-choices"
    SceneUnreachable { id } "scene-unreachable"
    SceneNeverEnds { id } "scene-never-ends"

    // exercises
    ExerciseBlockMissing { id } "exercise-block-missing"
    ExerciseBlockTwice { id } "exercise-block-twice"
    ExerciseBlockOpen { id } "exercise-block-open"
    ExerciseBlockMisplaced {} "exercise-block-misplaced"
    ExerciseIdForm { id } "exercise-id-form"
    FormulaUnreadable { id, found } "formula-unreadable"
    FormulaUnfinished { id } "formula-unfinished"
    FormulaNameUnknown { id, name } "formula-name-unknown"
    WorkedNameUnknown { id, name } "worked-name-unknown"
    WorkedUnclosed { id } "worked-unclosed"
    InputOutOfRange { id } "input-out-of-range"
    ResultNotComputable { id } "result-not-computable"
    ExpectNotMet { id, expected, computed } "expect-not-met"

    // text
    RawHtml { html } "raw-html"
    LinkDead { target } "link-dead"
    LinkForm { target } "link-form"
    LinkEmpty { target } "link-empty"
    ImageDead { path } "image-dead"
    ImageForeign { target } "image-foreign"
    ImageWithoutWords { path } "image-without-words"
    FootnoteMissing { name } "footnote-missing"
    FootnoteTwice { name } "footnote-twice"
    FootnoteUnused { name } "footnote-unused"
    CalloutUnknown { name } "callout-unknown"
    TextNotInline { text } "text-not-inline"

    // pictures
    ImageUnused { path } "image-unused"
    ImageKind { path } "image-kind"
    ImageContent { path } "image-content"
    SvgUnreadable { reason } "svg-unreadable"
    SvgForbidden { found } "svg-forbidden"

    // agreement between languages
    PartMissing { id } "part-missing"
    PartAdded { id } "part-added"
    PartMoved { id } "part-moved"
    StepKindDiffers { id } "step-kind-differs"
    StepOptionsDiffer { id } "step-options-differ"
    QuestionKindDiffers { id } "question-kind-differs"
    AnswerCountDiffers { id, source, here } "answer-count-differs"
    RightAnswersDiffer { id } "right-answers-differ"
    NumbersDiffer { id } "numbers-differ"
    EndingDiffers { id } "ending-differs"
    ChoicesDiffer { id } "choices-differ"
    ExerciseDiffers { id, key } "exercise-differs"
    HintDiffers { id } "hint-differs"
    ExplanationDiffers { id } "explanation-differs"
    FeedbackDiffers { id } "feedback-differs"
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    fn texts(language: &str) -> BTreeMap<String, BTreeSet<String>> {
        let path = format!("{}/../assets/text/{language}/course-mistakes.ftl", env!("CARGO_MANIFEST_DIR"));
        let mut texts = BTreeMap::new();
        let mut key = String::new();
        for line in std::fs::read_to_string(path).unwrap().lines() {
            if let Some((name, _)) = line.split_once(" = ").filter(|_| line.starts_with("course-mistake-")) {
                key = name.to_owned();
                assert!(
                    texts.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{key} stands twice in {language}"
                );
            } else {
                assert!(line.is_empty() || line.starts_with(['#', ' ']), "unexpected in {language}: {line}");
            }
            let names = line.split("{$").skip(1).map(|rest| rest.split_once('}').unwrap().0.to_owned());
            texts.entry(key.clone()).or_default().extend(names);
        }
        texts.remove("");
        texts
    }

    #[test]
    fn every_mistake_has_its_sentence_with_its_values_in_both_languages() {
        let expected: BTreeMap<String, BTreeSet<String>> = MistakeKind::one_of_each()
            .iter()
            .map(|kind| {
                let names = kind.arguments().into_iter().map(|(name, _)| name.to_owned());
                (kind.key().to_owned(), names.collect())
            })
            .collect();
        for language in ["en", "vi"] {
            assert_eq!(texts(language), expected, "course-mistakes.ftl in {language}");
        }
    }
}
