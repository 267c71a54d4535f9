//! From what deliveries write to the fund or area they mean.
#![allow(clippy::unwrap_used, reason = "tests stop at what they do not expect")]

mod config_support;

use config_support::{change, sound};
use noegletal::config::{self, AreaProblem, Lookup};
use noegletal::model::{AreaKind, Period, Publication};
use noegletal::source::Memory;

fn publication(source: &Memory) -> Publication {
    let (publication, report) = config::load(source);
    assert!(report.is_clean(), "{report:?}");
    publication.unwrap()
}

fn month(text: &str) -> Period {
    Period::parse(text).unwrap()
}

#[test]
fn finds_funds_however_they_are_written() {
    let publication = publication(&sound());
    let lookup = Lookup::new(&publication);
    for text in ["metal", " METAL ", "Dansk\u{a0}Metal-A", "dansk  metal", "12", "metalarbejdernes a-kasse"] {
        assert_eq!(lookup.akasse(text), publication.akasse_by_id("metal"), "{text:?}");
    }
    assert_eq!(lookup.akasse("træ, industri, BYG"), publication.akasse_by_id("tib"));
    for text in ["", " ", "Total", "metall"] {
        assert_eq!(lookup.akasse(text), None, "{text:?}");
    }
    assert_eq!(lookup.suggest_akasse("Dansk Metall-A"), Some("Dansk Metal-A"));
    assert_eq!(lookup.suggest_akasse("xyzzy"), None);
}

#[test]
fn a_name_that_passed_on_is_resolved_by_month() {
    const AKASSER: &str = "data/codes/akasser.csv";
    let source = change(sound(), AKASSER, "TIB-A,,,2010-12-31", "TIB-A;Træfolk,,,2010-12-31");
    let source = change(source, AKASSER, "3F-A;Faglig Fælles,,,", "3F-A;Faglig Fælles;Træfolk,,2011-01-01,");
    let publication = publication(&source);
    let lookup = Lookup::new(&publication);
    let (old, new) = (publication.akasse_by_id("tib"), publication.akasse_by_id("3f"));
    assert_eq!(lookup.akasse_in("træfolk", month("2010-12")), old);
    assert_eq!(lookup.akasse_in("træfolk", month("2011-01")), new);
    assert_eq!(lookup.akasse("træfolk"), new, "without a month, the one that exists longest");
    assert_eq!(lookup.akasse_in("tib-a", month("2021-09")), old, "known, so that the caller can say it is not valid");
}

#[test]
fn areas_are_of_a_kind_and_a_time() {
    let publication = publication(&sound());
    let lookup = Lookup::new(&publication);
    let (town, centre) = (publication.area_by_id("odense").unwrap(), publication.area_by_id("jc_odense").unwrap());
    let at = month("2021-09");
    assert_eq!(lookup.area("Odense", &[AreaKind::Jobcentre], at), Ok(centre));
    assert_eq!(lookup.area("Jobcenter\u{a0}Odense", &[AreaKind::Jobcentre], at), Ok(centre));
    assert_eq!(lookup.area("461", &[AreaKind::Municipality], at), Ok(town));
    assert_eq!(lookup.area("Odense", &[], at), Ok(town), "an id goes before a name");
    assert_eq!(lookup.area("Odense Kommune", &[AreaKind::Jobcentre], at), Err(AreaProblem::NotValid));
    assert_eq!(lookup.area("JC Odense", &[AreaKind::Jobcentre], month("2026-01")), Err(AreaProblem::NotValid));
    assert_eq!(lookup.area("Odnse", &[AreaKind::Jobcentre], at), Err(AreaProblem::Unknown));
    assert_eq!(lookup.suggest_area("JC Odnse", &[AreaKind::Jobcentre]), Some("JC Odense"));
    assert_eq!(lookup.suggest_area("Danmrk", &[AreaKind::Jobcentre]), None);
}
