//! What every chart is given: its words, its scale, its target.
//!
//! Charts format no numbers and judge nothing. Positions are `f64` because a drawing is in pixels
//! in the end; whatever a reader reads comes as finished text.

use super::fault::ChartFault;

/// What a chart is called, for those who see it and those who do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// Comes before every id inside the picture; unique on the page. Starts with a lower-case
    /// letter and goes on with such letters, digits and hyphens.
    pub id_prefix: String,
    /// The picture's name: one line of plain words. Never empty.
    pub title: String,
    /// What the picture shows, in a sentence or two. Never empty.
    pub description: String,
}

/// A scale with its marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Where the scale starts, in the unit of the measure.
    pub from: f64,
    /// Where it ends; greater than `from`.
    pub to: f64,
    /// The marks, with their text. A grid line is drawn at each.
    pub ticks: Vec<Tick>,
}

/// A mark on a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub at: f64,
    /// What is written there, such as `50 pct.`
    pub text: String,
}

/// A target that values are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetLine {
    /// Where it stands.
    pub at: f64,
    /// What is written at the line, such as `Mål 85 pct.`
    pub text: String,
}

impl Caption {
    /// Says what is wrong with the caption, if anything.
    pub(super) fn check(&self) -> Result<(), ChartFault> {
        let mut letters = self.id_prefix.chars();
        let starts_well = letters.next().is_some_and(|first| first.is_ascii_lowercase());
        let goes_on_well =
            letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
        if !(starts_well && goes_on_well) {
            return Err(ChartFault::Drawing(format!("\"{}\" cannot start an id", self.id_prefix)));
        }
        if self.title.trim().is_empty() || self.description.trim().is_empty() {
            return Err(ChartFault::Nothing("a title and a description".into()));
        }
        Ok(())
    }
}

impl Scale {
    /// Says what is wrong with the scale, if anything.
    pub(super) fn check(&self) -> Result<(), ChartFault> {
        if !(self.from.is_finite() && self.to.is_finite() && self.from < self.to) {
            return Err(ChartFault::Position(format!("a scale from {} to {}", self.from, self.to)));
        }
        self.ticks.iter().try_for_each(|tick| self.check_position(tick.at, &tick.text))
    }

    /// Says whether a position can be drawn on the scale; `what` names it in the fault.
    pub(super) fn check_position(&self, at: f64, what: &str) -> Result<(), ChartFault> {
        // NaN lies in no range.
        if (self.from..=self.to).contains(&at) {
            Ok(())
        } else {
            Err(ChartFault::Position(format!("{what} at {at}, on a scale from {} to {}", self.from, self.to)))
        }
    }
}
