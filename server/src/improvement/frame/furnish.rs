//! The frame that a new Academy starts with: `frame.toml`, read once and added where it is missing. What administrators
//! changed stays as they changed it.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Deserialize;

use super::store::{self, Again, Cluster, Point, Question, Theme};
use crate::platform::{Db, Outcome, Problem};

const FRAME: &str = include_str!("frame.toml");

#[derive(Deserialize)]
struct Frame {
    cluster: Vec<Named>,
    theme: Vec<Named>,
    point: Vec<PointLine>,
    question: Vec<QuestionLine>,
}

#[derive(Deserialize)]
struct Named {
    code: String,
    en: String,
    vi: String,
}

#[derive(Deserialize)]
struct PointLine {
    code: String,
    cluster: String,
    en: String,
    vi: String,
    confirmed: bool,
    theme: Option<String>,
}

#[derive(Deserialize)]
struct QuestionLine {
    country: String,
    code: String,
    version: i32,
    point: String,
    en: String,
    vi: String,
    law: String,
    confirmed: bool,
    valid_from: Option<NaiveDate>,
    public_from: Option<NaiveDate>,
}

/// Adds what is missing. Asked twice, it writes once.
pub async fn furnish(db: &Db) -> Outcome<()> {
    let frame: Frame = toml::from_str(FRAME).map_err(Problem::internal)?;
    let read = db.read();
    let clusters: HashSet<String> =
        store::clusters(read).await?.into_iter().map(|cluster| cluster.code).collect();
    let themes: HashSet<String> = store::themes(read).await?.into_iter().map(|theme| theme.code).collect();
    let points: HashSet<String> = store::points(read).await?.into_iter().map(|point| point.code).collect();
    let questions: HashSet<(String, String, i32)> = store::all_questions(read)
        .await?
        .into_iter()
        .map(|question| (question.country, question.code, question.version))
        .collect();

    let place = |position: usize| i32::try_from(position).unwrap_or(i32::MAX);
    let new_clusters = frame.cluster.into_iter().enumerate().map(|(position, named)| Cluster {
        code: named.code,
        name_en: named.en,
        name_vi: named.vi,
        position: place(position),
    });
    let new_clusters: Vec<Cluster> = new_clusters.filter(|row| !clusters.contains(&row.code)).collect();
    let new_themes = frame.theme.into_iter().enumerate().map(|(position, named)| Theme {
        code: named.code,
        name_en: named.en,
        name_vi: named.vi,
        position: place(position),
    });
    let new_themes: Vec<Theme> = new_themes.filter(|row| !themes.contains(&row.code)).collect();
    let new_points = frame.point.into_iter().enumerate().map(|(position, line)| Point {
        code: line.code,
        cluster_code: line.cluster,
        name_en: line.en,
        name_vi: line.vi,
        position: place(position),
        confirmed: line.confirmed,
        theme_code: line.theme,
        valid_from: None,
        changes: 0,
        changed_at: None,
        changed_by_person_id: None,
    });
    let new_points: Vec<Point> = new_points.filter(|row| !points.contains(&row.code)).collect();
    let new_questions = frame.question.into_iter().map(|line| Question {
        country: line.country,
        code: line.code,
        version: line.version,
        point_code: line.point,
        text_en: line.en,
        text_vi: line.vi,
        law_reference: line.law,
        confirmed: line.confirmed,
        valid_from: line.valid_from,
        valid_to: None,
        public_from: line.public_from,
        changes: 0,
        changed_at: None,
        changed_by_person_id: None,
    });
    let there = |row: &Question| questions.contains(&(row.country.clone(), row.code.clone(), row.version));
    let new_questions: Vec<Question> = new_questions.filter(|row| !there(row)).collect();
    if new_clusters.is_empty() && new_themes.is_empty() && new_points.is_empty() && new_questions.is_empty() {
        return Ok(());
    }
    let work = db.begin().await?;
    store::save_clusters(&work, new_clusters, Again::Stays).await?;
    store::save_themes(&work, new_themes, Again::Stays).await?;
    store::save_points(&work, new_points, Again::Stays).await?;
    store::save_questions(&work, new_questions, Again::Stays).await?;
    work.commit().await
}
