//! A build that stops at any step leaves an archive that serves, and the next build completes it.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests look at the disk themselves")]

mod archive_common;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use archive_common::{Site, file_set, links, site, tree};
use noegletal::archive::files::{Disk, Files, Found};
use noegletal::archive::{ArchiveFault, Kind, Part, Seal, Writer, Written};
use noegletal::model::{FileSet, Period};

const FIRST: &str = "2021-08/v1";
const SECOND: &str = "2021-09/v1";
const LOCK: &str = "releases.lock";

/// How a disk fails.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Failure {
    /// One operation fails, later ones work: a disk that is full for a moment.
    Once,
    /// Nothing works any more: the program was killed.
    ForGood,
}

/// A disk that fails at its `at`th operation (from 0); a write that fails leaves half a file.
struct Faulty<'a> {
    at: usize,
    failure: Failure,
    count: &'a AtomicUsize,
}

impl Faulty<'_> {
    fn step(&self) -> io::Result<()> {
        let now = self.count.fetch_add(1, Ordering::SeqCst);
        let fails = if self.failure == Failure::Once { now == self.at } else { now >= self.at };
        if fails { Err(io::Error::new(io::ErrorKind::StorageFull, "injected")) } else { Ok(()) }
    }
}

impl Files for Faulty<'_> {
    fn look(&self, path: &Path) -> io::Result<Found> {
        self.step().and_then(|()| Disk.look(path))
    }
    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.step().and_then(|()| Disk.names(folder))
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step().and_then(|()| Disk.read(path))
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| Disk.create_folder(path))
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step().or_else(|error| Disk.write(path, &bytes[..bytes.len() / 2]).and(Err(error)))?;
        Disk.write(path, bytes)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| Disk.rename(from, to))
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| Disk.remove_file(path))
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| Disk.remove_folder(path))
    }
    fn clear(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| Disk.clear(path))
    }
    fn sync(&self, _folder: &Path) -> io::Result<()> {
        self.step()
    }
}

fn faulty(folder: &Path, site: &Site, seal: &str, files: Faulty<'_>) -> Result<Written, ArchiveFault> {
    let writer = Writer::open_on(files, &folder.join("public"), Kind::Public)?;
    writer.stage(file_set(site))?;
    // As a build does beside its other work: a disk that fails here must not show anything either.
    writer.settle()?;
    writer.commit(&[lock(folder, seal)])
}

#[test]
fn nothing_is_settled_where_nothing_was_staged() {
    let folder = archive_common::folder();
    let count = AtomicUsize::new(0);
    let disk = || Faulty { at: usize::MAX, failure: Failure::Once, count: &count };
    let site = site("a", &[FIRST]);
    whole(folder.path(), &site, "");
    let writer = Writer::open_on(disk(), &folder.path().join("public"), Kind::Public).unwrap();
    writer.stage(file_set(&site)).unwrap();
    let before = count.load(Ordering::SeqCst);
    writer.settle().unwrap();
    assert_eq!(count.load(Ordering::SeqCst), before, "every file stands there already");
    let mut new = FileSet::default();
    new.add("new.txt", "new");
    writer.stage(new).unwrap();
    let before = count.load(Ordering::SeqCst);
    writer.settle().unwrap();
    assert_eq!(count.load(Ordering::SeqCst), before + 1);
}

/// A build that is not interrupted, without waiting for the disk.
fn whole(folder: &Path, site: &Site, seal: &str) {
    let count = AtomicUsize::new(0);
    faulty(folder, site, seal, Faulty { at: usize::MAX, failure: Failure::Once, count: &count }).unwrap();
}

fn lock(folder: &Path, text: &str) -> Seal {
    Seal { path: folder.join(LOCK), text: text.to_owned() }
}

/// Every file is whole, old or new; every page that can be reached has all it links to.
fn assert_serves(folder: &Path, old: &BTreeMap<String, Vec<u8>>, new: &BTreeMap<String, Vec<u8>>, when: &str) {
    let now = tree(&folder.join("public"));
    for (path, bytes) in now.iter().filter(|(path, _)| !path.starts_with(".noegletal-")) {
        assert!(old.get(path) == Some(bytes) || new.get(path) == Some(bytes), "{when}: {path} is neither old nor new");
    }
    for path in old.keys().filter(|path| new.contains_key(*path)) {
        assert!(now.contains_key(path), "{when}: {path} is gone");
    }
    let mut open = if old.is_empty() { Vec::new() } else { vec!["index.html"] };
    open.extend(now.contains_key("index.html").then_some("index.html"));
    let mut seen = BTreeSet::new();
    while let Some(page) = open.pop() {
        let bytes = now.get(page).unwrap_or_else(|| panic!("{when}: a link leads to {page}, which is not there"));
        if seen.insert(page) {
            open.extend(links(std::str::from_utf8(bytes).unwrap()));
        }
    }
}

/// Interrupts the build from `old` to `new` at every step, and completes it each time by a build of `then`.
fn interrupt(old: Option<&Site>, new: &Site, then: &Site) {
    let reference = |sites: &[&Site]| {
        let folder = archive_common::folder();
        for site in sites {
            whole(folder.path(), site, "");
        }
        tree(&folder.path().join("public"))
    };
    let old_tree = old.map(|site| reference(&[site])).unwrap_or_default();
    let new_tree = reference(&old.into_iter().chain([new]).collect::<Vec<_>>());
    for failure in [Failure::Once, Failure::ForGood] {
        let mut finished = false;
        let mut at = 0;
        while !finished {
            let folder = archive_common::folder();
            let out = folder.path().join("public");
            if let Some(old) = old {
                whole(folder.path(), old, "old");
            }
            let count = AtomicUsize::new(0);
            let built = faulty(folder.path(), new, "new", Faulty { at, failure, count: &count });
            finished = count.load(Ordering::SeqCst) <= at;
            let when = format!("{failure:?} at {at}");
            // Only the last look at the staging folder, after all is shown, may fail unnoticed.
            assert!(built.is_ok() || !finished, "{when}");
            assert!(built.is_err() || at + 2 >= count.load(Ordering::SeqCst), "{when}");
            assert_serves(folder.path(), &old_tree, &new_tree, &when);
            let text = std::fs::read_to_string(folder.path().join(LOCK)).ok();
            assert!(matches!(text.as_deref(), None | Some("old" | "new")), "{when}: {text:?}");
            whole(folder.path(), then, "then");
            let mut expected = old.into_iter().collect::<Vec<_>>();
            expected.push(then);
            assert_eq!(tree(&out), reference(&expected), "{when}");
            assert_eq!(std::fs::read_to_string(folder.path().join(LOCK)).unwrap(), "then");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "{when}");
            at += 1;
        }
        assert!(at > 40, "{at} steps are too few to have tested anything");
    }
}

#[test]
fn a_first_build() {
    let new = site("a", &[FIRST, SECOND]);
    interrupt(None, &new, &new);
}

#[test]
fn a_new_month_in_a_new_design() {
    let new = site("b", &[FIRST, SECOND]);
    interrupt(Some(&site("a", &[FIRST])), &new, &new);
}

#[test]
fn a_version_that_loses_a_page() {
    let mut new = site("a", &[FIRST]);
    let gone = format!("{FIRST}/a-kasse/3f/index.html");
    new.remove(&gone);
    let data = format!("api/v1/releases/{FIRST}/m.csv");
    new.insert(format!("{FIRST}/index.html"), format!("<p>new</p><a href=\"{data}\">"));
    interrupt(Some(&site("a", &[FIRST])), &new, &new);
}

#[test]
fn a_build_that_is_given_up_for_another() {
    interrupt(Some(&site("a", &[FIRST])), &site("b", &[FIRST]), &site("c", &[FIRST]));
}

/// Copies a folder without starting a process, which would hold the locks of other tests for a moment.
fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).unwrap();
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn interrupted_twice() {
    let folder = archive_common::folder();
    let out = folder.path().join("public");
    let sites = [site("a", &[FIRST]), site("b", &[FIRST]), site("c", &[FIRST]), site("d", &[FIRST])];
    whole(folder.path(), &sites[0], "");
    let steps = AtomicUsize::new(0);
    for at in [8, 3, 5, 2, 7, 4] {
        // Counted from the end: after the pending note, in the middle of showing.
        for site in &sites[1..3] {
            let dry = archive_common::folder();
            copy(&out, &dry.path().join("public"));
            steps.store(0, Ordering::SeqCst);
            let _ = faulty(dry.path(), site, "x", Faulty { at: usize::MAX, failure: Failure::Once, count: &steps });
            let stop = steps.swap(0, Ordering::SeqCst).saturating_sub(at * 2);
            let _ = faulty(folder.path(), site, "x", Faulty { at: stop, failure: Failure::ForGood, count: &steps });
        }
    }
    whole(folder.path(), &sites[3], "");
    let fresh = archive_common::folder();
    whole(fresh.path(), &sites[3], "");
    assert_eq!(tree(&out), tree(&fresh.path().join("public")));
}

/// Builds the part of one edition, with the style that its pages ask for.
fn part(folder: &Path, site: &Site, edition: &str, files: Faulty<'_>) -> Result<Written, ArchiveFault> {
    let own = |path: &str| path.contains(&format!("{edition}/")) || path.starts_with("assets/");
    let files_of_part = site.iter().filter(|(path, _)| own(path)).map(|(path, text)| (path.clone(), text.clone()));
    let month = Period::parse(&edition[..7]).unwrap();
    let writer = Writer::open_on(files, &folder.join("public"), Kind::Public)?;
    let writer = writer.of_part(Part { first: month, last: month });
    writer.stage(file_set(&files_of_part.collect()))?;
    writer.commit(&[])
}

/// Parts joined by copying, one of them of an older design; the build of the whole is interrupted at every step, and
/// completed by the same or by one of another design.
#[test]
fn the_build_that_joins_parts() {
    let (new, other) = (site("b", &[FIRST, SECOND]), site("c", &[FIRST, SECOND]));
    for then in [&new, &other] {
        let fresh = archive_common::folder();
        whole(fresh.path(), then, "");
        let expected = tree(&fresh.path().join("public"));
        for failure in [Failure::Once, Failure::ForGood] {
            let (mut finished, mut at) = (false, 0);
            while !finished {
                let folder = archive_common::folder();
                for (design, edition) in [("a", FIRST), ("b", SECOND)] {
                    let machine = archive_common::folder();
                    let count = AtomicUsize::new(0);
                    let never = Faulty { at: usize::MAX, failure, count: &count };
                    part(machine.path(), &site(design, &[FIRST, SECOND]), edition, never).unwrap();
                    copy(&machine.path().join("public"), &folder.path().join("public"));
                }
                let count = AtomicUsize::new(0);
                let built = faulty(folder.path(), &new, "new", Faulty { at, failure, count: &count });
                finished = count.load(Ordering::SeqCst) <= at;
                assert!(built.is_ok() || !finished, "{failure:?} at {at}");
                whole(folder.path(), then, "then");
                assert_eq!(tree(&folder.path().join("public")), expected, "{failure:?} at {at}");
                at += 1;
            }
            assert!(at > 40, "{at} steps are too few to have tested anything");
        }
    }
}

#[test]
fn a_part_is_interrupted_and_built_again() {
    let new = site("b", &[FIRST, SECOND]);
    let fresh = archive_common::folder();
    whole(fresh.path(), &new, "");
    for failure in [Failure::Once, Failure::ForGood] {
        let (mut finished, mut at) = (false, 0);
        while !finished {
            let folder = archive_common::folder();
            let count = AtomicUsize::new(0);
            // Over an older part of the same month.
            let never = Faulty { at: usize::MAX, failure, count: &count };
            part(folder.path(), &site("a", &[FIRST, SECOND]), FIRST, never).unwrap();
            count.store(0, Ordering::SeqCst);
            let _ = part(folder.path(), &new, FIRST, Faulty { at, failure, count: &count });
            finished = count.swap(0, Ordering::SeqCst) <= at;
            for edition in [FIRST, SECOND] {
                part(folder.path(), &new, edition, Faulty { at: usize::MAX, failure, count: &count }).unwrap();
            }
            whole(folder.path(), &new, "new");
            assert_eq!(tree(&folder.path().join("public")), tree(&fresh.path().join("public")), "{failure:?} at {at}");
            at += 1;
        }
        assert!(at > 20, "{at} steps are too few to have tested anything");
    }
}
