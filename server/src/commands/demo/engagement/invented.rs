//! `engagement.toml`: what advisers and factories of the demo did and wrote.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use crate::{
    engagement::model::{
        Chosen, Cluster, JudgedAs, SeriousKind, Side, assessment::Mode, criteria::Measure, package::Package,
    },
    platform::roles::Sex,
};

#[derive(Deserialize)]
pub struct Invented {
    pub criteria: Criteria,
    pub assessment: Assessment,
    pub seminar: Seminar,
    pub factories: Vec<Factory>,
}

#[derive(Deserialize)]
pub struct Criteria {
    pub measures: BTreeMap<Measure, u32>,
    pub text: String,
    pub reason: String,
}

#[derive(Deserialize)]
pub struct Assessment {
    pub note: String,
    pub summary: String,
}

#[derive(Deserialize)]
pub struct Seminar {
    pub factories: Vec<String>,
    pub topic: String,
    pub place: String,
    pub ago: u64,
}

#[derive(Deserialize)]
pub struct Factory {
    pub key: String,
    pub cycles: Vec<Cycle>,
    pub visits: Vec<Visit>,
    pub paused: Option<String>,
    pub committee: Option<Committee>,
    #[serde(default)]
    pub diagnosis: Vec<Line>,
    pub performer: Option<Performer>,
    pub assessed: Option<Assessed>,
    /// Made, and not released yet.
    pub waiting: Option<Assessed>,
    pub package: Option<Confirmed>,
}

#[derive(Deserialize)]
pub struct Cycle {
    pub from: u64,
    pub until: Option<u64>,
}

#[derive(Deserialize)]
pub struct Visit {
    ago: Option<u64>,
    ahead: Option<u64>,
    /// In person where nothing stands here.
    #[serde(default)]
    pub virtual_because: String,
    #[serde(default)]
    pub note: String,
}

impl Visit {
    pub fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        let before = self.ago.and_then(|days| today.checked_sub_days(Days::new(days)));
        before.or_else(|| today.checked_add_days(Days::new(self.ahead?)))
    }
}

#[derive(Deserialize)]
pub struct Committee {
    pub formed: u64,
    pub members: Vec<Member>,
    pub meetings: Vec<Meeting>,
}

/// With an account (an address) or without one (a name and a sex).
#[derive(Deserialize)]
pub struct Member {
    pub email: Option<String>,
    #[serde(default)]
    pub name: String,
    pub sex: Option<Sex>,
    pub side: Side,
    pub chosen: Chosen,
}

#[derive(Deserialize)]
pub struct Meeting {
    pub ago: u64,
    pub minutes: String,
    /// Everybody came; so many spoke.
    pub heard: Vec<Side>,
    #[serde(default)]
    pub agreed: Vec<Agreed>,
}

#[derive(Deserialize)]
pub struct Agreed {
    pub action: String,
    pub ahead: u64,
}

/// Of the self-diagnosis.
#[derive(Deserialize)]
pub struct Line {
    pub by: String,
    pub cluster: Cluster,
    pub judged_as: JudgedAs,
    pub remark: String,
    /// The code of a compliance point.
    pub point: Option<String>,
}

#[derive(Deserialize)]
pub struct Performer {
    pub checked: u64,
    pub check: String,
    pub granted: String,
    /// To the criteria that only a person can answer.
    pub notes: BTreeMap<String, String>,
    pub issue: Issue,
}

#[derive(Deserialize)]
pub struct Issue {
    pub kind: SeriousKind,
    pub ago: u64,
    pub what: String,
    pub closed: String,
}

#[derive(Deserialize)]
pub struct Assessed {
    pub mode: Mode,
    pub ago: u64,
}

#[derive(Deserialize)]
pub struct Confirmed {
    pub package: Package,
    pub reason: String,
}
