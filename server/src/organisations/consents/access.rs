//! Who may see who looks, give and revoke a consent, ask for one, and say who sources from whom.

use chrono::NaiveDate;

use super::{
    model::{Consent, ConsentRequestId, SourcingLinkId},
    store::{
        consents,
        requests::{self, ConsentRequest},
        sourcing::{self, SourcingLink},
    },
};
use crate::{
    organisations::{
        places::nearest_who_may,
        store::organisations::{self, Organisation},
    },
    platform::{
        Action, Actor, Door, Judgement, OrganisationId, Outcome, Place, Problem, Read,
        roles::OrganisationKind,
    },
};

/// Whether somebody of the organisation itself, or of the group that owns it, holds the action there; of the consents of a
/// factory [`FactoryVoice`] decides. The Academy's own people hold it too, because they grant the roles; they never speak
/// for a factory or a brand.
pub fn speaks_for(actor: &Actor, action: &str, organisation: &Organisation) -> bool {
    actor.memberships.iter().any(|standing| {
        let own = standing.place.organisation;
        let near = own == organisation.id || Some(own) == organisation.part_of;
        near && standing.kind != OrganisationKind::Academy && standing.role.allows(action)
    })
}

/// A factory, and who speaks for it.
pub struct FactoryVoice {
    pub factory: Organisation,
    /// Known through its group alone, and nobody of its own answers for it.
    group_speaks: bool,
}

impl FactoryVoice {
    pub async fn of(read: &Read, factory: Organisation, today: NaiveDate) -> Outcome<Self> {
        let own = Place { part_of: None, ..factory.place() };
        let group_speaks =
            factory.group_only && nearest_who_may(read, GiveConsent::NAME, &[own], today).await?.is_empty();
        Ok(Self { factory, group_speaks })
    }

    /// In whose name somebody gives, declines and revokes here: the factory's, or that of the group that owns it. What is
    /// known of a factory belongs to the factory: a group sees its consents, and decides only where it alone can.
    pub fn name_of(&self, actor: &Actor) -> Option<OrganisationId> {
        let holds = |organisation: OrganisationId| {
            actor.memberships.iter().any(|standing| {
                standing.place.organisation == organisation
                    && standing.kind != OrganisationKind::Academy
                    && standing.role.allows(GiveConsent::NAME)
            })
        };
        let group = self.factory.part_of.filter(|group| self.group_speaks && holds(*group));
        if holds(self.factory.id) { Some(self.factory.id) } else { group }
    }

    /// Somebody of the group that owns it is told why they may not; whoever has nothing to do with it finds nothing.
    pub fn judge(&self, actor: &Actor) -> Judgement {
        if self.name_of(actor).is_some() {
            Judgement::Allow
        } else if speaks_for(actor, GiveConsent::NAME, &self.factory) {
            Judgement::Deny("consent-factory-only")
        } else {
            Judgement::Hide
        }
    }
}

async fn voice(door: &Door<'_>, factory: Organisation) -> Outcome<FactoryVoice> {
    let today = factory.day_at(door.db.clock().now());
    FactoryVoice::of(door.read(), factory, today).await
}

async fn named_in(door: &Door<'_>, kind: OrganisationKind) -> Outcome<Organisation> {
    let organisation = organisations::organisation(door.read(), door.id("organisation")?).await?;
    if organisation.kind == kind { Ok(organisation) } else { Err(Problem::NotFound) }
}

/// The page of a factory that says who sees its data.
pub struct SeeViewers;

impl Action for SeeViewers {
    type Subject = Organisation;
    const NAME: &'static str = "consent.see";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        named_in(door, OrganisationKind::Factory).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &factory.place()))
    }
}

pub struct GiveConsent;

impl Action for GiveConsent {
    type Subject = FactoryVoice;
    const NAME: &'static str = "consent.give";

    async fn subject(door: &Door<'_>) -> Outcome<FactoryVoice> {
        voice(door, named_in(door, OrganisationKind::Factory).await?).await
    }

    fn judge(actor: &Actor, voice: &FactoryVoice) -> Judgement {
        voice.judge(actor)
    }
}

pub struct RequestThere {
    pub request: ConsentRequest,
    pub factory: Organisation,
    pub brand: Organisation,
}

async fn request_there(door: &Door<'_>) -> Outcome<RequestThere> {
    let id: ConsentRequestId = door.id("request")?;
    let request = requests::request(door.read(), id).await?;
    let mut found = organisations::organisations(door.read(), [request.factory, request.brand]).await?;
    let factory = found.remove(&request.factory).ok_or(Problem::NotFound)?;
    let brand = found.remove(&request.brand).ok_or(Problem::NotFound)?;
    Ok(RequestThere { request, factory, brand })
}

/// With a consent or a no.
pub struct AnswerRequest;

pub struct AnswerThere {
    pub request: ConsentRequest,
    pub voice: FactoryVoice,
    pub brand: Organisation,
}

impl Action for AnswerRequest {
    type Subject = AnswerThere;
    const NAME: &'static str = GiveConsent::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<AnswerThere> {
        let RequestThere { request, factory, brand } = request_there(door).await?;
        Ok(AnswerThere { request, voice: voice(door, factory).await?, brand })
    }

    fn judge(actor: &Actor, there: &AnswerThere) -> Judgement {
        there.voice.judge(actor)
    }
}

pub struct ConsentThere {
    pub consent: Consent,
    pub voice: FactoryVoice,
}

pub struct RevokeConsent;

impl Action for RevokeConsent {
    type Subject = ConsentThere;
    const NAME: &'static str = GiveConsent::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<ConsentThere> {
        let consent = consents::consent(door.read(), door.id("consent")?).await?;
        let factory = organisations::organisation(door.read(), consent.factory).await?;
        Ok(ConsentThere { consent, voice: voice(door, factory).await? })
    }

    fn judge(actor: &Actor, there: &ConsentThere) -> Judgement {
        there.voice.judge(actor)
    }
}

/// In the name of a brand.
pub struct AskConsent;

impl Action for AskConsent {
    type Subject = Organisation;
    const NAME: &'static str = "consent.ask";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        named_in(door, OrganisationKind::Brand).await
    }

    fn judge(actor: &Actor, brand: &Organisation) -> Judgement {
        Judgement::allow_if(speaks_for(actor, Self::NAME, brand))
    }
}

pub struct WithdrawRequest;

impl Action for WithdrawRequest {
    type Subject = RequestThere;
    const NAME: &'static str = AskConsent::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<RequestThere> {
        request_there(door).await
    }

    fn judge(actor: &Actor, there: &RequestThere) -> Judgement {
        Judgement::allow_if(speaks_for(actor, Self::NAME, &there.brand))
    }
}

/// The requests of a brand, or those to a factory.
pub struct SeeRequests;

impl Action for SeeRequests {
    type Subject = Organisation;
    const NAME: &'static str = SeeViewers::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, organisation: &Organisation) -> Judgement {
        Judgement::allow_if(match organisation.kind {
            OrganisationKind::Factory => actor.may(SeeViewers::NAME, &organisation.place()),
            OrganisationKind::Brand => speaks_for(actor, AskConsent::NAME, organisation),
            _ => false,
        })
    }
}

/// Says that a brand sources from a factory.
pub struct LinkSourcing;

impl Action for LinkSourcing {
    type Subject = Organisation;
    const NAME: &'static str = "sourcing.link";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        named_in(door, OrganisationKind::Factory).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &factory.place()))
    }
}

pub struct LinkThere {
    pub link: SourcingLink,
    pub factory: Organisation,
}

pub struct EndSourcing;

impl Action for EndSourcing {
    type Subject = LinkThere;
    const NAME: &'static str = LinkSourcing::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<LinkThere> {
        let id: SourcingLinkId = door.id("link")?;
        let link = sourcing::link(door.read(), id).await?;
        let factory = organisations::organisation(door.read(), link.factory).await?;
        Ok(LinkThere { link, factory })
    }

    fn judge(actor: &Actor, there: &LinkThere) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &there.factory.place()))
    }
}
