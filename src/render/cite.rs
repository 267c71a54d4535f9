//! How to cite a page of an edition: in words with the address that stays and the seal, and as files for programs that
//! keep references.

use serde::Serialize;

use super::address::{self, Here};
use super::edition::prepared::Prepared;
use super::frame::Link;
use super::words;
use crate::text::date;

/// How to cite a page of an edition.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Cite {
    /// Publisher, publication, month, version and day of publication.
    pub(crate) text: String,
    /// The page's address in this version, which stays.
    pub(crate) permanent: String,
    /// SHA-256 of the version's figures; empty where it is not known.
    pub(crate) seal: String,
    /// The edition and its measures for programs that keep references.
    pub(crate) files: Vec<Link>,
}

impl Cite {
    /// How to cite a page of an edition, or of its month, which shows its newest version.
    pub(crate) fn new(prepared: &Prepared<'_>, here: &Here) -> Self {
        let publication = prepared.press.site.publication;
        let release = &prepared.edition.release;
        let text = format!(
            "{}: {}. {}, udgave {}. Offentliggjort {}.",
            publication.publisher,
            publication.title.da,
            words::capital(&date::month(release.id.period)),
            release.id.version,
            date::day_of(release.published, publication.time_zone),
        );
        let page = if here.folder().starts_with(&prepared.folder) { here.folder() } else { &prepared.folder };
        let folder = address::release_files(release.id);
        let file = |name: &str, label: &str| Link::new(here.to(&format!("{folder}{name}")), label);
        Self {
            text,
            permanent: format!("{}{page}", publication.base_url),
            seal: prepared.press.site.seal(release.id).unwrap_or_default().to_owned(),
            files: vec![
                file("citation.bib", "BibTeX"),
                file("citation.ris", "RIS"),
                file("citation.csl.json", "CSL-JSON"),
            ],
        }
    }
}
