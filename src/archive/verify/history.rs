//! The seals that an archive shows, held against its figures and against seals that others have kept.

use super::{Archive, GivenLock, RELEASES, problem};
use crate::archive::ArchiveFault;
use crate::archive::manifest::FileHash;
use crate::archive::seal::{self, FigureHash};
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::ReleaseId;

/// The seals of an archive.
#[derive(Default)]
pub(super) struct Sealed {
    lines: Vec<Line>,
    /// Whether there is a file of seals.
    there: bool,
}

/// A seal, with its place in its file.
struct Line {
    number: u32,
    text: String,
    release: ReleaseId,
    figures: FigureHash,
}

const HINT: &str =
    "What was published is never changed or taken back: find out who changed it, and restore the archive from a copy.";

impl Sealed {
    pub(super) fn read(archive: &Archive<'_>, report: &mut Report) -> Result<Self, ArchiveFault> {
        let Some(bytes) = archive.read(seal::SHOWN)? else {
            if !archive.listed.files.contains_key(seal::SHOWN) && !archive.unfinished() {
                let message = format!("{} is missing, so nothing tells what has been published", seal::SHOWN);
                report.push(problem(Code::MissingFile, seal::SHOWN, message).hint(super::RESTORE));
            }
            return Ok(Self::default());
        };
        let lines = read(seal::SHOWN, &String::from_utf8_lossy(&bytes), report);
        Ok(Self { lines, there: true })
    }

    /// Each given file of seals must be a beginning of the archive's.
    pub(super) fn hold_against(&self, given: &[GivenLock], report: &mut Report) {
        for given in given {
            let lines = read(&given.name, &given.text, report);
            for (at, line) in lines.iter().enumerate() {
                let Some(own) = self.lines.get(at) else {
                    let missing = lines.len() - at;
                    let message = format!(
                        "rolled back: {} has {} seals, and {} goes on with {missing} more, the first of {}",
                        seal::SHOWN,
                        self.lines.len(),
                        given.name,
                        line.release.path()
                    );
                    report.push(at_line(given, line, message));
                    break;
                };
                if own.text != line.text {
                    report.push(at_line(given, line, differs(own, line)));
                    break;
                }
            }
        }
    }

    /// Whether a version's figures are those that were sealed.
    pub(super) fn holds(&self, release: ReleaseId, found: FigureHash, unfinished: bool, report: &mut Report) -> bool {
        let path = release.path();
        let folder = format!("{RELEASES}{path}");
        match self.lines.iter().find(|line| line.release == release) {
            Some(line) if line.figures == found => return true,
            Some(line) => {
                let (found, sealed) = (found.0.hex(), line.figures.0.hex());
                let message = format!("the figures in {folder} come to {found}; {} sealed {sealed}", seal::SHOWN);
                report.push(problem(Code::SealedReleaseChanged, &folder, message).hint(HINT));
            }
            // The seals are shown last.
            None if unfinished || !self.there => {}
            None => {
                let message = format!("{path} has figures here and no seal in {}", seal::SHOWN);
                report.push(problem(Code::HistoryChanged, &folder, message).hint(HINT));
            }
        }
        false
    }

    /// The versions that were sealed, each with its line.
    pub(super) fn releases(&self) -> impl Iterator<Item = (u32, ReleaseId)> {
        self.lines.iter().map(|line| (line.number, line.release))
    }
}

fn at_line(given: &GivenLock, line: &Line, message: String) -> Diagnostic {
    let place = Place::at(&given.name.as_str().into(), line.number, 0);
    Diagnostic::error(Code::HistoryChanged, message).at(place).hint(HINT)
}

/// How an archive's seal differs from the one that was given for the same place.
fn differs(own: &Line, given: &Line) -> String {
    let (lock, line, path) = (seal::SHOWN, own.number, given.release.path());
    if own.release != given.release {
        let other = own.release.path();
        return format!("forked: {path} was sealed here, and line {line} of {lock} has {other}");
    }
    if own.figures != given.figures {
        let (was, is) = (given.figures.0.hex(), own.figures.0.hex());
        return format!("rewritten: the figures of {path} were sealed as {was}, and line {line} of {lock} has {is}");
    }
    format!("rewritten: the seal of {path} follows another line than in line {line} of {lock}")
}

/// Reads seals, and names those that do not fit the line before.
fn read(name: &str, text: &str, report: &mut Report) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut wrong = |number: u32, message: String| {
        let place = Place::at(&name.into(), number, 0);
        report.push(Diagnostic::error(Code::HistoryChanged, message).at(place).hint(HINT));
    };
    let mut last = "";
    for (number, line) in (1_u32..).zip(text.lines()) {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let Some((release, figures, before)) = seal::parse(line) else {
            wrong(number, format!("line {number} of {name} is not a seal"));
            last = line;
            continue;
        };
        if before != FileHash::of(last.as_bytes()) {
            let message = "does not fit the line before it: one of the two was changed, or a line is missing";
            wrong(number, format!("the seal of {} in {name} {message}", release.path()));
        }
        if lines.iter().any(|line| line.release == release) {
            wrong(number, format!("{} is sealed twice in {name}", release.path()));
        }
        lines.push(Line { number, text: line.to_owned(), release, figures });
        last = line;
    }
    lines
}
