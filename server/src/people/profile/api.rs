//! Oneself, for the API.

use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::ChangeProfile,
    commands::{self, Profile},
};
use crate::{
    people::{Person, PersonName, store::persons},
    platform::{
        Actor, Body, Db, FieldErrors, Language, OrganisationId, Outcome, Permit, PersonId,
        roles::{OrganisationKind, Role, Sex},
    },
};

#[derive(Serialize, ToSchema)]
pub struct Me {
    id: PersonId,
    name: String,
    email: String,
    language: Language,
    sex: Sex,
    memberships: Vec<OwnMembership>,
}

#[derive(Serialize, ToSchema)]
struct OwnMembership {
    organisation: OrganisationId,
    kind: OrganisationKind,
    role: Role,
}

/// What is left out stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeChange {
    name: Option<String>,
    language: Option<String>,
    sex: Option<String>,
}

pub async fn me(permit: Permit<ChangeProfile>, db: web::Data<Db>) -> Outcome<web::Json<Me>> {
    let person = persons::person(db.read(), permit.subject).await?;
    Ok(web::Json(shown(person, &permit.actor)))
}

pub async fn change(
    permit: Permit<ChangeProfile>,
    body: Body<MeChange>,
    db: web::Data<Db>,
) -> Outcome<web::Json<Me>> {
    let mut work = db.begin().await?;
    let person = persons::person(&work, permit.subject).await?;
    let profile = profile(&person, body.0)?;
    let person = commands::change(&mut work, &permit, &profile).await?;
    work.commit().await?;
    Ok(web::Json(shown(person, &permit.actor)))
}

fn profile(person: &Person, change: MeChange) -> Result<Profile, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.take("name", PersonName::parse(&change.name.unwrap_or_else(|| person.name.clone())));
    let language = match change.language {
        Some(code) => errors.take("language", Language::from_code(&code).ok_or("language-missing")),
        None => Some(person.language),
    };
    let sex = match change.sex {
        Some(word) => errors.take("sex", Sex::from_word(&word).ok_or("sex-missing")),
        None => Some(person.sex),
    };
    match (name, language, sex) {
        (Some(name), Some(language), Some(sex)) => Ok(Profile { name, language, sex }),
        _ => Err(errors),
    }
}

fn shown(person: Person, actor: &Actor) -> Me {
    let own = |standing: &crate::platform::actor::Standing| OwnMembership {
        organisation: standing.place.organisation,
        kind: standing.kind,
        role: standing.role,
    };
    Me {
        id: person.id,
        name: person.name,
        email: person.email,
        language: person.language,
        sex: person.sex,
        memberships: actor.memberships.iter().map(own).collect(),
    }
}
