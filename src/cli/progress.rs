//! Progress as it is shown: a bar on a terminal, a line a stage elsewhere.

use std::io::Write;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::progress::Progress;

/// A bar on the terminal.
#[derive(Default)]
pub(super) struct Bar {
    current: Mutex<Option<ProgressBar>>,
}

impl Bar {
    fn replace(&self, bar: Option<ProgressBar>) {
        let Ok(mut current) = self.current.lock() else { return };
        if let Some(finished) = std::mem::replace(&mut *current, bar) {
            finished.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn stage(&self, name: &str, steps: usize) {
        let known = steps > 0;
        let length = if known { u64::try_from(steps).ok() } else { None };
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr());
        let template = if known { "{msg:<24} [{bar:32}] {pos}/{len}" } else { "{msg:<24} {spinner}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(name.to_owned());
        if !known {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        self.replace(Some(bar));
    }

    fn step(&self) {
        if let Ok(current) = self.current.lock()
            && let Some(bar) = &*current
        {
            bar.inc(1);
        }
    }

    fn done(&self) {
        self.replace(None);
    }
}

/// A line a stage, for logs.
#[derive(Default)]
pub(super) struct Lines;

impl Progress for Lines {
    fn stage(&self, name: &str, steps: usize) {
        let size = if steps > 0 { format!(" ({steps})") } else { String::new() };
        // A log that nobody reads any more is no reason to stop.
        let _ = writeln!(std::io::stderr().lock(), "{name}{size}");
    }

    fn step(&self) {}

    fn done(&self) {}
}
