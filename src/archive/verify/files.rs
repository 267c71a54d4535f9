//! The JSON files of a version, as far as they are held against each other. Records stay as they are written.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

/// A record as it stands in its file.
pub(super) type Raw<'a> = &'a RawValue;

/// `release.json`.
#[derive(Deserialize)]
pub(super) struct ReleaseFile<'a> {
    #[serde(borrow)]
    pub(super) release: ReleaseHead<'a>,
    #[serde(borrow)]
    pub(super) measures: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) assessments: Vec<Raw<'a>>,
    #[serde(borrow)]
    pub(super) files: Vec<FileRecord<'a>>,
}

/// Which version of which month.
#[derive(Deserialize)]
pub(super) struct ReleaseHead<'a> {
    pub(super) period: &'a str,
    pub(super) version: u16,
    pub(super) published: &'a str,
    #[serde(default)]
    pub(super) synthetic: bool,
}

/// A file that a version consists of.
#[derive(Deserialize)]
pub(super) struct FileRecord<'a> {
    pub(super) path: &'a str,
    pub(super) akasse: Option<&'a str>,
    pub(super) area: Option<&'a str>,
}

/// `<measure>.json`.
#[derive(Deserialize)]
pub(super) struct MeasureFile<'a> {
    #[serde(borrow)]
    pub(super) release: ReleaseHead<'a>,
    #[serde(borrow)]
    pub(super) measure: MeasureHead<'a>,
    #[serde(borrow)]
    pub(super) observations: Vec<Raw<'a>>,
    #[serde(borrow)]
    pub(super) notes: Vec<Raw<'a>>,
    #[serde(borrow)]
    pub(super) summaries: Vec<Raw<'a>>,
    #[serde(borrow)]
    pub(super) assessments: Vec<Raw<'a>>,
}

/// Which measure.
#[derive(Deserialize)]
pub(super) struct MeasureHead<'a> {
    pub(super) id: &'a str,
    pub(super) decimals: u8,
    pub(super) title: Title,
}

/// The title that the Danish table has.
#[derive(Deserialize)]
pub(super) struct Title {
    pub(super) da: String,
}

/// A figure.
#[derive(Deserialize)]
pub(super) struct Observation<'a> {
    pub(super) period: &'a str,
    pub(super) akasse: Option<&'a str>,
    pub(super) area: Option<&'a str>,
    #[serde(borrow)]
    pub(super) value: Option<Raw<'a>>,
    pub(super) numerator: Option<u64>,
    pub(super) denominator: Option<u64>,
    #[serde(borrow)]
    pub(super) status: Vec<&'a str>,
    /// The ends of a coarser answer, in percent.
    #[serde(default)]
    pub(super) low: Option<u8>,
    #[serde(default)]
    pub(super) high: Option<u8>,
}

/// A figure over months.
#[derive(Deserialize)]
pub(super) struct Summary<'a> {
    pub(super) akasse: Option<&'a str>,
    pub(super) area: Option<&'a str>,
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    #[serde(borrow)]
    pub(super) value: Raw<'a>,
    pub(super) numerator: Option<u64>,
    pub(super) denominator: Option<u64>,
    #[serde(borrow)]
    pub(super) published: Option<Raw<'a>>,
}

/// Whom a record is about.
#[derive(Deserialize)]
pub(super) struct About<'a> {
    #[serde(default)]
    pub(super) measure: Option<&'a str>,
    pub(super) akasse: Option<&'a str>,
    pub(super) area: Option<&'a str>,
}

/// `a-kasse/<id>.json`, `jobcenter/<id>.json`.
#[derive(Deserialize)]
pub(super) struct PartyFile<'a> {
    #[serde(borrow)]
    pub(super) release: ReleaseHead<'a>,
    #[serde(borrow)]
    pub(super) observations: Vec<Raw<'a>>,
    #[serde(borrow)]
    pub(super) notes: Vec<Raw<'a>>,
    #[serde(borrow)]
    pub(super) changes: Vec<Raw<'a>>,
    #[serde(borrow)]
    pub(super) summaries: Vec<Raw<'a>>,
    #[serde(borrow)]
    pub(super) assessments: Vec<Raw<'a>>,
}

/// `api/v1/versions/<measure>.json`.
#[derive(Deserialize)]
pub(super) struct VersionsFile<'a> {
    #[serde(borrow)]
    pub(super) measure: MeasureName<'a>,
    #[serde(borrow)]
    pub(super) quality: QualityRecord<'a>,
    #[serde(borrow)]
    pub(super) figures: Vec<RevisedRecord<'a>>,
}

/// Which measure, by its id alone.
#[derive(Deserialize)]
pub(super) struct MeasureName<'a> {
    pub(super) id: &'a str,
}

/// How a measure's figures were revised.
#[derive(Deserialize)]
pub(super) struct QualityRecord<'a> {
    pub(super) figures: usize,
    pub(super) changed: usize,
    pub(super) comparable: usize,
    pub(super) revised: usize,
    pub(super) came: usize,
    pub(super) went: usize,
    #[serde(borrow)]
    pub(super) mean_revision: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) mean_absolute_revision: Option<Raw<'a>>,
}

/// A figure that changed.
#[derive(Deserialize)]
pub(super) struct RevisedRecord<'a> {
    pub(super) period: &'a str,
    pub(super) akasse: Option<&'a str>,
    pub(super) area: Option<&'a str>,
    #[serde(borrow)]
    pub(super) vintages: Vec<VintageRecord<'a>>,
    #[serde(borrow)]
    pub(super) revision: Option<Raw<'a>>,
}

/// What an edition published of it.
#[derive(Deserialize)]
pub(super) struct VintageRecord<'a> {
    pub(super) edition: &'a str,
    #[serde(borrow)]
    pub(super) value: Option<Raw<'a>>,
    #[serde(default)]
    pub(super) numerator: Option<u64>,
    #[serde(default)]
    pub(super) denominator: Option<u64>,
    #[serde(borrow)]
    pub(super) status: Vec<&'a str>,
    #[serde(default)]
    pub(super) low: Option<u8>,
    #[serde(default)]
    pub(super) high: Option<u8>,
    #[serde(borrow, default)]
    pub(super) change: Option<Raw<'a>>,
}

/// `api/v1/index.json`.
#[derive(Deserialize)]
pub(super) struct IndexFile<'a> {
    pub(super) latest: Option<&'a str>,
    #[serde(borrow)]
    pub(super) editions: Vec<IndexEdition<'a>>,
}

/// An edition that the index names.
#[derive(Deserialize)]
pub(super) struct IndexEdition<'a> {
    pub(super) period: &'a str,
    pub(super) version: u16,
    #[serde(borrow)]
    pub(super) measures: Vec<&'a str>,
    pub(super) path: &'a str,
    pub(super) page: &'a str,
    pub(super) published: &'a str,
    pub(super) class: &'a str,
    pub(super) synthetic: bool,
    #[serde(borrow)]
    pub(super) reason: Option<Cow<'a, str>>,
}

/// `api/v1/state.json`.
#[derive(Deserialize)]
pub(super) struct StateFile<'a> {
    pub(super) newest: Option<&'a str>,
    #[serde(borrow)]
    pub(super) months: Vec<StateMonth<'a>>,
}

/// A month in it.
#[derive(Deserialize)]
pub(super) struct StateMonth<'a> {
    pub(super) period: &'a str,
    pub(super) label: &'a str,
    pub(super) version: u16,
    pub(super) synthetic: bool,
    pub(super) page: &'a str,
    #[serde(borrow)]
    pub(super) later: Vec<StateLater<'a>>,
}

/// A version after the first.
#[derive(Deserialize)]
pub(super) struct StateLater<'a> {
    pub(super) version: u16,
    pub(super) class: &'a str,
    pub(super) label: &'a str,
    pub(super) published: &'a str,
    #[serde(borrow)]
    pub(super) reason: Cow<'a, str>,
    pub(super) page: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::schema_tests::past_shapes;

    fn read<'d, T: Deserialize<'d>>(name: &str, bytes: &'d [u8]) -> T {
        serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    #[test]
    fn every_past_shape_is_read() {
        for (name, bytes) in past_shapes("measure") {
            let file: MeasureFile<'_> = read(&name, &bytes);
            let months: Vec<&str> = file
                .observations
                .iter()
                .map(|one| read::<Observation<'_>>(&name, one.get().as_bytes()).period)
                .collect();
            assert!(!months.is_empty(), "{name}");
            for one in file.summaries {
                assert!(read::<Summary<'_>>(&name, one.get().as_bytes()).from.contains('M'), "{name}");
            }
            for one in file.assessments {
                assert_eq!(
                    read::<About<'_>>(&name, one.get().as_bytes()).measure,
                    None,
                    "{name}: it is the file's own"
                );
            }
        }
        for (name, bytes) in past_shapes("party") {
            let file: PartyFile<'_> = read(&name, &bytes);
            for one in [file.observations, file.notes, file.changes, file.summaries].into_iter().flatten() {
                assert!(read::<About<'_>>(&name, one.get().as_bytes()).measure.is_some(), "{name}");
            }
        }
        for (name, bytes) in past_shapes("release") {
            assert!(!read::<ReleaseFile<'_>>(&name, &bytes).files.is_empty(), "{name}");
        }
        for (name, bytes) in past_shapes("versions") {
            assert!(!read::<VersionsFile<'_>>(&name, &bytes).measure.id.is_empty(), "{name}");
        }
        for (name, bytes) in past_shapes("index") {
            assert!(!read::<IndexFile<'_>>(&name, &bytes).editions.is_empty(), "{name}");
        }
        for (name, bytes) in past_shapes("state") {
            assert!(!read::<StateFile<'_>>(&name, &bytes).months.is_empty(), "{name}");
        }
    }
}
