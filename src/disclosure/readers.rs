//! What readers have already of a month that is protected again.

use super::network::Showing;
use crate::model::figure::MonthFigures;
use crate::model::hidden::HiddenCells;
use crate::model::{Amount, Bound, CellKey, Missing};

/// A month as readers have it from earlier releases.
#[derive(Clone, Copy)]
pub(super) enum Before<'a> {
    /// All of it.
    Whole(&'a MonthFigures),
    /// What was hidden of it; the rest was shown, and is no longer at hand.
    Hidden(&'a HiddenCells),
}

/// How a cell stands with readers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub(super) showing: Showing,
    pub(super) readers: Readers,
    /// The coarser answer that was given before and is still true.
    pub(super) answer: Option<Bound>,
}

/// What readers have of a cell from earlier releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Never a value.
    Never,
    /// A value that has changed since, as far as is known.
    KnewAnother,
    /// Its value.
    Know,
}

/// What readers have of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// That it is hidden, and a coarser answer.
    Hidden(Option<Bound>),
    /// What it was.
    Value(Amount),
    /// That it had a value, which is no longer at hand.
    Shown,
    /// Nothing.
    Nothing,
}

impl Before<'_> {
    /// What they have of a cell.
    pub(super) fn of(self, key: CellKey) -> Known {
        match self {
            Self::Whole(month) => match month.figures.get(key).map(|figure| figure.amount) {
                Some(Amount::Missing(Missing::Suppressed)) => Known::Hidden(None),
                Some(Amount::Bounded(bound)) => Known::Hidden(Some(bound)),
                Some(amount) => Known::Value(amount),
                None => Known::Nothing,
            },
            Self::Hidden(cells) => cells.get(&key).map_or(Known::Shown, |answer| Known::Hidden(*answer)),
        }
    }
}
