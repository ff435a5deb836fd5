//! "Who sees our data": the consents of a factory, requests that wait, who looked, and who sources from it.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::words_of;
use crate::{
    organisations::{
        consents::{
            access::{FactoryVoice, GiveConsent, LinkSourcing, RevokeConsent, SeeViewers},
            commands,
            model::{Consent, ConsentState, parse_reason},
            store::{
                consents,
                looks::{self, Look},
                requests::{self, ConsentRequest},
                sourcing::{self, SourcingLink},
            },
        },
        pages::list::country_text,
        store::organisations::{self, Organisation},
    },
    people::{Person, store::persons},
    platform::{
        Action, Db, FieldErrors, Form, Judgement, OrganisationId, Outcome, Page, Permit, PersonId, Redirect,
        Screen, Site,
        pages::{ListQuery, Pager, Refill},
    },
};

#[derive(Serialize)]
pub struct ViewersPage {
    factory: String,
    factory_url: String,
    /// The group that sees it as its owner, and the country whose team of Better Work does.
    group: Option<String>,
    country: String,
    requests: Vec<RequestLine>,
    consents: Vec<ConsentLine>,
    looks: Vec<LookLine>,
    pager: Pager,
    links: Vec<LinkLine>,
    may_give: bool,
    may_link: bool,
    form: Refill,
}

#[derive(Serialize)]
struct RequestLine {
    brand: String,
    scopes: Vec<String>,
    purpose: String,
    asked_by: String,
    asked_at: DateTime<Utc>,
    url: Option<String>,
}

#[derive(Serialize)]
struct ConsentLine {
    brand: String,
    scopes: Vec<String>,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
    /// A mark, and its word.
    mark: &'static str,
    state: String,
    given_by: String,
    /// The group, where it gave it in the factory's name.
    given_for: String,
    given_at: DateTime<Utc>,
    revoked_by: String,
    revoked_for: String,
    revoked_at: Option<DateTime<Utc>>,
    reason: String,
    revocation_url: Option<String>,
}

#[derive(Serialize)]
struct LookLine {
    seen_at: DateTime<Utc>,
    person: String,
    brand: String,
    what: String,
}

#[derive(Serialize)]
struct LinkLine {
    brand: String,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
    end_url: Option<String>,
}

impl Page for ViewersPage {
    const TEMPLATE: &'static str = "consents/viewers";

    fn examples() -> Vec<Self> {
        let request = |url: Option<&str>| RequestLine {
            brand: "Northwind Apparel".to_owned(),
            scopes: vec!["…".to_owned()],
            purpose: "…".to_owned(),
            asked_by: "Clara Weber".to_owned(),
            asked_at: DateTime::default(),
            url: url.map(str::to_owned),
        };
        let consent = |mark, revoked_at, url: Option<&str>| ConsentLine {
            brand: "Northwind Apparel".to_owned(),
            scopes: vec!["…".to_owned(), "…".to_owned()],
            starts_on: NaiveDate::default(),
            ends_on: Some(NaiveDate::default()),
            mark,
            state: "…".to_owned(),
            given_by: "Trần Thị Hạnh".to_owned(),
            given_for: if url.is_some() { "Sao Mai Group".to_owned() } else { String::new() },
            given_at: DateTime::default(),
            revoked_by: "Trần Thị Hạnh".to_owned(),
            revoked_for: if url.is_none() { "Sao Mai Group".to_owned() } else { String::new() },
            revoked_at,
            reason: "…".to_owned(),
            revocation_url: url.map(str::to_owned),
        };
        let look = LookLine {
            seen_at: DateTime::default(),
            person: "Clara Weber".to_owned(),
            brand: "Northwind Apparel".to_owned(),
            what: "…".to_owned(),
        };
        let link = |end_url: Option<&str>, ends_on| LinkLine {
            brand: "Northwind Apparel".to_owned(),
            starts_on: NaiveDate::default(),
            ends_on,
            end_url: end_url.map(str::to_owned),
        };
        let empty = |form| Self {
            factory: "Hải Đăng Garment".to_owned(),
            factory_url: "/organisations/1".to_owned(),
            group: None,
            country: "…".to_owned(),
            requests: Vec::new(),
            consents: Vec::new(),
            looks: Vec::new(),
            pager: Pager::example(),
            links: Vec::new(),
            may_give: false,
            may_link: false,
            form,
        };
        let form = || Refill::of(&[("brand", "")]);
        let full = Self {
            group: Some("Sao Mai Group".to_owned()),
            requests: vec![request(Some("/consent-requests/1")), request(None)],
            consents: vec![
                consent("done", None, Some("/consents/1/revocation")),
                consent("not-needed", Some(DateTime::default()), None),
            ],
            looks: vec![look],
            links: vec![link(Some("/sourcing-links/1/end"), None), link(None, Some(NaiveDate::default()))],
            may_give: true,
            may_link: true,
            ..empty(form().wrong("brand", "…"))
        };
        vec![empty(form()), full]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeViewers>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let form = Refill::of(&[("brand", "")]);
    screen.show(&page(&screen, &db, (&permit.actor, &permit.subject), &query, form).await?)
}

/// The page with its form as it is now.
pub(super) async fn page(
    screen: &Screen,
    db: &Db,
    (actor, factory): (&crate::platform::Actor, &Organisation),
    query: &ListQuery,
    form: Refill,
) -> Outcome<ViewersPage> {
    let read = db.read();
    let consents = consents::consents_of(read, factory.id).await?;
    let requests = requests::open_to(read, factory.id).await?;
    let (looks, total) = looks::looks_at(read, factory.id, query.page()).await?;
    let links = sourcing::links_of(read, factory.id).await?;
    let brands = consents.iter().map(|one| one.brand).chain(requests.iter().map(|one| one.brand));
    let brands = brands.chain(looks.iter().map(|one| one.brand)).chain(links.iter().map(|one| one.brand));
    let groups = consents.iter().flat_map(|one| [one.given_for, one.revoked_for]).flatten();
    let known = brands.chain(factory.part_of).chain(groups);
    let organisations = organisations::organisations(read, known).await?;
    let people = consents.iter().flat_map(|one| [Some(one.given_by), one.revoked_by]).flatten();
    let people = people.chain(requests.iter().map(|one| one.by)).chain(looks.iter().map(|one| one.person));
    let names = Names { screen, organisations, people: persons::people(read, people).await? };
    let today = factory.day_at(db.clock().now());
    let voice = FactoryVoice::of(read, factory.clone(), today).await?;
    let may_give = GiveConsent::judge(actor, &voice) == Judgement::Allow;
    let may_link = LinkSourcing::judge(actor, factory) == Judgement::Allow;
    Ok(ViewersPage {
        factory: factory.name.clone(),
        factory_url: format!("/organisations/{}", factory.id),
        group: factory.part_of.map(|group| names.organisation(group)),
        country: country_text(screen, factory),
        requests: requests.iter().map(|one| names.request(one, may_give)).collect(),
        consents: consents.iter().map(|one| names.consent(one, may_give, today)).collect(),
        looks: looks.iter().map(|one| names.look(one)).collect(),
        pager: query.pager(screen, "looks-shown", total),
        links: links.iter().map(|one| names.link(one, may_link)).collect(),
        may_give,
        may_link,
        form,
    })
}

struct Names<'s> {
    screen: &'s Screen,
    organisations: HashMap<OrganisationId, Organisation>,
    people: HashMap<PersonId, Person>,
}

impl Names<'_> {
    fn organisation(&self, id: OrganisationId) -> String {
        self.organisations.get(&id).map(|found| found.name.clone()).unwrap_or_default()
    }

    /// Who spoke for the factory; empty where it spoke for itself.
    fn group(&self, spoke: Option<OrganisationId>, consent: &Consent) -> String {
        let group = spoke.filter(|spoke| *spoke != consent.factory);
        group.map(|group| self.organisation(group)).unwrap_or_default()
    }

    /// Somebody who was erased has no name any more.
    fn person(&self, id: PersonId) -> String {
        let name = self.people.get(&id).map(|found| found.name.clone()).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| self.screen.text("audit-erased-person"))
    }

    fn request(&self, request: &ConsentRequest, may_give: bool) -> RequestLine {
        RequestLine {
            brand: self.organisation(request.brand),
            scopes: words_of(self.screen, request.scopes),
            purpose: request.purpose.clone(),
            asked_by: self.person(request.by),
            asked_at: request.at,
            url: may_give.then(|| format!("/consent-requests/{}", request.id)),
        }
    }

    fn consent(&self, consent: &Consent, may_give: bool, today: NaiveDate) -> ConsentLine {
        let state = consent.state(today);
        let lasts = matches!(state, ConsentState::InForce | ConsentState::ToCome);
        ConsentLine {
            brand: self.organisation(consent.brand),
            scopes: words_of(self.screen, consent.scopes),
            starts_on: consent.starts_on,
            ends_on: consent.ends_on,
            mark: mark_of(state),
            state: self.screen.text(&format!("consent-state-{}", state.word())),
            given_by: self.person(consent.given_by),
            given_for: self.group(consent.given_for, consent),
            given_at: consent.given_at,
            revoked_by: consent.revoked_by.map(|person| self.person(person)).unwrap_or_default(),
            revoked_for: self.group(consent.revoked_for, consent),
            revoked_at: consent.revoked_at,
            reason: consent.revocation_reason.clone(),
            revocation_url: (lasts && may_give).then(|| format!("/consents/{}/revocation", consent.id)),
        }
    }

    fn look(&self, look: &Look) -> LookLine {
        LookLine {
            seen_at: look.at,
            person: self.person(look.person),
            brand: self.organisation(look.brand),
            what: self.screen.text(&format!("consent-scope-{}", look.what.word())),
        }
    }

    fn link(&self, link: &SourcingLink, may_link: bool) -> LinkLine {
        LinkLine {
            brand: self.organisation(link.brand),
            starts_on: link.starts_on,
            ends_on: link.ends_on,
            end_url: (may_link && link.ends_on.is_none()).then(|| format!("/sourcing-links/{}/end", link.id)),
        }
    }
}

fn mark_of(state: ConsentState) -> &'static str {
    match state {
        ConsentState::InForce => "done",
        ConsentState::ToCome => "due",
        ConsentState::Over => "closed",
        ConsentState::Revoked => "not-needed",
    }
}

pub async fn revoke(
    permit: Permit<RevokeConsent>,
    form: Form,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<Redirect> {
    let reason = parse_reason(form.text("reason")).map_err(|key| FieldErrors::one("reason", key))?;
    let mut once = db.begin_once(&form.key).await?;
    commands::revoke(&mut once, &permit, &site, &reason).await?;
    let page = Redirect::to(format!("/organisations/{}/viewers", permit.voice.factory.id));
    once.redirect(page.saying("notice-consent-revoked")).await
}
