//! A region that publishes its own jobcentres, and nobody else's: nothing in the archive takes it for the country.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use chrono::DateTime;
use noegletal::config;
use noegletal::model::{AreaKind, Period};
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::source::{Disk, Memory, Source};
use serde_json::Value;

const FUNDS: [&str; 3] = ["3f", "foa", "hk"];
const SOURCE: &str = "arbejdskraftreserve";
const CHANGE: &str = "arbejdskraftreserve_aendring";

/// A count that is its own for every cell and month, and large enough to be shown.
fn count(jobcentre: usize, fund: usize, month: usize) -> u64 {
    u64::try_from(100 + 7 * jobcentre + 31 * fund + 13 * month * (jobcentre + 1)).unwrap()
}

/// The repository's codes and measures with two months of the labour reserve in the jobcentres of a region.
fn source() -> (Memory, Vec<String>) {
    let disk = Disk::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::new();
    for path in disk.files("data/codes").unwrap().into_iter().chain(disk.files("data/measures").unwrap()) {
        files.insert(path.clone(), disk.read(&path).unwrap().unwrap());
    }
    files.insert("noegletal.toml".into(), disk.read("noegletal.toml").unwrap().unwrap());
    let publication = config::load(&Memory { files: files.clone() }).0.unwrap();
    let region = publication.area_by_id("br_syddanmark").unwrap();
    let at = Period::parse("2009-12").unwrap();
    let areas = (0..).map(noegletal::model::AreaKey).zip(&publication.areas);
    let jobcentres: Vec<String> = areas
        .filter(|(_, area)| area.kind == AreaKind::Jobcentre && area.valid.covers(at))
        .filter(|(key, _)| publication.ancestors(*key, at).contains(&region))
        .map(|(_, area)| area.id.clone())
        .collect();
    for (number, month) in ["2009-12", "2010-01"].into_iter().enumerate() {
        let release = format!(
            "period = \"{month}\"\npublished = \"2010-0{}-01T08:00:00+01:00\"\nstatus = \"final\"\nclass = \"first\"\nsynthetic = true\n",
            number + 2
        );
        files.insert(format!("data/{month}/v1/release.toml"), release.into_bytes());
        let mut csv = "period,area,akasse,value\n".to_owned();
        for (place, jobcentre) in jobcentres.iter().enumerate() {
            for (fund, id) in FUNDS.iter().enumerate() {
                writeln!(csv, "{month},{jobcentre},{id},{}", count(place, fund, number)).unwrap();
            }
        }
        files.insert(format!("data/{month}/v1/{SOURCE}.csv"), csv.into_bytes());
    }
    (Memory { files }, jobcentres)
}

fn build(source: &Memory, out: &Path) {
    let scope = Scope { now: DateTime::parse_from_rfc3339("2026-01-01T00:00:00Z").unwrap(), preview: false };
    let options = BuildOptions { scope, out: out.to_owned(), drawer: None, jobs: None };
    let outcome = pipeline::build(source, &options, &Silent);
    assert_eq!(outcome.fault, None);
    assert!(outcome.summary.is_some(), "{:#?}", outcome.report.sorted());
}

#[expect(clippy::disallowed_methods, reason = "a test reads what was built")]
fn text(out: &Path, path: &str) -> String {
    std::fs::read_to_string(out.join(path)).unwrap_or_else(|_| panic!("there is no {path}"))
}

fn json(out: &Path, path: &str) -> Value {
    serde_json::from_str(&text(out, path)).unwrap()
}

#[test]
fn a_region_alone_is_named_everywhere_and_the_country_has_no_figures() {
    let (source, jobcentres) = source();
    let out = tempfile::tempdir().unwrap();
    let out = out.path();
    build(&source, out);
    let of = |measure: &str, area: &str, akasse: Value| {
        let file = json(out, &format!("api/v1/releases/2010-01/v1/{measure}.json"));
        let all = file["observations"].as_array().unwrap().clone();
        let found = all.into_iter().find(|one| one["area"] == area && one["akasse"] == akasse);
        found.unwrap_or_else(|| panic!("{measure} has no {area} {akasse}"))
    };
    let sum = |month: usize| -> u64 {
        let places = 0..jobcentres.len();
        places.flat_map(|place| (0..FUNDS.len()).map(move |fund| count(place, fund, month))).sum()
    };
    assert_eq!(of(SOURCE, "br_syddanmark", Value::Null)["value"], sum(1));
    assert_eq!(of(SOURCE, "region_syddanmark", Value::Null)["value"], sum(1));
    let country = of(SOURCE, "landet", Value::Null);
    assert_eq!((&country["value"], &country["status"][0]), (&Value::Null, &"incomplete".into()));
    // The change of the sums: 100 * now / then - 100, rounded once.
    let change = of(CHANGE, "br_syddanmark", Value::Null)["value"].as_f64().unwrap();
    let (now, then) = (i128::from(sum(1)), i128::from(sum(0)));
    let millionths = (100_000_000 * (now - then) * 2 / then + 1) / 2;
    assert_eq!(i128::from((change * 1e6).round() as i64), millionths);
    assert_eq!(of(CHANGE, "landet", Value::Null)["status"][0], "incomplete");

    let region = "Beskæftigelsesregion Syddanmark";
    for page in [
        "index.html".to_owned(),
        format!("2010-01/v1/maal/{SOURCE}/index.html"),
        format!("2010-01/v1/maal/{CHANGE}/index.html"),
        "2010-01/v1/a-kasse/3f/index.html".to_owned(),
        format!("maal/{SOURCE}/index.html"),
        "a-kasse/3f/index.html".to_owned(),
    ] {
        assert!(text(out, &page).contains(region), "{page} does not name the area of its figures");
    }
    let evergreen = text(out, &format!("maal/{SOURCE}/index.html"));
    let charts: Vec<&str> = evergreen.split("<figure class=\"chart\">").skip(1).collect();
    let titled = charts.iter().filter(|chart| chart.split("</svg>").next().unwrap().contains(region)).count();
    assert_eq!((charts.len(), titled), (2, 2), "both charts say which area they show");
    assert!(text(out, "2010-01/v1/omraade/landet/index.html").contains("dele mangler"));
    assert!(out.join("2010-01/v1/omraade/trekantomraadet/index.html").exists(), "a group to compare with has a page");
    assert!(!out.join("2010-01/v1/omraade/br_nordjylland").exists(), "a region of which nothing came has none");
}

#[test]
fn a_computed_measure_stands_in_every_list_from_its_baseline_on() {
    let (source, _) = source();
    let out = tempfile::tempdir().unwrap();
    build(&source, out.path());
    let index = json(out.path(), "api/v1/index.json");
    for edition in index["editions"].as_array().unwrap() {
        assert_eq!(edition["measures"], serde_json::json!([SOURCE, CHANGE]), "{edition}");
    }
    let head = json(out.path(), &format!("api/v1/latest/{CHANGE}.json"))["measure"].clone();
    let expected = serde_json::json!({"of": SOURCE, "rule": "change_since", "baseline": "2009M12"});
    assert_eq!(head["derived"], expected);
    assert!(json(out.path(), &format!("api/v1/latest/{SOURCE}.json"))["measure"].get("derived").is_none());

    let mut without = source;
    without.files.retain(|path, _| !path.starts_with("data/2009-12/"));
    let out = tempfile::tempdir().unwrap();
    build(&without, out.path());
    let index = json(out.path(), "api/v1/index.json");
    assert_eq!(index["editions"][0]["measures"], serde_json::json!([SOURCE]), "without a baseline there is no change");
    assert!(text(out.path(), &format!("maal/{CHANGE}/index.html")).contains("Beregnes af"), "its page is there");
}
