//! A month at a glance, as its first page shows it.

use super::publication::text;
use super::{editions, publication, site};
use crate::model::code::TargetKey;
use crate::model::edition::{Assessment, Verdict};
use crate::model::target::{JudgedOn, TargetRule};
use crate::model::{AkasseKey, AreaKey, CellKey, MeasureKey, Target};

fn front(publication: &crate::model::Publication, edition: crate::model::edition::Edition, page: &str) -> String {
    let notes = if publication.areas.is_empty() { publication::notes() } else { Vec::new() };
    let files = site(publication, vec![edition], &notes, false);
    std::str::from_utf8(files.get(page).unwrap()).unwrap().to_owned()
}

#[test]
fn says_of_each_target_how_many_meet_it_and_who_does_not() {
    let mut publication = publication::country(3, 9);
    publication.targets = vec![Target {
        measure: Some(MeasureKey(1)),
        rule: TargetRule::AtLeast,
        title: text("Rettidighed"),
        judged_on: JudgedOn::Month,
        ..publication::trial().targets[0].clone()
    }];
    let mut edition = editions::country(&publication, "2023-12", 14);
    let one = |akasse: u16, verdict| Assessment {
        verdict,
        ..Assessment::blank(TargetKey(0), CellKey { area: Some(AreaKey(0)), akasse: Some(AkasseKey(akasse)) })
    };
    edition.assessments = vec![
        one(0, Verdict::Met),
        one(1, Verdict::NotMet),
        one(2, Verdict::Undecided),
        one(3, Verdict::NoData),
        one(4, Verdict::NotMet),
    ];
    let page = front(&publication, edition.clone(), "2023-12/v1/index.html");
    let (_, glance) = page.split_once("class=\"glance\"").unwrap();
    let (glance, _) = glance.split_once("</section>").unwrap();
    assert_eq!(glance.matches("<article").count(), 6, "a card for each measure");
    assert_eq!(glance.matches("opfylder målet").count(), 1);
    assert!(glance.contains("<p>1 af 4 opfylder målet: mindst 85\u{a0}pct. Det gør F01 og F04 ikke.</p>"), "{glance}");

    edition.assessments = (0..9).map(|akasse| one(akasse, Verdict::NotMet)).collect();
    let page = front(&publication, edition, "2023-12/v1/index.html");
    assert!(page.contains("Det gør F00, F01, F02, F03, F04, F05 og 3 andre ikke."), "many are counted");
}

#[test]
fn a_month_with_one_measure_has_its_sentences_only() {
    let publication = publication::trial();
    let edition = editions::trial(&publication);
    assert!(!front(&publication, edition, "2021-09/v1/index.html").contains("class=\"glance\""));
}
