//! Pathways of the demo: one under way, confirmed by both sides, and a draft with what is suggested for it.

use std::{collections::BTreeMap, rc::Rc};

use anyhow::{Context, anyhow};
use chrono::{Days, NaiveDate, TimeDelta};
use serde::Deserialize;

use crate::{
    app::Academy,
    engagement,
    organisations::store::organisations,
    pathways::{
        access::{
            self, ChangePathway, ChangeStep, ChangeSuggestions, ConfirmPathway, Confirmable, MakePathway,
            StepThere, There,
        },
        commands::{self, Description},
        model::{GoalKind, PathwayId, Side, StepDelivery, StepKind},
        store::{participants, pathways},
        suggestions::{
            commands as table,
            model::{Learning, Rule},
        },
        templates,
    },
    people::{EmailAddress, store::persons},
    platform::{Actor, Clock, OrganisationId, Permit, PersonId, Problem, actor::Actors},
};

const ADVISER: &str = "huy@academy.example";
/// Who sets the rows of Viet Nam in the table of suggestions.
const PROGRAMME: &str = "ha@academy.example";
/// Who answers where nobody sits in the committee on a side.
const MANAGER: &str = "hanh@hoagao.example";
const REPRESENTATIVE: &str = "lan@hoagao.example";
/// The language of the factories, in which templates are copied too.
const LANGUAGE: &str = "vi";

/// `pathways.toml`.
#[derive(Deserialize)]
struct Invented {
    /// In a factory where both sides of the committee have an account.
    under_way: InventedPathway,
    draft: InventedPathway,
    /// Where workshops are held.
    place: String,
    /// What the steps that are under way answer in the plan.
    point: String,
}

#[derive(Deserialize)]
struct InventedPathway {
    factory: String,
    template: String,
    name: String,
}

pub async fn furnish(
    academy: &Academy,
    clock: &Clock,
    organisations: &BTreeMap<String, OrganisationId>,
) -> anyhow::Result<()> {
    let invented: Invented = toml::from_str(include_str!("pathways.toml")).context("pathways.toml")?;
    let factory = |key: &str| organisations.get(key).copied().with_context(|| format!("no {key}"));
    clock.advance(TimeDelta::days(-40));
    let path = begin(academy, factory(&invented.under_way.factory)?, &invented.under_way).await?;
    own_steps(academy, path, &invented).await?;
    confirm(academy, path, Side::Management, MANAGER).await?;
    confirm(academy, path, Side::Workers, REPRESENTATIVE).await?;
    publish(academy, path).await?;
    academy.runner().run_due().await?;
    clock.advance(TimeDelta::days(40));
    come_together(academy, path).await?;
    begin(academy, factory(&invented.draft.factory)?, &invented.draft).await?;
    own_rows(academy).await
}

/// Two rows of the table of suggestions for Viet Nam, one of them ended.
async fn own_rows(academy: &Academy) -> anyhow::Result<()> {
    let today = academy.db.clock().now().date_naive();
    let day = |ago: u64| today.checked_sub_days(Days::new(ago)).unwrap_or(today);
    let row = |code: &str, (en, vi): (&str, &str), point: &str, goal, valid_until| Rule {
        code: code.to_owned(),
        compliance_points: vec![point.to_owned()],
        root_causes: Vec::new(),
        country: Some("VN".to_owned()),
        learning: Learning {
            kind: StepKind::Workshop,
            delivery: StepDelivery::InPerson,
            goal,
            course: None,
            titles: [("en", en), ("vi", vi)].map(|(code, text)| (code.to_owned(), text.to_owned())).into(),
            needs_session: false,
        },
        valid_from: day(300),
        valid_until,
        source: "Invented".to_owned(),
        changes: None,
    };
    let register = ("Register of hours", "Sổ theo dõi giờ làm");
    let talk = ("Pay day talk", "Trao đổi vào ngày trả lương");
    let rows = [
        row("vn-register-of-hours", register, "overtime", GoalKind::InternalSystems, None),
        row("vn-pay-day-talk", talk, "wage-information", GoalKind::SocialDialogue, Some(day(30))),
    ];
    let permit = Permit::<ChangeSuggestions>::judge(actor(academy, PROGRAMME).await?, ())?;
    let mut work = academy.db.begin().await?;
    for rule in &rows {
        table::add(&mut work, &permit, rule).await?;
    }
    Ok(work.commit().await?)
}

async fn actor(academy: &Academy, address: &str) -> anyhow::Result<Rc<Actor>> {
    let email = EmailAddress::parse(address).map_err(|key| anyhow!("{key}: {address}"))?;
    let found = persons::find_by_address(academy.db.read(), &email).await?;
    member(academy, found.with_context(|| format!("nobody is {address}"))?.id).await
}

async fn member(academy: &Academy, person: PersonId) -> anyhow::Result<Rc<Actor>> {
    let found = engagement::actors().of_person(academy.db.read(), person, academy.db.clock().now()).await?;
    Ok(Rc::new(found.with_context(|| format!("{person} may not sign in"))?))
}

async fn there(academy: &Academy, id: PathwayId) -> Result<There, Problem> {
    let read = academy.db.read();
    let pathway = pathways::pathway(read, id).await?;
    let factory = organisations::organisation(read, pathway.organisation_id).await?;
    Ok(There { pathway, factory })
}

async fn begin(
    academy: &Academy,
    factory: OrganisationId,
    invented: &InventedPathway,
) -> anyhow::Result<PathwayId> {
    let adviser = actor(academy, ADVISER).await?;
    let today = academy.db.clock().now().date_naive();
    let description = Description {
        name: invented.name.clone(),
        owner: Some(adviser.person),
        starts_on: Some(today),
        ends_on: today.checked_add_days(Days::new(120)),
    };
    let all = templates::shipped(LANGUAGE);
    let outline = all.iter().find(|one| one.code == invented.template).context("no such template")?;
    let subject = organisations::organisation(academy.db.read(), factory).await?;
    let permit = Permit::<MakePathway>::judge(adviser, subject)?;
    let mut work = academy.db.begin().await?;
    let id = commands::make(&mut work, &permit, &description, Some(outline)).await?;
    work.commit().await?;
    Ok(id)
}

/// Steps for people who are not there would be empty: what leads supervisors is for everybody here.
async fn own_steps(academy: &Academy, id: PathwayId, invented: &Invented) -> anyhow::Result<()> {
    let work = academy.db.begin().await?;
    let whole = pathways::whole(&work, pathways::pathway(&work, id).await?).await?;
    for mut step in whole.steps {
        step.role = None;
        step.compliance_point = Some(invented.point.clone());
        step.place = if step.kind == StepKind::Workshop { invented.place.clone() } else { String::new() };
        pathways::save_step(&work, &step).await?;
    }
    work.commit().await?;
    Ok(())
}

async fn confirm(academy: &Academy, id: PathwayId, side: Side, address: &str) -> anyhow::Result<()> {
    let there = there(academy, id).await?;
    let today = academy.db.clock().now().date_naive();
    let committee = engagement::committee_of(academy.db.read(), there.factory.id, today).await?;
    let seats = committee.map(|committee| access::seats(&committee)).unwrap_or_default();
    let changes = there.pathway.changes;
    let speaker = match seats.iter().find(|(_, seat)| *seat == side) {
        Some((person, _)) => member(academy, *person).await?,
        None => actor(academy, address).await?,
    };
    let permit = Permit::<ConfirmPathway>::judge(speaker, Confirmable { there, seats })?;
    let mut work = academy.db.begin().await?;
    commands::confirm(&mut work, &permit, (true, ""), changes).await?;
    Ok(work.commit().await?)
}

async fn publish(academy: &Academy, id: PathwayId) -> anyhow::Result<()> {
    let there = there(academy, id).await?;
    let changes = there.pathway.changes;
    let permit = Permit::<ChangePathway>::judge(actor(academy, ADVISER).await?, there)?;
    let mut work = academy.db.begin().await?;
    commands::publish(&mut work, &permit, changes).await?;
    Ok(work.commit().await?)
}

/// The session was held two days ago, and all but one came.
async fn come_together(academy: &Academy, id: PathwayId) -> anyhow::Result<()> {
    let read = academy.db.read();
    let There { pathway, factory } = there(academy, id).await?;
    let whole = pathways::whole(read, pathway.clone()).await?;
    let step = whole.steps.into_iter().find(|step| step.kind == StepKind::Workshop).context("no workshop")?;
    let mut present: Vec<_> =
        participants::expected_at(read, &[step.id]).await?.into_iter().map(|(_, person)| person).collect();
    present.pop();
    let today = academy.db.clock().now().date_naive();
    let held_on: Option<NaiveDate> = today.checked_sub_days(Days::new(2));
    let adviser = actor(academy, ADVISER).await?;
    let permit = Permit::<ChangeStep>::judge(adviser, StepThere { step, pathway, factory })?;
    let mut work = academy.db.begin().await?;
    commands::mark_done(&mut work, &permit, held_on, "").await?;
    commands::note_presence(&mut work, &permit, &present).await?;
    Ok(work.commit().await?)
}
