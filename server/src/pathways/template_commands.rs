//! Cloning templates and putting them into other words.

use serde_json::json;

use super::{
    access::{ChangeTemplate, SeeTemplates, ShareTemplate},
    model::TemplateId,
    store::templates::{self, KeptTemplate},
    templates::Outline,
};
use crate::platform::{
    Action, FieldErrors, Judgement, Language, Outcome, Permit, Problem, UnitOfWork, audit,
};

/// A copy for the country or the organisation of whoever clones; they may change it.
pub async fn clone(
    work: &mut UnitOfWork,
    permit: &Permit<SeeTemplates>,
    outline: &Outline,
    language: Language,
) -> Outcome<TemplateId> {
    let id: TemplateId = work.new_id();
    let by = permit.actor.person;
    let home =
        permit.actor.memberships.iter().find(|standing| standing.role.allows("pathway-template.change"));
    let template = KeptTemplate {
        id,
        code: outline.code.clone(),
        name: outline.name.clone(),
        country: home.and_then(|standing| standing.place.country.clone()).or_else(|| outline.country.clone()),
        organisation_id: home.map(|standing| standing.place.organisation),
        language: language.code().to_owned(),
        document: serde_json::to_string(&outline.parts).map_err(Problem::internal)?,
        cloned_from_id: outline.id,
        changes: 0,
        changed_at: work.now(),
        changed_by_person_id: by,
        shared_at: None,
        removed_at: None,
    };
    templates::add(work, template).await?;
    audit::write(work, by, audit::Entry::of("pathway-template.clone", "pathway-template", id.0)).await?;
    Ok(id)
}

/// Puts a template into other words: `texts` in the order of `Parts::texts`.
///
/// # Errors
/// `Problem::Conflict` when somebody changed it meanwhile; `Problem::Invalid` for a country that is not one's own, and for a
/// text that is empty.
pub async fn change(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeTemplate>,
    (name, country): (String, Option<String>),
    texts: &[String],
    seen: i32,
) -> Outcome<()> {
    let mut outline = Outline::of(&permit.subject)?;
    outline.parts.say(texts).map_err(|key| FieldErrors::one("name", key))?;
    let extent = permit.actor.extent("pathway-template.change");
    let own = country.as_ref().is_some_and(|country| extent.countries.contains(country));
    if !extent.everywhere && !own && country != permit.country {
        return Err(FieldErrors::one("country", "template-country-not-own").into());
    }
    let document = serde_json::to_string(&outline.parts).map_err(Problem::internal)?;
    let template = KeptTemplate { name, country, document, ..permit.subject.clone() };
    // Others' words are read before they are everybody's.
    let still = ShareTemplate::judge(&permit.actor, &template) == Judgement::Allow;
    let template = KeptTemplate { shared_at: template.shared_at.filter(|_| still), ..template };
    let by = permit.actor.person;
    templates::save(work, &template, seen, by).await?;
    let entry = audit::Entry::of("pathway-template.change", "pathway-template", permit.id.0);
    audit::write(work, by, entry.with(json!({ "country": template.country }))).await
}

/// Others may begin pathways with it from now on.
pub async fn share(work: &mut UnitOfWork, permit: &Permit<ShareTemplate>) -> Outcome<()> {
    templates::share(work, permit.id).await?;
    let entry = audit::Entry::of("pathway-template.share", "pathway-template", permit.id.0);
    audit::write(work, permit.actor.person, entry).await
}

/// Takes a template away; pathways that were begun with it stay as they are.
pub async fn remove(work: &mut UnitOfWork, permit: &Permit<ChangeTemplate>) -> Outcome<()> {
    templates::remove(work, permit.id).await?;
    let entry = audit::Entry::of("pathway-template.remove", "pathway-template", permit.id.0);
    audit::write(work, permit.actor.person, entry).await
}
