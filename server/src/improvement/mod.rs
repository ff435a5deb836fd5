//! The compliance frame, the findings of a factory, and its improvement plan: what must change, who does it until when,
//! what shows it, and what both sides of the committee say of it.

pub mod access;
mod api;
pub mod commands;
mod cycles;
mod evidence_api;
mod files;
mod findings;
pub mod frame;
mod held_api;
mod item_api;
pub mod model;
pub mod news;
mod pages;
mod personal_data;
mod plans_api;
pub mod released;
mod report_api;
mod sent_reports;
mod sides;
pub mod store;
#[cfg(test)]
mod tests;
mod training;

use actix_web::http::Method;

pub use findings::{Deed, Diagnosed, Finding, take_in};
pub use frame::{
    FramePoints, furnish as furnish_frame,
    store::{Cluster, Point, Theme, clusters, clusters_and_points, points, points_by_code, themes},
};
pub use model::{ItemState, Severity, SourceKind, Stance, VoiceSide};
pub use personal_data::personal_data;
pub use store::{
    assessed::{Assessed, evidence_and_assessed},
    counts::{OverdueItems, PointCount, counts_by_point},
    history::verified_when,
    items::{Item, ItemId, ListedItem, item, items, items_of_factories, latest_cycles, listed_items},
    themes::counts_by_theme,
};
pub use training::{Days, Trained, TrainingKind, Trainings, TrainingsDoor};

use crate::{
    engagement::news::WAITED,
    platform::{
        Access, Action, Described, JobKind, OrganisationId, Outcome, Read, Routes,
        checks::Check,
        imports::Importer,
        pages::{Example, NavigationItem, examples_of},
    },
};

pub fn routes() -> Routes {
    page_routes().and(api_routes())
}

fn page_routes() -> Routes {
    use Access::SignedIn;
    use pages::{actions, form, frame, held, item, plan, plans, questions, report, report_actions};
    const QUESTION: &str = "/compliance-questions/{country}/{code}/{version}/change";
    const ITEM: &str = "/factories/{factory}/improvement-plan/{item}";
    Routes::new()
        .get("/improvement-plans", SignedIn, plans::show)
        .get("/factories/{factory}/improvement-plan", SignedIn, plan::show)
        .get("/improvement-items/{item}", SignedIn, item::find)
        .get(ITEM, SignedIn, item::show)
        .get("/factories/{factory}/improvement-plan/{item}/change", SignedIn, form::edit)
        .post("/factories/{factory}/improvement-plan/{item}/change", SignedIn, form::change)
        .post("/factories/{factory}/improvement-plan/{item}/state", SignedIn, actions::set_state)
        .post("/factories/{factory}/improvement-plan/{item}/verification", SignedIn, actions::verify)
        .post("/factories/{factory}/improvement-plan/{item}/voice", SignedIn, actions::speak)
        .post("/factories/{factory}/improvement-plan/{item}/comments", SignedIn, actions::comment)
        .post("/factories/{factory}/improvement-plan/{item}/evidence", SignedIn, actions::bring_evidence)
        .get("/factories/{factory}/improvement-plan/{item}/evidence/{evidence}", SignedIn, actions::download)
        .post(
            "/factories/{factory}/improvement-plan/{item}/evidence/{evidence}/withdrawal",
            SignedIn,
            actions::withdraw_evidence,
        )
        .get("/assessments/{assessment}/findings", SignedIn, held::show)
        .post("/assessments/{assessment}/findings", SignedIn, held::settle)
        .get("/factories/{factory}/progress-report", SignedIn, report::show)
        .post("/factories/{factory}/progress-report", SignedIn, report_actions::write)
        .post("/factories/{factory}/progress-report/release", SignedIn, report_actions::release)
        .get("/compliance-frame", SignedIn, frame::show)
        .get("/compliance-frame/{point}/change", SignedIn, frame::edit)
        .post("/compliance-frame/{point}/change", SignedIn, frame::change)
        .get("/compliance-questions/new", SignedIn, questions::new)
        .post("/compliance-questions", SignedIn, questions::add)
        .get(QUESTION, SignedIn, questions::edit)
        .post(QUESTION, SignedIn, questions::change)
}

fn api_routes() -> Routes {
    use Access::Token;
    let bring = Described::new("findings-bring", 200)
        .asks(&["leave_out_refused"])
        .takes::<findings::api::FindingsBody>()
        .gives::<findings::api::FindingsTaken>();
    let plan = Described::new("improvement-plan", 200).asks(&["cycle", "state"]).gives::<api::PlanShown>();
    let frame = Described::new("compliance-frame", 200).asks(&["country"]).gives::<frame::api::FrameShown>();
    let item = Described::new("improvement-item", 200).gives::<api::PlanItem>();
    let change = Described::new("improvement-item-change", 200)
        .takes::<item_api::ItemChange>()
        .gives::<api::PlanItem>();
    let verify = Described::new("improvement-item-verify", 200)
        .takes::<item_api::Verification>()
        .gives::<api::PlanItem>();
    let speak = Described::new("improvement-item-voice", 200)
        .takes::<item_api::VoiceBody>()
        .gives::<item_api::Said>();
    let comment = Described::new("improvement-item-comment", 200)
        .takes::<item_api::CommentBody>()
        .gives::<item_api::Said>();
    let comments = Described::new("improvement-item-comments", 200).gives::<item_api::CommentList>();
    let history = Described::new("improvement-item-history", 200).gives::<item_api::ItemHistory>();
    let evidence = Described::new("improvement-item-evidence", 200).gives::<evidence_api::EvidenceList>();
    let bring_evidence = Described::new("improvement-evidence-bring", 201)
        .also(200)
        .asks(&["id", "file_name", "note"])
        .takes_file(files::CONTENT_TYPE)
        .gives::<evidence_api::EvidenceLine>();
    let fetch_evidence = Described::new("improvement-evidence-file", 200).gives_file();
    let withdraw = Described::new("improvement-evidence-withdraw", 200).gives::<evidence_api::EvidenceList>();
    let held = Described::new("held-findings", 200).gives::<held_api::HeldFindingList>();
    let settle = Described::new("held-findings-settle", 200)
        .takes::<held_api::HeldSettlement>()
        .gives::<held_api::HeldFindingList>();
    let plans = Described::new("improvement-plans-list", 200)
        .asks(&["search", "page"])
        .gives::<plans_api::PlanCountList>();
    let report =
        Described::new("progress-report", 200).asks(&["cycle"]).gives::<report_api::ProgressReport>();
    let write_report = Described::new("progress-report-write", 200)
        .takes::<report_api::ReportBody>()
        .gives::<report_api::ProgressReport>();
    let note_release = Described::new("progress-report-release", 200)
        .takes::<report_api::ReportRelease>()
        .gives::<report_api::ProgressReport>();
    const REPORT: &str = "/api/v1/factories/{factory}/progress-report";
    const REPORT_RELEASE: &str = "/api/v1/factories/{factory}/progress-report/release";
    const HELD: &str = "/api/v1/assessments/{assessment}/findings";
    const EVIDENCE: &str = "/api/v1/improvement-items/{item}/evidence";
    const EVIDENCE_OUT: &str = "/api/v1/improvement-items/{item}/evidence/{evidence}/withdrawal";
    const EVIDENCE_FILE: &str = "/api/v1/improvement-items/{item}/evidence/{evidence}";
    let (get, post) = (Method::GET, Method::POST);
    Routes::new()
        .api(get.clone(), "/api/v1/compliance-frame", Token, frame, frame::api::show)
        .api(post.clone(), "/api/v1/factories/{factory}/findings", Token, bring, findings::api::bring)
        .api(get.clone(), "/api/v1/improvement-plans", Token, plans, plans_api::list)
        .api(get.clone(), "/api/v1/factories/{factory}/improvement-plan", Token, plan, api::plan)
        .api(get.clone(), "/api/v1/improvement-items/{item}", Token, item, item_api::item)
        .api(Method::PATCH, "/api/v1/improvement-items/{item}", Token, change, item_api::change)
        .api(post.clone(), "/api/v1/improvement-items/{item}/verification", Token, verify, item_api::verify)
        .api(Method::PUT, "/api/v1/improvement-items/{item}/voice", Token, speak, item_api::speak)
        .api(get.clone(), "/api/v1/improvement-items/{item}/comments", Token, comments, item_api::comments)
        .api(post.clone(), "/api/v1/improvement-items/{item}/comments", Token, comment, item_api::comment)
        .api(get.clone(), EVIDENCE, Token, evidence, evidence_api::list)
        .api(post.clone(), EVIDENCE, Token, bring_evidence, evidence_api::bring)
        .api(get.clone(), EVIDENCE_FILE, Token, fetch_evidence, evidence_api::download)
        .api(post.clone(), EVIDENCE_OUT, Token, withdraw, evidence_api::withdraw)
        .api(get.clone(), "/api/v1/improvement-items/{item}/history", Token, history, item_api::history)
        .api(get.clone(), REPORT, Token, report, report_api::show)
        .api(Method::PUT, REPORT, Token, write_report, report_api::write)
        .api(post.clone(), REPORT_RELEASE, Token, note_release, report_api::release)
        .api(get, HELD, Token, held, held_api::list)
        .api(post, HELD, Token, settle, held_api::settle)
}

/// Parts of addresses, with the entry of the navigation that their pages belong to.
pub const ELSEWHERE: &[(&str, &str)] =
    &[("/improvement-plan/", "/improvement-plans"), ("/progress-report/", "/improvement-plans")];

pub fn navigation() -> Vec<NavigationItem> {
    vec![NavigationItem {
        path: "/improvement-plans",
        text: "improvement-plans-title",
        shown_to: |actor| actor.may_anywhere(access::SeePlan::NAME),
    }]
}

pub fn examples() -> Vec<Example> {
    let pages = [
        examples_of::<pages::plans::PlansPage>(),
        examples_of::<pages::plan::PlanPage>(),
        examples_of::<pages::item::ItemPage>(),
        examples_of::<pages::form::ItemFormPage>(),
        examples_of::<pages::report::ReportPage>(),
        examples_of::<pages::held::HeldPage>(),
        examples_of::<pages::frame::FramePage>(),
        examples_of::<pages::frame::PointFormPage>(),
        examples_of::<pages::questions::QuestionFormPage>(),
    ];
    pages.into_iter().flatten().collect()
}

pub fn importers() -> Vec<Box<dyn Importer>> {
    vec![
        Box::new(findings::FindingsImporter),
        Box::new(findings::SlcpImporter),
        Box::new(frame::FrameImporter),
    ]
}

pub fn jobs() -> Vec<JobKind> {
    vec![JobKind::new(WAITED, findings::waiting::let_go)]
}

/// The column in which the files of evidence are named.
pub const EVIDENCE_FILES: (&str, &str) = ("improvement_evidence", "file");

/// The items of a factory's plan, in every cycle or in one, oldest first.
pub async fn items_of_plan(read: &Read, factory: OrganisationId, cycle: Option<i32>) -> Outcome<Vec<Item>> {
    items_of_factories(read, &[factory], cycle).await
}

/// What must hold in the stored data; `academy verify` looks.
pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "item-has-source", broken: WITHOUT_SOURCE },
        Check { name: "item-verified-with-proof", broken: VERIFIED_WITHOUT_PROOF },
        Check { name: "item-point-in-frame", broken: OUTSIDE_THE_FRAME },
    ]
}

const WITHOUT_SOURCE: &str = "\
    SELECT COUNT(*) FROM improvement_item i \
    WHERE NOT EXISTS (SELECT 1 FROM improvement_source s WHERE s.item_id = i.id) \
    AND NOT EXISTS (SELECT 1 FROM improvement_change c WHERE c.item_id = i.id AND c.kind = 'source-moved')";
const VERIFIED_WITHOUT_PROOF: &str = "\
    SELECT COUNT(*) FROM improvement_item i WHERE i.state = 'verified' \
    AND ((SELECT COUNT(DISTINCT v.side) FROM improvement_voice v WHERE v.item_id = i.id) < 2 \
    OR NOT EXISTS (SELECT 1 FROM improvement_evidence e WHERE e.item_id = i.id AND e.withdrawn_at IS NULL))";
const OUTSIDE_THE_FRAME: &str = "\
    SELECT COUNT(*) FROM improvement_item i \
    WHERE NOT EXISTS (SELECT 1 FROM compliance_point p WHERE p.code = i.point_code)";
