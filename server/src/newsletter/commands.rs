//! Subscribing and leaving, and what editors do.

use serde_json::json;

use super::{
    access::{EditIssue, EditNewsletter, RemoveSubscriber},
    jobs,
    mails::{ConfirmationMail, NewsletterMail},
    model::{Issue, IssueId, Subscription, Topics, Words},
    store::{
        deliveries, issues,
        requests::{self, OpenWish, Wish},
        subscriptions,
    },
};
use crate::{
    people::{self, EmailAddress},
    platform::{
        Language, Outcome, Permit, Problem, Recipient, Site, UnitOfWork, audit,
        mail::{self, MailPage},
        secrets,
    },
};

/// Asks the address to confirm, whether it is subscribed or not: so nobody learns who is.
pub async fn ask(work: &UnitOfWork, site: &Site, wish: &Wish) -> Outcome<()> {
    let token = secrets::random_token();
    if !requests::add(work, wish, secrets::fingerprint(&token)).await? {
        return Ok(());
    }
    let recipient = Recipient {
        person: None,
        name: String::new(),
        address: wish.email.to_string(),
        language: wish.language,
    };
    let url = site.link(&format!("/newsletter/confirmations/{token}"));
    mail::queue(work, &recipient, &ConfirmationMail { url }).await?;
    Ok(())
}

/// The link proves the address.
pub async fn confirm(work: &UnitOfWork, wish: &OpenWish) -> Outcome<()> {
    if !requests::use_up(work, wish).await? {
        return Err(Problem::NotFound);
    }
    subscriptions::confirm(work, wish).await
}

/// Somebody who confirmed in another way, for example in writing.
pub async fn add_confirmed(work: &UnitOfWork, wish: &Wish) -> Outcome<()> {
    subscriptions::confirm(work, &OpenWish::confirmed(wish)).await
}

/// Forgets the address at once, in the list and in every mail to it.
pub async fn leave(work: &UnitOfWork, subscription: &Subscription) -> Outcome<()> {
    deliveries::leave(work, subscription.id).await?;
    subscriptions::leave(work, subscription.id).await?;
    forget_mails(work, &[subscription.email.to_ascii_lowercase()]).await
}

/// Takes an address out of the newsletter altogether: wish, subscription, mails.
pub async fn erase(work: &UnitOfWork, email: &EmailAddress) -> Outcome<()> {
    requests::forget(work, email.key()).await?;
    if let Some(subscription) = subscriptions::find_by_address(work, email.key()).await? {
        leave(work, &subscription).await?;
    }
    forget_mails(work, &[email.key().to_owned()]).await
}

/// The mails that asked an address to confirm.
pub async fn forget_confirmations(work: &UnitOfWork, addresses: &[String]) -> Outcome<()> {
    mail::forget_to(work, addresses, &[ConfirmationMail::TEMPLATE]).await
}

async fn forget_mails(work: &UnitOfWork, addresses: &[String]) -> Outcome<()> {
    mail::forget_to(work, addresses, &[ConfirmationMail::TEMPLATE, NewsletterMail::TEMPLATE]).await
}

pub async fn make_issue(work: &mut UnitOfWork, permit: &Permit<EditNewsletter>) -> Outcome<IssueId> {
    let id = issues::add(work, permit.actor.person).await?;
    note(work, permit.actor.person, "newsletter.make", id).await?;
    Ok(id)
}

pub async fn change_issue(
    work: &mut UnitOfWork,
    permit: &Permit<EditIssue>,
    topics: &Topics,
    words: &[(Language, Words)],
) -> Outcome<()> {
    if !issues::change(work, permit.id, topics, words).await? {
        return Err(Problem::Denied("newsletter-sending-already"));
    }
    note(work, permit.actor.person, "newsletter.change", permit.id).await
}

/// A mail to the editor alone.
pub async fn try_issue(
    work: &mut UnitOfWork,
    permit: &Permit<EditIssue>,
    site: &Site,
    language: Language,
) -> Outcome<()> {
    let words = permit.words_in(language);
    if !words.are_whole() {
        return Err(Problem::Denied("newsletter-not-whole"));
    }
    let recipient = Recipient { language, ..people::recipient(work, permit.actor.person).await? };
    mail::queue(work, &recipient, &NewsletterMail::of(&words, site)).await?;
    note(work, permit.actor.person, "newsletter.try", permit.id).await
}

/// From now on it is on its way and cannot be changed.
pub async fn send_issue(work: &mut UnitOfWork, permit: &Permit<EditIssue>) -> Outcome<()> {
    let issue: &Issue = permit;
    if !issue.is_whole() {
        return Err(Problem::Denied("newsletter-not-whole"));
    }
    if !issues::begin_sending(work, issue.id, permit.actor.person).await? {
        return Err(Problem::Denied("newsletter-sending-already"));
    }
    jobs::first_round(work, issue.id).await?;
    note(work, permit.actor.person, "newsletter.send", issue.id).await
}

pub async fn remove_subscriber(work: &mut UnitOfWork, permit: &Permit<RemoveSubscriber>) -> Outcome<()> {
    leave(work, permit).await?;
    let entry = audit::Entry::of("newsletter.remove", "newsletter-subscription", permit.id.0);
    audit::write(work, permit.actor.person, entry).await
}

/// Notes the addresses that a report of bounces names. Returns how many of them were written to until now.
pub async fn record_bounces(
    work: &mut UnitOfWork,
    permit: &Permit<EditNewsletter>,
    addresses: &[String],
) -> Outcome<u64> {
    let keys: Vec<String> = addresses.iter().map(|address| address.to_ascii_lowercase()).collect();
    let mut marked = 0;
    for chunk in keys.chunks(500) {
        marked += subscriptions::mark_bounced_addresses(work, chunk).await?;
    }
    let entry = audit::Entry::of("newsletter.bounces", "newsletter", uuid::Uuid::nil());
    audit::write(work, permit.actor.person, entry.with(json!({ "marked": marked }))).await?;
    Ok(marked)
}

async fn note(
    work: &UnitOfWork,
    by: crate::platform::PersonId,
    action: &'static str,
    issue: IssueId,
) -> Outcome<()> {
    audit::write(work, by, audit::Entry::of(action, "newsletter-issue", issue.0)).await
}
