//! The target register as a table: what was promised, by whom, for how long.

use std::borrow::Cow;

use super::address::Here;
use super::cell::Cell;
use super::html::Html;
use super::judged;
use super::press::Press;
use super::site::note_folder;
use super::table::{Column, Head, Sorting, Table};
use super::words;
use crate::model::Target;
use crate::model::code::TargetKey;
use crate::text::messages::{Messages, say};

/// Draws targets of the register; `None` when there are none.
pub(crate) fn table(
    press: &Press<'_>,
    here: &Here,
    (id, caption): (&str, &str),
    targets: impl IntoIterator<Item = TargetKey>,
) -> Option<Html> {
    let say = press.say;
    let mut targets = targets.into_iter().peekable();
    targets.peek()?;
    let mut table = Table::new(say, id, caption, Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("word-target")),
        Column::text(say.text("judged-binds")),
        Column::text(say.text("word-demand")),
        Column::text(say.text("judged-class")),
        Column::text(say.text("word-stands-as")),
        Column::text(say.text("judged-lifetime")),
        Column::text(say.text("shared-fact-source")),
    ]);
    for key in targets {
        let target = press.site.publication.target(key);
        let head = match target.measure {
            Some(measure) => Head::link(say.of(&target.title), here.page(&press.measure_folder(measure))),
            None => Head::text(say.of(&target.title)),
        };
        table.row(&head.wrapped(), cells(press, here, target));
    }
    Some(table.finish())
}

/// Draws what happened to targets, step by step; `None` when no more is known than where they stand.
pub(crate) fn steps(
    press: &Press<'_>,
    (id, caption): (&str, &str),
    targets: impl IntoIterator<Item = TargetKey>,
) -> Option<Html> {
    let say = press.say;
    let with_steps = targets.into_iter().map(|key| press.site.publication.target(key));
    let mut with_steps = with_steps.filter(|target| !target.steps.is_empty()).peekable();
    with_steps.peek()?;
    let mut table = Table::new(say, id, caption, Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("word-target")),
        Column::text(say.text("judged-when")),
        Column::text(say.text("word-stands-as")),
        Column::text(say.text("judged-happened")),
    ]);
    for target in with_steps {
        for step in &target.steps {
            let cells = [
                Cell::Text(words::capital(&say.of_calendar(step.at)).into()),
                Cell::Text(words::target_status(say, step.status).into_owned().into()),
                Cell::Text(say.of(&step.text).into_owned().into()),
            ];
            table.row(&Head::text(say.of(&target.title)).wrapped(), cells);
        }
    }
    Some(table.finish())
}

fn cells(press: &Press<'_>, here: &Here, target: &Target) -> [Cell; 6] {
    let say = press.say;
    let measure = target.measure.map(|key| press.site.publication.measure(key));
    let demand = judged::demand(say, target, measure);
    let demand = if demand == say.danish(&target.label) {
        words::capital(&demand)
    } else {
        // What was published in so many words stands beside what it is read as.
        say!(say, "judged-as-published", demand = words::capital(&demand), label = say.danish(&target.label))
    };
    let binds = if target.consequence {
        say!(say, "judged-binds-nobody", whom = say.of(&target.binds))
    } else {
        say.of(&target.binds).into_owned()
    };
    let text = |words: Cow<'_, str>| Cell::Text(words.into_owned().into());
    [
        Cell::Text(binds.into()),
        Cell::Text(demand.into()),
        text(words::target_class(say, target.class)),
        text(words::target_status(say, target.status)),
        Cell::Text(lifetime(say, target).into()),
        source(press, here, &target.source),
    ]
}

/// From when to when a target runs.
pub(crate) fn lifetime(say: &Messages, target: &Target) -> String {
    match (target.from, target.to) {
        (Some(from), Some(to)) => words::months(say, from, to),
        (Some(from), None) => say!(say, "judged-from", when = say.month(from)),
        (None, Some(to)) => say!(say, "judged-until", when = say.month(to)),
        (None, None) => say.text("judged-undated").into_owned(),
    }
}

/// The document a target stands in.
pub(crate) fn source(press: &Press<'_>, here: &Here, slug: &str) -> Cell {
    match press.site.note(slug) {
        Some(note) => {
            Cell::Link { href: here.page(&note_folder(note)), label: press.say.danish(&note.title).into_owned() }
        }
        None => Cell::said(press.say, "judged-unpublished-document"),
    }
}
