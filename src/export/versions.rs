//! `versions/<measure>.json`: what was first published against what stands now, figure by figure.
//!
//! Only figures that some edition published with another content than before are listed, each with every content that it
//! has had; all others stand in the editions' files, the same in each, and are counted here.

use std::collections::BTreeMap;

use serde::Serialize;

use super::document;
use super::head::{MeasureHead, PublicationHead, ReleaseHead};
use super::lines::Lines;
use super::number::{Number, bound_ends, number, shown};
use super::place::SCHEMA_VERSION;
use super::table::{Cell, Status};
use crate::compute::revision::{self, Largest, Means, NoSize, Quality};
use crate::model::catalogue::{Catalogue, History};
use crate::model::figure::Figure;
use crate::model::measure::word;
use crate::model::revision::{Revised, Vintage};
use crate::model::{Amount, CellKey, Exact, MeasureKey, Publication, ReleaseId};

#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: &'static str,
    publication: PublicationHead<'a>,
    measure: MeasureHead<'a>,
    quality: QualityRecord<'a>,
}

#[derive(Serialize)]
struct QualityRecord<'a> {
    figures: usize,
    changed: usize,
    comparable: usize,
    revised: usize,
    revised_percent: Option<Number>,
    came: usize,
    went: usize,
    mean_revision: Option<Number>,
    mean_absolute_revision: Option<Number>,
    mean_revision_of_revised: Option<Number>,
    mean_absolute_revision_of_revised: Option<Number>,
    largest: Option<LargestRecord<'a>>,
}

#[derive(Serialize)]
struct LargestRecord<'a> {
    period: String,
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    size: Number,
}

#[derive(Serialize)]
struct EditionRecord<'a> {
    edition: String,
    #[serde(flatten)]
    release: ReleaseHead,
    reason: Option<&'a str>,
    path: String,
    page: String,
    /// Figures whose content it changed.
    changed: usize,
}

#[derive(Serialize)]
struct RevisedRecord<'a> {
    period: String,
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    vintages: Vec<VintageRecord>,
    revision: Option<Number>,
    revision_status: Option<&'static str>,
}

#[derive(Serialize)]
struct VintageRecord {
    edition: String,
    value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    numerator: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    denominator: Option<u64>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Number>,
    /// Against the vintage before; absent in the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change_status: Option<&'static str>,
}

/// The path of a measure's file in the archive.
pub(super) fn path(publication: &Publication, key: MeasureKey) -> String {
    format!("api/v1/versions/{}.json", publication.measure(key).id)
}

/// The file of a measure.
pub(super) fn file(publication: &Publication, catalogue: &Catalogue, history: &History, key: MeasureKey) -> Vec<u8> {
    let measure = publication.measure(key);
    let quality = revision::quality(&history.revisions, key);
    let head = Head {
        schema: "../schema/versions.json",
        schema_version: SCHEMA_VERSION,
        publication: PublicationHead::new(publication),
        measure: MeasureHead::new(measure, publication),
        quality: QualityRecord::new(publication, &quality),
    };
    let mut named: BTreeMap<ReleaseId, usize> = BTreeMap::new();
    for revised in history.revisions.of(key) {
        for (at, vintage) in revised.vintages.iter().enumerate() {
            *named.entry(vintage.release).or_default() += usize::from(at > 0);
        }
    }
    let mut editions = Lines::default();
    for entry in &catalogue.entries {
        let id = entry.release.id;
        let Some(changed) = named.get(&id).copied() else { continue };
        let record = EditionRecord {
            edition: id.path(),
            release: ReleaseHead::new(&entry.release, entry.under_embargo),
            reason: (!entry.release.reason.is_empty()).then_some(entry.release.reason.as_str()),
            path: format!("../releases/{}/{}.json", id.path(), measure.id),
            page: format!("../../../{}/maal/{}/", id.path(), measure.id),
            changed,
        };
        editions.push(CellKey::default(), &record);
    }
    let mut figures = Lines::default();
    for revised in history.revisions.of(key) {
        figures.push(revised.key, &RevisedRecord::new(publication, &revised));
    }
    document::file(&head, &[("editions", editions.all()), ("figures", figures.all())])
}

impl<'a> QualityRecord<'a> {
    fn new(publication: &'a Publication, quality: &Quality) -> Self {
        let plain = |means: &Option<Means>| means.as_ref().map(|means| number(&means.mean));
        let absolute = |means: &Option<Means>| means.as_ref().map(|means| number(&means.absolute));
        Self {
            figures: quality.figures,
            changed: quality.changed,
            comparable: quality.comparable,
            revised: quality.revised,
            revised_percent: quality.revised_percent.as_ref().map(number),
            came: quality.came,
            went: quality.went,
            mean_revision: plain(&quality.over_all),
            mean_absolute_revision: absolute(&quality.over_all),
            mean_revision_of_revised: plain(&quality.over_revised),
            mean_absolute_revision_of_revised: absolute(&quality.over_revised),
            largest: quality.largest.as_ref().map(|largest| LargestRecord::new(publication, largest)),
        }
    }
}

impl<'a> LargestRecord<'a> {
    fn new(publication: &'a Publication, largest: &Largest) -> Self {
        let Cell { akasse, area } = Cell::new(publication, largest.key);
        Self { period: largest.period.code(), akasse, area, size: number(&largest.size) }
    }
}

impl<'a> RevisedRecord<'a> {
    fn new(publication: &'a Publication, revised: &Revised<'_>) -> Self {
        let Cell { akasse, area } = Cell::new(publication, revised.key);
        let before = std::iter::once(None).chain(revised.vintages.iter().map(Some));
        let vintages = revised.vintages.iter().zip(before).map(|(vintage, before)| VintageRecord::new(vintage, before));
        let (revision, revision_status) = sized(revision::of_figure(revised));
        Self { period: revised.period.code(), akasse, area, vintages: vintages.collect(), revision, revision_status }
    }
}

impl VintageRecord {
    fn new(vintage: &Vintage, before: Option<&Vintage>) -> Self {
        let (numerator, denominator) = match vintage.amount {
            Amount::Share { numerator, denominator } => (Some(numerator), Some(denominator)),
            _ => (None, None),
        };
        let ends = vintage.amount.bound().map(bound_ends);
        let change = before.map(|before| sized(revision::size(&before.amount, &vintage.amount)));
        let figure = Figure::delivered(vintage.amount, vintage.flags);
        Self {
            edition: vintage.release.path(),
            value: shown(&vintage.amount).map(Number),
            numerator,
            denominator,
            status: Status { figure },
            low: ends.map(|(low, _)| Number(low)),
            high: ends.map(|(_, high)| Number(high)),
            change: change.and_then(|(size, _)| size),
            change_status: change.and_then(|(_, why)| why),
        }
    }
}

/// A size, and the word for why there is none.
fn sized(size: Result<Exact, NoSize>) -> (Option<Number>, Option<&'static str>) {
    match size {
        Ok(size) => (Some(number(&size)), None),
        Err(why) => (None, Some(word(&NoSize::ALL, &why))),
    }
}
