//! A drawn chart, ready to stand on a page.

/// A chart as a reader's page needs it: the picture, and the option it was drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Inline SVG markup: self-contained, responsive, with title and description, without
    /// `style`, `class` or script, so it stands under a strict content security policy.
    /// Colours are CSS variables (`var(--c1)`, `var(--ink)` ...) that the page defines.
    pub svg: String,
    /// The chart's option as JSON, for a later interactive chart of the same look.
    /// Every `<` is written `\u003c`, so it may stand in `<script type="application/json">`.
    pub option: String,
}
