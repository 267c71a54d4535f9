//! What measures have to do with each other, checked when all of them are known.

use super::checker::Checker;
use super::document::Located;
use super::raw::{RawDerived, RawIdentity};
use super::value::Tables;
use crate::model::measure::{Derived, DerivedRule, Identity, IdentityRule, MeasureKind, Unit, word};
use crate::model::{Measure, MeasureKey};

/// What a measure's file says of other measures.
pub(super) struct Relations {
    pub(super) derived: Option<Located<RawDerived>>,
    pub(super) identities: Option<Located<Tables<RawIdentity>>>,
}

/// Checks the relations of a measure and enters them; `measures` are sorted by id.
pub(super) fn check(id: &str, written: Relations, measures: &mut [Measure], checker: &mut Checker<'_>) {
    let Ok(own) = measures.binary_search_by(|measure| measure.id.as_str().cmp(id)) else { return };
    let derived = written.derived.and_then(|derived| self::derived(derived, &measures[own], measures, checker));
    let identities = written.identities.map(|tables| tables.value.0).unwrap_or_default();
    let identities = identities.into_iter().filter_map(|entry| identity(entry, &measures[own], measures, checker));
    let identities = identities.collect();
    measures[own].derived = derived;
    measures[own].identities = identities;
}

fn derived(
    entry: Located<RawDerived>,
    own: &Measure,
    measures: &[Measure],
    checker: &mut Checker<'_>,
) -> Option<Derived> {
    let RawDerived { of, rule, baseline } = entry.value;
    let rule = checker.word(rule.as_ref(), &DerivedRule::ALL);
    let baseline = checker.period(baseline.as_ref());
    let of = of?;
    let key = measure(&of, measures, checker)?;
    let source = &measures[usize::from(key.0)];
    // A derived measure is measured in percent, so this keeps chains and a measure's following from itself out too.
    if !matches!(source.kind, MeasureKind::Stock | MeasureKind::Flow) {
        let kind = word(&MeasureKind::ALL, &source.kind);
        let message = format!("{} is of the kind {kind}, and a change needs a stock or a flow", source.id);
        checker.refuse(&of, message, "Name a measure that counts persons or spells and is delivered.");
        return None;
    }
    if (source.by_akasse, &source.areas) != (own.by_akasse, &own.areas) {
        let message = format!("{} and {} are not broken down alike", own.id, source.id);
        checker.refuse(&of, message, format!("Give both the same dimensions and areas as {}.", source.id));
        return None;
    }
    Some(Derived { of: key, rule: rule?, baseline: baseline? })
}

fn identity(
    entry: Located<RawIdentity>,
    own: &Measure,
    measures: &[Measure],
    checker: &mut Checker<'_>,
) -> Option<Identity> {
    let RawIdentity { of, rule } = entry.value;
    let rule = checker.word(rule.as_ref(), &IdentityRule::ALL);
    let of = of?;
    let key = measure(&of, measures, checker)?;
    let other = &measures[usize::from(key.0)];
    if other.id == own.id {
        let message = format!("{} is held against itself", own.id);
        checker.refuse(&of, message, "Name the other measure.");
        return None;
    }
    if other.unit != own.unit {
        let (unit, its) = (word(&Unit::ALL, &own.unit), word(&Unit::ALL, &other.unit));
        let message = format!("{} is measured in {unit} and {} in {its}", own.id, other.id);
        checker.refuse(&of, message, "Hold measures of one unit against each other.");
        return None;
    }
    Some(Identity { of: key, rule: rule? })
}

/// The measure with this id.
fn measure(written: &Located<String>, measures: &[Measure], checker: &mut Checker<'_>) -> Option<MeasureKey> {
    let found = measures.binary_search_by(|measure| measure.id.as_str().cmp(&written.value)).ok();
    if found.is_none() {
        checker.unknown(written, "measure", measures.iter().map(|measure| measure.id.as_str()));
    }
    found.and_then(|at| u16::try_from(at).ok()).map(MeasureKey)
}
