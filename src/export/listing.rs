//! The figures of a version as one plain text, which its seal is made of.
//!
//! It does not depend on the form of any file, so a new key in the JSON does not break a seal, and it holds cleared
//! figures only, so its hash gives nothing away.

use super::number::{computed, push, shown};
use super::table::{Cell, Status};
use crate::disclosure::Cleared;
use crate::model::edition::{Edition, MeasureEdition};
use crate::model::figure::Summary;
use crate::model::{Amount, Bound, Decimal, Publication};

/// One line per published figure, by measure, month, area and fund (each by id):
/// `measure,period,area,akasse,value,numerator,denominator,status`; then one line per figure over months, with
/// `from/to` for the month and the sender's published total, without zeros at the end of its decimals, for the status.
/// `docs/verify.md` tells how to make the same text from the published files.
#[must_use]
pub fn figures_listing(publication: &Publication, edition: &Cleared<Edition>) -> String {
    of_edition(publication, edition.get())
}

/// The same of an edition that is cleared.
pub(super) fn of_edition(publication: &Publication, edition: &Edition) -> String {
    let mut out = Vec::new();
    for measure in &edition.measures {
        list_months(&mut out, publication, measure);
        for summary in &measure.summaries {
            list_summary(&mut out, publication, summary);
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

fn list_months(out: &mut Vec<u8>, publication: &Publication, edition: &MeasureEdition) {
    let id = &publication.measure(edition.measure).id;
    for month in &edition.delivered {
        let period = month.period.code();
        for (key, figure) in month.figures.iter() {
            let cell = Cell::new(publication, key);
            start(out, [id, &period, cell.area.unwrap_or_default(), cell.akasse.unwrap_or_default()]);
            let counts = match figure.amount {
                Amount::Share { numerator, denominator } => Some((numerator, denominator)),
                _ => None,
            };
            values(out, shown(&figure.amount), counts);
            for (at, word) in (Status { figure: *figure }).words().enumerate() {
                out.extend_from_slice(if at == 0 { b"" } else { b" " });
                out.extend_from_slice(word.as_bytes());
            }
            if let Some(bound) = figure.amount.bound() {
                let (word, percent) = match bound {
                    Bound::AtLeast(percent) => (" at_least ", percent),
                    Bound::AtMost(percent) => (" at_most ", percent),
                };
                out.extend_from_slice(word.as_bytes());
                out.extend_from_slice(percent.to_string().as_bytes());
            }
            out.push(b'\n');
        }
    }
}

fn list_summary(out: &mut Vec<u8>, publication: &Publication, summary: &Summary) {
    let cell = Cell::new(publication, summary.key);
    let months = format!("{}/{}", summary.from, summary.to);
    let id = &publication.measure(summary.measure).id;
    start(out, [id, &months, cell.area.unwrap_or_default(), cell.akasse.unwrap_or_default()]);
    values(out, Some(computed(&summary.value)), summary.counts);
    if let Some(published) = summary.published {
        push(out, published.trimmed(), b'.');
    }
    out.push(b'\n');
}

fn start(out: &mut Vec<u8>, codes: [&str; 4]) {
    for code in codes {
        out.extend_from_slice(code.as_bytes());
        out.push(b',');
    }
}

fn values(out: &mut Vec<u8>, value: Option<Decimal>, counts: Option<(u64, u64)>) {
    let whole = |count: u64| Decimal { scaled: count.into(), decimals: 0 };
    let (numerator, denominator) = (counts.map(|counts| whole(counts.0)), counts.map(|counts| whole(counts.1)));
    for value in [value, numerator, denominator] {
        if let Some(value) = value {
            push(out, value, b'.');
        }
        out.push(b',');
    }
}
