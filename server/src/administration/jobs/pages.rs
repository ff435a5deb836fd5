//! The list of jobs, and one of them.

use actix_web::{HttpResponse, Responder, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    access::{ChangeJob, SeeJob},
    commands,
};
use crate::{
    administration::{access::SeeAdministration, filter::Filter, words::told},
    people::store::persons,
    platform::{
        Action, Db, Form, Outcome, Page, Permit, Redirect, Screen,
        jobs::looking::{self, Seen, Standing, Wanted},
        pages::{Choice, ListQuery, Pager, Refill, SortHead},
    },
};

#[derive(Serialize)]
pub struct JobsPage {
    filters: Vec<Filter>,
    state: String,
    kinds: Vec<Choice>,
    filtered: bool,
    jobs: Vec<JobLine>,
    by_making: SortHead,
    by_next: SortHead,
    by_tries: SortHead,
    pager: Pager,
}

#[derive(Clone, Serialize)]
struct JobLine {
    url: String,
    kind: String,
    standing: String,
    mark: &'static str,
    made_at: DateTime<Utc>,
    run_at: DateTime<Utc>,
    tries: i32,
    /// Empty where nothing went wrong.
    mistake: String,
}

#[derive(Serialize)]
pub struct JobPage {
    job: JobLine,
    ended_at: Option<DateTime<Utc>>,
    dropped_by: String,
    drop_reason: String,
    /// Empty where it cannot be tried again.
    retry: String,
    /// Empty where it cannot be dropped.
    drop_action: String,
    form: Refill,
}

impl Page for JobsPage {
    const TEMPLATE: &'static str = "administration/jobs";

    fn examples() -> Vec<Self> {
        let page = |filtered, jobs| Self {
            filters: Filter::example(),
            state: "failed".to_owned(),
            kinds: vec![Choice { value: String::new(), text: "…".to_owned(), selected: true }],
            filtered,
            jobs,
            by_making: SortHead::example(),
            by_next: SortHead::example(),
            by_tries: SortHead::example(),
            pager: Pager::example(),
        };
        vec![page(true, vec![example("…"), example("")]), page(true, Vec::new()), page(false, Vec::new())]
    }
}

fn example(mistake: &str) -> JobLine {
    JobLine {
        url: "/administration/jobs/1".to_owned(),
        kind: "…".to_owned(),
        standing: "…".to_owned(),
        mark: "overdue",
        made_at: DateTime::default(),
        run_at: DateTime::default(),
        tries: 10,
        mistake: mistake.to_owned(),
    }
}

impl Page for JobPage {
    const TEMPLATE: &'static str = "administration/job";

    fn examples() -> Vec<Self> {
        let page = |mistake: &str, dropped: &str, action: &str, form| Self {
            job: example(mistake),
            ended_at: Some(DateTime::default()).filter(|_| !mistake.is_empty()),
            dropped_by: dropped.to_owned(),
            drop_reason: dropped.to_owned(),
            retry: action.to_owned(),
            drop_action: action.to_owned(),
            form,
        };
        let form = || Refill::of(&[("reason", "")]);
        vec![
            page("…", "", "/administration/jobs/1/attempts", form()),
            page("…", "", "/administration/jobs/1/attempts", form().wrong("reason", "…")),
            page("", "…", "", form()),
        ]
    }
}

pub async fn list(
    screen: Screen,
    _: Permit<SeeAdministration>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (sort, descending) = query.sort("-made");
    let (standing, kind) = (Standing::from_word(query.text("state")), query.text("kind"));
    let wanted = Wanted { standing, kind, sort, descending, page: query.page() };
    let (jobs, total) = looking::list(db.read(), &wanted, db.clock().now()).await?;
    let counted = looking::standings(db.read()).await?;
    let tally = |standing: Standing| {
        let found = counted.iter().find(|(counted, _)| *counted == standing);
        Some(found.and_then(|(_, count)| u64::try_from(*count).ok()).unwrap_or(0))
    };
    let words = Standing::ALL.iter().map(|standing| (standing.word(), tally(*standing)));
    screen.show(&JobsPage {
        filters: Filter::all(&screen, &query, "job-standing-", words),
        state: query.text("state").to_owned(),
        kinds: kinds(&screen, looking::kinds(db.read()).await?, kind),
        filtered: standing.is_some() || !kind.is_empty(),
        jobs: jobs.iter().map(|job| line(&screen, job)).collect(),
        by_making: query.head("made", "-made"),
        by_next: query.head("next", "-made"),
        by_tries: query.head("tries", "-made"),
        pager: query.pager(&screen, "jobs-shown", total),
    })
}

fn kinds(screen: &Screen, words: Vec<String>, selected: &str) -> Vec<Choice> {
    let choice = |word: String| Choice {
        text: told(screen, "job-kind-", &word),
        selected: word == selected,
        value: word,
    };
    let mut kinds: Vec<Choice> = words.into_iter().map(choice).collect();
    kinds.sort_by(|one, other| one.text.cmp(&other.text));
    kinds.insert(0, Choice::none(screen, "jobs-any-kind", selected));
    kinds
}

fn line(screen: &Screen, job: &Seen) -> JobLine {
    let mistake = job.mistake.map(|mistake| screen.text(&format!("job-mistake-{}", mistake.word())));
    let mark = match job.standing {
        Standing::Failed => "overdue",
        Standing::Done => "done",
        Standing::Dropped => "closed",
        Standing::Waiting | Standing::Recurring if job.mistake.is_some() || job.taken => "under-way",
        Standing::Waiting => "due",
        Standing::Recurring => "recurring",
    };
    let standing = if job.taken { "running" } else { job.standing.word() };
    JobLine {
        url: format!("/administration/jobs/{}", job.id),
        kind: told(screen, "job-kind-", &job.kind),
        standing: screen.text(&format!("job-standing-{standing}")),
        mark,
        made_at: job.made_at,
        run_at: job.run_at,
        tries: job.attempts,
        mistake: mistake.unwrap_or_default(),
    }
}

pub async fn show(screen: Screen, permit: Permit<SeeJob>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&page(&screen, &db, &permit.subject, Refill::of(&[("reason", "")])).await?)
}

async fn page(screen: &Screen, db: &Db, job: &Seen, form: Refill) -> Outcome<JobPage> {
    let people = persons::people(db.read(), job.dropped_by).await?;
    let dropped_by = job.dropped_by.and_then(|id| people.get(&id)).map(|person| person.name.clone());
    let url = format!("/administration/jobs/{}", job.id);
    let may = screen.actor.as_ref().is_some_and(|actor| actor.extent(ChangeJob::NAME).everywhere);
    let free = may && job.standing != Standing::Done && !job.taken;
    let is_once = !matches!(job.standing, Standing::Recurring | Standing::Dropped);
    let given = |path: &str, offered: bool| if offered { format!("{url}/{path}") } else { String::new() };
    Ok(JobPage {
        ended_at: job.ended_at,
        dropped_by: dropped_by.unwrap_or_default(),
        drop_reason: job.drop_reason.clone().unwrap_or_default(),
        retry: given("attempts", free),
        drop_action: given("drop", free && is_once),
        job: line(screen, job),
        form,
    })
}

pub async fn try_again(permit: Permit<ChangeJob>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::try_again(&mut once, &permit).await?;
    once.redirect(Redirect::to(format!("/administration/jobs/{}", permit.id)).saying("notice-job-retried"))
        .await
}

pub async fn drop_it(
    screen: Screen,
    permit: Permit<ChangeJob>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&form.key).await?;
    match commands::drop_it(&mut once, &permit, form.text("reason")).await {
        Ok(()) => {
            let list = Redirect::to("/administration/jobs?state=failed").saying("notice-job-dropped");
            Ok(once.redirect(list).await?.respond_to(screen.request()))
        }
        Err(problem) => {
            drop(once);
            let errors = problem.wrong_fields()?;
            let form = Refill::again(&screen, &["reason"], &form, &errors);
            screen.show_again(&page(&screen, &db, &permit.subject, form).await?)
        }
    }
}
