//! Brings what happened to those whom it concerns: everything is looked up and written out first, then the notices and
//! mails of many people go into one unit of work.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use chrono::NaiveDate;
use courses::Course;

use super::{
    mails::{NoticeMail, Told},
    model::{NoticeKind, Rhythm, SubjectId, Wishes, next_digest, notice_id},
    stop::Stop,
    store::{self, NewNotice},
};
use crate::{
    catalogue::{CourseLibrary, CourseVersionId},
    improvement::Point,
    learning::Reading,
    people::{
        Person,
        store::{persons, suspensions},
    },
    platform::{
        JobContext, Language, Outcome, PersonId, Problem, Read, Site,
        mail::{self, MailId, Posting},
        secrets::Secret,
    },
};

/// Something that one person shall know.
#[derive(Clone, Debug)]
pub struct Happening {
    pub person: PersonId,
    pub kind: NoticeKind,
    pub subject: SubjectId,
    pub day: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub about: About,
}

/// What the mail speaks of.
#[derive(Clone, Debug)]
pub enum About {
    Course {
        version: CourseVersionId,
        /// The learner's name, where somebody else is told.
        learner: String,
        promises: Vec<String>,
    },
    Item {
        point: Point,
        factory: String,
    },
    Assessment {
        factory: String,
    },
    Meeting {
        factory: String,
    },
    Seminar {
        topic: String,
    },
    /// Its mail comes with all that changed, from whoever published it.
    Gathering,
    Pathway {
        name: String,
        factory: String,
    },
    Factory {
        name: String,
    },
    Handover {
        factory: String,
        adviser: String,
    },
}

impl Happening {
    fn version(&self) -> Option<CourseVersionId> {
        match self.about {
            About::Course { version, .. } => Some(version),
            _ => None,
        }
    }
}

/// So many ids in one question.
const AT_ONCE: usize = 5_000;

/// Tells each of these things once, as its person wishes; nothing to somebody suspended. Made again, it changes
/// nothing.
pub async fn deliver(context: &JobContext, secret: &Secret, happenings: Vec<Happening>) -> Outcome<()> {
    tell(context, secret, happenings).await.map(|_| ())
}

/// The same; returns how many of these things are new.
pub async fn tell(context: &JobContext, secret: &Secret, happenings: Vec<Happening>) -> Outcome<usize> {
    let readers = Readers::of(context, &happenings).await?;
    let digest_at = next_digest(context.db.clock().now());
    let mut notices = Vec::new();
    let mut postings = HashMap::new();
    for happening in happenings {
        let Some(person) = readers.reader(happening.person) else { continue };
        let wishes = readers.wishes.get(&person.id).cloned().unwrap_or_default();
        let ways = wishes.of(happening.kind.topic());
        let id = notice_id(person.id, happening.kind, happening.subject, happening.day);
        let secret_kind = happening.kind.is_secret();
        let by_mail = ways.by_mail && !happening.kind.has_its_own_mail() && !secret_kind;
        let waits = by_mail && wishes.rhythm == Rhythm::Daily;
        notices.push(NewNotice {
            id,
            person: person.id,
            kind: happening.kind,
            subject: happening.subject,
            day: happening.day,
            due_on: happening.due_on,
            in_app: ways.in_app || secret_kind,
            digest_at: waits.then_some(digest_at),
        });
        if by_mail && !waits {
            let posting = posting(&context.site, secret, &readers, person, happening, MailId(id.0));
            postings.extend(unless_unreachable(posting)?.map(|posting| (id, posting)));
        }
    }
    let work = context.db.begin().await?;
    let fresh = store::add_many(&work, &notices).await?;
    postings.retain(|id, _| fresh.contains(id));
    mail::queue_many(&work, postings.into_values().collect()).await?;
    work.commit().await?;
    Ok(fresh.len())
}

/// Somebody whose address takes no mail still has their notice, and the others their mails.
pub fn unless_unreachable(posting: Outcome<Posting>) -> Outcome<Option<Posting>> {
    match posting {
        Err(Problem::BadRequest(_)) => Ok(None),
        posting => posting.map(Some),
    }
}

fn posting(
    site: &Site,
    secret: &Secret,
    readers: &Readers,
    person: &Person,
    happening: Happening,
    id: MailId,
) -> Outcome<Posting> {
    let due_on = happening.due_on;
    let told = match happening.about {
        About::Course { version, learner, promises } => {
            Told { course: readers.courses.title(version, person.language), learner, due_on, promises }
        }
        About::Item { point, factory } => {
            let course = point.name(person.language).to_owned();
            Told { course, learner: factory, due_on, promises: Vec::new() }
        }
        About::Assessment { factory } | About::Meeting { factory } => {
            Told { learner: factory, ..Told::default() }
        }
        About::Seminar { topic } => Told { course: topic, due_on, ..Told::default() },
        About::Pathway { name, factory } => Told { course: name, learner: factory, ..Told::default() },
        About::Gathering => Told { due_on, ..Told::default() },
        About::Factory { name } => Told { learner: name, ..Told::default() },
        About::Handover { factory, adviser } => Told { course: adviser, learner: factory, ..Told::default() },
    };
    let page = NoticeMail::of(site, happening.kind, happening.subject, told);
    let stop = Stop { person: person.id, topic: Some(happening.kind.topic()) };
    Posting::of(id, person.recipient(), &page, Some(stop.url(secret, site)?))
}

/// All that must be known of those who are told.
struct Readers {
    people: HashMap<PersonId, Person>,
    suspended: HashSet<PersonId>,
    wishes: HashMap<PersonId, Wishes>,
    courses: Titles,
}

impl Readers {
    async fn of(context: &JobContext, happenings: &[Happening]) -> Outcome<Self> {
        let read = context.db.read();
        let ids: HashSet<PersonId> = happenings.iter().map(|happening| happening.person).collect();
        let ids: Vec<PersonId> = ids.into_iter().collect();
        let (mut people, mut suspended, mut wishes) = (HashMap::new(), HashSet::new(), HashMap::new());
        for some in ids.chunks(AT_ONCE) {
            people.extend(persons::people(read, some.iter().copied()).await?);
            suspended.extend(suspensions::suspended_among(read, some).await?);
            wishes.extend(store::wishes_of_many(read, some).await?);
        }
        let courses = Titles::of(context, happenings.iter().filter_map(Happening::version)).await?;
        Ok(Self { people, suspended, wishes, courses })
    }

    fn reader(&self, person: PersonId) -> Option<&Person> {
        // Somebody erased has no address any more.
        let there = |person: &&Person| !person.email.is_empty() && !self.suspended.contains(&person.id);
        self.people.get(&person).filter(there)
    }
}

/// What courses are called.
pub struct Titles(BTreeMap<CourseVersionId, Arc<Course>>);

impl Titles {
    pub async fn of(context: &JobContext, versions: impl Iterator<Item = CourseVersionId>) -> Outcome<Self> {
        let library = context.db.attached::<CourseLibrary>();
        let library = library.ok_or_else(|| Problem::Internal("no course library is attached".to_owned()))?;
        Self::from(&library, context.db.read(), versions).await
    }

    pub async fn from(
        library: &CourseLibrary,
        read: &Read,
        versions: impl Iterator<Item = CourseVersionId>,
    ) -> Outcome<Self> {
        let versions: HashSet<CourseVersionId> = versions.collect();
        let versions: Vec<CourseVersionId> = versions.into_iter().collect();
        Ok(Self(library.courses(read, &versions).await?))
    }

    pub fn title(&self, version: CourseVersionId, language: Language) -> String {
        self.titled(version, language).0
    }

    /// The title with the language that it is in.
    pub fn titled(&self, version: CourseVersionId, language: Language) -> (String, String) {
        let course = self.0.get(&version).map(|course| Reading::of(course, language));
        course.map(|course| (course.title(), course.language.to_owned())).unwrap_or_default()
    }
}
