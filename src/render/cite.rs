//! How to cite a page of an edition: in words with the address that stays and the seal, and as files for programs that
//! keep references.

use serde::Serialize;

use super::address::{self, Here};
use super::edition::prepared::Prepared;
use super::frame::Link;
use super::words;
use crate::text::messages::say;

/// The files for programs that keep references, with the names of their formats.
pub(crate) const FILES: [(&str, &str); 3] =
    [("citation.bib", "BibTeX"), ("citation.ris", "RIS"), ("citation.csl.json", "CSL-JSON")];

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
        let press = prepared.press;
        let say = press.say;
        let publication = press.site.publication;
        let release = &prepared.edition.release;
        let text = say!(
            say,
            "edition-cite",
            publisher = say.danish(&publication.publisher),
            title = say.of(&publication.title),
            month = words::capital(&say.month(release.id.period)),
            version = release.id.version,
            day = say.day_of(release.published, publication.time_zone),
        );
        let page = if here.folder().starts_with(&prepared.folder) { here.folder() } else { &prepared.folder };
        let folder = address::release_files(release.id);
        Self {
            text,
            permanent: press.address(page),
            seal: press.site.seal(release.id).unwrap_or_default().to_owned(),
            files: FILES.map(|(name, label)| Link::new(here.to(&format!("{folder}{name}")), label)).into(),
        }
    }
}
