//! What no file of the repository may contain.

use std::fs;

use tests::repository::{root, tracked};

use super::assert_none;

/// Written in two halves, so that this file does not contain what it looks for.
fn in_halves(halves: &[(&str, &str)]) -> Vec<String> {
    halves.iter().map(|(first, second)| format!("{first}{second}")).collect()
}

fn lines_with(words: &[String], is_excused: fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in tracked().iter().filter(|file| !is_excused(&file.path)) {
        for (number, line) in file.lines() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!(
                    "{}:{number} {}",
                    file.path,
                    line.trim().chars().take(100).collect::<String>()
                ));
            }
        }
    }
    found
}

#[test]
fn no_file_names_the_host_of_a_package_registry() {
    let hosts = in_halves(&[
        ("registry.npm", "js.org"),
        ("registry.yarn", "pkg.com"),
        ("registry.npm", "mirror.com"),
        ("static.cra", "tes.io"),
        ("index.cra", "tes.io"),
        ("py", "pi.org"),
        ("files.python", "hosted.org"),
        ("proxy.go", "lang.org"),
    ]);
    assert_none("Where packages come from is a setting of the machine", &lines_with(&hosts, |_| false));
}

#[test]
fn locked_packages_name_no_place() {
    let resolved: Vec<String> = tracked()
        .iter()
        .filter(|file| file.name() == "package-lock.json")
        .filter(|file| file.text.contains("\"resolved\""))
        .map(|file| file.path.clone())
        .collect();
    assert_none("npm config set omit-lockfile-registry-resolved true, then write the lock anew", &resolved);
    let index = "registry+https://github.com/rust-lang/crates.io-index";
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock is there");
    let elsewhere: Vec<String> = lock
        .lines()
        .filter(|line| line.starts_with("source = ") && !line.contains(index))
        .map(str::to_owned)
        .collect();
    assert_none("A crate comes from elsewhere", &elsewhere);
}

#[test]
fn nothing_is_marked_as_unfinished() {
    let marks = in_halves(&[
        ("TO", "DO"),
        ("FIX", "ME"),
        ("XX", "X:"),
        ("to", "do!("),
        ("unimple", "mented!("),
        ("lorem ", "ipsum"),
        ("Lorem ", "ipsum"),
        ("<<<<", "<<< "),
        (">>>>", ">>> "),
    ]);
    let found = lines_with(&marks, |path| path.ends_with("package-lock.json"));
    assert_none("Finish it, or leave it out", &found);
}
