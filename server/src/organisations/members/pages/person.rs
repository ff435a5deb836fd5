//! The page of one person, as their coordinators and the Academy's staff see it.

use actix_web::{HttpResponse, Responder, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::{
    organisations::{
        members::{
            access::{Colleague, SeePerson, SuspendPerson, reaches},
            commands::{self, Reason},
        },
        memberships::{ChangeMembership, EndMembership, pages::department_path},
        model::holds_all_of,
        store::{memberships::Membership, organisations::Organisation},
    },
    people::store::{persons, suspensions},
    platform::{
        Action, Actor, Db, FieldErrors, Form, Judgement, Language, Outcome, Page, Permit, Redirect, Screen,
        pages::Refill,
    },
};

/// An action of `learning`, which lies higher and cannot be imported: whoever may, finds the way there.
const SEE_LEARNING: &str = "enrolment.see";

#[derive(Serialize)]
pub struct PersonPage {
    name: String,
    email: String,
    language: &'static str,
    joined_at: DateTime<Utc>,
    path: String,
    /// Their courses, for those who may see them.
    learning: Option<String>,
    memberships: Vec<MembershipLine>,
    suspension: Option<SuspensionShown>,
    /// Only for those who may suspend this person.
    suspend: Option<Refill>,
}

#[derive(Serialize)]
struct MembershipLine {
    role: String,
    organisation: String,
    url: String,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
    department: String,
    /// Only for those who may end it.
    end_url: Option<String>,
    /// Only for those who may name the department.
    department_url: Option<String>,
}

#[derive(Serialize)]
struct SuspensionShown {
    at: DateTime<Utc>,
    by: String,
    reason: String,
    may_lift: bool,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "people/person";

    fn examples() -> Vec<Self> {
        let line = |end_url: Option<&str>, ends_on| MembershipLine {
            role: "Buyer".to_owned(),
            organisation: "Northwind Apparel".to_owned(),
            url: "/organisations/1".to_owned(),
            starts_on: NaiveDate::default(),
            ends_on,
            department: end_url.map(|_| "Line 4".to_owned()).unwrap_or_default(),
            end_url: end_url.map(str::to_owned),
            department_url: end_url.map(|_| "/memberships/1/department".to_owned()),
        };
        let suspension = SuspensionShown {
            at: DateTime::default(),
            by: "Nguyễn Văn Minh".to_owned(),
            reason: "…".to_owned(),
            may_lift: true,
        };
        let page = |memberships, suspension, suspend| Self {
            name: "Nguyễn Thị Lan".to_owned(),
            email: "lan@brand.example".to_owned(),
            language: Language::Vi.name(),
            joined_at: DateTime::default(),
            path: "/people/1".to_owned(),
            learning: Some("/people/1/learning".to_owned()),
            memberships,
            suspension,
            suspend,
        };
        let form = || Refill::of(&[("reason", "")]);
        vec![
            page(vec![line(None, None)], None, None),
            page(vec![line(Some("/memberships/1/end"), Some(NaiveDate::default()))], None, Some(form())),
            page(Vec::new(), None, Some(form().wrong("reason", "…"))),
            page(Vec::new(), Some(suspension), None),
        ]
    }
}

pub async fn show(screen: Screen, permit: Permit<SeePerson>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::note_sight(&mut work, &permit).await?;
    work.commit().await?;
    let form = Refill::of(&[("reason", "")]);
    screen.show(&page(&screen, &db, &permit.actor, &permit.subject, form).await?)
}

async fn page(
    screen: &Screen,
    db: &Db,
    actor: &Actor,
    colleague: &Colleague,
    form: Refill,
) -> Outcome<PersonPage> {
    let may_suspend = SuspendPerson::judge(actor, colleague) == Judgement::Allow;
    let path = format!("/people/{}", colleague.person.id);
    let suspension = suspension(db, colleague, may_suspend).await?;
    Ok(PersonPage {
        name: colleague.person.name.clone(),
        email: colleague.person.email.clone(),
        language: colleague.person.language.name(),
        joined_at: colleague.person.joined_at,
        memberships: lines(screen, actor, colleague),
        suspend: (may_suspend && suspension.is_none()).then_some(form),
        suspension,
        learning: reaches(actor, SEE_LEARNING, colleague.places()).then(|| format!("{path}/learning")),
        path,
    })
}

async fn suspension(db: &Db, colleague: &Colleague, may_lift: bool) -> Outcome<Option<SuspensionShown>> {
    let Some(found) = suspensions::suspension_of(db.read(), colleague.person.id).await? else {
        return Ok(None);
    };
    let by = persons::find_person(db.read(), found.by).await?.map(|person| person.name).unwrap_or_default();
    Ok(Some(SuspensionShown { at: found.at, by, reason: found.reason, may_lift }))
}

/// The memberships that the actor may see.
fn lines(screen: &Screen, actor: &Actor, colleague: &Colleague) -> Vec<MembershipLine> {
    let seen = |membership: &Membership| {
        let organisation = colleague.organisations.get(&membership.organisation)?;
        actor
            .may(SeePerson::NAME, &organisation.place())
            .then(|| line(screen, actor, membership, organisation))
    };
    colleague.memberships.iter().filter_map(seen).collect()
}

fn line(
    screen: &Screen,
    actor: &Actor,
    membership: &Membership,
    organisation: &Organisation,
) -> MembershipLine {
    let place = organisation.place();
    let may_name = actor.may(ChangeMembership::NAME, &place);
    let may_end = actor.may(EndMembership::NAME, &place) && holds_all_of(actor, membership.role, &place);
    MembershipLine {
        role: screen.text(&format!("role-{}", membership.role.word())),
        organisation: organisation.name.clone(),
        url: format!("/organisations/{}", organisation.id),
        starts_on: membership.starts_on,
        ends_on: membership.ends_on,
        department: membership.department.clone(),
        end_url: may_end.then(|| format!("/memberships/{}/end", membership.id)),
        department_url: may_name.then(|| department_path(membership.id)),
    }
}

pub async fn suspend(
    screen: Screen,
    permit: Permit<SuspendPerson>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let reason = match Reason::parse(form.text("reason")) {
        Ok(reason) => reason,
        Err(key) => {
            let form = Refill::again(&screen, &["reason"], &form, &FieldErrors::one("reason", key));
            return screen.show_again(&page(&screen, &db, &permit.actor, &permit.subject, form).await?);
        }
    };
    let mut once = db.begin_once(&form.key).await?;
    commands::suspend(&mut once, &permit, &reason).await?;
    let page = Redirect::to(format!("/people/{}", permit.person.id)).saying("notice-suspended");
    Ok(once.redirect(page).await?.respond_to(screen.request()))
}

pub async fn lift(permit: Permit<SuspendPerson>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::lift(&mut once, &permit).await?;
    let page = Redirect::to(format!("/people/{}", permit.person.id));
    once.redirect(page.saying("notice-suspension-lifted")).await
}
