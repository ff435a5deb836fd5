//! Who may take lists in. Which kinds of lists, the importers say.

use super::{
    Importer, Importers,
    store::{self, Stored},
};
use crate::platform::{Action, Actor, Db, Door, Judgement, Outcome, Problem};

/// The page where it begins.
pub struct MakeImport;

impl Action for MakeImport {
    type Subject = ();
    const NAME: &'static str = "import.make";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

/// One's own import: the file and its reasons are nobody else's business.
pub struct SeeImport;

impl Action for SeeImport {
    type Subject = Stored;
    const NAME: &'static str = "import.make";

    async fn subject(door: &Door<'_>) -> Outcome<Stored> {
        store::import(door.read(), door.id("import")?).await
    }

    fn judge(actor: &Actor, stored: &Stored) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME) && actor.person == stored.by)
    }
}

/// The importer of this kind, where the actor may use it.
///
/// # Errors
/// `Problem::NotFound` for a kind that is unknown, or not for them.
pub fn with_importer<T>(
    db: &Db,
    actor: &Actor,
    kind: &str,
    then: impl FnOnce(&dyn Importer) -> T,
) -> Outcome<T> {
    let importers = db.attached::<Importers>().ok_or(Problem::NotFound)?;
    let importer = importers.find(kind).filter(|importer| importer.may(actor)).ok_or(Problem::NotFound)?;
    Ok(then(importer))
}
