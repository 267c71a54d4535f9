//! Addresses in a text: which are let through, and which name a page of the site.

use super::fault::Fault;
use crate::model::note::LinkTarget;
use crate::model::{Period, Publication};

/// Schemes that lead to a page of the site.
const PAGES: [&str; 5] = ["dokument", "maal", "akasse", "omraade", "udgivelse"];

/// Schemes that lead out of the site. Everything else, above all what a browser would run, is refused.
const OUTSIDE: [&str; 3] = ["https", "http", "mailto"];

const HOW: &str = "Links may start with https:, http: or mailto:, or name a page: dokument:slug, maal:measure, \
                   akasse:fund, omraade:area, udgivelse:2021-09.";

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Another site, a mail address or a relative address, ready for an attribute (still to be escaped).
    Plain(String),
    /// A place in the same note.
    Anchor(String),
    /// A page of the site, and a place in it.
    Page(LinkTarget, Option<String>),
}

/// Judges the address of a link.
///
/// # Errors
/// An address that is empty or hostile, or that names nothing. The place is the whole link.
pub(super) fn resolve(address: &str, publication: &Publication) -> Result<Address, Fault> {
    let fault = |message: String| Fault::new(0..0, message, HOW);
    // Browsers drop line breaks and tabs inside an address and read a backslash as a slash, so either could hide
    // where a link leads.
    if address.is_empty() {
        return Err(fault("the link leads nowhere".to_owned()));
    }
    if address.chars().any(|sign| sign.is_control() || sign == '\\') || address.trim() != address {
        return Err(fault(format!("the link \"{}\" has signs that an address cannot have", address.escape_debug())));
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return Ok(Address::Anchor(anchor.to_owned()));
    }
    if address.starts_with('/') {
        let message = format!("the link \"{address}\" starts at the root, where the archive need not stand");
        return Err(fault(message));
    }
    let end_of_scheme = address.find(['/', '?', '#']).unwrap_or(address.len());
    let Some((scheme, rest)) = address.get(..end_of_scheme).and_then(|start| start.find(':')).map(|colon| {
        let (scheme, rest) = address.split_at(colon);
        (scheme.to_ascii_lowercase(), rest.get(1..).unwrap_or_default())
    }) else {
        return Ok(Address::Plain(encode(address)));
    };
    match scheme.as_str() {
        "https" | "http" if !rest.starts_with("//") || rest.len() == 2 => {
            Err(fault(format!("the link \"{address}\" names no site")))
        }
        "mailto" if !rest.contains('@') => Err(fault(format!("\"{rest}\" is not a mail address"))),
        known if OUTSIDE.contains(&known) => Ok(Address::Plain(encode(address))),
        page if PAGES.contains(&page) => {
            let (name, anchor) = rest.split_once('#').map_or((rest, None), |(name, anchor)| (name, Some(anchor)));
            Ok(Address::Page(target(page, name, publication)?, anchor.map(encode)))
        }
        other => {
            let near = crate::diagnostic::did_you_mean(other, PAGES);
            let hint = near.map_or_else(|| HOW.to_owned(), |near| format!("Did you mean \"{near}:{rest}\"? {HOW}"));
            Err(Fault::new(0..0, format!("links with \"{other}:\" are not let through"), hint))
        }
    }
}

fn target(scheme: &str, name: &str, publication: &Publication) -> Result<LinkTarget, Fault> {
    match scheme {
        "maal" => {
            let ids = publication.measures.iter().map(|measure| measure.id.as_str());
            let key = publication.measure_by_id(name);
            key.map(LinkTarget::Measure).ok_or_else(|| Fault::unknown(0..0, "measure", name, ids))
        }
        "akasse" => {
            let ids = publication.akasser.iter().map(|akasse| akasse.id.as_str());
            let key = publication.akasse_by_id(name);
            key.map(LinkTarget::Akasse).ok_or_else(|| Fault::unknown(0..0, "fund", name, ids))
        }
        "omraade" => {
            let ids = publication.areas.iter().map(|area| area.id.as_str());
            publication.area_by_id(name).map(LinkTarget::Area).ok_or_else(|| Fault::unknown(0..0, "area", name, ids))
        }
        "udgivelse" => Period::parse(name)
            .map(LinkTarget::Release)
            .ok_or_else(|| Fault::new(0..0, format!("\"{name}\" is not a month"), "Write it like udgivelse:2021-09.")),
        // Whether there is such a note is known when all are read.
        _ => Ok(LinkTarget::Note(name.to_owned())),
    }
}

/// Whether the text has only the signs of a slug.
pub(super) fn is_slug(text: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    !text.is_empty() && text.chars().all(plain) && !text.starts_with('-') && !text.ends_with('-')
}

/// Writes what an address cannot hold as `%XX`; what is written so already stays.
fn encode(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => encoded.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'!' | b'$' | b'&' => {
                encoded.push(char::from(byte));
            }
            b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b'%' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_what_an_address_cannot_hold() {
        assert_eq!(encode("https://a.dk/å b?x='1'&y=%20"), "https://a.dk/%C3%A5%20b?x=%271%27&y=%20");
    }
}
