//! Who of a brand sees what of which factory.

use crate::{
    organisations::{
        consents::{self, Granted, access::speaks_for},
        store::organisations::{self, Organisation},
    },
    platform::{Action, Actor, Door, Judgement, OrganisationId, Outcome, Problem, roles::OrganisationKind},
};

/// The brands in whose name somebody sees factories.
pub fn brands_of(actor: &Actor) -> Vec<OrganisationId> {
    let of_brand = actor.memberships.iter().filter(|standing| standing.kind == OrganisationKind::Brand);
    let mut brands: Vec<OrganisationId> = of_brand
        .filter(|standing| standing.role.allows(SeeSharedFactories::NAME))
        .map(|standing| standing.place.organisation)
        .collect();
    brands.sort();
    brands.dedup();
    brands
}

/// The list, for whichever brands the reader speaks for.
pub struct SeeSharedFactories;

impl Action for SeeSharedFactories {
    type Subject = ();
    const NAME: &'static str = "shared.see";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(!brands_of(actor).is_empty())
    }
}

/// The list of one brand.
pub struct SeeFactoriesOfBrand;

impl Action for SeeFactoriesOfBrand {
    type Subject = Organisation;
    const NAME: &'static str = SeeSharedFactories::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, brand: &Organisation) -> Judgement {
        let is_brand = brand.kind == OrganisationKind::Brand;
        Judgement::allow_if(is_brand && speaks_for(actor, Self::NAME, brand))
    }
}

/// A factory, a brand, and what the one lets the other see today.
pub struct SharedThere {
    pub brand: Organisation,
    pub factory: Organisation,
    pub granted: Granted,
}

pub struct SeeSharedFactory;

impl Action for SeeSharedFactory {
    type Subject = SharedThere;
    const NAME: &'static str = SeeSharedFactories::NAME;

    /// Without a consent in force there is nothing here.
    async fn subject(door: &Door<'_>) -> Outcome<SharedThere> {
        let read = door.read();
        let (brand, factory) = (door.id("organisation")?, door.id("factory")?);
        let now = door.db.clock().now();
        let granted = consents::granted(read, brand, factory, now).await?.ok_or(Problem::NotFound)?;
        let mut found = organisations::organisations(read, [brand, factory]).await?;
        let brand = found.remove(&brand).ok_or(Problem::NotFound)?;
        let factory = found.remove(&factory).ok_or(Problem::NotFound)?;
        Ok(SharedThere { brand, factory, granted })
    }

    fn judge(actor: &Actor, there: &SharedThere) -> Judgement {
        let is_brand = there.brand.kind == OrganisationKind::Brand;
        Judgement::allow_if(is_brand && speaks_for(actor, Self::NAME, &there.brand))
    }
}

/// The manufacturing groups that somebody manages.
pub fn groups_of(actor: &Actor) -> Vec<OrganisationId> {
    let of_group =
        actor.memberships.iter().filter(|standing| standing.kind == OrganisationKind::ManufacturingGroup);
    let mut groups: Vec<OrganisationId> = of_group
        .filter(|standing| standing.role.allows(SeeThemes::NAME))
        .map(|standing| standing.place.organisation)
        .collect();
    groups.sort();
    groups.dedup();
    groups
}

/// The way from the navigation to the reader's own group.
pub struct SeeOwnGroups;

impl Action for SeeOwnGroups {
    type Subject = ();
    const NAME: &'static str = SeeThemes::NAME;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(!groups_of(actor).is_empty())
    }
}

/// The factories of a manufacturing group by theme. Each factory is judged for itself too: whoever looks after one
/// country of a group sees its factories there.
pub struct SeeThemes;

impl Action for SeeThemes {
    type Subject = Organisation;
    const NAME: &'static str = "group.see";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, group: &Organisation) -> Judgement {
        let is_group = group.kind == OrganisationKind::ManufacturingGroup;
        Judgement::allow_if(is_group && actor.may(Self::NAME, &group.place()))
    }
}

/// Begins one pathway for several factories of a group. Each factory is judged for itself too.
pub struct StartPathways;

impl Action for StartPathways {
    type Subject = Organisation;
    const NAME: &'static str = "group.start-pathway";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, group: &Organisation) -> Judgement {
        let is_group = group.kind == OrganisationKind::ManufacturingGroup;
        Judgement::allow_if(is_group && actor.may(Self::NAME, &group.place()))
    }
}
