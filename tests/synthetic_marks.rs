//! Made-up figures beside real ones: every page and file that shows one says so, and no other does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::DateTime;
use noegletal::diagnostic::{Diagnostic, Severity};
use noegletal::pipeline::{self, BuildOptions, Outcome, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, Sample, SampleSize};
use noegletal::source::Memory;

const SIZE: SampleSize = SampleSize { months: 2, jobcentres: 3, akasser: 3, seed: 5 };

/// How made-up figures are written: the count of a cell, of three areas or three funds, of both, and the share.
const MADE_UP: [&str; 4] = ["33.333", "99.999", "299.997", "31,7"];
const MADE_UP_PLAIN: [&str; 4] = ["33333", "99999", "299997", "31700"];

/// How real figures are written.
const REAL: [&str; 4] = ["77.777", "233.331", "699.993", "62,9"];

/// A synthetic month (November 2025) and a real one (December 2025) of the same measures, whose figures can be told apart
/// wherever they stand; a document that names a made-up figure, and one that names a real one.
fn mixed() -> Memory {
    let mut files: BTreeMap<String, Vec<u8>> = sample::publication(SIZE).into_iter().collect();
    for (path, content) in &mut files {
        let (Some(month), true) = (path.strip_prefix("data/2025-"), path.ends_with(".csv")) else { continue };
        let (count, share_of) = if month.starts_with("12") { ("77777", "62900") } else { ("33333", "31700") };
        let text = String::from_utf8(content.clone()).unwrap();
        let share = text.starts_with("period,area,akasse,numerator");
        let mut lines = text.lines();
        let mut changed = format!("{}\n", lines.next().unwrap());
        for line in lines {
            let cell: Vec<&str> = line.split(',').take(3).collect();
            let numbers = if share { format!("{share_of},100000") } else { count.to_owned() };
            changed.push_str(&format!("{},{numbers},\n", cell.join(",")));
        }
        *content = changed.into_bytes();
    }
    let release = files.get_mut("data/2025-12/v1/release.toml").unwrap();
    *release = String::from_utf8(release.clone()).unwrap().replace("synthetic = true", "synthetic = false").into();
    for (slug, month) in [("opdigtet", "2025-11"), ("rigtig", "2025-12")] {
        let text = format!(
            "+++\nslug = \"{slug}\"\ntype = \"notat\"\ndate = \"2026-03-01\"\ntitle = \"Om {slug}\"\nsummary = \"Nævner et tal.\"\nlang = \"da\"\n+++\n\n\
             Tallet er {{{{ tal(\"arbejdskraftreserve\", area=\"landet\", akasse=\"3f\", period=\"{month}\") }}}}.\n"
        );
        files.insert(format!("content/notater/{slug}.md"), text.into());
    }
    Memory { files }
}

fn build(source: &Memory, out: &Path) -> Outcome {
    let now = DateTime::parse_from_rfc3339("2027-01-01T00:00:00Z").unwrap();
    let scope = Scope { now, preview: false };
    pipeline::build(source, &BuildOptions { scope, out: out.to_owned(), drawer: None, jobs: None }, &Silent)
}

#[expect(clippy::disallowed_methods, reason = "a test reads what was built")]
fn tree(root: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    let read = entries.map(|entry| {
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        let bytes = std::fs::read(entry.path()).unwrap();
        let text = if path.ends_with(".zip") || path.ends_with(".xlsx") {
            unpacked(bytes)
        } else {
            String::from_utf8_lossy(&bytes).into_owned()
        };
        (path, text)
    });
    read.filter(|(path, _)| !path.starts_with(".noegletal")).collect()
}

/// All texts of a packed file.
fn unpacked(bytes: Vec<u8>) -> String {
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..packed.len() {
        let mut inside = Vec::new();
        std::io::Read::read_to_end(&mut packed.by_index(at).unwrap(), &mut inside).unwrap();
        all += &String::from_utf8_lossy(&inside);
    }
    all
}

/// Whether the file is of a form that others made, which has no place for a mark but in words.
fn is_foreign(path: &str) -> bool {
    [".csv-metadata.json", ".jsonstat.json", ".xlsx", ".zip", ".bib", ".ris", ".csl.json", ".ttl", ".jsonld", ".xml"]
        .iter()
        .any(|ending| path.ends_with(ending))
        || path.starts_with("feed/")
}

fn built(source: &Memory) -> BTreeMap<String, String> {
    let out = tempfile::tempdir().unwrap();
    let outcome = build(source, out.path());
    assert_eq!(outcome.fault, None);
    assert!(outcome.summary.is_some(), "{:#?}", outcome.report.sorted());
    tree(out.path())
}

fn has_any(text: &str, of: &[&str]) -> bool {
    of.iter().any(|number| text.contains(number))
}

/// Whether the message that figures are made up stands above a page.
fn is_marked(page: &str) -> bool {
    page.contains("class=\"banner synthetic\"")
}

#[test]
fn every_page_that_shows_a_made_up_figure_says_so_and_no_other_does() {
    let files = built(&mixed());
    let (mut marked, mut unmarked) = (0, 0);
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let shows = has_any(page, &MADE_UP) || path.starts_with("2025-11/");
        assert_eq!(is_marked(page), shows, "{path}");
        if shows {
            marked += 1
        } else {
            unmarked += 1
        }
        if path.starts_with("2025-12/") || path == "index.html" {
            assert!(has_any(page, &REAL) || path.contains("opfoelgning"), "{path} has its own figures");
        }
    }
    assert!(marked > 20 && unmarked > 20, "{marked} marked, {unmarked} not");
    for path in ["index.html", "om/index.html", "metode/index.html", "dokumenter/rigtig/index.html"] {
        assert!(!is_marked(&files[path]), "{path}");
    }
    assert!(is_marked(&files["dokumenter/opdigtet/index.html"]));
}

#[test]
fn pages_with_both_say_which_months_are_made_up() {
    let files = built(&mixed());
    for path in ["a-kasse/3f/index.html", "maal/rettidighed_cv_samtaler/index.html", "jobcenter/ballerup/index.html"] {
        let page = &files[path];
        assert!(has_any(page, &MADE_UP) && has_any(page, &REAL), "{path}");
        assert!(page.contains("Tallene for november 2025 er opdigtede og kan ikke bruges."), "{path}");
        assert!(page.contains("Sidens andre tal er ikke opdigtede."), "{path}");
        assert!(page.contains("November 2025 (opdigtet)") && !page.contains("December 2025 (opdigtet)"), "{path}");
    }
    let editions = &files["udgivelser/index.html"];
    assert_eq!(editions.matches("opdigtede tal").count(), 1, "{editions}");
    assert_eq!(files["data/index.html"].matches("opdigtede tal").count(), 1);
    assert!(files["2025-12/v1/index.html"].contains("November 2025 (opdigtede tal)"), "the way to it says so");
}

#[test]
fn every_file_with_a_made_up_figure_says_so() {
    let files = built(&mixed());
    let mut seen = 0;
    // A manifest holds hashes of the files beside it, and no figure.
    let no_figures =
        |path: &str| path.ends_with(".html") || path.starts_with("assets/") || path.ends_with("manifest.json");
    for (path, text) in files.iter().filter(|(path, _)| !no_figures(path)) {
        if path.starts_with("api/v1/releases/2025-11/") || has_any(text, &MADE_UP_PLAIN) {
            seen += 1;
            if path.ends_with(".csv") {
                let mut rows = text.lines().skip(1);
                // The remark comes before the two ends of a coarser answer.
                let mark = if path.ends_with(".da.csv") { ';' } else { ',' };
                let remark = |row: &str| row.trim_end().rsplitn(3, mark).nth(2).map(str::to_owned).unwrap_or_default();
                assert!(rows.all(|row| remark(row).ends_with("Syntetiske tal")), "{path}: every row says so");
            } else {
                let said = is_foreign(path)
                    && ["Syntetiske tal", "Tallene er syntetiske"].iter().any(|words| text.contains(words));
                assert!(said || text.replace(": ", ":").contains("\"synthetic\":true"), "{path}");
            }
        } else if path.starts_with("api/v1/releases/2025-12/") || path.starts_with("api/v1/latest/") {
            assert!(!text.contains("\"synthetic\":true") && !text.contains("Syntetiske tal"), "{path}");
        }
    }
    assert!(seen > 20, "{seen}");
    let index = &files["api/v1/index.json"];
    assert_eq!((index.matches("\"synthetic\":true").count(), index.matches("\"synthetic\":false").count()), (1, 1));
}

#[test]
fn a_real_release_takes_the_place_of_a_made_up_month_whole() {
    let mut source = mixed();
    let table = source.files.get_mut("data/2025-12/v1/arbejdskraftreserve.csv").unwrap();
    let rows: String = String::from_utf8(table.clone()).unwrap();
    let late: Vec<String> = rows
        .lines()
        .filter(|row| row.contains(",3f,"))
        .map(|row| row.replace("2025M12", "2025M11").replace("77777", "55555"))
        .collect();
    *table = format!("{rows}{}\n", late.join("\n")).into();
    source.files.remove("content/notater/opdigtet.md");
    let files = built(&source);
    let page = &files["maal/arbejdskraftreserve/index.html"];
    assert!(!is_marked(page) && !page.contains("2025 (opdigtet)"), "nothing made up is left on it");
    assert!(page.contains("166.665") && !page.contains("99.999"), "one fund delivered, and the others have no figure");
    assert!(is_marked(&files["a-kasse/3f/index.html"]), "other measures of that month are made up still");
    let edition = &files["api/v1/releases/2025-12/v1/arbejdskraftreserve.json"];
    assert!(edition.contains("55555") && !edition.contains("33333"));
}

#[test]
fn what_a_made_up_version_covered_comes_back_with_the_next_real_one() {
    let mut source = mixed();
    source.files.remove("content/notater/opdigtet.md");
    let made_up = source.files["data/2025-11/v1/arbejdskraftreserve.csv"].clone();
    let of_december = String::from_utf8(source.files["data/2025-12/v1/arbejdskraftreserve.csv"].clone()).unwrap();
    let real = of_december.replace("2025M12", "2025M11");
    let release = String::from_utf8(source.files["data/2025-11/v1/release.toml"].clone()).unwrap();
    source.files.retain(|path, _| !path.starts_with("data/2025-11/"));
    let mut add = |path: &str, content: Vec<u8>| source.files.insert(path.to_owned(), content);
    add("data/2025-11/v1/arbejdskraftreserve.csv", real.into());
    add("data/2025-11/v1/release.toml", release.replace("synthetic = true", "synthetic = false").into());
    add("data/2025-11/v2/arbejdskraftreserve.csv", made_up);
    let later = release.replace("2026-01-10", "2026-01-20").replace("\"first\"", "\"correction\"");
    add("data/2025-11/v2/release.toml", later.replace("reason = \"\"", "reason = \"Til afprøvning.\"").into());
    let late = of_december.lines().find(|row| row.contains(",3f,")).unwrap();
    let late = late.replace("2025M12", "2025M11").replace("77777", "55555");
    add("data/2025-12/v1/arbejdskraftreserve.csv", format!("{of_december}{late}\n").into());
    let files = built(&source);
    let edition: serde_json::Value =
        serde_json::from_str(&files["api/v1/releases/2025-12/v1/arbejdskraftreserve.json"]).unwrap();
    let of_november = edition["observations"].as_array().unwrap().iter().filter(|cell| cell["period"] == "2025M11");
    let single = of_november.filter(|cell| cell["akasse"] == "bupl" && cell["area"] == "ballerup");
    let values: Vec<_> = single.map(|cell| cell["value"].as_u64()).collect();
    assert_eq!(values, [Some(77_777)]);
    assert!(!is_marked(&files["maal/arbejdskraftreserve/index.html"]));
    assert!(is_marked(&files["2025-11/v2/index.html"]) && !is_marked(&files["2025-11/v1/index.html"]));
}

#[test]
fn a_sample_has_targets_that_are_met_and_some_that_are_not() {
    let size = SampleSize { months: 2, jobcentres: 4, akasser: 8, seed: 1 };
    let files = built(&Memory { files: sample::publication(size).into_iter().collect() });
    let verdicts = &files["api/v1/releases/2025-12/v1/rettidighed_cv_samtaler.json"];
    for verdict in ["\"verdict\":\"met\"", "\"verdict\":\"not_met\""] {
        assert!(verdicts.contains(verdict), "{verdict}");
    }
}

#[test]
fn a_sample_of_a_region_can_be_published_with_all_it_goes_through() {
    // The main job builds all of the two years.
    let whole = Sample { deliveries_only: false, ..Sample::of_repository() };
    let sample = Sample { size: SampleSize { months: 14, ..whole.size }, ..whole };
    let source = Memory { files: sample.files().unwrap().into_iter().collect() };
    let now = DateTime::parse_from_rfc3339("2027-01-01T00:00:00Z").unwrap();
    let outcome = pipeline::check(&source, &Scope { now, preview: false }, &Silent);
    assert_eq!(outcome.fault, None);
    // Corrections hide what would give others away, and that is said; nothing else is.
    let is_said =
        |one: &&Diagnostic| one.severity == Severity::Warning && one.message.contains("that an earlier version shows");
    let problems = outcome.report.sorted();
    assert!(problems.iter().all(is_said), "{problems:#?}");
}
