//! What stands in the fields of a question: as a form sent it, or as an answer was saved.

use courses::{Answer, Question, Response};

use crate::platform::Form;

/// Field of a chosen option, a number or a text.
pub const RESPONSE: &str = "response";

/// Field of each of several chosen options.
pub const RESPONSES: &str = "response[]";

/// Field of an item's place, from 1.
pub fn place_of(item: &str) -> String {
    format!("place-{item}")
}

/// Field of what belongs to the left side of a pair.
pub fn pair_of(left: &str) -> String {
    format!("pair-{left}")
}

/// Names and values, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled(Vec<(String, String)>);

impl Filled {
    pub fn of_form(form: &Form) -> Self {
        Self(form.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    pub fn of_response(response: &Response) -> Self {
        let named = |value: &String| (RESPONSE.to_owned(), value.clone());
        let chosen = |value: &String| (RESPONSES.to_owned(), value.clone());
        Self(match response {
            Response::One { option } => vec![named(option)],
            Response::Several { options } => options.iter().map(chosen).collect(),
            Response::Number { value } => vec![named(value)],
            Response::Text { text } => vec![named(text)],
            Response::Order { items } => {
                let numbered = items.iter().enumerate();
                numbered.map(|(index, item)| (place_of(item), (index + 1).to_string())).collect()
            }
            Response::Match { pairs } => {
                pairs.iter().map(|(left, right)| (pair_of(left), right.clone())).collect()
            }
        })
    }

    pub fn text(&self, name: &str) -> &str {
        self.values(name).next().unwrap_or_default()
    }

    pub fn holds(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|one| one == value)
    }

    /// Whether nothing was chosen or typed at all.
    pub fn is_empty(&self, question: &Question) -> bool {
        let fields = match &question.answer {
            Answer::Order { items, .. } => items.iter().map(|item| place_of(&item.id)).collect(),
            Answer::Match { pairs, .. } => pairs.iter().map(|pair| pair_of(&pair.left.id)).collect(),
            Answer::Several { .. } => vec![RESPONSES.to_owned()],
            _ => vec![RESPONSE.to_owned()],
        };
        fields.iter().all(|field| self.values(field).all(str::is_empty))
    }

    /// The answer that this is.
    ///
    /// # Errors
    /// The text key of why it is none. What is incomplete is an answer still; marking refuses it.
    pub fn response(&self, question: &Question) -> Result<Response, &'static str> {
        Ok(match &question.answer {
            Answer::One { .. } => Response::One { option: self.text(RESPONSE).to_owned() },
            Answer::Several { .. } => {
                Response::Several { options: self.values(RESPONSES).map(str::to_owned).collect() }
            }
            Answer::Number { .. } => Response::Number { value: self.text(RESPONSE).to_owned() },
            Answer::Text { .. } => Response::Text { text: self.text(RESPONSE).to_owned() },
            Answer::Order { items, .. } => {
                Response::Order { items: self.order(items.iter().map(|item| item.id.as_str()))? }
            }
            Answer::Match { pairs, .. } => {
                let right_of = |left: &str| (left.to_owned(), self.text(&pair_of(left)).to_owned());
                Response::Match { pairs: pairs.iter().map(|pair| right_of(&pair.left.id)).collect() }
            }
        })
    }

    fn order<'i>(&self, items: impl Iterator<Item = &'i str>) -> Result<Vec<String>, &'static str> {
        let mut placed: Vec<(usize, &str)> =
            items.filter_map(|item| Some((self.text(&place_of(item)).parse().ok()?, item))).collect();
        placed.sort_unstable();
        let twice = placed.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if one == other));
        if twice {
            return Err("quiz-answer-place-twice");
        }
        Ok(placed.into_iter().map(|(_, item)| item.to_owned()).collect())
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::learning::fixture;

    fn question(id: &str) -> Question {
        let found = fixture::questions().into_iter().find(|question| question["id"] == id).unwrap();
        serde_json::from_value(found).unwrap()
    }

    fn filled(fields: &[(&str, &str)]) -> Filled {
        Filled(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn places_make_an_order_and_a_place_given_twice_is_told() {
        let given = filled(&[("place-i1", "2"), ("place-i2", "1"), ("place-i3", "3")]);
        let items = ["i2", "i1", "i3"].map(str::to_owned).to_vec();
        assert_eq!(given.response(&question("order")), Ok(Response::Order { items }));
        let twice = filled(&[("place-i1", "1"), ("place-i2", "1")]);
        assert_eq!(twice.response(&question("order")), Err("quiz-answer-place-twice"));
    }

    #[test]
    fn a_form_with_nothing_in_it_is_known() {
        assert!(filled(&[("pair-l1", ""), ("pair-l2", "")]).is_empty(&question("match")));
        assert!(!filled(&[("pair-l1", "r1"), ("pair-l2", "")]).is_empty(&question("match")));
        assert!(filled(&[]).is_empty(&question("several")));
    }

    proptest! {
        #[test]
        fn an_answer_comes_back_from_its_fields(order in Just(["i1", "i2", "i3"].to_vec()).prop_shuffle(), right in "r1|r2") {
            let items = order.into_iter().map(str::to_owned).collect();
            let pairs = ["l1", "l2"].map(|left| (left.to_owned(), right.clone())).into();
            for (id, response) in [
                ("order", Response::Order { items }),
                ("match", Response::Match { pairs }),
                ("number", Response::Number { value: "880".to_owned() }),
                ("several", Response::Several { options: vec!["a1".to_owned(), "a3".to_owned()] }),
            ] {
                prop_assert_eq!(Filled::of_response(&response).response(&question(id)), Ok(response));
            }
        }
    }
}
