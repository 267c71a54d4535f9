//! The month in plain sentences, made from its figures.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use super::improved::{self, Nobody};
use super::months::{self, Run};
use super::news;
use super::prepared::{Prepared, PreparedMeasure, differs};
use super::tables::{ALL_AKASSER, WHOLE};
use crate::model::catalogue::HeldBack;
use crate::model::code::TargetKey;
use crate::model::edition::{Assessment, Change, Verdict};
use crate::model::measure::Rule;
use crate::model::target::{JudgedOn, TargetRule};
use crate::model::{Amount, AreaKind, Bound, CellKey, Decimal, Exact, Missing, Period, Target};
use crate::render::judged;
use crate::render::words::{self, joined};
use crate::text::messages::{ended, say};
use crate::text::symbol;

/// More names than this are counted instead of listed.
const MOST_NAMES: usize = 12;
/// The topic of what begins or ends in rules and targets.
const NEW: &str = "news-topic-new";
/// The topic of what should be there and is not.
const MISSING: &str = "news-topic-missing";

/// A statement about the month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Statement {
    /// What it is about, in one or two words.
    pub(crate) topic: String,
    /// The sentences.
    pub(crate) text: String,
}

impl Statement {
    /// A statement; none when there is nothing to say.
    pub(crate) fn new(topic: impl Into<String>, text: String) -> Option<Self> {
        (!text.is_empty()).then(|| Self { topic: topic.into(), text })
    }
}

/// What a measure's figures say: who meets the targets, what moved, what is missing, what is left out.
pub(crate) fn statements(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Vec<Statement> {
    let say = prepared.press.say;
    let teller = Teller { prepared, measure, rows: rows(prepared, measure) };
    let mut found = Vec::new();
    found.extend(Statement::new(say.text("news-topic-place"), teller.place()));
    found.extend(teller.targets().into_iter().filter_map(|text| Statement::new(say.text("news-topic-target"), text)));
    found.extend(Statement::new(say.text("news-topic-crossed"), news::crossed(prepared, measure).join(" ")));
    found.extend(Statement::new(say.text("news-topic-since"), teller.changes()));
    found.extend(Statement::new(say.text("news-topic-improved"), improved::improved(prepared, measure, Nobody::Told)));
    found.extend(Statement::new(say.text(NEW), new_in_method(prepared, measure)));
    found.extend(Statement::new(say.text(MISSING), spaced(&[news::gaps(prepared, measure), teller.missing()])));
    found.extend(Statement::new(say.text("news-topic-left-out"), teller.left_out()));
    found.extend(Statement::new(say.text("news-topic-confidentiality"), held_back(measure)));
    found
}

/// How many of the version's figures are held back.
fn held_back(measure: &PreparedMeasure<'_>) -> String {
    let say = measure.say;
    words::held_back(say, HeldBack::of(measure.figures.delivered.iter().map(|month| &**month))).unwrap_or_default()
}

/// What is said of a month as a whole, where many measures share a page: what is new in the method, and what is missing.
pub(crate) fn across(prepared: &Prepared<'_>) -> Vec<Statement> {
    let say = prepared.press.say;
    let of_measures = |told: &dyn Fn(&PreparedMeasure<'_>) -> String| -> String {
        let with_name = |measure: &PreparedMeasure<'_>| {
            let text = told(measure);
            (!text.is_empty()).then(|| format!("{}: {text}", say.of(&measure.measure.short)))
        };
        prepared.measures.iter().filter_map(with_name).collect::<Vec<_>>().join(" ")
    };
    let without_figures =
        news::targets(prepared, |target| target.measure.is_none_or(|measure| prepared.measure(measure).is_none()));
    let new = of_measures(&|measure| new_in_method(prepared, measure));
    let found = [
        Statement::new(say.text(NEW), spaced(&[new, without_figures])),
        Statement::new(say.text(MISSING), of_measures(&|measure| news::gaps(prepared, measure))),
    ];
    found.into_iter().flatten().collect()
}

fn new_in_method(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> String {
    let targets = news::targets(prepared, |target| target.measure == Some(measure.key));
    spaced(&[news::method(prepared, measure.measure), targets])
}

/// Texts one after the other; those without words leave no space.
fn spaced(texts: &[String]) -> String {
    let said: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    said.join(" ")
}

/// The statements about a measure that fit a page with many measures.
pub(crate) fn short_statement(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Option<Statement> {
    let say = prepared.press.say;
    let teller = Teller { prepared, measure, rows: rows(prepared, measure) };
    let mut sentences = teller.targets();
    sentences.extend(news::crossed(prepared, measure));
    sentences.push(teller.changes());
    sentences.push(improved::improved(prepared, measure, Nobody::PassedOver));
    sentences.retain(|sentence| !sentence.is_empty());
    Statement::new(measure.named(&say.of(&measure.measure.short), prepared.press), sentences.join(" "))
}

/// Why a published result is not the recomputed one, for each cell where they differ.
pub(crate) fn reconciliations(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Vec<Statement> {
    let say = prepared.press.say;
    let unit = measure.measure.unit;
    let mut cells: Vec<CellKey> = rows(prepared, measure);
    cells.retain(|key| measure.summaries.get(key).is_some_and(|summary| differs(summary)));
    cells
        .into_iter()
        .filter_map(|key| {
            let summary = measure.summaries.get(&key)?;
            let published = say.with_unit(&say.number(summary.published?), unit);
            let ours = say.with_unit(&say.at_most(&summary.value, measure.decimals), unit);
            let between = judged::between(say, summary.interval.as_ref()?, measure.decimals);
            let text = say!(say, "news-reconciled", published = published, ours = ours, between = between);
            Statement::new(name(prepared, key), text)
        })
        .collect()
}

/// The rows that a measure's sentences are about: the parts, not their total.
fn rows(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Vec<CellKey> {
    let mut rows = measure.main_rows(prepared.press);
    if measure.measure.by_akasse {
        rows.retain(|key| key.akasse.is_some());
    } else {
        // A region is no part beside its own jobcentres.
        let is_total = |key: &CellKey| measure.figures.current.get(*key).is_some_and(|found| found.figure.computed);
        rows.retain(|key| !is_total(key));
    }
    rows
}

/// The name of a cell in a sentence.
pub(crate) fn name(prepared: &Prepared<'_>, key: CellKey) -> String {
    let publication = prepared.press.site.publication;
    match (key.akasse, key.area) {
        (Some(akasse), _) => publication.akasse(akasse).short.clone(),
        (None, Some(area)) => publication.area(area).short.clone(),
        (None, None) if prepared.measures.iter().any(|measure| measure.measure.by_akasse) => {
            prepared.press.say.text(ALL_AKASSER).into_owned()
        }
        (None, None) => prepared.press.say.text(WHOLE).into_owned(),
    }
}

/// One who tells of a measure.
struct Teller<'t, 'a> {
    prepared: &'t Prepared<'a>,
    measure: &'t PreparedMeasure<'a>,
    rows: Vec<CellKey>,
}

impl Teller<'_, '_> {
    /// What the rows are, as messages choose by it.
    fn rows_are(&self) -> &'static str {
        if self.measure.measure.by_akasse { "funds" } else { "areas" }
    }

    /// Which part of the country the rows are about, when it is not the whole.
    fn place(&self) -> String {
        let publication = self.prepared.press.site.publication;
        match self.measure.whole {
            Some(Some(key)) if publication.area(key).kind != AreaKind::Country => {
                say!(self.prepared.press.say, "news-place", area = &publication.area(key).name)
            }
            Some(_) => String::new(),
            None if self.measure.measure.by_akasse => self.prepared.press.say.text("news-no-whole").into_owned(),
            None => String::new(),
        }
    }

    /// Each target in force on the rows: who meets it, who does not, and for whom it cannot be said.
    fn targets(&self) -> Vec<String> {
        let mut by_target: BTreeMap<TargetKey, Vec<(CellKey, &Assessment)>> = BTreeMap::new();
        for key in &self.rows {
            for assessment in self.measure.assessed.get(key).into_iter().flatten() {
                by_target.entry(assessment.target).or_default().push((*key, assessment));
            }
        }
        by_target.iter().map(|(key, judged)| self.target(*key, judged)).collect()
    }

    fn target(&self, key: TargetKey, judged: &[(CellKey, &Assessment)]) -> String {
        let say = self.prepared.press.say;
        let target = self.prepared.press.site.publication.target(key);
        let with = |verdict| judged.iter().filter(move |(_, one)| one.verdict == verdict);
        let names = |verdict| with(verdict).map(|(key, _)| name(self.prepared, *key)).collect::<Vec<_>>();
        let valued =
            |verdict| with(verdict).map(|(key, one)| news::valued(self.prepared, *key, one)).collect::<Vec<_>>();
        let met = names(Verdict::Met);
        let missed = valued(Verdict::NotMet);
        let total = met.len() + missed.len() + with(Verdict::Undecided).count();
        let mut said = Vec::new();
        let names_of = |names: &[String]| joined(say, names, MOST_NAMES);
        if with(Verdict::NoNumericTarget).next().is_some() {
            said.push(say!(say, "news-no-number", title = say.of(&target.title)));
            said.extend(self.this_month_alone(target, judged));
            return said.join(" ");
        }
        if total > 0 {
            said.push(self.count(target, &met, total));
            if !missed.is_empty() {
                let key = if met.is_empty() { "news-values" } else { "news-missed" };
                said.push(say!(say, key, names = names_of(&missed)));
            }
        }
        let undecided = valued(Verdict::Undecided);
        if !undecided.is_empty() {
            said.push(say!(say, "news-undecided", names = names_of(&undecided)));
        }
        let of_no_use: Vec<String> = with(Verdict::NoData)
            .filter(|(_, one)| one.bound.is_some())
            .map(|(key, one)| news::valued(self.prepared, *key, one))
            .collect();
        if !of_no_use.is_empty() && total > 0 {
            said.push(say!(say, "news-too-coarse", names = names_of(&of_no_use)));
        }
        let without: Vec<String> = with(Verdict::NoData)
            .filter(|(_, one)| one.bound.is_none())
            .map(|(key, _)| name(self.prepared, *key))
            .collect();
        if !without.is_empty() && total > 0 {
            said.push(say!(say, "news-without", names = names_of(&without)));
        }
        said.extend(self.this_month_alone(target, judged));
        said.join(" ")
    }

    fn count(&self, target: &Target, met: &[String], total: usize) -> String {
        let say = self.prepared.press.say;
        let goal = news::goal(say, target, self.measure.measure);
        let rows = self.rows_are();
        match met.len() {
            0 => ended(say!(say, "news-none-meets", all = total, rows = rows, goal = goal)),
            count if count == total => ended(say!(say, "news-all-meet", all = total, rows = rows, goal = goal)),
            count => {
                let names = joined(say, met, MOST_NAMES);
                say!(say, "news-some-meet", met = count, all = total, rows = rows, goal = goal, names = names)
            }
        }
    }

    /// Who lies outside the target in this month alone, when the target is judged over several months.
    fn this_month_alone(&self, target: &Target, judged: &[(CellKey, &Assessment)]) -> Option<String> {
        let say = self.prepared.press.say;
        let (JudgedOn::Summary, Some(limit)) = (target.judged_on, target.value) else { return None };
        let outside: Vec<String> = judged
            .iter()
            .filter_map(|(key, _)| {
                let value = self.measure.figures.current.get(*key)?.figure.amount.exact()?;
                let shown = say.value(&value, self.measure.measure);
                outside(target.rule, &value, limit).then(|| format!("{} ({shown})", name(self.prepared, *key)))
            })
            .collect();
        if outside.is_empty() {
            return None;
        }
        let month = say.month(self.prepared.period());
        Some(say!(say, "news-month-alone", month = month, names = joined(say, &outside, MOST_NAMES)))
    }

    /// How many went up and down since the month before, and who moved most.
    fn changes(&self) -> String {
        let say = self.prepared.press.say;
        let mut moved: Vec<(CellKey, &Exact)> = self
            .rows
            .iter()
            .filter_map(|key| match &self.measure.figures.current.get(*key)?.on_month {
                Change::By { difference, .. } => Some((*key, difference)),
                Change::NotComparable(_) => None,
            })
            .collect();
        if moved.is_empty() {
            return String::new();
        }
        // The order of rows decides between equal changes, so the sentence is always the same.
        moved.sort_by(|a, b| b.1.cmp(a.1));
        let zero = Exact::whole(0);
        let count = |order: Ordering| moved.iter().filter(|(_, change)| (*change).cmp(&zero) == order).count();
        let (up, down, same) = (count(Ordering::Greater), count(Ordering::Less), count(Ordering::Equal));
        let period = self.prepared.period();
        let mut parts = Vec::new();
        for (number, verb) in [(up, "up"), (down, "down"), (same, "same")] {
            if number > 0 {
                // The first says what is counted; the others go on from it.
                let rows = if parts.is_empty() { self.rows_are() } else { "none" };
                parts.push(say!(say, "news-moved", verb = verb, count = number, rows = rows));
            }
        }
        let since = say.month(period.plus(-1));
        let mut said = vec![say!(say, "news-changes", month = since, parts = joined(say, &parts, 3))];
        if let Some(first) = moved.first().filter(|_| up > 0) {
            said.push(say!(say, "news-largest-rise", who = self.mover(first.0, first.1)));
        }
        if let Some(last) = moved.last().filter(|_| down > 0) {
            said.push(say!(say, "news-largest-fall", who = self.mover(last.0, last.1)));
        }
        said.join(" ")
    }

    fn mover(&self, key: CellKey, change: &Exact) -> String {
        let say = self.prepared.press.say;
        let measure = self.measure.measure;
        let size = say.number(change.abs().round(measure.decimals));
        let now = self.measure.figures.current.get(key).and_then(|current| current.figure.amount.exact());
        let (name, unit) = (name(self.prepared, key), say.unit_of_change(measure.unit));
        match now {
            Some(now) => say!(say, "news-mover", name = name, size = size, unit = unit, now = say.value(&now, measure)),
            None => say!(say, "news-mover-alone", name = name, size = size, unit = unit),
        }
    }

    /// Which months lack figures that should be there, from whom and why.
    fn missing(&self) -> String {
        let say = self.prepared.press.say;
        let mut gaps: BTreeMap<(Period, Missing, Option<Bound>), Vec<String>> = BTreeMap::new();
        let (from, to) = months::window(self.prepared, self.measure);
        let mean = self.measure.measure.over_months == Rule::MeanOfMonths;
        for period in from.through(to).filter(|period| self.measure.measure.left_out(*period).is_none()) {
            for key in &self.rows {
                let Some(amount) = self.measure.figure(*key, period).map(|figure| figure.amount) else { continue };
                // What is hidden of earlier months stands in their own tables; only a mean of months is told them here.
                let is_told =
                    |reason: &Missing| mean || *reason != Missing::Suppressed || period == self.prepared.period();
                let reason = amount.missing().filter(|reason| !reason.counts_as_nothing() && is_told(reason));
                if let Some(reason) = reason {
                    gaps.entry((period, reason, amount.bound())).or_default().push(name(self.prepared, *key));
                }
            }
        }
        let sentences: Vec<String> = gaps
            .into_iter()
            .rev()
            .map(|((period, reason, bound), names)| {
                let amount = bound.map_or(Amount::Missing(reason), Amount::Bounded);
                let word = symbol::of_amount_in_words(say, &amount).unwrap_or_default();
                format!("{}: {} ({word}).", words::capital(&say.month(period)), joined(say, &names, MOST_NAMES))
            })
            .take(MOST_NAMES)
            .collect();
        let mut text = sentences.join(" ");
        if !text.is_empty() && mean {
            text.push(' ');
            text.push_str(&say.text("news-mean-leaves-out"));
        }
        text
    }

    /// Months left out by the measure's rule, with its reasons.
    fn left_out(&self) -> String {
        let say = self.prepared.press.say;
        let (from, to) = months::window(self.prepared, self.measure);
        let sentences: Vec<String> = months::runs(self.measure.measure, from, to)
            .into_iter()
            .filter_map(|run| match run {
                Run::LeftOut(first, last) => {
                    let months = words::capital(&words::months(say, first, last));
                    Some(format!("{months}: {}", months::reason(say, self.measure.measure, first)))
                }
                Run::Month(_) => None,
            })
            .rev()
            .collect();
        sentences.join(" ")
    }
}

/// Whether a month's value lies on the wrong side of a limit: said of the month, never a verdict.
fn outside(rule: TargetRule, value: &Exact, limit: Decimal) -> bool {
    match rule {
        TargetRule::AtLeast => *value < limit.exact(),
        TargetRule::AtMost => *value > limit.exact(),
        _ => false,
    }
}
