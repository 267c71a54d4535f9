//! Every page and every file of figures is reached from the first page by links in static HTML, and TimeMaps tell the truth.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests look at the disk themselves")]

mod archive_common;
mod verify_support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use archive_common::{links, tree};
use verify_support::archive;

/// Files that are found in another way: by their fixed name, as RFCs and the program's own documents say.
const BY_NAME: [&str; 4] = ["404.html", "robots.txt", "sitemap.xml", "api/v1/state.json"];

#[test]
fn everything_is_reached_by_links_from_the_first_page() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path());
    let files = tree(&folder.path().join("public"));
    let reached = reached(&files);
    let not: Vec<&String> = files.keys().filter(|path| !reached.contains(*path) && !by_name(path)).collect();
    assert!(not.is_empty(), "no link leads to {not:#?}");
}

fn by_name(path: &str) -> bool {
    // Manifests are the way of programs that prove an archive; each is named by the root's, and that by docs/verify.md.
    BY_NAME.contains(&path) || path.ends_with("manifest.json")
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
        let scripts = text.split(" src=\"").skip(1).filter_map(|rest| rest.split('"').next());
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
