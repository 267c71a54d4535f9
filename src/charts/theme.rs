//! Colours and type of every chart: one theme, given as CSS variables.
//!
//! ECharts passes a colour it cannot read through to the SVG as it stands. So one drawing serves
//! light, dark and print: the page says what `--ink` is.

/// Text and strong lines.
pub const INK: &str = "var(--ink)";
/// Labels of axes, notes.
pub const MUTED: &str = "var(--muted)";
/// Grid lines and shading of intervals that do not count.
pub const GRID: &str = "var(--grid)";
/// The page behind the chart.
pub const SURFACE: &str = "var(--surface)";
/// The target.
pub const ACCENT: &str = "var(--accent)";
/// Series, in order.
pub const SERIES: [&str; 6] = ["var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)", "var(--c6)"];

/// Returns the theme that the engine registers, as JSON. An interactive chart registers it too.
pub fn json() -> String {
    serde_json::json!({
        "color": SERIES,
        "backgroundColor": "transparent",
        "textStyle": { "color": INK },
        "legend": { "textStyle": { "color": INK } },
        "categoryAxis": { "axisLine": { "lineStyle": { "color": MUTED } } },
    })
    .to_string()
}
