//! Mails: an outbox row and a job, written in the caller's unit of work. The job renders and sends, so that neither
//! the network nor a template is waited for inside the unit. Without a mail server the rows wait.

pub mod desk;
mod letter;
mod mailer;
mod outbox;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::{
    Job, JobContext, JobKind, Language, Outcome, PersonId, Problem, Read, UnitOfWork, jobs, pages::Example,
};
pub use letter::{Letter, letter};
pub use mailer::Mailer;
pub use outbox::{Waiting, forget, waiting, waiting_count};

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

const SEND: &str = "mail-send";

/// Sends what is queued. Without a mailer there is no such job, and mails wait until a server comes that has one.
pub fn jobs(mailer: Option<Mailer>) -> Vec<JobKind> {
    let upkeep = JobKind::every(chrono::TimeDelta::hours(12), "mail-upkeep", clear_away);
    let Some(mailer) = mailer else { return vec![upkeep] };
    let send = JobKind::new(SEND, move |context, id| send(context, mailer.clone(), id));
    vec![upkeep, send]
}

async fn send(context: JobContext, mailer: Mailer, id: MailId) -> Outcome<()> {
    let mail = outbox::mail(context.db.read(), id).await?;
    if mail.sent_at.is_some() {
        return Ok(());
    }
    let letter = letter(&context.engine, &context.site, &mail)?;
    mailer.send(&letter).await?;
    let work = context.db.begin().await?;
    outbox::mark_sent(&work, id).await?;
    work.commit().await
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
    let filled = |(number, page): (usize, P)| {
        let values = letter::values(&page, "Nguyễn Thị Lan", "https://academy.example").ok()?;
        let text =
            Example { template: format!("{}.txt", P::TEMPLATE).into(), number, values: values.clone() };
        Some([Example { template: P::TEMPLATE.into(), number, values }, text])
    };
    P::examples().into_iter().enumerate().filter_map(filled).flatten().collect()
}
