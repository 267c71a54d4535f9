//! Things and what is said of them, written as Turtle and as JSON-LD: the two say the same.
//!
//! Only what the catalogue needs: every thing has an address, and no blank nodes.

use crate::text::document::{self, Records};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The vocabularies by prefix.
const PREFIXES: [(&str, &str); 9] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// What is said of a thing.
pub(super) enum Object {
    /// Another thing, by its address.
    Thing(String),
    /// A text in a language.
    Text(String, &'static str),
    /// A text that no language owns.
    Plain(String),
    /// A value of a type, such as `xsd:date`.
    Typed(String, &'static str),
}

/// A thing with all that is said of it.
pub(super) struct Thing {
    address: String,
    class: &'static str,
    said: Vec<(&'static str, Vec<Object>)>,
}

impl Thing {
    pub(super) fn new(address: impl Into<String>, class: &'static str) -> Self {
        Self { address: address.into(), class, said: Vec::new() }
    }

    /// Its address.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Says something; nothing when there is no object.
    pub(super) fn say(mut self, of: &'static str, objects: impl IntoIterator<Item = Object>) -> Self {
        let objects: Vec<Object> = objects.into_iter().collect();
        if !objects.is_empty() {
            self.said.push((of, objects));
        }
        self
    }

    /// Names another thing.
    pub(super) fn thing(self, of: &'static str, address: impl Into<String>) -> Self {
        self.say(of, [Object::Thing(address.into())])
    }
}

/// The things as Turtle.
pub(super) fn turtle(things: &[Thing]) -> Vec<u8> {
    let mut out = String::new();
    for (prefix, vocabulary) in PREFIXES {
        out.push_str(&format!("@prefix {prefix}: <{vocabulary}> .\n"));
    }
    for thing in things {
        out.push_str(&format!("\n{} a {}", iri(&thing.address), thing.class));
        for (of, objects) in &thing.said {
            let objects: Vec<String> = objects.iter().map(object).collect();
            out.push_str(&format!(" ;\n  {of} {}", objects.join(", ")));
        }
        out.push_str(" .\n");
    }
    out.into_bytes()
}

fn object(object: &Object) -> String {
    match object {
        Object::Thing(address) => iri(address),
        Object::Text(text, language) => format!("{}@{language}", literal(text)),
        Object::Plain(text) => literal(text),
        Object::Typed(text, kind) => format!("{}^^{kind}", literal(text)),
    }
}

/// An address; what Turtle does not let stand in one is percent-encoded.
fn iri(address: &str) -> String {
    format!("<{}>", encoded(address))
}

fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            '\0'..=' ' | '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' => {
                out.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            _ => out.push(letter),
        }
    }
    out
}

fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// What a JSON-LD file says.
#[derive(Serialize)]
struct Graph {
    #[serde(rename = "@context")]
    context: Map<String, Value>,
    #[serde(rename = "@graph")]
    graph: Records<Map<String, Value>>,
}

/// The things as JSON-LD, each on a line.
pub(super) fn json_ld(things: &[Thing]) -> Vec<u8> {
    let context: Map<String, Value> =
        PREFIXES.iter().map(|(prefix, vocabulary)| ((*prefix).to_owned(), json!(vocabulary))).collect();
    let mut graph = Vec::new();
    for thing in things {
        let mut map = Map::new();
        map.insert("@id".into(), encoded(&thing.address).into());
        map.insert("@type".into(), thing.class.into());
        for (of, objects) in &thing.said {
            map.insert((*of).to_owned(), objects.iter().map(value).collect());
        }
        graph.push(map);
    }
    document::file(&Graph { context, graph: Records(graph) })
}

fn value(object: &Object) -> Value {
    match object {
        Object::Thing(address) => json!({ "@id": encoded(address) }),
        Object::Text(text, language) => json!({ "@value": text, "@language": language }),
        Object::Plain(text) => json!({ "@value": text }),
        Object::Typed(text, kind) => json!({ "@value": text, "@type": kind }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_a_text_or_an_address() {
        assert_eq!(literal("a\"b\\c\nd\u{7}"), "\"a\\\"b\\\\c\\nd\\u0007\"");
        assert_eq!(iri("https://x.dk/a b>\""), "<https://x.dk/a%20b%3E%22>");
        let thing = Thing::new("https://x.dk/", "dcat:Catalog")
            .say("dct:title", [Object::Text("Tal".into(), "da"), Object::Text("Figures".into(), "en")])
            .say("dct:issued", [Object::Typed("2021-12-15".into(), "xsd:date")])
            .say("dct:none", []);
        let turtle = String::from_utf8(turtle(&[thing])).unwrap();
        let said = "<https://x.dk/> a dcat:Catalog ;\n  dct:title \"Tal\"@da, \"Figures\"@en ;\n  dct:issued \"2021-12-15\"^^xsd:date .\n";
        assert!(turtle.ends_with(said), "{turtle}");
    }
}
