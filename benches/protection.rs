//! What protection takes and costs on national months (94 jobcentres, 24 funds, six measures): figures held back, what is lost
//! with them, and the seconds of each step on one thread. Prints and judges nothing:
//! `cargo bench --bench protection -- 1 24 180`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a bench prints what it measures, and stops where it cannot"
)]

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use chrono::DateTime;
use noegletal::model::Tally;
use noegletal::pipeline::{self, Scope};
use noegletal::progress::{Phase, Progress};
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;

fn main() {
    let months: Vec<u16> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let months = if months.is_empty() { vec![1] } else { months };
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| months.into_iter().for_each(measure));
}

fn measure(months: u16) {
    let size = SampleSize { months, jobcentres: 94, akasser: 24, seed: 1 };
    let source = Memory { files: sample::publication(size).into_iter().collect() };
    let scope = Scope { now: DateTime::parse_from_rfc3339("2045-01-01T00:00:00Z").unwrap(), preview: false };
    let start =
        State { phase: None, since: Instant::now(), took: BTreeMap::new(), held: Tally::default(), versions: 0 };
    let meter = Meter(Mutex::new(start));
    let outcome = pipeline::check(&source, &scope, &meter);
    assert!(outcome.report.is_clean(), "{:?}", outcome.report);
    let state = meter.0.into_inner().unwrap();
    let versions = f64::from(u32::try_from(state.versions).unwrap());
    println!("{months} months in {} versions", state.versions);
    for (phase, took) in &state.took {
        println!(
            "  {:<10} {:>8.2} s {:>7.3} s a version",
            format!("{phase:?}"),
            took.as_secs_f64(),
            took.as_secs_f64() / versions
        );
    }
    let Tally { primary, secondary, of, lost, counted } = state.held;
    let hundredths = |part: u64, whole: u64| part * 10_000 / whole.max(1);
    let percent = |part, whole| format!("{},{:02} pct.", hundredths(part, whole) / 100, hundredths(part, whole) % 100);
    let size = |count: usize| u64::try_from(count).unwrap();
    println!(
        "  {of} figures: {primary} small ({}), {secondary} for their sake ({})",
        percent(size(primary), size(of)),
        percent(size(secondary), size(of))
    );
    println!("  {lost} of {counted} counted in delivered cells are held back ({})", percent(lost, counted));
}

/// Adds up the time between one kind of work and the next.
struct Meter(Mutex<State>);

struct State {
    phase: Option<Phase>,
    since: Instant,
    took: BTreeMap<Phase, Duration>,
    held: Tally,
    versions: usize,
}

impl Progress for Meter {
    fn stage(&self, _name: &str, _steps: usize) {}
    fn step(&self) {}
    fn done(&self) {
        self.turn(None);
    }
    fn phase(&self, phase: Phase) {
        self.turn(Some(phase));
    }
    fn held(&self, held: Tally) {
        let mut state = self.0.lock().unwrap();
        state.held = state.held.and(held);
        state.versions += 1;
    }
}

impl Meter {
    fn turn(&self, next: Option<Phase>) {
        let mut state = self.0.lock().unwrap();
        let now = Instant::now();
        if let Some(phase) = state.phase {
            let took = now - state.since;
            *state.took.entry(phase).or_default() += took;
        }
        state.phase = next;
        state.since = now;
    }
}
