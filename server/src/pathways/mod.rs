//! Pathways: what a factory must improve decides what its people learn, in dated stages that its committee confirms; and
//! the plan shows what was learned, applied and verified, each counted for itself.

pub mod access;
mod api;
mod around;
mod called;
mod circle;
pub mod commands;
pub mod form;
mod importer;
mod loaded;
mod mails;
pub mod model;
pub mod news;
mod occasions;
mod pages;
mod personal_data;
pub mod store;
mod suggesting;
pub mod suggestions;
mod template_commands;
pub mod templates;
#[cfg(test)]
mod tests;
mod trained;
pub mod waiting;

pub use called::Called;
pub use occasions::PathwayOccasions;
pub use personal_data::personal_data;
pub use suggesting::{items, suggestions as suggestions_for};
pub use trained::Workshops;

use crate::platform::{
    Access, Action, Routes,
    checks::Check,
    imports::Importer,
    mail,
    pages::{Example, NavigationItem, examples_of},
};

pub fn routes() -> Routes {
    following().and(building()).and(learning_offered()).and(api::routes::routes())
}

fn following() -> Routes {
    Routes::new()
        .get("/pathways", Access::SignedIn, pages::home::show)
        .get("/factories/{factory}/pathway", Access::SignedIn, pages::factory::show)
        .get("/factories/{factory}/pathways/new", Access::SignedIn, pages::begin::new)
        .post("/factories/{factory}/pathways", Access::SignedIn, pages::begin::make)
        .get("/pathways/{pathway}", Access::SignedIn, pages::show::show)
        .get("/pathways/{pathway}/people", Access::SignedIn, pages::people::show)
}

fn building() -> Routes {
    Routes::new()
        .post("/pathways/{pathway}", Access::SignedIn, pages::changes::describe)
        .post("/pathways/{pathway}/stages", Access::SignedIn, pages::changes::stage)
        .post("/pathways/{pathway}/stages/removal", Access::SignedIn, pages::changes::remove_stage)
        .post("/pathways/{pathway}/goals", Access::SignedIn, pages::changes::goal)
        .post("/pathways/{pathway}/goals/removal", Access::SignedIn, pages::changes::remove_goal)
        .post("/pathways/{pathway}/suggestions", Access::SignedIn, pages::changes::take)
        .post("/pathways/{pathway}/suggestions/refusals", Access::SignedIn, pages::changes::decline)
        .post("/pathways/{pathway}/confirmations", Access::SignedIn, pages::changes::confirm)
        .post("/pathways/{pathway}/publication", Access::SignedIn, pages::changes::publish)
        .post("/pathways/{pathway}/end", Access::SignedIn, pages::changes::end)
        .get("/pathways/{pathway}/steps/new", Access::SignedIn, pages::step::new)
        .post("/pathways/{pathway}/steps", Access::SignedIn, pages::step::add)
        .get("/pathways/{pathway}/steps/{step}", Access::SignedIn, pages::step::show)
        .post("/pathways/{pathway}/steps/{step}", Access::SignedIn, pages::step::save)
        .post("/pathways/{pathway}/steps/{step}/removal", Access::SignedIn, pages::step::remove)
        .post("/pathways/{pathway}/steps/{step}/presence", Access::SignedIn, pages::step::presence)
        .post("/pathways/{pathway}/steps/{step}/excuses", Access::SignedIn, pages::step::excuse)
        .post("/pathways/{pathway}/steps/{step}/excuses/removal", Access::SignedIn, pages::step::expect_again)
        .post("/pathways/{pathway}/template", Access::SignedIn, pages::templates::of_pathway)
}

fn learning_offered() -> Routes {
    Routes::new()
        .get("/suggestions", Access::SignedIn, pages::table::show)
        .get("/suggestions/new", Access::SignedIn, pages::rule::new)
        .post("/suggestions", Access::SignedIn, pages::rule::add)
        .get("/suggestions/{suggestion}", Access::SignedIn, pages::rule::show)
        .post("/suggestions/{suggestion}", Access::SignedIn, pages::rule::save)
        .get("/pathway-templates", Access::SignedIn, pages::templates::list)
        .post("/pathway-templates", Access::SignedIn, pages::templates::clone)
        .get("/pathway-templates/{template}", Access::SignedIn, pages::templates::show)
        .post("/pathway-templates/{template}", Access::SignedIn, pages::templates::save)
        .post("/pathway-templates/{template}/sharing", Access::SignedIn, pages::templates::share)
        .post("/pathway-templates/{template}/removal", Access::SignedIn, pages::templates::remove)
}

/// Parts of addresses, with the entry of the navigation that their pages belong to.
pub const ELSEWHERE: &[(&str, &str)] = &[("/pathway/", "/pathways"), ("/pathways/", "/pathways")];

pub fn navigation() -> Vec<NavigationItem> {
    vec![NavigationItem {
        path: "/pathways",
        text: "pathways-navigation",
        shown_to: |actor| actor.may_anywhere(access::FollowFactories::NAME),
    }]
}

pub fn importers() -> Vec<Box<dyn Importer>> {
    vec![Box::new(importer::SuggestionsImporter)]
}

/// What must hold in the stored data; `academy verify` looks.
pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "pathway-published-whole", broken: PUBLISHED_WITHOUT_OWNER },
        Check { name: "pathway-course-enrolled", broken: EXPECTED_WITHOUT_ENROLMENT },
    ]
}

const PUBLISHED_WITHOUT_OWNER: &str = "\
    SELECT COUNT(*) FROM pathway w JOIN pathway_revision r ON r.pathway_id = w.id AND r.changes = w.changes \
    WHERE w.owner_person_id IS NULL OR w.starts_on IS NULL OR w.ends_on IS NULL";
const EXPECTED_WITHOUT_ENROLMENT: &str = "\
    SELECT COUNT(*) FROM pathway_participant x JOIN pathway_step s ON s.id = x.step_id \
    WHERE s.kind = 'course' AND s.removed_at IS NULL AND x.released_at IS NULL AND x.enrolment_id IS NULL AND s.course_version_id IS NOT NULL \
    AND NOT EXISTS (SELECT 1 FROM pathway_step q JOIN pathway_participant y ON y.step_id = q.id \
        WHERE q.other_step_id = s.id AND q.relation = 'equivalent' AND y.person_id = x.person_id AND y.came)";

pub fn examples() -> Vec<Example> {
    let pages = [
        examples_of::<pages::home::HomePage>(),
        examples_of::<pages::factory::FactoryPathwayPage>(),
        examples_of::<pages::begin::BeginPage>(),
        examples_of::<pages::show::PathwayPage>(),
        examples_of::<pages::step_page::StepPage>(),
        examples_of::<pages::people::PathwayPeoplePage>(),
        examples_of::<pages::table::SuggestionTablePage>(),
        examples_of::<pages::rule_page::SuggestionRowPage>(),
        examples_of::<pages::templates::TemplatesPage>(),
        examples_of::<pages::templates::TemplatePage>(),
        mail::examples_of::<mails::ExpectedMail>(),
        mail::examples_of::<mails::ChangedMail>(),
    ];
    pages.into_iter().flatten().collect()
}
