//! Imports run downwards: holds every `crate::` path in `src/` against the table of rooms.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads the sources, and stops where something is not as it should be"
)]

use std::collections::BTreeMap;
use std::path::Path;

/// Each room with its layer. A room may import rooms of lower layers only, and itself.
const ROOMS: &[(&str, u8)] = &[
    ("diagnostic", 0),
    ("model", 0),
    ("progress", 1),
    ("hosting", 0),
    ("source", 1),
    ("text", 1),
    ("config", 1),
    ("sample", 1),
    ("ingest", 2),
    ("notes", 2),
    ("compute", 2),
    ("disclosure", 2),
    ("audit", 2),
    ("charts", 3),
    ("render", 3),
    ("export", 3),
    ("archive", 3),
    ("pipeline", 4),
    ("publish", 4),
    ("serve", 4),
    ("pack", 4),
    ("cli", 5),
];

/// Imports inside a layer that are allowed all the same, each with its reason.
const BESIDE: &[(&str, &str, &str)] = &[
    ("model", "diagnostic", "a delivered cell knows its place"),
    ("config", "source", "the checked configuration is read through the door"),
    ("config", "text", "names are compared as they are written"),
    ("cli", "pipeline", "lower layer"),
];

/// Rooms that may know nothing of the disk: pure stages.
const ONLY_MODEL: &[&str] = &["compute", "disclosure", "audit"];

#[test]
fn imports_run_downwards() {
    let layer: BTreeMap<&str, u8> = ROOMS.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in rust_files(Path::new("src")) {
        let room = room_of(&file);
        let Some(own) = layer.get(room.as_str()) else {
            if room != "lib" && room != "main" {
                wrong.push(format!("{file}: the room {room} is not in the table"));
            }
            continue;
        };
        for (line, imported) in imports(&file) {
            if imported == room || BESIDE.iter().any(|(from, to, _)| *from == room && *to == imported) {
                continue;
            }
            match layer.get(imported.as_str()) {
                Some(other) if other < own => {}
                Some(_) => wrong.push(format!("{file}:{line}: {room} imports {imported}, which is not below it")),
                None => wrong.push(format!("{file}:{line}: {room} imports {imported}, which is not in the table")),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn pure_stages_know_the_model_alone() {
    for room in ONLY_MODEL {
        for file in rust_files(&Path::new("src").join(room)) {
            for (line, imported) in imports(&file) {
                let known = [room, "model", "diagnostic"].contains(&imported.as_str());
                assert!(known, "{file}:{line}: {room} imports {imported}");
            }
        }
    }
}

#[test]
fn only_the_doors_touch_the_disk() {
    let doors = ["src/source.rs", "src/archive/"];
    for file in rust_files(Path::new("src")) {
        let tests = file.ends_with("tests.rs") || file.contains("/tests/");
        if tests || doors.iter().any(|door| file.starts_with(door)) {
            continue;
        }
        for (number, line) in code_lines(&file) {
            assert!(!line.contains("std::fs"), "{file}:{number}: the disk is reached through source and archive only");
        }
    }
}

#[test]
fn every_module_opens_with_a_sentence() {
    for file in rust_files(Path::new("src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{file} says nothing of what it is");
    }
}

fn room_of(file: &str) -> String {
    let inside = file.trim_start_matches("src/");
    inside.split('/').next().unwrap().trim_end_matches(".rs").to_owned()
}

/// Rooms named by `crate::room` paths, with their lines. Test modules may know more.
fn imports(file: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in code_lines(file) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let mut depth = 0;
                let mut name = String::new();
                for letter in group.chars() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => found.push((number, first_name(&std::mem::take(&mut name)))),
                        _ => name.push(letter),
                    }
                }
                found.push((number, first_name(&name)));
            } else {
                found.push((number, first_name(rest)));
            }
        }
    }
    found.retain(|(_, name)| !name.is_empty());
    found
}

fn first_name(path: &str) -> String {
    path.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

/// Lines outside comments and before the file's test module.
fn code_lines(file: &str) -> Vec<(usize, String)> {
    let text = std::fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
    let numbered = code.lines().enumerate().map(|(at, line)| (at + 1, line.to_owned()));
    numbered.filter(|(_, line)| !line.trim_start().starts_with("//")).collect()
}

fn rust_files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path.to_str().unwrap().replace('\\', "/"));
        }
    }
    found.sort();
    found
}
