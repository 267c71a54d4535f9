//! Every address of the data with its form: what it is, its type, how often it changes, and its schema.

use super::super::search;
use super::super::whole::Shared;
use crate::model::AreaKind;
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::edition::prepared::Prepared;
use crate::render::frame::Link;
use crate::render::html::{Html, escape, push_link};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::{cite, files};
use crate::text::messages::Messages;
use crate::text::timemap;

/// How often what lies at an address changes: the message that says so.
const NEVER: &str = "data-changes-never";
const FIGURES_NEVER: &str = "data-changes-figures-never";
const EACH_TIME: &str = "data-changes-each-time";
const ANNOUNCED: &str = "data-changes-announced";
const ADDED: &str = "data-changes-added";

const JSON: &str = "application/json";
const CSV: &str = "text/csv; charset=utf-8";

/// Media types of the files for programs that keep references, in the order of [`cite::FILES`].
const CITATIONS: [&str; 3] =
    ["application/x-bibtex", "application/x-research-info-systems", "application/vnd.citationstyles.csl+json"];

/// An address.
struct Row {
    /// With names in angle brackets where it differs.
    form: String,
    /// The message that says what lies there.
    what: &'static str,
    media_type: &'static str,
    changes: &'static str,
    /// The name of its schema; empty when it has none of its own.
    schema: &'static str,
    /// Real ones in this archive.
    examples: Vec<Link>,
}

/// The tables: what the archive has once, what each edition has, and what is made to stand elsewhere.
pub(super) fn tables(shared: &Shared<'_>, here: &Here) -> Vec<Html> {
    let say = shared.press.say;
    let mut tables = vec![table(say, here, ("adresser-arkiv", "data-table-archive"), archive(shared, here))];
    if let Some(newest) = shared.newest {
        tables.push(table(say, here, ("adresser-udgave", "data-table-edition"), edition(newest, here)));
    }
    tables.push(table(say, here, ("adresser-abonner", "data-table-follow"), followed(shared, here)));
    tables
}

fn table(say: &Messages, here: &Here, (id, caption): (&str, &str), rows: Vec<Row>) -> Html {
    let mut table = Table::new(say, id, &say.text(caption), Sorting::Fixed);
    let columns =
        ["data-column-address", "data-column-what", "data-column-type", "data-column-changes", "data-column-schema"];
    table.columns(&columns.map(|key| Column::text(say.text(key))));
    for row in rows {
        let mut what = String::new();
        escape(&mut what, &say.text(row.what));
        if !row.examples.is_empty() {
            what.push_str("<ul class=\"links\">");
            for link in &row.examples {
                what.push_str("<li>");
                push_link(&mut what, &link.href, &link.label);
                what.push_str("</li>");
            }
            what.push_str("</ul>");
        }
        let schema = match row.schema {
            "" => Cell::Text("–".into()),
            name => Cell::Link { href: here.to(&format!("api/v1/schema/{name}")), label: name.into() },
        };
        let cells = [Cell::Html(what), Cell::Text(row.media_type.into()), Cell::said(say, row.changes), schema];
        table.row(&Head::text(row.form).wrapped(), cells);
    }
    table.finish()
}

/// A link whose words are the address itself.
fn own(here: &Here, path: String) -> Link {
    Link::new(here.to(&path), path)
}

/// `<name>`, in the page's language.
fn name(say: &Messages, key: &str) -> String {
    format!("<{}>", say.text(key))
}

fn archive(shared: &Shared<'_>, here: &Here) -> Vec<Row> {
    let say = shared.press.say;
    let fixed = |path: &str, what, media_type, changes, schema| Row {
        form: path.to_owned(),
        what,
        media_type,
        changes,
        schema,
        examples: vec![own(here, path.to_owned())],
    };
    let search = search::index(say.language());
    let mut rows = vec![
        fixed("api/v1/index.json", "data-index", JSON, EACH_TIME, "index.json"),
        fixed("api/v1/state.json", "data-state", JSON, EACH_TIME, "state.json"),
        fixed("api/v1/calendar.json", "data-calendar", JSON, ANNOUNCED, "calendar.json"),
    ];
    if !shared.press.site.publication.calendar.is_blank() {
        rows.push(fixed("kalender.ics", "data-ical", "text/calendar", ANNOUNCED, ""));
    }
    rows.extend([
        fixed("api/v1/codes/areas.json", "data-areas", JSON, ADDED, "areas.json"),
        fixed("api/v1/codes/akasser.json", "data-funds", JSON, ADDED, "akasser.json"),
        fixed("api/v1/codes/protection.json", "data-protection", JSON, EACH_TIME, "protection.json"),
    ]);
    if let Some(key) = shared.history.revisions.measures().first() {
        let measure = &shared.press.site.publication.measure(*key).id;
        rows.push(Row {
            form: format!("api/v1/versions/{}.json", name(say, "data-name-measure")),
            what: "data-versions",
            media_type: JSON,
            changes: EACH_TIME,
            schema: "versions.json",
            examples: vec![own(here, format!("api/v1/versions/{measure}.json"))],
        });
    }
    rows.push(Row {
        form: format!("api/v1/schema/{}.json", name(say, "data-name-kind")),
        what: "data-schema",
        media_type: "application/schema+json",
        changes: ADDED,
        schema: "",
        examples: vec![own(here, "api/v1/schema/measure.json".into())],
    });
    rows.push(fixed(search, "data-search", JSON, EACH_TIME, "search.json"));
    rows.push(fixed("catalog.ttl", "cite-catalogue", "text/turtle", EACH_TIME, ""));
    rows.push(fixed("catalog.jsonld", "cite-catalogue-json", "application/ld+json", EACH_TIME, ""));
    if !shared.press.site.preview {
        rows.push(fixed("releases.lock", "data-seals", "text/plain", ADDED, ""));
    }
    rows
}

fn edition(newest: &Prepared<'_>, here: &Here) -> Vec<Row> {
    let (say, publication) = (newest.press.say, newest.press.site.publication);
    let frozen = address::release_files(newest.edition.release.id);
    // The version's own file, which stays, and the one at the address that follows the newest month.
    let row = |form: String, example: &str, what, media_type, schema| Row {
        form,
        what,
        media_type,
        changes: NEVER,
        schema,
        examples: [frozen.as_str(), "api/v1/latest/"].map(|folder| own(here, format!("{folder}{example}"))).into(),
    };
    let mut rows = vec![row("release.json".into(), "release.json", "data-release", JSON, "release.json")];
    if let Some(measure) = newest.measures.first() {
        let of = |ending: &str| format!("{}{ending}", name(say, "data-name-measure"));
        let example = |ending: &str| format!("{}{ending}", measure.measure.id);
        rows.push(row(of(".json"), &example(".json"), "data-measure", JSON, "measure.json"));
        rows.push(row(of(".csv"), &example(".csv"), "data-csv", CSV, ""));
        rows.push(row(of(".da.csv"), &example(".da.csv"), "data-csv-danish", CSV, ""));
        for format in &publication.formats {
            if let Some((ending, media_type)) = format.of_measure() {
                rows.push(row(of(ending), &example(ending), files::about_measure(*format), media_type, ""));
            }
        }
    }
    for format in &publication.formats {
        if let Some((name, media_type)) = format.of_edition() {
            rows.push(row(name.into(), name, files::about_edition(*format), media_type, ""));
        }
    }
    if let Some(key) = newest.akasse_pages.first() {
        let example = format!("a-kasse/{}.json", publication.akasse(*key).id);
        rows.push(row(
            format!("a-kasse/{}.json", name(say, "data-name-fund")),
            &example,
            "data-fund",
            JSON,
            "party.json",
        ));
    }
    let jobcentre = |key: &&crate::model::AreaKey| publication.area(**key).kind == AreaKind::Jobcentre;
    if let Some(key) = newest.area_pages.iter().find(jobcentre) {
        let example = format!("jobcenter/{}.json", publication.area(*key).id);
        let form = format!("jobcenter/{}.json", name(say, "data-name-jobcentre"));
        rows.push(row(form, &example, "data-jobcentre", JSON, "party.json"));
    }
    let references = cite::FILES.into_iter().zip(CITATIONS);
    rows.extend(references.map(|((name, _), media_type)| row(name.into(), name, "data-citation", media_type, "")));
    rows
}

fn followed(shared: &Shared<'_>, here: &Here) -> Vec<Row> {
    let press = shared.press;
    let say = press.say;
    let (month, version) = (name(say, "data-name-month"), name(say, "data-name-version"));
    let atom = "application/atom+xml";
    let mut rows = Vec::new();
    for (feed, what) in [("udgivelser", "cite-feed-releases"), ("rettelser", "cite-feed-corrections")] {
        for (ending, what, media_type) in [("xml", what, atom), ("json", "cite-feed-json", "application/feed+json")] {
            let path = format!("feed/{feed}.{ending}");
            let examples = vec![own(here, path.clone())];
            rows.push(Row { form: path, what, media_type, changes: EACH_TIME, schema: "", examples });
        }
    }
    for (folder, key, what) in
        [("a-kasse/", "data-name-fund", "data-feed-fund"), ("jobcenter/", "data-name-jobcentre", "data-feed-jobcentre")]
    {
        let mut all = press.followed.iter().flatten();
        let Some(first) = all.find(|followed| followed.starts_with(folder)) else { continue };
        rows.push(Row {
            form: format!("feed/{folder}{}.xml", name(say, key)),
            what,
            media_type: atom,
            changes: EACH_TIME,
            schema: "",
            examples: vec![own(here, format!("feed/{}.xml", first.trim_end_matches('/')))],
        });
    }
    if let Some((newest, measure)) = shared.newest.and_then(|newest| Some((newest, newest.measures.first()?))) {
        let id = &measure.measure.id;
        let release = newest.edition.release.id.path();
        let below = press.below;
        let key = name(say, "data-name-measure");
        let page = |folder: String| Link::new(here.page(&folder), format!("{below}{folder}"));
        rows.push(Row {
            form: format!("embed/{month}/v{version}/{key}/"),
            what: "data-embed",
            media_type: "text/html",
            changes: FIGURES_NEVER,
            schema: "",
            examples: vec![page(format!("embed/{release}/{id}/"))],
        });
        rows.push(Row {
            form: format!("embed/latest/{key}/"),
            what: "data-embed-latest",
            media_type: "text/html",
            changes: EACH_TIME,
            schema: "",
            examples: vec![page(format!("embed/latest/{id}/"))],
        });
        let oembed = format!("{below}embed/{release}/{id}/oembed.json");
        rows.push(Row {
            form: format!("embed/{month}/v{version}/{key}/oembed.json"),
            what: "data-oembed",
            media_type: "application/json+oembed",
            changes: FIGURES_NEVER,
            schema: "",
            examples: vec![own(here, oembed)],
        });
    }
    rows.push(Row {
        form: format!("{}/{}", name(say, "data-name-page"), timemap::NAME),
        what: "data-timemap",
        media_type: "application/link-format",
        changes: EACH_TIME,
        schema: "",
        examples: vec![own(here, format!("{}{}", press.below, timemap::NAME))],
    });
    rows
}
