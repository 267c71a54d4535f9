//! `feed/`: what has come out, to subscribe to, as Atom (RFC 4287) and JSON Feed 1.1.
//!
//! A feed of editions, one of corrections, and one for every fund and jobcentre that an edition has a page of. It has
//! what the catalogue has: nothing of a release before its time.

use std::collections::BTreeSet;
use std::io;

use chrono::{DateTime, FixedOffset};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde::Serialize;
use serde_json::{Value, json};

use crate::model::catalogue::{Catalogue, CatalogueEntry, EditionPages, History};
use crate::model::{AkasseKey, AreaKey, AreaKind, FileSet, Language, Publication};
use crate::text::document::{self, Records};
use crate::text::{date, version};

/// How many entries a feed has at most: the newest. Every edition stands in `api/v1/index.json`.
const MOST: usize = 50;

/// A feed: where it lies, what it is about, the page beside it, and its entries, newest first.
struct Feed<'a> {
    /// Below `feed/`, without its ending.
    name: String,
    title: String,
    /// The folder of the page that shows the same.
    page: String,
    /// Folder of each entry's page inside its edition: empty for the edition's own.
    inside: String,
    entries: Vec<&'a CatalogueEntry>,
}

/// Every feed.
pub(super) fn files(publication: &Publication, catalogue: &Catalogue, history: &History) -> FileSet {
    let mut entries: Vec<&CatalogueEntry> = catalogue.entries.iter().collect();
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.release.published, entry.release.id)));
    let newest = |wanted: &dyn Fn(&CatalogueEntry) -> bool| {
        entries.iter().copied().filter(|entry| wanted(entry)).take(MOST).collect::<Vec<_>>()
    };
    let mut set = FileSet::default();
    let title = &publication.title.da;
    let general = [
        ("udgivelser", format!("{title}: udgivelser"), newest(&|_| true)),
        ("rettelser", format!("{title}: rettelser"), newest(&|entry| entry.release.id.version > 1)),
    ];
    for (name, title, entries) in general {
        let feed = Feed { name: name.into(), title, page: format!("{name}/"), inside: String::new(), entries };
        set.add(format!("feed/{name}.xml"), atom(publication, &feed));
        set.add(format!("feed/{name}.json"), json_feed(publication, &feed));
    }
    let (akasser, jobcentres) = parties(publication, history);
    let pages = |entry: &CatalogueEntry| history.pages.get(&entry.release.id);
    let has = |entry: &CatalogueEntry, wanted: &dyn Fn(&EditionPages) -> bool| pages(entry).is_some_and(wanted);
    for key in akasser {
        let akasse = publication.akasse(key);
        let entries = newest(&|entry| has(entry, &|pages| pages.parties.akasser.contains(&key)));
        let name = format!("a-kasse/{}", akasse.id);
        let feed = Feed::of_party(publication, name, &akasse.name, entries);
        set.add(format!("feed/{}.xml", feed.name), atom(publication, &feed));
    }
    for key in jobcentres {
        let area = publication.area(key);
        let entries = newest(&|entry| has(entry, &|pages| pages.parties.areas.contains(&key)));
        let name = format!("jobcenter/{}", area.id);
        let feed = Feed::of_party(publication, name, &area.name, entries);
        set.add(format!("feed/{}.xml", feed.name), atom(publication, &feed));
    }
    set
}

/// The funds and jobcentres that any edition has a page of.
fn parties(publication: &Publication, history: &History) -> (BTreeSet<AkasseKey>, BTreeSet<AreaKey>) {
    let akasser = history.pages.values().flat_map(|pages| pages.parties.akasser.iter().copied()).collect();
    let areas = history.pages.values().flat_map(|pages| pages.parties.areas.iter().copied());
    (akasser, areas.filter(|key| publication.area(*key).kind == AreaKind::Jobcentre).collect())
}

impl<'a> Feed<'a> {
    fn of_party(publication: &Publication, name: String, of: &str, entries: Vec<&'a CatalogueEntry>) -> Self {
        let folder = format!("{name}/");
        let title = format!("{of}: {}", publication.title.da);
        Self { title, page: folder.clone(), inside: folder, name, entries }
    }

    /// When the newest entry came out; for a feed without entries, a moment that stays the same.
    fn updated(&self) -> DateTime<FixedOffset> {
        self.entries.first().map_or_else(DateTime::default, |entry| entry.release.published)
    }
}

/// What an entry says.
struct Entry {
    id: String,
    title: String,
    url: String,
    published: DateTime<FixedOffset>,
    text: String,
    class: &'static str,
}

impl Entry {
    fn new(publication: &Publication, feed: &Feed<'_>, entry: &CatalogueEntry) -> Self {
        let release = &entry.release;
        let (month, number) = (date::month(Language::Danish, release.id.period), release.id.version);
        let mut text = Vec::new();
        if release.synthetic {
            text.push("Syntetiske tal.".to_owned());
        }
        if number > 1 {
            text.push(format!("{}: {}", version::class_in_files(release.class), release.reason));
        }
        let measures: Vec<&str> =
            entry.measures.iter().map(|key| publication.measure(*key).short.da.as_str()).collect();
        text.push(if measures.is_empty() {
            "Udgivelsen har ingen tal.".to_owned()
        } else {
            format!("Tal for {month}: {}.", measures.join(", "))
        });
        text.extend(release.note.as_ref().map(|note| note.da.clone()));
        let embargo = if entry.under_embargo { " (under embargo)" } else { "" };
        let path = format!("{}/{}", release.id.path(), feed.inside);
        Self {
            id: tag(publication, &release.published.format("%Y-%m-%d").to_string(), path.trim_end_matches('/')),
            title: format!("{month}, udgave {number}{embargo}"),
            url: format!("{}{path}", publication.base_url),
            published: release.published,
            text: text.join(" "),
            class: version::class_in_files(release.class),
        }
    }
}

/// A name for ever (RFC 4151): the archive's host, a day, and what it is. It stays when the address of a page does not.
fn tag(publication: &Publication, day: &str, of: &str) -> String {
    let root = publication.base_url.split_once("://").map_or(publication.base_url.as_str(), |(_, rest)| rest);
    let (host, path) = root.split_once('/').unwrap_or((root, ""));
    let host = host.split(':').next().unwrap_or_default();
    format!("tag:{host},{day}:{path}{of}")
}

fn atom(publication: &Publication, feed: &Feed<'_>) -> Vec<u8> {
    let mut out = Writer::new(Vec::new());
    // Writing to memory cannot fail.
    let _ = write_atom(&mut out, publication, feed);
    let mut out = out.into_inner();
    out.push(b'\n');
    out
}

fn write_atom(out: &mut Writer<Vec<u8>>, publication: &Publication, feed: &Feed<'_>) -> io::Result<()> {
    let base = &publication.base_url;
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    out.write_event(Event::Text(BytesText::from_escaped("\n")))?;
    let head = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "da")];
    out.create_element("feed").with_attributes(head).write_inner_content(|out| {
        text(out, "id", &tag(publication, "2009-01-01", &format!("feed/{}", feed.name)))?;
        text(out, "title", &feed.title)?;
        text(out, "updated", &feed.updated().to_rfc3339())?;
        link(out, "self", "application/atom+xml", &format!("{base}feed/{}.xml", feed.name))?;
        link(out, "alternate", "text/html", &format!("{base}{}", feed.page))?;
        link(out, "license", "text/html", &publication.licence.url)?;
        out.create_element("author").write_inner_content(|out| {
            text(out, "name", &publication.publisher)?;
            text(out, "email", &publication.contact.email)
        })?;
        for entry in &feed.entries {
            let entry = Entry::new(publication, feed, entry);
            let moment = entry.published.to_rfc3339();
            out.create_element("entry").write_inner_content(|out| {
                text(out, "id", &entry.id)?;
                text(out, "title", &entry.title)?;
                text(out, "published", &moment)?;
                text(out, "updated", &moment)?;
                link(out, "alternate", "text/html", &entry.url)?;
                out.create_element("category").with_attribute(("term", entry.class)).write_empty()?;
                text(out, "summary", &entry.text)
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn text(out: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    out.write_event(Event::Text(BytesText::from_escaped("\n")))?;
    out.create_element(name).write_text_content(BytesText::new(&writable(text)))?;
    Ok(())
}

fn link(out: &mut Writer<Vec<u8>>, rel: &str, media_type: &str, href: &str) -> io::Result<()> {
    out.write_event(Event::Text(BytesText::from_escaped("\n")))?;
    let attributes = [("rel", rel), ("type", media_type), ("href", href)];
    out.create_element("link").with_attributes(attributes).write_empty()?;
    Ok(())
}

/// Text without the letters that XML cannot hold.
fn writable(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()
}

/// A JSON Feed.
#[derive(Serialize)]
struct JsonFeed {
    #[serde(flatten)]
    head: Value,
    items: Records<Value>,
}

fn json_feed(publication: &Publication, feed: &Feed<'_>) -> Vec<u8> {
    let base = &publication.base_url;
    let items: Vec<Value> = feed
        .entries
        .iter()
        .map(|entry| {
            let entry = Entry::new(publication, feed, entry);
            json!({
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": entry.published.to_rfc3339(),
                "tags": [entry.class],
            })
        })
        .collect();
    let head = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": format!("{base}{}", feed.page),
        "feed_url": format!("{base}feed/{}.json", feed.name),
        "language": "da",
        "authors": [{ "name": publication.publisher, "url": base }],
    });
    document::file(&JsonFeed { head, items: Records(items) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn feed(files: &FileSet, path: &str) -> String {
        String::from_utf8(files.get(path).unwrap().to_vec()).unwrap()
    }

    #[test]
    fn a_feed_has_the_newest_fifty_and_keeps_their_names() {
        let (publication, _, _) = sample::small();
        let mut release = sample::release(crate::model::Period::parse("2021-09").unwrap(), 1);
        let releases: Vec<_> = (1..=60_u16)
            .map(|number| {
                release.id.version = number;
                release.published += chrono::Duration::days(1);
                release.reason = "Fejl & <mangler>.\u{1}".into();
                release.clone()
            })
            .collect();
        let all = sample::catalogue(&releases);
        let files = files(&publication, &all, &History::default());
        let atom = feed(&files, "feed/udgivelser.xml");
        assert_eq!(atom.matches("<entry>").count(), MOST);
        assert!(atom.contains("udgave 60") && !atom.contains("udgave 10<"), "the newest are kept");
        assert!(atom.contains("Fejl &amp; &lt;mangler&gt;."), "{atom}");
        assert!(atom.contains("<id>tag:example.org,2009-01-01:feed/udgivelser</id>"));
        let few = super::files(&publication, &sample::catalogue(&releases[..59]), &History::default());
        let id = "<id>tag:example.org,2022-02-12:2021-09/v59</id>";
        assert!(atom.contains(id) && feed(&few, "feed/udgivelser.xml").contains(id), "{atom}");
        let corrections: Value = serde_json::from_str(&feed(&files, "feed/rettelser.json")).unwrap();
        assert_eq!(corrections["items"].as_array().unwrap().len(), MOST);
        let none = super::files(&publication, &Catalogue::default(), &History::default());
        assert!(feed(&none, "feed/rettelser.xml").contains("<updated>1970-01-01T00:00:00+00:00</updated>"));
    }
}
