//! A drawn chart.

/// A chart as a page carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Inline SVG with title and description, the same bytes for the same chart.
    pub svg: String,
    /// The chart's option as JSON, safe inside `<script type="application/json">`.
    pub option: String,
}
