//! What other sites copy: a frame, the web component, and the answer of oEmbed.

use serde::Serialize;

use super::{EmbedView, Kept};
use crate::diagnostic::{Code, Diagnostic};
use crate::render::assets::FIGURE_SCRIPT;
use crate::render::html::escaped;
use crate::render::press::Press;

/// About how wide and tall a figure is before it has told its height, in pixels.
const SIZE: (u32, u32) = (760, 480);
/// How long a consumer may keep an answer of oEmbed about an address that is drawn anew, in seconds.
const CACHE_AGE: u32 = 3600;

/// An answer of oEmbed 1.0 (`oembed.com`), as a file.
#[derive(Serialize)]
struct Oembed<'v> {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'v str,
    author_name: &'v str,
    provider_name: &'v str,
    provider_url: &'v str,
    /// For ever the same, or an hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    cache_age: Option<u32>,
    html: String,
    width: u32,
    height: u32,
}

pub(super) fn oembed(press: &Press<'_>, view: &EmbedView, kept: Kept) -> Result<Vec<u8>, Diagnostic> {
    let publication = press.site.publication;
    let script = format!("{}{FIGURE_SCRIPT}", publication.base_url);
    let answer = Oembed {
        version: "1.0",
        kind: "rich",
        title: &view.title,
        author_name: &publication.publisher,
        provider_name: press.say.bare(&publication.title),
        provider_url: &publication.base_url,
        cache_age: (kept == Kept::Updating).then_some(CACHE_AGE),
        html: frame_html(&view.address, &view.title, &script),
        width: SIZE.0,
        height: SIZE.1,
    };
    let mut bytes = serde_json::to_vec_pretty(&answer)
        .map_err(|fault| Diagnostic::error(Code::BadTemplate, format!("oembed.json cannot be written: {fault}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A frame, and the script that gives it the height of what is in it.
pub(super) fn frame_html(address: &str, title: &str, script: &str) -> String {
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{}\" loading=\"lazy\" style=\"border:0\" \
         data-noegletal></iframe>\n<script src=\"{}\" async></script>",
        escaped(address),
        escaped(title),
        SIZE.1,
        escaped(script)
    )
}

/// The web component; what is in it is shown until, and unless, the figure can be.
pub(super) fn component_html(address: &str, title: &str, script: &str) -> String {
    format!(
        "<noegletal-figur src=\"{0}\"><a href=\"{0}\">{1}</a></noegletal-figur>\n<script src=\"{2}\" async></script>",
        escaped(address),
        escaped(title),
        escaped(script)
    )
}
