//! A small reader of our own HTML: start tags with their attributes, in order.

use std::collections::BTreeMap;

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    /// Where it begins in the page.
    pub(super) at: usize,
}

/// Every start tag of a page.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find('>').expect("a tag ends");
        let inside = &rest[..end];
        let name = inside.split([' ', '/', '\n']).next().unwrap().to_owned();
        found.push(Tag { attributes: attributes(&inside[name.len()..]), name, at });
    }
    found
}

fn attributes(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = rest[..end].trim_matches('/').to_owned();
        if rest[end..].starts_with("=\"") {
            let value = &rest[end + 2..];
            let close = value.find('"').expect("a value ends");
            found.insert(name, value[..close].replace("&amp;", "&"));
            rest = value[close + 1..].trim_start();
        } else {
            if !name.is_empty() {
                found.insert(name, String::new());
            }
            rest = rest[end..].trim_start();
        }
    }
    found
}

/// The path that a relative link leads to, from the folder of the page that has it.
pub(super) fn resolve(page: &str, link: &str) -> String {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                folders.pop().expect("a link stays inside the archive");
            }
            "." => {}
            part => folders.push(part),
        }
    }
    folders.join("/")
}

/// The words of a piece of HTML, without its tags.
pub(super) fn words(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect()
}
