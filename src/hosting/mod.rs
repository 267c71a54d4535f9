//! What a web server must know of an archive: types of files, how long they may be kept, which other sites may use them.
//!
//! One table for all: `publish` sets it on objects of a storage, `serve` takes its types from it, and
//! `noegletal hosting` writes it as the configuration of a server. `docs/publishing.md` says what each rule is for.

mod apache;
mod caddy;
mod headers;
mod nginx;

/// How long the newest state of a page may be kept by a reader's machine or a cache, in seconds. So long `publish` waits
/// before it takes away what an old page links to.
pub const SHORT: u64 = 60;

/// Type of HTML pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// Type of what is not in [`TYPES`].
pub const OTHER: &str = "application/octet-stream";

/// Content types by the ending of a file's name.
pub const TYPES: [(&str, &str); 28] = [
    ("atom", "application/atom+xml"),
    ("bib", "application/x-bibtex"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("geojson", "application/geo+json"),
    ("html", HTML),
    ("ico", "image/x-icon"),
    ("ics", "text/calendar; charset=utf-8"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("link", "application/link-format"),
    ("lock", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("ris", "application/x-research-info-systems"),
    ("svg", "image/svg+xml"),
    ("ttl", "text/turtle; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml"),
    ("zip", "application/zip"),
];

/// Types that are worth compressing: text of any sort. The others are compressed already.
const PACKED: [&str; 16] = [
    "application/atom+xml",
    "application/geo+json",
    "application/json",
    "application/ld+json",
    "application/manifest+json",
    "application/xml",
    "image/svg+xml",
    "image/x-icon",
    "text/calendar",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/markdown",
    "text/plain",
    "text/turtle",
];

/// Headers of every file. All that is published may be read by programs on pages of other sites: the figures, the feeds,
/// and the pages, of which the web component shows pieces. No answer depends on who asks.
const ALWAYS: [(&str, &str); 4] = [
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];

/// What a page may load: its own files, and nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors";

/// How long a file may be kept without asking again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caching {
    /// A year: its bytes are those of its address.
    Immutable,
    /// [`SHORT`]: it is drawn anew when there is a new release or better templates.
    Short,
}

impl Caching {
    /// The value of `Cache-Control`.
    #[must_use]
    pub fn control(self) -> String {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable".to_owned(),
            Self::Short => format!("public, max-age={SHORT}"),
        }
    }
}

/// How long the file at a path may be kept. Immutable are assets, whose names hold their hash, and the sealed figures of
/// versions; the pages of versions are not, since they are drawn anew when templates improve, nor are manifests.
#[must_use]
pub fn caching(path: &str) -> Caching {
    let figures = path.starts_with("api/v1/releases/") && !path.ends_with("/manifest.json");
    if figures || path.starts_with("assets/") { Caching::Immutable } else { Caching::Short }
}

/// The content type of the file at a path.
#[must_use]
pub fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, ending)| ending);
    TYPES.iter().find(|(known, _)| *known == ending).map_or(OTHER, |(_, kind)| kind)
}

/// Under which name a browser saves a table: the month and version are in it, so that two months are not mixed up.
/// `None` for what is not a table.
#[must_use]
pub fn content_disposition(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/')?;
    let (stem, ending) = [".da.csv", ".csv", ".xlsx"].iter().find_map(|end| Some((name.strip_suffix(end)?, *end)))?;
    let release = folder.strip_prefix("api/v1/releases/").and_then(|release| release.split_once('/'));
    Some(match release {
        Some((month, version)) if !version.contains('/') => {
            format!("attachment; filename=\"{stem}-{month}-{version}{ending}\"")
        }
        _ => "attachment".to_owned(),
    })
}

/// Whether other sites may show the page in a frame.
#[must_use]
pub fn may_be_framed(path: &str) -> bool {
    path.strip_prefix("en/").unwrap_or(path).starts_with("embed/")
}

/// All headers of the file at a path that say how it is to be treated, in a fixed order.
#[must_use]
pub fn headers(path: &str) -> Vec<(&'static str, String)> {
    let mut headers = vec![("Content-Type", content_type(path).to_owned())];
    headers.push(("Cache-Control", caching(path).control()));
    headers.extend(content_disposition(path).map(|value| ("Content-Disposition", value)));
    headers.push(("Content-Security-Policy", policy(may_be_framed(path))));
    headers.extend(ALWAYS.map(|(name, value)| (name, value.to_owned())));
    headers
}

fn policy(framed: bool) -> String {
    format!("{POLICY} {}", if framed { "*" } else { "'self'" })
}

/// A web server, or a service that reads a file of headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// nginx.
    Nginx,
    /// Apache HTTP Server 2.4.
    Apache,
    /// Caddy 2.
    Caddy,
    /// The file `_headers` that Netlify, Cloudflare Pages and others read.
    Headers,
}

impl Server {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Nginx, Self::Apache, Self::Caddy, Self::Headers];

    /// Its name on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "apache",
            Self::Caddy => "caddy",
            Self::Headers => "headers",
        }
    }
}

/// The configuration of a server for an archive, ready to be put in place once its name and folder are written into it.
#[must_use]
pub fn configuration(server: Server) -> String {
    match server {
        Server::Nginx => nginx::configuration(),
        Server::Apache => apache::configuration(),
        Server::Caddy => caddy::configuration(),
        Server::Headers => headers::configuration(),
    }
}

/// A type without its encoding of letters.
fn bare(kind: &str) -> &str {
    kind.split(';').next().unwrap_or(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, name: &str) -> Option<String> {
        headers(path).into_iter().find(|(header, _)| *header == name).map(|(_, value)| value)
    }

    #[test]
    fn only_what_never_changes_is_kept_for_long() {
        for path in ["assets/noegletal.25e048d8eb9f.js", "api/v1/releases/2021-09/v1/ledige.csv"] {
            assert_eq!(caching(path), Caching::Immutable, "{path}");
        }
        for path in [
            "index.html",
            "2021-09/v1/index.html",
            "embed/2021-09/v1/ledige/index.html",
            "api/v1/index.json",
            "api/v1/latest/ledige.csv",
            "api/v1/releases/2021-09/v1/manifest.json",
            "manifest.json",
            "data/assets/x.css",
        ] {
            assert_eq!(caching(path), Caching::Short, "{path}");
        }
    }

    #[test]
    fn tables_are_saved_under_the_name_of_their_month() {
        let named = |path| content_disposition(path);
        assert_eq!(
            named("api/v1/releases/2021-09/v2/ledige.da.csv").as_deref(),
            Some("attachment; filename=\"ledige-2021-09-v2.da.csv\"")
        );
        assert_eq!(named("api/v1/latest/ledige.csv").as_deref(), Some("attachment"));
        assert_eq!(named("api/v1/releases/2021-09/v2/ledige.json"), None);
    }

    #[test]
    fn other_sites_may_read_everything_and_frame_figures_only() {
        for path in ["api/v1/index.json", "feed/rettelser.json", "2021-09/v1/index.html"] {
            assert_eq!(of(path, "Access-Control-Allow-Origin").as_deref(), Some("*"), "{path}");
        }
        assert!(of("embed/latest/x/index.html", "Content-Security-Policy").unwrap().ends_with("frame-ancestors *"));
        assert!(of("en/embed/latest/x/index.html", "Content-Security-Policy").unwrap().ends_with("frame-ancestors *"));
        assert!(of("om/index.html", "Content-Security-Policy").unwrap().ends_with("frame-ancestors 'self'"));
        assert_eq!(of("om/index.html", "Content-Type").as_deref(), Some(HTML));
        assert_eq!(content_type("a.b/README"), OTHER);
    }

    #[test]
    fn packed_are_the_types_of_text() {
        let text = |kind: &str| kind.starts_with("text/") || kind.contains("json") || kind.contains("xml");
        let mut wanted: Vec<&str> = TYPES.iter().map(|(_, kind)| bare(kind)).filter(|kind| text(kind)).collect();
        wanted.retain(|kind| !kind.contains("officedocument"));
        wanted.push("image/x-icon");
        wanted.sort_unstable();
        wanted.dedup();
        assert_eq!(PACKED.to_vec(), wanted);
    }

    #[test]
    fn every_server_is_told_every_rule() {
        for server in Server::ALL {
            let text = configuration(server);
            for part in ["immutable", &format!("max-age={SHORT}"), "Access-Control-Allow-Origin", "nosniff", POLICY] {
                assert!(text.contains(part), "{server:?} says nothing of {part}");
            }
            for (_, kind) in TYPES.iter().filter(|_| server != Server::Headers) {
                assert!(text.contains(bare(kind)), "{server:?} does not know {kind}");
            }
        }
    }
}
