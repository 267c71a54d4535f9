//! What a build leaves on the disk.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests look at the disk themselves")]

mod archive_common;

use std::fs;
use std::path::Path;

use archive_common::{build, build_with, file_set, site, table, times, tree};
use noegletal::archive::manifest::{Manifest, Mark};
use noegletal::archive::seal::{self, FigureHash};
use noegletal::archive::{ArchiveFault, Kind, Seal, Writer};
use noegletal::diagnostic::Code;
use noegletal::model::{FileSet, Period, ReleaseId};

const FIRST: &str = "2021-08/v1";
const SECOND: &str = "2021-09/v1";

fn codes(fault: &ArchiveFault) -> Vec<Code> {
    fault.report().unwrap().sorted().iter().map(|diagnostic| diagnostic.code).collect()
}

/// Every file is in a manifest with its size and hash, and the other way round.
fn assert_verified(out: &Path) {
    let tree = tree(out);
    let mut listed = std::collections::BTreeMap::new();
    let root = Manifest::parse(&tree["manifest.json"]).unwrap();
    listed.insert("manifest.json".to_owned(), Mark::of(&tree["manifest.json"]));
    listed.extend(root.files);
    for (path, mark) in root.editions {
        let edition = Manifest::parse(&tree[&path]).unwrap();
        let folder = path.strip_suffix("manifest.json").unwrap();
        listed.extend(edition.files.into_iter().map(|(name, mark)| (format!("{folder}{name}"), mark)));
        listed.insert(path, mark);
    }
    let found: std::collections::BTreeMap<_, _> =
        tree.iter().map(|(path, bytes)| (path.clone(), Mark::of(bytes))).collect();
    assert_eq!(listed, found);
}

#[test]
fn a_second_build_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let lock = Seal { path: folder.path().join("releases.lock"), text: "seal\n".to_owned() };
    let site = site("a", &[FIRST, SECOND]);
    let first = build_with(&out, &site, Some(&lock)).unwrap();
    assert_eq!((first.files, first.written, first.unchanged), (site.len() + 5, site.len() + 5, 0));
    assert_verified(&out);
    let before = times(folder.path());
    let second = build_with(&out, &site, Some(&lock)).unwrap();
    assert_eq!((second.files, second.written, second.unchanged, second.removed), (first.files, 0, first.files, 0));
    assert_eq!(second.bytes, first.bytes);
    assert_eq!(times(folder.path()), before);
    assert_eq!(fs::read_to_string(&lock.path).unwrap(), "seal\n");
}

#[test]
fn the_way_to_an_archive_does_not_show() {
    let (straight, around) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    build(straight.path(), &site("b", &[FIRST, SECOND])).unwrap();
    build(around.path(), &site("a", &[FIRST])).unwrap();
    let written = build(around.path(), &site("b", &[FIRST, SECOND])).unwrap();
    assert_eq!(tree(straight.path()), tree(around.path()));
    assert_eq!(written.removed, 2, "the old style and the page that is no more");
    assert!(!around.path().join("om/a").exists(), "its folder is empty and goes too");
    assert_verified(around.path());
}

#[test]
fn sets_can_be_staged_by_several_threads() {
    let (one, many) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let site = site("a", &[FIRST, SECOND]);
    build(one.path(), &site).unwrap();
    let writer = Writer::open(many.path(), Kind::Public).unwrap();
    std::thread::scope(|scope| {
        for (path, text) in site.iter().rev() {
            let writer = &writer;
            scope.spawn(move || {
                let mut files = FileSet::default();
                files.add(path, text.as_str());
                writer.stage(files).unwrap();
            });
        }
    });
    writer.commit(&[]).unwrap();
    assert_eq!(tree(one.path()), tree(many.path()));
}

#[test]
fn two_builds_do_not_write_at_once() {
    let out = tempfile::tempdir().unwrap();
    let first = Writer::open(out.path(), Kind::Public).unwrap();
    assert!(matches!(Writer::open(out.path(), Kind::Public).err(), Some(ArchiveFault::Busy(_))));
    drop(first);
    assert!(Writer::open(out.path(), Kind::Public).is_ok());
}

#[test]
fn what_others_put_there_stays() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join(".gitignore"), "*").unwrap();
    build(out.path(), &site("a", &[FIRST])).unwrap();
    fs::write(out.path().join("om/a/note.txt"), "mine").unwrap();
    fs::write(out.path().join("CNAME"), "example.org").unwrap();
    // Changed by hand after the build, and no longer made: it is not the file that was written.
    fs::write(out.path().join("assets/style.a.css"), "mine too").unwrap();
    build(out.path(), &site("b", &[FIRST])).unwrap();
    for (path, text) in
        [(".gitignore", "*"), ("om/a/note.txt", "mine"), ("CNAME", "example.org"), ("assets/style.a.css", "mine too")]
    {
        assert_eq!(fs::read_to_string(out.path().join(path)).unwrap(), text);
    }
    assert!(!out.path().join("om/a/index.html").exists());
}

#[test]
fn a_foreign_file_is_never_written_over() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("index.html"), "someone's own").unwrap();
    let fault = build(out.path(), &site("a", &[FIRST])).unwrap_err();
    assert!(matches!(fault, ArchiveFault::InTheWay { .. }), "{fault}");
    assert_eq!(tree(out.path()).len(), 1);
}

#[test]
fn a_damaged_file_is_made_whole_again() {
    let out = tempfile::tempdir().unwrap();
    let site = site("a", &[FIRST]);
    build(out.path(), &site).unwrap();
    let before = tree(out.path());
    for path in ["index.html", "api/v1/releases/2021-08/v1/m.csv"] {
        fs::write(out.path().join(path), "damaged").unwrap();
    }
    fs::remove_file(out.path().join("2021-08/v1/index.html")).unwrap();
    fs::write(out.path().join("2021-08/v1/manifest.json"), "damaged").unwrap();
    let written = build(out.path(), &site).unwrap();
    assert_eq!((written.written, written.changed_published.len()), (4, 0));
    assert_eq!(tree(out.path()), before);
}

#[test]
fn links_are_never_followed() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("index.html"), "outside").unwrap();
    for (link, target) in [
        ("assets", "."),
        ("index.html", "index.html"),
        (".noegletal-staging", "."),
        (".noegletal-lock", "index.html"),
        ("manifest.json", "index.html"),
    ] {
        let out = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path().join(target), out.path().join(link)).unwrap();
        let fault = build(out.path(), &site("a", &[FIRST])).unwrap_err();
        assert!(matches!(&fault, ArchiveFault::InTheWay { path, .. } if path.ends_with(link)), "{link}: {fault}");
        assert_eq!(tree(out.path()).len(), 0, "{link}");
    }
    assert_eq!(tree(outside.path()).len(), 1);
}

#[test]
fn unsafe_and_colliding_paths_are_all_told() {
    let out = tempfile::tempdir().unwrap();
    let writer = Writer::open(out.path(), Kind::Public).unwrap();
    let mut files = FileSet::default();
    for path in ["../x", "/x", "a/b", "A/b", "con", "manifest"] {
        files.add(path, "x");
    }
    let fault = writer.stage(files).unwrap_err();
    assert_eq!(codes(&fault), [Code::UnsafePath; 4]);
    assert!(matches!(writer.commit(&[]), Err(ArchiveFault::Incomplete)), "half an archive is not shown");
    let writer = Writer::open(out.path(), Kind::Public).unwrap();
    writer.stage(file_set(&site("a", &[]))).unwrap();
    assert_eq!(codes(&writer.stage(file_set(&site("a", &[]))).unwrap_err())[0], Code::UnsafePath, "given twice");
    drop(writer);
    assert_eq!(tree(out.path()).len(), 0);
}

#[test]
fn published_figures_never_change() {
    let out = tempfile::tempdir().unwrap();
    let published = site("a", &[FIRST]);
    build(out.path(), &published).unwrap();
    let before = tree(out.path());
    let mut changed = published.clone();
    changed.insert("api/v1/releases/2021-08/v1/m.csv".to_owned(), table(91));
    let fault = build(out.path(), &changed).unwrap_err();
    assert_eq!(codes(&fault), [Code::SealedReleaseChanged]);
    let told = &fault.report().unwrap().sorted()[0].message;
    assert_eq!(told, "m, 2021M09, a-kasse 3f: 90 has been published and would become 91");
    let mut gone = published.clone();
    gone.remove("api/v1/releases/2021-08/v1/m.csv");
    assert_eq!(codes(&build(out.path(), &gone).unwrap_err()), [Code::SealedReleaseChanged]);
    assert_eq!(tree(out.path()), before);
}

#[test]
fn the_form_of_published_files_may_grow() {
    let out = tempfile::tempdir().unwrap();
    let mut site = site("a", &[FIRST]);
    build(out.path(), &site).unwrap();
    let json = "api/v1/releases/2021-08/v1/release.json";
    site.insert(json.to_owned(), "{\"release\":\"2021-08/v1\",\"more\":1}".to_owned());
    site.insert("api/v1/releases/2021-08/v1/m.jsonstat.json".to_owned(), "{}".to_owned());
    let written = build(out.path(), &site).unwrap();
    assert_eq!(written.changed_published, [json]);
    assert_verified(out.path());
}

#[test]
fn what_was_published_is_kept_even_if_it_is_not_made_any_more() {
    let out = tempfile::tempdir().unwrap();
    let mut both = site("a", &[FIRST, SECOND]);
    both.insert("api/v1/releases/2021-08/v1/extra.json".to_owned(), "{}".to_owned());
    build(out.path(), &both).unwrap();
    let written = build(out.path(), &site("a", &[SECOND])).unwrap();
    assert_eq!(written.removed, 0);
    for path in ["2021-08/v1/index.html", "api/v1/releases/2021-08/v1/m.csv"] {
        assert!(out.path().join(path).exists(), "{path}");
    }
    assert_verified(out.path());
    build(out.path(), &site("a", &[FIRST, SECOND])).unwrap();
    assert!(out.path().join("api/v1/releases/2021-08/v1/extra.json").exists());
    assert_verified(out.path());
}

#[test]
fn previews_and_public_archives_are_never_mixed() {
    let out = tempfile::tempdir().unwrap();
    let preview = |value| {
        let writer = Writer::open(out.path(), Kind::Preview).unwrap();
        let mut site = site("a", &[FIRST]);
        site.insert("api/v1/releases/2021-08/v1/m.csv".to_owned(), table(value));
        writer.stage(file_set(&site)).unwrap();
        writer.commit(&[]).unwrap()
    };
    preview(90);
    assert_eq!(preview(91).written, 3, "the table and two manifests: before the time has come, figures change");
    assert!(matches!(
        Writer::open(out.path(), Kind::Public).err(),
        Some(ArchiveFault::WrongKind { holds: "preview", .. })
    ));
    let writer = Writer::open(out.path(), Kind::Preview).unwrap();
    writer.stage(file_set(&site("a", &[]))).unwrap();
    writer.commit(&[]).unwrap();
    assert!(!out.path().join("api").exists(), "a preview keeps nothing");
    assert_verified(out.path());
}

#[test]
fn seals_are_written_with_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let path = folder.path().join("releases.lock");
    let releases = [(ReleaseId { period: Period::new(2021, 8).unwrap(), version: 1 }, FigureHash::of("90"))];
    let lock = seal::read_lock("").unwrap();
    let text = seal::extend(&lock, &releases).unwrap();
    build_with(&out, &site("a", &[FIRST]), Some(&Seal { path: path.clone(), text })).unwrap();
    let lock = seal::read_lock(&fs::read_to_string(&path).unwrap()).unwrap();
    assert!(seal::check(&lock, &releases).is_clean());
    assert_eq!(seal::extend(&lock, &releases), None);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn damaged_manifests_stop_the_build() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("manifest.json"), "{\"name\":\"An app\"}").unwrap();
    assert!(matches!(build(out.path(), &site("a", &[])), Err(ArchiveFault::Damaged { .. })));
    assert_eq!(tree(out.path()).len(), 1);
}

#[test]
fn a_full_or_closed_disk_names_the_path() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("public"), "a file where the folder should be").unwrap();
    let fault = build(&folder.path().join("public"), &site("a", &[])).unwrap_err();
    assert!(fault.to_string().contains("public"), "{fault}");
    assert!(matches!(fault, ArchiveFault::Disk { .. }));
}
