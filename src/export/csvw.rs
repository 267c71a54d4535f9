//! `<measure>.csv-metadata.json`: what the columns of `<measure>.csv` are, as CSV on the Web has it.

use serde::Serialize;
use serde_json::{Value, json};

use super::Context;
use super::columns::{self, Column, Holds};
use super::table::Table;
use crate::text::document;

#[derive(Serialize)]
struct File<'a> {
    #[serde(rename = "@context")]
    context: Value,
    url: String,
    #[serde(rename = "dc:title")]
    title: &'a str,
    #[serde(rename = "dc:description")]
    description: &'a str,
    #[serde(rename = "dc:publisher")]
    publisher: &'a str,
    #[serde(rename = "dc:license")]
    licence: Value,
    #[serde(rename = "dc:modified")]
    modified: Value,
    #[serde(rename = "dc:source")]
    source: Value,
    notes: Vec<String>,
    dialect: Value,
    #[serde(rename = "tableSchema")]
    schema: Value,
}

/// The file stands where readers of the standard look first.
pub(super) fn file(context: &Context<'_>, table: &Table<'_>) -> Vec<u8> {
    let (publication, release) = (context.publication, &context.edition.release);
    let measure = table.measure;
    let page = format!("{}{}/maal/{}/", publication.base_url, release.id.path(), measure.id);
    let columns: Vec<Value> = columns::of(measure).iter().map(column).collect();
    let mut notes = Vec::new();
    if release.synthetic {
        notes.push("Syntetiske tal.".to_owned());
    }
    notes.push("Tekst, som et regneark ville udføre som en formel, har en apostrof foran.".to_owned());
    let file = File {
        context: json!(["http://www.w3.org/ns/csvw", { "@language": "da" }]),
        url: format!("{}.csv", measure.id),
        title: &measure.title.da,
        description: &measure.definition.da,
        publisher: &publication.publisher,
        licence: json!({ "@id": publication.licence.url }),
        modified: json!({ "@value": release.published.to_rfc3339(), "@type": "xsd:dateTime" }),
        source: json!({ "@id": page }),
        notes,
        dialect: json!({ "encoding": "utf-8", "delimiter": ",", "header": true, "lineTerminators": ["\n"] }),
        schema: json!({ "columns": columns }),
    };
    document::file(&file)
}

fn column(column: &Column) -> Value {
    let mut out = json!({
        "name": column.name,
        "titles": column.name,
        "dc:title": column.title,
        "dc:description": column.text,
        "required": column.always,
        "datatype": match column.holds {
            Holds::Text | Holds::Words => json!("string"),
            Holds::Month => json!({ "base": "string", "format": columns::MONTH }),
            Holds::Decimal => json!({ "base": "decimal" }),
            Holds::Count => json!({ "base": "nonNegativeInteger" }),
        },
    });
    if column.holds == Holds::Words {
        out["separator"] = json!(" ");
    }
    out
}
