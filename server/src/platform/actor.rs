//! Who is asking: a person with their memberships as they are at this request, or nobody.

use std::rc::Rc;

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web};
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use futures_util::future::LocalBoxFuture;

use super::{
    Db, Language, Problem, Read,
    language::zones,
    roles::{OrganisationKind, Reach, Role, SEAT_ACTIONS, Side},
    secrets,
    sign_in_cookie::SignInCookie,
    tokens::{Bearer, Tokens},
};

crate::id_type!(PersonId);
crate::id_type!(OrganisationId);
crate::id_type!(SignInId);

/// The person who asks, read anew at every request, so that a removed role is gone at the next one.
#[derive(Clone, Debug)]
pub struct Actor {
    pub person: PersonId,
    pub name: String,
    pub language: Language,
    pub through: Through,
    pub memberships: Vec<Standing>,
}

/// By which door the person came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    SignIn(SignInId),
    Token,
    /// The operator's shell on the machine itself.
    Operator,
}

/// One membership that is in force today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub role: Role,
    pub kind: OrganisationKind,
    pub place: Place,
    /// The side on which they sit today in the bipartite committee of this factory.
    pub seat: Option<Side>,
}

/// Where an organisation stands; what a role reaches is decided from this alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub organisation: OrganisationId,
    /// The manufacturing group that it belongs to.
    pub part_of: Option<OrganisationId>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// Where the memberships are read from; `organisations` answers, the platform asks.
#[async_trait::async_trait]
pub trait Actors: Send + Sync {
    async fn of_sign_in(
        &self,
        read: &Read,
        token: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<Actor>, Problem>;
    async fn of_bearer(
        &self,
        read: &Read,
        bearer: Bearer,
        now: DateTime<Utc>,
    ) -> Result<Option<Actor>, Problem>;

    /// For a job that goes on with what a person began: they may only as much as they may now.
    async fn of_person(
        &self,
        read: &Read,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<Option<Actor>, Problem>;
}

/// The registered [`Actors`].
pub struct ActorsDoor(pub Box<dyn Actors>);

impl Standing {
    /// Whether the role or the seat opens this, as far as either reaches.
    pub fn allows(&self, action: &str) -> bool {
        self.role.allows(action) || self.seat_allows(action)
    }

    fn seat_allows(&self, action: &str) -> bool {
        self.seat.is_some() && SEAT_ACTIONS.contains(&action)
    }

    fn is_near(&self, place: &Place) -> bool {
        self.place.organisation == place.organisation || Some(self.place.organisation) == place.part_of
    }

    fn reaches(&self, place: &Place) -> bool {
        let own = self.is_near(place);
        match self.role.line().map(|line| line.reach) {
            Some(Reach::Everywhere) => true,
            Some(Reach::Country) => {
                own || (self.place.country.is_some() && self.place.country == place.country)
            }
            Some(Reach::Organisation) => own,
            None => false,
        }
    }
}

impl Actor {
    /// The operator, who holds every action: whoever has the machine's shell has the data anyway.
    pub fn operator(language: Language) -> Self {
        let academy = Place { organisation: OrganisationId(uuid::Uuid::nil()), part_of: None, country: None };
        let standing = Standing {
            role: Role::Administrator,
            kind: OrganisationKind::Academy,
            place: academy,
            seat: None,
        };
        Self {
            person: PersonId(uuid::Uuid::nil()),
            name: String::new(),
            language,
            through: Through::Operator,
            memberships: vec![standing],
        }
    }

    /// May this person do `action` to something that belongs to `place`?
    pub fn may(&self, action: &str, place: &Place) -> bool {
        self.memberships.iter().any(|standing| {
            (standing.role.allows(action) && standing.reaches(place))
                || (standing.seat_allows(action) && standing.is_near(place))
        })
    }

    /// May they do it somewhere at all?
    pub fn may_anywhere(&self, action: &str) -> bool {
        self.memberships.iter().any(|standing| standing.allows(action))
    }

    /// The side for which they sit in the committee of a factory.
    pub fn seat_in(&self, factory: OrganisationId) -> Option<Side> {
        let mut here = self.memberships.iter().filter(|standing| standing.place.organisation == factory);
        here.find_map(|standing| standing.seat)
    }

    /// Have they this role where it reaches the place?
    pub fn acts_as(&self, role: Role, place: &Place) -> bool {
        self.memberships.iter().any(|standing| standing.role == role && standing.reaches(place))
    }

    /// The clock of the countries where they belong, if it is one.
    pub fn zone(&self) -> Option<FixedOffset> {
        zones::of_countries(self.memberships.iter().filter_map(|standing| standing.place.country.as_deref()))
    }

    /// The day that it is where they belong; in UTC where that is not one day.
    pub fn day_at(&self, now: DateTime<Utc>) -> NaiveDate {
        zones::day_by(self.zone(), now)
    }

    pub fn belongs_to(&self, organisation: OrganisationId) -> bool {
        self.memberships.iter().any(|standing| standing.place.organisation == organisation)
    }

    /// How far `action` reaches for this person: what lists are filtered by.
    pub fn extent(&self, action: &str) -> Extent {
        let mut extent = Extent::default();
        for standing in self.memberships.iter().filter(|standing| standing.allows(action)) {
            // A seat reaches its own factory only.
            match standing.role.line().filter(|line| line.actions.contains(&action)).map(|line| line.reach) {
                Some(Reach::Everywhere) => extent.everywhere = true,
                Some(Reach::Country) => extent.countries.extend(standing.place.country.clone()),
                Some(Reach::Organisation) | None => {}
            }
            extent.organisations.push(standing.place.organisation);
        }
        extent
    }
}

/// The organisations that an action reaches, in the words of a query; agrees with [`Actor::may`] (a test holds them together).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    pub everywhere: bool,
    pub countries: Vec<String>,
    /// These, and those that are part of them.
    pub organisations: Vec<OrganisationId>,
}

/// What the request found out about its sender; kept for the request, so that it is asked once.
#[derive(Clone)]
struct Found(Option<Rc<Actor>>);

/// The extractor: the actor if somebody is signed in.
pub struct MaybeActor(pub Option<Rc<Actor>>);

impl FromRequest for MaybeActor {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { find(&request).await.map(Self) })
    }
}

/// Finds the actor of a request by its bearer token (under `/api`) or its sign-in cookie (elsewhere).
pub async fn find(request: &HttpRequest) -> Result<Option<Rc<Actor>>, Problem> {
    if let Some(Found(actor)) = request.extensions().get::<Found>() {
        return Ok(actor.clone());
    }
    let actor = look_up(request).await?.map(Rc::new);
    if let Some(actor) = &actor {
        request.extensions_mut().insert(actor.language);
    }
    request.extensions_mut().insert(Found(actor.clone()));
    Ok(actor)
}

async fn look_up(request: &HttpRequest) -> Result<Option<Actor>, Problem> {
    let (Some(db), Some(actors)) =
        (request.app_data::<web::Data<Db>>(), request.app_data::<web::Data<ActorsDoor>>())
    else {
        return Err(Problem::Internal("the application was put together without a store".to_owned()));
    };
    let now = db.clock().now();
    if request.path().starts_with("/api/") {
        let Some(token) = bearer_token(request) else { return Ok(None) };
        let Some(tokens) = request.app_data::<web::Data<Tokens>>() else { return Ok(None) };
        let Some(bearer) = tokens.bearer(db.read(), token, now).await? else { return Ok(None) };
        return actors.0.of_bearer(db.read(), bearer, now).await;
    }
    let Some(cookie) = SignInCookie::of(request) else { return Ok(None) };
    actors.0.of_sign_in(db.read(), &secrets::fingerprint(&cookie), now).await
}

fn bearer_token(request: &HttpRequest) -> Option<&str> {
    let header = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
