//! TimeMaps (RFC 7089, in the link format of RFC 6690): where a page lies as it was published, edition by edition.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};

use super::date;

/// Name of the file, in the folder of the page that it is about.
pub const NAME: &str = "timemap.link";

/// Its media type.
pub const MEDIA_TYPE: &str = "application/link-format";

/// A page as one edition published it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memento {
    /// The folder of the page, from the archive's root, ending in `/`.
    pub folder: String,
    /// When the edition came out.
    pub published: DateTime<FixedOffset>,
}

/// The TimeMap of the page in `folder`, one link to a line: the page, the file itself, and the mementos in the order that
/// they are given in, which is that of their publication. `base` is the archive's root, with `/` at its end.
///
/// Without mementos there are the first two alone, and no `from` and `until`.
#[must_use]
pub fn file(base: &str, folder: &str, mementos: &[Memento]) -> String {
    let mut out = format!("<{}>; rel=\"original\",\n", address(base, folder));
    let _ = write!(out, "<{}{NAME}>; rel=\"self\"; type=\"{MEDIA_TYPE}\"", address(base, folder));
    if let (Some(first), Some(last)) = (mementos.first(), mementos.last()) {
        let (from, until) = (date::http(first.published), date::http(last.published));
        let _ = write!(out, "; from=\"{from}\"; until=\"{until}\"");
    }
    for (at, memento) in mementos.iter().enumerate() {
        let rel = match (at == 0, at + 1 == mementos.len()) {
            (true, true) => "first last memento",
            (true, false) => "first memento",
            (false, true) => "last memento",
            (false, false) => "memento",
        };
        let (to, when) = (address(base, &memento.folder), date::http(memento.published));
        let _ = write!(out, ",\n<{to}>; rel=\"{rel}\"; datetime=\"{when}\"");
    }
    out.push('\n');
    out
}

/// An address in the letters that a URI may have.
fn address(base: &str, folder: &str) -> String {
    let mut out = String::with_capacity(base.len() + folder.len());
    for byte in base.bytes().chain(folder.bytes()) {
        if byte.is_ascii_graphic() && !b"<>\"".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memento(folder: &str, published: &str) -> Memento {
        Memento { folder: folder.to_owned(), published: DateTime::parse_from_rfc3339(published).unwrap() }
    }

    #[test]
    fn marks_the_first_and_the_last_memento() {
        let all = [
            memento("2021-08/v1/a-kasse/3f/", "2021-10-15T08:00:00+02:00"),
            memento("2021-09/v1/a-kasse/3f/", "2021-11-15T08:00:00+01:00"),
            memento("2021-08/v2/a-kasse/3f/", "2021-12-05T00:00:00+01:00"),
        ];
        assert_eq!(
            file("https://nøgletal.example/", "a-kasse/3f/", &all),
            "<https://n%C3%B8gletal.example/a-kasse/3f/>; rel=\"original\",\n\
             <https://n%C3%B8gletal.example/a-kasse/3f/timemap.link>; rel=\"self\"; type=\"application/link-format\"; \
             from=\"Fri, 15 Oct 2021 06:00:00 GMT\"; until=\"Sat, 04 Dec 2021 23:00:00 GMT\",\n\
             <https://n%C3%B8gletal.example/2021-08/v1/a-kasse/3f/>; rel=\"first memento\"; datetime=\"Fri, 15 Oct 2021 06:00:00 GMT\",\n\
             <https://n%C3%B8gletal.example/2021-09/v1/a-kasse/3f/>; rel=\"memento\"; datetime=\"Mon, 15 Nov 2021 07:00:00 GMT\",\n\
             <https://n%C3%B8gletal.example/2021-08/v2/a-kasse/3f/>; rel=\"last memento\"; datetime=\"Sat, 04 Dec 2021 23:00:00 GMT\"\n"
        );
        assert!(file("https://x/", "", &all[..1]).contains("rel=\"first last memento\""));
        assert_eq!(
            file("https://x/", "", &[]),
            "<https://x/>; rel=\"original\",\n<https://x/timemap.link>; rel=\"self\"; type=\"application/link-format\"\n"
        );
    }
}
