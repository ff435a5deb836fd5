//! A list of organisations. An organisation is known again by its own reference, else by kind, name and country.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::words::{self, Words};
use crate::{
    organisations::{
        MOVED,
        access::{ChangeOrganisation, RegisterOrganisation, Registration, SeeOrganisation, place_to_be},
        model::{OrganisationName, needs_country},
        store::organisations::{self, Organisation},
    },
    platform::{
        Action, Actor, Job, Judgement, OrganisationId, Outcome, Read, Sentence, UnitOfWork, audit,
        folding::fold,
        imports::{Fate, Given, Import, Importer},
        jobs,
        roles::OrganisationKind,
        spreadsheets::{Column, Row, Table},
    },
};

pub struct OrganisationsImporter;

const COLUMNS: &[Column] = &[
    Column { name: "kind", heading: "import-kind", also: "import-kind-also", needed: true },
    Column {
        name: "name",
        heading: "import-organisation-name",
        also: "import-organisation-name-also",
        needed: true,
    },
    Column { name: "country", heading: "import-country", also: "import-country-also", needed: false },
    Column { name: "part_of", heading: "import-part-of", also: "import-part-of-also", needed: false },
    Column { name: "reference", heading: "import-reference", also: "import-reference-also", needed: false },
];

const LONGEST_REFERENCE: usize = 60;

#[async_trait::async_trait]
impl Importer for OrganisationsImporter {
    fn kind(&self) -> &'static str {
        "organisations"
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn may(&self, actor: &Actor) -> bool {
        actor.may_anywhere(RegisterOrganisation::NAME)
    }

    async fn begin(&self, _: &Read, given: Given, table: Table) -> Outcome<Box<dyn Import>> {
        let texts = given.engine.texts();
        let (kinds, countries) = (words::kinds(texts), words::country_codes(texts));
        let read = |row: &Row| (row.line, described(row, &kinds, &countries));
        let mut rows: Vec<_> = table.rows.iter().map(read).collect();
        refuse_doubles(&mut rows);
        // Groups come first, so that the factories of the same file find them.
        rows.sort_by_key(
            |(_, row)| !matches!(row, Ok(row) if row.kind == OrganisationKind::ManufacturingGroup),
        );
        let groups = rows
            .iter()
            .filter_map(|(_, row)| row.as_ref().ok())
            .filter(|row| row.kind == OrganisationKind::ManufacturingGroup)
            .flat_map(|row| row.reference.iter().map(|text| fold(text)).chain([fold(&row.name)]))
            .collect();
        let (lines, rows) = rows.into_iter().unzip();
        Ok(Box::new(OrganisationsImport { actor: given.actor, groups, lines, rows }))
    }
}

/// A row that can be read.
struct Listed {
    kind: OrganisationKind,
    name: String,
    country: Option<String>,
    /// The name, the reference or the id of a group.
    part_of: Option<String>,
    reference: Option<String>,
}

fn described(
    row: &Row,
    kinds: &Words<OrganisationKind>,
    countries: &Words<&'static str>,
) -> Result<Listed, Sentence> {
    if let Some(fault) = row.fault() {
        return Err(fault);
    }
    let kind = row.optional("kind").ok_or("organisation-kind-missing")?;
    let kind = kinds.find(kind).ok_or_else(|| Sentence::of("import-kind-unknown").with("word", kind))?;
    let name = OrganisationName::parse(row.text("name"))?.as_str().to_owned();
    let country = match row.optional("country") {
        Some(text) => {
            let found = countries.find(text);
            Some(found.ok_or_else(|| Sentence::of("import-country-unknown").with("word", text))?.to_owned())
        }
        None => None,
    };
    let part_of = row.optional("part_of").map(str::to_owned);
    if part_of.is_some() && kind != OrganisationKind::Factory {
        return Err("organisation-group-wrong".into());
    }
    let reference = row.optional("reference").map(str::to_owned);
    if reference.as_ref().is_some_and(|text| text.chars().count() > LONGEST_REFERENCE) {
        return Err("import-reference-too-long".into());
    }
    Ok(Listed { kind, name, country, part_of, reference })
}

fn refuse_doubles(rows: &mut [(u32, Result<Listed, Sentence>)]) {
    let mut first: HashMap<String, u32> = HashMap::new();
    for (line, row) in rows {
        let Ok(listed) = row else { continue };
        let named = || {
            let country = listed.country.as_deref().unwrap_or_default();
            format!("name {} {country} {}", listed.kind.word(), fold(&listed.name))
        };
        let same = listed.reference.as_ref().map_or_else(named, |text| format!("reference {text}"));
        match first.get(&same) {
            Some(other) => *row = Err(Sentence::of("import-line-twice").with("line", *other)),
            None => {
                first.insert(same, *line);
            }
        }
    }
}

struct OrganisationsImport {
    actor: Actor,
    /// Names and references of the groups in this file.
    groups: HashSet<String>,
    lines: Vec<u32>,
    rows: Vec<Result<Listed, Sentence>>,
}

#[async_trait::async_trait]
impl Import for OrganisationsImport {
    fn lines(&self) -> &[u32] {
        &self.lines
    }

    async fn preview(&self, read: &Read, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        let rows = self.rows.get(rows).unwrap_or_default();
        let mut there = self.there(read, rows).await?;
        there.groups_to_come.clone_from(&self.groups);
        Ok(rows.iter().map(|row| self.deed(row, &there).fate()).collect())
    }

    async fn carry_out(&self, work: &UnitOfWork, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        let rows = self.rows.get(rows).unwrap_or_default();
        let mut there = self.there(work, rows).await?;
        let mut fates = Vec::new();
        let mut entries = Vec::new();
        let (mut saved, mut moved, mut regrouped) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let deed = self.deed(row, &there);
            fates.push(deed.fate());
            let (action, organisation) = match deed {
                Deed::Register(mut new) => {
                    new.id = work.new_id();
                    new.registered_at = work.now();
                    (RegisterOrganisation::NAME, *new)
                }
                Deed::Change(changed) => {
                    let before = there.all.get(&changed.id).map(Organisation::place);
                    let group = before.as_ref().map(|place| place.part_of);
                    regrouped.extend((group != Some(changed.part_of)).then_some(changed.id));
                    moved.extend((before != Some(changed.place())).then(|| Job::new(MOVED, changed.id)));
                    (ChangeOrganisation::NAME, *changed)
                }
                Deed::Nothing | Deed::Refuse(_) => continue,
            };
            let id = organisation.id;
            entries.push(audit::Entry::of(action, "organisation", id.0).within(id));
            there.know(organisation.clone());
            saved.push(organisation);
        }
        organisations::save_all(work, &saved).await?;
        organisations::note_regrouped(work, &regrouped).await?;
        audit::write_many(work, self.actor.person, entries).await?;
        jobs::enqueue_many(work, moved).await?;
        Ok(fates)
    }
}

enum Deed {
    Register(Box<Organisation>),
    Change(Box<Organisation>),
    Nothing,
    Refuse(Sentence),
}

impl Deed {
    fn fate(&self) -> Fate {
        match self {
            Self::Register(_) => Fate::Created,
            Self::Change(_) => Fate::Changed,
            Self::Nothing => Fate::Unchanged,
            Self::Refuse(reason) => Fate::Refused(reason.clone()),
        }
    }
}

/// What the store has about the rows of one step, as far as the actor may see it.
#[derive(Default)]
struct There {
    all: HashMap<OrganisationId, Organisation>,
    by_name: HashMap<String, Vec<OrganisationId>>,
    by_reference: HashMap<String, Vec<OrganisationId>>,
    /// While nothing is written yet: groups that the file itself brings.
    groups_to_come: HashSet<String>,
}

impl There {
    fn know(&mut self, one: Organisation) {
        let add = |list: &mut Vec<OrganisationId>| {
            if !list.contains(&one.id) {
                list.push(one.id);
            }
        };
        add(self.by_name.entry(fold(&one.name)).or_default());
        if let Some(reference) = &one.reference {
            add(self.by_reference.entry(reference.clone()).or_default());
        }
        self.all.insert(one.id, one);
    }

    fn named<'a>(&'a self, ids: Option<&'a Vec<OrganisationId>>) -> impl Iterator<Item = &'a Organisation> {
        ids.into_iter().flatten().filter_map(|id| self.all.get(id))
    }

    /// The organisation that this row speaks of; by its reference, else by kind, name and country.
    fn same(&self, row: &Listed) -> Result<Option<&Organisation>, Sentence> {
        let country_fits = |one: &&Organisation| {
            row.country.is_none() || row.country == one.country || one.country.is_none()
        };
        if let Some(reference) = &row.reference {
            let mut called: Vec<_> = self.named(self.by_reference.get(reference)).collect();
            if called.len() > 1 {
                called.retain(country_fits);
            }
            match called[..] {
                [] => {}
                [one] => return Ok(Some(one)),
                _ => return Err(Sentence::of("import-organisation-unclear").with("word", reference.as_str())),
            }
        }
        let called: Vec<_> = self
            .named(self.by_name.get(&fold(&row.name)))
            .filter(|one| one.kind == row.kind && (row.country.is_none() || row.country == one.country))
            .filter(|one| row.reference.is_none() || one.reference.is_none())
            .collect();
        match called[..] {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            _ => Err(Sentence::of("import-organisation-unclear").with("word", row.name.as_str())),
        }
    }

    /// The group of a factory: there, still to come by this very file, or unknown.
    fn group(&self, text: &str) -> Result<OrganisationId, Sentence> {
        let by_id = text.parse::<OrganisationId>().ok().and_then(|id| self.all.get(&id));
        let by_reference = self.named(self.by_reference.get(text));
        let by_name = self.named(self.by_name.get(&fold(text)));
        let is_group = |one: &&Organisation| one.kind == OrganisationKind::ManufacturingGroup;
        let found: HashSet<OrganisationId> =
            by_id.into_iter().chain(by_reference).chain(by_name).filter(is_group).map(|one| one.id).collect();
        let mut found = found.into_iter();
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (Some(_), Some(_)) => Err(Sentence::of("import-organisation-unclear").with("word", text)),
            (None, _) if self.groups_to_come.contains(&fold(text)) => Ok(OrganisationId(uuid::Uuid::nil())),
            (None, _) => Err(Sentence::of("import-group-unknown").with("word", text)),
        }
    }
}

impl OrganisationsImport {
    async fn there(&self, read: &Read, rows: &[Result<Listed, Sentence>]) -> Outcome<There> {
        let rows = || rows.iter().filter_map(|row| row.as_ref().ok());
        let groups = || rows().filter_map(|row| row.part_of.clone());
        let names: HashSet<String> =
            rows().map(|row| fold(&row.name)).chain(groups().map(|text| fold(&text))).collect();
        let references: HashSet<String> =
            rows().filter_map(|row| row.reference.clone()).chain(groups()).collect();
        let ids = groups().filter_map(|text| text.parse().ok()).collect();
        let extent = SeeOrganisation::visible_to(&self.actor);
        let (names, references) = (names.into_iter().collect(), references.into_iter().collect());
        let mut there = There::default();
        for one in organisations::called(read, &extent, names, references, ids).await? {
            there.know(one);
        }
        Ok(there)
    }

    fn deed(&self, row: &Result<Listed, Sentence>, there: &There) -> Deed {
        let judged = row.as_ref().map_err(Clone::clone).and_then(|row| {
            let group = row.part_of.as_ref().map(|text| there.group(text)).transpose()?;
            match there.same(row)? {
                Some(one) => self.change(row, one, group),
                None => self.register(row, group),
            }
        });
        judged.unwrap_or_else(Deed::Refuse)
    }

    fn register(&self, row: &Listed, group: Option<OrganisationId>) -> Result<Deed, Sentence> {
        if row.country.is_none() && needs_country(row.kind) {
            return Err("country-missing".into());
        }
        let place = place_to_be(row.country.clone(), group);
        let allowed = RegisterOrganisation::judge(&self.actor, &Registration(Some((row.kind, place))));
        if allowed != Judgement::Allow {
            return Err("organisation-out-of-reach".into());
        }
        Ok(Deed::Register(Box::new(Organisation {
            id: OrganisationId(uuid::Uuid::nil()),
            kind: row.kind,
            name: row.name.clone(),
            country: row.country.clone(),
            part_of: group,
            registered_at: chrono::DateTime::UNIX_EPOCH,
            reference: row.reference.clone(),
            group_only: false,
        })))
    }

    /// An empty cell changes nothing.
    fn change(
        &self,
        row: &Listed,
        there: &Organisation,
        group: Option<OrganisationId>,
    ) -> Result<Deed, Sentence> {
        if there.kind != row.kind {
            return Err("import-kind-stays".into());
        }
        let changed = Organisation {
            name: row.name.clone(),
            country: row.country.clone().or_else(|| there.country.clone()),
            part_of: group.or(there.part_of),
            reference: row.reference.clone().or_else(|| there.reference.clone()),
            ..there.clone()
        };
        if changed == *there {
            return Ok(Deed::Nothing);
        }
        let may = |one: &Organisation| self.actor.may(ChangeOrganisation::NAME, &one.place());
        if may(there) && may(&changed) {
            Ok(Deed::Change(Box::new(changed)))
        } else {
            Err("organisation-out-of-reach".into())
        }
    }
}
