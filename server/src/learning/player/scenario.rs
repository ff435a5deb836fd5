//! A story with choices. The way taken stands in the address: the scenes chosen so far, joined by dots.

use actix_web::{HttpResponse, web};
use courses::{Activity, Ending, Scenario, Scene};
use serde::Serialize;

use super::{
    callouts::labelled,
    desk::{Desk, Studied},
    frame::Frame,
    lesson, path,
};
use crate::{
    learning::commands,
    platform::{Db, Form, Outcome, Page, Problem, Redirect, Screen},
    records::EnrolmentId,
};

#[derive(Serialize)]
pub struct ScenarioPage {
    frame: Frame,
    /// The beginning of the story; empty once a choice was made.
    body: String,
    taken: Vec<String>,
    heading: String,
    scene: String,
    choices: Vec<Choice>,
    /// `good`, `mixed`, `bad`, or empty.
    ending: &'static str,
    /// A text key, or empty.
    verdict: &'static str,
}

#[derive(Serialize)]
struct Choice {
    text: String,
    url: String,
    /// The way of a choice that ends the story, to be posted; else nothing.
    ends: Option<String>,
}

impl Page for ScenarioPage {
    const TEMPLATE: &'static str = "player/scenario";

    fn examples() -> Vec<Self> {
        let choice = |ends: Option<&str>| Choice {
            text: "Ask the factory what it would take".to_owned(),
            url: "/enrolments/1/steps/story/scenes/ask".to_owned(),
            ends: ends.map(str::to_owned),
        };
        let example = |closed, ending, verdict| Self {
            frame: Frame::example(closed, None),
            body: "<p>…</p>".to_owned(),
            taken: vec!["Ask the factory".to_owned()],
            heading: "Thursday, 16:40".to_owned(),
            scene: "<p>…</p>".to_owned(),
            choices: if closed.is_some() {
                vec![choice(None), choice(Some("ask.split"))]
            } else {
                Vec::new()
            },
            ending,
            verdict,
        };
        vec![
            example(Some("next-closed-story-not-ended"), "", ""),
            example(None, "good", "story-good"),
            example(None, "mixed", "story-mixed"),
            example(None, "bad", "story-bad"),
        ]
    }
}

/// The story from its beginning.
pub fn begin(screen: &Screen, study: &Studied, story: &Scenario) -> Outcome<HttpResponse> {
    show(screen, study, story, "")
}

/// The story after some choices.
pub async fn scene(
    desk: Desk,
    at: web::Path<(EnrolmentId, String, String)>,
    screen: Screen,
) -> Outcome<HttpResponse> {
    show(&screen, &desk.study, story(&desk.study)?, &at.2)
}

/// The learner chose an end: the step is through, and the end is shown.
pub async fn end(desk: Desk, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let Desk { permit, study } = &desk;
    let way = form.text("way");
    let walk = Walk::along(story(study)?, way)?;
    let mut once = db.begin_once(&form.key).await?;
    study.begin_if_new(&mut once, permit).await?;
    commands::end_scene(&mut once, permit, &study.course, &study.step, &walk.at.id, study.language).await?;
    once.redirect(Redirect::to(path::scene(permit.id, &study.step, way))).await
}

fn story(study: &Studied) -> Outcome<&Scenario> {
    match &study.place()?.step.activity {
        Activity::Scenario(story) => Ok(story),
        _ => Err(Problem::NotFound),
    }
}

/// A way through a story: each scene is one that the scene before leads to.
struct Walk<'s> {
    at: &'s Scene,
    chosen: Vec<&'s courses::SceneChoice>,
}

impl<'s> Walk<'s> {
    fn along(story: &'s Scenario, way: &str) -> Outcome<Self> {
        let mut at = story.scenes.first().ok_or(Problem::NotFound)?;
        let mut chosen = Vec::new();
        for id in way.split('.').filter(|id| !id.is_empty()) {
            let choice = at.choices.iter().find(|choice| choice.id == id).ok_or(Problem::NotFound)?;
            at = story.scene(id).ok_or(Problem::NotFound)?;
            chosen.push(choice);
        }
        Ok(Self { at, chosen })
    }
}

fn show(screen: &Screen, study: &Studied, story: &Scenario, way: &str) -> Outcome<HttpResponse> {
    let walk = Walk::along(story, way)?;
    let texts = screen.engine().texts();
    let (ending, verdict) = walk.at.ending.map(told).unwrap_or_default();
    screen.show(&ScenarioPage {
        frame: Frame::of(study)?,
        body: if way.is_empty() { lesson::body(screen, study)? } else { String::new() },
        taken: walk.chosen.iter().map(|choice| study.text(&choice.text).to_owned()).collect(),
        heading: study.text(&walk.at.heading).to_owned(),
        scene: labelled(study.text(&walk.at.body), texts, study.language).into_owned(),
        choices: walk.at.choices.iter().map(|choice| to_choose(study, story, choice, way)).collect(),
        ending,
        verdict,
    })
}

fn to_choose(study: &Studied, story: &Scenario, choice: &courses::SceneChoice, way: &str) -> Choice {
    let way = if way.is_empty() { choice.id.clone() } else { format!("{way}.{}", choice.id) };
    let ends = story.scene(&choice.id).is_some_and(|scene| scene.ending.is_some());
    Choice {
        text: study.text(&choice.text).to_owned(),
        url: path::scene(study.enrolment.id, &study.step, &way),
        ends: ends.then_some(way),
    }
}

fn told(ending: Ending) -> (&'static str, &'static str) {
    match ending {
        Ending::Good => ("good", "story-good"),
        Ending::Mixed => ("mixed", "story-mixed"),
        Ending::Bad => ("bad", "story-bad"),
    }
}
