//! Where the words of a history go.

use charming::component::LegendItem;
use charming::element::LabelAlign;

use super::view::{HistoryChart, MonthMark};
use crate::charts::lettering::{LINE_HEIGHT, TEXT_SIZE, height, lanes, width, wrap};
use crate::charts::option::{WIDTH_F, legend_height, legend_rows};

/// Words right of the plot are broken to about this width.
pub(super) const TARGET_WIDTH: f64 = 62.0;

/// Where a label goes: inside its interval, or in a lane above the plot.
pub(super) struct LabelPlace {
    pub(super) text: String,
    pub(super) lane: Option<usize>,
    pub(super) align: LabelAlign,
}

/// Where everything goes.
pub(super) struct Layout {
    pub(super) legend: Vec<Vec<LegendItem>>,
    /// Left, top, right, bottom.
    pub(super) margins: [f64; 4],
    /// The months' labels; empty where there is no room.
    pub(super) months: Vec<String>,
    pub(super) excluded: Vec<LabelPlace>,
    pub(super) breaks: Vec<LabelPlace>,
}

impl Layout {
    /// Returns where everything of a chart goes.
    pub(super) fn new(chart: &HistoryChart) -> Self {
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

/// Returns how far above the plot a lane is.
pub(super) fn lane_distance(lane: usize) -> f64 {
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
