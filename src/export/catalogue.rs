//! `catalog.ttl` and `catalog.jsonld`: what there is to have, for data portals: DCAT-AP 3 with what its Danish profile
//! demands.
//!
//! A series for each measure, and in it a dataset for each version of each month, with its files. The kind of everything
//! that is named is said here too, so that it can be checked without asking others.

use std::collections::BTreeSet;

use super::rdf::{Object, Thing, json_ld, turtle};
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::format::OF_EVERY_MEASURE;
use crate::model::{FileSet, Format, Language, Measure, MeasureKey, Publication, ReleaseId, Text};
use crate::text::date;

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";

/// The catalogue in both forms.
pub(super) fn files(publication: &Publication, catalogue: &Catalogue) -> FileSet {
    let things = things(publication, catalogue);
    let mut set = FileSet::default();
    set.add("catalog.ttl", turtle(&things));
    set.add("catalog.jsonld", json_ld(&things));
    set
}

fn things(publication: &Publication, catalogue: &Catalogue) -> Vec<Thing> {
    let base = &publication.base_url;
    let pairs = || catalogue.entries.iter().flat_map(|entry| entry.measures.iter().map(move |key| (entry, *key)));
    let measures: BTreeSet<MeasureKey> = pairs().map(|(_, key)| key).collect();
    let datasets = pairs().map(|(entry, key)| Object::Thing(dataset_address(publication, entry.release.id, key)));
    let series = measures.iter().map(|key| Object::Thing(series_address(publication, *key)));
    let published = catalogue.entries.iter().map(|entry| entry.release.published);
    let moment = |moment: Option<chrono::DateTime<chrono::FixedOffset>>| {
        moment.map(|moment| Object::Typed(moment.to_rfc3339(), "xsd:dateTime"))
    };
    let about = Text {
        da: format!("{}: tal for hver måned i alle udgaver, fra {}.", publication.title.da, publication.publisher),
        en: format!("{}: figures of every month in every version.", publication.title.en),
    };
    let whole = Thing::new(format!("{base}catalog.ttl#katalog"), "dcat:Catalog")
        .say("dct:title", both(&publication.title))
        .say("dct:description", both(&about))
        .thing("dct:publisher", publisher(publication))
        .thing("dcat:contactPoint", contact(publication))
        .thing("dct:license", &publication.licence.url)
        .thing("dct:language", authority("language/DAN"))
        .thing("dct:spatial", authority("country/DNK"))
        .thing("dcat:theme", authority("data-theme/SOCI"))
        .thing("foaf:homepage", base)
        .say("dct:issued", moment(published.clone().min()))
        .say("dct:modified", moment(published.clone().max()))
        .say("dcat:dataset", datasets)
        .say("dcat:resource", series);
    let mut things = vec![whole];
    things.extend(fixed(publication));
    for key in measures {
        let of_measure = pairs().filter(|(_, of)| *of == key).map(|(entry, _)| entry.release.published);
        let measure = publication.measure(key);
        things.push(
            Thing::new(series_address(publication, key), "dcat:DatasetSeries")
                .say("dct:title", both(&measure.title))
                .say("dct:description", both(&measure.definition))
                .thing("dct:publisher", publisher(publication))
                .thing("dcat:contactPoint", contact(publication))
                .thing("dct:accrualPeriodicity", authority("frequency/MONTHLY"))
                .thing("dct:spatial", authority("country/DNK"))
                .thing("dcat:theme", authority("data-theme/SOCI"))
                .thing("dcat:landingPage", format!("{base}maal/{}/", measure.id))
                .say("dct:issued", moment(of_measure.clone().min()))
                .say("dct:modified", moment(of_measure.max())),
        );
        things.push(Thing::new(format!("{base}maal/{}/", measure.id), "foaf:Document"));
    }
    for entry in &catalogue.entries {
        things.push(period(publication, entry.release.id));
        for key in &entry.measures {
            things.extend(dataset(publication, catalogue, entry, *key));
        }
    }
    let mut seen = BTreeSet::new();
    things.retain(|thing| seen.insert(thing.address().to_owned()));
    things
}

fn both(text: &Text) -> Vec<Object> {
    let texts = [(&text.da, "da"), (&text.en, "en")];
    let said = texts.into_iter().filter(|(text, _)| !text.is_empty());
    said.map(|(text, language)| Object::Text(text.clone(), language)).collect()
}

fn authority(code: &str) -> String {
    format!("{AUTHORITY}{code}")
}

fn publisher(publication: &Publication) -> String {
    format!("{}om/#udgiver", publication.base_url)
}

fn contact(publication: &Publication) -> String {
    format!("{}om/#kontakt", publication.base_url)
}

fn series_address(publication: &Publication, key: MeasureKey) -> String {
    format!("{}maal/{}/#serie", publication.base_url, publication.measure(key).id)
}

fn page(publication: &Publication, id: ReleaseId, measure: &Measure) -> String {
    format!("{}{}/maal/{}/", publication.base_url, id.path(), measure.id)
}

fn dataset_address(publication: &Publication, id: ReleaseId, key: MeasureKey) -> String {
    format!("{}#data", page(publication, id, publication.measure(key)))
}

/// What many things name, each with its kind.
fn fixed(publication: &Publication) -> Vec<Thing> {
    let mail = format!("mailto:{}", publication.contact.email);
    let kinds = [
        ("language/DAN", "dct:LinguisticSystem"),
        ("country/DNK", "dct:Location"),
        ("data-theme/SOCI", "skos:Concept"),
        ("frequency/MONTHLY", "dct:Frequency"),
        ("access-right/PUBLIC", "dct:RightsStatement"),
        ("planned-availability/STABLE", "skos:Concept"),
    ];
    let mut things = vec![
        Thing::new(publisher(publication), "foaf:Agent")
            .say("foaf:name", [Object::Text(publication.publisher.clone(), "da")]),
        Thing::new(contact(publication), "vcard:Kind")
            .say("vcard:fn", [Object::Plain(publication.contact.name.clone())])
            .thing("vcard:hasEmail", mail),
        Thing::new(&publication.licence.url, "dct:LicenseDocument")
            .say("dct:title", [Object::Text(publication.licence.title.clone(), "da")])
            .say("dct:identifier", [Object::Plain(publication.licence.id.clone())]),
        Thing::new(&publication.base_url, "foaf:Document"),
    ];
    things.extend(kinds.map(|(code, kind)| Thing::new(authority(code), kind).say("skos:prefLabel", label(code))));
    for (_, media_type, file_type, _) in distributions(publication) {
        things.push(Thing::new(media_address(media_type), "dct:MediaType"));
        things.push(Thing::new(authority(&format!("file-type/{file_type}")), "dct:MediaTypeOrExtent"));
    }
    things
}

/// What the shapes want to be told of themes.
fn label(code: &str) -> Option<Object> {
    let label = match code {
        "data-theme/SOCI" => "Population and society",
        "planned-availability/STABLE" => "Stable",
        _ => return None,
    };
    Some(Object::Text(label.to_owned(), "en"))
}

fn media_address(media_type: &str) -> String {
    format!("http://www.iana.org/assignments/media-types/{media_type}")
}

/// The files of a measure: ending, media type, the EU's code of the file's type, and a title.
fn distributions(publication: &Publication) -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    let usual = OF_EVERY_MEASURE.into_iter().map(|(ending, media_type)| match ending {
        ".json" => (ending, media_type, "JSON", "JSON med status og vurderinger"),
        ".csv" => (ending, media_type, "CSV", "CSV med koder"),
        _ => (ending, media_type, "CSV", "CSV til dansk regneark"),
    });
    let others = publication.formats.iter().filter_map(|format| {
        let (ending, media_type) = format.of_measure()?;
        let (file_type, title) = match format {
            Format::JsonStat => ("JSON", "JSON-stat 2.0"),
            Format::Xlsx => ("XLSX", "Excel"),
            // It describes the CSV, and holds no figure.
            Format::Csvw | Format::DataPackage | Format::Zip => return None,
        };
        Some((ending, media_type, file_type, title))
    });
    usual.chain(others).collect()
}

/// A month as a span of days, under an address of its version.
fn period(publication: &Publication, id: ReleaseId) -> Thing {
    let first = chrono::NaiveDate::from_ymd_opt(id.period.year(), id.period.month(), 1);
    let next = id.period.plus(1);
    let last = chrono::NaiveDate::from_ymd_opt(next.year(), next.month(), 1).and_then(|day| day.pred_opt());
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| Object::Typed(day.to_string(), "xsd:date"));
    Thing::new(period_address(publication, id), "dct:PeriodOfTime")
        .say("dcat:startDate", day(first))
        .say("dcat:endDate", day(last))
}

fn period_address(publication: &Publication, id: ReleaseId) -> String {
    format!("{}{}/#maaned", publication.base_url, id.period.slug())
}

/// A measure in a version, with its files.
fn dataset(publication: &Publication, catalogue: &Catalogue, entry: &CatalogueEntry, key: MeasureKey) -> Vec<Thing> {
    let (release, measure) = (&entry.release, publication.measure(key));
    let (month, number) = (date::month(Language::Danish, release.id.period), release.id.version);
    let landing = page(publication, release.id, measure);
    let folder = format!("{}api/v1/releases/{}/{}", publication.base_url, release.id.path(), measure.id);
    let files = distributions(publication);
    let made_up = if release.synthetic { ("Syntetiske tal. ", "Made-up figures. ") } else { ("", "") };
    let title = Text {
        da: format!("{}, {month}, udgave {number}", measure.title.da),
        en: format!("{}, {}, version {number}", measure.title.en, release.id.period.slug()),
    };
    let about = Text {
        da: format!("{}{}", made_up.0, measure.definition.da),
        en: format!("{}{}", made_up.1, measure.definition.en),
    };
    let before = ReleaseId { version: number.saturating_sub(1), ..release.id };
    let before = catalogue.entries.iter().find(|entry| entry.release.id == before && entry.measures.contains(&key));
    let published = || Some(Object::Typed(release.published.to_rfc3339(), "xsd:dateTime"));
    let reason = Some(release.reason.clone()).filter(|reason| !reason.is_empty());
    let mut things = vec![
        Thing::new(dataset_address(publication, release.id, key), "dcat:Dataset")
            .say("dct:title", both(&title))
            .say("dct:description", both(&about))
            .say("dct:identifier", [Object::Typed(format!("{folder}.json"), "xsd:anyURI")])
            .thing("dct:publisher", publisher(publication))
            .thing("dcat:contactPoint", contact(publication))
            .thing("dcat:theme", authority("data-theme/SOCI"))
            .say("dcat:keyword", both(&measure.short))
            .thing("dct:accessRights", authority("access-right/PUBLIC"))
            .thing("dct:language", authority("language/DAN"))
            .thing("dct:spatial", authority("country/DNK"))
            .thing("dct:temporal", period_address(publication, release.id))
            .thing("dct:accrualPeriodicity", authority("frequency/MONTHLY"))
            .say("dct:issued", published())
            .say("dct:modified", published())
            .say("dcat:version", [Object::Plain(number.to_string())])
            .say("adms:versionNotes", reason.map(|reason| Object::Text(reason, "da")))
            .say(
                "dcat:previousVersion",
                before.map(|entry| Object::Thing(dataset_address(publication, entry.release.id, key))),
            )
            .thing("dcat:inSeries", series_address(publication, key))
            .thing("dcat:landingPage", landing.as_str())
            .say("dcat:distribution", files.iter().map(|(ending, ..)| Object::Thing(format!("{folder}{ending}#fil")))),
        Thing::new(landing, "foaf:Document"),
    ];
    for (ending, media_type, file_type, title) in files {
        let address = format!("{folder}{ending}");
        things.push(
            Thing::new(format!("{address}#fil"), "dcat:Distribution")
                .say("dct:title", [Object::Text(title.to_owned(), "da")])
                .thing("dcat:accessURL", address.as_str())
                .thing("dcat:downloadURL", address.as_str())
                .thing("dct:license", &publication.licence.url)
                .thing("dct:format", authority(&format!("file-type/{file_type}")))
                .thing("dcat:mediaType", media_address(media_type))
                .thing("dcatap:availability", authority("planned-availability/STABLE")),
        );
    }
    things
}
