//! `<measure>.jsonstat.json`: a measure's figures as a cube in JSON-stat 2.0, and the collection of an edition's cubes.
//!
//! A cube's dimensions are month, area, fund and figure. The last is the metric: the value, and for shares what it is
//! made of and the ends of coarser answers. A cell that is not in `<measure>.json` has neither a value nor a status.

mod axes;
mod cells;
mod collection;
mod dimensions;

use std::collections::BTreeMap;

use serde::Serialize;

use super::Context;
use super::head::{MeasureHead, PublicationHead, ReleaseHead};
use super::table::{Row, Table};
use crate::model::{Flags, Missing, Publication};
use crate::text::document::{self, FormVersion};
use crate::text::symbol;

pub(super) use collection::collection;

use axes::Axes;
use dimensions::{Dimension, Ordered};

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

/// A measure's cube.
pub(super) fn file(context: &Context<'_>, table: &Table<'_>) -> Vec<u8> {
    let (publication, release) = (context.publication, &context.edition.release);
    let axes = Axes::of(table);
    let mut dimension = Ordered::default();
    let mut id = vec!["period"];
    let mut size = vec![table.periods.len()];
    dimension.push("period", Dimension { label: "Måned", category: dimensions::months(&table.periods) });
    if !axes.areas.is_empty() {
        id.push("area");
        size.push(axes.areas.len());
        let category = dimensions::areas(publication, &axes.areas, release.id.period);
        dimension.push("area", Dimension { label: "Område", category });
    }
    if !axes.akasser.is_empty() {
        id.push("akasse");
        size.push(axes.akasser.len());
        dimension
            .push("akasse", Dimension { label: "A-kasse", category: dimensions::akasser(publication, &axes.akasser) });
    }
    id.push("figure");
    size.push(axes.metrics.len());
    dimension.push("figure", Dimension { label: "Tal", category: dimensions::metrics(table, &axes.metrics) });
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
        dimension,
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
    cells::values(&mut out, table, &axes);
    cells::statuses(&mut out, table, &axes);
    out.extend_from_slice(b"}\n");
    out
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
