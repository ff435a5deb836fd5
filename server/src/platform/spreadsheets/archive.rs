//! A workbook is a zip archive. It is measured here, as it really unpacks, before anything else opens it.

use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;

use super::Unreadable;

const MOST_ENTRIES: usize = 2_000;
const LARGEST_UNPACKED: u64 = 192 * 1024 * 1024;
/// Text that repeats itself packs well; ten times better than any table is a bomb.
const DENSEST: u64 = 200;
const SMALL: u64 = 8 * 1024 * 1024;

/// # Errors
/// An archive that is broken, or that unpacks to more than a table can be.
pub fn check(bytes: &[u8]) -> Result<(), Unreadable> {
    let broken = || Unreadable::file("spreadsheet-broken");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MOST_ENTRIES {
        return Err(Unreadable::file("spreadsheet-bomb"));
    }
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(Unreadable::file("spreadsheet-other-kind"));
    }
    let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let most = LARGEST_UNPACKED.min(SMALL.max(packed.saturating_mul(DENSEST)));
    let mut unpacked = 0;
    for number in 0..archive.len() {
        let entry = archive.by_index(number).map_err(|_| broken())?;
        let left = most - unpacked;
        // What an entry says of its size is not believed: it is unpacked and counted.
        unpacked += copy(&mut entry.take(left + 1), &mut sink()).map_err(|_| broken())?;
        if unpacked > most {
            return Err(Unreadable::file("spreadsheet-bomb"));
        }
    }
    Ok(())
}
