//! `noegletal diff`: what differs between versions, and what a build would publish beyond an archive.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot be set up has failed")]

mod verify_support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// The publication's folder, with nothing built.
fn publication(folder: &Path) {
    verify_support::write(folder, &verify_support::publication());
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_noegletal"));
    command.args(arguments).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json_of(output: &Output) -> Value {
    serde_json::from_str(&said(output)).unwrap()
}

const LATER: [&str; 2] = ["--now", "2030-01-01T00:00:00Z"];

#[test]
fn two_versions_figure_by_figure_for_people_programs_and_comments() {
    let folder = tempfile::tempdir().unwrap();
    publication(folder.path());
    let versions = ["diff", "2021-08/v1", "2021-08/v2", LATER[0], LATER[1]];
    let table = said(&run(folder.path(), &versions));
    assert!(table.starts_with("2021-08/v2 against 2021-08/v1: 8 figures differ.\n"), "{table}");
    for row in [
        "    ledige    2021M08  by      hk                  17          21     +4\n",
        "    ledige    2021M08  landet                    1416        1422     +6\n",
        "    samtaler  2021M08          3f       67.78 (61/90)  70 (63/90)  +2.22\n",
    ] {
        assert!(table.contains(row), "{row}{table}");
    }
    let with = |more: &[&'static str]| [&versions[..], more].concat();
    let printed = json_of(&run(folder.path(), &with(&["--format", "json"])));
    assert_eq!(printed["changes"], 8);
    let edition = &printed["editions"][0];
    assert_eq!(
        (&edition["edition"], &edition["standing"], &edition["class"]),
        (&json!("2021-08/v2"), &json!("compared"), &json!("correction"))
    );
    assert_eq!(
        edition["measures"][1]["changes"][0],
        json!({"period":"2021M08","area":null,"akasse":"3f",
               "before":{"value":"67.777778","numerator":61,"denominator":90,"low":null,"high":null,"status":null},
               "now":{"value":"70","numerator":63,"denominator":90,"low":null,"high":null,"status":null},
               "size":"2.222222","size_status":null})
    );
    for format in ["markdown", "github"] {
        let comment = said(&run(folder.path(), &with(&["--format", format])));
        assert!(comment.starts_with("### 2021-08/v2 against 2021-08/v1\n\n8 figures differ.\n"), "{comment}");
        assert!(comment.contains("| ledige | 2021M08 | by | hk | 17 | 21 | +4 |\n"), "{comment}");
        assert!(comment.contains("\nEt tal var forkert.\n"), "{comment}");
    }
    let backwards = said(&run(folder.path(), &["diff", "2021-08/v2", "2021-08/v1", LATER[0], LATER[1]]));
    assert!(backwards.contains("         17     -4\n"), "{backwards}");
    assert!(
        !folder.path().join("public").exists() && !folder.path().join("data/releases.lock").exists(),
        "nothing is written"
    );
}

#[test]
fn an_archive_alone_gives_the_same_as_the_publication() {
    let folder = tempfile::tempdir().unwrap();
    verify_support::archive(folder.path());
    for format in ["human", "json", "markdown"] {
        let versions = ["diff", "2021-08/v1", "2021-08/v2", "--format", format];
        let computed = said(&run(folder.path(), &[&versions[..], &LATER].concat()));
        let read = said(&run(&folder.path().join("data"), &[&versions[..], &["--archive", "../public"]].concat()));
        assert_eq!(computed, read);
    }
}

#[test]
fn what_a_build_would_publish_beyond_an_archive_by_edition() {
    let folder = tempfile::tempdir().unwrap();
    verify_support::build_until(folder.path(), "2021-12-01T00:00:00Z");
    let against = ["diff", "--against", "public"];
    let same = said(&run(folder.path(), &[&against[..], &["--now", "2021-12-01T00:00:00Z"]].concat()));
    let nothing = "What would be published, against what is: 0 new editions, 2 unchanged; 0 figures with another content than what stands now.\n";
    assert_eq!(same, nothing);
    let new = said(&run(folder.path(), &[&against[..], &LATER, &["--format", "markdown"]].concat()));
    assert!(new.contains("1 new edition, 2 unchanged; 8 figures with another content than what stands now."), "{new}");
    assert!(new.contains("#### 2021-08/v2: new, correction, 2021-12-15T08:00:00+01:00, made-up figures\n"), "{new}");
    assert!(new.contains("| ledige | 9 | 7 |\n| samtaler | 2 | 1 |\n"), "{new}");
    // The same of two archives.
    let out = folder.path().join("later");
    verify_support::build_into(folder.path(), &out, "2030-01-01T00:00:00Z");
    let read = said(&run(folder.path(), &[&against[..], &["--archive", "later", "--format", "markdown"]].concat()));
    assert_eq!(new, read);
    // An archive that publishes nothing yet.
    fs::create_dir(folder.path().join("empty")).unwrap();
    let first = json_of(&run(folder.path(), &["diff", "--against", "empty", "--format", "json", LATER[0], LATER[1]]));
    let standing: Vec<&Value> = first["editions"].as_array().unwrap().iter().map(|one| &one["standing"]).collect();
    assert_eq!(standing, ["new", "new", "new"]);
    // What is out and gone, and what is out and altered.
    let back = json_of(&run(folder.path(), &["diff", "--against", "later", "--archive", "public", "--format", "json"]));
    assert_eq!(
        (&back["editions"][0]["edition"], &back["editions"][0]["standing"]),
        (&json!("2021-08/v2"), &json!("gone"))
    );
    let path = folder.path().join("later/api/v1/releases/2021-09/v1/ledige.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"value\":1234,", "\"value\":1235,")).unwrap();
    let altered = json_of(&run(folder.path(), &["diff", "--against", "later", "--format", "json", LATER[0], LATER[1]]));
    assert_eq!(
        (&altered["editions"][0]["edition"], &altered["editions"][0]["standing"]),
        (&json!("2021-09/v1"), &json!("altered"))
    );
    assert_eq!(altered["editions"][0]["measures"][0]["changes"][0]["size"], "-1");
}

#[test]
fn what_is_under_embargo_is_in_no_difference_unless_asked_for_and_then_marked() {
    let folder = tempfile::tempdir().unwrap();
    verify_support::build_until(folder.path(), "2021-12-01T00:00:00Z");
    let before = ["diff", "--against", "public", "--now", "2021-12-01T00:00:00Z", "--format", "markdown"];
    let silent = said(&run(folder.path(), &before));
    assert!(
        !silent.contains("2021-08/v2") && !silent.contains("forkert") && silent.contains("0 new editions"),
        "{silent}"
    );
    let asked = run(folder.path(), &["diff", "2021-08/v1", "2021-08/v2", "--now", "2021-12-01T00:00:00Z"]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(asked.stdout.is_empty());
    let preview = said(&run(folder.path(), &[&before[..], &["--preview"]].concat()));
    assert!(preview.contains("> **Under embargo:**") && preview.contains("UNDER EMBARGO"), "{preview}");
}

#[test]
fn exit_codes_are_those_of_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let code = |arguments: &[&str]| run(folder.path(), arguments).status.code();
    assert_eq!(code(&["diff", "2021-08/v1", "2021-08/v2"]), Some(2), "no publication");
    publication(folder.path());
    for wrong in [
        &["diff"][..],
        &["diff", "2021-08/v1"],
        &["diff", "2021-08", "2021-09"],
        &["diff", "2021-08/v1", "2021-08/v9"],
        &["diff", "2021-08/v1", "2021-08/v2", "--against", "data"],
        &["diff", "--against", "nowhere"],
        &["diff", "--against", "data", "--archive", "nowhere"],
        // A folder with something else in it is no archive that publishes nothing yet.
        &["diff", "--against", "data"],
        &["check", "--format", "markdown"],
    ] {
        let output = run(folder.path(), wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{wrong:?}");
    }
    let told = run(folder.path(), &["diff", "--against", "data"]);
    assert!(String::from_utf8_lossy(&told.stderr).contains("there is no archive in data"), "{told:?}");
    fs::create_dir_all(folder.path().join("broken/api/v1")).unwrap();
    fs::write(folder.path().join("broken/api/v1/index.json"), "{").unwrap();
    assert_eq!(code(&["diff", "--against", "broken", "--now", "2030-01-01T00:00:00Z"]), Some(3));
    fs::write(folder.path().join("data/2021-08/v2/ledige.csv"), "period,area,akasse,value\n2021-08,aa,3f,x\n").unwrap();
    let errors = run(folder.path(), &["diff", "2021-08/v1", "2021-08/v2", "--format", "markdown"]);
    assert_eq!(errors.status.code(), Some(1));
    assert!(errors.stdout.is_empty(), "a comment is whole or not there");
    assert!(String::from_utf8_lossy(&errors.stderr).contains("bad-number"));
}

#[test]
fn a_long_comment_is_cut_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = verify_support::publication();
    let areas: String = (0..70).map(|at| format!("jobcentre,n{at},Jobcenter N{at},N{at},,,,\n")).collect();
    let members: String = (0..70).map(|at| format!("landet,n{at},,\n")).collect();
    for (path, more) in [("data/codes/areas.csv", areas), ("data/codes/area_members.csv", members)] {
        files.get_mut(path).unwrap().extend(more.into_bytes());
    }
    for (release, add) in [("2021-08/v1", 0), ("2021-08/v2", 1)] {
        let rows: String = (0..70).map(|at| format!("2021-08,n{at},3f,{}\n", 50 + at + at * add)).collect();
        files.get_mut(&format!("data/{release}/ledige.csv")).unwrap().extend(rows.into_bytes());
    }
    verify_support::write(folder.path(), &files);
    let versions = ["diff", "2021-08/v1", "2021-08/v2", LATER[0], LATER[1], "--format", "markdown"];
    let comment = said(&run(folder.path(), &versions));
    assert!(
        comment.contains("\n50 of 146 changes are shown: those that came or went, then the largest.\n"),
        "{comment}"
    );
    assert_eq!(
        comment.matches("\n| ledige | 2021M08 |").count() + comment.matches("\n| samtaler | 2021M08 |").count(),
        50
    );
    assert!(comment.contains("| n69 | 3f | 119 | 188 | +69 |") && !comment.contains("| n1 | 3f |"), "{comment}");
}
