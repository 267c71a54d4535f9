//! TimeMaps against the editions that have the page.

use serde::Deserialize;

use super::copies::INDEX;
use super::release::ReleaseFiles;
use super::{Archive, RESTORE, problem};
use crate::archive::ArchiveFault;
use crate::diagnostic::{Code, Report};
use crate::model::{Language, Period};
use crate::text::timemap::{self, Memento};

/// What addresses in the archive begin with.
#[derive(Deserialize)]
struct Base {
    base_url: Option<String>,
}

/// Every TimeMap names the editions that have its page, no other, with the times of their publication. `releases` are in
/// the order of their publication.
pub(super) fn prove(archive: &Archive<'_>, releases: &[ReleaseFiles], report: &mut Report) -> Result<(), ArchiveFault> {
    let Some(index) = archive.read(INDEX)? else { return Ok(()) };
    // What is wrong with the index is told where it is read for itself.
    let Ok(Base { base_url: Some(base) }) = serde_json::from_slice(&index) else { return Ok(()) };
    for path in archive.tree.files.keys() {
        let Some(folder) = path.strip_suffix(timemap::NAME).filter(|rest| rest.is_empty() || rest.ends_with('/'))
        else {
            continue;
        };
        let Some(bytes) = archive.read(path)? else { continue };
        let mementos = mementos(archive, releases, folder);
        let text = String::from_utf8_lossy(&bytes);
        if text != timemap::file(&base, folder, &mementos) {
            report.push(problem(Code::HistoryChanged, path, difference(path, &text, &base, &mementos)).hint(RESTORE));
        }
    }
    Ok(())
}

/// What lies in the editions in a page's place. The first page has shown those that were the newest when they came out.
fn mementos(archive: &Archive<'_>, releases: &[ReleaseFiles], whole: &str) -> Vec<Memento> {
    let (_, folder) = Language::of_path(whole);
    let below = &whole[..whole.len() - folder.len()];
    let month = folder.strip_suffix('/').and_then(Period::parse);
    let inside = if month.is_some() { "" } else { folder };
    let mut newest = None;
    let mut found = Vec::new();
    for release in releases {
        let Some(published) = release.published else { continue };
        let is_newest = newest < Some(release.id);
        newest = newest.max(Some(release.id));
        let own = format!("{below}{}/{inside}", release.id.path());
        let shown = match (folder, month) {
            ("", _) => is_newest,
            (_, Some(month)) => release.id.period == month,
            (_, None) => archive.tree.files.contains_key(&format!("{own}index.html")),
        };
        if shown {
            found.push(Memento { folder: own, published });
        }
    }
    found
}

/// The first thing that differs, in words.
fn difference(path: &str, text: &str, base: &str, mementos: &[Memento]) -> String {
    let named: Vec<&str> = text.lines().filter(|line| line.contains("memento\"")).collect();
    let address = |memento: &Memento| format!("<{base}{}>", memento.folder);
    if let Some(missing) = mementos.iter().find(|one| !named.iter().any(|line| line.starts_with(&address(one)))) {
        return format!("{path} does not name {}, which the archive has", missing.folder);
    }
    if let Some(other) = named.iter().find(|line| !mementos.iter().any(|one| line.starts_with(&address(one)))) {
        let named = other.split('>').next().unwrap_or_default().trim_start_matches('<');
        return format!("{path} names {named}, and no edition has that page");
    }
    format!("{path} gives other times, another order or other addresses than the editions")
}
