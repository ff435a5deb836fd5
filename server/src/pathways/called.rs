//! What steps, stages and goals are called in the language of whoever reads: a course as its listing says, and what the
//! Academy's own templates and suggestions wrote as they say it. What somebody wrote stays as it was written.

use super::{
    store::pathways::{Step, Whole},
    suggestions::table::shipped_title,
    templates::shipped_text,
};
use crate::{
    catalogue::{self, Titles},
    people::CallNames,
    platform::{Language, Outcome, Read},
};

/// For whoever takes their own data away: steps and pathways as the reader knows them.
pub struct Called;

#[async_trait::async_trait(?Send)]
impl CallNames for Called {
    async fn called(&self, read: &Read, language: Language, kept: &[String]) -> Outcome<Vec<String>> {
        let titles = catalogue::titles(read).await?;
        Ok(kept.iter().map(|name| called(name, &titles, language).to_owned()).collect())
    }
}

impl Step {
    pub fn called<'t>(&'t self, titles: &'t Titles, language: Language) -> &'t str {
        match &self.course {
            Some(course) => {
                let written = shipped(&self.name, language);
                if written == self.name { titles.called(course, &self.name, language) } else { written }
            }
            None => shipped(&self.name, language),
        }
    }
}

impl Whole {
    /// With everything called in this language.
    pub fn in_words_of(&mut self, titles: &Titles, language: Language) {
        for step in &mut self.steps {
            step.name = step.called(titles, language).to_owned();
        }
        for stage in &mut self.stages {
            stage.name = shipped(&stage.name, language).to_owned();
        }
        for goal in &mut self.goals {
            goal.goal = shipped(&goal.goal, language).to_owned();
            goal.measure = shipped(&goal.measure, language).to_owned();
        }
    }
}

/// A name of which only the words were kept: of a step, a stage or a goal.
pub fn called<'t>(kept: &'t str, titles: &'t Titles, language: Language) -> &'t str {
    let written = shipped(kept, language);
    if written == kept { titles.of_any(kept, language) } else { written }
}

fn shipped(kept: &str, language: Language) -> &str {
    let code = language.code();
    shipped_text(kept, code).or_else(|| shipped_title(kept, code)).unwrap_or(kept)
}
