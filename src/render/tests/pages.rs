//! What holds for every page.

use std::collections::BTreeSet;

use super::scan::{self, Tag};
use super::{country, trial};
use crate::model::FileSet;

fn pages(files: &FileSet) -> Vec<(&str, &str)> {
    let html = files.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, content)| (path, std::str::from_utf8(content).unwrap())).collect()
}

fn everything() -> [FileSet; 2] {
    [trial(), country(4, 3)]
}

#[test]
fn every_link_leads_to_a_file_that_is_written() {
    for files in everything() {
        let known: BTreeSet<&str> = files.iter().map(|(path, _)| path).collect();
        for (path, html) in pages(&files) {
            for tag in scan::tags(html) {
                for name in ["href", "src", "action", "data-figure", "data-charting", "data-workbook"] {
                    let Some(link) = tag.attributes.get(name) else { continue };
                    check_link(&files, &known, path, link);
                }
            }
        }
    }
}

fn check_link(files: &FileSet, known: &BTreeSet<&str>, path: &str, link: &str) {
    if link.starts_with("https://") || link.starts_with("mailto:") {
        return;
    }
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let file = file.split('?').next().unwrap();
    let target = if file.is_empty() { path.to_owned() } else { scan::resolve(path, file) };
    // Files of figures are written by the room that exports them, seals by the archive.
    let exported = ["api/v1/", "feed/", "catalog."].iter().any(|start| target.starts_with(start));
    if exported || target == "kalender.ics" || target == "releases.lock" {
        return;
    }
    assert!(known.contains(target.as_str()), "{path}: {link} leads to {target}, which is not written");
    if !anchor.is_empty() {
        let page = std::str::from_utf8(files.get(&target).unwrap()).unwrap();
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{path}: {link} names a place that is not there");
    }
}

#[test]
fn ids_are_unique_and_what_they_label_exists() {
    for files in everything() {
        for (path, html) in pages(&files) {
            let tags = scan::tags(html);
            let mut ids = BTreeSet::new();
            for id in tags.iter().filter_map(|tag| tag.attributes.get("id")) {
                assert!(ids.insert(id), "{path}: {id} twice");
            }
            for id in tags.iter().filter_map(|tag| tag.attributes.get("aria-labelledby")) {
                assert!(ids.contains(id), "{path}: nothing has the id {id}");
            }
        }
    }
}

#[test]
fn tables_have_captions_and_scopes_and_no_blank_cell() {
    for files in everything() {
        for (path, html) in pages(&files) {
            assert_eq!(html.matches("<table").count(), html.matches("<caption").count(), "{path}");
            for tag in scan::tags(html).iter().filter(|tag| tag.name == "th") {
                assert!(tag.attributes.contains_key("scope"), "{path}: {tag:?}");
            }
            assert!(!html.contains("></td>") || !html.contains("<td></td>"), "{path}: a blank cell");
            assert!(!html.contains("<td></td>") && !html.contains("<td class=\"n\"></td>"), "{path}: a blank cell");
        }
    }
}

#[test]
fn pages_keep_a_strict_policy() {
    for files in everything() {
        for (path, html) in pages(&files) {
            for tag in scan::tags(html) {
                check_tag(path, &tag);
            }
            assert!(!html.contains("javascript:"), "{path}");
        }
    }
}

fn check_tag(path: &str, tag: &Tag) {
    assert_ne!(tag.name, "style", "{path}");
    assert!(!tag.attributes.contains_key("style"), "{path}: {tag:?}");
    assert!(!tag.attributes.keys().any(|name| name.starts_with("on")), "{path}: {tag:?}");
    if tag.name == "script" {
        let data = ["application/json", "application/ld+json"];
        let data = tag.attributes.get("type").is_some_and(|kind| data.contains(&kind.as_str()));
        assert!(data || tag.attributes.contains_key("src"), "{path}: {tag:?}");
    }
    let foreign = ["src", "srcset", "poster"].iter().filter_map(|name| tag.attributes.get(*name));
    assert!(foreign.into_iter().all(|link| !link.contains("//")), "{path}: {tag:?}");
    if tag.name == "link" {
        let same = tag.attributes.get("rel").is_some_and(|rel| rel == "canonical");
        assert!(same || !tag.attributes["href"].contains("//"), "{path}: {tag:?}");
    }
}

/// Whether a page has the site around it: not the one for what is not there, nor figures for other sites.
fn is_of_site(path: &str) -> bool {
    path != "404.html" && !path.starts_with("embed/")
}

#[test]
fn a_figure_for_other_sites_says_where_it_is_from_and_which_version_it_shows() {
    let files = trial();
    insta::assert_snapshot!(
        "embed",
        text(&files, "embed/2021-09/v1/fokusmaal_2_samtaler/index.html").split("<svg").next().unwrap()
    );
    let shown = |path: &str| text(&files, path).split("<main").nth(1).unwrap().replace("../", "");
    // The page of the newest version follows along, and says of itself what the version's own says.
    let newest = shown("embed/latest/fokusmaal_2_samtaler/tabel/index.html");
    let version = shown("embed/2021-09/v2/fokusmaal_2_samtaler/tabel/index.html");
    let below_title = |page: &str| page.split_once("</h1>").unwrap().1.to_owned();
    assert_eq!(below_title(&newest), below_title(&version));
    assert_ne!(newest, version, "a version's own names the version in its title");
    let answer: serde_json::Value =
        serde_json::from_str(&text(&files, "embed/latest/fokusmaal_2_samtaler/figur/oembed.json")).unwrap();
    assert_eq!((&answer["type"], &answer["cache_age"]), (&"rich".into(), &3600.into()));
    let own: serde_json::Value =
        serde_json::from_str(&text(&files, "embed/2021-09/v1/fokusmaal_2_samtaler/figur/oembed.json")).unwrap();
    assert_eq!(own.get("cache_age"), None, "what never changes can be kept for ever");
}

#[test]
fn every_page_says_what_it_is() {
    for files in everything() {
        let mut titles = BTreeSet::new();
        for (path, html) in pages(&files).into_iter().filter(|(path, _)| is_of_site(path)) {
            assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"da\">"), "{path}");
            for needed in ["<main id=\"indhold\"", "class=\"skip\"", "rel=\"canonical\"", "name=\"description\""] {
                assert_eq!(html.matches(needed).count(), 1, "{path}: {needed}");
            }
            assert_eq!(html.matches("<h1").count(), 1, "{path}");
            let description = html.split("name=\"description\" content=\"").nth(1).unwrap();
            assert!(!description.starts_with('"'), "{path} says nothing of itself");
            titles.insert((path, html.split("<title>").nth(1).unwrap().split("</title>").next().unwrap()));
        }
        assert!(titles.iter().all(|(_, title)| !title.starts_with(" –")));
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    for files in everything() {
        for (path, html) in pages(&files) {
            let mut level = 0;
            for tag in scan::tags(html) {
                let Some(next) = tag.name.strip_prefix('h').and_then(|number| number.parse::<u8>().ok()) else {
                    continue;
                };
                assert!(next <= level + 1, "{path}: h{next} after h{level} at {}", tag.at);
                level = next;
            }
        }
    }
}

#[test]
fn marks_stand_on_every_page_they_must() {
    let files = country(4, 3);
    for (path, html) in pages(&files).into_iter().filter(|(path, _)| path.starts_with("embed/")) {
        assert!(html.contains("Forhåndsvisning:") && html.contains("Opdigtede tal"), "{path}");
    }
    for (path, html) in pages(&files).into_iter().filter(|(path, _)| is_of_site(path)) {
        assert!(html.contains("Forhåndsvisning."), "{path}");
        let figures = path.starts_with("2023-12/") || path.starts_with("a-kasse/f") || path == "index.html";
        assert!(!figures || html.contains("Syntetiske tal."), "{path}");
    }
    let files = trial();
    let old = text(&files, "2021-09/v1/a-kasse/3f/index.html");
    assert!(
        old.contains("Du ser udgave 1 for september 2021.") && old.contains("href=\"../../../index.html\""),
        "{old}"
    );
    assert!(old.contains("<div role=\"status\" data-state=\"../../../../api/v1/state.json\" data-month=\"2021M09\" data-version=\"1\">"), "{old}");
    assert!(!old.contains("/v2/") && !old.contains("Rettelse af fejl"), "the page knows of nothing later: {old}");
    let corrected = text(&files, "2021-09/v2/index.html");
    assert!(
        corrected.contains("Rettelse af fejl.</strong> Et tal for HK var læst forkert. <a href=\"../v1/index.html\"")
    );
}

#[test]
fn pages_that_are_drawn_anew_say_what_is_newest_and_what_was_changed() {
    let files = trial();
    let newest = "Nyeste tal.</strong> Udgave 2 er den nyeste for september 2021, og ingen senere måned er udgivet.";
    let change = "Rettelse af fejl.</strong> Udgave 2 kom den 20. januar 2022: Et tal for HK var læst forkert.";
    for (path, way) in [("index.html", "2021-09/v1/index.html"), ("2021-09/index.html", "v1/index.html")] {
        let page = text(&files, path);
        assert!(
            page.contains(newest) && page.contains(&format!("{change} <a href=\"{way}\">Se udgave 1</a>")),
            "{page}"
        );
        assert!(!page.contains("data-state"), "{path}: nothing is left for the script to say");
    }
    let earlier = text(&files, "2009-12/index.html");
    let older = "Ikke den nyeste måned.</strong> Udgave 1 er den nyeste for december 2009. De nyeste tal er for september 2021.";
    assert!(
        earlier.contains(&format!("{older} <a href=\"../2021-09/index.html\">Gå til september 2021</a>")),
        "{earlier}"
    );
    assert!(earlier.contains("rel=\"next\" href=\"../2021-09/index.html\""), "{earlier}");
    assert!(
        !text(&files, "2009-12/v1/index.html").contains("september 2021"),
        "which the version's own page cannot know"
    );
    let since =
        "Rettelse af fejl.</strong> September 2021 fik udgave 2 den 20. januar 2022: Et tal for HK var læst forkert.";
    for path in [
        "a-kasse/3f/index.html",
        "maal/fokusmaal_2_samtaler/index.html",
        "udgivelser/index.html",
        "rettelser/index.html",
    ] {
        let page = text(&files, path);
        assert!(page.contains("Nyeste tal.</strong> De nyeste tal er for september 2021, udgave 2."), "{page}");
        assert!(page.contains(since), "{page}");
    }
    let absent = text(&files, "maal/arbejdskraftreserve/index.html");
    assert!(
        absent.contains("Ikke i de nyeste tal.</strong> De nyeste tal er for september 2021, og der er ingen for "),
        "{absent}"
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(trial(), trial());
}

fn text(files: &FileSet, path: &str) -> String {
    let content = files.get(path).unwrap_or_else(|| panic!("{path} is not written"));
    String::from_utf8(content.to_vec()).unwrap()
}

/// Only what the page is about: what stands around it is the same everywhere.
fn main_part(files: &FileSet, path: &str) -> String {
    let html = text(files, path);
    let (_, rest) = html.split_once("<main").unwrap();
    let (inside, _) = rest.split_once("</main>").unwrap();
    format!("<main{inside}</main>\n")
}

/// A page without the hashes in the names of shared files, which change with every touch of style and scripts.
fn unhashed(page: &str) -> String {
    let mut parts = page.split("assets/");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        out.push_str("assets/");
        let named = part.split_once('.').and_then(|(stem, rest)| Some((stem, rest.split_once('.')?)));
        match named {
            Some((stem, (hash, rest))) if hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                out.push_str(&format!("{stem}.HASH.{rest}"));
            }
            _ => out.push_str(part),
        }
    }
    out
}

#[test]
fn pages_of_every_kind() {
    let files = trial();
    for (name, path) in [
        ("front", "2021-09/v1/index.html"),
        ("month", "2021-09/index.html"),
        ("front_without_figures", "2009-12/v1/index.html"),
        ("edition_akasse", "2021-09/v1/a-kasse/metal/index.html"),
        ("edition_measure", "2021-09/v1/maal/fokusmaal_2_samtaler/index.html"),
        ("follow_up", "2021-09/v1/opfoelgning/index.html"),
        ("akasse", "a-kasse/min/index.html"),
        ("measure", "maal/fokusmaal_2_samtaler/index.html"),
        ("measure_without_figures", "maal/arbejdskraftreserve/index.html"),
        ("document", "dokumenter/fokusmaal-september-2021/index.html"),
        ("documents", "dokumenter/index.html"),
        ("editions", "udgivelser/index.html"),
        ("corrections", "rettelser/index.html"),
        ("calendar", "kalender/index.html"),
        ("method", "metode/index.html"),
        ("symbols", "symboler/index.html"),
        ("about", "om/index.html"),
        ("data", "data/index.html"),
        ("search", "soeg/index.html"),
        ("compare", "sammenlign/index.html"),
        ("akasser", "a-kasse/index.html"),
        ("measures", "maal/index.html"),
    ] {
        insta::assert_snapshot!(name, unhashed(&main_part(&files, path)));
    }
    insta::assert_snapshot!("frame", unhashed(text(&files, "symboler/index.html").split("<main").next().unwrap()));
    insta::assert_snapshot!("not_found", text(&files, "404.html"));
    insta::assert_snapshot!("search_index", text(&files, "api/v1/search.json"));
    insta::assert_snapshot!("sitemap", text(&files, "sitemap.xml"));
    let country = country(2, 2);
    for (name, path) in [
        ("country_front", "2023-12/v1/index.html"),
        ("country_jobcentre", "2023-12/v1/jobcenter/c-by-000/index.html"),
        ("country_akasse", "2023-12/v1/a-kasse/f00/index.html"),
        ("country_measure", "2023-12/v1/maal/maal-1/index.html"),
        ("country_area", "omraade/b-region-0/index.html"),
        ("country_areas", "jobcenter/index.html"),
        ("country_region", "2023-12/v1/omraade/b-region-0/index.html"),
        ("country_pair", "2023-12/v1/jobcenter/c-by-000/f00/index.html"),
        ("country_pair_always", "jobcenter/c-by-000/f00/index.html"),
    ] {
        insta::assert_snapshot!(name, main_part(&country, path));
    }
}
