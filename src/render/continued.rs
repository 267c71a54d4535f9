//! What came before a fund that took over others: the sum of its parts, told apart from its own figures.

use serde::Serialize;

use super::edition::months::{self, MonthColumn};
use super::facts::Fact;
use super::html::Html;
use super::press::Press;
use super::words;
use crate::model::code::AkasseEventKind;
use crate::model::edition::Continuation;
use crate::model::revision::MethodChange;
use crate::model::{AkasseKey, Measure, Period};
use crate::render::cell::Cell;
use crate::text::messages::say;

/// What came before a fund took over others.
#[derive(Debug, Serialize)]
pub(crate) struct ContinuedView {
    /// Its anchor.
    id: String,
    /// What the figures are, and of whom.
    text: String,
    /// The mergers and moves of members, each with its day.
    events: Vec<Fact>,
    /// The sums month by month.
    months: Html,
}

/// Names told one by one; more are counted.
const MOST_NAMES: usize = 8;

/// Tells what came before a fund in a measure; `None` when nothing is known of it.
pub(crate) fn view(
    press: &Press<'_>,
    ((measure, methods), id): ((&Measure, &[MethodChange]), &str),
    akasse: AkasseKey,
    continuation: &Continuation,
) -> Option<ContinuedView> {
    let say = press.say;
    let publication = press.site.publication;
    let (first, last) = (continuation.months.keys().next()?, continuation.months.keys().next_back()?);
    let own = &publication.akasse(akasse).short;
    // What had happened before the first month told is not part of its story.
    let events = || {
        let all = continuation.events.iter().filter_map(|at| publication.events.get(*at));
        all.filter(|event| event.period().is_some_and(|after| *first < after))
    };
    let mut parts: Vec<Option<AkasseKey>> = events()
        .filter(|event| event.kind == AkasseEventKind::Merger)
        .flat_map(|event| event.from.iter().copied().chain([event.to]))
        .filter(|key| *key != akasse)
        .map(Some)
        .collect();
    press.order.sort_akasser(&mut parts);
    parts.dedup();
    let names: Vec<String> = parts.into_iter().flatten().map(|key| publication.akasse(key).short.clone()).collect();
    let names = words::joined(say, &names, MOST_NAMES);
    let how = if measure.is_share() { "share" } else { "sum" };
    let text = say!(say, "shared-continued", own = own, names = names, how = how);
    let figure = |period: Period| months::figure_cell(say, continuation.months.get(&period), measure);
    let columns: [MonthColumn<'_>; 1] =
        [(say.text("shared-continued-together").into_owned(), None, Box::new(figure) as Box<dyn Fn(Period) -> Cell>)];
    let caption = say!(say, "shared-continued-caption", measure = say.of(&measure.short), own = own);
    let edges = months::edges(say, publication, (measure, methods), []);
    Some(ContinuedView {
        id: format!("foer-{id}"),
        text,
        events: events().map(|event| Fact::text(words::capital(&say.day(event.date)), &say.of(&event.text))).collect(),
        months: months::table(say, (&format!("foer-tal-{id}"), &caption), (measure, &edges), (*first, *last), &columns)
            .finish(),
    })
}
