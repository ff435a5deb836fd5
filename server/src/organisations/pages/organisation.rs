//! The page of one organisation: what it is, its factories, its members, the invitations under way.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::list::{country_text, kind_text};
use crate::{
    organisations::{
        access::{ChangeOrganisation, SeeOrganisation},
        consents::access::SeeViewers,
        invitations::Invite,
        members::access::SeePerson,
        memberships::{ChangeMembership, EndMembership, pages::department_path},
        model::{grantable, holds_all_of},
        store::{
            invitations::{self, Invitation},
            memberships::{self, Membership},
            organisations::{self, Organisation},
        },
    },
    people::store::persons,
    platform::{
        Action, Actor, Db, Judgement, Outcome, Page, Permit, Place, Read, Screen, roles::OrganisationKind,
    },
};

#[derive(Serialize)]
pub struct OrganisationPage {
    name: String,
    kind: String,
    country: String,
    path: String,
    /// Known through its group only.
    group_only: bool,
    /// Only for a factory of a group, and for those who may change it.
    may_mark: bool,
    may_change: bool,
    may_invite: bool,
    /// Only for a factory, and for those who may know who sees its data.
    viewers_url: Option<String>,
    /// Only for a manufacturing group, and for those who see its factories by theme.
    themes_url: Option<String>,
    group: Option<Link>,
    /// Only for a manufacturing group.
    factories: Option<Vec<Link>>,
    /// Only for those who may see people here.
    members: Option<Vec<MemberLine>>,
    /// Only for those who may invite.
    invitations: Option<Vec<InvitationLine>>,
}

#[derive(Serialize)]
struct Link {
    name: String,
    url: String,
    group_only: bool,
}

#[derive(Serialize)]
struct MemberLine {
    name: String,
    url: String,
    role: String,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
    department: String,
    end_url: Option<String>,
    /// Only for those who may name the department.
    department_url: Option<String>,
}

#[derive(Serialize)]
struct InvitationLine {
    name: String,
    email: String,
    role: String,
    ends_at: DateTime<Utc>,
    over: bool,
    renewal_url: Option<String>,
    withdrawal_url: Option<String>,
}

impl Page for OrganisationPage {
    const TEMPLATE: &'static str = "organisations/organisation";

    fn examples() -> Vec<Self> {
        let link = || Link {
            name: "Hải Đăng Garment".to_owned(),
            url: "/organisations/2".to_owned(),
            group_only: true,
        };
        let member = |end_url: Option<&str>, ends_on| MemberLine {
            name: "Nguyễn Thị Lan".to_owned(),
            url: "/people/1".to_owned(),
            role: "…".to_owned(),
            starts_on: NaiveDate::default(),
            ends_on,
            department: end_url.map(|_| "Line 4".to_owned()).unwrap_or_default(),
            end_url: end_url.map(str::to_owned),
            department_url: end_url.map(|_| "/memberships/1/department".to_owned()),
        };
        let invitation = |over| InvitationLine {
            name: "Trần Đức".to_owned(),
            email: "duc@factory.example".to_owned(),
            role: "…".to_owned(),
            ends_at: DateTime::default(),
            over,
            renewal_url: Some("/organisations/1/invitations/1/renewal".to_owned()),
            withdrawal_url: Some("/organisations/1/invitations/1/withdrawal".to_owned()),
        };
        let page = |group_only, group, factories, members, invitations| Self {
            name: "Northwind Apparel".to_owned(),
            kind: "…".to_owned(),
            country: "Việt Nam".to_owned(),
            path: "/organisations/1".to_owned(),
            group_only,
            may_mark: true,
            may_change: true,
            may_invite: true,
            viewers_url: Some("/organisations/1/viewers".to_owned()),
            themes_url: Some("/organisations/1/themes".to_owned()),
            group,
            factories,
            members,
            invitations,
        };
        let members =
            vec![member(Some("/memberships/1/end"), None), member(None, Some(NaiveDate::default()))];
        vec![
            page(true, Some(link()), None, Some(members), Some(vec![invitation(false), invitation(true)])),
            page(false, None, Some(vec![link()]), Some(Vec::new()), Some(Vec::new())),
            page(false, None, Some(Vec::new()), None, None),
        ]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeOrganisation>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (actor, organisation) = (&permit.actor, &permit.subject);
    let place = organisation.place();
    let may_invite =
        actor.may(Invite::NAME, &place) && grantable(actor, organisation.kind, &place).next().is_some();
    screen.show(&OrganisationPage {
        name: organisation.name.clone(),
        kind: kind_text(&screen, organisation.kind),
        country: country_text(&screen, organisation),
        path: format!("/organisations/{}", organisation.id),
        group_only: organisation.group_only,
        may_mark: organisation.part_of.is_some() && actor.may(ChangeOrganisation::NAME, &place),
        may_change: actor.may(ChangeOrganisation::NAME, &place),
        may_invite,
        viewers_url: viewers_url(actor, organisation),
        themes_url: themes_url(actor, organisation),
        group: group(db.read(), actor, organisation).await?,
        factories: factories(db.read(), organisation).await?,
        members: members(&screen, &db, actor, organisation).await?,
        invitations: invitations(&screen, &db, actor, organisation).await?,
    })
}

fn themes_url(actor: &Actor, group: &Organisation) -> Option<String> {
    let seen = group.kind == OrganisationKind::ManufacturingGroup && actor.may("group.see", &group.place());
    seen.then(|| format!("/organisations/{}/themes", group.id))
}

fn viewers_url(actor: &Actor, organisation: &Organisation) -> Option<String> {
    let seen = organisation.kind == OrganisationKind::Factory
        && SeeViewers::judge(actor, organisation) == Judgement::Allow;
    seen.then(|| format!("/organisations/{}/viewers", organisation.id))
}

fn link(organisation: &Organisation) -> Link {
    Link {
        name: organisation.name.clone(),
        url: format!("/organisations/{}", organisation.id),
        group_only: organisation.group_only,
    }
}

async fn group(read: &Read, actor: &Actor, organisation: &Organisation) -> Outcome<Option<Link>> {
    let Some(group) = organisation.part_of else { return Ok(None) };
    let group = organisations::organisation(read, group).await?;
    Ok(actor.may(SeeOrganisation::NAME, &group.place()).then(|| link(&group)))
}

/// Whoever sees a group sees its factories: they are part of it.
async fn factories(read: &Read, organisation: &Organisation) -> Outcome<Option<Vec<Link>>> {
    if organisation.kind != OrganisationKind::ManufacturingGroup {
        return Ok(None);
    }
    let found = organisations::factories_of(read, organisation.id).await?;
    Ok(Some(found.iter().map(link).collect()))
}

async fn members(
    screen: &Screen,
    db: &Db,
    actor: &Actor,
    organisation: &Organisation,
) -> Outcome<Option<Vec<MemberLine>>> {
    let place = organisation.place();
    if !actor.may(SeePerson::NAME, &place) {
        return Ok(None);
    }
    let today = organisation.day_at(db.clock().now());
    let found = memberships::memberships_in(db.read(), organisation.id, today).await?;
    let people = persons::people(db.read(), found.iter().map(|membership| membership.person)).await?;
    let line = |membership: &Membership| {
        let name = people.get(&membership.person)?.name.clone();
        Some(member_line(screen, actor, &place, membership, name))
    };
    Ok(Some(found.iter().filter_map(line).collect()))
}

fn member_line(
    screen: &Screen,
    actor: &Actor,
    place: &Place,
    membership: &Membership,
    name: String,
) -> MemberLine {
    let may_name = actor.may(ChangeMembership::NAME, place);
    let may_end = actor.may(EndMembership::NAME, place) && holds_all_of(actor, membership.role, place);
    MemberLine {
        name,
        url: format!("/people/{}", membership.person),
        role: screen.text(&format!("role-{}", membership.role.word())),
        starts_on: membership.starts_on,
        ends_on: membership.ends_on,
        department: membership.department.clone(),
        end_url: may_end.then(|| format!("/memberships/{}/end", membership.id)),
        department_url: may_name.then(|| department_path(membership.id)),
    }
}

async fn invitations(
    screen: &Screen,
    db: &Db,
    actor: &Actor,
    organisation: &Organisation,
) -> Outcome<Option<Vec<InvitationLine>>> {
    let place = organisation.place();
    if !actor.may(Invite::NAME, &place) {
        return Ok(None);
    }
    let found = invitations::invitations_in(db.read(), organisation.id).await?;
    let now = db.clock().now();
    let line = |invitation: &Invitation| {
        let may_change = holds_all_of(actor, invitation.role, &place);
        let path = format!("/organisations/{}/invitations/{}", organisation.id, invitation.id);
        InvitationLine {
            name: invitation.name.clone(),
            email: invitation.email.clone(),
            role: screen.text(&format!("role-{}", invitation.role.word())),
            ends_at: invitation.ends_at,
            over: invitation.ends_at <= now,
            renewal_url: may_change.then(|| format!("{path}/renewal")),
            withdrawal_url: may_change.then(|| format!("{path}/withdrawal")),
        }
    };
    Ok(Some(found.iter().map(line).collect()))
}
