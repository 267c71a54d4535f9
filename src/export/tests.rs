//! What the files of an edition say, read back.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;
use crate::model::figure::Figure;
use crate::model::{
    AkasseKey, Amount, AreaKey, Bound, CellKey, Decimal, Flags, Grid, MeasureKey, Missing, Period, Release, ReleaseId,
};

const FOLDER: &str = "api/v1/releases/2021-09/v1";

fn small() -> FileSet {
    let (publication, catalogue, edition) = sample::small();
    super::edition(&publication, &catalogue.as_of(&edition.release), &Cleared::for_tests(edition)).unwrap()
}

fn text<'f>(files: &'f FileSet, path: &str) -> &'f str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("{path} is missing"))).unwrap()
}

fn parse(files: &FileSet, path: &str) -> Value {
    serde_json::from_str(text(files, path)).unwrap()
}

/// What an edition and a second version of its month leave of the vintages.
fn history(edition: &Cleared<Edition>) -> Cleared<History> {
    let mut history = History::default();
    let id = edition.get().release.id;
    for month in edition.get().measures.iter().flat_map(|measure| &measure.delivered) {
        history.revisions.add((month.measure, month.period), id, &month.figures);
    }
    let cell =
        |area: Option<u16>, akasse: Option<u16>| CellKey { area: area.map(AreaKey), akasse: akasse.map(AkasseKey) };
    let second = [
        (cell(None, Some(0)), Amount::Rounded(Decimal { scaled: 925, decimals: 1 })),
        (cell(None, Some(1)), Amount::Missing(Missing::Suppressed)),
        (cell(Some(0), Some(0)), Amount::share(3, 4)),
        (cell(Some(0), Some(1)), Amount::Bounded(Bound::AtLeast(95))),
        (cell(Some(2), None), Amount::share(18_149, 20_000)),
    ];
    let figures = second.map(|(key, amount)| (key, Figure::delivered(amount, Flags::REVISED)));
    let second = ReleaseId { version: 2, ..id };
    history.revisions.add((MeasureKey(0), id.period), second, &Grid::from_cells(figures.into()));
    Cleared::for_tests(history)
}

#[test]
fn vintages_tell_each_content_and_no_size_of_what_is_hidden() {
    let (publication, _, edition) = sample::small();
    let first = edition.release.clone();
    let second = Release { id: ReleaseId { version: 2, ..first.id }, reason: "Talt om.".into(), ..first.clone() };
    let catalogue = sample::catalogue(&[second, first]);
    let edition = Cleared::for_tests(edition);
    let history = history(&edition);
    let files =
        super::shared(&publication, (&catalogue, &Timetable::default(), &[]), (Some(&edition), &history)).unwrap();
    insta::assert_snapshot!(text(&files, "api/v1/versions/fokusmaal.json"));
    let none = parse(&files, "api/v1/versions/reserve.json");
    assert_eq!((&none["figures"], &none["editions"]), (&json!([]), &json!([])));
    assert_eq!((&none["quality"]["figures"], &none["quality"]["mean_revision"]), (&json!(1), &json!(0)));
}

#[test]
fn an_edition_has_a_file_for_everything() {
    let files = small();
    let names: Vec<&str> = files.iter().map(|(path, _)| path.strip_prefix(FOLDER).unwrap()).collect();
    assert_eq!(
        names,
        [
            "/a-kasse/fond_00.json",
            "/a-kasse/fond_01.json",
            "/citation.bib",
            "/citation.csl.json",
            "/citation.ris",
            "/collection.jsonstat.json",
            "/datapackage.json",
            "/datapackage.zip",
            "/fokusmaal.csv",
            "/fokusmaal.csv-metadata.json",
            "/fokusmaal.da.csv",
            "/fokusmaal.json",
            "/fokusmaal.jsonstat.json",
            "/fokusmaal.xlsx",
            "/jobcenter/jobcenter_00.json",
            "/jobcenter/jobcenter_01.json",
            "/release.json",
            "/reserve.csv",
            "/reserve.csv-metadata.json",
            "/reserve.da.csv",
            "/reserve.json",
            "/reserve.jsonstat.json",
            "/reserve.xlsx",
        ]
    );
    let listed = parse(&files, &format!("{FOLDER}/release.json"));
    for file in listed["files"].as_array().unwrap() {
        assert!(files.get(&format!("{FOLDER}/{}", file["path"].as_str().unwrap())).is_some(), "{file}");
    }
    assert_eq!(listed["files"].as_array().unwrap().len(), files.len() - 1);
}

#[test]
fn a_measure_stands_as_the_contract_says() {
    let files = small();
    let measure = parse(&files, &format!("{FOLDER}/fokusmaal.json"));
    assert_eq!(measure["$schema"], "../../../schema/measure.json");
    assert_eq!(measure["release"]["published"], "2021-12-15T08:00:00+01:00");
    assert_eq!(
        measure["observations"][1],
        json!({"period":"2021M07","akasse":"fond_01","area":null,"value":null,"numerator":null,"denominator":null,"status":["not_received"]})
    );
    assert_eq!(
        measure["observations"][3],
        json!({"period":"2021M09","akasse":"fond_01","area":null,"value":66.666_667,"numerator":2,"denominator":3,"status":["provisional","break"]})
    );
    assert_eq!(
        measure["summaries"][0],
        json!({"akasse":"fond_00","area":null,"rule":"mean_of_months","from":"2021M07","to":"2021M09","months":4,"value":89.5,
               "numerator":null,"denominator":null,"published":89,"reconciles":"within_rounding","low":89,"high":89.5})
    );
    assert_eq!(measure["assessments"][0]["required_next"], 67);
    assert_eq!(measure["assessments"][0]["margin"], 4.5);
    assert_eq!(measure["assessments"].as_array().unwrap().len(), 2);
    assert!(text(&files, &format!("{FOLDER}/fokusmaal.json")).contains("\"required_next\":67,"));
}

#[test]
fn a_hidden_share_has_both_ends_of_its_coarser_answer_and_no_number() {
    let files = small();
    let measure = parse(&files, &format!("{FOLDER}/fokusmaal.json"));
    let hidden = json!({"period":"2021M09","akasse":"fond_00","area":"jobcenter_00","value":null,"numerator":null,
        "denominator":null,"status":["suppressed"]});
    let mut answered = hidden.clone();
    answered["akasse"] = "fond_01".into();
    answered["low"] = 95.into();
    answered["high"] = 100.into();
    assert_eq!(measure["observations"][4], hidden, "one without an answer has no keys about it");
    assert_eq!(measure["observations"][5], answered);
    let judged = &measure["assessments"][1];
    assert_eq!((&judged["low"], &judged["high"], &judged["verdict"]), (&json!(95), &json!(100), &json!("met")));
    let nothing = ["value", "margin", "required_next", "reachable", "chance", "verdict_before"];
    assert!(nothing.iter().all(|key| judged[*key].is_null()), "{judged}");
    for party in ["a-kasse/fond_01", "jobcenter/jobcenter_00"] {
        let party = parse(&files, &format!("{FOLDER}/{party}.json"));
        let found = party["observations"].as_array().unwrap().iter().find(|one| one["low"] == 95).unwrap();
        assert_eq!((&found["high"], &found["value"]), (&json!(100), &Value::Null));
    }
    let tidy = text(&files, &format!("{FOLDER}/fokusmaal.csv"));
    assert_eq!(tidy.lines().nth(6).unwrap(), "fokusmaal,2021M09,jobcenter_00,fond_01,,,,suppressed,,95,100");
    let danish = text(&files, &format!("{FOLDER}/fokusmaal.da.csv"));
    let line = danish.split("\r\n").nth(6).unwrap();
    assert!(line.ends_with(";;Pct.;;;skjult af hensyn til fortrolighed;;95;100"), "{line}");
}

#[test]
fn a_fund_and_a_jobcentre_have_all_that_is_theirs() {
    let files = small();
    let fund = parse(&files, &format!("{FOLDER}/a-kasse/fond_00.json"));
    assert_eq!(fund["akasse"]["short"], "FOND_00");
    assert_eq!(fund["observations"].as_array().unwrap().len(), 3);
    assert_eq!(fund["observations"][0]["measure"], "fokusmaal");
    assert_eq!(
        fund["changes"],
        json!([{"measure":"fokusmaal","akasse":"fond_00","area":null,"on_month":-7,"on_month_status":null,"on_year":null,"on_year_status":"no_value_before"}])
    );
    assert_eq!(fund["assessments"][0]["target"], "maal_85");
    let jobcentre = parse(&files, &format!("{FOLDER}/jobcenter/jobcenter_01.json"));
    assert_eq!(jobcentre["observations"][0]["value"], 3_478);
    assert_eq!(jobcentre["measures"].as_array().unwrap().len(), 1);
    let change = json!({"measure":"reserve","akasse":null,"area":"jobcenter_01",
        "on_month":-22,"on_month_percent":-0.628_571,"on_month_status":null,
        "on_year":null,"on_year_status":"funds_changed",
        "on_baseline":1_739,"on_baseline_percent":100,"on_baseline_status":null});
    assert_eq!(jobcentre["changes"], json!([change]));
}

#[test]
fn spreadsheets_get_danish_numbers_and_harmless_text() {
    let files = small();
    let danish = text(&files, &format!("{FOLDER}/fokusmaal.da.csv"));
    let lines: Vec<&str> = danish.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}Måling;Måned;"));
    assert_eq!(
        lines[2],
        "fokusmaal;2021M07;Alle områder;\"'=Fond; \"\"1\"\"\";;Pct.;;;ikke modtaget;\"'-intet, og \"\"ikke\"\" modtaget\";;"
    );
    assert_eq!(
        lines[4],
        "fokusmaal;2021M09;Alle områder;\"'=Fond; \"\"1\"\"\";66,666667;Pct.;2;3;foreløbigt tal, databrud;;;"
    );
    assert_eq!(lines[7], "fokusmaal;2021M09;Område landet;Alle a-kasser;90,75;Pct.;18150;20000;;;;");
}

#[test]
fn the_tables_and_the_json_say_the_same() {
    let (publication, catalogue, edition) = sample::national();
    let files = super::edition(&publication, &catalogue.as_of(&edition.release), &Cleared::for_tests(edition)).unwrap();
    for files in [small(), files] {
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".csv") && !path.ends_with(".da.csv")) {
            let json = parse(&files, &path.replace(".csv", ".json"));
            let danish = files.get(&path.replace(".csv", ".da.csv")).unwrap();
            let mut danish = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(danish);
            let danish: Vec<_> = danish.records().map(Result::unwrap).collect();
            let mut reader = ::csv::Reader::from_reader(bytes);
            let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
            let observations = json["observations"].as_array().unwrap();
            assert_eq!((rows.len(), danish.len()), (observations.len(), observations.len()));
            for ((row, observation), danish) in rows.iter().zip(observations).zip(&danish) {
                assert_eq!(cells(row), from_json(observation));
                assert_eq!(danish[4].replace(',', "."), row["value"]);
                assert_eq!((&danish[6], &danish[7]), (row["numerator"].as_str(), row["denominator"].as_str()));
            }
        }
    }
}

fn cells(row: &BTreeMap<String, String>) -> Vec<String> {
    let columns = ["period", "area", "akasse", "value", "numerator", "denominator", "low", "high", "status"];
    columns.map(|name| row[name].clone()).to_vec()
}

fn from_json(observation: &Value) -> Vec<String> {
    let plain = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut cells = ["period", "area", "akasse", "value", "numerator", "denominator", "low", "high"]
        .map(|name| plain(&observation[name]))
        .to_vec();
    let words: Vec<&str> = observation["status"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    cells.push(words.join(" "));
    cells
}

fn is_packed(path: &str) -> bool {
    path.ends_with(".xlsx") || path.ends_with(".zip")
}

#[test]
fn made_up_figures_say_so_everywhere() {
    let (publication, catalogue, mut edition) = sample::small();
    edition.release.synthetic = true;
    let files = super::edition(&publication, &catalogue.as_of(&edition.release), &Cleared::for_tests(edition)).unwrap();
    // Workbooks and zip files are read by the clients of others.
    for (path, bytes) in files.iter().filter(|(path, _)| !is_packed(path)) {
        let text = std::str::from_utf8(bytes).unwrap();
        if path.ends_with(".csv-metadata.json") || path.contains("/citation.") {
            assert!(text.contains("Syntetiske tal"), "{path}");
        } else if path.ends_with(".json") {
            assert!(text.contains("\"synthetic\":true"), "{path}");
        } else {
            assert!(text.lines().skip(1).all(|line| line.contains("Syntetiske tal")), "{path}");
        }
    }
}

#[test]
fn latest_is_the_newest_version_with_its_own_links() {
    let (publication, catalogue, edition) = sample::small();
    let edition = Cleared::for_tests(edition);
    let sealed = super::edition(&publication, &catalogue.as_of(&edition.get().release), &edition).unwrap();
    let shared =
        super::shared(&publication, (&catalogue, &Timetable::default(), &[]), (Some(&edition), &history(&edition)))
            .unwrap();
    for (path, bytes) in sealed.iter() {
        let latest = shared.get(&path.replace("releases/2021-09/v1", "latest")).unwrap();
        if path.ends_with(".csv") || is_packed(path) {
            assert_eq!(latest, bytes, "{path}");
        } else {
            let (latest, sealed) = (std::str::from_utf8(latest).unwrap(), std::str::from_utf8(bytes).unwrap());
            let latest =
                latest.replace("\"../schema", "\"../../../schema").replace("\"../../schema", "\"../../../../schema");
            let latest = latest
                .replace(":\"../../../dok", ":\"../../../../../dok")
                .replace(":\"../../../2021", ":\"../../../../../2021");
            assert_eq!(latest, sealed, "{path}");
        }
    }
    let index = parse(&shared, "api/v1/index.json");
    assert_eq!(index["editions"][0]["path"], "releases/2021-09/v1/release.json");
    assert!(sealed.get("api/v1/releases/2021-09/v1/release.json").is_some());
    assert_eq!(
        super::shared(
            &publication,
            (&Catalogue::default(), &Timetable::default(), &[]),
            (None, &Cleared::for_tests(History::default()))
        )
        .unwrap()
        .len(),
        12 + SCHEMAS.len(),
        "the index, the state, the calendar, three code lists, four feeds and the catalogue in two forms"
    );
}

#[test]
fn the_listing_names_every_figure_once() {
    let (publication, _, edition) = sample::small();
    let listing = figures_listing(&publication, &Cleared::for_tests(edition));
    assert_eq!(
        listing,
        "fokusmaal,2021M07,,fond_00,100,,,\n\
         fokusmaal,2021M07,,fond_01,,,,not_received\n\
         fokusmaal,2021M09,,fond_00,90,,,\n\
         fokusmaal,2021M09,,fond_01,66.666667,2,3,provisional break\n\
         fokusmaal,2021M09,jobcenter_00,fond_00,,,,suppressed\n\
         fokusmaal,2021M09,jobcenter_00,fond_01,,,,suppressed at_least 95\n\
         fokusmaal,2021M09,landet,,90.75,18150,20000,\n\
         fokusmaal,2021M07/2021M09,,fond_00,89.5,,,89\n\
         reserve,2021M09,jobcenter_01,,3478,,,\n"
    );
}

#[test]
fn later_versions_say_what_they_replace() {
    let (publication, _, mut edition) = sample::small();
    edition.release = sample::release(Period::new(2021, 9).unwrap(), 2);
    let mut catalogue = sample::catalogue(std::slice::from_ref(&edition.release));
    catalogue.entries[0].under_embargo = true;
    let files = super::edition(&publication, &catalogue.as_of(&edition.release), &Cleared::for_tests(edition)).unwrap();
    let release = parse(&files, "api/v1/releases/2021-09/v2/release.json");
    assert_eq!(release["release"]["supersedes"], 1);
    assert_eq!(release["release"]["under_embargo"], true);
    assert_eq!(release["reason"], "En fejl er rettet.");
    assert_eq!(release["assessments"][0]["measure"], Value::Null);
}

/// A small reading of JSON Schema: types, enumerations, required keys, and that no key is unknown to the schema.
pub(super) fn check(schema: &Value, root: &Value, value: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        return check(root.pointer(reference.trim_start_matches('#')).unwrap(), root, value, at);
    }
    if let Some(all) = schema["enum"].as_array() {
        assert!(all.contains(value), "{at}: {value}");
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fitting = if value.is_null() { &any[1] } else { &any[0] };
        return check(fitting, root, value, at);
    }
    let of_type = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    };
    match &schema["type"] {
        Value::String(name) => assert!(of_type(name), "{at}: {value}"),
        Value::Array(names) => assert!(names.iter().filter_map(Value::as_str).any(of_type), "{at}: {value}"),
        _ => {}
    }
    if let Some(object) = value.as_object() {
        let known = schema["properties"].as_object().unwrap();
        let required: Vec<&str> = schema["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for key in required {
            assert!(object.contains_key(key), "{at} lacks {key}");
        }
        for (key, inner) in object {
            let schema = known.get(key).unwrap_or_else(|| panic!("{at}: {key} is not in the schema"));
            check(schema, root, inner, &format!("{at}/{key}"));
        }
    }
    if let Some(array) = value.as_array() {
        for inner in array {
            check(&schema["items"], root, inner, &format!("{at}[]"));
        }
    }
}

/// Whether a file is JSON of our own form, not of a standard's.
fn is_own_json(path: &str) -> bool {
    let others = [".jsonstat.json", ".csv-metadata.json", "/datapackage.json", ".csl.json"];
    let standard = others.iter().any(|ending| path.ends_with(ending)) || path.starts_with("feed/");
    path.ends_with(".json") && !path.contains("/schema/") && !standard
}

#[test]
fn every_json_file_fits_its_schema() {
    let (_, _, edition) = sample::small();
    let (publication, catalogue, timetable) = calendar_tests::trial();
    let edition = Cleared::for_tests(edition);
    let mut files = super::edition(&publication, &catalogue.as_of(&edition.get().release), &edition).unwrap();
    files.append(
        super::shared(&publication, (&catalogue, &timetable, &[]), (Some(&edition), &history(&edition))).unwrap(),
    );
    let mut checked = 0;
    for (path, _) in files.iter().filter(|(path, _)| is_own_json(path)) {
        let value = parse(&files, path);
        let mut target: Vec<&str> = path.split('/').collect();
        target.pop();
        for step in value["$schema"].as_str().unwrap().split('/') {
            if step == ".." {
                target.pop();
            } else {
                target.push(step);
            }
        }
        let schema = parse(&files, &target.join("/"));
        check(&schema, &schema, &value, path);
        checked += 1;
    }
    assert_eq!(checked, 22);
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    assert_eq!(small(), small());
    assert_eq!(shown(&Amount::Count(67)).unwrap().plain(), "67");
}
