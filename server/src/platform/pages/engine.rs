//! Handlebars in strict mode, with the texts, formats and assets of the Academy.

use std::sync::Arc;

use handlebars::Handlebars;
use serde_json::Value;

use super::{inclusion::Inclusions, template_words};
use crate::platform::{Formats, Problem, Texts, assets};

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
            if let Some(mut template) = handlebars.get_template(&name).cloned() {
                inclusions.rewrite(&mut template);
                handlebars.register_template(&name, template);
            }
        }
        template_words::register(&mut handlebars, &texts, &formats);
        Ok(Self { handlebars, texts, formats })
    }

    /// Renders `template` with an object of values.
    pub fn render(&self, template: &str, values: Value) -> Result<String, Problem> {
        let context = handlebars::Context::from(values);
        self.handlebars.render_with_context(template, &context).map_err(Problem::internal)
    }

    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    pub fn formats(&self) -> &Formats {
        &self.formats
    }
}
