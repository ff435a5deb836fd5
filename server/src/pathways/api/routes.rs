//! The calls of pathways.

use actix_web::http::Method;

use super::{absences, building, deciding, home, learned, table, templates};
use crate::platform::{Access::Token, Described, Routes};

pub fn routes() -> Routes {
    following().and(pathway()).and(steps()).and(templating()).and(suggesting())
}

fn following() -> Routes {
    const FACTORY: &str = "/api/v1/factories/{factory}/pathways";
    const LEARNED: &str = "/api/v1/factories/{factory}/improvement-plan/learning";
    const SUGGESTIONS: &str = "/api/v1/factories/{factory}/pathway-suggestions";
    const ONE: &str = "/api/v1/pathways/{pathway}";
    let list = Described::new("pathway-list", 200).gives::<super::PathwayList>();
    let one = Described::new("pathway", 200).gives::<super::PathwayShown>();
    let suggestions = Described::new("pathway-suggestions", 200).gives::<super::SuggestionList>();
    let make =
        Described::new("pathway-make", 201).takes::<building::NewPathway>().gives::<super::PathwayShown>();
    let describe = Described::new("pathway-describe", 200)
        .takes::<building::DescriptionBody>()
        .gives::<super::PathwayShown>();
    let followed =
        Described::new("followed-factories", 200).asks(&["factories", "page"]).gives::<home::FollowedList>();
    Routes::new()
        .api(Method::GET, "/api/v1/followed-factories", Token, followed, home::followed)
        .api(Method::GET, FACTORY, Token, list, super::list)
        .api(Method::POST, FACTORY, Token, make, building::make)
        .api(Method::GET, SUGGESTIONS, Token, suggestions, super::suggestions)
        .api(
            Method::GET,
            LEARNED,
            Token,
            Described::new("plan-learned", 200).gives::<learned::LearnedList>(),
            learned::learned,
        )
        .api(Method::GET, ONE, Token, one, super::pathway)
        .api(Method::PUT, ONE, Token, describe, building::describe)
}

fn pathway() -> Routes {
    const SAID: &str = "/api/v1/pathways/{pathway}/confirmations";
    let publish = Described::new("pathway-publish", 201)
        .takes::<deciding::PublicationBody>()
        .gives::<deciding::PublicationShown>();
    let said = Described::new("pathway-confirmations", 200).gives::<deciding::ConfirmationList>();
    let confirm = Described::new("pathway-confirm", 201)
        .takes::<deciding::ConfirmationBody>()
        .gives::<deciding::ConfirmationList>();
    let revisions = Described::new("pathway-revisions", 200).gives::<deciding::RevisionList>();
    let take =
        Described::new("pathway-take", 201).takes::<deciding::TakingBody>().gives::<super::PathwayShown>();
    let decline = Described::new("pathway-decline", 201)
        .takes::<deciding::RefusalBody>()
        .gives::<deciding::RefusalShown>();
    let end =
        Described::new("pathway-end", 200).takes::<building::ChangesBody>().gives::<super::PathwayShown>();
    Routes::new()
        .api(Method::POST, "/api/v1/pathways/{pathway}/publication", Token, publish, deciding::publish)
        .api(Method::GET, SAID, Token, said, deciding::confirmations)
        .api(Method::POST, SAID, Token, confirm, deciding::confirm)
        .api(Method::GET, "/api/v1/pathways/{pathway}/revisions", Token, revisions, deciding::revisions)
        .api(Method::POST, "/api/v1/pathways/{pathway}/suggestions", Token, take, deciding::take)
        .api(
            Method::POST,
            "/api/v1/pathways/{pathway}/suggestions/refusals",
            Token,
            decline,
            deciding::decline,
        )
        .api(Method::POST, "/api/v1/pathways/{pathway}/end", Token, end, building::end)
}

fn steps() -> Routes {
    const STAGES: &str = "/api/v1/pathways/{pathway}/stages";
    const STAGE: &str = "/api/v1/pathways/{pathway}/stages/{stage}";
    const STAGE_OUT: &str = "/api/v1/pathways/{pathway}/stages/{stage}/removal";
    const GOALS: &str = "/api/v1/pathways/{pathway}/goals";
    const GOAL_OUT: &str = "/api/v1/pathways/{pathway}/goals/{goal}/removal";
    const STEPS: &str = "/api/v1/pathways/{pathway}/steps";
    const STEP: &str = "/api/v1/pathways/{pathway}/steps/{step}";
    const STEP_OUT: &str = "/api/v1/pathways/{pathway}/steps/{step}/removal";
    const CAME: &str = "/api/v1/pathways/{pathway}/steps/{step}/attendance";
    let stage = |name, status| {
        Described::new(name, status).takes::<building::StageBody>().gives::<super::PathwayShown>()
    };
    let step = |name, status| {
        Described::new(name, status).takes::<building::StepBody>().gives::<super::PathwayShown>()
    };
    let goal =
        Described::new("pathway-goal-add", 201).takes::<building::GoalBody>().gives::<super::PathwayShown>();
    let out =
        |name| Described::new(name, 200).takes::<building::ChangesBody>().gives::<super::PathwayShown>();
    const EXCUSES: &str = "/api/v1/pathways/{pathway}/steps/{step}/excuses";
    const EXCUSES_OUT: &str = "/api/v1/pathways/{pathway}/steps/{step}/excuses/removal";
    let excuse = Described::new("pathway-excuse", 201)
        .takes::<absences::ExcuseBody>()
        .gives::<deciding::AttendanceShown>();
    let again = Described::new("pathway-expect-again", 200)
        .takes::<absences::ExcuseEndBody>()
        .gives::<deciding::AttendanceShown>();
    let came = Described::new("pathway-attendance", 200).gives::<deciding::AttendanceShown>();
    let attend = Described::new("pathway-attend", 200)
        .takes::<deciding::AttendanceBody>()
        .gives::<deciding::AttendanceShown>();
    Routes::new()
        .api(Method::POST, STAGES, Token, stage("pathway-stage-add", 201), building::add_stage)
        .api(Method::PUT, STAGE, Token, stage("pathway-stage-save", 200), building::save_stage)
        .api(Method::POST, STAGE_OUT, Token, out("pathway-stage-remove"), building::remove_stage)
        .api(Method::POST, GOALS, Token, goal, building::add_goal)
        .api(Method::POST, GOAL_OUT, Token, out("pathway-goal-remove"), building::remove_goal)
        .api(Method::POST, STEPS, Token, step("pathway-step-add", 201), building::add_step)
        .api(Method::PUT, STEP, Token, step("pathway-step-save", 200), building::save_step)
        .api(Method::POST, STEP_OUT, Token, out("pathway-step-remove"), building::remove_step)
        .api(Method::GET, CAME, Token, came, deciding::attendance)
        .api(Method::PUT, CAME, Token, attend, deciding::attend)
        .api(Method::POST, EXCUSES, Token, excuse, absences::excuse)
        .api(Method::POST, EXCUSES_OUT, Token, again, absences::expect_again)
}

fn templating() -> Routes {
    const ALL: &str = "/api/v1/pathway-templates";
    const ONE: &str = "/api/v1/pathway-templates/{template}";
    const SHARING: &str = "/api/v1/pathway-templates/{template}/sharing";
    const REMOVAL: &str = "/api/v1/pathway-templates/{template}/removal";
    const OF_PATHWAY: &str = "/api/v1/pathways/{pathway}/template";
    let list = Described::new("pathway-template-list", 200).gives::<templates::TemplateList>();
    let copy = Described::new("pathway-template-copy", 201)
        .takes::<templates::TemplateCopy>()
        .gives::<templates::TemplateShown>();
    let one = Described::new("pathway-template", 200).gives::<templates::TemplateShown>();
    let change = Described::new("pathway-template-change", 200)
        .takes::<templates::TemplateBody>()
        .gives::<templates::TemplateShown>();
    let share = Described::new("pathway-template-sharing", 201).gives::<templates::TemplateShown>();
    let of = Described::new("pathway-template-of", 201).gives::<templates::TemplateShown>();
    Routes::new()
        .api(Method::GET, ALL, Token, list, templates::list)
        .api(Method::POST, ALL, Token, copy, templates::copy)
        .api(Method::GET, ONE, Token, one, templates::template)
        .api(Method::PUT, ONE, Token, change, templates::change)
        .api(Method::POST, SHARING, Token, share, templates::share)
        .api(Method::POST, REMOVAL, Token, Described::new("pathway-template-removal", 204), templates::remove)
        .api(Method::POST, OF_PATHWAY, Token, of, templates::of_pathway)
}

fn suggesting() -> Routes {
    const ALL: &str = "/api/v1/suggestions";
    let list =
        Described::new("suggestion-row-list", 200).asks(&["country"]).gives::<table::SuggestionRowList>();
    let add = Described::new("suggestion-row-add", 201)
        .takes::<table::SuggestionRowBody>()
        .gives::<table::SuggestionRow>();
    let change = Described::new("suggestion-row-change", 200)
        .takes::<table::SuggestionRowBody>()
        .gives::<table::SuggestionRow>();
    Routes::new()
        .api(Method::GET, ALL, Token, list, table::list)
        .api(Method::POST, ALL, Token, add, table::add)
        .api(Method::PUT, "/api/v1/suggestions/{suggestion}", Token, change, table::change)
}
