//! Nothing in a note can become active: no element, attribute or address that is not of our own making.

mod notes_support;

use std::collections::BTreeSet;

use noegletal::model::note::NotePart;
use noegletal::notes;
use noegletal::source::Memory;
use notes_support::{head, html, publication, read};
use proptest::prelude::*;

/// Every element and its attributes that a note may have.
const ALLOWED: [(&str, &[&str]); 27] = [
    ("a", &["href", "id", "role", "aria-label", "class"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &["id", "class"]),
    ("code", &[]),
    ("div", &["class", "role", "tabindex", "aria-labelledby"]),
    ("em", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &["tabindex"]),
    ("section", &["class", "role", "aria-label"]),
    ("strong", &[]),
    ("sup", &["class"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("th", &["scope", "class"]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &[]),
];

const VOID: [&str; 2] = ["br", "hr"];

/// Holds HTML against the lists above; says what is not allowed.
fn judge(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut rest = html;
    while let Some((text, markup)) = rest.split_once('<') {
        if text.contains('>') || text.chars().any(|sign| sign.is_control() && !matches!(sign, '\n' | '\t')) {
            return Err(format!("loose sign in {text:?}"));
        }
        let (tag, after) = markup.split_once('>').ok_or("a tag is not closed")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(opened) if opened == name => continue,
                opened => return Err(format!("</{name}> closes {opened:?} in {html}")),
            }
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if name == "a" && open.contains(&"a") {
            return Err("a link in a link".to_owned());
        }
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            return Err(format!("element <{name}>"));
        };
        if !VOID.contains(&name) {
            open.push(name);
        }
        let mut attributes = attributes;
        while !attributes.is_empty() {
            let (attribute, after) = attributes.split_once("=\"").ok_or(format!("attribute in <{tag}>"))?;
            let (value, after) = after.split_once('"').ok_or(format!("open value in <{tag}>"))?;
            attributes = after.trim_start();
            if !allowed.contains(&attribute) {
                return Err(format!("attribute {attribute} of <{name}>"));
            }
            if attribute == "href" {
                judge_address(value)?;
            }
            if attribute == "id" && !ids.insert(value.to_owned()) {
                return Err(format!("id {value} twice"));
            }
        }
    }
    if open.is_empty() && !rest.contains('>') { Ok(()) } else { Err(format!("open at the end: {open:?}")) }
}

fn judge_address(address: &str) -> Result<(), String> {
    // Addresses of pages stand as `@…` in these tests; a place in the note is text as written.
    if address.starts_with(['@', '#']) {
        return Ok(());
    }
    let plain = |sign: char| sign.is_ascii_graphic() && !matches!(sign, '\\' | '<' | '>' | '\'' | '`');
    let start = address.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = start.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let known = matches!(scheme.as_deref(), None | Some("http" | "https" | "mailto"));
    if known && address.chars().all(plain) && !address.contains("&#") && !address.starts_with('/') {
        Ok(())
    } else {
        Err(format!("address {address}"))
    }
}

const PAYLOADS: [&str; 58] = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.example></sCrIpT>",
    "a <img src=x onerror=alert(1)> b",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<details open ontoggle=alert(1)>",
    "<div\nonmouseover=alert(1)>x</div>",
    "<!-- --><script>alert(1)</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><script>",
    "<!DOCTYPE html><script>",
    "<style>@import 'https://x.example'</style>",
    "<base href=https://x.example>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action=javascript:alert(1)><button>x",
    "<a href=javascript:alert(1)>x</a>",
    "<math><a xlink:href=javascript:alert(1)>x",
    "</p></article><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](javascript&#x3A;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](\u{a0}javascript:alert(1))",
    "[x](<\tjavascript:alert(1)>)",
    "[x](< javascript:alert(1)>)",
    "[x](\\javascript:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](DATA:text/html,<script>alert(1)</script>)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://x.example/1)",
    "[x](view-source:javascript:alert(1))",
    "[x](\\\\x.example/a)",
    "[x](//x.example)",
    "[x](https:javascript:alert(1))",
    "[x](https://a.example/\"onmouseover=\"alert(1))",
    "[x](https://a.example 'a\" onmouseover=alert(1) b=\"')",
    "[x](#\" onmouseover=\"alert(1))",
    "[x](mailto:a@b.example?subject=\"><script>alert(1)</script>)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "<a@b.example\"onclick=alert(1)>",
    "![x](javascript:alert(1))",
    "![\"><script>alert(1)</script>](x.png)",
    "x[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| [x](javascript:alert(1)) <img src=x onerror=alert(1)> |",
    "## \"><script>alert(1)</script> {#x onclick=alert(1)}\n\n```\"><script>\n</code></pre><script>alert(1)</script>\n```",
];

#[test]
fn no_payload_comes_through() {
    for payload in PAYLOADS {
        for text in
            [payload.to_owned(), format!("> - a\n>   {payload}"), format!("**{payload}**"), format!("`` {payload} ``")]
        {
            let (note, _, _) = read(&text);
            let html = html(&note);
            judge(&html).unwrap_or_else(|fault| panic!("{fault}\nfrom {text}\nto   {html}"));
        }
    }
}

#[test]
fn hostile_addresses_are_errors() {
    for payload in PAYLOADS.iter().filter(|payload| payload.starts_with("[x](") && payload.contains("script")) {
        let (note, _, problems) = read(payload);
        let refused = problems.iter().any(|problem| problem.contains("broken-link"));
        let is_link = html(&note).contains("<a ");
        // Entities without a semicolon are none in Markdown; what is left is an address with a `#`.
        let plain = payload.contains("mailto:") || payload.contains("&#x6A&");
        assert!(refused || !is_link || plain, "{payload}: {problems:?}");
    }
}

#[test]
fn the_judge_sees_what_is_active() {
    for active in [
        "<script></script>",
        "<p onclick=\"x\"></p>",
        "<a href=\"javascript:x\"></a>",
        "<a href=\"java&#10;script:x\"></a>",
        "<p><em></p></em>",
        "<p>",
        "a > b",
        "<p id=\"a\"></p>",
    ] {
        assert!(judge(active).is_err(), "{active}");
    }
}

/// Signs and stretches that mean something to Markdown, HTML or the language of figures.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        3 => prop::sample::select(vec![
            "<", ">", "\"", "'", "&", "&#58;", "&colon;", "`", "```\n", "*", "_", "**", "[", "]", "(", ")", "](", "[^", "]: ",
            "![", "#", "\n## ", "\n# ", "\n> ", "\n- ", "\n1. ", "\n7) ", "\n\n", "\n", "  \n", "\\", "|", "\n|---|\n", "\n| a | b |\n|--:|---|\n| c |",
            "{{", "}}", "{{ tal(\"fokusmaal\", period=\"2021-09\") }}", "tal(", "javascript:", "JAVASCRIPT:", "data:", "https://a.example",
            "<script>", "</script>", "<img src=x onerror=alert(1)>", "onclick=", "<!--", "-->", "dokument:a", "maal:fokusmaal",
            "[^a]", "\n\n[^a]: ", "\n\n[x]: ", "Tabel: ", "\t", "    ", "---\n", "\n<div>\n", "<a@b.example>", "æ", "\u{a0}", "\u{202e}", "😀",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

#[test]
fn an_address_in_the_text_of_a_link_is_an_error_and_no_link() {
    let source = Memory::default().with("content/notater/a.md", head("a") + "[<a@b.example>](\n7) ");
    let (notes, _, report) = notes::load(&source, &publication());
    assert!(report.errors() > 0);
    for note in &notes {
        assert_eq!(judge(&html(note)), Ok(()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_harmless(text in scraps()) {
        let source = Memory::default().with("content/notater/a.md", head("a") + &text);
        let (notes, sources, report) = notes::load(&source, &publication());
        for note in &notes {
            let html = html(note);
            prop_assert_eq!(judge(&html), Ok(()), "from {:?} to {}", text, html);
            let figures = note.body.iter().filter(|part| matches!(part, NotePart::Figure(_))).count();
            prop_assert_eq!(figures, sources.figures.len());
        }
        let lines = u32::try_from((head("a") + &text).lines().count()).unwrap();
        for problem in report.sorted() {
            prop_assert!(problem.place.as_ref().is_some_and(|place| place.line <= lines + 1), "{problem:?}");
        }
    }

    #[test]
    fn any_file_is_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), fenced in any::<bool>()) {
        let bytes = if fenced { [b"+++\n".as_slice(), &bytes, b"\n+++\n"].concat() } else { bytes };
        let source = Memory::default().with("content/notater/a.md", bytes);
        let (notes, _, report) = notes::load(&source, &publication());
        prop_assert!(notes.is_empty() != report.is_clean());
    }
}
