//! The documents speak of what is there: settings, commands, files.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use tests::academy::binary;
use tests::repository::{SourceFile, files, root, tracked};

use super::assert_none;

fn help(arguments: &[&str]) -> String {
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ACADEMY_")) {
        command.env_remove(name);
    }
    let output = command.args(arguments).arg("--help").output().expect("the binary starts");
    assert!(output.status.success(), "academy {} --help failed", arguments.join(" "));
    String::from_utf8(output.stdout).expect("help is UTF-8")
}

fn is_variable(word: &str) -> bool {
    let known = ["ACADEMY_", "AWS_"].iter().any(|beginning| word.starts_with(beginning));
    known && !word.ends_with('_') && word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_')
}

fn variables(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    words.filter(|word| is_variable(word)).map(str::to_owned).collect()
}

/// Each variable with its flag and default, as the options of `--help` give them.
fn options(help: &str) -> BTreeMap<String, (String, Option<String>)> {
    let option = |line: &str| {
        let flag = line.trim_start().strip_prefix("--")?.split_whitespace().next()?;
        let variable = line.split_once("[env: ")?.1.split(['=', ']']).next()?;
        let default =
            line.split_once("[default: ").map(|(_, rest)| rest.trim_end_matches(']').trim_matches('"'));
        Some((variable.to_owned(), (format!("--{flag}"), default.map(str::to_owned))))
    };
    help.lines().filter_map(option).collect()
}

/// The rows of the table of settings: variable, flag, what it sets, default.
fn settings() -> Vec<[String; 4]> {
    let readme = document("README.md").text;
    let row = |line: &str| {
        let cells: Vec<String> = line
            .strip_prefix('|')?
            .strip_suffix('|')?
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect();
        <[String; 4]>::try_from(cells).ok().filter(|cells| is_variable(cells[0].trim_matches('`')))
    };
    readme.lines().filter_map(row).collect()
}

fn document(path: &str) -> SourceFile {
    files("", path).into_iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is missing"))
}

fn documents() -> Vec<SourceFile> {
    tracked().into_iter().filter(|file| file.path.ends_with(".md")).collect()
}

#[test]
fn the_readme_lists_the_settings_that_help_lists() {
    let help = help(&[]);
    let told: BTreeSet<String> = settings().iter().flat_map(|[variable, ..]| variables(variable)).collect();
    assert_eq!(told, variables(&help), "left: README.md, right: academy --help");
    for [variable, flag, _, default] in settings() {
        let name = variable.trim_matches('`');
        let (known_flag, known_default) = options(&help).remove(name).unwrap_or_default();
        assert_eq!(flag.trim_matches('`'), known_flag, "the flag of {name}");
        if let Some(known) = known_default {
            assert_eq!(default.trim_matches('`'), known, "the default of {name}");
        }
    }
}

/// The words after `academy` in code, as far as they name commands: `academy courses check DIR` gives `courses check`.
fn commands(text: &str) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for (at, name) in text.match_indices("academy ") {
        let in_code = text[..at].ends_with(['`', '/', '\n']) || text[..at].ends_with("exec ");
        let is_word =
            |word: &&str| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase());
        let line = text[at + name.len()..].split(['\n', '`', '"', '\'']).next().unwrap_or_default();
        let words: Vec<String> = line.split(' ').take_while(is_word).take(2).map(str::to_owned).collect();
        if in_code && !words.is_empty() {
            found.insert(words);
        }
    }
    found
}

#[test]
fn the_documents_name_no_command_that_is_not_there() {
    let lists = |help: &str, word: &str| {
        let commands =
            help.lines().skip_while(|line| *line != "Commands:").take_while(|line| *line != "Options:");
        commands.into_iter().any(|line| line.split_whitespace().next() == Some(word))
    };
    let top = help(&[]);
    let unknown: Vec<String> = documents()
        .iter()
        .flat_map(|file| commands(&file.text).into_iter().map(|words| (file.path.clone(), words)))
        .filter(|(_, words)| {
            let is_group = lists(&top, &words[0]) && help(&[&words[0]]).contains("\nCommands:\n");
            let second = !is_group || words.get(1).is_none_or(|word| lists(&help(&[&words[0]]), word));
            !lists(&top, &words[0]) || !second
        })
        .map(|(path, words)| format!("{path}: academy {}", words.join(" ")))
        .collect();
    assert_none("There is no such command", &unknown);
}

/// What stands in `](…)` and `src="…"`, when it names a file of ours.
fn links(text: &str) -> Vec<String> {
    let after = |mark: &str, end: char| -> Vec<String> {
        let ends = text.match_indices(mark).filter_map(|(at, _)| text[at + mark.len()..].split(end).next());
        ends.map(str::to_owned).collect()
    };
    let all = [after("](", ')'), after("src=\"", '"')].concat();
    let ours = all.into_iter().filter(|link| !link.contains("://") && !link.starts_with(['#', '/']));
    ours.map(|link| link.split('#').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_link_between_documents_leads_somewhere() {
    let broken: Vec<String> = documents()
        .iter()
        // A course's own links are the course checker's work; what shows its notation is no link.
        .filter(|file| !file.path.starts_with("courses/"))
        .flat_map(|file| {
            let folder = root().join(&file.path).parent().expect("a file lies in a folder").to_owned();
            let lost = links(&file.text).into_iter().filter(move |link| !folder.join(link).exists());
            lost.map(|link| format!("{}: {link}", file.path)).collect::<Vec<_>>()
        })
        .collect();
    assert_none("There is no such file", &broken);
}

#[test]
fn every_decision_is_in_the_list_of_decisions_and_has_a_number_of_its_own() {
    let list = document("server/decisions/README.md").text;
    let names: Vec<String> = files("server/decisions", ".md")
        .iter()
        .map(|file| file.name().to_owned())
        .filter(|name| name != "README.md")
        .collect();
    let missing: Vec<String> =
        names.iter().filter(|name| !list.contains(&format!("]({name})"))).cloned().collect();
    assert_none("Add it to server/decisions/README.md", &missing);
    let numbers: BTreeSet<&str> = names.iter().filter_map(|name| name.split('-').next()).collect();
    assert_eq!(numbers.len(), names.len(), "two decisions have one number: {names:?}");
}

#[test]
fn commands_and_links_are_found_where_they_stand() {
    let text =
        "`academy courses check DIR`, the academy itself\n/usr/local/bin/academy serve\nexec academy verify'";
    let found: Vec<String> = commands(text).into_iter().map(|words| words.join(" ")).collect();
    assert_eq!(found, ["courses check", "serve", "verify"]);
    assert_eq!(links("[a](b.md#c) <img src=\"d.png\"> [e](https://f.example)"), ["b.md", "d.png"]);
}
