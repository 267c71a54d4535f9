//! The file that is searched: one record to a line, as all files below `api/v1/` have them.

use serde::Serialize;

use super::entries::Entry;
use super::plain::{self, Section};
use crate::model::note::Note;
use crate::render::press::Press;
use crate::render::site::{has_own_page, note_folder};

/// The way from the index to the archive's root.
const TO_ROOT: &str = "../../";
/// Version of the file's form, the same as that of all files below `api/v1/`; a test holds them against each other.
const SCHEMA_VERSION: &str = "1.1";
/// Method notes that are the text of a page which is there anyway.
const SHOWN_ELSEWHERE: [&str; 2] = ["om", "rettelser"];

/// Who publishes.
#[derive(Serialize)]
struct Publication<'a> {
    title: &'a str,
    publisher: &'a str,
    licence: &'a str,
    licence_url: &'a str,
}

/// A page as the index has it.
#[derive(Serialize)]
struct EntryRecord<'a> {
    kind: &'static str,
    id: &'a str,
    label: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    also: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    page: String,
}

/// The funds that an area has a page together with.
#[derive(Serialize)]
struct PairRecord<'a> {
    area: &'a str,
    akasser: Vec<&'a str>,
}

/// A stretch of text.
#[derive(Serialize)]
struct TextRecord {
    page: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    anchor: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    heading: String,
    text: String,
}

/// The file: one top-level key and one record to a line, as all files below `api/v1/`.
pub(super) fn file(press: &Press<'_>, entries: &[Entry]) -> String {
    let say = press.say;
    let publication = press.site.publication;
    let head = Publication {
        title: say.bare(&publication.title),
        publisher: &publication.publisher,
        licence: &publication.licence.id,
        licence_url: &publication.licence.url,
    };
    let mut out = format!(
        "{{\"$schema\":\"schema/search.json\",\n\"schema_version\":\"{SCHEMA_VERSION}\",\n\"publication\":{}",
        json(&head)
    );
    list(&mut out, "entries", entries.iter().map(|entry| json(&record(press, entry))));
    list(&mut out, "pairs", pairs(press).iter().map(json));
    list(&mut out, "texts", texts(press).iter().map(json));
    out.push_str("}\n");
    out
}

/// A record as JSON. Writing to memory cannot fail, and no record has keys that are not text.
fn json(record: &impl Serialize) -> String {
    serde_json::to_string(record).unwrap_or_default()
}

fn list(out: &mut String, name: &str, records: impl Iterator<Item = String>) {
    out.push_str(",\n\"");
    out.push_str(name);
    out.push_str("\":[");
    for (at, record) in records.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&record);
    }
    out.push(']');
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
