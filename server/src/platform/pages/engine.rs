//! Handlebars in strict mode, with the texts, formats and assets of the Academy.

use std::sync::Arc;

use handlebars::{Context, Handlebars, RenderContext, Renderable};
use serde_json::Value;

use super::{
    inclusion,
    template_words::{self, language_of},
    templates::Templates,
};
use crate::platform::{Formats, Language, Problem, Texts, assets};

/// Renders templates. Made once.
pub struct Engine {
    /// The helpers; it holds no template.
    handlebars: Handlebars<'static>,
    english: Templates,
    vietnamese: Templates,
    texts: Arc<Texts>,
    formats: Arc<Formats>,
}

impl Engine {
    /// # Errors
    /// A text file that cannot be read: the message names it.
    pub fn new() -> anyhow::Result<Self> {
        let texts = Arc::new(assets::read_texts()?);
        let formats = Arc::new(Formats::new()?);
        let mut handlebars = Handlebars::new();
        handlebars.set_strict_mode(true);
        inclusion::register(&mut handlebars);
        template_words::register(&mut handlebars, &texts, &formats);
        let sources = assets::read_templates()?;
        Ok(Self {
            handlebars,
            english: Templates::of(Language::En, sources.clone(), texts.clone())?,
            vietnamese: Templates::of(Language::Vi, sources, texts.clone())?,
            texts,
            formats,
        })
    }

    /// Renders `template` with an object of values; `shell.language` among them says in which language.
    pub fn render(&self, template: &str, values: Value) -> Result<String, Problem> {
        let (template, pieces) = self.templates(language_of(&values)).whole(template)?;
        let context = Context::from(values);
        let mut render = RenderContext::new(None);
        if let Some(outermost) = render.block_mut() {
            pieces.into_iter().for_each(|(name, piece)| outermost.set_local_partial(name.to_owned(), piece));
        }
        template.renders(&self.handlebars, &context, &mut render).map_err(Problem::internal)
    }

    fn templates(&self, language: Language) -> &Templates {
        match language {
            Language::En => &self.english,
            Language::Vi => &self.vietnamese,
        }
    }

    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    pub fn formats(&self) -> &Formats {
        &self.formats
    }
}
