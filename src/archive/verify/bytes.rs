//! Files against their manifests, byte by byte; pages are read on the way.

use rayon::prelude::*;

use super::known::Known;
use super::listed::Claim;
use super::page::Page;
use super::{Archive, NAMED, RESTORE, problem};
use crate::archive::ArchiveFault;
use crate::archive::manifest::Mark;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::Language;

/// What a file turned out to be.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) path: String,
    /// Whether it is as its manifest says.
    pub(super) whole: bool,
    pub(super) bytes: u64,
    /// Figures on the page that were held against the version's files.
    pub(super) shown: usize,
    /// What a page links to, and what can be linked to in it.
    pub(super) page: Option<Page>,
    pub(super) report: Report,
}

impl Archive<'_> {
    /// Looks at files side by side; the answers come in the order of the paths.
    pub(super) fn check(&self, paths: &[&str], known: &Known) -> Result<Vec<Checked>, ArchiveFault> {
        paths.par_iter().map(|path| self.check_one(path, known)).collect()
    }

    fn check_one(&self, path: &str, known: &Known) -> Result<Checked, ArchiveFault> {
        let mut checked = Checked { path: path.to_owned(), ..Checked::default() };
        let claims = self.listed.files.get(path).map(Vec::as_slice).unwrap_or_default();
        let Some(bytes) = self.read(path)? else {
            if let Some(claim) = claims.first() {
                checked.report.push(self.missing(path, claim));
            }
            return Ok(checked);
        };
        let mark = Mark::of(&bytes);
        checked.bytes = mark.bytes;
        checked.whole = claims.iter().any(|claim| claim.mark == mark);
        if let Some(claim) = claims.first().filter(|_| !checked.whole) {
            checked.report.push(changed(path, mark, claim));
        }
        if path.ends_with(".html") {
            let page = self.pages.read(mark.hash, &bytes);
            let (shown, mut wrong) =
                known.hold_against(Language::of_path(path).0.unwrap_or(Language::Danish), &page.cells);
            checked.shown = shown;
            let more = wrong.len().saturating_sub(NAMED);
            wrong.truncate(NAMED);
            if more > 0 {
                wrong.push(format!("{more} more figures of the page differ"));
            }
            for message in wrong {
                let hint = "The page or the version's files were changed after they were published.";
                checked.report.push(problem(Code::FiguresDisagree, path, message).hint(hint));
            }
            checked.page = Some(Page { cells: Vec::new(), ..page });
        }
        Ok(checked)
    }

    fn missing(&self, path: &str, claim: &Claim) -> Diagnostic {
        let message = format!("{path} is missing; {} names it with {} bytes", claim.by, claim.mark.bytes);
        if self.listed.may_be_absent(path) {
            let hint = "Build or publish once more, which completes the archive, and verify it then.";
            return Diagnostic::warning(Code::UnfinishedBuild, message).at(Place::file(path)).hint(hint);
        }
        problem(Code::MissingFile, path, message).hint(RESTORE)
    }
}

fn changed(path: &str, found: Mark, claim: &Claim) -> Diagnostic {
    let (by, expected) = (&claim.by, claim.mark);
    let size = if found.bytes == expected.bytes { String::new() } else { format!("{} bytes and ", found.bytes) };
    let message = if size.is_empty() {
        format!("{path} has SHA-256 {}; {by} says {}", found.hash.hex(), expected.hash.hex())
    } else {
        let (ours, theirs) = (found.hash.hex(), expected.hash.hex());
        format!("{path} has {size}SHA-256 {ours}; {by} says {} bytes and {theirs}", expected.bytes)
    };
    problem(Code::ChangedFile, path, message).hint(RESTORE)
}
