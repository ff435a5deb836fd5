//! The choice of language: kept in the profile, or in a cookie for somebody who is not signed in.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    cookie::{Cookie, SameSite, time::Duration},
    web,
};

use super::store::persons;
use crate::platform::{
    Access, Db, Form, Language, Outcome, PersonId, Problem, Redirect, Routes, actor::MaybeActor, language,
    pages::Choice, routes::Pages, sign_in_cookie::is_secure, site::own_path,
};

pub fn routes() -> Routes {
    Routes::new().post("/language", Access::Public, choose)
}

/// The languages for a choice in a form, each by its own name.
pub fn language_choices(selected: &str) -> Vec<Choice> {
    let choice = |language: Language| Choice {
        value: language.code().to_owned(),
        text: language.name().to_owned(),
        selected: language.code() == selected,
    };
    Language::ALL.into_iter().map(choice).collect()
}

async fn choose(
    actor: MaybeActor,
    form: Form,
    db: web::Data<Db>,
    pages: web::Data<Pages>,
    request: HttpRequest,
) -> Outcome<HttpResponse> {
    let language =
        Language::from_code(form.text("language")).ok_or(Problem::BadRequest("problem-unreadable"))?;
    if let Some(actor) = &actor.0 {
        keep(&db, actor.person, language).await?;
    }
    let back = pages.nearest(own_path(form.text("back")).unwrap_or("/"));
    // A page whose address names a language has another address in the chosen one.
    let back = match Language::of_path(back) {
        Some(_) => language.address_of(Language::neutral(back)),
        None => back.to_owned(),
    };
    let mut response = Redirect::to(back).respond_to(&request);
    response.add_cookie(&cookie(&request, language)).map_err(Problem::internal)?;
    Ok(response)
}

async fn keep(db: &Db, person: PersonId, language: Language) -> Outcome<()> {
    let work = db.begin().await?;
    persons::choose_language(&work, person, language).await?;
    work.commit().await
}

fn cookie(request: &HttpRequest, language: Language) -> Cookie<'static> {
    Cookie::build(language::COOKIE, language.code())
        .path("/")
        .http_only(true)
        .secure(is_secure(request))
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish()
}
