//! What is found by what is typed: the script itself, run on an index that the pages come with.

use std::collections::BTreeSet;

use rquickjs::{Context, Runtime};
use serde_json::Value;

use super::{editions, publication, site, trial};
use crate::model::note::NotePart;
use crate::model::{AreaKey, AreaKind, FileSet, Validity};

const SCRIPT: &str = include_str!("../../../templates/assets/soeg.js");
const SCHEMA: &str = include_str!("../../export/schema/search.json");
const INDEX: &str = "api/v1/search.json";

/// A country with names that can be written in several ways, a jobcentre of two municipalities, and one pair with a page.
fn country() -> FileSet {
    let mut publication = publication::country(5, 4);
    let jobcentres = ["Aarhus", "Køge", "Esbjerg-Fanø", "Aalborg", "Næstved"];
    for (area, name) in publication.areas.iter_mut().filter(|area| area.kind == AreaKind::Jobcentre).zip(jobcentres) {
        (area.name, area.short) = (format!("Jobcenter {name}"), name.to_owned());
    }
    let esbjerg = AreaKey(
        u16::try_from(publication.areas.iter().position(|area| area.short == "Esbjerg-Fanø").unwrap()).unwrap(),
    );
    for name in ["Esbjerg", "Fanø"] {
        let id = format!("d-{name}");
        let mut area = publication::area(&id, AreaKind::Municipality, name, &[]);
        area.name = format!("{name} Kommune");
        area.parents.push(crate::model::code::Membership { parent: esbjerg, valid: Validity::default() });
        publication.areas.push(area);
    }
    let funds = [
        ("3F", "Faglig Fælles A-kasse (3F)"),
        ("FOA", "FOAs A-kasse"),
        ("FTFa", "A-kassen A&Til"),
        ("Café", "Cafefolkenes A-kasse"),
    ];
    for (akasse, (short, name)) in publication.akasser.iter_mut().zip(funds) {
        (akasse.short, akasse.name) = (short.to_owned(), name.to_owned());
        akasse.aliases.clear();
    }
    let edition = editions::country(&publication, "2023-12", 14);
    let mut method = publication::notes().remove(1);
    let text = "<h2 id=\"kort\">Kort</h2><p>Den ene er om tal. Den anden er om sproglige ting.</p>";
    method.body = vec![NotePart::Html(text.to_owned())];
    site(&publication, vec![edition], &[method], false)
}

/// The names of what is found, those that fit a part of the words alone in brackets, and sentences in place of names.
fn found(files: &FileSet, typed: &str) -> Vec<String> {
    run(files, typed)
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let text = |key: &str| result.get(key).and_then(Value::as_str).unwrap_or_default();
            match (text("text"), result["part"] == true) {
                ("", true) => format!("[{}]", text("name")),
                ("", false) => text("name").to_owned(),
                (sentence, _) => format!("{}: {sentence}", text("name")),
            }
        })
        .collect()
}

fn run(files: &FileSet, typed: &str) -> Value {
    let index = std::str::from_utf8(files.get(INDEX).unwrap()).unwrap();
    let runtime = Runtime::new().unwrap();
    Context::full(&runtime).unwrap().with(|context| {
        // No page is there, so the part of the script that works on one has nothing to do.
        let page = "var document = { querySelector: function () { return null; } };";
        context.eval::<(), _>(format!("{page}\n{SCRIPT}")).unwrap();
        let asked = serde_json::to_string(typed).unwrap();
        let results: String = context.eval(format!("JSON.stringify(noegletalSearch({index})({asked}))")).unwrap();
        serde_json::from_str(&results).unwrap()
    })
}

#[test]
fn letters_are_found_however_they_are_written() {
    let files = country();
    for (name, ways) in [
        ("Jobcenter Aarhus", ["aarhus", "Århus", "arhus", "A\u{30a}rhus", "AARH"]),
        ("Jobcenter Aalborg", ["ålborg", "aalborg", "alborg", "jobcenter ål", "aalborg jobc"]),
        ("Jobcenter Køge", ["køge", "koege", "koge", "KØ", "koe"]),
        ("Jobcenter Næstved", ["næstved", "naestved", "Nae", "næ", "NÆST"]),
        ("Jobcenter Esbjerg-Fanø", ["fanø", "fanoe", "esbjerg", "esb fan", "fano komm"]),
        ("Café", ["cafe", "café", "CAFÉ", "cafefolk", "caf a"]),
        ("December 2023", ["2023", "2023-12", "2023M12", "dec 2023", "december"]),
    ] {
        for way in ways {
            assert_eq!(found(&files, way).first().map(String::as_str), Some(name), "{way}");
        }
    }
    assert_eq!(found(&files, "arhu").len(), 1, "a word must begin as the typed one: {:?}", found(&files, "arhu"));
    assert!(found(&files, "rhus").is_empty() && found(&files, " -").is_empty() && found(&files, "").is_empty());
}

#[test]
fn a_fund_in_an_area_is_found_by_both_names() {
    let files = country();
    // Their page, where they have one; the fund's id is f00.
    assert_eq!(found(&files, "3f aarhus"), ["3F i Jobcenter Aarhus", "[Jobcenter Aarhus]", "[3F]"]);
    assert_eq!(run(&files, "aarhus 3f")[0]["page"], "../../jobcenter/c-by-000/f00/index.html");
    assert!(files.get("jobcenter/c-by-000/f00/index.html").is_some(), "and the page is there");
    // Each by itself, where they have none.
    assert_eq!(found(&files, "aarhus fo"), ["[Jobcenter Aarhus]", "[FOA]"]);
    assert_eq!(
        found(&files, "jobcenter aarhus foa"),
        ["[Jobcenter Aarhus]", "[FOA]"],
        "a word that all have names none"
    );
    assert_eq!(found(&files, "køge foa 3f"), Vec::<String>::new(), "no one fund is named by both");
}

#[test]
fn words_of_texts_are_found_with_their_sentence() {
    let files = country();
    assert_eq!(found(&files, "sproglige"), ["Sådan beregnes tallene: Den anden er om sproglige ting."]);
    let hit = &run(&files, "anden ting")[0];
    assert_eq!(hit["page"], "../../metode/beregning/index.html#kort");
    assert_eq!((&hit["heading"], &hit["label"]), (&"Kort".into(), &"Side".into()));
}

#[test]
fn the_index_has_no_figure_and_leads_only_to_pages_that_are_there() {
    for files in [trial(), country()] {
        let index: Value = serde_json::from_slice(files.get(INDEX).unwrap()).unwrap();
        let pages = |list: &str| {
            let records = index[list].as_array().unwrap().iter();
            records.map(|record| record["page"].as_str().unwrap().to_owned()).collect::<BTreeSet<String>>()
        };
        let named = pages("entries");
        assert!(named.len() > 10);
        for page in named.iter().chain(&pages("texts")) {
            let path = page.strip_prefix("../../").unwrap();
            assert!(files.get(path).is_some(), "{path} is not written");
        }
        assert!(pages("texts").is_subset(&named), "a text without a name");
        let page = std::str::from_utf8(files.get("soeg/index.html").unwrap()).unwrap();
        for page_of in &named {
            assert!(
                page.contains(&format!("href=\"{}\"", page_of.replacen("../../", "../", 1))),
                "{page_of} is not listed"
            );
        }
        let all = std::str::from_utf8(files.get(INDEX).unwrap()).unwrap();
        assert!(!all.contains("90"), "the figure that the memo names: {all}");
    }
}

#[test]
fn the_index_keeps_the_form_that_its_schema_tells() {
    let index: Value = serde_json::from_slice(trial().get(INDEX).unwrap()).unwrap();
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<String>>();
    assert_eq!(keys(&index), keys(&schema["properties"]));
    for (list, of) in [("entries", "entry"), ("texts", "text")] {
        let known = keys(&schema["$defs"][of]["properties"]);
        assert!(index[list].as_array().unwrap().iter().all(|record| keys(record).is_subset(&known)), "{list}");
    }
}

#[test]
fn every_page_has_the_form_and_the_page_for_searching_has_one() {
    let files = trial();
    for (path, content) in
        files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html" && !path.starts_with("embed/"))
    {
        let html = std::str::from_utf8(content).unwrap();
        assert_eq!(html.matches("role=\"search\"").count(), 1, "{path}");
    }
    let old = std::str::from_utf8(files.get("2021-09/v1/a-kasse/3f/index.html").unwrap()).unwrap();
    assert!(
        old.contains("action=\"../../../../soeg/index.html\" data-index=\"../../../../api/v1/search.json\""),
        "{old}"
    );
}
