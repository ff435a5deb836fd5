//! Gives every file a name that carries the SHA-256 of its content, compresses it as far as it goes, and writes
//! the list that the server serves from. The hash is ours, because esbuild's differs between build folders and two
//! servers behind one balancer must agree.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use crate::{Outcome, files_below};

pub struct Packed {
    name: String,
    file: String,
    content_type: &'static str,
    path: PathBuf,
    brotli: Option<PathBuf>,
    gzip: Option<PathBuf>,
    symbols: Vec<String>,
}

/// Packs all files of the folders. The style sheet comes last, because it names the fonts by their hashed names.
pub fn pack(folders: &[&Path], into: &Path) -> Outcome<Vec<Packed>> {
    fs::create_dir_all(into)?;
    let mut sources = Vec::new();
    for folder in folders {
        sources.extend(files_below(folder)?);
    }
    sources.sort_by_key(|path| path.extension().is_some_and(|extension| extension == "css"));
    let mut packed: Vec<Packed> = Vec::new();
    for source in sources {
        let mut content = fs::read(&source)?;
        if source.extension().is_some_and(|extension| extension == "css") {
            content = with_hashed_names(content, &packed)?;
        }
        packed.push(pack_one(&source, &content, into)?);
    }
    forget_others(&packed, into)?;
    packed.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(packed)
}

fn pack_one(source: &Path, content: &[u8], into: &Path) -> Outcome<Packed> {
    let name = source.file_name().ok_or("a file without a name")?.to_string_lossy().into_owned();
    let (stem, extension) =
        name.split_once('.').ok_or_else(|| format!("The asset {name} needs an extension."))?;
    let hash: String = Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let file = format!("{stem}-{hash}.{extension}");
    let content_type = content_type(&name)?;
    let path = into.join(&file);
    let known = path.exists();
    if !known {
        fs::write(&path, content)?;
    }
    let (mut brotli, mut gzip) = (None, None);
    if !extension.ends_with("woff2") && !content_type.starts_with("image/png") {
        brotli = smaller(into.join(format!("{file}.br")), content, compress_brotli)?;
        gzip = smaller(into.join(format!("{file}.gz")), content, compress_gzip)?;
    }
    let symbols = match name.as_str() {
        "icons.svg" => symbols_of(&String::from_utf8_lossy(content)),
        _ => Vec::new(),
    };
    Ok(Packed { name, file, content_type, path, brotli, gzip, symbols })
}

/// The compressed file, or none where compressing gains nothing. A file that is there already is taken as it is:
/// its name holds the hash.
fn smaller(
    path: PathBuf,
    content: &[u8],
    compress: fn(&[u8]) -> Outcome<Vec<u8>>,
) -> Outcome<Option<PathBuf>> {
    if !path.exists() {
        fs::write(&path, compress(content)?)?;
    }
    let gains = fs::metadata(&path)?.len() < u64::try_from(content.len())?;
    Ok(gains.then_some(path))
}

fn compress_brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn compress_gzip(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn with_hashed_names(content: Vec<u8>, packed: &[Packed]) -> Outcome<Vec<u8>> {
    let mut css = String::from_utf8(content)?;
    for asset in packed {
        css = css.replace(&asset.name, &asset.file);
    }
    Ok(css.into_bytes())
}

fn forget_others(packed: &[Packed], into: &Path) -> Outcome {
    for path in files_below(into)? {
        let name = path.to_string_lossy();
        if !packed.iter().any(|asset| name.contains(&asset.file)) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

fn symbols_of(sprite: &str) -> Vec<String> {
    sprite
        .split("<symbol id=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn content_type(name: &str) -> Outcome<&'static str> {
    Ok(match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => return Err(format!("{name} is of a kind that the server does not know how to serve.").into()),
    })
}

pub fn write_assets(packed: &[Packed], code: &mut String) -> Outcome {
    code.push_str(
        "/// A file that browsers fetch, ready to be sent.\n\
         pub struct Asset {\n\
         \x20   /// What templates call it: `app.css`.\n\
         \x20   pub name: &'static str,\n\
         \x20   /// What the web calls it: with the hash of its content, so it may be kept for ever.\n\
         \x20   pub file: &'static str,\n\
         \x20   pub content_type: &'static str,\n\
         \x20   pub identity: &'static [u8],\n\
         \x20   pub brotli: Option<&'static [u8]>,\n\
         \x20   pub gzip: Option<&'static [u8]>,\n\
         }\n\n",
    );
    writeln!(code, "pub static ASSETS: &[Asset] = &[")?;
    for asset in packed {
        writeln!(
            code,
            "    Asset {{ name: {:?}, file: {:?}, content_type: {:?}, identity: include_bytes!({:?}), brotli: {}, gzip: {} }},",
            asset.name,
            asset.file,
            asset.content_type,
            asset.path,
            included(asset.brotli.as_deref()),
            included(asset.gzip.as_deref()),
        )?;
    }
    writeln!(code, "];\n")?;
    let symbols: Vec<&String> = packed.iter().flat_map(|asset| &asset.symbols).collect();
    writeln!(code, "/// The icons in `icons.svg`.\npub static ICONS: &[&str] = &{symbols:?};\n")?;
    Ok(())
}

fn included(path: Option<&Path>) -> String {
    path.map_or_else(|| "None".to_owned(), |path| format!("Some(include_bytes!({path:?}))"))
}
