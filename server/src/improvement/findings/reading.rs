//! From what was written to a finding: names in either language, codes, dates; with a reason where it cannot be taken.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use super::{Finding, finding::nameless, telling::Names};
use crate::{
    improvement::{
        cycles::{self, CurrentCycle, KeptCycles},
        frame::store::{self as frame, Point, Question},
        model::{Severity, SourceKind, nearest},
    },
    organisations::{
        imports::words::Words,
        store::organisations::{self, Organisation},
    },
    platform::{
        Action, Actor, OrganisationId, Outcome, Read, Sentence, Texts, folding::fold, imports::Given,
        language::zones, roles::OrganisationKind, spreadsheets::date_in,
    },
};

/// A finding in the words of whoever brings it.
#[derive(Clone, Debug, Default)]
pub struct Written<'w> {
    pub factory: &'w str,
    pub point: &'w str,
    pub question: &'w str,
    pub source: &'w str,
    pub reference: &'w str,
    pub found_on: &'w str,
    pub severity: &'w str,
    pub cycle: &'w str,
    pub text: &'w str,
    pub root_cause: &'w str,
    pub action: &'w str,
    pub due_on: &'w str,
}

const LONGEST_TEXT: usize = 4_000;
const LONGEST_REFERENCE: usize = 120;
const MOST_CYCLES: i32 = 60;
/// Before it nobody assessed factories; spreadsheets make 1900 of an empty date.
const EARLIEST_YEAR: i32 = 1990;

/// What the frame and the reader's reach say.
pub struct Reader {
    points: HashMap<String, Point>,
    by_name: HashMap<String, String>,
    /// All versions of each, by country and code.
    questions: HashMap<(String, String), Vec<Question>>,
    factories: HashMap<OrganisationId, Organisation>,
    called: HashMap<String, Vec<OrganisationId>>,
    cycles: HashMap<OrganisationId, CurrentCycle>,
    kept: KeptCycles,
    sources: Words<SourceKind>,
    severities: Words<Severity>,
    now: DateTime<Utc>,
}

impl Reader {
    /// For all factories that the actor may bring findings for.
    pub async fn of_reach<A: Action>(
        read: &Read,
        actor: &Actor,
        texts: &Texts,
        now: DateTime<Utc>,
    ) -> Outcome<Self> {
        let reached = organisations::all_within(read, &actor.extent(A::NAME)).await?;
        Self::of(read, reached, texts, now).await
    }

    /// For these factories only.
    pub async fn of(
        read: &Read,
        reached: Vec<Organisation>,
        texts: &Texts,
        now: DateTime<Utc>,
    ) -> Outcome<Self> {
        let factories: HashMap<OrganisationId, Organisation> = reached
            .into_iter()
            .filter(|one| one.kind == OrganisationKind::Factory)
            .map(|one| (one.id, one))
            .collect();
        let mut called: HashMap<String, Vec<OrganisationId>> = HashMap::new();
        for one in factories.values() {
            let reference = one.reference.as_ref().map(|reference| fold(reference));
            let names: HashSet<String> =
                [fold(&one.name), one.id.to_string()].into_iter().chain(reference).collect();
            for name in names {
                called.entry(name).or_default().push(one.id);
            }
        }
        let points = frame::points_by_code(read).await?;
        let mut by_name = HashMap::new();
        for point in points.values() {
            for name in [&point.code, &point.code.replace('-', " "), &point.name_en, &point.name_vi] {
                by_name.insert(fold(name), point.code.clone());
            }
        }
        let countries: HashSet<String> = factories.values().filter_map(|one| one.country.clone()).collect();
        let questions = frame::questions(read, countries.into_iter().collect()).await?;
        let mut by_code: HashMap<(String, String), Vec<Question>> = HashMap::new();
        for question in questions {
            by_code.entry((question.country.clone(), question.code.clone())).or_default().push(question);
        }
        let ids: Vec<OrganisationId> = factories.keys().copied().collect();
        let cycles = cycles::current(read, &ids).await?;
        let kept = KeptCycles::of(read, &ids).await?;
        let sources = SourceKind::ALL.iter().map(|kind| (kind.word(), *kind));
        let severities = Severity::ALL.iter().map(|severity| (severity.word(), *severity));
        Ok(Self {
            points,
            by_name,
            questions: by_code,
            factories,
            called,
            cycles,
            kept,
            sources: Words::of(texts, "finding-source-", sources),
            severities: Words::of(texts, "severity-", severities),
            now,
        })
    }

    /// As the person who imports reads them.
    pub fn names(&self, given: &Given) -> Names {
        let language = given.actor.language;
        let points = self.points.iter();
        Names {
            engine: given.engine.clone(),
            language,
            factories: self.factories.iter().map(|(id, factory)| (*id, factory.name.clone())).collect(),
            points: points.map(|(code, point)| (code.clone(), point.name(language).to_owned())).collect(),
        }
    }

    /// # Errors
    /// Why it cannot be taken, in a sentence.
    pub fn finding(&self, written: &Written<'_>) -> Result<Finding, Sentence> {
        let factory = self.factory(written.factory)?;
        let point = self.point(written.point)?;
        let source = match written.source {
            "" => return Err("finding-source-missing".into()),
            word => {
                let found = self.sources.find(word);
                found.ok_or_else(|| Sentence::of("finding-source-unknown").with("word", word))?
            }
        };
        let found_on = self.day(factory, written.found_on)?;
        if self.points.get(&point).and_then(|point| point.valid_from).is_some_and(|from| found_on < from) {
            return Err(Sentence::of("finding-point-not-valid").with("point", point));
        }
        let question = self.question(factory, &point, written.question, found_on)?;
        // R17: Better Work assesses no factory that is known through its group only.
        if source == SourceKind::BwAssessment
            && self.factories.get(&factory).is_some_and(|one| one.group_only)
        {
            return Err("finding-factory-not-assessed".into());
        }
        let severity = match written.severity {
            "" => Severity::Medium,
            word => {
                let found = self.severities.find(word);
                found.ok_or_else(|| Sentence::of("finding-severity-unknown").with("word", word))?
            }
        };
        if [written.text, written.root_cause, written.action]
            .iter()
            .any(|text| text.chars().count() > LONGEST_TEXT)
        {
            return Err("finding-text-too-long".into());
        }
        if written.reference.chars().count() > LONGEST_REFERENCE {
            return Err("finding-reference-too-long".into());
        }
        let due_on = match written.due_on {
            "" => None,
            text => Some(date_in(text)?),
        };
        if due_on.is_some_and(|due_on| due_on < found_on) {
            return Err("finding-due-before-found".into());
        }
        let cycle = self.cycle(factory, written.cycle, found_on)?;
        let reference = match written.reference {
            "" => nameless(cycle, &point, &question, found_on),
            reference => reference.to_owned(),
        };
        Ok(Finding {
            factory,
            cycle,
            cycle_id: self.kept.id(factory, cycle),
            point,
            question,
            kind: source,
            reference,
            found_on,
            severity,
            text: written.text.to_owned(),
            root_cause: written.root_cause.to_owned(),
            action: written.action.to_owned(),
            due_on,
            gone: false,
        })
    }

    /// That a source says something no more; only where it is from, its name and its day matter.
    ///
    /// # Errors
    /// Why it cannot be taken, in a sentence.
    pub fn gone(&self, kind: SourceKind, written: &Written<'_>) -> Result<Finding, Sentence> {
        let factory = self.factory(written.factory)?;
        let found_on = self.day(factory, written.found_on)?;
        Ok(Finding {
            factory,
            cycle: self.cycle(factory, written.cycle, found_on)?,
            cycle_id: None,
            point: String::new(),
            question: String::new(),
            kind,
            reference: written.reference.to_owned(),
            found_on,
            severity: Severity::Medium,
            text: String::new(),
            root_cause: String::new(),
            action: String::new(),
            due_on: None,
            gone: true,
        })
    }

    /// One of another country, or of nobody's business here, is answered like one that is not there.
    fn factory(&self, word: &str) -> Result<OrganisationId, Sentence> {
        if word.is_empty() {
            let mut all = self.factories.keys();
            return match (all.next(), all.next()) {
                (Some(one), None) => Ok(*one),
                _ => Err("finding-factory-missing".into()),
            };
        }
        match self.called.get(&fold(word)).map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            Some([_, ..]) => Err(Sentence::of("import-organisation-unclear").with("word", word)),
            _ => Err(Sentence::of("finding-factory-unknown").with("word", word)),
        }
    }

    fn point(&self, word: &str) -> Result<String, Sentence> {
        if word.is_empty() {
            return Err("finding-point-missing".into());
        }
        if let Some(code) = self.by_name.get(&fold(word)) {
            return Ok(code.clone());
        }
        let names = self.points.values().flat_map(|point| [&point.code, &point.name_en, &point.name_vi]);
        Err(match nearest(word, names.map(String::as_str)) {
            Some(like) => Sentence::of("finding-point-unknown-like").with("word", word).with("like", like),
            None => Sentence::of("finding-point-unknown").with("word", word),
        })
    }

    fn question(
        &self,
        factory: OrganisationId,
        point: &str,
        word: &str,
        found_on: NaiveDate,
    ) -> Result<String, Sentence> {
        if word.is_empty() {
            return Ok(String::new());
        }
        let country = self.factories.get(&factory).and_then(|one| one.country.clone()).unwrap_or_default();
        let Some(versions) = self.questions.get(&(country, word.to_owned())) else {
            return Err(Sentence::of("finding-question-unknown").with("word", word));
        };
        if !versions.iter().any(|version| version.point_code == point) {
            return Err(Sentence::of("finding-question-elsewhere").with("word", word).with("point", point));
        }
        let is_valid = |version: &Question| {
            version.point_code == point
                && version.valid_from.is_none_or(|from| from <= found_on)
                && version.valid_to.is_none_or(|to| found_on <= to)
        };
        if versions.iter().any(is_valid) {
            Ok(word.to_owned())
        } else {
            Err(Sentence::of("finding-question-not-valid").with("word", word))
        }
    }

    /// The day of a finding, neither to come by the factory's clock nor before anybody assessed.
    fn day(&self, factory: OrganisationId, text: &str) -> Result<NaiveDate, Sentence> {
        if text.is_empty() {
            return Err("finding-date-missing".into());
        }
        let day = date_in(text)?;
        let country = self.factories.get(&factory).and_then(|one| one.country.as_deref());
        // Where the clock is not known, it may be tomorrow already.
        let spare = Days::new(if country.and_then(zones::of_country).is_none() { 1 } else { 0 });
        let today = zones::day_in(country, self.now);
        match day {
            _ if today.checked_add_days(spare).is_some_and(|latest| day > latest) => {
                Err("finding-date-in-future".into())
            }
            _ if day.year() < EARLIEST_YEAR => Err("finding-date-too-early".into()),
            _ => Ok(day),
        }
    }

    fn cycle(&self, factory: OrganisationId, text: &str, found_on: NaiveDate) -> Result<i32, Sentence> {
        let current = self.cycles.get(&factory).copied();
        if text.is_empty() {
            let latest = || current.map_or(1, |current| current.number);
            return Ok(self.kept.on(factory, found_on).unwrap_or_else(latest));
        }
        let number: i32 = text.parse().map_err(|_| "finding-cycle-wrong")?;
        match current {
            _ if !(1..=MOST_CYCLES).contains(&number) => Err("finding-cycle-wrong".into()),
            Some(current) if current.is_kept && number > current.number => {
                Err(Sentence::of("finding-cycle-to-come")
                    .with("cycle", u32::try_from(number).unwrap_or(0))
                    .with("current", u32::try_from(current.number).unwrap_or(0)))
            }
            _ => Ok(number),
        }
    }
}
