//! Punctuality and timeliness, printed with what they are counted from.

use super::{HighlightView, Part, days};
use crate::model::Exact;
use crate::model::timetable::{Mean, Punctuality, Record};
use crate::render::cell::Cell;
use crate::render::html::{Html, escaped};
use crate::render::shared::made_up::MARK;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::text::{NBSP, number};

/// The records of all years, real ones first.
fn totals<'a>(part: &Part<'a>) -> Vec<&'a Record> {
    part.timetable.records.iter().filter(|record| record.year.is_none()).collect()
}

fn kind(record: &Record) -> &'static str {
    if record.synthetic { "Opdigtede tal" } else { "Virkelige tal" }
}

/// The share of announcements kept to the day, for each kind of figures that has any.
pub(super) fn highlights(part: &Part<'_>) -> Vec<HighlightView> {
    let announced = totals(part).into_iter().filter(|record| record.announced > 0);
    announced
        .map(|record| {
            let mark = if record.synthetic { format!(", {MARK}") } else { String::new() };
            let (kept, all) = (number::count(record.last.on_time), number::count(record.announced));
            HighlightView {
                of: format!("Kom til tiden{mark}"),
                figure: Html::trusted(escaped(&share(&record.last))),
                rest: format!("{kept} af {all} annoncerede udgivelser."),
            }
        })
        .collect()
}

/// Punctuality and timeliness, a column for each kind of figures.
pub(super) fn table(part: &Part<'_>) -> Option<Html> {
    let totals = totals(part);
    if totals.is_empty() {
        return None;
    }
    let mut table = Table::new("tal-for-punktlighed", "Punktlighed og aktualitet, alle år", Sorting::Fixed);
    let head = Column::text("Mål for kvalitet");
    let kinds = totals.iter().map(|record| Column::number(kind(record), ""));
    table.columns(&std::iter::once(head).chain(kinds).collect::<Vec<_>>());
    let mut row = |label: &str, remark: &str, cell: &dyn Fn(&Record) -> Cell| {
        table.row(&Head::text(label).remark(remark.to_owned()).wrapped(), totals.iter().map(|record| cell(record)));
    };
    row("Udgivelser og udgaver i arkivet", "", &|record| Cell::number(number::count(record.versions)));
    row("Heraf annonceret på forhånd", "og på en kendt dag", &|record| {
        Cell::number(number::count(record.announced))
    });
    row("Kom til tiden", "på den dato, der stod dagen før", &|record| shares(&record.last));
    row("Gennemsnitlig forsinkelse", "ESS-indikator TP3", &|record| mean(&record.last.delay));
    row("Kom til den først annoncerede dato", "", &|record| shares(&record.first));
    row("Gennemsnitlig forsinkelse efter den første dato", "", &|record| mean(&record.first.delay));
    row("Fra månedens udgang til de første tal", "gennemsnit, ESS-indikator TP1", &|record| {
        mean(&record.first_results)
    });
    row("Fra månedens udgang til de endelige tal", "gennemsnit, ESS-indikator TP2", &|record| {
        mean(&record.final_results)
    });
    Some(table.finish())
}

/// The same by year of publication.
pub(super) fn years(part: &Part<'_>) -> Option<Html> {
    let records = &part.timetable.records;
    let years: Vec<&Record> = records.iter().filter(|record| record.year.is_some()).collect();
    if years.len() < 2 {
        return None;
    }
    let mut table = Table::new("aar-for-aar", "Punktlighed efter udgivelsesår, det seneste først", Sorting::Fixed);
    table.columns(&[
        Column::text("År"),
        Column::number("Udgivelser", "antal"),
        Column::number("Annonceret", "antal"),
        Column::number("Til tiden", "antal"),
        Column::number("Forsinkelse", "dage i gennemsnit"),
    ]);
    for record in years {
        let label = record.year.map(|year| year.to_string()).unwrap_or_default();
        let remark = kind(record).to_lowercase();
        let on_time = match record.announced {
            0 => Cell::number("intet at måle"),
            _ => Cell::number(number::count(record.last.on_time)),
        };
        let cells = [
            Cell::number(number::count(record.versions)),
            Cell::number(number::count(record.announced)),
            on_time,
            match &record.last.delay.days {
                Some(days) => Cell::number(decimal(days)),
                None => Cell::number("intet at måle"),
            },
        ];
        table.row(&Head::text(&label).remark(remark), cells);
    }
    Some(table.finish())
}

fn shares(kept: &Punctuality) -> Cell {
    if kept.delay.count == 0 {
        return Cell::number("intet at måle");
    }
    let (on_time, all) = (number::count(kept.on_time), number::count(kept.delay.count));
    let mut remark = format!("{on_time} af {all}");
    for (count, word) in [(kept.late, "for sent"), (kept.early, "for tidligt")] {
        if count > 0 {
            remark.push_str(&format!(", {} {word}", number::count(count)));
        }
    }
    Cell::Remarked(share(kept), remark)
}

fn share(kept: &Punctuality) -> String {
    Exact::percent(kept.on_time, kept.delay.count)
        .map(|percent| format!("{}{NBSP}pct.", number::number(percent.round(1).trimmed())))
        .unwrap_or_default()
}

fn mean(mean: &Mean) -> Cell {
    match &mean.days {
        Some(exact) => Cell::Remarked(days(&decimal(exact)), format!("af {}", number::count(mean.count))),
        None => Cell::number("intet at måle"),
    }
}

/// A mean with one decimal at most.
fn decimal(days: &Exact) -> String {
    number::number(days.round(1).trimmed())
}
