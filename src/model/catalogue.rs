//! What the archive holds as a whole: its editions, the newest series, and the figures that texts name.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{AkasseKey, AreaKey, CellKey, MeasureKey};
use super::edition::{Continuation, Whole};
use super::figure::{Figure, MonthFigures};
use super::note::FigureRequest;
use super::revision::{MethodChanges, Revisions};
use super::{Decimal, Exact, Missing, Period, Release, ReleaseId};

/// Every edition of the archive.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Newest month first, and within a month the newest version first.
    pub entries: Vec<CatalogueEntry>,
}

/// One edition in the catalogue.
#[derive(Clone, Debug)]
pub struct CatalogueEntry {
    /// What it says about itself.
    pub release: Release,
    /// Measures it delivers, ascending.
    pub measures: Vec<MeasureKey>,
    /// Whether its time has not come: seen only in a preview.
    pub under_embargo: bool,
}

impl Catalogue {
    /// The newest version of the newest month.
    #[must_use]
    pub fn newest(&self) -> Option<&CatalogueEntry> {
        self.entries.first()
    }

    /// The newest version of a month.
    #[must_use]
    pub fn newest_of(&self, period: Period) -> Option<&CatalogueEntry> {
        self.entries.iter().find(|entry| entry.release.id.period == period)
    }

    /// Whether no later version of the same month exists.
    #[must_use]
    pub fn is_newest_of_month(&self, id: ReleaseId) -> bool {
        self.newest_of(id.period).is_none_or(|entry| entry.release.id == id)
    }

    /// The months that have an edition, newest first.
    #[must_use]
    pub fn months(&self) -> Vec<Period> {
        let mut months: Vec<Period> = self.entries.iter().map(|entry| entry.release.id.period).collect();
        months.dedup();
        months
    }

    /// The versions of a month that came after one of them, newest first.
    pub fn later_versions(&self, id: ReleaseId) -> impl Iterator<Item = &CatalogueEntry> {
        let later = move |entry: &&CatalogueEntry| {
            entry.release.id.period == id.period && entry.release.id.version > id.version
        };
        self.entries.iter().filter(later)
    }

    /// What had been published when a release came out, itself included.
    #[must_use]
    pub fn as_of(&self, release: &Release) -> Past {
        let moment = |release: &Release| (release.published, release.id);
        let was_out = |entry: &&CatalogueEntry| moment(&entry.release) <= moment(release);
        let entries = self.entries.iter().filter(was_out).cloned().collect();
        Past { release: release.id, catalogue: Self { entries } }
    }

    /// The nearest earlier and later months with an edition.
    #[must_use]
    pub fn neighbours(&self, period: Period) -> (Option<Period>, Option<Period>) {
        let months = self.months();
        let earlier = months.iter().copied().find(|month| *month < period);
        let later = months.iter().rev().copied().find(|month| *month > period);
        (earlier, later)
    }
}

/// The catalogue as it was when a release came out, in the order of publication: by time, then month, then version.
///
/// Only [`Catalogue::as_of`] makes it, so whoever is given it alone cannot see what came later: the files of a version
/// are made from it, and stay the same for ever.
#[derive(Clone, Debug)]
pub struct Past {
    release: ReleaseId,
    catalogue: Catalogue,
}

impl Past {
    /// What had been published.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The release that had just come out.
    #[must_use]
    pub fn own(&self) -> Option<&CatalogueEntry> {
        self.catalogue.entries.iter().find(|entry| entry.release.id == self.release)
    }
}

/// The newest figures of the whole archive, for pages that stand outside editions.
///
/// Of a table area by fund only the margins are kept (all funds of an area, all areas of a fund) and the pairs that have
/// pages of their own, so that memory does not grow with the table.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Figures by measure, cell and month; what was published last counts.
    pub series: BTreeMap<(MeasureKey, CellKey), BTreeMap<Period, Figure>>,
    /// What stood for the whole in the newest month of each measure.
    pub wholes: BTreeMap<MeasureKey, (Period, Whole)>,
    /// Figures that texts name.
    pub named: BTreeMap<FigureRequest, NamedFigure>,
    /// Funds that took over others: what came before, as the sum of their parts.
    pub continued: BTreeMap<(MeasureKey, CellKey), Continuation>,
    /// Measures and months whose figures come from a synthetic release: made up. A real release of the same month
    /// takes the mark away, with every made-up figure of that month.
    pub synthetic: BTreeSet<(MeasureKey, Period)>,
    /// How much is held back of each measure in each version.
    pub held: BTreeMap<(ReleaseId, MeasureKey), HeldBack>,
    /// What was first published of every figure, and every change since.
    pub revisions: Revisions,
    /// From when measures are counted in another way.
    pub method_changes: MethodChanges,
    /// Of whom and of what each edition has pages.
    pub pages: BTreeMap<ReleaseId, EditionPages>,
    /// The funds and areas of each measure and month, as published last.
    pub parties: BTreeMap<(MeasureKey, Period), Parties>,
}

/// Funds and areas, and of both together those who have a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// Funds.
    pub akasser: BTreeSet<AkasseKey>,
    /// Areas.
    pub areas: BTreeSet<AreaKey>,
    /// An area and a fund, of the pairs that the publication has pages for.
    pub pairs: BTreeSet<(AreaKey, AkasseKey)>,
}

impl Parties {
    /// Adds those that cells are about. `pairs` are those with pages, in order.
    pub fn add(&mut self, cells: impl IntoIterator<Item = CellKey>, pairs: &[(AreaKey, AkasseKey)]) {
        for cell in cells {
            self.akasser.extend(cell.akasse);
            self.areas.extend(cell.area);
            let pair = cell.area.zip(cell.akasse);
            self.pairs.extend(pair.filter(|pair| pairs.binary_search(pair).is_ok()));
        }
    }
}

/// Of whom and of what an edition has pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionPages {
    /// Those with figures of the edition's month, or over months up to it.
    pub parties: Parties,
    /// The measures it delivers.
    pub measures: BTreeSet<MeasureKey>,
}

/// How many figures of a measure are held back to protect people. Counted from what readers have, so it says no more than
/// the cells do: never how many are small themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldBack {
    /// Figures with a value, and figures held back; none that are missing for another reason.
    pub figures: usize,
    /// Those held back.
    pub hidden: usize,
    /// Those of them with a coarser answer in their place.
    pub answered: usize,
}

impl HeldBack {
    /// Adds a month's figures.
    pub fn add(&mut self, month: &MonthFigures) {
        for (_, figure) in month.figures.iter() {
            let hidden = figure.amount.missing() == Some(Missing::Suppressed);
            self.figures += usize::from(hidden || figure.amount.missing().is_none());
            self.hidden += usize::from(hidden);
            self.answered += usize::from(figure.amount.bound().is_some());
        }
    }

    /// The figures of several months together.
    #[must_use]
    pub fn of<'m>(months: impl IntoIterator<Item = &'m MonthFigures>) -> Self {
        let mut held = Self::default();
        months.into_iter().for_each(|month| held.add(month));
        held
    }
}

impl History {
    /// What stands for the whole of a measure, by its newest month.
    #[must_use]
    pub fn whole(&self, measure: MeasureKey) -> Whole {
        self.wholes.get(&measure).map_or(Whole::Unknown, |(_, whole)| *whole)
    }
}

/// A figure that a text names, found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedFigure {
    /// A month's figure.
    Month(Figure),
    /// A recomputed figure over months, in the measure's unit.
    Summary(Exact),
    /// A total as its owner published it.
    Published(Decimal),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::release::{ReleaseClass, ReleaseStatus};

    fn entry(month: &str, version: u16, published: &str) -> CatalogueEntry {
        let release = Release {
            id: ReleaseId { period: Period::parse(month).unwrap(), version },
            published: chrono::DateTime::parse_from_rfc3339(published).unwrap(),
            status: ReleaseStatus::Final,
            class: ReleaseClass::First,
            reason: String::new(),
            synthetic: false,
            note: None,
            expected: Vec::new(),
            documents: Vec::new(),
        };
        CatalogueEntry { release, measures: Vec::new(), under_embargo: false }
    }

    #[test]
    fn the_past_of_a_release_ends_with_it() {
        let entries = vec![
            entry("2021-11", 1, "2022-02-01T08:00:00+01:00"),
            entry("2021-10", 2, "2022-01-20T08:00:00+01:00"),
            entry("2021-10", 1, "2022-01-01T08:00:00+01:00"),
            // The same moment in another offset: the smaller version of the smaller month came first.
            entry("2021-09", 2, "2022-01-20T07:00:00Z"),
            entry("2021-09", 1, "2021-12-01T08:00:00+01:00"),
        ];
        let catalogue = Catalogue { entries };
        let past = |at: usize| {
            let past = catalogue.as_of(&catalogue.entries[at].release);
            assert_eq!(past.own().unwrap().release.id, catalogue.entries[at].release.id);
            past.catalogue().entries.iter().map(|entry| entry.release.id.path()).collect::<Vec<_>>()
        };
        assert_eq!(past(4), ["2021-09/v1"]);
        assert_eq!(past(2), ["2021-10/v1", "2021-09/v1"]);
        assert_eq!(past(3), ["2021-10/v1", "2021-09/v2", "2021-09/v1"]);
        assert_eq!(past(1), ["2021-10/v2", "2021-10/v1", "2021-09/v2", "2021-09/v1"]);
        assert_eq!(past(0).len(), 5);
        let later = |at: usize| {
            let later = catalogue.later_versions(catalogue.entries[at].release.id);
            later.map(|entry| entry.release.id.path()).collect::<Vec<_>>()
        };
        assert_eq!((later(4), later(3), later(0)), (vec!["2021-09/v2".to_owned()], vec![], vec![]));
    }
}
