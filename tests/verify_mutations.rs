//! A thousand chance changes of an archive are all found, each with its path; what nobody touched is never accused.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests change archives themselves")]

mod archive_common;
mod verify_support;

use std::fs;
use std::path::{Path, PathBuf};

use noegletal::diagnostic::{Diagnostic, Severity};
use rayon::prelude::*;
use verify_support::{Chance, Forgery, archive, listing_of, proved, verify};

/// Rounds of chance, each with its own change.
const ROUNDS: u64 = 1_024;

/// What was changed, so that the test can put it back and look for it among what is told.
struct Change {
    what: String,
    /// Each of these must be told: as the place of a problem or in its words.
    touched: Vec<String>,
}

#[test]
fn a_thousand_chance_changes_are_all_found_and_named() {
    let origin = archive_common::folder();
    archive(origin.path());
    let pristine = archive_common::tree(&origin.path().join("public"));
    let workers = rayon::current_num_threads().max(2) as u64;
    let missed: Vec<String> = (0..workers)
        .into_par_iter()
        .flat_map_iter(|worker| {
            let folder = archive_common::folder();
            let root = folder.path().join("public");
            verify_support::write(&root, &pristine);
            proved(&root);
            let mut missed = Vec::new();
            for seed in (worker..ROUNDS).step_by(workers as usize) {
                let change = change(&root, &pristine, seed);
                let found = verify(&root, &[]);
                for path in &change.touched {
                    let named = found.sorted().into_iter().any(|problem| names(problem, path));
                    if !named {
                        missed.push(format!("{seed}: {}: {path} is not named in {:#?}", change.what, found.sorted()));
                    }
                }
                verify_support::restore(&root, &pristine);
            }
            proved(&root);
            missed
        })
        .collect();
    assert!(missed.is_empty(), "{} missed, the first: {}", missed.len(), missed[0]);
}

/// Whether an error names a path: as its place, or in its words, from the root or from the folder of its place.
fn names(problem: &Diagnostic, path: &str) -> bool {
    let place = problem.place.as_ref().map_or("", |place| &place.file);
    let beside = path.rsplit_once('/').is_some_and(|(folder, name)| {
        place.rsplit_once('/').is_some_and(|(own, _)| own == folder) && problem.message.contains(name)
    });
    problem.severity == Severity::Error && (place.starts_with(path) || problem.message.contains(path) || beside)
}

/// One chance change. The first kinds touch bytes and names; the later ones are forgeries that keep manifests whole.
fn change(root: &Path, pristine: &std::collections::BTreeMap<String, Vec<u8>>, seed: u64) -> Change {
    let mut chance = Chance::new(seed);
    let paths: Vec<&String> = pristine.keys().collect();
    let path = paths[chance.below(paths.len())].clone();
    let target = root.join(&path);
    let bytes = &pristine[&path];
    let touched = |what: &str, touched: &[&str]| Change {
        what: format!("{what} {path}"),
        touched: touched.iter().map(|path| (*path).to_owned()).collect(),
    };
    match seed % 16 {
        0..=2 if !bytes.is_empty() => {
            let mut bytes = bytes.clone();
            let at = chance.below(bytes.len());
            bytes[at] ^= 1 << chance.below(8);
            fs::write(target, bytes).unwrap();
            touched("a byte of", &[&path])
        }
        3 if !bytes.is_empty() => {
            fs::write(target, &bytes[..chance.below(bytes.len())]).unwrap();
            touched("cut", &[&path])
        }
        4 => {
            fs::write(target, [bytes.as_slice(), b"\n"].concat()).unwrap();
            touched("longer", &[&path])
        }
        5 => {
            fs::remove_file(target).unwrap();
            touched("gone", &[&path])
        }
        6 => {
            let names = ["x.html", ".htaccess", "Thumbs.db", "con.txt", "a:b", "end.", "e\u{301}.html", "-"];
            let folder = Path::new(&path).parent().unwrap().to_str().unwrap();
            let name = names[chance.below(names.len())];
            let added = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            fs::write(root.join(&added), b"").unwrap();
            touched("beside", &[&added])
        }
        7 => {
            let added = format!("{path}.d/{}", ["", "deeper", ".x"][chance.below(3)]);
            let added = added.trim_end_matches('/');
            fs::create_dir_all(root.join(added)).unwrap();
            touched("an empty folder beside", &[added])
        }
        8 => {
            let renamed = format!("{path}~");
            fs::rename(target, root.join(&renamed)).unwrap();
            // Without the root's manifest nothing tells which files were added.
            let named: &[&str] = if path == "manifest.json" { &[&path] } else { &[&path, &renamed] };
            touched("renamed", named)
        }
        9 => {
            let other = paths.iter().copied().cycle().skip(chance.below(paths.len()));
            let other = other.take(paths.len()).find(|other| pristine[*other] != *bytes).unwrap().clone();
            fs::write(&target, &pristine[&other]).unwrap();
            fs::write(root.join(&other), bytes).unwrap();
            // Without the root's manifest nothing tells what a shared file should be.
            let is_root = [&path, &other].contains(&&"manifest.json".to_owned());
            let named: &[&str] = if is_root { &["manifest.json"] } else { &[&path, &other] };
            touched("swapped", named)
        }
        10 => {
            let elsewhere = root.parent().unwrap().join(format!("elsewhere-{seed}"));
            fs::write(&elsewhere, bytes).unwrap();
            fs::remove_file(&target).unwrap();
            std::os::unix::fs::symlink(&elsewhere, &target).unwrap();
            touched("a link with the same bytes for", &[&path])
        }
        11 => {
            let other = in_capitals(&path, &mut chance);
            fs::write(root.join(&other), bytes).unwrap();
            touched("a copy in capital letters of", &[&other])
        }
        12 => {
            let own = [".noegletal-lock", ".noegletal-x", ".noegletal-staging.bak"][chance.below(3)];
            fs::write(root.join(own), b"x").unwrap();
            touched("a file of our own name instead of", &[own])
        }
        _ => forgery(root, pristine, &mut chance),
    }
}

/// The path with a letter of its name in the other case; with an ending when it has none of these letters.
fn in_capitals(path: &str, chance: &mut Chance) -> String {
    let (from, to) = *chance.of(&[("i", "I"), ("a", "A"), ("n", "N")]);
    let at = path.rfind('/').map_or(0, |at| at + 1);
    let other = format!("{}{}", &path[..at], path[at..].replacen(from, to, 1));
    if other == path { format!("{path}.bak") } else { other }
}

/// A change of someone who puts the manifests in order afterwards.
fn forgery(root: &Path, pristine: &std::collections::BTreeMap<String, Vec<u8>>, chance: &mut Chance) -> Change {
    let mut forgery = Forgery::of(root, pristine);
    let release = verify_support::RELEASES[chance.below(verify_support::RELEASES.len())];
    let folder = format!("api/v1/releases/{release}");
    let said = |what: String, touched: Vec<String>| Change { what, touched };
    let change = match chance.below(8) {
        0 => {
            let json = format!("{folder}/ledige.json");
            forgery.figure(&json, chance);
            said(format!("a figure of {json}"), vec![json])
        }
        1 => {
            let [json, csv] = ["json", "csv"].map(|ending| format!("{folder}/ledige.{ending}"));
            forgery.figure_in_both(&json, &csv, chance);
            // Who changes both is told by the table for spreadsheets, and by the seal.
            said(format!("a figure of {json} and {csv}"), vec![folder])
        }
        2 => {
            forgery.everywhere(&folder, chance);
            said(format!("a figure in every file of {folder}"), vec![folder])
        }
        3 => {
            let csv = format!("{folder}/ledige.da.csv");
            forgery.edit(&csv, |text| text.replacen(";Tre F;", ";H og K;", 1));
            said(format!("a name in {csv}"), vec![csv])
        }
        4 => {
            let page = format!("{release}/maal/ledige/index.html");
            forgery.page_figure(&page, chance);
            said(format!("a figure of {page}"), vec![page])
        }
        5 => {
            forgery.without(release);
            said(format!("{release} taken out of manifests and index"), vec![release.to_owned()])
        }
        6 => {
            forgery.without_seal(release);
            said(format!("the seal of {release} taken out"), vec![release.to_owned()])
        }
        _ => {
            let page = forgery.page(chance);
            forgery.edit(&page, |text| text.replacen("<main", "<a href=\"gone/\">x</a><main", 1));
            said(format!("a broken link in {page}"), vec![page])
        }
    };
    forgery.write(root);
    change
}

#[test]
fn an_older_or_another_history_is_told_by_the_seals_that_others_kept() {
    let folder = archive_common::folder();
    archive(folder.path());
    let root = folder.path().join("public");
    let seals = fs::read_to_string(root.join("releases.lock")).unwrap();
    let lines: Vec<&str> = seals.lines().collect();
    let told = |lock: &str| {
        let report = verify(&root, &[lock]);
        report.sorted().iter().map(|problem| problem.message.clone()).collect::<Vec<_>>().join("\n")
    };
    for kept in 1..=lines.len() {
        assert_eq!(told(&lines[..kept].join("\n")), "", "each earlier state of the seals is a beginning");
    }
    assert_eq!(told(&format!("# remark\n\n{}", seals.replace('\n', "\r\n"))), "");
    let longer = verify_support::chained(&lines[1..], "2022-01/v1", &"a".repeat(64));
    assert!(told(&longer).starts_with("rolled back: releases.lock has "), "{}", told(&longer));
    let rewritten = verify_support::chained(&lines[1..2], "2021-08/v2", &"a".repeat(64));
    let forked = verify_support::chained(&lines[1..2], "2022-01/v1", &"a".repeat(64));
    assert!(lines[2].starts_with("2021-09/v1") || lines[2].starts_with("2021-08/v2"), "{lines:?}");
    let either = format!("{}\n{}", told(&rewritten), told(&forked));
    assert!(either.contains("forked: 2022-01/v1 was sealed here, and line 3 of releases.lock has "), "{either}");
    let changed = verify_support::chained(&[], "2021-08/v1", &"a".repeat(64));
    assert!(
        told(&changed).starts_with("rewritten: the figures of 2021-08/v1 were sealed as aaaa"),
        "{}",
        told(&changed)
    );
    let broken = lines[..2].join("\n") + "\n" + lines[lines.len() - 1];
    assert!(told(&broken).contains("does not fit the line before it"), "{}", told(&broken));
}

#[test]
fn untouched_archives_are_never_accused() {
    let folder = archive_common::folder();
    for (months, jobcentres, akasser, seed) in [(1, 1, 1, 1), (2, 3, 4, 7), (3, 2, 2, 99)] {
        let out = folder.path().join(format!("sample-{seed}"));
        verify_support::sample(&out, (months, jobcentres, akasser, seed));
        proved(&out);
    }
}

#[test]
fn an_archive_that_goes_on_is_proved_and_holds_the_earlier_seals() {
    let (first, both) = (archive_common::folder(), archive_common::folder());
    let earlier = verify_support::build_until(first.path(), "2021-12-01T00:00:00Z");
    proved(&first.path().join("public"));
    // The publication goes on in the same folder, and one is built from nothing.
    let later = verify_support::build_until(first.path(), "2030-01-01T00:00:00Z");
    assert_ne!(earlier, later);
    archive(both.path());
    assert_eq!(archive_common::tree(&first.path().join("public")), archive_common::tree(&both.path().join("public")));
    assert!(verify(&first.path().join("public"), &[&earlier, &later]).sorted().is_empty());
    // An archive for an earlier time shows the history of that time, also when more has been sealed.
    let again = both.path().join("earlier");
    verify_support::build_into(both.path(), &again, "2021-12-01T00:00:00Z");
    assert_eq!(fs::read_to_string(again.join("releases.lock")).unwrap(), earlier);
    proved(&again);
    let told = verify(&again, &[&later]);
    assert!(told.sorted()[0].message.starts_with("rolled back: "), "{:#?}", told.sorted());
}

#[test]
fn what_an_interrupted_build_left_is_a_warning() {
    let folder = archive_common::folder();
    archive(folder.path());
    let root = folder.path().join("public");
    let staging = root.join(".noegletal-staging/a");
    fs::create_dir_all(&staging).unwrap();
    fs::write(staging.join("half.html"), b"x").unwrap();
    let report = verify(&root, &[]);
    assert!(report.is_clean() && report.warnings() == 2, "{:#?}", report.sorted());
    assert!(report.sorted().iter().any(|problem| problem.message.contains(".noegletal-staging/a/half.html")));
    // A note of files to be shown: what is there is held against it, and figures against their seals all the same.
    let page = "index.html";
    fs::write(root.join(page), b"<p>new</p>").unwrap();
    let mark = noegletal::archive::manifest::Mark::of(b"<p>new</p>");
    let note = format!(
        "{{\"kind\":\"public\",\n\"files\":[\n{{\"path\":\"{page}\",\"bytes\":{},\"sha256\":\"{}\"}}]}}\n",
        mark.bytes,
        mark.hash.hex()
    );
    fs::write(root.join(".noegletal-pending.json"), note).unwrap();
    let verified = verify_support::verified(&root, &[]);
    assert!(verified.report.is_clean() && verified.hash.is_none(), "{:#?}", verified.report.sorted());
    fs::write(root.join("om/index.html"), b"<p>new</p>").unwrap();
    assert_eq!(verify(&root, &[]).errors(), 1);
}

#[test]
fn the_hash_is_that_of_the_root_manifest_and_the_seal_that_of_the_listing() {
    let folder = archive_common::folder();
    archive(folder.path());
    let root = folder.path().join("public");
    let verified = verify_support::verified(&root, &[]);
    let bytes = fs::read(root.join("manifest.json")).unwrap();
    assert_eq!(verified.hash.unwrap(), noegletal::archive::manifest::FileHash::of(&bytes));
    assert!(verified.shown > 50 && verified.links > 100 && verified.sealed == verify_support::RELEASES.len());
    let seals = fs::read_to_string(root.join("releases.lock")).unwrap();
    for release in verify_support::RELEASES {
        let hash = noegletal::archive::manifest::FileHash::of(listing_of(&root, release).as_bytes()).hex();
        assert!(seals.contains(&format!("{release} figures {hash} before ")), "{release}\n{seals}");
    }
}

#[test]
fn a_preview_has_no_seals_and_is_proved_all_the_same() {
    let folder = archive_common::folder();
    let out = folder.path().join("preview");
    verify_support::build_preview(&out);
    let verified = verify_support::verified(&out, &[]);
    assert!(verified.preview && verified.report.sorted().is_empty(), "{:#?}", verified.report.sorted());
    assert!(!out.join("releases.lock").exists());
    let page: PathBuf = out.join("index.html");
    fs::write(&page, b"x").unwrap();
    assert!(!verify(&out, &[]).is_clean());
}
