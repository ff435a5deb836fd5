//! What administrators look after: a setting that was changed, invitations, a job that failed, webhooks.

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::{
    app::Academy,
    interop::{self, NewWebhook},
    organisations::invitations::{self, NewInvitation},
    people::{EmailAddress, PersonName},
    platform::{
        Clock, Job, Language, OrganisationId, PersonId, UnitOfWork, jobs,
        outgoing::EventKind,
        roles::Role,
        runtime_settings::{self, Setting},
    },
};

/// Done by `administrator`, to guests of `organisation`; the clock stands at `today` before and after.
pub async fn furnish(
    academy: &Academy,
    clock: &Clock,
    (administrator, organisation): (PersonId, OrganisationId),
) -> anyhow::Result<()> {
    let today = clock.now();
    set(clock, today - TimeDelta::days(40));
    let work = academy.db.begin().await?;
    let (rate, days) = (Setting::NewsletterRate, Setting::ReminderDays);
    let set_to = |value: &str| Some(value.to_owned());
    runtime_settings::change(&work, rate, set_to("300"), administrator, "The new mail server takes more.")
        .await?;
    runtime_settings::change(&work, days, set_to("10"), administrator, "Shift workers asked for more time.")
        .await?;
    invite(&work, organisation, administrator, ("Jonas Weber", "jonas@linden.example")).await?;
    webhook(&work, administrator, None, "https://hooks.linden.example/academy").await?;
    webhook(&work, administrator, Some("VN"), "https://events.programme.example/steps").await?;
    work.commit().await?;

    set(clock, today - TimeDelta::days(2));
    let work = academy.db.begin().await?;
    runtime_settings::change(&work, days, set_to("7"), administrator, "Ten days came too early.").await?;
    invite(&work, organisation, administrator, ("Aylin Demir", "aylin@linden.example")).await?;
    // Nobody asked for this report: its job is given up.
    let nothing: (Uuid, DateTime<Utc>) = (Uuid::nil(), work.now());
    jobs::enqueue(&work, Job::new("report-send", nothing)).await?;
    work.commit().await?;
    academy.runner().run_due().await?;
    set(clock, today);
    Ok(())
}

/// Switched off, because nobody listens at an invented address.
async fn webhook(work: &UnitOfWork, by: PersonId, country: Option<&str>, url: &str) -> anyhow::Result<()> {
    let kinds = vec![EventKind::StepCompleted, EventKind::ItemChanged];
    let new = NewWebhook { url: url.to_owned(), kinds, country: country.map(str::to_owned), by };
    let webhook = interop::add_webhook(work, &new).await?;
    interop::disable_webhook(work, webhook).await?;
    Ok(())
}

async fn invite(
    work: &UnitOfWork,
    organisation: OrganisationId,
    invited_by: PersonId,
    (name, email): (&str, &str),
) -> anyhow::Result<()> {
    let guest = NewInvitation {
        organisation,
        role: Role::Buyer,
        name: PersonName::parse(name).map_err(anyhow::Error::msg).context("a guest's name")?,
        email: EmailAddress::parse(email).map_err(anyhow::Error::msg).context("a guest's address")?,
        language: Language::En,
        invited_by,
        department: String::new(),
    };
    invitations::issue(work, &guest).await?;
    Ok(())
}

fn set(clock: &Clock, time: DateTime<Utc>) {
    clock.advance(time - clock.now());
}
