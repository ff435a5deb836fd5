//! The adviser's board: factories with their cycle, the first hundred days and the next visit. Six queries and those
//! for names, however many factories there are.

use std::collections::{HashMap, HashSet};

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{
    name_of,
    shown::{dated, day_words},
};
use crate::{
    engagement::{
        access::{SeeEngagement, SeeEngagements},
        assessments::store::{self as assessments, Assessment},
        cycles::{
            advisers::advising,
            store::{self as cycles, Cycle},
        },
        model::{
            clock::{Milestone, Pause, milestone},
            settings::{Rule, Thresholds},
        },
        rules::{access::ChangeRules, store as rules},
        visits::store as visits,
    },
    organisations::store::organisations::{self, Organisation, Wanted},
    people::{Person, store::persons},
    platform::{
        Action, Db, OrganisationId, Outcome, Page, Permit, PersonId, Screen,
        pages::{Filter, ListQuery, Pager},
        roles::OrganisationKind,
    },
};

#[derive(Serialize)]
pub struct BoardPage {
    filters: Vec<Filter>,
    assessments: Vec<OwnAssessment>,
    factories: Vec<FactoryLine>,
    pager: Option<Pager>,
    may_change_rules: bool,
}

#[derive(Serialize)]
struct OwnAssessment {
    url: String,
    title: String,
    words: String,
}

#[derive(Serialize)]
struct FactoryLine {
    url: String,
    name: String,
    cycle: String,
    state: &'static str,
    milestone: String,
    visit_state: &'static str,
    next_visit: String,
    adviser: String,
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "engagement/board";

    fn examples() -> Vec<Self> {
        let line = |state, visit_state| FactoryLine {
            url: "/factories/1/engagement".to_owned(),
            name: "Hoa Gạo 3".to_owned(),
            cycle: "…".to_owned(),
            state,
            milestone: "…".to_owned(),
            visit_state,
            next_visit: "…".to_owned(),
            adviser: "Lê Quang Huy".to_owned(),
        };
        let own = || OwnAssessment {
            url: "/assessments/1".to_owned(),
            title: "Hoa Gạo 3".to_owned(),
            words: "…".to_owned(),
        };
        let page = |factories, assessments, pager| Self {
            filters: vec![Filter::example()],
            assessments,
            factories,
            pager,
            may_change_rules: true,
        };
        vec![
            page(vec![line("", ""), line("due", "overdue")], vec![own()], Some(Pager::example())),
            page(Vec::new(), Vec::new(), None),
        ]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeEngagements>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (read, me) = (db.read(), permit.actor.person);
    let all = query.text("show") == "all";
    let (factories, pager) = if all {
        let kind = Some(OrganisationKind::Factory);
        let wanted = Wanted { search: "", kind, by_country: false, descending: false, page: query.page() };
        let extent = SeeEngagement::visible_to(&permit.actor);
        let (found, total) = organisations::list(read, &extent, &wanted).await?;
        (found, Some(query.pager(&screen, "organisations-shown", total)))
    } else {
        let own = cycles::factories_of_adviser(read, me).await?;
        let mut found: Vec<Organisation> =
            organisations::organisations(read, own).await?.into_values().collect();
        found.retain(|factory| permit.actor.may(SeeEngagement::NAME, &factory.place()));
        found.sort_by(|one, other| one.name.cmp(&other.name));
        (found, None)
    };
    let own = assessments::unreleased_of(read, me).await?;
    let known = Known::of(&db, &factories, &own).await?;
    let filter =
        |word: &str, text, current| Filter { current, ..Filter::of(&query, "show", word, screen.text(text)) };
    screen.show(&BoardPage {
        filters: vec![filter("", "engagement-show-mine", !all), filter("all", "engagement-show-all", all)],
        assessments: own.iter().map(|assessment| known.own_assessment(&screen, assessment)).collect(),
        factories: factories.iter().map(|factory| known.line(&screen, &db, factory)).collect(),
        pager,
        may_change_rules: permit.actor.may_anywhere(ChangeRules::NAME),
    })
}

/// What the lines are made of, each asked for all factories at once.
struct Known {
    cycles: HashMap<OrganisationId, Cycle>,
    first_visits: HashMap<cycles::CycleId, chrono::NaiveDate>,
    next_visits: HashMap<OrganisationId, chrono::NaiveDate>,
    pauses: Vec<cycles::KeptPause>,
    settings: Vec<crate::engagement::model::settings::Setting>,
    people: HashMap<PersonId, Person>,
    assessed: HashMap<OrganisationId, Organisation>,
    /// Who advises today, and where.
    advising: HashSet<(PersonId, String)>,
}

impl Known {
    async fn of(db: &Db, factories: &[Organisation], own: &[Assessment]) -> Outcome<Self> {
        let read = db.read();
        let ids: Vec<OrganisationId> = factories.iter().map(|factory| factory.id).collect();
        let current = cycles::current_cycles(read, &ids).await?;
        let cycle_ids: Vec<cycles::CycleId> = current.values().map(|cycle| cycle.id).collect();
        let advisers: Vec<PersonId> = current.values().filter_map(|cycle| cycle.adviser).collect();
        Ok(Self {
            advising: advising(read, &advisers, db.clock().now().date_naive()).await?,
            people: persons::people(read, advisers).await?,
            first_visits: visits::first_visits(read, &cycle_ids).await?,
            next_visits: visits::next_visits(read, &ids).await?,
            pauses: cycles::pauses(read, &cycle_ids).await?,
            settings: rules::settings(read).await?.into_iter().map(|kept| kept.setting).collect(),
            assessed: organisations::organisations(read, own.iter().map(|one| one.factory)).await?,
            cycles: current,
        })
    }

    fn own_assessment(&self, screen: &Screen, assessment: &Assessment) -> OwnAssessment {
        let factory = self.assessed.get(&assessment.factory);
        OwnAssessment {
            url: format!("/assessments/{}", assessment.id),
            title: factory.map(|factory| factory.name.clone()).unwrap_or_default(),
            words: day_words(screen, assessment.first_on),
        }
    }

    fn line(&self, screen: &Screen, db: &Db, factory: &Organisation) -> FactoryLine {
        let today = factory.day_at(db.clock().now());
        let cycle = self.cycles.get(&factory.id);
        let (state, milestone) = match cycle {
            Some(cycle) => self.milestone(screen, cycle, factory, today),
            None => ("", "–".to_owned()),
        };
        let next = self.next_visits.get(&factory.id);
        FactoryLine {
            url: super::factory_path(factory),
            name: factory.name.clone(),
            cycle: match cycle {
                Some(cycle) => {
                    screen.text_with("engagement-cycle-number", &[("number", cycle.number.into())])
                }
                None => screen.text("engagement-no-cycle"),
            },
            state,
            milestone,
            visit_state: if next.is_some_and(|day| *day < today) { "overdue" } else { "" },
            next_visit: next.map_or_else(|| "–".to_owned(), |day| day_words(screen, *day)),
            adviser: self.adviser(screen, factory, cycle.and_then(|cycle| cycle.adviser)),
        }
    }

    /// Who left is named as such: somebody must decide who follows.
    fn adviser(&self, screen: &Screen, factory: &Organisation, adviser: Option<PersonId>) -> String {
        let name = name_of(&self.people, adviser);
        let at_work = |person| {
            factory.country.clone().is_some_and(|country| self.advising.contains(&(person, country)))
        };
        match adviser {
            Some(person) if !at_work(person) => {
                screen.text_with("engagement-adviser-left", &[("name", name.into())])
            }
            _ => name,
        }
    }

    fn milestone(
        &self,
        screen: &Screen,
        cycle: &Cycle,
        factory: &Organisation,
        today: chrono::NaiveDate,
    ) -> (&'static str, String) {
        let rules = Thresholds::in_force(&self.settings, factory.country.as_deref(), today);
        let own = self.pauses.iter().filter(|kept| kept.cycle == cycle.id);
        let pauses: Vec<Pause> = own.map(|kept| kept.pause).collect();
        let first = self.first_visits.get(&cycle.id).copied();
        milestone_words(screen, cycle, &rules, (first, &pauses, today))
    }
}

/// The mark and the words of the first hundred days. In later cycles there is nothing to count: a count there would
/// tell when an assessment is near.
pub fn milestone_words(
    screen: &Screen,
    cycle: &Cycle,
    rules: &Thresholds,
    (first, pauses, today): (Option<chrono::NaiveDate>, &[Pause], chrono::NaiveDate),
) -> (&'static str, String) {
    if cycle.number > 1 {
        return ("", screen.text("milestone-first-cycle-only"));
    }
    let length = rules.of(Rule::InitialAdvisoryDays);
    match milestone(first, pauses, length, today) {
        Milestone::NotBegun => ("due", screen.text("milestone-not-begun")),
        Milestone::Running { day, ends_on } => {
            let words = screen.text_with(
                "milestone-running",
                &[
                    ("number", day.into()),
                    ("length", length.into()),
                    ("day", day_words(screen, ends_on).into()),
                ],
            );
            ("under-way", words)
        }
        Milestone::Paused { day, .. } => {
            ("closed", screen.text_with("milestone-paused", &[("number", day.into())]))
        }
        Milestone::Over { ended_on } => ("done", dated(screen, "milestone-over", ended_on)),
    }
}
