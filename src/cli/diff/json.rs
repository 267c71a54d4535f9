//! The difference for programs: one JSON object.

use serde::Serialize;

use crate::archive::diff::{Change, Content, Difference, EditionChanges, MeasureChanges, Standing};
use crate::model::measure::word;

#[derive(Serialize)]
struct Printed<'a> {
    changes: usize,
    unchanged_editions: usize,
    editions: Vec<Edition<'a>>,
}

#[derive(Serialize)]
struct Edition<'a> {
    edition: String,
    standing: &'static str,
    published: String,
    class: &'a str,
    reason: Option<&'a str>,
    synthetic: bool,
    under_embargo: bool,
    measures: Vec<Measure<'a>>,
}

#[derive(Serialize)]
struct Measure<'a> {
    measure: &'a str,
    figures: usize,
    changes: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Changed<'a> {
    period: &'a str,
    area: Option<&'a str>,
    akasse: Option<&'a str>,
    before: Option<Shown<'a>>,
    now: Option<Shown<'a>>,
    /// Now minus before, with six decimals at most; a number in text, so that no digit is lost.
    size: Option<String>,
    size_status: Option<&'static str>,
}

#[derive(Serialize)]
struct Shown<'a> {
    value: Option<&'a str>,
    numerator: Option<u64>,
    denominator: Option<u64>,
    low: Option<u8>,
    high: Option<u8>,
    status: Option<&'a str>,
}

pub(super) fn text(difference: &Difference) -> String {
    let printed = Printed {
        changes: difference.changes(),
        unchanged_editions: difference.unchanged,
        editions: difference.editions.iter().map(edition).collect(),
    };
    // Nothing in it has keys that are not text.
    serde_json::to_string(&printed).unwrap_or_default() + "\n"
}

fn edition(edition: &EditionChanges) -> Edition<'_> {
    let head = &edition.head;
    Edition {
        edition: head.id.path(),
        standing: word(&Standing::ALL, &edition.standing),
        published: head.published.to_rfc3339(),
        class: &head.class,
        reason: (!head.reason.is_empty()).then_some(head.reason.as_str()),
        synthetic: head.synthetic,
        under_embargo: head.under_embargo,
        measures: edition.measures.iter().map(measure).collect(),
    }
}

fn measure(measure: &MeasureChanges) -> Measure<'_> {
    let changes = measure.changes.iter().map(changed).collect();
    Measure { measure: &measure.measure, figures: measure.figures, changes }
}

fn changed(change: &Change) -> Changed<'_> {
    let code = |at: usize| Some(change.cell[at].as_str()).filter(|code| !code.is_empty());
    Changed {
        period: &change.cell[0],
        area: code(1),
        akasse: code(2),
        before: change.before.as_ref().map(shown),
        now: change.now.as_ref().map(shown),
        size: change.size().map(|size| size.round(6).trimmed().plain()),
        size_status: change.why_no_size(),
    }
}

fn shown(content: &Content) -> Shown<'_> {
    Shown {
        value: content.value.as_deref(),
        numerator: content.counts.map(|(numerator, _)| numerator),
        denominator: content.counts.map(|(_, denominator)| denominator),
        low: content.answer.map(|(low, _)| low),
        high: content.answer.map(|(_, high)| high),
        status: Some(content.reason.as_str()).filter(|reason| !reason.is_empty()),
    }
}
