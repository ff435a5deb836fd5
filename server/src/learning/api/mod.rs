//! Learning as JSON: the same permits and commands as the pages.

mod answers;
mod attempts;
mod enrolments;
mod plans;
mod progress;
mod questions;
mod study;

use actix_web::http::Method;

use crate::platform::{Access, Described, Routes};
use answers::{AnswerBody, SavedAnswer};
use attempts::{AttemptBody, AttemptDocument};
use enrolments::{EnrolmentBody, EnrolmentChange, EnrolmentDocument, EnrolmentList, LanguageBody};
use plans::{CountersignatureBody, FollowUpBody, PlanBody, PlanDocument};
use progress::ProgressDocument;
use study::EndingBody;

pub fn routes() -> Routes {
    enrolment_routes().and(study_routes()).and(attempt_routes()).and(plan_routes())
}

fn enrolment_routes() -> Routes {
    const ALL: &str = "/api/v1/enrolments";
    const ONE: &str = "/api/v1/enrolments/{enrolment}";
    let call = Described::new;
    Routes::new()
        .api(
            Method::GET,
            ALL,
            Access::Token,
            call("enrolment-list", 200).asks(&["person"]).gives::<EnrolmentList>(),
            enrolments::list,
        )
        .api(
            Method::POST,
            ALL,
            Access::Token,
            call("enrolment-make", 201).takes::<EnrolmentBody>().gives::<EnrolmentDocument>(),
            enrolments::enrol,
        )
        .api(
            Method::GET,
            ONE,
            Access::Token,
            call("enrolment", 200).gives::<EnrolmentDocument>(),
            enrolments::enrolment,
        )
        .api(
            Method::PATCH,
            ONE,
            Access::Token,
            call("enrolment-change", 200).takes::<EnrolmentChange>().gives::<EnrolmentDocument>(),
            enrolments::change,
        )
        .api(Method::DELETE, ONE, Access::Token, call("enrolment-withdraw", 204), enrolments::withdraw)
        .api(
            Method::GET,
            "/api/v1/enrolments/{enrolment}/progress",
            Access::Token,
            call("enrolment-progress", 200).gives::<ProgressDocument>(),
            enrolments::progress,
        )
        .api(
            Method::PUT,
            "/api/v1/enrolments/{enrolment}/language",
            Access::Token,
            call("enrolment-language", 200).takes::<LanguageBody>().gives::<EnrolmentDocument>(),
            enrolments::choose_language,
        )
}

fn study_routes() -> Routes {
    const OPENING: &str = "/api/v1/enrolments/{enrolment}/steps/{step}/opening";
    const COMPLETION: &str = "/api/v1/enrolments/{enrolment}/steps/{step}/completion";
    const ENDING: &str = "/api/v1/enrolments/{enrolment}/steps/{step}/ending";
    let call = |name: &'static str| Described::new(name, 200).gives::<ProgressDocument>();
    Routes::new()
        .api(Method::POST, OPENING, Access::Token, call("step-open"), study::open)
        .api(Method::POST, COMPLETION, Access::Token, call("step-complete"), study::complete)
        .api(
            Method::POST,
            ENDING,
            Access::Token,
            call("step-end-story").takes::<EndingBody>(),
            study::end_story,
        )
}

fn attempt_routes() -> Routes {
    const START: &str = "/api/v1/enrolments/{enrolment}/steps/{step}/attempts";
    const ATTEMPT: &str = "/api/v1/attempts/{attempt}";
    const ANSWER: &str = "/api/v1/attempts/{attempt}/answers/{question}";
    const HAND_IN: &str = "/api/v1/attempts/{attempt}/hand-in";
    let call = |name: &'static str, status: u16| Described::new(name, status).gives::<AttemptDocument>();
    Routes::new()
        .api(
            Method::POST,
            START,
            Access::Token,
            call("attempt-start", 201).takes::<AttemptBody>(),
            attempts::start,
        )
        .api(Method::GET, ATTEMPT, Access::Token, call("attempt", 200), attempts::attempt)
        .api(
            Method::PUT,
            ANSWER,
            Access::Token,
            Described::new("answer-save", 200).takes::<AnswerBody>().gives::<SavedAnswer>(),
            answers::save,
        )
        .api(Method::POST, HAND_IN, Access::Token, call("attempt-hand-in", 200), attempts::hand_in)
}

fn plan_routes() -> Routes {
    const PLAN: &str = "/api/v1/enrolments/{enrolment}/plan";
    const COUNTERSIGNATURE: &str = "/api/v1/enrolments/{enrolment}/countersignature";
    const FOLLOW_UP: &str = "/api/v1/enrolments/{enrolment}/commitments/{commitment}/follow-up";
    let call = |name: &'static str| Described::new(name, 200).gives::<PlanDocument>();
    Routes::new()
        .api(Method::GET, PLAN, Access::Token, call("plan"), plans::plan)
        .api(Method::PUT, PLAN, Access::Token, call("plan-make").takes::<PlanBody>(), plans::make)
        .api(
            Method::POST,
            COUNTERSIGNATURE,
            Access::Token,
            call("plan-countersign").takes::<CountersignatureBody>(),
            plans::countersign,
        )
        .api(
            Method::POST,
            FOLLOW_UP,
            Access::Token,
            call("plan-report").takes::<FollowUpBody>(),
            plans::report,
        )
}
