//! How far an action reaches, as a condition on the table `organisation`.

use sea_orm::{
    Condition, ExprTrait,
    sea_query::{Expr, LikeExpr},
};

use crate::platform::{actor::Extent, folding::fold};

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

/// `%words%`, folded as the key columns are, with the signs of patterns taken as they stand.
pub fn containing(search: &str) -> LikeExpr {
    let plain = fold(search).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{plain}%")).escape('\\')
}
