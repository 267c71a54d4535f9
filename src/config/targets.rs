//! The target register, as checked.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::document::Located;
use super::list::MAX_ENTRIES;
use super::naming::Alphabet;
use super::raw::{RawTarget, RawTargets};
use crate::model::target::{JudgedOn, TargetClass, TargetRule, TargetStatus};
use crate::model::{Decimal, Publication, Target, Text};

/// Checks the register; keeps its order.
pub(super) fn check(raw: RawTargets, publication: &Publication, checker: &mut Checker<'_>) -> Vec<Target> {
    let RawTargets { target } = raw;
    let mut ids = BTreeSet::new();
    let mut targets = Vec::new();
    for entry in target.map(|tables| tables.value.0).unwrap_or_default() {
        let written = entry.value.id.clone();
        let Some(target) = self::target(entry, publication, checker) else { continue };
        if ids.insert(target.id.clone()) {
            targets.push(target);
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
    targets
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
