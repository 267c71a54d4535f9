//! Hidden values leave no mark: whatever they are, as long as what is shown adds up to the same, every byte of the archive,
//! every name and size, every seal, every line that a run says and its exit code are the same.
//!
//! Moves are found here by trying, from the delivered tables, the public code lists and the list of hidden cells: changes
//! of some hidden cells, up and down, that leave every shown sum as it is. Nothing of `src/disclosure` takes part.
//!
//! `NON_INTERFERENCE_BUILDS=200` builds more often, `NON_INTERFERENCE_FRESH=1` also counts how often another pattern
//! would have been chosen for the moved values had none been kept.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests stop at what they do not expect, and read what was built"
)]

mod tree;

use std::collections::{BTreeMap, BTreeSet};

use noegletal::config;
use noegletal::model::{Bound, Period, Publication};
use noegletal::pipeline::{self, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{Sample, SampleMeasures, SampleSize};
use noegletal::source::Memory;
use tree::{Files, Left, said, write};

/// Moves made before each build.
const MOVES: usize = 8;

/// Builds when nothing else is asked for: 26 times 8 moves are more than 200.
const BUILDS: usize = 26;

/// A fund in an area.
type Pair = (String, String);

/// Numbers that look random and are the same each time (Steele, Lea and Flood 2014, `SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// The rows of a delivery file.
#[derive(Clone)]
struct Rows(Vec<Vec<String>>);

impl Rows {
    fn read(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).unwrap();
        Self(text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect())
    }

    fn text(&self) -> Vec<u8> {
        self.0.iter().map(|row| format!("{}\n", row.join(","))).collect::<String>().into_bytes()
    }

    fn is_share(&self) -> bool {
        self.0[0][3] == "numerator"
    }

    /// Both counts of every cell: those who meet the condition and those who do not; of a count all and none.
    fn cells(&self) -> BTreeMap<Pair, (i64, i64)> {
        let number = |text: &str| text.parse::<i64>().ok();
        let cell = |row: &Vec<String>| {
            let part = number(&row[3])?;
            let rest = if self.is_share() { number(&row[4])? - part } else { 0 };
            Some(((row[1].clone(), row[2].clone()), (part, rest)))
        };
        self.0[1..].iter().filter_map(cell).collect()
    }

    fn set(&mut self, pair: &Pair, (part, rest): (i64, i64)) {
        let is_share = self.is_share();
        let row = self.0.iter_mut().find(|row| row[1] == pair.0 && row[2] == pair.1).unwrap();
        row[3] = part.to_string();
        if is_share {
            row[4] = (part + rest).to_string();
        }
    }
}

/// One measure in one month, in all versions: which of its cells can move, and what must stay.
struct Table {
    /// The delivery file of each version.
    files: Vec<String>,
    /// Cells that are hidden in every version, with the same value in all.
    open: Vec<Pair>,
    /// Shown sums: which of the open cells are in them.
    sums: BTreeSet<Vec<usize>>,
    /// Coarser answers: the delivery file, all cells of the sum, and what is said of it.
    told: Vec<(String, Vec<Pair>, Bound)>,
}

/// What a table is looked at with.
struct Known<'a> {
    cells: &'a BTreeMap<Pair, (i64, i64)>,
    is_share: bool,
    /// Shown figures of a measure that cannot be larger, and of one that cannot be smaller.
    low: BTreeMap<Pair, i64>,
    high: BTreeMap<Pair, i64>,
}

/// A publication with its hidden cells, and all tables that can be moved.
struct Scene {
    /// With the seals and hidden cells of its first build.
    files: Files,
    rows: BTreeMap<String, Rows>,
    tables: Vec<Table>,
}

/// Hidden cells of a version by measure, each with its coarser answer: `None` for all funds.
type HiddenOf = BTreeMap<String, BTreeMap<(String, Option<String>), Option<Bound>>>;

fn hidden_of(file: &[u8], month: &str) -> HiddenOf {
    let mut hidden = HiddenOf::new();
    for line in std::str::from_utf8(file).unwrap().lines().skip(1) {
        let [measure, period, area, cells] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert_eq!(period, month, "a sample of three months delivers nothing late");
        for cell in cells.split_whitespace() {
            let (akasse, answer) = match cell.split_once(['>', '<']) {
                None => (cell, None),
                Some((akasse, percent)) => {
                    let percent = percent.parse().unwrap();
                    (akasse, Some(if cell.contains('>') { Bound::AtLeast(percent) } else { Bound::AtMost(percent) }))
                }
            };
            let akasse = (akasse != "*").then(|| akasse.to_owned());
            hidden.entry(measure.to_owned()).or_default().insert((area.to_owned(), akasse), answer);
        }
    }
    hidden
}

impl Table {
    fn of(
        (measure, month): (&str, &str),
        versions: &[(String, HiddenOf)],
        rows: &BTreeMap<String, Rows>,
        publication: &Publication,
    ) -> Self {
        let period = Period::parse(month).unwrap();
        let cells: Vec<_> = versions.iter().map(|(file, _)| rows[file].cells()).collect();
        let empty = BTreeMap::new();
        let hidden = |at: usize| versions[at].1.get(measure).unwrap_or(&empty);
        let is_open = |pair: &Pair| {
            let key = (pair.0.clone(), Some(pair.1.clone()));
            let same = cells.iter().all(|version| version.get(pair) == cells[0].get(pair));
            same && (0..versions.len()).all(|at| hidden(at).contains_key(&key))
        };
        let open: Vec<Pair> = cells[0].keys().filter(|pair| is_open(pair)).cloned().collect();
        // Every sum over areas and funds, by the public lists.
        let mut members: BTreeMap<(String, Option<String>), Vec<Pair>> = BTreeMap::new();
        for pair in cells[0].keys() {
            let area = publication.area_by_id(&pair.0).unwrap();
            let larger = publication.ancestors(area, period).into_iter();
            for area in larger.map(|key| publication.area(key).id.clone()).chain([pair.0.clone()]) {
                for akasse in [None, Some(pair.1.clone())] {
                    members.entry((area.clone(), akasse)).or_default().push(pair.clone());
                }
            }
        }
        let (mut sums, mut told) = (BTreeSet::new(), Vec::new());
        for (sum, pairs) in &members {
            for (at, (file, _)) in versions.iter().enumerate() {
                match hidden(at).get(sum) {
                    None => {
                        let places = (0..open.len()).filter(|place| pairs.contains(&open[*place]));
                        sums.insert(places.collect::<Vec<_>>());
                    }
                    Some(None) => {}
                    Some(Some(bound)) => told.push((file.clone(), pairs.clone(), *bound)),
                }
            }
        }
        sums.remove(&Vec::new());
        let files = versions.iter().map(|(file, _)| file.clone()).collect::<BTreeSet<_>>().into_iter().collect();
        Self { files, open, sums, told }
    }

    /// Some open cells, up or down by one each, that leave every shown sum as it is.
    fn walk(&self, random: &mut Random) -> Option<BTreeMap<usize, i64>> {
        (0..60).find_map(|_| self.walk_from(random.below(self.open.len()), random))
    }

    /// Some open cells, this one up by one and others up or down, that leave every shown sum as it is.
    fn walk_from(&self, start: usize, random: &mut Random) -> Option<BTreeMap<usize, i64>> {
        let mut steps = BTreeMap::from([(start, 1)]);
        for _ in 0..24 {
            let wrong = self.changed(&steps);
            if wrong.is_empty() {
                return Some(steps);
            }
            let (sum, by) = &wrong[random.below(wrong.len())];
            let free: Vec<usize> = sum.iter().copied().filter(|at| !steps.contains_key(at)).collect();
            let with = |at: usize| {
                let mut steps = steps.clone();
                steps.insert(at, -by.signum());
                steps
            };
            // Mostly the one that leaves least to be put right, sometimes any.
            let chosen = match random.below(4) {
                0 => free.get(random.below(free.len())).copied(),
                _ => {
                    let turn = random.below(free.len());
                    let turned = free.iter().cycle().skip(turn).take(free.len()).copied();
                    turned.min_by_key(|at| self.changed(&with(*at)).len())
                }
            };
            let Some(chosen) = chosen else { break };
            steps = with(chosen);
        }
        None
    }

    /// How far up one count of a cell can go (`sign` = 1), or down, as far as some walks tell; not beyond `need`.
    fn reach(
        &self,
        (start, is_rest): (usize, bool),
        (sign, need): (i64, i64),
        known: &Known<'_>,
        random: &mut Random,
    ) -> i64 {
        let mut reach = 0;
        for _ in 0..60 {
            let Some(steps) = self.walk_from(start, random) else { continue };
            let possible = |by: &i64| self.could_be(&steps, (is_rest, by * sign), known);
            reach = (reach + 1..=need).rev().find(possible).unwrap_or(reach);
            if reach == need {
                break;
            }
        }
        reach
    }

    /// Whether everything that readers know holds when cells move.
    fn could_be(&self, steps: &BTreeMap<usize, i64>, (is_rest, by): (bool, i64), known: &Known<'_>) -> bool {
        let mut cells = known.cells.clone();
        for (place, step) in steps {
            let pair = &self.open[*place];
            let cell = cells.get_mut(pair).unwrap();
            *(if is_rest { &mut cell.1 } else { &mut cell.0 }) += step * by;
            let low = if known.is_share { 0 } else { known.low.get(pair).copied().unwrap_or(1).max(1) };
            let high = known.high.get(pair).copied().unwrap_or(i64::MAX);
            if cell.0 < low || cell.0 > high || cell.1 < 0 || cell.0 + cell.1 < 1 {
                return false;
            }
        }
        self.told.iter().all(|(_, pairs, bound)| {
            let of = |side: fn((i64, i64)) -> i64| pairs.iter().map(|pair| side(cells[pair])).sum::<i64>();
            let (part, rest) = (of(|(part, _)| part), of(|(_, rest)| rest));
            bound.holds(u64::try_from(part).unwrap(), u64::try_from(part + rest).unwrap())
        })
    }

    /// Shown sums that would change.
    fn changed(&self, steps: &BTreeMap<usize, i64>) -> Vec<(&Vec<usize>, i64)> {
        let by = |sum: &Vec<usize>| sum.iter().filter_map(|at| steps.get(at)).sum::<i64>();
        self.sums.iter().map(|sum| (sum, by(sum))).filter(|(_, by)| *by != 0).collect()
    }
}

impl Scene {
    /// Moves some cells of a table; whether that was possible.
    fn make_a_move(&mut self, random: &mut Random) -> Option<usize> {
        let movable: Vec<usize> = (0..self.tables.len()).filter(|at| !self.tables[*at].open.is_empty()).collect();
        let at = movable[random.below(movable.len())];
        let steps = self.tables[at].walk(random)?;
        let is_rest = self.rows[&self.tables[at].files[0]].is_share() && random.below(2) == 0;
        let size = 1 + i64::try_from(random.below(9)).unwrap();
        let sign = if random.below(2) == 0 { 1 } else { -1 };
        // As far as it may, or not so far.
        for by in [size, size / 2, 1].into_iter().filter(|by| *by > 0).flat_map(|by| [by * sign, -by * sign]) {
            let mut moved = self.rows.clone();
            for file in &self.tables[at].files {
                let cells = moved[file].cells();
                for (place, step) in &steps {
                    let pair = &self.tables[at].open[*place];
                    let (part, rest) = cells[pair];
                    let to = if is_rest { (part, rest + step * by) } else { (part + step * by, rest) };
                    moved.get_mut(file).unwrap().set(pair, to);
                }
            }
            if self.may_be(&moved, &self.tables[at], &steps) {
                self.rows = moved;
                return Some(steps.len());
            }
        }
        None
    }

    /// Whether everything that readers know holds of moved rows: nobody is counted below one, answers are true, and no
    /// measure exceeds one that it lies within.
    fn may_be(&self, moved: &BTreeMap<String, Rows>, table: &Table, steps: &BTreeMap<usize, i64>) -> bool {
        let is_count = !moved[&table.files[0]].is_share();
        let possible = table.files.iter().all(|file| {
            let cells = moved[file].cells();
            steps
                .keys()
                .map(|place| cells[&table.open[*place]])
                .all(|(part, rest)| (!is_count || part >= 1) && part >= 0 && rest >= 0 && part + rest >= 1)
        });
        let true_still = table.told.iter().all(|(file, pairs, bound)| {
            let cells = moved[file].cells();
            let of = |side: fn((i64, i64)) -> i64| pairs.iter().map(|pair| side(cells[pair])).sum::<i64>();
            let (part, rest) = (of(|(part, _)| part), of(|(_, rest)| rest));
            bound.holds(u64::try_from(part).unwrap_or(0), u64::try_from(part + rest).unwrap_or(0))
        });
        possible && true_still && is_within(moved)
    }

    /// The publication with its moved rows.
    fn moved(&self) -> Files {
        let mut files = self.files.clone();
        files.extend(self.rows.iter().map(|(path, rows)| (path.clone(), rows.text())));
        files
    }
}

const MEASURES: [&str; 4] = [LARGER, WITHIN, "rettidighed_cv_samtaler", "rettidighed_sygesamtaler"];
const LARGER: &str = "arbejdskraftreserve";
const WITHIN: &str = "unge_forsikrede_ledige";

/// Whether the young unemployed are no more than the labour reserve, cell by cell, in each version.
fn is_within(rows: &BTreeMap<String, Rows>) -> bool {
    let within = rows.iter().filter(|(path, _)| path.ends_with(&format!("/{WITHIN}.csv")));
    within.into_iter().all(|(path, rows_within)| {
        let path = path.replace(WITHIN, LARGER);
        let versions = [path.replace("/v2/", "/v1/"), path.replace("/v1/", "/v2/")];
        let larger: Vec<_> = versions.iter().filter_map(|path| rows.get(path)).map(Rows::cells).collect();
        rows_within.cells().iter().all(|(pair, (young, _))| larger.iter().all(|all| all[pair].0 >= *young))
    })
}

/// A sample of the core figures, with a correction, a derived measure, a measure within another, a group that crosses the
/// provinces, a watch list and pages of pairs.
fn publication(months: u16, seed: u64) -> Files {
    let size = SampleSize { months, jobcentres: 9, akasser: 8, seed };
    let sample = Sample { measures: SampleMeasures::Core, ..Sample::of(size) };
    let mut files: Files = sample.files().unwrap().into_iter().collect();
    append(&mut files, "data/codes/areas.csv", "comparator,ligner,Ligner hinanden,Ligner,,,,,,opdigtet,no\n");
    for area in ["koebenhavn", "ballerup", "gladsaxe", "herlev"] {
        append(&mut files, "data/codes/area_members.csv", &format!("ligner,{area},,,opdigtet\n"));
    }
    append(
        &mut files,
        &format!("data/measures/{WITHIN}.toml"),
        "\n[[identity]]\nrule = \"at_most\"\nof = \"arbejdskraftreserve\"\n",
    );
    files.insert("data/measures/reserve_aendring.toml".into(), DERIVED.as_bytes().to_vec());
    files.insert("data/follow_up.toml".into(), tree::follow_up("arbejdskraftreserve", "proeve_cv_90").into_bytes());
    replace(&mut files, "noegletal.toml", "zeros_are_sensitive = false", "zeros_are_sensitive = false");
    let paths: Vec<String> = files.keys().filter(|path| path.ends_with(&format!("v1/{WITHIN}.csv"))).cloned().collect();
    for path in paths {
        let larger = Rows::read(&files[&path.replace(WITHIN, LARGER)]).cells();
        let mut rows = Rows::read(&files[&path]);
        for (pair, (young, _)) in rows.cells() {
            rows.set(&pair, (young.min(larger[&pair].0), 0));
        }
        files.insert(path, rows.text());
    }
    files
}

/// Adds a second version of a month, from changed rows of the first.
fn correct(files: &mut Files, month: &str, published: &str, measures: &[&str], change: impl Fn(&mut Rows)) {
    let head = format!(
        "period = \"{month}\"\npublished = \"{published}\"\nstatus = \"final\"\nclass = \"correction\"\nreason = \"Nogle tal var talt forkert.\"\nsynthetic = true\n"
    );
    files.insert(format!("data/{month}/v2/release.toml"), head.into_bytes());
    for measure in measures {
        let mut rows = Rows::read(&files[&format!("data/{month}/v1/{measure}.csv")]);
        change(&mut rows);
        files.insert(format!("data/{month}/v2/{measure}.csv"), rows.text());
    }
}

/// Three months, the first with a correction.
fn corrected() -> Files {
    first_that_can_be_protected(|seed| {
        let mut files = publication(3, seed);
        correct(&mut files, "2025-10", "2026-01-15T08:00:00+01:00", &[LARGER, "rettidighed_cv_samtaler"], recount);
        files
    })
}

/// Three months as first published.
fn uncorrected() -> Files {
    first_that_can_be_protected(|seed| publication(3, seed))
}

/// Small samples with coarser answers and crossing groups are often refused, so of seed after seed the first that is not.
fn first_that_can_be_protected(made: impl Fn(u64) -> Files) -> Files {
    let can_be_protected = |files: &Files| {
        let source = Memory { files: files.clone() };
        pipeline::check(&source, &Scope { now: tree::now(), preview: false }, &Silent).report.is_clean()
    };
    (22..120).map(made).find(can_be_protected).unwrap()
}

/// Counts some large cells anew.
fn recount(rows: &mut Rows) {
    let large = rows.cells().into_iter().filter(|(_, (part, _))| *part > 40);
    for (at, (pair, (part, rest))) in large.enumerate() {
        if at % 4 == 0 {
            let rest = if rows.is_share() { rest + 2 } else { 0 };
            rows.set(&pair, (part + 3, rest));
        }
    }
}

fn append(files: &mut Files, path: &str, text: &str) {
    files.get_mut(path).unwrap().extend(text.as_bytes());
}

fn replace(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    files.insert(path.to_owned(), text.replace(from, to).into_bytes());
}

const DERIVED: &str = r#"kind = "difference"
unit = "percent"
decimals = 1
direction = "lower"
dimensions = ["period", "area", "akasse"]
areas = ["jobcentre"]
over_months = "none"
over_akasser = "ratio_of_sums"
over_areas = "ratio_of_sums"
title = { da = "Udvikling i reserven", en = "Change in the reserve" }
short = { da = "Udvikling", en = "Change" }
definition = { da = "Opdigtet.", en = "Made up." }

[derived]
of = "arbejdskraftreserve"
rule = "change_since"
baseline = "2025-10"
"#;

/// The first build: the files that later ones start from, and what it left.
fn sealed(mut files: Files, drawer: &std::path::Path) -> (Files, Left) {
    let first = Left::by_building(&files, drawer);
    assert!(first.summary.is_some(), "{:?} {:#?}", first.fault, first.diagnostics);
    let seals = first.beside.iter().filter(|(path, _)| path.starts_with("releases."));
    files.extend(seals.map(|(path, bytes)| (format!("data/{path}"), bytes.clone())));
    (files, first)
}

fn scene(files: Files) -> Scene {
    let (publication, report) = config::load(&Memory { files: files.clone() });
    assert!(report.is_clean(), "{:#?}", report.sorted());
    let publication = publication.unwrap();
    let is_table = |path: &str| path.starts_with("data/20") && path.ends_with(".csv");
    let rows: BTreeMap<String, Rows> = files
        .iter()
        .filter(|(path, _)| is_table(path))
        .map(|(path, bytes)| (path.clone(), Rows::read(bytes)))
        .collect();
    let mut tables = Vec::new();
    for path in rows.keys().filter(|path| path.contains("/v1/")) {
        let (month, measure) = (&path[5..12], path[16..].trim_end_matches(".csv"));
        let mut versions =
            vec![(path.clone(), hidden_of(&files[&format!("data/releases.hidden/{month}-v1.csv")], month))];
        if let Some(second) = files.get(&format!("data/releases.hidden/{month}-v2.csv")) {
            let own = path.replace("/v1/", "/v2/");
            let file = if rows.contains_key(&own) { own } else { path.clone() };
            versions.push((file, hidden_of(second, month)));
        }
        tables.push(Table::of((measure, month), &versions, &rows, &publication));
    }
    Scene { files, rows, tables }
}

fn asked_for(variable: &str) -> Option<usize> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn hidden_values_that_move_along_circles_change_nothing() {
    let [drawer, other_drawer] = [tree::folder(), tree::folder()];
    let (files, _) = sealed(corrected(), drawer.path());
    // Once more, with the charts that have been drawn by now.
    let usual = Left::by_building(&files, drawer.path());
    assert_eq!(usual.summary.unwrap().charts, 0);
    let mut scene = scene(files);
    let mut random = Random(2026);
    let asked = asked_for("NON_INTERFERENCE_BUILDS");
    let builds = asked.unwrap_or(BUILDS);
    let fresh = asked_for("NON_INTERFERENCE_FRESH").is_some();
    let (mut moves, mut longest, mut other_patterns, mut refused) = (0, 0, 0, 0);
    let mut moved_in: BTreeMap<String, usize> = BTreeMap::new();
    let first_pattern = patterns(&usual);
    for build in 0..builds {
        let mut made = 0;
        for _ in 0..MOVES * 40 {
            let before = scene.rows.clone();
            if let Some(length) = scene.make_a_move(&mut random) {
                made += 1;
                longest = longest.max(length);
                let changed = scene.rows.iter().find(|(path, rows)| rows.0 != before[*path].0).unwrap().0;
                *moved_in.entry(changed[16..].to_owned()).or_default() += 1;
            }
            if made == MOVES {
                break;
            }
        }
        assert_eq!(made, MOVES, "there is room for moves");
        moves += made;
        let files = scene.moved();
        let found = Left::by_building(&files, drawer.path()).differences(&usual);
        assert!(found.is_empty(), "build {build}: {found:#?}");
        if fresh {
            let mut files = files;
            files.retain(|path, _| !path.starts_with("data/releases."));
            let left = Left::by_building(&files, other_drawer.path());
            refused += usize::from(left.summary.is_none());
            other_patterns += usize::from(left.summary.is_some() && patterns(&left) != first_pattern);
        }
    }
    println!("{moves} moves in {builds} builds, the longest of {longest} cells, by table {moved_in:?}");
    if fresh {
        println!("chosen anew: {other_patterns} of {builds} builds hide other cells, {refused} are refused");
    }
    assert!(asked.is_some() || moves >= 200, "{moves}");
    assert!(longest > 4 && moved_in.len() >= 3, "{longest} {moved_in:?}");
    // What the program says, in each form.
    let folders = [tree::folder(), tree::folder()];
    write(&scene.files, folders[0].path());
    write(&scene.moved(), folders[1].path());
    for format in ["human", "json", "github"] {
        let [before, after] =
            folders.each_ref().map(|at| said(at.path(), &["--format", format, "check", "--now", tree::NOW]));
        assert_eq!(before, after);
        assert_eq!(before.2, Some(0));
    }
}

fn patterns(left: &Left) -> BTreeMap<&String, &Vec<u8>> {
    left.beside.iter().filter(|(path, _)| path.starts_with("releases.hidden/")).collect()
}

/// A correction of nothing but hidden values that add up to the same must not be seen at all: readers would learn that
/// there are groups whose figures were wrong, and by comparing versions which.
#[test]
fn a_correction_of_hidden_values_alone_looks_like_one_that_changes_nothing() {
    let drawer = tree::folder();
    let mut random = Random(7);
    let mut files = uncorrected();
    correct(&mut files, "2025-10", "2026-01-15T08:00:00+01:00", &MEASURES, |_| ());
    let (files, _) = sealed(files, drawer.path());
    let same = Left::by_building(&files, drawer.path());
    // The first version stays as it is; the second one moves.
    let mut second = scene(files);
    second.tables.retain(|table| table.files.iter().any(|file| file.starts_with("data/2025-10/v2/")));
    second.tables.iter_mut().for_each(|table| table.files.retain(|file| file.starts_with("data/2025-10/v2/")));
    let made = (0..400).filter_map(|_| second.make_a_move(&mut random)).take(12).count();
    assert_eq!(made, 12);
    let moved = second.moved();
    let hidden = Left::by_building(&moved, drawer.path());
    assert!(moved != second.files && same.summary.is_some(), "{:#?}", same.diagnostics);
    assert!(same.archive.keys().any(|path| path.starts_with("2025-10/v2/")));
    let found = hidden.differences(&same);
    assert!(found.is_empty(), "{found:#?}");
}

/// Moves that change nothing are only found among what is hidden, so the other half: that enough is hidden for every hidden
/// cell to be something else. Whoever has the archive then cannot tell what it is.
#[test]
fn every_hidden_cell_could_be_something_else() {
    const WIDTH: i64 = 4;
    let drawer = tree::folder();
    let (files, _) = sealed(uncorrected(), drawer.path());
    let scene = scene(files);
    let mut random = Random(11);
    let (mut looked_at, mut narrow, mut fixed) = (0, 0, Vec::new());
    for table in &scene.tables {
        let file = &table.files[0];
        let cells = scene.rows[file].cells();
        let shown_of = |measure: &str, of: &str| -> BTreeMap<Pair, i64> {
            if !file.ends_with(&format!("/{measure}.csv")) {
                return BTreeMap::new();
            }
            let other = scene.tables.iter().find(|table| table.files[0] == file.replace(measure, of)).unwrap();
            let cells = scene.rows[&other.files[0]].cells().into_iter();
            cells.filter(|(pair, _)| !other.open.contains(pair)).map(|(pair, (count, _))| (pair, count)).collect()
        };
        let (low, high) = (shown_of(LARGER, WITHIN), shown_of(WITHIN, LARGER));
        let known = Known { cells: &cells, is_share: scene.rows[file].is_share(), low, high };
        for (place, pair) in table.open.iter().enumerate() {
            for is_rest in if known.is_share { &[false, true][..] } else { &[false] } {
                let up = table.reach((place, *is_rest), (1, WIDTH), &known, &mut random);
                let down = match WIDTH - up {
                    0 => 0,
                    lacking => table.reach((place, *is_rest), (-1, lacking), &known, &mut random),
                };
                looked_at += 1;
                narrow += usize::from(up + down < WIDTH);
                if up + down == 0 {
                    fixed.push(format!("{file} {pair:?} rest {is_rest}: {:?}", cells[pair]));
                }
            }
        }
    }
    println!("{looked_at} hidden counts, of which {narrow} were not moved as far as {WIDTH}");
    assert!(fixed.is_empty(), "{} of {looked_at}: {fixed:#?}", fixed.len());
    assert!(looked_at > 150 && narrow * 8 <= looked_at, "{narrow} of {looked_at}");
}
