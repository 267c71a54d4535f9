//! Problems for programs: one JSON object.

use std::io::{self, Write};

use serde::Serialize;

use super::count;
use crate::diagnostic::{Diagnostic, Place, Report, Severity};

/// What is printed. The line of the file is not: logs travel further than inputs may.
#[derive(Serialize)]
struct Printed<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Problem<'a>>,
}

#[derive(Serialize)]
struct Problem<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    detail: Option<&'a str>,
    hint: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    /// In a workbook the sheet, and the cell as a spreadsheet names it.
    sheet: Option<&'a str>,
    cell: Option<String>,
    field: Option<&'a str>,
}

/// Prints all problems of a run.
///
/// # Errors
/// The writer's.
pub(in crate::cli) fn print(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    let problems = report.sorted();
    let printed = Printed {
        errors: count(report, Severity::Error),
        warnings: count(report, Severity::Warning),
        diagnostics: problems.iter().map(|problem| of(problem)).collect(),
    };
    serde_json::to_writer(&mut *to, &printed)?;
    writeln!(to)
}

fn of(problem: &Diagnostic) -> Problem<'_> {
    let place = problem.place.as_ref();
    let known = |number: u32| (number > 0).then_some(number);
    Problem {
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: problem.code.word(),
        message: &problem.message,
        detail: problem.detail.as_deref(),
        hint: problem.hint.as_deref(),
        file: place.map(|place| &*place.file),
        line: place.and_then(|place| known(place.line)),
        column: place.and_then(|place| known(place.column)),
        sheet: place.and_then(|place| place.sheet.as_deref()),
        cell: place.and_then(Place::cell),
        field: problem.field.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn prints_one_object() {
        let mut report = Report::default();
        let place = Place::at(&"data/a.csv".into(), 3, 7);
        report.push(
            Diagnostic::error(Code::BadNumber, "\"x\" is no number").at(place).excerpt("secret", 1).field("value"),
        );
        report.push(
            Diagnostic::warning(Code::MixedDecimals, "mixed")
                .hint("look")
                .detail("2021M09 7")
                .at(Place::file("data/a.csv")),
        );
        let mut printed = Vec::new();
        print(&report, &mut printed).unwrap();
        assert_eq!(
            String::from_utf8(printed).unwrap(),
            "{\"errors\":1,\"warnings\":1,\"diagnostics\":[\
             {\"severity\":\"warning\",\"code\":\"mixed-decimals\",\"message\":\"mixed\",\"detail\":\"2021M09 7\",\"hint\":\"look\",\
             \"file\":\"data/a.csv\",\"line\":null,\"column\":null,\"sheet\":null,\"cell\":null,\"field\":null},\
             {\"severity\":\"error\",\"code\":\"bad-number\",\"message\":\"\\\"x\\\" is no number\",\"detail\":null,\"hint\":null,\
             \"file\":\"data/a.csv\",\"line\":3,\"column\":7,\"sheet\":null,\"cell\":null,\"field\":\"value\"}]}\n"
        );
    }

    #[test]
    fn names_sheet_and_cell_of_a_workbook() {
        let mut report = Report::default();
        let place = Place::in_sheet(&"data/a.xlsx".into(), &"Ark1".into(), 7, 3);
        report.push(Diagnostic::error(Code::BadNumber, "x").at(place));
        let mut printed = Vec::new();
        print(&report, &mut printed).unwrap();
        let printed = String::from_utf8(printed).unwrap();
        assert!(printed.contains("\"line\":7,\"column\":3,\"sheet\":\"Ark1\",\"cell\":\"C7\""), "{printed}");
    }
}
