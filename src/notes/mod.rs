//! Notes: `content/**/*.md` as agreements, minutes, memos and method pages, with figures named by id.
//!
//! A note is read on its own; what ties notes together (slugs, links between them) is checked when all are read.
//! Figures and releases that a text names are for the pipeline to hold against the archive:
//! [`unresolved_figures`] and [`unresolved_releases`].

mod anchor;
mod fault;
mod figure;
mod found;
mod front_matter;
mod head;
mod link;
mod markdown;
mod markup;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use self::fault::suggestion;
use self::found::Found;
use self::written::Written;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::note::{FigureRequest, Note, NoteKind, WhichFigure};
use crate::model::{Period, Publication};
use crate::source::Source;

pub use self::found::NoteSources;
pub use self::written::Placed;

/// The folder of all notes.
const CONTENT: &str = "content";

/// The folder of each sort of note.
const FOLDERS: [(NoteKind, &str); 4] = [
    (NoteKind::Aftale, "aftaler"),
    (NoteKind::Referat, "referater"),
    (NoteKind::Notat, "notater"),
    (NoteKind::Metode, "metode"),
];

/// Reads every note of a publication, sorted by slug, with what they name and every problem found.
///
/// A note with problems in its text is returned all the same, so that a preview can show it; one whose head cannot
/// be used is not.
#[must_use]
pub fn load(source: &dyn Source, publication: &Publication) -> (Vec<Note>, NoteSources, Report) {
    let mut found = Found::default();
    let files = source.files(CONTENT).unwrap_or_else(|problem| {
        found.report.push(problem);
        Vec::new()
    });
    let mut notes: Vec<(Note, Placed<()>)> = Vec::new();
    for file in files {
        notes.extend(read(source, &file, publication, &mut found));
    }
    let notes = unique(notes, &mut found.report);
    check_links(&notes, &mut found);
    (notes, found.sources, found.report)
}

/// Figures that texts name and the archive does not have, each at its place.
#[must_use]
pub fn unresolved_figures(sources: &NoteSources, known: &BTreeSet<FigureRequest>, publication: &Publication) -> Report {
    let mut report = Report::default();
    for named in sources.figures.iter().filter(|named| !known.contains(&named.value)) {
        let problem =
            Diagnostic::error(Code::UnknownFigure, format!("there is no {}", describe(named.value, publication)));
        report.push(
            named.locate(problem.hint("Check the fund, the area and the month, or say in words that it is missing.")),
        );
    }
    report
}

/// Months that texts link to or belong to and that have no release, each at its place.
#[must_use]
pub fn unresolved_releases(sources: &NoteSources, known: &BTreeSet<Period>) -> Report {
    let mut report = Report::default();
    let months: Vec<String> = known.iter().map(|period| period.slug()).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    for named in sources.releases.iter().filter(|named| !known.contains(&named.value)) {
        let month = named.value.slug();
        let problem = Diagnostic::error(Code::BrokenLink, format!("there is no release of {month}"));
        report.push(named.locate(problem.hint(suggestion(&month, &months))));
    }
    report
}

fn describe(request: FigureRequest, publication: &Publication) -> String {
    let which = match request.which {
        WhichFigure::Month => "figure",
        WhichFigure::Summary => "figure over months",
        WhichFigure::Published => "published total",
    };
    let fund = request.key.akasse.map(|key| format!(", fund {}", publication.akasse(key).id)).unwrap_or_default();
    let area = request.key.area.map(|key| format!(", area {}", publication.area(key).id)).unwrap_or_default();
    format!("{which} of {}{fund}{area} for {}", publication.measure(request.measure).id, request.period.slug())
}

/// Reads one note with the place of its slug.
fn read(source: &dyn Source, file: &str, publication: &Publication, found: &mut Found) -> Option<(Note, Placed<()>)> {
    let stem_and_ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if !stem_and_ending.is_some_and(|ending| ending == "md" || ending == "markdown") {
        return None;
    }
    let folder = file.split('/').nth(1).and_then(|name| FOLDERS.iter().find(|(_, folder)| *folder == name));
    let (Some((expected, folder)), true) = (folder, file.ends_with(".md")) else {
        let problem = Diagnostic::error(Code::BadFrontMatter, format!("{file} would not be published"));
        let hint = "Notes are .md files in content/aftaler, content/referater, content/notater or content/metode.";
        found.report.push(problem.at(Place::file(file)).hint(hint));
        return None;
    };
    let written = match source.read(file).and_then(|bytes| Written::decode(file, bytes.unwrap_or_default())) {
        Ok(written) => written,
        Err(problem) => {
            found.report.push(problem);
            return None;
        }
    };
    let (head, text_start) = front_matter::read(&written, publication, found);
    let body = markdown::body(&written, text_start, publication, found);
    let head = head?;
    if head.kind != *expected {
        let word = NoteKind::ALL.iter().find(|(kind, _)| *kind == head.kind).map_or("", |(_, word)| word);
        let message = format!("a note of type \"{word}\" does not belong in content/{folder}");
        let problem = Diagnostic::error(Code::BadFrontMatter, message).field("type");
        found.report.push(problem.at(Place::file(file)).hint("Move the file, or change its type."));
    }
    let slug_place = written.placed(head.slug_at, ());
    let note = Note {
        slug: head.slug,
        file: file.into(),
        kind: head.kind,
        date: head.date,
        title: head.title,
        summary: head.summary,
        case_number: head.case_number,
        document_number: head.document_number,
        parties: head.parties,
        measures: head.measures,
        targets: head.targets,
        releases: head.releases,
        body: body.parts,
        headings: body.headings,
    };
    Some((note, slug_place))
}

/// The notes by slug; of two with the same slug only the first is kept, and both places are said.
fn unique(notes: Vec<(Note, Placed<()>)>, report: &mut Report) -> Vec<Note> {
    let mut kept: BTreeMap<String, (Note, Placed<()>)> = BTreeMap::new();
    for (note, place) in notes {
        let Some((_, first)) = kept.get(&note.slug) else {
            kept.insert(note.slug.clone(), (note, place));
            continue;
        };
        for (here, other) in [(first, &place), (&place, first)] {
            let other = format!("{}, line {}", other.place.file, other.place.line);
            let problem =
                Diagnostic::error(Code::DuplicateSlug, format!("the slug \"{}\" is also that of {other}", note.slug));
            report.push(here.locate(problem.field("slug").hint("Give one of the two another slug.")));
        }
    }
    kept.into_values().map(|(note, _)| note).collect()
}

/// Holds links between notes against the notes.
fn check_links(notes: &[Note], found: &mut Found) {
    let slugs: Vec<&str> = notes.iter().map(|note| note.slug.as_str()).collect();
    for link in std::mem::take(&mut found.links) {
        let problem = match notes.iter().find(|note| note.slug == link.value.slug) {
            None => Diagnostic::error(Code::BrokenLink, format!("there is no note \"{}\"", link.value.slug))
                .hint(suggestion(&link.value.slug, &slugs)),
            Some(note) => {
                let anchors: Vec<&str> = note.headings.iter().map(|heading| heading.anchor.as_str()).collect();
                match &link.value.anchor {
                    Some(anchor) if !anchors.contains(&anchor.as_str()) => Diagnostic::error(
                        Code::BrokenLink,
                        format!("the note \"{}\" has no place \"#{anchor}\"", note.slug),
                    )
                    .hint(suggestion(anchor, &anchors)),
                    _ => continue,
                }
            }
        };
        found.report.push(link.locate(problem));
    }
}
