//! Values of the unemployment funds held against a target, one row each.
//!
//! Bars for up to ten rows on a scale that holds zero, dots otherwise: more bars than that are
//! hard to read, and a bar that does not start at zero lies.

mod rows;
mod standing;
mod view;

pub(in crate::charts) use rows::MOST_BARS;
pub use standing::Standing;
pub use view::{FundRow, FundsChart, FundsLegend};

use self::rows::Rows;
use super::drawing::Drawing;
use super::fault::ChartFault;
use super::lettering::LINE_HEIGHT;
use super::option::{Across, ChartOption, legend_height, legend_rows, scale_axis};

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
        let mut option = ChartOption::new([rows.names_width(), top, rows.texts_width(), bottom], plot)
            .legend(&legend)
            .with(|chart| chart.x_axis(scale_axis(&self.scale)).y_axis(rows.axis()))
            .marks(&self.scale, Across::Upright);
        option = rows.add_values(rows.add_words(option));
        if let Some(whiskers) = rows.whiskers() {
            option = option.sized(whiskers, [1.5, 9.0]);
        }
        if let Some(target) = &self.target {
            option = option.target(&self.scale, Across::Upright, target);
        }
        option.finish(&self.caption)
    }
}
