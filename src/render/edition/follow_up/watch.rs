//! The watch list on the follow-up page: whom each rule points out, and why, in words.

use serde::Serialize;

use super::page_of;
use crate::model::edition::{WatchEntry, Watched};
use crate::model::watch::WatchCase;
use crate::model::{CellKey, Measure};
use crate::render::address::Here;
use crate::render::cell::Cell;
use crate::render::edition::headline;
use crate::render::edition::prepared::Prepared;
use crate::render::frame::Link;
use crate::render::html::Html;
use crate::render::judged;
use crate::render::site::note_folder;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::NBSP;
use crate::text::messages::{Messages, say};

/// A rule of the watch list with those it points out.
#[derive(Debug, Serialize)]
pub(crate) struct WatchView {
    /// Its anchor.
    id: String,
    /// Its title.
    title: String,
    /// The rule, in the words of its owner.
    rule: String,
    /// The document that promises the meetings; none when none is named or published.
    source: Option<Link>,
    /// Who, and what points them out, the strongest case first; none when nobody is.
    table: Option<Html>,
    /// Why the table is not there, or who could not be looked at; empty when there is nothing to say.
    remark: String,
}

/// The watch list.
pub(super) fn views(prepared: &Prepared<'_>, here: &Here) -> Vec<WatchView> {
    prepared.edition.watch.iter().filter_map(|watched| view(prepared, here, watched)).collect()
}

/// Everyone that a rule points out, each once, in the rules' order.
pub(super) fn names(prepared: &Prepared<'_>) -> Vec<String> {
    let mut keys: Vec<CellKey> = Vec::new();
    for entry in prepared.edition.watch.iter().flat_map(|watched| &watched.entries) {
        if !keys
            .iter()
            .any(|key| key.akasse == entry.key.akasse && (key.akasse.is_some() || key.area == entry.key.area))
        {
            keys.push(entry.key);
        }
    }
    keys.into_iter().map(|key| name(prepared, key)).collect()
}

fn view(prepared: &Prepared<'_>, here: &Here, watched: &Watched) -> Option<WatchView> {
    let say = prepared.press.say;
    let press = prepared.press;
    let rule = press.site.publication.watch_rules.get(watched.rule)?;
    let source = rule.source.as_deref().and_then(|slug| press.site.note(slug));
    let measure = match rule.looks_for {
        WatchCase::LargestGrowth { measure, .. } => Some(measure),
        WatchCase::MissedRunning { target, .. } => press.site.publication.target(target).measure,
    };
    let rules = measure.map(|key| press.site.publication.measure(key));
    let mut table = Table::new(say, &format!("moede-{}", rule.id), &say.of(&rule.title), Sorting::Fixed);
    table.columns(&[Column::text(say.text("word-who")), Column::text(say.text("word-why"))]);
    for entry in &watched.entries {
        let label = name(prepared, entry.key);
        let head = match page_of(prepared, here, entry.key) {
            Some(href) => Head::link(&label, href),
            None => Head::text(&label),
        };
        table.row(&head, [Cell::Text(reason(say, entry, rule.looks_for, rules).into())]);
    }
    Some(WatchView {
        id: format!("liste-{}", rule.id),
        title: say.of(&rule.title).into_owned(),
        rule: say.of(&rule.text).into_owned(),
        source: source.map(|note| Link::new(here.page(&note_folder(note)), note.title.clone())),
        table: (!watched.entries.is_empty()).then(|| table.finish()),
        remark: remark(prepared, watched, rule.looks_for),
    })
}

fn remark(prepared: &Prepared<'_>, watched: &Watched, case: WatchCase) -> String {
    let say = prepared.press.say;
    let without_figures = match case {
        WatchCase::LargestGrowth { measure, .. } => prepared.measure(measure).is_none(),
        WatchCase::MissedRunning { target, .. } => {
            !prepared.press.site.publication.target(target).in_force(prepared.period())
        }
    };
    let mut said = Vec::new();
    match case {
        WatchCase::LargestGrowth { .. } if without_figures => {
            said.push(say.text("follow-watch-no-figures").into_owned());
        }
        WatchCase::MissedRunning { .. } if without_figures => {
            said.push(say.text("follow-watch-not-in-force").into_owned())
        }
        _ if watched.entries.is_empty() => said.push(say.text("follow-watch-nobody").into_owned()),
        _ => {}
    }
    if watched.not_known > 0 && !without_figures {
        said.push(say!(say, "follow-watch-not-known", count = watched.not_known));
    }
    said.join(" ")
}

/// What points someone out, in plain words.
fn reason(say: &Messages, entry: &WatchEntry, case: WatchCase, measure: Option<&Measure>) -> String {
    let Some(measure) = measure else { return String::new() };
    let decimals = judged::decimals(measure, 2, entry.series.iter().map(|(_, value)| (value, None)));
    let shown = |value: &crate::model::Exact| say.number(value.round(decimals));
    let unit = say.unit_of_change(measure.unit);
    match case {
        WatchCase::LargestGrowth { .. } => {
            let [(from, before), (to, now)] = entry.series.as_slice() else { return String::new() };
            let size = say.signed(entry.size.round(decimals));
            let percent = entry.percent.as_ref().map(|percent| words::percent_of_change(say, percent));
            let percent = percent.map(|percent| format!(" ({percent})")).unwrap_or_default();
            say!(
                say,
                "follow-watch-growth",
                before = shown(before),
                from = say.month(*from),
                now = say.with_unit(&shown(now), measure.unit),
                to = say.month(*to),
                size = size,
                unit = unit,
                percent = percent.replace(NBSP, " "),
            )
        }
        WatchCase::MissedRunning { .. } => {
            let months = entry
                .series
                .iter()
                .map(|(period, value)| say!(say, "chart-value-in", value = shown(value), month = say.month(*period)));
            let months: Vec<String> = months.collect();
            let missing = say.number(entry.size.abs().round(decimals).trimmed());
            say!(
                say,
                "follow-watch-missed",
                months = words::joined(say, &months, usize::MAX),
                missing = missing,
                unit = unit
            )
        }
    }
}

/// A fund or an area by its own name, also where its cell is that of the whole.
fn name(prepared: &Prepared<'_>, key: CellKey) -> String {
    match key.akasse {
        Some(akasse) => prepared.press.site.publication.akasse(akasse).short.clone(),
        None => headline::name(prepared, key),
    }
}
