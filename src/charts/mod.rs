//! Charts: from cleared figures to pictures on a page.
//!
//! The way of a chart: a typed view ([`FundsChart`], [`FunnelChart`], [`HistoryChart`]) holds positions and ready
//! texts → a `charming` chart → JSON → ECharts in a small JavaScript engine, one per thread →
//! the tidy pass → inline SVG. The same JSON goes beside it for an interactive chart of the same
//! look, should a reader ask for one.
//!
//! Why this way: readers get the picture without JavaScript, under a strict content security
//! policy, and in the same bytes on every machine; those who want to point at it get the very same
//! chart. It costs 10-20 ms a picture, so it is for the big charts of a page. Small pictures in
//! bulk (sparklines, bars in table rows) are drawn by templates.
//!
//! What holds here: charts format no numbers and judge nothing; colours are CSS variables
//! ([`theme`]) and the typeface is the page's; meaning never rests on colour alone; a chart that
//! cannot be drawn as meant is a [`ChartFault`], never an empty picture.
//!
//! What a page must give: the variables `--ink --muted --grid --surface --accent --c1` to `--c6`,
//! a `max-width` of about `34rem` for the picture (it is 480 units wide with letters of 15), and
//! `font-family` by inheritance.

pub mod drawing;
pub mod engine;
pub mod fault;
pub mod funds;
pub mod funnel;
pub mod history;
mod lettering;
mod option;
pub mod pictures;
mod scale;
pub mod theme;
pub mod tidy;
pub mod view;

pub use drawing::{ChartKey, Drawing, chart_key};
pub use fault::ChartFault;
pub use funds::{FundRow, FundsChart, FundsLegend, Standing};
pub use funnel::{FunnelChart, FunnelLimit, FunnelSpot};
pub use history::{ExcludedInterval, HistoryChart, HistoryPoint, HistorySeries, MonthMark, SeriesBreak, SeriesRole};
pub use view::{Caption, Scale, TargetLine, Tick};

use crate::model::picture::{Charting, Picture};

/// What draws the charts in a reader's browser: the library that draws them here, with the same theme.
#[must_use]
pub fn charting() -> Charting {
    Charting {
        script: engine::ECHARTS,
        licence: concat!(include_str!("echarts_licence.txt"), include_str!("../../LICENSE-APACHE")),
        theme: theme::json(),
    }
}

/// Draws funds held against a target. To keep pictures between calls, keep the SVG under the [`chart_key`] of
/// [`FundsChart::drawing`].
///
/// # Errors
/// When the chart has nothing to show or cannot be drawn; see [`ChartFault`].
pub fn funds_against_target(chart: &FundsChart) -> Result<Picture, ChartFault> {
    chart.drawing()?.draw()
}

/// Draws shares beside the limits of chance. To keep pictures between calls, keep the SVG under the [`chart_key`] of
/// [`FunnelChart::drawing`].
///
/// # Errors
/// When the chart has nothing to show or cannot be drawn; see [`ChartFault`].
pub fn funnel(chart: &FunnelChart) -> Result<Picture, ChartFault> {
    chart.drawing()?.draw()
}

/// Draws series over months. To keep pictures between calls, keep the SVG under the [`chart_key`] of
/// [`HistoryChart::drawing`].
///
/// # Errors
/// When the chart has nothing to show or cannot be drawn; see [`ChartFault`].
pub fn history(chart: &HistoryChart) -> Result<Picture, ChartFault> {
    chart.drawing()?.draw()
}
