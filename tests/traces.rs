//! A marked sample: every protected number is one that nobody else has, so whatever of it leaves the program can be found.
//!
//! Small groups have six digits, all others eight or nine, and the limit is half a million. The whole tree that a build
//! leaves is searched, with all that the program says, for every hidden value in every form it could take.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests stop at what they do not expect, and read what was built"
)]

mod tree;

use std::collections::{BTreeMap, BTreeSet};

use noegletal::config;
use noegletal::model::{Period, Publication};
use noegletal::sample::{Sample, SampleMeasures, SampleSize};
use noegletal::source::Memory;
use sha2::{Digest, Sha256};
use tree::{Files, said, write};

const LIMIT: u64 = 500_000;
const MONTHS: [&str; 5] = ["2024-11", "2024-12", "2025-10", "2025-11", "2025-12"];
/// The month with a second version.
const CORRECTED: &str = "2025-11";
const SHARES: [&str; 2] = ["rettidighed_cv_samtaler", "maal_gennemsnit"];
const COUNTS: [&str; 4] = ["arbejdskraftreserve", "unge_forsikrede_ledige", "sygeforloeb", "tilgang"];

/// A cell of a version of a month of a measure: area and fund, `None` = all funds.
type Cell = (String, Option<String>);

/// Counts of a cell: those who meet the condition, and those who do not; of a count all and none.
type Parts = (u64, u64);

/// Numbers that look random, each given once.
struct Numbers {
    state: u64,
    given: BTreeSet<u64>,
}

impl Numbers {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.state >> 33
    }

    fn between(&mut self, low: u64, high: u64) -> u64 {
        loop {
            let number = low + self.next() % (high - low);
            if self.given.insert(number) {
                return number;
            }
        }
    }
}

/// One delivered table: its cells by area and fund.
type Table = BTreeMap<(String, String), Parts>;

/// The deliveries as numbers, by path of their file.
struct Marked {
    files: Files,
    tables: BTreeMap<String, Table>,
}

impl Marked {
    fn made() -> Self {
        let size = SampleSize { months: 1, jobcentres: 6, akasser: 5, seed: 5 };
        let sample = Sample { measures: SampleMeasures::Core, ..Sample::of(size) };
        let mut files: Files = sample.files().unwrap().into_iter().collect();
        let delivered = String::from_utf8(files["data/2025-12/v1/arbejdskraftreserve.csv"].clone()).unwrap();
        let pairs: Vec<(String, String)> = delivered.lines().skip(1).map(pair).collect();
        files.retain(|path, _| !path.starts_with("data/2025-12/") && !path.contains("rettidighed_sygesamtaler"));
        configure(&mut files);
        let mut marked = Self { files, tables: BTreeMap::new() };
        let mut numbers = Numbers { state: 77, given: BTreeSet::new() };
        for (at, pair) in pairs.iter().enumerate() {
            marked.add(at, pair, &mut numbers);
        }
        marked.write();
        marked
    }

    /// The cells of a fund in an area, in every month and version.
    fn add(&mut self, at: usize, pair: &(String, String), numbers: &mut Numbers) {
        // Some are small in every month, some in some months; these are never so large that totals move much with them.
        let varies = |measure: usize| (at + measure * 2).is_multiple_of(7);
        let is_small = |measure: usize, month: usize| {
            (at * 7 + measure * 3).is_multiple_of(5) || (varies(measure) && (at + month).is_multiple_of(2))
        };
        for (measure, name) in COUNTS.iter().chain(&SHARES).enumerate() {
            let most = if varies(measure) { 3_000_000 } else { 80_000_000 };
            let usual = most * 3 / 4 + 5_000_000 + numbers.next() % most;
            for (month, slug) in MONTHS.iter().enumerate() {
                // Shown figures move by a few percent, so that no change of theirs is in the range of hidden shares.
                let near = |numbers: &mut Numbers, of: u64| numbers.between(of - of / 60, of + of / 60);
                // The young are among the reserve, so where it is small they are fewer.
                let small = is_small(measure, month) || (measure == 1 && is_small(0, month));
                let (low, high) = if measure == 1 { (100_003, LIMIT / 2) } else { (LIMIT / 2, LIMIT) };
                let parts = match (measure < COUNTS.len(), small) {
                    (true, true) => (numbers.between(low, high), 0),
                    (true, false) => (near(numbers, if measure == 1 { 600_000 + usual % 900_000 } else { usual }), 0),
                    // Hidden shares lie between 41 and 48 percent, or above 99; shown ones between 60 and 97.
                    (false, true) if at.is_multiple_of(2) => {
                        let whole = numbers.between(300_007, LIMIT);
                        let part = whole * 41 / 100 + numbers.next() % (whole * 7 / 100);
                        (part, whole - part)
                    }
                    (false, true) => (near(numbers, usual), numbers.between(100_003, 300_007)),
                    (false, false) => {
                        let part = usual * (70 + u64::try_from(at).unwrap() % 5 * 5) / 100;
                        (near(numbers, part), near(numbers, usual - part))
                    }
                };
                let path = format!("data/{slug}/v1/{name}.csv");
                self.tables.entry(path).or_default().insert(pair.clone(), parts);
                if *slug == CORRECTED && (measure == 0 || measure == COUNTS.len()) {
                    // The correction counts hidden ones anew, and some that are shown.
                    let anew = match parts {
                        (part, 0) if part < LIMIT => (numbers.between(LIMIT / 2, LIMIT), 0),
                        (part, rest) if at.is_multiple_of(3) => (part + numbers.between(1_009, 9_973), rest),
                        same => same,
                    };
                    let path = format!("data/{slug}/v2/{name}.csv");
                    self.tables.entry(path).or_default().insert(pair.clone(), anew);
                }
            }
        }
    }

    fn write(&mut self) {
        for (path, table) in &self.tables {
            let is_share = SHARES.iter().any(|name| path.contains(name));
            let columns = if is_share { "numerator,denominator" } else { "value" };
            let mut text = format!("period,area,akasse,{columns},status,note\n");
            for ((area, akasse), (part, rest)) in table {
                let value = if is_share { format!("{part},{}", part + rest) } else { part.to_string() };
                // What is said of a hidden cell is hidden with it.
                let note = if *part < LIMIT { format!("Talt om fra {part}") } else { String::new() };
                text.push_str(&format!("{},{area},{akasse},{value},,{note}\n", &path[5..12]));
            }
            self.files.insert(path.clone(), text.into_bytes());
            let (month, version) = (&path[5..12], &path[13..15]);
            let at = MONTHS.iter().position(|slug| *slug == month).unwrap();
            let published = if version == "v2" {
                "2026-02-20"
            } else {
                ["2025-01-10", "2025-02-10", "2025-12-10", "2026-01-10", "2026-02-10"][at]
            };
            let class = if version == "v2" { "correction" } else { "first" };
            let head = format!(
                "period = \"{month}\"\npublished = \"{published}T08:00:00+01:00\"\nstatus = \"final\"\nclass = \"{class}\"\nreason = \"Talt om.\"\nsynthetic = true\n"
            );
            self.files.insert(format!("data/{month}/{version}/release.toml"), head.into_bytes());
        }
    }
}

fn pair(line: &str) -> (String, String) {
    let [_, area, akasse, ..] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
    (area.to_owned(), akasse.to_owned())
}

/// Measures of every kind, targets with what follows from them, a watch list, pairs, and a text that names figures.
fn configure(files: &mut Files) {
    let edit = |files: &mut Files, path: &str, change: &dyn Fn(String) -> String| {
        let text = String::from_utf8(files[path].clone()).unwrap();
        files.insert(path.to_owned(), change(text).into_bytes());
    };
    edit(files, "noegletal.toml", &|text| {
        text.replace("minimum_count = 5\n", "minimum_count = 500000\nsensitive_minimum_count = 900000\n")
    });
    let count = String::from_utf8(files["data/measures/arbejdskraftreserve.toml"].clone()).unwrap();
    let share = String::from_utf8(files["data/measures/rettidighed_cv_samtaler.toml"].clone()).unwrap();
    let jumps = "\n[plausibility]\nmonth_percent = 20\nyear_percent = 20\nmonth_points = 10\nlatest_low_percent = 60\nat_least = 1\n";
    let mut add = |id: &str, text: String| files.insert(format!("data/measures/{id}.toml"), text.into_bytes());
    add("arbejdskraftreserve", count.replace("\n[title]", "compared_with = \"2024-12\"\n\n[title]") + jumps);
    add(
        "unge_forsikrede_ledige",
        format!("{count}{jumps}\n[[identity]]\nrule = \"at_most\"\nof = \"arbejdskraftreserve\"\n"),
    );
    add("sygeforloeb", format!("{count}\n[disclosure]\nsensitive = true\n"));
    let flow = count
        .replace("kind = \"stock\"", "kind = \"flow\"")
        .replace("over_months = \"last\"", "over_months = \"sum\"\nsummary_months = 2");
    add("tilgang", flow);
    add(
        "rettidighed_cv_samtaler",
        format!("{share}{jumps}")
            .replace("over_months = \"ratio_of_sums\"", "over_months = \"ratio_of_sums\"\nsummary_months = 3"),
    );
    add(
        "maal_gennemsnit",
        share.replace("over_months = \"ratio_of_sums\"", "over_months = \"mean_of_months\"\nsummary_months = 3"),
    );
    let derived =
        count.replace("kind = \"stock\"", "kind = \"difference\"").replace("unit = \"persons\"", "unit = \"percent\"");
    let derived = derived
        .replace("decimals = 0", "decimals = 1")
        .replace("\"last\"", "\"none\"")
        .replace("\"sum\"", "\"ratio_of_sums\"");
    add(
        "reserve_aendring",
        format!(
            "{derived}\n[derived]\nof = \"arbejdskraftreserve\"\nrule = \"change_since\"\nbaseline = \"2024-12\"\n"
        ),
    );
    edit(files, "data/targets.toml", &|text| {
        let kept = text
            .split("[[target]]")
            .filter(|target| !target.contains("sygesamtaler"))
            .collect::<Vec<_>>()
            .join("[[target]]");
        format!("{kept}{TARGETS}")
    });
    files.insert("data/follow_up.toml".into(), tree::follow_up("unge_forsikrede_ledige", "gennemsnit_75").into_bytes());
}

const TARGETS: &str = r#"
[[target]]
id = "gennemsnit_75"
measure = "maal_gennemsnit"
class = "resultatmaal"
status = "in_force"
rule = "at_least"
value = 75
title = { da = "Mindst 75 pct.", en = "At least 75 percent" }
label = "75 pct."
binds = { da = "Alle", en = "All" }
source = "om"

[[target]]
id = "vaekst_kbh"
measure = "arbejdskraftreserve"
class = "resultatmaal"
status = "in_force"
rule = "change_at_most"
value = 7
area = ["koebenhavn"]
baseline = "2024-12"
title = { da = "Højst 7 pct.", en = "At most 7 percent" }
label = "7 pct."
binds = { da = "København", en = "Copenhagen" }
source = "om"

[[target]]
id = "vaekst_frb"
measure = "arbejdskraftreserve"
class = "resultatmaal"
status = "in_force"
rule = "change_at_most"
value = 10
area = ["frederiksberg"]
baseline = "2024-12"
title = { da = "Højst 10 pct.", en = "At most 10 percent" }
label = "10 pct."
binds = { da = "Frederiksberg", en = "Frederiksberg" }
source = "om"

[[target]]
id = "vaekst_samlet"
measure = "arbejdskraftreserve"
class = "resultatmaal"
status = "in_force"
rule = "change_at_most"
value = 8.8
baseline = "2024-12"
consequence = true
follows_from = ["vaekst_kbh", "vaekst_frb"]
title = { da = "Samlet", en = "Together" }
label = "8,8 pct."
binds = { da = "Ingen", en = "Nobody" }
source = "om"
"#;

/// A text with a figure of every cell of a fund, hidden ones among them.
fn note(areas: &BTreeSet<String>) -> Vec<u8> {
    let mut text = "+++\nslug = \"tal\"\ntype = \"notat\"\ntitle = \"Tal\"\ndate = \"2026-02-10\"\nsummary = \"Tal.\"\nlang = \"da\"\n+++\n\n".to_owned();
    for area in areas {
        for measure in COUNTS.iter().chain(&SHARES) {
            text.push_str(&format!("{{{{ tal(\"{measure}\", akasse=\"3f\", area=\"{area}\", period=\"2025-12\") }}}}, {{{{ tal(\"{measure}\", area=\"{area}\", period=\"2025-11\") }}}}.\n\n"));
        }
    }
    text.into_bytes()
}

/// Every number that is hidden, and every one that is shown.
#[derive(Default)]
struct Sides {
    /// Hidden counts: values, parts, rests and wholes.
    hidden: BTreeSet<u64>,
    /// Those of small groups among them.
    small: BTreeSet<u64>,
    /// Sums of two hidden cells of a table, and differences from the same cell in other months.
    follows: BTreeSet<u64>,
    shown: BTreeSet<u64>,
    /// Hidden shares: part and whole.
    shares: BTreeSet<Parts>,
}

/// Each cell of each version of each table, sums included, and whether it is hidden.
type Cells = BTreeMap<(String, String, String), BTreeMap<Cell, (Parts, bool)>>;

fn cells(marked: &Marked, built: &Files, publication: &Publication) -> Cells {
    let mut cells = Cells::new();
    for month in MONTHS {
        for version in if month == CORRECTED { &["v1", "v2"][..] } else { &["v1"] } {
            let hidden =
                String::from_utf8(built[&format!("data/releases.hidden/{month}-{version}.csv")].clone()).unwrap();
            let hidden: BTreeSet<(String, Cell)> = hidden.lines().skip(1).flat_map(hidden_cells).collect();
            for measure in COUNTS.iter().chain(&SHARES) {
                let own = format!("data/{month}/{version}/{measure}.csv");
                let table = marked
                    .tables
                    .get(&own)
                    .unwrap_or_else(|| &marked.tables[&format!("data/{month}/v1/{measure}.csv")]);
                let period = Period::parse(month).unwrap();
                let mut sums: BTreeMap<Cell, Parts> = BTreeMap::new();
                for ((area, akasse), (part, rest)) in table {
                    let key = publication.area_by_id(area).unwrap();
                    let larger =
                        publication.ancestors(key, period).into_iter().map(|key| publication.area(key).id.clone());
                    for area in larger.chain([area.clone()]) {
                        for akasse in [None, Some(akasse.clone())] {
                            let sum = sums.entry((area.clone(), akasse)).or_default();
                            *sum = (sum.0 + part, sum.1 + rest);
                        }
                    }
                }
                let of = |(cell, parts): (Cell, Parts)| {
                    let is_hidden = hidden.contains(&((*measure).to_owned(), cell.clone()));
                    (cell, (parts, is_hidden))
                };
                let key = ((*measure).to_owned(), month.to_owned(), (*version).to_owned());
                cells.insert(key, sums.into_iter().map(of).collect());
            }
        }
    }
    cells
}

fn hidden_cells(line: &str) -> Vec<(String, Cell)> {
    let [measure, _, area, cells] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
    let akasse = |cell: &str| {
        let id = cell.split(['>', '<']).next().unwrap();
        (id != "*").then(|| id.to_owned())
    };
    cells.split_whitespace().map(|cell| (measure.to_owned(), (area.to_owned(), akasse(cell)))).collect()
}

impl Sides {
    fn of(cells: &Cells, leaves: &BTreeSet<String>) -> Self {
        let mut sides = Self::default();
        let numbers = |(part, rest): Parts| [part, rest, part + rest].into_iter().filter(|number| *number > 0);
        for table in cells.values() {
            let hidden: Vec<Parts> = table.values().filter(|(_, hidden)| *hidden).map(|(parts, _)| *parts).collect();
            sides.shown.extend(table.values().filter(|(_, hidden)| !hidden).flat_map(|(parts, _)| numbers(*parts)));
            sides.hidden.extend(hidden.iter().copied().flat_map(numbers));
            // Shares of larger areas lie near each other.
            let delivered = table.iter().filter(|((area, akasse), _)| akasse.is_some() && leaves.contains(area));
            let shares = delivered.filter(|(_, ((_, rest), hidden))| *hidden && *rest > 0);
            sides.shares.extend(shares.map(|(_, ((part, rest), _))| (*part, part + rest)));
            for (at, one) in hidden.iter().enumerate() {
                sides.follows.extend(hidden[at + 1..].iter().map(|other| one.0 + other.0));
            }
        }
        for ((measure, month, version), table) in cells {
            for ((other_measure, ..), other) in cells.iter().filter(|((_, m, v), _)| (m, v) != (month, version)) {
                for (cell, (parts, is_hidden)) in table.iter().filter(|_| measure == other_measure) {
                    let Some((then, was_hidden)) = other.get(cell) else { continue };
                    let together = [parts.0.abs_diff(then.0), parts.0 + then.0, parts.0 + parts.1 + then.0 + then.1];
                    match *is_hidden || *was_hidden {
                        true => sides.follows.extend(together),
                        false => sides.shown.extend(together),
                    };
                }
            }
        }
        // Only what is unique tells anything: no number that readers may have, and none so small that many have it.
        sides.hidden.retain(|number| !sides.shown.contains(number));
        sides
            .follows
            .retain(|number| *number >= 100_000 && !sides.shown.contains(number) && !sides.hidden.contains(number));
        sides.small = sides.hidden.iter().copied().filter(|number| *number < LIMIT).collect();
        sides
    }
}

/// What is looked for.
struct Search {
    numbers: BTreeSet<u64>,
    /// Percentages as written with a point, rounded and cut, of three to six decimals.
    percents: BTreeSet<String>,
    /// Those of one and two decimals.
    near: BTreeSet<String>,
    hashes: BTreeSet<String>,
}

impl Search {
    fn of(sides: &Sides, cells: &Cells, marked: &Marked) -> Self {
        let (mut percents, mut near) = (BTreeSet::new(), BTreeSet::new());
        for (part, whole) in &sides.shares {
            // Other shares than those of small groups are near what is shown, so fewer decimals are not unique.
            let is_apart = part * 100 / whole < 50;
            for decimals in if is_apart { 1..=6 } else { 5..=6_u32 } {
                // With one or two decimals a percentage is unique only among those of its own measure.
                let forms = if decimals < 3 { &mut near } else { &mut percents };
                let scale = u128::from(10_u64.pow(decimals));
                let (exact, whole) = (u128::from(*part) * 100 * scale, u128::from(*whole));
                for scaled in [exact / whole, (exact * 2 + whole) / (whole * 2)] {
                    let width = usize::try_from(decimals).unwrap();
                    let form = format!("{}.{:0width$}", scaled / scale, scaled % scale);
                    if !form.ends_with(".0") {
                        forms.insert(form);
                    }
                }
            }
        }
        percents.extend(over_months(cells));
        let mut hashes = BTreeSet::new();
        let mut hash = |text: &str| {
            for text in [text.to_owned(), format!("{text}\n")] {
                hashes.insert(Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>());
            }
        };
        sides.hidden.iter().for_each(|number| hash(&number.to_string()));
        for path in marked.tables.keys() {
            let text = String::from_utf8(marked.files[path].clone()).unwrap();
            text.lines().for_each(&mut hash);
            hash(text.trim_end());
        }
        for ((measure, month, _), table) in cells {
            for ((area, akasse), (parts, _)) in table.iter().filter(|(_, (_, hidden))| *hidden) {
                let akasse = akasse.clone().unwrap_or_default();
                hash(&format!("{measure},{},{area},{akasse},{},,,", month.replace('-', "M"), parts.0));
            }
        }
        let numbers = sides.hidden.union(&sides.follows).copied().collect();
        Self { numbers, percents, near, hashes }
    }

    /// What is found in a file, each with what stands around it.
    fn find(&self, path: &str, text: &str) -> Vec<String> {
        // There commas separate fields and are no decimals.
        let is_list = is_list(path);
        let is_near = |percent: &String| SHARES.iter().any(|name| path.contains(name)) && self.near.contains(percent);
        let text = text.replace("\\u00a0", " ").replace("&nbsp;", " ").replace("&#160;", " ");
        let signs: Vec<char> = text.chars().collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < signs.len() {
            let before = at.checked_sub(1).map(|at| signs[at]);
            if !signs[at].is_ascii_digit() || before.is_some_and(char::is_alphanumeric) {
                at += 1;
                continue;
            }
            let end = (at..signs.len()).find(|at| !signs[*at].is_ascii_digit()).unwrap_or(signs.len());
            let around = || signs[at.saturating_sub(70)..signs.len().min(end + 40)].iter().collect::<String>();
            let is_part = is_part(&signs, at, is_list);
            let digits: String = signs[at..end].iter().collect();
            if !is_part && digits.parse().is_ok_and(|number| self.numbers.contains(&number)) {
                found.push(around());
            }
            if grouped(&signs, at).is_some_and(|number| self.numbers.contains(&number)) && !is_part {
                found.push(around());
            }
            let percent = decimal(&signs, (at, end), is_list);
            if let Some(percent) = percent.filter(|percent| self.percents.contains(percent) || is_near(percent)) {
                found.push(format!("{percent}: {}", around()));
            }
            at = end;
        }
        let words = text.split(|sign: char| !sign.is_ascii_hexdigit()).filter(|word| word.len() == 64);
        found.extend(words.filter(|word| self.hashes.contains(*word)).map(str::to_owned));
        found
    }
}

/// What follows from a hidden cell and other months of it: changes since the baseline, and shares and means of several months.
/// Unique with six decimals, and only where readers have nothing alike.
fn over_months(cells: &Cells) -> BTreeSet<String> {
    let (mut hidden, mut shown) = (BTreeSet::new(), BTreeSet::new());
    let mut say = |is_hidden: bool, part: i128, whole: i128| {
        let scaled = (part.abs() * 200_000_000 + whole) / (whole * 2);
        let percent = format!("{}.{:06}", scaled / 1_000_000, scaled % 1_000_000);
        // Zeros at the end are not written, and the percentage is as good as unique all the same.
        let percent = percent.trim_end_matches('0').to_owned();
        if is_hidden {
            hidden.insert(percent)
        } else {
            shown.insert(percent)
        };
    };
    for ((measure, month, _), table) in cells {
        for (cell, ((part, rest), is_hidden)) in table {
            let of = |other: &str, version: &str| {
                let key = (measure.clone(), other.to_owned(), version.to_owned());
                cells.get(&key).and_then(|table| table.get(cell)).copied()
            };
            if let (Some(((then, _), was_hidden)), "arbejdskraftreserve") = (of("2024-12", "v1"), measure.as_str()) {
                say(*is_hidden || was_hidden, i128::from(*part) - i128::from(then), i128::from(then));
            }
            let at = MONTHS.iter().position(|slug| slug == month).unwrap();
            for first in (0..at).filter(|first| *rest > 0 && (*first > 1 || at < 2)) {
                for version in ["v1", "v2"] {
                    let earlier = MONTHS[first..at].iter();
                    let earlier: Option<Vec<_>> =
                        earlier.map(|slug| of(slug, version).or_else(|| of(slug, "v1"))).collect();
                    let all: Vec<_> = earlier.unwrap().into_iter().chain([((*part, *rest), *is_hidden)]).collect();
                    let is_hidden = all.iter().any(|(_, hidden)| *hidden);
                    let sum =
                        |side: fn(&Parts) -> u64| all.iter().map(|(parts, _)| i128::from(side(parts))).sum::<i128>();
                    say(is_hidden, sum(|(part, _)| *part), sum(|(part, rest)| part + rest));
                    let product: i128 = 1_000_000_000_000;
                    let shares =
                        all.iter().map(|((part, rest), _)| i128::from(*part) * product / i128::from(part + rest));
                    say(is_hidden, shares.sum(), product * i128::try_from(all.len()).unwrap());
                }
            }
        }
    }
    hidden.into_iter().filter(|percent| percent.len() > 7 && !shown.contains(percent)).collect()
}

/// Whether digits go on a number: decimals, or thousands.
fn is_part(signs: &[char], at: usize, is_list: bool) -> bool {
    let digit_before = at >= 2 && signs[at - 2].is_ascii_digit();
    digit_before && (signs[at - 1] == '.' || (signs[at - 1] == ',' && !is_list))
}

/// The number at a place whose thousands are set apart.
fn grouped(signs: &[char], at: usize) -> Option<u64> {
    let digits = signs[at..].iter().take_while(|sign| sign.is_ascii_digit()).count();
    let (mut end, mut number) = (at + digits, signs[at..at + digits].iter().collect::<String>());
    let mark = *signs.get(end)?;
    if digits > 3 || !".,' \u{a0}\u{202f}\u{2009}".contains(mark) {
        return None;
    }
    while signs.get(end) == Some(&mark) {
        let group: String = signs[end + 1..].iter().take_while(|sign| sign.is_ascii_digit()).collect();
        if group.len() != 3 {
            break;
        }
        number.push_str(&group);
        end += 4;
    }
    number.parse().ok()
}

/// The number with decimals at a place, written with a point.
fn decimal(signs: &[char], (at, end): (usize, usize), is_list: bool) -> Option<String> {
    let mark = signs.get(end)?;
    if *mark != '.' && (*mark != ',' || is_list) {
        return None;
    }
    let decimals: String = signs[end + 1..].iter().take_while(|sign| sign.is_ascii_digit()).collect();
    let whole: String = signs[at..end].iter().collect();
    (!decimals.is_empty()).then(|| format!("{whole}.{decimals}"))
}

/// What of a file is read by people and programs: without sizes in lists of files, and in pictures without coordinates.
fn readable(path: &str, bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    while let Some(at) = text.find("\"bytes\":") {
        let end = text[at + 8..].find([',', '}']).map_or(text.len(), |end| at + 8 + end);
        text.replace_range(at..end, "");
    }
    let is_drawn = path.ends_with(".html") || path.ends_with(".svg") || path.starts_with("charts/");
    if !is_drawn {
        return text;
    }
    // Attributes of pictures are coordinates and colours; their words stand between tags.
    let (mut kept, mut rest) = (String::new(), text.as_str());
    while let Some(at) = rest.find("<svg") {
        let end = rest[at..].find("</svg>").map_or(rest.len(), |end| at + end);
        kept.push_str(&rest[..at]);
        let mut inside = false;
        for sign in rest[at..end].chars() {
            match sign {
                '<' => (inside, _) = (true, kept.push('|')),
                '>' => inside = false,
                _ if !inside => kept.push(sign),
                _ => {}
            }
        }
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

fn is_list(path: &str) -> bool {
    (path.ends_with(".csv") && !path.ends_with(".da.csv")) || path.ends_with(".json") || path.ends_with(".js")
}

/// Everything that a build leaves, but the deliveries that it was made from.
fn left_behind(root: &std::path::Path, marked: &Files) -> Files {
    let mut left = tree::tree(root);
    left.retain(|path, bytes| marked.get(path) != Some(bytes));
    left
}

#[test]
fn no_hidden_number_is_found_in_anything_that_leaves_the_program() {
    let mut marked = Marked::made();
    let areas: BTreeSet<String> =
        marked.tables.values().flat_map(|table| table.keys().map(|(area, _)| area.clone())).collect();
    marked.files.insert("content/notater/tal.md".into(), note(&areas));
    let (publication, report) = config::load(&Memory { files: marked.files.clone() });
    assert!(report.is_clean(), "{:#?}", report.sorted());
    let publication = publication.unwrap();
    let root = tree::folder();
    write(&marked.files, root.path());
    let mut runs = Vec::new();
    for (format, command) in [("human", "check"), ("json", "check"), ("github", "check"), ("github", "build")] {
        runs.push((format, said(root.path(), &["--format", format, command, "--now", tree::NOW])));
    }
    let preview = root.path().join("preview").to_string_lossy().into_owned();
    runs.push((
        "github",
        said(
            root.path(),
            &["--format", "github", "build", "--preview", "--out", &preview, "--now", "2026-02-15T00:00:00Z"],
        ),
    ));
    for (_, (out, err, code)) in &runs {
        let errors: Vec<&str> = out.lines().chain(err.lines()).filter(|line| line.contains("error")).take(5).collect();
        assert_eq!(*code, Some(0), "{errors:#?}");
    }
    let left = left_behind(root.path(), &marked.files);
    let cells = cells(&marked, &left, &publication);
    let sides = Sides::of(&cells, &areas);
    let search = Search::of(&sides, &cells, &marked);
    let mut found = Vec::new();
    for (path, bytes) in &left {
        found.extend(search.find("", path).into_iter().map(|one| format!("name {one}")));
        found.extend(search.find(path, &readable(path, bytes)).into_iter().map(|one| format!("{path}: {one}")));
    }
    // Annotations are public. To those who run the program details say figures, but none of a small group.
    let small = Search {
        numbers: sides.small.clone(),
        percents: BTreeSet::new(),
        near: BTreeSet::new(),
        hashes: BTreeSet::new(),
    };
    for (format, (out, err, _)) in &runs {
        let search = if *format == "github" { &search } else { &small };
        found.extend(
            [out, err].into_iter().flat_map(|text| search.find("", text)).map(|one| format!("{format}: {one}")),
        );
    }
    let index = String::from_utf8_lossy(&left["public/api/v1/search.json"]);
    assert!(index.contains("dokumenter/tal/index.html"), "the text that names figures is in the index: {index}");
    println!(
        "{} hidden numbers, {} that follow, {} percentages, {} hashes; {} files, {} bytes; {} numbers shown",
        sides.hidden.len(),
        sides.follows.len(),
        search.percents.len(),
        search.hashes.len(),
        left.len(),
        left.values().map(Vec::len).sum::<usize>(),
        sides.shown.len(),
    );
    assert!(found.is_empty(), "{} found: {:#?}", found.len(), &found[..found.len().min(40)]);
    assert!(sides.small.len() > 200 && sides.shown.len() > 500, "{} {}", sides.small.len(), sides.shown.len());
    // There was something to say about hidden cells, and nobody said it.
    let annotations = &runs[2].1.0;
    assert!(annotations.contains("::warning"), "{annotations}");
    let remarks = left.values().filter(|bytes| String::from_utf8_lossy(bytes).contains("Talt om fra")).count();
    assert_eq!(remarks, 0, "remarks on hidden cells");
    what_is_planted_is_found(&search, &left, &sides);
}

/// The search itself: in every kind of file each form is found.
fn what_is_planted_is_found(search: &Search, left: &Files, sides: &Sides) {
    let number = *sides.small.iter().next().unwrap();
    let (thousands, rest) = (number / 1000, number % 1000);
    let percent = search.percents.iter().find(|percent| percent.len() == 6 && percent.starts_with('4')).unwrap();
    let forms = [
        format!("{number}"),
        format!("{thousands}.{rest:03}"),
        format!("{thousands},{rest:03}"),
        format!("{thousands}\u{a0}{rest:03}"),
        format!("{thousands}\u{202f}{rest:03}"),
        percent.clone(),
        percent.replace('.', ","),
        search.hashes.first().unwrap().clone(),
    ];
    let mut kinds = BTreeMap::new();
    for path in left.keys() {
        let kind = path.rsplit(['.', '/']).next().unwrap();
        kinds.entry(if path.ends_with(".da.csv") { "da.csv" } else { kind }).or_insert(path);
    }
    for (kind, path) in &kinds {
        for form in &forms {
            // In lists a comma parts fields.
            if is_list(path) && form.contains(',') {
                continue;
            }
            for planted in [format!(" {form} "), format!(">{form}<"), format!("\"{form}\"")] {
                let mut bytes = left[*path].clone();
                bytes.extend(planted.as_bytes());
                assert!(!search.find(path, &readable(path, &bytes)).is_empty(), "{planted} in a {kind}");
            }
        }
    }
    assert!(["html", "json", "csv", "da.csv", "xml", "lock"].iter().all(|kind| kinds.contains_key(kind)), "{kinds:?}");
}

/// A publication with one table, in which everything is wrong that can be, in one way each time.
fn refused(name: &str) -> (Files, Vec<u64>) {
    let mut files = Marked::made().files;
    let table = |rows: &str| format!("period,area,akasse,numerator,denominator\n{rows}").into_bytes();
    let counts = |rows: &str| format!("period,area,akasse,value\n{rows}").into_bytes();
    let share = "data/2025-12/v1/rettidighed_cv_samtaler.csv";
    let count = "data/2025-12/v1/arbejdskraftreserve.csv";
    let (path, bytes, numbers) = match name {
        "numerator-exceeds-denominator" => (share, table("2025-12,ballerup,3f,31337,31019\n"), vec![31337, 31019]),
        "negative-count" => (count, counts("2025-12,ballerup,3f,-31337\n"), vec![31337]),
        "bad-number" => (
            count,
            counts("2025-12,ballerup,3f,31337x\n2025-12,ballerup,bupl,31019.5\n2025-12,broendby,3f,31063 %\n"),
            vec![31337, 31019, 31063],
        ),
        "duplicate-observation" => {
            (count, counts("2025-12,ballerup,3f,31337\n2025-12,ballerup,3f,31019\n"), vec![31337, 31019])
        }
        "unknown-area" => (count, counts("2025-12,ballerupp,3f,31337\n"), vec![31337]),
        "unknown-akasse" => (count, counts("2025-12,ballerup,3ff,31337\n"), vec![31337]),
        "unknown-column" => {
            (count, b"period,area,akasse,value,andet\n2025-12,ballerup,3f,31337,31019\n".to_vec(), vec![31337, 31019])
        }
        "csv-syntax" => (count, counts("2025-12,ballerup,3f,31337,31019,31063\n"), vec![31337, 31019, 31063]),
        "period-after-release" => (count, counts("2026-12,ballerup,3f,31337\n"), vec![31337]),
        "total-does-not-reconcile" => {
            let head = "\n[[table]]\nfile = \"arbejdskraftreserve.csv\"\nlayout = \"wide\"\nrows = \"akasse\"\ncolumns = \"area\"\nperiod = \"2025-12\"\ntotal = \"I alt\"\n";
            append_to(&mut files, "data/2025-12/v1/release.toml", head);
            (count, b"A-kasse;ballerup;broendby;I alt\n3f;31337;31019;62357\nbupl;611111;622222;1233334\nI alt;642449;653242;1295691\n".to_vec(),
             vec![31337, 31019, 62356, 62357, 642_448, 642_449, 653_241, 653_242, 611_111, 622_222, 1_233_333, 1_233_334])
        }
        "larger than" => {
            files.insert(
                "data/2025-12/v1/unge_forsikrede_ledige.csv".into(),
                counts("2025-12,ballerup,3f,731337\n2025-12,broendby,3f,31337\n"),
            );
            (
                count,
                counts("2025-12,ballerup,3f,731019\n2025-12,broendby,3f,31019\n"),
                vec![731_337, 731_019, 31337, 31019],
            )
        }
        _ => panic!("{name}"),
    };
    files.insert(path.to_owned(), bytes);
    (files, numbers)
}

fn append_to(files: &mut Files, path: &str, text: &str) {
    files.get_mut(path).unwrap().extend(text.as_bytes());
}

#[test]
fn annotations_say_no_number_of_a_refused_delivery() {
    let faults = [
        "numerator-exceeds-denominator",
        "negative-count",
        "bad-number",
        "duplicate-observation",
        "unknown-area",
        "unknown-akasse",
        "unknown-column",
        "csv-syntax",
        "period-after-release",
        "total-does-not-reconcile",
        "larger than",
    ];
    for name in faults {
        let (files, numbers) = refused(name);
        let root = tree::folder();
        write(&files, root.path());
        let (out, err, code) = said(root.path(), &["--format", "github", "check", "--now", tree::NOW]);
        assert_eq!(code, Some(1), "{name}: {out}");
        assert!(out.contains(name), "{name}: {out}");
        for number in numbers {
            for text in [&out, &err] {
                assert!(!text.contains(&number.to_string()), "{name} says {number}: {text}");
            }
        }
    }
}
