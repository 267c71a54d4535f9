//! Every key in code and templates has a message, and every message is used.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads the sources")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use noegletal::model::Language;
use noegletal::text::messages::{FILES, Messages};

/// Texts in quotes that are keys: the name of a message file, a dash, and more.
fn keys(text: &str) -> BTreeSet<String> {
    let quoted = text.split('"').skip(1);
    let is_key = |text: &&str| {
        let rest = FILES.iter().find_map(|file| text.strip_prefix(file)?.strip_prefix('-'));
        let letters =
            |rest: &str| rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        rest.is_some_and(|rest| !rest.is_empty() && letters(rest))
    };
    quoted.filter(is_key).map(str::to_owned).collect()
}

fn read(folder: &Path, endings: &[&str], out: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_str().unwrap().to_owned();
        if path.is_dir() {
            if !name.ends_with("/tests") {
                read(&path, endings, out);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) && !name.ends_with("tests.rs") {
            out.insert(name.clone(), std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_key_has_a_message_and_every_message_is_used() {
    let mut sources = BTreeMap::new();
    for room in ["src/text", "src/charts", "src/render"] {
        read(Path::new(room), &[".rs"], &mut sources);
    }
    read(Path::new("templates"), &[".html"], &mut sources);
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    let danish = Messages::new(Language::Danish, &BTreeMap::new()).unwrap();
    let known: BTreeMap<&str, &BTreeSet<String>> = danish.keys().collect();
    for (file, source) in &sources {
        // Test modules may speak of keys that there are not.
        let code = source.split("#[cfg(test)]\nmod ").next().unwrap();
        // Attributes of HTML stand in quotes as well.
        let asked = match file.ends_with(".html") {
            true => code.split("t(\"").skip(1).map(|rest| format!("\"{}\"", rest.split('"').next().unwrap())).collect(),
            false => code.to_owned(),
        };
        for key in keys(&asked) {
            if !known.contains_key(key.as_str()) {
                wrong.push(format!("{file}: no message {key}"));
            }
            used.insert(key);
        }
    }
    wrong.extend(known.keys().filter(|key| !used.contains(**key)).map(|key| format!("nothing uses the message {key}")));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What code puts into a message is what the message asks for: `say!(say, "key", name = …)`.
#[test]
fn messages_are_given_what_they_ask_for() {
    let mut sources = BTreeMap::new();
    for room in ["src/text", "src/charts", "src/render"] {
        read(Path::new(room), &[".rs"], &mut sources);
    }
    let danish = Messages::new(Language::Danish, &BTreeMap::new()).unwrap();
    let known: BTreeMap<&str, &BTreeSet<String>> = danish.keys().collect();
    let mut wrong = Vec::new();
    let mut looked_at = 0;
    for (file, source) in &sources {
        for call in source.split("say!(").skip(1) {
            let call = inside(call);
            let mut parts = arguments(&call).into_iter().skip(1);
            let Some(key) =
                parts.next().and_then(|key| key.trim().strip_prefix('"')?.strip_suffix('"').map(str::to_owned))
            else {
                continue;
            };
            let Some(asked) = known.get(key.as_str()) else { continue };
            let given: BTreeSet<String> = parts
                .filter_map(|part| Some(part.split_once('=')?.0.trim().to_owned()))
                .filter(|name| !name.is_empty())
                .collect();
            looked_at += 1;
            if given != **asked {
                wrong.push(format!("{file}: {key} asks for {asked:?}, and is given {given:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(looked_at > 100, "{looked_at}");
}

/// What stands between the bracket before a text and the one that closes it.
fn inside(text: &str) -> String {
    let mut depth = 1;
    let mut quoted = false;
    let end = text.char_indices().find(|(_, letter)| {
        match letter {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    end.map_or(text, |(at, _)| &text[..at]).to_owned()
}

/// The arguments of a call.
fn arguments(call: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let (mut depth, mut quoted) = (0, false);
    for letter in call.chars() {
        match letter {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if depth == 0 && !quoted => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = found.last_mut() {
            last.push(letter);
        }
    }
    found
}
