//! Rows of a list that name a compliance cluster or a priority theme.

use std::collections::{BTreeMap, HashMap};

use super::{
    importer::COLUMNS,
    store::{self, Again, Cluster, Theme},
};
use crate::{
    improvement::findings::telling::{differences, text},
    platform::{
        Language, Outcome, Read, Sentence, Texts, UnitOfWork, folding::fold, sentence::Value,
        spreadsheets::Row,
    },
};

/// What points are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Cluster,
    Theme,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupLine {
    pub group: Group,
    pub code: String,
    name_en: String,
    name_vi: String,
}

/// A cluster or a theme, without its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    name_en: String,
    name_vi: String,
    position: i32,
}

impl GroupLine {
    pub fn key(&self) -> (Group, String) {
        (self.group, self.code.clone())
    }

    /// As the row says it, where it stands; a new one stands last.
    pub fn after(&self, there: &HashMap<(Group, String), Named>) -> Named {
        let last = || there.keys().filter(|(group, _)| *group == self.group).count();
        let position = there
            .get(&self.key())
            .map_or_else(|| i32::try_from(last()).unwrap_or(i32::MAX), |there| there.position);
        Named { name_en: self.name_en.clone(), name_vi: self.name_vi.clone(), position }
    }
}

/// Which of the two a row says that it is; neither for points and questions.
///
/// # Errors
/// For a word that is no kind of row.
pub fn group_of(texts: &Texts, row: &Row) -> Result<Option<Group>, Sentence> {
    let Some(word) = row.optional("kind") else { return Ok(None) };
    let is_one_of = |key: &'static str| {
        let mut all = Language::ALL.into_iter().flat_map(|language| texts.plain(language, key).split('|'));
        all.any(|one| fold(one) == fold(word))
    };
    if is_one_of("import-frame-cluster-words") {
        Ok(Some(Group::Cluster))
    } else if is_one_of("import-frame-theme-words") {
        Ok(Some(Group::Theme))
    } else if is_one_of("import-frame-row-words") {
        Ok(None)
    } else {
        Err(Sentence::of("frame-kind-unknown").with("word", word))
    }
}

/// # Errors
/// For a cell that a cluster or a theme does not have.
pub fn line(
    row: &Row,
    group: Group,
    (code, name_en, name_vi): (String, String, String),
) -> Result<GroupLine, Sentence> {
    let own = ["code", "name_en", "name_vi", "kind"];
    let filled =
        COLUMNS.iter().find(|column| !own.contains(&column.name) && row.optional(column.name).is_some());
    match filled {
        Some(column) => {
            let heading = Value::Named { text: column.heading.to_owned() };
            Err(Sentence::of("frame-column-of-points").with("column", heading))
        }
        None => Ok(GroupLine { group, code, name_en, name_vi }),
    }
}

/// Points of the file may name what the file itself brings.
pub fn expect(texts: &Texts, rows: &[Row], clusters: &mut Vec<Cluster>, themes: &mut Vec<Theme>) {
    for row in rows {
        let text = |column: &str| row.text(column).to_owned();
        let (code, name_en, name_vi) = (text("code"), text("name_en"), text("name_vi"));
        match group_of(texts, row) {
            Ok(Some(Group::Cluster)) => clusters.push(Cluster { code, name_en, name_vi, position: 0 }),
            Ok(Some(Group::Theme)) => themes.push(Theme { code, name_en, name_vi, position: 0 }),
            Ok(None) | Err(_) => {}
        }
    }
}

/// All that are there.
pub async fn stored(read: &Read) -> Outcome<HashMap<(Group, String), Named>> {
    let cluster = |one: Cluster| {
        let named = Named { name_en: one.name_en, name_vi: one.name_vi, position: one.position };
        ((Group::Cluster, one.code), named)
    };
    let theme = |one: Theme| {
        let named = Named { name_en: one.name_en, name_vi: one.name_vi, position: one.position };
        ((Group::Theme, one.code), named)
    };
    let clusters = store::clusters(read).await?.into_iter().map(cluster);
    Ok(clusters.chain(store::themes(read).await?.into_iter().map(theme)).collect())
}

/// What a row changes, in words.
pub fn told(line: &GroupLine, before: &Named, after: &Named) -> Vec<Sentence> {
    let about = match line.group {
        Group::Cluster => Sentence::of("frame-told-cluster"),
        Group::Theme => Sentence::of("frame-told-theme"),
    };
    let all = [
        ("import-frame-name-en", text(&before.name_en), text(&after.name_en)),
        ("import-frame-name-vi", text(&before.name_vi), text(&after.name_vi)),
    ];
    let about = about.with("code", line.code.as_str());
    std::iter::once(about).chain(differences("finding-told-change", all)).collect()
}

pub async fn save(work: &UnitOfWork, groups: BTreeMap<(Group, String), Named>) -> Outcome<()> {
    let (mut clusters, mut themes) = (Vec::new(), Vec::new());
    for ((group, code), Named { name_en, name_vi, position }) in groups {
        match group {
            Group::Cluster => clusters.push(Cluster { code, name_en, name_vi, position }),
            Group::Theme => themes.push(Theme { code, name_en, name_vi, position }),
        }
    }
    store::save_clusters(work, clusters, Again::Changes).await?;
    store::save_themes(work, themes, Again::Changes).await
}
