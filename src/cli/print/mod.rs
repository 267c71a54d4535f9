//! Problems as people, programs and CI services read them.

pub(super) mod github;
pub(super) mod human;
pub(super) mod json;

mod visible;

pub(super) use visible::visible;

use crate::diagnostic::{Report, Severity};

/// How many problems of a kind are printed.
pub(super) fn count(report: &Report, severity: Severity) -> usize {
    report.sorted().iter().filter(|problem| problem.severity == severity).count()
}
