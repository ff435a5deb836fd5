//! The words that templates may use beside handlebars' own: `t`, `icon`, `state_icon`, `asset`, `image`, `date`, `date_time`,
//! `number`, `signed`, `csrf`, `eq`, `and`, `or`, `not`, and `if` and `unless` that refuse a missing value.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, Output, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson,
};
use serde_json::Value;

use crate::platform::{Formats, Language, Texts, assets, language::Argument};

pub fn register(handlebars: &mut Handlebars<'static>, texts: &Arc<Texts>, formats: &Arc<Formats>) {
    handlebars.register_helper("t", Box::new(Text(texts.clone())));
    for format in ["date", "date_time", "number", "signed"] {
        handlebars.register_helper(format, Box::new(Formatted(format, formats.clone())));
    }
    handlebars.register_helper("asset", Box::new(Address(assets::asset_path)));
    handlebars.register_helper("image", Box::new(Address(assets::image_path)));
    handlebars.register_helper("icon", Box::new(icon));
    handlebars.register_helper("state_icon", Box::new(StateIcons::new()));
    handlebars.register_helper("csrf", Box::new(csrf));
    handlebars.register_helper("if", Box::new(Condition { when: true }));
    handlebars.register_helper("unless", Box::new(Condition { when: false }));
    handlebars.register_helper(
        "eq",
        Box::new(Logic(|values| values.windows(2).all(|pair| pair.first() == pair.last()))),
    );
    handlebars
        .register_helper("and", Box::new(Logic(|values| values.iter().all(|value| value.is_truthy(false)))));
    handlebars
        .register_helper("or", Box::new(Logic(|values| values.iter().any(|value| value.is_truthy(false)))));
    handlebars
        .register_helper("not", Box::new(Logic(|values| !values.iter().any(|value| value.is_truthy(false)))));
}

fn wrong(sentence: impl Into<String>) -> RenderError {
    RenderErrorReason::Other(sentence.into()).into()
}

/// The language of a page, by its values.
pub fn language_of(values: &Value) -> Language {
    let code = values.pointer("/shell/language").and_then(Value::as_str);
    code.and_then(Language::from_code).unwrap_or_default()
}

/// The reader's clock, where it is known.
fn zone_of(context: &Context) -> Option<FixedOffset> {
    let seconds = context.data().pointer("/shell/seconds_ahead")?.as_i64()?;
    FixedOffset::east_opt(i32::try_from(seconds).ok()?)
}

/// `{{t "key" count=3}}`.
struct Text(Arc<Texts>);

impl HelperDef for Text {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let key = helper
            .param(0)
            .and_then(|param| param.value().as_str())
            .ok_or_else(|| wrong("t without a key"))?;
        let language = language_of(context.data());
        let arguments: Vec<(&str, Argument)> = helper
            .hash()
            .iter()
            .map(|(name, value)| {
                let value = match value.value() {
                    Value::Number(number) => Argument::Number(number.as_f64().unwrap_or(0.0)),
                    Value::String(text) => Argument::Text(text.clone()),
                    other => Argument::Text(other.to_string()),
                };
                (*name, value)
            })
            .collect();
        let text = self.0.try_with(language, key, &arguments);
        let text = text.ok_or_else(|| wrong(format!("no text {key} in {language} with these arguments")))?;
        Ok(Value::String(text).into())
    }

    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        if helper.hash().is_empty()
            && let Some(key) = helper.param(0).and_then(|param| param.value().as_str())
            && let Some(escaped) = self.0.escaped(language_of(context.data()), key)
        {
            return Ok(out.write(escaped)?);
        }
        let text = self.call_inner(helper, registry, context, render)?;
        Ok(out.write(&handlebars::html_escape(text.as_json().as_str().unwrap_or_default()))?)
    }
}

/// `{{date due_on}}`, `{{number pieces decimals=0}}`.
struct Formatted(&'static str, Arc<Formats>);

impl HelperDef for Formatted {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let value = helper.param(0).ok_or_else(|| wrong(format!("{} without a value", self.0)))?;
        if value.is_value_missing() {
            return Err(wrong(format!("{} of a missing value", self.0)));
        }
        let decimals = helper.hash_get("decimals").and_then(|value| value.value().as_u64()).unwrap_or(0);
        let decimals = u8::try_from(decimals).unwrap_or(0);
        let reader =
            Reader { formats: &self.1, language: language_of(context.data()), zone: zone_of(context) };
        let text = reader.format(self.0, value.value(), decimals);
        text.map(|text| Value::String(text).into())
            .ok_or_else(|| wrong(format!("no {}: {}", self.0, value.value())))
    }
}

/// For whom a value is written.
struct Reader<'f> {
    formats: &'f Formats,
    language: Language,
    zone: Option<FixedOffset>,
}

impl Reader<'_> {
    fn format(&self, kind: &str, value: &Value, decimals: u8) -> Option<String> {
        match kind {
            "number" => Some(self.formats.number(self.language, value.as_f64()?, decimals)),
            "signed" => Some(self.formats.signed(self.language, value.as_f64()?, decimals)),
            _ => self.moment(kind, value.as_str()?),
        }
    }

    /// A day stays what it is; a moment is told by the reader's clock.
    fn moment(&self, kind: &str, text: &str) -> Option<String> {
        if let Ok(day) = text.parse::<NaiveDate>() {
            return Some(self.formats.date(self.language, day));
        }
        let time = text.parse::<DateTime<Utc>>().ok()?;
        Some(match kind {
            "date_time" => self.formats.date_time(self.language, time, self.zone),
            _ => self.formats.day(self.language, time, self.zone),
        })
    }
}

/// `{{asset "app.css"}}`: the address under which the binary serves it, with its hash.
struct Address(fn(&str) -> Option<String>);

impl HelperDef for Address {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let name = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
        let path = (self.0)(name).ok_or_else(|| wrong(format!("no asset {name}")))?;
        Ok(Value::String(path).into())
    }
}

fn icon(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let name = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
    out.write(&icon_of(name).ok_or_else(|| wrong("no icon sprite"))?)?;
    Ok(())
}

/// An icon of the sprite, hidden from screen readers: a word stands beside it.
pub fn icon_of(name: &str) -> Option<String> {
    let sprite = assets::asset_path("icons.svg")?;
    let name = handlebars::html_escape(name);
    Some(format!(
        r##"<svg class="icon icon-{name}" width="24" height="24" aria-hidden="true" focusable="false"><use href="{sprite}#{name}"></use></svg>"##
    ))
}

/// The icon of each state that a mark or a cell shows. Long tables have hundreds of them, so they are written once.
struct StateIcons(HashMap<&'static str, String>);

impl StateIcons {
    const NAMES: [(&'static str, &'static str); 8] = [
        ("done", "check"),
        ("under-way", "ellipsis"),
        ("due", "clock"),
        ("overdue", "triangle-alert"),
        ("closed", "lock"),
        ("not-started", "circle"),
        ("recurring", "rotate-ccw"),
        ("not-needed", "minus"),
    ];

    fn new() -> Self {
        Self(Self::NAMES.iter().filter_map(|(state, icon)| Some((*state, icon_of(icon)?))).collect())
    }
}

/// `{{state_icon state}}`; a state without an icon has none.
impl HelperDef for StateIcons {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let state = helper.param(0).ok_or_else(|| wrong("state_icon without a state"))?;
        if let Some(icon) = state.value().as_str().and_then(|state| self.0.get(state)) {
            out.write(icon)?;
        }
        Ok(())
    }
}

/// The hidden fields of a form: the token against forged requests, and the key that makes a repeat harmless.
fn csrf(
    _: &Helper<'_>,
    _: &Handlebars<'_>,
    context: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    for (name, pointer) in [("csrf", "/shell/csrf"), ("request", "/shell/request_key")] {
        let value = context
            .data()
            .pointer(pointer)
            .and_then(Value::as_str)
            .ok_or_else(|| wrong("csrf without shell"))?;
        out.write(&format!(
            r#"<input type="hidden" name="{name}" value="{}">"#,
            handlebars::html_escape(value)
        ))?;
    }
    Ok(())
}

/// `if` and `unless` that refuse a value that is not there (`null` still counts as false).
struct Condition {
    when: bool,
}

impl HelperDef for Condition {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let value = helper.param(0).ok_or_else(|| wrong("a condition without a value"))?;
        if value.is_value_missing() {
            return Err(wrong(format!("condition on a missing value {:?}", value.relative_path())));
        }
        let branch =
            if value.value().is_truthy(false) == self.when { helper.template() } else { helper.inverse() };
        match branch {
            Some(branch) => branch.render(registry, context, render, out),
            None => Ok(()),
        }
    }
}

/// `eq`, `and`, `or`, `not`, for use inside conditions.
struct Logic(fn(&[&Value]) -> bool);

impl HelperDef for Logic {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        if helper.params().iter().any(|param| param.is_value_missing()) {
            return Err(wrong(format!("{} of a missing value", helper.name())));
        }
        let values: Vec<&Value> = helper.params().iter().map(|param| param.value()).collect();
        Ok(Value::Bool((self.0)(&values)).into())
    }
}
