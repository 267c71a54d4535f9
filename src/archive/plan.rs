//! What a commit is to show, keep and take away.

use std::collections::{BTreeMap, BTreeSet};

use super::ArchiveFault;
use super::before::{look, read_plain};
use super::cells;
use super::files::{Files, Found};
use super::manifest::{self, Manifest, Mark, Pending};
use super::path::{UnitKind, unit_of};
use super::writer::{Entry, Fate, Kind, Writer};
use crate::model::Language;

impl<F: Files> Writer<F> {
    /// Refuses when published figures would change or go away.
    pub(super) fn refuse_changes(&self) -> Result<(), ArchiveFault> {
        let mut state = self.state();
        let mut report = std::mem::take(&mut state.differences);
        let made = made_units(&state.entries);
        for path in self.before.files.keys() {
            let Some((unit, UnitKind::Figures)) = unit_of(path) else { continue };
            let published = self.has_published(unit) && made.contains(unit);
            if let (true, false, Some(measure)) =
                (published, state.entries.contains_key(path), cells::tidy_measure(path))
            {
                let release = unit.trim_start_matches("api/v1/releases/");
                let message = format!("{measure}: its figures have been published, and the delivery has none");
                report.push(cells::changed(release, message));
            }
        }
        if report.is_clean() { Ok(()) } else { Err(ArchiveFault::Refused(report)) }
    }

    /// Stages the manifest of every version's folder, and then the root's, or the note of a part.
    pub(super) fn stage_manifests(&self) -> Result<(), ArchiveFault> {
        let mut units: BTreeMap<String, BTreeMap<String, Mark>> = BTreeMap::new();
        let mut root =
            Manifest { kind: self.kind, protection: None, editions: BTreeMap::new(), files: BTreeMap::new() };
        for (path, entry) in &self.state().entries {
            match unit_of(path) {
                Some((unit, _)) => {
                    let name = path[unit.len() + 1..].to_owned();
                    units.entry(unit.to_owned()).or_default().insert(name, entry.mark);
                }
                None => {
                    root.files.insert(path.clone(), entry.mark);
                }
            }
        }
        if self.kind == Kind::Public {
            self.keep_figures(&mut units);
        }
        if self.kind == Kind::Public && self.part.is_none() {
            self.keep_versions(&units, &mut root);
        }
        for (unit, files) in units {
            let protection = self.state().protection.get(&unit).copied();
            let manifest = Manifest { kind: self.kind, protection, editions: BTreeMap::new(), files };
            let path = format!("{unit}/{}", manifest::NAME);
            let text = manifest.text();
            self.stage_own(&path, text.as_bytes())?;
            root.editions.insert(path, Mark::of(text.as_bytes()));
        }
        match self.part {
            None => self.stage_own(manifest::NAME, root.text().as_bytes()),
            Some(_) => self.stage_note(&root),
        }
    }

    /// Notes what a part brings, unless all of it stands in the archive already.
    fn stage_note(&self, root: &Manifest) -> Result<(), ArchiveFault> {
        let name = self.crown();
        let stands = |(path, mark): (&String, &Mark)| {
            let unit = unit_of(path).map(|(unit, _)| unit);
            let known =
                unit.is_none_or(|unit| self.before.units.contains_key(unit) && !self.before.joined.contains(unit));
            known && self.before.had(path, *mark) && !self.before.parts.contains_key(&name)
        };
        if root.editions.iter().chain(&root.files).all(stands) {
            return Ok(());
        }
        let mut files: BTreeMap<&String, Mark> =
            root.editions.iter().chain(&root.files).map(|(p, m)| (p, *m)).collect();
        // What the same part brought before stays known as ours until the whole is built.
        for (path, mark) in self.before.parts.get(&name).into_iter().flatten() {
            files.entry(path).or_insert(*mark);
        }
        let files = files.into_iter().map(|(path, mark)| (path.clone(), mark)).collect();
        self.stage_own(&name, Pending { kind: self.kind, publishing: false, files }.text().as_bytes())
    }

    /// A public archive keeps what it has published: folders of versions that this build does not make stay in the root's
    /// manifest.
    fn keep_versions(&self, units: &BTreeMap<String, BTreeMap<String, Mark>>, root: &mut Manifest) {
        for (unit, mark) in self.before.units.iter().filter(|(unit, _)| self.has_published(unit)) {
            if !units.contains_key(unit) {
                root.editions.insert(format!("{unit}/{}", manifest::NAME), *mark);
            }
        }
    }

    /// Nor do files of figures go that this build makes no longer.
    fn keep_figures(&self, units: &mut BTreeMap<String, BTreeMap<String, Mark>>) {
        for (path, marks) in &self.before.files {
            let Some((unit, UnitKind::Figures)) = unit_of(path) else { continue };
            let name = &path[unit.len() + 1..];
            if name == manifest::NAME || !self.has_published(unit) {
                continue;
            }
            if let (Some(files), Some(mark)) = (units.get_mut(unit), marks.first()) {
                files.entry(name.to_owned()).or_insert(*mark);
            }
        }
    }

    /// Whether readers have been shown this folder of a version.
    fn has_published(&self, unit: &str) -> bool {
        self.kind == Kind::Public && self.before.units.contains_key(unit) && !self.before.unshown.contains(unit)
    }

    /// Files that we wrote, that stand as we wrote them, and that nothing names any more.
    pub(super) fn find_gone(&self, entries: &BTreeMap<String, Entry>) -> Result<Gone, ArchiveFault> {
        let made = made_units(entries);
        let mut gone = Gone::default();
        for (path, marks) in &self.before.files {
            // A part takes away what its own editions have no longer.
            if self.part.is_some() && unit_of(path).is_none_or(|(unit, _)| !made.contains(unit)) {
                continue;
            }
            let kept = unit_of(path).is_some_and(|(unit, kind)| {
                self.has_published(unit) && (kind == UnitKind::Figures || !made.contains(unit))
            });
            if kept || entries.contains_key(path) || !self.has_folders(path)? {
                continue;
            }
            let target = self.out.join(path);
            gone.folders.extend(path.match_indices('/').map(|(end, _)| path[..end].to_owned()));
            if let Found::File(size) = look(&self.files, &target)?
                && marks.iter().any(|mark| mark.bytes == size)
                && let Some(bytes) = read_plain(&self.files, &target)?
                && marks.contains(&Mark::of(&bytes))
            {
                let is_note = self.before.parts.contains_key(path);
                if is_note { &mut gone.notes } else { &mut gone.files }.push(path.clone());
            }
        }
        Ok(gone)
    }

    /// Whether the way to a file is there and made of folders only; what someone put in its place is left alone.
    fn has_folders(&self, path: &str) -> Result<bool, ArchiveFault> {
        for (end, _) in path.match_indices('/') {
            if look(&self.files, &self.out.join(&path[..end]))? != Found::Folder {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What is to be shown, in order: new files, as whole folders where the folder is new, then files that replace
    /// others.
    pub(super) fn in_order(&self, entries: &BTreeMap<String, Entry>) -> Result<Vec<String>, ArchiveFault> {
        let mut moves: BTreeMap<String, Rank> = BTreeMap::new();
        let crown = self.crown();
        for (path, entry) in entries.iter().filter(|(path, _)| **path != crown) {
            let (what, rank) = match entry.fate {
                Fate::Unchanged => continue,
                Fate::New => (self.topmost_new(path)?, Rank { replaces: false, place: place(path) }),
                Fate::Replaced => (path.as_str(), Rank { replaces: true, place: place(path) }),
            };
            let known = moves.entry(what.to_owned()).or_insert(rank);
            *known = rank.min(*known);
        }
        let mut ordered: Vec<(Rank, String)> = moves.into_iter().map(|(path, rank)| (rank, path)).collect();
        ordered.sort();
        Ok(ordered.into_iter().map(|(_, path)| path).collect())
    }

    /// The first step of a path that is not there yet: a folder as a whole, or the file itself.
    fn topmost_new<'p>(&self, path: &'p str) -> Result<&'p str, ArchiveFault> {
        for (end, _) in path.match_indices('/') {
            if !self.has_folder(&path[..end])? {
                return Ok(&path[..end]);
            }
        }
        Ok(path)
    }
}

fn made_units(entries: &BTreeMap<String, Entry>) -> BTreeSet<&str> {
    entries.keys().filter_map(|path| unit_of(path)).map(|(unit, _)| unit).collect()
}

/// What the new archive does not have.
#[derive(Default)]
pub(super) struct Gone {
    pub(super) files: Vec<String>,
    /// Notes of parts, which go when the whole stands.
    pub(super) notes: Vec<String>,
    /// Folders that may be empty then.
    pub(super) folders: BTreeSet<String>,
}

/// When a file is shown: what is linked to before what links to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    replaces: bool,
    place: u8,
}

/// Tells the pages of versions what came after them.
const STATE: &str = "api/v1/state.json";
/// Leads to pages of every sort.
const SEARCH: [&str; 2] = ["api/v1/search.json", "api/v1/search.en.json"];

fn place(path: &str) -> u8 {
    match unit_of(path) {
        Some((_, UnitKind::Figures)) => 0,
        // Pages of versions ask for these.
        _ if path.starts_with("assets/") || path == STATE => 1,
        Some((_, UnitKind::Pages)) => 2,
        None if Language::of_path(path).1.contains('/') && !SEARCH.contains(&path) => 3,
        None if Language::of_path(path).1 != "index.html" => 4,
        None => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_to_is_shown_before_what_links_to_it() {
        let paths = [
            "api/v1/releases/2021-09/v1/release.json",
            "assets/noegletal.0123.js",
            "2021-09/v1/index.html",
            "2021-09/index.html",
            "api/v1/search.json",
            "404.html",
            "index.html",
        ];
        assert!(paths.is_sorted_by_key(|path| place(path)));
        assert!(place(STATE) < place("2021-09/v1/index.html"), "whose script asks for it");
    }
}
