//! The promise below `api/v1/`: keys keep their meaning and are never removed, and what was written before still fits.
#![allow(clippy::disallowed_methods, reason = "tests look at the disk themselves")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

use super::tests::check;
use super::{SCHEMAS, calendar, codes, index, measure, party, release, state, versions};
use crate::text::schema_tests::assert_published;

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/api")
}

fn schema(name: &str) -> Value {
    let (_, text) = SCHEMAS.into_iter().find(|(of, _)| *of == name).unwrap_or_else(|| panic!("no schema {name}"));
    serde_json::from_str(text).unwrap()
}

/// What is published is what the types say that write the files. The lists name the keys that were added later.
#[test]
fn schemas_are_those_of_the_types() {
    const MEASURE: [&str; 3] = ["measure.by_akasse", "measure.area_kinds", "measure.identities"];
    assert_published::<codes::Akasser<'_>>("akasser", &[]);
    assert_published::<codes::Areas<'_>>("areas", &[]);
    assert_published::<calendar::Form<'_>>("calendar", &[]);
    assert_published::<index::Form<'_>>("index", &[]);
    assert_published::<measure::Form<'_>>("measure", &[&MEASURE[..], &["measure.compared_with", "intervals"]].concat());
    assert_published::<party::Form<'_>>("party", &["measure.compared_with"]);
    assert_published::<codes::Protection<'_>>("protection", &[]);
    assert_published::<release::Form<'_>>("release", &["consequences", "watch"]);
    assert_published::<state::Form<'_>>("state", &[]);
    assert_published::<versions::Form<'_>>("versions", &["measure.compared_with"]);
}

/// Files as they were written before keys were added, one of each shape that a schema has asked for.
#[test]
fn what_was_written_before_fits_today() {
    let mut seen = BTreeSet::new();
    for entry in std::fs::read_dir(fixtures()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|ending| ending == "json") {
            let (kind, _) = name.rsplit_once('-').unwrap();
            let schema = schema(&format!("{kind}.json"));
            let value: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            check(&schema, &schema, &value, &name);
            seen.insert(format!("{kind}.json"));
        }
    }
    assert_eq!(seen, SCHEMAS.map(|(name, _)| name.to_owned()).into(), "each kind of file has a fixture");
}

/// Every key of every schema, such as `measure.json observations[].low`.
fn keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (name, _) in SCHEMAS {
        let root = schema(name);
        walk(&root, &root, &mut String::new(), &mut |path| {
            keys.insert(format!("{name} {path}"));
        });
    }
    keys
}

fn walk(root: &Value, schema: &Value, path: &mut String, found: &mut impl FnMut(&str)) {
    if let Some(reference) = schema["$ref"].as_str() {
        walk(root, root.pointer(reference.trim_start_matches('#')).unwrap(), path, found);
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let length = path.len();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
        found(path);
        walk(root, inner, path, found);
        path.truncate(length);
    }
    if schema["items"].is_object() {
        path.push_str("[]");
        walk(root, &schema["items"], path, found);
        path.truncate(path.len() - 2);
    }
    for kind in ["anyOf", "oneOf", "allOf"] {
        for inner in schema[kind].as_array().into_iter().flatten() {
            walk(root, inner, path, found);
        }
    }
}

/// `tests/fixtures/api/keys.txt` grows and never shrinks. `UPDATE_KEYS=1` adds the new ones.
#[test]
fn keys_are_never_removed() {
    let list = fixtures().join("keys.txt");
    let written = std::fs::read_to_string(&list).unwrap_or_default();
    let known: BTreeSet<String> = written.lines().map(str::to_owned).collect();
    let keys = keys();
    let removed: Vec<_> = known.difference(&keys).collect();
    assert!(removed.is_empty(), "keys were promised and are gone: {removed:#?}");
    let added: Vec<_> = keys.difference(&known).collect();
    if std::env::var_os("UPDATE_KEYS").is_some() {
        let text: String = keys.iter().map(|key| format!("{key}\n")).collect();
        std::fs::write(&list, text).unwrap();
    } else {
        assert!(added.is_empty(), "new keys; from now on they stay (UPDATE_KEYS=1 adds them): {added:#?}");
    }
}
