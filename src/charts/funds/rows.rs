//! The rows of a chart of funds: their order, their words, their bars or dots.

use charming::component::{Axis, LegendItem};
use charming::datatype::{CompositeValue, DataPoint, DataPointItem};
use charming::element::{AxisLabel, AxisLine, AxisTick, AxisType, Icon, ItemStyle, LineStyleType, Symbol};
use charming::series::{Bar, Line, Scatter};

use super::standing::Standing;
use super::view::{FundRow, FundsChart};
use crate::charts::lettering::{LINE_HEIGHT, width, wrap};
use crate::charts::option::{ChartOption, carrier, line};
use crate::charts::theme;
use crate::charts::view::Scale;

/// More rows than this are drawn as dots.
pub(in crate::charts) const MOST_BARS: usize = 10;
/// Names longer than this are broken into lines.
const NAME_WIDTH: f64 = 165.0;
/// The reason for a missing value is broken into lines of about this width.
const REASON_WIDTH: f64 = 100.0;
/// The limits of a value as the legend shows them.
const WHISKER: &str = "path://M0,0h2v10h-2z M2,4h18v2h-18z M20,0h2v10h-2z";
const BAR_ROW: f64 = 30.0;
const DOT_ROW: f64 = 26.0;
/// Space between the plot and the words beside it.
const WORDS_GAP: f64 = 8.0;

/// The rows in the order they are drawn: from the bottom up, as the engine counts them.
pub(super) struct Rows<'a> {
    chart: &'a FundsChart,
    pub(super) from_below: Vec<&'a FundRow>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(chart: &'a FundsChart) -> Self {
        let mut rows: Vec<&FundRow> = chart.funds.iter().collect();
        // Stable, so that equal values keep their order.
        rows.sort_by(|a, b| match (a.value, b.value) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        rows.reverse();
        Self { chart, from_below: rows }
    }

    fn are_bars(&self) -> bool {
        self.from_below.len() <= MOST_BARS && self.chart.scale.from <= 0.0
    }

    pub(super) fn row_height(&self) -> f64 {
        let lines = self
            .from_below
            .iter()
            .map(|row| wrap(&row.name, NAME_WIDTH).lines().count())
            .chain(self.reasons().iter().map(|text| text.lines().count()))
            .max()
            .unwrap_or(1);
        let row = if self.are_bars() { BAR_ROW } else { DOT_ROW };
        row.max(LINE_HEIGHT * lines as f64 + 6.0)
    }

    fn standings(&self) -> impl Iterator<Item = Standing> {
        Standing::ALL
            .into_iter()
            .filter(|standing| self.from_below.iter().any(|row| row.value.is_some() && row.standing == *standing))
    }

    pub(super) fn legend(&self) -> Vec<LegendItem> {
        let words = &self.chart.legend;
        // Where nothing is judged, all marks are the same and need no key.
        let judged = self.standings().any(|standing| standing != Standing::Unjudged);
        let interval = self.from_below.iter().any(|row| row.interval.is_some());
        let interval =
            interval.then(|| LegendItem { name: words.interval.clone(), icon: Some(Icon::Custom(WHISKER.into())) });
        let standings = self.standings().filter(|_| judged);
        standings.map(|standing| LegendItem::from(words.words(standing))).chain(interval).collect()
    }

    fn names(&self) -> Vec<String> {
        let names = self.from_below.iter();
        names.map(|row| wrap(&row.name, NAME_WIDTH)).collect()
    }

    /// The values as text, each behind its sign; nothing where there is none.
    fn values(&self) -> Vec<String> {
        let signed = |row: &FundRow| format!("{} {}", row.standing.sign(), row.text).trim_start().to_owned();
        self.from_below.iter().map(|row| row.value.map(|_| signed(row)).unwrap_or_default()).collect()
    }

    /// Why there is no value; nothing where there is one.
    fn reasons(&self) -> Vec<String> {
        let reason = |row: &FundRow| wrap(&row.text, REASON_WIDTH);
        self.from_below.iter().map(|row| if row.value.is_none() { reason(row) } else { String::new() }).collect()
    }

    pub(super) fn names_width(&self) -> f64 {
        widest(&self.names()) + 14.0
    }

    pub(super) fn texts_width(&self) -> f64 {
        // The last mark of the scale reaches half its width beyond the plot.
        let last = self.chart.scale.ticks.last();
        let beyond = last.map_or(0.0, |tick| width(&tick.text) / 2.0);
        (widest(&self.values()).max(widest(&self.reasons())) + 14.0).max(beyond)
    }

    /// The rows, without a word: the engine takes as long over the words of two axes as over all the rest.
    pub(super) fn axis(&self) -> Axis {
        Axis::new()
            .type_(AxisType::Category)
            .axis_tick(AxisTick::new().show(false))
            .axis_line(AxisLine::new().show(false))
            .axis_label(AxisLabel::new().show(false))
            .data(self.names())
    }

    /// Writes the names left of the rows, and right of them the values, which end at the same place, or why there is none.
    pub(super) fn add_words(&self, option: ChartOption) -> ChartOption {
        let [left, _, right, _] = option.plot();
        let values = self.values();
        let end = right + WORDS_GAP + widest(&values);
        let option = self.add_column(option, self.names(), (left - WORDS_GAP, "right"));
        let option = self.add_column(option, values, (end, "right"));
        self.add_column(option, self.reasons(), (right + WORDS_GAP, "left"))
    }

    /// Writes words beside the rows: all as one text where each is one line, which the engine is quickest with.
    fn add_column(&self, option: ChartOption, mut words: Vec<String>, (x, align): (f64, &str)) -> ChartOption {
        let [_, top, _, bottom] = option.plot();
        words.reverse();
        let row = (bottom - top) / words.len() as f64;
        if words.iter().all(String::is_empty) {
            return option;
        }
        if words.iter().all(|words| !words.contains('\n')) {
            return option.lines(&words.join("\n"), (x, top), align, row);
        }
        let middle = |at: usize| top + (at as f64 + 0.5) * row;
        let words = words.iter().enumerate().filter(|(_, words)| !words.is_empty());
        words.fold(option, |option, (at, words)| option.words(words, (x, middle(at)), (align, "middle"), theme::INK))
    }

    pub(super) fn add_values(&self, mut option: ChartOption) -> ChartOption {
        if !self.are_bars() {
            option = option.series(self.guides());
        }
        for standing in self.standings() {
            option = match (self.are_bars(), standing.is_hollow()) {
                (true, true) => option.hatched(self.bars(standing), standing.color()),
                (true, false) => option.series(self.bars(standing)),
                (false, _) => option.series(self.dots(standing)),
            };
        }
        option
    }

    fn bars(&self, standing: Standing) -> Bar {
        let data = self.from_below.iter().map(|row| match row.value {
            Some(value) if row.standing == standing => point(value.into(), row),
            _ => DataPoint::Value("-".into()),
        });
        Bar::new()
            .name(self.chart.legend.words(standing))
            .bar_width(18)
            .bar_gap("-100%")
            .item_style(standing.style())
            .data(data.collect())
    }

    fn dots(&self, standing: Standing) -> Scatter {
        let data = self.placed().filter_map(|(index, row)| {
            let value = row.value.filter(|_| row.standing == standing)?;
            Some(point(vec![value, index].into(), row))
        });
        let (symbol, size) = standing.symbol();
        Scatter::new()
            .name(self.chart.legend.words(standing))
            .symbol(symbol)
            .symbol_size(size)
            .item_style(standing.style())
            .data(data.collect())
    }

    /// A hair line along each row of dots, to lead the eye from name to value: one series, lifted between rows.
    fn guides(&self) -> Line {
        let Scale { from, to, .. } = self.chart.scale;
        let row = |(index, _)| [vec![from, index].into(), vec![to, index].into(), vec!["-", "-"].into()];
        carrier()
            .connect_nulls(false)
            .line_style(line(theme::GRID, 1.0, LineStyleType::Solid))
            // Behind the dots.
            .z(1)
            .data(self.placed().flat_map(row).map(DataPoint::Value).collect())
    }

    /// One line series for all limits, broken between rows, with an upright stroke at each end.
    pub(super) fn whiskers(&self) -> Option<Line> {
        let mut data = Vec::new();
        for (index, row) in self.placed() {
            if let Some((low, high)) = row.interval {
                data.push(point(vec![low, index].into(), row));
                data.push(point(vec![high, index].into(), row));
                data.push(DataPoint::Value(vec!["-", "-"].into()));
            }
        }
        (!data.is_empty()).then(|| {
            Line::new()
                .name(self.chart.legend.interval.as_str())
                .symbol(Symbol::Rect)
                .line_style(line(theme::INK, 1.5, LineStyleType::Solid))
                .item_style(ItemStyle::new().color(theme::INK))
                .z(5)
                .data(data)
        })
    }

    fn placed(&self) -> impl Iterator<Item = (f64, &FundRow)> {
        let rows = self.from_below.iter().enumerate();
        rows.map(|(index, row)| (index as f64, *row))
    }
}

fn point(value: CompositeValue, row: &FundRow) -> DataPoint {
    let sign = row.standing.sign();
    let words = format!("{}: {} {sign}", row.name, row.text);
    DataPointItem::new(value).name(words.trim_end()).into()
}

fn widest(texts: &[String]) -> f64 {
    texts.iter().map(|text| width(text)).fold(0.0, f64::max)
}
