//! Parts of an archive: the editions of some months in a folder of their own, with a note that says so.
//!
//! The note, such as `part-2015-01-to-2019-12.json`, names the manifests of the folders that the part brought, their
//! pages and the assets these ask for, with their hashes. Its name tells parts apart, so that they join by plain copying; from it
//! the build that draws the shared pages knows whose files lie there, and takes it away when the archive is whole.

use std::path::Path;

use super::ArchiveFault;
use super::files::Files;
use super::manifest::Pending;
use crate::model::Period;

/// Names of notes begin so.
const START: &str = "part-";
const BETWEEN: &str = "-to-";
const END: &str = ".json";

/// The months that a part has editions of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The first one.
    pub first: Period,
    /// The last one.
    pub last: Period,
}

impl Part {
    /// `2015-01-to-2019-12`, or `2021-09` for one month.
    #[must_use]
    pub fn slug(self) -> String {
        let (first, last) = (self.first.slug(), self.last.slug());
        if first == last { first } else { format!("{first}{BETWEEN}{last}") }
    }

    /// Reads [`Part::slug`].
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        let (first, last) = slug.split_once(BETWEEN).unwrap_or((slug, slug));
        let part = Self { first: Period::parse(first)?, last: Period::parse(last)? };
        (part.slug() == slug).then_some(part)
    }

    /// The name of its note at the archive's root.
    pub(super) fn note(self) -> String {
        format!("{START}{}{END}", self.slug())
    }

    /// The part whose note has this name.
    pub(super) fn of_note(name: &str) -> Option<Self> {
        Self::parse(name.strip_prefix(START)?.strip_suffix(END)?)
    }
}

/// The notes of parts that lie in a folder, by name.
pub(super) fn notes(files: &impl Files, root: &Path) -> Result<Vec<String>, ArchiveFault> {
    let names = files.names(root).map_err(|error| ArchiveFault::disk("read", root, error))?;
    let mut notes: Vec<String> = names.into_iter().filter(|name| Part::of_note(name).is_some()).collect();
    notes.sort();
    Ok(notes)
}

/// Why a folder without a root's manifest is no archive: it holds parts of one, or nothing of the kind.
pub(super) fn no_archive(files: &impl Files, root: &Path) -> Result<ArchiveFault, ArchiveFault> {
    let notes = notes(files, root)?;
    Ok(match notes.is_empty() {
        true => ArchiveFault::NoArchive(root.to_owned()),
        false => ArchiveFault::Part { path: root.to_owned(), notes },
    })
}

/// Reads a note.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Pending, String> {
    let note = Pending::parse(bytes)?;
    let own = note.text().as_bytes() == bytes;
    own.then_some(note).ok_or_else(|| format!("{name} is not as the program writes it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_notes_tell_the_months() {
        let month = |text| Period::parse(text).unwrap();
        let part = Part { first: month("2015-01"), last: month("2019-12") };
        assert_eq!(part.note(), "part-2015-01-to-2019-12.json");
        assert_eq!(Part::of_note(&part.note()), Some(part));
        let one = Part { last: part.first, ..part };
        assert_eq!((one.note().as_str(), Part::of_note("part-2015-01.json")), ("part-2015-01.json", Some(one)));
        for name in ["part-.json", "part-2015-01-to-2015-01.json", "part-2015M01.json", "part-2015-01", "index.html"] {
            assert_eq!(Part::of_note(name), None, "{name}");
        }
    }
}
