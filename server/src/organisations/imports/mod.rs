//! Lists of people and of organisations, from spreadsheets.

mod organisations;
mod people;
mod people_writing;
pub mod words;

pub use organisations::OrganisationsImporter;
pub use people::PeopleImporter;

use crate::platform::imports::Importer;

pub fn importers() -> Vec<Box<dyn Importer>> {
    vec![Box::new(PeopleImporter), Box::new(OrganisationsImporter)]
}
