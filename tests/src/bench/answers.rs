//! Saving answers: CPU of one, and how many a second when many learners save at once, beside bare durable inserts.

use std::collections::HashMap;

use tests::Page;
use url::form_urlencoded;
use uuid::Uuid;

use crate::bed::Bed;
use crate::client::{Call, Connection, words_of};
use crate::findings::{Aim, Findings, Unit};
use crate::measure::{Cost, cost, count, middle, millis, queries};
use crate::process::Server;
use crate::seed::Learner;

const CPU: Aim = Aim::AtMost(400.0);
const QUARTER: f64 = 0.25;
const AT_ONCE: usize = 64;

pub async fn measure(bed: &Bed, findings: &mut Findings) {
    let (academy, bare) = (bed.academy().await, bed.bare(&[]).await);
    let mut desk = Desk::open(bed, &academy).await;
    let (singles, crowds) = (bed.requests(500), bed.requests(4000).max(AT_ONCE));
    cost(&academy, &desk.calls(singles), 1).await;
    let mut one = Vec::new();
    for _ in 0..bed.rounds() {
        one.push(cost(&academy, &desk.calls(singles), 1).await);
    }
    let one = middle(one);
    findings.add_with(bed.kind, "saving an answer: CPU, one at a time", one.cpu, Unit::Micros, CPU);
    let half = millis(one.times.within(500));
    findings.add(bed.kind, "saving an answer: half saved within, one at a time", half, Unit::Millis);
    let asked = queries(&academy, &desk.calls(20)).await;
    findings.add(bed.kind, "saving an answer: statements", asked, Unit::Count);

    let (mut own, mut other) = (Vec::new(), Vec::new());
    for _ in 0..bed.rounds() {
        own.push(cost(&academy, &desk.calls(crowds), AT_ONCE).await);
        other.push(cost(&bare, &inserts(crowds), AT_ONCE).await);
    }
    let (own, other) = (middle(own), middle(other));
    let quarter = Aim::AtLeast(rate(&other) * QUARTER);
    findings.add_with(
        bed.kind,
        "saving an answer: 64 learners at once",
        rate(&own),
        Unit::PerSecond,
        quarter,
    );
    findings.add(bed.kind, "bare durable inserts: 64 at once", rate(&other), Unit::PerSecond);
    findings.add(bed.kind, "saving an answer: CPU, 64 at once", own.cpu, Unit::Micros);
    findings.add(bed.kind, "bare durable inserts: CPU, 64 at once", other.cpu, Unit::Micros);
    let slowest = millis(own.times.within(990));
    findings.add(bed.kind, "saving an answer: 99 of 100 saved within, 64 at once", slowest, Unit::Millis);
    academy.stop().await;
    bare.stop().await;
}

fn rate(cost: &Cost) -> f64 {
    count(cost.times.each.len()) / cost.times.whole.as_secs_f64()
}

fn inserts(wanted: usize) -> Vec<Call> {
    let form = "text=an+answer+as+long+as+those+that+learners+give".to_owned();
    let insert = Call { path: "/answers".to_owned(), form: Some(form), ..Call::default() };
    vec![insert; wanted]
}

/// Every learner with the form of the question, which each answers again and again.
struct Desk<'b> {
    bed: &'b Bed,
    /// The token of each learner's forms.
    tokens: HashMap<String, String>,
    /// Name of the field that an option is chosen with.
    field: String,
    given: usize,
}

impl<'b> Desk<'b> {
    async fn open(bed: &'b Bed, academy: &Server) -> Self {
        let mut connection = Connection::open(academy.port).await.expect("the server listens");
        let mut desk = Self { bed, tokens: HashMap::new(), field: String::new(), given: 0 };
        for learner in &bed.stage.manifest.learners {
            let page = question(&mut connection, learner).await;
            let form = page.form("form[action$='/answer']");
            desk.tokens.insert(learner.person.clone(), form.value("csrf").unwrap_or_default().to_owned());
            if desk.field.is_empty() {
                desk.field = page.attributes("input[type='radio']", "name")[0].clone();
            }
        }
        desk
    }

    /// So many new answers, of another learner each as long as there are any.
    fn calls(&mut self, wanted: usize) -> Vec<Call> {
        let from = self.given;
        self.given += wanted;
        (from..self.given).map(|number| self.call(number)).collect()
    }

    fn call(&self, number: usize) -> Call {
        let manifest = &self.bed.stage.manifest;
        let learner = &manifest.learners[number % manifest.learners.len()];
        let turn = number / manifest.learners.len();
        let place = turn % manifest.questions.len();
        let options = &manifest.questions[place].options;
        let id = Uuid::from_u128(u128::MAX / 3 + u128::try_from(number).unwrap_or(0));
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("csrf", &self.tokens[&learner.person])
            .append_pair("answer", &id.to_string())
            .append_pair(&self.field, &options[(turn + number) % options.len()])
            .finish();
        Call {
            path: format!("/attempts/{}/questions/{}/answer", learner.attempt, place + 1),
            cookie: Some(learner.cookie()),
            form: Some(form),
            ..Call::default()
        }
    }
}

async fn question(connection: &mut Connection, learner: &Learner) -> Page {
    let path = format!("/attempts/{}/questions/1", learner.attempt);
    let answer = connection.send(&Call::get(&path, Some(&learner.cookie()))).await;
    assert_eq!(answer.status, 200, "{path}: {}", words_of(&answer.body));
    let body = String::from_utf8_lossy(&answer.body).into_owned();
    Page { status: answer.status, path, headers: answer.headers, body }
}
