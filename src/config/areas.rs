//! The list of areas and which is part of which, as checked.

use std::collections::BTreeMap;

use super::checker::{Checker, VERIFIED};
use super::document::Located;
use super::naming::Alphabet;
use super::rows::{RawArea, RawMember};
use super::spelling::{Spellings, overlap};
use crate::model::code::Membership;
use crate::model::{Area, AreaKey, AreaKind, Publication};

/// Checks the areas; gives them sorted by id, without memberships.
pub(super) fn check(rows: Vec<RawArea>, checker: &mut Checker<'_>) -> Vec<Area> {
    // A jobcentre and its municipality may have one name, so each kind has spellings of its own.
    let mut spellings: BTreeMap<AreaKind, Spellings> = BTreeMap::new();
    let mut found: BTreeMap<String, Area> = BTreeMap::new();
    for row in rows {
        let written = row.id.clone();
        let Some(area) = area(row, checker, &mut spellings) else { continue };
        if found.contains_key(&area.id) {
            checker.repeated(&written);
        } else {
            found.insert(area.id.clone(), area);
        }
    }
    found.into_values().collect()
}

fn area(row: RawArea, checker: &mut Checker<'_>, spellings: &mut BTreeMap<AreaKind, Spellings>) -> Option<Area> {
    let RawArea { kind, id: written, name, short, code, aliases, valid_from, valid_to, note: _, source: _, verified } =
        row;
    let kind = checker.word(Some(&kind), &AreaKind::ALL);
    let valid = checker.validity(&valid_from, &valid_to);
    checker.word(Some(&verified), &VERIFIED);
    let id = checker.id(&written, Alphabet::Code)?;
    let pieces = checker.pieces(&aliases);
    if let Some(kind) = kind {
        let spellings = spellings.entry(kind).or_default();
        for spelling in [&written, &name, &short, &code].into_iter().chain(&pieces) {
            spellings.add(checker, spelling, &id, valid);
        }
    }
    Some(Area {
        id,
        // A stand-in, so that what names the area is not reported too; nothing is published with it.
        kind: kind.unwrap_or(AreaKind::Municipality),
        name: checker.text(Some(name)),
        short: checker.text(Some(short)),
        code: code.value,
        aliases: pieces.into_iter().map(|piece| piece.value).collect(),
        valid,
        parents: Vec::new(),
    })
}

/// Checks which area is part of which, and enters it.
pub(super) fn check_members(rows: Vec<RawMember>, publication: &mut Publication, checker: &mut Checker<'_>) {
    let mut links: BTreeMap<AreaKey, Vec<(Located<String>, Membership)>> = BTreeMap::new();
    for row in rows {
        let RawMember { parent: written, child, valid_from, valid_to, source: _ } = row;
        let valid = checker.validity(&valid_from, &valid_to);
        let parent = checker.area(&written, publication);
        let child = checker.area(&child, publication);
        let (Some(parent), Some(child)) = (parent, child) else { continue };
        if publication.area(child).kind == AreaKind::Comparator {
            let id = &publication.area(child).id;
            let message = format!("{id} is a group to compare with, so it is part of nothing");
            checker.refuse(&written, message, "Delete the row, or give the area another kind in areas.csv.");
            continue;
        }
        let links = links.entry(child).or_default();
        if links.iter().any(|(_, other)| other.parent == parent && overlap(other.valid, valid)) {
            let id = &publication.area(child).id;
            let message = format!("{id} is part of {} twice at the same time", written.value);
            checker.refuse(&written, message, "Keep one row, or give the two rows times that do not overlap.");
            continue;
        }
        links.push((written, Membership { parent, valid }));
    }
    for (child, found) in &links {
        for (written, membership) in found {
            if reaches(membership.parent, *child, &links) {
                let id = &publication.area(*child).id;
                let message = format!("{id} would be part of itself through {}", written.value);
                checker.refuse(written, message, "The larger area is the parent; exchange parent and child.");
                continue;
            }
            publication.areas[usize::from(child.0)].parents.push(*membership);
        }
    }
    for area in &mut publication.areas {
        area.parents.sort_by_key(|membership| (membership.parent, membership.valid.from));
    }
}

/// Whether `goal` is `start` or a parent of it at any distance and any time.
fn reaches(start: AreaKey, goal: AreaKey, links: &BTreeMap<AreaKey, Vec<(Located<String>, Membership)>>) -> bool {
    let mut seen = vec![start];
    let mut next = 0;
    while let Some(area) = seen.get(next).copied() {
        if area == goal {
            return true;
        }
        for (_, membership) in links.get(&area).into_iter().flatten() {
            if !seen.contains(&membership.parent) {
                seen.push(membership.parent);
            }
        }
        next += 1;
    }
    false
}
