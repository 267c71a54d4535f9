//! `<measure>.jsonstat.json`: a measure's figures as a cube in JSON-stat 2.0, and the collection of an edition's cubes.
//!
//! A cube's dimensions are month, area, fund and figure. The last is the metric: the value, and for shares what it is
//! made of and the ends of coarser answers. A cell that is not in `<measure>.json` has neither a value nor a status.

use std::collections::{BTreeMap, BTreeSet};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Context;
use super::head::{MeasureHead, PublicationHead, ReleaseHead};
use super::number::{self, Number};
use super::table::{Row, Table};
use crate::model::measure::{MeasureKind, Unit};
use crate::model::{AkasseKey, AreaKey, Decimal, Flags, Language, Missing, Period, Publication};
use crate::text::document::{self, FormVersion};
use crate::text::{date, number::unit_in_text_of_files, symbol};

/// The code of all funds together and of all areas together, as SDMX has it.
const TOTAL: &str = "_T";

/// The name of the collection in an edition's folder; no measure may have it.
pub(super) const COLLECTION: &str = "collection.jsonstat.json";

/// The name of a measure's cube.
fn name(measure: &str) -> String {
    format!("{measure}.jsonstat.json")
}

#[derive(Serialize)]
struct Head<'a> {
    version: &'static str,
    class: &'static str,
    href: String,
    label: &'a str,
    source: &'a str,
    updated: String,
    note: Vec<String>,
    link: BTreeMap<&'static str, Vec<Link<'a>>>,
    id: Vec<&'static str>,
    size: Vec<usize>,
    role: BTreeMap<&'static str, Vec<&'static str>>,
    dimension: Ordered<Dimension<'a>>,
    extension: Extension<'a>,
}

#[derive(Serialize)]
struct Link<'a> {
    #[serde(rename = "type")]
    media_type: &'static str,
    href: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
}

#[derive(Serialize)]
struct Dimension<'a> {
    label: &'static str,
    category: Category<'a>,
}

/// The codes of a dimension in their order, and what is said of them.
#[derive(Default, Serialize)]
struct Category<'a> {
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

/// What JSON-stat has no key for, as the other files have it.
#[derive(Serialize)]
struct Extension<'a> {
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    release: ReleaseHead,
    measure: MeasureHead<'a>,
    /// What the words of `status` mean, in Danish.
    status: BTreeMap<&'static str, &'static str>,
    notes: Vec<CellNote<'a>>,
}

/// A remark on one figure, with its codes in the cube.
#[derive(Serialize)]
struct CellNote<'a> {
    period: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    akasse: Option<&'a str>,
    text: &'a str,
}

/// An object whose keys stand in the order of a dimension.
struct Ordered<T>(Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Ordered<T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn push(&mut self, key: &str, value: T) {
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

/// One of the figures that a cell has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Metric {
    Value,
    Numerator,
    Denominator,
    Low,
    High,
}

impl Metric {
    fn code(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Low => "low",
            Self::High => "high",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Value => "Værdi",
            Self::Numerator => "Tæller",
            Self::Denominator => "Nævner",
            Self::Low => "Mindst",
            Self::High => "Højst",
        }
    }

    fn of(self, row: &Row<'_>) -> Option<Decimal> {
        let whole = |count: u64| Decimal { scaled: count.into(), decimals: 0 };
        match self {
            Self::Value => row.value,
            Self::Numerator => row.counts.map(|(numerator, _)| whole(numerator)),
            Self::Denominator => row.counts.map(|(_, denominator)| whole(denominator)),
            Self::Low => row.bound().map(|(low, _)| low),
            Self::High => row.bound().map(|(_, high)| high),
        }
    }

    /// The words of the metric's cell: those of the value; of counts that are missing with it, the reason alone.
    fn words(self, row: &Row<'_>) -> impl Iterator<Item = &'static str> {
        let reason = row.status.figure.amount.missing().filter(|_| self != Self::Value).map(Missing::word);
        let words = (self == Self::Value).then(|| row.status.words());
        let of_counts = matches!(self, Self::Numerator | Self::Denominator);
        words.into_iter().flatten().chain(reason.filter(|_| of_counts))
    }
}

/// The codes of a cube's dimensions; a dimension that the measure does not have is empty.
struct Axes {
    areas: Vec<Option<AreaKey>>,
    akasser: Vec<Option<AkasseKey>>,
    metrics: Vec<Metric>,
}

impl Axes {
    fn of(table: &Table<'_>) -> Self {
        let areas: BTreeSet<_> = table.rows.iter().map(|row| row.key.area).collect();
        let akasser: BTreeSet<_> = table.rows.iter().map(|row| row.key.akasse).collect();
        let mut metrics = vec![Metric::Value];
        if table.measure.kind == MeasureKind::Share && table.measure.derived.is_none() {
            metrics.extend([Metric::Numerator, Metric::Denominator]);
        }
        if table.rows.iter().any(|row| row.bound().is_some()) {
            metrics.extend([Metric::Low, Metric::High]);
        }
        // Where nothing is broken down, there is nothing to choose from.
        let areas = if areas.iter().any(Option::is_some) { areas.into_iter().collect() } else { Vec::new() };
        let akasser = if akasser.iter().any(Option::is_some) { akasser.into_iter().collect() } else { Vec::new() };
        Self { areas, akasser, metrics }
    }

    /// How many cells stand between two months, two areas and two funds.
    fn steps(&self) -> [usize; 3] {
        let of_akasse = self.metrics.len();
        let of_area = of_akasse * self.akasser.len().max(1);
        [of_area * self.areas.len().max(1), of_area, of_akasse]
    }

    fn place(&self, row: &Row<'_>) -> usize {
        let [of_period, of_area, of_akasse] = self.steps();
        let area = self.areas.binary_search(&row.key.area).unwrap_or(0);
        let akasse = self.akasser.binary_search(&row.key.akasse).unwrap_or(0);
        row.period * of_period + area * of_area + akasse * of_akasse
    }
}

/// A measure's cube.
pub(super) fn file(context: &Context<'_>, table: &Table<'_>) -> Vec<u8> {
    let (publication, release) = (context.publication, &context.edition.release);
    let axes = Axes::of(table);
    let mut dimensions = Ordered::default();
    let mut id = vec!["period"];
    let mut size = vec![table.periods.len()];
    dimensions.push("period", Dimension { label: "Måned", category: months(&table.periods) });
    if !axes.areas.is_empty() {
        id.push("area");
        size.push(axes.areas.len());
        let category = areas(publication, &axes.areas, release.id.period);
        dimensions.push("area", Dimension { label: "Område", category });
    }
    if !axes.akasser.is_empty() {
        id.push("akasse");
        size.push(axes.akasser.len());
        dimensions.push("akasse", Dimension { label: "A-kasse", category: akasser(publication, &axes.akasser) });
    }
    id.push("figure");
    size.push(axes.metrics.len());
    dimensions.push("figure", Dimension { label: "Tal", category: metrics(table, &axes.metrics) });
    let mut role = BTreeMap::from([("time", vec!["period"]), ("metric", vec!["figure"])]);
    if !axes.areas.is_empty() {
        role.insert("geo", vec!["area"]);
    }
    let head = Head {
        version: "2.0",
        class: "dataset",
        href: context.address(&name(&table.measure.id)),
        label: &table.measure.title.da,
        source: &publication.publisher,
        updated: release.published.to_rfc3339(),
        note: remarks(context, table),
        link: links(context, table),
        id,
        size,
        role,
        dimension: dimensions,
        extension: Extension {
            schema_version: FormVersion,
            publication: PublicationHead::new(publication),
            release: ReleaseHead::of(context),
            measure: MeasureHead::new(table.measure, publication),
            status: meanings(),
            notes: notes(publication, table, &axes),
        },
    };
    let mut out = document::open(&head, 12 * table.rows.len() * axes.metrics.len());
    values(&mut out, table, &axes);
    statuses(&mut out, table, &axes);
    out.extend_from_slice(b"}\n");
    out
}

fn months<'a>(periods: &'a [String]) -> Category<'a> {
    let mut category = Category { index: periods.iter().map(String::as_str).collect(), ..Category::default() };
    for code in periods {
        category
            .label
            .push(code, Period::parse(code).map_or_else(|| code.clone(), |month| date::month(Language::Danish, month)));
    }
    category
}

fn areas<'a>(publication: &'a Publication, areas: &[Option<AreaKey>], period: Period) -> Category<'a> {
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

fn akasser<'a>(publication: &'a Publication, akasser: &[Option<AkasseKey>]) -> Category<'a> {
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

fn metrics<'a>(table: &Table<'a>, metrics: &[Metric]) -> Category<'a> {
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

/// What a reader must know of the whole cube.
fn remarks(context: &Context<'_>, table: &Table<'_>) -> Vec<String> {
    let release = &context.edition.release;
    let mut notes = Vec::new();
    if release.synthetic {
        notes.push("Syntetiske tal.".to_owned());
    }
    notes.push(table.measure.definition.da.clone());
    notes.extend(table.measure.note.as_ref().map(|note| note.da.clone()));
    notes.extend(release.note.as_ref().map(|note| note.da.clone()));
    if !release.reason.is_empty() {
        notes.push(release.reason.clone());
    }
    notes.extend(Some(context.publication.protection.text.da.clone()).filter(|text| !text.is_empty()));
    notes
}

fn links<'a>(context: &Context<'a>, table: &Table<'_>) -> BTreeMap<&'static str, Vec<Link<'a>>> {
    let publication = context.publication;
    let file = |media_type, ending: &str| {
        let href = context.address(&format!("{}{ending}", table.measure.id));
        Link { media_type, href, label: None }
    };
    let page = format!("{}{}/maal/{}/", publication.base_url, context.edition.release.id.path(), table.measure.id);
    let licence = &publication.licence;
    BTreeMap::from([
        ("alternate", vec![file("application/json", ".json"), file("text/csv", ".csv")]),
        ("describedby", vec![Link { media_type: "text/html", href: page, label: None }]),
        (
            "license",
            vec![Link { media_type: "text/html", href: licence.url.clone(), label: Some(licence.title.as_str()) }],
        ),
    ])
}

fn meanings() -> BTreeMap<&'static str, &'static str> {
    let reasons = Missing::DELIVERED.iter().map(|(reason, _)| *reason).chain([Missing::Incomplete(1)]);
    let reasons = reasons.map(|reason| (reason.word(), symbol::missing_in_files(reason)));
    let marks = Flags::ALL.iter().flat_map(|(flag, word)| symbol::flags_in_files(*flag).map(|label| (*word, label)));
    reasons.chain(marks).collect()
}

fn notes<'a>(publication: &'a Publication, table: &'a Table<'_>, axes: &Axes) -> Vec<CellNote<'a>> {
    let noted = table.rows.iter().filter_map(|row| Some((row, row.note?)));
    let area = |row: &Row<'_>| row.key.area.map_or(TOTAL, |key| publication.area(key).id.as_str());
    let akasse = |row: &Row<'_>| row.key.akasse.map_or(TOTAL, |key| publication.akasse(key).id.as_str());
    noted
        .map(|(row, text)| CellNote {
            period: &table.periods[row.period],
            area: (!axes.areas.is_empty()).then(|| area(row)),
            akasse: (!axes.akasser.is_empty()).then(|| akasse(row)),
            text,
        })
        .collect()
}

/// Every cell with its number or `null`, the cells of a month and area on one line; or, where most cells are empty, an
/// object of those that are not.
fn values(out: &mut Vec<u8>, table: &Table<'_>, axes: &Axes) {
    let [of_period, of_area, _] = axes.steps();
    let cells = of_period * table.periods.len();
    let figures = table.rows.iter().flat_map(|row| {
        let place = axes.place(row);
        let metrics = axes.metrics.iter().enumerate();
        metrics.filter_map(move |(at, metric)| Some((place + at, metric.of(row)?)))
    });
    let mut figures: Vec<(usize, Decimal)> = figures.collect();
    figures.sort_unstable_by_key(|(place, _)| *place);
    out.extend_from_slice(b",\n\"value\":");
    // A place written out costs as much as about two empty cells.
    if 3 * figures.len() < cells {
        object(out, figures.iter().map(|(place, value)| (*place, *value)), |out, value| {
            document::line(out, &Number(value));
        });
        return;
    }
    let mut figures = figures.into_iter().peekable();
    out.push(b'[');
    for place in 0..cells {
        if place > 0 {
            out.push(b',');
        }
        if place % of_area == 0 {
            out.push(b'\n');
        }
        match figures.next_if(|(at, _)| *at == place) {
            Some((_, value)) => number::push(out, value.trimmed(), b'.'),
            None => out.extend_from_slice(b"null"),
        }
    }
    out.push(b']');
}

/// The words of every cell that has any.
fn statuses(out: &mut Vec<u8>, table: &Table<'_>, axes: &Axes) {
    let words = table.rows.iter().flat_map(|row| {
        let place = axes.place(row);
        let metrics = axes.metrics.iter().enumerate();
        metrics.map(move |(at, metric)| (place + at, metric.words(row).collect::<Vec<_>>()))
    });
    out.extend_from_slice(b",\n\"status\":");
    object(out, words.filter(|(_, words)| !words.is_empty()), |out, words| {
        out.push(b'"');
        out.extend_from_slice(words.join(" ").as_bytes());
        out.push(b'"');
    });
}

fn object<T>(out: &mut Vec<u8>, entries: impl Iterator<Item = (usize, T)>, mut write: impl FnMut(&mut Vec<u8>, T)) {
    out.push(b'{');
    for (at, (place, value)) in entries.enumerate() {
        out.extend_from_slice(if at == 0 { b"\n\"" } else { b",\n\"" });
        out.extend_from_slice(place.to_string().as_bytes());
        out.extend_from_slice(b"\":");
        write(out, value);
    }
    out.push(b'}');
}

#[derive(Serialize)]
struct Collection<'a> {
    version: &'static str,
    class: &'static str,
    href: String,
    label: String,
    source: &'a str,
    updated: String,
    link: Items<'a>,
    extension: CollectionExtension<'a>,
}

#[derive(Serialize)]
struct Items<'a> {
    item: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    class: &'static str,
    href: String,
    label: &'a str,
}

#[derive(Serialize)]
struct CollectionExtension<'a> {
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    release: ReleaseHead,
}

/// The cubes of an edition.
pub(super) fn collection(context: &Context<'_>, tables: &[Table<'_>]) -> Vec<u8> {
    let (publication, release) = (context.publication, &context.edition.release);
    let mut link = Items { item: Vec::new() };
    for table in tables {
        let href = context.address(&name(&table.measure.id));
        link.item.push(Item { class: "dataset", href, label: &table.measure.title.da });
    }
    let head = Collection {
        version: "2.0",
        class: "collection",
        href: context.address(COLLECTION),
        label: format!(
            "{}, {}, udgave {}",
            publication.title.da,
            date::month(Language::Danish, release.id.period),
            release.id.version
        ),
        source: &publication.publisher,
        updated: release.published.to_rfc3339(),
        link,
        extension: CollectionExtension {
            schema_version: FormVersion,
            publication: PublicationHead::new(publication),
            release: ReleaseHead::of(context),
        },
    };
    document::file(&head)
}
