//! Lines of one file that contradict each other, or what is stored.

use std::collections::{HashMap, HashSet};

use super::{groups::Group, importer::Line, store::Question};
use crate::platform::Sentence;

/// Country, code and version of a question; of a point, its code alone; of a cluster or theme, what it is and its code.
type LineKey = (String, String, i32);

impl Line {
    fn key(&self) -> LineKey {
        match self {
            Self::Group(line) => match line.group {
                Group::Cluster => ("cluster".to_owned(), line.code.clone(), 0),
                Group::Theme => ("theme".to_owned(), line.code.clone(), 0),
            },
            Self::Point(point) => (String::new(), point.code.clone(), 0),
            Self::Question(question) => (question.country.clone(), question.code.clone(), question.version),
        }
    }
}

/// Of two lines on the same point or question that say different things, the second is refused.
pub(super) fn refuse_doubles(lines: &[u32], rows: &mut [Result<Line, Sentence>]) {
    let mut first: HashMap<LineKey, (u32, Line)> = HashMap::new();
    for (number, row) in lines.iter().zip(rows) {
        let Ok(line) = row else { continue };
        match first.get(&line.key()) {
            Some((_, same)) if same == line => {}
            Some((other, _)) => *row = Err(Sentence::of("frame-line-twice").with("line", *other)),
            None => {
                first.insert(line.key(), (*number, line.clone()));
            }
        }
    }
}

/// A point names a cluster and a theme that are stored, or that a row brings which is itself not refused.
pub(super) fn refuse_groupless(stored: &[(Group, String)], rows: &mut [Result<Line, Sentence>]) {
    let brought = rows.iter().flatten().filter_map(|line| match line {
        Line::Group(line) => Some(line.key()),
        Line::Point(_) | Line::Question(_) => None,
    });
    let there: HashSet<(Group, String)> = brought.chain(stored.iter().cloned()).collect();
    for row in rows {
        let Ok(Line::Point(point)) = row else { continue };
        let is_missing = |group: Group, code: &Option<String>| {
            code.clone().filter(|code| !there.contains(&(group, code.clone())))
        };
        let cluster = is_missing(Group::Cluster, &point.cluster).map(|code| ("frame-cluster-unknown", code));
        let theme = is_missing(Group::Theme, &point.theme).map(|code| ("frame-theme-unknown", code));
        if let Some((key, code)) = cluster.or(theme) {
            *row = Err(Sentence::of(key).with("word", code));
        }
    }
}

/// A question names its law. An empty cell leaves what is stored.
pub(super) fn refuse_lawless(stored: &[Question], rows: &mut [Result<Line, Sentence>]) {
    let laws: HashMap<LineKey, &str> = stored
        .iter()
        .map(|one| ((one.country.clone(), one.code.clone(), one.version), one.law_reference.as_str()))
        .collect();
    for row in rows {
        let Ok(line) = row else { continue };
        let key = line.key();
        let Line::Question(question) = line else { continue };
        if question.law_reference.is_empty() {
            question.law_reference = laws.get(&key).copied().unwrap_or_default().to_owned();
        }
        if question.law_reference.is_empty() {
            *row = Err("question-law-missing".into());
        }
    }
}

/// Two versions of a question that begin on the same day: nobody could say which is in force.
pub(super) fn refuse_same_day(stored: &[Question], rows: &mut [Result<Line, Sentence>]) {
    let named: HashSet<LineKey> = rows.iter().flatten().map(Line::key).collect();
    let key = |one: &Question| (one.country.clone(), one.code.clone(), one.version);
    let mut begins: HashMap<(String, String, chrono::NaiveDate), i32> = stored
        .iter()
        .filter(|one| !named.contains(&key(one)))
        .filter_map(|one| Some(((one.country.clone(), one.code.clone(), one.valid_from?), one.version)))
        .collect();
    for row in rows {
        let Ok(Line::Question(question)) = row else { continue };
        let Some(from) = question.valid_from else { continue };
        let version = question.version;
        let first = begins.entry((question.country.clone(), question.code.clone(), from)).or_insert(version);
        if *first != version {
            let other = u32::try_from(*first).unwrap_or(0);
            *row = Err(Sentence::of("frame-version-same-day").with("version", other));
        }
    }
}
