//! A cube's dimensions: their codes in order, with names, and what is part of what.

use std::collections::{BTreeMap, BTreeSet};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::TOTAL;
use super::axes::Metric;
use crate::export::table::Table;
use crate::model::measure::Unit;
use crate::model::{AkasseKey, AreaKey, Language, Period, Publication};
use crate::text::date;
use crate::text::number::unit_in_text_of_files;

#[derive(Serialize)]
pub(super) struct Dimension<'a> {
    pub(super) label: &'static str,
    pub(super) category: Category<'a>,
}

/// The codes of a dimension in their order, and what is said of them.
#[derive(Default, Serialize)]
pub(super) struct Category<'a> {
    index: Vec<&'a str>,
    label: Ordered<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    child: BTreeMap<&'a str, Vec<&'a str>>,
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    unit: Ordered<UnitRecord>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    note: BTreeMap<&'a str, Vec<&'a str>>,
}

#[derive(Serialize)]
struct UnitRecord {
    label: &'static str,
    decimals: u8,
}

/// An object whose keys stand in the order of a dimension.
pub(super) struct Ordered<T>(Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Ordered<T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn push(&mut self, key: &str, value: T) {
        self.0.push((key.to_owned(), value));
    }
}

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

pub(super) fn months<'a>(periods: &'a [String]) -> Category<'a> {
    let mut category = Category { index: periods.iter().map(String::as_str).collect(), ..Category::default() };
    for code in periods {
        category
            .label
            .push(code, Period::parse(code).map_or_else(|| code.clone(), |month| date::month(Language::Danish, month)));
    }
    category
}

pub(super) fn areas<'a>(publication: &'a Publication, areas: &[Option<AreaKey>], period: Period) -> Category<'a> {
    let mut category = Category::default();
    let known: BTreeSet<AreaKey> = areas.iter().flatten().copied().collect();
    for key in areas {
        let code = key.map_or(TOTAL, |key| publication.area(key).id.as_str());
        category.index.push(code);
        category.label.push(code, key.map_or_else(|| "Alle områder".into(), |key| publication.area(key).name.clone()));
        for parent in key.map(|key| nearest(publication, key, (&known, period))).unwrap_or_default() {
            category.child.entry(publication.area(parent).id.as_str()).or_default().push(code);
        }
    }
    category
}

/// The areas of the cube that an area is directly part of in a month: larger ones that hold no other such.
fn nearest(publication: &Publication, area: AreaKey, (known, period): (&BTreeSet<AreaKey>, Period)) -> Vec<AreaKey> {
    let within: Vec<AreaKey> =
        publication.ancestors(area, period).into_iter().filter(|parent| known.contains(parent)).collect();
    let holds_another =
        |parent: &AreaKey| within.iter().any(|other| publication.ancestors(*other, period).contains(parent));
    within.iter().copied().filter(|parent| !holds_another(parent)).collect()
}

pub(super) fn akasser<'a>(publication: &'a Publication, akasser: &[Option<AkasseKey>]) -> Category<'a> {
    let mut category = Category::default();
    let has_total = akasser.contains(&None);
    for key in akasser {
        let Some(akasse) = key.map(|key| publication.akasse(key)) else {
            category.index.push(TOTAL);
            category.label.push(TOTAL, "Alle a-kasser".into());
            continue;
        };
        category.index.push(&akasse.id);
        category.label.push(&akasse.id, akasse.name.clone());
        if has_total && akasse.insured {
            category.child.entry(TOTAL).or_default().push(&akasse.id);
        }
    }
    category
}

pub(super) fn metrics<'a>(table: &Table<'a>, metrics: &[Metric]) -> Category<'a> {
    let measure = table.measure;
    let mut category = Category::default();
    for metric in metrics {
        let code = metric.code();
        category.index.push(code);
        category.label.push(code, metric.label().to_owned());
        let counts = matches!(metric, Metric::Numerator | Metric::Denominator);
        let unit = match metric {
            Metric::Value => UnitRecord { label: unit_in_text_of_files(measure.unit), decimals: measure.decimals },
            _ if counts => UnitRecord { label: "antal", decimals: 0 },
            _ => UnitRecord { label: unit_in_text_of_files(Unit::Percent), decimals: 0 },
        };
        category.unit.push(code, unit);
        let text = match metric {
            Metric::Value => None,
            Metric::Numerator => measure.numerator.as_ref().map(|text| text.da.as_str()),
            Metric::Denominator => measure.denominator.as_ref().map(|text| text.da.as_str()),
            Metric::Low => Some("Det mindste, en skjult andel kan være."),
            Metric::High => Some("Det højeste, en skjult andel kan være."),
        };
        if let Some(text) = text {
            category.note.insert(code, vec![text]);
        }
    }
    category
}
