//! Problems as annotations of a CI service.
//!
//! Such annotations are public, so the line of the file and what a problem tells in detail are never among them.

use std::io::{self, Write};
use std::path::{Component, Path};

use super::visible::visible;
use crate::diagnostic::{Diagnostic, Report, Severity};

/// Prints one annotation a problem; files are named from where the program was started.
///
/// # Errors
/// The writer's.
pub(in crate::cli) fn print(report: &Report, root: &Path, to: &mut dyn Write) -> io::Result<()> {
    for problem in report.sorted() {
        writeln!(to, "{}", annotation(problem, root))?;
    }
    Ok(())
}

fn annotation(problem: &Diagnostic, root: &Path) -> String {
    let kind = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut properties = Vec::new();
    if let Some(place) = &problem.place {
        properties.push(format!("file={}", escape_property(&visible(&from_start(root, &place.file)))));
        if place.line > 0 {
            properties.push(format!("line={}", place.line));
        }
        // A column of a sheet is none of a text.
        if place.column > 0 && place.sheet.is_none() {
            properties.push(format!("col={}", place.column));
        }
    }
    properties.push(format!("title={}", escape_property(problem.code.word())));
    let cell = problem.place.as_ref().filter(|place| place.sheet.is_some());
    let cell = cell.map_or(String::new(), |place| format!("{}: ", visible(&place.spot())));
    let hint = problem.hint.as_ref().map_or(String::new(), |hint| format!("\n{}", visible(hint)));
    let message = format!("{cell}{}{hint}", visible(&problem.message));
    format!("::{kind} {}::{}", properties.join(","), escape(&message))
}

/// The file's path from where the program was started; services know no other.
fn from_start(root: &Path, file: &str) -> String {
    let steps: Option<Vec<&str>> = root
        .components()
        .filter(|step| *step != Component::CurDir)
        .map(|step| if let Component::Normal(name) = step { name.to_str() } else { None })
        .collect();
    match steps {
        Some(steps) if !steps.is_empty() => format!("{}/{file}", steps.join("/")),
        _ => file.to_owned(),
    }
}

/// A text as the data of an annotation.
pub(in crate::cli) fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    #[test]
    fn escapes_and_keeps_the_line_to_itself() {
        let place = Place::at(&"data/a,b:c.csv".into(), 3, 7);
        let problem = Diagnostic::error(Code::BadNumber, "50 % of\n::error::x")
            .at(place)
            .hint("Look.")
            .excerpt("secret", 2)
            .detail("512 1300");
        assert_eq!(
            annotation(&problem, Path::new("./sub")),
            "::error file=sub/data/a%2Cb%3Ac.csv,line=3,col=7,title=bad-number::50 %25 of ::error::x%0ALook."
        );
        let place = Place::in_sheet(&"data/a.xlsx".into(), &"Ark1".into(), 7, 3);
        assert_eq!(
            annotation(&Diagnostic::error(Code::BadNumber, "x").at(place), Path::new(".")),
            "::error file=data/a.xlsx,line=7,title=bad-number::Ark1!C7: x"
        );
        let problem = Diagnostic::warning(Code::BadConfig, "x").at(Place::file("noegletal.toml"));
        assert_eq!(annotation(&problem, Path::new(".")), "::warning file=noegletal.toml,title=bad-config::x");
        assert_eq!(annotation(&Diagnostic::error(Code::BadConfig, "x"), Path::new("/")), "::error title=bad-config::x");
    }
}
