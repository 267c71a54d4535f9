//! Every page and every file of figures is reached from the first page by links in static HTML.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests look at the disk themselves")]

mod archive_common;
mod verify_support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use archive_common::{links, tree};
use verify_support::{archive, sample};

/// Files that are found in another way: by their fixed name, as RFCs and the program's own documents say.
const BY_NAME: [&str; 4] = ["404.html", "robots.txt", "sitemap.xml", "api/v1/state.json"];

#[test]
fn everything_is_reached_by_links_from_the_first_page() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path());
    all_reached(&folder.path().join("public"));
}

#[test]
fn everything_is_reached_where_funds_end_and_months_have_second_versions() {
    let folder = tempfile::tempdir().unwrap();
    sample(folder.path(), (14, 3, 4, 7));
    all_reached(folder.path());
}

fn all_reached(root: &Path) {
    let files = tree(root);
    let reached = reached(&files);
    let not: Vec<&String> =
        files.keys().filter(|path| !reached.contains(*path) && !is_found_otherwise(path, &files)).collect();
    assert!(not.is_empty(), "no link leads to {not:#?}");
    assert!(files.keys().filter(|path| path.ends_with("timemap.link")).all(|path| reached.contains(path)));
}

fn is_found_otherwise(path: &str, files: &BTreeMap<String, Vec<u8>>) -> bool {
    // Manifests are the way of programs that prove an archive; each is named by the root's, and that by docs/verify.md.
    if BY_NAME.contains(&path) || path.ends_with("manifest.json") {
        return true;
    }
    // Of those who ended before the month an edition has earlier months alone, and no page; all of their figures stand
    // in the files of the measures, which are linked.
    let inside =
        path.strip_prefix("api/v1/releases/").filter(|_| path.contains("/a-kasse/") || path.contains("/jobcenter/"));
    let page = inside.map(|inside| format!("{}/index.html", inside.trim_end_matches(".json")));
    let latest = path.starts_with("api/v1/latest/a-kasse/") || path.starts_with("api/v1/latest/jobcenter/");
    page.is_some_and(|page| !files.contains_key(&page)) || (latest && is_of_no_page(path, files))
}

/// Whether the newest edition has no page of those whose file this is.
fn is_of_no_page(path: &str, files: &BTreeMap<String, Vec<u8>>) -> bool {
    let party = path.trim_start_matches("api/v1/latest/").trim_end_matches(".json");
    let newest =
        files.keys().filter(|path| path.len() == "2021-09/v1/index.html".len() && path.ends_with("/index.html"));
    let newest = newest.filter(|path| path.starts_with(|first: char| first.is_ascii_digit())).max().unwrap();
    !files.contains_key(&newest.replace("index.html", &format!("{party}/index.html")))
}

/// Every file that links lead to, page by page, as a browser without JavaScript follows them.
fn reached(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut waiting = vec!["index.html".to_owned()];
    while let Some(page) = waiting.pop() {
        if !page.ends_with(".html") {
            continue;
        }
        let text = std::str::from_utf8(&files[&page]).unwrap();
        // Those that a page runs, and those that it runs when a reader asks.
        let named = [" src=\"", " data-figure=\"", " data-charting=\"", " data-workbook=\""];
        let named = named.iter().flat_map(|lead| text.split(lead).skip(1));
        let scripts = named.filter_map(|rest| rest.split('"').next());
        for link in links(text).into_iter().chain(scripts) {
            let address = link.split(['#', '?']).next().unwrap();
            if address.is_empty() || address.contains(':') {
                continue;
            }
            let target = resolve(&page, address);
            assert!(files.contains_key(&target), "{page} links to {link}");
            if reached.insert(target.clone()) {
                waiting.push(target);
            }
        }
    }
    reached
}

fn resolve(page: &str, address: &str) -> String {
    let mut steps: Vec<&str> = page.split('/').collect();
    steps.pop();
    for step in address.split('/') {
        match step {
            ".." => drop(steps.pop().unwrap()),
            "." => {}
            step => steps.push(step),
        }
    }
    Path::new(&steps.join("/")).to_str().unwrap().to_owned()
}
