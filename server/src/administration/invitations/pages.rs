//! The list of invitations. Renewing and withdrawing is what organisations do on their own pages.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    administration::{access::SeeAdministration, filter::Filter},
    organisations::{
        invitations::{self, ChangeInvitation},
        store::{
            invitations::{self as store, Standing, WantedInvitations},
            organisations,
        },
    },
    platform::{
        Db, Form, Outcome, Page, Permit, Redirect, Screen, Site,
        pages::{ListQuery, Pager, SortHead},
    },
};

const LIST: &str = "/administration/invitations";

#[derive(Serialize)]
pub struct InvitationsPage {
    filters: Vec<Filter>,
    state: String,
    search: String,
    invitations: Vec<InvitationLine>,
    by_name: SortHead,
    by_sending: SortHead,
    by_end: SortHead,
    pager: Pager,
}

#[derive(Clone, Serialize)]
struct InvitationLine {
    name: String,
    email: String,
    organisation: String,
    organisation_url: String,
    role: String,
    standing: String,
    mark: &'static str,
    at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    /// Empty where nobody waits for an answer any more.
    renewal: String,
    withdrawal: String,
}

impl Page for InvitationsPage {
    const TEMPLATE: &'static str = "administration/invitations";

    fn examples() -> Vec<Self> {
        let line = |action: &str| InvitationLine {
            name: "Nguyễn Thị Lan".to_owned(),
            email: "lan@brand.example".to_owned(),
            organisation: "Northwind Apparel".to_owned(),
            organisation_url: "/organisations/1".to_owned(),
            role: "…".to_owned(),
            standing: "…".to_owned(),
            mark: "due",
            at: DateTime::default(),
            ends_at: DateTime::default(),
            renewal: action.to_owned(),
            withdrawal: action.to_owned(),
        };
        let page = |search: &str, invitations| Self {
            filters: Filter::example(),
            state: search.to_owned(),
            search: search.to_owned(),
            invitations,
            by_name: SortHead::example(),
            by_sending: SortHead::example(),
            by_end: SortHead::example(),
            pager: Pager::example(),
        };
        vec![
            page("", vec![line("/administration/invitations/1/renewal"), line("")]),
            page("none", Vec::new()),
            page("", Vec::new()),
        ]
    }
}

pub async fn list(
    screen: Screen,
    _: Permit<SeeAdministration>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (sort, descending) = query.sort("-sent");
    let standing = Standing::from_word(query.text("state"));
    let (search, now) = (query.text("search"), db.clock().now());
    let wanted = WantedInvitations { standing, search, sort, descending, page: query.page() };
    let (found, total) = store::list(db.read(), &wanted, now).await?;
    let counted = store::standings(db.read(), now).await?;
    let places =
        organisations::organisations(db.read(), found.iter().map(|(one, _)| one.organisation)).await?;
    let words = counted.iter().map(|(standing, count)| (standing.word(), Some(*count)));
    let line = |(one, standing): &(store::Invitation, Standing)| {
        let place = places.get(&one.organisation).map(|place| place.name.clone());
        line(&screen, one, *standing, place.unwrap_or_default())
    };
    screen.show(&InvitationsPage {
        filters: Filter::all(&screen, &query, "invitation-standing-", words),
        state: query.text("state").to_owned(),
        search: search.to_owned(),
        invitations: found.iter().map(line).collect(),
        by_name: query.head("name", "-sent"),
        by_sending: query.head("sent", "-sent"),
        by_end: query.head("end", "-sent"),
        pager: query.pager(&screen, "invitations-shown", total),
    })
}

fn line(
    screen: &Screen,
    one: &store::Invitation,
    standing: Standing,
    organisation: String,
) -> InvitationLine {
    let waits = matches!(standing, Standing::Open | Standing::Expired);
    let action = |noun: &str| if waits { format!("{LIST}/{}/{noun}", one.id) } else { String::new() };
    InvitationLine {
        name: one.name.clone(),
        email: one.email.clone(),
        organisation,
        organisation_url: format!("/organisations/{}", one.organisation),
        role: screen.text(&format!("role-{}", one.role.word())),
        standing: screen.text(&format!("invitation-standing-{}", standing.word())),
        mark: match standing {
            Standing::Open => "due",
            Standing::Accepted => "done",
            Standing::Expired => "overdue",
            Standing::Withdrawn => "closed",
        },
        at: one.at,
        ends_at: one.ends_at,
        renewal: action("renewal"),
        withdrawal: action("withdrawal"),
    }
}

pub async fn renew(
    permit: Permit<ChangeInvitation>,
    _: Permit<SeeAdministration>,
    form: Form,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    invitations::renew(&mut once, &permit, &site).await?;
    once.redirect(Redirect::to(LIST).saying("notice-invitation-renewed")).await
}

pub async fn withdraw(
    permit: Permit<ChangeInvitation>,
    _: Permit<SeeAdministration>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    invitations::withdraw(&mut once, &permit).await?;
    once.redirect(Redirect::to(LIST).saying("notice-invitation-withdrawn")).await
}
