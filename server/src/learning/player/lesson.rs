//! A step that is read.

use actix_web::HttpResponse;
use serde::Serialize;

use super::{callouts::labelled, desk::Studied, frame::Frame};
use crate::platform::{Outcome, Page, Screen};

#[derive(Serialize)]
pub struct LessonPage {
    frame: Frame,
    /// Safe HTML.
    body: String,
}

impl Page for LessonPage {
    const TEMPLATE: &'static str = "player/lesson";

    fn examples() -> Vec<Self> {
        let body = "<p>…</p>".to_owned();
        vec![
            Self { frame: Frame::example(None, None), body: body.clone() },
            Self { frame: Frame::example(None, Some("English")), body },
        ]
    }
}

pub fn show(screen: &Screen, study: &Studied) -> Outcome<HttpResponse> {
    screen.show(&LessonPage { frame: Frame::of(study)?, body: body(screen, study)? })
}

/// The step's text, in the language of the course.
pub fn body(screen: &Screen, study: &Studied) -> Outcome<String> {
    let html = study.text(&study.place()?.step.body);
    Ok(labelled(html, screen.engine().texts(), study.language).into_owned())
}
