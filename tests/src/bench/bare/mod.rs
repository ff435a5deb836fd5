//! The bare application that the Academy is measured against: actix-web, sea-orm and handlebars, the same rows, as
//! much HTML. It reads who asks, because that is among the rows of every page, but nobody signs in, nothing is checked,
//! no text is looked up.

mod factory_rows;
mod inserts;
mod pages;
mod rows;

use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, web};
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

use crate::arguments::BareOptions;
use inserts::Inserts;
use pages::Pages;

/// As many as the Academy has.
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 8;

pub async fn serve(options: BareOptions) {
    let database = connect(&options.database, SQLITE_READERS).await;
    let inserts = web::Data::new(Inserts::start(connect(&options.inserts, 1).await).await);
    let pages = web::Data::new(Pages::new(&database, &options.fillers).await);
    let database = web::Data::new(database);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(database.clone())
            .app_data(inserts.clone())
            .app_data(pages.clone())
            .route("/healthz", web::get().to(HttpResponse::Ok))
            .route("/learning/{person}", web::get().to(pages::home))
            .route("/courses/{slug}/{person}", web::get().to(pages::course))
            .route("/questions/{attempt}/{number}", web::get().to(pages::question))
            .route("/steps/{enrolment}/{step}", web::get().to(pages::step))
            .route("/teams/{team}/{person}", web::get().to(pages::team))
            .route("/heat/{whose}/{id}/{person}", web::get().to(pages::heat))
            .route("/plans/{factory}/{person}", web::get().to(pages::plan))
            .route("/answers", web::post().to(inserts::insert))
            .route("/hashes/{count}", web::get().to(hashes))
    });
    let listening = server.bind(("127.0.0.1", options.port)).expect("the port is free");
    listening.run().await.expect("the bare application serves");
}

async fn connect(url: &str, sqlite_connections: u32) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url.to_owned());
    let is_sqlite = url.starts_with("sqlite:");
    options.max_connections(if is_sqlite { sqlite_connections } else { POSTGRES_CONNECTIONS });
    options.sqlx_logging(false).test_before_acquire(false).acquire_timeout(Duration::from_secs(10));
    options.map_sqlx_sqlite_opts(|options| {
        options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full)
    });
    Database::connect(options).await.expect("the store opens")
}

/// Hashes a password so many times, one after the other.
async fn hashes(count: web::Path<u32>) -> HttpResponse {
    let count = count.into_inner();
    let hashed = web::block(move || {
        for _ in 0..count {
            hash_of("a password that somebody types");
        }
    });
    hashed.await.expect("the hashes are made");
    HttpResponse::Ok().finish()
}

/// Argon2id as the guarantees have it: 19 MiB, two passes.
pub fn hash_of(password: &str) -> String {
    let params = Params::new(19 * 1024, 2, 1, None).expect("parameters that Argon2 takes");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password(password.as_bytes()).expect("a hash").to_string()
}
