//! A report, read from the counts: a row for each value of what was asked, and the total.

use std::collections::{BTreeSet, HashMap};

use super::{
    access::{SeeReport, sees_everywhere},
    model::{Area, Cell, Counts, Detail, NO_ORGANISATION, Period},
    question::{By, Question},
    store::{self, Areas, Lines, Periods},
    withholding::{Figures, Ground, Smallest, Told},
};
use crate::{
    catalogue::CourseId,
    organisations::store::organisations::{self, Organisation},
    platform::{Actor, Language, OrganisationId, Outcome, Read, actor::Extent, roles::Sex, runtime_settings},
};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub rows: Vec<Row>,
    /// All people of the area, the course and the year, each once.
    pub total: Told,
    /// The names of the organisations among the rows.
    pub organisations: HashMap<OrganisationId, String>,
    /// What was withheld by.
    pub smallest: Smallest,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub value: Value,
    pub told: Told,
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    Course(CourseId),
    /// Nothing for learners in no single country.
    Country(Option<String>),
    Organisation(OrganisationId),
    Sex(Sex),
    Language(Language),
    Month(i32, u32),
}

/// As many queries for many rows as for few, each along a line of the counts.
pub async fn report(read: &Read, actor: &Actor, question: &Question) -> Outcome<Report> {
    let land = Land::around(read, actor, question).await?;
    let mut counts: HashMap<Cell, Counts> = HashMap::new();
    for lines in wanted(question, &land) {
        counts.extend(store::lines(read, &lines).await?);
    }
    let smallest = Smallest::set(&runtime_settings::stored(read).await?);
    let figures = Figures::new(land.ground.clone(), smallest, counts);
    let total = figures.told(&total_cell(question));
    let mut rows: Vec<Row> = values(question, &land, &figures)
        .into_iter()
        .map(|value| Row { told: figures.told(&row_cell(question, &value)), value })
        .collect();
    rows.sort_by(|one, other| one.value.cmp(&other.value));
    let names = land.organisations.into_iter().map(|organisation| (organisation.id, organisation.name));
    Ok(Report { rows, total, organisations: names.collect(), smallest })
}

/// The areas around the asked one, as far as the actor may see them.
struct Land {
    ground: Ground,
    /// The asked area and those above it.
    chain: Vec<Area>,
    /// The neighbours of those.
    neighbours: Vec<Areas>,
    /// What the rows are, where they are areas, and what lies between them and the asked one.
    below: Vec<Areas>,
    organisations: Vec<Organisation>,
}

impl Land {
    async fn around(read: &Read, actor: &Actor, question: &Question) -> Outcome<Self> {
        let area = &question.area.area;
        let everywhere = sees_everywhere(actor);
        let mut land = Self {
            ground: Ground { everywhere, ..Default::default() },
            chain: vec![area.clone()],
            neighbours: Vec::new(),
            below: Vec::new(),
            organisations: Vec::new(),
        };
        match (area, question.by) {
            (Area::Organisation(_), _) => land.around_organisation(read, actor, question).await?,
            (_, By::Organisation) => land.below_by_organisation(read, area).await?,
            (_, By::Country) => land.below.push(Areas::Countries),
            _ => {}
        }
        if everywhere && *area != Area::Everywhere {
            if land.chain.iter().any(|area| matches!(area, Area::Country(_))) {
                land.neighbours.push(Areas::Countries);
            }
            land.chain.push(Area::Everywhere);
        }
        Ok(land)
    }

    async fn below_by_organisation(&mut self, read: &Read, area: &Area) -> Outcome<()> {
        let found = organisations_of(read, area).await?;
        let mut ids: Vec<OrganisationId> = found.iter().map(|organisation| organisation.id).collect();
        self.organise(found, |organisation| match area {
            Area::Everywhere => Area::Country(organisation.country.clone()),
            _ => area.clone(),
        });
        if matches!(area, Area::Everywhere | Area::Country(None)) {
            ids.push(NO_ORGANISATION);
            self.ground.organisations.insert(NO_ORGANISATION, vec![Area::Country(None)]);
        }
        self.below.push(Areas::Organisations(ids));
        if *area == Area::Everywhere {
            self.below.push(Areas::Countries);
        }
        Ok(())
    }

    /// What lies around one organisation: those of its country and of its group, where the actor sees these.
    async fn around_organisation(&mut self, read: &Read, actor: &Actor, question: &Question) -> Outcome<()> {
        let Some(asked) = &question.area.organisation else { return Ok(()) };
        let country = Area::Country(asked.country.clone());
        let group = asked.part_of.map(Area::Group);
        for above in [Some(country), group].into_iter().flatten() {
            if SeeReport::sees_organisations_of(actor, &above) {
                let found = organisations_of(read, &above).await?;
                let ids = found.iter().map(|organisation| organisation.id).collect();
                self.organise(found, |_| above.clone());
                self.neighbours.push(Areas::Organisations(ids));
                self.chain.push(above);
            }
        }
        Ok(())
    }

    fn organise(&mut self, found: Vec<Organisation>, above: impl Fn(&Organisation) -> Area) {
        for organisation in found {
            self.ground.organisations.entry(organisation.id).or_default().push(above(&organisation));
            self.organisations.push(organisation);
        }
    }
}

/// The organisations of an area as they are today.
async fn organisations_of(read: &Read, area: &Area) -> Outcome<Vec<Organisation>> {
    let mut extent = Extent::default();
    match area {
        Area::Everywhere | Area::Country(None) => extent.everywhere = true,
        Area::Country(Some(code)) => extent.countries.push(code.clone()),
        Area::Group(id) | Area::Organisation(id) => extent.organisations.push(*id),
    }
    let mut found = organisations::all_within(read, &extent).await?;
    if *area == Area::Country(None) {
        found.retain(|organisation| organisation.country.is_none());
    }
    Ok(found)
}

/// The lines that decide what may be told of the rows and the total: along each direction, with all others held.
fn wanted(question: &Question, land: &Land) -> Vec<Lines> {
    let courses = match question.by {
        By::Course => None,
        _ => Some([None, question.course].into_iter().collect::<BTreeSet<_>>().into_iter().collect()),
    };
    let years = question.year.map(Period::Year);
    let mut periods =
        Periods { these: std::iter::once(Period::Whole).chain(years).collect(), ..Default::default() };
    if question.by == By::Month {
        match question.year {
            Some(year) => periods.these.extend((1..=12).map(|month| Period::Month(year, month))),
            None => (periods.every_year, periods.every_month) = (true, true),
        }
    }
    let breakdowns = match question.by {
        By::Sex => vec!["whole", "sex"],
        By::Language => vec!["whole", "language"],
        _ => vec!["whole"],
    };
    let along = |areas: &Areas| Lines {
        areas: areas.clone(),
        courses: courses.clone(),
        periods: periods.clone(),
        breakdowns: breakdowns.clone(),
    };
    let mut all: Vec<Lines> = land.neighbours.iter().map(along).collect();
    for areas in std::iter::once(Areas::These(land.chain.clone())).chain(land.below.clone()) {
        let base = along(&areas);
        if question.course.is_some() {
            all.push(Lines { courses: None, ..base.clone() });
        }
        if question.year.is_some() {
            let periods = Periods { every_year: true, ..periods.clone() };
            all.push(Lines { periods, ..base.clone() });
        }
        all.push(base);
    }
    all
}

fn total_cell(question: &Question) -> Cell {
    Cell {
        area: question.area.area.clone(),
        course: question.course,
        period: question.year.map_or(Period::Whole, Period::Year),
        detail: Detail::Whole,
    }
}

fn row_cell(question: &Question, value: &Value) -> Cell {
    let total = total_cell(question);
    match value {
        Value::Course(course) => Cell { course: Some(*course), ..total },
        Value::Country(code) => Cell { area: Area::Country(code.clone()), ..total },
        Value::Organisation(id) => Cell { area: Area::Organisation(*id), ..total },
        Value::Sex(sex) => Cell { detail: Detail::Sex(*sex), ..total },
        Value::Language(language) => Cell { detail: Detail::Language(*language), ..total },
        Value::Month(year, month) => Cell { period: Period::Month(*year, *month), ..total },
    }
}

/// Every sex and every language; of courses, areas and months those where there is anybody.
fn values(question: &Question, land: &Land, figures: &Figures) -> Vec<Value> {
    match question.by {
        By::Sex => return Sex::ALL.iter().copied().map(Value::Sex).collect(),
        By::Language => return Language::ALL.into_iter().map(Value::Language).collect(),
        _ => {}
    }
    let total = total_cell(question);
    let value = |cell: &Cell| {
        let value = match (question.by, &cell.area, cell.period) {
            (By::Course, ..) => Value::Course(cell.course?),
            (By::Country, Area::Country(code), _) => Value::Country(code.clone()),
            (By::Organisation, Area::Organisation(id), _) => Value::Organisation(*id),
            (By::Month, _, Period::Month(year, month)) => Value::Month(year, month),
            _ => return None,
        };
        (row_cell(question, &value) == *cell).then_some(value)
    };
    let shown = |value: &Value| match value {
        Value::Organisation(id) => {
            *id == NO_ORGANISATION || land.organisations.iter().any(|organisation| organisation.id == *id)
        }
        _ => true,
    };
    let found =
        figures.cells().filter(|(cell, counts)| *counts != Counts::default() && cell.detail == total.detail);
    found.filter_map(|(cell, _)| value(cell)).filter(shown).collect::<BTreeSet<_>>().into_iter().collect()
}
