//! The templates of a language, each parsed when a page first needs it: most servers are never asked for most pages.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use handlebars::{Handlebars, Template, TemplateError};

use super::{inclusion::Inclusions, settling::Settling};
use crate::platform::{Language, Outcome, Problem, Texts};

/// Where templates come from: `(name, source)`.
pub type Sources = Vec<(Cow<'static, str>, Cow<'static, str>)>;

pub struct Templates {
    language: Language,
    texts: Arc<Texts>,
    inclusions: Inclusions,
    known: HashMap<Cow<'static, str>, Known>,
}

struct Known {
    source: Cow<'static, str>,
    made: OnceLock<Result<Made, String>>,
    /// The names of all pieces that stand in it, and in those, each once.
    pieces: OnceLock<Vec<String>>,
}

struct Made {
    template: Template,
    includes: Vec<String>,
}

impl Templates {
    /// # Errors
    /// None that depends on a source: those are read later.
    pub fn of(language: Language, sources: Sources, texts: Arc<Texts>) -> Result<Self, TemplateError> {
        let known = |source| Known { source, made: OnceLock::new(), pieces: OnceLock::new() };
        let known = sources.into_iter().map(|(name, source)| (name, known(source))).collect();
        Ok(Self { language, texts, inclusions: Inclusions::new()?, known })
    }

    /// The template, and by their names the pieces that rendering it may need.
    ///
    /// # Errors
    /// `Problem::Internal` where it, or a piece in it, is not there or cannot be read.
    pub fn whole(&self, name: &str) -> Outcome<(&Template, Vec<(&str, &Template)>)> {
        let (known, made) = (self.known(name)?, self.made(name)?);
        let names = match known.pieces.get() {
            Some(names) => names,
            None => {
                let found = self.pieces_of(made)?;
                known.pieces.get_or_init(|| found)
            }
        };
        let pieces = names.iter().map(|name| Ok((name.as_str(), &self.made(name)?.template)));
        Ok((&made.template, pieces.collect::<Outcome<_>>()?))
    }

    fn pieces_of(&self, made: &Made) -> Outcome<Vec<String>> {
        let mut found = made.includes.clone();
        let mut looked_into = 0;
        while let Some(name) = found.get(looked_into).cloned() {
            let piece = self.made(&name)?;
            let new = piece.includes.iter().filter(|name| !found.contains(name)).cloned();
            found.extend(new.collect::<Vec<_>>());
            looked_into += 1;
        }
        Ok(found)
    }

    fn known(&self, name: &str) -> Outcome<&Known> {
        self.known.get(name).ok_or_else(|| Problem::Internal(format!("no template {name}")))
    }

    fn made(&self, name: &str) -> Outcome<&Made> {
        let Known { source, made, .. } = self.known(name)?;
        let made = made.get_or_init(|| self.make(name, source).map_err(|error| error.to_string()));
        made.as_ref().map_err(|error| Problem::Internal(error.clone()))
    }

    fn make(&self, name: &str, source: &str) -> Result<Made, TemplateError> {
        // Only a registry reads templates in this way.
        let mut reader = Handlebars::new();
        reader.set_prevent_indent(true);
        reader.register_template_string(name, source)?;
        let mut template = reader.get_template(name).cloned().unwrap_or_default();
        let includes = self.inclusions.rewrite(&mut template);
        Settling { texts: &self.texts, language: self.language }.settle(&mut template);
        Ok(Made { template, includes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::assets;

    fn templates(language: Language, sources: Sources) -> Templates {
        Templates::of(language, sources, Arc::new(assets::read_texts().unwrap())).unwrap()
    }

    #[test]
    fn every_template_and_every_piece_in_it_can_be_read_in_every_language() {
        for language in Language::ALL {
            let templates = templates(language, assets::read_templates().unwrap());
            assert!(templates.known.len() > 100, "{}", templates.known.len());
            for name in templates.known.keys() {
                let read = templates.whole(name).map(|(_, pieces)| pieces.len());
                assert!(read.is_ok(), "{name} in {language}: {read:?}");
            }
        }
    }

    #[test]
    fn a_template_comes_with_all_its_pieces_and_no_others_are_read() {
        let sources =
            [("page", "{{#> a}}{{> b}}{{/a}}{{> b}}"), ("a", "{{#if x}}{{> c}}{{/if}}"), ("b", "{{> b}}")];
        let sources =
            sources.into_iter().chain([("c", "c"), ("wrong", "{{#if}}"), ("lost", "{{> nothing}}")]);
        let sources = sources.map(|(name, source)| (name.into(), source.into())).collect();
        let templates = templates(Language::En, sources);
        let (_, pieces) = templates.whole("page").unwrap();
        let mut names: Vec<&str> = pieces.into_iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        assert_eq!(names, ["a", "b", "c"]);
        assert!(templates.known("wrong").unwrap().made.get().is_none());
        for refused in ["wrong", "lost", "nothing"] {
            assert!(matches!(templates.whole(refused), Err(Problem::Internal(_))), "{refused}");
        }
    }
}
