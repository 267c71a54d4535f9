//! Links of pages against what lies in the archive.

use std::collections::BTreeMap;

use super::page::{Page, anchor};
use super::{Archive, NAMED, problem};
use crate::diagnostic::{Code, Report};

/// What all pages link to, and what can be linked to.
#[derive(Default)]
pub(super) struct Links {
    pages: BTreeMap<String, Page>,
}

impl Links {
    pub(super) fn add(&mut self, path: &str, page: Page) {
        self.pages.insert(path.to_owned(), page);
    }

    /// Names the links that lead nowhere; counts those that lead to a file of the archive.
    pub(super) fn resolve(&self, archive: &Archive<'_>, report: &mut Report) -> usize {
        let mut good = 0;
        for (path, page) in &self.pages {
            let mut broken = Vec::new();
            for link in &page.links {
                match self.leads(archive, path, link) {
                    Some(Ok(())) => good += 1,
                    Some(Err(why)) => broken.push(format!("{path} links to {link}, {why}")),
                    None => {}
                }
            }
            let more = broken.len().saturating_sub(NAMED);
            broken.truncate(NAMED);
            if more > 0 {
                broken.push(format!("{path} has {more} more links that lead nowhere"));
            }
            for message in broken {
                let hint = "The page was changed, or what it leads to was taken away: restore both.";
                report.push(problem(Code::BrokenLink, path, message).hint(hint));
            }
        }
        good
    }

    /// Whether a link leads to something; `None` when it leads out of the archive.
    fn leads(&self, archive: &Archive<'_>, from: &str, link: &str) -> Option<Result<(), String>> {
        let (address, fragment) = link.split_once('#').unwrap_or((link, ""));
        let address = address.split('?').next().unwrap_or_default();
        let scheme = address.split('/').next().unwrap_or_default().contains(':');
        if scheme || address.starts_with("//") {
            return None;
        }
        let target = if address.is_empty() {
            from.to_owned()
        } else {
            let Some(target) = resolve(from, &decoded(address)) else {
                return Some(Err("which leads out of the archive".to_owned()));
            };
            target
        };
        let files = &archive.tree.files;
        let target = if target.is_empty() || archive.tree.folders.contains(&target) {
            format!("{target}/index.html").trim_start_matches('/').to_owned()
        } else {
            target
        };
        if !files.contains_key(&target) {
            if archive.listed.is_to_come(&target) || archive.listed.is_to_come(&format!("{target}/index.html")) {
                return None;
            }
            return Some(Err("which is not there".to_owned()));
        }
        // While a build is interrupted, an old page can lead to a new one whose parts have other names.
        let known = fragment.is_empty() || fragment == "top" || archive.unfinished();
        let page = self.pages.get(&target).filter(|_| !known);
        let there = page.is_none_or(|page| page.anchors.contains(&anchor(&decoded(fragment))));
        Some(if there { Ok(()) } else { Err(format!("and {target} has no part of that name")) })
    }
}

/// An address relative to a file, from the root; `None` when it leads out.
fn resolve(from: &str, address: &str) -> Option<String> {
    let mut steps: Vec<&str> = if address.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    steps.pop();
    for step in address.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// `%C3%B8` as the letter that it stands for.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_resolved_as_a_browser_does() {
        let cases = [
            ("index.html", "a/index.html", Some("a/index.html")),
            ("a/b/index.html", "../../c", Some("c")),
            ("a/b/index.html", "./", Some("a/b")),
            ("a/b/index.html", "../../", Some("")),
            ("a/index.html", "../../x", None),
            ("a/index.html", "/x", Some("x")),
        ];
        for (from, address, expected) in cases {
            assert_eq!(resolve(from, address).as_deref(), expected, "{from} {address}");
        }
        assert_eq!((decoded("%C3%B8%2"), decoded("100%")), ("ø%2".to_owned(), "100%".to_owned()));
    }
}
