//! The page behind the link in the mail. What it shows depends on who opens it.

use actix_web::{HttpResponse, Responder, http::StatusCode, web};
use serde::Serialize;

use super::super::commands;
use crate::{
    organisations::store::{
        invitations::{self, OpenInvitation},
        organisations,
    },
    people::{
        EmailAddress, NewPerson, PersonName, begin_sign_in, device, language_choices,
        store::{persons, suspensions},
    },
    platform::{
        Db, FieldErrors, Form, Language, Outcome, Page, Passwords, Problem, Redirect, Screen,
        pages::{Choice, Refill},
        passwords,
        roles::Sex,
        secrets,
        sign_in_cookie::SignInCookie,
    },
};

const FIELDS: [&str; 4] = ["name", "language", "sex", "password"];

#[derive(Serialize)]
pub struct InvitationPage {
    organisation: String,
    role: String,
    email: String,
    path: String,
    reader: Reader,
    /// For somebody new.
    form: Option<Refill>,
    languages: Vec<Choice>,
    sexes: Vec<Choice>,
}

/// Who has opened the link.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Reader {
    /// The address has no account yet.
    New,
    /// Signed in with the address that was invited.
    Invited,
    /// The address has an account; its owner is not signed in.
    Known,
    /// Signed in as somebody else.
    Other,
}

#[derive(Serialize)]
pub struct InvitationGonePage {}

impl Page for InvitationPage {
    const TEMPLATE: &'static str = "organisations/invitation";

    fn examples() -> Vec<Self> {
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        let page = |reader, form| Self {
            organisation: "Northwind Apparel".to_owned(),
            role: "Buyer".to_owned(),
            email: "lan@brand.example".to_owned(),
            path: "/invitations/token".to_owned(),
            reader,
            form,
            languages: language_choices("vi"),
            sexes: vec![Choice { value: "female".to_owned(), text: "…".to_owned(), selected: false }],
        };
        vec![
            page(Reader::New, Some(empty())),
            page(Reader::New, Some(empty().wrong("password", "…"))),
            page(Reader::Invited, None),
            page(Reader::Known, None),
            page(Reader::Other, None),
        ]
    }
}

impl Page for InvitationGonePage {
    const TEMPLATE: &'static str = "organisations/invitation-gone";

    fn examples() -> Vec<Self> {
        vec![Self {}]
    }
}

pub async fn show(screen: Screen, token: web::Path<String>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let Some(open) = open(&db, &token).await? else { return gone(&screen) };
    let screen = screen.in_guests_language(open.0.language);
    let reader = reader(&screen, &db, &open).await?;
    let sex = open.0.sex.map(Sex::word).unwrap_or_default();
    let fields = [
        ("name", open.0.name.as_str()),
        ("language", open.0.language.code()),
        ("sex", sex),
        ("password", ""),
    ];
    let form = (reader == Reader::New).then(|| Refill::of(&fields));
    screen.show(&page(&screen, &db, &token, &open, (reader, form)).await?)
}

fn gone(screen: &Screen) -> Outcome<HttpResponse> {
    screen.answer(StatusCode::NOT_FOUND, &InvitationGonePage {})
}

async fn open(db: &Db, token: &str) -> Outcome<Option<OpenInvitation>> {
    invitations::find_open(db.read(), secrets::fingerprint(token), db.clock().now()).await
}

async fn reader(screen: &Screen, db: &Db, open: &OpenInvitation) -> Outcome<Reader> {
    let address = EmailAddress::parse(&open.0.email).map_err(Problem::internal)?;
    let known = persons::find_by_address(db.read(), &address).await?.map(|person| person.id);
    let signed_in = screen.actor.as_ref().map(|actor| actor.person);
    Ok(match (known, signed_in) {
        (Some(known), Some(signed_in)) if known == signed_in => Reader::Invited,
        (_, Some(_)) => Reader::Other,
        (Some(_), None) => Reader::Known,
        (None, None) => Reader::New,
    })
}

async fn page(
    screen: &Screen,
    db: &Db,
    token: &str,
    open: &OpenInvitation,
    (reader, form): (Reader, Option<Refill>),
) -> Outcome<InvitationPage> {
    let organisation = organisations::organisation(db.read(), open.0.organisation).await?;
    let value = |field| form.as_ref().map(|form| form.value(field)).unwrap_or_default();
    let sexes = Choice::all(screen, "sex-", Sex::ALL.iter().map(|sex| sex.word()), value("sex"));
    Ok(InvitationPage {
        organisation: organisation.name,
        role: screen.text(&format!("role-{}", open.0.role.word())),
        email: open.0.email.clone(),
        path: format!("/invitations/{token}"),
        reader,
        languages: language_choices(value("language")),
        sexes,
        form,
    })
}

pub async fn accept(
    screen: Screen,
    token: web::Path<String>,
    form: Form,
    db: web::Data<Db>,
    hasher: web::Data<Passwords>,
) -> Outcome<HttpResponse> {
    let Some(open) = open(&db, &token).await? else { return gone(&screen) };
    let screen = screen.in_guests_language(open.0.language);
    match reader(&screen, &db, &open).await? {
        Reader::New => match newcomer(&open, &form) {
            Ok(new) => join(&screen, &db, &open, hash(&hasher, new, &form).await?).await,
            Err(errors) => {
                let form = Refill::again(&screen, &FIELDS, &form, &errors);
                screen.show_again(&page(&screen, &db, &token, &open, (Reader::New, Some(form))).await?)
            }
        },
        Reader::Invited => become_member(&screen, &db, &open).await,
        reader => screen.show(&page(&screen, &db, &token, &open, (reader, None)).await?),
    }
}

fn newcomer(open: &OpenInvitation, form: &Form) -> Result<NewPerson, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.take("name", PersonName::parse(form.text("name")));
    let language =
        errors.take("language", Language::from_code(form.text("language")).ok_or("language-missing"));
    let sex = errors.take("sex", sex_of(form.text("sex")));
    let about = [form.text("name"), open.0.email.as_str()];
    let password = errors.take("password", passwords::check(form.secret("password"), &about));
    let email = errors.take("email", EmailAddress::parse(&open.0.email));
    match (name, language, sex, password, email) {
        (Some(name), Some(language), Some(sex), Some(()), Some(email)) => {
            Ok(NewPerson { name, email, language, sex, password_hash: None })
        }
        _ => Err(errors),
    }
}

/// Nobody need say; who leaves it empty has not.
fn sex_of(word: &str) -> Result<Sex, &'static str> {
    if word.is_empty() { Ok(Sex::NotStated) } else { Sex::from_word(word).ok_or("sex-missing") }
}

async fn hash(hasher: &Passwords, new: NewPerson, form: &Form) -> Outcome<NewPerson> {
    Ok(NewPerson { password_hash: Some(hasher.hash(form.secret("password")).await?), ..new })
}

async fn join(screen: &Screen, db: &Db, open: &OpenInvitation, new: NewPerson) -> Outcome<HttpResponse> {
    let request = screen.request();
    let mut work = db.begin().await?;
    let person = commands::join(&mut work, open, &new).await?;
    let token = begin_sign_in(&work, person, &device(request)).await?;
    work.commit().await?;
    let mut response = Redirect::to("/").saying("notice-joined").respond_to(request);
    response.add_cookie(&SignInCookie::set(request, token)).map_err(Problem::internal)?;
    Ok(response)
}

async fn become_member(screen: &Screen, db: &Db, open: &OpenInvitation) -> Outcome<HttpResponse> {
    let Some(actor) = &screen.actor else { return Err(Problem::SignInNeeded) };
    let mut work = db.begin().await?;
    if suspensions::is_suspended(&work, actor.person).await? {
        return Err(Problem::SignInNeeded);
    }
    commands::accept(&mut work, open, actor.person).await?;
    work.commit().await?;
    Ok(Redirect::to("/").saying("notice-member").respond_to(screen.request()))
}
