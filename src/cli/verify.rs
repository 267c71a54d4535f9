//! `verify`: which archive and which seals are meant, and what was proved.

use std::path::Path;
use std::time::{Duration, Instant};

use super::arguments::Verify;
use super::closing::{count, seconds, size};
use super::{Console, Ending};
use crate::archive::ArchiveFault;
use crate::archive::seal;
use crate::archive::verify::{GivenLock, Verified, Verifier};
use crate::pipeline::Outcome;

/// The archive of a publication, in its folder.
pub(super) const PUBLIC: &str = "public";

pub(super) fn run(console: &Console, root: &Path, wanted: &Verify) -> Ending {
    let start = Instant::now();
    let archive = wanted.archive.clone().unwrap_or_else(|| root.join(PUBLIC));
    if !archive.is_dir() {
        console.complain(&format!("there is no folder {}; name that of the archive", archive.display()));
        return Ending::WrongUsage;
    }
    let mut locks = Vec::new();
    for path in &wanted.locks {
        match GivenLock::read(path) {
            Ok(Some(lock)) => locks.push(lock),
            Ok(None) => {
                console.complain(&format!("there is no file {}", path.display()));
                return Ending::WrongUsage;
            }
            Err(fault) => return failed(console, &fault),
        }
    }
    if wanted.archive.is_none() {
        // The publication's own archive has the seals that the publication keeps.
        match GivenLock::read(&root.join(seal::PATH)) {
            Ok(lock) => locks.extend(lock),
            Err(fault) => return failed(console, &fault),
        }
    }
    match Verifier::default().verify(&archive, &locks) {
        Ok(verified) => {
            let sentence = closing(&verified, locks.len(), start.elapsed());
            let outcome = Outcome { report: verified.report, ..Outcome::default() };
            console.report(&outcome);
            console.close(&outcome, &sentence)
        }
        Err(fault) => failed(console, &fault),
    }
}

fn failed(console: &Console, fault: &ArchiveFault) -> Ending {
    console.complain(&fault.to_string());
    if matches!(fault, ArchiveFault::NoArchive(_) | ArchiveFault::Part { .. }) {
        Ending::WrongUsage
    } else {
        Ending::Failed
    }
}

fn closing(verified: &Verified, locks: usize, took: Duration) -> String {
    if !verified.report.is_clean() {
        let (errors, took) = (count(verified.report.errors(), "problem"), seconds(took));
        return format!("The archive is not proved: {errors}, found in {took}.");
    }
    let history = match (verified.preview, locks) {
        (true, _) => "It is a preview, which has no seals.".to_owned(),
        (false, 0) => format!("{} as sealed.", count(verified.sealed, "version")),
        (false, locks) => {
            let versions = count(verified.sealed, "version");
            format!("{versions} as sealed; its history goes on from {}.", count(locks, "given lock"))
        }
    };
    let counted = format!(
        "{} ({}) as the manifests say, {} and {} that agree, {} that lead somewhere, in {}",
        count(verified.files, "file"),
        size(verified.bytes),
        count(verified.figures, "figure"),
        count(verified.shown, "shown cell"),
        count(verified.links, "link"),
        seconds(took),
    );
    match &verified.hash {
        Some(hash) => format!(
            "The archive is proved: {counted}. {history}\nIts hash, for your own records (sha256sum manifest.json):\n{}",
            hash.hex()
        ),
        None => {
            format!("A build or publication of the archive was interrupted; what is there holds: {counted}. {history}")
        }
    }
}
