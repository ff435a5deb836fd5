//! Mails: an outbox row and a job, written in the caller's unit of work. The job renders and sends, so that neither
//! the network nor a template is waited for inside the unit. Without a mail server the rows wait.

pub mod desk;
mod letter;
pub mod looking;
mod mailer;
mod outbox;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::{
    Job, JobContext, JobKind, Language, Outcome, PersonId, Problem, Read, UnitOfWork, jobs, pages::Example,
};
pub use letter::{Letter, letter, sent_words};
pub use mailer::Mailer;
pub use outbox::{Fates, Waiting, fates, forget_to, waiting, waiting_count};

crate::id_type!(MailId);

/// What a mail's templates are filled with: `TEMPLATE` makes the HTML, `TEMPLATE.txt` the plain text, whose first line
/// is the subject. Both see the page's own values at the root, and `mail.name` and `mail.origin` beside them.
pub trait MailPage: Serialize {
    /// As `mail/<name>` below `assets/templates`.
    const TEMPLATE: &'static str;

    /// One example for each state that looks different.
    fn examples() -> Vec<Self>
    where
        Self: Sized;
}

/// Who gets a mail.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// Kept so that an erased person's mails go with them.
    pub person: Option<PersonId>,
    pub name: String,
    pub address: String,
    pub language: Language,
}

/// Writes a mail into the outbox; it is sent after the commit, or never if there is none.
///
/// # Errors
/// `Problem::BadRequest` for an address that is none.
pub async fn queue<P: MailPage>(work: &UnitOfWork, recipient: &Recipient, page: &P) -> Outcome<MailId> {
    let content = serde_json::to_string(page).map_err(Problem::internal)?;
    let id = outbox::add(work, recipient, P::TEMPLATE, content).await?;
    jobs::enqueue(work, Job::new(SEND, id).once(format!("mail {id}"))).await?;
    Ok(id)
}

/// A mail that is queued with many others. Its id is made by the caller: one that is queued twice is one mail.
pub struct Posting {
    id: MailId,
    recipient: Recipient,
    template: &'static str,
    content: String,
    unsubscribe_url: Option<String>,
}

impl Posting {
    /// `unsubscribe_url` is where one POST stops mails of this kind (RFC 8058); a mail that somebody must get has none.
    ///
    /// # Errors
    /// `Problem::BadRequest` for an address that is none, so that one of them does not hold up the others.
    pub fn of<P: MailPage>(
        id: MailId,
        recipient: Recipient,
        page: &P,
        unsubscribe_url: Option<String>,
    ) -> Outcome<Self> {
        outbox::parsed(&recipient.address)?;
        let content = serde_json::to_string(page).map_err(Problem::internal)?;
        Ok(Self { id, recipient, template: P::TEMPLATE, content, unsubscribe_url })
    }
}

/// Writes many mails into the outbox, in few statements; jobs send them by the hundred.
pub async fn queue_many(work: &UnitOfWork, postings: Vec<Posting>) -> Outcome<()> {
    let ids: Vec<MailId> = postings.iter().map(|posting| posting.id).collect();
    outbox::add_many(work, postings).await?;
    let job = |ids: &[MailId]| {
        let first = ids.first().map(ToString::to_string).unwrap_or_default();
        Job::new(SEND_MANY, ids.to_vec()).once(format!("mails from {first}, {}", ids.len()))
    };
    jobs::enqueue_many(work, ids.chunks(SENT_BY_ONE_JOB).map(job).collect()).await
}

const SEND: &str = "mail-send";
const SEND_MANY: &str = "mail-send-many";
const SENT_BY_ONE_JOB: usize = 100;

/// Sends what is queued. Without a mailer there is no such job, and mails wait until a server comes that has one.
pub fn jobs(mailer: Option<Mailer>) -> Vec<JobKind> {
    let upkeep = JobKind::every(chrono::TimeDelta::hours(12), "mail-upkeep", clear_away);
    let Some(mailer) = mailer else { return vec![upkeep] };
    let one = mailer.clone();
    let send = JobKind::new(SEND, move |context, id| send(context, one.clone(), id));
    let send_many = JobKind::new(SEND_MANY, move |context, ids| send_many(context, mailer.clone(), ids));
    vec![upkeep, send, send_many]
}

async fn send(context: JobContext, mailer: Mailer, id: MailId) -> Outcome<()> {
    // One that is not there was taken back: its reader is erased.
    let Some(mail) = outbox::find(context.db.read(), id).await?.filter(|mail| mail.sent_at.is_none()) else {
        return Ok(());
    };
    hand_over(&context, &mailer, &mail).await
}

/// Each mail is noted as soon as it is sent, so that a job that runs again goes on where it was. One that the server
/// refuses gets a job of its own, and the others go on.
async fn send_many(context: JobContext, mailer: Mailer, ids: Vec<MailId>) -> Outcome<()> {
    for mail in outbox::waiting_among(context.db.read(), &ids).await? {
        match hand_over(&context, &mailer, &mail).await {
            Err(Problem::Unavailable(why)) => return Err(Problem::Unavailable(why)),
            Err(_) => {
                let work = context.db.begin().await?;
                jobs::enqueue(&work, Job::new(SEND, mail.id).once(format!("mail {}", mail.id))).await?;
                work.commit().await?;
            }
            Ok(()) => {}
        }
    }
    Ok(())
}

async fn hand_over(context: &JobContext, mailer: &Mailer, mail: &Waiting) -> Outcome<()> {
    let letter = letter(&context.engine, &context.site, mail)?;
    if mail.refused_at.is_some() {
        return Err(Problem::BadRequest("mail-address-refused"));
    }
    if let Err(problem) = mailer.send(&letter).await {
        note_refusal(context, mail, &problem).await?;
        return Err(problem);
    }
    let work = context.db.begin().await?;
    outbox::mark_sent(&work, mail.id).await?;
    work.commit().await
}

/// A refusal of the address for good is kept with the mail, for those who must know that an address is dead.
async fn note_refusal(context: &JobContext, mail: &Waiting, problem: &Problem) -> Outcome<()> {
    if matches!(problem, Problem::BadRequest(_)) {
        let work = context.db.begin().await?;
        outbox::mark_refused(&work, mail.id).await?;
        work.commit().await?;
    }
    Ok(())
}

async fn clear_away(context: JobContext) -> Outcome<()> {
    let work = context.db.begin().await?;
    outbox::forget_old(&work).await?;
    work.commit().await
}

/// The letters that wait, as they would be sent now; for a demonstration without a mail server, and for tests.
pub async fn letters(read: &Read, engine: &super::Engine, site: &super::Site) -> Outcome<Vec<Letter>> {
    waiting(read).await?.iter().map(|mail| letter(engine, site, mail)).collect()
}

/// The examples of one mail, for the list that each capability gives: the HTML and the text of each.
pub fn examples_of<P: MailPage>() -> Vec<Example> {
    let stop = "https://academy.example/mail-stops/token";
    let pages = P::examples().into_iter().map(|page| (page, None));
    let stoppable = P::examples().into_iter().map(|page| (page, Some(stop)));
    let filled = |(number, (page, stop)): (usize, (P, Option<&str>))| {
        let values = letter::values(&page, "Nguyễn Thị Lan", "https://academy.example", stop).ok()?;
        let text =
            Example { template: format!("{}.txt", P::TEMPLATE).into(), number, values: values.clone() };
        Some([Example { template: P::TEMPLATE.into(), number, values }, text])
    };
    pages.chain(stoppable).enumerate().filter_map(filled).flatten().collect()
}
