//! What the build before leaves to this one, and this one to the next.

use std::collections::{BTreeMap, BTreeSet};

use super::auditor::Known;
use super::desk::Desk;
use super::inputs::{Fingerprints, Inputs};
use crate::archive::{ArchiveFault, Built, BuiltVersion, Drawer, Kind, Part, Writer, Written};
use crate::audit::Counts;
use crate::model::{Months, ReleaseId};

/// A drawer, and for whom the archive is.
type Place<'a> = (&'a Drawer, Kind);

/// The months whose editions are written when it is not all of them, and the part that they make.
pub(super) type Only = Option<(Months, Part)>;

/// What the build before leaves to this one.
pub(super) struct Before {
    /// What versions are made from; `None` when that cannot be read, or nobody will ask.
    inputs: Option<Inputs>,
    /// What was counted of versions whose figures come from the same inputs.
    pub(super) audited: Known,
    /// Versions whose files stand as they are to be.
    pub(super) kept: BTreeSet<ReleaseId>,
    /// The pages of these.
    pub(super) pages: usize,
}

impl Before {
    /// Takes over into the new archive what was made from the same inputs and stands there; of a part, its own editions.
    pub(super) fn of(
        desk: &Desk<'_>,
        (drawer, kind): Place<'_>,
        (writer, only): (&Writer, Only),
    ) -> Result<Self, ArchiveFault> {
        let inputs = if drawer.keeps() { Inputs::of(desk, kind == Kind::Preview) } else { None };
        let fingerprints = inputs.as_ref().map(|inputs| inputs.fingerprints(&BTreeMap::new())).unwrap_or_default();
        let mut before = Self { inputs, audited: Known::new(), kept: BTreeSet::new(), pages: 0 };
        let built = Built::read(drawer, kind);
        for (id, Fingerprints { figures, files }) in fingerprints {
            if only.is_some_and(|(months, _)| !months.contains(id.period)) {
                // Whoever builds the others audits them.
                before.audited.insert(id, Counts::default());
                continue;
            }
            let known = built.iter().filter_map(|built| built.versions.get(&id.path()));
            for version in known.filter(|version| version.figures == figures) {
                before.audited.insert(id, version.counts);
                if version.files == files
                    && !before.kept.contains(&id)
                    && let Some(pages) = writer.keep(id, &version.manifests)?
                {
                    before.pages += pages;
                    before.kept.insert(id);
                }
            }
        }
        Ok(before)
    }

    /// Notes what every version was made from, what its audit counted, and the manifests that came of it. `hidden` are
    /// the files that say what is hidden of versions which had none before.
    pub(super) fn note(
        &self,
        ((drawer, kind), only): (Place<'_>, Only),
        (hidden, audits): (&BTreeMap<ReleaseId, String>, &Known),
        written: &Written,
    ) {
        let Some(inputs) = &self.inputs else { return };
        let version = |(id, Fingerprints { figures, files }): (ReleaseId, Fingerprints)| {
            let release = id.path();
            let is_of = |unit: &str| unit == release || unit.ends_with(&format!("/{release}"));
            let manifests = written.manifests.iter().filter(|(unit, _)| is_of(unit));
            let manifests = manifests.map(|(unit, hash)| (unit.clone(), *hash)).collect();
            Some((release, BuiltVersion { figures, files, counts: *audits.get(&id)?, manifests }))
        };
        let is_made = |(id, _): &(ReleaseId, _)| only.is_none_or(|(months, _)| months.contains(id.period));
        let versions = inputs.fingerprints(hidden).into_iter().filter(is_made).filter_map(version).collect();
        Built { versions }.write(drawer, kind, only.map(|(_, part)| part));
    }
}
