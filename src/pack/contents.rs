//! What lies in an archive, and which of it belongs to a version of a month.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::de::DeserializeOwned;

use super::{PackFault, page};
use crate::archive::Kind;
use crate::archive::manifest::{self, Manifest, Mark};
use crate::model::{FileSet, Period, ReleaseId};
use crate::source::Source;

/// Folders that every pack holds: what the pages look like, how to read them, and what the files of figures refer to.
const ALWAYS: [&str; 6] = ["assets/", "metode/", "symboler/", "om/", "api/v1/schema/", "api/v1/codes/"];

/// Where documents lie.
const DOCUMENTS: &str = "dokumenter/";

/// A built archive, read by its manifests: a file that they do not name, or name with another hash, is never packed.
pub(super) struct Archive<'a> {
    source: &'a dyn Source,
    kind: Kind,
    marks: BTreeMap<String, Mark>,
    releases: BTreeSet<ReleaseId>,
}

impl<'a> Archive<'a> {
    /// Reads the manifests.
    pub(super) fn open(source: &'a dyn Source, folder: &Path) -> Result<Self, PackFault> {
        let nothing = || PackFault::Asked(format!("there is no archive in {}; name it with --from", folder.display()));
        let bytes = source.read(manifest::NAME).map_err(|problem| PackFault::Failed(problem.message))?;
        let root = parse(manifest::NAME, &bytes.ok_or_else(nothing)?)?;
        let mut archive = Self { source, kind: root.kind, marks: root.files, releases: BTreeSet::new() };
        for (path, mark) in root.editions {
            archive.marks.insert(path.clone(), mark);
            let unit = path.strip_suffix(manifest::NAME).unwrap_or_default();
            for (inside, mark) in parse(&path, &archive.read(&path)?)?.files {
                archive.marks.insert(format!("{unit}{inside}"), mark);
            }
            archive.releases.extend(release_of(unit.trim_end_matches('/')));
        }
        Ok(archive)
    }

    /// Whether it may show what is not published.
    pub(super) fn is_preview(&self) -> bool {
        self.kind == Kind::Preview
    }

    /// Whether no later version of its month is there.
    fn is_newest_of_month(&self, id: ReleaseId) -> bool {
        !self.releases.iter().any(|other| other.period == id.period && other.version > id.version)
    }

    /// The version that is asked for.
    pub(super) fn release(&self, period: Period, version: Option<u16>) -> Result<ReleaseId, PackFault> {
        let of_month: Vec<ReleaseId> = self.releases.iter().filter(|id| id.period == period).copied().collect();
        let Some(newest) = of_month.last() else {
            let months: BTreeSet<String> = self.releases.iter().map(|id| id.period.slug()).collect();
            let months: Vec<String> = months.into_iter().collect();
            let known = if months.is_empty() { "no month at all".to_owned() } else { months.join(", ") };
            return Err(PackFault::Asked(format!("the archive has no {}; it has {known}", period.slug())));
        };
        let Some(version) = version else { return Ok(*newest) };
        of_month.iter().find(|id| id.version == version).copied().ok_or_else(|| {
            let versions: Vec<String> = of_month.iter().map(|id| id.version.to_string()).collect();
            let slug = period.slug();
            PackFault::Asked(format!("the archive has no version {version} of {slug}; it has {}", versions.join(", ")))
        })
    }

    /// The bytes of a file, as its manifest says.
    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, PackFault> {
        let bytes = self.source.read(path).map_err(|problem| PackFault::Failed(problem.message))?.unwrap_or_default();
        if self.marks.get(path) == Some(&Mark::of(&bytes)) {
            return Ok(bytes);
        }
        Err(PackFault::Failed(format!(
            "{path} is not as the archive's manifests say; noegletal verify tells what is wrong with the archive"
        )))
    }

    /// A JSON file, when there is one.
    pub(super) fn json<T: DeserializeOwned>(&self, path: &str) -> Result<Option<T>, PackFault> {
        if !self.marks.contains_key(path) {
            return Ok(None);
        }
        serde_json::from_slice(&self.read(path)?)
            .map(Some)
            .map_err(|error| PackFault::Failed(format!("{path} cannot be read: {error}")))
    }

    /// A text, when there is one.
    pub(super) fn text(&self, path: &str) -> Result<Option<String>, PackFault> {
        if !self.marks.contains_key(path) {
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&self.read(path)?).into_owned()))
    }

    fn below<'p>(&'p self, folder: &'p str) -> impl Iterator<Item = &'p String> {
        let from = self.marks.range(folder.to_owned()..);
        from.map(|(path, _)| path).take_while(move |path| path.starts_with(folder))
    }
}

/// The files of an archive that a pack of a version takes, as they are there: the version's pages and figures, the month's
/// page where it shows this version, what every pack holds, and the documents that these pages name.
pub(super) fn chosen(archive: &Archive<'_>, release: ReleaseId) -> Result<FileSet, PackFault> {
    let path = release.path();
    let mut set = FileSet::default();
    let own = [format!("{path}/"), format!("embed/{path}/"), format!("api/v1/releases/{path}/")];
    for folder in own.iter().map(String::as_str).chain(ALWAYS) {
        for path in archive.below(folder) {
            // Pages get other addresses, so the hashes of their manifest would not be theirs.
            let of_pages = !path.starts_with("api/") && path.ends_with("/manifest.json");
            if !of_pages {
                set.add(path, archive.read(path)?);
            }
        }
    }
    let month = format!("{}/index.html", release.period.slug());
    if archive.marks.contains_key(&month) && archive.is_newest_of_month(release) {
        set.add(&month, archive.read(&month)?);
    }
    let mut documents = BTreeSet::new();
    for (path, bytes) in set.iter().filter(|(path, _)| path.starts_with(&release.period.slug())) {
        let links = page::targets(path, bytes).into_iter();
        documents.extend(links.filter(|target| target.starts_with(DOCUMENTS) && target.matches('/').count() > 1));
    }
    for target in documents {
        let folder = target.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        for path in archive.below(&folder) {
            set.add(path, archive.read(path)?);
        }
    }
    Ok(set)
}

fn parse(path: &str, bytes: &[u8]) -> Result<Manifest, PackFault> {
    Manifest::parse(bytes).map_err(|reason| PackFault::Failed(format!("{path} is not a manifest: {reason}")))
}

/// `2021-09/v1` as a version.
fn release_of(unit: &str) -> Option<ReleaseId> {
    let (month, version) = unit.split_once("/v")?;
    let id = ReleaseId { period: Period::parse(month)?, version: version.parse().ok()? };
    (id.path() == unit).then_some(id)
}
