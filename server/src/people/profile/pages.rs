//! The profile: name, language, sex, password, and the browsers in which one is signed in.

use actix_web::{HttpResponse, Responder, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    access::{ChangeProfile, EndSignIn},
    commands::{self, Profile},
};
use crate::{
    people::{
        Person, PersonName, language_choices,
        sign_in::{PasswordCheck, Proven, Verdict},
        store::{persons, sign_ins},
    },
    platform::{
        Db, FieldErrors, Form, Language, Outcome, Page, Permit, Problem, Redirect, Screen, Site,
        actor::Through,
        pages::{Choice, Refill},
        passwords,
        roles::Sex,
        sign_in_cookie::SignInCookie,
    },
};

const FIELDS: [&str; 3] = ["name", "language", "sex"];
const PASSWORD_FIELDS: [&str; 2] = ["present-password", "password"];

#[derive(Serialize)]
pub struct ProfilePage {
    form: Refill,
    email: String,
    languages: Vec<Choice>,
    sexes: Vec<Choice>,
    sign_ins: Vec<SignInLine>,
}

#[derive(Serialize)]
struct SignInLine {
    end_url: String,
    device: String,
    at: DateTime<Utc>,
    current: bool,
}

#[derive(Serialize)]
pub struct PasswordPage {
    email: String,
    form: Refill,
}

impl Page for ProfilePage {
    const TEMPLATE: &'static str = "people/profile";

    fn examples() -> Vec<Self> {
        let line = |device: &str, current| SignInLine {
            end_url: "/profile/sign-ins/1/end".to_owned(),
            device: device.to_owned(),
            at: DateTime::default(),
            current,
        };
        let page = |form: Refill, sign_ins| Self {
            form,
            email: "lan@brand.example".to_owned(),
            languages: vec![Choice { value: "en".to_owned(), text: "English".to_owned(), selected: true }],
            sexes: vec![Choice { value: "female".to_owned(), text: "…".to_owned(), selected: true }],
            sign_ins,
        };
        let filled = || Refill::of(&[("name", "Nguyễn Thị Lan"), ("language", "vi"), ("sex", "female")]);
        vec![
            page(filled(), vec![line("Chrome, Android", true), line("", false)]),
            page(filled().wrong("name", "…"), vec![line("Firefox, Linux", true)]),
        ]
    }
}

impl Page for PasswordPage {
    const TEMPLATE: &'static str = "people/password";

    fn examples() -> Vec<Self> {
        let empty = || Refill::of(&[("present-password", ""), ("password", "")]);
        let email = "lan@brand.example".to_owned();
        vec![
            Self { email: email.clone(), form: empty() },
            Self { email, form: empty().wrong("password", "…") },
        ]
    }
}

pub async fn show(screen: Screen, permit: Permit<ChangeProfile>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let person = persons::person(db.read(), permit.subject).await?;
    let form = Refill::of(&[
        ("name", &person.name),
        ("language", person.language.code()),
        ("sex", person.sex.word()),
    ]);
    screen.show(&page(&screen, &permit, &db, &person, form).await?)
}

async fn page(
    screen: &Screen,
    permit: &Permit<ChangeProfile>,
    db: &Db,
    person: &Person,
    form: Refill,
) -> Outcome<ProfilePage> {
    let sign_ins = sign_ins::sign_ins_of(db.read(), person.id, db.clock().now()).await?;
    let current = |id| permit.actor.through == Through::SignIn(id);
    let line = |seen: sign_ins::SignIn| SignInLine {
        end_url: format!("/profile/sign-ins/{}/end", seen.id),
        device: seen.device,
        at: seen.at,
        current: current(seen.id),
    };
    Ok(ProfilePage {
        email: person.email.clone(),
        languages: language_choices(form.value("language")),
        sexes: Choice::all(screen, "sex-", Sex::ALL.iter().map(|sex| sex.word()), form.value("sex")),
        sign_ins: sign_ins.into_iter().map(line).collect(),
        form,
    })
}

pub async fn change(
    screen: Screen,
    permit: Permit<ChangeProfile>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let profile = match profile_of(&form) {
        Ok(profile) => profile,
        Err(errors) => {
            let person = persons::person(db.read(), permit.subject).await?;
            let form = Refill::again(&screen, &FIELDS, &form, &errors);
            return screen.show_again(&page(&screen, &permit, &db, &person, form).await?);
        }
    };
    let mut work = db.begin().await?;
    commands::change(&mut work, &permit, &profile).await?;
    work.commit().await?;
    Ok(Redirect::to("/profile").saying("notice-profile-saved").respond_to(screen.request()))
}

fn profile_of(form: &Form) -> Result<Profile, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.take("name", PersonName::parse(form.text("name")));
    let language =
        errors.take("language", Language::from_code(form.text("language")).ok_or("language-missing"));
    let sex = errors.take("sex", Sex::from_word(form.text("sex")).ok_or("sex-missing"));
    match (name, language, sex) {
        (Some(name), Some(language), Some(sex)) => Ok(Profile { name, language, sex }),
        _ => Err(errors),
    }
}

pub async fn show_password(
    screen: Screen,
    permit: Permit<ChangeProfile>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let person = persons::person(db.read(), permit.subject).await?;
    let form = Refill::of(&PASSWORD_FIELDS.map(|field| (field, "")));
    screen.show(&PasswordPage { email: person.email, form })
}

pub async fn change_password(
    screen: Screen,
    permit: Permit<ChangeProfile>,
    form: Form,
    check: PasswordCheck,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let (db, hasher) = (check.db().clone(), check.hasher().clone());
    let person = persons::person(db.read(), permit.subject).await?;
    let proven = match prove(&person, &form, &check).await? {
        Ok(proven) => proven,
        Err(errors) => {
            let form = Refill::again(&screen, &PASSWORD_FIELDS, &form, &errors);
            return screen.show_again(&PasswordPage { email: person.email, form });
        }
    };
    let hash = hasher.hash(form.secret("password")).await?;
    let mut work = db.begin().await?;
    proven.counts_as_right(&work).await?;
    commands::change_password(&mut work, &permit, &site, hash).await?;
    work.commit().await?;
    Ok(Redirect::to("/profile").saying("notice-password-changed").respond_to(screen.request()))
}

/// The new one is looked at first, so that a slip costs no guess.
async fn prove(person: &Person, form: &Form, check: &PasswordCheck) -> Outcome<Result<Proven, FieldErrors>> {
    if let Err(key) = passwords::check(form.secret("password"), &[&person.name, &person.email]) {
        return Ok(Err(FieldErrors::one("password", key)));
    }
    Ok(match check.of(&person.email, form.secret("present-password")).await? {
        Verdict::Proven(proven) => Ok(proven),
        Verdict::Wrong(..) => Err(FieldErrors::one("present-password", "present-password-wrong")),
    })
}

pub async fn end_sign_in(permit: Permit<EndSignIn>, _: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut work = db.begin().await?;
    commands::end_sign_in(&mut work, &permit).await?;
    work.commit().await?;
    Ok(Redirect::to("/profile").saying("notice-sign-in-ended"))
}

pub async fn sign_out_everywhere(
    screen: Screen,
    permit: Permit<ChangeProfile>,
    _: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::sign_out_everywhere(&mut work, &permit).await?;
    work.commit().await?;
    let request = screen.request();
    let mut response = Redirect::to("/sign-in").saying("notice-signed-out-everywhere").respond_to(request);
    response.add_cookie(&SignInCookie::clear(request)).map_err(Problem::internal)?;
    Ok(response)
}
