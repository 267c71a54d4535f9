//! `release.json`: what a version says about itself, and every file it consists of.

use serde::Serialize;

use super::Context;
use super::citation;
use super::document::{self, Record};
use super::follow_up;
use super::head::{PublicationHead, ReleaseHead};
use super::lines::Lines;
use super::party::{Party, other_assessments};
use super::place::SCHEMA_VERSION;
use super::table::Table;
use crate::model::format::OF_EVERY_MEASURE;
use crate::model::{CellKey, Text};

#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    schema_version: &'static str,
    publication: PublicationHead<'a>,
    release: ReleaseHead,
    /// Why the version replaces the one before; `null` for the first.
    reason: Option<&'a str>,
    note: Option<&'a Text>,
    page: String,
    measures: Vec<&'a str>,
}

#[derive(Serialize)]
struct Document<'a> {
    slug: &'a str,
    page: String,
}

#[derive(Serialize)]
struct Expected<'a> {
    measure: &'a str,
    expected: &'a str,
    text: &'a Text,
}

#[derive(Serialize)]
struct FileRecord<'a> {
    path: &'a str,
    media_type: &'static str,
    measure: Option<&'a str>,
    akasse: Option<&'a str>,
    area: Option<&'a str>,
}

/// `parties` are the files about one fund or jobcentre, by name.
pub(super) fn file(context: &Context<'_>, tables: &[Table<'_>], parties: &[(String, Party)]) -> Vec<u8> {
    let (publication, release) = (context.publication, &context.edition.release);
    let head = Head {
        schema: context.place.schema("release.json", 0),
        schema_version: SCHEMA_VERSION,
        publication: PublicationHead::new(publication),
        release: ReleaseHead::of(context),
        reason: (!release.reason.is_empty()).then_some(release.reason.as_str()),
        note: release.note.as_ref(),
        page: context.place.page(&format!("{}/", release.id.path())),
        measures: tables.iter().map(|table| table.measure.id.as_str()).collect(),
    };
    let mut documents = Lines::default();
    for slug in &release.documents {
        let page = context.place.page(&format!("dokumenter/{slug}/"));
        documents.push(CellKey::default(), &Document { slug, page });
    }
    let mut expected = Lines::default();
    for promise in &release.expected {
        let measure = &publication.measure(promise.measure).id;
        let record = Expected { measure, expected: &promise.expected, text: &promise.text };
        expected.push(CellKey::default(), &record);
    }
    let files = list_files(context, tables, parties);
    let others = other_assessments(context);
    let (consequences, watch) = (follow_up::consequences(context), follow_up::watch(context));
    let lists: [(&str, Vec<Record<'_>>); 6] = [
        ("documents", documents.all()),
        ("expected", expected.all()),
        ("assessments", others.all()),
        ("consequences", consequences.all()),
        ("watch", watch.all()),
        ("files", files.all()),
    ];
    document::file(&head, &lists)
}

fn list_files(context: &Context<'_>, tables: &[Table<'_>], parties: &[(String, Party)]) -> Lines {
    let formats = &context.publication.formats;
    let mut files = Lines::default();
    for table in tables {
        let measure = table.measure.id.as_str();
        let of_measure = formats.iter().filter_map(|format| format.of_measure());
        for (ending, media_type) in OF_EVERY_MEASURE.into_iter().chain(of_measure) {
            let path = &format!("{measure}{ending}");
            let record = FileRecord { path, media_type, measure: Some(measure), akasse: None, area: None };
            files.push(CellKey::default(), &record);
        }
    }
    for (path, media_type) in formats.iter().filter_map(|format| format.of_edition()).chain(citation::FILES) {
        let record = FileRecord { path, media_type, measure: None, akasse: None, area: None };
        files.push(CellKey::default(), &record);
    }
    for (path, party) in parties {
        let (akasse, area) = match party {
            Party::Akasse(key) => (Some(context.publication.akasse(*key).id.as_str()), None),
            Party::Jobcentre(key) => (None, Some(context.publication.area(*key).id.as_str())),
        };
        let record = FileRecord { path, media_type: "application/json", measure: None, akasse, area };
        files.push(CellKey::default(), &record);
    }
    files
}
