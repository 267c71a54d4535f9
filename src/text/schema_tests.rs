//! JSON Schemas of our files, generated from the types that write them. Only tests know them: what is published are the
//! files below `src/export/schema/`, which a test holds against the types, so a build costs nothing.
#![allow(clippy::disallowed_methods, reason = "tests look at the disk themselves")]

use std::path::PathBuf;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// Says that a type is a list of `T` in a file.
macro_rules! list_of {
    ($of:ident, $list:ty) => {
        impl<$of: schemars::JsonSchema> schemars::JsonSchema for $list {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                <Vec<$of> as schemars::JsonSchema>::schema_name()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <Vec<$of> as schemars::JsonSchema>::json_schema(generator)
            }
        }
    };
}
pub(crate) use list_of;

/// Generates the schema of files of the form `T` and holds it against `src/export/schema/<name>.json`;
/// `UPDATE_CASES=1` writes it. `added` are the keys that were added later, such as `summary.pooled` (by the name of the
/// definition) or `intervals`: files written before lack them, so no reader may count on them.
pub(crate) fn assert_published<T: JsonSchema>(name: &str, added: &[&str]) {
    let schema = generated::<T>(added);
    let text = pretty(&schema);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("src/export/schema/{name}.json"));
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == text,
        "{} is not what the types say; UPDATE_CASES=1 writes it anew, and its diff is what readers will see",
        path.display()
    );
}

fn generated<T: JsonSchema>(added: &[&str]) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(Plain);
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let mut schema = Value::from(schema);
    for path in added {
        let (of, key) = match path.split_once('.') {
            Some((of, key)) => (&mut schema["$defs"][of], key),
            None => (&mut schema, *path),
        };
        let required = of["required"].as_array_mut().unwrap_or_else(|| panic!("{path} is in no definition"));
        let at = required.iter().position(|known| known == key).unwrap_or_else(|| panic!("{path} is never left out"));
        required.remove(at);
    }
    let description = schema["description"].as_str().unwrap_or_default();
    schema["description"] = format!("{description} Keys may be added; unknown keys are to be ignored.").into();
    schema
}

/// Takes away what the types of one language say of numbers and JSON does not know, their width, and how comments are
/// broken into lines.
#[derive(Clone)]
struct Plain;

impl Transform for Plain {
    fn transform(&mut self, schema: &mut Schema) {
        let of_width = |format: &Value| {
            format.as_str().is_some_and(|format| {
                format.trim_start_matches('u').starts_with("int") || ["float", "double"].contains(&format)
            })
        };
        if schema.get("format").is_some_and(of_width) {
            schema.remove("format");
            if schema.get("maximum").is_some_and(|maximum| [255, 65_535].iter().any(|width| maximum == width)) {
                schema.remove("maximum");
            }
        }
        if let Some(text) = schema.get("description").and_then(Value::as_str).map(|text| text.replace('\n', " ")) {
            schema.insert("description".to_owned(), text.into());
        }
        transform_subschemas(self, schema);
    }
}

/// One space for each level, as the published files have always had it.
fn pretty(schema: &Value) -> String {
    let mut out = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, formatter);
    serde::Serialize::serialize(schema, &mut serializer).unwrap();
    String::from_utf8(out).unwrap() + "\n"
}

/// The files of a kind as they were written at some time, by name: `tests/fixtures/api/<kind>-<number>.json`.
pub(crate) fn past_shapes(kind: &str) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/api");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap().to_owned();
        if name.rsplit_once('-').is_some_and(|(of, _)| of == kind) {
            found.push((name, std::fs::read(path).unwrap()));
        }
    }
    assert!(!found.is_empty(), "there is no file of the kind {kind}");
    found.sort();
    found
}
