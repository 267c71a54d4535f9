//! Proving an archive: its bytes against its manifests, its figures against their seals and each other, its history
//! against earlier seals, its links against its pages.
//!
//! Nothing here knows how a file was made. Figures are read from the published files as any reader could, and
//! `docs/verify.md` tells how to do the same by hand. Months are looked at one after the other; what is kept of each is
//! forty bytes a figure.

mod bytes;
mod compare;
mod copies;
pub(super) mod decimal;
mod files;
mod history;
mod known;
mod link;
mod listed;
mod page;
mod party;
mod release;
mod state;
mod timemaps;
mod tree;
mod versions;
mod vintages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::ArchiveFault;
use super::files::{Disk, Files};
use super::listing;
use super::manifest::FileHash;
use super::path::unit_of;
use super::writer::Kind;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::ReleaseId;

use bytes::Checked;
use known::Known;
use link::Links;
use listed::Listed;
use page::Pages;
use release::ReleaseFiles;
use tree::Tree;

/// What stands in an archive's address of figures.
const RELEASES: &str = "api/v1/releases/";

/// Problems of one kind in one file that are named one by one; the rest are counted.
const NAMED: usize = 20;

/// Seals that someone else has kept: an auditor's copy, or the publication's own file.
#[derive(Clone, Debug)]
pub struct GivenLock {
    /// What the file is called.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl GivenLock {
    /// Reads a file of seals; `None` when there is none.
    ///
    /// # Errors
    /// The disk fails, or something else than a file stands there.
    pub fn read(path: &Path) -> Result<Option<Self>, ArchiveFault> {
        let bytes = super::before::read_plain(&Disk, path)?;
        let name = path.display().to_string();
        Ok(bytes.map(|bytes| Self { name, text: String::from_utf8_lossy(&bytes).into_owned() }))
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// Everything that is not as it should be; nothing when the archive is proved.
    pub report: Report,
    /// Whether the archive is a preview, which has no seals.
    pub preview: bool,
    /// SHA-256 of the root's manifest, which stands for every byte of the archive; `None` when there is none, or when a
    /// build of the archive has been interrupted.
    pub hash: Option<FileHash>,
    /// Files that are as the manifests say.
    pub files: usize,
    /// Their size in bytes.
    pub bytes: u64,
    /// Versions whose figures fit their seals.
    pub sealed: usize,
    /// Figures in the files of versions.
    pub figures: usize,
    /// Pages that were read.
    pub pages: usize,
    /// Figures on pages that were held against the files of versions.
    pub shown: usize,
    /// Links of pages that lead to a file of the archive.
    pub links: usize,
}

/// Proves archives.
#[derive(Debug, Default)]
pub struct Verifier {
    pages: Pages,
}

impl Verifier {
    /// For an archive that is looked at again and again: pages whose bytes have the same hash are not taken apart anew.
    #[must_use]
    pub fn that_remembers() -> Self {
        Self { pages: Pages::kept() }
    }

    /// Proves an archive. Each file of `locks` must be a beginning of its history.
    ///
    /// # Errors
    /// There is no archive in the folder, or the disk fails.
    pub fn verify(&self, root: &Path, locks: &[GivenLock]) -> Result<Verified, ArchiveFault> {
        verify(&self.pages, root, locks)
    }
}

fn verify(pages: &Pages, root: &Path, locks: &[GivenLock]) -> Result<Verified, ArchiveFault> {
    let mut report = Report::default();
    let tree = Tree::walk(root, &mut report)?;
    let listed = Listed::read(root, &tree, &mut report)?;
    let archive = Archive { root: root.to_owned(), tree, listed, pages };
    let mut verified = Verified { preview: archive.listed.kind == Some(Kind::Preview), ..Verified::default() };
    let mut known = Known::default();
    let mut releases = archive.releases(&mut report)?;
    let mut sealed = history::Sealed::default();
    if !verified.preview {
        sealed = history::Sealed::read(&archive, &mut report)?;
        sealed.hold_against(locks, &mut report);
    }
    let mut links = Links::default();
    for release in &mut releases {
        let group = archive.group(Some(release.id));
        // Half of a version's files say nothing of the other half; its pages come when all of them are there.
        if !archive.is_coming(&group) {
            let figures = release.prove(&archive, &mut known, &mut report)?;
            verified.figures += figures.count;
            if let Some(hash) = figures.hash.filter(|_| !verified.preview) {
                verified.sealed += usize::from(sealed.holds(release.id, hash, archive.unfinished(), &mut report));
            }
        }
        let checked = archive.check(&group, &known)?;
        verified.add(checked, &mut links, &mut report);
    }
    let checked = archive.check(&archive.group(None), &known)?;
    verified.add(checked, &mut links, &mut report);
    verified.links = links.resolve(&archive, &mut report);
    archive.name_foreign(&mut report);
    if !archive.unfinished() {
        copies::index(&archive, &releases, &sealed, verified.preview, &mut report)?;
        copies::latest(&archive, &mut report)?;
        state::state(&archive, &mut report)?;
        timemaps::prove(&archive, &releases, &mut report)?;
        versions::prove(&archive, &known, &mut report)?;
        verified.hash = archive.listed.hash;
    }
    verified.report = report;
    Ok(verified)
}

impl Verified {
    fn add(&mut self, checked: Vec<Checked>, links: &mut Links, report: &mut Report) {
        for one in checked {
            self.files += usize::from(one.whole);
            self.bytes += one.bytes;
            self.pages += usize::from(one.page.is_some());
            self.shown += one.shown;
            report.append(one.report);
            if let Some(page) = one.page {
                links.add(&one.path, page);
            }
        }
    }
}

/// An archive as it lies there, and as its manifests tell.
struct Archive<'a> {
    pages: &'a Pages,
    root: PathBuf,
    tree: Tree,
    listed: Listed,
}

impl Archive<'_> {
    /// Whether a build was interrupted while it was showing its files.
    fn unfinished(&self) -> bool {
        self.listed.unfinished
    }

    /// Whether figures among these files are missing that a publication is bringing.
    fn is_coming(&self, group: &[&str]) -> bool {
        // Manifests come last.
        let mut figures = group.iter().filter(|path| path.starts_with(RELEASES) && !listing::is_unit(path));
        figures.any(|path| self.listed.is_to_come(path) && !self.tree.files.contains_key(*path))
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ArchiveFault> {
        if !self.tree.files.contains_key(path) {
            return Ok(None);
        }
        let target = self.root.join(path);
        Disk.read(&target).map(Some).map_err(|error| ArchiveFault::disk("read", &target, error))
    }

    /// The files of one version, or those outside versions.
    fn group(&self, release: Option<ReleaseId>) -> Vec<&str> {
        match release {
            None => self.listed.groups.get(""),
            Some(id) => self.listed.groups.get(id.path().as_str()),
        }
        .map(|paths| paths.iter().map(String::as_str).collect())
        .unwrap_or_default()
    }

    /// The versions that have figures, in the order of their publication.
    fn releases(&self, report: &mut Report) -> Result<Vec<ReleaseFiles>, ArchiveFault> {
        let mut found = BTreeMap::new();
        for path in self.tree.files.keys().filter(|path| path.starts_with(RELEASES)) {
            if let Some(id) = unit_of(path).and_then(|(unit, _)| release_of(unit.strip_prefix(RELEASES)?)) {
                found.entry(id).or_insert(());
            }
        }
        let mut releases = Vec::new();
        for id in found.into_keys() {
            releases.push(ReleaseFiles::open(self, id, report)?);
        }
        releases.sort_by_key(|release| (release.published, release.id));
        Ok(releases)
    }

    /// Names what no manifest names.
    fn name_foreign(&self, report: &mut Report) {
        let foreign = self.tree.files.keys().filter(|path| !self.listed.knows(path));
        for path in foreign {
            report.push(
                problem(Code::AddedFile, path, format!("{path} is in no manifest that can be read"))
                    .hint("Move it away; what the program publishes is named with its hash."),
            );
        }
        for folder in &self.tree.folders {
            let expected = self.listed.folders.contains(folder);
            let below = format!("{folder}/");
            let holds = self.tree.files.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below));
            if !expected && !holds {
                report.push(
                    problem(Code::AddedFile, folder, format!("{folder} is a folder that no file of the archive is in"))
                        .hint("Remove it."),
                );
            }
        }
    }
}

/// `2021-09/v1` as a version.
fn release_of(path: &str) -> Option<ReleaseId> {
    let (month, version) = path.split_once("/v")?;
    let id = ReleaseId { period: crate::model::Period::parse(month)?, version: version.parse().ok()? };
    (id.path() == path).then_some(id)
}

/// An error about a file of the archive.
fn problem(code: Code, path: &str, message: String) -> Diagnostic {
    Diagnostic::error(code, message).at(Place::file(path))
}

/// What to do about a file that is not as it was published.
const RESTORE: &str = "Restore it from a copy of the archive, or build the archive anew into an empty folder.";
