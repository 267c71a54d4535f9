//! The collection of an edition's cubes.

use serde::Serialize;

use super::{COLLECTION, name};
use crate::export::Context;
use crate::export::head::{PublicationHead, ReleaseHead};
use crate::export::table::Table;
use crate::model::Language;
use crate::text::date;
use crate::text::document::{self, FormVersion};

#[derive(Serialize)]
struct Collection<'a> {
    version: &'static str,
    class: &'static str,
    href: String,
    label: String,
    source: &'a str,
    updated: String,
    link: Items<'a>,
    extension: CollectionExtension<'a>,
}

#[derive(Serialize)]
struct Items<'a> {
    item: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    class: &'static str,
    href: String,
    label: &'a str,
}

#[derive(Serialize)]
struct CollectionExtension<'a> {
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    release: ReleaseHead,
}

/// The cubes of an edition.
pub(in crate::export) fn collection(context: &Context<'_>, tables: &[Table<'_>]) -> Vec<u8> {
    let (publication, release) = (context.publication, &context.edition.release);
    let mut link = Items { item: Vec::new() };
    for table in tables {
        let href = context.address(&name(&table.measure.id));
        link.item.push(Item { class: "dataset", href, label: &table.measure.title.da });
    }
    let head = Collection {
        version: "2.0",
        class: "collection",
        href: context.address(COLLECTION),
        label: format!(
            "{}, {}, udgave {}",
            publication.title.da,
            date::month(Language::Danish, release.id.period),
            release.id.version
        ),
        source: &publication.publisher,
        updated: release.published.to_rfc3339(),
        link,
        extension: CollectionExtension {
            schema_version: FormVersion,
            publication: PublicationHead::new(publication),
            release: ReleaseHead::of(context),
        },
    };
    document::file(&head)
}
