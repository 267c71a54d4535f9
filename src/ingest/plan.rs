//! Which releases there are, and which files each of them consists of.

use std::collections::{BTreeMap, BTreeSet};

use super::folder;
use crate::config::{self, ReleaseDescription, TableDescription};
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::{Period, Publication, ReleaseId};
use crate::source::Source;

/// A release that can be read.
#[derive(Clone, Debug)]
pub struct PlannedRelease {
    /// What its `release.toml` says.
    pub description: ReleaseDescription,
    /// The files it consists of, by name: its own, and those of earlier versions that it neither replaces nor takes back.
    /// A file with several tables stands here once for each.
    pub files: Vec<DeliveryFile>,
}

/// A file of a delivery, or one of the tables it is said to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryFile {
    /// Path inside the publication.
    pub path: String,
    /// How it is to be read; `None` for a tidy file that needs no description.
    pub table: Option<TableDescription>,
}

/// Files that may lie beside `release.toml` and are not read.
const REMARKS: [&str; 4] = ["README.md", "readme.md", "LAESMIG.md", "laesmig.md"];

/// Finds every release below `data/`, in the order of publication (then month, then version).
///
/// Version N of a month consists of the files of versions 1 to N, the newest of each name, without those withdrawn.
/// A file keeps its description until a later version describes it anew.
/// All problems are in the report; a release whose description cannot be read is left out.
pub fn plan(source: &dyn Source, publication: &Publication) -> (Vec<PlannedRelease>, Report) {
    let mut report = Report::default();
    let folders = folder::find(source, &mut report);
    let mut months: BTreeMap<Period, Vec<(u16, Vec<String>)>> = BTreeMap::new();
    for (id, names) in folders {
        months.entry(id.period).or_default().push((id.version, names));
    }
    let mut planned = Vec::new();
    for (period, versions) in months {
        let mut month =
            Month { source, publication, period, files: BTreeMap::new(), made_up: BTreeSet::new(), before: None };
        for (version, names) in versions {
            planned.extend(month.version(version, &names, &mut report));
        }
    }
    planned.sort_by_key(|planned| (planned.description.release.published, planned.description.release.id));
    (planned, report)
}

/// The versions of a month, up to one.
struct Month<'a> {
    source: &'a dyn Source,
    publication: &'a Publication,
    period: Period,
    /// The files in force, by name, with each of their tables.
    files: BTreeMap<String, Vec<DeliveryFile>>,
    /// Names of the files in force that come from a synthetic version.
    made_up: BTreeSet<String>,
    /// The version before; the description of it is missing when it could not be read.
    before: Option<(u16, Option<ReleaseDescription>)>,
}

impl Month<'_> {
    fn version(&mut self, version: u16, names: &[String], report: &mut Report) -> Option<PlannedRelease> {
        let id = ReleaseId { period: self.period, version };
        let folder = format!("data/{}", id.path());
        let path = format!("{folder}/release.toml");
        let expected = self.before.as_ref().map_or(1, |(before, _)| before + 1);
        if version != expected {
            let message = format!("{} follows v{}: v{expected} is missing", id.path(), expected - 1);
            let hint =
                format!("Number the versions one by one: rename the folder v{expected}, or restore that version.");
            report.push(Diagnostic::error(Code::VersionGap, message).at(Place::file(&folder)).hint(hint));
        }
        let (description, problems) = config::release(self.source, &path, self.publication);
        report.append(problems);
        let tables = description.as_ref().map_or(&[][..], |description| &description.tables);
        if let Some(description) = &description {
            self.follows(description, &path, report);
            self.withdraw(description, names, &path, report);
        }
        for name in names {
            self.file(&folder, name, tables, report);
        }
        if let Some(description) = &description {
            self.keeps_apart(description, names, &path, report);
        }
        self.before = Some((version, description.clone()));
        Some(PlannedRelease { description: description?, files: self.files.values().flatten().cloned().collect() })
    }

    /// Holds the time of publication against that of the version before.
    fn follows(&self, description: &ReleaseDescription, path: &str, report: &mut Report) {
        let Some((_, Some(before))) = &self.before else { return };
        let (now, before) = (&description.release, &before.release);
        if now.published > before.published {
            return;
        }
        let message = format!(
            "{} is published {}, not after {} ({})",
            now.id.path(),
            now.published.to_rfc3339(),
            before.id.path(),
            before.published.to_rfc3339()
        );
        let hint = "Give every version a later time than the one it replaces.";
        let place = self.key(path, "published");
        report.push(Diagnostic::error(Code::BadConfig, message).at(place).field("published").hint(hint));
    }

    /// Takes back the files that a version withdraws.
    fn withdraw(&mut self, description: &ReleaseDescription, names: &[String], path: &str, report: &mut Report) {
        for name in &description.withdrawn {
            let (code, message, hint) = if names.contains(name) {
                let message = format!("{name} is withdrawn and delivered in the same version");
                (
                    Code::BadConfig,
                    message,
                    "A file of the same name replaces the earlier one: take it out of withdrawn.",
                )
            } else if self.files.remove(name).is_none() {
                let message = format!("{name} is withdrawn, and no earlier version has it");
                (Code::MissingReleaseFile, message, "Write the file's name as in the earlier version's folder.")
            } else {
                continue;
            };
            report.push(Diagnostic::error(code, message).at(self.key(path, "withdrawn")).field("withdrawn").hint(hint));
        }
    }

    /// Adds a file of a version's folder.
    fn file(&mut self, folder: &str, name: &str, tables: &[TableDescription], report: &mut Report) {
        if name == "release.toml" || REMARKS.contains(&name) {
            return;
        }
        let path = format!("{folder}/{name}");
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
        if ending != "csv" && ending != "xlsx" {
            let hint = match ending.as_str() {
                "xls" | "xlsm" | "xlsb" | "ods" => {
                    "Save it as .xlsx or CSV and deliver that; move this file elsewhere."
                }
                "txt" | "tsv" | "dat" => "Name it .csv; the separator may be a tab.",
                _ => "A version's folder holds release.toml, .csv and .xlsx files; move it elsewhere.",
            };
            let message = format!("{path} is no part of a delivery");
            report.push(Diagnostic::error(Code::MissingReleaseFile, message).at(Place::file(&path)).hint(hint));
            return;
        }
        let mut described: Vec<TableDescription> = tables.iter().filter(|table| table.file == name).cloned().collect();
        if described.is_empty() {
            let before = self.files.get(name).into_iter().flatten();
            described = before.filter_map(|file| file.table.clone()).collect();
        }
        let mut files: Vec<DeliveryFile> =
            described.into_iter().map(|table| DeliveryFile { path: path.clone(), table: Some(table) }).collect();
        if files.is_empty() {
            files.push(DeliveryFile { path, table: None });
        }
        self.files.insert(name.to_owned(), files);
    }

    /// Holds that a real version takes over no file from a synthetic one.
    fn keeps_apart(&mut self, description: &ReleaseDescription, names: &[String], path: &str, report: &mut Report) {
        self.made_up.retain(|name| self.files.contains_key(name) && !names.contains(name));
        let release = &description.release;
        if release.synthetic {
            self.made_up.extend(names.iter().filter(|name| self.files.contains_key(*name)).cloned());
            return;
        }
        for name in &self.made_up {
            let message =
                format!("{} is not synthetic, and takes over {name} from a version that is", release.id.path());
            let hint = format!("Deliver {name} in this version too, or take it back: withdrawn = [\"{name}\"].");
            let place = self.key(path, "synthetic");
            report.push(Diagnostic::error(Code::BadConfig, message).at(place).field("synthetic").hint(hint));
        }
    }

    /// Where a key of the root of `release.toml` stands.
    fn key(&self, path: &str, key: &str) -> Place {
        let bytes = self.source.read(path).ok().flatten().unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let is_key = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
        let line = text.lines().position(is_key).and_then(|line| u32::try_from(line + 1).ok());
        line.map_or_else(|| Place::file(path), |line| Place::at(&path.into(), line, 1))
    }
}
