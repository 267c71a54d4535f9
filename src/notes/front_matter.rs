//! The head of a note: TOML between two lines of `+++`.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, suggestion};
use super::found::Found;
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
            let mut reader = Reader { table: table.get_ref(), start: head.start, end: head.end, written, found };
            (reader.front_matter(publication), text_start)
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

/// Takes values out of the head, with their places.
struct Reader<'a> {
    table: &'a DeTable<'a>,
    start: usize,
    end: usize,
    written: &'a Written,
    found: &'a mut Found,
}

impl Reader<'_> {
    fn front_matter(&mut self, publication: &Publication) -> Option<FrontMatter> {
        self.refuse_unknown_keys();
        self.language();
        let slug = self.required("slug").and_then(|(slug, at)| self.slug(slug, at));
        let kind = self.required("type").and_then(|(word, at)| self.kind(&word, at));
        let date = self.date();
        if date.is_none() && !self.has("date") && kind.is_some_and(|kind| kind != NoteKind::Metode) {
            self.missing("date");
        }
        let title = self.required("title").and_then(|(title, at)| self.line("title", title, at));
        let summary = self.required("summary").and_then(|(summary, at)| self.line("summary", summary, at));
        let case_number = self.optional("case_number").map(|(number, _)| number);
        let document_number = self.optional("document_number").map(|(number, _)| number);
        let parties = self.list("parties").into_iter().map(|(party, _)| party).collect();
        let measures = self.measures(publication);
        let targets = self.targets(publication);
        let releases = self.releases();
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

    fn refuse_unknown_keys(&mut self) {
        let unknown: Vec<(String, Range<usize>)> = self
            .table
            .keys()
            .filter(|key| !KEYS.contains(&key.get_ref().as_ref()))
            .map(|key| (key.get_ref().to_string(), key.span()))
            .collect();
        for (key, at) in unknown {
            let problem = Diagnostic::error(Code::UnknownKey, format!("a note has no key \"{key}\""));
            let hint = match did_you_mean(&key, KEYS) {
                Some(near) => format!("Did you mean \"{near}\"?"),
                None => format!("Keys are: {}.", KEYS.join(", ")),
            };
            self.problem(at, problem.hint(hint).field(key));
        }
    }

    fn language(&mut self) {
        if let Some((language, at)) = self.optional("lang")
            && language != "da"
        {
            self.bad("lang", at, format!("notes in \"{language}\" are not taken yet"), "Write lang = \"da\".");
        }
    }

    fn slug(&mut self, slug: String, at: Range<usize>) -> Option<(String, Range<usize>)> {
        let hostile = slug.contains(['/', '\\', ':', '%']) || slug.contains("..") || slug.starts_with('.');
        if hostile || slug.chars().any(char::is_control) || is_device(&slug) {
            let message = format!("\"{}\" cannot be the name of a folder", slug.escape_debug());
            let problem = Diagnostic::error(Code::UnsafePath, message).field("slug");
            self.problem(at, problem.hint("Use a-z, 0-9 and - only, such as 2021-12-15-fokusmaal."));
            return None;
        }
        let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
        if slug.is_empty()
            || slug.len() > MAX_SLUG
            || !slug.chars().all(plain)
            || slug.starts_with('-')
            || slug.ends_with('-')
        {
            let message = format!("\"{slug}\" is not a slug of 1-{MAX_SLUG} signs");
            self.bad("slug", at, message, "Use a-z, 0-9 and - only, such as 2021-12-15-fokusmaal.");
            return None;
        }
        Some((slug, at.start + self.start..at.end + self.start))
    }

    fn kind(&mut self, word: &str, at: Range<usize>) -> Option<NoteKind> {
        let kind = NoteKind::ALL.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind);
        if kind.is_none() {
            let known: Vec<&str> = NoteKind::ALL.iter().map(|(_, word)| *word).collect();
            self.bad("type", at, format!("there is no type \"{word}\""), &suggestion(word, &known));
        }
        kind
    }

    /// A day or a month, as text or as a TOML date.
    fn date(&mut self) -> Option<NoteDate> {
        let value = self.table.get("date")?;
        let at = value.span();
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            other => {
                let found = other.type_str();
                self.bad("date", at, format!("date is {found}"), "Write date = \"2021-12-15\" or \"2021-12\".");
                return None;
            }
        };
        let day = || NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().filter(|_| text.len() == 10).map(NoteDate::Day);
        let date = Period::parse(&text).map(NoteDate::Month).or_else(day);
        if date.is_none() {
            let message = format!("\"{text}\" is not a date");
            self.bad("date", at, message, "Write it like 2021-12-15, or 2021-12 when the day is not known.");
        }
        date
    }

    /// One line of plain text that is not empty.
    fn line(&mut self, key: &'static str, text: String, at: Range<usize>) -> Option<String> {
        let fault = if text.trim().is_empty() {
            Some(("is empty", "Write one sentence."))
        } else if text.chars().any(char::is_control) {
            Some(("has more than one line", "Write one sentence."))
        } else if text.contains("{{") {
            Some(("names a figure", "Figures can be named in the text only."))
        } else {
            None
        };
        match fault {
            None => Some(text.trim().to_owned()),
            Some((what, hint)) => {
                self.bad(key, at, format!("{key} {what}"), hint);
                None
            }
        }
    }

    fn measures(&mut self, publication: &Publication) -> Vec<MeasureKey> {
        let mut keys = Vec::new();
        for (id, at) in self.list("measures") {
            let ids = publication.measures.iter().map(|measure| measure.id.as_str());
            match publication.measure_by_id(&id) {
                Some(key) => keys.push(key),
                None => self.fault(at.clone(), Code::UnknownMeasure, Fault::unknown(at, "measure", &id, ids)),
            }
        }
        keys
    }

    fn targets(&mut self, publication: &Publication) -> Vec<TargetKey> {
        let mut keys = Vec::new();
        for (id, at) in self.list("targets") {
            let ids = publication.targets.iter().map(|target| target.id.as_str());
            match publication.target_by_id(&id) {
                Some(key) => keys.push(key),
                None => self.fault(at.clone(), Code::BadFrontMatter, Fault::unknown(at, "target", &id, ids)),
            }
        }
        keys
    }

    fn releases(&mut self) -> Vec<Period> {
        let mut periods = Vec::new();
        for (text, at) in self.list("releases") {
            match Period::parse(&text) {
                Some(period) => {
                    let at = at.start + self.start..at.end + self.start;
                    self.found.sources.releases.push(self.written.placed(at, period));
                    periods.push(period);
                }
                None => self.bad("releases", at, format!("\"{text}\" is not a month"), "Write it like 2021-09."),
            }
        }
        periods
    }

    /// The strings of a list, each once; empty when there is no such key.
    fn list(&mut self, key: &'static str) -> Vec<(String, Range<usize>)> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            let hint = format!("Write {key} = [\"…\", \"…\"].");
            self.bad(key, value.span(), format!("{key} is not a list"), &hint);
            return Vec::new();
        };
        let mut strings: Vec<(String, Range<usize>)> = Vec::new();
        for element in array.iter() {
            match text_of(element) {
                Some((text, at)) if strings.iter().any(|(known, _)| *known == text) => {
                    self.bad(key, at, format!("{key} names \"{text}\" twice"), "Keep one.");
                }
                Some((text, _)) if text.trim().is_empty() => {
                    self.bad(key, element.span(), format!("{key} has an empty entry"), "Delete it.");
                }
                Some(found) => strings.push(found),
                None => {
                    self.bad(key, element.span(), format!("{key} is a list of texts"), "Put it in quotation marks.")
                }
            }
        }
        strings
    }

    fn required(&mut self, key: &'static str) -> Option<(String, Range<usize>)> {
        if !self.has(key) {
            self.missing(key);
        }
        self.optional(key)
    }

    fn optional(&mut self, key: &'static str) -> Option<(String, Range<usize>)> {
        let value = self.table.get(key)?;
        let text = text_of(value);
        if text.is_none() {
            self.bad(key, value.span(), format!("{key} is not a text"), "Put it in quotation marks.");
        }
        text
    }

    fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    fn missing(&mut self, key: &'static str) {
        let problem = Diagnostic::error(Code::BadFrontMatter, format!("the head has no {key}")).field(key);
        // At the closing line: there is where the key is to be added.
        let end = self.end - self.start;
        self.problem(end..end + FENCE.len(), problem.hint(format!("Add {key} = \"…\".")));
    }

    fn bad(&mut self, key: &'static str, at: Range<usize>, message: String, hint: &str) {
        self.problem(at, Diagnostic::error(Code::BadFrontMatter, message).hint(hint).field(key));
    }

    fn fault(&mut self, at: Range<usize>, code: Code, fault: Fault) {
        self.problem(at, Diagnostic::error(code, fault.message).hint(fault.hint));
    }

    /// Reports a problem at a stretch counted from the start of the head.
    fn problem(&mut self, at: Range<usize>, problem: Diagnostic) {
        self.found.problem(self.written, at.start + self.start..at.end + self.start, problem);
    }
}

fn text_of(value: &Spanned<DeValue<'_>>) -> Option<(String, Range<usize>)> {
    value.get_ref().as_str().map(|text| (text.to_owned(), value.span()))
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
