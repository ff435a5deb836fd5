//! CPU of a server for each request, and how long the answers took.

use std::time::Duration;

use crate::client::{Call, Connection, Times, send_all};
use crate::process::Server;

/// What a batch of requests cost.
pub struct Cost {
    /// Microseconds of CPU for each request, user and kernel mode.
    pub cpu: f64,
    pub times: Times,
}

pub async fn cost(server: &Server, calls: &[Call], connections: usize) -> Cost {
    let before = server.cpu();
    let times = send_all(server.port, calls, connections).await;
    let spent = server.cpu().saturating_sub(before);
    Cost { cpu: micros(spent) / count(calls.len()), times }
}

/// The middle one of several rounds, by its CPU; other programs of the machine disturb some of them.
pub fn middle(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by(|one, other| one.cpu.total_cmp(&other.cpu));
    costs.swap_remove(costs.len() / 2)
}

/// Statements that the Academy sends to the database for one of these calls: the middle one, because now and then a job
/// asks in between.
pub async fn queries(server: &Server, calls: &[Call]) -> f64 {
    let mut connection = Connection::open(server.port).await.expect("the server listens");
    // Asking costs statements too.
    let mut asking = Vec::new();
    for _ in calls {
        let before = statements(&mut connection).await;
        asking.push(statements(&mut connection).await - before);
    }
    let mut spent = Vec::new();
    for call in calls {
        let before = statements(&mut connection).await;
        connection.send(call).await;
        spent.push(statements(&mut connection).await - before);
    }
    let middle = |mut numbers: Vec<f64>| {
        numbers.sort_by(f64::total_cmp);
        numbers[numbers.len() / 2]
    };
    middle(spent) - middle(asking)
}

async fn statements(connection: &mut Connection) -> f64 {
    let answer = connection.get("/metrics").await;
    let text = String::from_utf8_lossy(&answer.body);
    let line = text.lines().find_map(|line| line.strip_prefix("academy_database_statements_total "));
    line.and_then(|number| number.parse().ok()).expect("the server counts its statements")
}

pub fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000_000.0
}

pub fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

pub fn megabytes(bytes: u64) -> f64 {
    bytes_in(bytes) / 1_048_576.0
}

pub fn kilobytes(bytes: usize) -> f64 {
    count(bytes) / 1024.0
}

pub fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

fn bytes_in(bytes: u64) -> f64 {
    let kib = u32::try_from(bytes / 1024).map_or(f64::INFINITY, f64::from);
    kib * 1024.0
}
