//! What notices speak of, looked up for as many as there are.

use std::collections::{HashMap, HashSet};

use super::{
    delivery::Titles,
    mails::Told,
    model::{Matter, SubjectId},
    store::Notice,
};
use crate::{
    catalogue::{self, CourseLibrary},
    engagement::{
        self, Assessment, AssessmentId,
        committees::versions::{self, VersionId},
        seminars::store::{self as seminars, SeminarId},
    },
    improvement::{self, Item, ItemId, ItemState, Point, store::items},
    learning::{self, LearnerLine},
    organisations::store::organisations::{self, Organisation},
    pathways::{
        model::{PathwayId, StepId},
        store::{
            asking,
            pathways::{self, Pathway, Step},
        },
    },
    people::{Person, store::persons},
    platform::{Language, OrganisationId, Outcome, PersonId, Read},
    records::EnrolmentId,
};

/// So many ids in one question.
const AT_ONCE: usize = 5_000;

pub struct Subjects {
    lines: HashMap<EnrolmentId, LearnerLine>,
    learners: HashMap<PersonId, Person>,
    titles: Titles,
    items: HashMap<ItemId, Item>,
    points: HashMap<String, Point>,
    assessments: HashMap<AssessmentId, OrganisationId>,
    /// For their own people alone.
    secrets: HashMap<AssessmentId, Assessment>,
    meetings: HashMap<VersionId, OrganisationId>,
    /// Their topics.
    seminars: HashMap<SeminarId, String>,
    factories: HashMap<OrganisationId, Organisation>,
    steps: HashMap<StepId, (Step, OrganisationId)>,
    pathways: HashMap<PathwayId, Pathway>,
    courses: catalogue::Titles,
    /// Who advises the factories now that somebody is told of.
    advisers: HashMap<OrganisationId, PersonId>,
}

impl Subjects {
    pub async fn of(read: &Read, library: &CourseLibrary, notices: &[Notice]) -> Outcome<Self> {
        let of = |matter: Matter| -> Vec<SubjectId> {
            let own = notices.iter().filter(|notice| notice.kind.matter() == matter);
            own.map(|notice| notice.subject).collect::<HashSet<_>>().into_iter().collect()
        };
        let mut lines = Vec::new();
        let enrolments: Vec<EnrolmentId> =
            of(Matter::Enrolment).into_iter().map(|id| EnrolmentId(id.0)).collect();
        for some in enrolments.chunks(AT_ONCE) {
            lines.extend(learning::enrolments(read, some).await?);
        }
        let mut items = HashMap::new();
        for some in of(Matter::Item).chunks(AT_ONCE) {
            items.extend(items::items(read, some.iter().map(|id| ItemId(id.0))).await?);
        }
        let points = match items.is_empty() {
            true => HashMap::new(),
            false => improvement::points_by_code(read).await?,
        };
        let ids: Vec<AssessmentId> =
            of(Matter::Assessment).into_iter().map(|id| AssessmentId(id.0)).collect();
        let assessments = match ids.is_empty() {
            true => HashMap::new(),
            false => engagement::released_among(read, &ids).await?,
        };
        let secrets: Vec<Assessment> = match notices.iter().any(|notice| notice.kind.is_secret()) {
            true => engagement::assessments_in_secret(read, &ids).await?,
            false => Vec::new(),
        };
        let ids: Vec<VersionId> = of(Matter::Meeting).into_iter().map(|id| VersionId(id.0)).collect();
        let meetings = match ids.is_empty() {
            true => HashMap::new(),
            false => versions::factories_of(read, &ids).await?,
        };
        let ids: Vec<SeminarId> = of(Matter::Seminar).into_iter().map(|id| SeminarId(id.0)).collect();
        let seminars = match ids.is_empty() {
            true => Vec::new(),
            false => seminars::seminars(read, &ids).await?,
        };
        let gatherings = of(Matter::Gathering);
        let (steps, courses) = match gatherings.is_empty() {
            true => Default::default(),
            false => {
                let steps = pathways::steps_at(read, gatherings.into_iter().map(|id| StepId(id.0))).await?;
                (steps, catalogue::titles(read).await?)
            }
        };
        let ids: Vec<PathwayId> = of(Matter::Pathway).into_iter().map(|id| PathwayId(id.0)).collect();
        let pathways = asking::called(read, ids).await?;
        let handed: Vec<OrganisationId> =
            of(Matter::Factory).into_iter().map(|id| OrganisationId(id.0)).collect();
        let cycles = match handed.is_empty() {
            true => HashMap::new(),
            false => engagement::current_cycles(read, &handed).await?,
        };
        let advisers: HashMap<OrganisationId, PersonId> =
            cycles.into_iter().filter_map(|(factory, cycle)| Some((factory, cycle.adviser?))).collect();
        let places: HashSet<OrganisationId> = items
            .values()
            .map(|item| item.factory_id)
            .chain(assessments.values().copied())
            .chain(secrets.iter().map(|assessment| assessment.factory))
            .chain(meetings.values().copied())
            .chain(steps.values().map(|(_, factory)| *factory))
            .chain(pathways.values().map(|pathway| pathway.organisation_id))
            .chain(handed)
            .collect();
        let factories = match places.is_empty() {
            true => HashMap::new(),
            false => organisations::organisations(read, places).await?,
        };
        let learners: HashSet<PersonId> =
            lines.iter().map(|line| line.enrolment.person).chain(advisers.values().copied()).collect();
        Ok(Self {
            titles: Titles::from(library, read, lines.iter().map(|line| line.enrolment.version)).await?,
            learners: persons::people(read, learners).await?,
            lines: lines.into_iter().map(|line| (line.enrolment.id, line)).collect(),
            items,
            points,
            assessments,
            secrets: secrets.into_iter().map(|assessment| (assessment.id, assessment)).collect(),
            meetings,
            seminars: seminars.into_iter().map(|seminar| (seminar.id, seminar.topic)).collect(),
            factories,
            steps,
            pathways,
            courses,
            advisers,
        })
    }

    /// What the notice speaks of, in these words; nothing where that is gone.
    pub fn told(&self, notice: &Notice, language: Language) -> Option<Told> {
        let due_on = notice.due_on;
        let factory = |id: &OrganisationId| Some(self.factories.get(id)?.name.clone());
        match notice.kind.matter() {
            Matter::Enrolment => {
                let enrolment = &self.lines.get(&EnrolmentId(notice.subject.0))?.enrolment;
                let learner =
                    self.learners.get(&enrolment.person).filter(|person| person.id != notice.person);
                Some(Told {
                    course: self.titles.title(enrolment.version, language),
                    learner: learner.map(|person| person.name.clone()).unwrap_or_default(),
                    due_on,
                    promises: Vec::new(),
                })
            }
            Matter::Item => {
                let item = self.items.get(&ItemId(notice.subject.0))?;
                let course = self.points.get(&item.point_code)?.name(language).to_owned();
                Some(Told { course, learner: factory(&item.factory_id)?, due_on, promises: Vec::new() })
            }
            Matter::Assessment if notice.kind.is_secret() => {
                let assessment = self.secrets.get(&AssessmentId(notice.subject.0))?;
                let own = assessment.is_known_to(notice.person);
                Some(Told { learner: factory(own.then_some(&assessment.factory)?)?, ..Told::default() })
            }
            Matter::Factory => {
                let id = OrganisationId(notice.subject.0);
                let adviser = self.advisers.get(&id).and_then(|adviser| self.learners.get(adviser));
                let course = adviser.map(|adviser| adviser.name.clone()).unwrap_or_else(|| "–".to_owned());
                Some(Told { course, learner: factory(&id)?, ..Told::default() })
            }
            Matter::Assessment => {
                let place = self.assessments.get(&AssessmentId(notice.subject.0))?;
                Some(Told { learner: factory(place)?, ..Told::default() })
            }
            Matter::Meeting => {
                let place = self.meetings.get(&VersionId(notice.subject.0))?;
                Some(Told { learner: factory(place)?, ..Told::default() })
            }
            Matter::Seminar => {
                let topic = self.seminars.get(&SeminarId(notice.subject.0))?.clone();
                Some(Told { course: topic, due_on, ..Told::default() })
            }
            Matter::Pathway => {
                let pathway = self.pathways.get(&PathwayId(notice.subject.0))?;
                let learner = factory(&pathway.organisation_id)?;
                Some(Told { course: pathway.name.clone(), learner, ..Told::default() })
            }
            Matter::Gathering => {
                let (step, place) = self.steps.get(&StepId(notice.subject.0))?;
                let course = step.called(&self.courses, language).to_owned();
                Some(Told { course, learner: factory(place)?, due_on, promises: Vec::new() })
            }
        }
    }

    /// Whether the notice has nothing more to say: withdrawn, completed, no longer to be done.
    pub fn is_over(&self, notice: &Notice) -> bool {
        match notice.kind.matter() {
            Matter::Enrolment => self.lines.get(&EnrolmentId(notice.subject.0)).is_none_or(|line| {
                let done = line.progress.as_ref().is_some_and(|progress| progress.completed_at.is_some());
                line.enrolment.withdrawn_at.is_some() || (done && notice.kind.ends_with_completion())
            }),
            Matter::Item => {
                let item = self.items.get(&ItemId(notice.subject.0));
                let open = |item: &Item| matches!(item.state, ItemState::Open | ItemState::UnderWay);
                notice.kind.is_reminder() && !item.is_some_and(open)
            }
            Matter::Assessment | Matter::Meeting | Matter::Seminar | Matter::Factory => false,
            Matter::Pathway => {
                let pathway = self.pathways.get(&PathwayId(notice.subject.0));
                pathway.is_none_or(|pathway| pathway.ended_at.is_some())
            }
            Matter::Gathering => {
                let step = self.steps.get(&StepId(notice.subject.0));
                step.is_none_or(|(step, _)| step.done_on.is_some())
            }
        }
    }
}
