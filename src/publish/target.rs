//! Where an archive is published to, and the few things that are done there.

use std::fmt;
use std::path::{self, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::StreamExt;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{Attribute, Attributes, ObjectStore, ObjectStoreExt, PutOptions};

use super::{PublishFault, given_lock};
use crate::archive::listing::{self, Held, Listing};
use crate::archive::manifest::{self, Mark};
use crate::archive::seal;
use crate::archive::verify::GivenLock;
use crate::hosting;

/// A folder or a storage, with the place in it that the archive is published to.
pub struct Target {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    name: String,
    /// A folder on this machine: files come into being beside it and are moved in whole.
    folder: Option<PathBuf>,
    /// Numbers the files that come into being.
    made: AtomicUsize,
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Target {
    /// A target as written on the command line: a folder, `file:///folder`, or `s3://bucket/prefix`; `from` is the archive
    /// that will be published. A folder is made if it is not there, unless `only_look`.
    ///
    /// # Errors
    /// It is neither, or lies in the archive or around it, or its configuration is missing; the disk fails.
    pub fn parse(written: &str, from: &path::Path, only_look: bool) -> Result<Self, PublishFault> {
        if let Some(place) = written.strip_prefix("s3://") {
            return s3(place, written);
        }
        let folder = written.strip_prefix("file://").unwrap_or(written);
        if folder.is_empty() || folder.contains("://") || (folder.len() < written.len() && !folder.starts_with('/')) {
            let sentence = "is no target; write a folder, file:///folder, or s3://bucket/prefix";
            return Err(PublishFault::Usage(format!("{written} {sentence}")));
        }
        let folder = path::Path::new(folder);
        let name = folder.display().to_string();
        // What is not there yet lies where the first folder above it lies that is.
        let near = folder.ancestors().find_map(|above| {
            let above = if above.as_os_str().is_empty() { path::Path::new(".") } else { above };
            above.canonicalize().ok().map(|there| (above == folder, there))
        });
        if let (Some((exact, near)), Ok(from)) = (near, from.canonicalize())
            && (near.starts_with(&from) || (exact && from.starts_with(&near)))
        {
            let sentence = "is the archive itself, or one of the two lies in the other; give another target";
            return Err(PublishFault::Usage(format!("{written} {sentence}")));
        }
        if only_look && !folder.exists() {
            return Ok(Self::on(Arc::new(InMemory::new()), &name));
        }
        if !only_look {
            drop(listing::hold(folder)?);
        }
        let disk = |error| PublishFault::Storage { doing: "open", path: String::new(), target: name.clone(), error };
        let store = LocalFileSystem::new_with_prefix(folder).map_err(disk)?.with_automatic_cleanup(true);
        Ok(Self::in_folder(Arc::new(store), folder))
    }

    /// A storage that takes the types and cache rules of files along, with the archive at its root.
    #[must_use]
    pub fn on(store: Arc<dyn ObjectStore>, name: &str) -> Self {
        Self { store, prefix: Path::default(), name: name.to_owned(), folder: None, made: AtomicUsize::new(0) }
    }

    /// A store of files in a folder on this machine.
    #[must_use]
    pub fn in_folder(store: Arc<dyn ObjectStore>, folder: &path::Path) -> Self {
        let name = folder.display().to_string();
        Self { folder: Some(folder.to_owned()), ..Self::on(store, name.trim_end_matches('/')) }
    }

    /// What it is called in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Keeps builds and other publications away from a folder.
    pub(super) fn hold(&self) -> Result<Option<Held>, PublishFault> {
        Ok(self.folder.as_deref().map(listing::hold).transpose()?)
    }

    fn place(&self, path: &str) -> Result<Path, PublishFault> {
        let parsed = Path::parse(path).map_err(|error| self.fault("name", path, error.into()))?;
        Ok(self.prefix.parts().chain(parsed.parts()).collect())
    }

    pub(super) fn fault(&self, doing: &'static str, path: &str, error: object_store::Error) -> PublishFault {
        PublishFault::Storage { doing, path: path.to_owned(), target: self.name.clone(), error }
    }

    /// The bytes at a path; `None` when there are none. `only` those of this size: others are as good as empty.
    async fn get(&self, path: &str, only: Option<u64>) -> Result<Option<Vec<u8>>, PublishFault> {
        match self.store.get(&self.place(path)?).await {
            Ok(found) if only.is_some_and(|size| size != found.meta.size) => Ok(Some(Vec::new())),
            Ok(found) => match found.bytes().await {
                Ok(bytes) => Ok(Some(bytes.to_vec())),
                Err(error) => Err(self.fault("read", path, error)),
            },
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.fault("read", path, error)),
        }
    }

    /// What stands at a path, held against marks: `None` when nothing does, else whether it has one of them.
    pub(super) async fn holds(&self, path: &str, marks: &[Mark]) -> Result<Option<bool>, PublishFault> {
        let only = if let [mark] = marks { Some(mark.bytes) } else { None };
        Ok(self.get(path, only).await?.map(|bytes| marks.contains(&Mark::of(&bytes))))
    }

    /// Whether the bytes at a path are these.
    pub(super) async fn has(&self, path: &str, bytes: &[u8]) -> Result<bool, PublishFault> {
        Ok(self.get(path, None).await?.as_deref() == Some(bytes))
    }

    /// Writes a file whole, over what is there.
    pub(super) async fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), PublishFault> {
        let place = self.place(path)?;
        let Some(folder) = &self.folder else {
            let attributes = if path == listing::NOTE { Attributes::new() } else { attributes(path) };
            let options = PutOptions { attributes, ..PutOptions::default() };
            let put = self.store.put_opts(&place, bytes.into(), options).await;
            return put.map(drop).map_err(|error| self.fault("write", path, error));
        };
        listing::clear_way(folder, path)?;
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let beside = self.place(&format!("{}/{number}", listing::WORKSHOP))?;
        self.store.put(&beside, bytes.into()).await.map_err(|error| self.fault("write", path, error))?;
        self.store.rename(&beside, &place).await.map_err(|error| self.fault("show", path, error))
    }

    /// Takes a file away; one that is gone already is as good.
    pub(super) async fn remove(&self, path: &str) -> Result<(), PublishFault> {
        if let Some(folder) = &self.folder {
            listing::clear_way(folder, path)?;
        }
        match self.store.delete(&self.place(path)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.fault("remove", path, error)),
        }
    }

    /// Takes away the place where files of a folder come into being, with what an interrupted publication left in it.
    pub(super) fn clear_workshop(&self) -> Result<(), PublishFault> {
        self.folder.as_deref().map_or(Ok(()), |folder| Ok(listing::clear_workshop(folder)?))
    }

    /// Brings what was written onto the disk; a storage has done so by itself.
    pub(super) fn sync(&self) -> Result<(), PublishFault> {
        self.folder.as_deref().map_or(Ok(()), |folder| Ok(listing::sync(folder)?))
    }

    /// What is there, by the word of its manifests and of an interrupted publication.
    pub(super) async fn listing(&self) -> Result<Listing, PublishFault> {
        let mut there = Listing::default();
        if let Some(bytes) = self.get(manifest::NAME, None).await? {
            there.add_root(&bytes).map_err(|reason| self.damaged(manifest::NAME, &reason))?;
            let units = there.units();
            let read = |path: String| async { self.get(&path, None).await.map(|bytes| (path, bytes)) };
            let mut read = futures_util::stream::iter(units.into_iter().map(read)).buffered(8);
            while let Some(unit) = read.next().await {
                let (path, bytes) = unit?;
                let added = bytes.ok_or_else(|| "it is not there".to_owned());
                let added = added.and_then(|bytes| there.add_unit(&path, &bytes));
                added.map_err(|reason| self.damaged(&path, &reason))?;
            }
        }
        if let Some(bytes) = self.get(listing::NOTE, None).await? {
            there.add_note(&bytes).map_err(|reason| self.damaged(listing::NOTE, &reason))?;
        }
        Ok(there)
    }

    fn damaged(&self, path: &str, reason: &str) -> PublishFault {
        let name = &self.name;
        PublishFault::Spoiled(format!(
            "{name}/{path} is not a manifest of this program ({reason}); restore it, or publish into an empty target"
        ))
    }

    /// The history that was published there, when an archive was.
    pub(super) async fn history(&self, there: &Listing) -> Result<Option<GivenLock>, PublishFault> {
        let bytes = self.get(seal::SHOWN, None).await?;
        match bytes {
            Some(bytes) => Ok(Some(given_lock(self, &bytes))),
            None if there.root.is_some() => Err(PublishFault::Spoiled(format!(
                "{}/{} is missing, so nothing tells what was published there; restore it from a copy",
                self.name,
                seal::SHOWN
            ))),
            None => Ok(None),
        }
    }
}

/// How an object is to be treated, as its storage hands it on to readers.
fn attributes(path: &str) -> Attributes {
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, hosting::content_type(path).into());
    attributes.insert(Attribute::CacheControl, hosting::caching(path).control().into());
    if let Some(disposition) = hosting::content_disposition(path) {
        attributes.insert(Attribute::ContentDisposition, disposition.into());
    }
    attributes
}

#[cfg(feature = "s3")]
fn s3(place: &str, written: &str) -> Result<Target, PublishFault> {
    use object_store::aws::AmazonS3Builder;

    // A variable without a value is what a CI service makes of one that was never set.
    let given = crate::source::environment_starting_with("AWS_");
    let set = |name: &str| given.contains_key(name);
    let usage = |sentence: String| Err(PublishFault::Usage(sentence));
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    if bucket.is_empty() {
        return usage(format!("{written} names no bucket; write s3://bucket/prefix"));
    }
    let ways = [
        "AWS_ACCESS_KEY_ID",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_METADATA_ENDPOINT",
    ];
    if !ways.into_iter().any(set) {
        return usage(format!(
            "{written} needs credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or what else docs/publishing.md names"
        ));
    }
    let endpoints = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT"];
    let endpoint = endpoints.into_iter().find_map(|name| given.get(name));
    if endpoint.is_some_and(|endpoint| endpoint.starts_with("http://")) && !set("AWS_ALLOW_HTTP") {
        return usage("the endpoint is not https; for a server of your own, set AWS_ALLOW_HTTP=true".to_owned());
    }
    // Another part of the process may have chosen before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let refused = |error| PublishFault::Usage(format!("{written} cannot be used: {error}"));
    let known = given.iter().filter_map(|(name, value)| Some((name.to_ascii_lowercase().parse().ok()?, value)));
    let builder = known.fold(AmazonS3Builder::new(), |builder, (key, value)| builder.with_config(key, value));
    let store = builder.with_bucket_name(bucket).build().map_err(refused)?;
    let prefix = Path::parse(prefix.trim_matches('/')).map_err(|error| refused(error.into()))?;
    Ok(Target { prefix, ..Target::on(Arc::new(store), written.trim_end_matches('/')) })
}

#[cfg(not(feature = "s3"))]
fn s3(_place: &str, written: &str) -> Result<Target, PublishFault> {
    let sentence = "needs a program that was built with the feature s3";
    Err(PublishFault::Usage(format!("{written} {sentence}")))
}
