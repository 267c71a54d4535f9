//! The repository's areas through time: several hierarchies side by side that do not nest.
#![allow(clippy::unwrap_used, reason = "tests stop at what they do not expect")]

use std::collections::BTreeMap;

use noegletal::config;
use noegletal::model::{AreaKey, AreaKind, Period, Publication};
use noegletal::source::Disk;

fn publication() -> Publication {
    config::load(&Disk::new(env!("CARGO_MANIFEST_DIR"))).0.unwrap()
}

fn month(text: &str) -> Period {
    Period::parse(text).unwrap()
}

/// The areas of a kind that exist in a month.
fn of_kind(publication: &Publication, kind: AreaKind, month: Period) -> Vec<AreaKey> {
    let areas = (0..).map(AreaKey).zip(&publication.areas);
    areas.filter(|(_, area)| area.kind == kind && area.valid.covers(month)).map(|(key, _)| key).collect()
}

/// The areas of `kind` that hold an area in a month.
fn holders(publication: &Publication, area: AreaKey, kind: AreaKind, month: Period) -> Vec<AreaKey> {
    let larger = publication.ancestors(area, month).into_iter();
    larger.filter(|key| publication.area(*key).kind == kind && publication.area(*key).valid.covers(month)).collect()
}

/// Ids of the areas of `kind` in an area.
fn members(publication: &Publication, id: &str, kind: AreaKind, month: Period) -> Vec<String> {
    let whole = publication.area_by_id(id).unwrap();
    let inside = |key: &AreaKey| publication.ancestors(*key, month).contains(&whole);
    let found = of_kind(publication, kind, month).into_iter().filter(inside);
    found.map(|key| publication.area(key).id.clone()).collect()
}

/// Hierarchies with the years in which they divide the country.
const HIERARCHIES: [(AreaKind, i32, i32); 5] = [
    (AreaKind::EmploymentRegion, 2007, 2014),
    (AreaKind::Rar, 2015, 2024),
    (AreaKind::Rbr, 2025, 2028),
    (AreaKind::Region, 2007, 2028),
    (AreaKind::Landsdel, 2007, 2028),
];

#[test]
fn every_municipality_and_jobcentre_lies_in_exactly_one_area_of_each_hierarchy() {
    let publication = publication();
    let mut wrong = Vec::new();
    for (kind, first, last) in HIERARCHIES {
        for month in Period::new(first, 1).unwrap().through(Period::new(last, 12).unwrap()) {
            for unit in [AreaKind::Municipality, AreaKind::Jobcentre] {
                for area in of_kind(&publication, unit, month) {
                    let found = holders(&publication, area, kind, month);
                    if found.len() != 1 {
                        wrong.push(format!(
                            "{} in {month}: {} {}",
                            publication.area(area).id,
                            found.len(),
                            kind.word()
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong, first {:?}", wrong.len(), wrong.first());
}

#[test]
fn no_hierarchy_lasts_beyond_its_years() {
    let publication = publication();
    for (kind, outside) in [
        (AreaKind::EmploymentRegion, "2015-01"),
        (AreaKind::Rar, "2014-12"),
        (AreaKind::Rar, "2025-01"),
        (AreaKind::Rbr, "2024-12"),
    ] {
        let odense = publication.area_by_id("kommune_odense").unwrap();
        assert!(of_kind(&publication, kind, month(outside)).is_empty(), "{} in {outside}", kind.word());
        assert!(holders(&publication, odense, kind, month(outside)).is_empty(), "{} in {outside}", kind.word());
    }
}

#[test]
fn every_municipality_has_one_jobcentre_in_the_same_larger_areas() {
    let publication = publication();
    for month in ["2009-12", "2021-12", "2022-01", "2022-12", "2026-12", "2027-01"].map(month) {
        for municipality in of_kind(&publication, AreaKind::Municipality, month) {
            let jobcentres = holders(&publication, municipality, AreaKind::Jobcentre, month);
            let [jobcentre] = jobcentres[..] else { panic!("{} in {month}", publication.area(municipality).id) };
            let others = |area: AreaKey| {
                let larger = publication.ancestors(area, month).into_iter();
                larger.filter(|key| publication.area(*key).kind != AreaKind::Jobcentre).collect::<Vec<_>>()
            };
            assert_eq!(others(municipality), others(jobcentre), "{} in {month}", publication.area(municipality).id);
        }
    }
}

#[test]
fn counts_of_the_documents_and_laws() {
    let publication = publication();
    let count = |id: &str, kind, at: &str| members(&publication, id, kind, month(at)).len();
    use AreaKind::{Jobcentre, Municipality};
    assert_eq!(count("landet", Municipality, "2021-09"), 98);
    assert_eq!(of_kind(&publication, Jobcentre, month("2022-12")).len(), 94);
    assert_eq!(of_kind(&publication, Jobcentre, month("2021-12")).len(), 93, "Ishøj and Vallensbæk share one");
    for (region, municipalities) in
        [("br_hovedstaden_sjaelland", 46), ("br_syddanmark", 22), ("br_midtjylland", 19), ("br_nordjylland", 11)]
    {
        assert_eq!(count(region, Municipality, "2009-12"), municipalities, "{region}");
    }
    assert_eq!(count("region_syddanmark", Municipality, "2021-09"), 22);
    assert_eq!(count("region_oestdanmark", Municipality, "2027-01"), 46);
    assert_eq!(count("region_oestdanmark", Municipality, "2026-12"), 0);
    assert_eq!(count("region_hovedstaden", Municipality, "2027-01"), 0);
    assert_eq!(of_kind(&publication, AreaKind::Region, month("2027-01")).len(), 4);
    assert_eq!(of_kind(&publication, AreaKind::Rar, month("2020-01")).len(), 8);
    assert_eq!(of_kind(&publication, AreaKind::Rbr, month("2026-01")).len(), 5);
}

#[test]
fn the_east_of_2027_is_the_employment_region_of_2009() {
    let publication = publication();
    let east = members(&publication, "region_oestdanmark", AreaKind::Municipality, month("2027-01"));
    assert_eq!(east, members(&publication, "br_hovedstaden_sjaelland", AreaKind::Municipality, month("2009-12")));
    assert!(east.contains(&"kommune_bornholm".to_owned()));
}

#[test]
fn municipalities_that_shared_a_jobcentre_and_parted() {
    let publication = publication();
    let jobcentre = |id: &str, at: &str| {
        let holders =
            holders(&publication, publication.area_by_id(id).unwrap(), AreaKind::Jobcentre, month(at)).into_iter();
        holders.map(|key| publication.area(key).id.clone()).collect::<Vec<_>>()
    };
    for id in ["kommune_ishoej", "kommune_vallensbaek"] {
        assert_eq!(jobcentre(id, "2021-12"), ["ishoej_vallensbaek"]);
    }
    assert_eq!(jobcentre("kommune_ishoej", "2022-01"), ["ishoej"]);
    assert_eq!(jobcentre("kommune_vallensbaek", "2022-01"), ["vallensbaek"]);
    assert_eq!(jobcentre("kommune_fanoe", "2026-01"), ["esbjerg_fanoe"]);
}

#[test]
fn morsoe_is_in_the_north() {
    let publication = publication();
    let morsoe = publication.area_by_id("kommune_morsoe").unwrap();
    let larger = publication.ancestors(morsoe, month("2020-01"));
    let ids: Vec<&str> = larger.iter().map(|key| publication.area(*key).id.as_str()).collect();
    assert!(ids.contains(&"rar_nordjylland") && !ids.contains(&"rar_hovedstaden"), "{ids:?}");
}

#[test]
fn a_group_to_compare_with_is_part_of_nothing() {
    let publication = publication();
    let group = publication.area_by_id("trekantomraadet").unwrap();
    assert!(publication.ancestors(group, month("2021-09")).is_empty());
    for kind in [AreaKind::Municipality, AreaKind::Jobcentre] {
        assert_eq!(members(&publication, "trekantomraadet", kind, month("2021-09")).len(), 7, "{}", kind.word());
    }
}

#[test]
fn a_town_name_means_the_kind_that_is_named_first() {
    let publication = publication();
    let lookup = config::Lookup::new(&publication);
    let both = [AreaKind::Jobcentre, AreaKind::Municipality];
    let at = month("2021-09");
    let mut found = BTreeMap::new();
    for text in ["Odense", "kommune_odense", "Odense Kommune", "Esbjerg", "Fanø", "Ishøj"] {
        let key = lookup.area(text, &both, at).unwrap();
        let part = lookup.part_of(key, text, &both, at).map(|part| publication.area(part).id.as_str());
        found.insert(text, (publication.area(key).id.as_str(), part));
    }
    let expected = [
        ("Esbjerg", ("esbjerg_fanoe", Some("kommune_esbjerg"))),
        ("Fanø", ("esbjerg_fanoe", Some("kommune_fanoe"))),
        ("Ishøj", ("ishoej_vallensbaek", Some("kommune_ishoej"))),
        ("Odense", ("odense", Some("kommune_odense"))),
        ("Odense Kommune", ("kommune_odense", None)),
        ("kommune_odense", ("kommune_odense", None)),
    ];
    assert_eq!(found, BTreeMap::from(expected));
    let other = [AreaKind::Municipality, AreaKind::Jobcentre];
    let id = |text: &str, kinds: &[AreaKind]| publication.area(lookup.area(text, kinds, at).unwrap()).id.as_str();
    assert_eq!(id("Odense", &other), "kommune_odense");
    assert_eq!(id("odense", &other), "odense", "an id means itself, whatever comes first");
    assert_eq!(id("461", &both), "odense");
    assert_eq!(id("461", &other), "kommune_odense");
}
