//! The follow-up on figures with counts: what chance could explain, whom the watch list points out, and what a mean of
//! months hides. Scenes with the repository's measures, codes and registers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod scenes;

use scenes::{Site, built, find, jobcentres, publication, registers, release};
use serde_json::{Value, json};

/// Timeliness in Copenhagen, where the target is 90 percent, in one fund.
fn timely(numerator: u64, denominator: u64) -> Site {
    let mut source = registers();
    let table = format!("period,area,akasse,numerator,denominator\n2014-01,koebenhavn,3f,{numerator},{denominator}\n");
    release(&mut source, "2014-01", "2014-03-01T08:00:00+01:00", &[("rettidighed_jobsamtaler", table)]);
    built(&source)
}

#[test]
fn a_missed_target_says_when_chance_could_explain_it() {
    let target = [("target", "kbh2013_rettidighed_jobsamtaler")];
    let of = |site: &Site| site.json("api/v1/releases/2014-01/v1/rettidighed_jobsamtaler.json");
    // 178 of 200 is 89 percent: (178 − 180)² is far below 1.96² · 200 · 0.9 · 0.1.
    let close = timely(178, 200);
    let judged = find(&of(&close)["assessments"], &target);
    assert_eq!((&judged["verdict"], &judged["chance"]), (&json!("not_met"), &json!("could_explain")));
    let interval = find(&of(&close)["intervals"], &[("area", "koebenhavn")]);
    let (low, high) = (interval["low"].as_f64().unwrap(), interval["high"].as_f64().unwrap());
    assert!(low > 83.9 && low < 84.0 && high > 92.6 && high < 92.7, "Wilson's interval of 178 of 200: {interval}");
    let page = close.words("2014-01/v1/opfoelgning/index.html");
    assert!(page.contains("Kan skyldes tilfældigheder") && page.contains("Ja (83,9 til 92,6)"), "{page}");
    assert!(page.contains("Afstanden til målet kan skyldes tilfældigheder for København"), "{page}");
    let area = close.words("2014-01/v1/jobcenter/koebenhavn/index.html");
    assert!(area.contains("kan skyldes tilfældigheder (95 pct.-interval: 83,9 til 92,6)"), "{area}");
    // 160 of 200 is 80 percent: (160 − 180)² = 400 is above 69.1.
    let far = timely(160, 200);
    assert_eq!(find(&of(&far)["assessments"], &target)["chance"], "unlikely");
    assert!(far.words("2014-01/v1/opfoelgning/index.html").contains("Nej ("));
}

#[test]
fn funds_are_never_compared_without_what_chance_does() {
    let mut source = registers();
    let publication = publication(&source);
    let mut table = "period,area,akasse,numerator,denominator\n".to_owned();
    for area in jobcentres(&publication, "2010-01") {
        table.push_str(&format!("2010-01,{area},3f,30,40\n2010-01,{area},hk,35,40\n"));
    }
    release(&mut source, "2010-01", "2010-03-01T08:00:00+01:00", &[("rettidighed_cv_samtaler", table)]);
    let site = built(&source);
    let page = site.words("2010-01/v1/maal/rettidighed_cv_samtaler/index.html");
    assert!(page.contains("95 pct.-interval"), "{page}");
    let file = site.json("api/v1/releases/2010-01/v1/rettidighed_cv_samtaler.json");
    let interval = find(&file["intervals"], &[("area", "landet"), ("akasse", "hk")]);
    assert!(interval["low"].as_f64().unwrap() < 87.5 && interval["high"].as_f64().unwrap() > 87.5, "{interval}");
    let single = file["intervals"].as_array().unwrap().iter().any(|of| of["area"] == "odense" && of["akasse"] == "hk");
    assert!(!single, "single cells have none");
}

#[test]
fn the_watch_list_names_those_that_grew_and_counts_those_it_cannot_see() {
    let mut source = registers();
    let publication = publication(&source);
    // Fund, a year ago, now; nothing in the other jobcentres.
    let funds = [("3f", 1000, 1300), ("hk", 500, 700), ("bupl", 40, 400), ("foa", 600, 500), ("metal", 300, 3)];
    let mut table = "period,area,akasse,value\n".to_owned();
    for area in jobcentres(&publication, "2010-12") {
        let here = |count: u64| if area == "odense" { count } else { 0 };
        for (fund, then, now) in funds {
            table.push_str(&format!("2009-12,{area},{fund},{}\n2010-12,{area},{fund},{}\n", here(then), here(now)));
        }
        table.push_str(&format!("2010-12,{area},sl,{}\n", here(80)));
    }
    release(&mut source, "2010-12", "2011-02-01T08:00:00+01:00", &[("arbejdskraftreserve", table)]);
    let site = built(&source);
    let file = site.json("api/v1/releases/2010-12/v1/release.json");
    let watched = find(&file["watch"], &[("rule", "voksende_arbejdskraftreserve")]);
    let entries: Vec<(&str, &Value, &Value)> = watched["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["akasse"].as_str().unwrap(), &entry["size"], &entry["percent"]))
        .collect();
    // BUPL began too small, FOA fell; Dansk Metal's three are hidden, and of SL nothing is known a year ago.
    assert_eq!(entries, [("3f", &json!(300), &json!(30)), ("hk", &json!(200), &json!(40))]);
    assert_eq!(watched["not_known"], 2);
    let page = site.words("2010-12/v1/opfoelgning/index.html");
    assert!(
        page.contains("Fra 1.000 i december 2009 til 1.300 personer i december 2010: +300 personer (+30,0 pct.)"),
        "{page}"
    );
    assert!(page.contains("individuelle møder med de a-kasser"), "the rule stands with its list");
    assert!(page.contains("2 kunne ikke vurderes"), "{page}");
    assert!(page.contains("A-kassenetværk i Syddanmark: 2 gange om året."), "{page}");
    assert!(!page.contains("Koordinerende a-kasseforum"), "a version's page tells of no date: {page}");
    let month = site.words("2010-12/index.html");
    assert!(month.contains("8. august 2013: Koordinerende a-kasseforum."), "the next meeting: {month}");
}

#[test]
fn a_mean_of_months_stands_beside_its_ratio_of_sums() {
    let mut source = registers();
    let table = "period,akasse,numerator,denominator\n2020-11,3f,10,20\n2020-12,3f,90,100\n".to_owned();
    release(&mut source, "2020-12", "2021-03-01T08:00:00+01:00", &[("fokusmaal_2_samtaler", table)]);
    let site = built(&source);
    let file = site.json("api/v1/releases/2020-12/v1/fokusmaal_2_samtaler.json");
    let summary = find(&file["summaries"], &[("akasse", "3f")]);
    assert_eq!((&summary["value"], &summary["pooled"]), (&json!(70), &json!(83.333_333)));
    assert_eq!(summary["blocks"], Value::Null, "one run of months is the mean itself");
    let judged = find(&file["assessments"], &[("akasse", "3f")]);
    assert_eq!(judged["chance"], Value::Null, "counts say nothing of how a mean of months would vary");
    let page = site.words("2020-12/v1/a-kasse/3f/index.html");
    assert!(page.contains("tællere og nævnere i stedet sammen, er andelen 83,3"), "{page}");
}

#[test]
fn a_fund_in_an_area_has_a_timemap_of_the_editions_with_its_page() {
    let mut source = registers();
    for (month, published, odense) in [
        ("2014-01", "2014-03-01T08:00:00+01:00", true),
        ("2014-02", "2014-04-01T08:00:00+02:00", false),
        ("2014-03", "2014-05-01T08:00:00+02:00", true),
    ] {
        let mut table = format!("period,area,akasse,value\n{month},kolding,hk,300\n{month},kolding,3f,400\n");
        if odense {
            table.push_str(&format!("{month},odense,3f,1200\n{month},odense,hk,900\n"));
        }
        release(&mut source, month, published, &[("arbejdskraftreserve", table)]);
    }
    let site = built(&source);
    let timemap = site.text("jobcenter/odense/3f/timemap.link");
    let mementos: Vec<&str> = timemap.lines().filter(|line| line.contains("memento\"")).collect();
    assert_eq!(mementos.len(), 2, "{timemap}");
    assert!(mementos[0].contains("/2014-01/v1/jobcenter/odense/3f/>; rel=\"first memento\""), "{timemap}");
    assert!(mementos[1].contains("/2014-03/v1/jobcenter/odense/3f/>; rel=\"last memento\""), "{timemap}");
    assert!(site.text("jobcenter/odense/3f/index.html").contains("rel=\"timemap\""));
    let page = site.text("2014-01/v1/jobcenter/odense/3f/index.html");
    assert!(page.contains("<link rel=\"original\" href=\"../../../../../jobcenter/odense/3f/index.html\">"), "{page}");
    let verified = noegletal::archive::verify::Verifier::default().verify(site.root(), &[]).unwrap();
    assert!(verified.report.is_clean(), "{:#?}", verified.report.sorted());
}
