//! The parts of a sample that stay: who publishes, measures, targets, texts.

use super::cast::Cast;
use super::lists;
use crate::model::{FileSet, Period};

/// A measure of the sample.
pub(super) struct SampleMeasure {
    /// Its id.
    pub(super) id: &'static str,
    /// Whether it is a share, delivered as counts.
    pub(super) share: bool,
    /// Whether it is one of the four core figures.
    pub(super) core: bool,
    /// About how many there are in a cell, on average over areas and funds.
    pub(super) mean: u64,
    /// Whether its series breaks in the sample.
    breaks: bool,
    da: &'static str,
    en: &'static str,
}

/// The six measures of a sample: every one by area and fund.
pub(super) const MEASURES: [SampleMeasure; 6] = [
    count("arbejdskraftreserve", 40, ("Arbejdskraftreserven", "Labour reserve")),
    SampleMeasure {
        breaks: true,
        ..count("unge_forsikrede_ledige", 24, ("Forsikrede ledige unge under 30 år", "Insured unemployed under 30"))
    },
    SampleMeasure {
        core: false,
        ..count("sygedagpenge_over_26_uger", 30, ("Sygedagpengeforløb over 26 uger", "Sickness spells over 26 weeks"))
    },
    share("rettidighed_cv_samtaler", 130, ("Rettidige CV-samtaler", "Timely CV interviews")),
    share("rettidighed_sygesamtaler", 110, ("Rettidige sygefraværssamtaler", "Timely sickness interviews")),
    SampleMeasure {
        core: false,
        ..share("rettidighed_jobsamtaler", 150, ("Rettidige jobsamtaler", "Timely job interviews"))
    },
];

const fn count(id: &'static str, mean: u64, (da, en): (&'static str, &'static str)) -> SampleMeasure {
    SampleMeasure { id, share: false, core: true, mean, breaks: false, da, en }
}

const fn share(id: &'static str, mean: u64, names: (&'static str, &'static str)) -> SampleMeasure {
    SampleMeasure { share: true, ..count(id, mean, names) }
}

/// How many months before the last one a series breaks.
const BREAK_BEFORE_LAST: i32 = 5;

/// The level after the break, in thousandths of that before.
const AFTER_BREAK: u64 = 1180;

impl SampleMeasure {
    /// The first month of the new level, when the series breaks inside the sample.
    pub(super) fn breaks_at(&self, cast: &Cast) -> Option<Period> {
        Some(cast.last.plus(-BREAK_BEFORE_LAST)).filter(|at| self.breaks && *at > cast.first)
    }

    /// What the break multiplies a month's level by, in thousandths.
    pub(super) fn after_break(&self, cast: &Cast, period: Period) -> u64 {
        if self.breaks_at(cast).is_some_and(|at| at <= period) { AFTER_BREAK } else { 1000 }
    }
}

/// Everything but the deliveries.
pub(super) fn files(cast: &Cast) -> FileSet {
    let mut files = FileSet::default();
    files.add("noegletal.toml", PUBLICATION);
    for measure in &cast.measures {
        files.add(format!("data/measures/{}.toml", measure.id), measure_file(measure, cast));
    }
    files.add("data/targets.toml", targets(cast));
    files.append(lists::files(cast));
    files.add("content/metode/om.md", ABOUT);
    files
}

fn measure_file(measure: &SampleMeasure, cast: &Cast) -> String {
    let (kind, unit, decimals) = if measure.share { ("share", "percent", 1) } else { ("stock", "persons", 0) };
    let unit = if measure.id.starts_with("sygedagpenge") { "spells" } else { unit };
    let months = if measure.share { "ratio_of_sums" } else { "last" };
    let rest = if measure.share { "ratio_of_sums" } else { "sum" };
    let direction = if measure.share { "higher" } else { "lower" };
    let areas = if cast.municipalities { r#""jobcentre", "municipality""# } else { r#""jobcentre""# };
    let mut text = format!(
        "kind = \"{kind}\"\nunit = \"{unit}\"\ndecimals = {decimals}\ndirection = \"{direction}\"\n\
         dimensions = [\"period\", \"area\", \"akasse\"]\nareas = [{areas}]\n\
         over_months = \"{months}\"\nover_akasser = \"{rest}\"\nover_areas = \"{rest}\"\n\n\
         [title]\nda = \"{da}\"\nen = \"{en}\"\n\n[short]\nda = \"{da}\"\nen = \"{en}\"\n\n\
         [definition]\nda = \"Opdigtede tal til afprøvning: {da}.\"\nen = \"Made-up figures for trying out: {en}.\"\n",
        da = measure.da,
        en = measure.en,
    );
    if let Some(at) = measure.breaks_at(cast) {
        text.push_str(&format!("\n[[break]]\nat = \"{}\"\n{BREAK_TEXT}", at.slug()));
    }
    text
}

const BREAK_TEXT: &str = "text = { da = \"Fra denne måned tæller også unge i løntilskud. Databruddet er opdigtet.\", en = \"From this month on, young people in subsidised jobs count too. The break is made up.\" }\n";

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
answers = [80, 90, 95]

[disclosure.text]
da = "Tallene er opdigtede. De behandles, som om de var rigtige: små antal vises ikke."
en = "The figures are made up. They are treated as if they were real: small counts are not shown."
"#;

/// How many funds are bound by name, each with a verdict of its own.
const BOUND: usize = 6;

/// Targets on core figures, so that every sample has them: for the country, and for some funds.
fn targets(cast: &Cast) -> String {
    let akasser: Vec<String> = cast.first_akasser(BOUND).map(|id| format!("\"{id}\"")).collect();
    TARGETS.replace("{akasser}", &akasser.join(", "))
}

const TARGETS: &str = r#"[[target]]
id = "proeve_reserve"
measure = "arbejdskraftreserve"
class = "resultatmaal"
status = "in_force"
rule = "below_last_year"
title = { da = "Mindre arbejdskraftreserve end året før", en = "A smaller labour reserve than the year before" }
label = "Mindre end året før"
binds = { da = "Alle (opdigtet)", en = "All (made up)" }
source = "om"

[[target]]
id = "proeve_cv_90"
measure = "rettidighed_cv_samtaler"
class = "resultatmaal"
status = "in_force"
rule = "at_least"
value = 90
title = { da = "Mindst 90 pct. rettidige CV-samtaler", en = "At least 90 percent timely CV interviews" }
label = "Mindst 90 pct."
akasse = [{akasser}]
binds = { da = "Nogle a-kasser (opdigtet)", en = "Some funds (made up)" }
source = "om"

[[target]]
id = "proeve_syge_97"
measure = "rettidighed_sygesamtaler"
class = "resultatmaal"
status = "in_force"
rule = "at_least"
value = 97
title = { da = "Mindst 97 pct. rettidige sygefraværssamtaler", en = "At least 97 percent timely sickness interviews" }
label = "Mindst 97 pct."
binds = { da = "Alle (opdigtet)", en = "All (made up)" }
source = "om"
"#;

const ABOUT: &str = "+++\nslug = \"om\"\ntype = \"metode\"\ntitle = \"Om prøven\"\nsummary = \"Alle tal er opdigtede.\"\nlang = \"da\"\n+++\n\nAlle tal i denne prøve er opdigtede. Navnene på a-kasser og jobcentre er rigtige, men tallene har intet med dem at gøre.\n";
