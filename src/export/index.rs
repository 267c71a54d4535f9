//! `api/v1/index.json`: every edition and version, newest first, with its addresses.

use serde::Serialize;

use super::head::{PublicationHead, ReleaseHead};
use super::lines::Lines;
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::{CellKey, Publication, Text};
use crate::text::document::{self, FormVersion};

/// api/v1/index.json.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "Every edition and version, newest first"))]
pub(super) struct Form<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    /// Title of the publication.
    title: &'a Text,
    /// Address of the archive's root.
    base_url: &'a str,
    /// Relative address of the newest version of the newest month; null without editions.
    latest: Option<&'static str>,
    /// Newest month first; within a month the newest version first.
    editions: Lines<Edition<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "edition"))]
struct Edition<'a> {
    #[serde(flatten)]
    release: ReleaseHead,
    /// Why it replaces the version before; null for the first.
    reason: Option<&'a str>,
    /// No later version of the same month exists.
    newest_of_month: bool,
    /// Ids of the measures it has figures for.
    measures: Vec<&'a str>,
    /// Relative address of its release.json.
    path: String,
    /// Relative address of its page.
    page: String,
}

pub(super) fn file(publication: &Publication, catalogue: &Catalogue) -> Vec<u8> {
    let mut form = Form {
        schema: "schema/index.json",
        schema_version: FormVersion,
        publication: PublicationHead::new(publication),
        title: &publication.title,
        base_url: &publication.base_url,
        latest: catalogue.newest().map(|_| "latest/release.json"),
        editions: Lines::default(),
    };
    for CatalogueEntry { release, measures, under_embargo } in &catalogue.entries {
        let record = Edition {
            release: ReleaseHead::new(release, *under_embargo),
            reason: (!release.reason.is_empty()).then_some(release.reason.as_str()),
            newest_of_month: catalogue.is_newest_of_month(release.id),
            measures: measures.iter().map(|key| publication.measure(*key).id.as_str()).collect(),
            path: format!("releases/{}/release.json", release.id.path()),
            page: format!("../../{}/", release.id.path()),
        };
        form.editions.push(CellKey::default(), &record);
    }
    document::file(&form)
}
