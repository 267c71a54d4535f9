//! What templates are given, as `docs/design.md` lists it: made from the views' own comments, so the two cannot part.

/// The files that define views.
const SOURCES: &[(&str, &str)] = &[
    ("frame.rs", include_str!("../frame.rs")),
    ("feeds.rs", include_str!("../feeds.rs")),
    ("cite.rs", include_str!("../cite.rs")),
    ("press.rs", include_str!("../press.rs")),
    ("facts.rs", include_str!("../facts.rs")),
    ("continued.rs", include_str!("../continued.rs")),
    ("picture/mod.rs", include_str!("../picture/mod.rs")),
    ("edition/head.rs", include_str!("../edition/head.rs")),
    ("edition/headline.rs", include_str!("../edition/headline.rs")),
    ("edition/standing.rs", include_str!("../edition/standing.rs")),
    ("edition/front.rs", include_str!("../edition/front.rs")),
    ("edition/coming.rs", include_str!("../edition/coming.rs")),
    ("edition/akasse.rs", include_str!("../edition/akasse.rs")),
    ("edition/area.rs", include_str!("../edition/area.rs")),
    ("edition/funnel.rs", include_str!("../edition/funnel.rs")),
    ("edition/pair.rs", include_str!("../edition/pair.rs")),
    ("edition/measure.rs", include_str!("../edition/measure.rs")),
    ("edition/follow_up/mod.rs", include_str!("../edition/follow_up/mod.rs")),
    ("edition/follow_up/target.rs", include_str!("../edition/follow_up/target.rs")),
    ("edition/follow_up/watch.rs", include_str!("../edition/follow_up/watch.rs")),
    ("edition/follow_up/meetings.rs", include_str!("../edition/follow_up/meetings.rs")),
    ("shared/akasse.rs", include_str!("../shared/akasse.rs")),
    ("shared/area.rs", include_str!("../shared/area.rs")),
    ("shared/series.rs", include_str!("../shared/series.rs")),
    ("shared/pair.rs", include_str!("../shared/pair.rs")),
    ("shared/measure.rs", include_str!("../shared/measure.rs")),
    ("shared/revisions/mod.rs", include_str!("../shared/revisions/mod.rs")),
    ("shared/revisions/group.rs", include_str!("../shared/revisions/group.rs")),
    ("shared/search/mod.rs", include_str!("../shared/search/mod.rs")),
    ("shared/compare.rs", include_str!("../shared/compare.rs")),
    ("shared/document.rs", include_str!("../shared/document.rs")),
    ("shared/editions.rs", include_str!("../shared/editions.rs")),
    ("shared/calendar/mod.rs", include_str!("../shared/calendar/mod.rs")),
    ("shared/protection.rs", include_str!("../shared/protection.rs")),
    ("shared/about.rs", include_str!("../shared/about.rs")),
    ("shared/data/mod.rs", include_str!("../shared/data/mod.rs")),
    ("shared/data/example.rs", include_str!("../shared/data/example.rs")),
];

const DOCUMENT: &str = include_str!("../../../docs/design.md");
const START: &str = "<!-- the contract, made from the code -->\n";

/// Every view with its fields, as Markdown.
fn contract() -> String {
    let mut out = String::new();
    for (file, source) in SOURCES {
        let views = source
            .split("#[derive(")
            .skip(1)
            .filter(|part| part.split_once(')').is_some_and(|(traits, _)| traits.contains("Serialize")));
        let mut before = source.split("#[derive(").next().unwrap();
        for (at, part) in source.split("#[derive(").enumerate() {
            if at > 0 && views.clone().any(|view| view == part) {
                view(&mut out, file, &last_comment(before), part);
            }
            before = part;
        }
    }
    out
}

/// The comment that ends a stretch of code, as one line.
fn last_comment(code: &str) -> String {
    let mut lines: Vec<&str> = code.lines().rev().map_while(|line| line.trim().strip_prefix("///")).collect();
    lines.reverse();
    lines.into_iter().map(str::trim).collect::<Vec<_>>().join(" ")
}

fn view(out: &mut String, file: &str, comment: &str, part: &str) {
    let Some((_, rest)) = part.split_once("struct ") else { return };
    let Some((head, body)) = rest.split_once('{') else { return };
    let name = head.split(['<', ' ']).next().unwrap();
    let body = body.split("\n}").next().unwrap();
    out.push_str(&format!("\n### {name} ({file})\n{comment}\n\n"));
    let mut comment = Vec::new();
    for line in body.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("///") {
            comment.push(words.trim().to_owned());
        } else if let Some((field, _)) = line.split_once(':') {
            let field = field.trim_start_matches("pub(crate)").trim();
            out.push_str(&format!("- `{field}`: {}\n", comment.join(" ")));
            assert!(!comment.is_empty(), "{name}.{field} is not explained");
            comment.clear();
        }
    }
}

#[test]
fn the_document_lists_what_templates_are_given() {
    let (_, written) = DOCUMENT.split_once(START).expect("the document has the mark");
    let made = contract();
    if written.trim() != made.trim() {
        eprintln!("{made}");
        panic!("docs/design.md lists other fields than the views have; put the text above below its mark");
    }
}
