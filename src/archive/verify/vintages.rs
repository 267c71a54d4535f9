//! Which figures later versions published with another content, noted while versions go by.

use std::collections::BTreeMap;

use super::known::Shown;

/// A measure and a month, by number.
type Month = (u16, u16);

/// What became of figures.
#[derive(Default)]
pub(super) struct Vintages {
    /// Places of the versions that published a figure anew, the first of all in front.
    changed: BTreeMap<[u16; 4], Vec<usize>>,
    /// Of each figure's month: how many figures it has and how many of them had a value at first.
    counted: BTreeMap<Month, (usize, usize)>,
    /// The version that first published a figure, where it was not the first of its month.
    late: BTreeMap<[u16; 4], usize>,
    /// From which version on a month's figures are of the kind that they are now, and which version began it.
    began: BTreeMap<Month, usize>,
}

impl Vintages {
    /// Lets go of a month whose figures another kind takes the place of, from the version at `place` on.
    pub(super) fn restart(&mut self, month: Month, place: usize) {
        self.changed.retain(|cell, _| (cell[0], cell[1]) != month);
        self.late.retain(|cell, _| (cell[0], cell[1]) != month);
        self.counted.remove(&month);
        self.began.insert(month, place);
    }

    /// The first version whose figures of a month are vintages of what it shows now.
    pub(super) fn since(&self, month: Month) -> usize {
        self.began.get(&month).copied().unwrap_or_default()
    }

    /// Adds what the version at `place` shows of a figure, and what stood before.
    pub(super) fn add(&mut self, cell: [u16; 4], place: usize, shown: Shown, before: Option<Shown>) {
        let month = (cell[0], cell[1]);
        let Some(before) = before else {
            if *self.began.entry(month).or_insert(place) != place {
                self.late.insert(cell, place);
            }
            let (figures, values) = self.counted.entry(month).or_default();
            *figures += 1;
            *values += usize::from(shown.exact().is_some());
            return;
        };
        if before != shown {
            let first = self.late.get(&cell).or_else(|| self.began.get(&month)).copied().unwrap_or_default();
            self.changed.entry(cell).or_insert_with(|| vec![first]).push(place);
        }
    }

    /// The figures of a measure that changed, each with the places of its versions.
    pub(super) fn changed_of(&self, measure: u16) -> impl Iterator<Item = (&[u16; 4], &Vec<usize>)> {
        self.changed.range([measure, 0, 0, 0]..).take_while(move |(cell, _)| cell[0] == measure)
    }

    /// How many figures a measure has, and how many of them had a value at first.
    pub(super) fn counted(&self, measure: u16) -> (usize, usize) {
        let months = self.counted.range((measure, 0)..).take_while(|((of, _), _)| *of == measure);
        months.fold((0, 0), |(figures, values), (_, of)| (figures + of.0, values + of.1))
    }
}
