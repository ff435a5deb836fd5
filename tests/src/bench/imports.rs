//! A list of people from a file, by the command that an operator types: looked through, then taken in.

use std::fmt::Write;
use std::fs;
use std::time::Instant;

use crate::bed::Bed;
use crate::findings::{Aim, Findings, Unit};

const PEOPLE: usize = 40_000;
const WHOLE: Aim = Aim::AtMost(60.0);
const AGAIN: Aim = Aim::AtMost(60.0);

pub async fn measure(bed: &Bed, findings: &mut Findings) {
    let people = bed.requests(PEOPLE);
    let file = bed.stage.data.with_extension("people.csv");
    fs::write(&file, list(people, &bed.stage.manifest.brand)).expect("the file can be written");
    for (turn, what, aim) in
        [("created", "import of 40,000 people", WHOLE), ("unchanged", "the same import once more", AGAIN)]
    {
        let begun = Instant::now();
        let answer = bed.stage.runs(&["import", "people", &file.display().to_string(), "--json"]).await;
        let seconds = begun.elapsed().as_secs_f64();
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("an answer in JSON");
        assert_eq!(answer[turn].as_u64(), u64::try_from(people).ok(), "{answer:.300}");
        findings.add_with(bed.kind, what, seconds, Unit::Seconds, aim);
    }
}

fn list(people: usize, organisation: &str) -> String {
    let mut list = "Name,Email,Organisation,Role,Language\n".to_owned();
    for number in 0..people {
        let language = if number % 2 == 0 { "English" } else { "Vietnamese" };
        writeln!(list, "Guest Number {number},guest.{number}@mail.example,{organisation},Member,{language}")
            .expect("text grows");
    }
    list
}
