//! The follow-up's own rules, as checked: the watch list, and which areas and funds have a page together.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::document::Located;
use super::list::MAX_ENTRIES;
use super::naming::Alphabet;
use super::raw::{RawFollowUp, RawPair, RawWatch};
use crate::diagnostic::Code;
use crate::model::watch::{WatchCase, WatchRule, Watching};
use crate::model::{AkasseKey, AreaKey, Publication};

/// The word for a rule in files, with the keys that it needs and those of others that mean nothing to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    LargestGrowth,
    MissedRunning,
}

impl Rule {
    const ALL: [(Self, &'static str); 2] =
        [(Self::LargestGrowth, "largest_growth"), (Self::MissedRunning, "missed_running")];
}

/// An edition looks two years back, so no rule can look further.
const MOST_MONTHS: u64 = 24;

/// Checks the rules, which keep their order, and the pairs, which are sorted.
pub(super) fn check(
    raw: RawFollowUp,
    publication: &Publication,
    checker: &mut Checker<'_>,
) -> (Vec<WatchRule>, Vec<(AreaKey, AkasseKey)>) {
    let RawFollowUp { watch, pair } = raw;
    let (watch, pair) = (watch.map(|of| of.value.0), pair.map(|of| of.value.0));
    let rules = rules(watch.unwrap_or_default(), publication, checker);
    let pairs = pairs(pair.unwrap_or_default(), publication, checker);
    (rules, pairs)
}

fn rules(written: Vec<Located<RawWatch>>, publication: &Publication, checker: &mut Checker<'_>) -> Vec<WatchRule> {
    let (mut ids, mut rules) = (BTreeSet::new(), Vec::new());
    for entry in written {
        let id = entry.value.id.clone();
        let Some(rule) = rule(entry, publication, checker) else { continue };
        if ids.insert(rule.id.clone()) {
            rules.push(rule);
        } else if let Some(id) = id {
            checker.repeated(&id);
        }
    }
    rules
}

fn rule(entry: Located<RawWatch>, publication: &Publication, checker: &mut Checker<'_>) -> Option<WatchRule> {
    let place = entry.with(());
    let RawWatch {
        id,
        title,
        text,
        who,
        rule,
        measure,
        over_months,
        from_at_least,
        in_percent,
        target,
        months,
        at_most,
        source,
    } = entry.value;
    let id = id.and_then(|id| checker.id(&id, Alphabet::Code));
    let who = checker.word(who.as_ref(), &Watching::ALL);
    let at_most = checker.within(at_most.as_ref(), 1..=1000);
    let source = checker.slug(source.as_ref());
    let kind = checker.word(rule.as_ref(), &Rule::ALL)?;
    let needs = match kind {
        Rule::LargestGrowth => [("measure", measure.is_some()), ("over_months", over_months.is_some())],
        Rule::MissedRunning => [("target", target.is_some()), ("months", months.is_some())],
    };
    let strays = match kind {
        Rule::LargestGrowth => vec![target.as_ref().map(|of| of.with(())), months.as_ref().map(|of| of.with(()))],
        Rule::MissedRunning => vec![
            measure.as_ref().map(|of| of.with(())),
            over_months.as_ref().map(|of| of.with(())),
            from_at_least.as_ref().map(|of| of.with(())),
            in_percent.as_ref().map(|of| of.with(())),
        ],
    };
    let name = crate::model::measure::word(&Rule::ALL, &kind);
    for (key, _) in needs.iter().filter(|(_, there)| !there) {
        let message = format!("the rule {name} needs {key}, and this one has none");
        checker.refuse(&place, message, format!("Add {key}."));
    }
    for stray in strays.iter().flatten() {
        let message = format!("{} means nothing to the rule {name}", stray.field);
        checker.refuse(stray, message, "Leave the key out, or write the rule it belongs to.");
    }
    let looks_for = match kind {
        Rule::LargestGrowth => WatchCase::LargestGrowth {
            measure: measure.and_then(|written| checker.measure(&written, publication))?,
            over_months: checker.within(over_months.as_ref(), 1..=MOST_MONTHS)?,
            from_at_least: from_at_least.map_or(0, |number| number.value),
            in_percent: in_percent.is_some_and(|yes| yes.value),
        },
        Rule::MissedRunning => WatchCase::MissedRunning {
            target: target.and_then(|written| checker.target(&written, publication))?,
            months: checker.within(months.as_ref(), 1..=MOST_MONTHS / 2)?,
        },
    };
    Some(WatchRule { id: id?, title: title?.value, text: text?.value, who: who?, looks_for, at_most, source })
}

fn pairs(
    written: Vec<Located<RawPair>>,
    publication: &Publication,
    checker: &mut Checker<'_>,
) -> Vec<(AreaKey, AkasseKey)> {
    let mut pairs = BTreeSet::new();
    for entry in written {
        let place = entry.with(());
        let RawPair { area, akasse } = entry.value;
        let area = area.and_then(|written| checker.area(&written, publication));
        let akasse = akasse.and_then(|written| checker.akasse(&written, publication));
        let (Some(area), Some(akasse)) = (area, akasse) else { continue };
        if !pairs.insert((area, akasse)) {
            let message =
                format!("the pair of {} and {} stands twice", publication.area(area).id, publication.akasse(akasse).id);
            checker.refuse(&place, message, "Leave one of them out.");
        }
    }
    if pairs.len() > MAX_ENTRIES {
        let message = format!("{} has more than {MAX_ENTRIES} pairs", checker.document.path());
        let error = checker.document.error_on_whole(Code::BadConfig, message);
        checker.report.push(error);
    }
    pairs.into_iter().take(MAX_ENTRIES).collect()
}
