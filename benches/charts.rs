//! What a big chart costs: every different chart of an archive drawn once more, by kind, beside a plain bar chart and a
//! plain line chart of the same engine in the same run. Prints and judges nothing: `cargo bench --bench charts -- public`;
//! without an archive it takes the charts of two national months.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a bench prints what it measures, and stops where it cannot"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::DateTime;
use noegletal::charts::engine;
use noegletal::charts::tidy::tidy;
use noegletal::charts::view::Caption;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;
use serde_json::{Value, json};

/// A chart as a page holds it.
struct Chart {
    kind: String,
    size: [u32; 2],
    option: String,
}

fn main() {
    let work = tempfile::tempdir().unwrap();
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let folder = folder.map_or_else(|| national(work.path()), PathBuf::from);
    let mut charts: BTreeMap<String, Chart> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|extension| extension == "html") {
            let page = std::fs::read_to_string(entry.path()).unwrap();
            charts.extend(charts_of(&page).map(|chart| (chart.option.clone(), chart)));
        }
    }
    let plain = ["bar", "line"].map(|kind| (kind, plain(kind)));
    let mut took: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    // The engine starts with the first chart of a thread.
    draw(&plain[0].1, [480, 300]);
    for (at, chart) in charts.values().enumerate() {
        took.entry(&chart.kind).or_default().push(draw(&chart.option, chart.size));
        if at % 8 == 0 {
            for (kind, option) in &plain {
                took.entry(kind).or_default().push(draw(option, [480, 300]));
            }
        }
    }
    let each = |kind: &str| took[kind].iter().sum::<Duration>().as_secs_f64() * 1e3 / took[kind].len() as f64;
    let (bar, line) = (each("bar"), each("line"));
    println!("{:<18} {:>6} {:>10} {:>12} {:>13}", "kind", "charts", "ms each", "plain bars", "plain lines");
    for (kind, all) in &took {
        let ms = each(kind);
        println!("{kind:<18} {:>6} {ms:>10.1} {:>12.2} {:>13.2}", all.len(), ms / bar, ms / line);
    }
}

/// The archive of two national months.
fn national(work: &Path) -> PathBuf {
    let size = SampleSize { months: 2, jobcentres: 94, akasser: 24, seed: 1 };
    let source = Memory { files: sample::publication(size).into_iter().collect() };
    let scope = Scope { now: DateTime::parse_from_rfc3339("2027-01-01T00:00:00Z").unwrap(), preview: false };
    let options = BuildOptions { scope, out: work.join("public"), drawer: None, jobs: None };
    assert!(pipeline::build(&source, &options, &Silent).summary.is_some());
    options.out
}

/// The charts of a page: each is a drawing with its option behind it.
fn charts_of(page: &str) -> impl Iterator<Item = Chart> + '_ {
    let mut before = "";
    page.split("class=\"chart-option\">").filter_map(move |part| {
        let drawing = std::mem::replace(&mut before, part);
        let option = (!drawing.is_empty()).then(|| part.split("</script>").next())??;
        let after = |mark: &str, end: &str| drawing.rsplit(mark).next().and_then(|rest| rest.split(end).next());
        let mut size = after("viewBox=\"0 0 480 ", "\"")?.split(' ').map(|one| one.parse().unwrap());
        let kind = after("aria-labelledby=\"", "\"")?;
        let kind = if kind.starts_with("tragt-omraader") { "tragt-omraader" } else { kind.split('-').next()? };
        Some(Chart { kind: kind.to_owned(), size: [480, size.next()?], option: option.to_owned() })
    })
}

/// Twenty-four values in ECharts' own look.
fn plain(kind: &str) -> String {
    let values: Vec<Value> = (1..=24).map(|at| json!(at * 37 % 101)).collect();
    let names: Vec<String> = (1..=24).map(|at| format!("nr. {at}")).collect();
    let option = json!({
        "animation": false,
        "xAxis": { "type": "category", "data": names, "axisLabel": { "lineHeight": 15 } },
        "yAxis": { "type": "value", "axisLabel": { "lineHeight": 15 } },
        "series": [{ "type": kind, "data": values }],
    });
    option.to_string()
}

fn draw(option: &str, [width, height]: [u32; 2]) -> Duration {
    let caption = Caption { id_prefix: "a".into(), title: "a".into(), description: "a".into() };
    let start = Instant::now();
    let raw = engine::draw(option, width, height).unwrap();
    let tidied = tidy(&raw, &caption);
    let took = start.elapsed();
    // A plain chart has styles that no chart of ours has, and the tidy pass refuses those.
    drop(tidied);
    took
}
