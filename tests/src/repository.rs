//! The files of this repository, for the rules that hold over them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the repository")
}

/// Cargo's target folder, found from where this program runs: `target/debug/deps/all-…` or `target/debug/…`.
pub fn target() -> PathBuf {
    let program = std::env::current_exe().expect("a program knows where it lies");
    let deepest = program.ancestors().find(|folder| folder.join(".rustc_info.json").exists());
    deepest.map(Path::to_owned).expect("tests run from cargo's target folder")
}

/// A file with its path from the repository's root, always with `/` between folders.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: String,
    pub text: String,
}

impl SourceFile {
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Each line with its number, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Every text file under a folder whose name ends so, in a stable order; none if the folder is absent.
pub fn files(folder: &str, ending: &str) -> Vec<SourceFile> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    paths.into_iter().filter(|path| path.to_string_lossy().ends_with(ending)).filter_map(read).collect()
}

/// Every text file that belongs to the repository: what git tracks, or would track; without git, whatever lies there.
pub fn tracked() -> Vec<SourceFile> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output();
    match listed {
        Ok(listed) if listed.status.success() => {
            let names = String::from_utf8(listed.stdout).expect("file names are UTF-8");
            names.lines().filter_map(|name| read(root().join(name))).collect()
        }
        _ => files("", ""),
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let is_made = ["target", "node_modules", ".git"].iter().any(|name| path.ends_with(name));
        if path.is_dir() && !is_made {
            collect(&path, paths);
        } else if path.is_file() {
            paths.push(path);
        }
    }
}

fn read(path: PathBuf) -> Option<SourceFile> {
    let text = fs::read_to_string(&path).ok()?;
    let path = path.strip_prefix(root()).expect("the file lies in the repository");
    Some(SourceFile { path: path.to_string_lossy().replace('\\', "/"), text })
}
