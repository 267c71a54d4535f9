//! `api/v1/state.json`: the newest version of every month, and what each later version changed.
//!
//! The pages of a version never change. What came after them stands here, in one small file that a script of theirs
//! reads. It has no figures, and it says in words what `index.json` says in codes.

use serde::Serialize;

use super::form::{self, Word};
use super::head::PublicationHead;
use super::lines::Lines;
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::release::ReleaseClass;
use crate::model::{CellKey, Language, Publication, ReleaseId};
use crate::text::document::{self, FormVersion};
use crate::text::{date, version};

/// api/v1/state.json. The pages of a version never change; this file says what came after them.
#[derive(Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(title = "The newest version of every month, and what each later version changed")
)]
pub(super) struct Form<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    /// The newest month; null without editions.
    newest: Option<form::Month>,
    /// Newest first.
    months: Lines<Month<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "state"))]
struct Month<'a> {
    period: form::Month,
    /// The month in Danish words.
    label: String,
    /// The newest version.
    #[cfg_attr(test, schemars(range(min = 1)))]
    version: u16,
    /// True: the figures of the newest version are made up.
    synthetic: bool,
    /// Relative address of the month's page, which shows the newest version.
    page: String,
    /// Versions after the first, newest first.
    later: Vec<Later<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "later"))]
struct Later<'a> {
    /// 2 is the first that replaced another.
    #[cfg_attr(test, schemars(range(min = 2)))]
    version: u16,
    /// Why the version exists.
    #[cfg_attr(test, schemars(extend("not" = { "const": "first" })))]
    class: Word<ReleaseClass>,
    /// The class in Danish words.
    label: &'static str,
    /// When it appeared or appears (RFC 3339).
    #[cfg_attr(test, schemars(extend("format" = "date-time")))]
    published: String,
    /// The day on which it appeared, in Danish words.
    day: String,
    /// Why it replaced the version before, in the publisher's words.
    reason: &'a str,
    /// Relative address of the version's page.
    page: String,
}

pub(super) fn file(publication: &Publication, catalogue: &Catalogue) -> Vec<u8> {
    let mut form = Form {
        schema: "schema/state.json",
        schema_version: FormVersion,
        publication: PublicationHead::new(publication),
        newest: catalogue.newest().map(|newest| form::Month(newest.release.id.period)),
        months: Lines::default(),
    };
    for newest in catalogue.entries.iter().filter(|entry| catalogue.is_newest_of_month(entry.release.id)) {
        let period = newest.release.id.period;
        let first = ReleaseId { period, version: 1 };
        let month = Month {
            period: form::Month(period),
            label: date::month(Language::Danish, period),
            version: newest.release.id.version,
            synthetic: newest.release.synthetic,
            page: format!("../../{}/index.html", period.slug()),
            later: catalogue.later_versions(first).map(|entry| later(publication, entry)).collect(),
        };
        form.months.push(CellKey::default(), &month);
    }
    document::file(&form)
}

fn later<'a>(publication: &Publication, entry: &'a CatalogueEntry) -> Later<'a> {
    let release = &entry.release;
    Later {
        version: release.id.version,
        class: Word::of(&release.class),
        label: version::class_in_files(release.class),
        published: release.published.to_rfc3339(),
        day: date::day_of(Language::Danish, release.published, publication.time_zone),
        reason: &release.reason,
        page: format!("../../{}/index.html", release.id.path()),
    }
}
