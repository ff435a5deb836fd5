//! What adviser, factory and group follow: counts that the database makes, for many factories at once.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult, JoinType, Order, Statement, Value,
    sea_query::{Expr, Query, SelectStatement, SimpleExpr},
};

use crate::{
    improvement,
    organisations::store::extent::within,
    pathways::{
        model::{PathwayId, StepCount, StepId},
        store::{confirmations::AGREED_SIDES, pathways::Step},
    },
    platform::{OrganisationId, Outcome, PersonId, Read, actor::Extent, roles::Role},
};

#[derive(FromQueryResult)]
struct Counted {
    step_id: StepId,
    expected: i64,
    done: i64,
    women: i64,
    women_done: i64,
}

/// Somebody is through with a step when they completed its course, or came to it where it is none, or did another step that counts as
/// well; and, where it is complete only with another step, when they came to that one, or to another date of it, too.
/// Whoever does without a step is not counted there.
const COUNTS: &str = "\
    SELECT t.step_id, COUNT(*) AS expected, \
    CAST(SUM(CASE WHEN t.through THEN 1 ELSE 0 END) AS BIGINT) AS done, \
    CAST(SUM(CASE WHEN t.woman THEN 1 ELSE 0 END) AS BIGINT) AS women, \
    CAST(SUM(CASE WHEN t.woman AND t.through THEN 1 ELSE 0 END) AS BIGINT) AS women_done \
    FROM (SELECT x.step_id, p.sex = 'female' AS woman, \
        ((g.completed_at IS NOT NULL OR (s.kind <> 'course' AND COALESCE(x.came, FALSE)) OR EXISTS ( \
            SELECT 1 FROM pathway_step q JOIN pathway_participant y ON y.step_id = q.id \
            LEFT JOIN progress h ON h.enrolment_id = y.enrolment_id \
            WHERE q.pathway_id IN ({pathways}) AND q.other_step_id = x.step_id \
            AND q.relation = 'equivalent' AND q.removed_at IS NULL \
            AND y.person_id = x.person_id AND ((q.kind <> 'course' AND COALESCE(y.came, FALSE)) OR h.completed_at IS NOT NULL))) \
        AND NOT EXISTS ( \
            SELECT 1 FROM pathway_step q \
            WHERE q.pathway_id = s.pathway_id AND q.kind <> 'course' AND q.removed_at IS NULL \
            AND ((q.relation = 'together' AND q.other_step_id = s.id) \
                OR (s.kind = 'course' AND s.relation = 'together' AND s.other_step_id = q.id)) \
            AND NOT EXISTS (SELECT 1 FROM pathway_participant y WHERE y.step_id = q.id AND y.person_id = x.person_id \
                AND (COALESCE(y.came, FALSE) OR y.excused_at IS NOT NULL)) \
            AND NOT EXISTS (SELECT 1 FROM pathway_step r JOIN pathway_participant y ON y.step_id = r.id \
                WHERE r.pathway_id = s.pathway_id AND r.other_step_id = q.id AND r.relation = 'equivalent' \
                AND r.kind <> 'course' AND r.removed_at IS NULL \
                AND y.person_id = x.person_id AND COALESCE(y.came, FALSE)))) AS through \
        FROM pathway_participant x \
        JOIN pathway_step s ON s.id = x.step_id \
        JOIN person p ON p.id = x.person_id \
        LEFT JOIN progress g ON g.enrolment_id = x.enrolment_id \
        WHERE s.pathway_id IN ({pathways}) AND s.removed_at IS NULL AND x.released_at IS NULL AND x.excused_at IS NULL {which}) t \
    GROUP BY t.step_id";

/// How far the people at each step of these pathways are: one query.
pub async fn step_counts(read: &Read, pathways: &[PathwayId]) -> Outcome<HashMap<StepId, StepCount>> {
    counted(read, pathways.iter().copied().collect(), None).await
}

/// The same for these steps alone.
pub async fn counts_of_steps(
    read: &Read,
    steps: impl Iterator<Item = &Step> + Clone,
) -> Outcome<HashMap<StepId, StepCount>> {
    let pathways = steps.clone().map(|step| step.pathway_id).collect();
    counted(read, pathways, Some(steps.map(|step| step.id.0.into()).collect())).await
}

async fn counted(
    read: &Read,
    pathways: BTreeSet<PathwayId>,
    steps: Option<Vec<Value>>,
) -> Outcome<HashMap<StepId, StepCount>> {
    let (places, mut values) = listed(pathways.into_iter().map(|pathway| pathway.0.into()), 1);
    if values.is_empty() {
        return Ok(HashMap::new());
    }
    let mut which = String::new();
    if let Some(steps) = steps {
        let (places, steps) = listed(steps.into_iter(), values.len() + 1);
        which = format!("AND s.id IN ({places})");
        values.extend(steps);
    }
    // The pathways stand at the equivalents too: PostgreSQL would read the steps of all pathways for them.
    let sql = COUNTS.replace("{pathways}", &places).replace("{which}", &which);
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    let whole = |number: i64| u32::try_from(number).unwrap_or(0);
    let count = |row: Counted| {
        let count = StepCount {
            expected: whole(row.expected),
            done: whole(row.done),
            women: whole(row.women),
            women_done: whole(row.women_done),
        };
        (row.step_id, count)
    };
    Ok(Counted::find_by_statement(statement).all(read).await?.into_iter().map(count).collect())
}

#[derive(FromQueryResult)]
struct Completions {
    course: String,
    done: i64,
}

/// How many people of a factory have completed each course, whoever enrolled them: counted by enrolment.
pub async fn completions(
    read: &Read,
    factory: OrganisationId,
    today: NaiveDate,
) -> Outcome<HashMap<String, u32>> {
    const SQL: &str = "SELECT c.slug AS course, COUNT(DISTINCT e.person_id) AS done \
        FROM enrolment e JOIN progress g ON g.enrolment_id = e.id JOIN course c ON c.id = e.course_id \
        WHERE g.completed_at IS NOT NULL AND e.person_id IN (SELECT m.person_id FROM membership m \
            WHERE m.organisation_id = $1 AND m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2)) \
        GROUP BY c.slug";
    let values: [Value; 2] = [factory.0.into(), today.into()];
    let statement = Statement::from_sql_and_values(read.get_database_backend(), SQL, values);
    let rows = Completions::find_by_statement(statement).all(read).await?;
    Ok(rows.into_iter().map(|row| (row.course, u32::try_from(row.done).unwrap_or(0))).collect())
}

/// Of these people, those who belong to the factory or its group today, or who look after its country for the Academy;
/// nobody who is suspended.
pub async fn still_there(
    read: &Read,
    factory: OrganisationId,
    people: &[PersonId],
    today: NaiveDate,
) -> Outcome<std::collections::HashSet<PersonId>> {
    if people.is_empty() {
        return Ok(Default::default());
    }
    let (places, listed) = listed(people.iter().map(|person| person.0.into()), 3);
    let sql = format!(
        "SELECT DISTINCT m.person_id AS person_id FROM membership m \
         JOIN organisation o ON o.id = m.organisation_id JOIN organisation f ON f.id = $1 \
         WHERE m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2) \
         AND (o.id = f.id OR o.id = f.part_of OR (o.kind = 'academy' AND (o.country = f.country OR o.country IS NULL))) \
         AND NOT EXISTS (SELECT 1 FROM suspension u WHERE u.person_id = m.person_id AND u.lifted_at IS NULL) \
         AND m.person_id IN ({places})"
    );
    let mut values: Vec<Value> = vec![factory.0.into(), today.into()];
    values.extend(listed);
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    let rows = read.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| row.try_get("", "person_id")).collect::<Result<_, _>>()?)
}

/// Numbered places from `first` on, and the values for them.
pub fn listed(values: impl Iterator<Item = Value>, first: usize) -> (String, Vec<Value>) {
    let values: Vec<Value> = values.collect();
    let places: Vec<String> = (first..first + values.len()).map(|number| format!("${number}")).collect();
    (places.join(", "), values)
}

/// A factory on the home of those who look after it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Followed {
    pub id: OrganisationId,
    pub name: String,
    /// Known through its group alone, and counted nowhere as a Better Work factory.
    pub group_only: bool,
    /// None for a factory that is in no cycle now.
    pub cycle: Option<i32>,
    pub adviser: Option<String>,
    /// Not zero while the adviser is at work in the country.
    pub advising: i64,
    pub next_visit: Option<NaiveDate>,
    /// Zero for a factory without a bipartite committee.
    pub committees: i64,
    /// How many there are on all pages, and how many of them are known through their group alone.
    pub total: i64,
    pub total_group_only: i64,
}

/// The factories within the extent that are in a cycle or have a pathway, by name, at most so many from a place on; those
/// of one adviser only, where one is named. One query.
pub async fn followed(
    read: &Read,
    extent: &Extent,
    adviser: Option<PersonId>,
    today: NaiveDate,
    (from, most): (u64, u64),
) -> Outcome<Vec<Followed>> {
    let cycle = |name: &'static str| Expr::col(("cycle", name));
    let here = Expr::col(("cycle", "organisation_id")).equals(("organisation", "id"));
    let open = cycle("ended_on").is_null();
    let mut pathway = Query::select();
    pathway
        .expr(Expr::val(1))
        .from("pathway")
        .and_where(Expr::col(("pathway", "organisation_id")).equals(("organisation", "id")));
    let mut visit = Query::select();
    visit
        .expr(Expr::col(("visit", "visit_on")).min())
        .from("visit")
        .and_where(Expr::col(("visit", "organisation_id")).equals(("organisation", "id")))
        .and_where(Expr::col(("visit", "held_at")).is_null())
        .and_where(Expr::col(("visit", "cancelled_at")).is_null())
        .and_where(Expr::col(("visit", "visit_on")).gte(today));
    let at_work = adviser_at_work(today);
    let mut committee = Query::select();
    committee
        .expr(Expr::col(("committee", "id")).count())
        .from("committee")
        .and_where(Expr::col(("committee", "organisation_id")).equals(("organisation", "id")));
    let mut select = Query::select();
    select
        .columns([("organisation", "id"), ("organisation", "name"), ("organisation", "group_only")])
        .expr_as(SimpleExpr::SubQuery(None, Box::new(at_work.into())), "advising")
        .expr_as(cycle("number"), "cycle")
        .expr_as(Expr::col(("person", "name")), "adviser")
        .expr_as(SimpleExpr::SubQuery(None, Box::new(visit.into())), "next_visit")
        .expr_as(SimpleExpr::SubQuery(None, Box::new(committee.into())), "committees")
        .expr_as(Expr::cust("COUNT(*) OVER ()"), "total")
        .expr_as(
            Expr::cust("SUM(CASE WHEN organisation.group_only THEN 1 ELSE 0 END) OVER ()"),
            "total_group_only",
        )
        .from("organisation")
        .left_join("cycle", here.and(open))
        .left_join("person", Expr::col(("person", "id")).equals(("cycle", "adviser_person_id")))
        .and_where(Expr::col(("organisation", "kind")).eq("factory"))
        .cond_where(within(extent))
        .and_where(cycle("id").is_not_null().or(Expr::exists(pathway)))
        .order_by(("organisation", "name_key"), Order::Asc)
        .order_by(("organisation", "id"), Order::Asc)
        .offset(from)
        .limit(most);
    if let Some(adviser) = adviser {
        select.and_where(cycle("adviser_person_id").eq(adviser.0));
    }
    let rows = read.query_all(&select).await?;
    Ok(rows.iter().map(|row| Followed::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// The roles with which the adviser of a cycle advises in the factory's country today, unless they are suspended.
fn adviser_at_work(today: NaiveDate) -> SelectStatement {
    let membership = |name: &'static str| Expr::col(("membership", name));
    let mut suspended = Query::select();
    suspended
        .expr(Expr::val(1))
        .from("suspension")
        .and_where(Expr::col(("suspension", "person_id")).equals(("membership", "person_id")))
        .and_where(Expr::col(("suspension", "lifted_at")).is_null());
    let office = Expr::col(("office", "id")).equals(("membership", "organisation_id"));
    let mut roles = Query::select();
    roles
        .expr(membership("person_id").count())
        .from("membership")
        .join_as(JoinType::InnerJoin, "organisation", "office", office)
        .and_where(membership("person_id").equals(("cycle", "adviser_person_id")))
        .and_where(membership("role").is_in([Role::Adviser.word(), Role::ProgrammeManager.word()]))
        .and_where(membership("starts_on").lte(today))
        .and_where(membership("ends_on").is_null().or(membership("ends_on").gte(today)))
        .and_where(Expr::col(("office", "country")).equals(("organisation", "country")))
        .and_where(Expr::exists(suspended).not());
    roles
}

/// How many items of a factory's plan stand how, in one theme.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ThemeCount {
    pub factory_id: OrganisationId,
    pub cluster: String,
    pub verified: i64,
    pub open: i64,
    pub due_soon: i64,
    pub overdue: i64,
    pub found_again: i64,
    /// Of those that are open and neither overdue nor due soon.
    pub not_begun: i64,
    /// Of those that are not verified.
    pub critical: i64,
    /// Not verified, and without an action, a day, or anybody in charge.
    pub unplanned: i64,
}

const THEMES: &[(&str, &str)] = &[
    ("verified", "i.state = 'verified'"),
    ("open", "i.state <> 'verified' AND (i.due_on IS NULL OR i.due_on > $2)"),
    ("due_soon", "i.state <> 'verified' AND i.due_on >= $1 AND i.due_on <= $2"),
    ("overdue", "i.state <> 'verified' AND i.due_on < $1"),
    ("found_again", "i.found_again AND i.state <> 'verified'"),
    ("not_begun", "i.state = 'open' AND (i.due_on IS NULL OR i.due_on > $2)"),
    ("critical", "i.state <> 'verified' AND i.severity = 'critical'"),
    (
        "unplanned",
        "i.state <> 'verified' AND (i.action = '' OR i.due_on IS NULL \
            OR (i.owner_person_id IS NULL AND i.owner_name = ''))",
    ),
];

/// Of each of these factories, in one query.
pub async fn themes(read: &Read, factories: &[OrganisationId], today: NaiveDate) -> Outcome<Vec<ThemeCount>> {
    improvement::counts_by_theme(read, THEMES, factories, today).await
}

/// The item of a factory that has been late for longest, and whose it is.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LateItem {
    pub factory_id: OrganisationId,
    pub item_id: uuid::Uuid,
    pub point_code: String,
    pub due_on: NaiveDate,
    pub owner_name: String,
}

const LATE: &str = "\
    SELECT t.factory_id, t.item_id, t.point_code, t.due_on, t.owner_name FROM ( \
        SELECT i.factory_id AS factory_id, i.id AS item_id, i.point_code AS point_code, i.due_on AS due_on, \
        COALESCE(p.name, i.owner_name) AS owner_name, \
        ROW_NUMBER() OVER (PARTITION BY i.factory_id ORDER BY i.due_on, i.id) AS place \
        FROM improvement_item i LEFT JOIN person p ON p.id = i.owner_person_id \
        WHERE i.state <> 'verified' AND i.due_on < $1 AND i.factory_id IN ({factories})) t \
    WHERE t.place = 1";

/// Of each of these factories the open item that is overdue for longest, in one query.
pub async fn latest_items(
    read: &Read,
    factories: &[OrganisationId],
    today: NaiveDate,
) -> Outcome<Vec<LateItem>> {
    if factories.is_empty() {
        return Ok(Vec::new());
    }
    let (places, listed) = listed(factories.iter().map(|factory| factory.0.into()), 2);
    let mut values: Vec<Value> = vec![today.into()];
    values.extend(listed);
    let sql = LATE.replace("{factories}", &places);
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    Ok(LateItem::find_by_statement(statement).all(read).await?)
}

/// A pathway of a factory, and how far it came.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Standing {
    pub id: PathwayId,
    pub organisation_id: OrganisationId,
    pub name: String,
    pub changes: i32,
    pub owner: Option<String>,
    /// The changes that the last revision had; none where it was never published.
    pub published: Option<i32>,
    /// Sides of the committee that said yes to it as it is.
    pub agreed: i64,
}

const STANDING: &str = "\
    SELECT w.id, w.organisation_id, w.name, w.changes, p.name AS owner, \
    (SELECT MAX(r.changes) FROM pathway_revision r WHERE r.pathway_id = w.id) AS published, \
    {agreed} AS agreed \
    FROM pathway w LEFT JOIN person p ON p.id = w.owner_person_id \
    WHERE w.ended_at IS NULL AND w.organisation_id IN ({factories}) ORDER BY w.id";

/// The pathways of these factories that have not ended: one query.
pub async fn standing(read: &Read, factories: &[OrganisationId]) -> Outcome<Vec<Standing>> {
    if factories.is_empty() {
        return Ok(Vec::new());
    }
    let (places, values) = listed(factories.iter().map(|factory| factory.0.into()), 1);
    let sql = STANDING.replace("{agreed}", AGREED_SIDES).replace("{factories}", &places);
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    Ok(Standing::find_by_statement(statement).all(read).await?)
}
