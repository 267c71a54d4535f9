//! One or several series over the months, with what a reader must know about them.
//!
//! A month without a value is a gap, never a bridge. An interval that does not count is hatched
//! and says so; a break in the series is an upright line that says why.

use charming::component::{Axis, LegendItem};
use charming::datatype::{DataPoint, DataPointItem};
use charming::element::{
    AreaStyle, AxisLine, AxisLineStyle, AxisTick, AxisType, Color, ItemStyle, LabelAlign, LabelPosition, LineStyle,
    LineStyleType, MarkLine, MarkLineVariant, OriginPosition, SplitLine, Symbol,
};
use charming::series::{Line, Scatter};

use super::drawing::Drawing;
use super::fault::ChartFault;
use super::lettering::{LINE_HEIGHT, TEXT_SIZE, height, lanes, width, wrap};
use super::option::{
    Across, ChartOption, WIDTH, WIDTH_F, axis_label, carrier, grid_labels, label, legend_height, legend_rows, line,
    scale_axis, target_line,
};
use super::theme;
use super::view::{Caption, Scale, TargetLine};

/// Height of the plot itself.
const PLOT: f64 = 220.0;
/// Above so many months a symbol on every point hides the line.
const MOST_SYMBOLS: usize = 36;
/// Words right of the plot are broken to about this width.
const TARGET_WIDTH: f64 = 62.0;

/// A chart of series over months.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryChart {
    /// Its words.
    pub caption: Caption,
    /// The upright scale.
    pub scale: Scale,
    /// The months, every one, in order.
    pub months: Vec<MonthMark>,
    /// The series, at most six; a legend is shown when there is more than one.
    pub series: Vec<HistorySeries>,
    /// The target, if there is a numeric one.
    pub target: Option<TargetLine>,
    /// Intervals that do not count, in order.
    pub excluded: Vec<ExcludedInterval>,
    /// Breaks in the series, in order.
    pub breaks: Vec<SeriesBreak>,
}

/// A month on the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthMark {
    /// The month's short name, such as `sep`.
    pub short: String,
    /// The year, at the first month of the chart and at each January; the axis shows fewer months
    /// where there is no room, and keeps those of the year's months that line up with January.
    pub year: Option<String>,
}

/// A series.
#[derive(Debug, Clone, PartialEq)]
pub struct HistorySeries {
    /// What it is called in the legend.
    pub name: String,
    /// One entry per month of the chart; absent where there is no value.
    pub points: Vec<Option<HistoryPoint>>,
}

/// A value of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryPoint {
    /// Where it stands on the scale.
    pub at: f64,
    /// What it says when pointed at, such as `september 2021: 90 pct.`
    pub text: String,
}

/// An interval that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcludedInterval {
    /// Its first month, as an index into the chart's months.
    pub first: usize,
    /// Its last month, likewise; not before the first.
    pub last: usize,
    /// What is written there, such as `tæller ikke med`.
    pub text: String,
}

/// A break in the series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesBreak {
    /// The first month after the break, as an index into the chart's months.
    pub before: usize,
    /// What is written there, such as `ny opgørelse`.
    pub text: String,
}

impl HistoryChart {
    /// Returns the drawing of the chart.
    ///
    /// # Errors
    /// When no series has a value, there are more than six, a series does not have one entry per
    /// month, or something lies outside the scale or the months.
    pub fn drawing(&self) -> Result<Drawing, ChartFault> {
        self.check()?;
        let layout = Layout::new(self);
        let [_, top, _, bottom] = layout.margins;
        let mut option = ChartOption::new(layout.margins).legend(&layout.legend).with(|chart| {
            chart.x_axis(self.months_axis(&layout)).x_axis(self.edges_axis()).y_axis(scale_axis(&self.scale))
        });
        for excluded in &self.excluded {
            option = option.hatched(self.shading(excluded), theme::GRID);
        }
        option = option.series(grid_labels(&self.scale, Across::Level));
        if let Some(target) = &self.target {
            let words = wrap(&target.text, TARGET_WIDTH);
            let label = label(theme::ACCENT).distance(6);
            option = option.series(target_line(target.at, &words, Across::Level, label));
        }
        if !self.breaks.is_empty() {
            option = option.series(self.break_lines(&layout));
        }
        for (index, series) in self.series.iter().enumerate() {
            option = option.series(self.line(index, series));
        }
        for (excluded, place) in self.excluded.iter().zip(&layout.excluded) {
            option = option.series(self.excluded_label(excluded, place));
        }
        Ok(Drawing {
            option: option.finish()?,
            width: WIDTH,
            height: (top + PLOT + bottom).ceil() as u32,
            caption: self.caption.clone(),
        })
    }

    fn check(&self) -> Result<(), ChartFault> {
        self.scale.check()?;
        if self.series.len() > theme::SERIES.len() {
            return Err(ChartFault::TooManySeries(self.series.len()));
        }
        let points = || self.series.iter().flat_map(|series| series.points.iter().flatten());
        if points().next().is_none() {
            return Err(ChartFault::Nothing("no month has a value".into()));
        }
        points().try_for_each(|point| self.scale.check_position(point.at, &point.text))?;
        if let Some(target) = &self.target {
            self.scale.check_position(target.at, &target.text)?;
        }
        let months = self.months.len();
        let whole = self.series.iter().all(|series| series.points.len() == months);
        let excluded = self.excluded.iter().all(|e| e.first <= e.last && e.last < months);
        let breaks = self.breaks.iter().all(|b| b.before < months);
        if whole && excluded && breaks {
            Ok(())
        } else {
            Err(ChartFault::Position(format!("a series, interval or break beyond the {months} months")))
        }
    }

    fn months_axis(&self, layout: &Layout) -> Axis {
        Axis::new()
            .type_(AxisType::Category)
            .axis_tick(AxisTick::new().show(false))
            .axis_line(
                AxisLine::new().on_zero(false).line_style(AxisLineStyle::new().color((1.0, Color::from(theme::MUTED)))),
            )
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

    fn line(&self, index: usize, series: &HistorySeries) -> Line {
        let color = theme::SERIES[index];
        let data = series.points.iter().map(|point| match point {
            Some(point) => DataPointItem::new(point.at).name(point.text.as_str()).into(),
            None => DataPoint::Value("-".into()),
        });
        let (symbol, size) = symbol(index);
        let symbols = series.points.len() <= MOST_SYMBOLS || has_lone_point(series);
        Line::new()
            .name(series.name.as_str())
            .symbol(symbol)
            .symbol_size(size)
            .show_symbol(symbols)
            .connect_nulls(false)
            .line_style(line(color, 2.5, dashes(index)))
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

fn dashes(index: usize) -> LineStyleType {
    match index {
        0..=3 => LineStyleType::Solid,
        _ => LineStyleType::Dotted,
    }
}

/// Says whether a value stands between two gaps: without a symbol it could not be seen.
fn has_lone_point(series: &HistorySeries) -> bool {
    let there = |index: usize| matches!(series.points.get(index), Some(Some(_)));
    (0..series.points.len()).any(|index| there(index) && !there(index + 1) && !index.checked_sub(1).is_some_and(there))
}

/// Where a label goes: inside its interval, or in a lane above the plot.
struct LabelPlace {
    text: String,
    lane: Option<usize>,
    align: LabelAlign,
}

/// Where everything goes.
struct Layout {
    legend: Vec<Vec<LegendItem>>,
    /// Left, top, right, bottom.
    margins: [f64; 4],
    /// The months' labels; empty where there is no room.
    months: Vec<String>,
    excluded: Vec<LabelPlace>,
    breaks: Vec<LabelPlace>,
}

impl Layout {
    fn new(chart: &HistoryChart) -> Self {
        let names = match chart.series.as_slice() {
            [_] => Vec::new(),
            several => several.iter().map(|series| series.name.as_str().into()).collect(),
        };
        let legend = legend_rows(names);
        let ticks = chart.scale.ticks.iter().map(|tick| width(&tick.text));
        let left = ticks.fold(0.0, f64::max) + 14.0;
        let right = chart.target.as_ref().map_or(14.0, |target| width(&wrap(&target.text, TARGET_WIDTH)) + 14.0);
        let plot = (WIDTH_F - left - right).max(1.0);
        let month_width = plot / chart.months.len().max(1) as f64;
        let months = month_labels(&chart.months, month_width);
        let lines = months.iter().map(|text| height(text)).fold(LINE_HEIGHT, f64::max);
        let (excluded, breaks, used) = place_labels(chart, left, month_width);
        let top = legend_height(&legend) + LINE_HEIGHT * used as f64 + 12.0;
        Self { legend, margins: [left, top, right, lines + 10.0], months, excluded, breaks }
    }
}

fn lane_distance(lane: usize) -> f64 {
    4.0 + LINE_HEIGHT * lane as f64
}

/// Places the labels of intervals and breaks; returns them and how many lanes they need above the
/// plot. An interval's label stands inside it when its words have room there.
fn place_labels(chart: &HistoryChart, left: f64, month_width: f64) -> (Vec<LabelPlace>, Vec<LabelPlace>, usize) {
    let edge = |month: usize| left + month as f64 * month_width;
    let excluded = chart.excluded.iter().map(|interval| {
        let room = edge(interval.last + 1) - edge(interval.first) - 16.0;
        let inside = wrap(&interval.text, room);
        if width(&inside) <= room {
            let (text, lane, align) = (inside, None, LabelAlign::Center);
            (edge(interval.first), LabelPlace { text, lane, align })
        } else {
            (edge(interval.first), LabelPlace::above(edge(interval.first), &interval.text))
        }
    });
    let breaks =
        chart.breaks.iter().map(|broken| (edge(broken.before), LabelPlace::above(edge(broken.before), &broken.text)));
    let mut excluded: Vec<(f64, LabelPlace)> = excluded.collect();
    let mut breaks: Vec<(f64, LabelPlace)> = breaks.collect();
    let mut above: Vec<((f64, f64), &mut LabelPlace)> = excluded
        .iter_mut()
        .chain(&mut breaks)
        .filter(|(_, place)| place.lane.is_some())
        .map(|(at, place)| (place.span(*at), place))
        .collect();
    above.sort_by(|(a, _), (b, _)| a.0.total_cmp(&b.0));
    let spans: Vec<(f64, f64)> = above.iter().map(|(span, _)| *span).collect();
    let mut used = 0;
    for ((_, place), lane) in above.into_iter().zip(lanes(&spans)) {
        used = used.max(lane + 1);
        place.lane = Some(lane);
    }
    let places = |labels: Vec<(f64, LabelPlace)>| labels.into_iter().map(|(_, place)| place);
    (places(excluded).collect(), places(breaks).collect(), used)
}

impl LabelPlace {
    /// A label above the plot that starts at a place, or ends there if it would leave the drawing.
    fn above(at: f64, text: &str) -> Self {
        let beyond = at + width(text) > WIDTH_F;
        Self { text: text.to_owned(), lane: Some(0), align: if beyond { LabelAlign::Right } else { LabelAlign::Left } }
    }

    /// From where to where it reaches.
    fn span(&self, at: f64) -> (f64, f64) {
        match self.align {
            LabelAlign::Right => (at - width(&self.text), at),
            _ => (at, at + width(&self.text)),
        }
    }
}

/// Returns the months' labels: every one, or every second, third, sixth, twelfth ... such that
/// Januaries stay; with the year below, and the year alone where less than every sixth is shown.
fn month_labels(months: &[MonthMark], month_width: f64) -> Vec<String> {
    let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(width).fold(TEXT_SIZE, f64::max);
    let short = widest(&mut months.iter().map(|month| month.short.as_str()));
    let year = widest(&mut months.iter().filter_map(|month| month.year.as_deref()));
    let fits = |step: usize, label: f64| step as f64 * month_width >= label + 4.0;
    let first_january = (1..months.len()).find(|index| months[*index].year.is_some()).unwrap_or(0);
    if let Some(step) = [1, 2, 3, 6].into_iter().find(|step| fits(*step, short)) {
        let shown = |index: usize| index % step == first_january % step;
        let label = |(index, month): (usize, &MonthMark)| match (&month.year, shown(index)) {
            (_, false) => String::new(),
            (Some(year), true) => format!("{}\n{year}", month.short),
            (None, true) => month.short.clone(),
        };
        return months.iter().enumerate().map(label).collect();
    }
    let step = (1..).find(|years| fits(12 * years, year)).unwrap_or(1) * 12;
    months
        .iter()
        .enumerate()
        .map(|(index, month)| match &month.year {
            Some(year) if index % step == first_january % step => year.clone(),
            _ => String::new(),
        })
        .collect()
}
