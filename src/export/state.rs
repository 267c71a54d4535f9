//! `api/v1/state.json`: the newest version of every month, and what each later version changed.
//!
//! The pages of a version never change. What came after them stands here, in one small file that a script of theirs
//! reads. It has no figures, and it says in words what `index.json` says in codes.

use serde::Serialize;

use super::document;
use super::head::PublicationHead;
use super::lines::Lines;
use super::place::SCHEMA_VERSION;
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::measure::word;
use crate::model::release::ReleaseClass;
use crate::model::{CellKey, Language, Publication, ReleaseId};
use crate::text::{date, version};

#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: &'static str,
    publication: PublicationHead<'a>,
    /// The newest month; `null` without editions.
    newest: Option<String>,
}

#[derive(Serialize)]
struct Month<'a> {
    period: String,
    /// The month in words.
    label: String,
    /// The newest version.
    version: u16,
    synthetic: bool,
    page: String,
    /// Versions after the first, newest first.
    later: Vec<Later<'a>>,
}

#[derive(Serialize)]
struct Later<'a> {
    version: u16,
    class: &'static str,
    /// The class in words.
    label: &'static str,
    published: String,
    /// The day of publication in words.
    day: String,
    reason: &'a str,
    page: String,
}

pub(super) fn file(publication: &Publication, catalogue: &Catalogue) -> Vec<u8> {
    let head = Head {
        schema: "schema/state.json",
        schema_version: SCHEMA_VERSION,
        publication: PublicationHead::new(publication),
        newest: catalogue.newest().map(|newest| newest.release.id.period.code()),
    };
    let mut months = Lines::default();
    for newest in catalogue.entries.iter().filter(|entry| catalogue.is_newest_of_month(entry.release.id)) {
        let period = newest.release.id.period;
        let first = ReleaseId { period, version: 1 };
        let month = Month {
            period: period.code(),
            label: date::month(Language::Danish, period),
            version: newest.release.id.version,
            synthetic: newest.release.synthetic,
            page: format!("../../{}/index.html", period.slug()),
            later: catalogue.later_versions(first).map(|entry| later(publication, entry)).collect(),
        };
        months.push(CellKey::default(), &month);
    }
    document::file(&head, &[("months", months.all())])
}

fn later<'a>(publication: &Publication, entry: &'a CatalogueEntry) -> Later<'a> {
    let release = &entry.release;
    Later {
        version: release.id.version,
        class: word(&ReleaseClass::ALL, &release.class),
        label: version::class_in_files(release.class),
        published: release.published.to_rfc3339(),
        day: date::day_of(Language::Danish, release.published, publication.time_zone),
        reason: &release.reason,
        page: format!("../../{}/index.html", release.id.path()),
    }
}
