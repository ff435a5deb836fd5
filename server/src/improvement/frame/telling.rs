//! What a row of a list changes of the frame, in words, before it does.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;

use super::store::{Cluster, Point, Question, Theme};
use crate::{
    improvement::findings::telling::{differences, named, text},
    platform::{Engine, Language, Sentence, imports::Given, sentence::Value},
};

/// Names and days as the person who imports reads them.
pub struct Names {
    engine: Arc<Engine>,
    language: Language,
    clusters: HashMap<String, String>,
    themes: HashMap<String, String>,
    points: HashMap<String, String>,
}

const CHANGE: &str = "finding-told-change";

impl Names {
    pub fn of(
        given: &Given,
        clusters: &[Cluster],
        themes: &[Theme],
        points: &HashMap<String, Point>,
    ) -> Self {
        let language = given.actor.language;
        let name = |code: &str, name: &str| (code.to_owned(), name.to_owned());
        Self {
            engine: given.engine.clone(),
            language,
            clusters: clusters.iter().map(|one| name(&one.code, one.name(language))).collect(),
            themes: themes.iter().map(|one| name(&one.code, one.name(language))).collect(),
            points: points.values().map(|one| name(&one.code, one.name(language))).collect(),
        }
    }

    pub fn of_point(&self, before: &Point, after: &Point) -> Vec<Sentence> {
        let theme = |point: &Point| called(&self.themes, point.theme_code.as_deref().unwrap_or_default());
        let cluster = |point: &Point| called(&self.clusters, &point.cluster_code);
        let all = [
            ("import-frame-name-en", text(&before.name_en), text(&after.name_en)),
            ("import-frame-name-vi", text(&before.name_vi), text(&after.name_vi)),
            ("import-frame-cluster", cluster(before), cluster(after)),
            ("import-frame-theme", theme(before), theme(after)),
            ("import-frame-confirmed", mark(before.confirmed), mark(after.confirmed)),
            ("import-frame-valid-from", self.day(before.valid_from), self.day(after.valid_from)),
        ];
        let about = Sentence::of("frame-told-point").with("code", after.code.as_str());
        std::iter::once(about).chain(differences(CHANGE, all)).collect()
    }

    pub fn of_question(&self, before: &Question, after: &Question) -> Vec<Sentence> {
        let point = |question: &Question| called(&self.points, &question.point_code);
        let all = [
            ("import-point", point(before), point(after)),
            ("import-frame-name-en", text(&before.text_en), text(&after.text_en)),
            ("import-frame-name-vi", text(&before.text_vi), text(&after.text_vi)),
            ("import-frame-law", text(&before.law_reference), text(&after.law_reference)),
            ("import-frame-confirmed", mark(before.confirmed), mark(after.confirmed)),
            ("import-frame-valid-from", self.day(before.valid_from), self.day(after.valid_from)),
            ("import-frame-valid-to", self.day(before.valid_to), self.day(after.valid_to)),
            ("import-frame-public-from", self.day(before.public_from), self.day(after.public_from)),
        ];
        let about = Sentence::of("frame-told-question")
            .with("code", after.code.as_str())
            .with("country", named(format!("country-{}", after.country)))
            .with("version", u32::try_from(after.version).unwrap_or(0));
        std::iter::once(about).chain(differences(CHANGE, all)).collect()
    }

    fn day(&self, day: Option<NaiveDate>) -> Value {
        let written = day.map(|day| self.engine.formats().date(self.language, day));
        text(&written.unwrap_or_default())
    }
}

/// By its name, where the code is known.
fn called(names: &HashMap<String, String>, code: &str) -> Value {
    text(names.get(code).map_or(code, String::as_str))
}

fn mark(confirmed: bool) -> Value {
    named(if confirmed { "point-confirmed" } else { "point-to-be-verified" }.to_owned())
}
