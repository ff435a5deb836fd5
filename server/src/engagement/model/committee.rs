//! The bipartite committee: as many on one side as on the other, and everybody heard.

use super::Side;
use crate::platform::{Sentence, roles::Sex};

/// A member, as far as the rules ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    pub side: Side,
    pub sex: Sex,
}

/// How many members sit on each side, and how many of each sex; whose sex is not stated counts for neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    pub management: u32,
    pub workers: u32,
    pub women: u32,
    pub men: u32,
}

/// Counts the members.
pub fn balance(seats: &[Seat]) -> Balance {
    let count = |fits: &dyn Fn(&Seat) -> bool| {
        u32::try_from(seats.iter().filter(|seat| fits(seat)).count()).unwrap_or(u32::MAX)
    };
    Balance {
        management: count(&|seat| seat.side == Side::Management),
        workers: count(&|seat| seat.side == Side::Workers),
        women: count(&|seat| seat.sex == Sex::Female),
        men: count(&|seat| seat.sex == Sex::Male),
    }
}

impl Balance {
    /// As many on one side as on the other, and somebody at all.
    pub fn is_equal(self) -> bool {
        self.management == self.workers && self.management > 0
    }
}

/// What is to be said of the committee itself.
pub fn committee_warnings(seats: &[Seat]) -> Vec<Sentence> {
    let balance = balance(seats);
    let mut warnings = Vec::new();
    if !balance.is_equal() {
        let sides = Sentence::of("committee-sides-unequal");
        warnings.push(sides.with("management", balance.management).with("workers", balance.workers));
    }
    if balance.women == 0 {
        warnings.push(Sentence::of("committee-no-women"));
    }
    warnings
}

/// The sides on which nobody sits who can speak for them, though somebody is a member. Of each member the side, and whether
/// they can.
pub fn silent(members: &[(Side, bool)]) -> Vec<Sentence> {
    let sides = [(Side::Management, "committee-management-gone"), (Side::Workers, "committee-workers-gone")];
    let is_silent = |side: Side| {
        let mut own = members.iter().filter(|(own, _)| *own == side).peekable();
        own.peek().is_some() && own.all(|(_, is_there)| !is_there)
    };
    sides.into_iter().filter(|(side, _)| is_silent(*side)).map(|(_, key)| Sentence::of(key)).collect()
}

/// The sides on which nobody sits any more from tomorrow. Of each member the side, and whether they are leaving.
pub fn emptied(members: &[(Side, bool)]) -> Vec<Sentence> {
    let sides = [
        (Side::Management, "committee-management-empty-soon"),
        (Side::Workers, "committee-workers-empty-soon"),
    ];
    let is_emptied = |side: Side| {
        let mut own = members.iter().filter(|(of, _)| *of == side).peekable();
        own.peek().is_some() && own.all(|(_, leaving)| *leaving)
    };
    sides.into_iter().filter(|(side, _)| is_emptied(*side)).map(|(_, key)| Sentence::of(key)).collect()
}

/// Which side and which sex was not heard at a meeting. `heard` are those who spoke.
pub fn unheard(heard: &[Seat]) -> Vec<Sentence> {
    let sides =
        [(Side::Management, "meeting-management-not-heard"), (Side::Workers, "meeting-workers-not-heard")];
    let sexes = [(Sex::Female, "meeting-women-not-heard"), (Sex::Male, "meeting-men-not-heard")];
    let sides = sides.iter().filter(|(side, _)| heard.iter().all(|seat| seat.side != *side));
    let sexes = sexes.iter().filter(|(sex, _)| heard.iter().all(|seat| seat.sex != *sex));
    sides.map(|(_, key)| *key).chain(sexes.map(|(_, key)| *key)).map(Sentence::of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(side: Side, sex: Sex) -> Seat {
        Seat { side, sex }
    }

    fn keys(sentences: &[Sentence]) -> Vec<&str> {
        sentences.iter().map(|sentence| &*sentence.key).collect()
    }

    #[test]
    fn sides_are_equal_or_it_is_said() {
        let manager = seat(Side::Management, Sex::Male);
        let worker = seat(Side::Workers, Sex::Female);
        assert!(committee_warnings(&[manager, worker]).is_empty());
        assert_eq!(keys(&committee_warnings(&[manager, worker, worker])), ["committee-sides-unequal"]);
        assert_eq!(keys(&committee_warnings(&[])), ["committee-sides-unequal", "committee-no-women"]);
        let worker = seat(Side::Workers, Sex::NotStated);
        assert_eq!(keys(&committee_warnings(&[manager, worker])), ["committee-no-women"]);
    }

    #[test]
    fn a_side_and_a_sex_that_were_not_heard_are_named() {
        let manager = seat(Side::Management, Sex::Male);
        let worker = seat(Side::Workers, Sex::Female);
        assert!(unheard(&[manager, worker]).is_empty());
        assert_eq!(keys(&unheard(&[manager])), ["meeting-workers-not-heard", "meeting-women-not-heard"]);
        assert_eq!(keys(&unheard(&[worker])), ["meeting-management-not-heard", "meeting-men-not-heard"]);
        assert_eq!(unheard(&[]).len(), 4);
    }
}
