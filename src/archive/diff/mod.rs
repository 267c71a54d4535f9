//! What differs between versions or archives, figure by figure, from published files alone: nothing that is held back can
//! be in it.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Exact, ReleaseId};

pub use read::{Cells, Head, Source, archives, heads, measure_file, of_archive, release, versions_file};

/// What a file says of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Content {
    /// The value as it is written; `None` where there is none.
    pub value: Option<String>,
    /// Numerator and denominator of a share with counts.
    pub counts: Option<(u64, u64)>,
    /// Both ends of a coarser answer, in percent.
    pub answer: Option<(u8, u8)>,
    /// Why there is no value, as the word of files; empty when there is one.
    pub reason: String,
}

impl Content {
    /// The value exactly, from its counts where it has any; `None` when it is missing or hidden, and for coarser answers.
    #[must_use]
    pub fn exact(&self) -> Option<Exact> {
        match self.counts {
            Some((numerator, denominator)) => Exact::percent(numerator, denominator),
            None => super::verify::decimal::parse(self.value.as_deref()?, '.').map(crate::model::Decimal::exact),
        }
    }

    /// Whether it is held back to protect people.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.reason == "suppressed"
    }
}

/// Which figure of a measure: month, area and fund, each as files name it; empty where it is not broken down.
pub type Cell = [String; 3];

/// A figure that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which figure.
    pub cell: Cell,
    /// What stood before; `None` when it had not been published.
    pub before: Option<Content>,
    /// What stands now; `None` when it is published no longer.
    pub now: Option<Content>,
}

impl Change {
    /// Now minus before, in the measure's unit; `None` when either has no value.
    #[must_use]
    pub fn size(&self) -> Option<Exact> {
        Some(&self.now.as_ref()?.exact()? - &self.before.as_ref()?.exact()?)
    }

    /// Why there is no size, as a word; `None` when there is one.
    #[must_use]
    pub fn why_no_size(&self) -> Option<&'static str> {
        let reason = |content: &Option<Content>, [absent, hidden, missing]: [&'static str; 3]| match content {
            None => Some(absent),
            Some(content) if content.is_hidden() => Some(hidden),
            Some(content) => content.exact().is_none().then_some(missing),
        };
        reason(&self.before, ["not_published_before", "hidden_before", "missing_before"])
            .or_else(|| reason(&self.now, ["not_published_now", "hidden_now", "missing_now"]))
    }
}

/// What differs in a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureChanges {
    /// Its id.
    pub measure: String,
    /// Figures that the edition publishes.
    pub figures: usize,
    /// Figures that differ, by month, area and fund.
    pub changes: Vec<Change>,
}

/// How an edition stands to what it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It would be published for the first time; its changes are those to what stood before it.
    New,
    /// It is out, and its figures would differ: a build refuses that.
    Altered,
    /// It is out, and would be published no longer: a build refuses that.
    Gone,
    /// Two versions held against each other because someone asked.
    Compared,
}

impl Standing {
    /// Every standing with its word.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::New, "new"), (Self::Altered, "altered"), (Self::Gone, "gone"), (Self::Compared, "compared")];
}

/// What differs in an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionChanges {
    /// What it says about itself.
    pub head: Head,
    /// How it stands.
    pub standing: Standing,
    /// Its measures by id; those without any difference are there too.
    pub measures: Vec<MeasureChanges>,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Difference {
    /// Editions in the order of publication.
    pub editions: Vec<EditionChanges>,
    /// Editions that are the same.
    pub unchanged: usize,
}

impl Difference {
    /// Figures that differ.
    #[must_use]
    pub fn changes(&self) -> usize {
        let measures = self.editions.iter().flat_map(|edition| &edition.measures);
        measures.map(|measure| measure.changes.len()).sum()
    }
}

/// The figures of two versions held against each other. A measure that only one of them has is there with all of it.
#[must_use]
pub fn between(before: &BTreeMap<String, Cells>, now: &BTreeMap<String, Cells>) -> Vec<MeasureChanges> {
    let empty = Cells::default();
    let measures: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let of_measure = |measure: &String| {
        let (before, now) = (before.get(measure).unwrap_or(&empty), now.get(measure).unwrap_or(&empty));
        let cells: BTreeSet<&Cell> = before.keys().chain(now.keys()).collect();
        let differing = cells.into_iter().filter(|cell| before.get(*cell) != now.get(*cell));
        let change =
            |cell: &Cell| Change { cell: cell.clone(), before: before.get(cell).cloned(), now: now.get(cell).cloned() };
        MeasureChanges { measure: measure.clone(), figures: now.len(), changes: differing.map(change).collect() }
    };
    measures.into_iter().map(of_measure).collect()
}

/// Collects what differs between an archive and what would follow it, edition by edition.
pub struct Against<'a> {
    archive: &'a dyn Source,
    published: BTreeMap<ReleaseId, Head>,
    found: Vec<EditionChanges>,
    unchanged: usize,
}

impl<'a> Against<'a> {
    /// Against this archive; one without an index has published nothing yet.
    ///
    /// # Errors
    /// A sentence: its index cannot be read.
    pub fn new(archive: &'a dyn Source) -> Result<Self, String> {
        let published = heads(archive)?.into_iter().map(|head| (head.id, head)).collect();
        Ok(Self { archive, published, found: Vec::new(), unchanged: 0 })
    }

    /// Holds an edition against the archive: `files` gives the bytes of the measures it has, by id.
    ///
    /// # Errors
    /// A sentence: a file cannot be read.
    pub fn edition(&mut self, head: Head, files: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
        let Some(published) = self.published.remove(&head.id) else {
            let measures = files.iter().map(|(measure, bytes)| {
                let figures = measure_file(measure, bytes)?.len();
                Ok(MeasureChanges { measure: measure.clone(), figures, changes: Vec::new() })
            });
            let measures = measures.collect::<Result<_, String>>()?;
            self.found.push(EditionChanges { head, standing: Standing::New, measures });
            return Ok(());
        };
        let mut was = BTreeMap::new();
        for measure in &published.measures {
            was.extend(read::bytes(self.archive, published.id, measure)?.map(|bytes| (measure.clone(), bytes)));
        }
        if was == *files {
            self.unchanged += 1;
            return Ok(());
        }
        let measures = between(&parsed(&was)?, &parsed(files)?);
        if measures.iter().all(|measure| measure.changes.is_empty()) {
            self.unchanged += 1;
        } else {
            self.found.push(EditionChanges { head, standing: Standing::Altered, measures });
        }
        Ok(())
    }

    /// Adds what new editions change of earlier ones, as the files of vintages tell by measure, and closes.
    ///
    /// # Errors
    /// A sentence: a file cannot be read.
    pub fn finish(mut self, versions: &BTreeMap<String, Vec<u8>>) -> Result<Difference, String> {
        for (measure, bytes) in versions {
            for (edition, change) in versions_file(measure, bytes)? {
                let new = self.found.iter_mut().find(|one| one.standing == Standing::New && one.head.id == edition);
                let of = new.and_then(|one| one.measures.iter_mut().find(|one| one.measure == *measure));
                if let Some(of) = of {
                    of.changes.push(change);
                }
            }
        }
        for (_, head) in std::mem::take(&mut self.published) {
            self.found.push(EditionChanges { head, standing: Standing::Gone, measures: Vec::new() });
        }
        self.found.sort_by_key(|one| (one.head.published, one.head.id));
        Ok(Difference { editions: self.found, unchanged: self.unchanged })
    }
}

fn parsed(files: &BTreeMap<String, Vec<u8>>) -> Result<BTreeMap<String, Cells>, String> {
    files.iter().map(|(measure, bytes)| Ok((measure.clone(), measure_file(measure, bytes)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(value: &str) -> Content {
        Content { value: Some(value.to_owned()), ..Content::default() }
    }

    fn cells(contents: &[(&str, Content)]) -> BTreeMap<String, Cells> {
        let cell = |(akasse, content): &(&str, Content)| {
            (["2021M09".to_owned(), String::new(), (*akasse).to_owned()], content.clone())
        };
        BTreeMap::from([("m".to_owned(), contents.iter().map(cell).collect())])
    }

    #[test]
    fn tells_each_figure_that_differs_and_no_size_of_what_is_hidden() {
        let hidden = Content { reason: "suppressed".into(), ..Content::default() };
        let answered = Content { answer: Some((95, 100)), ..hidden.clone() };
        let lost = Content { reason: "not_received".into(), ..Content::default() };
        let share = Content { counts: Some((2, 3)), ..content("66.666667") };
        let before = [
            ("a", content("5")),
            ("b", content("5")),
            ("c", hidden.clone()),
            ("d", share.clone()),
            ("e", hidden),
            ("f", lost),
            ("g", content("7")),
        ];
        let now = [
            ("a", content("5")),
            ("b", content("7.5")),
            ("c", content("3")),
            ("d", answered.clone()),
            ("e", answered),
            ("f", content("1")),
            ("h", share.clone()),
        ];
        let found = between(&cells(&before), &cells(&now)).remove(0);
        assert_eq!((found.measure.as_str(), found.figures), ("m", 7));
        let told: Vec<(&str, Option<Exact>, Option<&str>)> =
            found.changes.iter().map(|one| (one.cell[2].as_str(), one.size(), one.why_no_size())).collect();
        assert_eq!(
            told,
            [
                ("b", Exact::ratio(5, 2), None),
                ("c", None, Some("hidden_before")),
                ("d", None, Some("hidden_now")),
                ("e", None, Some("hidden_before")),
                ("f", None, Some("missing_before")),
                ("g", None, Some("not_published_now")),
                ("h", None, Some("not_published_before")),
            ]
        );
        let third = Change { cell: Cell::default(), before: Some(share), now: Some(content("100")) };
        assert_eq!(third.size(), Exact::ratio(100, 3), "from the counts, not from six decimals");
    }
}
