//! The register of measures and the regional targets of 2011, row by row as they were collected from the documents:
//! each stands in the publication with its numbers, and on a page of the site.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod scenes;

use noegletal::model::AreaKind;
use noegletal::model::target::{TargetRule, TargetStatus};
use scenes::{built, publication, repository};

/// The rows of a CSV file, each by its headings.
fn rows(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_measure_of_the_register_has_a_file_and_a_page() {
    let source = repository();
    let publication = publication(&source);
    let site = built(&source);
    let list = site.words("maal/index.html");
    let rows = rows(include_str!("facts/measures.csv"));
    assert_eq!(rows.len(), 14);
    for row in rows {
        let id = &row["id"];
        let key = publication.measure_by_id(id).unwrap_or_else(|| panic!("no data/measures/{id}.toml"));
        let measure = publication.measure(key);
        let page = site.words(&format!("maal/{id}/index.html"));
        assert!(page.contains(&measure.title.da), "{id}: the page has its title");
        assert!(page.contains(&measure.definition.da), "{id}: the page has its definition");
        assert!(list.contains(&measure.short.da), "{id}: the list of measures has it");
    }
}

#[test]
fn every_regional_target_of_2011_is_in_the_register_and_on_a_page() {
    let source = repository();
    let publication = publication(&source);
    let site = built(&source);
    let rows = rows(include_str!("facts/regional_targets_2011.csv"));
    assert_eq!(rows.len(), 20, "four goals, four regions and the country");
    for row in rows {
        let id = format!("br2011_maal{}_{}", row["goal"], row["area_id"]);
        let key = publication.target_by_id(&id).unwrap_or_else(|| panic!("no target {id}"));
        let target = publication.target(key);
        let measure = publication.measure(target.measure.unwrap());
        assert_eq!(measure.id, row["measure"], "{id}");
        assert_eq!(target.value.unwrap().plain(), row["change_pct"], "{id}");
        let label = target.label.replace('\u{a0}', " ");
        assert_eq!(label, row["published_label"], "{id}");
        assert_eq!(target.baseline.unwrap().code(), row["baseline_period"], "{id}");
        assert_eq!(target.to.unwrap().code(), row["target_period"], "{id}");
        assert_eq!((target.rule, target.status), (TargetRule::ChangeAtMost, TargetStatus::Proposed), "{id}");
        let consequence = row["kind"] == "national_consequence_of_regional_targets";
        assert_eq!(
            (target.consequence, target.follows_from.len()),
            (consequence, 4 * usize::from(consequence)),
            "{id}"
        );
        let area = if consequence { "landet".to_owned() } else { format!("br_{}", row["area_id"]) };
        let areas: Vec<&str> = target.areas.iter().map(|area| publication.area(*area).id.as_str()).collect();
        assert_eq!(areas, [area], "{id}");
        let implied = row["baseline_stated"] == "implied";
        let note = &target.note.as_ref().unwrap().da;
        assert_eq!(note.contains("underforstået"), implied, "{id}: {note}");
        let page = site.words(&format!("maal/{}/index.html", measure.id));
        assert!(page.contains(&target.title.da.replace('\u{a0}', " ")), "{id}: on the measure's page");
        assert!(page.contains(&format!("»{label}«")), "{id}: the label as published");
        if consequence {
            assert!(page.contains("kan ikke beregnes af de regionale mål"), "{id}: no base counts, no number");
        }
    }
}

#[test]
fn the_tile_map_has_every_municipality_at_the_place_that_was_collected() {
    let source = repository();
    let publication = publication(&source);
    let drawn = rows(include_str!("../src/render/picture/municipality_tiles.csv"));
    let collected = rows(include_str!("facts/municipality_tiles.csv"));
    assert_eq!((drawn.len(), collected.len()), (98, 98));
    for (drawn, row) in drawn.iter().zip(&collected) {
        for field in ["code", "name", "col", "row"] {
            assert_eq!(drawn[field], row[field], "{}", row["name"]);
        }
        let known =
            publication.areas.iter().find(|area| area.kind == AreaKind::Municipality && area.code == row["code"]);
        assert_eq!(known.map(|area| area.short.as_str()), Some(row["name"].as_str()), "{}", row["code"]);
    }
    let municipalities = publication.areas.iter().filter(|area| area.kind == AreaKind::Municipality).count();
    assert_eq!(municipalities, 98, "every municipality has a tile");
}
