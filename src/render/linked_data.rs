//! What search engines are told of figures: schema.org's `Dataset` as JSON-LD, in a block that no browser runs.

use serde_json::{Value, json};

use super::address::{self, Here};
use super::edition::prepared::Prepared;
use super::html::Html;
use crate::model::format::OF_EVERY_MEASURE;
use crate::model::{Measure, Publication, Release};
use crate::text::{date, number::unit_in_text};

/// A month's figures in one version.
pub(crate) fn of_edition(prepared: &Prepared<'_>) -> Html {
    let (publication, release) = (prepared.press.site.publication, &prepared.edition.release);
    let folder = format!("{}{}", publication.base_url, address::release_files(release.id));
    let mut dataset = of_release(publication, release, &prepared.folder);
    let month = date::month(release.id.period);
    let titles: Vec<&str> = prepared.measures.iter().map(|measure| measure.measure.title.da.as_str()).collect();
    dataset["name"] = json!(format!("{}, {month}, udgave {}", publication.title.da, release.id.version));
    let about = if titles.is_empty() {
        format!("Udgivelsen for {month} har ingen tal. Den fortæller, hvad der er aftalt, og hvad der ventes.")
    } else {
        format!("Tal for {month} i udgave {}: {}.", release.id.version, titles.join(", "))
    };
    dataset["description"] = json!(described(release, &about));
    dataset["variableMeasured"] = prepared.measures.iter().map(|measure| variable(measure.measure)).collect();
    let files = publication.formats.iter().filter_map(|format| format.of_edition());
    let files = std::iter::once(("release.json", "application/json")).chain(files);
    dataset["distribution"] =
        files.map(|(name, media_type)| download(&format!("{folder}{name}"), media_type)).collect();
    block(&dataset)
}

/// A measure in one version of a month.
pub(crate) fn of_measure(prepared: &Prepared<'_>, measure: &Measure, here: &Here) -> Html {
    let (publication, release) = (prepared.press.site.publication, &prepared.edition.release);
    let folder = format!("{}{}", publication.base_url, address::release_files(release.id));
    let mut dataset = of_release(publication, release, here.folder());
    let month = date::month(release.id.period);
    dataset["name"] = json!(format!("{}, {month}, udgave {}", measure.title.da, release.id.version));
    dataset["description"] = json!(described(
        release,
        &format!("{} Tal for {month} i udgave {}.", measure.definition.da, release.id.version)
    ));
    dataset["isPartOf"] = json!({ "@type": "Dataset", "@id": format!("{}{}", publication.base_url, prepared.folder) });
    dataset["variableMeasured"] = json!([variable(measure)]);
    dataset["distribution"] = downloads(publication, &folder, measure);
    block(&dataset)
}

/// A measure through all months, by its page outside editions. `latest` = the newest edition has figures of it.
pub(crate) fn of_series(publication: &Publication, measure: &Measure, here: &Here, latest: bool) -> Html {
    let mut dataset = general(publication, here.folder());
    dataset["name"] = json!(measure.title.da);
    dataset["description"] = json!(format!("{} Alle måneder og udgaver.", measure.definition.da));
    dataset["variableMeasured"] = json!([variable(measure)]);
    if latest {
        dataset["distribution"] = downloads(publication, &format!("{}api/v1/latest/", publication.base_url), measure);
    }
    block(&dataset)
}

fn described(release: &Release, text: &str) -> String {
    let made_up = if release.synthetic { "Syntetiske tal. " } else { "" };
    format!("{made_up}{text}")
}

fn general(publication: &Publication, folder: &str) -> Value {
    let address = format!("{}{folder}", publication.base_url);
    let publisher =
        json!({ "@type": "Organization", "name": publication.publisher, "email": publication.contact.email });
    json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "inLanguage": "da",
        "isAccessibleForFree": true,
        "license": publication.licence.url,
        "creator": publisher,
        "publisher": publisher,
        "spatialCoverage": "Danmark",
        "includedInDataCatalog": { "@type": "DataCatalog", "name": publication.title.da, "url": publication.base_url },
    })
}

fn of_release(publication: &Publication, release: &Release, folder: &str) -> Value {
    let mut dataset = general(publication, folder);
    dataset["version"] = json!(release.id.version.to_string());
    dataset["datePublished"] = json!(release.published.to_rfc3339());
    dataset["temporalCoverage"] = json!(release.id.period.slug());
    dataset
}

fn variable(measure: &Measure) -> Value {
    json!({ "@type": "PropertyValue", "name": measure.title.da, "unitText": unit_in_text(measure.unit) })
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
