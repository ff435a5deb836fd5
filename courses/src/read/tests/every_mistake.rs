//! Each kind of mistake: one change to a course without mistakes, and what is then said, with file and line.

use std::collections::BTreeSet;

use super::{
    mistakes_inside as inside,
    small_course::{COURSE, LAW, MODULE, PICTURE, SmallCourse, TRANSLATION},
};
use crate::mistakes::MistakeKind;

/// What `course-mistake-<key>` is expected in which file, at the first line that holds these words.
pub(super) struct Case {
    pub key: &'static str,
    pub file: &'static str,
    pub at: &'static str,
    pub course: SmallCourse,
    /// Other kinds that the same change brings with it.
    pub also: &'static [&'static str],
}

/// One change in the file where the mistake is then told.
pub(super) fn one(key: &'static str, file: &'static str, at: &'static str, from: &str, to: &str) -> Case {
    let mut course = if file == TRANSLATION { SmallCourse::translated() } else { SmallCourse::new() };
    course.change(file, from, to);
    Case { key, file, at, course, also: &[] }
}

pub(super) fn case(
    key: &'static str,
    file: &'static str,
    at: &'static str,
    change: impl Fn(&mut SmallCourse),
) -> Case {
    let mut course = SmallCourse::new();
    change(&mut course);
    Case { key, file, at, course, also: &[] }
}

impl Case {
    pub(super) fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    /// What went otherwise than expected.
    fn failure(&self) -> Option<String> {
        let Err(mistakes) = self.course.read() else { return Some(format!("{} is not found", self.key)) };
        let key = |kind: &MistakeKind| kind.key().trim_start_matches("course-mistake-").to_owned();
        let line = if self.at.is_empty() { 1 } else { self.course.line_of(self.file, self.at) };
        let found = mistakes.iter().any(|mistake| {
            key(&mistake.kind) == self.key && mistake.file == self.file && mistake.line == line
        });
        if !found {
            return Some(format!("{} at {}:{line} is not among\n{mistakes}", self.key, self.file));
        }
        let others = mistakes.iter().map(|mistake| key(&mistake.kind)).filter(|other| *other != self.key);
        let unexpected: Vec<String> = others.filter(|other| !self.also.contains(&other.as_str())).collect();
        (!unexpected.is_empty()).then(|| format!("beside {}: {unexpected:?}\n{mistakes}", self.key))
    }
}

/// What is missing when a whole module cannot be read.
const WITHOUT_MODULE: &[&str] = &["final-quiz-missing", "quiz-missing", "plan-missing", "image-unused"];

fn files() -> Vec<Case> {
    let big = |kilobytes: usize| vec![b'a'; kilobytes * 1024];
    vec![
        case("course-file-missing", COURSE, "", |course| course.remove(COURSE)).also(&["image-unused"]),
        case("file-not-utf8", MODULE, "", |course| course.put(MODULE, b"+++\xff")).also(WITHOUT_MODULE),
        case("file-too-large", "README.md", "", |course| course.put("README.md", &big(1025))),
        case("files-too-many", COURSE, "", |course| {
            (0..500).for_each(|number| course.put(&format!("images/{number}.svg"), b"<svg></svg>"));
        })
        .also(&["image-unused"]),
        case("course-too-large", COURSE, "", |course| course.put("README.md", &big(51 * 1024)))
            .also(&["file-too-large"]),
        case("path-form", "read me.md", "", |course| course.put("read me.md", b"a")),
        case("file-unknown", "notes.txt", "", |course| course.put("notes.txt", b"a")),
        case("file-unknown", "modules/two.en.md", "", |course| course.put("modules/two.en.md", b"a")),
        case("module-file-missing", COURSE, "[[modules]]", |course| course.remove(MODULE))
            .also(WITHOUT_MODULE),
        case("module-file-twice", COURSE, "# again", |course| {
            let two = "minutes = 7\n[[modules]]\nid = \"two\"\nfile = \"one\" # again\nminutes = 7";
            course.change(COURSE, "minutes = 7", two);
        })
        .also(&["id-twice"]),
        case("image-unused", "images/b.svg", "", |course| course.put("images/b.svg", b"<svg></svg>")),
        case("image-kind", "images/b.gif", "", |course| course.put("images/b.gif", b"GIF89a"))
            .also(&["image-unused"]),
        case("image-content", "images/b.png", "", |course| course.put("images/b.png", b""))
            .also(&["image-unused"]),
        one("svg-unreadable", PICTURE, "", "</svg>", ""),
        one("svg-forbidden", PICTURE, "onload", "<path ", "<path\tonload = \"x()\" "),
        one("svg-forbidden", PICTURE, "script", "<path ", "<script/><path "),
        one("svg-forbidden", PICTURE, "href", "<path ", "<path href = 'https://example.org' "),
    ]
}

fn law() -> Vec<Case> {
    let fact = "[[fact]]\nid = \"hours\"\ncountry = \"VN\"\nin_force_from = \"2021-01-01\"\nsource = \"Labour Code\"\nen = \"Eight.\"\n";
    let with = |key, at, text: String| case(key, LAW, at, |course| course.put(LAW, text.as_bytes()));
    vec![
        with("law-country-form", "country", fact.replace("VN", "Vietnam")),
        with("law-date-form", "in_force_from", fact.replace("2021-01-01", "1 January 2021")),
        with("law-twice", "# again", format!("{fact}{}", fact.replacen("[[fact]]", "[[fact]] # again", 1))),
    ]
}

fn toml() -> Vec<Case> {
    vec![
        one("toml-unreadable", COURSE, "sector", "\"garment\"", "\"garment")
            .also(&["image-unused", "file-unknown"]),
        one("key-missing", COURSE, "", "sector = \"garment\"\n", ""),
        one("key-missing", COURSE, "", "id = \"small\"\n", ""),
        one("key-unknown", COURSE, "colour", "sector =", "colour = \"red\"\nsector ="),
        one("value-not-text", COURSE, "sector", "\"garment\"", "3"),
        one("value-not-texts", COURSE, "themes", "[\"responsible-purchasing\"]", "\"purchasing\""),
        one("value-not-whole", COURSE, "rule", "rule = 1", "rule = \"1\""),
        one("value-not-number", MODULE, "value", "value = 100", "value = \"100\"")
            .also(&["formula-name-unknown", "worked-name-unknown"]),
        one("value-not-positive", MODULE, "step =", "min = 1\n", "min = 1\nstep = 0\n"),
        one("value-not-yes-or-no", MODULE, "main", "decimals = 0", "decimals = 0\nmain = \"yes\""),
        case("value-not-table", COURSE, "title", |course| {
            course.change(COURSE, "[title]\nen = \"Small\"\n", "");
            course.change(COURSE, "sector =", "title = \"Small\"\nsector =");
        })
        .also(&["text-not-translated"]),
        case("value-not-tables", COURSE, "modules =", |course| {
            course.change(COURSE, "[[modules]]\nid = \"one\"\nfile = \"one\"\nminutes = 7\n", "");
            course.change(COURSE, "sector =", "modules = [\"one\"]\nsector =");
        })
        .also(&[
            "modules-missing",
            "file-unknown",
            "final-quiz-missing",
            "quiz-missing",
            "plan-missing",
            "image-unused",
        ]),
        one("value-empty", COURSE, "sector", "\"garment\"", "\" \""),
        one("value-out-of-range", COURSE, "minutes =", "minutes = 7", "minutes = 601"),
    ]
}

fn manifest() -> Vec<Case> {
    vec![
        one("id-form", COURSE, "id =", "\"small\"", "\"Small!\""),
        one("language-form", COURSE, "languages =", "[\"en\"]", "[\"en\", \"pt-BR\"]").also(&[
            "text-not-translated",
            "key-missing",
            "module-file-missing",
        ]),
        one("language-twice", COURSE, "languages =", "[\"en\"]", "[\"en\", \"en\"]"),
        one("language-not-listed", COURSE, "source_language", "\"en\"", "\"vi\"").also(&[
            "module-file-missing",
            "final-quiz-missing",
            "quiz-missing",
            "plan-missing",
            "image-unused",
        ]),
        one("theme-unknown", COURSE, "themes", "[\"responsible-purchasing\"", "[\"working-tyme\""),
        one("audience-unknown", COURSE, "audiences", "\"brand\"", "\"bakers\""),
        one(
            "compliance-point-form",
            COURSE,
            "compliance_points",
            "sector =",
            "compliance_points = [\"Paid leave\"]\nsector =",
        ),
        one(
            "compliance-point-twice",
            COURSE,
            "compliance_points",
            "sector =",
            "compliance_points = [\"overtime\", \"overtime\"]\nsector =",
        ),
        one("requirement-unknown", COURSE, "requires", "\"every-step\"", "\"every-page\""),
        one("requirement-twice", COURSE, "requires", "\"every-step\"", "\"every-step\", \"every-step\""),
        one("modules-missing", COURSE, "", "[[modules]]\nid = \"one\"\nfile = \"one\"\nminutes = 7\n", "")
            .also(&["file-unknown", "final-quiz-missing", "quiz-missing", "plan-missing", "image-unused"]),
        one("minutes-zero", COURSE, "minutes =", "minutes = 7", "minutes = 0"),
        case("final-quiz-missing", COURSE, "[completion]", |course| {
            course.change(MODULE, " .final pass=70 tries=3 wait=24 minutes=30 draw=1", "");
        }),
        case("quiz-missing", COURSE, "[completion]", |course| {
            course.put(
                MODULE,
                b"+++\ntitle = \"One\"\n+++\n## A {#a}\n![a](images/line.en.svg)\n## P {#p .plan}\nText\n",
            );
        })
        .also(&["final-quiz-missing"]),
        case("plan-missing", COURSE, "[completion]", |course| {
            course.change(MODULE, " .plan most=3", "");
        }),
        one(
            "session-missing",
            COURSE,
            "[completion]",
            "\"every-step\"",
            "\"every-step\", \"session-attended\"",
        ),
    ]
}

fn steps() -> Vec<Case> {
    vec![
        one("head-missing", MODULE, "", "+++\n", "").also(WITHOUT_MODULE),
        one("head-missing", MODULE, "", "+++\ntitle = \"One\"\n+++\n", "").also(WITHOUT_MODULE),
        one("head-unclosed", MODULE, "", "\"One\"\n+++\n", "\"One\"\n").also(WITHOUT_MODULE),
        one("source-not-needed", MODULE, "source", "title =", "source = \"0\"\ntitle ="),
        case("steps-missing", MODULE, "", |course| course.put(MODULE, b"+++\ntitle = \"One\"\n+++\n"))
            .also(WITHOUT_MODULE),
        one("text-before-steps", MODULE, "Hello", "## Minutes", "Hello.\n\n## Minutes"),
        one("title-heading", MODULE, "# Title", "A minute", "# Title\n\nA minute"),
        one("heading-empty", MODULE, "## {#minutes}", "## Minutes {", "## {"),
        one("heading-empty", MODULE, "### {#who}", "### Who decided? {", "### {"),
        one("heading-empty", MODULE, "### {#thursday}", "### Thursday {", "### {"),
        one("heading-unreadable", MODULE, "#minutes junk", "#minutes}", "#minutes junk}"),
        one("heading-unreadable", MODULE, "#who #again", "#who}", "#who #again}"),
        one("heading-glued", MODULE, "##Glued", "## Plan", "##Glued {#glued}\n\n## Plan"),
        one("code-open", MODULE, "~~~", "Promise something.", "Promise something.\n\n~~~\ncode"),
        one("step-id-missing", MODULE, "## Plan", " {#plan .plan most=3}", "").also(&["plan-missing"]),
        one("id-form", MODULE, "## Minutes", "#minutes", "#Minutes"),
        one("id-twice", MODULE, "## Plan", "#plan ", "#minutes "),
        one("step-kind-unknown", MODULE, "## Plan", ".plan", ".plane").also(&["plan-missing"]),
        one("step-kinds", MODULE, "## Plan", ".plan", ".plan .quiz").also(&["plan-missing"]),
        one("step-option-unknown", MODULE, "## Minutes", "#minutes", "#minutes most=3"),
        one("step-option-unknown", MODULE, "### Who", "#who", "#who most=3"),
        one("step-option-value", MODULE, "## Plan", "most=3", "most=none"),
        one("step-empty", MODULE, "## Empty", "## Plan", "## Empty {#empty}\n\n## Plan"),
    ]
}

fn all() -> Vec<Case> {
    [
        files(),
        law(),
        toml(),
        manifest(),
        steps(),
        inside::quizzes(),
        inside::scenarios(),
        inside::exercises(),
        inside::words(),
        inside::translations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn every_mistake_is_told_with_its_file_and_line() {
    let failures: Vec<String> = all().iter().filter_map(Case::failure).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_kind_of_mistake_has_a_case() {
    let tried: BTreeSet<String> = all().iter().map(|case| format!("course-mistake-{}", case.key)).collect();
    // A file that cannot be read needs a folder, and has a test of its own.
    let missing: Vec<&str> = MistakeKind::one_of_each()
        .iter()
        .map(MistakeKind::key)
        .filter(|key| !tried.contains(*key) && *key != "course-mistake-file-unreadable")
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
