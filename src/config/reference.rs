//! References from one file to the codes and measures of another.

use super::checker::Checker;
use super::document::Located;
use super::value::Words;
use crate::model::code::TargetKey;
use crate::model::{AkasseKey, AreaKey, MeasureKey, Publication};

/// The word that stands for every fund or area.
const ALL: &str = "all";

impl Checker<'_> {
    /// The fund with this id.
    pub(super) fn akasse(&mut self, written: &Located<String>, publication: &Publication) -> Option<AkasseKey> {
        let key = publication.akasse_by_id(&written.value);
        if key.is_none() && !self.unread.akasser {
            self.unknown(written, "fund", publication.akasser.iter().map(|akasse| akasse.id.as_str()));
        }
        key
    }

    /// The area with this id.
    pub(super) fn area(&mut self, written: &Located<String>, publication: &Publication) -> Option<AreaKey> {
        let key = publication.area_by_id(&written.value);
        if key.is_none() && !self.unread.areas {
            self.unknown(written, "area", publication.areas.iter().map(|area| area.id.as_str()));
        }
        key
    }

    /// The measure with this id.
    pub(super) fn measure(&mut self, written: &Located<String>, publication: &Publication) -> Option<MeasureKey> {
        let key = publication.measure_by_id(&written.value);
        if key.is_none() {
            self.unknown(written, "measure", publication.measures.iter().map(|measure| measure.id.as_str()));
        }
        key
    }

    /// The target with this id.
    pub(super) fn target(&mut self, written: &Located<String>, publication: &Publication) -> Option<TargetKey> {
        let key = publication.target_by_id(&written.value);
        if key.is_none() && !self.unread.targets {
            self.unknown(written, "target", publication.targets.iter().map(|target| target.id.as_str()));
        }
        key
    }

    /// The funds of a list, sorted; empty for `all` or when there is no list.
    pub(super) fn akasser(&mut self, written: Option<&Located<Words>>, publication: &Publication) -> Vec<AkasseKey> {
        let written = written.map_or(&[][..], |words| &words.value.0);
        let named = written.iter().filter(|word| word.value != ALL);
        sorted(named.filter_map(|word| self.akasse(word, publication)).collect())
    }

    /// The areas of a list, sorted; empty for `all` or when there is no list.
    pub(super) fn areas(&mut self, written: Option<&Located<Words>>, publication: &Publication) -> Vec<AreaKey> {
        let written = written.map_or(&[][..], |words| &words.value.0);
        let named = written.iter().filter(|word| word.value != ALL);
        sorted(named.filter_map(|word| self.area(word, publication)).collect())
    }
}

fn sorted<T: Ord>(mut keys: Vec<T>) -> Vec<T> {
    keys.sort_unstable();
    keys.dedup();
    keys
}
