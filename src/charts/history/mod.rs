//! One or several series over the months, with what a reader must know about them.
//!
//! A month without a value is a gap, never a bridge. An interval that does not count is hatched
//! and says so; a break in the series is an upright dashed line that says why, and no line runs across it.

mod layout;
mod view;

pub use view::{ExcludedInterval, HistoryChart, HistoryPoint, HistorySeries, MonthMark, SeriesBreak, SeriesRole};

use std::ops::Range;

use charming::component::Axis;
use charming::datatype::{DataPoint, DataPointItem};
use charming::element::{
    AreaStyle, AxisLine, AxisTick, AxisType, ItemStyle, LabelPosition, LineStyle, LineStyleType, MarkLine,
    MarkLineVariant, OriginPosition, SplitLine, Symbol,
};
use charming::series::{Line, Scatter};

use self::layout::{LabelPlace, Layout, TARGET_WIDTH, lane_distance};
use super::drawing::Drawing;
use super::fault::ChartFault;
use super::lettering::{LINE_HEIGHT, wrap};
use super::option::{Across, ChartOption, axis_label, carrier, label, line, scale_axis};
use super::theme;
use super::view::TargetLine;

/// Height of the plot itself.
const PLOT: f64 = 220.0;
/// Above so many months a symbol on every point hides the line.
const MOST_SYMBOLS: usize = 36;
impl HistoryChart {
    /// Returns the drawing of the chart.
    ///
    /// # Errors
    /// When no series has a value, there are more than six, a series does not have one entry per
    /// month, or something lies outside the scale or the months.
    pub fn drawing(&self) -> Result<Drawing, ChartFault> {
        self.check()?;
        let layout = Layout::new(self);
        let mut option = ChartOption::new(layout.margins, PLOT).legend(&layout.legend).with(|chart| {
            chart.x_axis(self.months_axis(&layout)).x_axis(self.edges_axis()).y_axis(scale_axis(&self.scale))
        });
        for excluded in &self.excluded {
            option = option.hatched(self.shading(excluded), theme::GRID);
        }
        option = option.marks(&self.scale, Across::Level);
        if let Some(target) = &self.target {
            let target = TargetLine { at: target.at, text: wrap(&target.text, TARGET_WIDTH) };
            option = option.target(&self.scale, Across::Level, &target);
        }
        if !self.breaks.is_empty() {
            option = option.series(self.break_lines(&layout));
        }
        for (index, series) in self.series.iter().enumerate() {
            for stretch in self.stretches(series) {
                option = option.series(self.line(index, series, stretch));
            }
        }
        for (excluded, place) in self.excluded.iter().zip(&layout.excluded) {
            option = option.series(self.excluded_label(excluded, place));
        }
        option.finish(&self.caption)
    }

    fn months_axis(&self, layout: &Layout) -> Axis {
        Axis::new()
            .type_(AxisType::Category)
            .axis_tick(AxisTick::new().show(false))
            .axis_line(AxisLine::new().on_zero(false))
            .axis_label(axis_label(theme::MUTED))
            .data(layout.months.clone())
    }

    /// A second, hidden axis whose whole numbers are the months and whose halves their edges.
    fn edges_axis(&self) -> Axis {
        Axis::new()
            .type_(AxisType::Value)
            .show(false)
            .min(-0.5)
            .max(self.months.len() as f64 - 0.5)
            .split_line(SplitLine::new().show(false))
    }

    /// An interval as an area below a line along the top of the plot.
    fn shading(&self, excluded: &ExcludedInterval) -> Line {
        let (from, to) = (excluded.first as f64 - 0.5, excluded.last as f64 + 0.5);
        let corner = |edge: f64| {
            let name = excluded.text.as_str();
            DataPoint::from(DataPointItem::new(vec![edge, self.scale.to]).name(name))
        };
        carrier()
            .x_axis_index(1)
            .z(0)
            .line_style(LineStyle::new().width(0).color(theme::GRID))
            .item_style(ItemStyle::new().color(theme::GRID))
            .area_style(AreaStyle::new().color(theme::SURFACE).opacity(1).origin(OriginPosition::Start))
            .data(vec![corner(from), corner(to)])
    }

    fn excluded_label(&self, excluded: &ExcludedInterval, place: &LabelPlace) -> Scatter {
        let words = label(theme::MUTED).background_color(theme::SURFACE).padding((2.0, 5.0, 2.0, 5.0));
        let (edge, height, words) = match place.lane {
            Some(lane) => (
                excluded.first as f64 - 0.5,
                self.scale.to,
                words.position(LabelPosition::Top).distance(lane_distance(lane)).align(place.align),
            ),
            None => (
                (excluded.first + excluded.last) as f64 / 2.0,
                self.quiet_height(),
                words.position(LabelPosition::Inside),
            ),
        };
        let point = DataPointItem::new(vec![edge, height]).name(place.text.as_str());
        Scatter::new()
            .x_axis_index(1)
            .symbol_size(0.0)
            .item_style(ItemStyle::new().color(theme::MUTED).opacity(1))
            .label(words)
            .data(vec![DataPoint::from(point)])
    }

    /// Returns a height at which words do not stand on the target: the middle, or above a target
    /// that is there itself.
    fn quiet_height(&self) -> f64 {
        let share = |part: f64| self.scale.from + part * (self.scale.to - self.scale.from);
        let near = |target: &TargetLine| target.at > share(0.4) && target.at < share(0.6);
        if self.target.as_ref().is_some_and(near) { share(0.75) } else { share(0.5) }
    }

    fn break_lines(&self, layout: &Layout) -> Line {
        let [_, top, _, _] = layout.margins;
        let lines: Vec<MarkLineVariant> = self
            .breaks
            .iter()
            .zip(&layout.breaks)
            .map(|(broken, place)| {
                let edge = broken.before as f64 - 0.5;
                let end = top - place.lane.map_or(0.0, |lane| LINE_HEIGHT * lane as f64);
                let words = label(theme::INK).distance(4).align(place.align);
                let from = Across::Upright.at(edge).y(top + PLOT);
                let from = from.name(place.text.as_str()).label(words);
                MarkLineVariant::StartToEnd(from, Across::Upright.at(edge).y(end))
            })
            .collect();
        carrier().x_axis_index(1).mark_line(
            MarkLine::new()
                .symbol(vec![Symbol::None, Symbol::None])
                .silent(true)
                .line_style(line(theme::INK, 1.5, LineStyleType::Dashed))
                .data(lines),
        )
    }

    /// The months between breaks, as far as a series has values in them: its line is lifted at each break.
    fn stretches(&self, series: &HistorySeries) -> Vec<Range<usize>> {
        let mut edges: Vec<usize> = self.breaks.iter().map(|broken| broken.before).collect();
        edges.extend([0, series.points.len()]);
        edges.sort_unstable();
        edges.dedup();
        let between = edges.windows(2).map(|edges| edges[0]..edges[1]);
        between.filter(|stretch| series.points[stretch.clone()].iter().any(Option::is_some)).collect()
    }

    fn line(&self, index: usize, series: &HistorySeries, stretch: Range<usize>) -> Line {
        let color = theme::SERIES[index];
        let data = series.points.iter().enumerate().map(|(at, point)| match point {
            Some(point) if stretch.contains(&at) => DataPointItem::new(point.at).name(point.text.as_str()).into(),
            _ => DataPoint::Value("-".into()),
        });
        let (symbol, size) = symbol(index);
        let symbols = series.points.len() <= MOST_SYMBOLS || has_lone_point(&series.points[stretch.clone()]);
        Line::new()
            .name(series.name.as_str())
            .symbol(symbol)
            .symbol_size(size)
            .show_symbol(symbols)
            .connect_nulls(false)
            .line_style(line(color, 2.5, dashes(index, series.role)))
            .item_style(ItemStyle::new().color(color))
            .z(5)
            .data(data.collect())
    }
}

/// A symbol of its own for each series, since colour alone says nothing.
fn symbol(index: usize) -> (Symbol, f64) {
    match index {
        0 => (Symbol::Circle, 8.0),
        1 => (Symbol::Rect, 8.0),
        2 => (Symbol::Triangle, 10.0),
        3 => (Symbol::Diamond, 11.0),
        4 => (Symbol::Circle, 6.0),
        _ => (Symbol::Rect, 6.0),
    }
}

fn dashes(index: usize, role: SeriesRole) -> LineStyleType {
    match (index, role) {
        (0..=3, SeriesRole::Own) => LineStyleType::Solid,
        _ => LineStyleType::Dotted,
    }
}

/// Says whether a value stands between two gaps: without a symbol it could not be seen.
fn has_lone_point(points: &[Option<HistoryPoint>]) -> bool {
    let there = |index: usize| matches!(points.get(index), Some(Some(_)));
    (0..points.len()).any(|index| there(index) && !there(index + 1) && !index.checked_sub(1).is_some_and(there))
}
