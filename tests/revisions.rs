//! What was first published against what stands now: files, pages, breaks, and nothing of what is hidden or to come.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod verify_support;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::DateTime;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;
use serde_json::{Value, json};

type Files = BTreeMap<String, Vec<u8>>;

fn build(files: Files, out: &Path) -> BTreeMap<String, String> {
    build_at(files, out, "2030-01-01T00:00:00Z")
}

#[expect(clippy::disallowed_methods, reason = "a test reads what was built")]
fn build_at(files: Files, out: &Path, now: &str) -> BTreeMap<String, String> {
    let scope = Scope { now: DateTime::parse_from_rfc3339(now).unwrap(), preview: false };
    let options = BuildOptions { scope, out: out.to_owned(), drawer: None, jobs: None };
    let outcome = pipeline::build(&Memory { files }, &options, &Silent);
    assert!(outcome.summary.is_some(), "{:?} {:#?}", outcome.fault, outcome.report.sorted());
    let entries = walkdir::WalkDir::new(out).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    let read = entries.map(|entry| {
        let path = entry.path().strip_prefix(out).unwrap().to_str().unwrap().to_owned();
        (path, String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap()).into_owned())
    });
    read.collect()
}

fn json_of(tree: &BTreeMap<String, String>, path: &str) -> Value {
    serde_json::from_str(&tree[path]).unwrap()
}

fn set(files: &mut Files, path: &str, change: impl Fn(&str) -> String) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed, "{path}");
    files.insert(path.to_owned(), changed.into_bytes());
}

/// August and September, August corrected later; September's first version counts one cell of August anew as well.
fn revised_by_a_later_month() -> Files {
    let mut files = verify_support::publication();
    set(&mut files, "data/2021-09/v1/ledige.csv", |text| format!("{text}2021-08,by,3f,1300\n2021-08,aa,hk,50\n"));
    files
}

fn vintages<'v>(file: &'v Value, period: &str, area: &str, akasse: Option<&str>) -> Option<&'v Value> {
    let figures = file["figures"].as_array().unwrap().iter();
    let mut found =
        figures.filter(|one| one["period"] == period && one["area"] == area && one["akasse"] == json!(akasse));
    found.next()
}

#[test]
fn an_edition_of_a_later_month_revises_too_and_each_content_is_told_once() {
    let out = tempfile::tempdir().unwrap();
    let tree = build(revised_by_a_later_month(), out.path());
    let file = json_of(&tree, "api/v1/versions/ledige.json");
    assert_eq!(
        vintages(&file, "2021M08", "by", Some("3f")).unwrap()["vintages"],
        json!([
            {"edition":"2021-08/v1","value":1234,"status":[]},
            {"edition":"2021-09/v1","value":1300,"status":[],"change":66},
            {"edition":"2021-08/v2","value":1234,"status":[],"change":-66}
        ])
    );
    assert_eq!(vintages(&file, "2021M08", "by", Some("3f")).unwrap()["revision"], 0);
    let steady = vintages(&file, "2021M08", "aa", Some("3f")).unwrap();
    assert_eq!(steady["vintages"].as_array().unwrap().len(), 2, "what did not change is no vintage: {steady}");
    assert_eq!(steady["revision"], 2);
    assert_eq!(vintages(&file, "2021M09", "aa", Some("3f")), None, "never revised");
    let editions: Vec<&str> =
        file["editions"].as_array().unwrap().iter().map(|one| one["edition"].as_str().unwrap()).collect();
    assert_eq!(editions, ["2021-09/v1", "2021-08/v2", "2021-08/v1"]);
    assert_eq!(file["editions"][1]["class"], "correction");
    assert_eq!(file["editions"][1]["published"], "2021-12-15T08:00:00+01:00");
    // Nine cells a month: four delivered, a total for each area and fund, and all together.
    let quality = &file["quality"];
    assert_eq!((&quality["figures"], &quality["comparable"]), (&json!(18), &json!(18)));
    // 3f +2 and hk +4 in their areas, areas, funds and the whole: 2, 4, 2, 4, 2, 4, 6; the rest came back to what it was.
    assert_eq!((&quality["changed"], &quality["revised"]), (&json!(9), &json!(7)));
    assert_eq!(quality["mean_revision_of_revised"], 3.428_571);
    assert_eq!(quality["mean_absolute_revision"], 1.333_333);
    assert_eq!(quality["largest"], json!({"period":"2021M08","akasse":null,"area":"landet","size":6}));
    verify_support::proved(out.path());
}

#[test]
fn the_page_tells_each_revised_figure_with_size_direction_and_edition() {
    let out = tempfile::tempdir().unwrap();
    let tree = build(revised_by_a_later_month(), out.path());
    let page = &tree["maal/ledige/revisioner/index.html"];
    for told in [
        "9 af 18 offentliggjorte tal er ændret",
        "August 2021, udgave 2",
        "Rettelse af fejl, offentliggjort 15. december 2021 kl. 8.00.",
        "Et tal var forkert.",
        "samme værdi (ændret 2 gange)",
        "<td>højere</td>",
        "aug. 2021, udgave 1",
        "../../../2021-08/v2/maal/ledige/index.html",
        "../../../api/v1/versions/ledige.json",
        "Gennemsnitlig absolut revision",
        "+6\u{a0}personer: Alle a-kasser, Landet, august 2021 (fra 1.416 til 1.422)",
        "Ledige: alle, først offentliggjort og nu",
        "Tallet er ændret i 1 måned, siden det først blev offentliggjort. Mest i august 2021",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(tree["maal/ledige/index.html"].contains("href=\"revisioner/index.html\""));
    assert!(tree["rettelser/index.html"].contains("href=\"../maal/ledige/revisioner/index.html\""));
    assert!(tree["sitemap.xml"].contains("maal/ledige/revisioner/"));
    let out = tempfile::tempdir().unwrap();
    let mut files = verify_support::publication();
    files.retain(|path, _| !path.starts_with("data/2021-08/v2/"));
    let tree = build(files, out.path());
    let page = &tree["maal/ledige/revisioner/index.html"];
    assert!(page.contains("Ingen af de 18 offentliggjorte tal er ændret, siden de først kom ud."), "{page}");
    assert!(!page.contains("<table") && !page.contains("<svg class=\"chart"), "{page}");
}

#[test]
fn many_changes_are_capped_with_the_way_to_all_of_them() {
    let out = tempfile::tempdir().unwrap();
    let size = SampleSize { months: 1, jobcentres: 30, akasser: 12, seed: 3 };
    let mut files: Files = sample::publication(size).into_iter().collect();
    let path = "data/2025-12/v1/arbejdskraftreserve.csv";
    let table = String::from_utf8(files[path].clone()).unwrap();
    let more = table.lines().enumerate().map(|(at, line)| match line.rsplit_once(',') {
        Some((head, _)) if at > 0 => {
            let cells: Vec<&str> = head.splitn(4, ',').collect();
            format!("{},{},{},{}\n", cells[0], cells[1], cells[2], 200 + at)
        }
        _ => "period,area,akasse,value\n".to_owned(),
    });
    let release = String::from_utf8(files["data/2025-12/v1/release.toml"].clone()).unwrap();
    let release =
        release.replace("class = \"first\"", "class = \"correction\"").replace("reason = \"\"", "reason = \"Alt om.\"");
    let release = release.replace("published = \"2026", "published = \"2027");
    files.insert("data/2025-12/v2/release.toml".into(), release.into_bytes());
    files.insert("data/2025-12/v2/arbejdskraftreserve.csv".into(), more.collect::<String>().into_bytes());
    let tree = build(files, out.path());
    let page = &tree["maal/arbejdskraftreserve/revisioner/index.html"];
    let rows = page.split("<table id=\"tal-2025-12-v2\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert_eq!(rows.matches("<tr data-f").count(), 100);
    assert!(page.contains("De 100 største ændringer vises her."), "{page}");
    verify_support::proved(out.path());
}

#[test]
fn a_made_up_month_leaves_no_vintage_behind_when_a_real_one_takes_its_place() {
    let mut files = verify_support::publication();
    set(&mut files, "data/2021-08/v2/release.toml", |text| text.replace("synthetic = true", "synthetic = false"));
    let out = tempfile::tempdir().unwrap();
    let tree = build(files, out.path());
    let file = json_of(&tree, "api/v1/versions/ledige.json");
    assert_eq!((&file["figures"], &file["quality"]["changed"]), (&json!([]), &json!(0)));
    assert_eq!(file["quality"]["figures"], 18);
    verify_support::proved(out.path());
}

/// Every cell of a version of a measure as its own file has it, without marks.
fn published(tree: &BTreeMap<String, String>, edition: &str, measure: &str) -> Vec<(String, Value)> {
    let Some(text) = tree.get(&format!("api/v1/releases/{edition}/{measure}.json")) else { return Vec::new() };
    let file: Value = serde_json::from_str(text).unwrap();
    let cell = |one: &Value| {
        let key = format!("{} {} {}", one["period"], one["area"], one["akasse"]);
        (key, content(one))
    };
    file["observations"].as_array().unwrap().iter().map(cell).collect()
}

fn content(one: &Value) -> Value {
    let marks = ["provisional", "revised", "estimated", "break"];
    let status = one["status"].as_array().unwrap().iter().filter(|word| !marks.contains(&word.as_str().unwrap()));
    let status: Vec<&Value> = status.collect();
    json!([one["value"], one["numerator"], one["denominator"], one["low"], one["high"], status])
}

#[test]
fn every_vintage_is_what_its_edition_published_and_none_is_left_out() {
    let out = tempfile::tempdir().unwrap();
    let size = SampleSize { months: 15, jobcentres: 8, akasser: 6, seed: 11 };
    let tree = build(sample::publication(size).into_iter().collect(), out.path());
    let index = json_of(&tree, "api/v1/index.json");
    let mut editions: Vec<(String, String)> = index["editions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let path = one["path"].as_str().unwrap().replace("releases/", "").replace("/release.json", "");
            (one["published"].as_str().unwrap().to_owned(), path)
        })
        .collect();
    editions.sort();
    let (mut changed, mut hidden, mut sized) = (0, 0, 0);
    for (path, text) in tree.iter().filter(|(path, _)| path.starts_with("api/v1/versions/")) {
        let measure = path.trim_start_matches("api/v1/versions/").trim_end_matches(".json");
        let mut expected: BTreeMap<String, Vec<(String, Value)>> = BTreeMap::new();
        for (_, edition) in &editions {
            for (key, content) in published(&tree, edition, measure) {
                let known = expected.entry(key).or_default();
                if known.last().is_none_or(|(_, last)| *last != content) {
                    known.push((edition.clone(), content));
                }
            }
        }
        let file: Value = serde_json::from_str(text).unwrap();
        assert_eq!(file["quality"]["figures"], expected.len());
        expected.retain(|_, vintages| vintages.len() > 1);
        let mut found = BTreeMap::new();
        for one in file["figures"].as_array().unwrap() {
            let vintages = one["vintages"].as_array().unwrap();
            for vintage in vintages {
                let is_hidden = vintage["status"].as_array().unwrap().contains(&json!("suppressed"));
                assert!(!is_hidden || (vintage["value"].is_null() && vintage["numerator"].is_null()), "{vintage}");
                hidden += usize::from(is_hidden);
            }
            for pair in vintages.windows(2) {
                let both = pair.iter().all(|vintage| vintage["value"].is_number());
                assert_eq!(pair[1]["change"].is_number(), both, "no size to or from what is not there: {one}");
                assert_eq!(pair[1]["change_status"].is_null(), both, "{one}");
                sized += usize::from(both);
            }
            let ends = [&vintages[0], &vintages[vintages.len() - 1]].iter().all(|one| one["value"].is_number());
            assert_eq!(one["revision"].is_number(), ends, "{one}");
            let told = vintages.iter().map(|one| (one["edition"].as_str().unwrap().to_owned(), content(one)));
            let key = format!("{} {} {}", one["period"], one["area"], one["akasse"]);
            found.insert(key, told.collect::<Vec<_>>());
        }
        changed += found.len();
        assert_eq!(found, expected, "{measure}");
    }
    assert!(changed > 50 && hidden > 5 && sized > 10, "{changed} changed, {hidden} hidden, {sized} sized");
    verify_support::proved(out.path());
}

/// July, August, September and October; August's second version counts in another way, and so does what came before it.
fn recounted() -> Files {
    let mut files = verify_support::publication();
    for month in ["2021-06", "2021-07", "2021-10"] {
        let published = match month {
            "2021-10" => "2022-01-15",
            "2021-07" => "2021-09-15",
            _ => "2021-08-15",
        };
        let release = String::from_utf8(files["data/2021-08/v1/release.toml"].clone()).unwrap();
        let release = release.replace("2021-08", month).replace("2021-10-15", published);
        files.insert(format!("data/{month}/v1/release.toml"), release.into_bytes());
        let table = String::from_utf8(files["data/2021-08/v1/ledige.csv"].clone()).unwrap();
        files.insert(format!("data/{month}/v1/ledige.csv"), table.replace("2021-08", month).into_bytes());
    }
    set(&mut files, "data/2021-08/v2/release.toml", |text| {
        text.replace("\"correction\"", "\"method_change\"").replace("Et tal var forkert.", "Deltid tælles nu med.")
    });
    set(&mut files, "data/2021-08/v2/ledige.csv", |text| format!("{text}2021-07,aa,3f,131\n"));
    files
}

#[test]
fn a_change_of_method_breaks_the_series_from_the_first_month_that_it_counts_anew() {
    let out = tempfile::tempdir().unwrap();
    let tree = build(recounted(), out.path());
    let page = &tree["maal/ledige/index.html"];
    let band =
        page.find("<tr class=\"band\"><th scope=\"row\">Ændret metode</th><td").unwrap_or_else(|| panic!("{page}"));
    let (june, july) = (page.find(">Juni 2021<").unwrap(), page.find("p:2021M07").unwrap());
    assert!(june < band && band < july, "the band stands before July, which the new method counts");
    for told in [
        "Deltid tælles nu med.",
        "Serien er brudt fra juli 2021 (ændret metode).",
        ">ændret metode<",
        "<dt>Juli 2021</dt><dd>Ændret metode. Deltid tælles nu med.</dd>",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    // What was known when September came out, and when October did.
    let (before, after) = (&tree["2021-09/v1/a-kasse/3f/index.html"], &tree["2021-10/v1/a-kasse/3f/index.html"]);
    assert!(!before.contains("Ændret metode"), "a version knows nothing of a method that came later");
    assert!(after.contains("Ændret metode") && after.contains("Deltid tælles nu med."), "{after}");
    assert!(tree["2021-10/v1/maal/ledige/index.html"].contains(">ændret metode<"), "in the edition's chart");
    assert!(tree["maal/ledige/revisioner/index.html"].contains("Ændret metode, offentliggjort"));
}

#[test]
fn a_declared_break_is_drawn_in_charts_and_tables() {
    let mut files = recounted();
    set(&mut files, "data/2021-08/v2/release.toml", |text| text.replace("method_change", "correction"));
    let edge =
        "\n[[break]]\nat = \"2021-09\"\ntext = { da = \"Nyt register fra september.\", en = \"New register.\" }\n";
    set(&mut files, "data/measures/ledige.toml", |text| format!("{text}{edge}"));
    let out = tempfile::tempdir().unwrap();
    let tree = build(files, out.path());
    for path in ["maal/ledige/index.html", "jobcenter/aa/index.html", "2021-10/v1/a-kasse/3f/index.html"] {
        let page = &tree[path];
        let band = page.find("<th scope=\"row\">Databrud</th><td").unwrap_or_else(|| panic!("{path} {page}"));
        assert!(page[..band].contains("August 2021") && page[band..].contains("September 2021"), "{path}");
        assert!(page[band..].contains("Nyt register fra september."), "{path}");
    }
    for path in ["maal/ledige/index.html", "2021-10/v1/maal/ledige/index.html"] {
        assert!(tree[path].contains("Serien er brudt fra september 2021 (databrud)."), "{path}: described");
        assert!(tree[path].contains(">databrud<"), "{path}: drawn");
    }
    assert!(tree["maal/ledige/index.html"].contains("<h2 id=\"databrud\">Databrud</h2>"));
    assert!(!tree["2021-08/v1/maal/ledige/index.html"].contains("Serien er brudt"), "before it there is none");
}

#[test]
fn a_version_under_embargo_is_in_no_vintage_and_no_count() {
    let (with, without) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let now = "2021-12-01T00:00:00Z";
    let with = build_at(verify_support::publication(), with.path(), now);
    let mut files = verify_support::publication();
    files.retain(|path, _| !path.starts_with("data/2021-08/v2/"));
    let without = build_at(files, without.path(), now);
    for path in ["api/v1/versions/ledige.json", "maal/ledige/revisioner/index.html", "rettelser/index.html"] {
        assert_eq!(with[path], without[path], "{path}");
    }
    assert_eq!(json_of(&with, "api/v1/versions/ledige.json")["figures"], json!([]));
}
