//! The role table as it is; whoever changes it changes this picture too.

use std::fmt::Write;

use crate::platform::roles::{ROLE_TABLE, Role, SEAT_ACTIONS};

#[test]
fn the_role_table_is_as_it_was_agreed() {
    let mut picture = String::new();
    for line in ROLE_TABLE {
        let within: Vec<&str> = line.within.iter().map(|kind| kind.word()).collect();
        writeln!(picture, "{} ({:?}; in {})", line.role.word(), line.reach, within.join(", ")).unwrap();
        for action in line.actions {
            writeln!(picture, "    {action}").unwrap();
        }
    }
    insta::assert_snapshot!("role_table", picture);
}

#[test]
fn every_role_has_one_line() {
    for role in Role::ALL {
        assert_eq!(ROLE_TABLE.iter().filter(|line| line.role == *role).count(), 1, "{role:?}");
    }
}

#[test]
fn a_seat_on_the_committee_opens_less_than_what_a_representative_does() {
    for action in SEAT_ACTIONS {
        // Whoever works on items speaks too.
        let held = if *action == "improvement.speak" { "improvement.work" } else { action };
        assert!(Role::WorkersRepresentative.allows(held), "{action}");
    }
    for work in ["improvement.work", "committee.keep", "pathway.change"] {
        assert!(!SEAT_ACTIONS.contains(&work));
    }
}
