//! A small publication without a fault, to be broken one place at a time.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    unreachable_pub,
    reason = "tests stop at what they do not expect"
)]

use noegletal::diagnostic::{Diagnostic, Report};
use noegletal::source::Memory;

pub const HEAD: &str = r#"title = { da = "Nøgletal", en = "Key figures" }
publisher = "Et kontor"
language = "da"
time_zone = "Europe/Copenhagen"
release_hour = "08:00"
base_url = "https://tal.example"

[contact]
name = "Redaktionen"
email = "redaktion@tal.example"

[licence]
id = "CC-BY-4.0"
title = "Creative Commons"
url = "https://creativecommons.org/licenses/by/4.0/"

[disclosure]
minimum_count = 5
text = "Små tal skjules."
"#;

pub const MEASURE: &str = r#"title = "Samtaler"
short = "Samtaler"
definition = { da = "Andel med samtaler.", en = "Share with interviews." }
kind = "share"
unit = "percent"
decimals = 0
direction = "higher"
dimensions = ["period", "area", "akasse"]
areas = ["jobcentre"]
over_months = "mean_of_months"
over_akasser = "none"
over_areas = "ratio_of_sums"

[[interval]]
from = "2020-11"
to = "2020-12"

[[interval]]
from = "2021-01"
to = "2021-06"
excluded = true
reason = "Suspenderet."

[[interval]]
from = "2021-07"

[[break]]
at = "2021-08"
text = "Ny opgørelse."

[[rule]]
from = "2020-09"
text = "Tre måneder."

[disclosure]
published_by_owner = true
owner = "Styrelsen"
source = "notat-2021"
"#;

pub const TARGETS: &str = r#"[[target]]
id = "mindst_85"
measure = "samtaler"
class = "indsatsmaal"
status = "in_force"
rule = "at_least"
value = 85.5
title = "Mindst 85,5"
label = "85,5 %"
akasse = ["metal", "3f"]
binds = "A-kasser"
from = "2020-09"
source = "notat-2021"
judged_on = "summary"

[[target]]
id = "som_aftalt"
class = "resultatmaal"
status = "agreed"
rule = "qualitative"
title = "Som aftalt"
label = "Som aftalt"
akasse = "all"
binds = "Alle"
source = "aftale"

[[target]]
id = "region_vaekst"
measure = "samtaler"
class = "resultatmaal"
status = "withdrawn"
rule = "change_at_most"
value = 7
title = "Højst 7 over"
label = "7"
area = ["region_syd"]
binds = "Regionen"
baseline = "2020-11"
source = "aftale"

[[target.step]]
at = "2013-08-19"
status = "withdrawn"
text = "Taget ud."

[[target.step]]
at = "2013-08"
status = "proposed"
text = "Foreslået."

[[target]]
id = "landet_vaekst"
measure = "samtaler"
class = "resultatmaal"
status = "proposed"
rule = "change_at_most"
value = 6
title = "Landet 6 over"
label = "6"
area = ["landet"]
binds = "Ingen"
baseline = "2020-11"
source = "aftale"
consequence = true
follows_from = ["region_vaekst"]
"#;

pub const FOLLOW_UP: &str = r#"[[watch]]
id = "voksende"
title = "Vokser mest"
text = { da = "De tre, der vokser mest.", en = "The three that grow most." }
who = "akasse"
rule = "largest_growth"
measure = "samtaler"
over_months = 12
from_at_least = 50
in_percent = false
at_most = 3
source = "aftale"

[[watch]]
id = "misset"
title = "Misset to gange"
text = "To måneder i træk."
who = "area"
rule = "missed_running"
target = "mindst_85"
months = 2

[[pair]]
area = "jc_odense"
akasse = "metal"

[[pair]]
area = "jc_odense"
akasse = "3f"
"#;

pub const CALENDAR: &str = r#"[[release]]
id = "udgivelse-2021-09"
period = "2021-09"
date = "2021-12-15"
time = "09:30"
status = "confirmed"
logged = "2021-10-01"
title = "September"

[[release.change]]
logged = "2021-11-01"
from = "2021-12-10"
to = "2021-12-13"
reason = "Mere tid."

[[release.change]]
logged = "2021-12-01"
from = "2021-12-13"
to = "2021-12-15"
reason = "Endnu mere tid."

[[release]]
id = "udgivelse-2009-12"
period = "2009-12"
date = "2009-W50"
status = "provisional"
title = "December"

[[release]]
id = "revision"
period = "2021-09"
version = 2
date = "2022-02"
status = "cancelled"
synthetic = true
title = "Revision"

[release.cancellation]
logged = "2022-01-10"
notice = "Intet at revidere."

[[meeting]]
id = "forum"
kind = "other"
date = "2013-08"
title = "Forum"
documents = ["aftale"]
editions = ["2021-09"]
minutes = "referat"

[[recurring]]
kind = "director"
times_per_year = 2
title = "Ledelser"
"#;

pub const AKASSER: &str =
    "id,name,short,label_2021,aliases,code,valid_from,valid_to,successor,insured,note,source,verified
metal,Metal A-kasse,Dansk Metal,Dansk Metal-A,Metalarbejdernes A-kasse,12,,,,yes,,Kilde,yes
3f,Faglig Fælles A-kasse (3F),3F,3F-A,3F-A;Faglig Fælles,,,,,yes,,Kilde,partly
tib,\"Træ, Industri, Byg\",TIB,,TIB-A,,,2010-12-31,3f,yes,,Kilde,yes
uforsikret,Ikke medlem,Uden a-kasse,,,,,,,no,,Kilde,yes
";

pub const EVENTS: &str = "date,kind,from,to,text_da,text_en,source,verified
2015-01-01,rename,metal,metal,Nyt navn.,New name.,Kilde,yes
2011-01-01,merger,tib,3f,TIB blev lagt ind i 3F.,TIB was merged into 3F.,Kilde,yes
";

pub const AREAS: &str = "kind,id,name,short,code,aliases,valid_from,valid_to,note,source,verified
municipality,odense,Odense Kommune,Odense,461,,2007-01-01,,,Kilde,yes
jobcentre,jc_odense,Jobcenter Odense,Odense,,JC Odense,2007-08-01,2025-12-31,,Kilde,yes
country,landet,Hele landet,Landet,000,Danmark,,,,Kilde,yes
region,region_syd,Region Syddanmark,Syddanmark,1083,083;RS,2007-01-01,,,Kilde,yes
";

pub const MEMBERS: &str = "parent,child,valid_from,valid_to,source
landet,region_syd,2007-01-01,,Kilde
region_syd,odense,2007-01-01,,Kilde
";

pub const RELEASE: &str = r#"period = "2021-09"
published = "2021-12-15T08:00:00+01:00"
status = "final"
class = "first"
reason = ""
synthetic = false
withdrawn = []
documents = ["notat-2021"]

[[table]]
file = "bred.csv"
measure = "samtaler"
layout = "wide"
rows = "period"
columns = "akasse"
area = "jc_odense"
total = "Total"

[[table.missing]]
period = ["2021-07", "2021-08"]
akasse = ["metal", "3f"]
status = "not_received"
note = "Tom celle."

[[expected]]
measure = "samtaler"
expected = "2021-W50"
text = "Kommer."
"#;

pub const RELEASE_PATH: &str = "data/2021-09/v1/release.toml";

/// The publication.
pub fn sound() -> Memory {
    Memory::default()
        .with("noegletal.toml", HEAD)
        .with("data/measures/samtaler.toml", MEASURE)
        .with("data/targets.toml", TARGETS)
        .with("data/calendar.toml", CALENDAR)
        .with("data/follow_up.toml", FOLLOW_UP)
        .with("data/codes/akasser.csv", AKASSER)
        .with("data/codes/akasse_events.csv", EVENTS)
        .with("data/codes/areas.csv", AREAS)
        .with("data/codes/area_members.csv", MEMBERS)
        .with(RELEASE_PATH, RELEASE)
        .with("data/2021-09/v1/bred.csv", "")
}

/// The publication with one stretch of one file written otherwise.
pub fn with(path: &str, written: &str, instead: &str) -> Memory {
    change(sound(), path, written, instead)
}

/// The same for a publication at hand.
pub fn change(source: Memory, path: &str, written: &str, instead: &str) -> Memory {
    let text = String::from_utf8(source.files[path].clone()).unwrap();
    assert!(text.contains(written), "{path} does not hold {written:?}");
    source.with(path, text.replacen(written, instead, 1))
}

/// `code file:line:column field | message | hint`, one for each problem, in order.
pub fn lines(report: &Report) -> Vec<String> {
    report.sorted().into_iter().map(line).collect()
}

fn line(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref().unwrap_or_else(|| panic!("{diagnostic:?} has no place"));
    let hint = diagnostic.hint.as_deref().unwrap_or_else(|| panic!("{diagnostic:?} has no hint"));
    format!(
        "{} {}:{}:{} {} | {} | {hint}",
        diagnostic.code.word(),
        place.file,
        place.line,
        place.column,
        diagnostic.field.as_deref().unwrap_or("-"),
        diagnostic.message,
    )
}
