//! Files about one fund or one jobcentre: the records of the measures' files that are theirs, and no other.

use std::collections::BTreeMap;

use super::files::{About, PartyFile, Raw};

/// Kinds of records that stand in the files of measures too.
const KINDS: [&str; 4] = ["observations", "notes", "summaries", "assessments"];

/// Records with the measure whose file they stand in; none for those that bring it along.
type Records<'a> = [Vec<(&'a str, &'a str)>; KINDS.len()];

/// What each file must hold.
#[derive(Default)]
pub(super) struct Expected<'a> {
    akasser: BTreeMap<&'a str, Records<'a>>,
    areas: BTreeMap<&'a str, Records<'a>>,
}

impl<'a> Expected<'a> {
    /// Adds the records of a measure's file, in the order of [`KINDS`].
    pub(super) fn add(&mut self, measure: &'a str, lists: [&[Raw<'a>]; KINDS.len()]) -> Result<(), String> {
        for (kind, list) in lists.into_iter().enumerate() {
            for raw in list {
                let about: About<'a> = serde_json::from_str(raw.get()).map_err(|error| error.to_string())?;
                if let Some(akasse) = about.akasse {
                    self.akasser.entry(akasse).or_default()[kind].push((measure, raw.get()));
                }
                if let Some(area) = about.area {
                    self.areas.entry(area).or_default()[kind].push((measure, raw.get()));
                }
            }
        }
        Ok(())
    }

    /// Adds the assessments of targets that no measure of the version belongs to.
    pub(super) fn add_others(&mut self, assessments: &[Raw<'a>]) -> Result<(), String> {
        self.add("", [&[], &[], &[], assessments])
    }

    /// Funds that must have a file.
    pub(super) fn akasser(&self) -> impl Iterator<Item = &'a str> {
        self.akasser.keys().copied()
    }

    fn of(&self, akasse: Option<&str>, area: Option<&str>) -> Option<&Records<'a>> {
        akasse.map_or_else(|| self.areas.get(area?), |akasse| self.akasser.get(akasse))
    }

    /// Records of a file that are not those of the measures' files, each as a sentence.
    pub(super) fn compare(&self, akasse: Option<&str>, area: Option<&str>, file: &PartyFile<'_>) -> Vec<String> {
        let mut wrong = Vec::new();
        let none = Records::default();
        let expected = self.of(akasse, area).unwrap_or(&none);
        let lists = [&file.observations, &file.notes, &file.summaries, &file.assessments];
        for ((kind, expected), found) in KINDS.iter().zip(expected).zip(lists) {
            if expected.len() != found.len() {
                let (found, expected) = (found.len(), expected.len());
                wrong.push(format!("it has {found} {kind}, the files of the measures have {expected}"));
            }
            for ((measure, expected), found) in expected.iter().zip(found) {
                if !same(measure, expected, found.get()) {
                    let source = if measure.is_empty() { "release" } else { measure };
                    wrong.push(format!("{} where {source}.json has {}", cut(found.get()), cut(expected)));
                }
            }
        }
        wrong
    }
}

/// Whether a record is the one of a measure's file, with the measure put in front.
fn same(measure: &str, expected: &str, found: &str) -> bool {
    if measure.is_empty() {
        return found == expected;
    }
    let rest = found.strip_prefix("{\"measure\":\"").and_then(|rest| rest.strip_prefix(measure));
    rest.and_then(|rest| rest.strip_prefix("\",")) == expected.strip_prefix('{')
}

/// A record short enough for a message.
fn cut(record: &str) -> String {
    let end = record.char_indices().nth(160).map_or(record.len(), |(end, _)| end);
    format!("{}{}", &record[..end], if end < record.len() { "…" } else { "" })
}

/// Changes of cells that are in two files, one about the fund and one about the jobcentre.
pub(super) fn changes<'a>(file: &PartyFile<'a>) -> Result<Vec<([&'a str; 3], &'a str)>, String> {
    let mut found = Vec::new();
    for raw in &file.changes {
        let about: About<'a> = serde_json::from_str(raw.get()).map_err(|error| error.to_string())?;
        if let (Some(measure), Some(akasse), Some(area)) = (about.measure, about.akasse, about.area) {
            found.push(([measure, akasse, area], raw.get()));
        }
    }
    Ok(found)
}
