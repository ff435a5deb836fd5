//! One schema for SQLite and PostgreSQL. README.md says how to change it.

mod columns;
mod m20261122_000001_platform;
mod m20261122_000002_people;
mod m20261122_000003_organisations;
mod m20261122_000004_records;
mod m20261122_000005_catalogue;
mod m20261122_000006_learning;
mod m20261122_000007_imports;
mod m20261122_000008_teams;
mod m20261122_000009_notices;
mod m20261122_000010_newsletter;
mod m20261122_000011_reports;
mod m20261122_000012_privacy;
mod m20261122_000013_administration;
mod m20261122_000014_engagement;
mod m20261122_000015_improvement;
mod m20261122_000016_pathways;
mod m20261122_000017_sharing;
mod m20261122_000018_publicly_reported;
mod m20261122_000020_plans_counted;
mod m20261122_000021_sources_and_copies;
mod m20261122_000022_taking_part;
mod m20261122_000023_diagnoses_shared;
mod m20261122_000024_answered_criteria;
mod m20261122_000025_since_when;
mod m20261122_000026_asked_again;
mod m20261122_000027_in_whose_name;
mod m20261122_000028_steps_changed;
mod m20261122_000029_minutes_and_seminars;
mod m20261122_000031_visits_called;
mod m20261122_000032_followed_steps;
mod m20261122_000035_voices_of_people;
mod m20261122_000036_decisions_by_step;

use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_platform::Migration),
            Box::new(m20261122_000002_people::Migration),
            Box::new(m20261122_000003_organisations::Migration),
            Box::new(m20261122_000004_records::Migration),
            Box::new(m20261122_000005_catalogue::Migration),
            Box::new(m20261122_000006_learning::Migration),
            Box::new(m20261122_000007_imports::Migration),
            Box::new(m20261122_000008_teams::Migration),
            Box::new(m20261122_000009_notices::Migration),
            Box::new(m20261122_000010_newsletter::Migration),
            Box::new(m20261122_000011_reports::Migration),
            Box::new(m20261122_000012_privacy::Migration),
            Box::new(m20261122_000013_administration::Migration),
            Box::new(m20261122_000014_engagement::Migration),
            Box::new(m20261122_000015_improvement::Migration),
            Box::new(m20261122_000016_pathways::Migration),
            Box::new(m20261122_000017_sharing::Migration),
            Box::new(m20261122_000018_publicly_reported::Migration),
            Box::new(m20261122_000020_plans_counted::Migration),
            Box::new(m20261122_000021_sources_and_copies::Migration),
            Box::new(m20261122_000022_taking_part::Migration),
            Box::new(m20261122_000023_diagnoses_shared::Migration),
            Box::new(m20261122_000024_answered_criteria::Migration),
            Box::new(m20261122_000025_since_when::Migration),
            Box::new(m20261122_000026_asked_again::Migration),
            Box::new(m20261122_000027_in_whose_name::Migration),
            Box::new(m20261122_000028_steps_changed::Migration),
            Box::new(m20261122_000029_minutes_and_seminars::Migration),
            Box::new(m20261122_000031_visits_called::Migration),
            Box::new(m20261122_000032_followed_steps::Migration),
            Box::new(m20261122_000035_voices_of_people::Migration),
            Box::new(m20261122_000036_decisions_by_step::Migration),
        ]
    }
}
