//! Published files, read as far as figures are compared.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Against, Cell, Change, Content, Difference};
use crate::model::{Missing, Period, ReleaseId};

pub use crate::source::Source;

/// The figures of a measure in a version.
pub type Cells = BTreeMap<Cell, Content>;

/// What an edition says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Month and version.
    pub id: ReleaseId,
    /// When it appeared or appears.
    pub published: DateTime<FixedOffset>,
    /// Why it exists, as the word of files.
    pub class: String,
    /// Why it replaces the one before; empty for the first.
    pub reason: String,
    /// Whether its figures are made up.
    pub synthetic: bool,
    /// Whether its time has not come.
    pub under_embargo: bool,
    /// Measures it has figures for, by id.
    pub measures: Vec<String>,
}

#[derive(Deserialize)]
struct Index {
    editions: Vec<IndexEdition>,
}

#[derive(Deserialize)]
struct IndexEdition {
    period: String,
    version: u16,
    published: String,
    class: String,
    reason: Option<String>,
    synthetic: bool,
    under_embargo: bool,
    measures: Vec<String>,
}

#[derive(Deserialize)]
struct MeasureFile<'a> {
    #[serde(borrow)]
    observations: Vec<Record<'a>>,
}

/// A figure, or a vintage of one; the latter has its cell outside.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(default)]
    period: &'a str,
    #[serde(default)]
    akasse: Option<&'a str>,
    #[serde(default)]
    area: Option<&'a str>,
    #[serde(default)]
    edition: &'a str,
    #[serde(borrow)]
    value: Option<&'a RawValue>,
    #[serde(default)]
    numerator: Option<u64>,
    #[serde(default)]
    denominator: Option<u64>,
    #[serde(borrow)]
    status: Vec<&'a str>,
    #[serde(default)]
    low: Option<u8>,
    #[serde(default)]
    high: Option<u8>,
}

#[derive(Deserialize)]
struct VersionsFile<'a> {
    #[serde(borrow)]
    figures: Vec<Revised<'a>>,
}

#[derive(Deserialize)]
struct Revised<'a> {
    period: &'a str,
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    #[serde(borrow)]
    vintages: Vec<Record<'a>>,
}

impl Record<'_> {
    fn content(&self) -> Content {
        let reason = self.status.iter().find(|word| Missing::parse(word).is_some() || **word == "incomplete");
        Content {
            value: self.value.map(|raw| raw.get().to_owned()),
            counts: self.numerator.zip(self.denominator),
            answer: self.low.zip(self.high),
            reason: reason.filter(|_| self.value.is_none()).map(|word| (*word).to_owned()).unwrap_or_default(),
        }
    }
}

fn cell(period: &str, area: Option<&str>, akasse: Option<&str>) -> Cell {
    [period, area.unwrap_or_default(), akasse.unwrap_or_default()].map(str::to_owned)
}

/// The editions of an archive, newest month first; none when it has no index yet.
///
/// # Errors
/// A sentence: the index cannot be read.
pub fn heads(archive: &dyn Source) -> Result<Vec<Head>, String> {
    const INDEX: &str = "api/v1/index.json";
    let Some(bytes) = archive.read(INDEX).map_err(|problem| problem.message)? else { return Ok(Vec::new()) };
    let index: Index = serde_json::from_slice(&bytes).map_err(|error| format!("{INDEX} cannot be read: {error}"))?;
    let head = |edition: IndexEdition| {
        let period = Period::parse(&edition.period).ok_or_else(|| format!("{INDEX} names {}", edition.period))?;
        Ok(Head {
            id: ReleaseId { period, version: edition.version },
            published: DateTime::parse_from_rfc3339(&edition.published)
                .map_err(|error| format!("{INDEX} gives {} no time: {error}", edition.period))?,
            class: edition.class,
            reason: edition.reason.unwrap_or_default(),
            synthetic: edition.synthetic,
            under_embargo: edition.under_embargo,
            measures: edition.measures,
        })
    };
    index.editions.into_iter().map(head).collect()
}

/// The bytes of a measure's file in a version of an archive; `None` when a promised measure has no figures.
pub(super) fn bytes(archive: &dyn Source, id: ReleaseId, measure: &str) -> Result<Option<Vec<u8>>, String> {
    archive.read(&format!("api/v1/releases/{}/{measure}.json", id.path())).map_err(|problem| problem.message)
}

/// The files of a version's measures in an archive, by id.
///
/// # Errors
/// A sentence: a file cannot be read.
pub fn of_archive(archive: &dyn Source, head: &Head) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let read = |measure: &String| Ok(bytes(archive, head.id, measure)?.map(|bytes| (measure.clone(), bytes)));
    head.measures.iter().filter_map(|measure| read(measure).transpose()).collect()
}

/// Reads `<measure>.json`.
///
/// # Errors
/// A sentence: it is no such file.
pub fn measure_file(measure: &str, bytes: &[u8]) -> Result<Cells, String> {
    let file: MeasureFile<'_> =
        serde_json::from_slice(bytes).map_err(|error| format!("{measure}.json cannot be read: {error}"))?;
    let of_record = |record: &Record<'_>| (cell(record.period, record.area, record.akasse), record.content());
    Ok(file.observations.iter().map(of_record).collect())
}

/// Reads `versions/<measure>.json`: every change, with the edition that made it.
///
/// # Errors
/// A sentence: it is no such file.
pub fn versions_file(measure: &str, bytes: &[u8]) -> Result<Vec<(ReleaseId, Change)>, String> {
    let file: VersionsFile<'_> =
        serde_json::from_slice(bytes).map_err(|error| format!("versions/{measure}.json cannot be read: {error}"))?;
    let mut found = Vec::new();
    for figure in &file.figures {
        for pair in figure.vintages.windows(2) {
            let id =
                release(pair[1].edition).ok_or_else(|| format!("versions/{measure}.json names {}", pair[1].edition))?;
            let cell = cell(figure.period, figure.area, figure.akasse);
            found.push((id, Change { cell, before: Some(pair[0].content()), now: Some(pair[1].content()) }));
        }
    }
    Ok(found)
}

/// `2021-09/v1` as a version.
#[must_use]
pub fn release(text: &str) -> Option<ReleaseId> {
    let (month, version) = text.split_once("/v")?;
    let id = ReleaseId { period: Period::parse(month)?, version: version.parse().ok()? };
    (id.path() == text && id.version > 0).then_some(id)
}

/// What differs between two archives.
///
/// # Errors
/// A sentence: a file cannot be read.
pub fn archives(before: &dyn Source, now: &dyn Source) -> Result<Difference, String> {
    let mut against = Against::new(before)?;
    let mut versions = BTreeMap::new();
    for head in heads(now)? {
        for measure in &head.measures {
            if !versions.contains_key(measure) {
                let bytes = now.read(&format!("api/v1/versions/{measure}.json")).map_err(|problem| problem.message)?;
                versions.extend(bytes.map(|bytes| (measure.clone(), bytes)));
            }
        }
        let files = of_archive(now, &head)?;
        against.edition(head, &files)?;
    }
    against.finish(&versions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::schema_tests::past_shapes;

    #[test]
    fn every_past_shape_is_read() {
        for (name, bytes) in past_shapes("measure") {
            assert!(!measure_file(&name, &bytes).unwrap().is_empty(), "{name}");
        }
        // A measure may have no figure that changed.
        let versions = past_shapes("versions").into_iter();
        let changes: usize = versions.map(|(name, bytes)| versions_file(&name, &bytes).unwrap().len()).sum();
        assert!(changes > 0);
        for (name, bytes) in past_shapes("index") {
            let archive = crate::source::Memory::default().with("api/v1/index.json", bytes);
            assert!(!heads(&archive).unwrap().is_empty(), "{name}");
        }
    }
}
