//! A small course without mistakes, into which each test puts one.

use std::collections::BTreeMap;

use crate::{
    mistakes::Mistakes,
    read::{Checked, read_files, source_mark},
};

pub const COURSE: &str = "course.toml";
pub const LAW: &str = "law.toml";
pub const MODULE: &str = "modules/one.en.md";
pub const TRANSLATION: &str = "modules/one.vi.md";
pub const PICTURE: &str = "images/line.en.svg";

const COURSE_TEXT: &str = r#"id = "small"
source_language = "en"
languages = ["en"]
themes = ["responsible-purchasing"]
audiences = ["brand"]
sector = "garment"

[title]
en = "Small"

[summary]
en = "A small course."

[promise]
en = ["Count minutes"]

[standing]
en = "An introduction."

[completion]
rule = 1
requires = ["every-step", "every-quiz", "final-passed", "plan-made"]

[[modules]]
id = "one"
file = "one"
minutes = 7
"#;

const MODULE_TEXT: &str = r#"+++
title = "One"
+++

## Minutes {#minutes}
A minute costs money.[^ilo] See [the site](https://example.org/).

![A line of minutes](images/line.en.svg)

> [!NOTE]
> An aside.

[^ilo]: ILO, 2017.

## Check {#check .quiz}
### Who decided? {#who}
[( )] The factory
> It did not.
[(X)] The designer
[[?]] Look at the date.
> [!NOTE]
> Changes cost.

### Which take time? {#which}
[[X]] A late approval
[[ ]] A forecast

### How many? {#many .number}
[[= 880 ± 5 pieces]]
> [+] Right.
> [-] Divide.

### What is it called? {#called .text}
[[critical path|time and action plan]]

### Put in order {#steps .order}
1. Forecast
2. Fabric

### Find the pairs {#pairs .match}
- Late change = Overtime
- Low price = Late wages

## Final {#final .quiz .final pass=70 tries=3 wait=24 minutes=30 draw=1}
### Is it so? {#so}
[(X)] Yes
[( )] No

## Rush {#rush .scenario}
You buy knitwear.

### Thursday {#thursday}
The shop wants more.

- [Ask first](#asked)
- [Send it](#sent)

### Asked {#asked .end .good}
It worked.

### Sent {#sent .end .bad}
It did not.

## Cost {#cost .exercise}
Compute it.

```exercise
[[input]]
id = "wage"
label = "Wage"
unit = "VND"
value = 100
min = 1
max = 1000

[[result]]
id = "double"
label = "Twice the wage"
formula = "wage * 2"
unit = "VND"
decimals = 0
worked = "{wage} × 2 = {double}"
expect = 200
```

## Plan {#plan .plan most=3}
Promise something.
"#;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<path d=\"M0 0\"/>\n</svg>\n";

/// Stands for the mark of the source in the head of the translation.
const MARK: &str = "{mark}";

/// A course that a test changes before it is read.
pub struct SmallCourse(BTreeMap<String, Vec<u8>>);

impl SmallCourse {
    pub fn new() -> Self {
        let files = [(COURSE, COURSE_TEXT), (MODULE, MODULE_TEXT), (PICTURE, SVG)];
        Self(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into())
    }

    /// The same in two languages.
    pub fn translated() -> Self {
        let mut course = Self::new();
        course.change(COURSE, r#"languages = ["en"]"#, r#"languages = ["en", "vi"]"#);
        for line in [
            "en = \"Small\"",
            "en = \"A small course.\"",
            "en = [\"Count minutes\"]",
            "en = \"An introduction.\"",
        ] {
            course.change(COURSE, line, &format!("{line}\n{}", line.replacen("en", "vi", 1)));
        }
        let head = format!("title = \"One\"\nsource = \"{MARK}\"");
        course.put(TRANSLATION, MODULE_TEXT.replacen("title = \"One\"", &head, 1).as_bytes());
        course
    }

    pub fn put(&mut self, path: &str, content: &[u8]) {
        self.0.insert(path.to_owned(), content.to_vec());
    }

    pub fn remove(&mut self, path: &str) {
        assert!(self.0.remove(path).is_some(), "{path} is not there");
    }

    pub fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(self.0.get(path).map(Vec::as_slice).unwrap_or_default()).into_owned()
    }

    /// Puts `to` in the place of the first `from`.
    pub fn change(&mut self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path} does not hold {from}");
        self.put(path, text.replacen(from, to, 1).as_bytes());
    }

    /// The number of the first line that holds these words; 1 where none is asked for.
    pub fn line_of(&self, path: &str, words: &str) -> u32 {
        let text = self.text(path);
        let line = text.lines().position(|line| line.contains(words));
        let line = line.unwrap_or_else(|| panic!("no line of {path} holds {words}"));
        if words.is_empty() { 1 } else { u32::try_from(line).unwrap() + 1 }
    }

    pub fn read(&self) -> Result<Checked, Mistakes> {
        let mut files = self.0.clone();
        if let (Some(source), Some(translation)) = (files.get(MODULE), files.get(TRANSLATION)) {
            let mark = source_mark(&String::from_utf8_lossy(source));
            let text = String::from_utf8_lossy(translation).replace(MARK, &mark);
            files.insert(TRANSLATION.to_owned(), text.into_bytes());
        }
        read_files(&files)
    }
}
