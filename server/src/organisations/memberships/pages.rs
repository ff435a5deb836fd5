//! A membership is ended, and its department named, from the page of its organisation or its person.

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use super::{
    access::{ChangeMembership, EndMembership},
    commands,
};
use crate::{
    organisations::store::memberships::{self, MembershipId},
    people::store::persons,
    platform::{
        Db, FieldErrors, Form, Outcome, Page, Permit, Redirect, Screen,
        pages::{ListQuery, Refill},
        site::own_path,
    },
};

pub async fn end(permit: Permit<EndMembership>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::end(&mut once, &permit).await?;
    let organisation = format!("/organisations/{}", permit.organisation.id);
    let back = own_path(form.text("back")).unwrap_or(&organisation);
    once.redirect(Redirect::to(back).saying("notice-membership-ended")).await
}

pub fn department_path(membership: MembershipId) -> String {
    format!("/memberships/{membership}/department")
}

#[derive(Serialize)]
pub struct DepartmentPage {
    name: String,
    role: String,
    organisation: String,
    path: String,
    /// The page from which the reader came.
    back: String,
    /// Departments that are known here, to choose from.
    known: Vec<String>,
    form: Refill,
}

impl Page for DepartmentPage {
    const TEMPLATE: &'static str = "organisations/department";

    fn examples() -> Vec<Self> {
        let page = |known: &[&str], form| Self {
            name: "Nguyễn Thị Lan".to_owned(),
            role: "…".to_owned(),
            organisation: "Hải Đăng Garment".to_owned(),
            path: "/memberships/1/department".to_owned(),
            back: "/people/1".to_owned(),
            known: known.iter().map(|&one| one.to_owned()).collect(),
            form,
        };
        let form = || Refill::of(&[("department", "Line 4")]);
        vec![page(&["Line 4", "Sewing"], form()), page(&[], form().wrong("department", "…"))]
    }
}

async fn page(
    screen: &Screen,
    permit: &Permit<ChangeMembership>,
    db: &Db,
    back: &str,
    form: Refill,
) -> Outcome<DepartmentPage> {
    let today = permit.organisation.day_at(db.clock().now());
    let membership = &permit.membership;
    let organisation = format!("/organisations/{}", permit.organisation.id);
    Ok(DepartmentPage {
        name: persons::person(db.read(), membership.person).await?.name,
        role: screen.text(&format!("role-{}", membership.role.word())),
        organisation: permit.organisation.name.clone(),
        path: department_path(membership.id),
        back: own_path(back).unwrap_or(&organisation).to_owned(),
        known: memberships::departments_in(db.read(), membership.organisation, today).await?,
        form,
    })
}

pub async fn department(
    screen: Screen,
    permit: Permit<ChangeMembership>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let form = Refill::of(&[("department", &permit.membership.department)]);
    screen.show(&page(&screen, &permit, &db, query.text("back"), form).await?)
}

pub async fn work_in(
    screen: Screen,
    permit: Permit<ChangeMembership>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    match try_to_work_in(&permit, &form, &db).await {
        Ok(redirect) => Ok(redirect.respond_to(screen.request())),
        Err(problem) => again(&screen, &permit, &form, &problem.wrong_fields()?, &db).await,
    }
}

async fn try_to_work_in(permit: &Permit<ChangeMembership>, form: &Form, db: &Db) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::work_in(&mut once, permit, form.text("department")).await?;
    let organisation = format!("/organisations/{}", permit.organisation.id);
    let back = own_path(form.text("back")).unwrap_or(&organisation);
    once.redirect(Redirect::to(back).saying("notice-membership-department")).await
}

async fn again(
    screen: &Screen,
    permit: &Permit<ChangeMembership>,
    form: &Form,
    errors: &FieldErrors,
    db: &Db,
) -> Outcome<HttpResponse> {
    let refill = Refill::again(screen, &["department"], form, errors);
    screen.show_again(&page(screen, permit, db, form.text("back"), refill).await?)
}
