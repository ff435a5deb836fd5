//! Consents are asked for, given, declined and revoked; sourcing links begin and end.

use chrono::NaiveDate;

use super::{
    access::{
        AnswerRequest, AskConsent, EndSourcing, GiveConsent, LinkSourcing, RevokeConsent, WithdrawRequest,
    },
    mails::{self, Told},
    model::{ConsentId, ConsentRequestId, Reply, Scopes, SourcingLinkId, Span},
    store::{
        consents::{self, NewConsent},
        requests::{self, NewRequest},
        sourcing,
    },
};
use crate::{
    organisations::store::{
        organisations::{self, Organisation},
        turns::take_turn,
    },
    people::store::persons,
    platform::{FieldErrors, OrganisationId, Outcome, Permit, PersonId, Problem, Site, UnitOfWork, audit},
};

/// What a brand asks to see, of which factory, and why.
pub struct Asked {
    pub factory: OrganisationId,
    pub scopes: Scopes,
    pub purpose: String,
}

/// Asks a factory, and tells those who answer for it by mail.
///
/// # Errors
/// `Problem::Invalid` for a factory from which the brand does not source, and for one that has not answered yet.
pub async fn ask(
    work: &mut UnitOfWork,
    permit: &Permit<AskConsent>,
    site: &Site,
    asked: &Asked,
) -> Outcome<ConsentRequestId> {
    let (brand, by) = (&permit.subject, permit.actor.person);
    // Of two who ask at once the second finds the request of the first.
    take_turn(work, asked.factory).await?;
    let now = work.now();
    if !sourcing::factories_of(work, brand.id, now).await?.contains(&asked.factory) {
        return Err(FieldErrors::one("factory", "consent-factory-unknown").into());
    }
    if requests::open_between(work, brand.id, asked.factory).await?.is_some() {
        return Err(FieldErrors::one("factory", "consent-asked-already").into());
    }
    let factory = organisations::organisation(work, asked.factory).await?;
    let new = NewRequest {
        brand: brand.id,
        factory: factory.id,
        scopes: asked.scopes,
        purpose: asked.purpose.clone(),
        by,
    };
    let id = requests::add(work, &new).await?;
    let url = site.link(&format!("/consent-requests/{id}"));
    let told = Told::asked(brand, &factory, &asked.purpose, url);
    mails::to_factory(work, &factory, told).await?;
    note(work, by, "consent.ask", ("consent-request", id.0), brand.id).await?;
    Ok(id)
}

/// # Errors
/// `Problem::NotFound` where it was answered meanwhile.
pub async fn withdraw(work: &mut UnitOfWork, permit: &Permit<WithdrawRequest>) -> Outcome<()> {
    let (id, by) = (permit.request.id, permit.actor.person);
    if !requests::answer(work, id, by, Reply::Withdrawn).await? {
        return Err(Problem::NotFound);
    }
    note(work, by, "consent.ask-withdraw", ("consent-request", id.0), permit.brand.id).await
}

/// What a factory gives, to whom, from when until when.
pub struct Gift {
    pub brand: Organisation,
    pub scopes: Scopes,
    pub span: Span,
}

/// Gives a consent that nobody asked for. It takes the place of what the brand was allowed before.
pub async fn give(
    work: &mut UnitOfWork,
    permit: &Permit<GiveConsent>,
    site: &Site,
    gift: &Gift,
) -> Outcome<ConsentId> {
    let factory = &permit.factory;
    let new = NewConsent {
        factory: factory.id,
        brand: gift.brand.id,
        scopes: gift.scopes,
        span: gift.span,
        given_by: permit.actor.person,
        given_for: permit.name_of(&permit.actor).unwrap_or(factory.id),
        request: None,
    };
    keep(work, site, (factory, &gift.brand), &new).await
}

async fn keep(
    work: &UnitOfWork,
    site: &Site,
    (factory, brand): (&Organisation, &Organisation),
    new: &NewConsent,
) -> Outcome<ConsentId> {
    // Of two that are given at once the second takes the place of the first.
    take_turn(work, factory.id).await?;
    consents::replace(work, new, factory.day_at(work.now())).await?;
    let id = consents::add(work, new).await?;
    tell(work, site, "given", (factory, brand), (new.given_by, new.given_for)).await?;
    note(work, new.given_by, "consent.give", ("consent", id.0), factory.id).await?;
    Ok(id)
}

/// The brand learns who did it in whose name; the factory's own people do too where its group decided for it.
async fn tell(
    work: &UnitOfWork,
    site: &Site,
    kind: &str,
    (factory, brand): (&Organisation, &Organisation),
    (by, by_for): (PersonId, OrganisationId),
) -> Outcome<()> {
    let person = persons::person(work, by).await?.name;
    let in_name_of = organisations::organisation(work, by_for).await?.name;
    let who = (person.as_str(), in_name_of.as_str());
    let told = Told::of(kind, brand, factory, site.link("/shared-factories")).by(who);
    mails::to_brand(work, brand, told).await?;
    if by_for == factory.id {
        return Ok(());
    }
    let url = site.link(&format!("/organisations/{}/viewers", factory.id));
    let told = Told::of(&format!("group-{kind}"), brand, factory, url).by(who);
    mails::to_own_people(work, factory, told).await
}

/// Answers a request with a consent, which takes the place of what the brand was allowed before.
///
/// # Errors
/// `Problem::Conflict` where it was answered or withdrawn meanwhile.
pub async fn agree(
    work: &mut UnitOfWork,
    permit: &Permit<AnswerRequest>,
    site: &Site,
    (scopes, span): (Scopes, Span),
) -> Outcome<ConsentId> {
    let by = permit.actor.person;
    answer(work, permit, Reply::Given).await?;
    let factory = &permit.voice.factory;
    let new = NewConsent {
        factory: factory.id,
        brand: permit.brand.id,
        scopes,
        span,
        given_by: by,
        given_for: permit.voice.name_of(&permit.actor).unwrap_or(factory.id),
        request: Some(permit.request.id),
    };
    keep(work, site, (factory, &permit.brand), &new).await
}

/// Answers a request with a no.
///
/// # Errors
/// `Problem::Conflict` where it was answered or withdrawn meanwhile.
pub async fn decline(work: &mut UnitOfWork, permit: &Permit<AnswerRequest>, site: &Site) -> Outcome<()> {
    answer(work, permit, Reply::Declined).await?;
    let (factory, by) = (&permit.voice.factory, permit.actor.person);
    let by_for = permit.voice.name_of(&permit.actor).unwrap_or(factory.id);
    tell(work, site, "declined", (factory, &permit.brand), (by, by_for)).await?;
    let subject = ("consent-request", permit.request.id.0);
    note(work, by, "consent.decline", subject, factory.id).await
}

async fn answer(work: &UnitOfWork, permit: &Permit<AnswerRequest>, reply: Reply) -> Outcome<()> {
    if requests::answer(work, permit.request.id, permit.actor.person, reply).await? {
        Ok(())
    } else {
        Err(Problem::Conflict("consent-answered-meanwhile"))
    }
}

/// Takes effect on the next request of the brand. Done twice, it is done once.
pub async fn revoke(
    work: &mut UnitOfWork,
    permit: &Permit<RevokeConsent>,
    site: &Site,
    reason: &str,
) -> Outcome<()> {
    let (consent, by, factory) = (&permit.consent, permit.actor.person, &permit.voice.factory);
    let by_for = permit.voice.name_of(&permit.actor).unwrap_or(factory.id);
    if !consents::revoke(work, consent.id, (by, by_for), reason).await? {
        return Ok(());
    }
    let brand = organisations::organisation(work, consent.brand).await?;
    tell(work, site, "revoked", (factory, &brand), (by, by_for)).await?;
    note(work, by, "consent.revoke", ("consent", consent.id.0), factory.id).await
}

/// # Errors
/// `Problem::Invalid` for a brand that sources from the factory already.
pub async fn begin_sourcing(
    work: &mut UnitOfWork,
    permit: &Permit<LinkSourcing>,
    brand: &Organisation,
    starts_on: NaiveDate,
) -> Outcome<SourcingLinkId> {
    take_turn(work, permit.id).await?;
    if sourcing::is_open(work, brand.id, permit.id).await? {
        return Err(FieldErrors::one("brand", "sourcing-there-already").into());
    }
    let by = permit.actor.person;
    let id = sourcing::add(work, (brand.id, permit.id), starts_on, by).await?;
    note(work, by, "sourcing.link", ("sourcing-link", id.0), permit.id).await?;
    Ok(id)
}

/// Yesterday was its last day, or the day on which it began.
pub async fn end_sourcing(work: &mut UnitOfWork, permit: &Permit<EndSourcing>) -> Outcome<()> {
    let yesterday = permit.factory.day_at(work.now()).pred_opt().unwrap_or_default();
    if !sourcing::end(work, permit.link.id, yesterday.max(permit.link.starts_on)).await? {
        return Err(Problem::NotFound);
    }
    let subject = ("sourcing-link", permit.link.id.0);
    note(work, permit.actor.person, "sourcing.end", subject, permit.factory.id).await
}

async fn note(
    work: &UnitOfWork,
    by: PersonId,
    action: &'static str,
    (kind, subject): (&'static str, uuid::Uuid),
    organisation: OrganisationId,
) -> Outcome<()> {
    audit::write(work, by, audit::Entry::of(action, kind, subject).within(organisation)).await
}
