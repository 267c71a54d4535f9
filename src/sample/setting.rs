//! The parts of a sample that stay: who publishes, measures, targets, code lists.

use super::SampleSize;
use crate::model::{FileSet, Period};

const AREAS: &str = include_str!("../../data/codes/areas.csv");
const MEMBERS: &str = include_str!("../../data/codes/area_members.csv");
const AKASSER: &str = include_str!("../../data/codes/akasser.csv");
const EVENTS: &str = include_str!("../../data/codes/akasse_events.csv");

/// A measure of the sample.
pub(super) struct SampleMeasure {
    /// Its id.
    pub(super) id: &'static str,
    /// Whether it is a share, delivered as counts.
    pub(super) share: bool,
    da: &'static str,
    en: &'static str,
    higher: bool,
}

/// The six measures of a sample: every one by jobcentre and fund.
pub(super) const MEASURES: [SampleMeasure; 6] = [
    measure("arbejdskraftreserve", "Arbejdskraftreserven", "Labour reserve", false, false),
    measure(
        "unge_forsikrede_ledige",
        "Forsikrede ledige unge under 30 år",
        "Insured unemployed under 30",
        false,
        false,
    ),
    measure(
        "sygedagpenge_over_26_uger",
        "Sygedagpengeforløb over 26 uger",
        "Sickness spells over 26 weeks",
        false,
        false,
    ),
    measure("rettidighed_cv_samtaler", "Rettidige CV-samtaler", "Timely CV interviews", true, true),
    measure("rettidighed_sygesamtaler", "Rettidige sygefraværssamtaler", "Timely sickness interviews", true, true),
    measure("rettidighed_jobsamtaler", "Rettidige jobsamtaler", "Timely job interviews", true, true),
];

const fn measure(id: &'static str, da: &'static str, en: &'static str, share: bool, higher: bool) -> SampleMeasure {
    SampleMeasure { id, share, da, en, higher }
}

/// The jobcentres and funds that deliver.
pub(super) struct Cast {
    /// Jobcentres with their time.
    pub(super) jobcentres: Vec<Player>,
    /// Funds with their time.
    pub(super) akasser: Vec<Player>,
    size: SampleSize,
}

/// One who delivers.
pub(super) struct Player {
    /// Code.
    pub(super) id: String,
    from: Option<Period>,
    to: Option<Period>,
}

impl Player {
    fn plays(&self, period: Period) -> bool {
        self.from.is_none_or(|from| from <= period) && self.to.is_none_or(|to| period <= to)
    }
}

impl Cast {
    /// Real jobcentres and funds first, made-up ones where they do not suffice.
    pub(super) fn choose(size: SampleSize) -> Self {
        let jobcentres = players(AREAS, |row| field(row, AREAS, "kind") == "jobcentre");
        let akasser = players(AKASSER, |row| field(row, AKASSER, "insured") == "yes");
        let with_extras = |mut real: Vec<Player>, extras: &[String]| {
            real.extend(extras.iter().map(|id| Player { id: id.clone(), from: None, to: None }));
            real
        };
        Self {
            jobcentres: with_extras(jobcentres, &extra_ids("proeveby", size.jobcentres)),
            akasser: with_extras(akasser, &extra_ids("proevekasse", size.akasser)),
            size,
        }
    }

    /// The jobcentres of a month.
    pub(super) fn jobcentres(&self, period: Period) -> impl Iterator<Item = &Player> {
        self.jobcentres.iter().filter(move |player| player.plays(period)).take(usize::from(self.size.jobcentres))
    }

    /// The funds of a month.
    pub(super) fn akasser(&self, period: Period) -> impl Iterator<Item = &Player> {
        self.akasser.iter().filter(move |player| player.plays(period)).take(usize::from(self.size.akasser))
    }
}

/// Ids of made-up codes, as many as could be needed if no real one existed.
fn extra_ids(stem: &str, count: u16) -> Vec<String> {
    (1..=count).map(|number| format!("{stem}_{number:03}")).collect()
}

fn players(list: &str, wanted: impl Fn(&csv::StringRecord) -> bool) -> Vec<Player> {
    let month = |text: &str| Period::parse(text.get(..7)?);
    records(list)
        .into_iter()
        .filter(|row| wanted(row))
        .map(|row| Player {
            id: field(&row, list, "id"),
            from: month(&field(&row, list, "valid_from")),
            to: month(&field(&row, list, "valid_to")),
        })
        .collect()
}

fn records(list: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(list.as_bytes()).records().filter_map(Result::ok).collect()
}

fn field(row: &csv::StringRecord, list: &str, column: &str) -> String {
    let position = list
        .lines()
        .next()
        .and_then(|head| head.trim_start_matches('\u{feff}').split(',').position(|name| name == column));
    position.and_then(|position| row.get(position)).unwrap_or("").to_owned()
}

/// Everything but the deliveries.
pub(super) fn files(size: SampleSize) -> FileSet {
    let mut files = FileSet::default();
    files.add("noegletal.toml", PUBLICATION);
    for measure in &MEASURES {
        files.add(format!("data/measures/{}.toml", measure.id), measure_file(measure));
    }
    files.add("data/targets.toml", TARGETS);
    files.add("data/codes/areas.csv", with_rows(AREAS, &extra_ids("proeveby", size.jobcentres), area_row));
    files.add("data/codes/area_members.csv", with_rows(MEMBERS, &extra_ids("proeveby", size.jobcentres), member_row));
    files.add("data/codes/akasser.csv", with_rows(AKASSER, &extra_ids("proevekasse", size.akasser), akasse_row));
    files.add("data/codes/akasse_events.csv", EVENTS);
    files.add("content/metode/om.md", ABOUT);
    files
}

/// A code list with made-up rows behind the real ones.
fn with_rows(list: &str, ids: &[String], row: fn(&str, &str) -> String) -> String {
    let mut text = list.trim_end().replace("\r\n", "\n");
    let head = text.lines().next().unwrap_or("").trim_start_matches('\u{feff}').to_owned();
    for id in ids {
        text.push('\n');
        text.push_str(&row(&head, id));
    }
    text.push('\n');
    text
}

fn area_row(head: &str, id: &str) -> String {
    by_column(
        head,
        &[("kind", "jobcentre"), ("id", id), ("name", &format!("Jobcenter {}", title(id))), ("short", &title(id))],
    )
}

fn member_row(head: &str, id: &str) -> String {
    by_column(head, &[("parent", "landet"), ("child", id)])
}

fn akasse_row(head: &str, id: &str) -> String {
    by_column(head, &[("id", id), ("name", &title(id)), ("short", &title(id)), ("insured", "yes")])
}

fn by_column(head: &str, known: &[(&str, &str)]) -> String {
    let value = |name: &str| known.iter().find(|(column, _)| *column == name).map_or("", |(_, value)| value);
    head.split(',').map(value).collect::<Vec<_>>().join(",")
}

/// `proeveby_007` as `Prøveby 007`.
fn title(id: &str) -> String {
    let name = id.replace("oe", "ø").replace('_', " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn measure_file(measure: &SampleMeasure) -> String {
    let (kind, unit, decimals) = if measure.share { ("share", "percent", 1) } else { ("stock", "persons", 0) };
    let unit = if measure.id.starts_with("sygedagpenge") { "spells" } else { unit };
    let months = if measure.share { "ratio_of_sums" } else { "last" };
    let rest = if measure.share { "ratio_of_sums" } else { "sum" };
    let direction = if measure.higher { "higher" } else { "lower" };
    format!(
        "kind = \"{kind}\"\nunit = \"{unit}\"\ndecimals = {decimals}\ndirection = \"{direction}\"\n\
         dimensions = [\"period\", \"area\", \"akasse\"]\nareas = [\"jobcentre\"]\n\
         over_months = \"{months}\"\nover_akasser = \"{rest}\"\nover_areas = \"{rest}\"\n\n\
         [title]\nda = \"{da}\"\nen = \"{en}\"\n\n[short]\nda = \"{da}\"\nen = \"{en}\"\n\n\
         [definition]\nda = \"Opdigtede tal til afprøvning: {da}.\"\nen = \"Made-up figures for trying out: {en}.\"\n",
        da = measure.da,
        en = measure.en,
    )
}

const PUBLICATION: &str = r#"title = { da = "Syntetisk prøve af nøgletal", en = "Synthetic sample of key figures" }
publisher = "noegletal sample"
language = "da"
time_zone = "Europe/Copenhagen"
release_hour = "08:00"
base_url = "https://proeve.example/"

[contact]
name = "Ingen: tallene er opdigtede"
email = "ingen@proeve.example"

[licence]
id = "CC0-1.0"
title = "CC0 1.0"
url = "https://creativecommons.org/publicdomain/zero/1.0/deed.da"

[disclosure]
minimum_count = 5
zeros_are_sensitive = false

[disclosure.text]
da = "Tallene er opdigtede. De behandles, som om de var rigtige: antal fra 1 til 4 vises ikke."
en = "The figures are made up. They are treated as if they were real: counts from 1 to 4 are not shown."
"#;

const TARGETS: &str = r#"[[target]]
id = "proeve_90"
measure = "rettidighed_jobsamtaler"
class = "resultatmaal"
status = "in_force"
rule = "at_least"
value = 90
title = { da = "Mindst 90 pct. rettidige jobsamtaler", en = "At least 90 percent timely job interviews" }
label = "Mindst 90 pct."
binds = { da = "Alle (opdigtet)", en = "All (made up)" }
source = "om"

[[target]]
id = "proeve_sygedagpenge"
measure = "sygedagpenge_over_26_uger"
class = "resultatmaal"
status = "in_force"
rule = "below_last_year"
title = { da = "Færre lange sygedagpengeforløb end året før", en = "Fewer long sickness spells than the year before" }
label = "Færre end året før"
binds = { da = "Alle (opdigtet)", en = "All (made up)" }
source = "om"
"#;

const ABOUT: &str = "+++\nslug = \"om\"\ntype = \"metode\"\ntitle = \"Om prøven\"\nsummary = \"Alle tal er opdigtede.\"\nlang = \"da\"\n+++\n\nAlle tal i denne prøve er opdigtede. Navnene på a-kasser og jobcentre er rigtige, men tallene har intet med dem at gøre.\n";
