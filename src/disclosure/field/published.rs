//! Tables of papers and packages with known answers: `tests/facts/disclosure/`, whose README says how they are written.

use std::collections::BTreeMap;

use super::adapter;
use super::attack::{self, Way};
use super::gauss;
use super::table::{Id, Plan, Policy, Table};

/// Further than any cell of these tables can lie from its value.
const REACH: u64 = 100_000;

macro_rules! facts {
    ($($name:literal),+) => {
        [$(($name, include_str!(concat!("../../../tests/facts/disclosure/", $name, ".csv")))),+]
    };
}

const TABLES: [(&str, &str); 14] = facts!(
    "geurts",
    "sector",
    "investment",
    "castro",
    "argus_singleton",
    "wp22_unsafe",
    "wp22_safe",
    "sdctable_constraints",
    "sdctable_constraints_safe",
    "sdctable_optimal",
    "sdctable_singletons",
    "easysdc_ones",
    "easysdc_zeros",
    "gauss_example1"
);

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// What a source says of a table.
struct Facts {
    row: Row,
}

impl Facts {
    fn all() -> Vec<Self> {
        let rows = rows(include_str!("../../../tests/facts/disclosure/tables.csv"));
        rows.into_iter().map(|row| Self { row }).collect()
    }

    fn name(&self) -> &str {
        &self.row["table"]
    }

    fn number(&self, column: &str) -> u64 {
        self.row[column].parse().unwrap_or_else(|_| panic!("{}: {column}", self.name()))
    }

    fn policy(&self) -> Policy {
        Policy { minimum: self.number("width") + 1, floor: self.number("floor") }
    }

    fn table(&self) -> Published {
        let (_, text) = TABLES.iter().find(|(name, _)| *name == self.name()).expect("every table has a file");
        Published::read(text)
    }
}

/// A table as it was published.
struct Published {
    table: Table,
    /// Cells that must be hidden, and those that the published pattern hides.
    primary: Vec<bool>,
    hidden: Vec<bool>,
    places: BTreeMap<(String, String), Id>,
}

impl Published {
    /// Reads a table, and holds its totals against its inner cells.
    fn read(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let columns: Vec<String> = reader.headers().unwrap().iter().skip(1).map(str::to_owned).collect();
        let lines: Vec<Vec<String>> =
            reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
        let value = |text: &str| text.trim_matches(['[', ']', '(', ')']).parse::<u64>().unwrap();
        let (groups, leaves): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line[0].contains('+'));
        let inner = leaves.iter().map(|line| line[1..columns.len()].iter().map(|text| Some(value(text))).collect());
        let inner = vec![inner.collect()];
        let row_of = |name: &str| leaves.iter().position(|line| line[0] == name).unwrap();
        let members = |line: &Vec<String>| -> Vec<usize> {
            let names = line[0].split_once(" = ").map_or(line[0].as_str(), |(_, names)| names);
            names.split(" + ").map(row_of).collect()
        };
        let groups: Vec<(&Vec<String>, Vec<usize>)> = groups.iter().map(|line| (*line, members(line))).collect();
        let plan = Plan {
            inner,
            groups: groups.iter().map(|(_, members)| members.clone()).collect(),
            totals: true,
            ..Plan::default()
        };
        let table = Table::new(&plan);
        let mut published = Self {
            primary: vec![false; table.len()],
            hidden: vec![false; table.len()],
            table,
            places: BTreeMap::new(),
        };
        let all = leaves.iter().copied().chain(groups.iter().map(|(line, _)| *line));
        for (line, at) in all.zip(0..) {
            let cells = published.table.lines[at].cells.clone();
            let cells = cells.into_iter().chain([published.table.lines[at].total]);
            for ((text, column), cell) in line[1..].iter().zip(&columns).zip(cells) {
                let cell = cell.unwrap();
                assert_eq!(published.table.values[0][cell], value(text), "{}, {column}: {text}", line[0]);
                published.primary[cell] = text.starts_with('[');
                published.hidden[cell] = text.starts_with(['[', '(']);
                published.places.insert((line[0].clone(), column.clone()), cell);
            }
        }
        published
    }
}

fn count(cells: &[bool]) -> usize {
    cells.iter().filter(|cell| **cell).count()
}

#[test]
fn every_table_has_a_source() {
    let facts = Facts::all();
    assert_eq!(facts.len(), TABLES.len());
    for one in facts {
        assert!(!one.row["source"].is_empty() && one.row["address"].starts_with("http"), "{}", one.name());
        assert_eq!(count(&one.table().hidden), usize::try_from(one.number("published")).unwrap(), "{}", one.name());
    }
}

#[test]
fn intervals_of_published_patterns_are_those_of_the_sources() {
    let intervals = rows(include_str!("../../../tests/facts/disclosure/intervals.csv"));
    for interval in &intervals {
        let facts = Facts::all().into_iter().find(|one| one.name() == interval["table"]).unwrap();
        let published = facts.table();
        let cell = published.places[&(interval["row"].clone(), interval["column"].clone())];
        let ours = adapter::interval(&published.table, &published.hidden, (cell, 0), facts.number("floor"), REACH);
        assert_eq!(
            format!("{},{}", ours.0, ours.1),
            format!("{},{}", interval["low"], interval["high"]),
            "{interval:?}"
        );
    }
    assert!(intervals.len() >= 12);
}

#[test]
fn intervals_of_every_hidden_cell_are_those_of_linear_programming() {
    for facts in Facts::all() {
        let Published { table, hidden, .. } = facts.table();
        let floor = facts.number("floor");
        for cell in (0..table.len()).filter(|cell| hidden[*cell]) {
            let (low, high) = adapter::interval(&table, &hidden, (cell, 0), floor, REACH);
            let by_programming = attack::interval(&table, &hidden, cell, floor, i64::try_from(REACH).unwrap());
            let ours = (i64::try_from(low).unwrap(), i64::try_from(high).unwrap());
            assert_eq!(ours, by_programming, "{}, cell {cell}", facts.name());
        }
    }
}

#[test]
fn our_patterns_of_published_tables_are_safe_and_hide_no_more_than_a_ceiling() {
    for facts in Facts::all() {
        let Published { table, primary, .. } = facts.table();
        let policy = facts.policy();
        let ours = adapter::protect(&table, &primary, policy);
        assert!(ours.failed.is_empty(), "{}", facts.name());
        assert!((0..table.len()).all(|cell| ours.hidden[cell] || !primary[cell]), "{}", facts.name());
        let found = attack::all_found(&table, &ours.hidden, policy, Way::Programming);
        assert_eq!(found, [], "{}", facts.name());
        let (hidden, ceiling) = (count(&ours.hidden) as u64, facts.number("ceiling"));
        let by_gauss = count(&gauss::suppress(&table, &primary));
        println!("{}: ours {hidden}, published {}, Gauss {by_gauss}", facts.name(), facts.number("published"));
        assert!(hidden <= ceiling, "{}: {hidden} cells", facts.name());
        if &facts.row["optimal"] == "yes" {
            assert_eq!(hidden, facts.number("published"), "{}: the fewest possible", facts.name());
        }
    }
}

/// The table of `easySdcTable` with regions in counties, and with classes that cross them.
fn regions(linked: bool) -> Table {
    let text = include_str!("../../../tests/facts/disclosure/z2.csv");
    let lines = text.lines().filter(|line| linked || !line.starts_with("class"));
    Published::read(&lines.collect::<Vec<_>>().join("\n")).table
}

#[test]
fn gaussian_elimination_hides_as_many_cells_as_the_package_and_leaves_narrow_intervals() {
    for fact in rows(include_str!("../../../tests/facts/disclosure/z2_patterns.csv")) {
        let table = regions(fact["linked"] == "yes");
        let policy = Policy::counts(fact["largest_hidden"].parse::<u64>().unwrap() + 1);
        let small = policy.small(&table);
        let theirs = gauss::suppress(&table, &small);
        // The package counts the county that consists of region B, too, whose cells are that region's.
        let region = &table.lines[1];
        let again = region.cells.iter().copied().chain([region.total]).filter(|cell| theirs[cell.unwrap()]).count();
        assert_eq!((count(&theirs) + again).to_string(), fact["hidden"], "{fact:?}");
        let narrow = |hidden: &[bool]| {
            let found = attack::all_found(&table, hidden, policy, Way::Programming);
            found.iter().filter(|one| one.own.is_none() && one.width > 0).count()
        };
        assert!(narrow(&theirs) > 0, "{fact:?}: it prevents exact disclosure only");
        let ours = adapter::protect(&table, &small, policy);
        assert_eq!((ours.failed.len(), narrow(&ours.hidden)), (0, 0), "{fact:?}");
        println!(
            "{fact:?}: ours {}, Gauss {}, {} of them narrow",
            count(&ours.hidden),
            count(&theirs),
            narrow(&theirs)
        );
        assert!(count(&ours.hidden) <= fact["ceiling"].parse().unwrap(), "{fact:?}: {}", count(&ours.hidden));
    }
}
