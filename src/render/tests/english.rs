//! The pages in English beside those in Danish: the same pages, the same figures, and no Danish word that does not say so.

use std::collections::BTreeSet;

use super::scan;
use super::{editions, publication, site};
use crate::model::edition::Edition;
use crate::model::{FileSet, Language, Publication};

/// Everything that is drawn of the trial, in both languages.
fn both() -> FileSet {
    let publication = Publication { languages: vec![Language::Danish, Language::English], ..publication::trial() };
    let first = editions::trial(&publication);
    let corrected = Edition { release: editions::release("2021-09", 2, "2022-01-20T08:00:00+01:00"), ..first.clone() };
    site(&publication, vec![corrected, first, editions::without_figures()], &publication::notes(), false)
}

/// The same of a synthetic country, which has areas, pairs and many measures.
fn country() -> FileSet {
    let publication =
        Publication { languages: vec![Language::Danish, Language::English], ..publication::country(4, 3) };
    let edition = editions::country(&publication, "2023-12", 14);
    site(&publication, vec![edition], &[], true)
}

fn page<'f>(files: &'f FileSet, path: &str) -> &'f str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

/// The pages of a language, by the path that they have in Danish.
fn pages(files: &FileSet, english: bool) -> Vec<(String, &str)> {
    let html = files.iter().filter(|(path, _)| path.ends_with("index.html"));
    let of = html.filter(|(path, _)| path.starts_with("en/") == english);
    of.map(|(path, content)| (path.trim_start_matches("en/").to_owned(), std::str::from_utf8(content).unwrap()))
        .collect()
}

#[test]
fn each_page_is_there_in_both_languages_and_says_where() {
    for files in [both(), country()] {
        let (danish, english) = (pages(&files, false), pages(&files, true));
        let paths = |pages: &[(String, &str)]| pages.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&danish), paths(&english));
        for ((path, da), (_, en)) in danish.iter().zip(&english) {
            assert!(da.contains("<html lang=\"da\"") && en.contains("<html lang=\"en\""), "{path}");
            // Figures for other sites have no menu to switch in, and stand for the page they are of.
            if path.starts_with("embed/") {
                continue;
            }
            assert!(!da.contains("=\"<") && !en.contains("=\"<"), "{path}: an attribute holds HTML");
            let folder = path.trim_end_matches("index.html");
            let base = da.split("rel=\"canonical\" href=\"").nth(1).unwrap().split('"').next().unwrap();
            let root = base.strip_suffix(folder).unwrap();
            assert!(en.contains(&format!("rel=\"canonical\" href=\"{root}en/{folder}\"")), "{path}");
            for (tag, below) in [("da", ""), ("en", "en/"), ("x-default", "")] {
                let alternate = format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{root}{below}{folder}\">");
                assert!(da.contains(&alternate) && en.contains(&alternate), "{path}: {alternate}");
            }
            let switch = |html: &str, from: &str, name: &str| {
                let tag =
                    scan::tags(html).into_iter().find(|tag| tag.name == "a" && tag.attributes.contains_key("hreflang"));
                let tag = tag.unwrap_or_else(|| panic!("{from} has no way to {name}"));
                assert!(html.contains(&format!(">{name}</a>")), "{from}");
                scan::resolve(from, &tag.attributes["href"])
            };
            assert_eq!(switch(da, path, "English"), format!("en/{path}"));
            assert_eq!(switch(en, &format!("en/{path}"), "Dansk"), *path);
        }
        let map = page(&files, "sitemap.xml");
        assert!(map.contains("/en/maal/</loc>") && map.contains("example/maal/</loc>"), "{map}");
    }
}

#[test]
fn links_of_english_pages_stay_in_english() {
    for files in [both(), country()] {
        let known: BTreeSet<&str> = files.iter().map(|(path, _)| path).collect();
        for (path, html) in pages(&files, true) {
            let from = format!("en/{path}");
            for tag in scan::tags(html).iter().filter(|tag| !tag.attributes.contains_key("hreflang")) {
                for link in ["href", "src", "action"].iter().filter_map(|name| tag.attributes.get(*name)) {
                    let file = link.split(['#', '?']).next().unwrap();
                    if file.is_empty() || file.contains("://") || file.starts_with("mailto:") {
                        continue;
                    }
                    let target = scan::resolve(&from, file);
                    // Files of figures are the same for every language.
                    let exported = ["api/v1/", "feed/", "catalog."].iter().any(|start| target.starts_with(start))
                        || ["kalender.ics", "releases.lock"].contains(&target.as_str());
                    assert!(exported || known.contains(target.as_str()), "{from}: {link} leads to {target}");
                    let danish_page = target.ends_with(".html") && !target.starts_with("en/");
                    assert!(!danish_page, "{from}: {link} leaves the language");
                }
            }
        }
    }
}

/// The text of a page outside what says that it is Danish, without what every page has in both languages.
fn visible(html: &str) -> String {
    let mut out = String::new();
    let mut danish: Option<(String, usize)> = None;
    let body = html.split("<body>").nth(1).unwrap();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split([' ', '\n']).next().unwrap();
        danish = match danish {
            Some((of, depth)) if name == of => Some((of, depth + 1)),
            Some((of, depth)) if name.strip_prefix('/') == Some(&of) => (depth > 1).then_some((of, depth - 1)),
            // Data for scripts has texts in both languages.
            None if tag.contains("lang=\"da\"") || name == "script" => Some((name.to_owned(), 1)),
            other => other,
        };
        let label = ["aria-label=\"", "title=\""].iter().find_map(|name| tag.split(name).nth(1));
        if danish.is_none() {
            let label = label.and_then(|label| label.split('"').next()).unwrap_or_default();
            out.push_str(&format!(" {label} {text}"));
        }
    }
    out
}

#[test]
fn no_danish_word_stands_in_an_english_page_without_saying_so() {
    const WORDS: [&str; 16] = [
        "og", "er", "ikke", "til", "af", "der", "det", "som", "eller", "med", "fra", "hvor", "tal", "mindst", "udgave",
        "nyeste",
    ];
    for (files, publication) in [(both(), publication::trial()), (country(), publication::country(4, 3))] {
        // Names of funds and areas are the same in every language.
        let mut names: Vec<&str> = publication.akasser.iter().flat_map(|one| [&*one.name, &*one.short]).collect();
        names.extend(publication.areas.iter().flat_map(|one| [&*one.name, &*one.short]));
        names.extend(publication.akasser.iter().flat_map(|one| one.aliases.iter().map(String::as_str)));
        names.sort_unstable_by_key(|name| std::cmp::Reverse(name.len()));
        let mut found = BTreeSet::new();
        for (path, html) in pages(&files, true) {
            let mut text = visible(html);
            for name in &names {
                text = text.replace(&super::super::html::escaped(name), " ");
            }
            // Addresses are the same in every language.
            let words = text.split_whitespace().filter(|word| !word.contains("://"));
            let text = words.collect::<Vec<_>>().join(" ");
            for word in text.split(|letter: char| !letter.is_alphabetic()) {
                let is_danish = WORDS.contains(&word) || word.contains(['æ', 'ø', 'å', 'Æ', 'Ø', 'Å']);
                if is_danish {
                    let at = text.find(word).unwrap();
                    let from = text[..at].char_indices().rev().nth(30).map_or(0, |(at, _)| at);
                    found.insert(format!("{path}: {word}: …{}", text[from..].chars().take(70).collect::<String>()));
                }
            }
        }
        assert!(found.is_empty(), "{}", found.into_iter().take(40).collect::<Vec<_>>().join("\n"));
    }
}

/// The numbers of tables, column by column, as they are in any language.
fn figures(html: &str, english: bool) -> Vec<String> {
    let cells = html.split("<td class=\"n").skip(1).map(|cell| {
        let text = cell.split_once('>').unwrap().1;
        text.split(['<', '\u{a0}', ' ']).next().unwrap().trim_end_matches('%').to_owned()
    });
    let plain = |text: String| match english {
        true => text.replace(',', ""),
        false => text.replace('.', "").replace(',', "."),
    };
    cells.map(plain).filter(|text| text.contains(|letter: char| letter.is_ascii_digit())).collect()
}

#[test]
fn english_pages_have_the_figures_of_the_danish_ones() {
    let mut compared = 0;
    for files in [both(), country()] {
        for ((path, da), (_, en)) in pages(&files, false).iter().zip(&pages(&files, true)) {
            let (mut danish, mut english) = (figures(da, false), figures(en, true));
            // Rows stand in the order of their names, which is each language's own.
            danish.sort_unstable();
            english.sort_unstable();
            assert_eq!(danish, english, "{path}");
            compared += danish.len();
        }
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn english_pages_of_every_kind() {
    let files = both();
    for (name, path) in [
        ("en_front", "en/index.html"),
        ("en_edition_akasse", "en/2021-09/v1/a-kasse/3f/index.html"),
        ("en_edition_measure", "en/2021-09/v1/maal/fokusmaal_2_samtaler/index.html"),
        ("en_follow_up", "en/2021-09/v1/opfoelgning/index.html"),
        ("en_akasse", "en/a-kasse/3f/index.html"),
        ("en_measure", "en/maal/fokusmaal_2_samtaler/index.html"),
        ("en_corrections", "en/rettelser/index.html"),
        ("en_calendar", "en/kalender/index.html"),
        ("en_symbols", "en/symboler/index.html"),
        ("en_search", "en/soeg/index.html"),
        ("en_data", "en/data/index.html"),
        ("en_method", "en/metode/index.html"),
        ("en_not_found", "404.html"),
    ] {
        let html = page(&files, path);
        // The rest of the page is the same on all; one snapshot has it.
        let shown = if name == "en_front" || name == "en_not_found" {
            html
        } else {
            html.split("<main").nth(1).unwrap().split("</main>").next().unwrap()
        };
        insta::assert_snapshot!(name, shown);
    }
    let country = country();
    for (name, kind) in [("en_edition_area", "/v1/jobcenter/"), ("en_area", "en/jobcenter/")] {
        let of = |path: &str| path.starts_with("en/") && path.contains(kind) && path.matches('/').count() >= 3;
        let (_, html) = country.iter().find(|(path, _)| of(path) && path.ends_with("index.html")).unwrap();
        let html = std::str::from_utf8(html).unwrap();
        insta::assert_snapshot!(name, html.split("<main").nth(1).unwrap().split("</main>").next().unwrap());
    }
}

#[test]
fn scripts_count_and_sort_as_the_language_does() {
    let script = include_str!("../../../templates/assets/noegletal.js");
    for word in ["\"Go to \"", "\"Newest figures.\"", "\"en-GB\""] {
        assert!(script.contains(word), "{word}");
    }
    // Every word of the one language has its like in the other.
    for script in [script, include_str!("../../../templates/assets/soeg.js")] {
        let keys = |of: &str| -> Vec<String> {
            let block = script.split(&format!("    {of}: {{\n")).nth(1).unwrap().split("\n    }").next().unwrap();
            let keys = block.lines().filter_map(|line| line.strip_prefix("      ")?.split_once(':'));
            keys.map(|(key, _)| key.to_owned()).filter(|key| !key.starts_with(' ') && !key.contains('}')).collect()
        };
        assert_eq!(keys("da"), keys("en"));
        assert!(keys("da").len() > 5);
    }
}
