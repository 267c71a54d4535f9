//! Loading a publication: every configuration file, every problem in one run.

use std::collections::BTreeMap;

use super::checker::{Checker, Unread};
use super::document::{Document, Located};
use super::list::{RawRow, Rows};
use super::naming::Alphabet;
use super::raw::{RawCalendar, RawFollowUp, RawMeasure, RawPublication, RawTargets};
use super::shape::{self, Shape};
use super::{akasser, announcements, areas, follow_up, head, list, measures, relations, targets};
use crate::diagnostic::{Code, Diagnostic, Place, Report, did_you_mean};
use crate::model::{Format, Measure, Publication};
use crate::source::Source;

/// The file that makes a folder a publication.
pub const PUBLICATION_FILE: &str = "noegletal.toml";
const MEASURES: &str = "data/measures";
const CODES: &str = "data/codes";
const LISTS: [&str; 4] = ["areas.csv", "area_members.csv", "akasser.csv", "akasse_events.csv"];
const REGISTERS: [&str; 4] = ["targets.toml", "calendar.toml", "follow_up.toml", "releases.lock"];

/// Reads and checks `noegletal.toml`, `data/measures/`, `data/codes/`, `data/targets.toml`, `data/follow_up.toml` and
/// `data/calendar.toml`.
///
/// All problems of all files are in the report. `None` when there is no `noegletal.toml` or it is not TOML; otherwise
/// the publication is there, so that deliveries and notes can be checked in the same run. When the report has errors
/// it lacks what was wrong, or has stand-ins for it, and must not be published. Lists that are not there are empty.
pub fn load(source: &dyn Source) -> (Option<Publication>, Report) {
    let mut report = Report::default();
    let mut publication = head::blank();
    let has_head = load_head(source, &mut publication, &mut report);
    let mut unread = load_codes(source, &mut publication, &mut report);
    publication.measures = load_measures(source, &mut report);
    for measure in &mut publication.measures {
        measure.plausibility = measure.plausibility.or(publication.plausibility);
    }
    let before = report.errors();
    if let Some((document, raw)) = toml::<RawTargets>(source, "data/targets.toml", &mut report) {
        let mut checker = Checker::against(&document, unread, &mut report);
        publication.targets = targets::check(raw, &publication, &mut checker);
    }
    unread.targets = report.errors() > before;
    if let Some((document, raw)) = toml::<RawFollowUp>(source, "data/follow_up.toml", &mut report) {
        let mut checker = Checker::against(&document, unread, &mut report);
        (publication.watch_rules, publication.pairs) = follow_up::check(raw, &publication, &mut checker);
    }
    if let Some((document, raw)) = toml::<RawCalendar>(source, "data/calendar.toml", &mut report) {
        publication.calendar = announcements::check(raw, &mut Checker::new(&document, &mut report));
    }
    strangers(source, &mut report);
    (has_head.then_some(publication), report)
}

/// A TOML file with its raw form; `None` when it is not there or not TOML.
fn toml<T: Shape>(source: &dyn Source, path: &str, report: &mut Report) -> Option<(Document, T)> {
    let document = Document::read(source, path, report)?;
    let raw = shape::read(&document, report)?;
    Some((document, raw))
}

/// A code list with its rows; `None` when it is not there.
fn list<T: RawRow>(source: &dyn Source, path: &str, report: &mut Report) -> Option<(Document, Rows<T>)> {
    let document = Document::read(source, path, report)?;
    let rows = list::read(&document, report);
    Some((document, rows))
}

fn load_head(source: &dyn Source, publication: &mut Publication, report: &mut Report) -> bool {
    let before = report.errors();
    let Some((document, raw)) = toml::<RawPublication>(source, PUBLICATION_FILE, report) else {
        if report.errors() == before {
            let message = format!("there is no {PUBLICATION_FILE} here, so this is not a publication's folder");
            let error = Diagnostic::error(Code::BadConfig, message).at(Place::file(PUBLICATION_FILE));
            report.push(error.hint("Name the right folder with --root, or start one with `noegletal init`."));
        }
        return false;
    };
    head::check(raw, publication, &mut Checker::new(&document, report));
    true
}

/// Reads the code lists; tells which could not be read whole.
fn load_codes(source: &dyn Source, publication: &mut Publication, report: &mut Report) -> Unread {
    let mut unread = Unread::default();
    if let Some((document, rows)) = list(source, "data/codes/akasser.csv", report) {
        unread.akasser = !rows.complete;
        let mut checker = Checker::against(&document, unread, report);
        publication.akasser = akasser::check(rows.rows, &mut checker);
    }
    if let Some((document, rows)) = list(source, "data/codes/akasse_events.csv", report) {
        let mut checker = Checker::against(&document, unread, report);
        publication.events = akasser::check_events(rows.rows, publication, &mut checker);
    }
    if let Some((document, rows)) = list(source, "data/codes/areas.csv", report) {
        unread.areas = !rows.complete;
        publication.areas = areas::check(rows.rows, &mut Checker::new(&document, report));
    }
    if let Some((document, rows)) = list(source, "data/codes/area_members.csv", report) {
        let mut checker = Checker::against(&document, unread, report);
        areas::check_members(rows.rows, publication, &mut checker);
    }
    unread
}

/// The measures, sorted by id.
fn load_measures(source: &dyn Source, report: &mut Report) -> Vec<Measure> {
    let mut found = BTreeMap::new();
    let mut related = Vec::new();
    for (path, name) in files(source, MEASURES, report) {
        let Some(stem) = name.strip_suffix(".toml") else {
            let message = format!("{path} is not the file of a measure");
            let error = Diagnostic::error(Code::BadConfig, message).at(Place::file(&path));
            report.push(error.hint("Name it <id>.toml, or move it elsewhere."));
            continue;
        };
        let Some(document) = Document::read(source, &path, report) else { continue };
        let written = Located { value: stem.to_owned(), span: 0..0, field: "the file's name".into() };
        let Some(id) = Checker::new(&document, report).id(&written, Alphabet::Code) else { continue };
        if Format::TAKEN.contains(&id.as_str()) {
            let message = format!("an edition has a file called {id}, so no measure can be called that");
            Checker::new(&document, report).refuse(&written, message, "Give the measure's file another name.");
        }
        let measure = match shape::read::<RawMeasure>(&document, report) {
            Some(raw) => {
                let (measure, written) = measures::check(&id, raw, &mut Checker::new(&document, report));
                related.push((id.clone(), document, written));
                measure
            }
            None => measures::blank(&id),
        };
        found.insert(id, measure);
    }
    let mut measures: Vec<Measure> = found.into_values().collect();
    if measures.len() > list::MAX_ENTRIES {
        let message = format!("{MEASURES} has more than {} measures", list::MAX_ENTRIES);
        report.push(Diagnostic::error(Code::BadConfig, message).at(Place::file(MEASURES)));
        measures.truncate(list::MAX_ENTRIES);
    }
    for (id, document, written) in related {
        relations::check(&id, written, &mut measures, &mut Checker::new(&document, report));
    }
    measures
}

/// Paths below a folder with what follows the folder; hidden files, which systems leave behind, are passed over.
fn files(source: &dyn Source, folder: &str, report: &mut Report) -> Vec<(String, String)> {
    let paths = source.files(folder).unwrap_or_else(|error| {
        report.push(error);
        Vec::new()
    });
    let named = paths.into_iter().filter_map(|path| {
        let name = path.strip_prefix(folder)?.trim_start_matches('/').to_owned();
        (!name.starts_with('.')).then_some((path, name))
    });
    named.collect()
}

/// Reports files whose names are not those that are read: a misspelt one would pass as a list that is not there.
fn strangers(source: &dyn Source, report: &mut Report) {
    for (path, name) in files(source, CODES, report) {
        if !LISTS.contains(&name.as_str()) {
            report.push(stranger(&path, &name, &LISTS));
        }
    }
    // Deliveries lie below `data` too; a folder that cannot be listed is reported when they are read.
    for path in source.files("data").unwrap_or_default() {
        let Some(name) = path.strip_prefix("data/").filter(|name| !name.contains('/') && !name.starts_with('.')) else {
            continue;
        };
        // What a build that was stopped has left is written anew by the next.
        let is_left = name.strip_suffix(".new").is_some_and(|name| name == "releases.lock");
        if !REGISTERS.contains(&name) && !is_left {
            report.push(stranger(&path, name, &REGISTERS));
        }
    }
}

fn stranger(path: &str, name: &str, known: &[&'static str]) -> Diagnostic {
    let hint = match did_you_mean(name, known.iter().copied()) {
        Some(near) => format!("Did you mean {near}?"),
        None => format!("Files here are {}; move it elsewhere.", known.join(", ")),
    };
    Diagnostic::error(Code::BadConfig, format!("{path} is not a file of a publication"))
        .at(Place::file(path))
        .hint(hint)
}
