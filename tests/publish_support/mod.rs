//! A storage that can be cut at any operation, and a reader who follows every link.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests look at files themselves, and each uses what it needs"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::ops::Range;
use std::path::Path as Folder;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use futures_util::stream::{BoxStream, StreamExt};
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, RenameOptions, Result,
};

pub type Tree = BTreeMap<String, Vec<u8>>;

/// What of an operation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Everything, reading too.
    All,
    /// What changes the storage.
    Changes,
}

/// A storage that answers no more from its `at`th counted operation (from 0) on.
pub struct Cut<S> {
    pub inner: S,
    pub at: usize,
    pub counted: Counted,
    pub count: AtomicUsize,
    /// Called after every change.
    pub after: Box<dyn Fn(usize) + Send + Sync>,
}

impl<S> Cut<S> {
    pub fn never(inner: S, after: impl Fn(usize) + Send + Sync + 'static) -> Self {
        Self { inner, at: usize::MAX, counted: Counted::Changes, count: AtomicUsize::new(0), after: Box::new(after) }
    }

    pub fn at(inner: S, at: usize, counted: Counted) -> Self {
        Self { inner, at, counted, count: AtomicUsize::new(0), after: Box::new(|_| {}) }
    }

    fn step(&self, changes: bool) -> Result<()> {
        if !changes && self.counted == Counted::Changes {
            return if self.count.load(Ordering::SeqCst) > self.at { Err(refused()) } else { Ok(()) };
        }
        if self.count.fetch_add(1, Ordering::SeqCst) < self.at { Ok(()) } else { Err(refused()) }
    }

    fn done<T>(&self, result: T) -> T {
        (self.after)(self.count.load(Ordering::SeqCst));
        result
    }
}

fn refused() -> Error {
    Error::Generic { store: "cut", source: "the line is cut".into() }
}

impl<S> fmt::Debug for Cut<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cut at {}", self.at)
    }
}

impl<S> fmt::Display for Cut<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cut at {}", self.at)
    }
}

#[async_trait]
impl<S: ObjectStore + Clone> ObjectStore for Cut<S> {
    async fn put_opts(&self, at: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        self.step(true)?;
        let put = self.inner.put_opts(at, payload, options).await;
        self.done(put)
    }

    async fn put_multipart_opts(&self, at: &Path, options: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
        self.inner.put_multipart_opts(at, options).await
    }

    async fn get_opts(&self, at: &Path, options: GetOptions) -> Result<GetResult> {
        self.step(false)?;
        self.inner.get_opts(at, options).await
    }

    async fn get_ranges(&self, at: &Path, ranges: &[Range<u64>]) -> Result<Vec<bytes::Bytes>> {
        self.inner.get_ranges(at, ranges).await
    }

    fn delete_stream(&self, at: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        if let Err(error) = self.step(true) {
            return futures_util::stream::once(async { Err(error) }).boxed();
        }
        self.inner.delete_stream(at)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.inner.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.inner.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.inner.copy_opts(from, to, options).await
    }

    async fn rename_opts(&self, from: &Path, to: &Path, options: RenameOptions) -> Result<()> {
        self.step(true)?;
        let moved = self.inner.rename_opts(from, to, options).await;
        self.done(moved)
    }
}

/// What a storage in memory holds.
pub fn held(store: &Arc<object_store::memory::InMemory>) -> Tree {
    let listed: Vec<ObjectMeta> = block(async { store.list(None).map(Result::unwrap).collect().await });
    let read = |meta: ObjectMeta| {
        let found = block(async { store.get_opts(&meta.location, GetOptions::default()).await.unwrap().bytes().await });
        (meta.location.to_string(), found.unwrap().to_vec())
    };
    listed.into_iter().map(read).collect()
}

/// Waits for what needs no waiting: the storage in memory answers at once.
pub fn block<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

/// The files of a folder, without what the program keeps for itself.
pub fn tree(root: &Folder) -> Tree {
    let mut files = Tree::new();
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_file() && !path.starts_with(".noegletal-") {
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// A reader who knows every page of the old archive, and the front page, and follows every link: each leads to a file.
pub fn assert_serves(now: &Tree, old: &Tree, new: &Tree, when: &str) {
    let is_page = |path: &&String| path.ends_with(".html") && *path != "404.html";
    let mut open: Vec<String> = old.keys().filter(|path| new.contains_key(*path)).filter(is_page).cloned().collect();
    open.extend(old.keys().filter(is_page).filter(|path| now.contains_key(*path)).cloned());
    open.extend(now.contains_key("index.html").then(|| "index.html".to_owned()));
    let mut seen = BTreeSet::new();
    while let Some(page) = open.pop() {
        let bytes = now.get(&page).unwrap_or_else(|| panic!("{when}: {page} is not there"));
        assert!(
            old.get(&page) == Some(bytes) || new.get(&page) == Some(bytes),
            "{when}: {page} is neither old nor new"
        );
        if seen.insert(page.clone()) && is_page(&&page) {
            for link in links(&page, std::str::from_utf8(bytes).unwrap()) {
                assert!(now.contains_key(&link), "{when}: {page} links to {link}, which is not there");
                open.push(link);
            }
        }
    }
}

/// The files of the archive that a page links to.
fn links(page: &str, text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for part in text.split(" href=\"").skip(1).chain(text.split(" src=\"").skip(1)) {
        let address = part.split('"').next().unwrap().split(['#', '?']).next().unwrap();
        if address.is_empty() || address.contains(':') {
            continue;
        }
        let mut steps: Vec<&str> = page.split('/').collect();
        steps.pop();
        for step in address.split('/') {
            match step {
                "" | "." => {}
                ".." => drop(steps.pop().unwrap()),
                step => steps.push(step),
            }
        }
        let mut path = steps.join("/");
        if address.ends_with('/') || address.ends_with("..") || address == "." {
            path = format!("{path}/index.html").trim_start_matches('/').to_owned();
        }
        found.insert(path);
    }
    found
}
