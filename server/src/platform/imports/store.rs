//! The table `import`.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use super::{ChangedRow, Preview, RefusedRow};
use crate::platform::{Outcome, PersonId, Problem, Read, UnitOfWork, pages::PAGE, storage::FileKey};

crate::id_type!(ImportId);

crate::word_enum! {
    /// How far an import is. Its text is `import-state-<word>`.
    State {
        Checking = "checking",
        Checked = "checked",
        Unreadable = "unreadable",
        Importing = "importing",
        Done = "done",
        Failed = "failed",
    }
}

mod import {
    use sea_orm::entity::prelude::*;

    use super::{ImportId, PersonId, State};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ImportId,
        pub kind: String,
        pub by_person_id: PersonId,
        pub at: DateTimeUtc,
        pub file_name: String,
        pub file: Option<String>,
        pub state: State,
        pub rows: i32,
        pub done: i32,
        pub created: i32,
        pub changed: i32,
        pub unchanged: i32,
        pub refused: i32,
        pub refusals: String,
        pub ended_at: Option<DateTimeUtc>,
        pub changed_rows: String,
        pub fingerprint: Option<String>,
        pub previewed_anew_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use import::{ActiveModel, Column, Entity, Model};

/// A file on its way.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: ImportId,
    pub kind: String,
    pub by: PersonId,
    pub at: DateTime<Utc>,
    pub file_name: String,
    pub file: Option<FileKey>,
    pub state: State,
    pub rows: u32,
    pub done: u32,
    pub created: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub refused: u32,
    /// The first of them.
    pub refusals: Vec<RefusedRow>,
    /// The first of those that say what they change, as the preview said it.
    pub changes: Vec<ChangedRow>,
    /// Of the preview; none before the file was looked through.
    pub fingerprint: Option<String>,
    /// When the preview was made anew, because the first one held no more.
    pub previewed_anew_at: Option<DateTime<Utc>>,
}

impl From<Model> for Stored {
    fn from(row: Model) -> Self {
        let count = |number: i32| u32::try_from(number).unwrap_or(0);
        Self {
            id: row.id,
            kind: row.kind,
            by: row.by_person_id,
            at: row.at,
            file_name: row.file_name,
            file: row.file.and_then(|key| FileKey::parse(&key)),
            state: row.state,
            rows: count(row.rows),
            done: count(row.done),
            created: count(row.created),
            changed: count(row.changed),
            unchanged: count(row.unchanged),
            refused: count(row.refused),
            refusals: serde_json::from_str(&row.refusals).unwrap_or_default(),
            changes: serde_json::from_str(&row.changed_rows).unwrap_or_default(),
            fingerprint: row.fingerprint,
            previewed_anew_at: row.previewed_anew_at,
        }
    }
}

/// So many refused and so many changed rows are shown; whoever has more mends their list first.
const SHOWN: usize = 500;

pub async fn import(read: &Read, id: ImportId) -> Outcome<Stored> {
    Entity::find_by_id(id).one(read).await?.map(Stored::from).ok_or(Problem::NotFound)
}

/// The latest of one person.
pub async fn imports_of(read: &Read, person: PersonId) -> Outcome<Vec<Stored>> {
    let rows = Entity::find()
        .filter(Column::ByPersonId.eq(person))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(PAGE)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

pub async fn add(
    work: &UnitOfWork,
    kind: &str,
    by: PersonId,
    file_name: &str,
    file: &FileKey,
) -> Outcome<ImportId> {
    let id = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        kind: Set(kind.to_owned()),
        by_person_id: Set(by),
        at: Set(work.now()),
        file_name: Set(file_name.to_owned()),
        file: Set(Some(file.as_str().to_owned())),
        state: Set(State::Checking),
        rows: Set(0),
        done: Set(0),
        created: Set(0),
        changed: Set(0),
        unchanged: Set(0),
        refused: Set(0),
        refusals: Set("[]".to_owned()),
        ended_at: Set(None),
        changed_rows: Set("[]".to_owned()),
        fingerprint: Set(None),
        previewed_anew_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// From one state to the next. Returns false when it was not in that state any more.
pub async fn go_on(work: &UnitOfWork, id: ImportId, from: State, to: State) -> Outcome<bool> {
    let row = ActiveModel { state: Set(to), ..Default::default() };
    let here = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::State.eq(from));
    Ok(here.exec(work).await?.rows_affected == 1)
}

/// What would become of the rows.
pub async fn note_preview(
    work: &UnitOfWork,
    id: ImportId,
    state: State,
    rows: usize,
    (preview, fingerprint): &(Preview, String),
) -> Outcome<()> {
    let mut row = counts(preview)?;
    row.state = Set(state);
    row.rows = Set(i32::try_from(rows).unwrap_or(i32::MAX));
    let shown = preview.changes.get(..SHOWN).unwrap_or(&preview.changes);
    row.fingerprint = Set(Some(fingerprint.clone()));
    row.changed_rows = Set(serde_json::to_string(shown).map_err(Problem::internal)?);
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// The same where what was previewed before holds no more: it waits for another decision.
pub async fn note_new_preview(
    work: &UnitOfWork,
    id: ImportId,
    rows: usize,
    plan: &(Preview, String),
) -> Outcome<()> {
    note_preview(work, id, State::Checked, rows, plan).await?;
    let row = ActiveModel { previewed_anew_at: Set(Some(work.now())), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// What became of the first `done` rows.
pub async fn note_progress(work: &UnitOfWork, id: ImportId, done: usize, so_far: &Preview) -> Outcome<()> {
    let mut row = counts(so_far)?;
    row.done = Set(i32::try_from(done).unwrap_or(i32::MAX));
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

fn counts(preview: &Preview) -> Outcome<ActiveModel> {
    let count = |number: u32| Set(i32::try_from(number).unwrap_or(i32::MAX));
    let shown = preview.refused.get(..SHOWN).unwrap_or(&preview.refused);
    Ok(ActiveModel {
        created: count(preview.created),
        changed: count(preview.changed),
        unchanged: count(preview.unchanged),
        refused: count(u32::try_from(preview.refused.len()).unwrap_or(u32::MAX)),
        refusals: Set(serde_json::to_string(shown).map_err(Problem::internal)?),
        ..Default::default()
    })
}

/// It is over, and its file may go.
pub async fn end(work: &UnitOfWork, id: ImportId) -> Outcome<()> {
    let row = ActiveModel {
        state: Set(State::Done),
        file: Set(None),
        ended_at: Set(Some(work.now())),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// It stopped by a defect of ours, and its file may go. What was done before stays done; what was only looked through
/// is not told as done.
pub async fn fail(work: &UnitOfWork, stored: &Stored) -> Outcome<()> {
    let mut row = if stored.done == 0 { counts(&Preview::default())? } else { ActiveModel::default() };
    row.state = Set(State::Failed);
    row.file = Set(None);
    row.ended_at = Set(Some(work.now()));
    let under_way = Column::State.is_in([State::Checking, State::Importing]);
    let here = Entity::update_many().set(row).filter(Column::Id.eq(stored.id)).filter(under_way);
    here.exec(work).await?;
    Ok(())
}

/// Imports under way on which no job works any more: those give up after two days, and begin within one.
pub async fn left_lying(read: &Read, now: DateTime<Utc>) -> Outcome<Vec<Stored>> {
    let under_way = Column::State.is_in([State::Checking, State::Importing]);
    let old = Column::At.lt(now - TimeDelta::days(4));
    let rows =
        Entity::find().filter(under_way).filter(old).order_by_asc(Column::Id).limit(PAGE).all(read).await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

pub async fn let_go_of_file(work: &UnitOfWork, id: ImportId) -> Outcome<()> {
    let row = ActiveModel { file: Set(None), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

pub async fn is_file_needed(read: &Read, file: &FileKey) -> Outcome<bool> {
    Ok(Entity::find().filter(Column::File.eq(file.as_str())).count(read).await? > 0)
}

/// Lets go of every file on which nobody decided yet, and of those that this person sent. Returns them.
pub async fn forget_lists(work: &UnitOfWork, person: PersonId) -> Outcome<Vec<FileKey>> {
    let undecided = Column::State.is_in([State::Checking, State::Checked, State::Unreadable]);
    let lists = Column::File.is_not_null().and(undecided.or(Column::ByPersonId.eq(person)));
    let files: Vec<Option<String>> = Entity::find()
        .select_only()
        .column(Column::File)
        .filter(lists.clone())
        .into_tuple()
        .all(&**work)
        .await?;
    let row = ActiveModel { file: Set(None), file_name: Set("–".to_owned()), ..Default::default() };
    Entity::update_many().set(row).filter(lists).exec(work).await?;
    Ok(files.into_iter().flatten().filter_map(|key| FileKey::parse(&key)).collect())
}

/// Lets go of the files of imports that nobody decided on for a day, and of imports older than three months. Returns
/// the files.
pub async fn forget_old(work: &UnitOfWork) -> Outcome<Vec<FileKey>> {
    let undecided = Column::At.lt(work.now() - TimeDelta::days(1)).and(Column::State.is_in([
        State::Checking,
        State::Checked,
        State::Unreadable,
    ]));
    let files: Vec<Option<String>> = Entity::find()
        .select_only()
        .column(Column::File)
        .filter(undecided.clone())
        .filter(Column::File.is_not_null())
        .into_tuple()
        .all(&**work)
        .await?;
    let gone = Expr::value(Option::<String>::None);
    Entity::update_many().col_expr(Column::File, gone).filter(undecided).exec(work).await?;
    let old = Column::At.lt(work.now() - TimeDelta::days(90));
    Entity::delete_many().filter(old).exec(work).await?;
    Ok(files.into_iter().flatten().filter_map(|key| FileKey::parse(&key)).collect())
}
