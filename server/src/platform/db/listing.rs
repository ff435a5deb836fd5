//! Lists as pages show them: some of the rows at a time, and what is searched in them.

use sea_orm::{EntityTrait, PaginatorTrait, QuerySelect, Select, sea_query::LikeExpr};

use super::Read;
use crate::platform::{Outcome, pages::PAGE};

/// One page (from 1) of these rows, and how many rows there are on all pages. `sorted` must say the order to the end, or
/// a row may stand on two pages.
pub async fn page_of<E>(read: &Read, sorted: Select<E>, page: u64) -> Outcome<(Vec<E::Model>, u64)>
where
    E: EntityTrait,
    E::Model: Send + Sync,
{
    let total = sorted.clone().count(read).await?;
    let skip = page.saturating_sub(1).saturating_mul(PAGE);
    let rows = sorted.offset(skip).limit(PAGE).all(read).await?;
    Ok((rows, total))
}

/// `%words%`, with the signs of patterns taken as they stand.
pub fn containing(words: &str) -> LikeExpr {
    let plain = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{plain}%")).escape('\\')
}

#[cfg(test)]
mod tests {
    use sea_orm::{
        ConnectionTrait,
        sea_query::{Expr, ExprTrait, Query},
    };

    use super::*;
    use crate::testing::TestAcademy;

    async fn finds(read: &Read, words: &str, text: &str) -> bool {
        let mut select = Query::select();
        select.expr(Expr::val(1)).and_where(Expr::val(text).like(containing(words)));
        !read.query_all(&select).await.unwrap().is_empty()
    }

    #[actix_web::test]
    async fn the_signs_of_patterns_are_searched_as_they_stand() {
        for academy in TestAcademy::on_both().await {
            let read = academy.db().read();
            for (words, text) in [("0% c", "100% cotton"), ("a_b", "xa_bx"), ("a\\b", "a\\b")] {
                assert!(finds(read, words, text).await, "{words} in {text}");
            }
            for (words, text) in [("0% c", "100 cotton"), ("a_b", "a-b"), ("a\\%", "a\\b")] {
                assert!(!finds(read, words, text).await, "{words} in {text}");
            }
        }
    }
}
