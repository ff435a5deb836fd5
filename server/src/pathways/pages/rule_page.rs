//! The form of a row of the table of suggestions.

use serde::Serialize;

use crate::{
    pathways::suggestions::form::FIELDS,
    platform::{
        Page,
        pages::{Choice, Refill},
    },
};

#[derive(Serialize)]
pub struct SuggestionRowPage {
    pub action: String,
    pub title: String,
    /// Only of a row that stands already.
    pub code: Option<String>,
    pub note: Option<String>,
    pub seen: i32,
    pub kinds: Vec<Choice>,
    pub deliveries: Vec<Choice>,
    pub goals: Vec<Choice>,
    pub courses: Vec<Choice>,
    pub countries: Vec<Choice>,
    pub clusters: Vec<ClusterTicks>,
    /// What somebody else saved meanwhile.
    pub theirs: Vec<Theirs>,
    pub form: Refill,
}

#[derive(Serialize)]
pub struct ClusterTicks {
    pub name: String,
    pub open: bool,
    pub points: Vec<Tick>,
}

#[derive(Serialize)]
pub struct Tick {
    pub value: String,
    pub label: String,
    pub checked: bool,
}

#[derive(Serialize)]
pub struct Theirs {
    pub label: String,
    pub value: String,
}

impl Page for SuggestionRowPage {
    const TEMPLATE: &'static str = "pathways/rule";

    fn examples() -> Vec<Self> {
        let choice = || vec![Choice { value: "x".to_owned(), text: "…".to_owned(), selected: true }];
        let page = |code: Option<&str>, form, theirs| Self {
            action: "/suggestions".to_owned(),
            title: "Safety walk-through".to_owned(),
            code: code.map(str::to_owned),
            note: code.map(str::to_owned),
            seen: 0,
            kinds: choice(),
            deliveries: choice(),
            goals: choice(),
            courses: choice(),
            countries: choice(),
            clusters: vec![ClusterTicks {
                name: "Working time".to_owned(),
                open: true,
                points: vec![Tick { value: "overtime".to_owned(), label: "…".to_owned(), checked: true }],
            }],
            theirs,
            form,
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        let theirs = vec![Theirs { label: "…".to_owned(), value: "…".to_owned() }];
        vec![
            page(None, empty().wrong("points", "…").wrong("code", "…"), Vec::new()),
            page(Some("osh-walk-through"), empty(), theirs),
        ]
    }
}
