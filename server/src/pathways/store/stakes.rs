//! Pathways of many factories with what decides whether they are broken: facts, in two queries however many there are;
//! the rules are the model's.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement, Value};

use super::{
    absences::missed_on,
    confirmations::AGREED_SIDES,
    following::listed,
    pathways::{Pathway, Step},
};
use crate::{
    catalogue::CourseVersionId,
    pathways::model::{PathwayId, Side},
    platform::{OrganisationId, Outcome, PersonId, Read, roles::Role},
};

/// Somebody on whom a pathway or a step depends.
#[derive(Clone, Debug)]
pub struct Somebody {
    pub id: PersonId,
    pub name: String,
    /// Whether they can act at the factory today.
    pub is_there: bool,
    /// The first day on which they could not, where one is known.
    pub left_on: Option<NaiveDate>,
}

/// A pathway that has not ended.
pub struct PathwayAtStake {
    pub pathway: Pathway,
    /// The changes that the last revision had; none where it was never published.
    pub published: Option<i32>,
    /// Sides of the committee that said yes to it as it is.
    pub agreed: i64,
    /// Whether one said no to it as it is.
    pub is_refused: bool,
    pub owner: Option<Somebody>,
    pub adviser: Option<Somebody>,
    /// Since when the factory has had its adviser.
    pub advised_since: Option<NaiveDate>,
    /// The group to which the factory belongs, and since when.
    pub group: Option<OrganisationId>,
    pub grouped_on: Option<NaiveDate>,
    /// Whether the factory has a committee.
    pub has_committee: bool,
    /// The sides of the factory's committee on which nobody sits, each with the first such day where it is known.
    pub empty_sides: Vec<(Side, Option<NaiveDate>)>,
    /// The sides for which nobody of the factory can answer, by their seat or by their role.
    pub silent_sides: Vec<Side>,
    pub moved: Moved,
    /// How many steps it has.
    pub steps: i64,
}

/// How many people came to a factory and left it since its pathway was published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Not expected yet.
    pub joined: u32,
    /// Still expected.
    pub gone: u32,
}

impl Moved {
    fn of(row: &QueryResult) -> Outcome<Self> {
        Ok(Self { joined: whole(row.try_get("", "joined")?), gone: whole(row.try_get("", "gone")?) })
    }
}

/// A step of which something may have to be decided.
pub struct StepAtStake {
    pub step: Step,
    pub owner: Option<Somebody>,
    /// What is published of its course.
    pub listed: Option<CourseVersionId>,
    /// When its course was published or withdrawn last.
    pub course_since: Option<NaiveDate>,
    /// How many people did not come to it, so that somebody must decide.
    pub missed: u32,
}

/// Whether a person can act at the factory `f` on the day `$1`: as a pathway's own page asks it of one factory.
const THERE: &str = "(EXISTS (SELECT 1 FROM membership m JOIN organisation o ON o.id = m.organisation_id \
    WHERE m.person_id = {person} AND m.starts_on <= $1 AND (m.ends_on IS NULL OR m.ends_on >= $1) \
    AND (o.id = f.id OR o.id = f.part_of OR (o.kind = 'academy' AND (o.country = f.country OR o.country IS NULL)))) \
    AND NOT EXISTS (SELECT 1 FROM suspension u WHERE u.person_id = {person} AND u.lifted_at IS NULL))";

/// Who somebody is, and since when they are gone where they are.
const SOMEBODY: &str = "{table}.id AS {as}_id, {table}.name AS {as}_name, \
    CASE WHEN {there} THEN 1 ELSE 0 END AS {as}_there, \
    (SELECT MAX(u.at) FROM suspension u WHERE u.person_id = {table}.id AND u.lifted_at IS NULL) AS {as}_suspended, \
    (SELECT MAX(m.ends_on) FROM membership m JOIN organisation o ON o.id = m.organisation_id \
        WHERE m.person_id = {table}.id AND m.ends_on < $1 \
        AND (o.id = f.id OR o.id = f.part_of OR o.kind = 'academy')) AS {as}_ended";

/// The memberships `n` in force on the day `$1` of people who are neither suspended nor erased.
const AT_WORK: &str = "n.starts_on <= $1 AND (n.ends_on IS NULL OR n.ends_on >= $1) \
    AND NOT EXISTS (SELECT 1 FROM suspension u WHERE u.person_id = n.person_id AND u.lifted_at IS NULL) \
    AND NOT EXISTS (SELECT 1 FROM person z WHERE z.id = n.person_id AND z.erased_at IS NOT NULL)";

/// Who sits on a side of the committee `t` on the day `$1` and belongs to its factory, or has no account.
const SITS: &str = "SELECT 1 FROM committee_member k \
    WHERE k.committee_id = t.id AND k.side = '{side}' AND k.from_on <= $1 \
    AND (k.until_on IS NULL OR k.until_on >= $1) \
    AND (k.person_id IS NULL OR EXISTS (SELECT 1 FROM membership n \
        WHERE n.person_id = k.person_id AND n.organisation_id = t.organisation_id AND {at_work}))";

/// How many people of the factory `f` can answer for a side on the day `$1`, by their seat or by their role; more than one
/// is as good as one.
const SPEAKS: &str = "\
    (SELECT COUNT(*) FROM organisation g WHERE g.id = f.id AND EXISTS (SELECT 1 FROM membership n \
        WHERE n.organisation_id = g.id AND {at_work} \
        AND (n.role = '{role}' OR EXISTS (SELECT 1 FROM committee t JOIN committee_member k ON k.committee_id = t.id \
            WHERE t.organisation_id = g.id AND k.person_id = n.person_id AND k.side = '{side}' \
            AND k.from_on <= $1 AND (k.until_on IS NULL OR k.until_on >= $1))))) AS {side}_speaks";

/// How many people are expected at steps of the pathway `w`, are not through with them, and do not belong to the factory
/// `f` on the day `$1` any more.
const GONE: &str = "\
    (SELECT COUNT(DISTINCT x.person_id) FROM pathway_step s JOIN pathway_participant x ON x.step_id = s.id \
        LEFT JOIN progress h ON h.enrolment_id = x.enrolment_id \
        WHERE s.pathway_id = w.id AND x.released_at IS NULL AND x.excused_at IS NULL \
        AND COALESCE(x.came, FALSE) = FALSE AND h.completed_at IS NULL \
        AND (s.kind = 'course' OR s.done_on IS NULL) \
        AND NOT EXISTS (SELECT 1 FROM membership n WHERE n.person_id = x.person_id AND n.organisation_id = f.id \
            AND n.starts_on <= $1 AND (n.ends_on IS NULL OR n.ends_on >= $1))) AS gone";

/// Whether a side of the factory's committee is empty, and the last day on which somebody sat there. A factory without a
/// committee has no sides.
const EMPTY_SIDE: &str = "\
    (SELECT COUNT(*) FROM committee t WHERE t.organisation_id = f.id AND NOT EXISTS ({sits})) AS {side}_empty, \
    (SELECT MAX(k.until_on) FROM committee t JOIN committee_member k ON k.committee_id = t.id \
        WHERE t.organisation_id = f.id AND k.side = '{side}' AND k.until_on < $1) AS {side}_until";

/// How many people joined the factory `f` since its pathway `w` was published as it stands, are meant at steps that are
/// still to come, and are not expected there. Whom a side of the committee means is seen when it is published again.
const JOINED: &str = "\
    (SELECT COUNT(DISTINCT n.person_id) FROM membership n JOIN person z ON z.id = n.person_id \
        JOIN pathway_step s ON s.pathway_id = w.id \
        WHERE n.organisation_id = f.id AND n.starts_on <= $1 AND (n.ends_on IS NULL OR n.ends_on >= $1) \
        AND z.erased_at IS NULL \
        AND n.granted_at >= (SELECT MAX(r.at) FROM pathway_revision r WHERE r.pathway_id = w.id) \
        AND w.changes = (SELECT MAX(r.changes) FROM pathway_revision r WHERE r.pathway_id = w.id) \
        AND s.removed_at IS NULL AND s.done_on IS NULL AND s.side IS NULL \
        AND NOT (s.kind <> 'course' AND COALESCE(s.relation, '') = 'equivalent') \
        AND (s.role IS NULL OR s.role = n.role) AND (s.sex IS NULL OR s.sex = z.sex) \
        AND (s.department = '' OR LOWER(s.department) = LOWER(COALESCE(n.department, ''))) \
        AND NOT EXISTS (SELECT 1 FROM pathway_participant x WHERE x.step_id = s.id \
            AND x.person_id = n.person_id AND x.released_at IS NULL)) AS joined";

const PATHWAYS: &str = "\
    SELECT w.*, {owner}, {adviser}, {management}, {workers}, {speak}, {gone}, {joined}, \
    (SELECT COUNT(*) FROM committee t WHERE t.organisation_id = f.id) AS committees, f.part_of AS factory_group, f.grouped_on AS grouped_on, \
    (SELECT MAX(h.handed_on) FROM adviser_handover h WHERE h.cycle_id = c.id) AS handed_on, \
    c.started_on AS cycle_started_on, \
    (SELECT COUNT(*) FROM pathway_step s WHERE s.pathway_id = w.id AND s.removed_at IS NULL) AS steps, \
    (SELECT MAX(r.changes) FROM pathway_revision r WHERE r.pathway_id = w.id) AS published, \
    {agreed} AS agreed, \
    (SELECT COUNT(*) FROM pathway_confirmation y WHERE y.pathway_id = w.id AND y.changes = w.changes AND NOT y.agreed \
        AND NOT EXISTS (SELECT 1 FROM pathway_confirmation v WHERE v.pathway_id = w.id AND v.changes = w.changes \
            AND v.side = y.side AND v.by_person_id = y.by_person_id AND v.id > y.id)) AS refused \
    FROM pathway w JOIN organisation f ON f.id = w.organisation_id \
    LEFT JOIN cycle c ON c.organisation_id = f.id AND c.ended_on IS NULL \
    LEFT JOIN person p ON p.id = w.owner_person_id LEFT JOIN person a ON a.id = c.adviser_person_id \
    WHERE w.ended_at IS NULL AND w.organisation_id IN ({those}) ORDER BY w.id";

/// Steps whose day is over, whose owner is gone, whose course is not what is published, or to which people did not come.
const STEPS: &str = "\
    SELECT s.*, {owner}, l.course_version_id AS listed, \
    (SELECT COUNT(*) FROM pathway_participant x WHERE x.step_id = s.id AND {missed}) AS missed, \
    (SELECT MAX(COALESCE(q.withdrawn_at, q.at)) FROM publication q WHERE q.course_id = k.id) AS course_at \
    FROM pathway_step s JOIN pathway w ON w.id = s.pathway_id JOIN organisation f ON f.id = w.organisation_id \
    LEFT JOIN person p ON p.id = s.owner_person_id LEFT JOIN course k ON k.slug = s.course \
    LEFT JOIN (SELECT DISTINCT course_id, course_version_id FROM course_listing) l ON l.course_id = k.id \
    WHERE s.removed_at IS NULL AND s.pathway_id IN ({those}) \
    AND ((s.due_on < $1 AND s.done_on IS NULL) \
        OR (s.kind = 'course' AND s.course IS NOT NULL AND (l.course_version_id IS NULL \
            OR l.course_version_id <> s.course_version_id)) \
        OR (s.done_on IS NULL AND s.owner_person_id IS NOT NULL AND NOT {there}) \
        OR (s.done_on IS NOT NULL AND s.kind IN ('workshop', 'visit') \
            AND EXISTS (SELECT 1 FROM pathway_participant x WHERE x.step_id = s.id AND {missed}))) \
    ORDER BY s.position";

/// The pathways of these factories that have not ended.
pub async fn pathways(
    read: &Read,
    factories: &[OrganisationId],
    today: NaiveDate,
) -> Outcome<Vec<PathwayAtStake>> {
    let sql = PATHWAYS
        .replace("{agreed}", AGREED_SIDES)
        .replace("{owner}", &somebody("p", "owner"))
        .replace("{adviser}", &somebody("a", "adviser"))
        .replace("{management}", &empty_side(Side::Management))
        .replace("{workers}", &empty_side(Side::Workers))
        .replace("{speak}", &speak())
        .replace("{gone}", GONE)
        .replace("{joined}", JOINED);
    let mut found = Vec::new();
    for row in rows(read, &sql, factories.iter().map(|factory| factory.0.into()), today).await? {
        let handed_on: Option<NaiveDate> = row.try_get("", "handed_on")?;
        let started_on: Option<NaiveDate> = row.try_get("", "cycle_started_on")?;
        found.push(PathwayAtStake {
            pathway: Pathway::from_query_result(&row, "")?,
            published: row.try_get("", "published")?,
            agreed: row.try_get("", "agreed")?,
            is_refused: row.try_get::<i64>("", "refused")? > 0,
            owner: read_somebody(&row, "owner")?,
            adviser: read_somebody(&row, "adviser")?,
            advised_since: handed_on.or(started_on),
            group: row.try_get("", "factory_group")?,
            grouped_on: row.try_get("", "grouped_on")?,
            has_committee: row.try_get::<i64>("", "committees")? > 0,
            empty_sides: empty_sides(&row)?,
            silent_sides: silent_sides(&row)?,
            moved: Moved::of(&row)?,
            steps: row.try_get("", "steps")?,
        });
    }
    Ok(found)
}

/// Those steps of these pathways of which something may have to be decided.
pub async fn steps(read: &Read, pathways: &[PathwayId], today: NaiveDate) -> Outcome<Vec<StepAtStake>> {
    let sql = STEPS
        .replace("{owner}", &somebody("p", "owner"))
        .replace("{there}", &there("s.owner_person_id"))
        .replace("{missed}", &missed_on("$1"));
    let mut found = Vec::new();
    for row in rows(read, &sql, pathways.iter().map(|pathway| pathway.0.into()), today).await? {
        let course_at: Option<DateTime<Utc>> = row.try_get("", "course_at")?;
        let missed: i64 = row.try_get("", "missed")?;
        found.push(StepAtStake {
            step: Step::from_query_result(&row, "")?,
            owner: read_somebody(&row, "owner")?,
            listed: row.try_get("", "listed")?,
            course_since: course_at.map(|at| at.date_naive()),
            missed: whole(missed),
        });
    }
    Ok(found)
}

async fn rows(
    read: &Read,
    sql: &str,
    those: impl Iterator<Item = Value>,
    today: NaiveDate,
) -> Outcome<Vec<QueryResult>> {
    let (places, listed) = listed(those, 2);
    if listed.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> = std::iter::once(Value::from(today)).chain(listed).collect();
    let sql = sql.replace("{those}", &places);
    Ok(read.query_all_raw(Statement::from_sql_and_values(read.get_database_backend(), sql, values)).await?)
}

fn there(person: &str) -> String {
    THERE.replace("{person}", person)
}

fn somebody(table: &str, name: &str) -> String {
    let there = there(&format!("{table}.id"));
    SOMEBODY.replace("{there}", &there).replace("{table}", table).replace("{as}", name)
}

fn empty_side(side: Side) -> String {
    EMPTY_SIDE.replace("{sits}", SITS).replace("{at_work}", AT_WORK).replace("{side}", side.word())
}

/// Of both sides.
fn speak() -> String {
    let of = |side: Side| {
        let role = match side {
            Side::Management => Role::FactoryManager,
            Side::Workers => Role::WorkersRepresentative,
        };
        SPEAKS.replace("{at_work}", AT_WORK).replace("{role}", role.word()).replace("{side}", side.word())
    };
    format!("{}, {}", of(Side::Management), of(Side::Workers))
}

fn silent_sides(row: &QueryResult) -> Outcome<Vec<Side>> {
    let mut found = Vec::new();
    for side in Side::ALL {
        let speaks: i64 = row.try_get("", &format!("{}_speaks", side.word()))?;
        if speaks == 0 {
            found.push(*side);
        }
    }
    Ok(found)
}

fn whole(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// For which sides of a factory nobody can answer, and who came and left since each of its pathways was published. One
/// query.
pub async fn silent_and_moved(
    read: &Read,
    factory: OrganisationId,
    today: NaiveDate,
) -> Outcome<(Vec<Side>, HashMap<PathwayId, Moved>)> {
    let sql = format!(
        "SELECT w.id AS pathway_id, {GONE}, {JOINED}, {} FROM organisation f \
         LEFT JOIN pathway w ON w.organisation_id = f.id AND w.ended_at IS NULL WHERE f.id IN ({{those}})",
        speak()
    );
    let found = rows(read, &sql, std::iter::once(factory.0.into()), today).await?;
    let silent = found.first().map(silent_sides).transpose()?.unwrap_or_default();
    let mut moved = HashMap::new();
    for row in &found {
        if let Some(pathway) = row.try_get::<Option<PathwayId>>("", "pathway_id")? {
            moved.insert(pathway, Moved::of(row)?);
        }
    }
    Ok((silent, moved))
}

fn empty_sides(row: &QueryResult) -> Outcome<Vec<(Side, Option<NaiveDate>)>> {
    let mut found = Vec::new();
    for side in Side::ALL {
        let empty: i64 = row.try_get("", &format!("{}_empty", side.word()))?;
        let until: Option<NaiveDate> = row.try_get("", &format!("{}_until", side.word()))?;
        if empty > 0 {
            found.push((*side, until.and_then(|last| last.succ_opt())));
        }
    }
    Ok(found)
}

fn read_somebody(row: &QueryResult, name: &str) -> Outcome<Option<Somebody>> {
    let column = |what: &str| format!("{name}_{what}");
    let Some(id) = row.try_get::<Option<PersonId>>("", &column("id"))? else { return Ok(None) };
    let is_there: i32 = row.try_get("", &column("there"))?;
    let suspended: Option<DateTime<Utc>> = row.try_get("", &column("suspended"))?;
    let ended: Option<NaiveDate> = row.try_get("", &column("ended"))?;
    Ok(Some(Somebody {
        id,
        name: row.try_get("", &column("name"))?,
        is_there: is_there == 1,
        left_on: suspended.map(|at| at.date_naive()).or(ended.and_then(|last| last.succ_opt())),
    }))
}
