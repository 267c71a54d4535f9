//! What an area is part of, and what is part of it, each for its own time.

use super::akasse::validity;
use crate::model::{AreaKey, AreaKind, Validity};
use crate::render::address::Here;
use crate::render::cell::Cell;
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::say;

/// What an area has been part of, largest kinds first and then in time order; `None` for what is part of nothing.
pub(super) fn part_of(press: &Press<'_>, here: &Here, key: AreaKey) -> Option<Html> {
    let area = press.site.publication.area(key);
    let rows = area.parents.iter().map(|membership| (membership.parent, membership.valid)).collect();
    let caption = say!(press.say, "shared-part-of", area = &area.name);
    table(press, here, ("del-af-gennem-tiden", &caption), rows)
}

/// What has been part of an area, a table for each kind: the municipalities of a jobcentre, the jobcentres of a region.
pub(super) fn held_by(press: &Press<'_>, here: &Here, key: AreaKey) -> Vec<Html> {
    let say = press.say;
    let publication = press.site.publication;
    let mut kinds: Vec<(AreaKind, Vec<(AreaKey, Validity)>)> = Vec::new();
    let keys = (0..publication.areas.len()).filter_map(|at| u16::try_from(at).ok()).map(AreaKey);
    for held in keys {
        let area = publication.area(held);
        for membership in area.parents.iter().filter(|membership| membership.parent == key) {
            let row = (held, membership.valid);
            match kinds.iter_mut().find(|(kind, _)| *kind == area.kind) {
                Some((_, rows)) => rows.push(row),
                None => kinds.push((area.kind, vec![row])),
            }
        }
    }
    kinds.sort_by_key(|(kind, _)| *kind);
    let tables = kinds.into_iter().filter_map(|(kind, rows)| {
        let caption =
            say!(say, "shared-held", kinds = words::area_kinds(say, kind), area = &publication.area(key).name);
        table(press, here, (&format!("medlemmer-{}", kind.word()), &caption), rows)
    });
    tables.collect()
}

fn table(
    press: &Press<'_>,
    here: &Here,
    (id, caption): (&str, &str),
    mut rows: Vec<(AreaKey, Validity)>,
) -> Option<Html> {
    let say = press.say;
    if rows.is_empty() {
        return None;
    }
    rows.sort_by_key(|(key, valid)| (press.order.of_area(*key), valid.from, valid.to));
    let mut table = Table::new(say, id, caption, Sorting::Fixed);
    table.columns(&["word-place", "judged-class", "judged-when"].map(|key| Column::text(say.text(key))));
    for (key, valid) in rows {
        let area = press.site.publication.area(key);
        let head = match press.area_folder(key) {
            Some(folder) => Head::link(&area.name, here.page(&folder)),
            None => Head::text(&area.name),
        };
        let when = validity(say, valid).unwrap_or_else(|| say.text("shared-undated").into_owned());
        let cells = [
            Cell::Text(words::area_kind(say, area.kind).into_owned().into()),
            Cell::Text(words::capital(&when).into()),
        ];
        table.row(&head.wrapped(), cells);
    }
    Some(table.finish())
}
