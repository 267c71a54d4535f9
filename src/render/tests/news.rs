//! What is new in a month, as its page tells it.

use std::sync::Arc;

use super::publication::{FOKUS, FOKUS_85, period, text};
use super::{editions, publication, site};
use crate::model::code::TargetKey;
use crate::model::edition::{Assessment, Change, Edition, Verdict};
use crate::model::figure::{Figure, MonthFigures};
use crate::model::measure::{Break, DatedRule, MeasureInterval, Standing};
use crate::model::target::{JudgedOn, TargetRule, TargetStatus};
use crate::model::{AkasseKey, Amount, AreaKey, CellKey, Exact, Flags, Grid, Interval, Missing, Publication, Target};

/// The statements of a page: topic, then text.
fn statements(publication: &Publication, edition: Edition, page: &str) -> Vec<(String, String)> {
    let notes = if publication.areas.is_empty() { publication::notes() } else { Vec::new() };
    let files = site(publication, vec![edition], &notes, false);
    let html = std::str::from_utf8(files.get(page).unwrap()).unwrap();
    let (_, rest) = html.split_once("<dl class=\"statements\">").unwrap();
    let (list, _) = rest.split_once("</dl>").unwrap();
    let inside =
        |part: &str, tag: &str| part.split(&format!("<{tag}>")).nth(1).unwrap().split('<').next().unwrap().to_owned();
    list.split("<div>").skip(1).map(|part| (inside(part, "dt"), inside(part, "dd"))).collect()
}

fn of_trial(publication: &Publication, change: impl FnOnce(&mut Edition)) -> Vec<(String, String)> {
    let mut edition = editions::trial(publication);
    change(&mut edition);
    statements(publication, edition, "2021-09/v1/index.html")
}

fn said(statements: &[(String, String)], topic: &str) -> String {
    statements.iter().find(|(known, _)| known == topic).map(|(_, text)| text.clone()).unwrap_or_default()
}

#[test]
fn who_reached_and_who_lost_a_target_is_said() {
    let publication = publication::trial();
    let topic = "Ind og ud af målet";
    assert_eq!(said(&of_trial(&publication, |_| ()), topic), "", "nothing is known of the month before");
    let before = |edition: &mut Edition, id: &str, verdict| {
        let key = CellKey { area: None, akasse: publication::trial().akasse_by_id(id) };
        let one = edition.assessments.iter_mut().find(|one| one.key == key && one.target == FOKUS_85).unwrap();
        one.verdict_before = Some(verdict);
    };
    let both = of_trial(&publication, |edition| {
        before(edition, "hk", Verdict::NotMet);
        before(edition, "sl", Verdict::NotMet);
        before(edition, "foa", Verdict::Met);
        before(edition, "3f", Verdict::Undecided);
        before(edition, "ma", Verdict::Met);
    });
    insta::assert_snapshot!("news_both_ways", said(&both, topic));
    let lost = of_trial(&publication, |edition| before(edition, "3f", Verdict::Met));
    insta::assert_snapshot!("news_lost", said(&lost, topic));
}

#[test]
fn who_improved_most_is_named_unless_chance_explains_it() {
    let publication = publication::trial();
    let topic = "Mest forbedret";
    assert_eq!(said(&of_trial(&publication, |_| ()), topic), "", "every share that is comparable fell");
    let best = |edition: &mut Edition, whom: &dyn Fn(&str) -> bool| {
        let measure = &mut edition.measures[0];
        let wide = Interval { low: Exact::whole(0), high: Exact::whole(100) };
        let keys: Vec<CellKey> = measure.current.iter().map(|(key, _)| key).collect();
        let names = publication::trial();
        let known = keys.into_iter().filter(|key| whom(&names.akasse(key.akasse.unwrap()).id));
        measure.chance = known.map(|key| (key, wide.clone())).collect();
    };
    // Nobody rose in September but those whose value is the same; so Metal is made to rise.
    let rising = |edition: &mut Edition| {
        let key = CellKey { area: None, akasse: publication::trial().akasse_by_id("metal") };
        let measure = &mut edition.measures[0];
        let mut figure = measure.current.get(key).unwrap().clone();
        figure.on_month = Change::By { difference: Exact::whole(9), percent: None };
        measure.current.set(key, figure);
    };
    insta::assert_snapshot!("news_improved", said(&of_trial(&publication, rising), topic));
    let explained = of_trial(&publication, |edition| {
        rising(edition);
        best(edition, &|id| id == "metal");
    });
    insta::assert_snapshot!("news_improved_by_chance", said(&explained, topic));
}

#[test]
fn what_begins_or_ends_in_the_method_is_said() {
    let mut publication = publication::trial();
    let topic = "Nyt i opgørelsen";
    assert_eq!(said(&of_trial(&publication, |_| ()), topic), "");
    let september = Some(period("2021-09"));
    let measure = &mut publication.measures[usize::from(FOKUS.0)];
    measure.rules = vec![
        DatedRule { from: september, to: None, text: text("Samtaler på video tæller med.") },
        DatedRule { from: None, to: september, text: text("Samtaler i telefon tæller med") },
        DatedRule { from: Some(period("2020-09")), to: None, text: text("Gammel regel.") },
    ];
    measure.breaks = vec![Break { at: period("2021-09"), text: text("Ny optælling.") }];
    let last = measure.intervals.last_mut().unwrap();
    last.to = Some(period("2021-08"));
    measure.intervals.push(MeasureInterval { from: period("2021-09"), to: None, standing: Standing::Included });
    let old = publication.targets[0].clone();
    publication.targets[0].to = september;
    let new = |id: &str, measure, status| Target {
        id: id.into(),
        measure,
        status,
        from: september,
        rule: TargetRule::Qualitative,
        judged_on: JudgedOn::Month,
        title: text(&format!("Nyt mål {id}")),
        ..old.clone()
    };
    publication.targets.push(new("a", Some(FOKUS), TargetStatus::InForce));
    publication.targets.push(new("b", Some(FOKUS), TargetStatus::Proposed));
    insta::assert_snapshot!("news_method", said(&of_trial(&publication, |_| ()), topic));
}

#[test]
fn totals_that_lack_parts_and_funds_that_fell_silent_are_said() {
    let publication = publication::trial();
    let topic = "Tal, der mangler";
    // SL had figures in August and has none at all in September; the total lacks two parts.
    let gone = of_trial(&publication, |edition| {
        let sl = publication.akasse_by_id("sl");
        let measure = &mut edition.measures[0];
        let total = (CellKey::default(), Figure::delivered(Amount::Missing(Missing::Incomplete(2)), Flags::default()));
        let month = measure.history[&period("2021-09")].clone();
        let kept = month.figures.iter().filter(|(key, _)| key.akasse != sl).map(|(key, figure)| (key, *figure));
        let figures = Grid::from_cells(kept.chain([total]).collect());
        let month = MonthFigures { figures, ..(*month).clone() };
        let some = measure.current.iter().next().unwrap().1.clone();
        let current = measure.current.iter().filter(|(key, _)| key.akasse != sl).map(|(key, one)| (key, one.clone()));
        let incomplete = crate::model::edition::KeyFigure { figure: total.1, ..some };
        measure.current = Grid::from_cells(current.chain([(CellKey::default(), incomplete)]).collect());
        measure.history.insert(period("2021-09"), Arc::new(month));
    });
    insta::assert_snapshot!("news_missing", said(&gone, topic));
}

#[test]
fn a_page_of_many_measures_gathers_what_is_new_and_what_is_missing() {
    let mut publication = publication::country(3, 2);
    publication.measures[1].breaks = vec![Break { at: period("2023-12"), text: text("Ny optælling") }];
    let mut edition = editions::country(&publication, "2023-12", 14);
    let country = CellKey { area: Some(AreaKey(0)), akasse: None };
    let region = CellKey { area: Some(AreaKey(1)), akasse: None };
    let measure = &mut edition.measures[2];
    for key in [country, region] {
        let mut one = measure.current.get(key).unwrap().clone();
        one.figure = Figure::delivered(Amount::Missing(Missing::Incomplete(1)), Flags::default());
        measure.current.set(key, one);
    }
    let statements = statements(&publication, edition, "2023-12/v1/index.html");
    insta::assert_snapshot!("news_gathered_method", said(&statements, "Nyt i opgørelsen"));
    insta::assert_snapshot!("news_gathered_missing", said(&statements, "Tal, der mangler"));
}

#[test]
fn a_ceiling_is_passed_from_below_and_other_targets_go_by_their_title() {
    let mut publication = publication::country(3, 2);
    let target = |rule, title: &str| Target {
        measure: Some(crate::model::MeasureKey(0)),
        rule,
        title: text(title),
        judged_on: JudgedOn::Month,
        ..publication::trial().targets[0].clone()
    };
    publication.targets = vec![target(TargetRule::AtMost, "Loft"), target(TargetRule::BelowLastYear, "Færre")];
    let mut edition = editions::country(&publication, "2023-12", 14);
    let one = |target: u16, area: u16, before, now| Assessment {
        verdict: now,
        verdict_before: Some(before),
        value: Some(Exact::whole(80)),
        ..Assessment::blank(TargetKey(target), CellKey { area: Some(AreaKey(area)), akasse: Some(AkasseKey(0)) })
    };
    edition.assessments = vec![
        one(0, 0, Verdict::Met, Verdict::NotMet),
        one(1, 0, Verdict::Met, Verdict::NotMet),
        Assessment {
            key: CellKey { area: Some(AreaKey(0)), akasse: Some(AkasseKey(1)) },
            ..one(1, 0, Verdict::NotMet, Verdict::Met)
        },
    ];
    let statements = statements(&publication, edition, "2023-12/v1/maal/maal-0/index.html");
    insta::assert_snapshot!("news_ceiling", said(&statements, "Ind og ud af målet"));
}
