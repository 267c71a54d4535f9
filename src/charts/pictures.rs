//! From cleared figures to the charts of pages: which chart, which words, which scale.

use std::collections::BTreeMap;

use super::funnel::made;
use super::scale::Span;
use super::{
    Caption, ChartFault, Drawing, ExcludedInterval, FundRow, FundsChart, FundsLegend, HistoryChart, HistoryPoint,
    HistorySeries, MonthMark, SeriesBreak, SeriesRole, Standing, TargetLine,
};
use crate::compute::funnel::{self, Among};
use crate::disclosure::Cleared;
use crate::model::catalogue::History;
use crate::model::code::{AkasseEventKind, AreaKind, TargetKey};
use crate::model::edition::{Assessment, Continuation, Edition, MeasureEdition, Verdict};
use crate::model::figure::Figure;
use crate::model::measure::{Rule, Standing as MonthStanding};
use crate::model::picture::PictureKey;
use crate::model::revision::{MethodChange, Revisions, published};
use crate::model::target::TargetRule;
use crate::model::{AreaKey, Bound, CellKey, Exact, Interval, Measure, MeasureKey, Period, Publication};
use crate::text::messages::{Messages, say};
use crate::text::symbol;

/// The charts of an edition: for each measure by fund its funds against the target, for each share its funds and its
/// areas beside what chance could give, and for each measure with a total its history.
///
/// # Errors
/// When a chart cannot be drawn as meant.
pub fn of_edition(
    edition: &Cleared<Edition>,
    publication: &Publication,
    say: &Messages,
) -> Result<BTreeMap<PictureKey, Drawing>, ChartFault> {
    let edition = edition.get();
    let mut drawings = BTreeMap::new();
    for part in &edition.measures {
        let measure = publication.measure(part.measure);
        let scene = Scene { say, publication, measure, key: part.measure, methods: &part.method_changes };
        let Some(whole) = part.whole.area() else { continue };
        if let Some(chart) = measure.by_akasse.then(|| scene.akasser(edition, part, whole)).flatten() {
            drawings.insert(PictureKey::Akasser(part.measure), chart.drawing()?);
        }
        let total = CellKey { area: whole, akasse: None };
        for (among, picture) in
            [(Among::Akasser, PictureKey::Funnel(part.measure)), (Among::Areas, PictureKey::FunnelAreas(part.measure))]
        {
            if let Some(found) = funnel::of(part, total.area, among, publication, edition.release.id.period) {
                drawings.insert(picture, made::chart(&found, edition, measure, publication, (among, say)).drawing()?);
            }
        }
        let series = part.history.iter().filter_map(|(period, month)| Some((*period, *month.figures.get(total)?)));
        if let Some(chart) = scene.history(total, &series.collect(), edition.release.id.period, None) {
            drawings.insert(PictureKey::History(part.measure, total), chart.drawing()?);
        }
    }
    Ok(drawings)
}

/// The charts of evergreen pages: what was first published of each measure's total against what stands now, where it was
/// revised; the history of each measure's total, or of each fund where funds have no total, and of
/// each fund that took over others, with what came before as a series of its own.
///
/// # Errors
/// When a chart cannot be drawn as meant.
pub fn of_history(
    history: &Cleared<History>,
    publication: &Publication,
    say: &Messages,
) -> Result<BTreeMap<PictureKey, Drawing>, ChartFault> {
    let mut drawings = BTreeMap::new();
    for ((key, cell), series) in &history.get().series {
        let measure = publication.measure(*key);
        let scene = Scene { say, publication, measure, key: *key, methods: history.get().method_changes.of(*key) };
        let of_whole = history.get().whole(*key).area() == Some(cell.area);
        let of_total = of_whole && cell.akasse.is_none();
        let continued = history.get().continued.get(&(*key, *cell));
        let apart = measure.over_akasser == Rule::None || continued.is_some();
        let of_fund = of_whole && apart && cell.akasse.is_some();
        let Some(newest) = series.keys().next_back().filter(|_| of_total || of_fund) else { continue };
        if let Some(chart) = of_total.then(|| scene.revisions(*cell, series, &history.get().revisions)).flatten() {
            drawings.insert(PictureKey::Revisions(*key), chart.drawing()?);
        }
        if let Some(chart) = scene.history(*cell, series, *newest, continued) {
            drawings.insert(PictureKey::History(*key, *cell), chart.drawing()?);
        }
    }
    Ok(drawings)
}

/// One measure, to be drawn.
struct Scene<'a> {
    say: &'a Messages,
    publication: &'a Publication,
    measure: &'a Measure,
    key: MeasureKey,
    /// From when it is counted in another way.
    methods: &'a [MethodChange],
}

/// A numeric target that can be drawn as a line.
struct Line {
    at: Exact,
    text: String,
    rule: TargetRule,
}

impl Scene<'_> {
    /// What a chart of an area is about, for its title; `None` for the country and where there are no areas.
    fn place(&self, area: Option<AreaKey>) -> Option<&str> {
        let area = self.publication.area(area?);
        (area.kind != AreaKind::Country).then_some(area.name.as_str())
    }

    fn prefix(&self, kind: &str, cell: CellKey) -> String {
        let akasse = cell.akasse.map(|key| self.publication.akasse(key).id.as_str());
        let parts: Vec<&str> = [Some(kind), Some(self.measure.id.as_str()), akasse].into_iter().flatten().collect();
        parts.join("-").replace('_', "-")
    }

    /// The numeric target on the value itself that runs in a month.
    fn line(&self, period: Period) -> Option<Line> {
        let say = self.say;
        let target = self.publication.targets.iter().find(|target| {
            target.measure == Some(self.key)
                && matches!(target.rule, TargetRule::AtLeast | TargetRule::AtMost)
                && target.in_force(period)
        })?;
        let value = target.value?;
        let text = say.with_unit(&say.number(value.trimmed()), self.measure.unit);
        Some(Line { at: value.exact(), text, rule: target.rule })
    }

    fn akasser(&self, edition: &Edition, part: &MeasureEdition, whole: Option<AreaKey>) -> Option<FundsChart> {
        let say = self.say;
        let period = edition.release.id.period;
        let line = self.line(period);
        let mut rows: Vec<Row> = part
            .current
            .iter()
            .filter(|(cell, _)| cell.area == whole && cell.akasse.is_some())
            .map(|(cell, figure)| self.row(edition, part, cell, &figure.figure))
            .collect();
        rows.sort_by(|a, b| say.compare(&a.name, &b.name));
        if rows.iter().all(|row| row.value.is_none()) {
            return None;
        }
        let bounds = rows.iter().flat_map(|row| row.interval.iter().flat_map(|range| [&range.low, &range.high]));
        let values =
            rows.iter().filter_map(|row| row.value.as_ref()).chain(bounds).chain(line.as_ref().map(|line| &line.at));
        let dots = rows.len() > super::funds::MOST_BARS;
        let span = if dots { Span::of_dots(values, self.measure.unit) } else { Span::of(values, self.measure.unit) };
        let short = say.bare(&self.measure.short);
        let word = |key| say.text(key).into_owned();
        Some(FundsChart {
            caption: Caption {
                id_prefix: self.prefix("akasser", CellKey::default()),
                title: match self.place(whole) {
                    Some(place) => {
                        say!(say, "chart-funds-in", measure = short, place = place, month = say.month(period))
                    }
                    None => say!(say, "chart-funds", measure = short, month = say.month(period)),
                },
                description: describe_akasser(say, &rows, line.as_ref(), self.measure),
            },
            scale: span.scale(say, self.measure),
            target: line.as_ref().map(|line| target_line(say, line)),
            funds: rows.iter().map(|row| row.drawn(&span)).collect(),
            legend: FundsLegend {
                met: word("chart-met"),
                not_met: word("chart-missed"),
                undecided: word("chart-undecided"),
                unjudged: word("chart-unjudged"),
                interval: word("chart-interval"),
            },
        })
    }

    fn row(&self, edition: &Edition, part: &MeasureEdition, cell: CellKey, figure: &Figure) -> Row {
        let say = self.say;
        let summary = part.summaries.iter().find(|summary| summary.key == cell);
        let value = summary.map(|summary| summary.value.clone()).or_else(|| figure.amount.exact());
        // A coarser answer is a range: it is written where the value would stand, and nothing is drawn.
        let reason = match figure.amount.bound() {
            Some(bound) => symbol::bound_in_words(say, bound).into(),
            None => figure.amount.missing().map(|reason| symbol::in_words(say, reason)).unwrap_or_default(),
        };
        // One decimal more than the measure has tells means apart that would read the same; a month's figure reads as
        // in its table.
        let text = value.as_ref().map_or_else(
            || reason.into_owned(),
            |value| match summary {
                Some(_) => say.at_most(value, self.measure.decimals + 1),
                None => say.value(value, self.measure),
            },
        );
        let judged = |assessment: &&Assessment| assessment.key == cell && self.draws(assessment.target);
        Row {
            name: cell.akasse.map(|key| self.publication.akasse(key).short.clone()).unwrap_or_default(),
            text,
            interval: summary.and_then(|summary| summary.interval.clone()),
            bound: figure.amount.bound().filter(|_| value.is_none()),
            value,
            verdict: edition.assessments.iter().find(judged).map(|assessment| assessment.verdict),
        }
    }

    fn draws(&self, target: TargetKey) -> bool {
        let target = self.publication.target(target);
        target.measure == Some(self.key) && matches!(target.rule, TargetRule::AtLeast | TargetRule::AtMost)
    }

    fn history(
        &self,
        cell: CellKey,
        series: &BTreeMap<Period, Figure>,
        newest: Period,
        continued: Option<&Continuation>,
    ) -> Option<HistoryChart> {
        let say = self.say;
        let known = values(series);
        // A line through fewer than two months shows nothing that the table does not say better.
        if known.len() < 2 {
            return None;
        }
        let before = continued.map(|continued| values(&continued.months)).filter(|values| !values.is_empty());
        let line = self.line(newest);
        let first = series.keys().chain(continued.iter().flat_map(|continued| continued.months.keys())).min()?;
        let first = self.measure.intervals.first().map_or(*first, |interval| interval.from.min(*first));
        let months: Vec<Period> = first.through(newest).collect();
        let all = known.iter().chain(before.iter().flatten()).map(|(_, value)| value);
        let span = Span::of(all.chain(line.as_ref().map(|line| &line.at)), self.measure.unit);
        let whom = self.whom(cell);
        let own = self.series(whom.clone(), SeriesRole::Own, series, (&months, &span));
        let parts = before.as_ref().and(continued).map(|continued| {
            self.series(
                say.text("chart-before-merger").into_owned(),
                SeriesRole::Before,
                &continued.months,
                (&months, &span),
            )
        });
        let breaks = self.breaks(cell, &months);
        Some(HistoryChart {
            caption: Caption {
                id_prefix: self.prefix("historie", cell),
                title: say!(
                    say,
                    "chart-history",
                    measure = say.bare(&self.measure.short),
                    whom = &whom,
                    first = say.month(first),
                    last = say.month(newest),
                ),
                description: describe_history(say, &known, before.as_deref(), line.as_ref(), self.measure)
                    + &describe_breaks(say, &breaks, &months),
            },
            scale: span.scale(say, self.measure),
            months: months.iter().map(|month| month_mark(say, *month, first)).collect(),
            series: std::iter::once(own).chain(parts).collect(),
            target: line.as_ref().map(|line| target_line(say, line)),
            excluded: self.excluded(&months),
            breaks,
        })
    }

    fn series(
        &self,
        name: String,
        role: SeriesRole,
        figures: &BTreeMap<Period, Figure>,
        (months, span): (&[Period], &Span),
    ) -> HistorySeries {
        let say = self.say;
        let points = months.iter().map(|month| {
            let value = figures.get(month)?.amount.exact()?;
            let text = say.with_unit(&say.value(&value, self.measure), self.measure.unit);
            Some(HistoryPoint { at: span.position(&value), text: format!("{}: {text}", say.month(*month)) })
        });
        HistorySeries { name, role, points: points.collect() }
    }

    fn whom(&self, cell: CellKey) -> String {
        let say = self.say;
        let akasse = cell.akasse.map(|key| self.publication.akasse(key).short.as_str());
        match (akasse, self.place(cell.area)) {
            (Some(akasse), Some(place)) => format!("{akasse}, {place}"),
            (Some(name), None) | (None, Some(name)) => name.to_owned(),
            (None, None) => say.text("chart-everyone").into_owned(),
        }
    }

    fn excluded(&self, months: &[Period]) -> Vec<ExcludedInterval> {
        let mut found = Vec::new();
        for interval in &self.measure.intervals {
            let text = match interval.standing {
                MonthStanding::Included => continue,
                MonthStanding::Excluded(_) => "sign-excluded",
                MonthStanding::NotApplicable(_) => "sign-not-applicable",
            };
            let inside = |month: &Period| interval.from <= *month && interval.to.is_none_or(|to| *month <= to);
            let first = months.iter().position(inside);
            let last = months.iter().rposition(inside);
            if let (Some(first), Some(last)) = (first, last) {
                found.push(ExcludedInterval { first, last, text: self.say.text(text).into_owned() });
            }
        }
        found
    }

    /// A total as it was first published and as it stands now; `None` when no value of it was revised.
    fn revisions(
        &self,
        cell: CellKey,
        series: &BTreeMap<Period, Figure>,
        revisions: &Revisions,
    ) -> Option<HistoryChart> {
        let say = self.say;
        let changed = revisions.of(self.key).filter(|revised| revised.key == cell);
        let firsts: BTreeMap<Period, Figure> = changed
            .filter(|revised| published(&revised.first().amount) != published(&revised.now().amount))
            .map(|revised| (revised.period, Figure::delivered(revised.first().amount, revised.first().flags)))
            .collect();
        if firsts.values().all(|figure| figure.amount.exact().is_none()) {
            return None;
        }
        let before: BTreeMap<Period, Figure> =
            series.iter().map(|(period, figure)| (*period, *firsts.get(period).unwrap_or(figure))).collect();
        let (known, first_known) = (values(series), values(&before));
        if known.len() < 2 || first_known.len() < 2 {
            return None;
        }
        let (first, newest) = (*series.keys().next()?, *series.keys().next_back()?);
        let months: Vec<Period> = first.through(newest).collect();
        let span = Span::of(known.iter().chain(&first_known).map(|(_, value)| value), self.measure.unit);
        let own = self.series(say.text("chart-now").into_owned(), SeriesRole::Own, series, (&months, &span));
        let then = self.series(say.text("chart-first").into_owned(), SeriesRole::Before, &before, (&months, &span));
        let whom = self.whom(cell);
        Some(HistoryChart {
            caption: Caption {
                id_prefix: self.prefix("revisioner", cell),
                title: say!(say, "chart-revisions", measure = say.bare(&self.measure.short), whom = &whom),
                description: describe_revisions(say, &first_known, &known, self.measure),
            },
            scale: span.scale(say, self.measure),
            months: months.iter().map(|month| month_mark(say, *month, first)).collect(),
            series: vec![own, then],
            target: None,
            excluded: self.excluded(&months),
            breaks: self.breaks(cell, &months),
        })
    }

    /// Where the series breaks: the measure's breaks and changes of method, and what happened to the cell's fund. Two in one month are one line.
    fn breaks(&self, cell: CellKey, months: &[Period]) -> Vec<SeriesBreak> {
        let say = self.say;
        let own = self.measure.breaks.iter().map(|edge| (edge.at, "sign-break"));
        let own = own.chain(self.methods.iter().map(|change| (change.at, "chart-method")));
        let of_fund = cell.akasse.into_iter().flat_map(|akasse| self.publication.breaks_of(akasse));
        let of_fund = of_fund.map(|(at, event)| match event.kind {
            AkasseEventKind::PartialTransfer => (at, "chart-members-moved"),
            AkasseEventKind::Merger | AkasseEventKind::Rename => (at, "chart-merger"),
        });
        let mut found: BTreeMap<Period, Vec<&str>> = BTreeMap::new();
        for (at, text) in own.chain(of_fund) {
            let texts = found.entry(at).or_default();
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        let within = found.into_iter().filter_map(|(at, texts)| {
            let before = months.iter().position(|month| *month == at).filter(|position| *position > 0)?;
            Some(SeriesBreak { before, text: told(say, &texts) })
        });
        within.collect()
    }
}

/// What happened in one month, each thing once.
fn told(say: &Messages, keys: &[&str]) -> String {
    let words: Vec<_> = keys.iter().map(|key| say.text(key)).collect();
    match words.split_last() {
        Some((last, first)) if !first.is_empty() => {
            say!(say, "word-and", first = first.join(", "), last = last.as_ref())
        }
        _ => words.concat(),
    }
}

/// The months that have a value.
fn values(series: &BTreeMap<Period, Figure>) -> Vec<(Period, Exact)> {
    series.iter().filter_map(|(period, figure)| Some((*period, figure.amount.exact()?))).collect()
}

/// A fund's row before it is put on a scale.
struct Row {
    name: String,
    text: String,
    value: Option<Exact>,
    interval: Option<Interval>,
    bound: Option<Bound>,
    verdict: Option<Verdict>,
}

impl Row {
    fn drawn(&self, span: &Span) -> FundRow {
        FundRow {
            name: self.name.clone(),
            text: self.text.clone(),
            value: self.value.as_ref().map(|value| span.position(value)),
            interval: self.interval.as_ref().map(|range| (span.position(&range.low), span.position(&range.high))),
            standing: match self.verdict {
                Some(Verdict::Met) => Standing::Met,
                Some(Verdict::NotMet) => Standing::NotMet,
                Some(Verdict::Undecided) => Standing::Undecided,
                _ => Standing::Unjudged,
            },
        }
    }
}

fn target_line(say: &Messages, line: &Line) -> TargetLine {
    TargetLine { at: line.at.to_position(), text: say!(say, "chart-target", value = &line.text) }
}

fn month_mark(say: &Messages, month: Period, first: Period) -> MonthMark {
    let short = say.month_name(month.month()).chars().take(3).collect();
    let year = (month == first || month.month() == 1).then(|| month.year().to_string());
    MonthMark { short, year }
}

fn describe_akasser(say: &Messages, rows: &[Row], line: Option<&Line>, measure: &Measure) -> String {
    let named = |verdict| rows.iter().filter(move |row| row.verdict == Some(verdict)).map(|row| row.name.clone());
    let mut sentences = Vec::new();
    let by_value = |row: &&Row| row.value.clone();
    let (lowest, highest) =
        (rows.iter().filter(|row| row.value.is_some()).min_by_key(by_value), rows.iter().max_by_key(by_value));
    if let (Some(lowest), Some(highest)) = (lowest, highest) {
        let with = |row: &Row| format!("{} ({})", row.name, say.with_unit(&row.text, measure.unit));
        sentences.push(say!(say, "chart-extremes", highest = with(highest), lowest = with(lowest)));
    }
    if let Some(line) = line {
        let rule = if line.rule == TargetRule::AtLeast { "least" } else { "most" };
        let met: Vec<String> = named(Verdict::Met).collect();
        sentences.push(say!(say, "chart-reached", met = met.len(), all = rows.len(), rule = rule, value = &line.text,));
        let below: Vec<String> = named(Verdict::NotMet).collect();
        if !below.is_empty() {
            sentences.push(say!(say, "chart-not-reached", names = below.join(", ")));
        }
    }
    let without = rows.iter().filter(|row| row.value.is_none()).map(|row| match row.bound {
        Some(bound) => format!("{} ({})", row.name, symbol::bound_in_words(say, bound)),
        None => row.name.clone(),
    });
    let without: Vec<String> = without.collect();
    if !without.is_empty() {
        sentences.push(say!(say, "chart-without", names = without.join(", ")));
    }
    sentences.join(" ")
}

/// Where a series breaks, for those who do not see the lines; empty when it does not.
fn describe_breaks(say: &Messages, breaks: &[SeriesBreak], months: &[Period]) -> String {
    let told =
        breaks.iter().filter_map(|edge| Some(format!("{} ({})", say.month(*months.get(edge.before)?), edge.text)));
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { format!(" {}", say!(say, "chart-broken", months = told.join(", "))) }
}

/// Which month of a total was revised most.
fn describe_revisions(say: &Messages, first: &[(Period, Exact)], now: &[(Period, Exact)], measure: &Measure) -> String {
    let first: BTreeMap<Period, &Exact> = first.iter().map(|(period, value)| (*period, value)).collect();
    let pairs = now.iter().filter_map(|(period, now)| Some((*period, *first.get(period)?, now)));
    let changed: Vec<_> = pairs.filter(|(_, first, now)| first != now).collect();
    let largest = changed.iter().rev().max_by_key(|(_, first, now)| (*now - *first).abs());
    let value = |value: &Exact| say.with_unit(&say.value(value, measure), measure.unit);
    let most = largest.map(|(period, first, now)| {
        let (month, from, to) = (say.month(*period), value(first), value(now));
        format!(" {}", say!(say, "chart-most-revised", month = month, from = from, to = to))
    });
    format!("{}{}", say!(say, "chart-revised-months", months = changed.len()), most.unwrap_or_default())
}

fn describe_history(
    say: &Messages,
    known: &[(Period, Exact)],
    before: Option<&[(Period, Exact)]>,
    line: Option<&Line>,
    measure: &Measure,
) -> String {
    let told = |(period, value): &(Period, Exact)| {
        let value = say.with_unit(&say.value(value, measure), measure.unit);
        say!(say, "chart-value-in", value = value, month = say.month(*period))
    };
    let mut sentences = Vec::new();
    if let (Some(first), Some(last)) = (known.first(), known.last()) {
        sentences.push(say!(say, "chart-from-to", first = told(first), last = told(last)));
    }
    let lowest = known.iter().min_by(|a, b| a.1.cmp(&b.1));
    let highest = known.iter().max_by(|a, b| a.1.cmp(&b.1));
    if let (Some(lowest), Some(highest)) = (lowest, highest) {
        sentences.push(say!(say, "chart-range", lowest = told(lowest), highest = told(highest)));
    }
    if let Some((first, last)) = before.and_then(|before| Some((before.first()?, before.last()?))) {
        sentences.push(say!(say, "chart-parts-from-to", first = told(first), last = told(last)));
    }
    if let Some(line) = line {
        sentences.push(say!(say, "chart-target-is", value = &line.text));
    }
    sentences.join(" ")
}
