//! An archive built in parts, on machines that know nothing of each other, has the bytes of one build.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test copies and changes archives, and stops where something is not as it should be"
)]

mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use noegletal::archive::ArchiveFault;
use noegletal::archive::verify::Verifier;
use noegletal::model::Months;
use noegletal::pipeline::{self, BuildOptions, Outcome, Scope, Summary};
use noegletal::progress::Silent;
use noegletal::sample::{Sample, SampleMeasures, SampleSize};
use noegletal::source::Disk;
use tempfile::TempDir;
use tree::{Files, tree};

/// Four parts: the first two months, one month alone, and what follows.
const FOUR: [&str; 4] = ["..2025-08", "2025-09", "2025-10..2025-11", "2025-12.."];

/// Six made-up months with three later versions.
fn publication() -> Files {
    let size = SampleSize { months: 6, jobcentres: 2, akasser: 3, seed: 7 };
    let sample = Sample { measures: SampleMeasures::Core, corrections: Some(3), ..Sample::of(size) };
    sample.files().unwrap().into_iter().collect()
}

/// A machine with the whole publication.
struct Machine {
    folder: TempDir,
}

impl Machine {
    fn new(files: &Files) -> Self {
        let folder = tree::folder();
        tree::write(files, &folder.path().join("publication"));
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, out: &str, only: Option<&str>, (now, preview): (&str, bool)) -> Outcome {
        let scope = Scope { now: now.parse().unwrap(), preview };
        let options = BuildOptions { scope, out: self.path(out), drawer: Some(self.path("charts")), jobs: None };
        let source = Disk::new(self.path("publication"));
        match only {
            None => pipeline::build(&source, &options, &Silent),
            Some(months) => pipeline::build_part(&source, &options, Months::parse(months).unwrap(), &Silent),
        }
    }

    /// Builds all that is out, or a part of it.
    fn build(&self, only: Option<&str>) -> Summary {
        built(self.run("public", only, (tree::NOW, false)))
    }

    fn archive(&self) -> Files {
        tree(&self.path("public"))
    }

    /// Copies a folder of another machine over one of this, as `cp -r` does.
    fn take(&self, other: &Self, folder: &str) {
        tree::write(&tree(&other.path(folder)), &self.path(folder));
    }

    /// Seals, and what is hidden.
    fn sealed(&self) -> Files {
        let mut files = tree(&self.path("publication/data"));
        files.retain(|path, _| path.starts_with("releases."));
        files
    }

    fn edit(&self, path: &str, edit: impl Fn(String) -> String) {
        let path = self.path("publication").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, edit(fs::read_to_string(&path).unwrap_or_default())).unwrap();
    }
}

fn built(outcome: Outcome) -> Summary {
    let Outcome { report, summary, refused, fault } = outcome;
    summary.unwrap_or_else(|| panic!("{refused:?} {fault:?} {:#?}", report.sorted()))
}

/// The month of an edition that a file belongs to.
fn month_of(path: &str) -> Option<&str> {
    let own = path.strip_prefix("api/v1/releases/").or_else(|| path.strip_prefix("embed/")).unwrap_or(path);
    let mut steps = own.split('/');
    let (month, version) = (steps.next()?, steps.next()?);
    let is_month = month.len() == 7 && month.as_bytes()[4] == b'-';
    (is_month && version.starts_with('v') && version != "versions").then_some(month)
}

/// Whether pages of versions share the file: it comes with every part.
fn is_shared(path: &str) -> bool {
    path.starts_with("assets/") || path == "embed/noegletal-figur.js"
}

/// A table with many more in its first row.
fn with_more(table: &str) -> String {
    let row = table.lines().nth(1).unwrap();
    let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
    cells[3] = "4711".to_owned();
    table.replacen(row, &cells.join(","), 1)
}

fn assert_same(one: &Files, two: &Files, what: &str) {
    for path in one.keys().chain(two.keys()).collect::<BTreeSet<_>>() {
        let (is, should) = (one.get(path), two.get(path));
        assert!(is == should, "{what}: {path}: {}", tree::first_difference(is, should));
    }
}

/// The whole, built from nothing.
fn whole(files: &Files) -> (Files, Files) {
    let machine = Machine::new(files);
    machine.build(None);
    (machine.archive(), machine.sealed())
}

#[test]
fn four_parts_join_to_the_bytes_of_one_build() {
    let files = publication();
    let (whole, sealed) = whole(&files);
    let own = whole.keys().filter(|path| month_of(path).is_some() || is_shared(path)).count();
    let (joined, with_drawers) = (Machine::new(&files), Machine::new(&files));
    let (mut editions, mut taken) = (0, BTreeSet::new());
    for months in FOUR {
        let machine = Machine::new(&files);
        let summary = machine.build(Some(months));
        let part = machine.archive();
        editions += summary.editions;
        assert!(machine.sealed().is_empty(), "a part publishes nothing");
        let range = Months::parse(months).unwrap();
        for (path, bytes) in part.iter().filter(|(path, _)| !path.starts_with('.')) {
            let inside = month_of(path).map(|month| range.contains(noegletal::model::Period::parse(month).unwrap()));
            assert!(inside.unwrap_or(is_shared(path) || path.starts_with("part-")), "{months}: {path}");
            assert!(path.starts_with("part-") || whole.get(path) == Some(bytes), "{months}: {path}");
            let is_new = taken.insert(path.clone());
            assert!(is_new || is_shared(path), "{path} comes twice");
        }
        let again = machine.build(Some(months));
        assert_eq!((again.written, again.kept), (0, again.editions), "{months} again");
        assert_same(&machine.archive(), &part, months);
        joined.take(&machine, "public");
        with_drawers.take(&machine, "public");
        with_drawers.take(&machine, "charts");
    }
    assert_eq!((editions, taken.len()), (9, own + FOUR.len()));
    for (machine, kept) in [(joined, 0), (with_drawers, 9)] {
        let summary = machine.build(None);
        assert_eq!((summary.editions, summary.kept, summary.unchanged), (9, kept, own));
        assert_same(&machine.archive(), &whole, "joined");
        assert_same(&machine.sealed(), &sealed, "sealed");
        assert!(Verifier::default().verify(&machine.path("public"), &[]).unwrap().report.is_clean());
        assert_eq!(machine.build(None).written, 0);
    }
}

#[test]
fn parts_that_overlap_are_old_or_were_damaged_on_the_way_end_in_the_same_bytes() {
    let files = publication();
    let (whole, sealed) = whole(&files);
    for with_drawers in [false, true] {
        let joined = Machine::new(&files);
        // One from before a delivery was put right, with other templates, and with an edition that was taken out again.
        let old = Machine::new(&files);
        old.edit("data/2025-08/v1/arbejdskraftreserve.csv", |text| with_more(&text));
        old.edit("templates/assets/noegletal.css", |_| "body { color: black }\n".to_owned());
        let early = "data/2025-06/v1/release.toml";
        for file in ["release.toml", "arbejdskraftreserve.csv"] {
            let path = format!("data/2025-07/v1/{file}");
            let text = fs::read_to_string(old.path("publication").join(path)).unwrap();
            let text = text.replace("2025-07", "2025-06").replace("2025-09-", "2025-08-").replace("2025M07", "2025M06");
            old.edit(&early.replace("release.toml", file), |_| text.clone());
        }
        old.build(Some("..2025-08"));
        assert!(old.archive().keys().any(|path| path.starts_with("2025-06/v1/")));
        joined.take(&old, "public");
        if with_drawers {
            joined.take(&old, "charts");
        }
        for months in ["2025-07..2025-10", "2025-09..2025-12"] {
            let machine = Machine::new(&files);
            machine.build(Some(months));
            joined.take(&machine, "public");
            if with_drawers {
                joined.take(&machine, "charts");
            }
        }
        // A page with another byte, one that was cut, and one that is missing.
        let pages: Vec<String> = joined.archive().into_keys().filter(|path| path.starts_with("2025-1")).collect();
        let page = |at: usize| joined.path("public").join(&pages[at]);
        let bytes = fs::read(page(1)).unwrap();
        fs::write(page(1), [&bytes[..bytes.len() - 1], b" ".as_slice()].concat()).unwrap();
        fs::write(page(pages.len() / 2), &bytes[..20]).unwrap();
        fs::remove_file(page(pages.len() - 1)).unwrap();
        let summary = joined.build(None);
        assert_eq!((summary.kept > 3, summary.kept < 9), (with_drawers, true), "{}", summary.kept);
        assert_same(&joined.archive(), &whole, "joined");
        assert_same(&joined.sealed(), &sealed, "sealed");
    }
}

#[test]
fn a_part_over_a_whole_archive_changes_nothing_but_its_own_editions() {
    let files = publication();
    let machine = Machine::new(&files);
    machine.build(None);
    let (before, sealed) = (machine.archive(), machine.sealed());
    let same = machine.build(Some("2025-09..2025-10"));
    assert_eq!(same.written, 0);
    assert_same(&machine.archive(), &before, "nothing differs");

    let base = include_str!("../templates/base.html");
    machine.edit("templates/base.html", |_| format!("{base}<!-- new -->\n"));
    let summary = machine.build(Some("2025-09..2025-10"));
    assert!(summary.written > 20, "{}", summary.written);
    let now = machine.archive();
    let differs = |path: &&String| now.get(*path) != before.get(*path);
    let changed: Vec<&String> = now.keys().chain(before.keys()).filter(differs).collect();
    let is_own = |path: &str| matches!(month_of(path), Some("2025-09" | "2025-10")) || path == NOTE;
    assert!(changed.iter().all(|path| is_own(path)), "{changed:#?}");
    assert_same(&machine.sealed(), &sealed, "sealed");
    let found = Verifier::default().verify(&machine.path("public"), &[]).unwrap().report;
    let told = found.sorted().iter().any(|problem| problem.message.starts_with(NOTE) && problem.hint.is_some());
    assert!(told, "{found:#?}");

    let summary = machine.build(None);
    assert!(summary.kept > 0, "the part is kept");
    let again = Machine::new(&files);
    again.edit("templates/base.html", |_| format!("{base}<!-- new -->\n"));
    again.build(None);
    assert_same(&machine.archive(), &again.archive(), "whole again");

    // What has been published is as safe from a part as from a build of the whole.
    machine.edit("data/2025-09/v1/arbejdskraftreserve.csv", |text| with_more(&text));
    let refused = machine.run("public", Some("2025-09"), (tree::NOW, false));
    assert!(refused.summary.is_none() && !refused.report.is_clean());
    assert_same(&machine.archive(), &again.archive(), "nothing was written");
}

const NOTE: &str = "part-2025-09-to-2025-10.json";

#[test]
fn a_new_month_can_come_as_a_part_and_what_is_under_embargo_in_none() {
    let files = publication();
    let (whole, sealed) = whole(&files);
    let machine = Machine::new(&files);
    // The eleventh month of the year comes out on the tenth of January.
    let november = "2026-01-15T00:00:00Z";
    built(machine.run("public", None, (november, false)));
    let refused = machine.run("public", Some("2025-12.."), (november, false)).refused.unwrap();
    assert_eq!(
        refused,
        "--only 2025-12..: there is no edition of these months to build; editions go from 2025-07 to 2025-11"
    );
    built(machine.run("public", Some("2025-09.."), (november, false)));
    assert!(machine.archive().keys().all(|path| month_of(path) != Some("2025-12")));
    machine.build(Some("2025-11.."));
    machine.build(None);
    assert_same(&machine.archive(), &whole, "whole");
    assert_eq!(machine.sealed().keys().collect::<Vec<_>>(), sealed.keys().collect::<Vec<_>>());

    let preview = Machine::new(&files);
    for months in ["..2025-10", "2025-11.."] {
        built(preview.run("public", Some(months), (november, true)));
    }
    let mixed = preview.run("public", Some("2025-11"), (november, false)).fault.unwrap();
    assert!(mixed.contains("holds a preview archive"), "{mixed}");
    built(preview.run("public", None, (november, true)));
    let other = Machine::new(&files);
    built(other.run("public", None, (november, true)));
    assert_same(&preview.archive(), &other.archive(), "previews");
    assert!(preview.archive().keys().any(|path| month_of(path) == Some("2025-12")));
    assert!(preview.sealed().is_empty());
}

#[test]
fn whoever_asks_for_the_wrong_months_or_takes_a_part_for_an_archive_is_told() {
    let machine = Machine::new(&publication());
    let root = machine.path("publication");
    let out = machine.path("public");
    let out = out.to_str().unwrap();
    let said = |arguments: &[&str]| tree::said(&root, arguments);
    for (months, told) in [
        ("2025-13", "2025-13 is no month; write 2015-01..2019-12, ..2019-12, 2020-01.. or 2021-09"),
        ("2025-10..2025-08", "2025-10 comes after 2025-08; did you mean 2025-08..2025-10?"),
        ("..", "no month is named"),
        ("1999-01..1999-12", "there is no edition of these months to build; editions go from 2025-07 to 2025-12"),
    ] {
        let (_, error, code) = said(&["build", "--out", out, "--now", tree::NOW, "--only", months]);
        assert!(code == Some(2) && error.contains(told), "{months}: {code:?} {error}");
    }
    assert!(!machine.path("public").exists(), "nothing was written");
    let (output, _, code) = said(&["build", "--out", out, "--now", tree::NOW, "--only", "2025-08"]);
    assert!(code == Some(0) && output.starts_with("The part has "), "{output}");
    assert!(output.contains("copy all parts into one folder, and build there without --only"), "{output}");
    let target = machine.path("target");
    for line in [vec!["verify", out], vec!["publish", target.to_str().unwrap(), "--from", out]] {
        let (_, error, code) = said(&line);
        assert!(code == Some(2) && error.contains("built with --only (part-2025-08.json)"), "{code:?} {error}");
    }
    assert!(matches!(Verifier::default().verify(&machine.path("public"), &[]), Err(ArchiveFault::Part { .. })));
}
