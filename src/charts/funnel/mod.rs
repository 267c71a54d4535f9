//! Shares by the number they are made of, with the limits that chance alone would keep them in.
//!
//! Small groups swing more than large ones, so the limits open towards the left: a list by rank would make a winner or a
//! loser of a small group that is neither. Only what lies outside the narrow limits is named in the picture.

pub(super) mod made;
mod names;
mod view;

pub use view::{FunnelChart, FunnelLimit, FunnelSpot};

use charming::component::{Axis, LegendItem};
use charming::datatype::{DataPoint, DataPointItem};
use charming::element::{Icon, ItemStyle, LineStyleType, NameLocation, TextStyle};
use charming::series::{Line, Scatter};

use super::drawing::Drawing;
use super::fault::ChartFault;
use super::funds::Standing;
use super::lettering::{LINE_HEIGHT, TEXT_SIZE, width, wrap};
use super::option::{Across, ChartOption, legend_height, legend_rows, line, scale_axis};
use super::theme;
use super::view::TargetLine;

/// Height of the plot itself.
const PLOT: f64 = 280.0;
/// The words at the centre's line are broken to about this width.
const CENTRE_WIDTH: f64 = 62.0;
/// Strokes as the legend shows them.
const STROKES: [&str; 2] =
    ["path://M0,4h5v2h-5z M8,4h5v2h-5z M16,4h5v2h-5z", "path://M0,4h2v2h-2z M6,4h2v2h-2z M12,4h2v2h-2z M18,4h2v2h-2z"];
const KINDS: [LineStyleType; 2] = [LineStyleType::Dashed, LineStyleType::Dotted];

impl FunnelChart {
    /// Returns the drawing of the chart.
    ///
    /// # Errors
    /// When there is no share, or something lies outside its scale.
    pub fn drawing(&self) -> Result<Drawing, ChartFault> {
        self.check()?;
        let legend: Vec<Vec<LegendItem>> = self.legends().into_iter().flat_map(legend_rows).collect();
        let words = wrap(&self.centre.text, CENTRE_WIDTH);
        let ticks = self.share.ticks.iter().map(|tick| width(&tick.text));
        let last = self.size.ticks.last().map_or(0.0, |tick| width(&tick.text) / 2.0);
        let left = ticks.fold(0.0, f64::max) + 14.0;
        let right = (width(&words) + 14.0).max(last + 2.0);
        let (top, bottom) = (legend_height(&legend) + 12.0, 2.0 * LINE_HEIGHT + 16.0);
        let mut option = ChartOption::new([left, top, right, bottom], PLOT)
            .legend(&legend)
            .with(|chart| chart.x_axis(self.size_axis()).y_axis(scale_axis(&self.share)))
            .marks(&self.size, Across::Upright)
            .marks(&self.share, Across::Level);
        for (at, limit) in self.limits.iter().enumerate() {
            option = option.series(self.curves(limit, KINDS[at % KINDS.len()]));
        }
        option = option.target(&self.share, Across::Level, &TargetLine { at: self.centre.at, text: words });
        for standing in self.drawn_standings() {
            option = option.series(self.spots(standing));
        }
        let places: Vec<(f64, f64)> = self.spots.iter().map(|spot| self.place(spot, &option)).collect();
        let sides = names::sides(&self.spots, &places, option.plot());
        for ((spot, place), side) in self.spots.iter().zip(places).zip(sides) {
            if let (Some(name), Some(side)) = (&spot.name, side) {
                let (place, aligned) = side.beside(place);
                option = option.words_on_ground(name, place, aligned);
            }
        }
        option.finish(&self.caption)
    }

    fn place(&self, spot: &FunnelSpot, option: &ChartOption) -> (f64, f64) {
        let (along, up) = (Across::Upright, Across::Level);
        (option.place(&self.size, along, spot.size), option.place(&self.share, up, spot.share))
    }

    fn size_axis(&self) -> Axis {
        scale_axis(&self.size)
            .name(self.size_title.as_str())
            .name_location(NameLocation::Middle)
            .name_gap(LINE_HEIGHT + 12.0)
            .name_text_style(TextStyle::new().color(theme::MUTED).font_size(TEXT_SIZE))
    }

    fn drawn_standings(&self) -> impl Iterator<Item = Standing> {
        Standing::ALL.into_iter().filter(|standing| self.spots.iter().any(|spot| spot.standing == *standing))
    }

    /// What the marks mean, and below it what the curves mean.
    fn legends(&self) -> [Vec<LegendItem>; 2] {
        let standings = self.drawn_standings().filter_map(|standing| self.words(standing)).map(LegendItem::from);
        let limits = self.limits.iter().enumerate().map(|(at, limit)| LegendItem {
            name: limit.name.clone(),
            icon: Some(Icon::Custom(STROKES[at % STROKES.len()].into())),
        });
        [standings.collect(), limits.collect()]
    }

    /// Both curves of a pair as one series, lifted between them and where they leave the scale.
    fn curves(&self, limit: &FunnelLimit, kind: LineStyleType) -> Line {
        let lifted = || DataPoint::Value(vec!["-", "-"].into());
        let mut data: Vec<DataPoint> = Vec::with_capacity(2 * limit.curve.len() + 1);
        for lower in [true, false] {
            for (size, low, high) in limit.curve.iter().copied() {
                let share = if lower { low } else { high };
                let inside = (self.share.from..=self.share.to).contains(&share)
                    && (self.size.from..=self.size.to).contains(&size);
                data.push(if inside { DataPoint::Value(vec![size, share].into()) } else { lifted() });
            }
            data.push(lifted());
        }
        Line::new()
            .name(limit.name.as_str())
            .silent(true)
            .show_symbol(false)
            .connect_nulls(false)
            .line_style(line(theme::INK, 1.5, kind))
            .item_style(ItemStyle::new().color(theme::INK))
            // Below the names, which have the page's ground behind them.
            .z(1)
            .data(data)
    }

    fn spots(&self, standing: Standing) -> Scatter {
        let of_standing = self.spots.iter().filter(|spot| spot.standing == standing);
        let point = |spot: &FunnelSpot| DataPointItem::new(vec![spot.size, spot.share]).name(spot.text.as_str());
        let data: Vec<DataPoint> = of_standing.map(|spot| point(spot).into()).collect();
        let (symbol, size) = standing.symbol();
        let scatter = Scatter::new().symbol(symbol).symbol_size(size - 2.0).item_style(standing.style());
        let scatter = match self.words(standing) {
            Some(words) => scatter.name(words),
            None => scatter,
        };
        scatter.data(data)
    }
}
