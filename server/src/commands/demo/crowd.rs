//! More people at a few organisations, so that reports have figures to tell. Every name is put together and invented.

use super::world::{InventedLearning, InventedPerson};
use crate::platform::{
    Language,
    roles::{Role, Sex},
};

/// Organisation, people, and the letters before the @ of their addresses.
const PLACES: [(&str, usize, &str); 4] = [
    ("hoa-gao-1", 18, "hoagao1.example"),
    ("ben-trang", 14, "bentrang.example"),
    ("romduol", 12, "romduol.example"),
    ("linden", 10, "linden.example"),
];
const FAMILY: [&str; 7] = ["Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đỗ", "Bùi"];
const WOMEN: [&str; 5] = ["Thị Hương", "Thị Mai", "Thu Trang", "Ngọc Bích", "Thanh Thảo"];
const MEN: [&str; 5] = ["Văn Hùng", "Đức Long", "Quốc Bảo", "Minh Tuấn", "Hữu Phước"];

pub fn people() -> Vec<InventedPerson> {
    let numbered = PLACES
        .into_iter()
        .flat_map(|(within, count, domain)| (0..count).map(move |number| person(within, domain, number)));
    numbered.collect()
}

/// Three of five are women; one in nine does not say.
fn person(within: &str, domain: &str, number: usize) -> InventedPerson {
    let woman = number % 5 < 3;
    let given = if woman { WOMEN } else { MEN };
    let family = FAMILY.get(number % FAMILY.len()).copied().unwrap_or_default();
    let given = given.get(number / 2 % given.len()).copied().unwrap_or_default();
    let sex = match (number % 9, woman) {
        (8, _) => Sex::NotStated,
        (_, true) => Sex::Female,
        (_, false) => Sex::Male,
    };
    InventedPerson {
        name: format!("{family} {given}"),
        email: format!("colleague-{}@{domain}", number + 1),
        language: if number % 4 == 3 { Language::En } else { Language::Vi },
        sex,
        role: Role::OrganisationMember,
        within: within.to_owned(),
        department: String::new(),
        shown: false,
        learning: Some(learning(number)),
    }
}

/// Over some months: one in four has not begun, one in three is through.
fn learning(number: usize) -> InventedLearning {
    let (steps, done) = match number % 12 {
        0 | 4 | 8 => (0, false),
        1 | 5 | 6 | 9 => (0, true),
        _ => (2, false),
    };
    let days = i64::try_from(number * 7 % 100).unwrap_or_default();
    InventedLearning { steps, done, due_in_days: None, enrolled_days_ago: 30 + days }
}
