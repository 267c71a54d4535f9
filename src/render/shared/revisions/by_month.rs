//! Revisions by the month that the figures are about: how many there are, how far they reach and what they come to,
//! each month with a small picture of its range on one scale for all.

use std::collections::BTreeMap;

use super::sizes::{count, fine};
use crate::compute::revision;
use crate::model::revision::Revised;
use crate::model::{Exact, Measure, Period};
use crate::render::cell::Cell;
use crate::render::html::Html;
use crate::render::small::{self, Scale};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::{Messages, say};

/// The months that have figures with another value now; `None` without any.
pub(super) fn table<'r>(say: &Messages, revised: impl Iterator<Item = Revised<'r>>, measure: &Measure) -> Option<Html> {
    let mut months: BTreeMap<Period, Vec<Exact>> = BTreeMap::new();
    for revised in revised {
        // Figures that came, went or are hidden have no size, and so no part in this.
        if let Ok(size) = revision::of_figure(&revised)
            && !size.is_zero()
        {
            months.entry(revised.period).or_default().push(size);
        }
    }
    let rows: Vec<(Period, Range)> =
        months.into_iter().filter_map(|(at, sizes)| Some((at, Range::of(sizes)?))).collect();
    let zero = Exact::whole(0);
    let ends = rows.iter().flat_map(|(_, range)| [&range.low, &range.high]).chain([&zero]);
    let scale = Scale::holding(ends.map(Exact::to_position));
    let unit = say.unit_of_change(measure.unit);
    let mut table = Table::new(say, "revisioner-maaneder", &say.text("picture-revisions"), Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("word-a-month")),
        Column::number(say.text("picture-revised"), ""),
        Column::number(say.text("picture-revision-low"), unit.clone()),
        Column::number(say.text("picture-revision-mean"), unit.clone()),
        Column::number(say.text("picture-revision-high"), unit),
        Column::text(say.text("picture-revision-range")),
    ]);
    for (period, range) in &rows {
        let [low, mean, high] = [&range.low, &range.mean, &range.high].map(|size| say.signed(fine(size, measure)));
        let picture = small::range(
            [&range.low, &range.mean, &range.high].map(Exact::to_position),
            scale,
            &say!(say, "picture-revision-told", low = &low, high = &high, mean = &mean),
        );
        let name = words::capital(&say.month(*period));
        let head = Head::text(&name).dated(period.slug());
        let numbers = [count(say, range.figures), low, mean, high].map(Cell::number);
        table.row(&head, numbers.into_iter().chain([Cell::Html(picture)]));
    }
    (!rows.is_empty()).then(|| table.finish())
}

/// How far the revisions of a month reach.
struct Range {
    figures: usize,
    low: Exact,
    mean: Exact,
    high: Exact,
}

impl Range {
    fn of(sizes: Vec<Exact>) -> Option<Self> {
        let figures = sizes.len();
        let (low, high) = (sizes.iter().min()?.clone(), sizes.iter().max()?.clone());
        let mean = sizes.into_iter().sum::<Exact>().divided_by(&Exact::count(figures as u64))?;
        Some(Self { figures, low, mean, high })
    }
}
