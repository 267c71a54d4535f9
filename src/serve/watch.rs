//! Changes of a publication's files, gathered until they stop.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// What a publication is made of.
const FOLDERS: [&str; 3] = ["data", "content", "templates"];
const FILE: &str = "noegletal.toml";

/// An editor saves in several steps; a change is over when nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(120);

/// How often folders that were not there are looked for again.
const AGAIN: Duration = Duration::from_secs(2);

/// Changes still to come.
pub(super) struct Changes {
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    watcher: std::cell::RefCell<RecommendedWatcher>,
    watched: std::cell::RefCell<Vec<&'static str>>,
}

/// Begins to watch.
///
/// # Errors
/// The folder cannot be watched.
pub(super) fn start(root: &Path) -> notify::Result<Changes> {
    let (sender, events) = channel();
    let root = root.canonicalize().map_err(notify::Error::io)?;
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver is gone only when the program ends.
        let _ = sender.send(event);
    })?;
    watcher.watch(&root, RecursiveMode::NonRecursive)?;
    let changes = Changes { root, events, watcher: watcher.into(), watched: Vec::new().into() };
    changes.watch_folders();
    Ok(changes)
}

impl Changes {
    /// Waits for a change and for the quiet after it; false when nothing can be watched any more.
    pub(super) fn wait(&self) -> bool {
        let mut changed = false;
        loop {
            match self.events.recv_timeout(if changed { QUIET } else { AGAIN }) {
                Ok(event) => changed |= event.is_ok_and(|event| self.matters(&event)),
                Err(RecvTimeoutError::Timeout) if changed => {
                    self.watch_folders();
                    return true;
                }
                Err(RecvTimeoutError::Timeout) => changed |= self.watch_folders(),
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    /// Watches folders that have come; true when there are new ones.
    fn watch_folders(&self) -> bool {
        let mut watched = self.watched.borrow_mut();
        watched.retain(|folder| self.root.join(folder).is_dir());
        let before = watched.len();
        for folder in FOLDERS {
            let is_new = !watched.contains(&folder) && self.root.join(folder).is_dir();
            let mut watcher = self.watcher.borrow_mut();
            if is_new && watcher.watch(&self.root.join(folder), RecursiveMode::Recursive).is_ok() {
                watched.push(folder);
            }
        }
        watched.len() > before
    }

    /// Whether a file of the publication changed. Reading is no change: a build reads everything.
    fn matters(&self, event: &Event) -> bool {
        let ours = |path: &PathBuf| {
            let inside = path.strip_prefix(&self.root).unwrap_or(path);
            inside == Path::new(FILE) || FOLDERS.iter().any(|folder| inside.starts_with(folder))
        };
        !event.kind.is_access() && event.paths.iter().any(ours)
    }
}
