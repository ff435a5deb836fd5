//! How a factory may be served, as JSON: what the rules on blended delivery and hybrid assessments answer, and the service
//! package of its cycle.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    commands,
    packages::{self, ConfirmedPackage},
    store,
};
use crate::{
    engagement::{
        access::{ChangeEngagement, SeeEngagement},
        cycles::store::{self as cycles, CycleId},
        model::{
            Answer, Risk, completed_cycles, current_number,
            delivery::{self, Readiness},
            package::{Package, Proposal},
        },
        rules::store as rules,
    },
    organisations::store::organisations::Organisation,
    platform::{
        Access, Action, Body, Db, Described, Outcome, Permit, PersonId, Read, RequestKey, Routes, Screen,
        Sentence,
    },
};

pub fn routes() -> Routes {
    const DELIVERY: &str = "/api/v1/factories/{factory}/delivery";
    const CHECKS: &str = "/api/v1/factories/{factory}/delivery-checks";
    const PACKAGE: &str = "/api/v1/factories/{factory}/service-package";
    let shown = Described::new("delivery", 200).gives::<FactoryDelivery>();
    let check = Described::new("delivery-check", 201).takes::<DeliveryCheck>().gives::<FactoryDelivery>();
    let package = Described::new("service-package", 200).gives::<PackageShown>();
    let confirm =
        Described::new("service-package-confirm", 201).takes::<PackageBody>().gives::<PackageShown>();
    Routes::new()
        .api(Method::GET, DELIVERY, Access::Token, shown, delivery_shown)
        .api(Method::POST, CHECKS, Access::Token, check, self::check)
        .api(Method::GET, PACKAGE, Access::Token, package, self::package)
        .api(Method::POST, PACKAGE, Access::Token, confirm, self::confirm)
}

#[derive(Serialize, ToSchema)]
pub struct FactoryDelivery {
    /// Blended delivery: part of the service virtual.
    blended: RuleAnswer,
    /// Percent of the service that stay in person, at least.
    in_person_share: u32,
    /// Whether an assessment of it may be hybrid.
    hybrid: RuleAnswer,
    /// The last look at virtual delivery; null where there was none.
    checked: Option<DeliveryChecked>,
}

#[derive(Serialize, ToSchema)]
pub struct RuleAnswer {
    allowed: bool,
    /// Condition by condition.
    reasons: Vec<RuleReason>,
}

#[derive(Serialize, ToSchema)]
pub struct RuleReason {
    met: bool,
    /// In the caller's language.
    text: String,
}

#[derive(Serialize, ToSchema)]
pub struct DeliveryChecked {
    checked_on: NaiveDate,
    risk: Risk,
    /// It meets the performance criteria.
    performs: bool,
    /// Devices, bandwidth and a room are there.
    technology: bool,
    /// Active factory ambassadors.
    ambassadors: u32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveryCheck {
    /// Today or before.
    #[schema(required = true, nullable = false)]
    checked_on: Option<NaiveDate>,
    #[schema(required = true, nullable = false)]
    risk: Option<Risk>,
    /// It meets the performance criteria.
    #[serde(default)]
    performs: bool,
    /// Devices, bandwidth and a room are there.
    #[serde(default)]
    technology: bool,
    /// Active factory ambassadors.
    #[schema(required = true, nullable = false)]
    ambassadors: Option<u32>,
    /// How it is known.
    #[schema(required = true, nullable = false)]
    note: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PackageShown {
    /// The running cycle; null where the factory is in none.
    cycle: Option<CycleId>,
    /// What is proposed as things stand, for the programme's people; null for everybody else.
    proposed: Option<PackageProposed>,
    /// What a person confirmed last; null where nobody did.
    confirmed: Option<PackageConfirmed>,
}

#[derive(Serialize, ToSchema)]
pub struct PackageProposed {
    package: Package,
    /// In the caller's language, the first reason first.
    reasons: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PackageConfirmed {
    package: Package,
    /// Why another than the proposed one; empty where it is the same.
    reason: String,
    confirmed_by: PersonId,
    confirmed_on: NaiveDate,
    /// What was proposed that day, and why.
    proposed: PackageProposed,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PackageBody {
    /// In the first years the package is the same for all.
    #[schema(required = true, nullable = false)]
    package: Option<Package>,
    /// Needed where it is another than the proposed one.
    reason: Option<String>,
}

fn said(screen: &Screen, sentence: &Sentence) -> String {
    sentence.text(screen.engine().texts(), screen.language)
}

fn answered(screen: &Screen, answer: &Answer) -> RuleAnswer {
    let reasons = answer.reasons.iter();
    let reasons = reasons.map(|one| RuleReason { met: one.met, text: said(screen, &one.sentence) });
    RuleAnswer { allowed: answer.allowed, reasons: reasons.collect() }
}

impl From<Readiness> for DeliveryChecked {
    fn from(readiness: Readiness) -> Self {
        Self {
            checked_on: readiness.checked_on,
            risk: readiness.risk,
            performs: readiness.performs,
            technology: readiness.technology,
            ambassadors: readiness.ambassadors,
        }
    }
}

async fn delivery_of(
    screen: &Screen,
    read: &Read,
    factory: &Organisation,
    today: NaiveDate,
) -> Outcome<FactoryDelivery> {
    let rules = rules::in_force(read, factory.country.as_deref(), today).await?;
    let steps = cycles::counted_cycles(&cycles::cycles_of(read, factory.id).await?, &rules);
    let readiness = store::readiness(read, factory.id).await?;
    let blended = delivery::blended(completed_cycles(&steps), readiness.as_ref(), &rules, today);
    let open = store::open_issues(read, factory.id).await?;
    let hybrid = delivery::hybrid(current_number(&steps), open, &rules);
    Ok(FactoryDelivery {
        blended: answered(screen, &blended.answer),
        in_person_share: blended.in_person_share,
        hybrid: answered(screen, &hybrid),
        checked: readiness.map(DeliveryChecked::from),
    })
}

/// For the programme's people, as on the factory's page.
pub async fn delivery_shown(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    db: web::Data<Db>,
) -> Outcome<web::Json<FactoryDelivery>> {
    let today = permit.day_at(db.clock().now());
    Ok(web::Json(delivery_of(&screen, db.read(), &permit, today).await?))
}

pub async fn check(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    key: RequestKey,
    body: Body<DeliveryCheck>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let DeliveryCheck { checked_on, risk, performs, technology, ambassadors, note } = body.0;
    let checked = commands::readiness_of(checked_on, risk, ambassadors)?;
    let checked = Readiness { performs, technology, ..checked };
    let note = note.unwrap_or_default();
    let mut once = db.begin_once(&key).await?;
    commands::check_delivery(&mut once, &permit, &checked, note.trim()).await?;
    let today = permit.day_at(once.now());
    let shown = delivery_of(&screen, &once, &permit, today).await?;
    once.json(StatusCode::CREATED, &shown).await
}

fn proposed(screen: &Screen, proposal: &Proposal) -> PackageProposed {
    let reasons = proposal.reasons.iter().map(|reason| said(screen, reason)).collect();
    PackageProposed { package: proposal.package, reasons }
}

fn confirmed(screen: &Screen, package: ConfirmedPackage) -> PackageConfirmed {
    let proposal = Proposal { package: package.proposed, reasons: package.reasons };
    PackageConfirmed {
        package: package.confirmed,
        reason: package.reason,
        confirmed_by: package.by,
        confirmed_on: package.on,
        proposed: proposed(screen, &proposal),
    }
}

/// The proposal is there for whoever may confirm it.
async fn package_of(
    screen: &Screen,
    read: &Read,
    (factory, today): (&Organisation, NaiveDate),
    may_confirm: bool,
) -> Outcome<PackageShown> {
    let Some(cycle) = cycles::current_cycle(read, factory.id).await? else {
        return Ok(PackageShown { cycle: None, proposed: None, confirmed: None });
    };
    let proposal = match may_confirm {
        true => {
            let rules = rules::in_force(read, factory.country.as_deref(), today).await?;
            Some(packages::proposal(read, &cycle, &rules).await?)
        }
        false => None,
    };
    let last = packages::confirmed(read, factory, cycle.id).await?;
    Ok(PackageShown {
        cycle: Some(cycle.id),
        proposed: proposal.map(|proposal| proposed(screen, &proposal)),
        confirmed: last.map(|package| confirmed(screen, package)),
    })
}

pub async fn package(
    screen: Screen,
    permit: Permit<SeeEngagement>,
    db: web::Data<Db>,
) -> Outcome<web::Json<PackageShown>> {
    let today = permit.day_at(db.clock().now());
    let may_confirm = permit.actor.may(ChangeEngagement::NAME, &permit.place());
    Ok(web::Json(package_of(&screen, db.read(), (&permit.subject, today), may_confirm).await?))
}

pub async fn confirm(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    key: RequestKey,
    body: Body<PackageBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let reason = body.0.reason.unwrap_or_default();
    let mut once = db.begin_once(&key).await?;
    commands::confirm_package(&mut once, &permit, body.0.package, reason.trim()).await?;
    let today = permit.day_at(once.now());
    let shown = package_of(&screen, &once, (&permit.subject, today), true).await?;
    once.json(StatusCode::CREATED, &shown).await
}
