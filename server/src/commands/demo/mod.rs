//! `academy demo`: a furnished world in a throw-away folder, on loopback.

mod crowd;
mod engagement;
mod folder;
mod furnish;
mod improvement;
mod library;
mod machine;
mod newsletter;
mod pathways;
mod sharing;
mod student;
mod world;

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    process::ExitCode,
};

use anyhow::Context;
use serde_json::json;

use super::{opening, serve};
use crate::{
    app::{Academy, Parts},
    platform::{Clock, Ids, Language, Site, Storage, db::StoreAddress, limits::Proxies, secrets},
    settings::{DemoOptions, Settings},
};
use folder::Folder;
use world::{InventedPerson, World};

pub async fn demo(settings: &Settings, options: &DemoOptions) -> anyhow::Result<ExitCode> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    let listener = TcpListener::bind(address).with_context(|| {
        format!("port {} is taken; choose another with --port, or 0 for a free one", options.port)
    })?;
    let url = format!("http://{}", listener.local_addr()?);
    let folder = Folder::of(settings, &secrets::random_token())?;
    let mut world = World::read()?;
    world.people.extend(crowd::people());
    if !folder.path.join("academy.db").exists() {
        prepare(&folder, &url, &world).await?;
    }
    let academy = open(&folder, &url, settings, Clock::default()).await?;
    announce(&academy, &url, &world, &folder, options.json)?;
    serve::listen(academy.for_demonstration(), listener).await?;
    drop(folder);
    Ok(ExitCode::SUCCESS)
}

/// Builds the world under a clock that stands still, in a file of another name: a demo that was stopped half-way
/// leaves nothing that looks whole.
async fn prepare(folder: &Folder, url: &str, world: &World) -> anyhow::Result<()> {
    let unfinished = Folder { path: folder.path.join("unfinished"), throw_away: true };
    std::fs::create_dir_all(&unfinished.path)?;
    Academy::migrate(&StoreAddress::Sqlite(unfinished.path.join("academy.db"))).await?;
    let clock = Clock::still_at(Clock::default().now());
    let site = Site::parse(url).map_err(anyhow::Error::msg)?;
    let parts = Parts {
        store: StoreAddress::Sqlite(unfinished.path.join("academy.db")),
        storage: Storage::open(None, &folder.path)?,
        mailer: None,
        newsletter_rate: 200,
        webhooks: opening::reach(false),
        site,
        proxies: Proxies::default(),
        secret: opening::secret_in(&folder.path)?,
        clock: clock.clone(),
        ids: Ids::default(),
    };
    let academy = Academy::open(parts).await?;
    furnish::furnish(&academy, &clock, world).await?;
    academy.db.close().await?;
    std::fs::rename(unfinished.path.join("academy.db"), folder.path.join("academy.db"))?;
    Ok(())
}

async fn open(folder: &Folder, url: &str, settings: &Settings, clock: Clock) -> anyhow::Result<Academy> {
    let site = Site::parse(url).map_err(anyhow::Error::msg)?.with_contact(&settings.contact);
    let parts = Parts {
        store: StoreAddress::Sqlite(folder.path.join("academy.db")),
        storage: Storage::open(None, &folder.path)?,
        mailer: opening::mailer(settings)?,
        newsletter_rate: settings.newsletter_rate,
        webhooks: opening::reach(settings.webhooks_private),
        site,
        proxies: Proxies::default(),
        secret: opening::secret_in(&folder.path)?,
        clock,
        ids: Ids::default(),
    };
    Academy::open(parts).await
}

/// Prints where the Academy is and who can sign in.
fn announce(
    academy: &Academy,
    url: &str,
    world: &World,
    folder: &Folder,
    as_json: bool,
) -> anyhow::Result<()> {
    let shown: Vec<&InventedPerson> = world.people.iter().filter(|person| person.shown).collect();
    if as_json {
        let people: Vec<_> = shown
            .iter()
            .map(|person| json!({ "role": person.role, "email": person.email, "password": world.password }))
            .collect();
        println!("{}", serde_json::to_string(&json!({ "url": url, "people": people }))?);
        return Ok(());
    }
    let texts = academy.engine.texts();
    let text = |key: &str| texts.plain(Language::En, key).to_owned();
    println!("\n  {}  {url}\n", text("demo-open"));
    for person in shown {
        let role = text(&format!("role-{}", person.role.word()));
        println!("  {role:<26} {:<24} {}", person.email, world.password);
    }
    println!("\n  {}  {url}/mail-desk", text("demo-mails"));
    println!("  {}\n", folder.fate(texts));
    Ok(())
}
