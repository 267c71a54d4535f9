//! A new measure is text, never code: one TOML file and one CSV, and it is computed, judged by name and on pages.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

use std::path::Path;

use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;
use serde_json::Value;

const MEASURE: &str = r#"
kind = "share"
unit = "percent"
decimals = 1
direction = "higher"
dimensions = ["period", "area", "akasse"]
areas = ["jobcentre"]
over_months = "ratio_of_sums"
over_akasser = "ratio_of_sums"
over_areas = "ratio_of_sums"

[title]
da = "Rettidige jobplaner"
en = "Timely job plans"

[short]
da = "Jobplaner"
en = "Job plans"

[definition]
da = "Andel af de jobplaner, der skulle være lagt i måneden, som blev lagt til tiden."
en = "Share of the job plans due in the month that were made on time."
"#;

#[test]
fn one_toml_and_one_csv_make_a_measure() {
    let size = SampleSize { months: 1, jobcentres: 2, akasser: 2, seed: 1 };
    let mut files: std::collections::BTreeMap<String, Vec<u8>> =
        sample::publication(size).iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    let delivered = String::from_utf8(files["data/2025-12/v1/rettidighed_jobsamtaler.csv"].clone()).unwrap();
    let cells: Vec<Vec<&str>> = delivered.lines().skip(1).map(|line| line.split(',').take(3).collect()).collect();
    assert_eq!(cells.len(), 4, "two jobcentres by two funds");
    let rows = cells.iter().zip([(45, 50), (30, 60), (99, 110), (180, 200)]);
    let rows: String = rows.map(|(cell, (part, whole))| format!("{},{part},{whole}\n", cell.join(","))).collect();
    // The whole of it:
    files.insert("data/measures/rettidige_jobplaner.toml".into(), MEASURE.into());
    let csv = format!("period,area,akasse,numerator,denominator\n{rows}");
    files.insert("data/2025-12/v1/rettidige_jobplaner.csv".into(), csv.into());

    let out = tempfile::tempdir().unwrap();
    let now = chrono::DateTime::parse_from_rfc3339("2027-01-01T00:00:00Z").unwrap();
    let options =
        BuildOptions { scope: Scope { now, preview: false }, out: out.path().to_owned(), drawer: None, jobs: None };
    let outcome = pipeline::build(&Memory { files }, &options, &Silent);
    assert!(outcome.summary.is_some(), "{:?} {:#?}", outcome.fault, outcome.report.sorted());

    let json: Value = serde_json::from_slice(&read(out.path(), "api/v1/latest/rettidige_jobplaner.json")).unwrap();
    let country = json["observations"].as_array().unwrap().iter();
    let country = country.clone().find(|one| one["area"] == "landet" && one["akasse"].is_null()).unwrap();
    assert_eq!((&country["numerator"], &country["denominator"]), (&354.into(), &420.into()));
    let id = cells[0][2];
    for page in ["maal/rettidige_jobplaner/", "2025-12/v1/maal/rettidige_jobplaner/", &format!("a-kasse/{id}/")] {
        let html = String::from_utf8(read(out.path(), &format!("{page}index.html"))).unwrap();
        assert!(html.contains("Rettidige jobplaner") && html.contains("84,3") || page.starts_with("a-kasse"), "{page}");
    }
}

#[expect(clippy::disallowed_methods, reason = "a test reads what was built")]
fn read(root: &Path, path: &str) -> Vec<u8> {
    std::fs::read(root.join(path)).unwrap()
}
