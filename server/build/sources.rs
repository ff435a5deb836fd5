//! Templates and texts: inside a release binary; read from the source folder by a debug one.

use std::{fmt::Write, path::Path};

use crate::{Outcome, files_below};

pub fn write_sources(assets: &Path, code: &mut String) -> Outcome {
    let mut templates = String::new();
    let folder = assets.join("templates");
    for path in files_below(&folder)? {
        let name = path.strip_prefix(&folder)?.with_extension("");
        let name = name.to_string_lossy().replace('\\', "/");
        writeln!(templates, "    ({name:?}, include_str!({path:?})),")?;
    }
    let mut texts = String::new();
    let folder = assets.join("text");
    for path in files_below(&folder)? {
        let relative = path.strip_prefix(&folder)?;
        let language = relative.parent().ok_or("a text outside a language's folder")?.to_string_lossy();
        let stem = path.file_stem().ok_or("a text without a name")?.to_string_lossy();
        writeln!(texts, "    ({language:?}, {stem:?}, include_str!({path:?})),")?;
    }
    let mut pages = String::new();
    let folder = assets.join("pages");
    for path in files_below(&folder)? {
        let name = path.strip_prefix(&folder)?.with_extension("");
        let name = name.to_string_lossy().replace('\\', "/");
        writeln!(pages, "    ({name:?}, include_str!({path:?})),")?;
    }
    write!(
        code,
        "/// Name (`platform/layout`) and source of every template; empty in a debug build, see `SOURCE_FOLDER`.\n\
         #[cfg(not(debug_assertions))]\n\
         pub static TEMPLATES: &[(&str, &str)] = &[\n{templates}];\n\
         #[cfg(debug_assertions)]\n\
         pub static TEMPLATES: &[(&str, &str)] = &[];\n\n\
         /// Language, name of the file without its ending, and source of every text; empty in a debug build.\n\
         #[cfg(not(debug_assertions))]\n\
         pub static TEXTS: &[(&str, &str, &str)] = &[\n{texts}];\n\
         #[cfg(debug_assertions)]\n\
         pub static TEXTS: &[(&str, &str, &str)] = &[];\n\n\
         /// Name (`en/about`) and source of every public page that is a text; empty in a debug build.\n\
         #[cfg(not(debug_assertions))]\n\
         pub static PAGES: &[(&str, &str)] = &[\n{pages}];\n\
         #[cfg(debug_assertions)]\n\
         pub static PAGES: &[(&str, &str)] = &[];\n\n\
         /// Where a debug build reads `templates/`, `text/` and `pages/`.\n\
         #[cfg(debug_assertions)]\n\
         pub static SOURCE_FOLDER: &str = concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../assets\");\n"
    )?;
    Ok(())
}

/// The courses of the library, for the demo.
pub fn write_library(library: &Path, code: &mut String) -> Outcome {
    writeln!(
        code,
        "\n/// Path (`responsible-purchasing/course.toml`) and content of every file of the course library."
    )?;
    writeln!(code, "pub static LIBRARY: &[(&str, &[u8])] = &[")?;
    for path in files_below(library)? {
        let name = path.strip_prefix(library)?.to_string_lossy().replace('\\', "/");
        let source = format!("/../courses/library/{name}");
        writeln!(code, "    ({name:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {source:?}))),")?;
    }
    writeln!(code, "];")?;
    Ok(())
}
