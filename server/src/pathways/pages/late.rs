//! What somebody else changed meanwhile, beside what was typed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::{
    pathways::loaded::Loaded,
    platform::{Form, Screen, pages::Choice},
};

/// Who changed the pathway meanwhile, and what of it was typed otherwise.
#[derive(Serialize)]
pub struct Late {
    pub by: String,
    pub at: DateTime<Utc>,
    pub fields: Vec<Theirs>,
}

/// What a field is by now: in words, or a day.
#[derive(Default, Serialize)]
pub struct Theirs {
    pub label: String,
    pub value: String,
    pub day: Option<NaiveDate>,
}

impl Theirs {
    /// `options` are those of a field that is chosen from a list.
    pub fn of(screen: &Screen, label: &str, value: &str, options: &[Choice]) -> Self {
        let day: Option<NaiveDate> = value.parse().ok();
        let option = options.iter().find(|option| option.value == value);
        let words = match option {
            Some(option) => option.text.clone(),
            None if value.is_empty() => screen.text("pathway-theirs-nothing"),
            None => value.to_owned(),
        };
        Self { label: screen.text(label), value: words, day }
    }
}

/// `owners` are those among whom the pathway's owner is chosen.
pub fn late(screen: &Screen, loaded: &Loaded, owners: &[Choice], form: &Form) -> Late {
    let pathway = &loaded.whole.pathway;
    let date = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let owner = pathway.owner_person_id.map(|owner| owner.to_string()).unwrap_or_default();
    let head = [
        ("name", "pathway-name", pathway.name.clone()),
        ("owner", "pathway-owner", owner),
        ("starts_on", "pathway-starts-on", date(pathway.starts_on)),
        ("ends_on", "pathway-ends-on", date(pathway.ends_on)),
    ];
    let stage = loaded.whole.stages.iter().find(|stage| stage.id.to_string() == form.text("stage"));
    let stage = stage.into_iter().flat_map(|stage| {
        [
            ("stage_name", "pathway-stage", stage.name.clone()),
            ("stage_starts_on", "pathway-starts-on", date(stage.starts_on)),
            ("stage_ends_on", "pathway-ends-on", date(stage.ends_on)),
        ]
    });
    let is_head = form.optional("name").is_some();
    let is_stage = form.optional("stage_name").is_some();
    let shown = head.into_iter().filter(|_| is_head).chain(stage.filter(|_| is_stage));
    let differs = shown.filter(|(field, _, now)| now != form.text(field));
    Late {
        by: loaded.name_of(Some(pathway.changed_by_person_id)),
        at: pathway.changed_at,
        fields: differs
            .map(|(field, label, now)| {
                Theirs::of(screen, label, &now, if field == "owner" { owners } else { &[] })
            })
            .collect(),
    }
}
