//! Who sources from a factory: said on the page of who sees its data.

use actix_web::{HttpResponse, Responder, web};

use super::viewers;
use crate::{
    organisations::{
        consents::{
            access::{EndSourcing, LinkSourcing, SeeViewers},
            commands,
        },
        store::organisations,
    },
    platform::{
        Action, Db, FieldErrors, Form, Judgement, Outcome, Permit, Problem, Redirect, Screen,
        pages::{ListQuery, Refill},
    },
};

pub async fn begin(
    screen: Screen,
    permit: Permit<LinkSourcing>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let errors = match try_to_begin(&permit, &form, &db).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(problem) => problem.wrong_fields()?,
    };
    if SeeViewers::judge(&permit.actor, &permit.subject) != Judgement::Allow {
        return Err(Problem::Invalid(errors));
    }
    let query = ListQuery::of(&format!("/organisations/{}/viewers", permit.id), "");
    let form = Refill::again(&screen, &["brand"], &form, &errors);
    screen.show_again(&viewers::page(&screen, &db, (&permit.actor, &permit.subject), &query, form).await?)
}

async fn try_to_begin(permit: &Permit<LinkSourcing>, form: &Form, db: &Db) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    let brand = organisations::find_brand(&once, form.text("brand")).await?;
    let brand = brand.ok_or_else(|| FieldErrors::one("brand", "consent-brand-unknown"))?;
    let today = permit.day_at(once.now());
    commands::begin_sourcing(&mut once, permit, &brand, today).await?;
    let page = Redirect::to(format!("/organisations/{}/viewers", permit.id));
    once.redirect(page.saying("notice-sourcing-begun")).await
}

pub async fn end(permit: Permit<EndSourcing>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::end_sourcing(&mut once, &permit).await?;
    let page = Redirect::to(format!("/organisations/{}/viewers", permit.factory.id));
    once.redirect(page.saying("notice-sourcing-ended")).await
}
