//! The list of funds and the changes among them, as checked.

use std::collections::BTreeSet;

use super::checker::{Checker, VERIFIED};
use super::document::Located;
use super::naming::Alphabet;
use super::rows::{RawAkasse, RawAkasseEvent};
use super::spelling::Spellings;
use crate::model::code::{AkasseEvent, AkasseEventKind};
use crate::model::{Akasse, AkasseKey, Publication, Text};

const EVENTS: [(AkasseEventKind, &str); 3] = [
    (AkasseEventKind::Merger, "merger"),
    (AkasseEventKind::Rename, "rename"),
    (AkasseEventKind::PartialTransfer, "partial_transfer"),
];

const YES_OR_NO: [(bool, &str); 4] = [(true, "yes"), (false, "no"), (true, "true"), (false, "false")];

/// Checks the funds; gives them sorted by id.
pub(super) fn check(rows: Vec<RawAkasse>, checker: &mut Checker<'_>) -> Vec<Akasse> {
    let mut spellings = Spellings::default();
    let mut ids = BTreeSet::new();
    let mut found = Vec::new();
    for row in rows {
        let written = row.id.clone();
        let Some(checked) = akasse(row, checker, &mut spellings) else { continue };
        if ids.insert(checked.0.id.clone()) {
            found.push(checked);
        } else {
            checker.repeated(&written);
        }
    }
    found.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    let ids: Vec<String> = ids.into_iter().collect();
    found
        .into_iter()
        .map(|(akasse, successor)| {
            let successor = successor.and_then(|written| self::successor(&written, &akasse, &ids, checker));
            Akasse { successor, ..akasse }
        })
        .collect()
}

fn akasse(
    row: RawAkasse,
    checker: &mut Checker<'_>,
    spellings: &mut Spellings,
) -> Option<(Akasse, Option<Located<String>>)> {
    let RawAkasse {
        id: written,
        name,
        short,
        label_2021,
        aliases,
        code,
        valid_from,
        valid_to,
        successor,
        insured,
        note,
        source: _,
        verified,
    } = row;
    let valid = checker.validity(&valid_from, &valid_to);
    let insured = if insured.value.is_empty() { None } else { checker.word(Some(&insured), &YES_OR_NO) };
    checker.word(Some(&verified), &VERIFIED);
    let id = checker.id(&written, Alphabet::Code)?;
    let mut pieces = checker.pieces(&aliases);
    pieces.extend([label_2021, code].into_iter().filter(|cell| !cell.value.is_empty()));
    spellings.add(checker, &written, &id, valid);
    for spelling in [&name, &short].into_iter().chain(&pieces) {
        spellings.add(checker, spelling, &id, valid);
    }
    let mut aliases: Vec<String> = Vec::new();
    for piece in pieces {
        if !aliases.contains(&piece.value) {
            aliases.push(piece.value);
        }
    }
    let akasse = Akasse {
        name: checker.text(Some(name)),
        short: checker.text(Some(short)),
        id,
        aliases,
        valid,
        successor: None,
        insured: insured.unwrap_or(true),
        note: note.value,
    };
    Some((akasse, Some(successor).filter(|cell| !cell.value.is_empty())))
}

fn successor(
    written: &Located<String>,
    akasse: &Akasse,
    ids: &[String],
    checker: &mut Checker<'_>,
) -> Option<AkasseKey> {
    if written.value == akasse.id {
        checker.refuse(written, format!("{} is its own successor", akasse.id), "Name the fund that took over.");
        return None;
    }
    let key = ids.binary_search(&written.value).ok().and_then(|at| u16::try_from(at).ok()).map(AkasseKey);
    if key.is_none() && !checker.unread.akasser {
        checker.unknown(written, "fund", ids.iter().map(String::as_str));
    }
    key
}

/// Checks the changes; gives them in time order.
pub(super) fn check_events(
    rows: Vec<RawAkasseEvent>,
    publication: &Publication,
    checker: &mut Checker<'_>,
) -> Vec<AkasseEvent> {
    let mut events: Vec<AkasseEvent> = rows.into_iter().filter_map(|row| event(row, publication, checker)).collect();
    // Stable, so events of one day keep the order of the file.
    events.sort_by_key(|event| event.date);
    events
}

fn event(row: RawAkasseEvent, publication: &Publication, checker: &mut Checker<'_>) -> Option<AkasseEvent> {
    let RawAkasseEvent { date, kind, from, to, text_da, text_en, source: _, verified } = row;
    checker.word(Some(&verified), &VERIFIED);
    let (date, kind) = (checker.day(&date), checker.word(Some(&kind), &EVENTS));
    let pieces = checker.pieces(&from);
    if pieces.is_empty() {
        checker.refuse(&from, "from is empty".to_owned(), "Name the funds it happened to, with ; between them.");
    }
    let text = Text { da: checker.text(Some(text_da)), en: checker.text(Some(text_en)) };
    let from: Vec<Option<AkasseKey>> = pieces.iter().map(|piece| checker.akasse(piece, publication)).collect();
    let to = checker.akasse(&to, publication);
    Some(AkasseEvent { date: date?, kind: kind?, from: from.into_iter().collect::<Option<_>>()?, to: to?, text })
}
