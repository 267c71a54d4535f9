//! A figure as it stands in `<measure>.json`, for readers to see what they will get.

use serde::Serialize;

use crate::model::figure::Figure;
use crate::model::{Amount, Bound, CellKey, Decimal, Flags, Missing, Publication};
use crate::text::number::in_files;

/// The ids of a cell's fund and area; none for all together.
pub(super) fn ids(publication: &Publication, key: CellKey) -> (Option<&str>, Option<&str>) {
    let akasse = key.akasse.map(|akasse| publication.akasse(akasse).id.as_str());
    (akasse, key.area.map(|area| publication.area(area).id.as_str()))
}

/// The reason why there is no value, and marks, as words of files.
pub(super) fn status(figure: &Figure) -> impl Iterator<Item = &'static str> {
    let flags: Flags = figure.flags;
    figure.amount.missing().map(Missing::word).into_iter().chain(flags.words())
}

/// A figure as it stands in `<measure>.json`; a client test looks for it there.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    period: &'a str,
    akasse: Option<&'a str>,
    area: Option<&'a str>,
    value: Option<serde_json::Number>,
    numerator: Option<u64>,
    denominator: Option<u64>,
    status: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<u8>,
}

impl<'a> Record<'a> {
    /// The record of a figure of the month `period`.
    pub(super) fn new(publication: &'a Publication, period: &'a str, (key, figure): (CellKey, &Figure)) -> Self {
        let (akasse, area) = ids(publication, key);
        let number = |value: Decimal| value.trimmed().plain().parse().ok();
        let counts = match figure.amount {
            Amount::Share { numerator, denominator } => Some((numerator, denominator)),
            _ => None,
        };
        let bound = figure.amount.bound().map(Bound::interval);
        Self {
            period,
            akasse,
            area,
            value: in_files(&figure.amount).and_then(number),
            numerator: counts.map(|(numerator, _)| numerator),
            denominator: counts.map(|(_, denominator)| denominator),
            status: status(figure).collect(),
            low: bound.map(|(low, _)| low),
            high: bound.map(|(_, high)| high),
        }
    }
}
