//! Puts everything together: the parts that live as long as the server, the routes, and the application of one worker.

mod parts;

use std::sync::Arc;

use actix_web::{
    App, Error,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::from_fn,
    web,
};
use tokio::task::JoinHandle;

use crate::platform::{
    Clock, Db, Engine, Ids, JobContext, JobKind, Passwords, Problem, Routes, Site, Storage,
    actor::{self, ActorsDoor},
    assets, audit,
    checks::{self, Check},
    compression::compressed,
    db::{self, StoreAddress},
    envelope::envelope,
    health,
    imports::{self, Importers},
    jobs::{self, Runner},
    limits::{self, Proxies, Strangers},
    mail::{self, Mailer},
    pages::{self, Example, Navigation, NavigationItem, bell::UnreadDoor},
    patterns,
    personal_data::{self, PersonalData, PersonalRows},
    routes::{
        Pages,
        openapi::{self, ApiDocument},
    },
    runtime_settings::RuntimeSettings,
    secrets::Secret,
    storage::FilesInUse,
    tokens::Tokens,
};
use crate::records::{Projector, Projectors};
use crate::{
    administration,
    catalogue::{self, CourseLibrary, my_courses::MyCoursesDoor},
    engagement, improvement, interop,
    learning::{self, occasions::OccasionsDoor},
    newsletter, notifications, organisations, pathways, people,
    public_pages::{self, PublicTexts},
    records, reports, sharing,
};

pub use parts::Parts;
use parts::{Prepared, started_with};

/// The Academy as one server holds it. Cheap to clone.
#[derive(Clone)]
pub struct Academy {
    pub db: Db,
    pub engine: web::Data<Engine>,
    pub site: web::Data<Site>,
    pub secret: web::Data<Secret>,
    pub library: web::Data<CourseLibrary>,
    pub storage: web::Data<Storage>,
    pub passwords: web::Data<Passwords>,
    mailer: Option<Mailer>,
    newsletter_rate: u64,
    webhooks: web::Data<interop::Reach>,
    strangers: web::Data<Strangers>,
    proxies: web::Data<Proxies>,
    tokens: web::Data<Tokens>,
    actors: web::Data<ActorsDoor>,
    my_courses: web::Data<MyCoursesDoor>,
    unread: web::Data<UnreadDoor>,
    occasions: web::Data<OccasionsDoor>,
    navigation: web::Data<Navigation>,
    public_texts: web::Data<PublicTexts>,
    api_document: web::Data<ApiDocument>,
    pages: web::Data<Pages>,
    routes: Arc<Routes>,
}

impl Academy {
    /// Opens the store and prepares pages and routes. The store's schema must be current (`migrate`).
    pub async fn open(parts: Parts) -> anyhow::Result<Self> {
        Self::put_together(parts, Prepared::begin()).await
    }

    /// The same on a store that may be new or of an earlier version: it is brought up to date first.
    pub async fn open_migrating(parts: Parts) -> anyhow::Result<Self> {
        let prepared = Prepared::begin();
        db::migrate(&parts.store).await?;
        let academy = Self::put_together(parts, prepared).await?;
        if let Err(problem) = improvement::furnish_frame(&academy.db).await {
            academy.db.close().await?;
            return Err(problem.into());
        }
        Ok(academy)
    }

    async fn put_together(
        parts: Parts,
        prepared: JoinHandle<anyhow::Result<Prepared>>,
    ) -> anyhow::Result<Self> {
        let library = CourseLibrary::default();
        let started_with = started_with(&parts);
        let db = jobs::with_bell(Db::open(&parts.store, parts.clock, parts.ids).await?)
            .attach(Projectors(projectors()))
            .attach(library.clone())
            .attach(people::PlacesDoor(Box::new(learning::NamedPlaces { library: library.clone() })))
            .attach(people::CallsDoor(Box::new(pathways::Called)))
            .attach(audit::AuditKey::of(&parts.secret)?)
            .attach(RuntimeSettings::default())
            .attach(started_with)
            .attach(PersonalData(personal_data()))
            .attach(importers())
            .attach(organisations::CyclesDoor(Box::new(engagement::RunningCycles)))
            .attach(engagement::PointsDoor(Box::new(improvement::FramePoints)))
            .attach(engagement::PlanDoor(Box::new(improvement::Diagnosed)))
            .attach(engagement::OverdueDoor(Box::new(improvement::OverdueItems)))
            .attach(engagement::OwnPeopleDoor(Box::new(notifications::AssessmentPeople)))
            .attach(improvement::TrainingsDoor(Box::new(pathways::Workshops)))
            .attach(FilesInUse(vec![improvement::EVIDENCE_FILES]))
            .attach(actors());
        let routes = Arc::new(routes());
        let unread = notifications::UnreadNotices { clock: db.clock().clone() };
        let my_courses = learning::Enrolled { clock: db.clock().clone() };
        let prepared = prepared.await??;
        Ok(Self {
            db,
            engine: web::Data::new(prepared.engine),
            site: web::Data::new(parts.site),
            tokens: web::Data::new(Tokens::new(parts.secret.clone())),
            secret: web::Data::new(parts.secret),
            library: web::Data::new(library),
            storage: web::Data::new(parts.storage),
            passwords: web::Data::new(Passwords::new()?),
            mailer: parts.mailer,
            newsletter_rate: u64::from(parts.newsletter_rate.max(1)),
            webhooks: web::Data::new(parts.webhooks),
            strangers: web::Data::new(Strangers::default()),
            proxies: web::Data::new(parts.proxies),
            actors: web::Data::new(actors()),
            my_courses: web::Data::new(MyCoursesDoor(Box::new(my_courses))),
            unread: web::Data::new(UnreadDoor(Box::new(unread))),
            occasions: web::Data::new(OccasionsDoor(Box::new(pathways::PathwayOccasions))),
            navigation: web::Data::new(Navigation {
                of_people: navigation(),
                of_visitors: public_pages::navigation(),
                elsewhere: [engagement::ELSEWHERE, improvement::ELSEWHERE, pathways::ELSEWHERE].concat(),
            }),
            public_texts: web::Data::new(prepared.public_texts),
            api_document: web::Data::new(ApiDocument::of(routes.clone())),
            pages: web::Data::new(Pages::of(routes.clone())),
            routes,
        })
    }

    /// Brings the store's schema up to date and gives it what every Academy starts with; how many migrations were new.
    pub async fn migrate(store: &StoreAddress) -> anyhow::Result<usize> {
        let applied = db::migrate(store).await?;
        let db = Db::open(store, Clock::default(), Ids::default()).await?;
        let furnished = improvement::furnish_frame(&db).await;
        db.close().await?;
        furnished?;
        Ok(applied)
    }

    /// The same with the pages of a demonstration: the pattern library and the mail desk.
    #[must_use]
    pub fn for_demonstration(mut self) -> Self {
        self.routes = Arc::new(routes().and(patterns::routes()).and(mail::desk::routes()));
        self.pages = web::Data::new(Pages::of(self.routes.clone()));
        self
    }

    /// Everything that handlers find, and every route.
    pub fn configure(&self, config: &mut web::ServiceConfig) {
        config
            .app_data(web::Data::new(self.db.clone()))
            .app_data(self.engine.clone())
            .app_data(self.site.clone())
            .app_data(self.secret.clone())
            .app_data(self.library.clone())
            .app_data(self.storage.clone())
            .app_data(self.passwords.clone())
            .app_data(self.strangers.clone())
            .app_data(self.proxies.clone())
            .app_data(self.webhooks.clone())
            .app_data(self.pages.clone())
            .app_data(self.tokens.clone())
            .app_data(self.actors.clone())
            .app_data(self.my_courses.clone())
            .app_data(self.unread.clone())
            .app_data(self.occasions.clone())
            .app_data(self.navigation.clone())
            .app_data(self.public_texts.clone())
            .app_data(self.api_document.clone());
        self.routes.register(config);
        config.default_service(web::to(|request: actix_web::HttpRequest| async move {
            // Who asks is told so in their language.
            actor::find(&request).await?;
            Err::<actix_web::HttpResponse, Problem>(Problem::NotFound)
        }));
    }

    /// What runs this Academy's jobs.
    pub fn runner(&self) -> Runner {
        let context = JobContext {
            db: self.db.clone(),
            engine: self.engine.clone().into_inner(),
            site: self.site.clone().into_inner(),
            storage: (**self.storage).clone(),
        };
        Runner::new(context, jobs(self.mailer.clone(), &self.secret, self.newsletter_rate, **self.webhooks))
    }

    /// The application of one worker.
    pub fn application(
        &self,
    ) -> App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<impl MessageBody + use<>>,
            Error = Error,
            InitError = (),
        > + use<>,
    > {
        let academy = self.clone();
        App::new()
            .configure(move |config| academy.configure(config))
            .wrap(from_fn(limits::spare))
            .wrap(from_fn(envelope))
            .wrap(from_fn(compressed))
    }
}

/// Every way in. A test calls each one as nobody and as a stranger.
pub fn routes() -> Routes {
    assets::routes()
        .and(health::routes())
        .and(openapi::routes())
        .and(imports::routes())
        .and(people::routes())
        .and(organisations::routes())
        .and(catalogue::routes())
        .and(learning::routes())
        .and(pathways::routes())
        .and(administration::routes())
        .and(notifications::routes())
        .and(public_pages::routes())
        .and(reports::routes())
        .and(newsletter::routes())
        .and(engagement::routes())
        .and(improvement::routes())
        .and(sharing::routes())
        .and(interop::routes())
}

/// What is done later, and what comes back by itself.
fn jobs(
    mailer: Option<Mailer>,
    secret: &Secret,
    newsletter_rate: u64,
    webhooks: interop::Reach,
) -> Vec<JobKind> {
    let own = [
        people::jobs(),
        learning::jobs(),
        improvement::jobs(),
        notifications::jobs(secret),
        reports::jobs(),
        newsletter::jobs(newsletter_rate),
        interop::jobs(secret, webhooks),
    ];
    [jobs::jobs(), audit::jobs(), imports::jobs(), mail::jobs(mailer), own.concat()].concat()
}

/// What is folded from the records.
pub fn projectors() -> Vec<Box<dyn Projector>> {
    learning::projectors().into_iter().chain(reports::projectors()).collect()
}

/// What can be taken in from spreadsheets.
pub fn importers() -> Importers {
    let own = [organisations::imports::importers(), improvement::importers(), pathways::importers()];
    Importers(own.into_iter().flatten().collect())
}

/// What must hold in the stored data; `academy verify` looks.
pub fn checks() -> Vec<Check> {
    [
        checks::checks(),
        organisations::checks(),
        records::checks(),
        catalogue::checks(),
        learning::checks(),
        reports::checks(),
        engagement::checks(),
        pathways::checks(),
        improvement::checks(),
    ]
    .concat()
}

/// Where people's data lies: what refers to something else stands before it, people themselves last.
pub fn personal_data() -> Vec<PersonalRows> {
    let own = [
        notifications::personal_data(),
        interop::personal_data(),
        newsletter::personal_data(),
        reports::personal_data(),
        pathways::personal_data(),
        improvement::personal_data(),
        engagement::personal_data(),
        learning::personal_data(),
        organisations::personal_data(),
    ];
    let below = [records::personal_data(), personal_data::personal_data(), people::personal_data()];
    own.into_iter().chain(below).flatten().collect()
}

/// The main navigation, in its order.
fn navigation() -> Vec<NavigationItem> {
    [
        learning::navigation(),
        catalogue::navigation(),
        pathways::navigation(),
        learning::supervision(),
        engagement::navigation(),
        improvement::navigation(),
        reports::navigation(),
        sharing::navigation(),
        organisations::navigation(),
        administration::navigation(),
        catalogue::upkeep(),
        newsletter::navigation(),
        interop::navigation(),
    ]
    .concat()
}

/// Examples of every page and mail; a test renders them all in every language.
pub fn examples() -> Vec<Example> {
    let patterns = pages::examples_of::<patterns::PatternsPage>();
    let desk = pages::examples_of::<mail::desk::MailDesk>();
    let own = [
        imports::examples(),
        people::examples(),
        organisations::examples(),
        catalogue::examples(),
        learning::examples(),
        pathways::examples(),
        reports::examples(),
        improvement::examples(),
        administration::examples(),
        notifications::examples(),
        public_pages::examples(),
        newsletter::examples(),
        sharing::examples(),
        interop::examples(),
        engagement::examples(),
    ];
    own.into_iter().chain([patterns, desk]).flatten().collect()
}

fn actors() -> ActorsDoor {
    ActorsDoor(Box::new(engagement::actors()))
}

#[cfg(test)]
mod tests;
