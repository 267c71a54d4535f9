//! Where an edition's files lie, and how they point to each other.

use crate::model::ReleaseId;

/// The JSON Schema (2020-12) of every kind of JSON file, by file name below `api/v1/schema/`.
pub const SCHEMAS: [(&str, &str); 12] = [
    ("akasser.json", include_str!("schema/akasser.json")),
    ("areas.json", include_str!("schema/areas.json")),
    ("calendar.json", include_str!("schema/calendar.json")),
    ("index.json", include_str!("schema/index.json")),
    ("manifest.json", include_str!("schema/manifest.json")),
    ("measure.json", include_str!("schema/measure.json")),
    ("party.json", include_str!("schema/party.json")),
    ("protection.json", include_str!("schema/protection.json")),
    ("release.json", include_str!("schema/release.json")),
    ("search.json", include_str!("schema/search.json")),
    ("state.json", include_str!("schema/state.json")),
    ("versions.json", include_str!("schema/versions.json")),
];

/// A folder of an edition's files.
pub(super) struct Place {
    folder: String,
    /// The way from the folder to `api/v1/`.
    to_api: &'static str,
}

impl Place {
    /// The version's own folder.
    pub(super) fn release(id: ReleaseId) -> Self {
        Self { folder: format!("api/v1/releases/{}", id.path()), to_api: "../../../" }
    }

    /// The folder that always holds the newest version.
    pub(super) fn latest() -> Self {
        Self { folder: "api/v1/latest".to_owned(), to_api: "../" }
    }

    /// The path of a file in the archive.
    pub(super) fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }

    /// The link to a schema from a file `deeper` folders below this one.
    pub(super) fn schema(&self, name: &str, deeper: usize) -> String {
        format!("{}{}schema/{name}", "../".repeat(deeper), self.to_api)
    }

    /// The link from a file of this folder to a page of the site.
    pub(super) fn page(&self, path: &str) -> String {
        format!("{}../../{path}", self.to_api)
    }
}
