//! The mail that tells people at what they are expected. Courses have their own.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    model::StepId,
    store::{participants::Colleague, pathways::Whole},
};
use crate::platform::{
    MailPage, Outcome, PersonId, Recipient, UnitOfWork,
    mail::{self, Posting},
};

#[derive(Serialize)]
pub struct ExpectedMail {
    pub factory: String,
    pub steps: Vec<ExpectedStep>,
}

#[derive(Clone, Serialize)]
pub struct ExpectedStep {
    pub kind_key: String,
    pub name: String,
    pub due_on: Option<NaiveDate>,
    pub place: String,
}

impl MailPage for ExpectedMail {
    const TEMPLATE: &'static str = "mail/pathway-expected";

    fn examples() -> Vec<Self> {
        let step = |place: &str, due_on| ExpectedStep {
            kind_key: "pathway-kind-workshop".to_owned(),
            name: "Safety walk-through".to_owned(),
            due_on,
            place: place.to_owned(),
        };
        let steps = vec![step("Canteen", Some(NaiveDate::default())), step("", None)];
        vec![Self { factory: "Northwind Garments".to_owned(), steps }]
    }
}

/// One mail for each person, with every step at which they are expected from now on; in few statements.
pub async fn tell(
    work: &UnitOfWork,
    factory: &str,
    whole: &Whole,
    fresh: &[(StepId, Colleague)],
) -> Outcome<()> {
    let mut by_person: BTreeMap<PersonId, (&Colleague, Vec<ExpectedStep>)> = BTreeMap::new();
    for (step, colleague) in fresh {
        let Some(step) = whole.step(*step) else { continue };
        let expected = ExpectedStep {
            kind_key: format!("pathway-kind-{}", step.kind.word()),
            name: step.name.clone(),
            due_on: step.due_on,
            place: step.place.clone(),
        };
        by_person.entry(colleague.person).or_insert((colleague, Vec::new())).1.push(expected);
    }
    let posting = |(colleague, steps): (&Colleague, Vec<ExpectedStep>)| {
        let recipient = Recipient {
            person: Some(colleague.person),
            name: colleague.name.clone(),
            address: colleague.email.clone(),
            language: colleague.language,
        };
        // An address that is none holds nobody else up.
        Posting::of(work.new_id(), recipient, &ExpectedMail { factory: factory.to_owned(), steps }, None).ok()
    };
    let postings: Vec<Posting> = by_person.into_values().filter_map(posting).collect();
    if postings.is_empty() { Ok(()) } else { mail::queue_many(work, postings).await }
}
