//! The folders below `data/`: which files belong to which version of which month.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::hidden::FOLDER;
use crate::model::{Period, ReleaseId};
use crate::source::Source;

/// Names of the files in each version's folder, by month and version.
pub(super) type Folders = BTreeMap<ReleaseId, Vec<String>>;

/// What is wrong with a path, and what to do.
struct Misplaced(Code, String, String);

/// Sorts every file below `data/` into the folder it belongs to; reports those that belong nowhere, each folder once.
pub(super) fn find(source: &dyn Source, report: &mut Report) -> Folders {
    let mut folders = Folders::new();
    let paths = source.files("data").unwrap_or_else(|problem| {
        report.push(problem);
        Vec::new()
    });
    let mut reported: Vec<String> = Vec::new();
    for path in &paths {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        // Hidden files are left behind by systems and editors.
        if parts.iter().any(|part| part.starts_with('.')) {
            continue;
        }
        match place(&parts) {
            Ok(None) => {}
            Ok(Some((id, name))) => folders.entry(id).or_default().push(name.to_owned()),
            Err(Misplaced(code, folder, hint)) => {
                if !reported.contains(&folder) {
                    report.push(misplaced(code, &folder, hint));
                    reported.push(folder);
                }
            }
        }
    }
    folders
}

fn misplaced(code: Code, path: &str, hint: String) -> Diagnostic {
    let message = match code {
        Code::BadPeriod => format!("the folder {path} is not named after a month"),
        Code::VersionGap => format!("the folder {path} is not named after a version"),
        Code::MissingReleaseFile => format!("{path} is no part of a delivery"),
        _ => format!("the folder {path} is not one of a publication"),
    };
    Diagnostic::error(code, message).at(Place::file(path)).hint(hint)
}

/// The version and name of a file, from the steps of its path below `data/`; `None` when it is no part of a delivery.
fn place<'p>(parts: &[&'p str]) -> Result<Option<(ReleaseId, &'p str)>, Misplaced> {
    let (month, rest) = match parts {
        [] | [_] | ["measures" | "codes" | FOLDER, ..] => return Ok(None),
        [month, rest @ ..] => (*month, rest),
    };
    let folder = format!("data/{month}");
    let Some(period) = Period::parse(month).filter(|period| period.slug() == month) else {
        if month.starts_with(|letter: char| letter.is_ascii_digit()) {
            return Err(Misplaced(
                Code::BadPeriod,
                folder,
                "Name it as 2021-09: four digits, a hyphen, 01-12.".to_owned(),
            ));
        }
        let hint = "Folders in data are measures, codes and one for each month, such as 2021-09; move it elsewhere.";
        return Err(Misplaced(Code::UnsafePath, folder, hint.to_owned()));
    };
    let (version, rest) = match rest {
        [version, rest @ ..] if !rest.is_empty() => (*version, rest),
        _ => {
            let path = format!("data/{}", parts.join("/"));
            return Err(Misplaced(
                Code::MissingReleaseFile,
                path,
                format!("Put it in {folder}/v1, or move it elsewhere."),
            ));
        }
    };
    let number = version.strip_prefix('v').and_then(|digits| {
        let number = digits.parse::<u16>().ok()?;
        (number > 0 && number.to_string() == digits).then_some(number)
    });
    let Some(number) = number else {
        let hint = "Name it v1, v2 and so on, without zeros before the number.".to_owned();
        return Err(Misplaced(Code::VersionGap, format!("{folder}/{version}"), hint));
    };
    match rest {
        [name] => Ok(Some((ReleaseId { period, version: number }, name))),
        _ => {
            let path = format!("{folder}/{version}/{}", rest[0]);
            Err(Misplaced(
                Code::MissingReleaseFile,
                path,
                "A version has no folders of its own: put its files beside release.toml.".to_owned(),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    #[test]
    fn sorts_files_into_versions() {
        let source = Memory::default()
            .with("data/targets.toml", "")
            .with("data/measures/a.toml", "")
            .with("data/2021-09/.DS_Store", "")
            .with("data/2021-09/v1/release.toml", "")
            .with("data/2021-09/v1/a.csv", "")
            .with("data/2021-09/v10/release.toml", "");
        let mut report = Report::default();
        let folders = find(&source, &mut report);
        assert_eq!(report, Report::default());
        let found: Vec<_> = folders.iter().map(|(id, names)| (id.path(), names.join(" "))).collect();
        assert_eq!(
            found,
            [
                ("2021-09/v1".to_owned(), "a.csv release.toml".to_owned()),
                ("2021-09/v10".to_owned(), "release.toml".to_owned())
            ]
        );
    }

    #[test]
    fn reports_folders_that_mean_nothing() {
        for (path, code, folder) in [
            ("data/2021-13/v1/a.csv", Code::BadPeriod, "data/2021-13"),
            ("data/2021M09/v1/a.csv", Code::BadPeriod, "data/2021M09"),
            ("data/backup/v1/a.csv", Code::UnsafePath, "data/backup"),
            ("data/2021-09/a.csv", Code::MissingReleaseFile, "data/2021-09/a.csv"),
            ("data/2021-09/v01/a.csv", Code::VersionGap, "data/2021-09/v01"),
            ("data/2021-09/v0/a.csv", Code::VersionGap, "data/2021-09/v0"),
            ("data/2021-09/ny/a.csv", Code::VersionGap, "data/2021-09/ny"),
            ("data/2021-09/v1/x/a.csv", Code::MissingReleaseFile, "data/2021-09/v1/x"),
        ] {
            let mut report = Report::default();
            assert!(find(&Memory::default().with(path, ""), &mut report).is_empty(), "{path}");
            let problem = report.sorted()[0];
            assert_eq!((problem.code, &*problem.place.as_ref().unwrap().file), (code, folder), "{path}");
        }
    }
}
