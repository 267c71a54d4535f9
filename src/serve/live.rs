//! How open pages learn of a new build: server-sent events, one an answer.
//!
//! A page says which build it has seen; the answer waits for the next one. Browsers ask again by themselves, so no
//! event is lost in between.

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use tokio::sync::watch::Receiver;

/// Address of the events.
pub(super) const EVENTS: &str = "/__noegletal/live";

/// Address of the script.
pub(super) const SCRIPT: &str = "/__noegletal/live.js";

/// What pages run. Styles are set one by one, as a page's content security policy may ask for.
pub(super) const SCRIPT_TEXT: &str = include_str!("live.js");

/// An answer is given after this long even without news, so that dead connections end.
const PATIENCE: Duration = Duration::from_secs(20);

/// A build of the preview.
#[derive(Clone, Debug)]
pub(super) struct Build {
    /// Counts from 1.
    pub(super) number: u64,
    /// What is wrong, if anything.
    pub(super) problems: Option<String>,
}

/// The build that a page has seen.
pub(super) fn seen(request: &Request) -> u64 {
    let header = request.headers().get("last-event-id").and_then(|value| value.to_str().ok());
    let query = request.uri().query().and_then(|query| query.strip_prefix("since="));
    header.or(query).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Answers with the first build after `seen`.
pub(super) async fn next_build(mut builds: Receiver<Build>, seen: u64) -> Response {
    let news = tokio::time::timeout(PATIENCE, builds.wait_for(|build| build.number > seen)).await;
    let text = match news {
        Ok(Ok(build)) => event(&build),
        _ => "retry: 300\n: nothing new\n\n".to_owned(),
    };
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn event(build: &Build) -> String {
    // JSON has no line breaks, so it is one line of an event.
    let problems = serde_json::to_string(&build.problems).unwrap_or_else(|_| "null".to_owned());
    format!("retry: 300\nid: {}\nevent: build\ndata: {problems}\n\n", build.number)
}
