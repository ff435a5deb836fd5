//! The benchmark: the Academy on a store of the size that it is built for, and beside it, in the same run, a bare
//! application on the same rows. `cargo run --release -p tests --bin bench -- --help` says what can be asked.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a benchmark that cannot go on stops"
)]

mod answers;
mod arguments;
mod bare;
mod bed;
mod client;
mod factories;
mod findings;
mod imports;
mod machine;
mod measure;
mod pages;
mod process;
mod reminders;
mod reports;
mod seed;
mod sign_in;
mod start;
mod store;

use clap::Parser;

use arguments::{Arguments, Part, Process};
use bed::Bed;
use findings::Findings;
use store::Stage;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments = Arguments::parse();
    if let Some(Process::Bare(options)) = arguments.process {
        return actix_web::rt::System::new().block_on(bare::serve(options));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(run(&arguments));
}

async fn run(arguments: &Arguments) {
    machine::build();
    let size = arguments.size();
    let mut findings = Findings::default();
    for kind in arguments.kinds() {
        let stage = Stage::open(*kind, size).await;
        println!("{}, in {}", kind.name(), stage.data.display());
        let bed = Bed { kind: *kind, stage, quick: arguments.quick };
        if arguments.serve {
            bed.serve().await;
            continue;
        }
        measure(arguments, &bed, &mut findings).await;
    }
    if !findings.all.is_empty() {
        report(arguments, &findings);
    }
}

async fn measure(arguments: &Arguments, bed: &Bed, findings: &mut Findings) {
    if arguments.wants(Part::Start) {
        start::measure(bed, findings).await;
    }
    if [Part::Pages, Part::Teams, Part::Factories].into_iter().any(|part| arguments.wants(part)) {
        let wanted = |part| arguments.wants(part);
        pages::measure(bed, wanted, findings).await;
    }
    if arguments.wants(Part::Reports) {
        reports::measure(bed, findings).await;
    }
    if arguments.wants(Part::Answers) {
        answers::measure(bed, findings).await;
    }
    if arguments.wants(Part::SignIn) {
        sign_in::measure(bed, findings).await;
    }
    // These change the store: no page is measured on it afterwards.
    if arguments.wants(Part::Factories) {
        factories::measure(bed, findings).await;
    }
    if arguments.wants(Part::Imports) {
        imports::measure(bed, findings).await;
    }
    if arguments.wants(Part::Reminders) {
        reminders::measure(bed, findings).await;
    }
}

fn report(arguments: &Arguments, findings: &Findings) {
    let (date, machine) = (machine::now().date_naive().to_string(), machine::description());
    println!("\n{date}, {machine}{}\n", if arguments.quick { ", a quick look" } else { "" });
    println!("{}", findings.table(arguments.kinds()));
    let missed = findings.all.iter().filter(|finding| finding.met == Some(false)).count();
    let aims = findings.all.iter().filter(|finding| finding.met.is_some()).count();
    println!("\n{} of {aims} aims met", aims - missed);
    if let Some(file) = &arguments.json {
        let report = serde_json::json!({
            "date": date, "machine": machine, "quick": arguments.quick, "findings": findings.all,
        });
        let text = serde_json::to_string_pretty(&report).expect("findings are JSON");
        std::fs::write(file, text).expect("the file can be written");
    }
}
