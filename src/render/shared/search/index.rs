//! The file that is searched: one record to a line, as all files below `api/v1/` have them.

use serde::Serialize;

use super::entries::Entry;
#[cfg(test)]
use super::entries::Sort;
use super::plain::{self, Section};
use crate::model::note::Note;
use crate::render::press::Press;
use crate::render::site::{has_own_page, note_folder};
use crate::text::document::{self, FormVersion, Records};

/// The way from the index to the archive's root.
const TO_ROOT: &str = "../../";
/// Method notes that are the text of a page which is there anyway.
const SHOWN_ELSEWHERE: [&str; 2] = ["om", "rettelser"];

/// The publication.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "publication"))]
struct Publication<'a> {
    /// Danish title of the publication.
    title: &'a str,
    /// Who publishes.
    publisher: &'a str,
    /// SPDX identifier of the licence.
    licence: &'a str,
    /// Address of the licence's text.
    licence_url: &'a str,
}

/// A page as the index has it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "entry"))]
struct EntryRecord<'a> {
    /// What the page is of.
    #[cfg_attr(test, schemars(extend("enum" = Sort::KINDS)))]
    kind: &'static str,
    /// Its id among those of its kind, as in the other files; a month as 2021M09, a document by its slug.
    id: &'a str,
    /// What it is, in Danish: Jobcenter.
    label: &'a str,
    /// Its Danish name.
    name: &'a str,
    /// Other names by which it is found; left out when there are none.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    also: &'a [String],
    /// A few words beside the name; left out when there are none.
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    /// Relative address of its page.
    page: String,
}

/// The funds that an area has a page together with.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "pair"))]
struct PairRecord<'a> {
    /// Id of the area. The page of the two lies in a folder of the area's page that has the fund's id.
    area: &'a str,
    /// Ids of the funds.
    #[cfg_attr(test, schemars(length(min = 1)))]
    akasser: Vec<&'a str>,
}

/// A stretch of text.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "text"))]
struct TextRecord {
    /// Relative address of the page that has the text.
    page: String,
    /// Anchor of the section; left out above the first heading.
    #[serde(skip_serializing_if = "String::is_empty")]
    anchor: String,
    /// Heading of the section; left out above the first.
    #[serde(skip_serializing_if = "String::is_empty")]
    heading: String,
    /// Its words; a new line for each paragraph, entry of a list or row of a table.
    text: String,
}

/// `api/v1/search.json`. It holds no figure: where a text names one, it has an ellipsis. Addresses are relative to the
/// file.
#[derive(Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(title = "What a search looks in: names, addresses and the words of texts")
)]
struct Form<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: FormVersion,
    publication: Publication<'a>,
    /// Pages that can be found by name: funds, areas, measures, documents, other pages, months. All but the months, which
    /// come newest first, stand in Danish alphabetical order.
    entries: Records<EntryRecord<'a>>,
    /// Areas and funds that have a page together.
    pairs: Records<PairRecord<'a>>,
    /// The words of definitions and texts, section by section.
    texts: Records<TextRecord>,
}

/// The file: one top-level key and one record to a line, as all files below `api/v1/`.
pub(super) fn file(press: &Press<'_>, entries: &[Entry]) -> Vec<u8> {
    let publication = press.site.publication;
    document::file(&Form {
        schema: "schema/search.json",
        schema_version: FormVersion,
        publication: Publication {
            title: press.say.bare(&publication.title),
            publisher: &publication.publisher,
            licence: &publication.licence.id,
            licence_url: &publication.licence.url,
        },
        entries: Records(entries.iter().map(|entry| record(press, entry)).collect()),
        pairs: Records(pairs(press)),
        texts: Records(texts(press)),
    })
}

fn record<'e>(press: &Press<'_>, entry: &'e Entry) -> EntryRecord<'e> {
    EntryRecord {
        kind: entry.sort.kind(),
        id: &entry.id,
        label: &entry.label,
        name: &entry.name,
        also: &entry.also,
        note: &entry.note,
        page: address(press, &entry.folder),
    }
}

/// The address of a page, relative to the index.
fn address(press: &Press<'_>, folder: &str) -> String {
    format!("{TO_ROOT}{}{folder}index.html", press.below)
}

/// The pairs that have pages, area by area.
fn pairs<'p>(press: &Press<'p>) -> Vec<PairRecord<'p>> {
    let publication = press.site.publication;
    let mut records: Vec<PairRecord<'_>> = Vec::new();
    for pair in publication.pairs.iter().filter(|pair| press.pair_folder(**pair).is_some()) {
        let (area, akasse) = (&publication.area(pair.0).id, &publication.akasse(pair.1).id);
        match records.last_mut().filter(|last| last.area == area) {
            Some(last) => last.akasser.push(akasse),
            None => records.push(PairRecord { area, akasser: vec![akasse] }),
        }
    }
    records
}

/// What stands in texts, section by section: the definitions of measures, then summaries and texts of notes.
fn texts(press: &Press<'_>) -> Vec<TextRecord> {
    let say = press.say;
    let bare = |folder: &str, text: &str| TextRecord {
        page: address(press, folder),
        anchor: String::new(),
        heading: String::new(),
        text: text.to_owned(),
    };
    let publication = press.site.publication;
    let measures = press.measures.iter();
    let mut records: Vec<TextRecord> = measures
        .map(|key| bare(&press.measure_folder(*key), say.bare(&publication.measure(*key).definition)))
        .collect();
    for note in press.site.notes().filter(|note| is_shown(note)) {
        let folder = note_folder(note);
        if has_own_page(note) {
            records.push(bare(&folder, &note.summary));
        }
        let sections = plain::sections(note).into_iter();
        records.extend(sections.map(|Section { anchor, heading, text }| TextRecord {
            page: address(press, &folder),
            anchor,
            heading,
            text,
        }));
    }
    records
}

/// Whether a note's text stands on a page.
fn is_shown(note: &Note) -> bool {
    has_own_page(note) || SHOWN_ELSEWHERE.contains(&note.slug.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_that_of_the_types() {
        crate::text::schema_tests::assert_published::<Form<'_>>("search", &[]);
    }
}
