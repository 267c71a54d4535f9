//! Numbers to amounts, once the whole file has said which sign it uses for decimals.

use std::collections::BTreeMap;

use super::cells::{Cells, Content, Found, FoundTotal};
use super::number::{Decision, Sign, Written};
use super::problems::Problems;
use super::sheet::{At, Sheet};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::code::{CellKey, MeasureKey};
use crate::model::delivery::{Observation, PublishedTotal};
use crate::model::measure::MeasureKind;
use crate::model::{Amount, Decimal, Measure, Period, Publication};

/// An observation with the cell it belongs to.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) measure: MeasureKey,
    pub(super) period: Period,
    pub(super) key: CellKey,
    pub(super) observation: Observation,
    pub(super) note: Option<Box<str>>,
    pub(super) at: At,
}

/// Settles what the cells of a file hold.
pub(super) fn settle(
    cells: Cells,
    sheet: &Sheet,
    publication: &Publication,
    problems: &mut Problems,
) -> (Vec<Settled>, Vec<PublishedTotal>) {
    let decision = cells.signs.decide();
    if let Decision::Both(sign, first, second) = decision {
        problems.push(two_signs(sheet, sign, first, second));
    }
    let mut settling = Settling { sheet, publication, problems, decision, decimals: BTreeMap::new() };
    let observations = cells.found.into_iter().filter_map(|found| settling.observation(found)).collect();
    let totals = cells.totals.into_iter().filter_map(|total| settling.total(&total)).collect();
    (observations, totals)
}

fn two_signs(sheet: &Sheet, sign: Sign, first: At, second: At) -> Diagnostic {
    let earlier = sheet.place(first);
    let other = if sign == Sign::Comma { Sign::Point } else { Sign::Comma };
    let message = format!("the file has a {} here and a {} in {}", other.word(), sign.word(), earlier.spot());
    sheet.error(second, Code::BadNumber, message).hint("Use one decimal sign in the whole file.")
}

struct Settling<'a> {
    sheet: &'a Sheet,
    publication: &'a Publication,
    problems: &'a mut Problems,
    decision: Decision<At>,
    /// By measure: decimals of the first percentage and where it stands, until other decimals were seen.
    decimals: BTreeMap<MeasureKey, Option<(u8, At)>>,
}

impl Settling<'_> {
    fn observation(&mut self, found: Found) -> Option<Settled> {
        let measure = self.publication.measure(found.measure);
        let amount = match found.content {
            Content::Missing(reason) => Some(Amount::Missing(reason)),
            Content::Value(number) => self.value(measure, found.measure, (number, found.at)),
            Content::Counts { numerator, denominator, field } => {
                let at = At { field, ..found.at };
                self.counts(measure, (numerator, found.at), (denominator, at))
            }
        }?;
        let observation = Observation { amount, flags: found.flags, place: self.sheet.place(found.at) };
        let Found { measure, period, key, note, at, .. } = found;
        Some(Settled { measure, period, key, observation, note, at })
    }

    fn value(&mut self, measure: &Measure, key: MeasureKey, (number, at): (Written, At)) -> Option<Amount> {
        match measure.kind {
            MeasureKind::Stock | MeasureKind::Flow => self.count(number, at).map(Amount::Count),
            MeasureKind::Share => {
                let share = self.read(number)?;
                self.compare_decimals(key, share, at);
                self.in_range(share, at).map(Amount::Rounded)
            }
            MeasureKind::Difference if measure.is_signed_count() => {
                let value = self.read(number)?;
                let whole = self.whole(number, value, at)?;
                i64::try_from(whole).ok().map(Amount::Signed)
            }
            MeasureKind::Difference => {
                let difference = self.read(number)?;
                self.compare_decimals(key, difference, at);
                Some(Amount::Rounded(difference))
            }
        }
    }

    fn counts(
        &mut self,
        measure: &Measure,
        (numerator, at): (Written, At),
        (denominator, denominator_at): (Written, At),
    ) -> Option<Amount> {
        if !measure.is_share() {
            let message = format!("{} is no share, so it has no numerator and denominator", measure.id);
            self.fail(at, Code::BadNumber, message, "Give its value in the column value.");
            return None;
        }
        let (part, whole) = (self.count(numerator, at), self.count(denominator, denominator_at));
        let (part, whole) = (part?, whole?);
        if part > whole {
            let (message, hint) =
                ("the numerator is larger than the denominator", "Correct the counts; they may have been swapped.");
            self.refuse(at, Code::NumeratorExceedsDenominator, (message, format!("{part} of {whole}")), hint);
            return None;
        }
        Some(Amount::share(part, whole))
    }

    /// A number of persons or spells.
    fn count(&mut self, number: Written, at: At) -> Option<u64> {
        let decimal = self.read(number)?;
        if decimal.scaled < 0 {
            let message = "the number is below zero, and it counts something";
            let hint = "Correct the number; for a missing one, leave the cell blank with a status.";
            self.refuse(at, Code::NegativeCount, (message, decimal.plain()), hint);
            return None;
        }
        u64::try_from(self.whole(number, decimal, at)?).ok()
    }

    /// A whole number of persons or spells, with its sign.
    fn whole(&mut self, number: Written, decimal: Decimal, at: At) -> Option<i128> {
        let whole = decimal.trimmed();
        // Three decimals are read as thousands elsewhere: 1.000 must not become 1 because of another cell.
        if whole.decimals > 0 || (decimal.decimals == 3 && !number.is_exact()) {
            let message = "the number is no whole number, and it counts something";
            let hint = match self.decision {
                Decision::One(sign, first) | Decision::Both(sign, first, _) if first != at && !number.is_exact() => {
                    let spot = self.sheet.place(first).spot();
                    let spot = spot.strip_prefix("line").map_or(spot.clone(), |rest| format!("Line{rest}"));
                    format!("{spot} says that the file has a {}; write thousands without a sign.", sign.word())
                }
                _ => "Give whole numbers.".to_owned(),
            };
            self.refuse(at, Code::BadNumber, (message, decimal.plain()), hint);
            return None;
        }
        Some(whole.scaled)
    }

    fn in_range(&mut self, share: Decimal, at: At) -> Option<Decimal> {
        let hundred = 10_i128.saturating_pow(u32::from(share.decimals)).saturating_mul(100);
        if (0..=hundred).contains(&share.scaled) {
            return Some(share);
        }
        let (message, hint) =
            ("the percentage lies outside 0-100", "Correct the number, or the decimal sign of the file.");
        self.refuse(at, Code::ShareOutOfRange, (message, share.plain()), hint);
        None
    }

    /// The number by the file's decimal sign; `None` when the file has two, which is reported once.
    fn read(&self, number: Written) -> Option<Decimal> {
        let sign = match self.decision {
            Decision::Silent => None,
            Decision::One(sign, _) | Decision::Both(sign, _, _) => Some(sign),
        };
        number.read(sign)
    }

    /// Warns once per measure when percentages of a file have different decimals.
    fn compare_decimals(&mut self, measure: MeasureKey, value: Decimal, at: At) {
        let first = self.decimals.entry(measure).or_insert(Some((value.decimals, at)));
        let Some((decimals, first_at)) = *first else { return };
        if decimals == value.decimals {
            return;
        }
        *first = None;
        let place = self.sheet.place(first_at);
        let message = format!("the value has {} decimals, that in {} has {decimals}", value.decimals, place.spot());
        let hint = if self.sheet.is_workbook() {
            "Give the column a number format with fixed decimals, such as 0.0: what is shown says how far a value was rounded."
        } else {
            "Write all values with the same decimals, zeros too: what is written says how far a value was rounded."
        };
        self.problems.push(self.sheet.warning(at, Code::MixedDecimals, message).hint(hint));
    }

    fn total(&mut self, total: &FoundTotal) -> Option<PublishedTotal> {
        let measure = self.publication.measure(total.measure);
        let value = match (total.content, measure.kind) {
            (Content::Missing(_), _) => None,
            (Content::Value(number), MeasureKind::Stock | MeasureKind::Flow) => {
                self.count(number, total.at).map(|count| Decimal { scaled: count.into(), decimals: 0 })
            }
            (Content::Value(number), MeasureKind::Share) => {
                let share = self.read(number)?;
                self.in_range(share, total.at)
            }
            (Content::Value(number), MeasureKind::Difference) if measure.is_signed_count() => {
                let value = self.read(number)?;
                self.whole(number, value, total.at).map(|scaled| Decimal { scaled, decimals: 0 })
            }
            (Content::Value(number), MeasureKind::Difference) => self.read(number),
            (Content::Counts { numerator, denominator, field }, _) => {
                let at = At { field, ..total.at };
                // A share of published counts is compared as it would have been published.
                let share = self.counts(measure, (numerator, total.at), (denominator, at))?.exact();
                share.map(|share| share.round(measure.decimals))
            }
        }?;
        let place = self.sheet.place(total.at);
        let excerpt = self.sheet.error(total.at, Code::TotalDoesNotReconcile, "").excerpt;
        Some(PublishedTotal { measure: total.measure, over: total.over, value, place, excerpt })
    }

    fn fail(&mut self, at: At, code: Code, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(self.sheet.error(at, code, message).hint(hint));
    }

    /// Adds an error at a number. The number is told in detail only: it may be one that must not be shown.
    fn refuse(&mut self, at: At, code: Code, (message, number): (&str, String), hint: impl Into<String>) {
        self.problems.push(self.sheet.error(at, code, message).hint(hint).detail(number));
    }
}
