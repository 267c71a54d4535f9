//! A small archive for the tests of the archive room.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests look at the disk themselves")]

use std::collections::BTreeMap;
use std::path::Path;

use noegletal::archive::{ArchiveFault, Kind, Seal, Writer, Written};
use noegletal::model::FileSet;

/// A folder for one test, in memory where the machine has such a place: thousands of builds are quick there.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Files by path.
pub(crate) type Site = BTreeMap<String, String>;

/// A site of two editions; pages link to each other with `href`. `design` is how its pages are drawn.
pub(crate) fn site(design: &str, editions: &[&str]) -> Site {
    let mut site = Site::new();
    let asset = format!("assets/style.{design}.css");
    site.insert(asset.clone(), format!("/* {design} */"));
    let mut links = Vec::new();
    for edition in editions {
        let page = format!("{edition}/index.html");
        let fund = format!("{edition}/a-kasse/3f/index.html");
        let data = format!("api/v1/releases/{edition}/m.csv");
        site.insert(data.clone(), table(90));
        site.insert(format!("api/v1/releases/{edition}/m.da.csv"), format!("{edition};90"));
        site.insert(format!("api/v1/releases/{edition}/release.json"), format!("{{\"release\":\"{edition}\"}}"));
        site.insert(fund.clone(), html(design, &[&asset, &data]));
        site.insert(page.clone(), html(design, &[&asset, &fund, &data]));
        links.push(page);
    }
    let kept = format!("om/{design}/index.html");
    site.insert(kept.clone(), html(design, &[&asset]));
    site.insert(
        "udgivelser/index.html".to_owned(),
        html(design, &links.iter().map(String::as_str).collect::<Vec<_>>()),
    );
    site.insert("index.html".to_owned(), html(design, &["udgivelser/index.html", &kept, &asset]));
    site
}

/// A published table with one figure.
pub(crate) fn table(value: u32) -> String {
    format!("measure,period,area,akasse,value,numerator,denominator,status,note\nm,2021M09,,3f,{value},,,,\n")
}

fn html(design: &str, links: &[&str]) -> String {
    let links: String = links.iter().map(|link| format!("<a href=\"{link}\">")).collect();
    format!("<p>{design}</p>{links}")
}

/// The links of a page, from the root.
pub(crate) fn links(text: &str) -> Vec<&str> {
    text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

pub(crate) fn file_set(site: &Site) -> FileSet {
    let mut files = FileSet::default();
    for (path, text) in site {
        files.add(path, text.as_str());
    }
    files
}

pub(crate) fn build(out: &Path, site: &Site) -> Result<Written, ArchiveFault> {
    build_with(out, site, None)
}

pub(crate) fn build_with(out: &Path, site: &Site, seal: Option<&Seal>) -> Result<Written, ArchiveFault> {
    let writer = Writer::open(out, Kind::Public)?;
    writer.stage(file_set(site))?;
    writer.commit(&seal.into_iter().cloned().collect::<Vec<_>>())
}

/// Every file below a folder, the program's own lock apart.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut tree = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_file() && path != ".noegletal-lock" {
            tree.insert(path, std::fs::read(entry.path()).unwrap());
        }
    }
    tree
}

/// Times of every file and folder.
pub(crate) fn times(folder: &Path) -> BTreeMap<String, std::time::SystemTime> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries.map(|entry| (entry.path().display().to_string(), entry.metadata().unwrap().modified().unwrap())).collect()
}
