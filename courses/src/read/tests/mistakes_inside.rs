//! Mistakes inside quizzes, scenarios, exercises and words, and between languages.

use super::{
    every_mistake::{Case, case, one},
    small_course::{COURSE, MODULE, SmallCourse, TRANSLATION},
};

pub(super) fn quizzes() -> Vec<Case> {
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

pub(super) fn scenarios() -> Vec<Case> {
    vec![
        one("scenario-empty", MODULE, "## Empty", "## Plan", "## Empty {#empty .scenario}\n\n## Plan"),
        one("scene-id-missing", MODULE, "### Thursday", " {#thursday}", "").also(&["scene-unreachable"]),
        one("scene-option-unknown", MODULE, "### Thursday", "#thursday", "#thursday most=3"),
        one("ending-unclear", MODULE, "### Sent", ".end .bad", ".end")
            .also(&["scene-without-choices", "scene-never-ends"]),
        one("ending-with-choices", MODULE, "### Sent", ".end .bad}\n", ".end .bad}\n- [Back](#thursday)\n"),
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

pub(super) fn exercises() -> Vec<Case> {
    vec![
        one("exercise-block-missing", MODULE, "## Cost", "```exercise", "```sum").also(&["key-missing"]),
        one("exercise-block-twice", MODULE, "~~~exercise", "```\n\n## Plan", "```\n\n~~~exercise\n~~~\n\n## Plan").also(&["exercise-block-misplaced"]),
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
        one("worked-name-unknown", MODULE, "worked =", "{wage}", "{days}"),
        one("worked-unclosed", MODULE, "worked =", "{double}", "{double"),
        one("input-out-of-range", MODULE, "value", "value = 100", "value = 0").also(&["expect-not-met"]),
        one("result-not-computable", MODULE, "formula", "wage * 2", "wage / 0"),
        one("expect-not-met", MODULE, "expect", "expect = 200", "expect = 201"),
    ]
}

pub(super) fn words() -> Vec<Case> {
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

pub(super) fn translations() -> Vec<Case> {
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
            "### Find the pairs",
            "### Put in order {#steps .order}\n1. Forecast\n2. Fabric\n\n### Find the pairs {#pairs .match}\n- Late change = Overtime\n- Low price = Late wages\n",
            "### Find the pairs {#pairs .match}\n- Late change = Overtime\n- Low price = Late wages\n\n### Put in order {#steps .order}\n1. Forecast\n2. Fabric\n",
        ),
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
