//! Values of the unemployment funds held against a target, one row each.
//!
//! Bars for up to ten rows on a scale that holds zero, dots otherwise: more bars than that are
//! hard to read, and a bar that does not start at zero lies.

use charming::component::{Axis, LegendItem};
use charming::datatype::{CompositeValue, DataPoint, DataPointItem};
use charming::element::{AxisLine, AxisTick, AxisType, Icon, ItemStyle, LineStyleType, Symbol};
use charming::series::{Bar, Line, Scatter};

use super::drawing::Drawing;
use super::fault::ChartFault;
use super::lettering::{LINE_HEIGHT, width, wrap};
use super::option::{
    Across, ChartOption, WIDTH, WIDTH_F, align_inside, axis_label, grid_labels, label, legend_height, legend_rows,
    line, scale_axis, target_line,
};
use super::theme;
use super::view::{Caption, Scale, TargetLine};

/// More rows than this are drawn as dots.
const MOST_BARS: usize = 10;
/// Names longer than this are broken into lines.
const NAME_WIDTH: f64 = 165.0;
/// The reason for a missing value is broken into lines of about this width.
const REASON_WIDTH: f64 = 75.0;
/// The limits of a value as the legend shows them.
const WHISKER: &str = "path://M0,0h2v10h-2z M2,4h18v2h-18z M20,0h2v10h-2z";
const BAR_ROW: f64 = 30.0;
const DOT_ROW: f64 = 26.0;

/// A chart of funds against a target.
#[derive(Debug, Clone, PartialEq)]
pub struct FundsChart {
    /// Its words.
    pub caption: Caption,
    /// The horizontal scale.
    pub scale: Scale,
    /// The target, if there is a numeric one.
    pub target: Option<TargetLine>,
    /// The rows. Drawn by falling value, those without a value last; equal values stay in the
    /// order given, so give them in the order of their names.
    pub funds: Vec<FundRow>,
    /// What the legend says.
    pub legend: FundsLegend,
}

/// A fund's row.
#[derive(Debug, Clone, PartialEq)]
pub struct FundRow {
    /// The fund's name, as short as readers know it.
    pub name: String,
    /// The value as readers see it, such as `89,5`; without a value, the reason in a word or two.
    pub text: String,
    /// Where the value stands on the scale; absent when there is none.
    pub value: Option<f64>,
    /// Between which limits the true value lies, if that is known.
    pub interval: Option<(f64, f64)>,
    /// How it stands to the target.
    pub standing: Standing,
}

/// How a value stands to a target. Each has its own pattern or shape, and a sign beside the value:
/// colour alone says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Reaches it.
    Met,
    /// Does not reach it.
    NotMet,
    /// Cannot be told, because the value is known only roughly.
    Undecided,
    /// Is not judged: no value, or no numeric target in force.
    Unjudged,
}

/// The legend's words. Only those that occur in the chart are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundsLegend {
    /// For funds that reach the target.
    pub met: String,
    /// For those that do not.
    pub not_met: String,
    /// For those that cannot be told.
    pub undecided: String,
    /// For those that are not judged.
    pub unjudged: String,
    /// For the limits of the true value.
    pub interval: String,
}

impl Standing {
    /// In the order of the legend.
    const ALL: [Self; 4] = [Self::Met, Self::NotMet, Self::Undecided, Self::Unjudged];

    /// Returns the sign that stands before a value of this standing; empty when it is not judged.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Met => "✓",
            Self::NotMet => "✗",
            Self::Undecided => "?",
            Self::Unjudged => "",
        }
    }

    fn color(self) -> &'static str {
        match self {
            Self::Met => theme::SERIES[0],
            Self::NotMet => theme::SERIES[1],
            Self::Undecided | Self::Unjudged => theme::MUTED,
        }
    }

    fn symbol(self) -> (Symbol, f64) {
        match self {
            Self::Met => (Symbol::Circle, 13.0),
            Self::NotMet => (Symbol::Diamond, 15.0),
            Self::Undecided => (Symbol::Triangle, 13.0),
            Self::Unjudged => (Symbol::Rect, 10.0),
        }
    }

    fn style(self) -> ItemStyle {
        let style = ItemStyle::new().border_color(self.color()).border_width(1.5).opacity(1);
        match self {
            Self::Met | Self::Unjudged => style.color(self.color()),
            Self::NotMet | Self::Undecided => style.color(theme::SURFACE),
        }
    }

    fn words(self, legend: &FundsLegend) -> String {
        let words = match self {
            Self::Met => &legend.met,
            Self::NotMet => &legend.not_met,
            Self::Undecided => &legend.undecided,
            Self::Unjudged => &legend.unjudged,
        };
        format!("{} {words}", self.sign()).trim().to_owned()
    }
}

impl FundsChart {
    /// Returns the drawing of the chart.
    ///
    /// # Errors
    /// When there is no row with a value, or something lies outside the scale.
    pub fn drawing(&self) -> Result<Drawing, ChartFault> {
        self.check()?;
        let rows = Rows::new(self);
        let legend = legend_rows(rows.legend());
        let target_height = if self.target.is_some() { LINE_HEIGHT + 8.0 } else { 4.0 };
        let top = legend_height(&legend) + target_height;
        let bottom = LINE_HEIGHT + 10.0;
        let plot = rows.row_height() * rows.from_below.len() as f64;
        let mut option = ChartOption::new([rows.names_width(), top, rows.texts_width(), bottom])
            .legend(&legend)
            .with(|chart| chart.x_axis(scale_axis(&self.scale)).y_axis(rows.names_axis()).y_axis(rows.texts_axis()))
            .series(grid_labels(&self.scale, Across::Upright));
        option = rows.add_values(option);
        if let Some(whiskers) = rows.whiskers() {
            option = option.sized(whiskers, [1.5, 9.0]);
        }
        if let Some(target) = &self.target {
            option = option.series(rows.target_line(target));
        }
        Ok(Drawing {
            option: option.finish()?,
            width: WIDTH,
            height: (top + plot + bottom).ceil() as u32,
            caption: self.caption.clone(),
        })
    }

    fn check(&self) -> Result<(), ChartFault> {
        self.scale.check()?;
        if self.funds.iter().all(|fund| fund.value.is_none()) {
            return Err(ChartFault::Nothing("no fund has a value".into()));
        }
        for fund in &self.funds {
            let interval = fund.interval.into_iter().flat_map(|(low, high)| [low, high]);
            for at in fund.value.into_iter().chain(interval) {
                self.scale.check_position(at, &fund.name)?;
            }
        }
        match &self.target {
            Some(target) => self.scale.check_position(target.at, &target.text),
            None => Ok(()),
        }
    }
}

/// The rows in the order they are drawn: from the bottom up, as the engine counts them.
struct Rows<'a> {
    chart: &'a FundsChart,
    from_below: Vec<&'a FundRow>,
}

impl<'a> Rows<'a> {
    fn new(chart: &'a FundsChart) -> Self {
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

    fn row_height(&self) -> f64 {
        let lines = self
            .from_below
            .iter()
            .map(|row| wrap(&row.name, NAME_WIDTH).lines().count())
            .chain(self.texts().iter().map(|text| text.lines().count()))
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

    fn legend(&self) -> Vec<LegendItem> {
        let words = &self.chart.legend;
        let interval = self.from_below.iter().any(|row| row.interval.is_some());
        let interval =
            interval.then(|| LegendItem { name: words.interval.clone(), icon: Some(Icon::Custom(WHISKER.into())) });
        self.standings().map(|standing| LegendItem::from(standing.words(words))).chain(interval).collect()
    }

    fn names(&self) -> Vec<String> {
        let names = self.from_below.iter();
        names.map(|row| wrap(&row.name, NAME_WIDTH)).collect()
    }

    /// The values as text, each behind its sign; figures end at the same place.
    fn texts(&self) -> Vec<String> {
        let valued = || self.from_below.iter().filter(|row| row.value.is_some());
        let longest = valued().map(|row| row.text.chars().count()).max();
        let signed = valued().any(|row| !row.standing.sign().is_empty());
        self.from_below
            .iter()
            .map(|row| match (row.value, longest) {
                (Some(_), Some(longest)) => {
                    // A figure space is as wide as a figure.
                    let missing = longest.saturating_sub(row.text.chars().count());
                    let pad = "\u{2007}".repeat(missing);
                    let sign = if signed { row.standing.sign() } else { "" };
                    format!("{sign} {pad}{}", row.text).trim_start().to_owned()
                }
                _ => wrap(&row.text, REASON_WIDTH),
            })
            .collect()
    }

    fn names_width(&self) -> f64 {
        widest(&self.names()) + 14.0
    }

    fn texts_width(&self) -> f64 {
        // The last mark of the scale reaches half its width beyond the plot.
        let last = self.chart.scale.ticks.last();
        let beyond = last.map_or(0.0, |tick| width(&tick.text) / 2.0);
        (widest(&self.texts()) + 14.0).max(beyond)
    }

    fn target_line(&self, target: &TargetLine) -> Line {
        let Scale { from, to, .. } = self.chart.scale;
        let plot = WIDTH_F - self.names_width() - self.texts_width();
        let at = self.names_width() + (target.at - from) / (to - from) * plot;
        let align = align_inside(at, &target.text);
        let words = label(theme::ACCENT).distance(6).align(align);
        target_line(target.at, &target.text, Across::Upright, words)
    }

    fn names_axis(&self) -> Axis {
        rows_axis().axis_line(AxisLine::new().show(false)).axis_label(axis_label(theme::INK)).data(self.names())
    }

    fn texts_axis(&self) -> Axis {
        rows_axis()
            .position("right")
            .axis_line(AxisLine::new().show(false))
            .axis_label(axis_label(theme::INK))
            .data(self.texts())
    }

    fn add_values(&self, mut option: ChartOption) -> ChartOption {
        if !self.are_bars() {
            option = option.series(self.guides());
        }
        for standing in self.standings() {
            let hollow = matches!(standing, Standing::NotMet | Standing::Undecided);
            option = match (self.are_bars(), hollow) {
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
            .name(standing.words(&self.chart.legend))
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
            .name(standing.words(&self.chart.legend))
            .symbol(symbol)
            .symbol_size(size)
            .item_style(standing.style())
            .data(data.collect())
    }

    /// A hair line along each row of dots, to lead the eye from name to value.
    fn guides(&self) -> Bar {
        let end = self.chart.scale.to;
        Bar::new()
            .bar_width(1)
            .bar_gap("-100%")
            .item_style(ItemStyle::new().color(theme::GRID))
            .data(self.from_below.iter().map(|_| DataPoint::from(end)).collect())
    }

    /// One line series for all limits, broken between rows, with an upright stroke at each end.
    fn whiskers(&self) -> Option<Line> {
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

fn rows_axis() -> Axis {
    Axis::new().type_(AxisType::Category).axis_tick(AxisTick::new().show(false))
}

fn point(value: CompositeValue, row: &FundRow) -> DataPoint {
    let sign = row.standing.sign();
    let words = format!("{}: {} {sign}", row.name, row.text);
    DataPointItem::new(value).name(words.trim_end()).into()
}

fn widest(texts: &[String]) -> f64 {
    texts.iter().map(|text| width(text)).fold(0.0, f64::max)
}
