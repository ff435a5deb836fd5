//! Each kind of mistake: one change to a course without mistakes, and what is then said, with file and line.

use std::collections::BTreeSet;

use super::small_course::{COURSE, MODULE, PICTURE, SmallCourse, TRANSLATION};
use crate::mistakes::MistakeKind;

/// What `course-mistake-<key>` is expected in which file, at the first line that holds these words.
struct Case {
    key: &'static str,
    file: &'static str,
    at: &'static str,
    course: SmallCourse,
    /// Other kinds that the same change brings with it.
    also: &'static [&'static str],
}

/// One change in the file where the mistake is then told.
fn one(key: &'static str, file: &'static str, at: &'static str, from: &str, to: &str) -> Case {
    let mut course = if file == TRANSLATION { SmallCourse::translated() } else { SmallCourse::new() };
    course.change(file, from, to);
    Case { key, file, at, course, also: &[] }
}

fn case(key: &'static str, file: &'static str, at: &'static str, change: impl Fn(&mut SmallCourse)) -> Case {
    let mut course = SmallCourse::new();
    change(&mut course);
    Case { key, file, at, course, also: &[] }
}

impl Case {
    fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    fn check(&self) {
        let Err(mistakes) = self.course.read() else { panic!("{} is not found", self.key) };
        let key = |kind: &MistakeKind| kind.key().trim_start_matches("course-mistake-").to_owned();
        let line = if self.at.is_empty() { 1 } else { self.course.line_of(self.file, self.at) };
        let found = mistakes.iter().any(|mistake| {
            key(&mistake.kind) == self.key && mistake.file == self.file && mistake.line == line
        });
        assert!(found, "{} at {}:{line} is not among\n{mistakes}", self.key, self.file);
        let others = mistakes.iter().map(|mistake| key(&mistake.kind)).filter(|other| *other != self.key);
        let unexpected: Vec<String> = others.filter(|other| !self.also.contains(&other.as_str())).collect();
        assert!(unexpected.is_empty(), "beside {}: {unexpected:?}\n{mistakes}", self.key);
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

fn toml() -> Vec<Case> {
    vec![
        one("toml-unreadable", COURSE, "sector", "\"garment\"", "\"garment")
            .also(&["image-unused", "file-unknown"]),
        one("key-missing", COURSE, "", "sector = \"garment\"\n", ""),
        one("key-missing", COURSE, "", "id = \"small\"\n", ""),
        one("key-unknown", COURSE, "colour", "sector =", "colour = \"red\"\nsector ="),
        one("value-not-text", COURSE, "sector", "\"garment\"", "3"),
        one("value-not-texts", COURSE, "themes", "[\"purchasing\"]", "\"purchasing\""),
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
        one("value-out-of-range", COURSE, "minutes", "minutes = 7", "minutes = 601").also(&[
            "file-unknown",
            "final-quiz-missing",
            "quiz-missing",
            "plan-missing",
            "image-unused",
        ]),
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
        one("audience-unknown", COURSE, "audiences", "\"brand\"", "\"bakers\""),
        one("requirement-unknown", COURSE, "requires", "\"every-step\"", "\"every-page\""),
        one("requirement-twice", COURSE, "requires", "\"every-step\"", "\"every-step\", \"every-step\""),
        one("modules-missing", COURSE, "", "[[modules]]\nid = \"one\"\nfile = \"one\"\nminutes = 7\n", "")
            .also(&["file-unknown", "final-quiz-missing", "quiz-missing", "plan-missing", "image-unused"]),
        one("minutes-zero", COURSE, "minutes", "minutes = 7", "minutes = 0"),
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

fn quizzes() -> Vec<Case> {
    vec![
        one("quiz-empty", MODULE, "## Empty", "## Plan", "## Empty {#empty .quiz}\n\n## Plan"),
        one("pass-mark-missing", MODULE, "## Final", "pass=70 ", ""),
        one("pass-mark-missing", MODULE, "## Final", "pass=70 ", "pass=101 "),
        one("wait-without-tries", MODULE, "## Final", "tries=3 ", ""),
        one("draw-too-large", MODULE, "## Final", "draw=1", "draw=2"),
        one("question-id-missing", MODULE, "### Who", " {#who}", ""),
        one("question-kind-unknown", MODULE, "### Who", "#who", "#who .essay"),
        one("answer-missing", MODULE, "### Is it so", "[(X)] Yes\n[( )] No\n", "").also(&["draw-too-large"]),
        one("answer-of-other-kind", MODULE, "[[critical", "action plan]]", "action plan]] more"),
        one("answer-of-other-kind", MODULE, "[[second]]", "action plan]]", "action plan]]\n[[second]]"),
        one("answer-alone", MODULE, "### Is it so", "[( )] No\n", ""),
        one("answer-empty", MODULE, "[( )]", "[( )] The factory", "[( )]"),
        one("answer-empty", MODULE, "[[critical", "critical path|", "critical path||"),
        one("answer-empty", MODULE, "1. ", "1. Forecast", "1.  "),
        one("answer-twice", MODULE, "[( )] Yes", "[( )] No", "[( )] Yes"),
        one("answer-twice", MODULE, "### Put in order", "2. Fabric", "2. Forecast"),
        one("no-right-answer", MODULE, "### Is it so", "[(X)] Yes", "[( )] Yes"),
        one("several-right-answers", MODULE, "### Is it so", "[( )] No", "[(X)] No"),
        one("marks-mixed", MODULE, "### Is it so", "[( )] No", "[[ ]] No"),
        one("number-unreadable", MODULE, "[[= ", "880", "many").also(&[]),
        one("number-unreadable", MODULE, "[[= ", "880 ±", "inf ±"),
        one("number-unreadable", MODULE, "[[880", "[[= 880", "[[880"),
        one("tolerance-negative", MODULE, "[[= ", "± 5", "± -5"),
        one("order-too-short", MODULE, "### Put in order", "2. Fabric\n", ""),
        one("match-too-short", MODULE, "### Find the pairs", "- Low price = Late wages\n", ""),
        one("pair-unreadable", MODULE, "- Low price", "- Low price = Late", "- Low price: Late")
            .also(&["match-too-short"]),
        one("feedback-unmarked", MODULE, "> Right.", "> [+] Right.", "> Right."),
        one(
            "feedback-misplaced",
            MODULE,
            "> Well.",
            "[[?]] Look at the date.",
            "[[?]] Look at the date.\n> Well.",
        ),
        one("feedback-misplaced", MODULE, "> [+] Yes.", "> It did not.", "> [+] Yes."),
        one("feedback-twice", MODULE, "> [+] Again.", "> [-] Divide.", "> [-] Divide.\n> [+] Again."),
        one("hint-twice", MODULE, "[[?]] Again", "> [!NOTE]\n> Changes", "[[?]] Again\n> [!NOTE]\n> Changes"),
        one("hint-empty", MODULE, "[[?]]", "[[?]] Look at the date.", "[[?]] "),
        one(
            "explanation-twice",
            MODULE,
            "> [!NOTE] <2>",
            "> Changes cost.",
            "> Changes cost.\n> [!NOTE] <2>",
        )
        .also(&["callout-unknown"]),
        one("text-after-answers", MODULE, "After all", "1. Forecast\n", "1. Forecast\nAfter all\n"),
        one(
            "text-after-answers",
            MODULE,
            "[[X]] in code",
            "[[ ]] A forecast\n",
            "[[ ]] A forecast\n```\n[[X]] in code\n```\n",
        ),
    ]
}

fn scenarios() -> Vec<Case> {
    vec![
        one("scenario-empty", MODULE, "## Empty", "## Plan", "## Empty {#empty .scenario}\n\n## Plan"),
        one("scene-id-missing", MODULE, "### Thursday", " {#thursday}", "").also(&["scene-unreachable"]),
        one("scene-option-unknown", MODULE, "### Thursday", "#thursday", "#thursday most=3"),
        one("ending-unclear", MODULE, "### Sent", ".end .bad", ".end")
            .also(&["scene-without-choices", "scene-never-ends"]),
        one("ending-with-choices", MODULE, "### Sent", "It did not.", "It did not.\n\n- [Back](#thursday)"),
        one("scene-without-choices", MODULE, "### Sent", " .end .bad", "").also(&["scene-never-ends"]),
        one("scene-unreachable", MODULE, "### Sent", "- [Send it](#sent)\n", ""),
        one(
            "scene-never-ends",
            MODULE,
            "### Sent",
            " .end .bad}\nIt did not.",
            "}\nIt did not.\n\n- [On](#sent)",
        ),
        one("link-dead", MODULE, "(#nowhere)", "- [Send it](#sent)", "- [Send it](#sent)\n- [Go](#nowhere)"),
        one("link-empty", MODULE, "- [](#sent)", "- [Send it]", "- []"),
    ]
}

fn exercises() -> Vec<Case> {
    vec![
        one("exercise-block-missing", MODULE, "## Cost", "```exercise", "```sum").also(&["key-missing"]),
        one("exercise-block-twice", MODULE, "```exercise # 2", "```\n\n## Plan", "```\n\n```exercise # 2\n```\n\n## Plan").also(&["exercise-block-misplaced"]),
        case("exercise-block-open", MODULE, "## Cost", |course| {
            course.change(MODULE, "expect = 200\n```\n\n## Plan {#plan .plan most=3}\nPromise something.\n", "expect = 200\n");
        })
        .also(&["code-open", "plan-missing"]),
        one("exercise-block-misplaced", MODULE, "```exercise", "A minute costs", "```exercise\n```\n\nA minute costs"),
        one("key-missing", MODULE, "[[result]]", "[[input]]\nid = \"wage\"\nlabel = \"Wage\"\nunit = \"VND\"\nvalue = 100\nmin = 1\nmax = 1000\n\n", "").also(&["formula-name-unknown", "worked-name-unknown"]),
        one("exercise-id-form", MODULE, "Wage-1", "id = \"wage\"", "id = \"Wage-1\"").also(&["formula-name-unknown", "worked-name-unknown"]),
        one("exercise-id-form", MODULE, "id = \"max\"", "id = \"double\"", "id = \"max\"").also(&["worked-name-unknown"]),
        one("id-twice", MODULE, "id = \"wage\" # 2", "id = \"double\"", "id = \"wage\" # 2").also(&["worked-name-unknown"]),
        one("formula-unreadable", MODULE, "formula", "wage * 2", "wage ? 2"),
        one("formula-unfinished", MODULE, "formula", "wage * 2", "wage *"),
        one("formula-name-unknown", MODULE, "formula", "wage * 2", "days * 2"),
        one("worked-name-unknown", MODULE, "worked", "{wage}", "{days}"),
        one("worked-unclosed", MODULE, "worked", "{double}", "{double"),
        one("input-out-of-range", MODULE, "value", "value = 100", "value = 0").also(&["expect-not-met"]),
        one("result-not-computable", MODULE, "formula", "wage * 2", "wage / 0"),
        one("expect-not-met", MODULE, "expect", "expect = 200", "expect = 201"),
    ]
}

fn words() -> Vec<Case> {
    vec![
        one("raw-html", MODULE, "<b>", "A minute costs", "A <b>minute</b> costs"),
        one("link-dead", MODULE, "(elsewhere.md)", "https://example.org/", "elsewhere.md"),
        one("link-form", MODULE, "(javascript:x)", "https://example.org/", "javascript:x"),
        one("link-empty", MODULE, "[](https", "[the site]", "[]"),
        one("image-dead", MODULE, "images/no", "images/line.en.svg", "images/no.svg").also(&["image-unused"]),
        one("image-foreign", MODULE, "![A", "images/line.en.svg", "https://example.org/a.svg")
            .also(&["image-unused"]),
        one("image-without-words", MODULE, "![]", "![A line of minutes]", "![]"),
        one("footnote-missing", MODULE, "[^no]", "[^ilo] See", "[^ilo][^no] See"),
        one(
            "footnote-twice",
            MODULE,
            "[^ilo]: Again",
            "[^ilo]: ILO, 2017.",
            "[^ilo]: ILO, 2017.\n[^ilo]: Again.",
        ),
        one(
            "footnote-unused",
            MODULE,
            "[^who]: WHO",
            "[^ilo]: ILO, 2017.",
            "[^ilo]: ILO, 2017.\n[^who]: WHO.",
        ),
        one("callout-unknown", MODULE, "> [!HINT]", "> [!NOTE]\n> An aside", "> [!HINT]\n> An aside"),
        one("callout-unknown", MODULE, "> [!TIP]", "> [!NOTE]\n> Changes", "> [!TIP]\n> Changes"),
        one("text-not-inline", MODULE, "[( )] The", "The factory", "The [factory](https://example.org/)"),
        one("text-not-inline", MODULE, "[( )] The", "The factory", "The factory[^ilo]"),
    ]
}

fn translations() -> Vec<Case> {
    let mut without_title = SmallCourse::translated();
    without_title.change(COURSE, "vi = \"Small\"\n", "");
    let untranslated =
        Case { key: "text-not-translated", file: COURSE, at: "[title]", course: without_title, also: &[] };
    let one = |key, at, from, to| one(key, TRANSLATION, at, from, to);
    vec![
        untranslated,
        one("source-missing", "title =", "source = \"{mark}\"\n", ""),
        one("source-stale", "source", "{mark}", "0123456789ab"),
        one(
            "part-missing",
            "",
            "### Which take time? {#which}\n[[X]] A late approval\n[[ ]] A forecast\n",
            "",
        ),
        one("part-added", "## More", "## Plan", "## More {#more}\nText.\n\n## Plan"),
        one(
            "part-moved",
            "## Plan",
            "## Minutes {#minutes}",
            "## Plan {#plan .plan most=3}\nText.\n\n## Minutes {#minutes}",
        )
        .also(&["id-twice", "part-missing"]),
        one("step-kind-differs", "## Plan", " .plan most=3", ""),
        one("step-options-differ", "## Plan", "most=3", "most=2"),
        one("step-options-differ", "## Final", "pass=70", "pass=60"),
        one("question-kind-differs", "### Is it so", "[(X)] Yes\n[( )] No", "[[X]] Yes\n[[ ]] No"),
        one("answer-count-differs", "### Is it so", "[( )] No", "[( )] No\n[( )] Maybe"),
        one("right-answers-differ", "### Is it so", "[(X)] Yes\n[( )] No", "[( )] Yes\n[(X)] No"),
        one("numbers-differ", "### How many", "880", "881"),
        one("ending-differs", "### Sent", ".end .bad", ".end .mixed"),
        one(
            "choices-differ",
            "### Thursday",
            "- [Ask first](#asked)\n- [Send it](#sent)",
            "- [Send it](#sent)\n- [Ask first](#asked)",
        ),
        one("exercise-differs", "## Cost", "max = 1000", "max = 1001"),
        one("exercise-differs", "## Cost", "wage * 2", "2 * wage"),
        one("hint-differs", "### Who", "[[?]] Look at the date.\n", ""),
        one("explanation-differs", "### Who", "> [!NOTE]\n> Changes cost.\n", ""),
        one("feedback-differs", "### Who", "> It did not.\n", ""),
        one("feedback-differs", "### How many", "> [-] Divide.\n", ""),
    ]
}

fn all() -> Vec<Case> {
    [files(), toml(), manifest(), steps(), quizzes(), scenarios(), exercises(), words(), translations()]
        .into_iter()
        .flatten()
        .collect()
}

#[test]
fn every_mistake_is_told_with_its_file_and_line() {
    let failures: Vec<String> = all()
        .iter()
        .filter_map(|case| {
            let failure = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| case.check())).err()?;
            Some(failure.downcast_ref::<String>().cloned().unwrap_or_default())
        })
        .collect();
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
