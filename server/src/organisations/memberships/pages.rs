//! A membership is ended from the page of its organisation or its person.

use actix_web::web;

use super::{access::EndMembership, commands};
use crate::platform::{Db, Form, Outcome, Permit, Redirect, site::own_path};

pub async fn end(permit: Permit<EndMembership>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::end(&mut once, &permit).await?;
    let organisation = format!("/organisations/{}", permit.organisation.id);
    let back = own_path(form.text("back")).unwrap_or(&organisation);
    once.redirect(Redirect::to(back).saying("notice-membership-ended")).await
}
