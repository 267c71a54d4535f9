//! The repository's own publication is without a fault.
#![allow(clippy::unwrap_used, reason = "tests stop at what they do not expect")]

use noegletal::config;
use noegletal::model::{AreaKind, Period};
use noegletal::source::{Disk, Source};

/// The repository's folder, when a publication stands in it.
fn root() -> Option<Disk> {
    let disk = Disk::new(env!("CARGO_MANIFEST_DIR"));
    disk.read("noegletal.toml").unwrap().is_some().then_some(disk)
}

#[test]
fn loads_without_a_word() {
    let Some(disk) = root() else { return };
    let (publication, report) = config::load(&disk);
    assert_eq!(report.sorted(), Vec::<&noegletal::diagnostic::Diagnostic>::new());
    let publication = publication.unwrap();
    assert!(publication.akasser.is_sorted_by_key(|akasse| &akasse.id));
    assert!(publication.areas.is_sorted_by_key(|area| &area.id));
    assert!(publication.measures.is_sorted_by_key(|measure| &measure.id));
    let releases: Vec<String> =
        disk.files("data").unwrap().into_iter().filter(|path| path.ends_with("/release.toml")).collect();
    assert!(!releases.is_empty());
    for path in releases {
        let (release, report) = config::release(&disk, &path, &publication);
        assert_eq!(report.sorted(), Vec::<&noegletal::diagnostic::Diagnostic>::new(), "{path}");
        assert!(path.contains(&release.unwrap().release.id.path()));
    }
}

#[test]
fn has_every_municipality_of_every_month_in_the_country() {
    let Some(disk) = root() else { return };
    let publication = config::load(&disk).0.unwrap();
    let country = publication.area_by_id("landet").unwrap();
    for month in ["2009-12", "2011-06", "2021-09", "2025-01", "2027-01"].map(|text| Period::parse(text).unwrap()) {
        let mut municipalities = 0;
        for (at, area) in (0..).zip(&publication.areas) {
            if area.kind == AreaKind::Municipality && area.valid.covers(month) {
                municipalities += 1;
                let ancestors = publication.ancestors(noegletal::model::AreaKey(at), month);
                assert!(ancestors.contains(&country), "{} in {month}", area.id);
            }
        }
        assert_eq!(municipalities, 98, "{month}");
    }
}

#[test]
fn knows_the_labels_of_the_memo() {
    let Some(disk) = root() else { return };
    let publication = config::load(&disk).0.unwrap();
    let lookup = config::Lookup::new(&publication);
    let month = Period::parse("2021-09").unwrap();
    let labels = ["3F-A", "BUPL-A", "Dansk Metal-A", "FOA-A", "FTF-A", "HK-A", "MA-A", "Min-A", "SL-A"];
    let ids = ["3f", "bupl", "metal", "foa", "ftfa", "hk", "ma", "min", "sl"];
    for (label, id) in labels.into_iter().zip(ids) {
        assert_eq!(lookup.akasse(label), publication.akasse_by_id(id), "{label}");
        assert_eq!(lookup.akasse_in(label, month), publication.akasse_by_id(id), "{label}");
    }
}
