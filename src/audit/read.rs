//! Reads published files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::published::{Akasse, Area, Codes, Content, File, Key, MICRO, Policy, Rules, Span, Summary, Table};
use crate::model::Period;

/// The files below `api/v1/` that hold the code lists and the policy.
pub const CODES: [&str; 3] = ["codes/areas.json", "codes/akasser.json", "codes/protection.json"];

/// An edition of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Such as `2021-09/v1`.
    pub release: String,
    /// When it appeared, as a moment that can be compared.
    pub published: i64,
    /// Its measures.
    pub measures: Vec<String>,
}

#[derive(Deserialize)]
struct AreasFile {
    areas: Vec<AreaRecord>,
}

#[derive(Deserialize)]
struct AreaRecord {
    id: String,
    kind: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    parents: Vec<ParentRecord>,
}

#[derive(Deserialize)]
struct ParentRecord {
    area: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
}

#[derive(Deserialize)]
struct AkasserFile {
    akasser: Vec<AkasseRecord>,
}

#[derive(Deserialize)]
struct AkasseRecord {
    id: String,
    insured: bool,
}

#[derive(Deserialize)]
struct ProtectionFile {
    zeros_are_sensitive: bool,
    measures: Vec<ProtectionRecord>,
}

#[derive(Deserialize)]
struct ProtectionRecord {
    measure: String,
    width: u64,
    published_by_owner: bool,
}

/// Reads the code lists and the policy.
///
/// # Errors
/// What is wrong with them, in words.
pub fn codes(areas: &[u8], akasser: &[u8], protection: &[u8]) -> Result<Codes, String> {
    let mut areas = json::<AreasFile>(areas, CODES[0])?.areas;
    areas.sort_by(|a, b| a.id.cmp(&b.id));
    let mut akasser = json::<AkasserFile>(akasser, CODES[1])?.akasser;
    akasser.sort_by(|a, b| a.id.cmp(&b.id));
    let protection: ProtectionFile = json(protection, CODES[2])?;
    let place = |id: &str| {
        let at = areas.binary_search_by(|area| area.id.as_str().cmp(id)).ok();
        at.and_then(|at| u16::try_from(at).ok()).ok_or_else(|| format!("{}: there is no area {id}", CODES[0]))
    };
    let area = |record: &AreaRecord| {
        let parents = record
            .parents
            .iter()
            .map(|parent| Ok((place(&parent.area)?, span(parent.valid_from.as_deref(), parent.valid_to.as_deref())?)));
        Ok(Area {
            id: record.id.clone(),
            kind: record.kind.clone(),
            valid: span(record.valid_from.as_deref(), record.valid_to.as_deref())?,
            parents: parents.collect::<Result<_, String>>()?,
        })
    };
    let width = |record: ProtectionRecord| (record.measure, (!record.published_by_owner).then_some(record.width));
    Ok(Codes {
        areas: areas.iter().map(area).collect::<Result<_, String>>()?,
        akasser: akasser.into_iter().map(|record| Akasse { id: record.id, insured: record.insured }).collect(),
        policy: Policy {
            zeros_are_sensitive: protection.zeros_are_sensitive,
            width: protection.measures.into_iter().map(width).collect(),
        },
    })
}

fn json<'d, T: Deserialize<'d>>(bytes: &'d [u8], name: &str) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|error| format!("{name} cannot be read: {error}"))
}

fn span(from: Option<&str>, to: Option<&str>) -> Result<Span, String> {
    let month = |date: Option<&str>| {
        date.map(|date| date.get(..7).and_then(Period::parse).ok_or_else(|| format!("{date} is no date"))).transpose()
    };
    Ok(Span { from: month(from)?, to: month(to)? })
}

#[derive(Deserialize)]
struct IndexFile {
    editions: Vec<EditionRecord>,
}

#[derive(Deserialize)]
struct EditionRecord {
    published: String,
    path: String,
    measures: Vec<String>,
}

/// Reads `index.json`: the editions in the order of their publication.
///
/// # Errors
/// What is wrong with it, in words.
pub fn index(bytes: &[u8]) -> Result<Vec<Listed>, String> {
    let mut found = Vec::new();
    for record in json::<IndexFile>(bytes, "index.json")?.editions {
        let release = record.path.strip_prefix("releases/").and_then(|path| path.strip_suffix("/release.json"));
        let release = release.ok_or_else(|| format!("index.json: {} is no edition", record.path))?.to_owned();
        let published = chrono::DateTime::parse_from_rfc3339(&record.published)
            .map_err(|_| format!("index.json: {} is no time", record.published))?
            .timestamp();
        found.push(Listed { release, published, measures: record.measures });
    }
    found.sort_by(|a, b| (a.published, &a.release).cmp(&(b.published, &b.release)));
    Ok(found)
}

#[derive(Deserialize)]
struct MeasureFile<'a> {
    release: ReleaseRecord,
    measure: MeasureRecord,
    #[serde(borrow)]
    observations: Vec<Observation<'a>>,
    #[serde(borrow)]
    summaries: Vec<SummaryRecord<'a>>,
}

#[derive(Deserialize)]
struct ReleaseRecord {
    period: String,
    version: u16,
    synthetic: bool,
}

#[derive(Deserialize)]
struct MeasureRecord {
    id: String,
    kind: String,
    unit: String,
    over_akasser: String,
    over_areas: String,
    by_akasse: bool,
    area_kinds: Vec<String>,
    identities: Vec<IdentityRecord>,
    derived: Option<DerivedRecord>,
}

#[derive(Deserialize)]
struct IdentityRecord {
    of: String,
    rule: String,
}

#[derive(Deserialize)]
struct DerivedRecord {
    of: String,
    baseline: String,
}

#[derive(Deserialize)]
struct Observation<'a> {
    period: Cow<'a, str>,
    #[serde(borrow)]
    akasse: Option<Cow<'a, str>>,
    #[serde(borrow)]
    area: Option<Cow<'a, str>>,
    value: Option<f64>,
    numerator: Option<u64>,
    denominator: Option<u64>,
    #[serde(borrow)]
    status: Vec<Cow<'a, str>>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Deserialize)]
struct SummaryRecord<'a> {
    #[serde(borrow)]
    akasse: Option<Cow<'a, str>>,
    #[serde(borrow)]
    area: Option<Cow<'a, str>>,
    rule: Cow<'a, str>,
    from: Cow<'a, str>,
    to: Cow<'a, str>,
    months: u16,
    value: f64,
    numerator: Option<u64>,
    denominator: Option<u64>,
    pooled: Option<f64>,
    #[serde(default)]
    blocks: Vec<BlockRecord>,
}

#[derive(Deserialize)]
struct BlockRecord {
    from: String,
    to: String,
    months: u16,
    value: f64,
}

/// Reads a measure's file of a version.
///
/// # Errors
/// What is wrong with it, in words.
pub fn measure_file(bytes: &[u8], codes: &Codes) -> Result<File, String> {
    // Without how a measure adds up nobody can tell what its sums give away, so an old file is not passed as safe.
    let old = "a file from before measures said how they add up has to be built anew";
    let file: MeasureFile<'_> = json(bytes, "the file of a measure").map_err(|why| format!("{why}; {old}"))?;
    let rules = rules(&file.measure)?;
    let release = format!("{}/v{}", period(&file.release.period)?.slug(), file.release.version);
    let mut tables: BTreeMap<Period, Vec<(Key, Content)>> = BTreeMap::new();
    let synthetic = file.release.synthetic;
    let mut last = None;
    for observation in &file.observations {
        let month = match last {
            Some((ref text, month)) if *text == observation.period => month,
            _ => period(&observation.period)?,
        };
        last = Some((observation.period.clone(), month));
        let key = codes.key(observation.area.as_deref(), observation.akasse.as_deref())?;
        tables.entry(month).or_default().push((key, content(observation, &rules)));
    }
    let summaries = file.summaries.iter().map(|record| summary(record, &rules.id, &release, codes));
    let summaries = summaries.collect::<Result<_, String>>()?;
    let table = |(period, mut cells): (Period, Vec<(Key, Content)>)| {
        cells.sort_unstable_by_key(|(key, _)| *key);
        Arc::new(Table { rules: rules.clone(), period, release: release.clone(), synthetic, cells })
    };
    Ok(File { tables: tables.into_iter().map(table).collect(), summaries })
}

fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| format!("{text} is no month"))
}

fn rules(record: &MeasureRecord) -> Result<Rules, String> {
    let adds = |rule: &str| matches!(rule, "sum" | "ratio_of_sums");
    let derived =
        record.derived.as_ref().map(|derived| Ok::<_, String>((derived.of.clone(), period(&derived.baseline)?)));
    Ok(Rules {
        id: record.id.clone(),
        is_share: record.kind == "share",
        is_signed: record.kind == "difference" && matches!(record.unit.as_str(), "persons" | "spells"),
        adds_funds: record.by_akasse && adds(&record.over_akasser),
        adds_areas: adds(&record.over_areas),
        area_kinds: record.area_kinds.clone(),
        at_most: record.identities.iter().filter(|one| one.rule == "at_most").map(|one| one.of.clone()).collect(),
        derived: derived.transpose()?,
    })
}

fn content(observation: &Observation<'_>, rules: &Rules) -> Content {
    match (observation.value, observation.numerator, observation.denominator) {
        (_, Some(part), Some(whole)) => {
            let (part, whole) = (count(part), count(whole));
            Content::Shown { part, rest: whole - part }
        }
        (Some(value), ..) if rules.is_share || rules.derived.is_some() => Content::Finished(micro(value)),
        // A count stays whole; a difference of percentages has no counts behind it.
        (Some(value), ..) if value.fract() == 0.0 => Content::Shown { part: micro(value) / MICRO, rest: 0 },
        (Some(value), ..) => Content::Finished(micro(value)),
        (None, ..) => match observation.status.first().map(AsRef::as_ref) {
            Some("suppressed") => {
                Content::Hidden { low: observation.low.map(micro), high: observation.high.map(micro) }
            }
            Some("not_applicable" | "excluded") => Content::Nothing,
            _ => Content::Unknown,
        },
    }
}

fn summary(record: &SummaryRecord<'_>, measure: &str, release: &str, codes: &Codes) -> Result<Summary, String> {
    let block = |block: &BlockRecord| Ok((period(&block.from)?, period(&block.to)?, block.months, micro(block.value)));
    Ok(Summary {
        measure: measure.to_owned(),
        release: release.to_owned(),
        key: codes.key(record.area.as_deref(), record.akasse.as_deref())?,
        rule: record.rule.clone().into_owned(),
        from: period(&record.from)?,
        to: period(&record.to)?,
        months: record.months,
        value: micro(record.value),
        counts: record.numerator.zip(record.denominator).map(|(part, whole)| (count(part), count(whole))),
        pooled: record.pooled.map(micro),
        blocks: record.blocks.iter().map(block).collect::<Result<_, String>>()?,
    })
}

/// Larger than anything that is counted, and small enough that sums of such numbers do not overflow.
const MOST: i64 = 1_000_000_000_000;

fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(MOST).min(MOST)
}

/// A published number in parts of a million; it has six decimals at most.
#[expect(clippy::cast_possible_truncation, reason = "the result is held within bounds")]
fn micro(value: f64) -> i64 {
    (value * 1e6).round().clamp(-1e18, 1e18) as i64
}

impl Codes {
    /// The places of an area and a fund.
    fn key(&self, area: Option<&str>, akasse: Option<&str>) -> Result<Key, String> {
        let area = area.map(|id| {
            let at = self.areas.binary_search_by(|area| area.id.as_str().cmp(id)).ok();
            at.and_then(|at| u16::try_from(at).ok()).ok_or_else(|| format!("{} has no area {id}", CODES[0]))
        });
        let akasse = akasse.map(|id| {
            let at = self.akasser.binary_search_by(|akasse| akasse.id.as_str().cmp(id)).ok();
            at.and_then(|at| u16::try_from(at).ok()).ok_or_else(|| format!("{} has no fund {id}", CODES[1]))
        });
        Ok((area.transpose()?, akasse.transpose()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::schema_tests::past_shapes;

    #[test]
    fn every_past_shape_is_read_or_told_to_be_built_anew() {
        let (mut read, mut refused) = (0, 0);
        for (name, bytes) in past_shapes("measure") {
            let says_how_it_adds_up = String::from_utf8_lossy(&bytes).contains("\"by_akasse\"");
            match json::<MeasureFile<'_>>(&bytes, &name) {
                Ok(file) => {
                    assert!(says_how_it_adds_up && !file.observations.is_empty(), "{name}");
                    read += 1;
                }
                Err(why) => {
                    assert!(!says_how_it_adds_up, "{why}");
                    let codes = Codes { areas: Vec::new(), akasser: Vec::new(), policy: Policy::default() };
                    let why = measure_file(&bytes, &codes).unwrap_err();
                    assert!(why.ends_with("has to be built anew"), "{why}");
                    refused += 1;
                }
            }
        }
        assert!(read > 0 && refused > 0);
        for (name, bytes) in past_shapes("index") {
            assert!(!index(&bytes).unwrap().is_empty(), "{name}");
        }
        for (name, bytes) in past_shapes("areas") {
            assert!(!json::<AreasFile>(&bytes, &name).unwrap().areas.is_empty(), "{name}");
        }
        for (name, bytes) in past_shapes("akasser") {
            assert!(!json::<AkasserFile>(&bytes, &name).unwrap().akasser.is_empty(), "{name}");
        }
        for (name, bytes) in past_shapes("protection") {
            assert!(!json::<ProtectionFile>(&bytes, &name).unwrap().measures.is_empty(), "{name}");
        }
    }
}
