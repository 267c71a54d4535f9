//! The code lists a sample takes its names from, and those it writes: only who delivers, and what they are part of.

use std::collections::BTreeSet;

use super::cast::Cast;
use crate::model::{FileSet, Period};

const AREAS: &str = include_str!("../../data/codes/areas.csv");
const MEMBERS: &str = include_str!("../../data/codes/area_members.csv");
const AKASSER: &str = include_str!("../../data/codes/akasser.csv");
const EVENTS: &str = include_str!("../../data/codes/akasse_events.csv");

/// A list, with its columns by name.
pub(super) struct List {
    head: Vec<String>,
    records: Vec<csv::StringRecord>,
}

/// A row of a list.
pub(super) struct Row<'l> {
    head: &'l [String],
    record: &'l csv::StringRecord,
}

impl Row<'_> {
    /// A cell; empty when the list has no such column.
    pub(super) fn get(&self, column: &str) -> &str {
        let position = self.head.iter().position(|name| name == column);
        position.and_then(|position| self.record.get(position)).unwrap_or("")
    }
}

impl List {
    fn read(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let head = reader.headers().map(|head| head.iter().map(str::to_owned).collect()).unwrap_or_default();
        Self { head, records: reader.records().filter_map(Result::ok).collect() }
    }

    /// The rows in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|record| Row { head: &self.head, record })
    }

    /// The list with some of its rows and made-up ones behind them. Areas that have been there since the reform have
    /// been there for ever: a sample may reach further back.
    fn with(&self, kept: impl Fn(&Row<'_>) -> bool, more: &[Vec<(&str, String)>]) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        // Writing to memory does not fail, and every row has as many cells as the head.
        let _ = writer.write_record(&self.head);
        for row in self.rows().filter(kept) {
            let cell = |cell| if cell == REFORM { "" } else { cell };
            let _ = writer.write_record(row.record.iter().map(cell));
        }
        for row in more {
            let value = |name: &String| row.iter().find(|(column, _)| column == name).map_or("", |(_, value)| value);
            let _ = writer.write_record(self.head.iter().map(value));
        }
        writer.into_inner().unwrap_or_default()
    }
}

pub(super) fn areas() -> List {
    List::read(AREAS)
}

pub(super) fn members() -> List {
    List::read(MEMBERS)
}

pub(super) fn akasser() -> List {
    List::read(AKASSER)
}

/// The day on which today's municipalities, jobcentres and regions began.
const REFORM: &str = "2007-01-01";

/// The month in which a code of a sample begins; `None` when it has no beginning, or began with the reform.
pub(super) fn beginning(day: &str) -> Option<Period> {
    if day == REFORM { None } else { month(day) }
}

/// The month of a day as lists write it; `None` for an open end.
pub(super) fn month(day: &str) -> Option<Period> {
    Period::parse(day.get(..7)?)
}

/// `proeveby_007` as `Prøveby 007`.
pub(super) fn title(id: &str) -> String {
    let name = id.replace("oe", "ø").replace('_', " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The four code lists of a sample.
///
/// An area or a fund that could deliver and does not would make every total over it incomplete, so it is left out.
pub(super) fn files(cast: &Cast) -> FileSet {
    let mut files = FileSet::default();
    areas_of(cast, &mut files);
    akasser_of(cast, &mut files);
    files
}

fn areas_of(cast: &Cast, files: &mut FileSet) {
    let (areas, members) = (areas(), members());
    let mut kept: BTreeSet<String> = cast.all_areas.iter().map(|player| player.id.clone()).collect();
    let made_up: Vec<String> = cast
        .all_areas
        .iter()
        .filter(|player| player.id.starts_with("proeveby"))
        .map(|player| player.id.clone())
        .collect();
    if !made_up.is_empty() {
        kept.insert(COUNTRY.to_owned());
    }
    // Upwards until nothing is added: an area's parents, and theirs.
    loop {
        let before = kept.len();
        let above: Vec<String> =
            members.rows().filter(|row| kept.contains(row.get("child"))).map(|row| row.get("parent").into()).collect();
        kept.extend(above);
        if kept.len() == before {
            break;
        }
    }
    let rows: Vec<_> = made_up
        .iter()
        .map(|id| {
            let name = title(id);
            let full = format!("Jobcenter {name}");
            vec![("kind", "jobcentre".to_owned()), ("id", id.clone()), ("name", full), ("short", name)]
        })
        .collect();
    files.add("data/codes/areas.csv", areas.with(|row| kept.contains(row.get("id")), &rows));
    let rows: Vec<_> = made_up.iter().map(|id| vec![("parent", COUNTRY.to_owned()), ("child", id.clone())]).collect();
    let both = |row: &Row<'_>| kept.contains(row.get("parent")) && kept.contains(row.get("child"));
    files.add("data/codes/area_members.csv", members.with(both, &rows));
}

/// What made-up jobcentres are part of.
const COUNTRY: &str = "landet";

fn akasser_of(cast: &Cast, files: &mut FileSet) {
    let (akasser, events) = (akasser(), List::read(EVENTS));
    let mut kept: BTreeSet<String> = cast.all_akasser.iter().map(|player| player.id.clone()).collect();
    // The past of those who deliver: funds that ended before the first month. They owe nothing.
    loop {
        let before = kept.len();
        let ended = |row: &Row<'_>| month(row.get("valid_to")).is_some_and(|to| to < cast.first);
        let past = akasser.rows().filter(|row| ended(row) && kept.contains(row.get("successor")));
        let past: Vec<String> = past.map(|row| row.get("id").to_owned()).collect();
        kept.extend(past);
        if kept.len() == before {
            break;
        }
    }
    let rows: Vec<_> = cast
        .all_akasser
        .iter()
        .filter(|player| player.id.starts_with("proevekasse"))
        .map(|player| {
            let id = player.id.clone();
            vec![("id", id), ("name", player.name.clone()), ("short", player.name.clone()), ("insured", "yes".into())]
        })
        .collect();
    files.add("data/codes/akasser.csv", akasser.with(|row| kept.contains(row.get("id")), &rows));
    let all =
        |row: &Row<'_>| kept.contains(row.get("to")) && row.get("from").split(';').all(|id| kept.contains(id.trim()));
    files.add("data/codes/akasse_events.csv", events.with(all, &[]));
}
