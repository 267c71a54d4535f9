//! What search engines are told of figures: schema.org's `Dataset` as JSON-LD, in a block that no browser runs.

use serde_json::{Value, json};

use super::address::{self, Here};
use super::edition::prepared::Prepared;
use super::html::Html;
use super::press::Press;
use crate::model::format::OF_EVERY_MEASURE;
use crate::model::{Language, Measure, Publication, Release, Text};
use crate::text::messages::{Messages, say};

/// A month's figures in one version.
pub(crate) fn of_edition(prepared: &Prepared<'_>) -> Html {
    let (press, release) = (prepared.press, &prepared.edition.release);
    let (say, publication) = (press.say, press.site.publication);
    let folder = format!("{}{}", publication.base_url, address::release_files(release.id));
    let mut dataset = of_release(press, release, &prepared.folder);
    let month = say.month(release.id.period);
    let titles: Vec<&str> = prepared.measures.iter().map(|measure| say.bare(&measure.measure.title)).collect();
    dataset["name"] = json!(named(say, &publication.title, release));
    let about = if titles.is_empty() {
        say!(say, "cite-dataset-none", month = month)
    } else {
        let measures = titles.join(", ");
        say!(say, "cite-dataset-figures", month = month, version = release.id.version, measures = measures)
    };
    dataset["description"] = json!(described(say, release, about));
    dataset["variableMeasured"] = prepared.measures.iter().map(|measure| variable(say, measure.measure)).collect();
    let files = publication.formats.iter().filter_map(|format| format.of_edition());
    let files = std::iter::once(("release.json", "application/json")).chain(files);
    dataset["distribution"] =
        files.map(|(name, media_type)| download(&format!("{folder}{name}"), media_type)).collect();
    block(&dataset)
}

/// A measure in one version of a month.
pub(crate) fn of_measure(prepared: &Prepared<'_>, measure: &Measure, here: &Here) -> Html {
    let (press, release) = (prepared.press, &prepared.edition.release);
    let (say, publication) = (press.say, press.site.publication);
    let folder = format!("{}{}", publication.base_url, address::release_files(release.id));
    let mut dataset = of_release(press, release, here.folder());
    dataset["name"] = json!(named(say, &measure.title, release));
    let about = say!(
        say,
        "cite-dataset-measure",
        definition = say.bare(&measure.definition),
        month = say.month(release.id.period),
        version = release.id.version,
    );
    dataset["description"] = json!(described(say, release, about));
    dataset["isPartOf"] = json!({ "@type": "Dataset", "@id": format!("{}{}", publication.base_url, prepared.folder) });
    dataset["variableMeasured"] = json!([variable(say, measure)]);
    dataset["distribution"] = downloads(publication, &folder, measure);
    block(&dataset)
}

/// A measure through all months, by its page outside editions. `latest` = the newest edition has figures of it.
pub(crate) fn of_series(press: &Press<'_>, measure: &Measure, here: &Here, latest: bool) -> Html {
    let (say, publication) = (press.say, press.site.publication);
    let mut dataset = general(press, here.folder());
    dataset["name"] = json!(say.bare(&measure.title));
    dataset["description"] = json!(say!(say, "cite-dataset-series", definition = say.bare(&measure.definition)));
    dataset["variableMeasured"] = json!([variable(say, measure)]);
    if latest {
        dataset["distribution"] = downloads(publication, &format!("{}api/v1/latest/", publication.base_url), measure);
    }
    block(&dataset)
}

fn named(say: &Messages, title: &Text, release: &Release) -> String {
    let month = say.month(release.id.period);
    say!(say, "cite-dataset-name", title = say.bare(title), month = month, version = release.id.version)
}

fn described(say: &Messages, release: &Release, text: String) -> String {
    if release.synthetic { say!(say, "cite-dataset-synthetic", text = text) } else { text }
}

/// What is said of every dataset. It is the same one on pages in every language, since its files are: so it is known by
/// the address of its page in the first language.
fn general(press: &Press<'_>, folder: &str) -> Value {
    let (say, publication) = (press.say, press.site.publication);
    let publisher =
        json!({ "@type": "Organization", "name": publication.publisher, "email": publication.contact.email });
    json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": format!("{}{folder}", publication.base_url),
        "url": press.address(folder),
        "inLanguage": Language::Danish.tag(),
        "isAccessibleForFree": true,
        "license": publication.licence.url,
        "creator": publisher,
        "publisher": publisher,
        "spatialCoverage": say.text("cite-dataset-place"),
        "includedInDataCatalog":
            { "@type": "DataCatalog", "name": say.bare(&publication.title), "url": publication.base_url },
    })
}

fn of_release(press: &Press<'_>, release: &Release, folder: &str) -> Value {
    let mut dataset = general(press, folder);
    dataset["version"] = json!(release.id.version.to_string());
    dataset["datePublished"] = json!(release.published.to_rfc3339());
    dataset["temporalCoverage"] = json!(release.id.period.slug());
    dataset
}

fn variable(say: &Messages, measure: &Measure) -> Value {
    json!({
        "@type": "PropertyValue",
        "name": say.bare(&measure.title),
        "unitText": say.unit_in_text(measure.unit),
    })
}

fn downloads(publication: &Publication, folder: &str, measure: &Measure) -> Value {
    let others = publication.formats.iter().filter_map(|format| format.of_measure());
    let files = OF_EVERY_MEASURE.into_iter().chain(others.filter(|(ending, _)| !ending.ends_with("metadata.json")));
    files.map(|(ending, media_type)| download(&format!("{folder}{}{ending}", measure.id), media_type)).collect()
}

fn download(address: &str, media_type: &str) -> Value {
    json!({ "@type": "DataDownload", "contentUrl": address, "encodingFormat": media_type })
}

/// The block. No text in it can end the block: `<` stands as its number.
fn block(dataset: &Value) -> Html {
    let text = dataset.to_string().replace('<', "\\u003c");
    Html::trusted(format!("<script type=\"application/ld+json\">{text}</script>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_block() {
        let block = block(&json!({ "name": "</script><script>alert(1)</script>" }));
        assert_eq!(block.as_str().matches('<').count(), 2, "{block:?}");
        let inside = block.as_str().trim_start_matches("<script type=\"application/ld+json\">");
        let read: Value = serde_json::from_str(inside.trim_end_matches("</script>")).unwrap();
        assert_eq!(read["name"], "</script><script>alert(1)</script>");
    }
}
