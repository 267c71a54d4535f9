//! The head of a note: TOML between two lines of `+++`.

use std::ops::Range;

use chrono::NaiveDate;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, suggestion};
use super::found::Found;
use super::head::{Head, Text};
use super::link::is_slug;
use super::written::Written;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::code::TargetKey;
use crate::model::note::{NoteDate, NoteKind};
use crate::model::{MeasureKey, Period, Publication};

/// The line before and after the head.
const FENCE: &str = "+++";

/// Every key a head may have.
const KEYS: [&str; 12] = [
    "slug",
    "type",
    "date",
    "title",
    "summary",
    "case_number",
    "document_number",
    "parties",
    "measures",
    "targets",
    "releases",
    "lang",
];

/// The longest slug: it becomes the name of a folder.
const MAX_SLUG: usize = 80;

/// The head of a note, as checked.
#[derive(Debug)]
pub(super) struct FrontMatter {
    pub(super) slug: String,
    /// Bytes of the slug in the file.
    pub(super) slug_at: Range<usize>,
    pub(super) kind: NoteKind,
    pub(super) date: Option<NoteDate>,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) case_number: Option<String>,
    pub(super) document_number: Option<String>,
    pub(super) parties: Vec<String>,
    pub(super) measures: Vec<MeasureKey>,
    pub(super) targets: Vec<TargetKey>,
    pub(super) releases: Vec<Period>,
}

/// Reads the head of a note and says where the text after it starts; `None` for a head that cannot be used.
pub(super) fn read(written: &Written, publication: &Publication, found: &mut Found) -> (Option<FrontMatter>, usize) {
    let Some((head, text_start)) = split(written.text()) else {
        let problem = Diagnostic::error(Code::BadFrontMatter, "the note has no head between two lines of +++");
        found.problem(
            written,
            0..0,
            problem.hint("Start it with +++, then slug, type, date, title and summary, then +++."),
        );
        return (None, written.text().len());
    };
    let toml = written.text().get(head.clone()).unwrap_or_default();
    match DeTable::parse(toml) {
        Ok(table) => {
            let mut head = Head { table: table.get_ref(), bytes: head, written, found };
            (check(&mut head, publication), text_start)
        }
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let message = format!("the head is not TOML: {}", error.message().replace('\n', ", "));
            let problem = Diagnostic::error(Code::BadFrontMatter, message).hint("Write it as key = \"value\".");
            found.problem(written, head.start + span.start..head.start + span.end, problem);
            (None, text_start)
        }
    }
}

/// The bytes of the head, and where the text starts.
fn split(text: &str) -> Option<(Range<usize>, usize)> {
    let mut start = 0;
    let mut head = None;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        match head {
            None if line.trim_end() == FENCE => head = Some(end),
            None => return None,
            Some(first) if line.trim_end() == FENCE => return Some((first..start, end)),
            Some(_) => {}
        }
        start = end;
    }
    None
}

/// Checks every key, so that all problems of a head are said at once.
fn check(head: &mut Head<'_>, publication: &Publication) -> Option<FrontMatter> {
    refuse_unknown_keys(head);
    language(head);
    let slug = head.required("slug").and_then(|(word, at)| slug(head, word, at));
    let kind = head.required("type").and_then(|(word, at)| kind(head, &word, at));
    let date = date(head);
    if date.is_none() && !head.has("date") && kind.is_some_and(|kind| kind != NoteKind::Metode) {
        head.missing("date");
    }
    let title = head.required("title").and_then(|(title, at)| line(head, "title", title, at));
    let summary = head.required("summary").and_then(|(summary, at)| line(head, "summary", summary, at));
    let case_number = head.optional("case_number").and_then(|(number, at)| line(head, "case_number", number, at));
    let document_number =
        head.optional("document_number").and_then(|(number, at)| line(head, "document_number", number, at));
    let parties = head.list("parties").into_iter().map(|(party, _)| party).collect();
    let measures = measures(head, publication);
    let targets = targets(head, publication);
    let releases = releases(head);
    let (slug, slug_at) = slug?;
    Some(FrontMatter {
        slug,
        slug_at,
        kind: kind?,
        date,
        title: title?,
        summary: summary?,
        case_number,
        document_number,
        parties,
        measures,
        targets,
        releases,
    })
}

fn refuse_unknown_keys(head: &mut Head<'_>) {
    let unknown: Vec<Text> = head
        .table
        .keys()
        .filter(|key| !KEYS.contains(&key.get_ref().as_ref()))
        .map(|key| (key.get_ref().to_string(), head.place(key)))
        .collect();
    for (key, at) in unknown {
        let problem = Diagnostic::error(Code::UnknownKey, format!("a note has no key \"{key}\""));
        let hint = match did_you_mean(&key, KEYS) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => format!("Keys are: {}.", KEYS.join(", ")),
        };
        head.problem(at, problem.hint(hint).field(key));
    }
}

fn language(head: &mut Head<'_>) {
    if let Some((language, at)) = head.optional("lang")
        && language != "da"
    {
        head.bad("lang", at, format!("notes in \"{language}\" are not taken yet"), "Write lang = \"da\".");
    }
}

fn slug(head: &mut Head<'_>, slug: String, at: Range<usize>) -> Option<Text> {
    let hostile = slug.contains(['/', '\\', ':', '%']) || slug.contains("..") || slug.starts_with('.');
    if hostile || slug.chars().any(char::is_control) || is_device(&slug) {
        let message = format!("\"{}\" cannot be the name of a folder", slug.escape_debug());
        let problem = Diagnostic::error(Code::UnsafePath, message).field("slug");
        head.problem(at, problem.hint("Use a-z, 0-9 and - only, such as 2021-12-15-fokusmaal."));
        return None;
    }
    if !is_slug(&slug) || slug.len() > MAX_SLUG {
        let message = format!("\"{slug}\" is not a slug of 1-{MAX_SLUG} signs");
        head.bad("slug", at, message, "Use a-z, 0-9 and - only, such as 2021-12-15-fokusmaal.");
        return None;
    }
    Some((slug, at))
}

fn kind(head: &mut Head<'_>, word: &str, at: Range<usize>) -> Option<NoteKind> {
    let kind = NoteKind::ALL.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind);
    if kind.is_none() {
        let known: Vec<&str> = NoteKind::ALL.iter().map(|(_, word)| *word).collect();
        head.bad("type", at, format!("there is no type \"{word}\""), &suggestion(word, &known));
    }
    kind
}

/// A day or a month, as text or as a TOML date.
fn date(head: &mut Head<'_>) -> Option<NoteDate> {
    let value = head.table.get("date")?;
    let at = head.place(value);
    let text = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        other => {
            let found = other.type_str();
            head.bad("date", at, format!("date is {found}"), "Write date = \"2021-12-15\" or \"2021-12\".");
            return None;
        }
    };
    let day = || NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().filter(|_| text.len() == 10).map(NoteDate::Day);
    let date = Period::parse(&text).map(NoteDate::Month).or_else(day);
    if date.is_none() {
        let message = format!("\"{text}\" is not a date");
        head.bad("date", at, message, "Write it like 2021-12-15, or 2021-12 when the day is not known.");
    }
    date
}

/// One line of plain text that is not empty.
fn line(head: &mut Head<'_>, key: &'static str, text: String, at: Range<usize>) -> Option<String> {
    let fault = if text.trim().is_empty() {
        Some(("is empty", "Write it, or delete the key when it is not needed."))
    } else if text.chars().any(char::is_control) {
        Some(("has more than one line", "Keep it on one line."))
    } else if text.contains("{{") {
        Some(("names a figure", "Figures can be named in the text only."))
    } else {
        None
    };
    match fault {
        None => Some(text.trim().to_owned()),
        Some((what, hint)) => {
            head.bad(key, at, format!("{key} {what}"), hint);
            None
        }
    }
}

fn measures(head: &mut Head<'_>, publication: &Publication) -> Vec<MeasureKey> {
    let mut keys = Vec::new();
    for (id, at) in head.list("measures") {
        let ids = publication.measures.iter().map(|measure| measure.id.as_str());
        match publication.measure_by_id(&id) {
            Some(key) => keys.push(key),
            None => head.fault(at.clone(), Code::UnknownMeasure, Fault::unknown(at, "measure", &id, ids)),
        }
    }
    keys
}

fn targets(head: &mut Head<'_>, publication: &Publication) -> Vec<TargetKey> {
    let mut keys = Vec::new();
    for (id, at) in head.list("targets") {
        let ids = publication.targets.iter().map(|target| target.id.as_str());
        match publication.target_by_id(&id) {
            Some(key) => keys.push(key),
            None => head.fault(at.clone(), Code::BadFrontMatter, Fault::unknown(at, "target", &id, ids)),
        }
    }
    keys
}

fn releases(head: &mut Head<'_>) -> Vec<Period> {
    let mut periods = Vec::new();
    for (text, at) in head.list("releases") {
        match Period::parse(&text) {
            Some(period) => {
                head.found.sources.releases.push(head.written.placed(at, period));
                periods.push(period);
            }
            None => head.bad("releases", at, format!("\"{text}\" is not a month"), "Write it like 2021-09."),
        }
    }
    periods
}

/// Whether Windows keeps the name for a device.
fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = |stem: &str| name.strip_prefix(stem).is_some_and(|rest| rest.len() == 1 && rest != "0");
    ["con", "prn", "aux", "nul"].contains(&name.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_head_and_text() {
        assert_eq!(split("+++\na = 1\n+++\ntext"), Some((4..10, 14)));
        assert_eq!(split("+++\r\na = 1\r\n+++"), Some((5..12, 15)));
        assert_eq!(split("+++\n+++\n"), Some((4..4, 8)));
        for text in ["", "text", "\n+++\n+++\n", "+++\na = 1\n", "++++\n+++\n"] {
            assert_eq!(split(text), None, "{text}");
        }
    }

    #[test]
    fn knows_names_that_windows_keeps() {
        assert!(is_device("con") && is_device("COM1"));
        assert!(!is_device("com0") && !is_device("konto") && !is_device("com10"));
    }
}
