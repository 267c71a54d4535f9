//! The target register, as checked.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::document::Located;
use super::list::MAX_ENTRIES;
use super::naming::Alphabet;
use super::raw::{RawStep, RawTarget, RawTargets};
use super::value::{Tables, Words};
use crate::model::code::TargetKey;
use crate::model::target::{JudgedOn, TargetClass, TargetRule, TargetStatus, TargetStep};
use crate::model::{Decimal, Publication, Target, Text};

/// Checks the register; keeps its order.
pub(super) fn check(raw: RawTargets, publication: &Publication, checker: &mut Checker<'_>) -> Vec<Target> {
    let RawTargets { target } = raw;
    let mut ids = BTreeSet::new();
    let mut targets = Vec::new();
    let mut follows = Vec::new();
    for mut entry in target.map(|tables| tables.value.0).unwrap_or_default() {
        let (written, from) = (entry.value.id.clone(), entry.value.follows_from.take());
        let Some(target) = self::target(entry, publication, checker) else { continue };
        if ids.insert(target.id.clone()) {
            targets.push(target);
            follows.push(from);
        } else if let Some(written) = written {
            checker.repeated(&written);
        }
    }
    if targets.len() > MAX_ENTRIES {
        let message = format!("{} has more than {MAX_ENTRIES} targets", checker.document.path());
        let error = checker.document.error_on_whole(crate::diagnostic::Code::BadConfig, message);
        checker.report.push(error);
        targets.truncate(MAX_ENTRIES);
    }
    for (place, written) in follows.into_iter().enumerate().take(MAX_ENTRIES) {
        let from = follows_from(place, written.as_ref(), &targets, checker);
        targets[place].follows_from = from;
    }
    targets
}

/// The targets that a consequence follows from: those it names, or else all with the same measure, rule, baseline and
/// source that are no consequence themselves.
fn follows_from(
    place: usize,
    written: Option<&Located<Words>>,
    targets: &[Target],
    checker: &mut Checker<'_>,
) -> Vec<TargetKey> {
    let own = &targets[place];
    let keys = (0..=u16::MAX).map(TargetKey).zip(targets);
    let Some(written) = written else {
        let same = |other: &Target| {
            !other.consequence
                && other.measure == own.measure
                && other.rule == own.rule
                && other.baseline == own.baseline
                && other.source == own.source
        };
        let implied = own.consequence && own.rule == TargetRule::ChangeAtMost;
        return keys.filter(|(_, other)| implied && same(other)).map(|(key, _)| key).collect();
    };
    if !own.consequence {
        let message = format!("{} follows from other targets, and is not said to be a consequence", own.id);
        checker.refuse(written, message, "Add consequence = true, or leave follows_from out.");
    }
    let mut found = Vec::new();
    for word in &written.value.0 {
        match keys.clone().find(|(_, other)| other.id == word.value) {
            None => checker.unknown(word, "target", targets.iter().map(|target| target.id.as_str())),
            Some((_, part)) if part.consequence => {
                let message = format!("{} follows from {}, which is a consequence itself", own.id, part.id);
                checker.refuse(word, message, "Name the targets that bind somebody.");
            }
            Some((_, part))
                if part.rule != own.rule || part.measure != own.measure || part.baseline != own.baseline =>
            {
                let message =
                    format!("{} follows from {}, which has another measure, rule or baseline", own.id, part.id);
                checker.refuse(word, message, "Only targets on the same change of the same measure weigh together.");
            }
            Some((key, _)) => found.push(key),
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What happened to a target, in time order.
fn steps(written: Option<Located<Tables<RawStep>>>, checker: &mut Checker<'_>) -> Vec<TargetStep> {
    let mut steps = Vec::new();
    for entry in written.map(|tables| tables.value.0).unwrap_or_default() {
        let RawStep { at, status, text } = entry.value;
        let at = checker.calendar_date(at.as_ref());
        let status = checker.word(status.as_ref(), &TargetStatus::ALL);
        if let (Some(at), Some(status), Some(text)) = (at, status, text) {
            steps.push(TargetStep { at, status, text: text.value });
        }
    }
    // A stable sort: what fell on one day stays in the order it is told in.
    steps.sort_by_key(|step| *step.at.days().start());
    steps
}

fn target(entry: Located<RawTarget>, publication: &Publication, checker: &mut Checker<'_>) -> Option<Target> {
    let place = entry.with(());
    let RawTarget {
        id,
        measure: written_measure,
        class,
        status,
        rule,
        value,
        title,
        label,
        akasse,
        area,
        binds,
        baseline,
        from,
        to,
        source,
        consequence,
        follows_from: _,
        step,
        comparator,
        judged_on,
        note,
    } = entry.value;
    let measure = written_measure.as_ref().and_then(|written| checker.measure(written, publication));
    let class = checker.word(class.as_ref(), &TargetClass::ALL);
    let status = checker.word(status.as_ref(), &TargetStatus::ALL);
    let rule = checker.word(rule.as_ref(), &TargetRule::ALL);
    let akasser = checker.akasser(akasse.as_ref(), publication);
    let areas = checker.areas(area.as_ref(), publication);
    let has_baseline = baseline.is_some();
    let baseline = checker.period(baseline.as_ref());
    let (from, to) = checker.months(from.as_ref(), to.as_ref());
    let source = checker.slug(source.as_ref());
    let judged_on = checker.word(judged_on.as_ref(), &JudgedOn::ALL);
    let label = checker.text(label);
    let steps = steps(step, checker);
    let id = id.and_then(|id| checker.id(&id, Alphabet::Code));
    let value = value.map(|value| value.value);
    if let Some(rule) = rule {
        let given = Given {
            measure: written_measure.is_some(),
            value,
            baseline: has_baseline,
            comparator: comparator.is_some(),
        };
        complete(rule, &given, &place, checker);
    }
    let text = |written: Option<Located<Text>>| written.map(|written| written.value);
    Some(Target {
        id: id?,
        measure,
        class: class?,
        status: status?,
        rule: rule?,
        value,
        title: text(title).unwrap_or_default(),
        label,
        akasser,
        areas,
        binds: text(binds).unwrap_or_default(),
        baseline,
        from,
        to,
        source: source.unwrap_or_default(),
        consequence: consequence.is_some_and(|consequence| consequence.value),
        follows_from: Vec::new(),
        steps,
        comparator: text(comparator),
        judged_on: judged_on.unwrap_or_default(),
        note: text(note),
    })
}

/// What a target has of the things its rule may need.
struct Given {
    measure: bool,
    value: Option<Decimal>,
    baseline: bool,
    comparator: bool,
}

/// Reports what the rule needs and the target lacks, or has without use.
fn complete(rule: TargetRule, given: &Given, place: &Located<()>, checker: &mut Checker<'_>) {
    use TargetRule::{AboveComparator, AtLeast, AtMost, BelowLastYear, ChangeAtMost, Limit, Qualitative};
    let name = crate::model::measure::word(&TargetRule::ALL, &rule);
    let mut lacks = |key: &str, why: &str| {
        let message = format!("the rule {name} needs {key}, and this target has none");
        checker.refuse(place, message, format!("Add {key}: {why}."));
    };
    if rule != Qualitative && !given.measure {
        lacks("measure", "the id of what it is judged on");
    }
    if matches!(rule, AtLeast | AtMost | ChangeAtMost) && given.value.is_none() {
        lacks("value", "the number, in the measure's unit or in percent of change");
    }
    if rule == ChangeAtMost && !given.baseline {
        lacks("baseline", "the month that the change counts from");
    }
    if rule == AboveComparator && !given.comparator {
        lacks("comparator", "whom the bound party is compared with");
    }
    if matches!(rule, Limit | Qualitative | BelowLastYear | AboveComparator) && given.value.is_some() {
        let message = format!("the rule {name} has no number, and this target gives a value");
        checker.refuse(place, message, "Leave the value out, or choose a rule that has a number.");
    }
}
