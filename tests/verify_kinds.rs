//! Each kind of tampering, with the code and the words that it is told in.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests change archives themselves")]

mod archive_common;
mod verify_support;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixListener;
use std::path::Path;

use noegletal::archive::ArchiveFault;
use noegletal::archive::verify::Verifier;
use verify_support::{Forgery, archive, proved, verify};

/// A change of an archive: of its folder, or as a forgery with manifests in order.
enum Tamper {
    Folder(fn(&Path)),
    Forged(fn(&mut Forgery)),
}

use Tamper::{Folder, Forged};

const STATE: &str = "api/v1/state.json";
const TIMEMAP: &str = "a-kasse/3f/timemap.link";
const DATA: &str = "api/v1/releases/2021-08/v2";
const VERSIONS: &str = "api/v1/versions/ledige.json";

/// What is done, and what must be told: code, place, words.
const KINDS: &[(Tamper, &str, &str, &str)] = &[
    (
        Folder(|root| fs::remove_file(root.join("om/index.html")).unwrap()),
        "missing-file",
        "om/index.html",
        "manifest.json names it with",
    ),
    (
        Folder(|root| fs::write(root.join("robots.txt"), b"").unwrap()),
        "changed-file",
        "robots.txt",
        "robots.txt has 0 bytes and SHA-256 e3b0c4",
    ),
    (
        Folder(|root| fs::write(root.join(".gitignore"), b"!*\n!.gitignore\n").unwrap()),
        "added-file",
        ".gitignore",
        "is in no manifest",
    ),
    (Folder(|root| fs::write(root.join(".htaccess"), b"").unwrap()), "added-file", ".htaccess", "is in no manifest"),
    (
        Folder(|root| fs::create_dir(root.join("tom")).unwrap()),
        "added-file",
        "tom",
        "a folder that no file of the archive is in",
    ),
    (
        Folder(|root| fs::write(root.join(".noegletal-lock"), b"x").unwrap()),
        "added-file",
        ".noegletal-lock",
        "is in no manifest",
    ),
    (
        Folder(|root| std::os::unix::fs::symlink("om", root.join("about")).unwrap()),
        "unsafe-path",
        "about",
        "it is a symbolic link",
    ),
    (
        Folder(|root| drop(UnixListener::bind(root.join("s")).unwrap())),
        "unsafe-path",
        "s",
        "it is neither file nor folder",
    ),
    (
        Folder(|root| fs::write(root.join(OsStr::from_bytes(b"\xff")), b"").unwrap()),
        "unsafe-path",
        "\u{fffd}",
        "its name is not Unicode text",
    ),
    (
        Folder(|root| fs::write(root.join("INDEX.html"), b"").unwrap()),
        "unsafe-path",
        "index.html",
        "INDEX.html differs from it only in upper and lower case",
    ),
    (
        Folder(|root| fs::write(root.join("aux.html"), b"").unwrap()),
        "unsafe-path",
        "aux.html",
        "Windows keeps this name",
    ),
    (Folder(|root| fs::write(root.join("x. "), b"").unwrap()), "unsafe-path", "x. ", "it ends in a point or a space"),
    (
        Folder(|root| replace(root, "manifest.json", "\n\"kind\"", " \"kind\"")),
        "bad-manifest",
        "manifest.json",
        "it is not as the program writes it",
    ),
    (
        Folder(|root| replace(root, "manifest.json", "\"public\"", "\"preview\"")),
        "bad-manifest",
        "2021-08/v1/manifest.json",
        "is of kind public",
    ),
    (
        Folder(|root| fs::write(root.join("2021-08/v1/manifest.json"), b"{").unwrap()),
        "bad-manifest",
        "2021-08/v1/manifest.json",
        "is not a manifest",
    ),
    (
        Folder(|root| fs::remove_file(root.join("manifest.json")).unwrap()),
        "missing-file",
        "manifest.json",
        "nothing tells what the archive should hold",
    ),
    (
        Forged(|forgery| forgery.edit("releases.lock", |text| text.replacen("figures ", "figures 0", 1))),
        "history-changed",
        "releases.lock",
        "line 2 of releases.lock is not a seal",
    ),
    (
        Forged(|forgery| {
            forgery.edit("releases.lock", |text| {
                text.lines().filter(|line| !line.starts_with("2021-09")).map(|line| format!("{line}\n")).collect()
            })
        }),
        "history-changed",
        "releases.lock",
        "does not fit the line before it",
    ),
    (
        Forged(|forgery| forgery.without("2021-08/v2")),
        "history-changed",
        "releases.lock",
        "2021-08/v2 was published (line 4 of releases.lock), and the archive does not have",
    ),
    (
        Forged(|forgery| forgery.without_seal("2021-09/v1")),
        "history-changed",
        "api/v1/releases/2021-09/v1",
        "2021-09/v1 has figures here and no seal",
    ),
    (
        Forged(|forgery| forgery.edit("api/v1/index.json", |text| text.replacen("\"version\":2", "\"version\":3", 1))),
        "history-changed",
        "api/v1/index.json",
        "names 2021-08/v3, and api/v1/releases/2021-08/v3 is not there",
    ),
    (
        Forged(|forgery| forgery.edit("api/v1/index.json", |text| text.replacen("\"version\":2", "\"version\":3", 1))),
        "history-changed",
        "api/v1/index.json",
        "2021-08/v2 is in the archive, and api/v1/index.json does not name it",
    ),
    (
        Forged(|forgery| {
            forgery.edit(STATE, |text| text.replacen("\"newest\":\"2021M09\"", "\"newest\":\"2021M08\"", 1))
        }),
        "history-changed",
        STATE,
        "says that the newest month is 2021M08, api/v1/index.json 2021M09",
    ),
    (
        Forged(|forgery| {
            forgery.edit(TIMEMAP, |text| {
                text.lines().filter(|line| !line.contains("2021-09/v1")).map(|line| format!("{line}\n")).collect()
            });
        }),
        "history-changed",
        TIMEMAP,
        "does not name 2021-09/v1/a-kasse/3f/, which the archive has",
    ),
    (
        Forged(|forgery| forgery.edit(TIMEMAP, |text| text.replacen("2021-08/v2", "2021-08/v3", 1))),
        "history-changed",
        TIMEMAP,
        "does not name 2021-08/v2/a-kasse/3f/",
    ),
    (
        Forged(|forgery| {
            forgery.edit("timemap.link", |text| {
                let line =
                    "<https://proeve.example/2021-08/v2/>; rel=\"memento\"; datetime=\"Wed, 15 Dec 2021 07:00:00 GMT\"";
                text.replacen(
                    ",\n<https://proeve.example/2021-09",
                    &format!(",\n{line},\n<https://proeve.example/2021-09"),
                    1,
                )
            });
        }),
        "history-changed",
        "timemap.link",
        "names https://proeve.example/2021-08/v2/, and no edition has that page",
    ),
    (
        Forged(|forgery| forgery.edit("2021-08/timemap.link", |text| text.replacen("07:00:00", "08:00:00", 1))),
        "history-changed",
        "2021-08/timemap.link",
        "gives other times, another order or other addresses",
    ),
    (
        Forged(|forgery| forgery.remove(TIMEMAP)),
        "broken-link",
        "a-kasse/3f/index.html",
        "a-kasse/3f/index.html links to timemap.link, which is not there",
    ),
    (
        Forged(|forgery| forgery.edit(STATE, |text| text.replacen("2021M08", "2021M07", 1))),
        "history-changed",
        STATE,
        "name other months",
    ),
    (
        Forged(|forgery| {
            forgery.edit(STATE, |text| text.replacen("\"version\":2,\"synthetic\"", "\"version\":1,\"synthetic\"", 1))
        }),
        "history-changed",
        STATE,
        "tells otherwise of 2021M08's newest version",
    ),
    (
        Forged(|forgery| {
            forgery.edit(STATE, |text| text.replacen("../../2021-08/index.html", "../../2021-09/index.html", 1))
        }),
        "history-changed",
        STATE,
        "names 2021M08 or its page in another way",
    ),
    (
        Forged(|forgery| forgery.edit(STATE, |text| text.replacen("august 2021", "juli 2021", 1))),
        "history-changed",
        STATE,
        "names 2021M08 or its page in another way",
    ),
    (
        Forged(|forgery| {
            forgery.edit(STATE, |text| text.replacen("\"class\":\"correction\"", "\"class\":\"method_change\"", 1))
        }),
        "history-changed",
        STATE,
        "tells otherwise of 2021M08, version 2",
    ),
    (
        Forged(|forgery| forgery.edit(STATE, |text| text.replacen("Rettelse af fejl", "Ændret metode", 1))),
        "history-changed",
        STATE,
        "tells otherwise of 2021M08, version 2",
    ),
    (
        Forged(|forgery| forgery.edit(STATE, |text| text.replacen("\"reason\":\"", "\"reason\":\"Ikke ", 1))),
        "history-changed",
        STATE,
        "tells otherwise of 2021M08, version 2",
    ),
    (
        Forged(|forgery| {
            forgery.edit(STATE, |text| text.replacen("../../2021-08/v2/index.html", "../../2021-08/v1/index.html", 1))
        }),
        "history-changed",
        STATE,
        "tells otherwise of 2021M08, version 2",
    ),
    (
        Forged(|forgery| {
            forgery.edit(STATE, |text| {
                let (before, later) = text.split_once("\"later\":[{").unwrap();
                format!("{before}\"later\":[{}", later.split_once('}').unwrap().1)
            })
        }),
        "history-changed",
        STATE,
        "tells of other versions of 2021M08",
    ),
    (Forged(|forgery| forgery.edit(STATE, |text| text.replacen(':', "", 1))), "bad-manifest", STATE, "cannot be read"),
    (
        Forged(|forgery| {
            forgery.edit("2021-08/v1/index.html", |text| text.replacen("api/v1/state.json", "api/v1/staat.json", 1))
        }),
        "broken-link",
        "2021-08/v1/index.html",
        "links to ../../api/v1/staat.json, which is not there",
    ),
    (
        Forged(|forgery| forgery.edit(VERSIONS, |text| text.replacen("\"value\":122,", "\"value\":123,", 1))),
        "figures-disagree",
        VERSIONS,
        "ledige, 2021M08, area aa, a-kasse 3f: 2021-08/v2 is listed with 123; 2021-08/v2 published 122",
    ),
    (
        Forged(|forgery| forgery.edit(VERSIONS, |text| text.replacen("\"change\":2}", "\"change\":-2}", 1))),
        "figures-disagree",
        VERSIONS,
        "ledige, 2021M08, area aa: the change from 165 to 167 in 2021-08/v2 is wrong",
    ),
    (
        Forged(|forgery| forgery.edit(VERSIONS, |text| text.replacen("\"revision\":2,", "\"revision\":3,", 1))),
        "figures-disagree",
        VERSIONS,
        "ledige, 2021M08, area aa: the revision from 165 to 167 is wrong",
    ),
    (
        Forged(|forgery| {
            forgery.edit(VERSIONS, |text| {
                text.lines()
                    .filter(|line| !line.contains("\"akasse\":\"hk\",\"area\":\"by\""))
                    .map(|line| format!("{line}\n"))
                    .collect()
            })
        }),
        "figures-disagree",
        VERSIONS,
        "ledige, 2021M08, area by, a-kasse hk: 2021-08/v2 changed it, and it is not listed",
    ),
    (
        Forged(|forgery| {
            forgery
                .edit(VERSIONS, |text| text.replacen("2021-08/v1\",\"value\":17,", "2021-08/v1\",\"value\":null,", 1))
        }),
        "figures-disagree",
        VERSIONS,
        "is listed with nothing that can be read; 2021-08/v1 published 17",
    ),
    (
        Forged(|forgery| forgery.edit(VERSIONS, |text| text.replacen("\"comparable\":1", "\"comparable\":2", 1))),
        "figures-disagree",
        VERSIONS,
        "comparable figures are told of, and there are",
    ),
    (
        Forged(|forgery| forgery.edit(VERSIONS, |text| text.replacen("\"mean_revision\":", "\"mean_revision\":1", 1))),
        "figures-disagree",
        VERSIONS,
        "the mean revision is not that of the listed figures",
    ),
    (
        Forged(|forgery| forgery.remove(VERSIONS)),
        "missing-file",
        VERSIONS,
        "is missing; versions have figures of ledige",
    ),
    (
        Forged(|forgery| forgery.copy(VERSIONS, "api/v1/versions/andre.json")),
        "figures-disagree",
        "api/v1/versions/andre.json",
        "is of a measure that no version has figures of",
    ),
    (
        Forged(|forgery| forgery.edit("maal/ledige/revisioner/index.html", |text| text.replacen(">122<", ">132<", 1))),
        "figures-disagree",
        "maal/ledige/revisioner/index.html",
        "ledige, 2021M08, area aa, a-kasse 3f: the page shows 132, the files have 122",
    ),
    (
        Forged(|forgery| forgery.edit("api/v1/latest/ledige.csv", |text| text.replacen("1234", "1235", 1))),
        "figures-disagree",
        "api/v1/latest/ledige.csv",
        "is not a copy of api/v1/releases/2021-09/v1/ledige.csv",
    ),
    (
        Forged(|forgery| forgery.edit(&format!("{DATA}/ledige.csv"), |text| text.replacen("1234", "1235", 1))),
        "figures-disagree",
        "api/v1/releases/2021-08/v2/ledige.csv",
        "ledige, 2021M08, area by, a-kasse 3f: 1235 in ledige.csv, 1234 in ledige.json",
    ),
    (
        Forged(|forgery| forgery.edit(&format!("{DATA}/ledige.csv"), |text| text.replacen("1234", "1235", 1))),
        "sealed-release-changed",
        DATA,
        "releases.lock sealed",
    ),
    (
        Forged(|forgery| forgery.edit(&format!("{DATA}/ledige.da.csv"), |text| text.replacen("1234", "1235", 1))),
        "figures-disagree",
        "api/v1/releases/2021-08/v2/ledige.da.csv",
        "1235 in ledige.da.csv, 1234 in ledige.csv",
    ),
    (
        Forged(|forgery| forgery.edit(&format!("{DATA}/a-kasse/3f.json"), |text| text.replacen("1234", "1235", 1))),
        "figures-disagree",
        "api/v1/releases/2021-08/v2/a-kasse/3f.json",
        "where ledige.json has",
    ),
    (
        Forged(|forgery| forgery.edit(&format!("{DATA}/jobcenter/by.json"), |text| text.replacen("1234", "1235", 1))),
        "figures-disagree",
        "api/v1/releases/2021-08/v2/jobcenter/by.json",
        "where ledige.json has",
    ),
    (
        Forged(|forgery| {
            forgery.edit(&format!("{DATA}/samtaler.json"), |text| text.replacen("\"months\":", "\"months\":1", 1))
        }),
        "figures-disagree",
        "api/v1/releases/2021-08/v2/a-kasse/3f.json",
        "where samtaler.json has",
    ),
    (
        Forged(|forgery| {
            forgery.edit("2021-08/v2/maal/ledige/index.html", |text| text.replacen(">1.234<", ">1.243<", 1))
        }),
        "figures-disagree",
        "2021-08/v2/maal/ledige/index.html",
        "ledige, 2021M08, area by, a-kasse 3f: the page shows 1.243, the files have 1.234",
    ),
    (
        Forged(|forgery| forgery.edit("jobcenter/by/index.html", |text| text.replacen(">1.255<", ">1.257<", 1))),
        "figures-disagree",
        "jobcenter/by/index.html",
        "ledige, 2021M08, area by: the page shows 1.257",
    ),
    (
        Forged(|forgery| {
            forgery.edit("om/index.html", |text| text.replacen("<main", "<a href=\"../x/\">x</a><main", 1))
        }),
        "broken-link",
        "om/index.html",
        "links to ../x/, which is not there",
    ),
    (
        Forged(|forgery| {
            forgery.edit("om/index.html", |text| text.replacen("<main", "<a href=\"../index.html#x\">x</a><main", 1))
        }),
        "broken-link",
        "om/index.html",
        "and index.html has no part of that name",
    ),
    (
        Forged(|forgery| {
            forgery.edit("om/index.html", |text| text.replacen("<main", "<a href=\"../../x\">x</a><main", 1))
        }),
        "broken-link",
        "om/index.html",
        "which leads out of the archive",
    ),
];

fn replace(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).unwrap();
    assert!(text.contains(from));
    fs::write(root.join(path), text.replacen(from, to, 1)).unwrap();
}

#[test]
fn every_kind_is_told_with_its_code_its_path_and_what_was_found() {
    let folder = archive_common::folder();
    archive(folder.path());
    let root = folder.path().join("public");
    let pristine = archive_common::tree(&root);
    for (tamper, code, place, words) in KINDS {
        match tamper {
            Folder(change) => change(&root),
            Forged(change) => {
                let mut forgery = Forgery::of(&root, &pristine);
                change(&mut forgery);
                forgery.write(&root);
            }
        }
        let report = verify(&root, &[]);
        let told = report.sorted().into_iter().any(|problem| {
            problem.code.word() == *code
                && problem.place.as_ref().is_some_and(|found| *found.file == **place)
                && problem.message.contains(words)
                && problem.hint.is_some()
        });
        assert!(told, "{code} {place} {words}: {:#?}", report.sorted());
        verify_support::restore(&root, &pristine);
        proved(&root);
    }
}

#[test]
fn a_folder_without_an_archive_is_no_archive() {
    let folder = archive_common::folder();
    fs::create_dir(folder.path().join("x")).unwrap();
    assert!(matches!(Verifier::default().verify(folder.path(), &[]), Err(ArchiveFault::NoArchive(_))));
    assert!(matches!(Verifier::default().verify(&folder.path().join("gone"), &[]), Err(ArchiveFault::Disk { .. })));
}
