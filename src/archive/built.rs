//! What each version of the last build was made from, so that the next build draws only what differs. A build of a part
//! has a file of its own, under a name that tells its months, so that these join by plain copying as parts do.
//!
//! It is a hint in the drawer of charts, never the truth: what does not match the archive is drawn anew. It holds hashes
//! of deliveries, so it is as private as they are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::drawer::Drawer;
use super::manifest::FileHash;
use super::part::Part;
use super::writer::Kind;
use crate::audit::Counts;

/// The versions of the last build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Built {
    /// By version, such as `2021-09/v1`.
    pub versions: BTreeMap<String, BuiltVersion>,
}

/// What a version was made from, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltVersion {
    /// Fingerprint of what its figures come from.
    pub figures: FileHash,
    /// Fingerprint of what its files come from: that, and the texts its pages could name.
    pub files: FileHash,
    /// What the audit counted; it found nothing.
    pub counts: Counts,
    /// The hash of the manifest of each of its folders, by folder.
    pub manifests: BTreeMap<String, FileHash>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    release: String,
    figures: String,
    files: String,
    counts: Counts,
    manifests: BTreeMap<String, String>,
}

impl Built {
    /// What a drawer says of the last build of this kind and of parts built since or brought from elsewhere; what cannot be
    /// read says nothing.
    #[must_use]
    pub fn read(drawer: &Drawer, kind: Kind) -> Vec<Self> {
        let names = [name(kind)].into_iter().chain(parts(drawer, kind));
        names.filter_map(|name| drawer.read_whole(&name).and_then(|text| Self::parse(&text))).collect()
    }

    /// Puts it into a drawer. When that is not possible, the next build draws everything. What it says of a part stands
    /// beside what is known already; what it says of the whole stands for all.
    pub fn write(&self, drawer: &Drawer, kind: Kind, part: Option<Part>) {
        if let Some(part) = part {
            return drawer.write_whole(&of_part(kind, &part.slug()), &self.text());
        }
        drawer.write_whole(&name(kind), &self.text());
        for name in parts(drawer, kind) {
            // One that stays is a hint as good as before.
            let _ = drawer.remove(&name);
        }
    }

    /// Makes a drawer say nothing of any build, so that the next one draws everything.
    ///
    /// # Errors
    /// It cannot be taken away.
    pub fn forget(drawer: &Drawer) -> std::io::Result<()> {
        for kind in [Kind::Public, Kind::Preview] {
            let names = [name(kind)].into_iter().chain(parts(drawer, kind));
            names.into_iter().try_for_each(|name| drawer.remove(&name))?;
        }
        Ok(())
    }

    fn text(&self) -> String {
        let line = |(release, version): (&String, &BuiltVersion)| {
            let line = Line {
                release: release.clone(),
                figures: version.figures.hex(),
                files: version.files.hex(),
                counts: version.counts,
                manifests: version.manifests.iter().map(|(unit, hash)| (unit.clone(), hash.hex())).collect(),
            };
            // Texts and numbers are always valid JSON.
            serde_json::to_string(&line).unwrap_or_default()
        };
        self.versions.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn parse(text: &str) -> Option<Self> {
        let line = |line: &str| {
            let line: Line = serde_json::from_str(line).ok()?;
            let manifests = line.manifests.into_iter().map(|(unit, hash)| Some((unit, FileHash::parse(&hash)?)));
            let version = BuiltVersion {
                figures: FileHash::parse(&line.figures)?,
                files: FileHash::parse(&line.files)?,
                counts: line.counts,
                manifests: manifests.collect::<Option<_>>()?,
            };
            Some((line.release, version))
        };
        Some(Self { versions: text.lines().map(line).collect::<Option<_>>()? })
    }
}

fn name(kind: Kind) -> String {
    format!("built-{}.txt", kind.word())
}

fn of_part(kind: Kind, slug: &str) -> String {
    format!("built-{}-{slug}.txt", kind.word())
}

/// The files of parts.
fn parts(drawer: &Drawer, kind: Kind) -> Vec<String> {
    let start = format!("built-{}-", kind.word());
    let slug = |name: &str| Part::parse(name.strip_prefix(&start)?.strip_suffix(".txt")?);
    let mut names = drawer.names((&start, ".txt"));
    names.retain(|name| slug(name).is_some());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_that_was_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let drawer = Drawer::open(Some(folder.path()));
        let hash = FileHash::of(b"abc");
        let counts = Counts { tables: 1, cells: 9, hidden: 4, audited: 4, narrow: 0 };
        let manifests = BTreeMap::from([("2021-09/v1".to_owned(), hash)]);
        let version = BuiltVersion { figures: hash, files: FileHash::of(b""), counts, manifests };
        let built = Built { versions: BTreeMap::from([("2021-09/v1".to_owned(), version)]) };
        assert_eq!(Built::read(&drawer, Kind::Public), []);
        built.write(&drawer, Kind::Public, None);
        assert_eq!(Built::read(&drawer, Kind::Public).as_slice(), std::slice::from_ref(&built));
        assert_eq!(Built::read(&drawer, Kind::Preview), []);
        drawer.tidy();
        assert_eq!(
            Built::read(&drawer, Kind::Public).as_slice(),
            std::slice::from_ref(&built),
            "tidying takes charts alone"
        );
        let file = folder.path().join("built-public.txt");
        let whole = crate::archive::files::Files::read(&crate::archive::files::Disk, &file).unwrap();
        for at in (0..whole.len()).step_by(7) {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            std::fs::remove_file(&file).unwrap();
            std::io::Write::write_all(&mut std::fs::File::create(&file).unwrap(), &damaged).unwrap();
            assert_eq!(Built::read(&drawer, Kind::Public), [], "byte {at}");
        }
        Built::forget(&drawer).unwrap();
        assert!(!file.exists());
        Built::forget(&drawer).unwrap();
    }

    #[test]
    fn parts_stand_beside_the_whole_until_it_is_built() {
        let folder = tempfile::tempdir().unwrap();
        let drawer = Drawer::open(Some(folder.path()));
        let part = |slug| Some(Part::parse(slug).unwrap());
        let built = Built::default();
        for part in [None, part("2021-09"), part("2021-09-to-2021-10")] {
            built.write(&drawer, Kind::Public, part);
        }
        built.write(&drawer, Kind::Preview, part("2021-09"));
        std::fs::File::create(folder.path().join("built-public-mine.txt")).unwrap();
        assert_eq!(Built::read(&drawer, Kind::Public).len(), 3);
        built.write(&drawer, Kind::Public, None);
        assert_eq!((Built::read(&drawer, Kind::Public).len(), Built::read(&drawer, Kind::Preview).len()), (1, 1));
        Built::forget(&drawer).unwrap();
        assert!(Built::read(&drawer, Kind::Preview).is_empty());
        assert!(folder.path().join("built-public-mine.txt").exists(), "what is not named as the program does stays");
    }
}
