//! The problems of one file, up to a limit: a wrong separator must not print a million lines.

use crate::diagnostic::{Diagnostic, Place, Report, Severity};

use super::limits::MAX_PROBLEMS;

/// What is wrong with a file.
#[derive(Debug)]
pub(super) struct Problems {
    file: String,
    shown: Vec<Diagnostic>,
    /// The worst of those not shown, and how many there are.
    first_hidden: Option<Diagnostic>,
    hidden: usize,
}

impl Problems {
    /// None yet.
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), shown: Vec::new(), first_hidden: None, hidden: 0 }
    }

    /// Adds one; beyond the limit it is only counted.
    pub(super) fn push(&mut self, problem: Diagnostic) {
        if self.shown.len() < MAX_PROBLEMS {
            self.shown.push(problem);
            return;
        }
        self.hidden += 1;
        let worse = |kept: &Diagnostic| kept.severity == Severity::Warning && problem.severity == Severity::Error;
        if self.first_hidden.as_ref().is_none_or(worse) {
            self.first_hidden = Some(problem);
        }
    }

    /// All that is shown, and how many more there are.
    pub(super) fn report(self) -> Report {
        let mut report = Report::default();
        for problem in self.shown {
            report.push(problem);
        }
        if let Some(first) = self.first_hidden {
            let spot = match first.place {
                Some(place) if place.sheet.is_some() => place.spot(),
                place => format!("line {}", place.map_or(0, |place| place.line)),
            };
            let message = format!("the file has {} more problems, the first of them in {spot}", self.hidden);
            let more = Diagnostic { severity: first.severity, ..Diagnostic::error(first.code, message) };
            let hint = "Many problems often have one cause: a wrong separator, heading or description of the file.";
            report.push(more.at(Place::file(&self.file)).hint(hint));
        }
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn counts_what_it_does_not_show() {
        let mut problems = Problems::new("a.csv");
        for line in 1..=205 {
            let place = Place::at(&"a.csv".into(), line, 1);
            problems.push(Diagnostic::error(Code::BadNumber, format!("problem {line}")).at(place));
        }
        let report = problems.report();
        assert_eq!(report.errors(), MAX_PROBLEMS + 1);
        let messages: Vec<&str> = report.sorted().iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(messages[0], "the file has 5 more problems, the first of them in line 201");
    }
}
