//! What looks like a mistake and is none, and how it is then read.

use super::small_course::{COURSE, MODULE, SmallCourse, TRANSLATION};
use crate::{
    document::{Activity, Answer, Course, Question, Requirement},
    read::source_mark,
};

fn question<'c>(course: &'c Course, id: &str) -> &'c Question {
    let quizzes = course.steps().filter_map(|(_, step)| match &step.activity {
        Activity::Quiz(quiz) => Some(quiz),
        _ => None,
    });
    quizzes.flat_map(|quiz| &quiz.questions).find(|question| question.id == id).unwrap()
}

fn with(from: &str, to: &str) -> Course {
    let mut course = SmallCourse::new();
    course.change(MODULE, from, to);
    course.read().unwrap_or_else(|mistakes| panic!("{mistakes}")).course
}

#[test]
fn the_small_course_has_no_mistakes() {
    for course in [SmallCourse::new(), SmallCourse::translated()] {
        assert!(course.read().is_ok(), "{}", course.read().unwrap_err());
    }
}

#[test]
fn a_course_that_needs_a_session_asks_for_it_written_or_not() {
    for requires in ["\"plan-made\"]", "\"plan-made\", \"session-attended\"]"] {
        let mut course = SmallCourse::new();
        course.change(COURSE, "sector =", "needs_session = true\nsector =");
        course.change(COURSE, "\"plan-made\"]", requires);
        let read = course.read().unwrap_or_else(|mistakes| panic!("{mistakes}")).course;
        let asked = read.completion.requires.iter().filter(|one| **one == Requirement::SessionAttended);
        assert_eq!(asked.count(), 1);
    }
}

#[test]
fn how_lines_end_and_a_mark_at_the_beginning_change_nothing() {
    let plain = SmallCourse::translated().read().unwrap();
    let mut other = SmallCourse::translated();
    for path in [COURSE, MODULE, TRANSLATION] {
        let text = format!("\u{feff}{}", other.text(path).replace('\n', "\r\n"));
        other.put(path, text.as_bytes());
    }
    let mark = source_mark(&SmallCourse::translated().text(MODULE));
    other.change(TRANSLATION, "{mark}", &mark);
    let other = other.read().unwrap_or_else(|mistakes| panic!("{mistakes}"));
    assert_eq!(other.course, plain.course);
    assert_eq!(other.content_hash, plain.content_hash.clone());
}

#[test]
fn the_marks_that_are_printed_are_those_that_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("modules")).unwrap();
    std::fs::write(folder.path().join("modules/one.en.md"), "\u{feff}+++\r\ntitle = \"One\"\r\n").unwrap();
    let sources = crate::read::sources(folder.path()).unwrap();
    assert_eq!(sources, [("modules/one.en.md".to_owned(), source_mark("+++\ntitle = \"One\"\n"))]);
}

#[test]
fn items_and_accepted_texts_are_plain_words() {
    let course = with("1. Forecast", r"1. Cut & *sew* \[one\] <3");
    let Answer::Order { items, .. } = &question(&course, "steps").answer else { panic!() };
    assert_eq!(items[0].text["en"], "Cut & sew [one] <3");
    let course = with("[[critical path|", r"[[cut \& sew|R&D|");
    let Answer::Text { accepted, .. } = &question(&course, "called").answer else { panic!() };
    assert_eq!(accepted["en"], ["cut & sew", "R&D", "time and action plan"]);
}

#[test]
fn code_in_a_question_holds_no_answers() {
    let course = with("[[X]] A late", "```\n[[X]] as it is\n> said\n- [A](#b)\n```\n[[X]] A late");
    let which = question(&course, "which");
    let Answer::Several { options } = &which.answer else { panic!() };
    assert_eq!(options.len(), 2);
    assert!(which.more["en"].contains("[[X]] as it is\n&gt; said"), "{}", which.more["en"]);
}

#[test]
fn a_quotation_before_the_answers_is_part_of_the_question() {
    let course = with("[[X]] A late", "> We need it by Friday.\n\n[[X]] A late");
    let more = &question(&course, "which").more["en"];
    assert!(more.contains("<blockquote>") && more.contains("by Friday"), "{more}");
}

#[test]
fn small_letters_tabs_and_missing_spaces_are_understood() {
    let course = with("[(X)] Yes\n[( )] No", "[(x)]\tYes\n[()] No");
    let Answer::One { options } = &question(&course, "so").answer else { panic!() };
    assert_eq!(options.iter().map(|option| option.right).collect::<Vec<_>>(), [true, false]);
    let course = with("1. Forecast\n2. Fabric", "1.\tForecast\n2.\tFabric");
    assert!(matches!(&question(&course, "steps").answer, Answer::Order { items, .. } if items.len() == 2));
    let course = with("- Late change =", "-\tLate change =");
    assert!(matches!(&question(&course, "pairs").answer, Answer::Match { pairs, .. } if pairs.len() == 2));
    with("- [Ask first](#asked)\n- [Send it](#sent)", "  + [Ask first](#asked)\n  * [Send it](#sent)");
    with("### Which take", "   ### Which take");
}

#[test]
fn a_number_may_have_a_unit_and_no_tolerance() {
    let course = with("880 ± 5 pieces", "880 pieces a day");
    let Answer::Number { value, tolerance, unit, .. } = &question(&course, "many").answer else { panic!() };
    assert_eq!((*value, *tolerance, unit["en"].as_str()), (880.0, 0.0, "pieces a day"));
}

#[test]
fn a_footnote_ends_where_something_else_begins() {
    let course =
        with("> [!NOTE]\n> Changes cost.\n", "> [!NOTE]\n> Changes cost.[^a]\n\n  [^a]: One,\ntwo.\n");
    assert_eq!(
        course
            .step("check")
            .map(|step| matches!(&step.activity, Activity::Quiz(quiz) if quiz.questions.len() == 6)),
        Some(true)
    );
    let explained = question(&course, "who").explanation["en"].clone().unwrap();
    assert!(explained.contains("One,\ntwo."), "{explained}");
}

#[test]
fn ids_of_two_modules_are_one_world_and_the_first_is_told_with_its_file() {
    let mut course = SmallCourse::new();
    let two = "minutes = 7\n[[modules]]\nid = \"two\"\nfile = \"two\"\nminutes = 7";
    course.change(COURSE, "minutes = 7", two);
    course.put("modules/two.en.md", b"+++\ntitle = \"Two\"\n+++\n## Again {#minutes}\nText.\n");
    let mistakes = course.read().unwrap_err();
    let told: Vec<_> =
        mistakes.iter().map(|one| (one.file.as_str(), one.line, one.kind.arguments())).collect();
    let first = ("first", "modules/one.en.md:5".to_owned());
    assert_eq!(told, [("modules/two.en.md", 4, vec![("id", "minutes".to_owned()), first])]);
}

#[test]
fn what_is_missing_in_the_course_s_own_file_hides_nothing_in_the_modules() {
    let mut course = SmallCourse::new();
    course.change(COURSE, "sector = \"garment\"\n", "");
    course.change(MODULE, "A minute costs", "A <b>minute</b> costs");
    let mistakes = course.read().unwrap_err();
    let keys: Vec<_> =
        mistakes.iter().map(|one| one.kind.key().trim_start_matches("course-mistake-")).collect();
    assert_eq!(keys, ["key-missing", "raw-html", "raw-html"]);
}

#[test]
fn an_empty_file_is_told_and_nothing_falls_over() {
    for path in [COURSE, MODULE, TRANSLATION, "images/line.en.svg"] {
        let mut course = SmallCourse::translated();
        course.put(path, b"");
        let mistakes = course.read().unwrap_err();
        assert!(
            mistakes.iter().any(|mistake| mistake.file == path && mistake.line == 1),
            "{path}: {mistakes}"
        );
    }
}
