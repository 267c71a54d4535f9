//! Fingerprints of what each version is made from: when a fingerprint is the same, so are the version's files.
//!
//! A version comes from the program, from everything that belongs to no delivery (lists, measures, targets, templates),
//! from its own delivery and from all that were published before it, and from what is hidden of each: the fingerprint of
//! its figures. Its pages name the texts that were out with it, too: the fingerprint of its files. What was published
//! later is in neither, nor is the time, nor the announcements of the calendar.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use super::desk::Desk;
use crate::archive::manifest::FileHash;
use crate::diagnostic::Diagnostic;
use crate::model::calendar::Calendar;
use crate::model::hidden::{FOLDER, Hidden};
use crate::model::publication::Lists;
use crate::model::{Period, ReleaseId};
use crate::render::Frozen;
use crate::source::{self, Source};

/// Files that stand outside deliveries, and files with which this is not said by their folder.
const FOLDERS: [&str; 2] = ["data", "templates"];
const CONFIGURATION: &str = "noegletal.toml";
/// Files that no version is made from as they stand: announcements are on pages that are drawn anew, seals are compared.
const APART: [&str; 2] = ["data/calendar.toml", "data/releases.lock"];

/// What versions are made from.
pub(super) struct Inputs {
    /// The program, and what belongs to no delivery.
    common: FileHash,
    /// In the order of publication.
    releases: Vec<OfRelease>,
}

struct OfRelease {
    id: ReleaseId,
    /// Its files, and whether it is under embargo.
    delivery: String,
    /// The file that says what is hidden of it.
    hidden: Option<FileHash>,
    /// The texts that were out with it.
    texts: String,
}

/// The fingerprints of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprints {
    /// Of what its figures come from.
    pub(super) figures: FileHash,
    /// Of what all its files come from.
    pub(super) files: FileHash,
}

impl Inputs {
    /// Reads all that is shown; `None` when something cannot be read.
    pub(super) fn of(desk: &Desk<'_>, preview: bool) -> Option<Self> {
        Self::read(desk, preview).ok().flatten()
    }

    fn read(desk: &Desk<'_>, preview: bool) -> Result<Option<Self>, Diagnostic> {
        let Some(program) = source::program() else { return Ok(None) };
        // Of the calendar versions see what `Lists` leaves of it.
        let lists = Lists::of(desk.publication);
        let program = FileHash::of(&program).hex();
        let mut common = format!("{program} {preview} {}\n", of_calendar(&lists.publication().calendar).hex());
        let mut deliveries: BTreeMap<String, Vec<String>> = BTreeMap::new();
        common.push_str(&line(desk.source, CONFIGURATION)?);
        for folder in FOLDERS {
            for path in desk.source.files(folder)? {
                if APART.contains(&path.as_str()) || path.starts_with(&format!("data/{FOLDER}/")) {
                    continue;
                }
                match delivery_of(&path) {
                    Some(release) => deliveries.entry(release.to_owned()).or_default().push(path),
                    None => common.push_str(&line(desk.source, &path)?),
                }
            }
        }
        let mut texts = BTreeMap::new();
        for note in &desk.notes {
            texts.insert(note.slug.as_str(), line(desk.source, &note.file)?);
        }
        let mut releases = Vec::new();
        for release in desk.releases() {
            let id = release.id;
            let past = desk.catalogue.as_of(release);
            let mut delivery = format!("{} {}\n", id.path(), past.own().is_some_and(|entry| entry.under_embargo));
            for path in deliveries.get(&id.path()).into_iter().flatten() {
                delivery.push_str(&line(desk.source, path)?);
            }
            let hidden = desk.source.read(&Hidden::path(id))?.filter(|_| desk.keeps_hidden(id));
            let frozen = Frozen::new(&lists, &past, &desk.notes, preview);
            let texts = frozen.notes().filter_map(|note| texts.get(note.slug.as_str())).map(String::as_str).collect();
            releases.push(OfRelease { id, delivery, hidden: hidden.as_deref().map(FileHash::of), texts });
        }
        Ok(Some(Self { common: FileHash::of(common.as_bytes()), releases }))
    }

    /// The fingerprints of every version. `hidden` are the files that say what is hidden of versions which have none yet.
    pub(super) fn fingerprints(&self, hidden: &BTreeMap<ReleaseId, String>) -> BTreeMap<ReleaseId, Fingerprints> {
        let mut found = BTreeMap::new();
        let mut before = self.common;
        for release in &self.releases {
            let new = || hidden.get(&release.id).map(|text| FileHash::of(text.as_bytes()));
            let hidden = release.hidden.or_else(new).map_or_else(String::new, |hash| hash.hex());
            let figures = FileHash::of(format!("{}\n{}{hidden}\n", before.hex(), release.delivery).as_bytes());
            let files = FileHash::of(format!("{}\n{}", figures.hex(), release.texts).as_bytes());
            found.insert(release.id, Fingerprints { figures, files });
            before = figures;
        }
        found
    }
}

/// Of what versions see of the calendar.
fn of_calendar(calendar: &Calendar) -> FileHash {
    // What else there is, `Lists` has taken out.
    let Calendar { recurring, releases: _, meetings: _, references: _ } = calendar;
    let mut bytes = Bytes::default();
    recurring.hash(&mut bytes);
    FileHash::of(&bytes.0)
}

/// The bytes that a value is told apart by; only one and the same program compares them.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// A file with its hash, as a line; the length of the path says where it ends.
fn line(source: &dyn Source, path: &str) -> Result<String, Diagnostic> {
    let hash = source.read(path)?.as_deref().map_or_else(String::new, |bytes| FileHash::of(bytes).hex());
    Ok(format!("{} {path} {hash}\n", path.len()))
}

/// The version that a file below `data/` is delivered for, such as `2021-09/v1`, by its folders.
fn delivery_of(path: &str) -> Option<&str> {
    let below = path.strip_prefix("data/")?;
    let (month, rest) = below.split_once('/')?;
    Period::parse(month)?;
    let version = rest.split_once('/').map_or(rest, |(version, _)| version);
    Some(&below[..month.len() + 1 + version.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_later_changes_no_fingerprint_of_what_was_before() {
        let release = |month: &str, delivery: &str| OfRelease {
            id: ReleaseId { period: Period::parse(month).unwrap(), version: 1 },
            delivery: delivery.to_owned(),
            hidden: None,
            texts: String::new(),
        };
        let of = |last: &str| {
            let releases = vec![release("2021-09", "a"), release("2021-10", "b"), release("2021-11", last)];
            Inputs { common: FileHash::of(b""), releases }.fingerprints(&BTreeMap::new())
        };
        let (one, two) = (of("c"), of("d"));
        let same: Vec<bool> = one.keys().map(|id| one[id] == two[id]).collect();
        assert_eq!(same, [true, true, false]);
    }

    #[test]
    fn a_text_changes_the_files_and_not_the_figures() {
        let of = |texts: &str| {
            let id = ReleaseId { period: Period::parse("2021-09").unwrap(), version: 1 };
            let releases = vec![OfRelease { id, delivery: "a".into(), hidden: None, texts: texts.into() }];
            Inputs { common: FileHash::of(b""), releases }.fingerprints(&BTreeMap::new())[&id]
        };
        let (one, two) = (of(""), of("1 a\n"));
        assert_eq!(one.figures, two.figures);
        assert_ne!(one.files, two.files);
    }

    #[test]
    fn files_of_deliveries_are_told_from_lists() {
        assert_eq!(delivery_of("data/2021-09/v1/release.toml"), Some("2021-09/v1"));
        assert_eq!(delivery_of("data/2021-09/v12/more/x.csv"), Some("2021-09/v12"));
        for path in ["data/targets.toml", "data/codes/areas.csv", "templates/2021-09/v1/x", "data/x/v1/y"] {
            assert_eq!(delivery_of(path), None, "{path}");
        }
    }
}
