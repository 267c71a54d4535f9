//! Targets met with those they bind: exact verdicts, how sure they are, and what it would take.

mod bench;
mod outlook;
mod verdict;

use self::verdict::{Judged, limit_of, verdict};
use super::chance;
use crate::model::code::TargetKey;
use crate::model::edition::{Assessment, Chance, Verdict};
use crate::model::target::{TargetRule, TargetStatus};
use crate::model::{Bound, CellKey, Exact, MeasureKey, Target};

pub(super) use bench::Bench;

/// Every target of the register against everyone it binds, in the register's order.
pub(super) fn assessments(bench: &Bench<'_>) -> Vec<Assessment> {
    bench.publication.target_keys().flat_map(|key| of_target(bench, key)).collect()
}

fn of_target(bench: &Bench<'_>, key: TargetKey) -> Vec<Assessment> {
    let target = bench.publication.target(key);
    bench.bound(target).into_iter().map(|cell| judge(bench, key, target, cell)).collect()
}

fn judge(bench: &Bench<'_>, key: TargetKey, target: &Target, cell: CellKey) -> Assessment {
    let months_left = target.to.and_then(|to| u16::try_from(to.months_since(bench.period)).ok());
    let blank = Assessment { months_left, ..Assessment::blank(key, cell) };
    let figure = || Some((target.measure?, limit_of(target)?));
    if !target.in_force(bench.period) {
        let blank = Assessment { verdict: Verdict::NotInForce, ..blank };
        return figure().map_or(blank.clone(), |of| as_if(bench, target, of, blank));
    }
    if matches!(target.rule, TargetRule::Limit | TargetRule::Qualitative) {
        return Assessment { verdict: Verdict::NoNumericTarget, ..blank };
    }
    if target.consequence {
        let blank = Assessment { verdict: Verdict::NotInForce, ..blank };
        return figure().map_or(blank.clone(), |of| as_if(bench, target, of, blank));
    }
    let Some(measure) = target.measure else { return blank };
    let Some(limit) = limit_of(target) else { return Assessment { verdict: Verdict::NoNumericTarget, ..blank } };
    let Some(judged) = bench.judged(target, measure, cell, bench.period) else {
        return told(target, bench.bound_of(target, measure, cell), &limit, blank);
    };
    let (verdict, margin) = verdict(target.rule, &judged, &limit);
    let earlier = bench.judged_before(target, measure, bench.period);
    Assessment {
        verdict,
        margin: Some(margin),
        required_next: outlook::required_next(bench, target, (measure, cell), &limit),
        before: bench.judged(target, measure, cell, earlier).map(|judged| judged.value),
        verdict_before: bench.verdict_at(target, cell, earlier).map(|(_, _, verdict)| verdict),
        without_month: outlook::without_month(bench, target, (measure, cell), &limit),
        chance: chance_of(target, &judged, &limit),
        value: Some(judged.value),
        interval: judged.interval,
        ..blank
    }
}

/// How a share that is held back stands, as far as its coarser answer says: the verdict alone, since every other number
/// about it would have to be made from the share.
fn told(target: &Target, bound: Option<Bound>, limit: &Exact, blank: Assessment) -> Assessment {
    let verdict = bound.and_then(|bound| verdict::of_bound(target.rule, bound, limit)).unwrap_or(blank.verdict);
    Assessment { verdict, bound, ..blank }
}

/// How a draft would stand: the figure and its distance, without a verdict. A consequence has no distance either: it
/// binds nobody. Nothing for a target outside its dates.
fn as_if(bench: &Bench<'_>, target: &Target, (measure, limit): (MeasureKey, Exact), blank: Assessment) -> Assessment {
    let draft = matches!(target.status, TargetStatus::Proposed | TargetStatus::Withdrawn);
    if !(draft || target.consequence) || !target.runs(bench.period) {
        return blank;
    }
    let Some(judged) = bench.judged(target, measure, blank.key, bench.period) else {
        let bound = bench.bound_of(target, measure, blank.key);
        return Assessment { bound, ..blank };
    };
    let (_, margin) = verdict(target.rule, &judged, &limit);
    let margin = (!target.consequence).then_some(margin);
    Assessment { value: Some(judged.value), interval: judged.interval, margin, ..blank }
}

/// Whether chance alone could explain how a share lies to the limit. Not asked of a mean of months, whose counts say
/// nothing of how the mean would vary, nor of changes.
fn chance_of(target: &Target, judged: &Judged, limit: &Exact) -> Chance {
    if !matches!(target.rule, TargetRule::AtLeast | TargetRule::AtMost) {
        return Chance::NotAsked;
    }
    let counts =
        judged.counts.and_then(|(numerator, denominator)| chance::could_explain(numerator, denominator, limit));
    match counts {
        None => Chance::NotAsked,
        Some(true) => Chance::CouldExplain,
        Some(false) => Chance::Unlikely,
    }
}
