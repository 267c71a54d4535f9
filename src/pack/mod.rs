//! One version of a month as a folder of its own, for a meeting or a USB stick: taken out of a built archive, complete in
//! itself, and the same bytes every time.
//!
//! Files of figures are copied as they are. In pages only addresses change: what is not in the pack is reached at its
//! public address. `docs/archive-format.md` tells what a pack holds.

mod contents;
mod page;
mod words;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::archive;
use crate::archive::manifest::FileHash;
use crate::export;
use crate::model::{FileSet, Period, ReleaseId};
use crate::source::{Disk, Source};

use contents::Archive;
use page::Inside;
use words::About;

/// The list of checksums, in a pack's root.
const SUMS: &str = "SHA256SUMS";

/// What is to be packed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackOptions {
    /// The month.
    pub period: Period,
    /// The version; `None` = the newest of the month.
    pub version: Option<u16>,
    /// The folder of the archive.
    pub from: PathBuf,
    /// The pack's folder; `None` = `noegletal-<YYYY-MM>-v<N>` where the program runs.
    pub to: Option<PathBuf>,
    /// Whether a zip file is laid beside the folder, with `.zip` behind its name.
    pub zip: bool,
    /// Whether an archive that is a preview may be packed.
    pub preview: bool,
}

/// What was packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The version.
    pub release: ReleaseId,
    /// The pack's folder.
    pub folder: PathBuf,
    /// The zip file, when one was asked for.
    pub zip: Option<PathBuf>,
    /// Files in the folder.
    pub files: usize,
    /// Their size.
    pub bytes: u64,
    /// Whether everything lay there already, byte for byte.
    pub unchanged: bool,
}

/// Why nothing was packed.
#[derive(Debug)]
pub enum PackFault {
    /// What was asked for is not there or not allowed; the sentence says what there is.
    Asked(String),
    /// The archive is not as its manifests say, or the disk fails.
    Failed(String),
}

impl fmt::Display for PackFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Asked(sentence) | Self::Failed(sentence)) = self;
        f.write_str(sentence)
    }
}

impl std::error::Error for PackFault {}

/// Packs a version of a month into a folder, and into a zip file when asked to.
///
/// # Errors
/// [`PackFault::Asked`] for a month or version that the archive does not have, a preview that was not asked for, and a
/// folder or file in the way that is not this very pack; [`PackFault::Failed`] for an archive that differs from its
/// manifests, and for a disk that fails.
pub fn pack(options: &PackOptions) -> Result<Packed, PackFault> {
    let disk = Disk::new(&options.from);
    let archive = Archive::open(&disk, &options.from)?;
    if archive.is_preview() && !options.preview {
        return Err(PackFault::Asked(format!(
            "{} is a preview, which is not published; add --preview to pack it all the same",
            options.from.display()
        )));
    }
    let release = archive.release(options.period, options.version)?;
    let files = files(&archive, release)?;
    let name = name(release);
    let folder = options.to.clone().unwrap_or_else(|| PathBuf::from(&name));
    let zip = options.zip.then(|| beside(&folder));
    let about = About::read(&archive, release)?;
    let zipped = match &zip {
        Some(_) => Some(export::zip(&files, &format!("{name}/"), about.published).map_err(PackFault::Failed)?),
        None => None,
    };
    let there = is_there(&folder, &files)?;
    let zip_there = match (&zip, &zipped) {
        (Some(path), Some(bytes)) => is_file_there(path, bytes)?,
        _ => true,
    };
    if !there {
        archive::write_new_folder(&folder, &files).map_err(|fault| PackFault::Failed(fault.to_string()))?;
    }
    if let (Some(path), Some(bytes), false) = (&zip, &zipped, zip_there) {
        archive::write_new_file(path, bytes).map_err(|fault| PackFault::Failed(fault.to_string()))?;
    }
    let bytes = files.iter().map(|(_, content)| content.len() as u64).sum();
    Ok(Packed { release, folder, zip, files: files.len(), bytes, unchanged: there && zip_there })
}

/// `noegletal-2021-09-v1`.
fn name(release: ReleaseId) -> String {
    format!("noegletal-{}-v{}", release.period.slug(), release.version)
}

fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(".zip");
    PathBuf::from(name)
}

/// Everything that a pack of a version holds.
fn files(archive: &Archive<'_>, release: ReleaseId) -> Result<FileSet, PackFault> {
    let about = About::read(archive, release)?;
    let chosen = contents::chosen(archive, release)?;
    let paths: BTreeSet<&str> = chosen.iter().map(|(path, _)| path).collect();
    let stylesheet = paths.iter().find(|path| path.starts_with("assets/") && path.ends_with(".css"));
    let start = about.start_page(stylesheet.copied());
    let inside = Inside { paths: &paths, base: about.base.as_deref() };
    let line = about.line();
    let mut set = FileSet::default();
    for (path, bytes) in chosen.iter() {
        if path.ends_with(".html") {
            set.add(path, page::rewritten(path, bytes, &inside, &line));
        } else {
            set.add(path, bytes);
        }
    }
    set.add("index.html", start);
    set.add("LAES-MIG.txt", about.read_me());
    let sums: String = set.iter().map(|(path, bytes)| format!("{}  {path}\n", FileHash::of(bytes).hex())).collect();
    set.add(SUMS, sums);
    Ok(set)
}

/// Whether a folder holds these files and no other; `false` when there is nothing in it.
fn is_there(folder: &Path, files: &FileSet) -> Result<bool, PackFault> {
    let disk = Disk::new(folder);
    let present = disk.files("").map_err(|problem| PackFault::Failed(problem.message))?;
    if present.is_empty() {
        return Ok(false);
    }
    let mut same = present.len() == files.len();
    for path in &present {
        if !same {
            break;
        }
        let bytes = disk.read(path).map_err(|problem| PackFault::Failed(problem.message))?;
        same = bytes.is_some() && bytes.as_deref() == files.get(path);
    }
    if same {
        return Ok(true);
    }
    Err(PackFault::Asked(format!(
        "{} holds something else than this pack and is left as it is; name another folder with --to",
        folder.display()
    )))
}

fn is_file_there(path: &Path, bytes: &[u8]) -> Result<bool, PackFault> {
    match archive::look_at_file(path) {
        Ok(None) => Ok(false),
        Ok(Some(present)) if present == bytes => Ok(true),
        Ok(Some(_)) => Err(PackFault::Asked(format!(
            "{} is another file and is left as it is; name another folder with --to",
            path.display()
        ))),
        Err(fault) => Err(PackFault::Failed(fault.to_string())),
    }
}
