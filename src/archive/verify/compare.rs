//! One measure of a version: its JSON, its table for programs and its table for spreadsheets, figure by figure.

use std::collections::BTreeMap;

use super::decimal;
use super::files::{Observation, Raw, Summary};
use crate::model::{Flags, Missing};
use crate::text::symbol;

/// The names that a table for spreadsheets gives to ids, funds and areas apart.
pub(super) type Names = BTreeMap<(&'static str, String), String>;

/// A row of `<measure>.csv`.
pub(super) struct TidyRow {
    fields: csv::StringRecord,
}

/// Columns of `<measure>.csv` that make a figure.
const FIGURE: [&str; 8] = ["measure", "period", "area", "akasse", "value", "numerator", "denominator", "status"];

/// Where a coarser answer begins: its lower end, and then the upper one.
const LOW: usize = 9;

impl TidyRow {
    fn at(&self, column: usize) -> &str {
        self.fields.get(column).unwrap_or_default()
    }

    /// The figure's line in the listing that is sealed.
    fn line(&self, out: &mut String) {
        for column in 0..FIGURE.len() {
            if column > 0 {
                out.push(',');
            }
            out.push_str(self.at(column));
        }
        match [self.at(LOW), self.at(LOW + 1)] {
            ["", _] => {}
            ["0", high] => out.push_str(&format!(" at_most {high}")),
            [low, _] => out.push_str(&format!(" at_least {low}")),
        }
        out.push('\n');
    }

    fn name(&self) -> String {
        let mut name = format!("{}, {}", self.at(0), self.at(1));
        for (word, code) in [("area", self.at(2)), ("a-kasse", self.at(3))] {
            if !code.is_empty() {
                name.push_str(&format!(", {word} {code}"));
            }
        }
        name
    }
}

/// Reads `<measure>.csv`.
pub(super) fn read_tidy(bytes: &[u8]) -> Result<Vec<TidyRow>, String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let headers = reader.headers().map_err(|error| error.to_string())?;
    if headers.iter().take(FIGURE.len()).ne(FIGURE) {
        return Err(format!("its columns are not {}", FIGURE.join(",")));
    }
    let rows = reader.records().map(|record| record.map(|fields| TidyRow { fields }));
    rows.collect::<Result<_, _>>().map_err(|error| error.to_string())
}

/// The lines of a measure in the listing that is sealed: its figures, then its figures over months.
pub(super) fn listing(measure: &str, rows: &[TidyRow], summaries: &[Raw<'_>]) -> Result<String, String> {
    let mut out = String::with_capacity(rows.len() * 64);
    rows.iter().for_each(|row| row.line(&mut out));
    for raw in summaries {
        let summary: Summary<'_> = serde_json::from_str(raw.get()).map_err(|error| error.to_string())?;
        let count = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
        out.push_str(&format!(
            "{measure},{}/{},{},{},{},{},{},{}\n",
            summary.from,
            summary.to,
            summary.area.unwrap_or_default(),
            summary.akasse.unwrap_or_default(),
            summary.value.get(),
            count(summary.numerator),
            count(summary.denominator),
            summary.published.map(|raw| raw.get()).unwrap_or_default(),
        ));
    }
    Ok(out)
}

/// Figures of `<measure>.csv` that are not those of `<measure>.json`, each as a sentence.
pub(super) fn tidy(measure: &str, rows: &[TidyRow], observations: &[Observation<'_>]) -> Vec<String> {
    let mut wrong = Vec::new();
    if rows.len() != observations.len() {
        let (csv, json) = (rows.len(), observations.len());
        wrong.push(format!("{measure}.csv has {csv} figures, {measure}.json {json}"));
    }
    let mut status = String::new();
    for (row, json) in rows.iter().zip(observations) {
        let key = [measure, json.period, json.area.unwrap_or_default(), json.akasse.unwrap_or_default()];
        if key.iter().enumerate().any(|(column, code)| row.at(column) != *code) {
            wrong.push(format!("{measure}.csv has {} where {measure}.json has {}", row.name(), key.join(", ")));
            continue;
        }
        status.clear();
        for word in &json.status {
            status.push_str(if status.is_empty() { "" } else { " " });
            status.push_str(word);
        }
        let value = json.value.map(|raw| raw.get());
        let count = |column: usize, count: Option<u64>| match count {
            None => row.at(column).is_empty(),
            Some(count) => row.at(column).parse() == Ok(count),
        };
        let same = decimal::same(row.at(4), value) && count(5, json.numerator) && count(6, json.denominator);
        let answer = count(LOW, json.low.map(u64::from)) && count(LOW + 1, json.high.map(u64::from));
        if !same || !answer || row.at(7) != status {
            let csv = told([row.at(4), row.at(5), row.at(6), row.at(7)]);
            let text = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
            let (numerator, denominator) = (text(json.numerator), text(json.denominator));
            let json = told([value.unwrap_or_default(), &numerator, &denominator, &status]);
            wrong.push(format!("{}: {csv} in {measure}.csv, {json} in {measure}.json", row.name()));
        }
    }
    wrong
}

fn told([value, numerator, denominator, status]: [&str; 4]) -> String {
    let mut told = if value.is_empty() { "no value".to_owned() } else { value.to_owned() };
    if !numerator.is_empty() || !denominator.is_empty() {
        told.push_str(&format!(" ({numerator} of {denominator})"));
    }
    if !status.is_empty() {
        told.push_str(&format!(" [{status}]"));
    }
    told
}

/// Figures of `<measure>.da.csv` that are not those of `<measure>.csv`, each as a sentence; adds the names it gives.
pub(super) fn danish(measure: &str, title: &str, bytes: &[u8], rows: &[TidyRow], names: &mut Names) -> Vec<String> {
    let Some(bytes) = bytes.strip_prefix("\u{feff}".as_bytes()) else {
        return vec![format!("{measure}.da.csv does not begin with a byte order mark")];
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes);
    let mut wrong = Vec::new();
    let mut count = 0;
    for (at, record) in reader.records().enumerate() {
        count += 1;
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                wrong.push(format!("{measure}.da.csv cannot be read: {error}"));
                return wrong;
            }
        };
        let Some(row) = rows.get(at) else { continue };
        let field = |column: usize| record.get(column).unwrap_or_default();
        if field(0).trim_start_matches('\'') != title.trim_start_matches('\'') || field(1) != row.at(1) {
            wrong.push(format!(
                "{measure}.da.csv has {}, {} where {measure}.csv has {}",
                field(0),
                field(1),
                row.name()
            ));
            continue;
        }
        // A measure without areas has no name for all of them, so the names of what is not broken down differ.
        for (kind, id, name) in [("area", row.at(2), field(2)), ("a-kasse", row.at(3), field(3))] {
            let key = (kind, if id.is_empty() { format!(" {measure}") } else { id.to_owned() });
            let known = names.entry(key).or_insert_with(|| name.to_owned());
            if known != name {
                wrong.push(format!("{}: {measure}.da.csv says {name} for {kind} {id}, elsewhere {known}", row.name()));
            }
        }
        let number = |column: usize, tidy: &str| field(column).replace(',', ".") == tidy;
        let words = danish_words(row.at(7));
        let same = number(4, row.at(4)) && number(6, row.at(5)) && number(7, row.at(6));
        if !same || field(8) != words {
            let danish = told([field(4), field(6), field(7), field(8)]);
            let tidy = told([row.at(4), row.at(5), row.at(6), row.at(7)]);
            wrong.push(format!("{}: {danish} in {measure}.da.csv, {tidy} in {measure}.csv", row.name()));
        }
    }
    if count != rows.len() {
        wrong.push(format!("{measure}.da.csv has {count} figures, {measure}.csv {}", rows.len()));
    }
    wrong
}

/// The words that a table for spreadsheets has for those of files.
fn danish_words(status: &str) -> String {
    let flags = [Flags::PROVISIONAL, Flags::REVISED, Flags::ESTIMATED, Flags::BREAK];
    let danish = |word: &str| {
        let flag = flags.into_iter().find(|flag| flag.words().next() == Some(word));
        let mark = flag.and_then(|flag| symbol::flags_in_files(flag).next());
        mark.or_else(|| missing(word).map(symbol::missing_in_files)).unwrap_or_default()
    };
    let words: Vec<&str> = status.split_ascii_whitespace().map(danish).collect();
    words.join(", ")
}

/// The reason that a word of files stands for.
pub(super) fn missing(word: &str) -> Option<Missing> {
    Missing::parse(word).or_else(|| (word == "incomplete").then_some(Missing::Incomplete(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "measure,period,area,akasse,value,numerator,denominator,status,note\n";
    const DANISH: &str = "\u{feff}Måling;Måned;Område;A-kasse;Værdi;Enhed;Tæller;Nævner;Status;Bemærkning\r\n";

    fn rows(text: &str) -> Vec<TidyRow> {
        read_tidy(format!("{HEAD}{text}").as_bytes()).unwrap()
    }

    fn against_json(csv: &str, json: &[&str]) -> Vec<String> {
        let json: Vec<Observation<'_>> = json.iter().map(|record| serde_json::from_str(record).unwrap()).collect();
        tidy("m", &rows(csv), &json)
    }

    const FIRST: &str = r#"{"period":"2021M09","akasse":"3f","area":null,"value":33,"numerator":1,"denominator":3,"status":["revised"]}"#;

    #[test]
    fn the_table_for_programs_has_the_figures_of_the_json() {
        assert_eq!(against_json("m,2021M09,,3f,33.0,1,3,revised,x\n", &[FIRST]), [""; 0]);
        for (csv, said) in [
            ("m,2021M09,,3f,34,1,3,revised,\n", "m, 2021M09, a-kasse 3f: 34 (1 of 3) [revised] in m.csv, 33 (1 of 3)"),
            ("m,2021M09,,3f,33,2,3,revised,\n", "33 (2 of 3) [revised] in m.csv"),
            ("m,2021M09,,3f,33,1,3,,\n", "33 (1 of 3) in m.csv, 33 (1 of 3) [revised] in m.json"),
            ("m,2021M09,,hk,33,1,3,revised,\n", "m.csv has m, 2021M09, a-kasse hk where m.json has m, 2021M09, , 3f"),
            ("", "m.csv has 0 figures, m.json 1"),
        ] {
            let found = against_json(csv, &[FIRST]);
            assert!(found.len() == 1 && found[0].contains(said), "{found:?}");
        }
        assert!(read_tidy(b"measure,period\n").is_err());
    }

    #[test]
    fn the_table_for_spreadsheets_has_the_same_in_danish() {
        let csv = rows("m,2021M09,x,3f,33.5,1,3,revised break,\nm,2021M09,x,,,,,suppressed,\n");
        let good = "T;2021M09;Xby;3F;33,5;Pct.;1;3;revideret, databrud;\r\n\
                    T;2021M09;Xby;Alle a-kasser;;Pct.;;;skjult af hensyn til fortrolighed;\r\n";
        let wrong = |text: &str| danish("m", "T", format!("{DANISH}{text}").as_bytes(), &csv, &mut Names::default());
        assert_eq!(wrong(good), [""; 0]);
        for (from, to, said) in [
            ("33,5", "35,5", "m, 2021M09, area x, a-kasse 3f: 35,5 (1 of 3)"),
            ("T;2021M09;Xby;A", "T;2021M09;Yby;A", "says Yby for area x, elsewhere Xby"),
            ("skjult af hensyn til fortrolighed", "ikke modtaget", "no value [ikke modtaget] in m.da.csv"),
            ("T;2021M09;Xby;3F", "U;2021M09;Xby;3F", "m.da.csv has U, 2021M09"),
        ] {
            let found = wrong(&good.replace(from, to));
            assert!(found.len() == 1 && found[0].contains(said), "{found:?}");
        }
        assert!(wrong(good.lines().next().unwrap()).concat().contains("m.da.csv has 1 figures, m.csv 2"));
    }

    #[test]
    fn the_listing_is_the_table_without_remarks_and_the_figures_over_months() {
        let summary = r#"{"akasse":"3f","area":null,"rule":"mean_of_months","from":"2021M07","to":"2021M09","months":3,
            "value":81.6,"numerator":null,"denominator":null,"published":82,"reconciles":"equal"}"#;
        let summary: Raw<'_> = serde_json::from_str(summary).unwrap();
        let text = listing("m", &rows("m,2021M09,,3f,33.0,1,3,revised,remark\n"), &[summary]).unwrap();
        assert_eq!(text, "m,2021M09,,3f,33.0,1,3,revised\nm,2021M07/2021M09,,3f,81.6,,,82\n");
    }
}
