//! What `release.toml` becomes, and what is said when it is wrong.
#![allow(clippy::unwrap_used, reason = "tests stop at what they do not expect")]

mod config_support;

use config_support::{RELEASE, RELEASE_PATH, change, lines, sound};
use noegletal::config::{self, Axis, Fixed, Layout};
use noegletal::model::release::{ReleaseClass, ReleaseStatus};
use noegletal::model::{Missing, Period};
use noegletal::source::Memory;

const SECOND: &str = "data/2021-09/v2/release.toml";

fn said_of(source: &Memory, path: &str) -> Vec<String> {
    let publication = config::load(source).0.unwrap();
    lines(&config::release(source, path, &publication).1)
}

#[test]
fn a_sound_description_is_read_whole() {
    let source = sound();
    let publication = config::load(&source).0.unwrap();
    let (description, report) = config::release(&source, RELEASE_PATH, &publication);
    assert_eq!(lines(&report), Vec::<String>::new());
    let description = description.unwrap();
    let release = &description.release;
    assert_eq!(release.id.path(), "2021-09/v1");
    assert_eq!(release.published.to_rfc3339(), "2021-12-15T08:00:00+01:00");
    assert_eq!((release.status, release.class), (ReleaseStatus::Final, ReleaseClass::First));
    assert_eq!((release.documents.as_slice(), release.synthetic), (&["notat-2021".to_owned()][..], false));
    assert_eq!(release.expected[0].expected, "2021-W50");
    let table = &description.tables[0];
    assert_eq!((table.layout, table.columns), (Layout::Wide, Some(Axis::Akasse)));
    assert_eq!(table.rows, [Axis::Period]);
    assert_eq!(table.fixed, Fixed { area: publication.area_by_id("jc_odense"), ..Fixed::default() });
    assert_eq!((table.total.as_deref(), table.blank), (Some("Total"), None));
    let months: Vec<Period> = table.missing.iter().map(|missing| missing.period).collect();
    assert_eq!(months, ["2021-07", "2021-08"].map(|month| Period::parse(month).unwrap()));
    assert!(table.missing.iter().all(|missing| missing.reason == Missing::NotReceived && missing.akasser.len() == 2));
}

#[test]
fn a_date_without_quotes_and_a_tidy_file_named_after_its_measure_do_as_well() {
    let tidy = "[[table]]\nfile = \"samtaler.csv\"\nblank = \"not_applicable\"\n";
    let head =
        "period = \"2021-09\"\npublished = 2021-12-15T08:00:00+01:00\nstatus = \"provisional\"\nclass = \"first\"\n";
    let source = sound().with(RELEASE_PATH, format!("{head}{tidy}")).with("data/2021-09/v1/samtaler.csv", "");
    let publication = config::load(&source).0.unwrap();
    let (description, report) = config::release(&source, RELEASE_PATH, &publication);
    assert_eq!(lines(&report), Vec::<String>::new());
    let description = description.unwrap();
    assert_eq!(description.release.published.to_rfc3339(), "2021-12-15T08:00:00+01:00");
    assert_eq!(description.tables[0].blank, Some(Missing::NotApplicable));
    assert_eq!(Some(description.tables[0].measure), publication.measure_by_id("samtaler"));
}

#[test]
fn descriptions_are_held_to_their_shape() {
    let mut said = String::new();
    for (written, instead) in [
        ("period = \"2021-09\"", "period = \"2021-08\""),
        ("2021-12-15T08:00:00+01:00", "2021-12-15 kl. 8"),
        ("published = ", "publised = "),
        ("class = \"first\"", "class = \"correction\""),
        ("class = \"first\"", "class = \"rettelse\""),
        ("status = \"final\"", "status = \"endelig\""),
        ("synthetic = false", "synthetic = \"nej\""),
        ("withdrawn = []", "withdrawn = [\"../v2/a.csv\", \"aux.csv\", \"noter.txt\"]"),
        ("documents = [\"notat-2021\"]", "documents = [\"Notat\"]"),
        ("file = \"bred.csv\"", "file = \"brad.csv\""),
        ("file = \"bred.csv\"", "file = \"/etc/bred.csv\""),
        ("measure = \"samtaler\"\nlayout", "measure = \"samtale\"\nlayout"),
        ("measure = \"samtaler\"\nlayout", "layout"),
        ("layout = \"wide\"\n", ""),
        ("rows = \"period\"\n", ""),
        ("rows = \"period\"", "rows = \"akasse\""),
        ("rows = \"period\"", "rows = \"area\"\nblank = \"tom\""),
        ("area = \"jc_odense\"", "period = \"2021-09\""),
        ("area = \"jc_odense\"", "areas = \"jc_odense\""),
        ("akasse = [\"metal\", \"3f\"]", "akasse = [\"metal\", \"4f\"]"),
        ("period = [\"2021-07\", \"2021-08\"]", "period = \"juli\""),
        ("status = \"not_received\"", "status = \"mangler\""),
        ("expected = \"2021-W50\"", "expected = \"uge 50\""),
        ("[[expected]]", "[[table]]\nfile = \"bred.csv\"\nmeasure = \"samtaler\"\n[[expected]]"),
    ] {
        let source = change(sound(), RELEASE_PATH, written, instead);
        let found = said_of(&source, RELEASE_PATH);
        assert!(!found.is_empty(), "nothing is said of {written:?} -> {instead:?}");
        said += &format!("{written:?} -> {instead:?}\n    {}\n", found.join("\n    "));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_new_version_says_why() {
    let table = "data/2021-09/v2/bred.csv";
    let second = sound().with(SECOND, RELEASE.replace("\"first\"", "\"correction\"")).with(table, "");
    assert_eq!(
        said_of(&second, SECOND),
        ["version-without-reason data/2021-09/v2/release.toml:5:10 reason | version 2 does not say why it replaces \
         version 1 | Write reason = \"…\": a sentence that readers see beside the new figures."]
    );
    let without = change(second.clone(), SECOND, "reason = \"\"\n", "");
    assert!(said_of(&without, SECOND)[0].starts_with("version-without-reason data/2021-09/v2/release.toml:0:0 reason"));
    let reasoned = change(second, SECOND, "reason = \"\"", "reason = \"En fejl hos 3F.\"");
    assert_eq!(said_of(&reasoned, SECOND), Vec::<String>::new());
    let first = change(reasoned, SECOND, "\"correction\"", "\"first\"");
    assert_eq!(
        said_of(&first, SECOND),
        [
            "bad-config data/2021-09/v2/release.toml:4:9 class | class is first, and this is version 2 | Write correction, \
         planned_revision or method_change."
        ]
    );
}

#[test]
fn a_delivery_needs_its_description_in_its_place() {
    let source = sound();
    assert_eq!(
        said_of(&source, SECOND),
        [
            "missing-release-file data/2021-09/v2/release.toml:0:0 - | data/2021-09/v2 has no release.toml, so nothing says \
         when it is published | Write release.toml, or start the month with `noegletal new`."
        ]
    );
    for path in [
        "data/2021-9/v1/release.toml",
        "data/2021M09/v1/release.toml",
        "data/2021-09/v0/release.toml",
        "data/2021-09/v01/release.toml",
        "data/2021-09/v+1/release.toml",
        "data/2021-09/1/release.toml",
        "data/2021-09/release.toml",
        "release.toml",
        "data/2021-09/v99999/release.toml",
    ] {
        let found = said_of(&source, path);
        assert!(found[0].starts_with(&format!("bad-config {path}:0:0")), "{found:?}");
    }
}
