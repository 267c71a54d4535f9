//! A build draws only what its inputs changed, and leaves the same bytes as one that draws everything.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test changes publications and archives, and stops where something is not as it should be"
)]

mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use noegletal::pipeline::{self, BuildOptions, Outcome, Scope, Summary};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::Disk;
use tempfile::TempDir;
use tree::{Files, tree};

const MONTHS: [&str; 5] = ["2025-08", "2025-09", "2025-10", "2025-11", "2025-12"];
const COUNTS: &str = "arbejdskraftreserve";
const SHARES: &str = "rettidighed_cv_samtaler";

/// A text that belongs to a month, and that a measure of all months names.
const TEXT: &str = "+++\nslug = \"vejledning\"\ntype = \"notat\"\ntitle = \"Vejledning\"\nsummary = \"Hvordan tallene \
                    gøres op.\"\ndate = \"2025-01-10\"\nlang = \"da\"\nreleases = [\"2025-10\"]\n+++\n\nSe \
                    [tallene](udgivelse:2025-10).\n";

/// Five made-up months of two measures, the first versions alone.
fn publication() -> Files {
    let size = SampleSize { months: 5, jobcentres: 4, akasser: 3, seed: 5 };
    let mut files: Files = sample::publication(size).into_iter().collect();
    let is_delivery = |path: &str| path.starts_with("data/2025-");
    let is_wanted =
        |path: &str| path.contains("/v1/") && [COUNTS, SHARES, "release.toml"].iter().any(|name| path.contains(name));
    files.retain(|path, _| !is_delivery(path) || is_wanted(path));
    files.insert("content/notater/vejledning.md".into(), TEXT.into());
    let measure = files.get_mut(&format!("data/measures/{COUNTS}.toml")).unwrap();
    *measure = [b"source = \"vejledning\"\n".as_slice(), measure].concat();
    files
}

/// When the first `months` months are out: each comes on the tenth of the second month after it.
fn after(months: usize) -> String {
    ["2025-10-15", "2025-11-15", "2025-12-15", "2026-01-15", "2026-02-15"][months - 1].to_owned() + "T00:00:00Z"
}

/// A publication in a folder of its own.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(files: &Files) -> Self {
        let folder = tree::folder();
        tree::write(files, &folder.path().join("publication"));
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Builds into a folder, with a drawer.
    fn build(&self, out: &str, drawer: &str, (now, preview): (&str, bool)) -> Outcome {
        let scope = Scope { now: DateTime::parse_from_rfc3339(now).unwrap(), preview };
        let options = BuildOptions { scope, out: self.path(out), drawer: Some(self.path(drawer)), jobs: None };
        pipeline::build(&Disk::new(self.path("publication")), &options, &Silent)
    }

    /// Builds all that is out.
    fn built(&self, now: &str) -> Summary {
        let outcome = self.build("public", "charts", (now, false));
        outcome.summary.unwrap_or_else(|| panic!("{:?} {:#?}", outcome.fault, outcome.report.sorted()))
    }

    /// Draws all that is out anew, into a folder of its own.
    fn drawn_anew(&self, now: &str, preview: bool) -> Option<Files> {
        pipeline::forget(&self.path("other-charts")).unwrap();
        let outcome = self.build("nothing", "other-charts", (now, preview));
        let files = tree(&self.path("nothing"));
        fs::remove_dir_all(self.path("nothing")).unwrap();
        assert_eq!(outcome.summary?.kept, 0);
        Some(files)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path("publication").join(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        tree::write(&Files::from([(path.to_owned(), text.as_bytes().to_vec())]), &self.path("publication"));
    }

    fn edit(&self, path: &str, edit: impl Fn(&str) -> String) {
        self.write(path, &edit(&self.read(path)));
    }

    /// Adds the next version of a month, with another count in one cell.
    fn next_version(&self, month: &str, published: &str, more: u64) {
        let has = |version: &usize| self.path("publication").join(format!("data/{month}/v{version}")).exists();
        let version = (1..).find(|version| !has(version)).unwrap();
        let table = (1..version).rev().map(|at| format!("data/{month}/v{at}/{COUNTS}.csv"));
        let table = self.read(&table.into_iter().find(|path| self.path("publication").join(path).exists()).unwrap());
        let folder = format!("data/{month}/v{version}");
        self.write(&format!("{folder}/release.toml"), &format!(
            "period = \"{month}\"\npublished = \"{published}\"\nstatus = \"final\"\nclass = \"correction\"\nreason = \"En fejl.\"\nsynthetic = true\n"
        ));
        self.write(&format!("{folder}/{COUNTS}.csv"), &with_another_count(&table, 3, more));
    }
}

/// A table with more in the last column of numbers of one of its rows.
fn with_another_count(table: &str, row: usize, more: u64) -> String {
    let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
    let columns = lines[0].split(',').count();
    let at = (1..lines.len()).cycle().skip(row).take(lines.len()).find(|at| {
        let cells: Vec<&str> = lines[*at].split(',').collect();
        cells.len() == columns && cells[3].parse::<u64>().is_ok()
    });
    if let Some(at) = at {
        let mut cells: Vec<String> = lines[at].split(',').map(str::to_owned).collect();
        let number = if cells.get(4).is_some_and(|cell| cell.parse::<u64>().is_ok()) { 4 } else { 3 };
        cells[number] = (cells[number].parse::<u64>().unwrap() + more).to_string();
        lines[at] = cells.join(",");
    }
    lines.join("\n") + "\n"
}

fn assert_same(one: &Files, two: &Files, when: &str) {
    let paths: BTreeSet<&String> = one.keys().chain(two.keys()).collect();
    for path in paths {
        let (is, should) = (one.get(path), two.get(path));
        assert!(is == should, "{when}: {path}: {}", tree::first_difference(is, should));
    }
}

#[test]
fn a_second_build_keeps_every_version_and_an_added_month_draws_one() {
    let desk = Desk::new(&publication());
    let first = desk.built(&after(4));
    assert_eq!((first.editions, first.kept), (4, 0));
    let second = desk.built(&after(4));
    assert_eq!((second.editions, second.kept, second.written, second.charts), (4, 4, 0, 0));
    assert_eq!((second.pages, second.files, second.bytes), (first.pages, first.files, first.bytes));

    let before = tree(&desk.path("public"));
    let with_another = desk.built(&after(5));
    assert_eq!((with_another.editions, with_another.kept), (5, 4));
    let now = tree(&desk.path("public"));
    assert_same(&now, &desk.drawn_anew(&after(5), false).unwrap(), "with another month");
    let of_version =
        |files: &Files, month: &str| files.keys().filter(|path| path.contains(&format!("{month}/v1/"))).count();
    assert!(of_version(&now, "2025-12") > 20 && of_version(&before, "2025-12") == 0);
    assert_eq!(desk.built(&after(5)).kept, 5);
}

#[test]
fn what_is_missing_or_not_as_listed_is_drawn_again() {
    let desk = Desk::new(&publication());
    desk.built(&after(3));
    let whole = tree(&desk.path("public"));
    let page = whole.keys().find(|path| path.starts_with("2025-09/v1/") && path.ends_with(".html")).unwrap().clone();
    let figures = format!("api/v1/releases/2025-09/v1/{COUNTS}.json");
    let manifest = "2025-09/v1/manifest.json".to_owned();
    for path in [&page, &figures, &manifest] {
        let file = desk.path("public").join(path);
        fs::remove_file(&file).unwrap();
        assert_eq!(desk.built(&after(3)).kept, 2, "{path} is missing");
        assert_same(&tree(&desk.path("public")), &whole, path);
        fs::write(&file, [&whole[path], b"\n".as_slice()].concat()).unwrap();
        assert_eq!(desk.built(&after(3)).kept, 2, "{path} is longer");
        assert_same(&tree(&desk.path("public")), &whole, path);
    }
    // Other bytes of the same size are for verify to find; a build that trusts nothing repairs them.
    let mut other = whole[&page].clone();
    *other.last_mut().unwrap() = b' ';
    assert_ne!(other, whole[&page]);
    fs::write(desk.path("public").join(&page), &other).unwrap();
    assert_eq!(desk.built(&after(3)).kept, 3);
    pipeline::forget(&desk.path("charts")).unwrap();
    assert_eq!(desk.built(&after(3)).kept, 0);
    assert_same(&tree(&desk.path("public")), &whole, "after a build of everything");
    assert_eq!(desk.built(&after(3)).kept, 3, "what was drawn anew is known again");
}

/// How many versions each edit leaves as they are; three are out.
#[test]
fn each_edit_draws_what_comes_of_it() {
    type Edit = fn(&Desk);
    let edits: [(&str, usize, Edit); 9] = [
        ("nothing", 3, |_| {}),
        ("an announcement", 3, |desk| desk.write("data/calendar.toml", MEETING)),
        ("what the funds are met for, which pages of versions say", 0, |desk| {
            desk.write("data/calendar.toml", RECURRING)
        }),
        ("a delivery under embargo", 3, |desk| {
            desk.edit(&format!("data/2025-12/v1/{COUNTS}.csv"), |table| with_another_count(table, 1, 40));
        }),
        ("a text that came with the last month", 2, |desk| {
            desk.edit("content/notater/vejledning.md", |text| text.replace("\"Vejledning\"", "\"Ny vejledning\""));
        }),
        ("a text of all months", 0, |desk| {
            desk.edit("content/metode/om.md", |text| text.to_owned() + "\nMere.\n");
        }),
        ("the title of the publication", 0, |desk| {
            desk.edit("noegletal.toml", |text| text.replacen("da = \"", "da = \"Nye ", 1));
        }),
        ("a template", 0, |desk| desk.write("templates/base.html", &(base() + "<!-- new -->\n"))),
        ("a correction of the first month", 3, |desk| desk.next_version("2025-08", "2025-12-12T08:00:00+01:00", 40)),
    ];
    for (what, kept, edit) in edits {
        let desk = Desk::new(&publication());
        desk.built(&after(3));
        edit(&desk);
        assert_eq!(desk.built(&after(3)).kept, kept, "{what}");
        assert_same(&tree(&desk.path("public")), &desk.drawn_anew(&after(3), false).unwrap(), what);
    }
}

fn base() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/base.html")).unwrap()
}

const MEETING: &str = "[[meeting]]\nid = \"netvaerk\"\nkind = \"akasse_network\"\ndate = \"2026-03-18\"\n\
                       synthetic = true\ntitle = \"Netværk\"\n";

const RECURRING: &str = "[[recurring]]\nkind = \"akasse_network\"\ntitle = { da = \"Møder\", en = \"Meetings\" }\n\
                        times_per_year = 4\n";

/// Chance that is the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// One edit of a publication, its archive or its drawer, in words.
fn edit(desk: &Desk, chance: &mut Chance, out: &mut usize, step: usize) -> String {
    let month = MONTHS[chance.below(MONTHS.len())];
    let more = 1 + chance.below(60) as u64;
    match chance.below(15) {
        0 | 1 => *out = (*out + 1).min(5),
        2 => *out = 1 + chance.below(*out),
        3 | 4 => {
            let (measure, row) = ([COUNTS, SHARES][chance.below(2)], chance.below(30));
            desk.edit(&format!("data/{month}/v1/{measure}.csv"), |table| with_another_count(table, row, more));
            return format!("{measure} of {month}");
        }
        5 | 6 => {
            let published = after(*out).replace("-15T00:00", &format!("-14T08:{step:02}"));
            desk.next_version(month, &published, more);
            return format!("a version of {month}");
        }
        7 => desk.edit("content/notater/vejledning.md", |text| {
            text.replacen("title = \"", &format!("title = \"{step} "), 1)
        }),
        8 => desk.write("templates/base.html", &format!("{}<!-- {step} -->\n", base())),
        9 => desk.edit(&format!("data/measures/{SHARES}.toml"), |text| {
            text.replacen("da = \"", &format!("da = \"{step} "), 1)
        }),
        10 => desk.edit("data/targets.toml", |text| text.replace("value = 90", &format!("value = {}", 70 + step))),
        13 => {
            let calendar = [String::new(), MEETING.to_owned(), RECURRING.to_owned(), RECURRING.to_owned() + MEETING];
            desk.write("data/calendar.toml", &calendar[chance.below(4)]);
        }
        11 => pipeline::forget(&desk.path("charts")).unwrap(),
        12 => {
            let record = desk.path("charts").join("built-public.txt");
            let mut bytes = fs::read(&record).unwrap_or_default();
            let at = chance.below(bytes.len().max(1));
            bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1);
            fs::write(&record, bytes).unwrap();
        }
        _ => {
            let paths: Vec<String> = tree(&desk.path("public")).into_keys().collect();
            let path = &paths[chance.below(paths.len())];
            // Without its manifest an archive is a folder of foreign files.
            if path != "manifest.json" && !path.starts_with(".noegletal") {
                for archive in ["public", "twin"] {
                    fs::remove_file(desk.path(archive).join(path)).unwrap();
                }
            }
            return format!("without {path}");
        }
    }
    format!("until {}", after(*out))
}

/// Beside each archive stands its twin, which has the same history and draws everything every time.
#[test]
fn any_sequence_of_edits_leaves_the_bytes_of_an_archive_drawn_anew() {
    const SEQUENCES: usize = 4;
    const STEPS: usize = 12;
    let (mut kept, mut drawn, mut refused) = (0, 0, 0);
    for sequence in 0..SEQUENCES {
        let desk = Desk::new(&publication());
        let mut chance = Chance(sequence as u64);
        let (mut out, mut furthest) = (2, 2);
        for step in 0..=STEPS {
            let before = tree(&desk.path("publication"));
            let what = if step == 0 { "the first".to_owned() } else { edit(&desk, &mut chance, &mut out, step) };
            let when = format!("sequence {sequence}, step {step}: {what}");
            let now = after(out);
            let built = desk.build("public", "charts", (&now, false));
            pipeline::forget(&desk.path("other-charts")).unwrap();
            let twin = desk.build("twin", "other-charts", (&now, false));
            assert_eq!(built.summary.is_some(), twin.summary.is_some(), "{when}");
            assert_same(&tree(&desk.path("public")), &tree(&desk.path("twin")), &when);
            let Some(summary) = built.summary else {
                refused += 1;
                fs::remove_dir_all(desk.path("publication")).unwrap();
                tree::write(&before, &desk.path("publication"));
                continue;
            };
            kept += summary.kept;
            drawn += summary.editions - summary.kept;
            furthest = furthest.max(out);
            if out == furthest {
                assert_same(&tree(&desk.path("public")), &desk.drawn_anew(&now, false).unwrap(), &when);
            }
            // What is under embargo may have errors that only a preview finds.
            let preview = desk.build("preview", "charts", (&now, true)).summary;
            let from_nothing = desk.drawn_anew(&now, true);
            assert_eq!(preview.is_some(), from_nothing.is_some(), "{when}");
            if let (Some(preview), Some(from_nothing)) = (preview, from_nothing) {
                kept += preview.kept;
                assert_same(&tree(&desk.path("preview")), &from_nothing, &when);
            }
        }
    }
    println!("{SEQUENCES} sequences of {STEPS} edits: {kept} versions kept, {drawn} drawn, {refused} edits refused");
    assert!(kept > 100 && drawn > 50 && refused > 0, "{kept} {drawn} {refused}");
}
