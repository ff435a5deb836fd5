use super::*;
use crate::pathways::pages::late::Theirs;

fn words(text: &str) -> String {
    text.to_owned()
}

fn step() -> StepLine {
    StepLine {
        id: words("1"),
        name: words("Working hours"),
        kind: words("Course"),
        delivery: words("digital"),
        mark: "overdue",
        state: words("Overdue"),
        due_on: Some(NaiveDate::default()),
        slipped_since: Some(NaiveDate::default()),
        who: words("Supervisors"),
        owner: words("Lê Quang Huy"),
        place: words("Canteen"),
        count: words("14 of 18"),
        relation: words("…"),
        url: words("/pathways/1/steps/1"),
    }
}

fn refill(fields: &[&str]) -> Refill {
    Refill::of(&fields.iter().map(|field| (*field, "")).collect::<Vec<_>>())
}

impl Page for PathwayPage {
    const TEMPLATE: &'static str = "pathways/show";

    fn examples() -> Vec<Self> {
        let choice = || vec![Choice { value: words("x"), text: words("…"), selected: true }];
        let empty = || Self {
            path: words("/pathways/1"),
            factory: words("Northwind Garments"),
            factory_path: words("/factories/1/pathway"),
            name: words("Planned hours"),
            owner: String::new(),
            starts_on: None,
            ends_on: None,
            mark: "not-started",
            state: words("Draft"),
            seen: 0,
            may_change: true,
            may_publish: false,
            offers_publication: true,
            is_published: false,
            late: None,
            errors: Vec::new(),
            broken: Vec::new(),
            lacks: vec![LackLine { field: words("owner"), text: words("…") }],
            sides: Vec::new(),
            side: None,
            answer: refill(&ANSWER),
            stages: Vec::new(),
            loose: Vec::new(),
            goals: Vec::new(),
            head: refill(&HEAD),
            stage: refill(&STAGE),
            goal: refill(&GOAL),
            goal_kinds: choice(),
            owners: choice(),
            suggestions: Vec::new(),
            revisions: Vec::new(),
        };
        let card = SuggestionCard {
            code: words("osh-walk-through"),
            name: words("Safety walk-through"),
            kind: words("Workshop"),
            delivery: words("in person"),
            points: vec![words("Emergency preparedness")],
            reasons: vec![words("…")],
            change: words("/pathways/1/steps/new"),
        };
        let difference = |from, people: &str| DifferenceLine {
            text: words("…"),
            people: words(people),
            from,
            to: Some(NaiveDate::default()),
        };
        let word =
            |by: &str, comment: &str| WordLine {
                by: words(by), state: words("…"), comment: words(comment)
            };
        let side = |mark, by: &str, comment: &str| SideLine {
            side: words("Workers"),
            mark,
            state: words("…"),
            words: [by].into_iter().filter(|by| !by.is_empty()).map(|by| word(by, comment)).collect(),
        };
        let full = |may_change| Self {
            owner: words("Lê Quang Huy"),
            starts_on: Some(NaiveDate::default()),
            ends_on: Some(NaiveDate::default()),
            mark: "due",
            may_change,
            may_publish: may_change,
            offers_publication: may_change,
            is_published: true,
            late: Some(Late {
                by: words("Lê Quang Huy"),
                at: DateTime::default(),
                fields: vec![
                    Theirs { label: words("Name"), value: words("Planned hours"), day: None },
                    Theirs { label: words("Ends on"), day: Some(NaiveDate::default()), ..Theirs::default() },
                ],
            }),
            errors: vec![LackLine { field: words("comment"), text: words("…") }],
            answer: refill(&ANSWER).wrong("answer", "…").wrong("comment", "…"),
            broken: vec![
                BrokenLine {
                    words: words("…"),
                    decider: words("Adviser"),
                    url: words("/pathways/1/steps/1"),
                },
                BrokenLine { words: words("…"), decider: words("Adviser"), url: String::new() },
            ],
            lacks: Vec::new(),
            sides: vec![
                side("done", "Lan", ""),
                side("overdue", "Tuấn", "Too early."),
                side("not-started", "", ""),
            ],
            side: Some(words("Workers")),
            stages: vec![StageLine {
                id: words("1"),
                name: words("Understand"),
                starts_on: Some(NaiveDate::default()),
                ends_on: None,
                starts: words("2026-11-22"),
                ends: String::new(),
                steps: vec![step()],
            }],
            loose: vec![StepLine {
                mark: "done",
                due_on: None,
                slipped_since: None,
                count: String::new(),
                relation: String::new(),
                owner: String::new(),
                place: String::new(),
                ..step()
            }],
            goals: vec![GoalLine {
                id: words("1"),
                kind: words("Compliance"),
                goal: words("…"),
                measure: words("…"),
                due_on: Some(NaiveDate::default()),
            }],
            suggestions: vec![card.clone()],
            revisions: vec![RevisionLine {
                title: words("Revision 2"),
                at: DateTime::default(),
                by: words("Lê Quang Huy"),
                enrolled: words("12"),
                differences: vec![
                    difference(None, ""),
                    difference(Some(NaiveDate::default()), "for 12 people"),
                ],
            }],
            ..empty()
        };
        vec![empty(), full(true), full(false)]
    }
}
