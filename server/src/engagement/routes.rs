//! Every way into engagement.

use actix_web::http::Method;

use super::{
    api,
    committees::api as committees,
    cycles::api as cycles,
    diagnoses::api as diagnoses,
    pages,
    seminars::api as seminars,
    standing::{
        access::{CloseIssue, RevokePerformer},
        api as standing_api,
    },
};
use crate::platform::{Access, Described, Routes};

const IN: Access = Access::SignedIn;

pub fn routes() -> Routes {
    of_factories()
        .and(of_committees())
        .and(of_standing())
        .and(of_programme())
        .and(of_api())
        .and(of_standing_api())
}

fn of_factories() -> Routes {
    Routes::new()
        .get("/engagement", IN, pages::board::show)
        .get("/our-factory", IN, pages::factory::own)
        .get("/factories/{factory}/engagement", IN, pages::factory::show)
        .get("/factories/{factory}/cycles/new", IN, pages::cycles::new)
        .post("/factories/{factory}/cycles", IN, pages::cycles::enrol)
        .get("/cycles/{cycle}/end", IN, pages::cycles::end_new)
        .post("/cycles/{cycle}/end", IN, pages::cycles::end)
        .get("/cycles/{cycle}/handover", IN, pages::cycles::handover_new)
        .post("/cycles/{cycle}/handover", IN, pages::cycles::hand_over)
        .get("/cycles/{cycle}/pause", IN, pages::cycles::pause_new)
        .post("/cycles/{cycle}/pause", IN, pages::cycles::pause)
        .post("/cycles/{cycle}/resumption", IN, pages::cycles::resume)
        .get("/factories/{factory}/visits/new", IN, pages::visits::new)
        .post("/factories/{factory}/visits", IN, pages::visits::record)
        .get("/visits/{visit}", IN, pages::visits::show)
        .get("/visits/{visit}/holding", IN, pages::visits::hold_new)
        .post("/visits/{visit}/holding", IN, pages::visits::hold)
        .get("/visits/{visit}/correction", IN, pages::visits::correct_new)
        .post("/visits/{visit}/correction", IN, pages::visits::correct)
        .get("/visits/{visit}/cancellation", IN, pages::visits::cancel_new)
        .post("/visits/{visit}/cancellation", IN, pages::visits::cancel)
        .get("/visits/{visit}/notes/new", IN, pages::visits::note_new)
        .post("/visits/{visit}/notes", IN, pages::visits::note)
        .get("/factories/{factory}/self-diagnosis", IN, pages::diagnoses::show)
        .get("/factories/{factory}/self-diagnosis/lines/new", IN, pages::diagnoses::line_new)
        .post("/factories/{factory}/self-diagnosis/lines", IN, pages::diagnoses::write)
        .get("/factories/{factory}/self-diagnosis/sharing/new", IN, pages::diagnoses::share_new)
        .post("/factories/{factory}/self-diagnosis/sharing", IN, pages::diagnoses::share)
        .get("/factories/{factory}/assessments/new", IN, pages::assessments::new)
        .post("/factories/{factory}/assessments", IN, pages::assessments::plan)
        .get("/assessments/{assessment}", IN, pages::assessments::show)
        .get("/assessments/{assessment}/release", IN, pages::assessments::release_new)
        .post("/assessments/{assessment}/release", IN, pages::assessments::release)
        .post("/assessments/{assessment}/cancellation", IN, pages::assessments::cancel)
}

fn of_committees() -> Routes {
    Routes::new()
        .get("/factories/{factory}/committee", IN, pages::committee::show)
        .post("/factories/{factory}/committee", IN, pages::committee::form)
        .get("/factories/{factory}/committee/new", IN, pages::committee::new)
        .get("/factories/{factory}/committee/members/new", IN, pages::committee::member_new)
        .post("/factories/{factory}/committee/members", IN, pages::committee::add_member)
        .post("/committee-members/{member}/end", IN, pages::committee::end_member)
        .post("/committee-members/{member}/stay", IN, pages::committee::keep_member)
        .get("/factories/{factory}/committee/meetings/new", IN, pages::meetings::new)
        .post("/factories/{factory}/committee/meetings", IN, pages::meetings::hold)
        .get("/committee-meetings/{meeting}", IN, pages::meetings::show)
        .get("/committee-meeting-versions/{version}", IN, pages::meeting_versions::show)
        .get("/committee-meetings/{meeting}/change", IN, pages::meetings::edit)
        .post("/committee-meetings/{meeting}/change", IN, pages::meetings::change)
        .get("/committee-meetings/{meeting}/actions/new", IN, pages::meetings::action_new)
        .post("/committee-meetings/{meeting}/actions", IN, pages::meetings::agree)
        .post("/committee-actions/{action}/completion", IN, pages::committee::complete_action)
}

fn of_standing() -> Routes {
    Routes::new()
        .get("/factories/{factory}/serious-issues/new", IN, pages::standing::issue_new)
        .post("/factories/{factory}/serious-issues", IN, pages::standing::open_issue)
        .get("/serious-issues/{issue}/closing", IN, pages::standing::end_new::<CloseIssue>)
        .post("/serious-issues/{issue}/closing", IN, pages::standing::end::<CloseIssue>)
        .get("/factories/{factory}/delivery-checks/new", IN, pages::standing::check_new)
        .post("/factories/{factory}/delivery-checks", IN, pages::standing::check)
        .get("/factories/{factory}/high-performer/new", IN, pages::performers::grant_new)
        .post("/factories/{factory}/high-performer", IN, pages::performers::grant)
        .get("/high-performers/{performer}", IN, pages::performers::show)
        .get("/high-performers/{performer}/revocation", IN, pages::standing::end_new::<RevokePerformer>)
        .post("/high-performers/{performer}/revocation", IN, pages::standing::end::<RevokePerformer>)
        .get("/factories/{factory}/package/new", IN, pages::standing::package_new)
        .post("/factories/{factory}/package", IN, pages::standing::confirm_package)
}

fn of_programme() -> Routes {
    Routes::new()
        .get("/engagement/rules", IN, pages::rules::show)
        .post("/engagement/rules", IN, pages::rules::set)
        .get("/engagement/rules/new", IN, pages::rules::new)
        .get("/engagement/criteria/new", IN, pages::rules::criteria_new)
        .post("/engagement/criteria", IN, pages::rules::publish_criteria)
        .get("/engagement/seminars", IN, pages::seminars::list)
        .post("/engagement/seminars", IN, pages::seminar_forms::hold)
        .get("/engagement/seminars/new", IN, pages::seminar_forms::new)
        .get("/seminars/{seminar}", IN, pages::seminars::show)
        .get("/seminars/{seminar}/change", IN, pages::seminar_forms::edit)
        .post("/seminars/{seminar}/change", IN, pages::seminar_forms::change)
        .get("/seminars/{seminar}/cancellation", IN, pages::seminar_forms::cancel_new)
        .post("/seminars/{seminar}/cancellation", IN, pages::seminar_forms::cancel)
        .get("/seminars/{seminar}/attendance", IN, pages::seminar_forms::attendance_new)
        .post("/seminars/{seminar}/attendance", IN, pages::seminar_forms::note_attendance)
}

fn of_api() -> Routes {
    let cycles = "/api/v1/factories/{factory}/cycles";
    let visits = "/api/v1/factories/{factory}/visits";
    let cycle = Described::new("cycle-enrol", 201).takes::<api::CycleRequest>().gives::<api::CycleShown>();
    let visit = Described::new("visit-record", 201).takes::<api::VisitRequest>().gives::<api::VisitShown>();
    Routes::new()
        .api(
            Method::GET,
            cycles,
            Access::Token,
            Described::new("cycles-list", 200).gives::<api::CycleList>(),
            api::cycle_list,
        )
        .api(Method::POST, cycles, Access::Token, cycle, api::enrol)
        .api(
            Method::GET,
            visits,
            Access::Token,
            Described::new("visits-list", 200).gives::<api::VisitList>(),
            api::visit_list,
        )
        .api(Method::POST, visits, Access::Token, visit, api::visit)
        .api(
            Method::POST,
            "/api/v1/visits/{visit}/correction",
            Access::Token,
            Described::new("visit-correct", 200).takes::<api::CorrectionRequest>().gives::<api::VisitShown>(),
            api::correct_visit,
        )
        .api(
            Method::POST,
            "/api/v1/visits/{visit}/cancellation",
            Access::Token,
            Described::new("visit-cancel", 200)
                .takes::<api::CancellationRequest>()
                .gives::<api::VisitShown>(),
            api::cancel_visit,
        )
        .api(
            Method::GET,
            "/api/v1/factories/{factory}/committee",
            Access::Token,
            Described::new("committee", 200).gives::<api::CommitteeShown>(),
            api::committee,
        )
        .api(
            Method::GET,
            "/api/v1/factories/{factory}/assessments",
            Access::Token,
            Described::new("assessments-released", 200).gives::<api::AssessmentList>(),
            api::assessment_list,
        )
        .and(of_diagnoses())
        .and(of_gatherings())
        .and(of_cycles())
}

fn of_gatherings() -> Routes {
    let seminars = Described::new("seminars-list", 200).gives::<seminars::SeminarList>();
    let meetings = Described::new("meetings-list", 200).gives::<committees::MeetingList>();
    const MEETINGS: &str = "/api/v1/factories/{factory}/committee/meetings";
    Routes::new()
        .api(Method::GET, "/api/v1/factories/{factory}/seminars", Access::Token, seminars, seminars::list)
        .api(Method::GET, MEETINGS, Access::Token, meetings, committees::meeting_list)
}

fn of_cycles() -> Routes {
    let end = Described::new("cycle-end", 200).takes::<cycles::CycleEndRequest>().gives::<api::CycleShown>();
    let hand_over =
        Described::new("cycle-hand-over", 200).takes::<cycles::HandoverRequest>().gives::<api::CycleShown>();
    Routes::new().api(Method::POST, "/api/v1/cycles/{cycle}/end", Access::Token, end, cycles::end).api(
        Method::POST,
        "/api/v1/cycles/{cycle}/handover",
        Access::Token,
        hand_over,
        cycles::hand_over,
    )
}

fn of_diagnoses() -> Routes {
    let (get, post) = (Method::GET, Method::POST);
    let show = Described::new("self-diagnosis", 200).gives::<diagnoses::DiagnosisShown>();
    let write = Described::new("self-diagnosis-write", 201)
        .takes::<diagnoses::LineBody>()
        .gives::<diagnoses::DiagnosisShown>();
    let share = Described::new("self-diagnosis-share", 200)
        .takes::<diagnoses::SharingBody>()
        .gives::<diagnoses::DiagnosisShown>();
    const LINES: &str = "/api/v1/factories/{factory}/self-diagnosis/lines";
    const SHARING: &str = "/api/v1/factories/{factory}/self-diagnosis/sharing";
    Routes::new()
        .api(get, "/api/v1/factories/{factory}/self-diagnosis", Access::Token, show, diagnoses::show)
        .api(post.clone(), LINES, Access::Token, write, diagnoses::write)
        .api(post, SHARING, Access::Token, share, diagnoses::share)
}

fn of_standing_api() -> Routes {
    let performer = "/api/v1/factories/{factory}/high-performer";
    let shown = Described::new("high-performer", 200).gives::<standing_api::HighPerformer>();
    let grant = Described::new("high-performer-grant", 201)
        .takes::<standing_api::GrantRequest>()
        .gives::<standing_api::StatusShown>();
    let revoke = Described::new("high-performer-revoke", 204).takes::<standing_api::RevocationRequest>();
    Routes::new()
        .api(Method::GET, performer, Access::Token, shown, standing_api::show)
        .api(Method::POST, performer, Access::Token, grant, standing_api::grant)
        .api(
            Method::POST,
            "/api/v1/high-performers/{performer}/revocation",
            Access::Token,
            revoke,
            standing_api::revoke,
        )
}
