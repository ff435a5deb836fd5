//! Which of the courses found comes first. Pure, so that both databases answer alike.

use std::collections::BTreeMap;

use super::{CourseId, Wanted, Word, WordRow};

/// How well a course fits. Ordered: greater is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// Wanted words that stand there with the very marks that were typed.
    exact: u32,
    /// Wanted words that stand there whole, not only begun.
    whole: u32,
    /// Where they stand: title before summary before module titles.
    weight: i32,
}

/// The courses that hold every wanted word, each with how well it fits.
pub fn ranked(wanted: &Wanted, rows: &[WordRow]) -> BTreeMap<CourseId, Match> {
    let mut by_course: BTreeMap<CourseId, Vec<&WordRow>> = BTreeMap::new();
    for row in rows {
        by_course.entry(row.course).or_default().push(row);
    }
    by_course.into_iter().filter_map(|(course, rows)| Some((course, fit(wanted, &rows)?))).collect()
}

fn fit(wanted: &Wanted, rows: &[&WordRow]) -> Option<Match> {
    let last = wanted.0.len().checked_sub(1)?;
    let mut sum = Match::default();
    for (position, word) in wanted.0.iter().enumerate() {
        let best = rows.iter().filter_map(|row| fit_of_word(word, position == last, row)).max()?;
        sum.exact += best.exact;
        sum.whole += best.whole;
        sum.weight += best.weight;
    }
    Some(sum)
}

fn fit_of_word(wanted: &Word, may_be_begun: bool, row: &WordRow) -> Option<Match> {
    let whole = row.word.folded == wanted.folded;
    let begun = may_be_begun && row.word.folded.starts_with(&wanted.folded);
    if !(whole || begun) {
        return None;
    }
    let exact =
        if whole { row.word.exact == wanted.exact } else { row.word.exact.starts_with(&wanted.exact) };
    Some(Match { exact: exact.into(), whole: whole.into(), weight: row.weight })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::catalogue::model::words;

    fn rows(course: u128, text: &str, weight: i32) -> Vec<WordRow> {
        let course = CourseId(Uuid::from_u128(course));
        words(text).map(|word| WordRow { course, language: "vi".to_owned(), word, weight }).collect()
    }

    fn order(question: &str, rows: &[WordRow]) -> Vec<u128> {
        let mut found: Vec<_> = ranked(&Wanted::of(question), rows).into_iter().collect();
        found.sort_by_key(|(_, fit)| std::cmp::Reverse(*fit));
        found.into_iter().map(|(course, _)| course.0.as_u128()).collect()
    }

    #[test]
    fn exact_marks_come_first_even_before_a_title_with_other_marks() {
        let rows = [rows(1, "Hồ trò chơi", 3), rows(2, "hỗ trợ chi phí", 1)].concat();
        assert_eq!(order("hỗ trợ", &rows), [2, 1]);
        assert_eq!(order("ho tro", &rows), [1, 2]);
    }

    #[test]
    fn every_wanted_word_must_stand_there_and_the_last_may_be_begun() {
        let rows = [rows(1, "responsible purchasing", 3), rows(2, "responsible sourcing", 3)].concat();
        assert_eq!(order("responsible purch", &rows), [1]);
        assert_eq!(order("resp purchasing", &rows), Vec::<u128>::new());
    }

    #[test]
    fn a_whole_word_comes_before_a_begun_one() {
        let rows = [rows(1, "pricing", 3), rows(2, "price", 1)].concat();
        assert_eq!(order("pric", &rows), [1, 2]);
        assert_eq!(order("price", &rows), [2]);
    }
}
