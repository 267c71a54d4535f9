//! Finding a page by what is typed: the index that a script searches, and the page that shows the same entries from A to Å
//! to those who have no script.
//!
//! The index holds names, addresses and the words of texts, and no figure: where a text names one, it has `…`. So it has
//! nothing that could be held back, and a revised figure changes nothing of it. How words are compared (`aarhus` for
//! Århus) is the script's business alone, so that the index stays small and readable.

mod entries;
mod index;
mod plain;

use serde::Serialize;

use self::entries::{Entry, Sort};
use super::about::page;
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::{FileSet, Language};
use crate::render::address::Here;
use crate::render::frame::{Link, SearchForm, Section};
use crate::text::messages::Messages;

/// The index of a language, from the archive's root.
pub(crate) fn index(language: Language) -> &'static str {
    match language {
        Language::Danish => "api/v1/search.json",
        Language::English => "api/v1/search.en.json",
    }
}

/// The folder of the page.
pub(crate) const FOLDER: &str = "soeg/";

/// What `search.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct SearchView {
    /// The form, which the header of this page lacks.
    form: SearchForm,
    /// Everything that can be found by name, sort by sort.
    groups: Vec<GroupView>,
}

/// Pages of one sort on the page for searching.
#[derive(Debug, Serialize)]
pub(crate) struct GroupView {
    /// Its anchor.
    id: String,
    /// What they are of, as in the index.
    kind: &'static str,
    /// What they are.
    title: String,
    /// What one of them is, for the script; empty where each says it of itself.
    label: String,
    /// The pages: months newest first, all others in alphabetical order.
    links: Vec<Link>,
}

/// Draws the page, and adds the index.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let (press, say) = (shared.press, shared.press.say);
    let entries = entries::all(press);
    files.add(index(say.language()), self::index::file(press, &entries));
    let about = page(press, FOLDER, (&say.text("search-title"), &say.text("search-description")), Section::Other);
    let view = SearchView { form: SearchForm::new(press, &about.here), groups: groups(say, &about.here, &entries) };
    press.print(files, "search.html", about, &view)
}

fn groups(say: &Messages, here: &Here, entries: &[Entry]) -> Vec<GroupView> {
    let mut groups: Vec<(Sort, GroupView)> = Vec::new();
    for entry in entries {
        let beside: Vec<&str> =
            entry.full.iter().chain([&entry.note]).map(String::as_str).filter(|part| !part.is_empty()).collect();
        let name = if entry.is_text { say.danish(&entry.name) } else { entry.name.as_str().into() };
        let link = Link::noted(here.page(&entry.folder), name, beside.join(", "));
        match groups.iter_mut().find(|(sort, _)| *sort == entry.sort) {
            Some((_, group)) => group.links.push(link),
            None => {
                let (id, title) = (entry.sort.anchor(), entry.sort.title(say).into_owned());
                let label = entry.sort.label(say).unwrap_or_default().into_owned();
                let kind = entry.sort.kind();
                groups.push((entry.sort, GroupView { id, kind, title, label, links: vec![link] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
