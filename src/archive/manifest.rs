//! Manifests: the size and SHA-256 of every public file.
//!
//! The root's `manifest.json` lists the shared files and the manifests of the versions' folders, so it stays small;
//! each of those lists its folder's files. Only public bytes are hashed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::writer::Kind;
use crate::audit::Counts;
use crate::text::document::{self, Records};

/// Name of a manifest in its folder.
pub const NAME: &str = "manifest.json";

/// SHA-256 of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileHash(pub(super) [u8; 32]);

impl FileHash {
    /// The hash of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// 64 hexadecimal digits, in lower case.
    #[must_use]
    pub fn hex(&self) -> String {
        self.0
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }

    /// Reads [`FileHash::hex`].
    #[must_use]
    pub fn parse(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if hex.len() != 64 || !hex.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }
}

/// Size and hash of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mark {
    /// SHA-256 of its bytes.
    pub hash: FileHash,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Mark {
    /// The mark of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { hash: FileHash::of(bytes), bytes: bytes.len() as u64 }
    }
}

/// A manifest as read or to be written; paths are relative to its own folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Manifest {
    /// Whether the archive is public or a preview.
    pub kind: Kind,
    /// What the audit of a version's figures counted; `None` in the root's manifest and for pages.
    pub protection: Option<Counts>,
    /// Manifests of versions' folders; empty in such a manifest itself.
    pub editions: BTreeMap<String, Mark>,
    /// Files.
    pub files: BTreeMap<String, Mark>,
}

/// A file of the archive.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "file"))]
struct Line {
    /// Relative to the manifest's own folder.
    path: String,
    /// Its size.
    bytes: u64,
    /// SHA-256 of its bytes: 64 hexadecimal digits in lower case.
    #[cfg_attr(test, schemars(extend("pattern" = r"^[0-9a-f]{64}$")))]
    sha256: String,
}

/// `manifest.json`, at the archive's root and in the folders of versions: every public file, named once. It names no
/// schema itself, since its bytes are hashed by the manifest above it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "Sizes and hashes of files"))]
struct Form {
    /// Its second part grows when keys are added.
    #[cfg_attr(test, schemars(extend("pattern" = r"^1\.[0-9]+$")))]
    schema_version: String,
    /// Whether the archive is public, or a preview with what is under embargo.
    #[cfg_attr(test, schemars(extend("enum" = [Kind::Public.word(), Kind::Preview.word()])))]
    kind: String,
    /// What the audit of a version's figures counted; absent at the root and for pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Counts"))]
    protection: Option<Counts>,
    /// Manifests of versions' folders; none in such a manifest itself.
    editions: Records<Line>,
    /// Files, by path.
    files: Records<Line>,
}

impl Manifest {
    /// The file: UTF-8 JSON, one entry a line, sorted by path.
    #[must_use]
    pub fn text(&self) -> String {
        let form = Form {
            schema_version: "1.0".to_owned(),
            kind: self.kind.word().to_owned(),
            protection: self.protection,
            editions: lines(&self.editions),
            files: lines(&self.files),
        };
        String::from_utf8(document::file(&form)).unwrap_or_default()
    }

    /// Reads [`Manifest::text`].
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let written: Form = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if !written.schema_version.starts_with("1.") {
            return Err(format!("its version is {}", written.schema_version));
        }
        let kind = Kind::parse(&written.kind).ok_or_else(|| format!("its kind is {}", written.kind))?;
        Ok(Self {
            kind,
            protection: written.protection,
            editions: marks(written.editions.0)?,
            files: marks(written.files.0)?,
        })
    }
}

fn lines<'m>(marks: impl IntoIterator<Item = (&'m String, &'m Mark)>) -> Records<Line> {
    let line = |(path, mark): (&String, &Mark)| Line { path: path.clone(), bytes: mark.bytes, sha256: mark.hash.hex() };
    Records(marks.into_iter().map(line).collect())
}

fn marks(lines: Vec<Line>) -> Result<BTreeMap<String, Mark>, String> {
    let mut marks = BTreeMap::new();
    for Line { path, bytes, sha256 } in lines {
        let hash = FileHash::parse(&sha256).ok_or_else(|| format!("the hash of {path} is not one"))?;
        if !super::path::is_safe(&path) {
            return Err(format!("{path} is not a safe path"));
        }
        marks.insert(path, Mark { hash, bytes });
    }
    Ok(marks)
}

/// What a commit is about to show and what earlier, interrupted ones were: so that the next build knows its own files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pending {
    pub(super) kind: Kind,
    /// Whether it is a publication that is under way, and no build: it shows pages before those that they link to, as long
    /// as no reader finds them.
    pub(super) publishing: bool,
    /// A path can have several marks, one from each interrupted commit.
    pub(super) files: Vec<(String, Mark)>,
}

#[derive(Serialize, Deserialize)]
struct PendingForm {
    kind: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    publishing: bool,
    files: Records<Line>,
}

impl Pending {
    pub(super) fn text(&self) -> String {
        let form = PendingForm {
            kind: self.kind.word().to_owned(),
            publishing: self.publishing,
            files: lines(self.files.iter().map(|(path, mark)| (path, mark))),
        };
        String::from_utf8(document::file(&form)).unwrap_or_default()
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let written: PendingForm = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let kind = Kind::parse(&written.kind).ok_or_else(|| format!("its kind is {}", written.kind))?;
        let mut files = Vec::new();
        for line in written.files.0 {
            files.extend(marks(vec![line])?);
        }
        Ok(Self { kind, publishing: written.publishing, files })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_that_of_the_types() {
        crate::text::schema_tests::assert_published::<Form>("manifest", &[]);
    }

    #[test]
    fn every_past_shape_is_read() {
        for (name, bytes) in crate::text::schema_tests::past_shapes("manifest") {
            let manifest = Manifest::parse(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!manifest.files.is_empty(), "{name}");
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let mark = Mark::of(b"abc");
        assert_eq!(mark.hash.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let files = BTreeMap::from([("index.html".to_owned(), mark), ("ø \"x\"'/y".replace('"', ""), Mark::of(b""))]);
        let manifest = Manifest {
            kind: Kind::Public,
            protection: Some(Counts { tables: 1, cells: 9, hidden: 4, audited: 4, narrow: 0 }),
            editions: BTreeMap::new(),
            files,
        };
        assert_eq!(Manifest::parse(manifest.text().as_bytes()), Ok(manifest.clone()));
        for publishing in [false, true] {
            let files = vec![("a".to_owned(), mark), ("a".to_owned(), Mark::of(b"x"))];
            let pending = Pending { kind: Kind::Preview, publishing, files };
            assert_eq!(Pending::parse(pending.text().as_bytes()), Ok(pending));
        }
        for wrong in ["", "{}", "{\"name\":\"App\"}", &manifest.text().replace("index.html", "../index.html")] {
            assert!(Manifest::parse(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
