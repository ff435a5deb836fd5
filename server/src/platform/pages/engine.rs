//! Handlebars in strict mode, with the texts, formats and assets of the Academy.

use std::sync::Arc;

use handlebars::Handlebars;
use serde_json::Value;

use super::{
    inclusion::Inclusions,
    settling::Settling,
    template_words::{self, language_of},
};
use crate::platform::{Formats, Language, Problem, Texts, assets};

/// Renders templates. Made once.
pub struct Engine {
    handlebars: Handlebars<'static>,
    texts: Arc<Texts>,
    formats: Arc<Formats>,
}

impl Engine {
    /// # Errors
    /// A template or a text file that cannot be read: the message names it.
    pub fn new() -> anyhow::Result<Self> {
        let texts = Arc::new(assets::read_texts()?);
        let formats = Arc::new(Formats::new()?);
        let mut handlebars = Handlebars::new();
        handlebars.set_strict_mode(true);
        handlebars.set_prevent_indent(true);
        let inclusions = Inclusions::register(&mut handlebars)?;
        for (name, source) in assets::read_templates()? {
            handlebars.register_template_string(&name, source)?;
            let Some(read) = handlebars.get_template(&name).cloned() else { continue };
            handlebars.unregister_template(&name);
            for language in Language::ALL {
                let mut template = read.clone();
                inclusions.rewrite(&mut template, language);
                Settling { texts: &texts, language }.settle(&mut template);
                handlebars.register_template(&name_in(language, &name), template);
            }
        }
        template_words::register(&mut handlebars, &texts, &formats);
        Ok(Self { handlebars, texts, formats })
    }

    /// Renders `template` with an object of values; `shell.language` among them says in which language.
    pub fn render(&self, template: &str, values: Value) -> Result<String, Problem> {
        let name = name_in(language_of(&values), template);
        let context = handlebars::Context::from(values);
        self.handlebars.render_with_context(&name, &context).map_err(Problem::internal)
    }

    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    pub fn formats(&self) -> &Formats {
        &self.formats
    }
}

/// Under which name the engine keeps a template for a language.
pub fn name_in(language: Language, template: &str) -> String {
    format!("{}/{template}", language.code())
}
