//! Learners see that a course comes from a pathway of their factory, what else lies with them, and where they are expected.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use super::{
    called::called,
    model::StepKind,
    store::{
        asking::{ASKS, UNANSWERED},
        following::listed,
        sessions::GATHERINGS_OF,
    },
};
use crate::{
    catalogue::Titles,
    learning::occasions::{Charge, Gathering, Occasions, Waiting},
    platform::{Language, Outcome, PersonId, Read, Screen},
    records::EnrolmentId,
};

/// The pathways that have not ended and whose steps these enrolments are; the newest where there are several.
const NAMES: &str = "\
    SELECT x.enrolment_id AS enrolment_id, w.name AS name FROM pathway_participant x \
    JOIN pathway_step s ON s.id = x.step_id JOIN pathway w ON w.id = s.pathway_id \
    WHERE x.enrolment_id IN ({enrolments}) AND x.released_at IS NULL AND w.ended_at IS NULL ORDER BY w.id";

/// Items and pathways that lie with the person `$1` in the factories to which they belong on the day `$2`, pathways that
/// wait for the side of the committee on which they sit, and the steps at which they are expected there.
const WAITING: &str = "\
    SELECT 'its-item' AS kind, i.id AS id, p.name_en AS name_en, p.name_vi AS name_vi, o.name AS factory, \
        i.due_on AS due_on, '' AS place \
    FROM improvement_item i JOIN compliance_point p ON p.code = i.point_code \
    JOIN organisation o ON o.id = i.factory_id \
    WHERE i.owner_person_id = $1 AND i.state <> 'verified' AND i.factory_id IN ({factories}) \
    UNION ALL \
    SELECT 'its-pathway' AS kind, w.id AS id, w.name AS name_en, w.name AS name_vi, o.name AS factory, \
        w.ends_on AS due_on, '' AS place \
    FROM pathway w JOIN organisation o ON o.id = w.organisation_id \
    WHERE w.owner_person_id = $1 AND w.ended_at IS NULL AND w.organisation_id IN ({factories}) \
    UNION ALL \
    SELECT 'its-answer' AS kind, w.id AS id, w.name AS name_en, w.name AS name_vi, o.name AS factory, \
        w.starts_on AS due_on, '' AS place \
    FROM pathway w JOIN organisation o ON o.id = w.organisation_id \
    WHERE w.organisation_id IN ({factories}) AND {asks} \
    AND EXISTS (SELECT 1 FROM committee t JOIN committee_member k ON k.committee_id = t.id \
        WHERE t.organisation_id = w.organisation_id AND k.person_id = $1 \
        AND k.from_on <= $2 AND (k.until_on IS NULL OR k.until_on >= $2) AND {unanswered}) \
    UNION ALL \
    SELECT s.published_kind AS kind, s.id AS id, s.published_name AS name_en, s.published_name AS name_vi, \
        o.name AS factory, s.published_due_on AS due_on, COALESCE(s.published_place, '') AS place {gatherings}";
const FACTORIES: &str = "\
    SELECT m.organisation_id FROM membership m \
    WHERE m.person_id = $1 AND m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2)";

/// A line of [`WAITING`]; a step has its own kind.
#[derive(FromQueryResult)]
struct Waits {
    kind: String,
    id: uuid::Uuid,
    name_en: String,
    name_vi: String,
    factory: String,
    due_on: Option<NaiveDate>,
    place: String,
}

pub struct PathwayOccasions;

#[async_trait::async_trait(?Send)]
impl Occasions for PathwayOccasions {
    async fn pathways(
        &self,
        read: &Read,
        enrolments: &[EnrolmentId],
    ) -> Outcome<HashMap<EnrolmentId, String>> {
        let (places, values) = listed(enrolments.iter().map(|enrolment| enrolment.0.into()), 1);
        let sql = NAMES.replace("{enrolments}", &places);
        let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
        let mut names = HashMap::new();
        for row in read.query_all_raw(statement).await? {
            names.insert(row.try_get("", "enrolment_id")?, row.try_get("", "name")?);
        }
        Ok(names)
    }

    async fn waiting(
        &self,
        screen: &Screen,
        read: &Read,
        person: PersonId,
        today: NaiveDate,
    ) -> Outcome<Waiting> {
        let sql = WAITING
            .replace("{factories}", FACTORIES)
            .replace("{asks}", ASKS)
            .replace("{unanswered}", &UNANSWERED.replace("{side}", "k.side"))
            .replace("{gatherings}", GATHERINGS_OF);
        let values = [person.0.into(), today.into()];
        let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
        let mut waiting = Waiting::default();
        for row in Waits::find_by_statement(statement).all(read).await? {
            match StepKind::from_word(&row.kind) {
                Some(kind) => waiting.gatherings.push(gathering(screen.language, kind, row)),
                None => waiting.charges.push(charge(screen, row)),
            }
        }
        let day = |due_on: Option<NaiveDate>| due_on.unwrap_or(NaiveDate::MAX);
        waiting.charges.sort_by(|a, b| (day(a.due_on), &a.title).cmp(&(day(b.due_on), &b.title)));
        waiting.gatherings.sort_by(|a, b| (day(a.due_on), &a.name).cmp(&(day(b.due_on), &b.name)));
        Ok(waiting)
    }
}

fn gathering(language: Language, kind: StepKind, row: Waits) -> Gathering {
    Gathering {
        name: called(&row.name_en, &Titles::default(), language).to_owned(),
        kind: format!("pathway-kind-{}", kind.word()),
        due_on: row.due_on,
        place: row.place,
        factory: row.factory,
    }
}

fn charge(screen: &Screen, row: Waits) -> Charge {
    let title = match screen.language {
        Language::Vi => row.name_vi,
        Language::En => row.name_en,
    };
    let (path, key) = match row.kind.as_str() {
        "its-pathway" => (format!("/pathways/{}", row.id), "charge-of-pathway"),
        "its-answer" => (format!("/pathways/{}", row.id), "charge-of-answer"),
        _ => (format!("/improvement-items/{}", row.id), "charge-of-plan"),
    };
    let within = screen.text_with(key, &[("factory", row.factory.into())]);
    Charge { path, title, within, due_on: row.due_on }
}
