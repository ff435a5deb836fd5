//! What was measured, beside what is aimed at.

use serde::Serialize;

use crate::store::Kind;

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Micros,
    Millis,
    Seconds,
    Times,
    Count,
    Whole,
    PerSecond,
    Megabytes,
    Kilobytes,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    AtMost(f64),
    AtLeast(f64),
}

#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    pub what: String,
    pub store: &'static str,
    pub measured: f64,
    pub unit: Unit,
    pub aim: Option<Aim>,
    /// Whether the aim is met, where there is one.
    pub met: Option<bool>,
}

#[derive(Debug, Default, Serialize)]
pub struct Findings {
    pub all: Vec<Finding>,
}

impl Findings {
    pub fn add(&mut self, kind: Kind, what: &str, measured: f64, unit: Unit) {
        self.note(kind, what, measured, unit, None);
    }

    pub fn add_with(&mut self, kind: Kind, what: &str, measured: f64, unit: Unit, aim: Aim) {
        self.note(kind, what, measured, unit, Some(aim));
    }

    fn note(&mut self, kind: Kind, what: &str, measured: f64, unit: Unit, aim: Option<Aim>) {
        let met = aim.map(|aim| match aim {
            Aim::AtMost(most) => measured <= most,
            Aim::AtLeast(least) => measured >= least,
        });
        let finding = Finding { what: what.to_owned(), store: kind.name(), measured, unit, aim, met };
        println!("  {:<52} {:>12}  {}", finding.what, finding.words(), finding.verdict());
        self.all.push(finding);
    }

    /// The table for the architecture page: one line for each thing measured, one column for each store.
    pub fn table(&self, stores: &[Kind]) -> String {
        let mut lines = Vec::new();
        let names: Vec<&str> = stores.iter().map(|kind| kind.name()).collect();
        lines.push(format!("| measured | aim | {} |", names.join(" | ")));
        lines.push(format!("| --- | --- |{}", " --- |".repeat(names.len())));
        let mut seen: Vec<&str> = Vec::new();
        for finding in &self.all {
            if seen.contains(&finding.what.as_str()) {
                continue;
            }
            seen.push(&finding.what);
            let cells = names.iter().map(|name| {
                let cell = self.all.iter().find(|other| other.what == finding.what && other.store == *name);
                cell.map_or_else(|| "–".to_owned(), Finding::cell)
            });
            let cells: Vec<String> = cells.collect();
            lines.push(format!("| {} | {} | {} |", finding.what, finding.aim_in_words(), cells.join(" | ")));
        }
        lines.join("\n")
    }
}

impl Finding {
    fn words(&self) -> String {
        in_unit(self.measured, self.unit)
    }

    fn verdict(&self) -> String {
        match self.met {
            Some(true) => format!("aim {}: met", self.aim_in_words()),
            Some(false) => format!("aim {}: MISSED", self.aim_in_words()),
            None => String::new(),
        }
    }

    fn cell(&self) -> String {
        if self.met == Some(false) { format!("**{}**", self.words()) } else { self.words() }
    }

    fn aim_in_words(&self) -> String {
        match self.aim {
            Some(Aim::AtMost(most)) => format!("≤ {}", in_unit(most, self.unit)),
            Some(Aim::AtLeast(least)) => format!("≥ {}", in_unit(least, self.unit)),
            None => String::new(),
        }
    }
}

fn in_unit(number: f64, unit: Unit) -> String {
    match unit {
        Unit::Micros => format!("{number:.0} µs"),
        Unit::Millis => format!("{number:.1} ms"),
        Unit::Seconds => format!("{number:.2} s"),
        Unit::Times => format!("{number:.2} ×"),
        Unit::Whole => format!("{number:.0}"),
        Unit::Count => format!("{number:.1}"),
        Unit::PerSecond => format!("{number:.0}/s"),
        Unit::Megabytes => format!("{number:.1} MB"),
        Unit::Kilobytes => format!("{number:.1} KB"),
    }
}
