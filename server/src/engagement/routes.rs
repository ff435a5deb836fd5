//! Every way into engagement.

use super::{
    assessments, committees, cycles, diagnoses, factories_api, pages, rules, seminars,
    standing::{
        self,
        access::{CloseIssue, RevokePerformer},
    },
    visits,
};
use crate::platform::{Access, Routes};

const IN: Access = Access::SignedIn;

pub fn routes() -> Routes {
    of_factories().and(of_committees()).and(of_standing()).and(of_programme()).and(of_api())
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
        .get("/self-diagnosis-lines/{line}/change", IN, pages::diagnosis_lines::edit)
        .post("/self-diagnosis-lines/{line}/change", IN, pages::diagnosis_lines::change)
        .post("/self-diagnosis-lines/{line}/removal", IN, pages::diagnosis_lines::remove)
        .get("/factories/{factory}/assessments/new", IN, pages::assessments::new)
        .post("/factories/{factory}/assessments", IN, pages::assessments::plan)
        .get("/assessments/{assessment}", IN, pages::assessments::show)
        .get("/assessments/{assessment}/assessors", IN, pages::assessors::new)
        .post("/assessments/{assessment}/assessors", IN, pages::assessors::change)
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
        .post("/committee-actions/{action}/reopening", IN, pages::committee::reopen_action)
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

/// Each subject of engagement says its own calls.
fn of_api() -> Routes {
    factories_api::routes()
        .and(cycles::api::routes())
        .and(cycles::hundred_days_api::routes())
        .and(visits::api::routes())
        .and(seminars::api::routes())
        .and(committees::api::routes())
        .and(committees::meetings_api::routes())
        .and(diagnoses::api::routes())
        .and(assessments::api::routes())
        .and(standing::api::routes())
        .and(standing::issues_api::routes())
        .and(standing::delivery_api::routes())
        .and(standing::criteria_api::routes())
        .and(rules::api::routes())
}
