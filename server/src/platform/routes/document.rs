//! The OpenAPI 3.1 document, made from the routes themselves, so that it cannot tell another story.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
};

use utoipa::{
    ToSchema,
    openapi::{
        Components, Content, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, PathsBuilder, Ref, RefOr,
        Required, ResponseBuilder, ResponsesBuilder,
        path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn},
        request_body::RequestBodyBuilder,
        schema::{ObjectBuilder, Schema, Type},
        security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
    },
};

use super::{Access, RouteLine};
use crate::platform::{Language, Texts, meanwhile::Differing, spreadsheets::Format};

type Named = (String, RefOr<Schema>);

/// Gathers the schema of one type, and of what it is made of.
type Gather = fn(&mut Vec<Named>);

/// Tells the name of one type's schema.
type Name = fn() -> Cow<'static, str>;

/// What the document says of one call.
#[derive(Clone)]
pub struct Described {
    /// The operation's id; its sentence is the text `api-<name>`.
    pub name: &'static str,
    pub status: u16,
    takes: Option<Name>,
    gives: Option<Name>,
    /// The content types of a file that is the body itself.
    takes_file: Vec<&'static str>,
    gives_file: bool,
    also: Option<u16>,
    query: Vec<&'static str>,
    /// Called when the document is made, as names are: schemas of all calls are megabytes, and most servers are never asked
    /// for them.
    schemas: Vec<Gather>,
}

impl Described {
    pub fn new(name: &'static str, status: u16) -> Self {
        Self {
            name,
            status,
            takes: None,
            gives: None,
            takes_file: Vec::new(),
            gives_file: false,
            also: None,
            query: Vec::new(),
            schemas: Vec::new(),
        }
    }

    #[must_use]
    pub fn takes<T: ToSchema>(mut self) -> Self {
        self.takes = Some(T::name);
        self.schemas.push(gather::<T>);
        self
    }

    #[must_use]
    pub fn gives<T: ToSchema>(mut self) -> Self {
        self.gives = Some(T::name);
        self.schemas.push(gather::<T>);
        self
    }

    /// A table as CSV or XLSX: the file itself as the body, or the first file of a form.
    #[must_use]
    pub fn takes_table(mut self) -> Self {
        self.takes_file = vec![Format::Csv.content_type(), Format::Xlsx.content_type()];
        self
    }

    /// Any file: the file itself as the body, or the first file of a form.
    #[must_use]
    pub fn takes_file(mut self, content_type: &'static str) -> Self {
        self.takes_file = vec![content_type];
        self
    }

    /// A file and no document.
    #[must_use]
    pub fn gives_file(mut self) -> Self {
        self.gives_file = true;
        self
    }

    /// The same document under another status too.
    #[must_use]
    pub fn also(mut self, status: u16) -> Self {
        self.also = Some(status);
        self
    }

    /// Names of optional query parameters (text).
    #[must_use]
    pub fn asks(mut self, query: &[&'static str]) -> Self {
        self.query.extend(query);
        self
    }
}

fn gather<T: ToSchema>(schemas: &mut Vec<Named>) {
    T::schemas(schemas);
    schemas.push((T::name().into_owned(), T::schema()));
}

/// RFC 9457, as every refused call answers.
#[derive(serde::Serialize, ToSchema)]
pub struct ProblemDocument {
    pub r#type: String,
    pub title: String,
    pub status: u16,
    pub detail: String,
    /// The number under which the log knows this request.
    pub instance: String,
    /// The fields that could not be taken, with a sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    /// Where somebody was quicker (409): the number of changes that a next try names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<i64>,
    /// Where somebody was quicker: the fields that stand otherwise by now than what was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differing: Vec<Differing>,
}

#[derive(serde::Serialize, ToSchema)]
pub struct ProblemField {
    pub field: String,
    pub detail: String,
}

/// The document of all described routes.
pub fn document(lines: &[RouteLine], texts: &Texts) -> OpenApi {
    let mut components = Components::new();
    components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    let mut schemas = Vec::new();
    gather::<ProblemDocument>(&mut schemas);
    let mut paths = PathsBuilder::new();
    for line in lines {
        let Some(call) = &line.described else { continue };
        call.schemas.iter().for_each(|gather| gather(&mut schemas));
        paths = paths.path(line.path, PathItem::new(method_of(line), operation(line, call, texts)));
    }
    for (name, schema) in schemas {
        components.schemas.entry(name).or_insert(schema);
    }
    let info = InfoBuilder::new()
        .title(texts.plain(Language::En, "api-title"))
        .description(Some(texts.plain(Language::En, "api-description")))
        .version(env!("CARGO_PKG_VERSION"));
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components)).build()
}

/// Names under which the document would have to tell two different things, of which it could keep only one.
pub fn ambiguous_names(lines: &[RouteLine]) -> BTreeSet<String> {
    let mut schemas = Vec::new();
    let calls = lines.iter().filter_map(|line| line.described.as_ref());
    calls.flat_map(|call| &call.schemas).for_each(|gather| gather(&mut schemas));
    let mut known: HashMap<&str, &RefOr<Schema>> = HashMap::new();
    schemas
        .iter()
        .filter(|(name, schema)| known.insert(name.as_str(), schema).is_some_and(|other| other != schema))
        .map(|(name, _)| name.clone())
        .collect()
}

fn method_of(line: &RouteLine) -> HttpMethod {
    match line.method.as_str() {
        "POST" => HttpMethod::Post,
        "PUT" => HttpMethod::Put,
        "PATCH" => HttpMethod::Patch,
        "DELETE" => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

fn operation(line: &RouteLine, call: &Described, texts: &Texts) -> OperationBuilder {
    let key = format!("api-{}", call.name);
    let mut responses = ResponsesBuilder::new();
    let mut good = ResponseBuilder::new().description(texts.plain(Language::En, "api-answer"));
    if let Some(name) = call.gives {
        good = good.content("application/json", content(&name()));
    }
    if call.gives_file {
        let bytes = ObjectBuilder::new().schema_type(Type::String);
        good = good.content("*/*", Content::new(Some(Schema::Object(bytes.build()))));
    }
    let good = good.build();
    if let Some(status) = call.also {
        responses = responses.response(status.to_string(), good.clone());
    }
    responses = responses.response(call.status.to_string(), good);
    let problem = ResponseBuilder::new()
        .description(texts.plain(Language::En, "api-problem"))
        .content("application/problem+json", content("ProblemDocument"));
    responses = responses.response("default", problem);
    let mut operation = OperationBuilder::new()
        .operation_id(Some(call.name))
        .tag(subject_of(line.path))
        .summary(Some(texts.plain(Language::En, &key)))
        .responses(responses);
    for part in line.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        operation = operation.parameter(parameter(part, ParameterIn::Path, Required::True));
    }
    for name in &call.query {
        operation = operation.parameter(parameter(name, ParameterIn::Query, Required::False));
    }
    if let Some(name) = call.takes {
        let body = RequestBodyBuilder::new()
            .description(Some(texts.plain(Language::En, "api-body-limit")))
            .content("application/json", content(&name()))
            .required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    if !call.takes_file.is_empty() {
        let file = || {
            let bytes = ObjectBuilder::new().schema_type(Type::String);
            Content::new(Some(Schema::Object(bytes.build())))
        };
        let form = ObjectBuilder::new()
            .property("file", Schema::Object(ObjectBuilder::new().schema_type(Type::String).build()))
            .required("file");
        let mut body = RequestBodyBuilder::new();
        for content_type in &call.takes_file {
            body = body.content(*content_type, file());
        }
        let body = body
            .content("multipart/form-data", Content::new(Some(Schema::Object(form.build()))))
            .required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    if line.access == Access::Token {
        operation = operation.security(SecurityRequirement::new("token", Vec::<String>::new()));
    }
    operation
}

/// The thing that a call is about, so that calls about one thing stand together: what belongs to a factory or an
/// organisation (`/factories/{factory}/visits`), else what the path begins with (`/visits/{visit}`).
fn subject_of(path: &str) -> &str {
    let mut parts = path.trim_start_matches("/api/v1/").split('/');
    let first = parts.next().unwrap_or_default();
    match parts.nth(1) {
        Some(own) if first == "factories" || first == "organisations" => own,
        _ => first,
    }
}

fn content(name: &str) -> Content {
    Content::new(Some(RefOr::Ref(Ref::from_schema_name(name))))
}

fn parameter(name: &str, place: ParameterIn, required: Required) -> ParameterBuilder {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .schema(Some(Schema::Object(text)))
}

#[test]
fn calls_about_one_thing_stand_together() {
    let subjects = ["/api/v1/factories/{factory}/visits", "/api/v1/visits/{visit}/notes"].map(subject_of);
    assert_eq!(subjects, ["visits", "visits"]);
    assert_eq!(subject_of("/api/v1/organisations/{organisation}"), "organisations");
    assert_eq!(subject_of("/api/v1/me"), "me");
}
