//! Puts what a browser needs into the binary: styles, scripts, fonts and icons (bundled with Node from
//! `assets/`), pictures, templates and texts. The server includes the file that is written here,
//! `OUT_DIR/assets.rs`; `assets/README.md` says what goes where.
//!
//! With `ACADEMY_ASSETS` set to a folder of ready-built assets, Node is not needed.

#[path = "build/bundle.rs"]
mod bundle;
#[path = "build/pack.rs"]
mod pack;
#[path = "build/sources.rs"]
mod sources;

use std::{env, error::Error, fs, path::Path, path::PathBuf, process};

pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() {
    if let Err(problem) = build() {
        println!("cargo::error={}", problem.to_string().split_whitespace().collect::<Vec<_>>().join(" "));
        process::exit(1);
    }
}

fn build() -> Outcome {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // `env!`, not `env::var`: cargo then builds this file again for another checkout that shares the target folder.
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let assets = manifest.join("../assets").canonicalize()?;
    watch()?;

    let ready = match env::var("ACADEMY_ASSETS") {
        Ok(folder) if !folder.is_empty() => {
            println!("cargo::rerun-if-changed={folder}");
            PathBuf::from(folder)
        }
        _ => bundle::bundle(&assets, &out)?,
    };
    let packed = pack::pack(&[&ready, &assets.join("images")], &out.join("packed"))?;

    let mut code = String::new();
    pack::write_assets(&packed, &mut code)?;
    sources::write_sources(&assets, &mut code)?;
    let library = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../courses/library").canonicalize()?;
    println!("cargo::rerun-if-changed={}", library.display());
    sources::write_library(&library, &mut code)?;
    write_if_changed(&out.join("assets.rs"), code.as_bytes())
}

/// Cargo runs this file again only when one of these changed. Templates and texts count in a release build
/// only: a debug build reads them from the disk when it runs, so that mending one needs no compiler.
fn watch() -> Outcome {
    for file in ["build.rs", "build"] {
        println!("cargo::rerun-if-changed={file}");
    }
    println!("cargo::rerun-if-env-changed=ACADEMY_ASSETS");
    let mut watched = vec!["package.json", "package-lock.json", "icons.txt", "styles", "scripts", "images"];
    if env::var("PROFILE")? == "release" {
        watched.extend(["templates", "text", "pages"]);
    }
    for name in watched {
        println!("cargo::rerun-if-changed=../assets/{name}");
    }
    Ok(())
}

/// Every file below a folder, sorted, hidden ones left out.
pub fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries =
        fs::read_dir(folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

pub fn write_if_changed(path: &Path, content: &[u8]) -> Outcome {
    if fs::read(path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    Ok(fs::write(path, content)?)
}
