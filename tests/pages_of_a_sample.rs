//! What readers meet on the pages of a made-up country.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::path::Path;

use chrono::DateTime;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;

/// The pages of two months, seven jobcentres and seven funds.
fn build(out: &Path) {
    let size = SampleSize { months: 2, jobcentres: 7, akasser: 7, seed: 3 };
    let files = sample::publication(size).into_iter().collect();
    let options = BuildOptions {
        scope: Scope { now: DateTime::parse_from_rfc3339("2030-01-01T00:00:00Z").unwrap(), preview: false },
        out: out.to_owned(),
        drawer: None,
        jobs: None,
    };
    let outcome = pipeline::build(&Memory { files }, &options, &Silent);
    assert!(outcome.summary.is_some(), "{:#?}", outcome.report.sorted());
}

#[expect(clippy::disallowed_methods, reason = "a test reads what was built")]
fn page(root: &Path, folder: &str) -> String {
    String::from_utf8(std::fs::read(root.join(folder).join("index.html")).unwrap()).unwrap()
}

/// What stands between two texts.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).unwrap().1.split_once(end).unwrap().0
}

#[test]
fn no_share_is_ranked_without_the_limits_of_chance() {
    let out = tempfile::tempdir().unwrap();
    build(out.path());
    let html = page(out.path(), "2025-12/v1/maal/rettidighed_jobsamtaler");
    for (prefix, table, noun) in [
        ("tragt-rettidighed-jobsamtaler", "tilfaeldet-a-kasser", "a-kasser"),
        ("tragt-omraader-rettidighed-jobsamtaler", "tilfaeldet-i-omraader", "områder"),
    ] {
        let said = between(&html, &format!("<desc id=\"{prefix}-desc\">"), "</desc>");
        assert!(said.contains(&format!("{noun} ligger inden for det, tilfældige udsving omkring ")), "{said}");
        // The picture's words and the table's agree on how many lie within.
        let rows = between(&html, &format!("<table id=\"{table}\""), "</table>");
        let within = rows.matches("<td>inden for</td>").count();
        let all = rows.matches("<th scope=\"row\">").count();
        assert!(said.starts_with(&format!("{within} af {all} ")), "{said}\n{rows}");
        assert!(all >= 5);
    }
    let count = page(out.path(), "2025-12/v1/maal/arbejdskraftreserve");
    assert!(!count.contains("tragt-"), "a count has no limits of chance around a share");
}

#[test]
fn a_jobcentre_stands_beside_its_region_and_the_country() {
    let out = tempfile::tempdir().unwrap();
    build(out.path());
    let html = page(out.path(), "2025-12/v1/jobcenter/koebenhavn");
    let rows = between(&html, "<h2 id=\"sammenlignet\">", "</table>");
    for expected in
        ["Jobcenter København", "Landsdel Byen København", "Region Hovedstaden", "Hele landet", "Heraf København"]
    {
        assert!(rows.contains(expected), "{expected} in {rows}");
    }
    let always = page(out.path(), "omraade/region_hovedstaden");
    assert!(between(&always, "<table id=\"medlemmer-jobcentre\"", "</table>").contains("Jobcenter København"));
}
