//! The rules of protection one by one, on tables so small that everything in them can be said by hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod tree;

use std::collections::BTreeMap;

use noegletal::diagnostic::Code;
use noegletal::pipeline::{self, BuildOptions, Outcome, Scope};
use noegletal::progress::Silent;
use noegletal::source::{Disk, Memory, Source};
use serde_json::Value;
use tree::Files;

const COUNT: &str = "arbejdskraftreserve";
const AKASSER: [&str; 4] = ["sta", "prosa", "ffs", "hk"];

/// The repository's codes and labour reserve, alone.
fn publication() -> Files {
    let disk = Disk::new(".");
    let kept = |path: &String| path.starts_with("data/codes/") || path == "data/measures/arbejdskraftreserve.toml";
    let paths = disk.files("data").unwrap().into_iter().filter(kept).chain(["noegletal.toml".to_owned()]);
    paths.map(|path| (path.clone(), disk.read(&path).unwrap().unwrap())).collect()
}

fn replaced(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    files.insert(path.to_owned(), text.replace(from, to).into_bytes());
}

/// Another measure, like the labour reserve.
fn measure(files: &mut Files, id: &str, change: impl Fn(String) -> String) {
    let text = String::from_utf8(files["data/measures/arbejdskraftreserve.toml"].clone()).unwrap();
    files.insert(format!("data/measures/{id}.toml"), change(text).into_bytes());
}

fn release(files: &mut Files, (month, version): (&str, u8), published: &str) {
    let class = if version == 1 { "first" } else { "correction" };
    let text = format!(
        "period = \"{month}\"\npublished = \"{published}T08:00:00+01:00\"\nstatus = \"final\"\nclass = \"{class}\"\nreason = \"Rettet.\"\n"
    );
    files.insert(format!("data/{month}/v{version}/release.toml"), text.into_bytes());
}

/// Counts of four funds in one area.
fn counts(files: &mut Files, (month, version): (&str, u8), measure: &str, counts: [u64; 4]) {
    let rows = AKASSER.iter().zip(counts).map(|(akasse, count)| format!("{month},odense,{akasse},{count}\n"));
    let text = format!("period,area,akasse,value\n{}", rows.collect::<String>());
    files.insert(format!("data/{month}/v{version}/{measure}.csv"), text.into_bytes());
}

/// Shares of four funds in one area: those who do, and all.
fn shares(files: &mut Files, (month, version): (&str, u8), measure: &str, shares: [(u64, u64); 4]) {
    let row = |(akasse, (part, whole)): (&&str, (u64, u64))| format!("{month},odense,{akasse},{part},{whole}\n");
    let text = format!(
        "period,area,akasse,numerator,denominator\n{}",
        AKASSER.iter().zip(shares).map(row).collect::<String>()
    );
    files.insert(format!("data/{month}/v{version}/{measure}.csv"), text.into_bytes());
}

fn build(files: &Files) -> (Outcome, Files) {
    let out = tree::folder();
    let options = BuildOptions {
        scope: Scope { now: tree::now(), preview: false },
        out: out.path().to_owned(),
        drawer: None,
        jobs: None,
    };
    let outcome = pipeline::build(&Memory { files: files.clone() }, &options, &Silent);
    (outcome, tree::tree(out.path()))
}

fn built(files: &Files) -> Files {
    let (outcome, archive) = build(files);
    assert!(outcome.summary.is_some(), "{:?} {:#?}", outcome.fault, outcome.report.sorted());
    archive
}

fn json(archive: &Files, version: &str, measure: &str) -> Value {
    serde_json::from_slice(&archive[&format!("api/v1/releases/{version}/{measure}.json")]).unwrap()
}

/// The values of the area's funds and of all funds together, by fund; `None` = hidden.
fn seen(archive: &Files, version: &str, measure: &str) -> BTreeMap<String, Option<Value>> {
    let file = json(archive, version, measure);
    let own = file["observations"].as_array().unwrap().iter().filter(|one| one["area"] == "odense");
    own.map(|one| {
        let hidden = one["status"].as_array().unwrap().contains(&"suppressed".into());
        assert_eq!(hidden, one["value"].is_null(), "{one}");
        (one["akasse"].as_str().unwrap_or("alle").to_owned(), (!hidden).then(|| one["value"].clone()))
    })
    .collect()
}

fn hidden(archive: &Files, version: &str, measure: &str) -> Vec<String> {
    seen(archive, version, measure).into_iter().filter(|(_, value)| value.is_none()).map(|(akasse, _)| akasse).collect()
}

fn share(files: &mut Files, id: &str, over_months: &str) {
    measure(files, id, |text| {
        let text =
            text.replace("kind = \"stock\"", "kind = \"share\"").replace("unit = \"persons\"", "unit = \"percent\"");
        let text =
            text.replace("over_months = \"last\"", &format!("over_months = \"{over_months}\"\nsummary_months = 3"));
        let text = text.replace("\"sum\"", "\"ratio_of_sums\"");
        text.split("[plausibility]").next().unwrap().to_owned()
    });
}

#[test]
fn a_share_is_hidden_for_each_of_its_counts() {
    let small_in = |small: (u64, u64)| {
        let mut files = publication();
        share(&mut files, "andel", "ratio_of_sums");
        release(&mut files, ("2010-06", 1), "2010-08-10");
        shares(&mut files, ("2010-06", 1), "andel", [(60, 100), small, (70, 140), (110, 150)]);
        hidden(&built(&files), "2010-06/v1", "andel").contains(&"prosa".to_owned())
    };
    assert!(!small_in((50, 90)));
    assert!(small_in((3, 90)), "those who do");
    assert!(small_in((87, 90)), "those who do not");
    assert!(small_in((3, 3)) && small_in((0, 3)), "all");
    assert!(!small_in((90, 90)) && !small_in((0, 90)), "nobody is nobody's group where zeros are shown");
}

#[test]
fn a_share_of_nobody_does_not_cover_a_small_numerator() {
    let mut files = publication();
    share(&mut files, "andel", "ratio_of_sums");
    release(&mut files, ("2010-06", 1), "2010-08-10");
    shares(&mut files, ("2010-06", 1), "andel", [(60, 100), (3, 90), (0, 60), (200, 1000)]);
    // The third is the cheapest to hide, and would do for those who do not; of those who do the two have three together.
    let hidden = hidden(&built(&files), "2010-06/v1", "andel");
    assert!(hidden.contains(&"prosa".to_owned()), "{hidden:?}");
    assert!(hidden.contains(&"sta".to_owned()) || hidden.contains(&"hk".to_owned()), "{hidden:?}");
}

#[test]
fn answers_that_were_given_count_in_later_versions() {
    let mut files = publication();
    share(&mut files, "andel", "ratio_of_sums");
    let all = [(96, 100), (96, 100), (3, 13), (600, 1000)];
    for (version, published) in [(1, "2010-08-10"), (2, "2010-09-10")] {
        release(&mut files, ("2010-06", version), published);
        shares(&mut files, ("2010-06", version), "andel", all);
    }
    // In the second version the small group in the middle is gone, which the other two were hidden by.
    let path = "data/2010-06/v2/andel.csv";
    let rows = String::from_utf8(files[path].clone()).unwrap();
    let rows = rows.replace(",3,13", ",,").lines().map(|row| format!("{row},\n")).collect::<String>();
    let rows = rows.replace("denominator,", "denominator,status").replace(",ffs,,,", ",ffs,,,not_applicable");
    files.insert(path.to_owned(), rows.into_bytes());
    let archive = built(&files);
    let hidden = |version: &str| {
        let file = json(&archive, version, "andel");
        let own = file["observations"].as_array().unwrap().iter().filter(|one| one["area"] == "odense");
        let own = own.filter(|one| one["status"].as_array().unwrap().contains(&"suppressed".into()));
        own.map(|one| one["akasse"].as_str().unwrap_or("alle").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(hidden("2010-06/v1"), ["ffs", "prosa", "sta"]);
    let first = json(&archive, "2010-06/v1", "andel");
    let told = first["observations"].as_array().unwrap().iter().filter(|one| one["low"] == 95);
    assert_eq!(told.count(), 2, "{first:#}");
    // Four are missing of each, and at most five by what was told: with their sum shown, three to five would be left.
    assert_eq!(hidden("2010-06/v2"), ["alle", "prosa", "sta"]);
}

#[test]
fn zeros_are_hidden_where_they_are_sensitive() {
    let zero = |sensitive: &str| {
        let mut files = publication();
        replaced(
            &mut files,
            "noegletal.toml",
            "zeros_are_sensitive = false",
            &format!("zeros_are_sensitive = {sensitive}"),
        );
        release(&mut files, ("2010-06", 1), "2010-08-10");
        counts(&mut files, ("2010-06", 1), COUNT, [110, 0, 30, 510]);
        hidden(&built(&files), "2010-06/v1", COUNT)
    };
    assert!(zero("false").is_empty());
    assert!(zero("true").contains(&"prosa".to_owned()) && zero("true").len() > 1);
}

#[test]
fn a_figure_that_readers_have_covers_nothing() {
    let mut files = publication();
    release(&mut files, ("2010-06", 1), "2010-08-10");
    release(&mut files, ("2010-06", 2), "2010-09-10");
    counts(&mut files, ("2010-06", 1), COUNT, [110, 40, 30, 510]);
    counts(&mut files, ("2010-06", 2), COUNT, [110, 3, 30, 510]);
    // The other funds are known from the first version, and with a new total the new count would be, whatever else were
    // hidden: so what has changed is hidden, all of it, and nothing else.
    let archive = built(&files);
    assert!(hidden(&archive, "2010-06/v1", COUNT).is_empty());
    assert_eq!(hidden(&archive, "2010-06/v2", COUNT), ["alle", "prosa"]);
    let (outcome, _) = build(&files);
    let warnings: Vec<String> = outcome.report.sorted().into_iter().map(|warning| warning.message.clone()).collect();
    assert!(warnings.iter().any(|text| text.contains("2 figures that an earlier version shows")), "{warnings:?}");
}

#[test]
fn a_count_that_has_become_none_stays_hidden_where_it_was() {
    let mut files = publication();
    release(&mut files, ("2010-06", 1), "2010-08-10");
    release(&mut files, ("2010-06", 2), "2010-09-10");
    counts(&mut files, ("2010-06", 1), COUNT, [110, 3, 3, 510]);
    // Of both together there are no more than before, so what readers see is the same.
    counts(&mut files, ("2010-06", 2), COUNT, [110, 0, 6, 510]);
    let archive = built(&files);
    let seen_in = |version: &str| seen(&archive, version, COUNT);
    assert_eq!(seen_in("2010-06/v1"), seen_in("2010-06/v2"));
    assert_eq!(hidden(&archive, "2010-06/v2", COUNT), ["ffs", "prosa"]);
    // Everybody may take it for none, so the two cover each other when there are four of both, and nothing more is hidden.
    counts(&mut files, ("2010-06", 2), COUNT, [110, 0, 4, 511]);
    assert_eq!(hidden(&built(&files), "2010-06/v2", COUNT), ["ffs", "prosa"]);
}

#[test]
fn what_follows_from_figures_that_stay_is_shown_though_it_was_hidden() {
    let mut files = publication();
    release(&mut files, ("2010-06", 1), "2010-08-10");
    release(&mut files, ("2010-06", 2), "2010-09-10");
    release(&mut files, ("2010-06", 3), "2010-10-10");
    // An area of three jobcentres: readers know the others, so a small group that comes hides the sum; and then it goes.
    let table = |small: &str| {
        let rows = |(area, sta, hk): (&str, u16, u16)| format!("2010-06,{area},sta,{sta},\n2010-06,{area},hk,{hk},\n");
        let areas = [("koebenhavn", 110, 60), ("frederiksberg", 80, 70), ("taarnby_dragoer", 50, 30)];
        let prosa = format!("2010-06,koebenhavn,prosa,40,\n2010-06,taarnby_dragoer,prosa,{small}\n");
        format!("period,area,akasse,value,status\n{}{prosa}", areas.map(rows).concat())
    };
    let path = |version: u8| format!("data/2010-06/v{version}/{COUNT}.csv");
    for (version, small) in [(1, ",not_applicable"), (2, "2,"), (3, ",not_applicable")] {
        files.insert(path(version), table(small).into_bytes());
    }
    let archive = built(&files);
    let sum = |version: &str| {
        let file = json(&archive, version, COUNT);
        let mut all = file["observations"].as_array().unwrap().iter();
        let of = |one: &&Value| one["area"] == "landsdel_byen_koebenhavn" && one["akasse"] == "prosa";
        all.find(of).unwrap()["value"].as_u64()
    };
    assert_eq!(["2010-06/v1", "2010-06/v2", "2010-06/v3"].map(sum), [Some(40), None, Some(40)]);
}

#[test]
fn a_group_that_has_become_small_does_not_follow_from_what_stays_hidden() {
    let mut files = publication();
    release(&mut files, ("2010-06", 1), "2010-08-10");
    release(&mut files, ("2010-06", 2), "2010-09-10");
    let areas = ["koebenhavn", "frederiksberg", "taarnby_dragoer"];
    for (version, hk) in [(1, 6000), (2, 2)] {
        let counts = [[20, 3, hk], [80, 3, 3], [50, 4, 4]];
        let rows = areas.iter().zip(counts).flat_map(|(area, counts)| {
            ["sta", "prosa", "hk"]
                .into_iter()
                .zip(counts)
                .map(move |(fund, count)| format!("2010-06,{area},{fund},{count}\n"))
        });
        let text = format!("period,area,akasse,value\n{}", rows.collect::<String>());
        files.insert(format!("data/2010-06/v{version}/{COUNT}.csv"), text.into_bytes());
    }
    let archive = built(&files);
    let of = |version: &str, area: &str, fund: Option<&str>| {
        let file = json(&archive, version, COUNT);
        let mut all = file["observations"].as_array().unwrap().iter();
        all.find(|one| one["area"] == area && one["akasse"].as_str() == fund).unwrap()["value"].as_u64()
    };
    // The second version by itself gives nothing away: in each sum of the new small group others are hidden. But those were
    // hidden before, their own sums are as they were, and so the sums that have changed would tell by how much it has.
    let sums = |version: &str| [of(version, "landsdel_byen_koebenhavn", Some("hk")), of(version, "koebenhavn", None)];
    assert_eq!(sums("2010-06/v1"), [Some(6007), Some(6023)]);
    assert_eq!((of("2010-06/v2", "koebenhavn", Some("hk")), sums("2010-06/v2")), (None, [None, None]));
}

#[test]
fn what_was_hidden_of_a_month_that_is_no_longer_at_hand_stays_hidden() {
    let mut files = publication();
    let month = |counts: [u16; 4]| {
        let rows = ["3f", "hk", "krifa", "foa"].iter().zip(counts);
        rows.map(|(fund, count)| format!("2011-03,odense,{fund},{count}\n")).collect::<String>()
    };
    let first = format!("period,area,akasse,value\n{}", month([110, 3, 30, 510]));
    release(&mut files, ("2011-03", 1), "2011-05-10");
    files.insert(format!("data/2011-03/v1/{COUNT}.csv"), first.into_bytes());
    release(&mut files, ("2013-06", 1), "2013-08-10");
    files.insert(format!("data/2013-06/v1/{COUNT}.csv"), "period,area,akasse,value\n2013-06,odense,hk,500\n".into());
    // Years later the month is counted again.
    release(&mut files, ("2015-12", 1), "2016-02-10");
    let text = format!("period,area,akasse,value\n{}2015-12,odense,hk,500\n", month([110, 44, 30, 510]));
    files.insert(format!("data/2015-12/v1/{COUNT}.csv"), text.into_bytes());
    let archive = built(&files);
    let before = hidden(&archive, "2011-03/v1", COUNT);
    assert!(before.len() > 1, "{before:?}");
    let file = json(&archive, "2015-12/v1", COUNT);
    let again = file["observations"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["period"] == "2011M03" && one["area"] == "odense");
    let again: BTreeMap<&str, &Value> =
        again.map(|one| (one["akasse"].as_str().unwrap_or("alle"), &one["value"])).collect();
    for akasse in before {
        assert_eq!(again[akasse.as_str()], &Value::Null, "{akasse}");
    }
}

#[test]
fn a_version_does_not_take_back_what_later_months_have_revised() {
    let mut files = publication();
    measure(&mut files, "andet", |text| text.replace("arbejdskraftreserve", "andet"));
    release(&mut files, ("2010-06", 1), "2010-08-10");
    counts(&mut files, ("2010-06", 1), COUNT, [110, 40, 30, 510]);
    counts(&mut files, ("2010-06", 1), "andet", [10, 40, 30, 50]);
    release(&mut files, ("2010-07", 1), "2010-09-10");
    let revised = "period,area,akasse,value,status\n2010-06,odense,prosa,44,revised\n2010-07,odense,hk,50,\n";
    files.insert(format!("data/2010-07/v1/{COUNT}.csv"), revised.into());
    // The second version is about another measure.
    release(&mut files, ("2010-06", 2), "2010-10-10");
    counts(&mut files, ("2010-06", 2), "andet", [10, 40, 30, 55]);
    let of_prosa = |files: &Files, version: &str| {
        let archive = built(files);
        assert_eq!(seen(&archive, "2010-06/v1", COUNT)["prosa"], Some(40.into()));
        let later = seen(&archive, version, COUNT);
        assert_eq!(later["sta"], Some(110.into()));
        later["prosa"].clone()
    };
    assert_eq!(of_prosa(&files, "2010-06/v2"), Some(44.into()));
    // What it delivers itself is meant.
    counts(&mut files, ("2010-06", 2), COUNT, [110, 41, 30, 510]);
    assert_eq!(of_prosa(&files, "2010-06/v2"), Some(41.into()));
    // And stays so in a third, which has it from the second.
    release(&mut files, ("2010-06", 3), "2010-11-10");
    counts(&mut files, ("2010-06", 3), "andet", [10, 40, 30, 57]);
    assert_eq!(of_prosa(&files, "2010-06/v3"), Some(41.into()));
}

#[test]
fn what_was_hidden_of_a_month_long_ago_stays_hidden() {
    let mut files = publication();
    release(&mut files, ("2010-06", 1), "2010-08-10");
    counts(&mut files, ("2010-06", 1), COUNT, [110, 3, 30, 510]);
    for (month, published) in [("2012-12", "2013-02-10"), ("2015-12", "2016-02-10")] {
        release(&mut files, (month, 1), published);
        let rows = format!("period,area,akasse,value\n{month},odense,ffs,30\n{month},odense,hk,510\n");
        files.insert(format!("data/{month}/v1/{COUNT}.csv"), rows.into_bytes());
    }
    release(&mut files, ("2010-06", 2), "2016-03-10");
    counts(&mut files, ("2010-06", 2), COUNT, [110, 44, 30, 510]);
    let archive = built(&files);
    let before = hidden(&archive, "2010-06/v1", COUNT);
    assert_eq!(before.len(), 2);
    for akasse in before {
        assert!(hidden(&archive, "2010-06/v2", COUNT).contains(&akasse), "{akasse}");
    }
}

const DERIVED: &str = "\n[derived]\nof = \"arbejdskraftreserve\"\nrule = \"change_since\"\nbaseline = \"2010-06\"\n";

#[test]
fn a_change_is_hidden_with_either_of_its_months() {
    let mut files = publication();
    measure(&mut files, "aendring", |text| {
        let text = text
            .replace("kind = \"stock\"", "kind = \"difference\"")
            .replace("unit = \"persons\"", "unit = \"percent\"");
        let text = text.replace("\"last\"", "\"none\"").replace("\"sum\"", "\"ratio_of_sums\"");
        let text = text.replace("compared_with = \"2009-12\"", "");
        text.split("[plausibility]").next().unwrap().to_owned() + DERIVED
    });
    for (month, published, counted) in [
        ("2010-06", "2010-08-10", [110, 3, 30, 510]),
        ("2010-07", "2010-09-10", [120, 50, 40, 520]),
        ("2010-08", "2010-10-10", [2, 50, 47, 530]),
    ] {
        release(&mut files, (month, 1), published);
        // Two of the funds were merged in July; the others have a series.
        let rows = ["ma", "ffs", "foa", "hk"].iter().zip(counted);
        let rows: String = rows.map(|(akasse, count)| format!("{month},odense,{akasse},{count}\n")).collect();
        files.insert(format!("data/{month}/v1/{COUNT}.csv"), format!("period,area,akasse,value\n{rows}").into_bytes());
    }
    let archive = built(&files);
    let baseline = hidden(&archive, "2010-06/v1", COUNT);
    assert_eq!(baseline.len(), 2);
    for month in ["2010-07/v1", "2010-08/v1"] {
        let expected = baseline.iter().chain(&hidden(&archive, month, COUNT)).cloned().collect::<Vec<_>>();
        for akasse in &expected {
            assert_eq!(seen(&archive, month, "aendring")[akasse], None, "{month} {akasse}");
        }
        assert!(seen(&archive, month, "aendring").values().any(Option::is_some));
    }
    // Shown by itself in July, and with the hidden baseline it gives the change, or the other way round.
    assert!(hidden(&archive, "2010-07/v1", COUNT).is_empty());
}

#[test]
fn a_figure_over_months_is_hidden_with_any_of_them() {
    let mut files = publication();
    share(&mut files, "forhold", "ratio_of_sums");
    share(&mut files, "middel", "mean_of_months");
    for (month, published, prosa) in
        [("2010-04", "2010-06-10", (50, 90)), ("2010-05", "2010-07-10", (3, 90)), ("2010-06", "2010-08-10", (52, 91))]
    {
        release(&mut files, (month, 1), published);
        for id in ["forhold", "middel"] {
            shares(&mut files, (month, 1), id, [(60, 100), prosa, (70, 140), (110, 150)]);
        }
    }
    let archive = built(&files);
    for id in ["forhold", "middel"] {
        let summaries = |version: &str| -> Vec<String> {
            let file = json(&archive, version, id);
            let own = file["summaries"].as_array().unwrap().iter().filter(|one| one["area"] == "odense");
            own.map(|one| one["akasse"].as_str().unwrap_or("alle").to_owned()).collect()
        };
        assert!(summaries("2010-04/v1").contains(&"prosa".to_owned()), "{id}");
        let may = hidden(&archive, "2010-05/v1", id);
        assert!(may.len() > 1 && hidden(&archive, "2010-06/v1", id).is_empty(), "{id}: {may:?}");
        for akasse in may {
            assert!(
                !summaries("2010-05/v1").contains(&akasse) && !summaries("2010-06/v1").contains(&akasse),
                "{id} {akasse}"
            );
        }
        assert!(summaries("2010-06/v1").contains(&"alle".to_owned()), "{id}");
    }
}

#[test]
fn a_figure_over_months_is_hidden_when_it_is_small_itself() {
    let mut files = publication();
    share(&mut files, "middel", "ratio_of_sums");
    // Nobody in each month but the last is 0 of many; together two of many.
    for (month, published, prosa) in [("2010-05", "2010-07-10", (0, 90)), ("2010-06", "2010-08-10", (2, 90))] {
        release(&mut files, (month, 1), published);
        shares(&mut files, (month, 1), "middel", [(60, 100), prosa, (70, 140), (110, 150)]);
    }
    let archive = built(&files);
    let file = json(&archive, "2010-06/v1", "middel");
    assert!(!file["summaries"].as_array().unwrap().iter().any(|one| one["akasse"] == "prosa"));
}

#[test]
fn a_figure_that_another_measure_bounds_too_closely_is_refused() {
    let refused = |width: u64, larger: u64| {
        let mut files = publication();
        replaced(
            &mut files,
            "noegletal.toml",
            "minimum_count = 5\n",
            &format!("minimum_count = 5\ninterval_width = {width}\n"),
        );
        measure(&mut files, "unge", |text| {
            format!("{text}\n[[identity]]\nrule = \"at_most\"\nof = \"arbejdskraftreserve\"\n")
        });
        release(&mut files, ("2010-06", 1), "2010-08-10");
        counts(&mut files, ("2010-06", 1), COUNT, [110, larger, 60, 510]);
        counts(&mut files, ("2010-06", 1), "unge", [100, 4, 30, 310]);
        let (outcome, _) = build(&files);
        outcome.report.sorted().iter().any(|problem| {
            // Told by the one who protects, before anybody attacks.
            problem.code == Code::NotProtected
                && problem.message.contains("unge")
                && problem.message.contains("whatever else is hidden")
        })
    };
    assert!(!refused(10, 400), "from one to four hundred is wide");
    assert!(refused(10, 7), "from one to seven is not");
}

#[test]
fn a_remark_on_a_hidden_figure_is_hidden_with_it() {
    let mut files = publication();
    release(&mut files, ("2010-06", 1), "2010-08-10");
    let row = |akasse: &str, count: u64, note: &str| format!("2010-06,odense,{akasse},{count},{note}\n");
    let rows =
        [row("sta", 110, "Stor gruppe"), row("prosa", 3, "Lille gruppe"), row("ffs", 30, ""), row("hk", 510, "")];
    let text = format!("period,area,akasse,value,note\n{}", rows.concat());
    files.insert(format!("data/2010-06/v1/{COUNT}.csv"), text.into_bytes());
    let archive = built(&files);
    let says = |remark: &str| archive.values().any(|bytes| String::from_utf8_lossy(bytes).contains(remark));
    assert!(says("Stor gruppe") && !says("Lille gruppe"));
}

#[test]
fn finished_numbers_that_no_owner_has_published_are_refused() {
    let refused = |declared: &str| {
        let mut files = publication();
        share(&mut files, "andel", "ratio_of_sums");
        files.get_mut("data/measures/andel.toml").unwrap().extend(declared.as_bytes());
        release(&mut files, ("2010-06", 1), "2010-08-10");
        files.insert("data/2010-06/v1/andel.csv".into(), b"period,area,akasse,value\n2010-06,odense,hk,73\n".to_vec());
        build(&files).0.report.sorted().iter().any(|problem| problem.code == Code::NotProtected)
    };
    assert!(refused(""));
    assert!(!refused("\n[disclosure]\npublished_by_owner = true\nowner = \"Ejeren\"\nsource = \"notat\"\n"));
}

#[test]
fn a_preview_keeps_nothing_beside_the_seals() {
    let mut files = publication();
    release(&mut files, ("2010-06", 1), "2010-08-10");
    counts(&mut files, ("2010-06", 1), COUNT, [110, 3, 30, 510]);
    let kept = |preview: bool| {
        let root = tree::folder();
        tree::write(&files, root.path());
        let scope = Scope { now: tree::now(), preview };
        let options = BuildOptions { scope, out: root.path().join("out"), drawer: None, jobs: None };
        let outcome = pipeline::build(&Disk::new(root.path()), &options, &Silent);
        assert!(outcome.summary.is_some(), "{:#?}", outcome.report.sorted());
        tree::tree(&root.path().join("data"))
            .into_keys()
            .filter(|path| path.starts_with("releases."))
            .collect::<Vec<_>>()
    };
    assert_eq!(kept(false), ["releases.hidden/2010-06-v1.csv", "releases.lock"]);
    assert!(kept(true).is_empty());
}
