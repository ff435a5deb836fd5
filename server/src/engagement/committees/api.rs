//! The bipartite committee and its members as JSON: the same commands as its pages.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::ChangeMember,
    commands::{self, TypedMember},
    store::{self, Committee, Member, MemberId},
};
use crate::{
    engagement::{
        access::{KeepCommittee, SeeEngagement},
        model::{
            Chosen, Origin, Side,
            committee::{committee_warnings, emptied, silent},
        },
    },
    organisations::store::organisations::Organisation,
    platform::{
        Access, Body, Db, Described, Outcome, Permit, PersonId, Problem, Read, RequestKey, Routes, Screen,
        roles::Sex,
    },
};

pub fn routes() -> Routes {
    const COMMITTEE: &str = "/api/v1/factories/{factory}/committee";
    const MEMBERS: &str = "/api/v1/factories/{factory}/committee/members";
    const END: &str = "/api/v1/committee-members/{member}/end";
    const STAY: &str = "/api/v1/committee-members/{member}/stay";
    let shown = Described::new("committee", 200).gives::<CommitteeShown>();
    let form = Described::new("committee-form", 201).takes::<CommitteeBody>().gives::<CommitteeShown>();
    let seat = Described::new("committee-member-seat", 201).takes::<MemberBody>().gives::<MemberShown>();
    let end = Described::new("committee-member-end", 200).gives::<MemberShown>();
    let stay = Described::new("committee-member-stay", 200).gives::<MemberShown>();
    Routes::new()
        .api(Method::GET, COMMITTEE, Access::Token, shown, committee)
        .api(Method::POST, COMMITTEE, Access::Token, form, self::form)
        .api(Method::POST, MEMBERS, Access::Token, seat, self::seat)
        .api(Method::POST, END, Access::Token, end, end_member)
        .api(Method::POST, STAY, Access::Token, stay, keep_member)
}

#[derive(Serialize, ToSchema)]
pub struct CommitteeShown {
    origin: Origin,
    formed_on: NaiveDate,
    /// Those of today.
    members: Vec<MemberShown>,
    /// What is to be said of it, in the caller's language: the sides are not equal, no woman sits there, a side is empty
    /// from tomorrow.
    warnings: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct MemberShown {
    id: MemberId,
    /// Null where the member has no account.
    person: Option<PersonId>,
    name: String,
    side: Side,
    sex: Sex,
    chosen: Chosen,
    from_on: NaiveDate,
    /// The last day of who is leaving today.
    until_on: Option<NaiveDate>,
    /// Whether they can speak for their side: they belong to the factory and are not suspended, or have no account.
    is_there: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitteeBody {
    /// Whether there was one before the engagement.
    #[schema(required = true, nullable = false)]
    origin: Option<Origin>,
    /// Today or before.
    #[schema(required = true, nullable = false)]
    formed_on: Option<NaiveDate>,
}

/// Who has an account is named by it, others by name and sex.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberBody {
    /// Somebody of the factory.
    person: Option<PersonId>,
    /// Needed where no person is named.
    name: Option<String>,
    /// Left out, not stated.
    sex: Option<Sex>,
    /// Each side of the factory seats its own people.
    #[schema(required = true, nullable = false)]
    side: Option<Side>,
    /// Management appoints; workers elect, or their union names.
    #[schema(required = true, nullable = false)]
    chosen: Option<Chosen>,
    /// Today or before, and not before the committee was formed.
    #[schema(required = true, nullable = false)]
    from_on: Option<NaiveDate>,
}

impl From<Member> for MemberShown {
    fn from(member: Member) -> Self {
        Self {
            id: member.id,
            person: member.person,
            name: member.name,
            side: member.side,
            sex: member.sex,
            chosen: member.chosen,
            from_on: member.from_on,
            until_on: member.until_on,
            is_there: member.is_there,
        }
    }
}

fn shown(screen: &Screen, committee: Committee) -> CommitteeShown {
    let leaving: Vec<(Side, bool)> =
        committee.members.iter().map(|member| (member.side, member.until_on.is_some())).collect();
    let there: Vec<(Side, bool)> =
        committee.members.iter().map(|member| (member.side, member.is_there)).collect();
    let warnings = [committee_warnings(&committee.seats()), emptied(&leaving), silent(&there)].concat();
    let texts = screen.engine().texts();
    CommitteeShown {
        origin: committee.origin,
        formed_on: committee.formed_on,
        members: committee.members.into_iter().map(MemberShown::from).collect(),
        warnings: warnings.iter().map(|warning| warning.text(texts, screen.language)).collect(),
    }
}

async fn fresh(screen: &Screen, read: &Read, factory: &Organisation, db: &Db) -> Outcome<CommitteeShown> {
    let today = factory.day_at(db.clock().now());
    let found = store::committee_of(read, factory.id, today).await?;
    Ok(shown(screen, found.ok_or(Problem::NotFound)?))
}

pub async fn committee(
    screen: Screen,
    permit: Permit<SeeEngagement>,
    db: web::Data<Db>,
) -> Outcome<web::Json<CommitteeShown>> {
    Ok(web::Json(fresh(&screen, db.read(), &permit, &db).await?))
}

pub async fn form(
    screen: Screen,
    permit: Permit<KeepCommittee>,
    key: RequestKey,
    body: Body<CommitteeBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::form(&mut once, &permit, body.0.origin, body.0.formed_on).await?;
    let made = fresh(&screen, &once, &permit, &db).await?;
    once.json(StatusCode::CREATED, &made).await
}

pub async fn seat(
    permit: Permit<KeepCommittee>,
    key: RequestKey,
    body: Body<MemberBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let MemberBody { person, name, sex, side, chosen, from_on } = body.0;
    let name = name.unwrap_or_default().trim().to_owned();
    let mut once = db.begin_once(&key).await?;
    let typed = TypedMember { person, name, sex, side, chosen, from_on };
    let id = commands::add_member(&mut once, &permit, typed).await?;
    let made = MemberShown::from(store::factory_of_member(&once, id).await?.0);
    once.json(StatusCode::CREATED, &made).await
}

pub async fn end_member(
    permit: Permit<ChangeMember>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::end_member(&mut once, &permit).await?;
    let ended = MemberShown::from(store::factory_of_member(&once, permit.subject.subject.id).await?.0);
    once.json(StatusCode::OK, &ended).await
}

pub async fn keep_member(
    permit: Permit<ChangeMember>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::keep_member(&mut once, &permit).await?;
    let kept = MemberShown::from(store::factory_of_member(&once, permit.subject.subject.id).await?.0);
    once.json(StatusCode::OK, &kept).await
}
