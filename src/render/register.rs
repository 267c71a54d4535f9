//! The target register as a table: what was promised, by whom, for how long.

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
use crate::text::date;

/// Draws targets of the register; `None` when there are none.
pub(crate) fn table(
    press: &Press<'_>,
    here: &Here,
    (id, caption): (&str, &str),
    targets: impl IntoIterator<Item = TargetKey>,
) -> Option<Html> {
    let mut targets = targets.into_iter().peekable();
    targets.peek()?;
    let mut table = Table::new(id, caption, Sorting::Fixed);
    table.columns(&[
        Column::text("Mål"),
        Column::text("Hvem det gælder"),
        Column::text("Krav"),
        Column::text("Slags"),
        Column::text("Står som"),
        Column::text("Gælder"),
        Column::text("Kilde"),
    ]);
    for key in targets {
        let target = press.site.publication.target(key);
        let head = match target.measure {
            Some(measure) => Head::link(&target.title.da, here.page(&press.measure_folder(measure))),
            None => Head::text(&target.title.da),
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
    let with_steps = targets.into_iter().map(|key| press.site.publication.target(key));
    let mut with_steps = with_steps.filter(|target| !target.steps.is_empty()).peekable();
    with_steps.peek()?;
    let mut table = Table::new(id, caption, Sorting::Fixed);
    table.columns(&[
        Column::text("Mål"),
        Column::text("Hvornår"),
        Column::text("Står som"),
        Column::text("Hvad der skete"),
    ]);
    for target in with_steps {
        for step in &target.steps {
            let cells = [
                Cell::Text(words::capital(&date::of_calendar(step.at)).into()),
                Cell::Text(words::target_status(step.status).into()),
                Cell::Text(step.text.da.clone().into()),
            ];
            table.row(&Head::text(&target.title.da).wrapped(), cells);
        }
    }
    Some(table.finish())
}

fn cells(press: &Press<'_>, here: &Here, target: &Target) -> [Cell; 6] {
    let measure = target.measure.map(|key| press.site.publication.measure(key));
    let demand = judged::demand(target, measure);
    let demand = if demand == target.label {
        words::capital(&demand)
    } else {
        // What was published in so many words stands beside what it is read as.
        format!("{} (»{}«)", words::capital(&demand), target.label)
    };
    let binds = if target.consequence {
        format!("{} (følger af andre mål og binder ingen)", target.binds.da)
    } else {
        target.binds.da.clone()
    };
    let text = |words: &'static str| Cell::Text(words.into());
    [
        Cell::Text(binds.into()),
        Cell::Text(demand.into()),
        text(words::target_class(target.class)),
        text(words::target_status(target.status)),
        Cell::Text(lifetime(target).into()),
        source(press, here, &target.source),
    ]
}

/// From when to when a target runs.
pub(crate) fn lifetime(target: &Target) -> String {
    match (target.from, target.to) {
        (Some(from), Some(to)) => words::months(from, to),
        (Some(from), None) => format!("fra {}", date::month(from)),
        (None, Some(to)) => format!("til {}", date::month(to)),
        (None, None) => "uden datoer".into(),
    }
}

/// The document a target stands in.
pub(crate) fn source(press: &Press<'_>, here: &Here, slug: &str) -> Cell {
    match press.site.note(slug) {
        Some(note) => Cell::Link { href: here.page(&note_folder(note)), label: note.title.clone() },
        None => Cell::Text("Dokumentet er ikke udgivet".into()),
    }
}
