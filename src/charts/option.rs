//! What the charts share: one look, built with `charming` and finished as JSON.
//!
//! `charming` has no words for some of ECharts' settings. They are added to the JSON here, and
//! nowhere else: `useUTC`, the line height beside every font size (else the engine measures with
//! the width of a Chinese character), the hatching of a series, tooltips drawn as SVG, words at a place of the drawing.

use charming::Chart;
use charming::component::{Axis, Grid, Legend, LegendItem};
use charming::datatype::CompositeValue;
use charming::element::{
    AxisLabel, AxisLine, AxisTick, AxisType, Formatter, Label, LineStyle, LineStyleType, MarkLineData, SplitLine,
    TextStyle, Tooltip, Trigger,
};
use charming::series::{Line, Series};
use serde_json::{Map, Value, json};

use super::drawing::Drawing;
use super::fault::ChartFault;
use super::lettering::{LINE_HEIGHT, TEXT_SIZE, width};
use super::theme;
use super::view::{Caption, Scale, TargetLine};

/// Width of every drawing, in its own units: narrow, so that letters stay readable on a phone.
pub(super) const WIDTH: u32 = 480;
/// The same as a position.
pub(super) const WIDTH_F: f64 = 480.0;
/// Space between the plot and the words at a scale's marks.
const MARK_GAP: f64 = 7.0;
/// Space between the target's line and its words.
const TARGET_GAP: f64 = 6.0;
/// What stands above the series; the engine draws higher numbers later, series at 2 unless they say otherwise.
const ABOVE: u32 = 5;

/// A row of the legend is a line with some air.
const LEGEND_ROW: f64 = LINE_HEIGHT + 5.0;
const LEGEND_ICON: f64 = 22.0;
const LEGEND_GAP: f64 = 16.0;
/// Space that the engine leaves between icon and words.
const LEGEND_ICON_GAP: f64 = 5.0;

/// A chart's option in the making.
pub(super) struct ChartOption {
    chart: Chart,
    /// Where the plot lies: left, top, right, bottom edge.
    plot: [f64; 4],
    height: u32,
    series: usize,
    /// Words and lines that belong to a place of the drawing.
    graphics: Vec<Value>,
    /// What a series is given beyond `charming`: series, path to the setting, value.
    extras: Vec<(usize, Vec<&'static str>, Value)>,
}

impl ChartOption {
    /// Returns an option with the look that all charts share and a plot of a height within margins, given as
    /// left, top, right, bottom.
    pub(super) fn new(margins: [f64; 4], plot: f64) -> Self {
        let [left, top, right, bottom] = margins;
        let height = (top + plot + bottom).ceil();
        let chart =
            Chart::new().animation(false).grid(Grid::new().left(left).top(top).right(right).bottom(bottom)).tooltip(
                Tooltip::new()
                    .trigger(Trigger::Item)
                    .formatter(Formatter::String("{b}".into()))
                    .background_color(theme::SURFACE)
                    .border_color(theme::MUTED),
            );
        Self {
            chart,
            plot: [left, top, WIDTH_F - right, height - bottom],
            height: height as u32,
            series: 0,
            graphics: Vec::new(),
            extras: Vec::new(),
        }
    }

    /// Changes the chart by `charming`'s own means.
    pub(super) fn with(mut self, change: impl FnOnce(Chart) -> Chart) -> Self {
        self.chart = change(self.chart);
        self
    }

    /// Adds a series.
    pub(super) fn series(mut self, series: impl Into<Series>) -> Self {
        self.chart = self.chart.series(series);
        self.series += 1;
        self
    }

    /// Adds a series whose surfaces are hatched in a colour.
    pub(super) fn hatched(mut self, series: impl Into<Series>, ink: &'static str) -> Self {
        let setting = vec!["itemStyle", "decal"];
        self.extras.push((self.series, setting, hatching(ink)));
        self.series(series)
    }

    /// Adds a series whose symbols have a width and a height of their own.
    pub(super) fn sized(mut self, series: impl Into<Series>, size: [f64; 2]) -> Self {
        let setting = vec!["symbolSize"];
        self.extras.push((self.series, setting, json!(size)));
        self.series(series)
    }

    /// Writes the words of a scale's marks along the plot. They are given as words at a place because the engine would
    /// format an axis' numbers itself, and because lines that carry labels cost it several times as much.
    pub(super) fn marks(mut self, scale: &Scale, across: Across) -> Self {
        let [left, _, _, bottom] = self.plot;
        for tick in &scale.ticks {
            let along = self.place(scale, across, tick.at);
            self = match across {
                Across::Upright => self.words(&tick.text, (along, bottom + MARK_GAP), ("center", "top"), theme::MUTED),
                Across::Level => self.words(&tick.text, (left - MARK_GAP, along), ("right", "middle"), theme::MUTED),
            };
        }
        self
    }

    /// Writes words at a place of the drawing: of the words the left, right or center, and the top, middle or bottom, is
    /// there.
    pub(super) fn words(
        mut self,
        text: &str,
        (x, y): (f64, f64),
        (align, vertical): (&str, &str),
        color: &str,
    ) -> Self {
        let style = json!({
            "text": text, "fill": color, "fontSize": TEXT_SIZE, "align": align, "verticalAlign": vertical,
        });
        self.graphics.push(json!({ "type": "text", "x": x, "y": y, "silent": true, "style": style }));
        self
    }

    /// Writes lines of a height below a place of the drawing.
    pub(super) fn lines(mut self, text: &str, place: (f64, f64), align: &str, height: f64) -> Self {
        self = self.words(text, place, (align, "top"), theme::INK);
        if let Some(words) = self.graphics.last_mut() {
            words["style"]["lineHeight"] = json!(height);
        }
        self
    }

    /// Writes words above everything else, on the page's own ground, so that no curve runs through them.
    pub(super) fn words_on_ground(mut self, text: &str, place: (f64, f64), aligned: (&str, &str)) -> Self {
        self = self.words(text, place, aligned, theme::INK);
        if let Some(words) = self.graphics.last_mut() {
            words["z"] = json!(ABOVE);
            words["style"]["backgroundColor"] = json!(theme::SURFACE);
            words["style"]["padding"] = json!([0, 2, 0, 2]);
        }
        self
    }

    /// Draws the target's dashed line across the plot, with its words at the end.
    pub(super) fn target(mut self, scale: &Scale, across: Across, target: &TargetLine) -> Self {
        let [left, top, right, bottom] = self.plot;
        let along = self.place(scale, across, target.at);
        let (shape, words, aligned) = match across {
            Across::Upright => {
                let align = align_inside(along, &target.text);
                let shape = json!({ "x1": along, "y1": bottom, "x2": along, "y2": top });
                (shape, (along, top - TARGET_GAP), (align, "bottom"))
            }
            Across::Level => {
                let shape = json!({ "x1": left, "y1": along, "x2": right, "y2": along });
                (shape, (right + TARGET_GAP, along), ("left", "middle"))
            }
        };
        let style = json!({ "stroke": theme::ACCENT, "lineWidth": 2, "lineDash": "dashed" });
        self.graphics.push(json!({ "type": "line", "z": ABOVE, "silent": true, "shape": shape, "style": style }));
        self.words(&target.text, words, aligned, theme::ACCENT)
    }

    /// Where a value of a scale lies in the drawing.
    pub(super) fn place(&self, scale: &Scale, across: Across, value: f64) -> f64 {
        let [left, top, right, bottom] = self.plot;
        let share = (value - scale.from) / (scale.to - scale.from);
        match across {
            Across::Upright => left + share * (right - left),
            Across::Level => bottom - share * (bottom - top),
        }
    }

    /// Where the plot lies: left, top, right, bottom edge.
    pub(super) fn plot(&self) -> [f64; 4] {
        self.plot
    }

    /// Adds a legend: one row of names below the other, from the top left corner.
    pub(super) fn legend(self, rows: &[Vec<LegendItem>]) -> Self {
        let mut top = 0.0;
        let mut legends = Vec::new();
        for row in rows {
            legends.push(
                Legend::new()
                    .left(0)
                    .top(top)
                    .padding(0)
                    .item_gap(LEGEND_GAP)
                    .item_width(LEGEND_ICON)
                    .item_height(12)
                    .text_style(TextStyle::new().font_size(TEXT_SIZE))
                    .data(row.clone()),
            );
            top += LEGEND_ROW;
        }
        if legends.is_empty() { self } else { self.with(|chart| chart.legend(legends)) }
    }

    /// Returns the finished drawing.
    pub(super) fn finish(self, caption: &Caption) -> Result<Drawing, ChartFault> {
        let fault = |error: serde_json::Error| ChartFault::Option(error.to_string());
        let mut option = serde_json::to_value(&self.chart).map_err(fault)?;
        option["useUTC"] = Value::Bool(true);
        // Tooltips in HTML would need inline styles, which a strict policy refuses.
        option["tooltip"]["renderMode"] = Value::String("richText".into());
        option["tooltip"]["textStyle"] = json!({ "color": theme::INK, "fontSize": TEXT_SIZE });
        for (series, setting, value) in self.extras {
            let mut place = &mut option["series"][series];
            for name in setting {
                place = &mut place[name];
            }
            *place = value;
        }
        if !self.graphics.is_empty() {
            option["graphic"] = Value::Array(self.graphics);
        }
        set_line_heights(&mut option);
        let option = serde_json::to_string(&option).map_err(fault)?;
        Ok(Drawing { option, width: WIDTH, height: self.height, caption: caption.clone() })
    }
}

/// Splits names into rows of a legend that fit the drawing.
pub(super) fn legend_rows(items: Vec<LegendItem>) -> Vec<Vec<LegendItem>> {
    let mut rows: Vec<Vec<LegendItem>> = Vec::new();
    let mut taken = 0.0;
    for item in items {
        let needed = LEGEND_ICON + LEGEND_ICON_GAP + width(&item.name);
        match rows.last_mut() {
            Some(row) if taken + LEGEND_GAP + needed <= WIDTH_F => {
                taken += LEGEND_GAP + needed;
                row.push(item);
            }
            _ => {
                taken = needed;
                rows.push(vec![item]);
            }
        }
    }
    rows
}

/// Returns the height of a legend, with the air below it.
pub(super) fn legend_height(rows: &[Vec<LegendItem>]) -> f64 {
    rows.iter().map(|_| LEGEND_ROW).sum()
}

/// Returns a scale's axis: a grid line at each mark, without words, since the engine would format
/// the numbers itself; [`ChartOption::marks`] writes the ready texts.
pub(super) fn scale_axis(scale: &Scale) -> Axis {
    let ticks: Vec<CompositeValue> = scale.ticks.iter().map(|tick| tick.at.into()).collect();
    Axis::new()
        .type_(AxisType::Value)
        .min(scale.from)
        .max(scale.to)
        .axis_label(AxisLabel::new().show(false))
        .axis_tick(AxisTick::new().show(false).custom_values(ticks))
        .axis_line(AxisLine::new().show(false))
        .split_line(SplitLine::new().show(true).line_style(line(theme::GRID, 1.0, LineStyleType::Solid)))
}

/// Which way a line across the plot runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Across {
    /// From the bottom up, at a place on the horizontal axis.
    Upright,
    /// From the left to the right, at a place on the vertical axis.
    Level,
}

impl Across {
    pub(super) fn at(self, position: f64) -> MarkLineData {
        match self {
            Self::Upright => MarkLineData::new().x_axis(position),
            Self::Level => MarkLineData::new().y_axis(position),
        }
    }
}

/// Returns a line series without points, for what only needs something to hang on.
pub(super) fn carrier() -> Line {
    Line::new().silent(true).show_symbol(false)
}

/// Returns the style of a line.
pub(super) fn line(color: &str, width: f64, kind: LineStyleType) -> LineStyle {
    LineStyle::new().color(color).width(width).type_(kind)
}

/// Returns a label that shows the name of what it stands at.
pub(super) fn label(color: &str) -> Label {
    Label::new().show(true).formatter(Formatter::String("{b}".into())).color(color).font_size(TEXT_SIZE)
}

/// Returns how words at a place line up so that they stay inside the drawing: in the middle of it
/// if they can.
fn align_inside(at: f64, text: &str) -> &'static str {
    let half = width(text) / 2.0;
    if at - half < 0.0 {
        "left"
    } else if at + half > WIDTH_F {
        "right"
    } else {
        "center"
    }
}

/// Returns labels of an axis in a colour.
pub(super) fn axis_label(color: &str) -> AxisLabel {
    AxisLabel::new().show(true).interval(0).color(color).font_size(TEXT_SIZE)
}

/// Slanting lines in a colour; the surface's own colour shows between them.
fn hatching(ink: &str) -> Value {
    json!({
        "symbol": "rect",
        "symbolSize": 1,
        "color": ink,
        "dashArrayX": [1, 0],
        "dashArrayY": [2, 4],
        "rotation": -std::f64::consts::FRAC_PI_4,
    })
}

/// Sets the line height beside every font size that has none.
fn set_line_heights(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if object.contains_key("fontSize") {
                add_line_height(object);
            }
            object.values_mut().for_each(set_line_heights);
        }
        Value::Array(items) => items.iter_mut().for_each(set_line_heights),
        _ => {}
    }
}

fn add_line_height(object: &mut Map<String, Value>) {
    object.entry("lineHeight").or_insert(json!(LINE_HEIGHT));
}
