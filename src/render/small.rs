//! Small pictures in bulk, drawn as SVG without any engine: a line over months, a bar against a target, dots on a
//! scale. Colours are the stylesheet's variables; coordinates are whole tenths, so the same figures give the same bytes.

use std::fmt::Write as _;

use super::html::escape;

/// One month of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Point {
    /// A value's position.
    Value(f64),
    /// A value's position, the first after a break: the line starts anew, behind an upright stroke.
    Anew(f64),
    /// No value: the line is broken.
    Gap,
    /// Left out by the measure's rule: the line is broken, and the stretch is shaded.
    LeftOut,
}

impl Point {
    /// The value's position; `None` where there is none.
    pub(crate) fn value(self) -> Option<f64> {
        match self {
            Self::Value(value) | Self::Anew(value) => Some(value),
            Self::Gap | Self::LeftOut => None,
        }
    }
}

/// What a scale reaches over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// The scale of shares: 0-100.
    pub(crate) const PERCENT: Self = Self { low: 0.0, high: 100.0 };

    /// The smallest scale that holds all values; a little air when they are all the same.
    pub(crate) fn holding(values: impl IntoIterator<Item = f64>) -> Self {
        let (low, high) =
            values.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        if low.is_finite() && high > low { Self { low, high } } else { Self { low: low.min(0.0), high: high.max(1.0) } }
    }

    /// The scale of shares that stand alone: what they need, at least ten percentage points, so that a line does not
    /// make much of little.
    pub(crate) fn of_shares(values: impl IntoIterator<Item = f64>) -> Self {
        const LEAST: f64 = 10.0;
        let (low, high) =
            values.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        if !low.is_finite() {
            return Self::PERCENT;
        }
        let missing = (LEAST - (high - low)).max(0.0);
        let low = (low - missing / 2.0).clamp(0.0, 100.0 - LEAST);
        Self { low, high: high.max(low + LEAST).min(100.0) }
    }

    /// Tenths of a unit from the start of a line of `length` units.
    fn place(self, value: f64, length: u32) -> i64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        #[allow(clippy::cast_possible_truncation)] // a place on a picture, a few thousand at most
        let place = (share * f64::from(length) * 10.0).round() as i64;
        place
    }
}

const WIDTH: u32 = 120;
const HEIGHT: u32 = 28;
const PAD: i64 = 30;

/// Draws months as a line with its last value marked; `limit` is drawn as a line across. Empty without any value.
pub(crate) fn line(points: &[Point], limit: Option<f64>, scale: Scale, label: &str) -> String {
    if points.iter().all(|point| point.value().is_none()) {
        return String::new();
    }
    let steps = i64::try_from(points.len().saturating_sub(1)).unwrap_or(1).max(1);
    let span = i64::from(WIDTH) * 10 - 2 * PAD;
    let x = |at: usize| PAD + span * i64::try_from(at).unwrap_or(0) / steps;
    let y = |value: f64| i64::from(HEIGHT) * 10 - PAD - scale.place(value, HEIGHT - 6);
    let mut out = open("line", WIDTH, HEIGHT, label);
    shade(&mut out, points, x, span / steps);
    if let Some(limit) = limit {
        out.push_str("<path class=\"limit\" d=\"M0 ");
        tenths(&mut out, y(limit));
        let _ = write!(out, "H{WIDTH}\"/>");
    }
    for (at, _) in points.iter().enumerate().filter(|(_, point)| matches!(point, Point::Anew(_))) {
        out.push_str("<path class=\"edge\" d=\"M");
        tenths(&mut out, x(at) - span / steps / 2);
        let _ = write!(out, " 0V{HEIGHT}\"/>");
    }
    out.push_str("<path class=\"run\" d=\"");
    let mut drawing = false;
    let mut last = (0, 0);
    for (at, point) in points.iter().enumerate() {
        let Some(value) = point.value() else {
            drawing = false;
            continue;
        };
        drawing &= matches!(point, Point::Value(_));
        last = (x(at), y(value));
        out.push(if drawing { 'L' } else { 'M' });
        tenths(&mut out, last.0);
        out.push(' ');
        tenths(&mut out, last.1);
        // A value alone between two gaps would not show as a line.
        if !drawing && !matches!(points.get(at + 1), Some(Point::Value(_))) {
            out.push_str("h.1");
        }
        drawing = true;
    }
    out.push_str("\"/>");
    dot(&mut out, "now", last, "2.5");
    out.push_str("</svg>");
    out
}

fn shade(out: &mut String, points: &[Point], x: impl Fn(usize) -> i64, step: i64) {
    let mut at = 0;
    while at < points.len() {
        let end = at + points[at..].iter().take_while(|point| **point == Point::LeftOut).count();
        if end > at {
            out.push_str("<rect class=\"out\" x=\"");
            tenths(out, x(at) - step / 2);
            out.push_str("\" y=\"0\" width=\"");
            tenths(out, x(end - 1) - x(at) + step);
            let _ = write!(out, "\" height=\"{HEIGHT}\"/>");
        }
        at = end.max(at + 1);
    }
}

/// Draws a bar for a value, with a mark at the limit.
pub(crate) fn bar(value: f64, limit: Option<f64>, scale: Scale, label: &str) -> String {
    let mut out = open("gauge", WIDTH, 12, label);
    let _ =
        write!(out, "<rect class=\"bed\" y=\"3\" width=\"{WIDTH}\" height=\"6\"/><rect class=\"run\" y=\"3\" width=\"");
    tenths(&mut out, scale.place(value, WIDTH));
    out.push_str("\" height=\"6\"/>");
    if let Some(limit) = limit {
        out.push_str("<path class=\"limit\" d=\"M");
        tenths(&mut out, scale.place(limit, WIDTH));
        out.push_str(" 0V12\"/>");
    }
    out.push_str("</svg>");
    out
}

/// Draws all values as dots on one scale, with one of them marked.
pub(crate) fn dots(others: &[f64], own: Option<f64>, limit: Option<f64>, scale: Scale, label: &str) -> String {
    const LENGTH: u32 = 320;
    let mut out = open("dots", LENGTH + 16, 32, label);
    let _ = write!(out, "<path class=\"axis\" d=\"M8 16H{}\"/>", LENGTH + 8);
    let at = |value: f64| (80 + scale.place(value, LENGTH), 160);
    if let Some(limit) = limit {
        out.push_str("<path class=\"limit\" d=\"M");
        tenths(&mut out, at(limit).0);
        out.push_str(" 3V29\"/>");
    }
    for value in others {
        dot(&mut out, "other", at(*value), "4");
    }
    if let Some(own) = own {
        dot(&mut out, "now", at(own), "6");
    }
    out.push_str("</svg>");
    out
}

fn open(class: &str, width: u32, height: u32, label: &str) -> String {
    let mut out = String::with_capacity(640);
    let _ = write!(out, "<svg class=\"small {class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"");
    escape(&mut out, label);
    out.push_str("\">");
    out
}

fn dot(out: &mut String, class: &str, (x, y): (i64, i64), radius: &str) {
    for part in ["<circle class=\"", class, "\" cx=\""] {
        out.push_str(part);
    }
    tenths(out, x);
    out.push_str("\" cy=\"");
    tenths(out, y);
    for part in ["\" r=\"", radius, "\"/>"] {
        out.push_str(part);
    }
}

/// Writes tenths as a decimal number.
fn tenths(out: &mut String, value: i64) {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.abs() / 10, value.abs() % 10);
    let _ = if part == 0 { write!(out, "{sign}{whole}") } else { write!(out, "{sign}{whole}.{part}") };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_the_line_where_there_is_no_value_and_shades_what_is_left_out() {
        let points = [Point::Value(33.0), Point::Value(88.0), Point::LeftOut, Point::Gap, Point::Value(90.0)];
        insta::assert_snapshot!(line(&points, Some(85.0), Scale::PERCENT, "Fra 33 til 90"));
        assert_eq!(line(&[Point::Gap], None, Scale::PERCENT, ""), "");
    }

    #[test]
    fn starts_the_line_anew_behind_a_stroke_at_a_break() {
        let points = [Point::Value(1.0), Point::Value(2.0), Point::Anew(9.0), Point::Value(8.0)];
        insta::assert_snapshot!(line(&points, None, Scale::holding([1.0, 9.0]), "Fra 1 til 8"));
    }

    #[test]
    fn scales_hold_what_they_are_given() {
        assert_eq!(Scale::holding([5.0, 1.0, 3.0]), Scale { low: 1.0, high: 5.0 });
        assert_eq!(Scale::holding([5.0]), Scale { low: 0.0, high: 5.0 });
        assert_eq!(Scale::holding([]), Scale { low: 0.0, high: 1.0 });
        assert_eq!(Scale::of_shares([90.0, 92.0]), Scale { low: 86.0, high: 96.0 });
        assert_eq!(Scale::of_shares([99.0, 100.0]), Scale { low: 90.0, high: 100.0 });
        assert_eq!(Scale::of_shares([0.0, 1.0]), Scale { low: 0.0, high: 10.0 });
        assert_eq!(Scale::of_shares([50.0]), Scale { low: 45.0, high: 55.0 });
        assert_eq!(Scale::of_shares([]), Scale::PERCENT);
        assert_eq!(Scale::of_shares([33.0, 100.0]), Scale { low: 33.0, high: 100.0 });
    }
}
