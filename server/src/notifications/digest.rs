//! The mail that tells all of a day.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    delivery::unless_unreachable,
    mails::{DigestLine, DigestMail},
    model::id_of,
    stop::Stop,
    store::{self, Notice},
    subjects::Subjects,
};
use crate::{
    catalogue::CourseLibrary,
    people::{
        Person,
        store::{persons, suspensions},
    },
    platform::{
        JobContext, Outcome, PersonId, Problem, Site,
        mail::{self, MailId, Posting},
        secrets::Secret,
    },
};

/// So many people's digests are written in one unit.
const PEOPLE_AT_ONCE: u64 = 500;

/// Sends the digests whose time has come.
pub async fn send_digests(context: &JobContext, secret: &Secret) -> Outcome<()> {
    loop {
        let now = context.db.clock().now();
        let notices = store::waiting_for_digest(context.db.read(), now, PEOPLE_AT_ONCE).await?;
        if notices.is_empty() {
            return Ok(());
        }
        send_some(context, secret, notices).await?;
    }
}

async fn send_some(context: &JobContext, secret: &Secret, notices: Vec<Notice>) -> Outcome<()> {
    let desk = Desk::of(context, &notices).await?;
    let ids: Vec<_> = notices.iter().map(|notice| notice.id).collect();
    let mut by_person: BTreeMap<PersonId, Vec<Notice>> = BTreeMap::new();
    for notice in notices {
        by_person.entry(notice.person).or_default().push(notice);
    }
    let stops = by_person.keys().map(|person| {
        Stop { person: *person, topic: None }.url(secret, &context.site).map(|url| (*person, url))
    });
    let mut stops: HashMap<PersonId, String> = stops.collect::<Outcome<_>>()?;
    let work = context.db.begin().await?;
    let taken = store::take_for_digest(&work, &ids).await?;
    let mut postings = Vec::new();
    for (person, mut notices) in by_person {
        notices.retain(|notice| taken.contains(&notice.id));
        let stop = stops.remove(&person);
        postings.extend(desk.digest(&context.site, person, &notices, stop)?);
    }
    mail::queue_many(&work, postings).await?;
    work.commit().await
}

/// All that must be known to write the digests.
struct Desk {
    subjects: Subjects,
    people: HashMap<PersonId, Person>,
    suspended: HashSet<PersonId>,
}

impl Desk {
    async fn of(context: &JobContext, notices: &[Notice]) -> Outcome<Self> {
        let read = context.db.read();
        let library = context.db.attached::<CourseLibrary>();
        let library = library.ok_or_else(|| Problem::Internal("no course library is attached".to_owned()))?;
        let readers: HashSet<PersonId> = notices.iter().map(|notice| notice.person).collect();
        let readers: Vec<PersonId> = readers.into_iter().collect();
        Ok(Self {
            subjects: Subjects::of(read, &library, notices).await?,
            people: persons::people(read, readers.iter().copied()).await?,
            suspended: suspensions::suspended_among(read, &readers).await?,
        })
    }

    /// None for somebody suspended, and where nothing is left to say.
    fn digest(
        &self,
        site: &Site,
        person: PersonId,
        notices: &[Notice],
        stop: Option<String>,
    ) -> Outcome<Option<Posting>> {
        let Some(reader) = self.people.get(&person).filter(|_| !self.suspended.contains(&person)) else {
            return Ok(None);
        };
        let lines: Vec<DigestLine> =
            notices.iter().filter_map(|notice| self.line(site, reader, notice)).collect();
        let Some(first) = notices.first().filter(|_| !lines.is_empty()) else { return Ok(None) };
        let id = MailId(id_of(&format!("digest\n{}", first.id)));
        unless_unreachable(Posting::of(id, reader.recipient(), &DigestMail::of(site, lines), stop))
    }

    fn line(&self, site: &Site, reader: &Person, notice: &Notice) -> Option<DigestLine> {
        if self.subjects.is_over(notice) {
            return None;
        }
        let told = self.subjects.told(notice, reader.language)?;
        Some(DigestLine::of(site, notice.kind, notice.subject, told))
    }
}
