//! Which figures are kept back: those over few people, and those by which they could be found by taking away. Pure.
//!
//! Every figure lies in lines: its neighbours along one direction (the countries of everywhere, the sexes of a total),
//! which together make the figure above them. In each line small figures are withheld, and with them the smallest others
//! until what is missing could be many things. What lies below a withheld figure is withheld too. A figure's fate
//! follows from the counts and from what the reader may see alone, never from how it was asked for.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
};

use super::model::{Area, Cell, Counts, Detail, Measure, Period};
use crate::platform::OrganisationId;
pub use crate::platform::smallest_figure::{SMALLEST, SMALLEST_BY_SEX, Smallest};

/// Which areas lie in which others, as far as the reader may see both.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Whether the countries are seen with the whole.
    pub everywhere: bool,
    pub organisations: HashMap<OrganisationId, Vec<Area>>,
}

impl Ground {
    fn above(&self, area: &Area) -> Vec<Area> {
        match area {
            Area::Country(_) if self.everywhere => vec![Area::Everywhere],
            Area::Organisation(id) => self.organisations.get(id).cloned().unwrap_or_default(),
            Area::Everywhere | Area::Country(_) | Area::Group(_) => Vec::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Direction {
    Area,
    Course,
    Period,
    Sex,
    Language,
}

type LineKey = (Direction, Cell);

/// Counts with all their lines, and what of them may be told.
pub struct Figures {
    ground: Ground,
    smallest: Smallest,
    counts: HashMap<Cell, Counts>,
    lines: HashMap<LineKey, Vec<Cell>>,
    hidden: RefCell<HashMap<(LineKey, Measure), Hidden>>,
}

/// What a line keeps back.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Hidden {
    These(BTreeSet<Cell>),
    /// Even the zeros: with too few others, they would tell.
    All,
}

/// A figure for each measure; nothing where it is withheld.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub enrolled: Option<i32>,
    pub started: Option<i32>,
    pub completed: Option<i32>,
    pub applied: Option<i32>,
}

impl Told {
    pub fn all(self) -> [Option<i32>; 4] {
        [self.enrolled, self.started, self.completed, self.applied]
    }
}

impl Figures {
    pub fn new(ground: Ground, smallest: Smallest, counts: HashMap<Cell, Counts>) -> Self {
        let mut lines: HashMap<LineKey, Vec<Cell>> = HashMap::new();
        for cell in counts.keys() {
            for key in lines_through(&ground, cell) {
                lines.entry(key).or_default().push(cell.clone());
            }
        }
        Self { ground, smallest, counts, lines, hidden: RefCell::default() }
    }

    pub fn cells(&self) -> impl Iterator<Item = (&Cell, Counts)> {
        self.counts.iter().map(|(cell, counts)| (cell, *counts))
    }

    pub fn told(&self, cell: &Cell) -> Told {
        Told {
            enrolled: self.figure(cell, Measure::Enrolled),
            started: self.figure(cell, Measure::Started),
            completed: self.figure(cell, Measure::Completed),
            applied: self.figure(cell, Measure::Applied),
        }
    }

    fn figure(&self, cell: &Cell, measure: Measure) -> Option<i32> {
        (!self.is_withheld(cell, measure)).then(|| self.count(cell, measure))
    }

    fn count(&self, cell: &Cell, measure: Measure) -> i32 {
        self.counts.get(cell).copied().unwrap_or_default().of(measure)
    }

    fn is_withheld(&self, cell: &Cell, measure: Measure) -> bool {
        is_small(self.count(cell, measure), smallest_of(self.smallest, cell))
            || self.tells_of_the_rest(cell, measure)
            || {
                lines_through(&self.ground, cell)
                    .into_iter()
                    .any(|line| self.hides(&line, cell, measure) || self.is_withheld(&line.1, measure))
            }
    }

    /// A group stands beside the countries and not among them: what is left of everywhere must not be small either.
    fn tells_of_the_rest(&self, cell: &Cell, measure: Measure) -> bool {
        let whole = Cell { area: Area::Everywhere, ..cell.clone() };
        let both_seen = matches!(cell.area, Area::Group(_)) && self.counts.contains_key(&whole);
        both_seen
            && is_small(
                self.count(&whole, measure) - self.count(cell, measure),
                smallest_of(self.smallest, cell),
            )
    }

    fn hides(&self, line: &LineKey, cell: &Cell, measure: Measure) -> bool {
        let key = (line.clone(), measure);
        let known = self.hidden.borrow().get(&key).cloned();
        let hidden = known.unwrap_or_else(|| {
            let cells = self.lines.get(line).map(Vec::as_slice).unwrap_or_default();
            let hidden = hidden_of(cells, |cell| self.count(cell, measure), smallest_of(self.smallest, cell));
            self.hidden.borrow_mut().insert(key, hidden.clone());
            hidden
        });
        match hidden {
            Hidden::All => true,
            Hidden::These(cells) => cells.contains(cell),
        }
    }
}

fn smallest_of(smallest: Smallest, cell: &Cell) -> i32 {
    if matches!(cell.detail, Detail::Sex(_)) { smallest.by_sex } else { smallest.people }
}

fn is_small(count: i32, smallest: i32) -> bool {
    0 < count && count < smallest
}

/// The small ones, and the smallest others until each missing one might be `smallest` or more, for all that their sum
/// tells.
fn hidden_of(line: &[Cell], count: impl Fn(&Cell) -> i32, smallest: i32) -> Hidden {
    let mut present: Vec<(i32, &Cell)> =
        line.iter().map(|cell| (count(cell), cell)).filter(|(count, _)| *count > 0).collect();
    present.sort();
    let small = present.iter().take_while(|(count, _)| *count < smallest).count();
    if small == 0 {
        return Hidden::These(BTreeSet::new());
    }
    let mut sum = 0;
    let mut taken = BTreeSet::new();
    for (index, (count, cell)) in present.iter().enumerate() {
        let others = i32::try_from(taken.len()).unwrap_or(i32::MAX).saturating_sub(1);
        if index >= small && sum >= smallest.saturating_add(others) && taken.len() > 1 {
            return Hidden::These(taken);
        }
        sum += count;
        taken.insert((*cell).clone());
    }
    let others = i32::try_from(taken.len()).unwrap_or(i32::MAX).saturating_sub(1);
    if sum >= smallest.saturating_add(others) && taken.len() > 1 {
        return Hidden::These(taken);
    }
    Hidden::All
}

/// Every line in which a cell lies, named by its direction and the cell above it.
fn lines_through(ground: &Ground, cell: &Cell) -> Vec<LineKey> {
    let mut lines: Vec<LineKey> = ground
        .above(&cell.area)
        .into_iter()
        .map(|area| (Direction::Area, Cell { area, ..cell.clone() }))
        .collect();
    if cell.course.is_some() {
        lines.push((Direction::Course, Cell { course: None, ..cell.clone() }));
    }
    match cell.period {
        Period::Whole => {}
        Period::Year(_) => lines.push((Direction::Period, Cell { period: Period::Whole, ..cell.clone() })),
        Period::Month(year, _) => {
            lines.push((Direction::Period, Cell { period: Period::Year(year), ..cell.clone() }))
        }
    }
    let whole = || Cell { detail: Detail::Whole, ..cell.clone() };
    match cell.detail {
        Detail::Whole => {}
        Detail::Sex(_) => lines.push((Direction::Sex, whole())),
        Detail::Language(_) => lines.push((Direction::Language, whole())),
    }
    lines
}
