//! What a template says the same on every page of a language is put into it once: sentences without arguments, icons,
//! addresses of assets, the language itself. A page then looks up only what is its own.

use handlebars::{
    Template,
    template::{HelperTemplate, Parameter, Subexpression, TemplateElement, TemplateMapping},
};
use serde_json::Value;

use super::template_words;
use crate::platform::{Language, Texts, assets};

/// Settles templates for one language.
pub struct Settling<'t> {
    pub texts: &'t Texts,
    pub language: Language,
}

impl Settling<'_> {
    /// Whatever cannot be settled stays as it is, and says so when the page is rendered.
    pub fn settle(&self, template: &mut Template) {
        for element in &mut template.elements {
            self.settle_element(element);
        }
        join(template);
    }

    fn settle_element(&self, element: &mut TemplateElement) {
        match element {
            TemplateElement::Expression(call) | TemplateElement::HtmlExpression(call) => {
                self.settle_parameters(call);
                if let Some(written) = self.written(call) {
                    *element = TemplateElement::RawString(written);
                }
            }
            TemplateElement::HelperBlock(block) => {
                self.settle_parameters(block);
                let parts = [block.template.as_mut(), block.inverse.as_mut()];
                parts.into_iter().flatten().for_each(|part| self.settle(part));
            }
            _ => {}
        }
    }

    fn settle_parameters(&self, call: &mut HelperTemplate) {
        for parameter in call.params.iter_mut().chain(call.hash.values_mut()) {
            let Parameter::Subexpression(Subexpression { element, .. }) = parameter else { continue };
            let TemplateElement::Expression(inner) = &mut **element else { continue };
            self.settle_parameters(inner);
            if let Some(value) = self.value(inner) {
                *parameter = Parameter::Literal(Value::String(value));
            }
        }
    }

    /// What the expression writes into the page, escaped.
    fn written(&self, call: &HelperTemplate) -> Option<String> {
        match (call.name.as_name()?, argument(call)) {
            ("@root.shell.language", None) => Some(self.language.code().to_owned()),
            ("@root.shell.direction", None) => Some(self.language.direction().to_owned()),
            ("t", Some(key)) => self.texts.escaped(self.language, key).map(str::to_owned),
            ("icon", Some(name)) => template_words::icon_of(name),
            _ => self.value(call).map(|value| handlebars::html_escape(&value)),
        }
    }

    /// What the expression is, as an argument of another.
    fn value(&self, call: &HelperTemplate) -> Option<String> {
        match (call.name.as_name()?, argument(call)?) {
            ("t", key) => self.texts.try_with(self.language, key, &[]),
            ("asset", name) => assets::asset_path(name),
            ("image", name) => assets::image_path(name),
            _ => None,
        }
    }
}

/// The only argument, where it stands in the template itself.
fn argument(call: &HelperTemplate) -> Option<&str> {
    match (call.params.as_slice(), call.hash.is_empty()) {
        ([Parameter::Literal(Value::String(argument))], true) => Some(argument),
        _ => None,
    }
}

/// Makes one of neighbouring pieces of plain text.
fn join(template: &mut Template) {
    let mut elements: Vec<TemplateElement> = Vec::with_capacity(template.elements.len());
    let mut mapping: Vec<TemplateMapping> = Vec::with_capacity(template.mapping.len());
    let places =
        std::mem::take(&mut template.mapping).into_iter().map(Some).chain(std::iter::repeat_with(|| None));
    for (element, place) in std::mem::take(&mut template.elements).into_iter().zip(places) {
        match (elements.last_mut(), element) {
            (_, TemplateElement::Comment(_)) => {}
            (Some(TemplateElement::RawString(before)), TemplateElement::RawString(text)) => {
                before.push_str(&text)
            }
            (_, element) => {
                elements.push(element);
                mapping.extend(place);
            }
        }
    }
    elements.shrink_to_fit();
    mapping.shrink_to_fit();
    template.elements = elements;
    template.mapping = mapping;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(source: &str, language: Language) -> Vec<TemplateElement> {
        let texts = assets::read_texts().unwrap();
        let mut template = Template::compile(source).unwrap();
        Settling { texts: &texts, language }.settle(&mut template);
        template.elements
    }

    #[test]
    fn sentences_icons_and_addresses_become_plain_text() {
        let source = "<b lang=\"{{@root.shell.language}}\">{{t \"layout-sign-in\"}}</b>{{icon \"check\"}}{{asset \"app.css\"}}";
        for language in Language::ALL {
            let elements = settled(source, language);
            let [TemplateElement::RawString(text)] = elements.as_slice() else { panic!("{elements:?}") };
            assert!(
                text.contains(&format!("<b lang=\"{}\">", language.code())) && !text.contains("{{"),
                "{text}"
            );
            assert!(text.contains("icon-check") && text.ends_with(".css"), "{text}");
        }
    }

    #[test]
    fn what_depends_on_the_page_stays() {
        let elements =
            settled("{{t key}}{{t \"no-such-text\"}}{{#if a}}{{t \"layout-sign-in\"}}{{/if}}", Language::Vi);
        assert_eq!(elements.len(), 3);
        assert!(matches!(elements.first(), Some(TemplateElement::Expression(_))));
        assert!(matches!(elements.get(1), Some(TemplateElement::Expression(_))));
        let Some(TemplateElement::HelperBlock(block)) = elements.get(2) else { panic!("{elements:?}") };
        let inside = &block.template.as_ref().unwrap().elements;
        assert!(matches!(inside.as_slice(), [TemplateElement::RawString(_)]));
    }
}
