//! The program as it is started: help, wrong usage, exit codes, and readers that go away.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot be set up has failed")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn program(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_noegletal"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR");
    command
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    program(arguments, folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn help_says_what_each_command_does_and_the_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    let help = run(&["--help"], folder.path());
    assert_eq!(help.status.code(), Some(0));
    for expected in ["build", "check", "serve", "sample", "--root", "--format", "Exit codes:"] {
        assert!(text(&help.stdout).contains(expected), "{expected}");
    }
    for command in ["build", "check", "serve", "sample"] {
        let help = run(&[command, "--help"], folder.path());
        assert_eq!(help.status.code(), Some(0));
        assert!(text(&help.stdout).contains("Exit codes:"), "{command}");
        assert!(!text(&help.stdout).starts_with("Usage"), "{command} says nothing");
    }
    assert_eq!(run(&["--version"], folder.path()).status.code(), Some(0));
}

#[test]
fn wrong_usage_is_two() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in
        [&[][..], &["bild"], &["build", "--job", "2"], &["check", "--now", "soon"], &["build", "--jobs", "0"]]
    {
        let output = run(arguments, folder.path());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
    assert!(text(&run(&["bild"], folder.path()).stderr).contains("build"), "a near word is suggested");
}

#[test]
fn a_folder_without_a_publication_is_two() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["build"][..], &["check"], &["serve"], &["--root", "nowhere", "build"]] {
        let output = run(arguments, folder.path());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).starts_with("error: there is no noegletal.toml in "), "{arguments:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was written");
}

#[test]
fn json_is_one_object_and_agrees_with_the_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("noegletal.toml"), "").unwrap();
    let output = run(&["check", "--format", "json"], folder.path());
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let errors = printed["errors"].as_u64().unwrap();
    assert_eq!(output.status.code(), Some(i32::from(errors > 0)));
    let severities = printed["diagnostics"].as_array().unwrap().iter();
    assert_eq!(severities.filter(|problem| problem["severity"] == "error").count() as u64, errors);
    assert!(printed["warnings"].is_u64());
    assert!(output.stderr.is_empty(), "silent: {}", text(&output.stderr));
}

#[test]
fn readers_that_go_away_are_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("noegletal.toml"), "").unwrap();
    for arguments in [&["--help"][..], &["check", "--format", "json"], &["check", "--format", "github"]] {
        let expected = run(arguments, folder.path()).status.code();
        let mut child =
            program(arguments, folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), expected, "{arguments:?}");
        assert!(!text(&output.stderr).contains("panicked"), "{arguments:?}");
    }
}

#[test]
fn a_sample_is_of_jobcentres_or_of_a_region() {
    let folder = tempfile::tempdir().unwrap();
    let region = |id: &'static str| ["sample", "--months", "2", "--akasser", "3", "--measures", "core", "--region", id];
    let neither = run(&["sample", "--months", "2", "--akasser", "3", "x"], folder.path());
    assert_eq!(neither.status.code(), Some(2));
    assert!(text(&neither.stderr).contains("--jobcentres"));
    let unknown = run(&[&region("region_atlantis")[..], &["x"]].concat(), folder.path());
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("region_syddanmark"), "the sentence names the regions");
    assert!(!folder.path().join("x").exists());
    let made = run(&[&region("region_syddanmark")[..], &["--last", "2024-06", "x"]].concat(), folder.path());
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let table = std::fs::read_to_string(folder.path().join("x/data/2024-05/v1/arbejdskraftreserve.csv")).unwrap();
    assert_eq!(table.lines().count(), 1 + 22 * 3);
    let measure = std::fs::read_to_string(folder.path().join("x/data/measures/arbejdskraftreserve.toml")).unwrap();
    assert!(measure.contains("areas = [\"jobcentre\", \"municipality\"]"));
    let deliveries = run(&[&region("region_syddanmark")[..], &["--deliveries-only", "y"]].concat(), folder.path());
    assert_eq!(deliveries.status.code(), Some(0));
    assert!(
        folder.path().join("y/data/2025-12/v1/release.toml").exists() && !folder.path().join("y/data/codes").exists()
    );
}
