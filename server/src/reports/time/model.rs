//! The rule by which time is computed. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::records::EnrolmentId;

/// Counted up with every change of the rule.
pub const RULE: u32 = 1;
/// Two records of a learner that lie further apart tell nothing about the time between them.
pub const LONGEST_GAP_MINUTES: i64 = 15;

/// Time by enrolment: from each record of the learner to their next one, where that comes soon enough. It counts for
/// the course of the earlier record, so no minute counts twice.
pub fn spent(moments: &[(EnrolmentId, DateTime<Utc>)]) -> BTreeMap<EnrolmentId, TimeDelta> {
    let longest = TimeDelta::minutes(LONGEST_GAP_MINUTES);
    let mut sorted = moments.to_vec();
    sorted.sort_by_key(|(enrolment, at)| (*at, *enrolment));
    let mut spent = BTreeMap::new();
    for (enrolment, _) in &sorted {
        spent.entry(*enrolment).or_insert_with(TimeDelta::zero);
    }
    for ((enrolment, from), (_, to)) in sorted.iter().zip(sorted.iter().skip(1)) {
        let gap = *to - *from;
        if gap <= longest {
            *spent.entry(*enrolment).or_insert_with(TimeDelta::zero) += gap;
        }
    }
    spent
}

/// Whole minutes, rounded down.
pub fn minutes(time: TimeDelta) -> i64 {
    time.num_minutes()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn moment(enrolment: u128, minute: i64) -> (EnrolmentId, DateTime<Utc>) {
        let at = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::minutes(minute);
        (EnrolmentId(Uuid::from_u128(enrolment)), at)
    }

    fn minutes_of(moments: &[(EnrolmentId, DateTime<Utc>)], enrolment: u128) -> i64 {
        minutes(spent(moments)[&EnrolmentId(Uuid::from_u128(enrolment))])
    }

    #[test]
    fn a_gap_of_fifteen_minutes_counts_and_a_longer_one_counts_nothing() {
        assert_eq!(minutes_of(&[moment(1, 0), moment(1, 15)], 1), 15);
        assert_eq!(minutes_of(&[moment(1, 0), moment(1, 16)], 1), 0);
        assert_eq!(minutes_of(&[moment(1, 0)], 1), 0);
    }

    #[test]
    fn time_between_two_courses_counts_for_the_first_alone() {
        let moments = [moment(1, 0), moment(2, 10), moment(1, 12), moment(1, 40)];
        assert_eq!((minutes_of(&moments, 1), minutes_of(&moments, 2)), (10, 2));
    }

    proptest! {
        #[test]
        fn no_minute_counts_twice_and_the_order_of_arrival_does_not_matter(
            moments in prop::collection::vec((0_u128..3, 0_i64..500), 1..40),
        ) {
            let moments: Vec<_> = moments.iter().map(|(enrolment, minute)| moment(*enrolment, *minute)).collect();
            let total: TimeDelta = spent(&moments).values().copied().sum();
            let first = moments.iter().map(|(_, at)| *at).min().unwrap();
            let last = moments.iter().map(|(_, at)| *at).max().unwrap();
            prop_assert!(total <= last - first);
            let reversed: Vec<_> = moments.iter().rev().copied().collect();
            prop_assert_eq!(spent(&reversed), spent(&moments));
        }
    }
}
