//! What is posted from the page of a pathway.

use actix_web::{Either, HttpResponse, web};

use super::show::again;
use crate::{
    catalogue,
    pathways::{
        access::{ChangePathway, ConfirmPathway, MakePathway, There},
        commands, form,
        loaded::load,
        suggesting,
        suggestions::model::{Decision, Suggestion},
    },
    platform::{Db, FieldErrors, Form, Outcome, Permit, Problem, Redirect, Screen, once::Once},
};

type Answer = Outcome<Either<Redirect, HttpResponse>>;

/// The number of changes with which the sender saw the pathway.
pub fn seen(form: &Form) -> Outcome<i32> {
    form.text("seen").parse().map_err(|_| Problem::BadRequest("problem-unreadable"))
}

/// Leads back to the pathway, or shows it again with what could not be taken.
async fn settled(
    screen: &Screen,
    db: &Db,
    (there, form): (&There, &Form),
    (once, done): (Once, Outcome<()>),
    notice: &'static str,
) -> Answer {
    match done {
        Ok(()) => {
            let path = format!("/pathways/{}", there.pathway.id);
            once.redirect(Redirect::to(path).saying(notice)).await.map(Either::Left)
        }
        Err(problem) => {
            drop(once);
            again(screen, db, there, form, problem).await.map(Either::Right)
        }
    }
}

pub async fn describe(
    screen: Screen,
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    form: Form,
) -> Answer {
    let loaded = load(&db, &permit, permit.actor.person, screen.language).await?;
    let description = match form::description(&form, &loaded.owners) {
        Ok(description) => description,
        Err(errors) => return again(&screen, &db, &permit, &form, errors.into()).await.map(Either::Right),
    };
    let seen = seen(&form)?;
    let mut once = db.begin_once(&form.key).await?;
    let done = commands::describe(&mut once, &permit, &description, seen).await;
    settled(&screen, &db, (&permit, &form), (once, done), "notice-pathway-saved").await
}

pub async fn stage(screen: Screen, permit: Permit<ChangePathway>, db: web::Data<Db>, form: Form) -> Answer {
    let stage = match form::stage(&form) {
        Ok(stage) => stage,
        Err(errors) => return again(&screen, &db, &permit, &form, errors.into()).await.map(Either::Right),
    };
    let id = form.optional("stage").and_then(|id| id.parse().ok());
    let seen = seen(&form)?;
    let mut once = db.begin_once(&form.key).await?;
    let done = commands::add_stage(&mut once, &permit, (id, &stage), seen).await;
    settled(&screen, &db, (&permit, &form), (once, done), "notice-pathway-saved").await
}

pub async fn remove_stage(
    screen: Screen,
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    form: Form,
) -> Answer {
    let id = form.text("stage").parse().map_err(|_| Problem::NotFound)?;
    let seen = seen(&form)?;
    let mut once = db.begin_once(&form.key).await?;
    let done = commands::remove_stage(&mut once, &permit, id, seen).await;
    settled(&screen, &db, (&permit, &form), (once, done), "notice-pathway-saved").await
}

pub async fn goal(screen: Screen, permit: Permit<ChangePathway>, db: web::Data<Db>, form: Form) -> Answer {
    let goal = match form::goal(&form) {
        Ok(goal) => goal,
        Err(errors) => return again(&screen, &db, &permit, &form, errors.into()).await.map(Either::Right),
    };
    let seen = seen(&form)?;
    let mut once = db.begin_once(&form.key).await?;
    let done = commands::add_goal(&mut once, &permit, &goal, seen).await;
    settled(&screen, &db, (&permit, &form), (once, done), "notice-pathway-saved").await
}

pub async fn remove_goal(
    screen: Screen,
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    form: Form,
) -> Answer {
    let id = form.text("goal").parse().map_err(|_| Problem::NotFound)?;
    let seen = seen(&form)?;
    let mut once = db.begin_once(&form.key).await?;
    let done = commands::remove_goal(&mut once, &permit, id, seen).await;
    settled(&screen, &db, (&permit, &form), (once, done), "notice-pathway-saved").await
}

/// The suggestion of this code, if the plan as it is brings it up.
pub async fn suggested(db: &Db, there: &There, code: &str) -> Outcome<Suggestion> {
    let listings = catalogue::listings(db.read()).await?;
    let items = suggesting::items(db.read(), &there.factory).await?;
    let today = there.factory.day_at(db.clock().now());
    let all = suggesting::suggestions(db.read(), &there.factory, &items, &listings, today).await?;
    all.into_iter().find(|one| one.rule.code == code).ok_or(Problem::NotFound)
}

/// Somebody was quicker, or the plan does not bring it up any more.
pub const GONE: &str = "suggestion-gone";

async fn gone(screen: &Screen, db: &Db, there: &There, form: &Form) -> Answer {
    // The same once more gets its first answer.
    drop(db.begin_once(&form.key).await?);
    let errors = FieldErrors::one("suggestion", GONE);
    again(screen, db, there, form, errors.into()).await.map(Either::Right)
}

/// Adds a suggestion as it is; dates and people are filled in on the step's own page.
pub async fn take(screen: Screen, permit: Permit<ChangePathway>, db: web::Data<Db>, form: Form) -> Answer {
    let suggestion = match suggested(&db, &permit, form.text("suggestion")).await {
        Err(Problem::NotFound) => return gone(&screen, &db, &permit, &form).await,
        found => found?,
    };
    let fields = super::step::of_suggestion(&suggestion, &permit, screen.language.code());
    let seen = seen(&form)?;
    let mut once = db.begin_once(&form.key).await?;
    let decision = (Decision::Accepted, "");
    let done = commands::take(&mut once, &permit, &suggestion, decision, &fields, seen).await.map(|_| ());
    settled(&screen, &db, (&permit, &form), (once, done), "notice-suggestion-taken").await
}

pub async fn decline(screen: Screen, permit: Permit<ChangePathway>, db: web::Data<Db>, form: Form) -> Answer {
    let suggestion = match suggested(&db, &permit, form.text("suggestion")).await {
        Err(Problem::NotFound) => return gone(&screen, &db, &permit, &form).await,
        found => found?,
    };
    let factory = Permit::<MakePathway>::judge(permit.actor.clone(), permit.factory.clone())?;
    let mut once = db.begin_once(&form.key).await?;
    let done = commands::decline(&mut once, &factory, &suggestion, form.text("reason")).await;
    settled(&screen, &db, (&permit, &form), (once, done), "notice-suggestion-declined").await
}

pub async fn confirm(
    screen: Screen,
    permit: Permit<ConfirmPathway>,
    db: web::Data<Db>,
    form: Form,
) -> Answer {
    let seen = seen(&form)?;
    let agreed = match form.text("answer") {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(FieldErrors::one("answer", "pathway-answer-missing")),
    };
    let agreed = match agreed {
        Ok(agreed) => agreed,
        Err(errors) => {
            return again(&screen, &db, &permit.there, &form, errors.into()).await.map(Either::Right);
        }
    };
    let mut once = db.begin_once(&form.key).await?;
    let done = commands::confirm(&mut once, &permit, (agreed, form.text("comment")), seen).await;
    settled(&screen, &db, (&permit.there, &form), (once, done), "notice-pathway-answered").await
}

pub async fn publish(screen: Screen, permit: Permit<ChangePathway>, db: web::Data<Db>, form: Form) -> Answer {
    let seen = seen(&form)?;
    let mut once = db.begin_once(&form.key).await?;
    let done = commands::publish(&mut once, &permit, seen).await.map(|_| ());
    settled(&screen, &db, (&permit, &form), (once, done), "notice-pathway-published").await
}

pub async fn end(screen: Screen, permit: Permit<ChangePathway>, db: web::Data<Db>, form: Form) -> Answer {
    let seen = seen(&form)?;
    let mut once = db.begin_once(&form.key).await?;
    let done = commands::end(&mut once, &permit, seen).await;
    settled(&screen, &db, (&permit, &form), (once, done), "notice-pathway-ended").await
}
