//! From option to picture, and the key by which a picture is known again.

use std::fmt;

use sha2::{Digest, Sha256};

use super::engine::{self, ECHARTS_SHA256};
use super::fault::ChartFault;
use super::theme;
use super::tidy::{TIDY_VERSION, tidy};
use super::view::Caption;
use crate::model::picture::Picture;

/// Everything that decides how a picture comes out. Made quickly; drawing it takes 10-20 ms in a release build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The option as JSON.
    pub(super) option: String,
    /// Size of the drawing, in its own units; a page shows it at any size.
    pub(super) width: u32,
    /// As `width`.
    pub(super) height: u32,
    /// Its words.
    pub(super) caption: Caption,
}

impl Drawing {
    /// Draws it.
    ///
    /// # Errors
    /// Whatever stops the engine or the tidy pass; each is a mistake in the program.
    pub fn draw(&self) -> Result<Picture, ChartFault> {
        let raw = engine::draw(&self.option, self.width, self.height)?;
        Ok(self.picture(tidy(&raw, &self.caption)?))
    }

    /// The picture with an SVG that [`Drawing::draw`] gave before for the same [`chart_key`].
    #[must_use]
    pub fn picture(&self, svg: String) -> Picture {
        Picture { svg, option: self.option.replace('<', "\\u003c") }
    }
}

/// Names what a drawing comes out as: two drawings with the same key have the same SVG, byte for
/// byte. Shown as 64 hexadecimal digits. Not for publishing: it is made from figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChartKey([u8; 32]);

impl fmt::Display for ChartKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Returns the key of a drawing: a SHA-256 of its option, size and words, of ECharts, of the theme
/// and of the tidy pass's version. Good for a cache in memory and for one on disk.
pub fn chart_key(drawing: &Drawing) -> ChartKey {
    let mut hash = Sha256::new();
    let numbers = [drawing.width, drawing.height, TIDY_VERSION].map(|number| number.to_string());
    let parts = [
        ECHARTS_SHA256,
        &theme::json(),
        &numbers[0],
        &numbers[1],
        &numbers[2],
        &drawing.caption.id_prefix,
        &drawing.caption.title,
        &drawing.caption.description,
        &drawing.option,
    ];
    for part in parts {
        // The length goes before the text, so that no two lists of parts run into the same bytes.
        hash.update(part.len().to_string());
        hash.update(":");
        hash.update(part);
    }
    ChartKey(hash.finalize().into())
}
