//! The promise below `api/v1/`: keys keep their meaning and are never removed, and what was written before still fits.
#![allow(clippy::disallowed_methods, reason = "tests look at the disk themselves")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

use super::SCHEMAS;
use super::tests::check;

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/api")
}

fn schema(name: &str) -> Value {
    let (_, text) = SCHEMAS.into_iter().find(|(of, _)| *of == name).unwrap_or_else(|| panic!("no schema {name}"));
    serde_json::from_str(text).unwrap()
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
