//! `versions/<measure>.json`: what was first published against what stands now, figure by figure.
//!
//! Only figures that some edition published with another content than before are listed, each with every content that it
//! has had; all others stand in the editions' files, the same in each, and are counted here.

use std::collections::BTreeMap;

use serde::Serialize;

use super::form::{Month, Word};
use super::head::{MeasureHead, PublicationHead, ReleaseHead};
use super::lines::Lines;
use super::number::{Number, bound_ends, number, shown};
use super::table::{Cell, Status};
use crate::compute::revision::{self, Largest, Means, NoSize, Quality};
use crate::model::catalogue::{Catalogue, History};
use crate::model::figure::Figure;
use crate::model::revision::{Revised, Vintage};
use crate::model::{Amount, CellKey, Exact, MeasureKey, Publication, ReleaseId};
use crate::text::document::{self, FormVersion};

/// `api/v1/versions/<measure>.json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "First published against now"))]
pub(super) struct Form<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    measure: MeasureHead<'a>,
    quality: QualityRecord<'a>,
    /// Editions that the vintages below name, the newest month first.
    editions: Lines<EditionRecord<'a>>,
    /// Figures whose content changed, by month, area and fund. All others stand in the editions' files, the same in each.
    figures: Lines<RevisedRecord<'a>>,
}

/// How the measure's figures were revised. n is the number of comparable figures, r their revisions: what stands now
/// minus what was published first.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "quality"))]
struct QualityRecord<'a> {
    /// Figures published: month by area by fund, those without a value among them.
    figures: usize,
    /// Figures whose content changed at least once; those listed below.
    changed: usize,
    /// n: figures with a value both at first and now.
    comparable: usize,
    /// Those of them whose value now is another than at first.
    revised: usize,
    /// revised in percent of comparable.
    revised_percent: Option<Number>,
    /// Figures that had no value at first and have one now.
    came: usize,
    /// Figures that had a value at first and have none now.
    went: usize,
    /// Sum of r divided by n; figures that never changed count with zero.
    mean_revision: Option<Number>,
    /// Sum of r without signs divided by n.
    mean_absolute_revision: Option<Number>,
    /// Sum of r divided by revised.
    mean_revision_of_revised: Option<Number>,
    /// Sum of r without signs divided by revised.
    mean_absolute_revision_of_revised: Option<Number>,
    largest: Option<LargestRecord<'a>>,
}

/// The revision that is largest without its sign; of several the first listed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "largest"))]
struct LargestRecord<'a> {
    period: Month,
    /// Id of the fund; null: all funds together.
    akasse: Option<&'a str>,
    /// Id of the area; null: the measure has none, or all together.
    area: Option<&'a str>,
    /// The revision.
    size: Number,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "edition"))]
struct EditionRecord<'a> {
    /// Its name, such as 2021-09/v1.
    #[cfg_attr(test, schemars(extend("pattern" = r"^[0-9]{4}-[0-9]{2}/v[0-9]+$")))]
    edition: String,
    #[serde(flatten)]
    release: ReleaseHead,
    /// Why it replaces the version before; null for the first.
    reason: Option<&'a str>,
    /// Relative address of the measure's file in this edition.
    path: String,
    /// Relative address of the measure's page in this edition.
    page: String,
    /// How many figures of the measure it published with another content than stood before.
    changed: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "figure"))]
struct RevisedRecord<'a> {
    period: Month,
    /// Id of the fund; null: all funds together.
    akasse: Option<&'a str>,
    /// Id of the area; null: the measure has none, or all together.
    area: Option<&'a str>,
    /// Every content that it has had, the first published first; two at least.
    vintages: Vec<VintageRecord>,
    /// What stands now minus what was published first, exact and then rounded to six decimals; in percentage points
    /// where the unit is percent.
    revision: Option<Number>,
    /// Why there is no revision; null where there is one.
    revision_status: Option<Word<NoSize>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "vintage"))]
struct VintageRecord {
    /// The edition that published it.
    edition: String,
    /// In the measure's unit: counts whole, shares with up to six decimals, rounded input as it was given; null:
    /// missing, see status.
    value: Option<Number>,
    /// Of a share known by its counts; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "u64"))]
    numerator: Option<u64>,
    /// Of a share known by its counts; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "u64", range(min = 1)))]
    denominator: Option<u64>,
    status: Status,
    /// For a share that is held back with a coarser answer in its place: it is at least this, in percent. Absent
    /// otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "super::form::Percent"))]
    low: Option<Number>,
    /// For a share that is held back with a coarser answer in its place: it is at most this, in percent. Absent
    /// otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "super::form::Percent"))]
    high: Option<Number>,
    /// This vintage minus the one before, exact and then rounded to six decimals; in percentage points where the unit
    /// is percent. Absent in the first vintage and where change_status says why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Number"))]
    change: Option<Number>,
    /// Why there is no change; absent where there is one. Nothing is computed to or from a hidden figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Word<NoSize>"))]
    change_status: Option<Word<NoSize>>,
}

/// The path of a measure's file in the archive.
pub(super) fn path(publication: &Publication, key: MeasureKey) -> String {
    format!("api/v1/versions/{}.json", publication.measure(key).id)
}

/// The file of a measure.
pub(super) fn file(publication: &Publication, catalogue: &Catalogue, history: &History, key: MeasureKey) -> Vec<u8> {
    let measure = publication.measure(key);
    let quality = revision::quality(&history.revisions, key);
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
    document::file(&Form {
        schema: "../schema/versions.json",
        schema_version: FormVersion,
        publication: PublicationHead::new(publication),
        measure: MeasureHead::new(measure, publication),
        quality: QualityRecord::new(publication, &quality),
        editions,
        figures,
    })
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
        Self { period: Month(largest.period), akasse, area, size: number(&largest.size) }
    }
}

impl<'a> RevisedRecord<'a> {
    fn new(publication: &'a Publication, revised: &Revised<'_>) -> Self {
        let Cell { akasse, area } = Cell::new(publication, revised.key);
        let before = std::iter::once(None).chain(revised.vintages.iter().map(Some));
        let vintages = revised.vintages.iter().zip(before).map(|(vintage, before)| VintageRecord::new(vintage, before));
        let (revision, revision_status) = sized(revision::of_figure(revised));
        Self { period: Month(revised.period), akasse, area, vintages: vintages.collect(), revision, revision_status }
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
fn sized(size: Result<Exact, NoSize>) -> (Option<Number>, Option<Word<NoSize>>) {
    match size {
        Ok(size) => (Some(number(&size)), None),
        Err(why) => (None, Some(Word::of(&why))),
    }
}
