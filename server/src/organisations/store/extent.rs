//! How far an action reaches, as a condition on the table `organisation`.

use sea_orm::{
    Condition, ExprTrait,
    sea_query::{Expr, LikeExpr},
};

use crate::platform::{actor::Extent, db::listing, folding::fold};

pub fn within(extent: &Extent) -> Condition {
    if extent.everywhere {
        return Condition::all();
    }
    let ids: Vec<uuid::Uuid> = extent.organisations.iter().map(|organisation| organisation.0).collect();
    Condition::any()
        .add(Expr::col(("organisation", "country")).is_in(extent.countries.clone()))
        .add(Expr::col(("organisation", "id")).is_in(ids.clone()))
        .add(Expr::col(("organisation", "part_of")).is_in(ids))
}

/// What the key columns contain: they are folded, so what is searched is too.
pub fn containing(search: &str) -> LikeExpr {
    listing::containing(&fold(search))
}
