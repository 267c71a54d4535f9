//! A small publication with everything that `verify` holds together, and ways to tamper with its archive.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests change archives themselves, and each uses what it needs"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use chrono::DateTime;
use noegletal::archive::Kind;
use noegletal::archive::manifest::{FileHash, Manifest, Mark};
use noegletal::archive::verify::{GivenLock, Verified, Verifier};
use noegletal::diagnostic::Report;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::{Disk, Memory, Source};

/// The versions of the small publication; the second of August came after September.
pub const RELEASES: [&str; 3] = ["2021-08/v1", "2021-09/v1", "2021-08/v2"];

const HEAD: &str = r#"
title = { da = "Prøve", en = "Trial" }
publisher = "Prøve"
language = "da"
time_zone = "Europe/Copenhagen"
release_hour = "08:00"
base_url = "https://proeve.example/"
[contact]
name = "Prøve"
email = "proeve@proeve.example"
[licence]
id = "CC0-1.0"
title = "CC0 1.0"
url = "https://creativecommons.org/publicdomain/zero/1.0/deed.da"
[disclosure]
minimum_count = 1
zeros_are_sensitive = false
[disclosure.text]
da = "Intet."
en = "Nothing."
"#;

fn measure(kind: &str, unit: &str, rest: &str, name: &str) -> String {
    format!(
        "kind = \"{kind}\"\nunit = \"{unit}\"\ndecimals = 0\ndirection = \"lower\"\n{rest}\n\
         [title]\nda = \"{name}\"\nen = \"{name}\"\n[short]\nda = \"{name}\"\nen = \"{name}\"\n\
         [definition]\nda = \"{name}.\"\nen = \"{name}.\"\n"
    )
}

/// The publication's files.
pub fn publication() -> BTreeMap<String, Vec<u8>> {
    let ledige = "dimensions = [\"period\", \"area\", \"akasse\"]\nareas = [\"jobcentre\"]\nover_months = \"last\"\n\
                  over_akasser = \"sum\"\nover_areas = \"sum\"";
    let samtaler = "dimensions = [\"period\", \"akasse\"]\nover_months = \"mean_of_months\"\nover_akasser = \"none\"\n\
                    over_areas = \"none\"";
    let interval = "[[interval]]\nfrom = \"2021-07\"\n";
    let mut files = BTreeMap::new();
    let mut add = |path: &str, text: String| {
        files.insert(path.to_owned(), text.into_bytes());
    };
    add("noegletal.toml", HEAD.to_owned());
    add("data/measures/ledige.toml", measure("stock", "persons", ledige, "Ledige"));
    add("data/measures/samtaler.toml", measure("share", "percent", samtaler, "Samtaler") + interval);
    add(
        "data/codes/areas.csv",
        "kind,id,name,short,code,aliases,valid_from,valid_to\ncountry,landet,Hele landet,Landet,,,,\n\
         jobcentre,aa,Jobcenter Aa,Aa,,,,\njobcentre,by,Jobcenter By,By,,,,\n"
            .to_owned(),
    );
    add("data/codes/area_members.csv", "parent,child,valid_from,valid_to\nlandet,aa,,\nlandet,by,,\n".to_owned());
    add(
        "data/codes/akasser.csv",
        "id,name,short,aliases,valid_from,valid_to,successor\n3f,Tre F,3F,,,,\nhk,H og K,HK,,,,\n".to_owned(),
    );
    for (at, release) in RELEASES.iter().enumerate() {
        let (month, version) = release.split_once("/v").unwrap();
        let (class, reason) = if version == "1" { ("first", "") } else { ("correction", "Et tal var forkert.") };
        let published = format!("2021-{:02}-15T08:00:00+01:00", 10 + at);
        add(
            &format!("data/{release}/release.toml"),
            format!(
                "period = \"{month}\"\npublished = \"{published}\"\nstatus = \"final\"\nclass = \"{class}\"\n\
                 reason = \"{reason}\"\nsynthetic = true\n"
            ),
        );
        let counts = [("aa", "3f", 120 + at), ("aa", "hk", 45), ("by", "3f", 1_234), ("by", "hk", 17 + 2 * at)];
        let rows: String =
            counts.iter().map(|(area, fund, count)| format!("{month},{area},{fund},{count}\n")).collect();
        add(&format!("data/{release}/ledige.csv"), format!("period,area,akasse,value\n{rows}"));
        let shares = format!("{month},3f,{},90,\n{month},hk,,,not_received\n", 61 + at);
        add(&format!("data/{release}/samtaler.csv"), format!("period,akasse,numerator,denominator,status\n{shares}"));
    }
    files
}

fn options(out: &Path, now: &str, preview: bool) -> BuildOptions {
    let scope = Scope { now: DateTime::parse_from_rfc3339(now).unwrap(), preview };
    BuildOptions { scope, out: out.to_owned(), drawer: None, jobs: None }
}

fn build(source: &dyn Source, options: &BuildOptions) {
    let outcome = pipeline::build(source, options, &Silent);
    assert!(outcome.summary.is_some(), "{:?} {:#?}", outcome.fault, outcome.report.sorted());
}

/// Builds the publication in a folder, which is laid there if need be, into its `public`; returns the archive's seals.
pub fn build_until(folder: &Path, now: &str) -> String {
    let out = folder.join("public");
    if !folder.join("noegletal.toml").exists() {
        for (path, bytes) in publication() {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    build_into(folder, &out, now);
    let shown = fs::read_to_string(out.join("releases.lock")).unwrap();
    assert_eq!(shown, fs::read_to_string(folder.join("data/releases.lock")).unwrap());
    shown
}

/// Builds the publication of a folder into another.
pub fn build_into(folder: &Path, out: &Path, now: &str) {
    build(&Disk::new(folder), &options(out, now, false));
}

/// The whole archive, in `public` below a folder.
pub fn archive(folder: &Path) {
    // Seals are given in the order of publication.
    for now in ["2021-11-01T00:00:00Z", "2021-12-01T00:00:00Z", "2030-01-01T00:00:00Z"] {
        build_until(folder, now);
    }
}

pub fn build_preview(out: &Path) {
    build(&Memory { files: publication() }, &options(out, "2021-12-01T00:00:00Z", true));
}

/// The archive of a made-up country.
pub fn sample(out: &Path, (months, jobcentres, akasser, seed): (u16, u16, u16, u64)) {
    let files = sample::publication(SampleSize { months, jobcentres, akasser, seed }).into_iter().collect();
    build(&Memory { files }, &options(out, "2030-01-01T00:00:00Z", false));
}

/// Thousands of archives are looked at that differ in a file or two.
static VERIFIER: LazyLock<Verifier> = LazyLock::new(Verifier::that_remembers);

pub fn verified(root: &Path, locks: &[&str]) -> Verified {
    let locks: Vec<GivenLock> =
        locks.iter().map(|text| GivenLock { name: "kept.lock".to_owned(), text: (*text).to_owned() }).collect();
    VERIFIER.verify(root, &locks).unwrap()
}

pub fn verify(root: &Path, locks: &[&str]) -> Report {
    verified(root, locks).report
}

/// Nothing at all is said of an archive.
pub fn proved(root: &Path) {
    let report = verify(root, &[]);
    assert!(report.sorted().is_empty(), "{:#?}", report.sorted());
}

/// Chance that depends on its seed alone.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

type Tree = BTreeMap<String, Vec<u8>>;

/// Lays files into a folder.
pub fn write(root: &Path, tree: &Tree) {
    for (path, bytes) in tree {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Brings a folder back to what it was, whatever was done to it.
pub fn restore(root: &Path, tree: &Tree) {
    let folders: BTreeSet<&str> =
        tree.keys().flat_map(|path| path.match_indices('/').map(|(end, _)| &path[..end])).collect();
    for entry in walkdir::WalkDir::new(root).min_depth(1).contents_first(true) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let kind = entry.file_type();
        if kind.is_dir() {
            if !folders.contains(path.as_str()) {
                fs::remove_dir(entry.path()).unwrap();
            }
        } else if !kind.is_file() || tree.get(&path).is_none_or(|bytes| fs::read(entry.path()).unwrap() != *bytes) {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    for (path, bytes) in tree {
        if !root.join(path).exists() {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), bytes).unwrap();
        }
    }
}

/// Seals with one more line, which fits the last.
pub fn chained(lines: &[&str], release: &str, figures: &str) -> String {
    let last = FileHash::of(lines.last().copied().unwrap_or_default().as_bytes()).hex();
    let mut text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    text.push_str(&format!("{release} figures {figures} before {last}\n"));
    text
}

/// The text that a version's seal is of, made from its published files as `docs/verify.md` tells.
pub fn listing_of(root: &Path, release: &str) -> String {
    let folder = root.join("api/v1/releases").join(release);
    let json = |name: &str| -> serde_json::Value {
        serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap()
    };
    let mut text = String::new();
    for measure in json("release.json")["measures"].as_array().unwrap() {
        let measure = measure.as_str().unwrap();
        let table = fs::read_to_string(folder.join(format!("{measure}.csv"))).unwrap();
        for row in table.lines().skip(1) {
            text.push_str(&row.split(',').take(8).collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        for one in json(&format!("{measure}.json"))["summaries"].as_array().unwrap() {
            let cell = |key: &str| match &one[key] {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let cells = ["area", "akasse", "value", "numerator", "denominator", "published"].map(cell);
            text.push_str(&format!("{measure},{}/{},{}\n", cell("from"), cell("to"), cells.join(",")));
        }
    }
    text
}

/// An archive that is tampered with, and whose manifests are put in order afterwards.
pub struct Forgery {
    files: Tree,
    before: Tree,
}

impl Forgery {
    pub fn of(_: &Path, pristine: &Tree) -> Self {
        Self { files: pristine.clone(), before: pristine.clone() }
    }

    pub fn edit(&mut self, path: &str, change: impl Fn(&str) -> String) {
        let text = std::str::from_utf8(&self.files[path]).unwrap();
        let changed = change(text);
        assert_ne!(text, changed, "{path} was not changed");
        self.files.insert(path.to_owned(), changed.into_bytes());
    }

    pub fn remove(&mut self, path: &str) {
        assert!(self.files.remove(path).is_some(), "there is no {path}");
    }

    pub fn copy(&mut self, from: &str, to: &str) {
        let bytes = self.files[from].clone();
        self.files.insert(to.to_owned(), bytes);
    }

    /// The records of a measure's figures with a value, each with its place.
    fn records(&self, json: &str) -> Vec<(usize, String)> {
        let text = std::str::from_utf8(&self.files[json]).unwrap();
        let list = text.split("\"observations\":[\n").nth(1).unwrap().split(']').next().unwrap();
        let list = text[text.find(list).unwrap()..].split("],\n\"notes\"").next().unwrap();
        let records = list.lines().map(|line| line.trim_end_matches(',').to_owned()).enumerate();
        records.filter(|(_, record)| !record.contains("\"value\":null")).collect()
    }

    /// Another value in a record.
    fn other(record: &str) -> (String, String, String) {
        let value = record.split("\"value\":").nth(1).unwrap().split(',').next().unwrap().to_owned();
        let other = format!("{}", value.parse::<f64>().unwrap() + 1.0);
        (record.replace(&format!("\"value\":{value},"), &format!("\"value\":{other},")), value, other)
    }

    pub fn figure(&mut self, json: &str, chance: &mut Chance) -> usize {
        let records = self.records(json);
        let (at, record) = chance.of(&records).clone();
        self.edit(json, |text| text.replacen(&record, &Self::other(&record).0, 1));
        at
    }

    pub fn figure_in_both(&mut self, json: &str, csv: &str, chance: &mut Chance) -> (usize, String) {
        let records = self.records(json);
        let (at, record) = chance.of(&records).clone();
        let (forged, value, other) = Self::other(&record);
        self.edit(json, |text| text.replacen(&record, &forged, 1));
        self.edit_line(csv, at + 1, |line| line.replacen(&format!(",{value},"), &format!(",{other},"), 1));
        (at, record)
    }

    fn edit_line(&mut self, path: &str, number: usize, change: impl Fn(&str) -> String) {
        self.edit(path, |text| {
            let lines = text.split_inclusive('\n').enumerate();
            lines.map(|(at, line)| if at == number { change(line) } else { line.to_owned() }).collect()
        });
    }

    /// The same wrong figure in every data file of a version.
    pub fn everywhere(&mut self, folder: &str, chance: &mut Chance) {
        let [json, csv, danish] = ["json", "csv", "da.csv"].map(|ending| format!("{folder}/ledige.{ending}"));
        let (at, record) = self.figure_in_both(&json, &csv, chance);
        let (forged, value, other) = Self::other(&record);
        self.edit_line(&danish, at + 1, |line| line.replacen(&format!(";{value};"), &format!(";{other};"), 1));
        let below = format!("{folder}/");
        let parties: Vec<String> = self.files.keys().filter(|path| path.starts_with(&below)).cloned().collect();
        for party in parties {
            // Packed files cannot be changed by a word; who leaves them is told by the seal all the same.
            let Ok(text) = String::from_utf8(self.files[&party].clone()) else { continue };
            self.files.insert(party, text.replace(&record[1..], &forged[1..]).into_bytes());
        }
    }

    /// A number in the large table of a page.
    pub fn page_figure(&mut self, page: &str, chance: &mut Chance) {
        let text = std::str::from_utf8(&self.files[page]).unwrap();
        let start = text.find("<table id=\"omraader-jobcentre\"").unwrap();
        let table = &text[start..start + text[start..].find("</table>").unwrap()];
        let cells: Vec<usize> =
            table.match_indices("<td class=\"n\">").map(|(at, found)| start + at + found.len()).collect();
        let at = *chance.of(&cells);
        self.edit(page, |text| format!("{}9{}", &text[..at], &text[at..]));
    }

    pub fn page(&self, chance: &mut Chance) -> String {
        let with_main = |path: &&String| path.ends_with("/index.html") && !path.starts_with("embed");
        let pages: Vec<&String> = self.files.keys().filter(with_main).collect();
        (*chance.of(&pages)).clone()
    }

    /// Takes a version out, and its line in the index.
    pub fn without(&mut self, release: &str) {
        let [pages, data] = [format!("{release}/"), format!("api/v1/releases/{release}/")];
        self.files.retain(|path, _| !path.starts_with(&pages) && !path.starts_with(&data));
        self.edit("api/v1/index.json", |text| {
            let named = format!("releases/{release}/release.json");
            text.split_inclusive('\n').filter(|line| !line.contains(&named)).collect::<String>().replace("},\n]", "}]")
        });
    }

    /// Takes a version's seal out, and fits the later ones to those before.
    pub fn without_seal(&mut self, release: &str) {
        self.edit("releases.lock", |text| {
            let mut lines: Vec<String> = Vec::new();
            for line in text.lines().skip(1).filter(|line| !line.starts_with(release)) {
                let words: Vec<&str> = line.split(' ').collect();
                let own: Vec<&str> = lines.iter().map(String::as_str).collect();
                let next = chained(&own, words[0], words[2]);
                lines = next.lines().map(str::to_owned).collect();
            }
            lines.iter().map(|line| format!("{line}\n")).collect()
        });
    }

    /// Puts the manifests in order and lays what differs into the folder.
    pub fn write(mut self, root: &Path) {
        self.files.retain(|path, _| !path.ends_with("manifest.json"));
        let units: Vec<String> =
            self.before.keys().filter_map(|path| path.strip_suffix("/manifest.json")).map(str::to_owned).collect();
        let marks = |files: &Tree, unit: &str| -> BTreeMap<String, Mark> {
            let below = if unit.is_empty() { String::new() } else { format!("{unit}/") };
            let own = files.iter().filter(|(path, _)| {
                path.starts_with(&below)
                    && (!unit.is_empty() || units.iter().all(|unit| !path.starts_with(&format!("{unit}/"))))
            });
            own.map(|(path, bytes)| (path[below.len()..].to_owned(), Mark::of(bytes))).collect()
        };
        let mut editions = BTreeMap::new();
        let mut made = Tree::new();
        for unit in &units {
            let files = marks(&self.files, unit);
            if !files.is_empty() {
                let text = Manifest { kind: Kind::Public, editions: BTreeMap::new(), files, protection: None }.text();
                editions.insert(format!("{unit}/manifest.json"), Mark::of(text.as_bytes()));
                made.insert(format!("{unit}/manifest.json"), text.into_bytes());
            }
        }
        let root_manifest = Manifest { kind: Kind::Public, editions, files: marks(&self.files, ""), protection: None };
        made.insert("manifest.json".to_owned(), root_manifest.text().into_bytes());
        self.files.append(&mut made);
        restore(root, &self.files);
    }
}
