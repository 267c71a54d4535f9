//! `api/v1/index.json`: every edition and version, newest first, with its addresses.

use serde::Serialize;

use super::document;
use super::head::{PublicationHead, ReleaseHead};
use super::lines::Lines;
use super::place::SCHEMA_VERSION;
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::{CellKey, Publication, Text};

#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: &'static str,
    publication: PublicationHead<'a>,
    title: &'a Text,
    base_url: &'a str,
    /// The newest version of the newest month under an address that stays the same; `null` without editions.
    latest: Option<&'static str>,
}

#[derive(Serialize)]
struct Edition<'a> {
    #[serde(flatten)]
    release: ReleaseHead,
    reason: Option<&'a str>,
    newest_of_month: bool,
    measures: Vec<&'a str>,
    path: String,
    page: String,
}

pub(super) fn file(publication: &Publication, catalogue: &Catalogue) -> Vec<u8> {
    let head = Head {
        schema: "schema/index.json",
        schema_version: SCHEMA_VERSION,
        publication: PublicationHead::new(publication),
        title: &publication.title,
        base_url: &publication.base_url,
        latest: catalogue.newest().map(|_| "latest/release.json"),
    };
    let mut editions = Lines::default();
    for CatalogueEntry { release, measures, under_embargo } in &catalogue.entries {
        let record = Edition {
            release: ReleaseHead::new(release, *under_embargo),
            reason: (!release.reason.is_empty()).then_some(release.reason.as_str()),
            newest_of_month: catalogue.is_newest_of_month(release.id),
            measures: measures.iter().map(|key| publication.measure(*key).id.as_str()).collect(),
            path: format!("releases/{}/release.json", release.id.path()),
            page: format!("../../{}/", release.id.path()),
        };
        editions.push(CellKey::default(), &record);
    }
    document::file(&head, &[("editions", editions.all())])
}
