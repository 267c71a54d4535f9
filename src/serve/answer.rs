//! Answers to requests for files.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::live::{Build, SCRIPT, SCRIPT_TEXT};
use crate::hosting::{self, HTML};
use crate::source::{Disk, Source};

/// Lets a request through that asks for this machine by one of its own names, so that no other site can read the
/// preview by giving its name this machine's address.
pub(super) async fn only_this_machine(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if ["localhost", "127.0.0.1"].contains(&name) {
        next.run(request).await
    } else {
        answer(StatusCode::FORBIDDEN, "text/plain; charset=utf-8", "The preview is for this machine only.\n")
    }
}

/// The script of pages.
pub(super) fn script() -> Response {
    answer(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT_TEXT)
}

/// The file at an address.
pub(super) fn file(site: &Disk, build: &Build, method: &Method, address: &str) -> Response {
    if ![Method::GET, Method::HEAD].contains(method) {
        return answer(StatusCode::METHOD_NOT_ALLOWED, "text/plain; charset=utf-8", "Only GET and HEAD.\n");
    }
    let Some(path) = decode(address) else { return not_found(site, build) };
    let path = path.trim_start_matches('/');
    let page = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    match site.read(&page) {
        Ok(Some(bytes)) => found(StatusCode::OK, &page, bytes, build),
        // A folder without its slash: relative links would start one step too high.
        Err(_) if matches!(site.read(&format!("{page}/index.html")), Ok(Some(_))) => redirect(address),
        _ => not_found(site, build),
    }
}

fn found(status: StatusCode, path: &str, bytes: Vec<u8>, build: &Build) -> Response {
    let kind = hosting::content_type(path);
    if kind == HTML { answer(status, kind, with_script(&bytes, build)) } else { answer(status, kind, bytes) }
}

fn not_found(site: &Disk, build: &Build) -> Response {
    match (site.read("404.html"), &build.problems) {
        (Ok(Some(bytes)), _) => found(StatusCode::NOT_FOUND, "404.html", bytes, build),
        (_, Some(_)) => nothing_yet("Intet er bygget endnu", build),
        (_, None) => nothing_yet("Siden findes ikke", build),
    }
}

/// A page of our own, for when the site has none.
fn nothing_yet(title: &str, build: &Build) -> Response {
    let problems = build.problems.as_deref().unwrap_or_default();
    let escaped = problems.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!doctype html>\n<html lang=\"da\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body><h1>{title}</h1><pre>{escaped}</pre></body></html>\n"
    );
    answer(StatusCode::NOT_FOUND, HTML, with_script(page.as_bytes(), build))
}

/// The page with the script before the end of its body.
fn with_script(page: &[u8], build: &Build) -> Vec<u8> {
    // A page that is shown beside problems has seen nothing, so that it is told of them at once.
    let since = if build.problems.is_some() { 0 } else { build.number };
    let script = format!("<script src=\"{SCRIPT}\" data-since=\"{since}\"></script>");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window == end).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, script.as_bytes(), after].concat()
}

fn redirect(address: &str) -> Response {
    // Two slashes at the start would name another site.
    let target = format!("/{}/", address.trim_matches('/'));
    let mut response = answer(StatusCode::PERMANENT_REDIRECT, "text/plain; charset=utf-8", "");
    match HeaderValue::from_str(&target) {
        Ok(location) => {
            response.headers_mut().insert(header::LOCATION, location);
            response
        }
        Err(_) => answer(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", ""),
    }
}

fn answer(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// An address with `%XX` read; `None` when it is no address of ours.
fn decode(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let plain = |step: &str| !step.starts_with('.') && !step.contains(['\\', '\0', ':']);
    path.split('/').all(plain).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_only_what_stays_inside() {
        assert_eq!(decode("/a%20b/%C3%A6.html").as_deref(), Some("/a b/æ.html"));
        for address in
            ["/../x", "/%2e%2e/x", "/a/..%2fx", "/%5c..", "/%00", "/%", "/%zz", "/%ff", "/.git/config", "/c:/x"]
        {
            assert_eq!(decode(address), None, "{address}");
        }
    }

    #[test]
    fn script_stands_in_the_body() {
        let build = Build { number: 7, problems: None };
        let page = String::from_utf8(with_script(b"<body>x</body></html>", &build)).unwrap();
        assert_eq!(page, "<body>x<script src=\"/__noegletal/live.js\" data-since=\"7\"></script></body></html>");
    }
}
