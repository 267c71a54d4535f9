//! What crawlers read: every address once, and leave to read them.

use std::fmt::Write as _;

use super::whole::Shared;
use crate::model::FileSet;
use crate::render::html::escape;

/// The folders of the pages among some files.
pub(super) fn folders(files: &FileSet) -> Vec<String> {
    files.iter().filter_map(|(path, _)| path.strip_suffix("index.html")).map(str::to_owned).collect()
}

/// Adds `sitemap.xml` and `robots.txt`. The map lists `folders` and the first pages of all editions.
pub(super) fn draw(shared: &Shared<'_>, mut folders: Vec<String>, files: &mut FileSet) {
    let site = &shared.press.site;
    let base = &site.publication.base_url;
    for entry in &site.catalogue.entries {
        folders.push(crate::render::address::month(entry.release.id.period));
        folders.push(crate::render::address::edition(entry.release.id));
        folders.push(crate::render::address::follow_up(entry.release.id));
    }
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
