//! What stands in place of shares that are held back: the same on pages as in files, and verdicts made from it alone.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where something is not as it should be")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::DateTime;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;
use serde_json::Value;

/// Two months of few places and many funds: some groups are small.
const SIZE: SampleSize = SampleSize { months: 2, jobcentres: 9, akasser: 9, seed: 5 };

const MONTHS: [&str; 2] = ["2025-11", "2025-12"];

/// The two measures with a number to reach in every sample, and the number.
const FLOORS: [(&str, &str, u64); 2] =
    [("proeve_cv_90", "rettidighed_cv_samtaler", 90), ("proeve_syge_97", "rettidighed_sygesamtaler", 97)];

fn build(out: &Path) {
    let files = sample::publication(SIZE).into_iter().collect();
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
fn read(root: &Path, path: &str) -> String {
    String::from_utf8(std::fs::read(root.join(path)).unwrap()).unwrap()
}

fn json(root: &Path, month: &str, name: &str) -> Value {
    serde_json::from_str(&read(root, &format!("api/v1/releases/{month}/v1/{name}.json"))).unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap()
}

/// A coarser answer in the words of a page.
fn in_words(observation: &Value) -> Option<String> {
    let (low, high) = (observation.get("low")?.as_u64().unwrap(), observation["high"].as_u64().unwrap());
    let words = if high == 100 { format!("mindst {low}") } else { format!("højst {high}") };
    Some(format!("{words}\u{a0}pct. (skjult af hensyn til fortrolighed)"))
}

/// The cells of a table by the text of their row and column, each with all its markup; columns that repeat are left out.
fn cells(table: &str) -> BTreeMap<(String, String), String> {
    let text = |html: &str| {
        let mut out = String::new();
        let mut inside = false;
        for sign in html.chars() {
            match sign {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => out.push(sign),
                _ => {}
            }
        }
        out.trim().to_owned()
    };
    let between = |row: &str, end: &str| row.split_once('>').unwrap().1.split(end).next().unwrap().to_owned();
    let mut rows = table.split("<tr").skip(1);
    let head: Vec<String> = rows.next().unwrap().split("<th").skip(1).map(|th| text(&between(th, "</th>"))).collect();
    let mut found = BTreeMap::new();
    for row in rows {
        let name = text(&between(row.split_once("<th").unwrap().1, "</th>"));
        for (column, cell) in head.iter().skip(1).zip(row.split("<td").skip(1)) {
            found.entry((name.clone(), column.clone())).or_insert_with(|| cell.to_owned());
        }
    }
    found
}

/// A fund's tables of areas, in all cells.
fn of_areas(out: &Path, month: &str, fund: &str) -> Vec<((String, String), String)> {
    let page = read(out, &format!("{month}/v1/a-kasse/{fund}/index.html"));
    let tables = page.split("<table id=\"omraader-").skip(1);
    tables.flat_map(|table| cells(table.split("</table>").next().unwrap())).collect()
}

#[test]
fn every_answer_in_a_file_stands_in_words_on_the_page_of_the_fund() {
    let out = tempfile::tempdir().unwrap();
    build(out.path());
    let month = "2025-12";
    let mut seen = 0;
    for measure in ["rettidighed_cv_samtaler", "rettidighed_sygesamtaler", "rettidighed_jobsamtaler"] {
        let file = json(out.path(), month, measure);
        let heading = format!("{} Pct.", file["measure"]["title"]["da"].as_str().unwrap());
        let mut told: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for observation in list(&file, "observations") {
            let (Some(words), Some(fund)) = (in_words(observation), observation["akasse"].as_str()) else { continue };
            assert!(
                ["value", "numerator", "denominator"].iter().all(|key| observation[*key].is_null()),
                "{observation}"
            );
            assert!(list(observation, "status").contains(&"suppressed".into()), "{observation}");
            // The fund's own file says the same.
            let party = json(out.path(), month, &format!("a-kasse/{fund}"));
            let same = |one: &Value| {
                one["measure"] == measure && ["area", "low", "high"].iter().all(|key| one[*key] == observation[*key])
            };
            assert!(list(&party, "observations").iter().any(same), "{observation}");
            // A jobcentre's row on the fund's page has the words; of larger areas there are as many as in the file.
            let area = observation["area"].as_str().unwrap();
            if out.path().join(format!("api/v1/releases/{month}/v1/jobcenter/{area}.json")).exists() {
                let jobcentre = json(out.path(), month, &format!("jobcenter/{area}"));
                let row = jobcentre["area"]["short"].as_str().unwrap();
                let found = of_areas(out.path(), month, fund);
                let has = |((name, column), cell): &((String, String), String)| {
                    name == row && *column == heading && cell.contains(&words)
                };
                assert!(found.iter().any(has), "{fund} in {row}: {words} under {heading}");
            }
            *told.entry((fund, words)).or_default() += 1;
            seen += 1;
        }
        for ((fund, words), count) in told {
            let found = of_areas(out.path(), month, fund);
            let shown = found.iter().filter(|((_, column), cell)| *column == heading && cell.contains(&words));
            assert_eq!(shown.count(), count, "{fund}: {words}");
        }
    }
    assert!(seen > 20, "the sample has {seen} coarser answers of funds");
}

/// The verdict on a floor, from what a file says of a cell.
fn verdict(observation: Option<&Value>, floor: u64) -> &'static str {
    let Some(observation) = observation else { return "no_data" };
    let number = |key: &str| observation[key].as_u64();
    match (number("numerator"), number("denominator"), number("low"), number("high")) {
        (Some(part), Some(whole), ..) if part * 100 >= floor * whole => "met",
        (Some(_), Some(_), ..) => "not_met",
        (.., Some(low), _) if low >= floor => "met",
        (.., Some(high)) if high < floor => "not_met",
        _ => "no_data",
    }
}

/// The fund's page and the follow-up say what a verdict by a coarser answer was made from.
fn on_pages(out: &Path, month: &str, assessment: &Value, low: u64) {
    let fund = assessment["akasse"].as_str().unwrap();
    let outcome = match assessment["verdict"].as_str().unwrap() {
        "met" => "så målet er opfyldt.",
        "not_met" => "så målet er ikke opfyldt.",
        _ => "og det er ikke nok til at vurdere målet.",
    };
    let page = read(out, &format!("{month}/v1/a-kasse/{fund}/index.html"));
    let sentence = format!("Tallet er skjult af hensyn til fortrolighed. Det er mindst {low}\u{a0}pct., {outcome}");
    assert!(page.contains(&sentence), "{fund}: {sentence}");
    let follow_up = read(out, &format!("{month}/v1/opfoelgning/index.html"));
    assert!(follow_up.contains(&format!("≥\u{a0}{low}<span")), "{fund}: at least {low}");
}

#[test]
fn every_verdict_follows_from_the_published_numbers_alone() {
    let out = tempfile::tempdir().unwrap();
    build(out.path());
    let mut kinds = BTreeSet::new();
    for (target, measure, floor) in FLOORS {
        let mut before: Option<Value> = None;
        for month in MONTHS {
            let file = json(out.path(), month, measure);
            let code = month.replace('-', "M");
            let find = |file: &Value, code: &str, one: &Value| {
                let same = |found: &&Value| {
                    found["period"] == code && found["akasse"] == one["akasse"] && found["area"] == one["area"]
                };
                list(file, "observations").iter().find(same).cloned()
            };
            let judged: Vec<&Value> = list(&file, "assessments").iter().filter(|one| one["target"] == target).collect();
            assert!(!judged.is_empty(), "{target}, {month}");
            for one in judged {
                let cell = find(&file, &code, one);
                let expected = verdict(cell.as_ref(), floor);
                assert_eq!(one["verdict"], expected, "{one} from {cell:?}");
                let cell = cell.unwrap_or_default();
                let has_value = !cell["value"].is_null();
                assert_eq!(one["value"].is_null(), !has_value, "{one}");
                assert_eq!(one["margin"].is_null(), !has_value, "{one}");
                assert!(has_value || one.get("chance").is_none(), "{one}");
                assert_eq!((&one["low"], &one["high"]), (&cell["low"], &cell["high"]), "{one} from {cell}");
                // What is said of the month before follows from the file of that month, and only beside a value.
                let earlier = before.as_ref().and_then(|file| find(file, &MONTHS[0].replace('-', "M"), one));
                let earlier = earlier.filter(|earlier| has_value && !earlier["value"].is_null());
                let said = earlier.as_ref().map(|earlier| verdict(Some(earlier), floor));
                assert_eq!(one.get("verdict_before").and_then(Value::as_str), said, "{one}");
                if let Some(low) = cell["low"].as_u64() {
                    on_pages(out.path(), month, one, low);
                }
                kinds.insert((expected, has_value, !cell["low"].is_null()));
            }
            before = Some(file);
        }
    }
    let wanted = [("met", true, false), ("not_met", true, false), ("met", false, true), ("no_data", false, true)];
    for kind in wanted {
        assert!(
            kinds.contains(&kind),
            "the sample has no verdict that is {kind:?} (verdict, value, answer): {kinds:?}"
        );
    }
    // No other target of the sample can be judged: a year before there was nothing.
    for month in MONTHS {
        let reserve = json(out.path(), month, "arbejdskraftreserve");
        assert!(list(&reserve, "assessments").iter().all(|one| one["verdict"] == "no_data"));
    }
}
