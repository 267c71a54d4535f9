//! `pack`: one version as a folder and a zip file that hold together by themselves.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests look at the disk themselves")]

mod archive_common;
mod verify_support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use archive_common::tree;
use noegletal::archive::manifest::FileHash;
use noegletal::archive::seal;
use tempfile::TempDir;
use verify_support::{archive, build_preview, publication};

/// The small publication's archive, built once.
static BUILT: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path());
    folder
});

/// Runs `pack` where the archive is not, so that nothing depends on where it runs.
fn run(folder: &Path, from: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_noegletal"));
    command.arg("pack").args(arguments).arg("--from").arg(from).current_dir(folder);
    command.output().unwrap()
}

fn packed(arguments: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &BUILT.path().join("public"), arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

/// Every address in a page, whatever attribute it is in.
fn addresses(html: &str) -> Vec<String> {
    let attributes = ["href=\"", "src=\"", "data-state=\""];
    let found = attributes.iter().flat_map(|name| html.split(name).skip(1));
    found.filter_map(|rest| Some(rest.split('"').next()?.replace("&amp;", "&"))).collect()
}

#[test]
fn every_link_leads_to_a_file_of_the_pack_or_to_the_public_archive() {
    let folder = packed(&["2021-09"]);
    let pack = folder.path().join("noegletal-2021-09-v1");
    let files = tree(&pack);
    let (mut inside, mut outside) = (0, 0);
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for link in addresses(std::str::from_utf8(bytes).unwrap()) {
            if let Some(public) = link.strip_prefix("https://") {
                outside += usize::from(public.starts_with("proeve.example/"));
                continue;
            }
            if link.starts_with('#') || link.starts_with("mailto:") {
                continue;
            }
            let target = pack.join(path).parent().unwrap().join(link.split(['#', '?']).next().unwrap());
            assert!(target.is_file(), "{path} links to {link}");
            let target = target.canonicalize().unwrap();
            assert!(target.starts_with(pack.canonicalize().unwrap()), "{path} links out by {link}");
            inside += 1;
        }
    }
    assert!(inside > 100 && outside > 100, "{inside} inside, {outside} outside");
}

#[test]
fn holds_the_versions_pages_and_figures_and_what_explains_them() {
    let folder = packed(&["2021-09"]);
    let files = tree(&folder.path().join("noegletal-2021-09-v1"));
    let archive = tree(&BUILT.path().join("public"));
    for (path, bytes) in &archive {
        let own = path.starts_with("2021-09/v1/") && !path.ends_with("manifest.json");
        let figures = path.starts_with("api/v1/releases/2021-09/v1/");
        let other = path.contains("2021-08/") || path == "api/v1/index.json" || path.starts_with("a-kasse/");
        assert!(!(own || figures) || files.contains_key(path), "{path} is missing");
        assert!(!other || !files.contains_key(path), "{path} does not belong into it");
        if figures {
            assert_eq!(files.get(path), Some(bytes), "{path} was changed");
        }
    }
    for path in ["2021-09/index.html", "metode/index.html", "symboler/index.html", "om/index.html", "LAES-MIG.txt"] {
        assert!(files.contains_key(path), "{path} is missing");
    }
    let start = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(start.contains("content=\"0; url=2021-09/v1/index.html\""), "{start}");
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("2021-09/") && path.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(
            text.contains("Siden er fra en pakke med september 2021, udgave 1."),
            "{path} does not say that it is a copy"
        );
        assert!(!text.contains("data-state"), "{path} asks for what is not there");
    }
}

#[test]
fn brings_the_documents_that_its_pages_name_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in publication() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    for slug in ["hoerer-til", "andet"] {
        let text = format!(
            "+++\nslug = \"{slug}\"\ntype = \"notat\"\ndate = \"2021-11\"\ntitle = \"{slug}\"\nsummary = \"Prøve.\"\n+++\nTekst.\n"
        );
        fs::create_dir_all(folder.path().join("content/notater")).unwrap();
        fs::write(folder.path().join(format!("content/notater/{slug}.md")), text).unwrap();
    }
    let release = folder.path().join("data/2021-09/v1/release.toml");
    let text = fs::read_to_string(&release).unwrap();
    fs::write(release, format!("{text}documents = [\"hoerer-til\"]\n")).unwrap();
    archive(folder.path());
    let output = run(folder.path(), &folder.path().join("public"), &["2021-09", "--to", "pakke"]);
    assert!(output.status.success());
    let files = tree(&folder.path().join("pakke"));
    let documents: Vec<&String> = files.keys().filter(|path| path.starts_with("dokumenter/")).collect();
    assert_eq!(documents, ["dokumenter/hoerer-til/index.html"]);
    let page = std::str::from_utf8(&files["2021-09/v1/index.html"]).unwrap();
    assert!(page.contains("href=\"../../dokumenter/hoerer-til/index.html\""));
}

#[test]
fn the_text_to_read_first_tells_what_it_is_and_the_checksums_hold() {
    let folder = packed(&["2021-08", "--version", "2"]);
    let pack = folder.path().join("noegletal-2021-08-v2");
    let files = tree(&pack);
    let text = String::from_utf8(files["LAES-MIG.txt"].clone()).unwrap();
    let lock = fs::read_to_string(BUILT.path().join("public").join(seal::SHOWN)).unwrap();
    let own = lock.lines().find(|line| line.starts_with("2021-08/v2 ")).unwrap().split(' ').nth(2).unwrap();
    for expected in [
        "august 2021, udgave 2\r\n",
        "Offentliggjort: 15. december 2021 kl. 8.00 (UTC+01:00).\r\n",
        "Rettelse af fejl: Et tal var forkert.\r\n",
        "Fast adresse: https://proeve.example/2021-08/v2/\r\n",
        "Det kan ses her: https://proeve.example/2021-08/\r\n",
        "SYNTETISKE TAL.",
        own,
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    let sums: BTreeMap<&str, &str> = std::str::from_utf8(&files["SHA256SUMS"])
        .unwrap()
        .lines()
        .map(|line| line.split_once("  ").map(|(hash, path)| (path, hash)).unwrap())
        .collect();
    assert_eq!(sums.len() + 1, files.len());
    for (path, bytes) in files.iter().filter(|(path, _)| *path != "SHA256SUMS") {
        assert_eq!(sums[path.as_str()], FileHash::of(bytes).hex(), "{path}");
    }
    let checked = Command::new("sha256sum").args(["--quiet", "-c", "SHA256SUMS"]).current_dir(&pack).output();
    assert!(checked.unwrap().status.success());
}

#[test]
fn the_zip_file_is_the_folder_and_the_same_every_time() {
    let (one, other) = (packed(&["2021-09", "--zip"]), packed(&["2021-09", "--zip", "--to", "andet"]));
    let zip = fs::read(one.path().join("noegletal-2021-09-v1.zip")).unwrap();
    assert!(zip == fs::read(other.path().join("andet.zip")).unwrap(), "two runs differ");
    let files = tree(&one.path().join("noegletal-2021-09-v1"));
    assert_eq!(files, tree(&other.path().join("andet")));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert!(names.is_sorted() && names.iter().all(|name| !name.contains('\\')));
    let mut inside = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let time = entry.last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (2021, 11, 15, 8));
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        inside.insert(entry.name().unwrap().strip_prefix("noegletal-2021-09-v1/").unwrap().to_owned(), bytes);
    }
    assert_eq!(inside, files);
}

#[test]
fn what_it_did_not_write_is_left_alone() {
    let folder = packed(&["2021-09", "--zip", "--to", "pakke"]);
    let from = BUILT.path().join("public");
    let again = |arguments: &[&str]| {
        let output = run(folder.path(), &from, arguments);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(again(&["2021-09", "--zip", "--to", "pakke"]).0, Some(0), "the same pack once more");
    let before = tree(folder.path());
    let (code, words) = again(&["2021-08", "--to", "pakke"]);
    assert!(code == Some(2) && words.contains("pakke holds something else than this pack"), "{words}");
    fs::write(folder.path().join("fremmed.zip"), "x").unwrap();
    let (code, words) = again(&["2021-09", "--zip", "--to", "fremmed"]);
    assert!(code == Some(2) && words.contains("fremmed.zip is another file"), "{words}");
    assert!(!folder.path().join("fremmed").exists(), "half a pack");
    fs::remove_file(folder.path().join("fremmed.zip")).unwrap();
    assert_eq!(tree(folder.path()), before);
    fs::write(folder.path().join("pakke/noter.txt"), "mine").unwrap();
    assert_eq!(again(&["2021-09", "--to", "pakke"]).0, Some(2), "a foreign file in it");
}

#[test]
fn refuses_what_is_not_there_with_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let public = BUILT.path().join("public");
    let preview = folder.path().join("preview");
    build_preview(&preview);
    let nowhere = folder.path().join("nowhere");
    let cases: [(&Path, &[&str], &str); 5] = [
        (&public, &["2021-07"], "the archive has no 2021-07; it has 2021-08, 2021-09"),
        (&public, &["2021-08", "--version", "3"], "the archive has no version 3 of 2021-08; it has 1, 2"),
        (&public, &["2021-8"], "write the month like 2021-09"),
        (&nowhere, &["2021-08"], "there is no archive in"),
        (&preview, &["2021-08"], "is a preview, which is not published; add --preview"),
    ];
    for (from, arguments, expected) in cases {
        let output = run(folder.path(), from, arguments);
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && words.contains(expected), "{arguments:?}: {words}");
    }
    let output = run(folder.path(), &preview, &["2021-08", "--preview", "--to", "p"]);
    assert!(output.status.success());
    let text = fs::read_to_string(folder.path().join("p/LAES-MIG.txt")).unwrap();
    assert!(text.contains("FORHÅNDSVISNING."), "{text}");
    let left: BTreeSet<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn an_archive_that_was_tampered_with_is_not_packed() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path());
    let page = folder.path().join("public/2021-09/v1/index.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replacen('1', "2", 1)).unwrap();
    let output = run(folder.path(), &folder.path().join("public"), &["2021-09"]);
    let words = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3));
    assert!(words.contains("2021-09/v1/index.html is not as the archive's manifests say"), "{words}");
    assert!(!folder.path().join("noegletal-2021-09-v1").exists());
}

#[test]
fn an_older_version_does_not_bring_the_months_page_which_shows_a_newer_one() {
    let folder = packed(&["2021-08", "--version", "1"]);
    let pack = folder.path().join("noegletal-2021-08-v1");
    assert!(!pack.join("2021-08/index.html").exists());
    let page = fs::read_to_string(pack.join("2021-08/v1/index.html")).unwrap();
    assert!(page.contains("href=\"https://proeve.example/2021-08/\""));
}
