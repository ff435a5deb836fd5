//! Holds a JSON value to a schema of the API document (the part of JSON Schema 2020-12 that the document uses).

use serde_json::Value;

/// What is wrong with `value`, each with its place; nothing where all is well.
pub fn faults(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let found =
            document.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("no schema {name}"));
        return faults(document, found, value, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let fits: Vec<_> =
            choices.iter().map(|choice| faults(document, choice, value, at)).filter(Vec::is_empty).collect();
        return match fits.len() {
            1 => Vec::new(),
            number => vec![format!("{at}: fits {number} of {} choices: {value}", choices.len())],
        };
    }
    let mut found = Vec::new();
    if !has_type(&schema["type"], value) {
        return vec![format!("{at}: {value} is no {}", schema["type"])];
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        found.push(format!("{at}: {value} is none of {words:?}"));
    }
    match value {
        Value::Object(_) => found.extend(object_faults(document, schema, value, at)),
        Value::Array(items) => found.extend(
            items
                .iter()
                .enumerate()
                .flat_map(|(index, item)| faults(document, &schema["items"], item, &format!("{at}/{index}"))),
        ),
        Value::String(text) => found.extend(format_fault(&schema["format"], text, at)),
        _ => {}
    }
    found
}

fn object_faults(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let object = value.as_object().unwrap();
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let missing = required.iter().filter_map(Value::as_str).filter(|name| !object.contains_key(*name));
    let mut found: Vec<String> = missing.map(|name| format!("{at}: {name} is missing")).collect();
    for (name, inner) in object {
        let place = format!("{at}/{name}");
        match (schema["properties"].get(name), schema.get("additionalProperties")) {
            (Some(known), _) => found.extend(faults(document, known, inner, &place)),
            (None, Some(Value::Bool(false))) => found.push(format!("{place}: not in the document")),
            (None, Some(others)) => found.extend(faults(document, others, inner, &place)),
            // An object of which nothing is said may hold anything.
            (None, None) if schema.get("properties").is_none() => {}
            (None, None) => found.push(format!("{place}: not in the document")),
        }
    }
    found
}

fn has_type(types: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    };
    match types {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

fn format_fault(format: &Value, text: &str, at: &str) -> Option<String> {
    let fits = match format.as_str() {
        Some("uuid") => text.parse::<uuid::Uuid>().is_ok(),
        Some("date") => text.parse::<chrono::NaiveDate>().is_ok(),
        Some("date-time") => text.parse::<chrono::DateTime<chrono::Utc>>().is_ok(),
        _ => true,
    };
    (!fits).then(|| format!("{at}: {text} is no {format}"))
}

#[test]
fn what_the_document_does_not_say_is_found() {
    let document = serde_json::json!({ "components": { "schemas": { "Name": { "type": "string" } } } });
    let schema = serde_json::json!({
        "type": "object", "required": ["name"],
        "properties": { "name": { "$ref": "#/components/schemas/Name" }, "born": { "type": ["string", "null"], "format": "date" } }
    });
    let found = |value: Value| faults(&document, &schema, &value, "").len();
    assert_eq!(found(serde_json::json!({ "name": "Lan", "born": null })), 0);
    assert_eq!(found(serde_json::json!({ "born": "2026-11-22" })), 1);
    assert_eq!(found(serde_json::json!({ "name": 3, "born": "yesterday", "more": 1 })), 3);
}
