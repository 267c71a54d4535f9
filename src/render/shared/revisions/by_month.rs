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
use crate::text::{date, number};

/// The words of the table and its pictures, in one place.
const CAPTION: &str = "Revisioner måned for måned: det nye tal minus det først offentliggjorte";
const HEADINGS: [&str; 6] =
    ["Måned", "Tal med anden værdi", "Mindste revision", "Gennemsnit", "Største revision", "Fra mindste til største"];

fn label(low: &str, mean: &str, high: &str) -> String {
    format!("Fra {low} til {high}, i gennemsnit {mean}")
}

/// The months that have figures with another value now; `None` without any.
pub(super) fn table<'r>(revised: impl Iterator<Item = Revised<'r>>, measure: &Measure) -> Option<Html> {
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
    let unit = number::unit_of_change(measure.unit);
    let mut table = Table::new("revisioner-maaneder", CAPTION, Sorting::Fixed);
    let [month, figures, low, mean, high, picture] = HEADINGS;
    table.columns(&[
        Column::text(month),
        Column::number(figures, ""),
        Column::number(low, unit),
        Column::number(mean, unit),
        Column::number(high, unit),
        Column::text(picture),
    ]);
    for (period, range) in &rows {
        let [low, mean, high] = [&range.low, &range.mean, &range.high].map(|size| number::signed(fine(size, measure)));
        let picture = small::range(
            [&range.low, &range.mean, &range.high].map(Exact::to_position),
            scale,
            &label(&low, &mean, &high),
        );
        let name = words::capital(&date::month(*period));
        let head = Head::text(&name).dated(period.slug());
        let numbers = [count(range.figures), low, mean, high].map(Cell::number);
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
