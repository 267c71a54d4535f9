//! How an edition and its measures are cited, for programs that keep references: BibTeX, RIS and CSL-JSON.

use chrono::Datelike;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Context;
use super::listing;
use super::table::Table;
use crate::model::{FileSet, Language};
use crate::text::date;
use crate::text::document;

/// The files, by name with their media types.
pub(super) const FILES: [(&str, &str); 3] = [
    ("citation.bib", "application/x-bibtex"),
    ("citation.ris", "application/x-research-info-systems"),
    ("citation.csl.json", "application/vnd.citationstyles.csl+json"),
];

/// Something that is cited.
struct Work {
    key: String,
    title: String,
    address: String,
    note: String,
}

/// Adds the files of an edition: one entry for it, and one for each of its measures.
pub(super) fn add(context: &Context<'_>, tables: &[Table<'_>], set: &mut FileSet) {
    let works = works(context, tables);
    let contents = [bibtex(context, &works), ris(context, &works), csl(context, &works)];
    for ((name, _), content) in FILES.into_iter().zip(contents) {
        set.add(context.place.path(name), content);
    }
}

fn works(context: &Context<'_>, tables: &[Table<'_>]) -> Vec<Work> {
    let (publication, release) = (context.publication, &context.edition.release);
    let seal = Sha256::digest(listing::of_edition(publication, context.edition));
    let seal: String = seal.iter().map(|byte| format!("{byte:02x}")).collect();
    let made_up = if release.synthetic { "Syntetiske tal. " } else { "" };
    let month = date::month(Language::Danish, release.id.period);
    let key = format!("noegletal-{}-v{}", release.id.period.slug(), release.id.version);
    let address = format!("{}{}/", publication.base_url, release.id.path());
    let note = format!("{made_up}Udgavens tal har segl SHA-256 {seal}");
    let whole = Work {
        title: format!("{}, {month}, udgave {}", publication.title.da, release.id.version),
        address: address.clone(),
        note: note.clone(),
        key: key.clone(),
    };
    let of_measure = |table: &Table<'_>| Work {
        key: format!("{key}-{}", table.measure.id),
        title: format!("{}, {month}, udgave {}", table.measure.title.da, release.id.version),
        address: format!("{address}maal/{}/", table.measure.id),
        note: note.clone(),
    };
    std::iter::once(whole).chain(tables.iter().map(of_measure)).collect()
}

fn bibtex(context: &Context<'_>, works: &[Work]) -> Vec<u8> {
    let day = context.edition.release.published.date_naive();
    let (publisher, version) = (braced(&context.publication.publisher), context.edition.release.id.version);
    let mut out = String::new();
    for work in works {
        out.push_str(&format!(
            "@misc{{{},\n  author = {{{{{publisher}}}}},\n  title = {{{{{}}}}},\n  year = {{{}}},\n  month = {{{}}},\n  day = {{{}}},\n  version = {{{version}}},\n  publisher = {{{publisher}}},\n  url = {{{}}},\n  note = {{{}}},\n  language = {{danish}}\n}}\n\n",
            work.key,
            braced(&work.title),
            day.year(),
            day.month(),
            day.day(),
            work.address,
            braced(&work.note),
        ));
    }
    out.pop();
    out.into_bytes()
}

/// Text in braces of BibTeX: what would be read as a command is written so that it is not.
fn braced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(letter);
            }
            '{' | '}' | '\\' | '~' | '^' | '\n' | '\r' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

fn ris(context: &Context<'_>, works: &[Work]) -> Vec<u8> {
    let (publication, release) = (context.publication, &context.edition.release);
    let day = release.published.date_naive();
    let mut out = String::new();
    for work in works {
        let lines = [
            ("TY", "DATA".to_owned()),
            ("ID", work.key.clone()),
            ("AU", publication.publisher.clone()),
            ("TI", work.title.clone()),
            ("PY", day.year().to_string()),
            ("DA", day.format("%Y/%m/%d").to_string()),
            ("ET", release.id.version.to_string()),
            ("PB", publication.publisher.clone()),
            ("UR", work.address.clone()),
            ("N1", work.note.clone()),
            ("LA", "da".to_owned()),
        ];
        for (tag, text) in lines {
            out.push_str(&format!("{tag}  - {}\r\n", text.replace(['\r', '\n'], " ")));
        }
        out.push_str("ER  - \r\n");
    }
    out.into_bytes()
}

fn csl(context: &Context<'_>, works: &[Work]) -> Vec<u8> {
    let (publication, release) = (context.publication, &context.edition.release);
    let day = release.published.date_naive();
    let items: Vec<Value> = works
        .iter()
        .map(|work| {
            json!({
                "id": work.key,
                "type": "dataset",
                "title": work.title,
                "author": [{ "literal": publication.publisher }],
                "publisher": publication.publisher,
                "issued": { "date-parts": [[day.year(), day.month(), day.day()]] },
                "version": release.id.version.to_string(),
                "URL": work.address,
                "note": work.note,
                "language": "da",
            })
        })
        .collect();
    let mut out = Vec::new();
    document::line(&mut out, &items);
    out.push(b'\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_holds_no_command() {
        assert_eq!(braced("A&B_50 % {x} \\y"), "A\\&B\\_50 \\%  x   y");
    }
}
