//! The index against the versions that are there, and `latest/` against the version that it is a copy of.

use std::collections::BTreeMap;

use super::files::IndexFile;
use super::history::Sealed;
use super::release::ReleaseFiles;
use super::{Archive, RELEASES, RESTORE, problem};
use crate::archive::ArchiveFault;
use crate::archive::manifest;
use crate::archive::seal;
use crate::diagnostic::{Code, Report};
use crate::model::{Period, ReleaseId};

pub(super) const INDEX: &str = "api/v1/index.json";
const LATEST: &str = "api/v1/latest/";

const HINT: &str = "A version that was published stays: restore what is missing from a copy of the archive.";

/// The index, the seals and the folders name the same versions.
pub(super) fn index(
    archive: &Archive<'_>,
    releases: &[ReleaseFiles],
    sealed: &Sealed,
    preview: bool,
    report: &mut Report,
) -> Result<(), ArchiveFault> {
    let there: BTreeMap<ReleaseId, &ReleaseFiles> = releases.iter().map(|release| (release.id, release)).collect();
    for (line, id) in sealed.releases().filter(|(_, id)| !there.contains_key(id)) {
        let (lock, path) = (seal::SHOWN, id.path());
        let message =
            format!("{path} was published (line {line} of {lock}), and the archive does not have {RELEASES}{path}");
        report.push(problem(Code::HistoryChanged, lock, message).hint(HINT));
    }
    let Some(bytes) = archive.read(INDEX)? else {
        if !archive.listed.files.contains_key(INDEX) && (!there.is_empty() || !preview) {
            report.push(problem(Code::MissingFile, INDEX, format!("{INDEX} is missing")).hint(RESTORE));
        }
        return Ok(());
    };
    let file: IndexFile<'_> = match serde_json::from_slice(&bytes) {
        Ok(file) => file,
        Err(error) => {
            let message = format!("{INDEX} cannot be read: {error}");
            report.push(problem(Code::BadManifest, INDEX, message).hint(RESTORE));
            return Ok(());
        }
    };
    let mut say = |message: String| report.push(problem(Code::HistoryChanged, INDEX, message).hint(HINT));
    let mut named = BTreeMap::new();
    for edition in &file.editions {
        let Some(period) = Period::parse(edition.period) else {
            say(format!("{INDEX} names the month {}, which is none", edition.period));
            continue;
        };
        let id = ReleaseId { period, version: edition.version };
        let path = id.path();
        named.insert(id, ());
        let addresses = [format!("releases/{path}/release.json"), format!("../../{path}/")];
        if [edition.path, edition.page] != [addresses[0].as_str(), addresses[1].as_str()] {
            say(format!("{INDEX} gives {path} the addresses {} and {}", edition.path, edition.page));
        }
        match there.get(&id) {
            None => say(format!("{INDEX} names {path}, and {RELEASES}{path} is not there")),
            Some(release) if release.measures != edition.measures => {
                say(format!("{INDEX} and {RELEASES}{path}/release.json name other measures"));
            }
            Some(_) => {}
        }
        if !archive.tree.files.contains_key(&format!("{path}/index.html")) {
            say(format!("{INDEX} names {path}, and its page {path}/index.html is not there"));
        }
    }
    for id in there.keys().filter(|id| !named.contains_key(id)) {
        let path = id.path();
        say(format!("{RELEASES}{path} is in the archive, and {INDEX} does not name it"));
    }
    Ok(())
}

/// Every file of `latest/` is that of the newest version, with links that are two steps shorter.
pub(super) fn latest(archive: &Archive<'_>, report: &mut Report) -> Result<(), ArchiveFault> {
    let Some(bytes) = archive.read(INDEX)? else { return Ok(()) };
    let Ok(file) = serde_json::from_slice::<IndexFile<'_>>(&bytes) else { return Ok(()) };
    let below = |folder: &str| {
        let files = archive.tree.files.range(folder.to_owned()..).map(|(path, _)| path.as_str());
        let names: Vec<String> = files.map_while(|path| path.strip_prefix(folder)).map(str::to_owned).collect();
        names
    };
    let mut say =
        |path: &str, message: String| report.push(problem(Code::FiguresDisagree, path, message).hint(RESTORE));
    let Some(newest) = file.editions.first().filter(|_| file.latest.is_some()) else {
        for name in below(LATEST) {
            say(&format!("{LATEST}{name}"), format!("{INDEX} names no newest version, and {LATEST}{name} is there"));
        }
        return Ok(());
    };
    let Some(period) = Period::parse(newest.period) else { return Ok(()) };
    let folder = format!("{RELEASES}{}/", ReleaseId { period, version: newest.version }.path());
    let originals: Vec<String> = below(&folder).into_iter().filter(|name| name != manifest::NAME).collect();
    let copies = below(LATEST);
    for name in originals.iter().filter(|name| !copies.contains(name)) {
        say(
            &format!("{LATEST}{name}"),
            format!("{LATEST}{name} is missing; {folder}{name} is what it should be a copy of"),
        );
    }
    for name in copies {
        let (copy, original) = (format!("{LATEST}{name}"), format!("{folder}{name}"));
        match (archive.read(&copy)?, archive.read(&original)?) {
            (Some(copied), Some(bytes)) if copied == shortened(&bytes, &name) => {}
            (Some(_), Some(_)) => say(&copy, format!("{copy} is not a copy of {original}")),
            _ => say(&copy, format!("{copy} is there, and {original} is not")),
        }
    }
    Ok(())
}

/// The file with its links as they are in `latest/`, which lies two folders less deep.
fn shortened(bytes: &[u8], name: &str) -> Vec<u8> {
    if !name.ends_with(".json") {
        return bytes.to_vec();
    }
    String::from_utf8_lossy(bytes).replace("\"../../../", "\"../").into_bytes()
}
