//! Every boundary of R1 to R4.

use super::*;
use crate::engagement::model::{
    CycleStep, completed_cycles, current_number,
    settings::{Rule, Setting},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rules() -> Thresholds {
    Thresholds::default()
}

fn ready() -> Readiness {
    Readiness {
        checked_on: day("2026-11-01"),
        performs: true,
        risk: Risk::Low,
        technology: true,
        ambassadors: 1,
    }
}

fn asked(completed: u32, readiness: Option<Readiness>) -> Blended {
    blended(completed, readiness.as_ref(), &rules(), day("2026-11-22"))
}

fn failed(blended: &Blended) -> Vec<&str> {
    let unmet = blended.answer.reasons.iter().filter(|reason| !reason.met);
    unmet.map(|reason| &*reason.sentence.key).collect()
}

#[test]
fn blended_delivery_needs_every_condition_and_names_the_one_that_fails() {
    assert_eq!(failed(&asked(2, Some(ready()))), [""; 0]);
    assert!(asked(2, Some(ready())).answer.allowed);
    assert_eq!(failed(&asked(1, Some(ready()))), ["blended-cycles-completed"]);
    assert_eq!(failed(&asked(0, None)), ["blended-cycles-completed", "blended-risk-not-known"]);
    let without = |change: fn(&mut Readiness)| {
        let mut readiness = ready();
        change(&mut readiness);
        asked(2, Some(readiness))
    };
    assert_eq!(failed(&without(|ready| ready.performs = false)), ["blended-performance-not-met"]);
    assert_eq!(failed(&without(|ready| ready.technology = false)), ["blended-technology-not-met"]);
    assert_eq!(failed(&without(|ready| ready.ambassadors = 0)), ["blended-ambassadors"]);
}

#[test]
fn a_check_that_is_too_old_or_of_tomorrow_counts_as_none() {
    let of = |checked_on: &str| asked(2, Some(Readiness { checked_on: day(checked_on), ..ready() }));
    assert!(of("2026-11-22").answer.allowed);
    assert!(of("2025-11-22").answer.allowed);
    assert_eq!(failed(&of("2025-11-21")), ["blended-risk-not-known"]);
    assert_eq!(failed(&of("2026-11-23")), ["blended-risk-not-known"]);
}

#[test]
fn it_is_a_part_of_the_delivery_and_never_all_of_it() {
    let share = |risk| asked(2, Some(Readiness { risk, ..ready() })).in_person_share;
    assert_eq!([share(Risk::Low), share(Risk::Medium), share(Risk::High)], [50, 70, 90]);
    assert_eq!(asked(1, Some(ready())).in_person_share, 100);
    for rule in [Rule::InPersonShareLow, Rule::InPersonShareMedium, Rule::InPersonShareHigh] {
        assert!(rule.bounds().0 > 0, "{rule:?}");
    }
}

#[test]
fn a_hybrid_assessment_counts_the_current_cycle_and_asks_for_no_open_serious_issue() {
    assert!(!hybrid(Some(2), 0, &rules()).allowed);
    assert!(hybrid(Some(3), 0, &rules()).allowed);
    assert!(hybrid(Some(4), 0, &rules()).allowed);
    assert!(!hybrid(Some(3), 1, &rules()).allowed);
    // Between two cycles there is none to be assessed in.
    let between = hybrid(None, 0, &rules());
    assert!(!between.allowed);
    assert_eq!(between.reasons[0].sentence.key, "hybrid-no-cycle");
    let both = hybrid(Some(1), 2, &rules());
    assert_eq!(both.reasons.iter().filter(|reason| !reason.met).count(), 2);
}

#[test]
fn a_virtual_check_needs_an_event_that_came_before_it() {
    let asked = |cause, happened_on: Option<&str>| {
        let event = Event { cause, happened_on: happened_on.map(day) };
        virtual_check(event, day("2026-11-22"), day("2026-11-22")).allowed
    };
    assert!(asked("Flood on the only road", Some("2026-11-20")));
    assert!(asked("Flood on the only road", Some("2026-11-22")));
    assert!(!asked("Flood on the only road", Some("2026-11-23")));
    assert!(!asked("Flood on the only road", None));
    assert!(!asked("  ", Some("2026-11-20")));
    let storm = Event { cause: "Storm", happened_on: Some(day("2027-01-01")) };
    let planned = virtual_check(storm, day("2027-01-10"), day("2026-11-22"));
    assert!(!planned.allowed, "a storm that is still to come keeps nobody away");
    assert_eq!(planned.reasons[1].sentence.key, "virtual-check-event-to-come");
}

#[test]
fn in_the_second_cycle_neither_applies_and_in_the_third_both_may() {
    let second = [CycleStep { number: 1, ended: true }, CycleStep { number: 2, ended: false }];
    let third = [
        CycleStep { number: 1, ended: true },
        CycleStep { number: 2, ended: true },
        CycleStep { number: 3, ended: false },
    ];
    let both = |cycles: &[CycleStep]| {
        let blended = asked(completed_cycles(cycles), Some(ready())).answer.allowed;
        (blended, hybrid(current_number(cycles), 0, &rules()).allowed)
    };
    assert_eq!(both(&second), (false, false));
    assert_eq!(both(&third), (true, true));
    // Two completed and not enrolled again: served as a blend, were it served, but not assessed.
    assert_eq!(both(&third[..2]), (true, false));
}

#[test]
fn a_threshold_that_was_changed_changes_the_answer_and_its_words() {
    let row = Setting {
        rule: Rule::HybridCycle,
        country: "VN".to_owned(),
        amount: 4,
        from_on: day("2026-01-01"),
        made: 0,
    };
    let rules = Thresholds::in_force(&[row], Some("VN"), day("2026-11-22"));
    let answer = hybrid(Some(3), 0, &rules);
    assert!(!answer.allowed);
    let words = Sentence::of("hybrid-cycle-reached").with("cycle", 3).with("needed", 4);
    assert_eq!(answer.reasons[0].sentence, words);
}
