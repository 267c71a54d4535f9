//! `release.json`: what a version says about itself, and every file it consists of.

use serde::Serialize;

use super::Context;
use super::citation;
use super::follow_up::{self, ConsequenceRecord, WatchRecord};
use super::head::{PublicationHead, ReleaseHead};
use super::lines::Lines;
use super::party::{OtherAssessment, Party, other_assessments};
use super::table::Table;
use crate::model::format::OF_EVERY_MEASURE;
use crate::model::{CellKey, Text};
use crate::text::document::{self, FormVersion};

/// `release.json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "One version of a month"))]
pub(super) struct Form<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: String,
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    release: ReleaseHead,
    /// Why it replaces the version before; null for the first.
    reason: Option<&'a str>,
    /// Remark for readers.
    note: Option<&'a Text>,
    /// Relative address of its page.
    page: String,
    /// Ids of the measures it has figures for.
    measures: Vec<&'a str>,
    /// Documents that belong to it.
    documents: Lines<Document<'a>>,
    /// What is announced and not here yet.
    expected: Lines<Expected<'a>>,
    /// Targets in words, and targets whose measure has no figures here.
    assessments: Lines<OtherAssessment<'a>>,
    /// Targets that only follow from others and bind nobody.
    consequences: Lines<ConsequenceRecord<'a>>,
    /// Whom the rules of the watch list point out.
    watch: Lines<WatchRecord<'a>>,
    /// Its other files.
    files: Lines<FileRecord<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "document"))]
struct Document<'a> {
    /// Stem of its address.
    slug: &'a str,
    /// Relative address.
    page: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "expectation"))]
struct Expected<'a> {
    /// Id of the measure.
    measure: &'a str,
    /// When: a week (2009-W50), a month (2009-12) or a day (2009-12-10).
    expected: &'a str,
    text: &'a Text,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "file"))]
struct FileRecord<'a> {
    /// Relative address.
    path: String,
    /// Media type.
    media_type: &'static str,
    /// Id of the measure it is about.
    measure: Option<&'a str>,
    /// Id of the fund it is about.
    akasse: Option<&'a str>,
    /// Id of the area it is about.
    area: Option<&'a str>,
}

/// `parties` are the files about one fund or jobcentre, by name.
pub(super) fn file<'a>(context: &Context<'a>, tables: &[Table<'a>], parties: &[(String, Party)]) -> Vec<u8> {
    let (publication, release) = (context.publication, &context.edition.release);
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
    document::file(&Form {
        schema: context.place.schema("release.json", 0),
        schema_version: FormVersion,
        publication: PublicationHead::new(publication),
        release: ReleaseHead::of(context),
        reason: (!release.reason.is_empty()).then_some(release.reason.as_str()),
        note: release.note.as_ref(),
        page: context.place.page(&format!("{}/", release.id.path())),
        measures: tables.iter().map(|table| table.measure.id.as_str()).collect(),
        documents,
        expected,
        assessments: other_assessments(context),
        consequences: follow_up::consequences(context),
        watch: follow_up::watch(context),
        files: list_files(context, tables, parties),
    })
}

fn list_files<'a>(context: &Context<'a>, tables: &[Table<'a>], parties: &[(String, Party)]) -> Lines<FileRecord<'a>> {
    let formats = &context.publication.formats;
    let mut files = Lines::default();
    for table in tables {
        let measure = table.measure.id.as_str();
        let of_measure = formats.iter().filter_map(|format| format.of_measure());
        for (ending, media_type) in OF_EVERY_MEASURE.into_iter().chain(of_measure) {
            let path = format!("{measure}{ending}");
            let record = FileRecord { path, media_type, measure: Some(measure), akasse: None, area: None };
            files.push(CellKey::default(), &record);
        }
    }
    for (path, media_type) in formats.iter().filter_map(|format| format.of_edition()).chain(citation::FILES) {
        let path = path.to_owned();
        let record = FileRecord { path, media_type, measure: None, akasse: None, area: None };
        files.push(CellKey::default(), &record);
    }
    for (path, party) in parties {
        let (akasse, area) = match party {
            Party::Akasse(key) => (Some(context.publication.akasse(*key).id.as_str()), None),
            Party::Jobcentre(key) => (None, Some(context.publication.area(*key).id.as_str())),
        };
        let path = path.clone();
        let record = FileRecord { path, media_type: "application/json", measure: None, akasse, area };
        files.push(CellKey::default(), &record);
    }
    files
}
