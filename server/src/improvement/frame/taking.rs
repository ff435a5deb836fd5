//! What becomes of the rows of a list of the frame, and its doing.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use super::{
    access::ChangeFrame,
    groups::{self, Group, Named},
    importer::{Line, PointLine},
    store::{self, Again, Point, Question},
    telling::Names,
};
use crate::platform::{
    Action, Actor, Outcome, Read, Sentence, UnitOfWork, audit,
    imports::{Fate, Import},
};

pub struct FrameImport {
    pub actor: Actor,
    pub names: Names,
    pub lines: Vec<u32>,
    pub rows: Vec<Result<Line, Sentence>>,
}

/// What a step writes.
#[derive(Default)]
struct Written {
    groups: BTreeMap<(Group, String), Named>,
    points: Vec<Point>,
    questions: Vec<Question>,
}

impl FrameImport {
    async fn deeds(&self, read: &Read, rows: Range<usize>) -> Outcome<(Vec<Fate>, Written)> {
        let mut points = store::points_by_code(read).await?;
        let mut groups = groups::stored(read).await?;
        let questions = store::all_questions(read).await?;
        let key = |question: &Question| (question.country.clone(), question.code.clone(), question.version);
        let mut questions: HashMap<_, Question> = questions.into_iter().map(|one| (key(&one), one)).collect();
        let mut written = Written::default();
        let mut fates = Vec::new();
        for row in self.rows.get(rows).unwrap_or_default() {
            fates.push(match row {
                Err(reason) => Fate::Refused(reason.clone()),
                Ok(Line::Group(line)) => {
                    let after = line.after(&groups);
                    let there = groups.insert(line.key(), after.clone());
                    let fate = fate(there.as_ref(), &after, |before| groups::told(line, before, &after));
                    if fate != Fate::Unchanged {
                        written.groups.insert(line.key(), after);
                    }
                    fate
                }
                Ok(Line::Point(line)) => {
                    let position = i32::try_from(points.len()).unwrap_or(i32::MAX);
                    let there = points.get(&line.code).cloned();
                    let point = described(line, there.clone(), position, self.actor.person);
                    let fate = fate(there.as_ref(), &point, |before| self.names.of_point(before, &point));
                    if fate != Fate::Unchanged {
                        written.points.retain(|other| other.code != point.code);
                        written.points.push(point.clone());
                        points.insert(point.code.clone(), point);
                    }
                    fate
                }
                Ok(Line::Question(question)) => {
                    let there = questions.get(&key(question));
                    let question = asked(question, there, self.actor.person);
                    let told = |before: &Question| self.names.of_question(before, &question);
                    let fate = fate(there, &question, told);
                    if fate != Fate::Unchanged {
                        written.questions.retain(|other| key(other) != key(&question));
                        written.questions.push(question.clone());
                        questions.insert(key(&question), question);
                    }
                    fate
                }
            });
        }
        Ok((fates, written))
    }
}

fn fate<T: PartialEq>(there: Option<&T>, new: &T, told: impl FnOnce(&T) -> Vec<Sentence>) -> Fate {
    match there {
        None => Fate::Created,
        Some(there) if there == new => Fate::Unchanged,
        Some(there) => Fate::ChangedSo(told(there)),
    }
}

/// What was told before it was done is not told again.
fn done(fate: Fate) -> Fate {
    if matches!(fate, Fate::ChangedSo(_)) { Fate::Changed } else { fate }
}

/// The question as the row says it, with what is kept of its changes.
fn asked(row: &Question, there: Option<&Question>, by: crate::platform::PersonId) -> Question {
    let Some(there) = there else { return row.clone() };
    let mut after = Question {
        // A list without this column says nothing of it.
        public_from: row.public_from.or(there.public_from),
        changes: there.changes,
        changed_at: there.changed_at,
        changed_by_person_id: there.changed_by_person_id,
        ..row.clone()
    };
    if after != *there {
        after.changes = there.changes.saturating_add(1);
        after.changed_by_person_id = Some(by);
    }
    after
}

fn described(line: &PointLine, there: Option<Point>, position: i32, by: crate::platform::PersonId) -> Point {
    let fresh = || Point {
        code: line.code.clone(),
        cluster_code: String::new(),
        name_en: String::new(),
        name_vi: String::new(),
        position,
        confirmed: false,
        theme_code: None,
        valid_from: None,
        changes: 0,
        changed_at: None,
        changed_by_person_id: None,
    };
    let before = there.unwrap_or_else(fresh);
    let mut after = Point {
        cluster_code: line.cluster.clone().unwrap_or_else(|| before.cluster_code.clone()),
        name_en: line.name_en.clone(),
        name_vi: line.name_vi.clone(),
        confirmed: line.confirmed.unwrap_or(before.confirmed),
        theme_code: line.theme.clone().or_else(|| before.theme_code.clone()),
        valid_from: line.valid_from.or(before.valid_from),
        ..before.clone()
    };
    if after != before {
        after.changes = before.changes.saturating_add(1);
        after.changed_by_person_id = Some(by);
    }
    after
}

#[async_trait::async_trait]
impl Import for FrameImport {
    fn lines(&self) -> &[u32] {
        &self.lines
    }

    async fn preview(&self, read: &Read, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        Ok(self.deeds(read, rows).await?.0)
    }

    async fn carry_out(&self, work: &UnitOfWork, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        let (fates, mut written) = self.deeds(work, rows).await?;
        for point in &mut written.points {
            point.changed_at = Some(work.now());
        }
        for question in written.questions.iter_mut().filter(|one| one.changed_by_person_id.is_some()) {
            question.changed_at = Some(work.now());
        }
        let details = serde_json::json!({
            "points": written.points.iter().map(|point| &point.code).collect::<Vec<_>>(),
            "questions": written.questions.len(),
            "groups": written.groups.keys().map(|(_, code)| code).collect::<Vec<_>>(),
        });
        let any = !(written.points.is_empty() && written.questions.is_empty() && written.groups.is_empty());
        groups::save(work, written.groups).await?;
        store::save_points(work, written.points, Again::Changes).await?;
        store::save_questions(work, written.questions, Again::Changes).await?;
        if any {
            let entry =
                audit::Entry::of(ChangeFrame::NAME, "compliance-point", uuid::Uuid::nil()).with(details);
            audit::write(work, self.actor.person, entry).await?;
        }
        Ok(fates.into_iter().map(done).collect())
    }
}
