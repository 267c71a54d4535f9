//! Punctuality and timeliness, printed with what they are counted from.

use super::{HighlightView, Part, days};
use crate::model::Exact;
use crate::model::measure::Unit;
use crate::model::timetable::{Mean, Punctuality, Record};
use crate::render::cell::Cell;
use crate::render::html::{Html, escaped};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::text::messages::{Messages, say};

/// The records of all years, real ones first.
fn totals<'a>(part: &Part<'a>) -> Vec<&'a Record> {
    part.timetable.records.iter().filter(|record| record.year.is_none()).collect()
}

fn kind(record: &Record) -> &'static str {
    if record.synthetic { "calendar-made-up" } else { "calendar-real" }
}

/// The share of announcements kept to the day, for each kind of figures that has any.
pub(super) fn highlights(part: &Part<'_>) -> Vec<HighlightView> {
    let say = part.press.say;
    let announced = totals(part).into_iter().filter(|record| record.announced > 0);
    announced
        .map(|record| {
            let of = if record.synthetic { "calendar-kept-made-up" } else { "calendar-kept" };
            let (kept, all) = (say.count(record.last.on_time), say.count(record.announced));
            HighlightView {
                of: say.text(of).into_owned(),
                figure: Html::trusted(escaped(&share(say, &record.last))),
                rest: say!(say, "calendar-kept-of", kept = kept, all = all),
            }
        })
        .collect()
}

/// Punctuality and timeliness, a column for each kind of figures.
pub(super) fn table(part: &Part<'_>) -> Option<Html> {
    let say = part.press.say;
    let totals = totals(part);
    if totals.is_empty() {
        return None;
    }
    let mut table = Table::new(say, "tal-for-punktlighed", &say.text("calendar-record"), Sorting::Fixed);
    let head = Column::text(say.text("calendar-quality"));
    let kinds = totals.iter().map(|record| Column::number(say.text(kind(record)), ""));
    table.columns(&std::iter::once(head).chain(kinds).collect::<Vec<_>>());
    let mut row = |label: &str, remark: &str, cell: &dyn Fn(&Record) -> Cell| {
        table.row(
            &Head::text(say.text(label))
                .remark(if remark.is_empty() { String::new() } else { say.text(remark).into_owned() })
                .wrapped(),
            totals.iter().map(|record| cell(record)),
        );
    };
    row("calendar-versions", "", &|record| Cell::number(say.count(record.versions)));
    row("calendar-announced", "calendar-known-day", &|record| Cell::number(say.count(record.announced)));
    row("calendar-kept", "calendar-day-before", &|record| shares(say, &record.last));
    row("calendar-mean-delay", "calendar-tp3", &|record| mean(say, &record.last.delay));
    row("calendar-first-kept", "", &|record| shares(say, &record.first));
    row("calendar-first-delay", "", &|record| mean(say, &record.first.delay));
    row("calendar-first-results", "calendar-tp1", &|record| mean(say, &record.first_results));
    row("calendar-final-results", "calendar-tp2", &|record| mean(say, &record.final_results));
    Some(table.finish())
}

/// The same by year of publication.
pub(super) fn years(part: &Part<'_>) -> Option<Html> {
    let say = part.press.say;
    let records = &part.timetable.records;
    let years: Vec<&Record> = records.iter().filter(|record| record.year.is_some()).collect();
    if years.len() < 2 {
        return None;
    }
    let mut table = Table::new(say, "aar-for-aar", &say.text("calendar-years"), Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("calendar-year")),
        Column::number(say.text("word-releases"), say.text("calendar-number")),
        Column::number(say.text("calendar-column-announced"), say.text("calendar-number")),
        Column::number(say.text("calendar-column-on-time"), say.text("calendar-number")),
        Column::number(say.text("calendar-column-delay"), say.text("calendar-mean-days")),
    ]);
    for record in years {
        let label = record.year.map(|year| year.to_string()).unwrap_or_default();
        let remark = say.text(kind(record)).to_lowercase();
        let on_time = match record.announced {
            0 => Cell::number(say.text("calendar-nothing").into_owned()),
            _ => Cell::number(say.count(record.last.on_time)),
        };
        let cells = [
            Cell::number(say.count(record.versions)),
            Cell::number(say.count(record.announced)),
            on_time,
            match &record.last.delay.days {
                Some(days) => Cell::number(decimal(say, days)),
                None => Cell::number(say.text("calendar-nothing").into_owned()),
            },
        ];
        table.row(&Head::text(&label).remark(remark), cells);
    }
    Some(table.finish())
}

fn shares(say: &Messages, kept: &Punctuality) -> Cell {
    if kept.delay.count == 0 {
        return Cell::number(say.text("calendar-nothing").into_owned());
    }
    let (on_time, all) = (say.count(kept.on_time), say.count(kept.delay.count));
    let mut remark = say!(say, "calendar-of", part = on_time, all = all);
    for (count, key) in [(kept.late, "calendar-count-late"), (kept.early, "calendar-count-early")] {
        if count > 0 {
            remark.push_str(", ");
            remark.push_str(&say!(say, key, count = count));
        }
    }
    Cell::Remarked(share(say, kept), remark)
}

fn share(say: &Messages, kept: &Punctuality) -> String {
    Exact::percent(kept.on_time, kept.delay.count)
        .map(|percent| say.with_unit(&say.number(percent.round(1).trimmed()), Unit::Percent))
        .unwrap_or_default()
}

fn mean(say: &Messages, mean: &Mean) -> Cell {
    match &mean.days {
        Some(exact) => {
            Cell::Remarked(days(say, &decimal(say, exact)), say!(say, "calendar-of-all", all = say.count(mean.count)))
        }
        None => Cell::number(say.text("calendar-nothing").into_owned()),
    }
}

/// A mean with one decimal at most.
fn decimal(say: &Messages, days: &Exact) -> String {
    say.number(days.round(1).trimmed())
}
