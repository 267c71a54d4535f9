//! The rules as the file `_headers` of services that host folders. These know common types and compress by themselves, and
//! join the values of a header that several rules set: each rule takes back what a wider one has set.

use super::{ALWAYS, Caching, content_type, policy};

/// Endings whose types such services do not know.
const RARE: [&str; 6] = ["bib", "jsonld", "link", "lock", "ris", "ttl"];

pub(super) fn configuration() -> String {
    let (forever, short) = (Caching::Immutable.control(), Caching::Short.control());
    let (own, framed) = (policy(false), policy(true));
    let always: String = ALWAYS.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    let types: String = RARE
        .iter()
        .map(|ending| {
            format!("/*.{ending}\n  ! Content-Type\n  Content-Type: {}\n", content_type(&format!("x.{ending}")))
        })
        .collect();
    format!(
        r"# The rules of a noegletal archive for services that read `_headers`, written by `noegletal hosting headers`.
# Put it beside index.html where the service takes the archive from.
/*
  Cache-Control: {short}
  Content-Security-Policy: {own}
{always}/*.csv
  Content-Disposition: attachment
/*.xlsx
  Content-Disposition: attachment
{types}/assets/*
  ! Cache-Control
  Cache-Control: {forever}
/api/v1/releases/*
  ! Cache-Control
  Cache-Control: {forever}
/api/v1/releases/:month/:version/manifest.json
  ! Cache-Control
  Cache-Control: {short}
/embed/*
  ! Content-Security-Policy
  Content-Security-Policy: {framed}
/en/embed/*
  ! Content-Security-Policy
  Content-Security-Policy: {framed}
"
    )
}
