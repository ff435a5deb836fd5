//! Events go out signed, again where they failed, and to nobody whom nobody registered; a real server takes them.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU16, Ordering},
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, http::Method, web};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::model::signature;
use crate::{
    learning::fixture,
    organisations::store::{
        memberships::{self, NewMembership},
        organisations::{self, NewOrganisation},
    },
    platform::{
        OrganisationId, PersonId,
        outgoing::{self, EventKind, OutgoingEvent},
        roles::{OrganisationKind, Role},
    },
    testing::{TestAcademy, caller::Caller, now},
};

/// What came in: event, signature, body.
type Received = Arc<Mutex<Vec<(String, String, String)>>>;

/// Another system, on a port of this machine.
struct Receiver {
    url: String,
    received: Received,
    answers: Arc<AtomicU16>,
}

impl Receiver {
    async fn answering(status: u16) -> Self {
        let received = Received::default();
        let answers = Arc::new(AtomicU16::new(status));
        let (kept, status) = (received.clone(), answers.clone());
        let server = HttpServer::new(move || {
            let data = (web::Data::new(kept.clone()), web::Data::new(status.clone()));
            App::new().app_data(data.0).app_data(data.1).route("/hooks", web::post().to(take))
        });
        let server = server.workers(1).bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}/hooks", server.addrs()[0]);
        actix_web::rt::spawn(server.run());
        Self { url, received, answers }
    }

    fn received(&self) -> Vec<(String, String, String)> {
        self.received.lock().unwrap().clone()
    }
}

async fn take(
    request: HttpRequest,
    body: String,
    received: web::Data<Received>,
    status: web::Data<Arc<AtomicU16>>,
) -> HttpResponse {
    let header = |name: &str| request.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/json");
    received.lock().unwrap().push((header("academy-event"), header("academy-signature"), body));
    let status = status.load(Ordering::SeqCst);
    let mut answer = HttpResponse::build(actix_web::http::StatusCode::from_u16(status).unwrap());
    answer.insert_header(("location", "/elsewhere")).finish()
}

struct World {
    academy: TestAcademy,
    factory: OrganisationId,
    far_factory: OrganisationId,
    ada: PersonId,
    hai: PersonId,
}

impl World {
    async fn on_both() -> Vec<Self> {
        let mut worlds = Vec::new();
        for academy in TestAcademy::on_both().await {
            let (ada, hai) = (fixture::person(&academy, "Ada").await, fixture::person(&academy, "Hai").await);
            let work = academy.begin().await;
            let add = async |kind, country: Option<&str>| {
                let country = country.map(str::to_owned);
                let new = NewOrganisation { kind, name: "Somewhere".to_owned(), country, part_of: None };
                organisations::add(&work, &new).await.unwrap()
            };
            let headquarters = add(OrganisationKind::Academy, None).await;
            let office = add(OrganisationKind::Academy, Some("VN")).await;
            let factory = add(OrganisationKind::Factory, Some("VN")).await;
            let far_factory = add(OrganisationKind::Factory, Some("BD")).await;
            for (person, role, organisation) in
                [(ada, Role::Administrator, headquarters), (hai, Role::ProgrammeManager, office)]
            {
                let starts_on = now().date_naive();
                let new =
                    NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: ada };
                memberships::add(&work, &new).await.unwrap();
            }
            work.commit().await.unwrap();
            worlds.push(Self { academy, factory, far_factory, ada, hai });
        }
        worlds
    }

    async fn registers(&self, by: PersonId, body: Value) -> (String, String) {
        let mut caller = Caller::of(&self.academy, by).await;
        let (status, made) = caller.posts("/api/v1/webhooks", body).await;
        assert_eq!(status, 201, "{made}");
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        (text("id"), text("secret"))
    }

    async fn happens(&self, kind: EventKind, factory: OrganisationId) {
        let work = self.academy.begin().await;
        let event = OutgoingEvent::of(kind, factory, factory.0).now("verified");
        outgoing::tell(&work, &[event]).await.unwrap();
        work.commit().await.unwrap();
    }

    async fn shown(&self, webhook: &str) -> Value {
        Caller::of(&self.academy, self.ada).await.gets(&format!("/api/v1/webhooks/{webhook}")).await.1
    }
}

#[actix_web::test]
async fn an_event_goes_out_signed_and_again_until_it_is_taken() {
    for world in World::on_both().await {
        let receiver = Receiver::answering(500).await;
        let body = json!({ "url": receiver.url, "kinds": ["item.changed"] });
        let (webhook, secret) = world.registers(world.ada, body).await;
        world.happens(EventKind::ItemChanged, world.factory).await;
        world.happens(EventKind::StepCompleted, world.factory).await;
        world.academy.runs_jobs().await;
        assert_eq!(receiver.received().len(), 1, "only what it was registered for");
        let shown = world.shown(&webhook).await;
        assert_eq!(shown["deliveries"][0]["status"], 500, "{shown}");
        assert!(shown["webhook"]["failing_since"].is_string());
        let page = format!("/webhooks/{webhook}");
        let read = fixture::signed_in(&world.academy, world.ada).await.opens(&page).await.text;
        for words in [
            "An item of an improvement plan has changed",
            "not taken (500)",
            "will be sent again by itself",
            "How a message is signed",
        ] {
            assert!(read.contains(words), "{words}: {read}");
        }

        world.academy.runs_jobs().await;
        assert_eq!(receiver.received().len(), 1, "it waits before it tries again");
        receiver.answers.store(302, Ordering::SeqCst);
        world.academy.clock.advance(TimeDelta::seconds(31));
        world.academy.runs_jobs().await;
        receiver.answers.store(204, Ordering::SeqCst);
        world.academy.clock.advance(TimeDelta::seconds(60));
        world.academy.runs_jobs().await;
        assert_eq!(receiver.received().len(), 2, "the second wait is longer");
        world.academy.clock.advance(TimeDelta::seconds(61));
        world.academy.runs_jobs().await;

        let received = receiver.received();
        assert_eq!(received.len(), 3, "a redirect is no success");
        for (event, header, body) in &received {
            let seconds = header.strip_prefix("t=").unwrap().split(',').next().unwrap();
            let at = chrono::DateTime::from_timestamp(seconds.parse().unwrap(), 0).unwrap();
            assert_eq!(header, &signature(&secret, at, body).unwrap());
            assert_eq!(event, &received[0].0, "the same event has the same id");
            assert_eq!(body, &received[0].2);
            let body: Value = serde_json::from_str(body).unwrap();
            assert_eq!(body["id"], event.as_str());
            assert_eq!((&body["kind"], &body["state"]), (&json!("item.changed"), &json!("verified")));
            assert_eq!(body["factory"], world.factory.to_string());
        }
        let shown = world.shown(&webhook).await;
        assert!(shown["deliveries"][0]["delivered_at"].is_string(), "{shown}");
        assert!(shown["webhook"]["failing_since"].is_null(), "{shown}");
        let read = fixture::signed_in(&world.academy, world.ada).await.opens(&page).await.text;
        assert!(read.contains("taken (204)") && !read.contains("will be sent again by itself"), "{read}");
        world.academy.clock.advance(TimeDelta::days(1));
        world.academy.runs_jobs().await;
        assert_eq!(receiver.received().len(), 3, "what was taken is not sent again by itself");

        let delivery = shown["deliveries"][0]["id"].as_str().unwrap();
        let again = format!("/api/v1/webhooks/{webhook}/deliveries/{delivery}/repetition");
        let mut caller = Caller::of(&world.academy, world.ada).await;
        assert_eq!(caller.posts(&again, json!({})).await.0, 204);
        world.academy.runs_jobs().await;
        let received = receiver.received();
        assert_eq!((received.len(), &received[3].0), (4, &received[0].0));
    }
}

#[actix_web::test]
async fn an_address_that_answers_nothing_for_long_is_disabled_and_its_owner_is_told() {
    for world in World::on_both().await {
        let receiver = Receiver::answering(503).await;
        let body = json!({ "url": receiver.url, "kinds": ["item.changed", "step.completed"] });
        let (webhook, _) = world.registers(world.ada, body).await;
        world.happens(EventKind::StepCompleted, world.factory).await;
        for _ in 0..12 {
            world.academy.runs_jobs().await;
            world.academy.clock.advance(TimeDelta::hours(12));
        }
        let shown = world.shown(&webhook).await;
        assert!(shown["webhook"]["disabled_at"].is_string(), "{shown}");
        let letters = world.academy.letters().await;
        let told: Vec<_> = letters.iter().filter(|letter| letter.subject.contains("127.0.0.1")).collect();
        assert_eq!(told.len(), 1, "{letters:?}");
        let before = receiver.received().len();
        assert!(before <= 10);
        world.happens(EventKind::StepCompleted, world.factory).await;
        world.academy.runs_jobs().await;
        assert_eq!(receiver.received().len(), before, "nothing goes to what is disabled");

        let missed = &shown["deliveries"][0];
        assert!(missed["given_up_at"].is_string() && missed["delivered_at"].is_null(), "{shown}");
        let again = missed["id"].as_str().unwrap();
        let again = format!("/api/v1/webhooks/{webhook}/deliveries/{again}/repetition");
        assert_eq!(Caller::of(&world.academy, world.ada).await.posts(&again, json!({})).await.0, 409);
        let page = format!("/webhooks/{webhook}");
        let mut ada = fixture::signed_in(&world.academy, world.ada).await;
        assert!(!ada.opens(&page).await.text.contains("/repetition"));
        receiver.answers.store(200, Ordering::SeqCst);
        let enabling = format!("/api/v1/webhooks/{webhook}/enabling");
        let (status, enabled) = Caller::of(&world.academy, world.ada).await.posts(&enabling, json!({})).await;
        assert_eq!((status, enabled["webhook"]["disabled_at"].is_null()), (200, true), "{enabled}");
        assert_eq!(ada.submits(&page, &format!("{page}/enabling"), &[]).await.status, 303);
        world.academy.runs_jobs().await;
        assert_eq!(receiver.received().len(), before + 1, "what was missed goes out once more");
        let shown = world.shown(&webhook).await;
        assert!(shown["deliveries"][0]["delivered_at"].is_string(), "{shown}");
    }
}

#[actix_web::test]
async fn a_programme_manager_s_webhook_hears_of_their_country_only_and_is_nobody_else_s() {
    for world in World::on_both().await {
        let receiver = Receiver::answering(200).await;
        let mut hai = Caller::of(&world.academy, world.hai).await;
        let everywhere = json!({ "url": receiver.url, "kinds": ["item.changed"] });
        assert_eq!(hai.posts("/api/v1/webhooks", everywhere.clone()).await.0, 422);
        let (of_all, _) = world.registers(world.ada, everywhere).await;
        let own = json!({ "url": receiver.url, "kinds": ["item.changed"], "country": "VN" });
        let (own, _) = world.registers(world.hai, own).await;
        world.happens(EventKind::ItemChanged, world.far_factory).await;
        world.academy.runs_jobs().await;
        assert_eq!(receiver.received().len(), 1, "only the administrator's hears of Bangladesh");
        assert_eq!(hai.gets(&format!("/api/v1/webhooks/{of_all}")).await.0, 404);
        assert_eq!(hai.gets(&format!("/api/v1/webhooks/{own}")).await.0, 200);
        let (_, list) = hai.gets("/api/v1/webhooks").await;
        assert_eq!(list["webhooks"].as_array().unwrap().len(), 1, "{list}");
        let path = format!("/api/v1/webhooks/{own}");
        assert_eq!(hai.calls(Method::DELETE, &path, None, "").await.0, 204);
        assert_eq!(hai.gets(&path).await.0, 404);
        world.happens(EventKind::ItemChanged, world.factory).await;
        world.academy.runs_jobs().await;
        assert_eq!(receiver.received().len(), 2, "nothing goes to what is deleted");
    }
}

#[actix_web::test]
async fn the_secret_is_shown_once() {
    for world in World::on_both().await {
        let mut caller = Caller::of(&world.academy, world.ada).await;
        let body = json!({ "url": "https://portal.example/hooks", "kinds": ["item.changed"] });
        let (_, first) = caller.calls(Method::POST, "/api/v1/webhooks", Some(body.clone()), "one").await;
        let (_, repeated) = caller.calls(Method::POST, "/api/v1/webhooks", Some(body), "one").await;
        assert_eq!(first["id"], repeated["id"]);
        assert!(first["secret"].as_str().unwrap().starts_with("whsec_") && repeated["secret"].is_null());

        let mut ada = fixture::signed_in(&world.academy, world.ada).await;
        let wrong = ada.submits("/webhooks/new", "/webhooks", &[("url", "http://portal.example/")]).await;
        assert!(wrong.status == 422 && wrong.text.contains("must begin with https"), "{}", wrong.text);
        let fields = [("url", "https://portal.example/other"), ("kinds", "step.completed")];
        let made = ada.submits("/webhooks/new", "/webhooks", &fields).await;
        assert!(made.status == 200 && made.text.contains("whsec_"), "{}", made.text);
        let list = ada.opens("/webhooks").await;
        let path = list.text.split("href=\"/webhooks/").nth(2).and_then(|rest| rest.split('"').next());
        let page = ada.opens(&format!("/webhooks/{}", path.unwrap())).await;
        assert!(page.status == 200 && !page.text.contains("whsec_"), "{}", page.text);
    }
}
