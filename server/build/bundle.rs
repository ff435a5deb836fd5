//! The part that needs Node: packages from npm, styles and scripts through esbuild, fonts, the icon sprite.
//! Each half is left out when what it is made from has not changed.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use sha2::{Digest, Sha256};

use crate::{Outcome, files_below};

/// One style sheet and one script for all pages.
const ENTRIES: [&str; 2] = ["styles/app.css", "scripts/app.js"];

/// Old phones: no newer syntax than these browsers understand.
const ESBUILD: [&str; 7] = [
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=chrome90,firefox90,safari15,ios15",
    "--legal-comments=none",
    "--log-level=warning",
    "--external:*.woff2",
];

const FONTS: [(&str, &str); 2] = [
    ("be-vietnam-pro-latin.woff2", "be-vietnam-pro-latin-600-normal.woff2"),
    ("be-vietnam-pro-vietnamese.woff2", "be-vietnam-pro-vietnamese-600-normal.woff2"),
];

const WITHOUT_NODE: &str = "Install Node.js 20 or newer with npm (https://nodejs.org), or set ACADEMY_ASSETS \
                            to a folder of ready-built assets.";

const WITHOUT_REGISTRY: &str = "The first build must reach npm's registry; without it, set ACADEMY_ASSETS to a \
                                folder of ready-built assets.";

/// Answers the folder that holds the bundled files under their plain names.
pub fn bundle(assets: &Path, out: &Path) -> Outcome<PathBuf> {
    let modules = install(assets, out)?;
    let ready = out.join("ready");
    let stamp = out.join("ready.stamp");
    let state = state_of_sources(assets)?;
    if fs::read_to_string(&stamp).is_ok_and(|kept| kept == state) {
        return Ok(ready);
    }
    if ready.exists() {
        fs::remove_dir_all(&ready)?;
    }
    fs::create_dir_all(&ready)?;
    for entry in ENTRIES {
        run_esbuild(&assets.join(entry), &modules, &ready)?;
    }
    for (name, source) in FONTS {
        copy(&modules.join("@fontsource/be-vietnam-pro/files").join(source), &ready.join(name))?;
    }
    fs::write(ready.join("icons.svg"), sprite(&assets.join("icons.txt"), &modules)?)?;
    fs::write(&stamp, state)?;
    Ok(ready)
}

/// `npm ci` in the build folder, so that the source tree stays as it is.
fn install(assets: &Path, out: &Path) -> Outcome<PathBuf> {
    let folder = out.join("npm");
    let modules = folder.join("node_modules");
    let stamp = folder.join("stamp");
    let wanted = hash_of(&[assets.join("package.json"), assets.join("package-lock.json")])?;
    if modules.exists() && fs::read_to_string(&stamp).is_ok_and(|kept| kept == wanted) {
        return Ok(modules);
    }
    fs::create_dir_all(&folder)?;
    for name in ["package.json", "package-lock.json"] {
        copy(&assets.join(name), &folder.join(name))?;
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder)
        .output()
        .map_err(|error| format!("npm could not start ({error}). {WITHOUT_NODE}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).lines().take(4).collect::<Vec<_>>().join(", ");
        return Err(format!("npm ci failed ({said}). {WITHOUT_REGISTRY}").into());
    }
    fs::write(&stamp, wanted)?;
    Ok(modules)
}

fn run_esbuild(entry: &Path, modules: &Path, ready: &Path) -> Outcome {
    let output = Command::new("node")
        .arg(modules.join("esbuild/bin/esbuild"))
        .arg(entry)
        .args(ESBUILD)
        .arg(format!("--outdir={}", ready.display()))
        .env("NODE_PATH", modules)
        .output()
        .map_err(|error| format!("node could not start ({error}). {WITHOUT_NODE}"))?;
    if !output.status.success() || !output.stderr.is_empty() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("esbuild refused {}: {said}", entry.display()).into());
    }
    Ok(())
}

/// One SVG with a symbol for each name in `icons.txt`; a page shows one with `<use href="…#name">`.
fn sprite(list: &Path, modules: &Path) -> Outcome<String> {
    let mut sprite = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    for name in fs::read_to_string(list)?.split_whitespace() {
        let icon = fs::read_to_string(modules.join(format!("lucide-static/icons/{name}.svg")))
            .map_err(|_| format!("assets/icons.txt names “{name}”, which lucide-static does not have."))?;
        let shapes = icon
            .split_once("<svg")
            .and_then(|(_, rest)| rest.split_once('>'))
            .and_then(|(_, rest)| rest.split_once("</svg>"))
            .map(|(shapes, _)| shapes.lines().map(str::trim).collect::<String>())
            .ok_or_else(|| format!("The icon “{name}” is not an SVG."))?;
        write!(
            sprite,
            "<symbol id=\"{name}\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" \
             stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\">{shapes}</symbol>"
        )?;
    }
    sprite.push_str("</svg>");
    Ok(sprite)
}

fn state_of_sources(assets: &Path) -> Outcome<String> {
    let mut sources = files_below(&assets.join("styles"))?;
    sources.extend(files_below(&assets.join("scripts"))?);
    sources.extend(["icons.txt", "package.json", "package-lock.json"].map(|name| assets.join(name)));
    sources.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("build/bundle.rs"));
    hash_of(&sources)
}

fn hash_of(files: &[PathBuf]) -> Outcome<String> {
    let mut hash = Sha256::new();
    for file in files {
        let content =
            fs::read(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(content.len().to_le_bytes());
        hash.update(content);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map_err(|error| format!("{} cannot be copied: {error}", from.display()))?;
    Ok(())
}
