//! A page as a program reads it: where it links to, what can be linked to, and its figures with the keys of their cells.
//!
//! A figure has a key when its table, the heading of its column and its row carry `data-f`: words such as
//! `m:ledige p:2021M09 a:koebenhavn k:3f r:2021-09/v1` (measure, month, area, fund, version), which together name it.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::archive::manifest::FileHash;

/// Pages read before, by the hash of their bytes, which they are a function of.
#[derive(Debug, Default)]
pub(super) struct Pages {
    kept: Option<Mutex<HashMap<FileHash, Page>>>,
}

impl Pages {
    /// Keeps what it has read.
    pub(super) fn kept() -> Self {
        Self { kept: Some(Mutex::default()) }
    }

    /// Reads a page with these bytes, whose hash this is.
    pub(super) fn read(&self, hash: FileHash, bytes: &[u8]) -> Page {
        let Some(kept) = &self.kept else { return Page::read(bytes) };
        // A thread that panicked has left it whole: each change is one insertion.
        let known = kept.lock().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned();
        known.unwrap_or_else(|| {
            let page = Page::read(bytes);
            kept.lock().unwrap_or_else(PoisonError::into_inner).insert(hash, page.clone());
            page
        })
    }
}

/// What a page holds that can be held against other files.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// Addresses as written, each once.
    pub(super) links: BTreeSet<String>,
    /// Anchors, each as a number that stands for it.
    pub(super) anchors: BTreeSet<u64>,
    /// Figures in tables.
    pub(super) cells: Vec<PageCell>,
}

/// A figure of a table.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct PageCell {
    pub(super) key: Key,
    /// What stands in the cell before any mark.
    pub(super) text: String,
}

/// Which figure it is.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) release: String,
    pub(super) measure: String,
    pub(super) period: String,
    pub(super) area: String,
    pub(super) akasse: String,
}

impl Key {
    fn add(&mut self, words: &str) {
        for word in words.split_ascii_whitespace() {
            let (field, value) = match word.split_once(':') {
                Some(("r", value)) => (&mut self.release, value),
                Some(("m", value)) => (&mut self.measure, value),
                Some(("p", value)) => (&mut self.period, value),
                Some(("a", value)) => (&mut self.area, value),
                Some(("k", value)) => (&mut self.akasse, value),
                _ => continue,
            };
            value.clone_into(field);
        }
    }
}

impl Page {
    /// Reads a page; what is not HTML has nothing in it.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut reading = Reading::default();
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
            reading.take(&event);
            None
        });
        // A script's text holds no tags.
        emitter.naively_switch_states(true);
        Tokenizer::new_with_emitter(bytes, emitter).for_each(drop);
        reading.page
    }
}

/// The number that stands for an anchor.
pub(super) fn anchor(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

/// The element whose start is being read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Tag {
    Table,
    Row,
    Heading,
    Cell,
    #[default]
    Other,
}

/// Attributes that are looked at.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Attribute {
    Link,
    Anchor,
    Key,
    Scope,
    Span,
    #[default]
    Other,
}

#[derive(Default)]
struct Reading {
    page: Page,
    tag: Tag,
    attribute: Attribute,
    /// The present tag's key and what it says of itself.
    key: Option<String>,
    of_row: bool,
    spans: bool,
    table: Option<String>,
    /// Keys of the columns, `None` where no figures stand.
    columns: Vec<Option<String>>,
    row: Option<String>,
    column: usize,
    /// The cell whose text comes next.
    open: Option<Key>,
}

impl Reading {
    fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                // The text of a cell ends with the first mark in it.
                self.close(b"");
                self.tag = match *name {
                    b"table" => Tag::Table,
                    b"tr" => Tag::Row,
                    b"th" => Tag::Heading,
                    b"td" => Tag::Cell,
                    _ => Tag::Other,
                };
                (self.key, self.of_row, self.spans) = (None, false, false);
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = match *name {
                    // A script asks for those that begin with `data`.
                    b"href" | b"src" | b"xlink:href" | b"action" | b"data-state" | b"data-index" | b"data-figure"
                    | b"data-charting" | b"data-workbook" => Attribute::Link,
                    b"id" => Attribute::Anchor,
                    b"data-f" => Attribute::Key,
                    b"scope" => Attribute::Scope,
                    b"colspan" => Attribute::Span,
                    _ => Attribute::Other,
                };
                if self.attribute == Attribute::Key {
                    self.key = Some(String::new());
                }
            }
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { .. } => self.start(),
            CallbackEvent::String { value } => self.close(value),
            CallbackEvent::EndTag { name } => {
                self.close(b"");
                if *name == b"table" {
                    self.table = None;
                }
            }
            _ => {}
        }
    }

    fn value(&mut self, value: &[u8]) {
        let text = || String::from_utf8_lossy(value).into_owned();
        match self.attribute {
            Attribute::Link => drop(self.page.links.insert(text())),
            Attribute::Anchor => drop(self.page.anchors.insert(anchor(&text()))),
            Attribute::Key => self.key = Some(text()),
            Attribute::Scope => self.of_row = value == b"row",
            Attribute::Span => self.spans = true,
            Attribute::Other => {}
        }
    }

    fn start(&mut self) {
        let key = self.key.take();
        match self.tag {
            Tag::Table => {
                (self.table, self.row) = (key, None);
                self.columns.clear();
            }
            Tag::Row => (self.row, self.column) = (key, 0),
            Tag::Heading if self.of_row => self.column += 1,
            Tag::Heading => self.columns.push(key),
            Tag::Cell => {
                let column = self.columns.get(self.column).and_then(Option::as_ref);
                if let (Some(table), Some(column), Some(row), false) = (&self.table, column, &self.row, self.spans) {
                    let mut key = Key::default();
                    [table, column, row].into_iter().for_each(|words| key.add(words));
                    self.open = Some(key);
                }
                self.column += 1;
            }
            Tag::Other => {}
        }
    }

    fn close(&mut self, text: &[u8]) {
        if let Some(key) = self.open.take() {
            self.page.cells.push(PageCell { key, text: String::from_utf8_lossy(text).into_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_links_anchors_and_the_figures_of_keyed_tables() {
        let page = Page::read(
            "<!doctype html><body id=top data-state=s.json><form action=f.html data-index=i.json></form><a href='a/index.html?x=1#ø'>x</a><script>if (1 < 2) \"<a href=no>\"</script>\
             <table data-f=\"r:2021-09/v1 p:2021M09\"><caption>x</caption>\
             <tr><th scope=col>A<th scope=\"col\" data-f=\"m:m\">M</th><th scope=col>+</th><th scope=col data-f>N</th></tr>\
             <tr data-f=\"k:3f\"><th scope=row><a href='a/index.html?x=1#ø'>3F</a></th><td>1.234<span>[p]</span></td>\
             <td>+1</td><td class=n data-sort>&minus;5</td></tr>\
             <tr><th scope=row>x</th><td>7</td></tr><tr data-f=k:hk><th scope=row>x</th><td colspan=3>7</td></tr></table>\
             <table><tr><th scope=col data-f=m:m><tr data-f=k:x><th scope=row><td>9</table>"
                .as_bytes(),
        );
        assert_eq!(page.links.iter().collect::<Vec<_>>(), ["a/index.html?x=1#ø", "f.html", "i.json", "s.json"]);
        assert_eq!(page.anchors, BTreeSet::from([anchor("top")]));
        let cells: Vec<String> = page
            .cells
            .iter()
            .map(|cell| format!("{} {} {} {}", cell.key.measure, cell.key.period, cell.key.akasse, cell.text))
            .collect();
        assert_eq!(cells, ["m 2021M09 3f 1.234", " 2021M09 3f −5"]);
    }
}
