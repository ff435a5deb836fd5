use std::collections::BTreeMap;

use crate::document::Exercise;
use crate::formula::{Formula, NotComputable};

/// Why an exercise gives no results, with the field that is to blame.
#[derive(Clone, Debug, PartialEq)]
pub enum ExerciseError {
    UnknownInput {
        input: String,
    },
    OutOfRange {
        input: String,
        min: Option<f64>,
        max: Option<f64>,
    },
    /// Divided by zero, or more than a number can hold.
    NotFinite {
        result: String,
    },
    /// Cannot come from a checked course.
    Unreadable {
        result: String,
    },
}

impl Exercise {
    /// All results in order, by their ids, not rounded. An input that is not given keeps its first value.
    pub fn compute(&self, given: &BTreeMap<String, f64>) -> Result<Vec<(String, f64)>, ExerciseError> {
        if let Some(input) = given.keys().find(|id| !self.inputs.iter().any(|input| input.id == **id)) {
            return Err(ExerciseError::UnknownInput { input: input.clone() });
        }
        let mut known = BTreeMap::new();
        for input in &self.inputs {
            let value = given.get(&input.id).copied().unwrap_or(input.value);
            let low_enough = input.max.is_none_or(|max| value <= max);
            let high_enough = input.min.is_none_or(|min| value >= min);
            if !(value.is_finite() && low_enough && high_enough) {
                return Err(ExerciseError::OutOfRange {
                    input: input.id.clone(),
                    min: input.min,
                    max: input.max,
                });
            }
            known.insert(input.id.clone(), value);
        }
        let mut results = Vec::new();
        for line in &self.results {
            let result = line.id.clone();
            let formula = Formula::parse(&line.formula)
                .map_err(|_| ExerciseError::Unreadable { result: result.clone() })?;
            let value = formula.value(&known).map_err(|error| match error {
                NotComputable::Unknown(_) => ExerciseError::Unreadable { result: result.clone() },
                NotComputable::NotFinite => ExerciseError::NotFinite { result: result.clone() },
            })?;
            known.insert(result.clone(), value);
            results.push((result, value));
        }
        Ok(results)
    }
}
