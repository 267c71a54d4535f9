//! `release.toml`, as checked against its folder and the publication.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::checker::Checker;
use super::document::{Document, Located};
use super::raw::{RawExpected, RawRelease};
use super::release::ReleaseDescription;
use super::shape;
use super::tables;
use super::value::{Tables, Words};
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::release::{Expectation, ReleaseClass, ReleaseStatus};
use crate::model::{Period, Publication, Release, ReleaseId};
use crate::source::Source;

/// Reads and checks the description of one delivery, `data/<YYYY-MM>/v<N>/release.toml`.
///
/// Everything that is wrong with it is reported, among it files that it describes and that are not in its folder
/// ([`Code::MissingReleaseFile`]). `None` when there is no such file or it is not TOML; otherwise the description is
/// there so that the delivery can be checked in the same run, with stand-ins for what was reported as an error.
pub fn release(source: &dyn Source, path: &str, publication: &Publication) -> (Option<ReleaseDescription>, Report) {
    let mut report = Report::default();
    let description = read(source, path, publication, &mut report);
    (description, report)
}

fn read(source: &dyn Source, path: &str, publication: &Publication, report: &mut Report) -> Option<ReleaseDescription> {
    let Some((id, folder)) = release_id(path) else {
        let message = format!("{path} does not stand where the description of a delivery stands");
        let error = Diagnostic::error(Code::BadConfig, message).at(Place::file(path));
        report.push(error.hint("Put it at data/<YYYY-MM>/v<N>/release.toml, with N = 1, 2, 3 …"));
        return None;
    };
    let before = report.errors();
    let Some(document) = Document::read(source, path, report) else {
        if report.errors() == before {
            let message = format!("{folder} has no release.toml, so nothing says when it is published");
            let error = Diagnostic::error(Code::MissingReleaseFile, message).at(Place::file(path));
            report.push(error.hint("Write release.toml, or start the month with `noegletal new`."));
        }
        return None;
    };
    let raw: RawRelease = shape::read(&document, report)?;
    // A folder that cannot be listed is reported by whoever reads the delivery.
    let files = source.files(folder).unwrap_or_default();
    let files = files.iter().filter_map(|file| file.strip_prefix(folder)?.strip_prefix('/')).collect();
    let mut checker = Checker::new(&document, report);
    Some(check(raw, id, &tables::Surroundings { publication, files }, &mut checker))
}

/// Month and version from the path, and the folder.
fn release_id(path: &str) -> Option<(ReleaseId, &str)> {
    let folder = path.strip_suffix("/release.toml")?;
    let (month, version) = folder.strip_prefix("data/")?.split_once('/')?;
    let number = version.strip_prefix('v')?;
    // `Period` also reads 2021M09, and numbers also read +1 and 01; folders have one spelling.
    let period = Period::parse(month).filter(|period| period.slug() == month)?;
    let version = number.parse::<u16>().ok().filter(|parsed| *parsed > 0 && parsed.to_string() == number)?;
    Some((ReleaseId { period, version }, folder))
}

fn check(
    raw: RawRelease,
    id: ReleaseId,
    around: &tables::Surroundings<'_>,
    checker: &mut Checker<'_>,
) -> ReleaseDescription {
    let RawRelease { period, published, status, class, reason, synthetic, withdrawn, documents, note, table, expected } =
        raw;
    if let Some(found) = checker.period(period.as_ref())
        && let Some(written) = &period
        && found != id.period
    {
        let message = format!("period is {}, and the folder is that of {}", found.slug(), id.period.slug());
        checker.refuse(written, message, format!("Write {}, or move the folder.", id.period.slug()));
    }
    let published = checker.moment(published.as_ref()).or_else(|| stand_in(id.period)).unwrap_or_default();
    let reason_text = reason.as_ref().map(|reason| reason.value.trim().to_owned()).unwrap_or_default();
    let release = Release {
        id,
        published,
        status: checker.word(status.as_ref(), &ReleaseStatus::ALL).unwrap_or(ReleaseStatus::Final),
        class: self::class(class.as_ref(), id, checker),
        reason: reason_text,
        synthetic: synthetic.is_some_and(|synthetic| synthetic.value),
        note: note.map(|note| note.value),
        expected: expectations(expected, around.publication, checker),
        documents: slugs(documents.as_ref(), checker),
    };
    if id.version > 1 && release.reason.is_empty() {
        let message = format!("version {} does not say why it replaces version {}", id.version, id.version - 1);
        let error = match &reason {
            Some(written) => checker.document.error(Code::VersionWithoutReason, &written.span, message),
            None => checker.document.error_on_whole(Code::VersionWithoutReason, message),
        };
        let hint = "Write reason = \"…\": a sentence that readers see beside the new figures.";
        checker.report.push(error.field("reason").hint(hint));
    }
    ReleaseDescription { release, tables: tables::check(table, around, checker), withdrawn: names(withdrawn, checker) }
}

/// A moment for a release whose own was reported as an error, so that its delivery can be checked too.
fn stand_in(period: Period) -> Option<DateTime<FixedOffset>> {
    let next = period.plus(1);
    let day = NaiveDate::from_ymd_opt(next.year(), next.month(), 1)?;
    Some(day.and_hms_opt(0, 0, 0)?.and_utc().fixed_offset())
}

/// The first version is `first`, and no other is.
fn class(written: Option<&Located<String>>, id: ReleaseId, checker: &mut Checker<'_>) -> ReleaseClass {
    let fitting = if id.version == 1 { ReleaseClass::First } else { ReleaseClass::Correction };
    let found = checker.word(written, &ReleaseClass::ALL);
    if let (Some(found), Some(written)) = (found, written)
        && (found == ReleaseClass::First) != (id.version == 1)
    {
        let message = format!("class is {}, and this is version {}", written.value, id.version);
        let hint =
            if id.version == 1 { "Write first." } else { "Write correction, planned_revision or method_change." };
        checker.refuse(written, message, hint);
    }
    found.unwrap_or(fitting)
}

fn expectations(
    written: Option<Located<Tables<RawExpected>>>,
    publication: &Publication,
    checker: &mut Checker<'_>,
) -> Vec<Expectation> {
    let entries = written.map(|tables| tables.value.0).unwrap_or_default();
    entries
        .into_iter()
        .filter_map(|entry| {
            let RawExpected { measure, expected, first_period, text } = entry.value;
            let measure = measure.and_then(|measure| checker.measure(&measure, publication));
            checker.period(first_period.as_ref());
            checker.calendar_date(expected.as_ref())?;
            Some(Expectation { measure: measure?, expected: expected?.value.0, text: text?.value })
        })
        .collect()
}

fn slugs(written: Option<&Located<Words>>, checker: &mut Checker<'_>) -> Vec<String> {
    let written = written.map_or(&[][..], |words| &words.value.0);
    written.iter().filter_map(|word| checker.slug(Some(word))).collect()
}

fn names(written: Option<Located<Words>>, checker: &mut Checker<'_>) -> Vec<String> {
    let written = written.map(|words| words.value.0).unwrap_or_default();
    written.iter().filter_map(|word| checker.file_name(word)).collect()
}
