//! How templates include each other. Handlebars' own partials copy everything that the page holds for each inclusion, and
//! the arguments of a layout hide fields of the same name in all that stands inside it. So `{{> piece}}` becomes a helper
//! once a template is read: with arguments a piece sees them and `@root`, without any it sees what is there; what stands
//! inside `{{#> layout}}` sees what it would see outside.

use handlebars::{
    BlockContext, BlockParamHolder, Context, Handlebars, Helper, HelperDef, HelperResult, Output,
    RenderContext, RenderError, RenderErrorReason, Renderable, StringOutput, Template, TemplateError,
    template::{DecoratorTemplate, Parameter, TemplateElement},
};
use serde_json::{Map, Value};

const HELPER: &str = "inclusion";
/// Under this name, which no field can have, a piece finds what stands inside it.
const INSIDE: &str = "inside-block";

pub fn register(handlebars: &mut Handlebars<'static>) {
    handlebars.register_helper(HELPER, Box::new(Inclusion));
}

/// Turns inclusions into calls of the helper.
pub struct Inclusions {
    call: TemplateElement,
    inside: TemplateElement,
}

impl Inclusions {
    pub fn new() -> Result<Self, TemplateError> {
        Ok(Self {
            call: only_element(&format!("{{{{#{HELPER}}}}}{{{{/{HELPER}}}}}"))?,
            inside: only_element(&format!("{{{{{{{INSIDE}}}}}}}"))?,
        })
    }

    /// Rewrites every inclusion of a template that was read. Returns the names of what it includes, each once.
    pub fn rewrite(&self, template: &mut Template) -> Vec<String> {
        let mut includes = Vec::new();
        self.rewrite_part(template, &mut includes);
        includes.sort_unstable();
        includes.dedup();
        includes
    }

    fn rewrite_part(&self, part: &mut Template, includes: &mut Vec<String>) {
        for element in &mut part.elements {
            match element {
                TemplateElement::PartialExpression(piece) | TemplateElement::PartialBlock(piece) => {
                    let called = self.called(piece, includes);
                    *element = called;
                }
                TemplateElement::HelperBlock(block) => {
                    let parts = [block.template.as_mut(), block.inverse.as_mut()];
                    parts.into_iter().flatten().for_each(|part| self.rewrite_part(part, includes));
                }
                _ => {}
            }
        }
    }

    fn called(&self, piece: &mut DecoratorTemplate, includes: &mut Vec<String>) -> TemplateElement {
        let Parameter::Name(name) = &piece.name else { return self.call.clone() };
        if name == "@partial-block" {
            return self.inside.clone();
        }
        let TemplateElement::HelperBlock(mut call) = self.call.clone() else { return self.call.clone() };
        includes.push(name.clone());
        call.params = vec![Parameter::Literal(Value::String(name.clone()))];
        call.hash = std::mem::take(&mut piece.hash);
        call.template = piece.template.take();
        if let Some(inside) = &mut call.template {
            self.rewrite_part(inside, includes);
        }
        TemplateElement::HelperBlock(call)
    }
}

fn only_element(source: &str) -> Result<TemplateElement, TemplateError> {
    let element = Template::compile(source)?.elements.into_iter().next();
    Ok(element.unwrap_or(TemplateElement::RawString(String::new())))
}

struct Inclusion;

impl HelperDef for Inclusion {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
        let piece = render.get_partial(name);
        let piece =
            piece.ok_or_else(|| RenderError::from(RenderErrorReason::PartialNotFound(name.to_owned())))?;
        let here = render.get_current_template_name();
        let own_view = view_of(helper, registry, context, render)?;
        let is_own = own_view.is_some();
        if let Some(view) = own_view {
            render.push_block(view);
        }
        let result = piece.render(registry, context, render, out);
        if is_own {
            render.pop_block();
        }
        render.set_current_template_name(here);
        result
    }
}

/// What the piece sees, where that is not simply what is there.
fn view_of<'reg: 'rc, 'rc>(
    helper: &Helper<'rc>,
    registry: &'reg Handlebars<'reg>,
    context: &'rc Context,
    render: &mut RenderContext<'reg, 'rc>,
) -> Result<Option<BlockContext<'rc>>, RenderError> {
    if helper.hash().is_empty() && helper.template().is_none() {
        return Ok(None);
    }
    let mut view = match (render.block(), helper.hash().is_empty()) {
        (Some(present), true) => present.clone(),
        _ => BlockContext::new(),
    };
    if !helper.hash().is_empty() {
        let arguments = helper.hash().iter().map(|(name, value)| ((*name).to_owned(), value.value().clone()));
        view.set_base_value(Value::Object(arguments.collect::<Map<_, _>>()));
    }
    if let Some(inside) = helper.template() {
        let mut rendered = StringOutput::new();
        inside.render(registry, context, render, &mut rendered)?;
        view.set_block_param(INSIDE, BlockParamHolder::value(Value::String(rendered.into_string()?)));
    }
    Ok(Some(view))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rendered(templates: &[(&str, &str)], values: &Value) -> Result<String, RenderError> {
        let mut handlebars = Handlebars::new();
        handlebars.set_strict_mode(true);
        register(&mut handlebars);
        let inclusions = Inclusions::new().unwrap();
        let read = templates.iter().map(|(name, source)| {
            let mut template = Template::compile(source).unwrap();
            inclusions.rewrite(&mut template);
            (*name, template)
        });
        let read: Vec<(&str, Template)> = read.collect();
        let context = Context::wraps(values).unwrap();
        let mut render = RenderContext::new(None);
        for (name, template) in &read {
            render.block_mut().unwrap().set_local_partial((*name).to_owned(), template);
        }
        let (_, page) = read.iter().find(|(name, _)| *name == "page").unwrap();
        page.renders(&handlebars, &context, &mut render)
    }

    #[test]
    fn the_title_of_a_layout_does_not_hide_the_titles_inside_it() {
        let page = "{{#> layout title=\"Learning\"}}{{#each rows}}{{> row}}{{/each}}{{/layout}}";
        let templates =
            [("page", page), ("layout", "<{{title}}>{{> @partial-block}}"), ("row", "[{{title}}]")];
        let values = json!({ "rows": [{ "title": "One" }, { "title": "Two" }] });
        assert_eq!(rendered(&templates, &values).unwrap(), "<Learning>[One][Two]");
    }

    #[test]
    fn a_piece_with_arguments_sees_them_and_nothing_else_of_the_page() {
        let piece = "{{word}}{{#each parts}}{{this}}{{/each}}{{@root.language}}";
        let values = json!({ "language": "vi", "parts": [1, 2] });
        let page = [("page", "{{> piece word=\"x\" parts=parts}}"), ("piece", piece)];
        assert_eq!(rendered(&page, &values).unwrap(), "x12vi");
        let page = [("page", "{{> piece word=\"x\"}}"), ("piece", "{{language}}")];
        assert!(rendered(&page, &values).is_err());
    }

    #[test]
    fn what_stands_inside_a_piece_may_hold_pieces_and_sees_the_page() {
        let outer = "{{#> outer a=1}}{{#> inner b=2}}{{word}}{{/inner}}{{/outer}}";
        let templates = [
            ("page", outer),
            ("outer", "({{a}}{{> @partial-block}})"),
            ("inner", "[{{b}}{{> @partial-block}}]"),
        ];
        assert_eq!(rendered(&templates, &json!({ "word": "<b>" })).unwrap(), "(1[2&lt;b&gt;])");
    }

    #[test]
    fn a_piece_that_is_not_there_is_refused() {
        assert!(rendered(&[("page", "{{> nothing}}")], &json!({})).is_err());
    }
}
