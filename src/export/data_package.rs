//! `datapackage.json`: an edition's tables as a Data Package (version 2), and `datapackage.zip`: the same in one file.

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::columns::{self, Column, Holds};
use super::table::Table;
use super::{Context, zipped};
use crate::model::{FileSet, Flags, Language, Missing};
use crate::text::document::{self, Records};
use crate::text::{date, symbol};

/// The package's name, which no measure may have.
pub(super) const NAME: &str = "datapackage.json";
/// The name of the package in one file.
pub(super) const ZIPPED: &str = "datapackage.zip";

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: &'static str,
    id: String,
    title: String,
    description: String,
    homepage: String,
    version: String,
    created: String,
    licenses: Value,
    contributors: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    synthetic: bool,
    resources: Records<Content<'a>>,
}

/// A table: one of the package's files, or what stands in the package itself.
#[derive(Serialize)]
#[serde(untagged)]
enum Content<'a> {
    File(Resource<'a>),
    Inline(Value),
}

#[derive(Serialize)]
struct Resource<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    path: String,
    title: &'a str,
    description: &'a str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
    schema: Value,
}

/// The package of an edition. `csv` gives the bytes of a measure's `<measure>.csv`.
pub(super) fn file<'f>(context: &Context<'_>, tables: &[Table<'_>], csv: impl Fn(&str) -> Option<&'f [u8]>) -> Vec<u8> {
    let (publication, release) = (context.publication, &context.edition.release);
    let month = date::month(Language::Danish, release.id.period);
    let made_up = if release.synthetic { " Tallene er syntetiske." } else { "" };
    let licence = &publication.licence;
    let mut resources = Vec::new();
    for table in tables {
        let Some(bytes) = csv(&table.measure.id) else { continue };
        let resource = Resource {
            name: &table.measure.id,
            kind: "table",
            path: format!("{}.csv", table.measure.id),
            title: &table.measure.title.da,
            description: &table.measure.definition.da,
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            bytes: bytes.len(),
            hash: format!("sha256:{}", hex(&Sha256::digest(bytes))),
            schema: schema(&columns::of(table.measure)),
        };
        resources.push(Content::File(resource));
    }
    resources.push(Content::Inline(words()));
    document::file(&Package {
        schema: "https://datapackage.org/profiles/2.0/datapackage.json",
        // One name for all editions: what tells them apart is the version.
        name: "noegletal",
        id: format!("{}api/v1/releases/{}/{NAME}", publication.base_url, release.id.path()),
        title: format!("{}, {month}, udgave {}", publication.title.da, release.id.version),
        description: format!(
            "Tallene for {month} med hver måling som en tabel. Et tomt felt er intet tal; grunden står i kolonnen status.{made_up}"
        ),
        homepage: format!("{}{}/", publication.base_url, release.id.path()),
        version: format!("{}.{}.{}", release.id.period.year(), release.id.period.month(), release.id.version),
        created: release.published.to_rfc3339(),
        licenses: json!([{ "name": licence.id, "path": licence.url, "title": licence.title }]),
        contributors: json!([{ "title": publication.publisher, "email": publication.contact.email, "roles": ["publisher"] }]),
        keywords: tables.iter().map(|table| table.measure.id.as_str()).collect(),
        synthetic: release.synthetic,
        resources: Records(resources),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn schema(columns: &[Column]) -> Value {
    let fields: Vec<Value> = columns.iter().map(field).collect();
    json!({
        "fields": fields,
        "missingValues": [{ "value": "", "label": columns::EMPTY }],
    })
}

fn field(column: &Column) -> Value {
    let mut field = json!({
        "name": column.name,
        "title": column.title,
        "description": column.text,
        "type": match column.holds {
            Holds::Text | Holds::Month | Holds::Words => "string",
            Holds::Decimal => "number",
            Holds::Count => "integer",
        },
    });
    match column.holds {
        // A list by its content; the standard has had such a type for a short time only, and few readers know it.
        Holds::Words => field["constraints"] = json!({ "pattern": "^[a-z_]+( [a-z_]+)*$" }),
        Holds::Month => field["constraints"] = json!({ "required": true, "pattern": columns::MONTH }),
        Holds::Count => field["constraints"] = json!({ "minimum": 0 }),
        Holds::Text if column.always => field["constraints"] = json!({ "required": true }),
        Holds::Text | Holds::Decimal => {}
    }
    // An empty code is no figure that is missing: there, it means everything together.
    let empty = match column.name {
        "area" => Some("Ikke delt på områder, eller alle under ét"),
        "akasse" => Some("Alle a-kasser under ét"),
        "status" | "note" => Some("Intet at bemærke"),
        _ => None,
    };
    if let Some(label) = empty {
        field["missingValues"] = json!([{ "value": "", "label": label }]);
    }
    field
}

/// The words of the column `status`, as a table inside the package: the labels of what is missing.
fn words() -> Value {
    let reasons = Missing::DELIVERED.iter().map(|(reason, _)| *reason).chain([Missing::Incomplete(1)]);
    let reasons = reasons.map(|reason| (reason.word(), "missing", symbol::of_missing_in_files(reason)));
    let marks = Flags::ALL.iter().filter_map(|(flag, word)| {
        let symbol = symbol::of_flags_in_files(*flag).next()?;
        Some((*word, "mark", symbol))
    });
    let rows: Vec<Value> = reasons
        .chain(marks)
        .map(|(word, kind, symbol)| {
            json!({ "status": word, "kind": kind, "sign": symbol.sign, "label": symbol.word, "meaning": symbol.meaning })
        })
        .collect();
    let field = |name: &str, text: &str| json!({ "name": name, "type": "string", "description": text });
    json!({
        "name": "status-words",
        "type": "table",
        "title": "Ordene i kolonnen status",
        "description": "Hvert ord, som kolonnen status kan have, med tegn, navn og betydning.",
        "data": rows,
        "schema": { "fields": [
            field("status", "Ordet."),
            field("kind", "missing: der er intet tal; mark: et mærke på tallet."),
            field("sign", "Tegnet på siderne."),
            field("label", "Navnet."),
            field("meaning", "Betydningen."),
        ] },
    })
}

/// The package with its tables, what describes their columns, and what the edition says about itself, in one file.
pub(super) fn zipped(context: &Context<'_>, files: &FileSet, package: &[u8]) -> Result<Vec<u8>, String> {
    let mut inside = FileSet::default();
    let folder = context.place.path("");
    for (path, bytes) in files.iter() {
        let name = path.strip_prefix(&folder).unwrap_or(path);
        if name.ends_with(".csv") || name.ends_with(".csv-metadata.json") {
            inside.add(name, bytes);
        }
    }
    inside.add(NAME, package);
    zipped::zip(&inside, "", context.edition.release.published)
}
