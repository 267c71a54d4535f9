//! Why a chart could not be drawn.

use std::fmt;

/// Why a chart could not be drawn. Every kind is a mistake in the program, not in a delivery:
/// whoever meets one reports it and stops, rather than publishing a page without its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChartFault {
    /// The chart has nothing to show; the text says what is missing.
    Nothing(String),
    /// A position or size that cannot be drawn (not finite, outside its axis); the text names it.
    Position(String),
    /// More series than there are colours and symbols to tell them apart; the number asked for.
    TooManySeries(usize),
    /// The option is not JSON, or carries a JavaScript function.
    Option(String),
    /// The option asks for a kind of series that the engine does not know, and would leave out
    /// without a word.
    UnknownSeries(String),
    /// The JavaScript engine failed; the text is its own message.
    Engine(String),
    /// The engine's drawing is not the SVG that is expected.
    Drawing(String),
    /// The drawing holds no marks.
    NoMarks,
}

impl fmt::Display for ChartFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing(what) => write!(f, "nothing to draw: {what}"),
            Self::Position(what) => write!(f, "cannot be placed in the chart: {what}"),
            Self::TooManySeries(count) => write!(f, "{count} series are too many for one chart"),
            Self::Option(what) => write!(f, "not a chart option: {what}"),
            Self::UnknownSeries(kind) => write!(f, "no such kind of series: {kind}"),
            Self::Engine(message) => write!(f, "the charting engine failed: {message}"),
            Self::Drawing(what) => write!(f, "unexpected drawing: {what}"),
            Self::NoMarks => f.write_str("the drawing holds no marks"),
        }
    }
}

impl std::error::Error for ChartFault {}
