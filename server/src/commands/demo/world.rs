//! The invented world, as `world.toml` tells it: organisations, people, what they learn and promise.

use std::collections::HashMap;

use anyhow::Context;
use serde::Deserialize;

use crate::platform::{
    Language,
    roles::{OrganisationKind, Role, Sex},
};

/// `world.toml`.
#[derive(Deserialize)]
pub struct World {
    pub password: String,
    /// The course of the library that its people study.
    pub(super) course: String,
    pub(super) organisations: Vec<InventedOrganisation>,
    pub people: Vec<InventedPerson>,
    promises: HashMap<String, Vec<InventedPromise>>,
}

#[derive(Deserialize)]
pub struct InventedOrganisation {
    pub key: String,
    pub kind: OrganisationKind,
    pub name: String,
    pub country: Option<String>,
    pub part_of: Option<String>,
}

#[derive(Deserialize)]
pub struct InventedPerson {
    pub name: String,
    pub email: String,
    pub language: Language,
    pub(super) sex: Sex,
    pub role: Role,
    pub(super) within: String,
    #[serde(default)]
    pub(super) department: String,
    /// Printed in the table of people to sign in as.
    #[serde(default)]
    pub shown: bool,
    pub(super) learning: Option<InventedLearning>,
}

#[derive(Deserialize)]
pub struct InventedLearning {
    /// Steps that are done.
    #[serde(default)]
    pub steps: usize,
    #[serde(default)]
    pub done: bool,
    pub due_in_days: Option<i64>,
    pub enrolled_days_ago: i64,
}

#[derive(Clone, Deserialize)]
pub struct InventedPromise {
    pub promise: String,
    pub owner: String,
    pub measure: String,
}

impl World {
    pub fn read() -> anyhow::Result<Self> {
        toml::from_str(include_str!("world.toml")).context("world.toml")
    }

    pub fn promises_in(&self, language: Language) -> &[InventedPromise] {
        self.promises.get(language.code()).map_or(&[], Vec::as_slice)
    }
}
