//! The seals of what has been published: `data/releases.lock`, which grows by a line per version and never changes.
//!
//! A seal is the SHA-256 of a version's published figures; each line also holds the SHA-256 of the line before, so that
//! a line cannot be changed or taken out without a trace.

use super::cells;
use super::manifest::FileHash;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::{Period, ReleaseId};

/// Where the seals lie in a publication.
pub const PATH: &str = "data/releases.lock";

/// Where an archive shows the seals of its own versions.
pub const SHOWN: &str = "releases.lock";

const HEAD: &str =
    "# Seals of what has been published. The program adds lines here; commit them, and never edit them.\n";

/// SHA-256 of a version's published figures, in the form that does not depend on any file's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureHash(pub(super) FileHash);

impl FigureHash {
    /// The hash of a listing of figures.
    #[must_use]
    pub fn of(listing: &str) -> Self {
        Self(FileHash::of(listing.as_bytes()))
    }

    /// The hash in hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        self.0.hex()
    }
}

/// The seals as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    text: String,
    sealed: Vec<(ReleaseId, FigureHash)>,
    last_line: String,
}

impl Lock {
    /// The seal of a version; `None` when it has not been published.
    #[must_use]
    pub fn seal(&self, release: ReleaseId) -> Option<FigureHash> {
        self.sealed.iter().find(|(sealed, _)| *sealed == release).map(|(_, hash)| *hash)
    }

    /// The versions that are sealed, in the order of their lines.
    pub fn releases(&self) -> impl Iterator<Item = ReleaseId> {
        self.sealed.iter().map(|(release, _)| *release)
    }

    /// Whether nothing has been published yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sealed.is_empty()
    }
}

/// Reads the seals and checks that each line fits the one before; an empty text is a publication without releases.
///
/// # Errors
/// A line that is not a seal, a version sealed twice, or a broken chain.
pub fn read_lock(text: &str) -> Result<Lock, Report> {
    let mut lock = Lock { text: text.to_owned(), ..Lock::default() };
    let mut report = Report::default();
    for (number, line) in (1_u32..).zip(text.lines()) {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        match parse(line) {
            None => report.push(wrong(number, "this is not a seal")),
            Some((_, _, before)) if before != FileHash::of(lock.last_line.as_bytes()) => {
                report.push(wrong(
                    number,
                    "the seal does not fit the line before it: one of the two was changed, or a line is missing",
                ));
            }
            Some((release, _, _)) if lock.seal(release).is_some() => {
                report.push(wrong(number, &format!("{} is sealed twice", release.path())));
            }
            Some((release, hash, _)) => lock.sealed.push((release, hash)),
        }
        line.clone_into(&mut lock.last_line);
    }
    if report.is_clean() { Ok(lock) } else { Err(report) }
}

fn wrong(line: u32, message: &str) -> Diagnostic {
    Diagnostic::error(Code::SealedReleaseChanged, message)
        .at(Place::at(&PATH.into(), line, 0))
        .hint("Restore the file from the publication's history; the program adds to it, nobody edits it.")
}

/// `2021-09/v1 figures <hash> before <hash>`.
pub(super) fn parse(line: &str) -> Option<(ReleaseId, FigureHash, FileHash)> {
    let words: Vec<&str> = line.split(' ').collect();
    let [release, "figures", figures, "before", before] = words[..] else { return None };
    let (month, version) = release.split_once("/v")?;
    let id = ReleaseId { period: Period::parse(month)?, version: version.parse().ok()? };
    let exact = id.path() == release;
    Some((id, FigureHash(FileHash::parse(figures)?), FileHash::parse(before)?)).filter(|_| exact)
}

/// Holds the figures of this build against the seals. `releases` is every version that is out, in any order.
#[must_use]
pub fn check(lock: &Lock, releases: &[(ReleaseId, FigureHash)]) -> Report {
    let mut report = Report::default();
    for (sealed, hash) in &lock.sealed {
        let path = sealed.path();
        match releases.iter().find(|(release, _)| release == sealed) {
            None => report.push(
                cells::changed(&path, format!("{path} has been published, and its delivery is gone"))
                    .hint(format!("Restore data/{path}/. What is taken back is named as withdrawn in a new version.")),
            ),
            Some((_, now)) if now != hash => {
                report
                    .push(cells::changed(&path, format!("the figures of {path} have been published and would change")));
            }
            Some(_) => {}
        }
    }
    report
}

/// Names the cells of a measure that differ between the archive's `<measure>.csv` and the new one.
#[must_use]
pub fn differences(release: ReleaseId, measure: &str, published: &[u8], now: &[u8]) -> Report {
    cells::compare(&release.path(), measure, published, now)
}

/// The seals with a line for every version that has none yet, by month and version; `None` when there is nothing to add.
#[must_use]
pub fn extend(lock: &Lock, releases: &[(ReleaseId, FigureHash)]) -> Option<String> {
    let mut new: Vec<_> = releases.iter().filter(|(release, _)| lock.seal(*release).is_none()).collect();
    new.sort_by_key(|(release, _)| *release);
    let mut text = if lock.text.is_empty() { HEAD.to_owned() } else { lock.text.clone() };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    chain(&mut text, &lock.last_line, new.iter().map(|(release, hash)| (*release, *hash)));
    (!new.is_empty()).then_some(text)
}

/// The history that an archive shows of itself: the seals of the versions it has, in the order in which they were given,
/// then those that are new. Where all have been shown before, these are the lines of the publication's own file; an
/// archive that is built for an earlier time shows the history of that time.
#[must_use]
pub fn history(lock: &Lock, releases: &[(ReleaseId, FigureHash)]) -> String {
    let sealed = lock.sealed.iter().filter(|(sealed, _)| releases.iter().any(|(release, _)| release == sealed));
    let mut new: Vec<_> = releases.iter().filter(|(release, _)| lock.seal(*release).is_none()).collect();
    new.sort_by_key(|(release, _)| *release);
    let mut text = HEAD.to_owned();
    chain(&mut text, "", sealed.chain(new).copied());
    text
}

/// Adds a line for each version, fitted to the line before.
fn chain(text: &mut String, last: &str, releases: impl Iterator<Item = (ReleaseId, FigureHash)>) {
    let mut last = last.to_owned();
    for (release, FigureHash(hash)) in releases {
        last = format!("{} figures {} before {}", release.path(), hash.hex(), FileHash::of(last.as_bytes()).hex());
        text.push_str(&last);
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(month: u32, version: u16) -> ReleaseId {
        ReleaseId { period: Period::new(2021, month).unwrap(), version }
    }

    fn two() -> String {
        let lock = read_lock("").unwrap();
        let text = extend(&lock, &[(id(9, 1), FigureHash::of("a"))]).unwrap();
        let lock = read_lock(&text).unwrap();
        extend(&lock, &[(id(9, 2), FigureHash::of("b")), (id(9, 1), FigureHash::of("a"))]).unwrap()
    }

    #[test]
    fn grows_and_never_changes() {
        let text = two();
        let lock = read_lock(&text).unwrap();
        assert_eq!(lock.seal(id(9, 1)), Some(FigureHash::of("a")));
        assert_eq!(lock.seal(id(9, 2)), Some(FigureHash::of("b")));
        assert_eq!(extend(&lock, &[(id(9, 1), FigureHash::of("a"))]), None);
        assert_eq!(read_lock(&text.replace('\n', "\r\n")).unwrap().seal(id(9, 2)), lock.seal(id(9, 2)));
        let longer = extend(&lock, &[(id(10, 1), FigureHash::of("c")), (id(8, 1), FigureHash::of("d"))]).unwrap();
        assert!(longer.starts_with(&text));
        assert!(read_lock(&longer).is_ok());
    }

    #[test]
    fn an_archive_shows_the_history_of_its_own_time() {
        let lock = read_lock(&two()).unwrap();
        let (first, second) = ((id(9, 1), FigureHash::of("a")), (id(9, 2), FigureHash::of("b")));
        assert_eq!(history(&lock, &[second, first]), two(), "the order is that of the seals");
        let windows = read_lock(&two().replace('\n', "\r\n").replace("# Seals", "# Our seals")).unwrap();
        assert_eq!(history(&windows, &[first, second]), two(), "the same bytes on every system");
        assert!(two().starts_with(&history(&lock, &[first])), "an earlier time is a beginning");
        let later = (id(8, 1), FigureHash::of("c"));
        assert_eq!(history(&lock, &[later, first, second]), extend(&lock, &[later]).unwrap());
    }

    #[test]
    fn notices_every_tampering() {
        let text = two();
        let lines: Vec<&str> = text.lines().collect();
        let changed = [
            text.replace(&FigureHash::of("a").0.hex(), &FigureHash::of("x").0.hex()),
            lines[2..].join("\n"),
            format!("{text}2021-10/v1\n"),
            format!("{text}{}\n", lines[1]),
            [lines[0], lines[2], lines[1]].join("\n"),
        ];
        for text in changed {
            assert!(read_lock(&text).is_err(), "{text}");
        }
    }

    #[test]
    fn says_which_version_would_change() {
        let lock = read_lock(&two()).unwrap();
        let same =
            [(id(9, 2), FigureHash::of("b")), (id(9, 1), FigureHash::of("a")), (id(10, 1), FigureHash::of("new"))];
        assert!(check(&lock, &same).is_clean());
        let report = check(&lock, &[(id(9, 1), FigureHash::of("other"))]);
        let told: Vec<_> = report.sorted().iter().map(|diagnostic| diagnostic.message.clone()).collect();
        assert_eq!(
            told,
            [
                "the figures of 2021-09/v1 have been published and would change",
                "2021-09/v2 has been published, and its delivery is gone"
            ]
        );
        assert!(report.sorted()[0].hint.as_ref().unwrap().contains("noegletal revise 2021-09 --class correction"));
    }
}
