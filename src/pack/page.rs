//! A page as it stands in a pack: every byte as in the archive, save the addresses of what the pack does not hold.

use std::collections::BTreeSet;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// What a pack holds, and where the rest is.
pub(super) struct Inside<'a> {
    /// Files of the archive that are in the pack.
    pub(super) paths: &'a BTreeSet<&'a str>,
    /// The archive's public root, with `/` at its end; `None` when it has none.
    pub(super) base: Option<&'a str>,
}

/// Attributes that lead somewhere.
const LEADS: [&[u8]; 9] = [
    b"href",
    b"src",
    b"xlink:href",
    b"action",
    b"data-state",
    b"data-index",
    b"data-figure",
    b"data-charting",
    b"data-workbook",
];
/// Those of them that a script asks for.
const ASKED: [&[u8]; 5] = [b"data-state", b"data-index", b"data-figure", b"data-charting", b"data-workbook"];

/// An attribute that leads somewhere.
struct Found {
    element: Vec<u8>,
    name: Vec<u8>,
    value: String,
    /// The whole attribute with its quotes, and the value alone.
    whole: Range<usize>,
    inner: Range<usize>,
}

/// What is done to a stretch of the page.
type Edit = (Range<usize>, String);

/// The page with `line` (HTML) above its head, and with addresses that hold in the pack.
///
/// A link to what is not in the pack gets its public address; without one it becomes plain text with a note behind it.
/// What a script would ask for is taken out where the pack does not hold it.
pub(super) fn rewritten(path: &str, bytes: &[u8], inside: &Inside<'_>, line: &str) -> Vec<u8> {
    let read = Read::of(bytes);
    let mut edits: Vec<Edit> = read.header.map(|at| (at..at, line.to_owned())).into_iter().collect();
    for found in &read.found {
        let Some(target) = target(path, &found.value) else { continue };
        if inside.paths.contains(target.as_str()) {
            continue;
        }
        match inside.base {
            Some(base) if !ASKED.contains(&found.name.as_slice()) => {
                edits.push((found.inner.clone(), escaped(&public(base, &target, &found.value))));
            }
            _ => {
                edits.push((found.whole.clone(), String::new()));
                let end = read.ends.iter().find(|end| **end >= found.whole.end);
                if let (b"a", Some(end)) = (found.element.as_slice(), end) {
                    edits.push((*end..*end, " (ikke i pakken)".to_owned()));
                }
            }
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = Vec::with_capacity(bytes.len() + line.len());
    let mut at = 0;
    for (range, text) in edits {
        out.extend_from_slice(bytes.get(at..range.start).unwrap_or_default());
        out.extend_from_slice(text.as_bytes());
        at = range.end;
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    out
}

/// The files of the archive that a page leads to.
pub(super) fn targets(path: &str, bytes: &[u8]) -> BTreeSet<String> {
    Read::of(bytes).found.iter().filter_map(|found| target(path, &found.value)).collect()
}

/// The file that an address leads to, from the root; `None` when it leads out of the archive or to the page itself.
fn target(from: &str, address: &str) -> Option<String> {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || path.starts_with('/') || path.split('/').next().is_some_and(|step| step.contains(':')) {
        return None;
    }
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    let folder = path.ends_with('/') || path.ends_with("..") || path == ".";
    let mut target = steps.join("/");
    if folder {
        target.push_str(if target.is_empty() { "index.html" } else { "/index.html" });
    }
    Some(target)
}

/// The public address of a file; that of a page is its folder.
fn public(base: &str, target: &str, written: &str) -> String {
    let folder = target.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
    let rest = written.find(['#', '?']).map_or("", |at| &written[at..]);
    format!("{base}{}{rest}", folder.unwrap_or(target))
}

/// A text as it stands in an attribute or between tags.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What of a page matters here.
#[derive(Default)]
struct Read {
    found: Vec<Found>,
    /// Where the page's head begins.
    header: Option<usize>,
    /// Where links end: behind `</a>`.
    ends: Vec<usize>,
    element: Vec<u8>,
    name: Vec<u8>,
    name_at: usize,
}

impl Read {
    fn of(bytes: &[u8]) -> Self {
        let mut read = Self::default();
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
            read.take(bytes, &event, span);
            None
        });
        // A script's text holds no tags.
        emitter.naively_switch_states(true);
        Tokenizer::new_with_emitter(bytes, emitter).for_each(drop);
        read
    }

    fn take(&mut self, bytes: &[u8], event: &CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                (*name).clone_into(&mut self.element);
                if *name == b"header" && self.header.is_none() {
                    self.header = Some(span.start);
                }
            }
            CallbackEvent::AttributeName { name } => {
                (*name).clone_into(&mut self.name);
                self.name_at = span.start;
            }
            CallbackEvent::AttributeValue { value } => {
                let leads = LEADS.contains(&self.name.as_slice());
                if leads {
                    let quoted = matches!(bytes.get(span.end), Some(b'"' | b'\''));
                    self.found.push(Found {
                        element: self.element.clone(),
                        name: self.name.clone(),
                        value: String::from_utf8_lossy(value).into_owned(),
                        whole: self.name_at..span.end + usize::from(quoted),
                        inner: span.start..span.end,
                    });
                }
            }
            CallbackEvent::EndTag { name } if *name == b"a" => self.ends.push(span.end),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><link rel=timemap href=\"../timemap.link\"><body><div role=\"status\" \
        data-state=\"../../api/v1/state.json\" data-month=\"x\"></div><header class=\"site\"><a href=\"../../index.html\">Ø</a>\
        <a class=x href='v1/index.html?a=1&amp;b=2#ø'>inde</a> <a href=\"../b/index.html?a=1&amp;b=2#c\">ude</a>\
        <a href=\"#top\">op</a><a href=\"mailto:x@y\">@</a><script>\"<a href='no.html'>\"</script></header>";

    fn page(base: Option<&str>) -> String {
        let paths = BTreeSet::from(["a/v1/index.html"]);
        let inside = Inside { paths: &paths, base };
        String::from_utf8(rewritten("a/index.html", PAGE.as_bytes(), &inside, "<p>linje</p>")).unwrap()
    }

    #[test]
    fn gives_what_is_not_inside_its_public_address() {
        // One step too far out: left as it is, since it leads to nothing of the archive.
        let expected = PAGE
            .replace("<header", "<p>linje</p><header")
            .replace("\"../timemap.link\"", "\"https://x.example/y/timemap.link\"")
            .replace("\"../b/index.html?a=1&amp;b=2#c\"", "\"https://x.example/y/b/?a=1&amp;b=2#c\"");
        assert_eq!(page(Some("https://x.example/y/")), expected);
    }

    #[test]
    fn without_a_public_address_links_become_text() {
        let page = page(None);
        assert!(page.contains("<a >ude</a> (ikke i pakken)"), "{page}");
        assert!(page.contains("inde</a> <a"), "{page}");
        assert!(!page.contains("timemap.link"), "{page}");
    }

    #[test]
    fn takes_out_what_a_script_would_ask_for() {
        let paths = BTreeSet::new();
        let inside = Inside { paths: &paths, base: Some("https://x.example/") };
        let made = |text: &str| String::from_utf8(rewritten("a/index.html", text.as_bytes(), &inside, "")).unwrap();
        let text = "<div role=\"status\" data-state=\"../s.json\" data-month=\"x\">";
        assert_eq!(made(text), "<div role=\"status\"  data-month=\"x\">");
        let form = "<form action=\"../soeg/index.html\" data-index=\"../api/v1/search.json\">";
        assert_eq!(
            made(form),
            "<form action=\"https://x.example/soeg/\" >",
            "the form leads to the archive on the net"
        );
    }

    #[test]
    fn finds_the_file_that_an_address_leads_to() {
        let cases = [
            ("a/index.html", "../x/", Some("x/index.html")),
            ("a/index.html", "../", Some("index.html")),
            ("a/b/index.html", "../../c.css?v=1#x", Some("c.css")),
            ("a/index.html", "../../x", None),
            ("a/index.html", "https://x/", None),
            ("a/index.html", "#x", None),
        ];
        for (from, address, expected) in cases {
            assert_eq!(target(from, address).as_deref(), expected, "{from} {address}");
        }
    }
}
