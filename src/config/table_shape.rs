//! The shape of a table as `[[table]]` describes it: headings, labels, columns, notes at its end.

use super::checker::Checker;
use super::document::Located;
use super::raw::RawTable;
use super::release::{Axis, Counted, Layout};
use super::value::{Numbers, Words};

/// The largest line number that a heading may stand in, and the most notes at the end.
const MAX_LINE: u64 = 10_000;

/// The shape of a table, as checked.
pub(super) struct Shape {
    pub(super) rows: Vec<Axis>,
    pub(super) columns: Option<Axis>,
    pub(super) content: Counted,
    pub(super) header: Vec<u32>,
    pub(super) footer: Option<u32>,
}

/// Checks the keys that say how a table is laid out; `None` when they do not say enough.
pub(super) fn check(raw: &RawTable, layout: Layout, place: &Located<()>, checker: &mut Checker<'_>) -> Option<Shape> {
    let footer = checker.within(raw.footer.as_ref(), 0..=MAX_LINE);
    if layout == Layout::Tidy {
        let texts = [&raw.columns, &raw.value, &raw.numerator, &raw.denominator, &raw.total, &raw.akasse, &raw.area];
        texts.into_iter().flatten().for_each(|stray| only_wide(stray, checker));
        raw.rows.iter().for_each(|stray| only_wide(stray, checker));
        raw.period.iter().for_each(|stray| only_wide(stray, checker));
        let header = header(raw.header.as_ref(), 1, checker);
        return Some(Shape { rows: Vec::new(), columns: None, content: Counted::Every, header, footer });
    }
    let content = content(raw, checker);
    let axes = axes(raw.rows.as_ref(), raw.columns.as_ref(), content.as_ref(), place, checker);
    let (content, (rows, columns)) = (content?, axes?);
    let heads = usize::from(columns.is_some()) + usize::from(content != Counted::Every);
    let header = header(raw.header.as_ref(), heads, checker);
    Some(Shape { rows, columns, content, header, footer })
}

fn only_wide<T>(stray: &Located<T>, checker: &mut Checker<'_>) {
    let message = format!("{} describes a wide table, and this one is tidy", stray.field);
    checker.refuse(stray, message, "Add layout = \"wide\", or leave the key out.");
}

/// Which columns hold the figures.
fn content(raw: &RawTable, checker: &mut Checker<'_>) -> Option<Counted> {
    match (&raw.value, &raw.numerator, &raw.denominator) {
        (None, None, None) => Some(Counted::Every),
        (Some(value), None, None) => Some(Counted::Value(checker.text(Some(value.clone())))),
        (None, Some(numerator), Some(denominator)) => {
            let (numerator, denominator) =
                (checker.text(Some(numerator.clone())), checker.text(Some(denominator.clone())));
            Some(Counted::Shares { numerator, denominator })
        }
        (Some(value), ..) => {
            let message = format!("{} and counts are both named", value.field);
            checker.refuse(value, message, "Name numerator and denominator only: the share follows from them.");
            None
        }
        (None, Some(alone), None) | (None, None, Some(alone)) => {
            let message = format!("{} is named without the other count", alone.field);
            checker.refuse(alone, message, "Name both numerator and denominator, or value.");
            None
        }
    }
}

fn axes(
    rows: Option<&Located<Words>>,
    columns: Option<&Located<String>>,
    content: Option<&Counted>,
    place: &Located<()>,
    checker: &mut Checker<'_>,
) -> Option<(Vec<Axis>, Option<Axis>)> {
    // Headings that say what is counted may be all there is across the top.
    let needs_columns = content == Some(&Counted::Every);
    for (key, missing) in [("rows", rows.is_none()), ("columns", columns.is_none() && needs_columns)] {
        if missing {
            let message = format!("this wide table does not say what its {key} are");
            checker.refuse(place, message, format!("Add {key} = \"period\", \"akasse\" or \"area\"."));
        }
    }
    let across = columns.map(|columns| checker.word(Some(columns), &Axis::ALL));
    let written = &rows?.value.0;
    let down: Vec<Option<Axis>> = written.iter().map(|word| checker.word(Some(word), &Axis::ALL)).collect();
    let down: Vec<Axis> = down.into_iter().collect::<Option<_>>()?;
    let across = match across {
        Some(across) => Some(across?),
        None if needs_columns => return None,
        None => None,
    };
    if down.is_empty() {
        checker.refuse(place, "rows names nothing".to_owned(), "Name what stands at the left of each row.");
        return None;
    }
    for (at, (axis, word)) in down.iter().zip(written).enumerate() {
        if down[..at].contains(axis) {
            let message = format!("rows names {} twice", word.value);
            checker.refuse(word, message, "Name each column of labels once, from left to right.");
            return None;
        }
    }
    if let Some(columns) = columns
        && across.is_some_and(|across| down.contains(&across))
    {
        let message = format!("rows and columns are both {}", columns.value);
        checker.refuse(columns, message, "Say what stands across the top of the table.");
        return None;
    }
    Some((down, across))
}

/// The lines of the headings: as many as the table has, from top to bottom.
fn header(written: Option<&Located<Numbers>>, heads: usize, checker: &mut Checker<'_>) -> Vec<u32> {
    let Some(written) = written else { return Vec::new() };
    let lines: Vec<Option<u32>> = written.value.0.iter().map(|line| checker.within(Some(line), 1..=MAX_LINE)).collect();
    let Some(lines) = lines.into_iter().collect::<Option<Vec<u32>>>() else { return Vec::new() };
    if lines.len() != heads {
        let message = format!("{} names {} lines, and this table has {heads} of headings", written.field, lines.len());
        let hint = "Write header = 4 for one line of headings; two are one for columns and one for value \
                    (or numerator and denominator), header = [4, 5].";
        checker.refuse(written, message, hint);
        return Vec::new();
    }
    if !lines.is_sorted_by(|above, below| above < below) {
        let message = format!("{} does not go from top to bottom", written.field);
        checker.refuse(written, message, "Write the line of columns first, then that of what is counted.");
        return Vec::new();
    }
    lines
}
