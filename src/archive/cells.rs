//! Telling two versions of a published table apart, cell by cell.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, Report};

/// Cells that are named one by one; the rest are counted.
const NAMED: usize = 20;

/// Columns that say which cell it is, and those that say what it holds.
const KEY: [&str; 3] = ["period", "area", "akasse"];
const CONTENT: [&str; 6] = ["value", "numerator", "denominator", "status", "low", "high"];

type Cells = BTreeMap<[String; KEY.len()], [String; CONTENT.len()]>;

/// The measure whose published table a path is: `…/<measure>.csv`, not the spreadsheet form.
pub(super) fn tidy_measure(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?.strip_suffix(".csv")?;
    (!name.contains('.')).then_some(name)
}

/// The figures that differ between a published table and a new one, each as an error; notes may differ.
///
/// `release` is such as `2021-09/v1`.
pub(super) fn compare(release: &str, measure: &str, published: &[u8], now: &[u8]) -> Report {
    let mut report = Report::default();
    let (Some(published), Some(now)) = (read(published), read(now)) else {
        report.push(changed(release, format!("the published table of {measure} cannot be read")));
        return report;
    };
    let mut differing = 0_usize;
    for key in published.keys().chain(now.keys().filter(|key| !published.contains_key(*key))) {
        let (before, after) = (published.get(key), now.get(key));
        if before != after {
            differing += 1;
            if differing <= NAMED {
                let cell = name(measure, key);
                let message = format!("{cell}: {} has been published and would become {}", told(before), told(after));
                report.push(changed(release, message).field(measure));
            }
        }
    }
    if differing > NAMED {
        report.push(changed(release, format!("{measure}: {} more published cells would change", differing - NAMED)));
    }
    report
}

/// An error about a published version, with the way out.
pub(super) fn changed(release: &str, message: String) -> Diagnostic {
    let period = release.split('/').next().unwrap_or(release);
    Diagnostic::error(Code::SealedReleaseChanged, message).at(Place::file(&format!("data/{release}"))).hint(format!(
        "Undo the change, or publish it as a new version: noegletal revise {period} --class correction --reason \"…\""
    ))
}

fn read(bytes: &[u8]) -> Option<Cells> {
    let mut reader = csv::Reader::from_reader(bytes);
    let headers = reader.headers().ok()?.clone();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let key = KEY.map(column);
    let content = CONTENT.map(column);
    let mut cells = Cells::new();
    for record in reader.records() {
        let record = record.ok()?;
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().to_owned();
        cells.insert(key.map(field), content.map(field));
    }
    key.iter().all(Option::is_some).then_some(cells)
}

fn name(measure: &str, [period, area, akasse]: &[String; KEY.len()]) -> String {
    let mut name = format!("{measure}, {period}");
    for (word, code) in [("area", area), ("a-kasse", akasse)] {
        if !code.is_empty() {
            name.push_str(&format!(", {word} {code}"));
        }
    }
    name
}

fn told(content: Option<&[String; CONTENT.len()]>) -> String {
    let Some([value, numerator, denominator, status, low, high]) = content else { return "no cell".to_owned() };
    let mut told = if value.is_empty() { "no value".to_owned() } else { value.clone() };
    if !numerator.is_empty() {
        told.push_str(&format!(" ({numerator} of {denominator})"));
    }
    if !status.is_empty() {
        told.push_str(&format!(" [{status}]"));
    }
    if !low.is_empty() {
        told.push_str(&format!(" from {low} to {high}"));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "measure,period,area,akasse,value,numerator,denominator,status,note\n";

    fn messages(published: &str, now: &str) -> Vec<String> {
        let report =
            compare("2021-09/v1", "m", format!("{HEAD}{published}").as_bytes(), format!("{HEAD}{now}").as_bytes());
        report.sorted().iter().map(|diagnostic| diagnostic.message.clone()).collect()
    }

    #[test]
    fn names_the_cell_what_was_published_and_what_would_be() {
        assert_eq!(
            messages(
                "m,2021M09,,3f,90,,,,\nm,2021M09,x,,50,1,2,,\n",
                "m,2021M09,,3f,91,,,revised,\nm,2021M09,,hk,,,,not_received,\n"
            ),
            [
                "m, 2021M09, a-kasse 3f: 90 has been published and would become 91 [revised]",
                "m, 2021M09, a-kasse hk: no cell has been published and would become no value [not_received]",
                "m, 2021M09, area x: 50 (1 of 2) has been published and would become no cell",
            ]
        );
        assert_eq!(messages("m,2021M09,,3f,90,,,,a\n", "m,2021M09,,3f,90,,,,another note\n"), [""; 0]);
    }

    #[test]
    fn a_coarser_answer_is_part_of_what_was_published() {
        let table = |bound: &str| {
            let line = format!("m,2021M09,,3f,,,,suppressed,{bound}\n");
            format!("measure,period,area,akasse,value,numerator,denominator,status,low,high\n{line}")
        };
        let report = compare("2021-09/v1", "m", table(",").as_bytes(), table("95,100").as_bytes());
        let message = &report.sorted()[0].message;
        assert!(message.ends_with("would become no value [suppressed] from 95 to 100"), "{message}");
        // A table from before there were such answers had none.
        let old = "measure,period,area,akasse,value,numerator,denominator,status\nm,2021M09,,3f,,,,suppressed\n";
        assert!(compare("2021-09/v1", "m", old.as_bytes(), table(",").as_bytes()).is_clean());
    }

    #[test]
    fn counts_what_is_too_much_to_name() {
        let table = |value: u8| (0..30).map(|at| format!("m,2021M09,,f{at:02},{value},,,,\n")).collect::<String>();
        let told = messages(&table(1), &table(2));
        assert_eq!(told.len(), 21);
        assert!(told.contains(&"m: 10 more published cells would change".to_owned()));
        assert_eq!(tidy_measure("api/v1/releases/2021-09/v1/m.csv"), Some("m"));
        assert_eq!(tidy_measure("api/v1/releases/2021-09/v1/m.da.csv"), None);
    }
}
