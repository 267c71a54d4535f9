//! Shares beside what chance alone could give, as a measure's page shows them.

use super::{editions, publication, scan, site};
use crate::model::edition::Edition;
use crate::model::figure::Figure;
use crate::model::target::{JudgedOn, TargetRule};
use crate::model::{AkasseKey, Amount, AreaKey, CellKey, Decimal, FileSet, Flags, MeasureKey, Publication, Target};

const SHARE: MeasureKey = MeasureKey(1);

/// Six funds and a target of 80 percent: one far below it, one a little above, one small and far above.
fn six_funds() -> (Publication, Edition) {
    let mut publication = publication::country(2, 6);
    publication.targets = vec![Target {
        measure: Some(SHARE),
        rule: TargetRule::AtLeast,
        value: Some(Decimal { scaled: 80, decimals: 0 }),
        judged_on: JudgedOn::Month,
        ..publication::trial().targets[0].clone()
    }];
    let mut edition = editions::country(&publication, "2023-12", 2);
    let shares = [(700, 1000), (810, 1000), (20, 20), (158, 200), (402, 500), (900, 1100)];
    let measure = &mut edition.measures[usize::from(SHARE.0)];
    for ((numerator, denominator), at) in shares.into_iter().zip(0..) {
        let key = CellKey { area: Some(AreaKey(0)), akasse: Some(AkasseKey(at)) };
        let mut one = measure.current.get(key).unwrap().clone();
        one.figure = Figure::delivered(Amount::share(numerator, denominator), Flags::default());
        measure.current.set(key, one);
    }
    (publication, edition)
}

fn page(publication: &Publication, edition: Edition, measure: &str) -> String {
    let files: FileSet = site(publication, vec![edition], &[], false);
    String::from_utf8(files.get(&format!("2023-12/v1/maal/{measure}/index.html")).unwrap().to_vec()).unwrap()
}

#[test]
fn every_share_with_five_funds_is_held_against_chance() {
    let (publication, edition) = six_funds();
    let html = page(&publication, edition.clone(), "maal-1");
    let (_, section) = html.split_once("<h2 id=\"tilfaeldet\">").unwrap();
    let (section, _) = section.split_once("</section>").unwrap();
    insta::assert_snapshot!("funnel", section);
    assert!(!html.contains("tilfaeldet-omraader"), "two jobcentres are too few");
    assert!(!page(&publication, edition, "maal-0").contains("tilfaeldet"), "a count is no share");
    let few = publication::country(2, 4);
    let edition = editions::country(&few, "2023-12", 2);
    assert!(!page(&few, edition, "maal-1").contains("tilfaeldet"), "four funds are too few");
}

#[test]
fn a_long_table_is_opened_on_demand() {
    let publication = publication::country(60, 2);
    let edition = editions::country(&publication, "2023-12", 2);
    let html = page(&publication, edition, "maal-1");
    let (_, section) = html.split_once("<h2 id=\"tilfaeldet-omraader\">").unwrap();
    assert!(section.contains("<details><summary>Alle tal i figuren</summary>"));
    assert!(scan::words(section).contains("jobcentre") || section.contains("By 001"));
}
