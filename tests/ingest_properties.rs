//! Laws of reading deliveries: nothing panics, every way of writing a table gives the same observations, the order of
//! rows does not matter, and a file that was cut never passes with other figures than the whole one.

#![allow(clippy::unwrap_used, reason = "a test stops where its own fixtures are not as they should be")]

use std::collections::BTreeMap;
use std::path::Path;

use noegletal::config::{self, Lookup};
use noegletal::diagnostic::Report;
use noegletal::ingest;
use noegletal::model::{Amount, Publication};
use noegletal::source::Memory;
use proptest::prelude::*;

const RELEASE: &str =
    "period = \"2021-09\"\npublished = \"2021-12-15T08:00:00+01:00\"\nstatus = \"final\"\nclass = \"first\"\n";
const WIDE: &str = "\n[[table]]\nfile = \"tal.csv\"\nmeasure = \"fremmoede\"\nlayout = \"wide\"\nrows = \"period\"\ncolumns = \"akasse\"\ntotal = \"Total\"\nblank = \"not_received\"\n";
const EXPORT: &str = "\n[[table]]\nfile = \"tal.csv\"\nmeasure = \"rettidighed\"\nlayout = \"wide\"\nrows = [\"area\", \"akasse\"]\ncolumns = \"period\"\nheader = [1, 2]\nnumerator = \"ledige\"\ndenominator = \"Total\"\nignore = [\"value\"]\nfooter = 1\nsymbols = { \"-\" = \"zero\" }\n";

/// Measure, month, area, fund -> value, marks and remark; the places are left out.
type Observations = BTreeMap<String, String>;

#[expect(clippy::disallowed_methods, reason = "a test reads its own fixtures")]
fn base() -> Memory {
    let folder = Path::new("tests/cases/_base");
    let paths = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    paths.fold(Memory::default(), |memory, entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        memory.with(&path, std::fs::read(entry.path()).unwrap())
    })
}

/// The base publication, loaded once for a test.
struct Reader {
    files: Memory,
    publication: Publication,
}

impl Reader {
    fn new() -> Self {
        let files = base();
        let (publication, report) = config::load(&files);
        assert!(report.is_clean(), "{report:?}");
        Self { files, publication: publication.unwrap() }
    }

    fn read(&self, description: &str, table: &[u8]) -> (Observations, Report) {
        let source = self.files.clone();
        let source = source.with("data/2021-09/v1/release.toml", description).with("data/2021-09/v1/tal.csv", table);
        let (planned, mut report) = ingest::plan(&source, &self.publication);
        let (delivery, problems) =
            ingest::delivery(&source, &self.publication, &Lookup::new(&self.publication), &planned[0]);
        report.append(problems);
        let mut observations = Observations::new();
        for ((measure, period), table) in &delivery.tables {
            for (key, observation) in table.cells.iter().filter(|(_, observation)| observation.place.line > 0) {
                let cell = format!("{measure:?} {period} {key:?}");
                let note = table.notes.get(&key);
                observations.insert(cell, format!("{:?} {:?} {note:?}", observation.amount, observation.flags));
            }
        }
        (observations, report)
    }
}

/// A row as it is, apart from how it is written.
#[derive(Clone, Debug)]
struct Row {
    measure: &'static str,
    month: u32,
    area: Option<usize>,
    akasse: Option<usize>,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Count(u64),
    Value(i64),
    Share(u64, u64),
    Missing(&'static str),
}

const AREAS: [[&str; 3]; 2] = [["odense", "Jobcenter Odense", "461"], ["roenne", "jobcenter  rønne", "Roenne"]];
const AKASSER: [[&str; 3]; 3] =
    [["3f", "3F-A", "Faglig Fælles A-kasse (3F)"], ["bupl", "BUPL-A", "bupl"], ["boern", "Børn", "BØRN"]];
const MONTHS: [&str; 9] = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september"];

fn row() -> impl Strategy<Value = Row> {
    let missing = prop::sample::select(vec!["not_received", "suppressed", "not_yet", "unreliable"]);
    let count = prop_oneof![
        4 => (0_u64..50_000_000).prop_map(Content::Count),
        4 => (0_u64..2_000).prop_map(Content::Count),
        1 => missing.clone().prop_map(Content::Missing)
    ];
    let value =
        prop_oneof![8 => (-1_000_i64..1_000).prop_map(Content::Value), 1 => missing.clone().prop_map(Content::Missing)];
    let percent = (0_i64..1_000).prop_map(Content::Value);
    let share = (0_u64..5_000, 0_u64..5_000).prop_map(|(a, b)| Content::Share(a.min(b), a.max(b)));
    let share = prop_oneof![8 => share, 1 => missing.prop_map(Content::Missing)];
    prop_oneof![
        (1_u32..10, 0_usize..3, count).prop_map(|(month, akasse, content)| Row {
            measure: "ledige",
            month,
            area: None,
            akasse: Some(akasse),
            content
        }),
        (1_u32..10, value).prop_map(|(month, content)| Row {
            measure: "forskel",
            month,
            area: None,
            akasse: None,
            content
        }),
        (7_u32..10, 0_usize..3, percent).prop_map(|(month, akasse, content)| Row {
            measure: "fremmoede",
            month,
            area: None,
            akasse: Some(akasse),
            content
        }),
        (1_u32..10, 0_usize..2, 0_usize..3, share).prop_map(|(month, area, akasse, content)| Row {
            measure: "rettidighed",
            month,
            area: Some(area),
            akasse: Some(akasse),
            content
        }),
    ]
}

/// Rows of different cells.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 1..40).prop_map(|rows| {
        let cells = rows.into_iter().map(|row| ((row.measure, row.month, row.area, row.akasse), row));
        cells.collect::<BTreeMap<_, _>>().into_values().collect()
    })
}

/// A way of writing a table.
#[derive(Clone, Debug)]
struct Dialect {
    separator: char,
    comma: bool,
    decimals: u8,
    grouped: bool,
    spaced: bool,
    danish: bool,
    quoted: bool,
    spelling: usize,
    month: usize,
    percent: usize,
    line_end: usize,
    encoding: usize,
}

fn dialect() -> impl Strategy<Value = Dialect> {
    let signs = (prop::sample::select(vec![',', ';', '\t']), any::<[bool; 5]>(), 0_u8..4);
    (signs, [0_usize..3, 0..6, 0..4, 0..3, 0..5]).prop_map(|((separator, flags, decimals), numbers)| {
        let [comma, grouped, spaced, danish, quoted] = flags;
        let [spelling, month, percent, line_end, encoding] = numbers;
        Dialect {
            separator,
            comma,
            decimals,
            grouped,
            spaced,
            danish,
            quoted,
            spelling,
            month,
            percent,
            line_end,
            encoding,
        }
    })
}

impl Dialect {
    const PLAIN: Self = Self {
        separator: ',',
        comma: false,
        decimals: 1,
        grouped: false,
        spaced: false,
        danish: false,
        quoted: false,
        spelling: 0,
        month: 0,
        percent: 0,
        line_end: 0,
        encoding: 0,
    };

    fn write(&self, rows: &[Row]) -> Vec<u8> {
        let headings = if self.danish {
            ["Måling", "Måned", "Område", "A-kasse", "Værdi", "Tæller", "Nævner", "Status"]
        } else {
            ["measure", "period", "area", "akasse", "value", "numerator", "denominator", "status"]
        };
        let mut text = self.line(&headings.map(str::to_owned));
        for row in rows {
            text += &self.line(&self.fields(row));
        }
        self.encode(&text)
    }

    fn fields(&self, row: &Row) -> [String; 8] {
        let mut fields: [String; 8] = Default::default();
        fields[0] = row.measure.to_owned();
        fields[1] = self.month(row.month);
        fields[2] = row.area.map_or(String::new(), |area| AREAS[area][self.spelling].to_owned());
        fields[3] = row.akasse.map_or(String::new(), |akasse| AKASSER[akasse][self.spelling].to_owned());
        match row.content {
            Content::Count(count) => fields[4] = self.count(count),
            Content::Value(value) => fields[4] = self.value(value),
            Content::Share(part, whole) => {
                fields[5] = self.count(part);
                fields[6] = self.count(whole);
            }
            Content::Missing(reason) => fields[7] = reason.to_owned(),
        }
        fields
    }

    fn line(&self, fields: &[String]) -> String {
        let separator = self.separator.to_string();
        let fields: Vec<String> = fields
            .iter()
            .map(|field| if self.quoted || field.contains(&separator) { format!("\"{field}\"") } else { field.clone() })
            .collect();
        fields.join(&separator) + ["\n", "\r\n", "\r"][self.line_end]
    }

    fn month(&self, month: u32) -> String {
        let name = MONTHS[month as usize - 1];
        match self.month {
            0 => format!("2021-{month:02}"),
            1 => format!("2021M{month:02}"),
            2 => format!("{name} 2021"),
            3 => format!("{}. 2021", name.chars().take(3).collect::<String>()),
            4 => format!("{month:02}-2021"),
            _ => format!("{} 2021", name.to_uppercase()),
        }
    }

    fn count(&self, count: u64) -> String {
        let digits = count.to_string();
        if !self.grouped {
            return digits;
        }
        let sign = match (self.spaced, self.comma) {
            (true, _) => '\u{a0}',
            (false, true) => '.',
            (false, false) => ',',
        };
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(sign);
            }
            text.push(digit);
        }
        text
    }

    /// A value in tenths, with the dialect's decimals.
    fn value(&self, tenths: i64) -> String {
        let decimals = usize::from(self.decimals.max(1));
        let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        let minus = if tenths < 0 { ["-", "\u{2212}"][usize::from(self.encoding < 3)] } else { "" };
        let sign = if self.comma { ',' } else { '.' };
        let ending = ["", " %", "%", "\u{a0}pct."][self.percent];
        format!("{minus}{whole}{sign}{tenth}{:0<1$}{ending}", "", decimals - 1)
    }

    fn encode(&self, text: &str) -> Vec<u8> {
        match self.encoding {
            0 => text.as_bytes().to_vec(),
            1 => format!("\u{FEFF}{text}").into_bytes(),
            2 => format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            3 => text.replace('\u{2212}', "-").chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect(),
            _ => format!("\u{FEFF}{text}").replace('\u{2212}', "-").encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// What rows say, computed without the reader.
fn expected(rows: &[Row], decimals: u8) -> Vec<Amount> {
    let scale = 10_i128.pow(u32::from(decimals.max(1)) - 1);
    let mut amounts: Vec<Amount> = rows
        .iter()
        .map(|row| match row.content {
            Content::Count(count) => Amount::Count(count),
            Content::Value(tenths) => Amount::Rounded(noegletal::model::Decimal {
                scaled: i128::from(tenths) * scale,
                decimals: decimals.max(1),
            }),
            Content::Share(part, whole) => Amount::share(part, whole),
            Content::Missing(reason) => Amount::Missing(noegletal::model::Missing::parse(reason).unwrap()),
        })
        .collect();
    amounts.sort_by_key(|amount| format!("{amount:?}"));
    amounts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        text in "(measure|period|akasse|value|;|,|\t|\"|\n|\r|3f|ledige|fremmoede|2021-09|1\\.234|33 %|Total|æ|-| ){0,60}",
    ) {
        let reader = Reader::new();
        let heading = b"measure;period;area;akasse;value;numerator;denominator;status;note\n";
        for table in [bytes.clone(), text.clone().into_bytes(), [&heading[..], &bytes].concat(), [&heading[..], text.as_bytes()].concat()] {
            for description in [RELEASE.to_owned(), format!("{RELEASE}{WIDE}"), format!("{RELEASE}{EXPORT}")] {
                let _ = reader.read(&description, &table);
            }
        }
    }

    #[test]
    fn no_description_makes_it_panic(text in "\\PC{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let reader = Reader::new();
        for description in [text.clone().into_bytes(), bytes.clone()] {
            let source = reader.files.clone().with("data/2021-09/v1/release.toml", description);
            let _ = ingest::plan(&source, &reader.publication);
        }
    }

    #[test]
    fn every_dialect_says_the_same(rows in rows(), dialect in dialect()) {
        let reader = Reader::new();
        let table = dialect.write(&rows);
        let (found, report) = reader.read(RELEASE, &table);
        prop_assert!(report.is_clean(), "{:#?}\n{}", report.sorted(), String::from_utf8_lossy(&table));
        let plain = Dialect { decimals: dialect.decimals, ..Dialect::PLAIN };
        let (plain, report) = reader.read(RELEASE, &plain.write(&rows));
        prop_assert!(report.is_clean(), "{:#?}", report.sorted());
        prop_assert_eq!(&found, &plain);
        let mut amounts: Vec<String> = found.values().map(|shown| shown.split(" Flags").next().unwrap().to_owned()).collect();
        amounts.sort();
        let wanted: Vec<String> = expected(&rows, dialect.decimals).iter().map(|amount| format!("{amount:?}")).collect();
        prop_assert_eq!(amounts, wanted);
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        dialect in dialect(),
    ) {
        let reader = Reader::new();
        let (found, _) = reader.read(RELEASE, &dialect.write(&rows));
        let (again, report) = reader.read(RELEASE, &dialect.write(&shuffled));
        prop_assert!(report.is_clean());
        prop_assert_eq!(found, again);
    }

    /// A cut between two lines cannot be told from a shorter file here; it can only take rows away, never change one.
    #[test]
    fn a_cut_file_never_gives_other_figures(rows in rows(), dialect in dialect()) {
        let reader = Reader::new();
        let table = dialect.write(&rows);
        let (whole, _) = reader.read(RELEASE, &table);
        let step = (table.len() / 60).max(1);
        for length in (0..table.len()).step_by(step) {
            let (cut, report) = reader.read(RELEASE, &table[..length]);
            if !report.is_clean() {
                continue;
            }
            let text = String::from_utf8_lossy(&table[..length]).replace('\0', "");
            prop_assert!(text.ends_with(['\n', '\r']), "cut after {length} bytes");
            prop_assert!(cut.iter().all(|(cell, shown)| whole.get(cell) == Some(shown)), "cut after {length} bytes");
        }
    }
}

#[test]
fn a_wide_file_cut_anywhere_is_refused() {
    let reader = Reader::new();
    let description = format!("{RELEASE}{WIDE}");
    let table = "Måned;3F;BUPL\r\n2021-07;80,5 %;81,5 %\r\n2021-08;;82,5 %\r\nTotal;80,5 %;82,0 %\r\n".as_bytes();
    let (_, report) = reader.read(&description, table);
    assert!(report.is_clean(), "{report:?}");
    // The line feed of the last line end is all that may be missing.
    for length in 0..table.len() - 1 {
        let (_, report) = reader.read(&description, &table[..length]);
        assert!(!report.is_clean(), "cut after {length} bytes");
    }
}
