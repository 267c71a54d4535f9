//! `publish` and `hosting` on the command line: exit codes, what is printed.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests look at the disk themselves")]

mod verify_support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_noegletal"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
        command.env_remove(name);
    }
    command.arg("--root").arg(root).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn publishes_the_archive_of_the_publication_and_says_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    verify_support::archive(folder.path());
    let target = folder.path().join("www");
    let to = target.to_str().unwrap();
    let dry = run(folder.path(), &["publish", to, "--dry-run"]);
    let lines = String::from_utf8(dry.stdout).unwrap();
    assert_eq!(dry.status.code(), Some(0));
    assert!(lines.starts_with("new\t"), "{lines}");
    let front = lines.lines().position(|line| line.starts_with("new\t") && line.ends_with("\tindex.html")).unwrap();
    let last = lines.lines().position(|line| line.ends_with("\tmanifest.json") && !line.contains('/')).unwrap();
    assert!(front < last && lines.trim_end().ends_with("Nothing was touched."), "{lines}");
    assert!(!target.exists());

    let done = run(folder.path(), &["publish", &format!("file://{to}"), "--grace", "0"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    assert!(told(&done).contains(" new files and 0 changed ("), "{}", told(&done));
    let again = run(folder.path(), &["publish", to, "--verify"]);
    assert!(told(&again).contains("is the archive already"), "{}", told(&again));

    // The publication's own seals say more than the archive has.
    let lock = folder.path().join("data/releases.lock");
    let lines = fs::read_to_string(&lock).unwrap();
    let own: Vec<&str> = lines.lines().filter(|line| !line.starts_with('#')).collect();
    fs::write(&lock, verify_support::chained(&own, "2021-10/v1", &"0".repeat(64))).unwrap();
    let refused = run(folder.path(), &["publish", to]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("history-changed"), "{}", told(&refused));
}

#[test]
fn says_what_is_wrong_with_a_target() {
    let folder = tempfile::tempdir().unwrap();
    verify_support::build_until(folder.path(), "2021-11-01T00:00:00Z");
    let inside = folder.path().join("public/sub");
    for (target, sentence) in [
        ("gs://bucket/x", "is no target; write a folder, file:///folder, or s3://bucket/prefix"),
        ("file://relative", "is no target"),
        ("s3:///x", "names no bucket"),
        ("s3://bucket/prefix", "needs credentials: set AWS_ACCESS_KEY_ID"),
        (inside.to_str().unwrap(), "give another target"),
    ] {
        let output = run(folder.path(), &["publish", target]);
        assert_eq!(output.status.code(), Some(2), "{target}: {}", told(&output));
        assert!(told(&output).contains(sentence), "{target}: {}", told(&output));
    }
    assert!(!inside.exists(), "the archive is as it was");
    let around = run(folder.path(), &["publish", folder.path().to_str().unwrap()]);
    assert!(told(&around).contains("give another target"), "{}", told(&around));
    let output = run(folder.path(), &["publish", "x", "--from", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("there is no archive in nowhere"), "{}", told(&output));
}

#[test]
fn prints_the_configuration_of_servers() {
    let folder = tempfile::tempdir().unwrap();
    for (server, part) in
        [("nginx", "server_name"), ("apache", "<VirtualHost"), ("caddy", "file_server"), ("headers", "/*\n")]
    {
        let output = run(folder.path(), &["hosting", server]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains(part), "{server}");
    }
    assert_eq!(run(folder.path(), &["hosting", "iis"]).status.code(), Some(2));
}
