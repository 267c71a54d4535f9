//! What is published is exactly the archive; a reader meets no broken link at any moment; what was published stays.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests look at the disk themselves")]

mod publish_support;
mod verify_support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use chrono::TimeDelta;
use noegletal::archive::ArchiveFault;
use noegletal::archive::verify::Verifier;
use noegletal::diagnostic::{Report, Severity};
use noegletal::progress::Silent;
use noegletal::publish::{self, Deed, PublishFault, PublishOptions, Published, Target};
use noegletal::source;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::{Attribute, GetOptions, ObjectStore, ObjectStoreExt};
use publish_support::{Counted, Cut, Tree, assert_serves, block, held, tree};

/// Two states of a publication: the later one has two versions more, and one note in place of another.
struct States {
    folder: tempfile::TempDir,
    old: Tree,
    new: Tree,
}

impl States {
    fn old_at(&self) -> PathBuf {
        self.folder.path().join("old")
    }

    fn new_at(&self) -> PathBuf {
        self.folder.path().join("new")
    }
}

static STATES: LazyLock<States> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("place");
    let notes = place.join("content/notater");
    fs::create_dir_all(&notes).unwrap();
    fs::write(notes.join("2021-10-gammel.md"), note("gammel")).unwrap();
    // Every file is brought over in the same way, so fewer do.
    for (path, bytes) in verify_support::publication() {
        let plain = if path == "noegletal.toml" { b"formats = []\n".to_vec() } else { Vec::new() };
        fs::create_dir_all(place.join(&path).parent().unwrap()).unwrap();
        fs::write(place.join(path), [plain, bytes].concat()).unwrap();
    }
    verify_support::build_until(&place, "2021-11-01T00:00:00Z");
    copy(&place.join("public"), &folder.path().join("old"));
    fs::remove_file(notes.join("2021-10-gammel.md")).unwrap();
    fs::write(notes.join("2021-10-ny.md"), note("ny")).unwrap();
    verify_support::build_until(&place, "2021-12-01T00:00:00Z");
    verify_support::build_until(&place, "2030-01-01T00:00:00Z");
    copy(&place.join("public"), &folder.path().join("new"));
    let (old, new) = (tree(&folder.path().join("old")), tree(&folder.path().join("new")));
    assert!(old.keys().any(|path| !new.contains_key(path)), "something is taken away");
    States { folder, old, new }
});

fn note(slug: &str) -> String {
    format!(
        "+++\nslug = \"{slug}\"\ntype = \"notat\"\ndate = \"2021-10-01\"\ntitle = \"Om {slug}\"\nsummary = \"Om {slug}.\"\n\
         +++\nTekst.\n"
    )
}

fn copy(from: &Path, to: &Path) {
    verify_support::write(to, &tree(from));
}

fn options(from: &Path) -> PublishOptions {
    PublishOptions { grace: Duration::ZERO, ..PublishOptions::of(from) }
}

fn publish(store: Arc<dyn ObjectStore>, options: &PublishOptions) -> Result<Published, PublishFault> {
    publish::publish(&Target::on(store, "memory"), options, &Silent)
}

fn old_store() -> Arc<InMemory> {
    let store = Arc::new(InMemory::new());
    publish(store.clone(), &options(&STATES.old_at())).unwrap();
    store
}

fn refused(result: Result<Published, PublishFault>) -> Report {
    match result {
        Err(PublishFault::Refused(report)) => report,
        other => panic!("{other:?}"),
    }
}

fn told(report: &Report) -> String {
    report.sorted().iter().map(|one| format!("{}: {}\n", one.code.word(), one.message)).collect()
}

#[test]
fn the_target_becomes_the_archive_and_a_second_time_nothing_is_done() {
    let states = &*STATES;
    let store = old_store();
    assert_eq!(held(&store), states.old);
    let published = publish(store.clone(), &options(&states.new_at())).unwrap();
    assert_eq!(held(&store), states.new);
    let removed = states.old.keys().filter(|path| !states.new.contains_key(*path)).count();
    let differ = states.new.iter().filter(|(path, bytes)| states.old.get(*path) != Some(bytes)).count();
    assert_eq!(published.count(Deed::Removed), removed);
    assert_eq!(published.count(Deed::New) + published.count(Deed::Changed), differ);
    assert_eq!(published.unchanged + differ, states.new.len());
    assert!(!published.resumed);
    let counting = Arc::new(Cut::at(store, usize::MAX, Counted::Changes));
    let again = publish(counting.clone(), &options(&states.new_at())).unwrap();
    assert_eq!((again.steps.len(), again.unchanged), (0, states.new.len()));
    // The note of an interrupted publication is looked for and taken away, whether it is there or not.
    assert_eq!(counting.count.load(Ordering::SeqCst), 1);
}

#[test]
fn a_reader_meets_no_broken_link_at_any_step() {
    let states = &*STATES;
    for jobs in [1, 5] {
        for old in [None, Some(states.old_at())] {
            let store = Arc::new(InMemory::new());
            if let Some(from) = &old {
                publish(store.clone(), &options(from)).unwrap();
            }
            let before = held(&store);
            let seen = store.clone();
            let watched = Cut::never(store, move |at| {
                assert_serves(&held(&seen), &before, &STATES.new, &format!("{jobs} at once, after change {at}"));
            });
            let watched = Arc::new(watched);
            let published = publish(watched.clone(), &PublishOptions { jobs, ..options(&states.new_at()) }).unwrap();
            let changes = watched.count.load(Ordering::SeqCst);
            // Every step, and the note written and removed.
            assert_eq!(changes, published.steps.len() + 2);
            assert!(changes > 50, "{changes}");
        }
    }
}

#[test]
fn a_publication_cut_at_any_step_is_completed_by_the_next() {
    let states = &*STATES;
    let total = |counted| {
        let whole = Arc::new(Cut::at(old_store(), usize::MAX, counted));
        publish(whole.clone(), &options(&states.new_at())).unwrap();
        whole.count.load(Ordering::SeqCst)
    };
    let (changes, all) = (total(Counted::Changes), total(Counted::All));
    let before = held(&old_store());
    let mut resumed = 0;
    // Every change, and reading now and then.
    let moments = (0..changes).map(|at| (at, Counted::Changes));
    let moments: Vec<_> = moments.chain((0..all).step_by(11).map(|at| (at, Counted::All))).collect();
    for (at, counted) in &moments {
        let store = Arc::new(InMemory::new());
        for (path, bytes) in &before {
            block(store.put(&path.as_str().into(), bytes.clone().into())).unwrap();
        }
        let cut = Arc::new(Cut::at(store.clone(), *at, *counted));
        let jobs = 1 + at % 3;
        let fault = publish(cut, &PublishOptions { jobs, ..options(&states.new_at()) }).unwrap_err();
        assert!(matches!(fault, PublishFault::Storage { .. }), "{at}: {fault}");
        assert_serves(&held(&store), &states.old, &states.new, &format!("cut at {at}, {counted:?}"));
        resumed += usize::from(publish(store.clone(), &options(&states.new_at())).unwrap().resumed);
        assert_eq!(held(&store), states.new, "completed after a cut at {at}, {counted:?}");
    }
    assert!(changes > 60 && resumed > moments.len() / 2, "{resumed} of {changes}");
}

#[test]
fn cut_twice_and_then_given_another_archive_it_becomes_that_one() {
    let states = &*STATES;
    let store = old_store();
    // Far enough that new pages are there and the manifests are not.
    for at in [40, 20] {
        publish(Arc::new(Cut::at(store.clone(), at, Counted::Changes)), &options(&states.new_at())).unwrap_err();
    }
    // Pages are drawn anew by a better template, also those that have come already.
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("place");
    copy(&states.folder.path().join("place"), &place);
    fs::remove_dir_all(place.join("public")).unwrap();
    let config = fs::read_to_string(place.join("noegletal.toml")).unwrap();
    fs::write(place.join("noegletal.toml"), config.replace("da = \"Prøve\"", "da = \"Anden prøve\"")).unwrap();
    verify_support::build_into(&place, &place.join("public"), "2030-01-01T00:00:00Z");
    let other = tree(&place.join("public"));
    assert_ne!(other["2021-09/v1/index.html"], states.new["2021-09/v1/index.html"]);
    publish(store.clone(), &options(&place.join("public"))).unwrap();
    assert_eq!(held(&store), other);
}

#[test]
fn a_folder_cut_at_any_step_serves_and_is_completed() {
    let states = &*STATES;
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let target = |at| {
        let store = LocalFileSystem::new_with_prefix(&site).unwrap().with_automatic_cleanup(true);
        let cut = Arc::new(Cut::at(Arc::new(store), at, Counted::Changes));
        (cut.clone(), Target::in_folder(cut, &site))
    };
    let lay = |tree: &Tree| {
        let _ = fs::remove_dir_all(&site);
        fs::create_dir(&site).unwrap();
        verify_support::write(&site, tree);
    };
    lay(&states.old);
    let (whole, to) = target(usize::MAX);
    publish::publish(&to, &options(&states.new_at()), &Silent).unwrap();
    assert_eq!(tree(&site), states.new);
    verify_support::proved(&site);
    let total = whole.count.load(Ordering::SeqCst);
    for at in (0..total).step_by(9) {
        lay(&states.old);
        publish::publish(&target(at).1, &options(&states.new_at()), &Silent).unwrap_err();
        assert_serves(&tree(&site), &states.old, &states.new, &format!("cut at {at} of {total}"));
        let between = Verifier::default().verify(&site, &[]).unwrap();
        assert!(
            between.report.is_clean(),
            "cut at {at} of {total}: {:#?}",
            between.report.sorted().iter().filter(|one| one.severity == Severity::Error).collect::<Vec<_>>()
        );
        let begun = site.join(".noegletal-pending.json").exists();
        assert_eq!(told(&between.report).contains("a publication to this folder is under way"), begun, "{at}");
        assert_eq!(between.hash.is_none(), begun, "{at}");
        let to = Target::parse(site.to_str().unwrap(), &states.new_at(), false).unwrap();
        publish::publish(&to, &options(&states.new_at()), &Silent).unwrap();
        assert_eq!(tree(&site), states.new, "completed after a cut at {at} of {total}");
        verify_support::proved(&site);
    }
}

#[test]
fn objects_know_how_they_are_to_be_treated() {
    let store = old_store();
    let attribute = |path: &str, which: Attribute| {
        let found = block(store.get_opts(&path.into(), GetOptions::default())).unwrap();
        found.attributes.get(&which).map(|value| value.as_ref().to_owned())
    };
    let csv = "api/v1/releases/2021-08/v1/ledige.csv";
    assert_eq!(attribute(csv, Attribute::ContentType).as_deref(), Some("text/csv; charset=utf-8"));
    assert!(attribute(csv, Attribute::CacheControl).unwrap().contains("immutable"));
    assert_eq!(
        attribute(csv, Attribute::ContentDisposition).as_deref(),
        Some("attachment; filename=\"ledige-2021-08-v1.csv\"")
    );
    assert_eq!(attribute("index.html", Attribute::CacheControl).as_deref(), Some("public, max-age=60"));
    assert_eq!(attribute("index.html", Attribute::ContentDisposition), None);
}

#[test]
fn a_dry_run_tells_every_step_and_touches_nothing() {
    let states = &*STATES;
    let store = old_store();
    let dry = PublishOptions { dry_run: true, ..options(&states.new_at()) };
    let counting = Arc::new(Cut::at(store.clone(), usize::MAX, Counted::Changes));
    let would = publish(counting.clone(), &dry).unwrap();
    assert_eq!((counting.count.load(Ordering::SeqCst), held(&store) == states.old), (0, true));
    let does = publish(store, &options(&states.new_at())).unwrap();
    assert_eq!(would.steps, does.steps);
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("not/there/yet");
    let target = Target::parse(site.to_str().unwrap(), &states.new_at(), true).unwrap();
    publish::publish(&target, &dry, &Silent).unwrap();
    assert!(!folder.path().join("not").exists());
    verify_support::write(&site, &states.old);
    publish::publish(&Target::parse(site.to_str().unwrap(), &states.new_at(), true).unwrap(), &dry, &Silent).unwrap();
    assert!(!site.join(".noegletal-lock").exists());
}

#[test]
fn nothing_is_touched_before_the_time() {
    let states = &*STATES;
    let store = old_store();
    let at = source::now() + TimeDelta::milliseconds(1_500);
    let watched = Cut::never(store.clone(), move |_| assert!(source::now() >= at, "too early"));
    publish(Arc::new(watched), &PublishOptions { at: Some(at), ..options(&states.new_at()) }).unwrap();
    assert_eq!(held(&store), states.new);
}

#[test]
fn history_at_the_target_is_never_rolled_back_rewritten_or_forked() {
    let states = &*STATES;
    let store = Arc::new(InMemory::new());
    publish(store.clone(), &options(&states.new_at())).unwrap();
    let text = told(&refused(publish(store.clone(), &options(&states.old_at()))));
    assert!(text.contains("history-changed: rolled back") && text.contains("memory/releases.lock"), "{text}");
    let lock = String::from_utf8(states.new["releases.lock"].clone()).unwrap();
    let lines: Vec<&str> = lock.lines().filter(|line| !line.starts_with('#')).collect();
    let hash = "0".repeat(64);
    for (other, word) in [
        (verify_support::chained(&lines[..1], "2021-07/v1", &hash), "forked"),
        (verify_support::chained(&lines[..1], "2021-09/v1", &hash), "rewritten"),
    ] {
        block(store.put(&"releases.lock".into(), other.into())).unwrap();
        let text = told(&refused(publish(store.clone(), &options(&states.new_at()))));
        assert!(text.contains(word), "{text}");
    }
    block(store.delete(&"releases.lock".into())).unwrap();
    let fault = publish(store, &options(&states.new_at())).unwrap_err();
    assert!(fault.to_string().contains("releases.lock is missing"), "{fault}");
}

#[test]
fn refuses_previews_unfinished_archives_and_what_would_be_lost() {
    let states = &*STATES;
    let folder = tempfile::tempdir().unwrap();
    let preview = folder.path().join("preview");
    verify_support::build_preview(&preview);
    let store = old_store();
    assert!(
        told(&refused(publish(store.clone(), &options(&preview))))
            .contains("not-publishable: the archive is a preview")
    );

    let unfinished = folder.path().join("unfinished");
    verify_support::write(&unfinished, &states.new);
    fs::write(unfinished.join(".noegletal-pending.json"), "{\"kind\":\"public\",\n\"files\":[]}\n").unwrap();
    let text = told(&refused(publish(store.clone(), &options(&unfinished))));
    assert!(text.contains("not-publishable: the archive is unfinished"), "{text}");

    let damaged = folder.path().join("damaged");
    verify_support::write(&damaged, &states.new);
    fs::write(damaged.join("om/index.html"), "x").unwrap();
    assert!(told(&refused(publish(store.clone(), &options(&damaged)))).contains("changed-file"));

    // A file of figures that the target has and the archive has not, by the target's own word.
    let path = "api/v1/releases/2021-08/v1/manifest.json";
    let manifest = String::from_utf8(states.old[path].clone()).unwrap();
    let more = manifest.replace("ledige.csv", "ledige-igen.csv");
    assert_ne!(more, manifest);
    block(store.put(&path.into(), more.into())).unwrap();
    let text = told(&refused(publish(store.clone(), &options(&states.new_at()))));
    assert!(text.contains("memory has api/v1/releases/2021-08/v1/ledige-igen.csv, and the archive has not"), "{text}");
    assert!(matches!(
        publish(store, &options(&folder.path().join("nothing"))),
        Err(PublishFault::Archive(ArchiveFault::NoArchive(_) | ArchiveFault::Disk { .. }))
    ));
}

#[test]
fn only_what_the_program_wrote_is_replaced_or_taken_away() {
    let states = &*STATES;
    let gone = states.old.keys().find(|path| !states.new.contains_key(*path)).unwrap().clone();
    let store = old_store();
    for path in [gone.as_str(), "mine/notes.txt"] {
        block(store.put(&path.into(), "mine".into())).unwrap();
    }
    let published = publish(store.clone(), &options(&states.new_at())).unwrap();
    let warned = told(&published.report);
    assert!(
        warned.contains(&format!("added-file: memory/{gone} is not what was published, and is left alone")),
        "{warned}"
    );
    assert!(published.report.sorted().iter().all(|one| one.severity == Severity::Warning));
    let now = held(&store);
    assert_eq!((&now[&gone][..], &now["mine/notes.txt"][..]), (&b"mine"[..], &b"mine"[..]));

    let store = old_store();
    let new = states.new.keys().find(|path| !states.old.contains_key(*path)).unwrap();
    block(store.put(&new.as_str().into(), "mine".into())).unwrap();
    let before = held(&store);
    let text = told(&refused(publish(store.clone(), &options(&states.new_at()))));
    assert!(text.contains(&format!("memory/{new} is there, and no manifest there names it")), "{text}");
    assert_eq!(held(&store), before);
}

#[test]
fn what_was_damaged_at_the_target_is_found_and_repaired() {
    let states = &*STATES;
    let store = Arc::new(InMemory::new());
    publish(store.clone(), &options(&states.new_at())).unwrap();
    block(store.put(&"om/index.html".into(), "x".into())).unwrap();
    block(store.delete(&"2021-08/v1/index.html".into())).unwrap();
    assert!(publish(store.clone(), &options(&states.new_at())).unwrap().steps.is_empty(), "manifests are believed");
    let verify = PublishOptions { verify: true, ..options(&states.new_at()) };
    assert_eq!(publish(store.clone(), &verify).unwrap().steps.len(), 2);
    assert_eq!(held(&store), states.new);
}

#[test]
fn an_upload_that_does_not_hold_is_found_before_the_manifests_name_it() {
    let states = &*STATES;
    let store = old_store();
    let (other, count) = (store.clone(), std::sync::atomic::AtomicUsize::new(0));
    let spoiling = Cut::never(store.clone(), move |_| {
        if count.fetch_add(1, Ordering::SeqCst) == 60 {
            block(other.put(&"index.html".into(), "x".into())).unwrap();
            block(other.put(&"2021-09/v1/index.html".into(), "x".into())).unwrap();
        }
    });
    let fault = publish(Arc::new(spoiling), &options(&states.new_at())).unwrap_err();
    assert!(fault.to_string().contains("memory/2021-09/v1/index.html is not what was uploaded"), "{fault}");
    assert_eq!(held(&store)["manifest.json"], states.old["manifest.json"]);
    publish(store.clone(), &options(&states.new_at())).unwrap();
    assert_eq!(held(&store), states.new);
}

#[test]
fn two_publications_at_once_do_not_mix() {
    let states = &*STATES;
    let store = old_store();
    let (other, count) = (store.clone(), std::sync::atomic::AtomicUsize::new(0));
    let overtaken = Cut::never(store.clone(), move |_| {
        if count.fetch_add(1, Ordering::SeqCst) == 10 {
            block(other.put(&".noegletal-pending.json".into(), "{\"kind\":\"public\",\n\"files\":[]}\n".into()))
                .unwrap();
        }
    });
    let fault = publish(Arc::new(overtaken), &options(&states.new_at())).unwrap_err();
    assert!(fault.to_string().contains("another publication to memory has begun"), "{fault}");
    assert_eq!(held(&store)["manifest.json"], states.old["manifest.json"]);
    let folder = tempfile::tempdir().unwrap();
    let _held = noegletal::archive::listing::hold(folder.path()).unwrap();
    let target = Target::in_folder(Arc::new(LocalFileSystem::new_with_prefix(folder.path()).unwrap()), folder.path());
    let fault = publish::publish(&target, &options(&states.new_at()), &Silent).unwrap_err();
    assert!(matches!(fault, PublishFault::Archive(ArchiveFault::Busy(_))), "{fault}");
}

#[test]
fn links_in_a_folder_are_not_followed() {
    let states = &*STATES;
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    fs::create_dir_all(&site).unwrap();
    fs::create_dir(folder.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), site.join("om")).unwrap();
    let target = Target::parse(site.to_str().unwrap(), &states.new_at(), false).unwrap();
    let fault = publish::publish(&target, &options(&states.new_at()), &Silent).unwrap_err();
    assert!(fault.to_string().contains("is a symbolic link"), "{fault}");
    assert_eq!(tree(&folder.path().join("elsewhere")).len(), 0);
}
