//! What crawlers read: every address once, and leave to read them.

use std::fmt::Write as _;

use super::whole::Shared;
use crate::model::FileSet;
use crate::render::address;
use crate::render::html::escape;
use crate::render::site::Seen;

/// The folders of the pages among some files; figures for other sites are no pages of this one.
pub(super) fn folders(files: &FileSet) -> Vec<String> {
    let pages = files.iter().filter_map(|(path, _)| path.strip_suffix("index.html"));
    pages.filter(|folder| !folder.starts_with("embed/") && !folder.contains("/embed/")).map(str::to_owned).collect()
}

/// Adds the first pages of all editions to the folders of a language.
pub(super) fn add_editions(shared: &Shared<'_>, folders: &mut Vec<String>) {
    let press = shared.press;
    for entry in &press.site.catalogue.entries {
        let id = entry.release.id;
        let pages = [address::month(id.period), address::edition(id), address::follow_up(id)];
        folders.extend(pages.map(|page| format!("{}{page}", press.below)));
    }
}

/// Adds `sitemap.xml`, which lists `folders`, and `robots.txt`.
pub(super) fn draw(site: &Seen<'_>, mut folders: Vec<String>, files: &mut FileSet) {
    let base = &site.publication.base_url;
    folders.sort_unstable();
    folders.dedup();
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for folder in folders {
        map.push_str("<url><loc>");
        escape(&mut map, &format!("{base}{folder}"));
        map.push_str("</loc></url>\n");
    }
    map.push_str("</urlset>\n");
    files.add("sitemap.xml", map);
    let mut robots = String::from("User-agent: *\n");
    // A preview must not be found.
    robots.push_str(if site.preview { "Disallow: /\n" } else { "Allow: /\n" });
    let _ = writeln!(robots, "Sitemap: {base}sitemap.xml");
    files.add("robots.txt", robots);
}
