//! Where somebody was quicker, callers are told what stands there now, and in which fields that is not what they sent:
//! the same members (RFC 9457, 3.2) in every answer to a change that came too late.

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::Problem;

/// What somebody else made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    /// The text key that says what was changed.
    pub key: &'static str,
    /// The number of changes that a next try names.
    pub changes: Option<i64>,
    pub differing: Vec<Differing>,
}

/// A field that is not what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Differing {
    pub name: String,
    /// What it is now; null where nothing is said there.
    pub theirs: Value,
    /// What was sent.
    pub yours: Value,
}

impl Problem {
    /// `yours` is the body that was sent, `theirs` the thing as it is shown now: fields go by the same names in both.
    pub fn changed(key: &'static str, yours: &impl Serialize, theirs: &impl Serialize) -> Self {
        let (yours, theirs) = (fields(yours), fields(theirs));
        let changes = theirs.get("changes").and_then(Value::as_i64);
        let differing =
            yours.iter().filter(|(name, _)| name.as_str() != "changes").filter_map(|(name, yours)| {
                let theirs = theirs.get(name)?;
                let differs = theirs != yours && !(says_nothing(theirs) && says_nothing(yours));
                let (theirs, yours) = (theirs.clone(), yours.clone());
                differs.then(|| Differing { name: name.clone(), theirs, yours })
            });
        Self::Changed(Box::new(Meanwhile { key, changes, differing: differing.collect() }))
    }
}

fn fields(of: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(of) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_fields_that_were_sent_and_stand_otherwise_are_told() {
        let yours = json!({ "changes": 3, "name": "Hours", "owner": null, "place": "Hall", "unknown": 1 });
        let theirs =
            json!({ "changes": 5, "name": "Planned hours", "owner": "", "place": "Hall", "more": 2 });
        let Problem::Changed(told) = Problem::changed("item-changed-meanwhile", &yours, &theirs) else {
            panic!("a change that came too late")
        };
        assert_eq!(told.changes, Some(5));
        let name =
            Differing { name: "name".to_owned(), theirs: json!("Planned hours"), yours: json!("Hours") };
        assert_eq!(told.differing, [name]);
    }
}
