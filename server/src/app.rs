//! Puts everything together: the parts that live as long as the server, the routes, and the application of one worker.

use std::sync::Arc;

use actix_web::{
    App, Error,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::{Compress, from_fn},
    web,
};

use crate::catalogue::CourseLibrary;
use crate::organisations;
use crate::platform::{
    Clock, Db, Engine, Ids, Problem, Routes, Site,
    actor::ActorsDoor,
    assets,
    db::StoreAddress,
    envelope::envelope,
    pages::{Example, Navigation, NavigationItem},
    secrets::Secret,
    tokens::Tokens,
};

/// The Academy as one server holds it. Cheap to clone.
#[derive(Clone)]
pub struct Academy {
    pub db: Db,
    pub engine: web::Data<Engine>,
    pub site: web::Data<Site>,
    pub secret: web::Data<Secret>,
    pub library: web::Data<CourseLibrary>,
    tokens: web::Data<Tokens>,
    actors: web::Data<ActorsDoor>,
    navigation: web::Data<Navigation>,
    routes: Arc<Routes>,
}

/// What an Academy is made from.
pub struct Parts {
    pub store: StoreAddress,
    pub site: Site,
    pub secret: Secret,
    pub clock: Clock,
    pub ids: Ids,
}

impl Academy {
    /// Opens the store and prepares pages and routes. The store's schema must be current (`migrate`).
    pub async fn open(parts: Parts) -> anyhow::Result<Self> {
        let db = Db::open(&parts.store, parts.clock, parts.ids).await?;
        Ok(Self {
            db,
            engine: web::Data::new(Engine::new()?),
            site: web::Data::new(parts.site),
            tokens: web::Data::new(Tokens::new(parts.secret.clone())),
            secret: web::Data::new(parts.secret),
            library: web::Data::new(CourseLibrary::default()),
            actors: web::Data::new(actors()),
            navigation: web::Data::new(Navigation(navigation())),
            routes: Arc::new(routes()),
        })
    }

    /// Everything that handlers find, and every route.
    pub fn configure(&self, config: &mut web::ServiceConfig) {
        config
            .app_data(web::Data::new(self.db.clone()))
            .app_data(self.engine.clone())
            .app_data(self.site.clone())
            .app_data(self.secret.clone())
            .app_data(self.library.clone())
            .app_data(self.tokens.clone())
            .app_data(self.actors.clone())
            .app_data(self.navigation.clone());
        self.routes.register(config);
        config.default_service(web::to(|| async { Err::<actix_web::HttpResponse, Problem>(Problem::NotFound) }));
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
            .wrap(from_fn(envelope))
            .wrap(Compress::default())
    }
}

/// Every way in. A test calls each one as nobody and as a stranger.
pub fn routes() -> Routes {
    assets::routes()
}

/// The main navigation, in its order.
fn navigation() -> Vec<NavigationItem> {
    Vec::new()
}

/// Examples of every page and mail; a test renders them all in every language.
pub fn examples() -> Vec<Example> {
    Vec::new()
}

fn actors() -> ActorsDoor {
    ActorsDoor(Box::new(organisations::actors::Members))
}
