use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rule(code: &str, points: &[&str]) -> Rule {
    Rule {
        code: code.to_owned(),
        compliance_points: points.iter().map(|point| (*point).to_owned()).collect(),
        root_causes: Vec::new(),
        country: None,
        learning: Learning {
            kind: StepKind::Course,
            delivery: StepDelivery::Digital,
            goal: GoalKind::Learning,
            course: Some(code.to_owned()),
            titles: BTreeMap::new(),
            needs_session: false,
        },
        valid_from: day("2026-01-01"),
        valid_until: None,
        source: "tests".to_owned(),
        changes: None,
    }
}

fn need(number: u128, point: &str, severity: Severity, found_in: u32) -> Need {
    Need { item: Uuid::from_u128(number), point: point.to_owned(), root_cause: None, severity, found_in }
}

fn ranked(rules: &[Rule], needs: &[Need], done: &[(&str, u32)], decided: &[Decided]) -> Vec<Suggestion> {
    let done = done.iter().map(|(course, done)| ((*course).to_owned(), *done)).collect();
    let today = day("2026-11-22");
    rank(&Grounds { rules, needs, done: &done, people: 20, country: Some("VN"), today, decided })
}

fn codes(suggestions: &[Suggestion]) -> Vec<&str> {
    suggestions.iter().map(|suggestion| suggestion.rule.code.as_str()).collect()
}

fn keys(suggestion: &Suggestion) -> Vec<&str> {
    suggestion.reasons.iter().map(|reason| &*reason.key).collect()
}

fn declined(rule: &str, needs: &[Need]) -> Decided {
    Decided {
        rule: rule.to_owned(),
        decision: Decision::Declined,
        reason: "We train with our union already.".to_owned(),
        situations: needs.iter().map(situation).collect(),
        at: "2026-11-01T08:00:00Z".parse().unwrap(),
    }
}

#[test]
fn severe_findings_come_first_then_those_that_came_back() {
    let rules =
        [rule("a-leave", &["leave"]), rule("b-overtime", &["overtime"]), rule("c-gender", &["gender"])];
    let needs = [
        need(1, "leave", Severity::Medium, 1),
        need(2, "overtime", Severity::Medium, 3),
        need(3, "gender", Severity::High, 2),
    ];
    let found = ranked(&rules, &needs, &[], &[]);
    assert_eq!(codes(&found), ["c-gender", "b-overtime", "a-leave"]);
    assert_eq!(
        keys(&found[0]),
        ["suggestion-because-severe", "suggestion-because-repeated", "suggestion-because-new"]
    );
}

#[test]
fn one_step_for_several_items_goes_before_one_for_a_single_item() {
    let rules = [rule("a-hours", &["overtime"]), rule("b-osh", &["chemicals", "emergency-preparedness"])];
    let needs = [
        need(1, "overtime", Severity::Medium, 1),
        need(2, "chemicals", Severity::Medium, 1),
        need(3, "emergency-preparedness", Severity::Low, 1),
    ];
    let found = ranked(&rules, &needs, &[], &[]);
    assert_eq!(codes(&found), ["b-osh", "a-hours"]);
    assert_eq!(found[0].points, ["chemicals", "emergency-preparedness"]);
    assert!(keys(&found[0]).contains(&"suggestion-because-reach"));
}

#[test]
fn what_most_people_have_learned_weighs_less() {
    let rules = [rule("a-known", &["overtime"]), rule("b-new", &["overtime"])];
    let needs = [need(1, "overtime", Severity::High, 1)];
    let found = ranked(&rules, &needs, &[("a-known", 18)], &[]);
    assert_eq!(codes(&found), ["b-new", "a-known"]);
    assert!(keys(&found[1]).contains(&"suggestion-because-learned"));
}

#[test]
fn what_was_declined_is_not_offered_again_unchanged() {
    let rules = [rule("hours", &["overtime"])];
    let needs = [need(1, "overtime", Severity::Medium, 1)];
    assert_eq!(ranked(&rules, &needs, &[], &[declined("hours", &needs)]), []);
}

#[test]
fn what_was_declined_comes_back_when_the_item_changed_and_says_why() {
    let rules = [rule("hours", &["overtime"])];
    let then = [need(1, "overtime", Severity::Medium, 1)];
    let decided = [declined("hours", &then)];
    let why = |now: Need| {
        let found = ranked(&rules, &[now], &[], &decided);
        found[0].reasons[0].key.to_string()
    };
    assert_eq!(why(need(1, "overtime", Severity::High, 1)), "suggestion-back-severity");
    assert_eq!(why(need(1, "overtime", Severity::Medium, 2)), "suggestion-back-repeated");
    let cause = Some("no-owner".to_owned());
    assert_eq!(why(Need { root_cause: cause, ..then[0].clone() }), "suggestion-back-cause");
    assert_eq!(why(need(2, "overtime", Severity::Medium, 1)), "suggestion-back-item");
}

#[test]
fn what_was_accepted_is_offered_again_only_when_it_was_found_again() {
    let rules = [rule("hours", &["overtime"])];
    let needs = [need(1, "overtime", Severity::Medium, 1)];
    let accepted = Decided { decision: Decision::Accepted, ..declined("hours", &needs) };
    let severer = [need(1, "overtime", Severity::High, 1)];
    assert_eq!(ranked(&rules, &severer, &[], std::slice::from_ref(&accepted)), []);
    let again = [need(1, "overtime", Severity::Medium, 2)];
    assert_eq!(codes(&ranked(&rules, &again, &[], &[accepted])), ["hours"]);
}

#[test]
fn a_row_of_another_country_or_day_does_not_fit() {
    let elsewhere = Rule { country: Some("KH".to_owned()), ..rule("elsewhere", &["overtime"]) };
    let over = Rule { valid_until: Some(day("2026-11-21")), ..rule("over", &["overtime"]) };
    let to_come = Rule { valid_from: day("2026-11-23"), ..rule("to-come", &["overtime"]) };
    let last_day = Rule { valid_until: Some(day("2026-11-22")), ..rule("last-day", &["overtime"]) };
    let rules = [elsewhere, over, to_come, last_day];
    let found = ranked(&rules, &[need(1, "overtime", Severity::Low, 1)], &[], &[]);
    assert_eq!(codes(&found), ["last-day"]);
}

#[test]
fn a_row_for_a_root_cause_fits_only_that_cause() {
    let by_cause = Rule { root_causes: vec!["no-owner".to_owned()], ..rule("owner", &[]) };
    let plain = need(1, "overtime", Severity::Low, 1);
    assert_eq!(ranked(std::slice::from_ref(&by_cause), std::slice::from_ref(&plain), &[], &[]), []);
    let caused = Need { root_cause: Some("no-owner".to_owned()), ..plain };
    let found = ranked(&[by_cause], &[caused], &[], &[]);
    assert!(keys(&found[0]).contains(&"suggestion-because-cause"));
}

#[test]
fn a_course_that_is_not_complete_by_itself_says_so() {
    let mut harassment = rule("sexual-harassment-prevention", &["gender"]);
    harassment.learning.needs_session = true;
    let found = ranked(&[harassment], &[need(1, "gender", Severity::High, 1)], &[], &[]);
    assert!(keys(&found[0]).contains(&"suggestion-because-session"));
}

proptest! {
    #[test]
    fn a_finding_that_came_back_never_weighs_less(found_in in 1_u32..9, reach in 1_u32..9, done in 0_u32..30) {
        let learned = Learned { done, of: 30 };
        let now = weight(Severity::Medium, found_in, reach, false, learned);
        prop_assert!(weight(Severity::Medium, found_in + 1, reach, false, learned) >= now);
        prop_assert!(weight(Severity::High, found_in, reach, false, learned) > now);
        prop_assert!(weight(Severity::Medium, found_in, reach + 1, false, learned) >= now);
    }

    #[test]
    fn the_order_of_the_plan_does_not_matter(rotate in 0_usize..3) {
        let rules = [rule("a", &["overtime"]), rule("b", &["leave"]), rule("c", &["gender", "leave"])];
        let mut needs = vec![
            need(1, "leave", Severity::Low, 2),
            need(2, "overtime", Severity::Medium, 1),
            need(3, "gender", Severity::High, 1),
        ];
        let before: Vec<String> = codes(&ranked(&rules, &needs, &[], &[])).into_iter().map(str::to_owned).collect();
        needs.rotate_left(rotate);
        let after = ranked(&rules, &needs, &[], &[]);
        prop_assert_eq!(codes(&after), before);
    }
}
