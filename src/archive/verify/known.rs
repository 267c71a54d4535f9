//! The figures of the versions looked at so far, to hold pages against.

use std::collections::{BTreeMap, HashMap};

use super::compare::missing;
use super::decimal;
use super::files::Observation;
use super::page::{Key, PageCell};
use super::vintages::Vintages;
use crate::model::{Bound, Decimal, Exact, Language, ReleaseId};
use crate::text::{number, symbol};

/// What a cell without a figure in any delivery says.
const ABSENT: &str = "[f]";

/// Figures by version.
#[derive(Default)]
pub(super) struct Known {
    /// A number for each id of a measure, month, area and fund.
    ids: HashMap<String, u16>,
    /// The ids by their number.
    names: Vec<String>,
    releases: Vec<Release>,
    places: BTreeMap<String, usize>,
    /// Versions that have delivered a month of a measure, by their place.
    delivered: BTreeMap<(u16, u16), Vec<usize>>,
    /// What became of the figures of each month.
    pub(super) vintages: Vintages,
}

struct Release {
    is_made_up: bool,
    decimals: BTreeMap<u16, u8>,
    cells: HashMap<[u16; 4], Shown>,
}

/// A figure as small as it can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Value(i64, u8),
    Share(u64, u64),
    Missing(&'static str),
    Bounded(Bound),
}

impl Shown {
    /// The value exactly as it is published; `None` when there is none.
    pub(super) fn exact(self) -> Option<Exact> {
        match self {
            Self::Share(numerator, denominator) => Exact::percent(numerator, denominator),
            Self::Value(..) => self.decimal().map(Decimal::exact),
            Self::Missing(_) | Self::Bounded(_) => None,
        }
    }

    /// The value as it is written, where it is.
    pub(super) fn decimal(self) -> Option<Decimal> {
        match self {
            Self::Value(scaled, decimals) => Some(Decimal { scaled: scaled.into(), decimals }),
            _ => None,
        }
    }

    /// Whether files may have rounded it.
    pub(super) fn is_rounded(self) -> bool {
        matches!(self, Self::Value(_, 6..))
    }
}

impl Known {
    /// Begins a version; those before it were published before it.
    pub(super) fn begin(&mut self, release: ReleaseId, is_made_up: bool) {
        self.places.insert(release.path(), self.releases.len());
        self.releases.push(Release { is_made_up, decimals: BTreeMap::new(), cells: HashMap::new() });
    }

    /// Adds the figures of a measure to the version that was begun last.
    pub(super) fn add(&mut self, measure: &str, decimals: u8, observations: &[Observation<'_>]) {
        let Some(last) = self.releases.len().checked_sub(1) else { return };
        let Some(measure) = self.id(measure) else { return };
        self.releases[last].decimals.insert(measure, decimals);
        for observation in observations {
            let codes =
                [observation.period, observation.area.unwrap_or_default(), observation.akasse.unwrap_or_default()];
            let [Some(period), Some(area), Some(akasse)] = codes.map(|code| self.id(code)) else { continue };
            let versions = self.delivered.entry((measure, period)).or_default();
            if versions.last() != Some(&last) {
                let kind = |place: &usize| self.releases[*place].is_made_up;
                if versions.last().is_some_and(|before| kind(before) != kind(&last)) {
                    // Real figures and made-up ones are no vintages of each other.
                    self.vintages.restart((measure, period), last);
                }
                versions.push(last);
            }
            let Some(shown) = shown(observation) else { continue };
            let cell = [measure, period, area, akasse];
            let since = self.vintages.since((measure, period));
            let before = versions.iter().rev().skip(1).take_while(|place| **place >= since);
            let before = before.filter_map(|place| self.releases[*place].cells.get(&cell));
            self.vintages.add(cell, last, shown, before.copied().next());
            self.releases[last].cells.insert(cell, shown);
        }
    }

    /// The measures that have figures, by name.
    pub(super) fn measures(&self) -> BTreeMap<&str, u16> {
        let ids = self.names.iter().map(String::as_str).zip(0_u16..);
        ids.filter(|(_, id)| self.vintages.counted(*id).0 > 0).collect()
    }

    /// Every figure of a measure that changed, by month, area and fund as they are written, with what each version
    /// published of it that differed from before.
    pub(super) fn changed(&self, measure: u16) -> BTreeMap<[&str; 3], Vec<(&str, Shown)>> {
        let mut releases = vec![""; self.releases.len()];
        for (path, place) in &self.places {
            releases[*place] = path;
        }
        let name = |id: u16| self.names[usize::from(id)].as_str();
        let told = |(cell, places): (&[u16; 4], &Vec<usize>)| {
            let shown =
                places.iter().filter_map(|place| Some((releases[*place], *self.releases[*place].cells.get(cell)?)));
            ([name(cell[1]), name(cell[2]), name(cell[3])], shown.collect())
        };
        self.vintages.changed_of(measure).map(told).collect()
    }

    /// More ids than numbers are more than any publication has; figures beyond are not held against pages.
    fn id(&mut self, code: &str) -> Option<u16> {
        if let Some(id) = self.ids.get(code) {
            return Some(*id);
        }
        let id = u16::try_from(self.ids.len()).ok()?;
        self.ids.insert(code.to_owned(), id);
        self.names.push(code.to_owned());
        Some(id)
    }

    /// Holds figures of a page against those of the files: how many there were, and those that differ, as sentences.
    pub(super) fn hold_against(&self, language: Language, cells: &[PageCell]) -> (usize, Vec<String>) {
        let wrong = cells.iter().filter_map(|cell| self.differs(language, cell)).collect();
        (cells.len(), wrong)
    }

    /// A page outside editions names no version: it shows what is newest of each month.
    fn differs(&self, language: Language, PageCell { key, text }: &PageCell) -> Option<String> {
        let place = self.places.get(&key.release).copied();
        if place.is_none() && !key.release.is_empty() {
            return Some(format!("{} names the version {}, which has no figures here", told(key), key.release));
        }
        let code = |code: &str| self.ids.get(code).copied();
        let (measure, period) = (code(&key.measure), code(&key.period));
        let versions = measure.zip(period).and_then(|month| self.delivered.get(&month));
        // What the version delivers itself stands; of other months the page has what was published before.
        let own = place.filter(|place| versions.is_some_and(|versions| versions.contains(place)));
        let candidates = versions.into_iter().flatten().copied().filter(|version| match (own, place) {
            (Some(own), _) => *version == own,
            (None, Some(place)) => *version < place,
            (None, None) => true,
        });
        let cell = (|| Some([measure?, period?, code(&key.area)?, code(&key.akasse)?]))();
        let mut expected = Vec::new();
        for version in candidates {
            let of_page = &self.releases[place.unwrap_or(version)];
            if let (Some(measure), Some(cell)) = (measure, cell)
                && let Some(shown) = self.releases[version].cells.get(&cell)
            {
                expected.extend(texts(language, *shown, of_page.decimals.get(&measure).copied().unwrap_or_default()));
            }
        }
        if expected.contains(text) || (text == ABSENT && (expected.is_empty() || own.is_none())) {
            return None;
        }
        expected.dedup();
        let expected = if expected.is_empty() { "no figure".to_owned() } else { expected.join(" or ") };
        Some(format!("{}: the page shows {text}, the files have {expected}", told(key)))
    }
}

fn told(key: &Key) -> String {
    let mut name = format!("{}, {}", key.measure, key.period);
    for (word, code) in [("area", &key.area), ("a-kasse", &key.akasse)] {
        if !code.is_empty() {
            name.push_str(&format!(", {word} {code}"));
        }
    }
    name
}

/// What a record shows; `None` when it shows neither a number nor a reason that is known.
pub(super) fn shown(observation: &Observation<'_>) -> Option<Shown> {
    if let (Some(numerator), Some(denominator)) = (observation.numerator, observation.denominator) {
        return Some(Shown::Share(numerator, denominator));
    }
    let answer = match (observation.low, observation.high) {
        (Some(0), Some(percent)) => Some(Bound::AtMost(percent)),
        (Some(percent), _) => Some(Bound::AtLeast(percent)),
        _ => None,
    };
    if let Some(answer) = answer.filter(|_| observation.value.is_none()) {
        return Some(Shown::Bounded(answer));
    }
    match observation.value {
        Some(raw) => {
            let decimal = decimal::parse(raw.get(), '.')?;
            Some(Shown::Value(i64::try_from(decimal.scaled).ok()?, decimal.decimals))
        }
        None => {
            let reason = observation.status.iter().find_map(|word| missing(word))?;
            Some(Shown::Missing(symbol::of_missing(reason).sign))
        }
    }
}

/// How a page may show a figure. A value that files have rounded to six decimals can lie on either side of a half.
fn texts(language: Language, shown: Shown, decimals: u8) -> Vec<String> {
    let rounded = |exact: &Exact| number::number(language, exact.round(decimals));
    match shown {
        Shown::Missing(sign) => vec![sign.to_owned()],
        Shown::Bounded(answer) => vec![symbol::bound_in_column(language, answer)],
        Shown::Share(numerator, denominator) => {
            Exact::percent(numerator, denominator).as_ref().map(rounded).into_iter().collect()
        }
        Shown::Value(scaled, places) => {
            let decimal = Decimal { scaled: scaled.into(), decimals: places };
            let mut texts = vec![rounded(&decimal.exact())];
            if places >= 6 {
                let interval = decimal.interval();
                texts.extend([rounded(&interval.low), rounded(&interval.high)]);
            }
            texts
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Period;

    fn cell(release: &str, period: &str, akasse: &str, text: &str) -> PageCell {
        let key = Key {
            release: release.into(),
            measure: "m".into(),
            period: period.into(),
            area: String::new(),
            akasse: akasse.into(),
        };
        PageCell { key, text: text.into() }
    }

    #[test]
    fn a_page_shows_what_its_version_or_an_earlier_one_has() {
        let mut known = Known::default();
        let add = |known: &mut Known, month: u32, version: u16, records: &[&str]| {
            known.begin(ReleaseId { period: Period::new(2021, month).unwrap(), version }, false);
            let records: Vec<Observation<'_>> = records.iter().map(|one| serde_json::from_str(one).unwrap()).collect();
            known.add("m", 1, &records);
        };
        let record = |period: &str, akasse: &str, rest: &str| {
            format!("{{\"period\":\"{period}\",\"akasse\":\"{akasse}\",\"area\":null,{rest}}}")
        };
        let share = record("2021M08", "3f", r#""value":66.666667,"numerator":2,"denominator":3,"status":[]"#);
        let gone =
            record("2021M08", "hk", r#""value":null,"numerator":null,"denominator":null,"status":["suppressed"]"#);
        add(&mut known, 8, 1, &[&share, &gone]);
        let half = record("2021M09", "3f", r#""value":0.25,"numerator":null,"denominator":null,"status":[]"#);
        add(&mut known, 9, 1, &[&half]);
        for (release, period, akasse, text, right) in [
            ("2021-08/v1", "2021M08", "3f", "66,7", true),
            ("2021-08/v1", "2021M08", "3f", "66,6", false),
            ("2021-08/v1", "2021M08", "hk", "[c]", true),
            ("2021-08/v1", "2021M08", "hk", "[x]", false),
            ("2021-08/v1", "2021M08", "hk", "[f]", false),
            ("2021-08/v1", "2021M08", "x", "[f]", true),
            ("2021-08/v1", "2021M08", "x", "1", false),
            ("2021-09/v1", "2021M08", "3f", "66,7", true),
            ("2021-09/v1", "2021M09", "3f", "0,3", true),
            ("2021-08/v1", "2021M09", "3f", "0,3", false),
            ("2021-10/v1", "2021M09", "3f", "0,3", false),
            ("", "2021M08", "3f", "66,7", true),
            ("", "2021M08", "3f", "66,8", false),
            ("", "2021M07", "3f", "1", false),
        ] {
            let (count, wrong) = known.hold_against(Language::Danish, &[cell(release, period, akasse, text)]);
            assert_eq!((count, wrong.is_empty()), (1, right), "{release} {period} {akasse} {text}: {wrong:?}");
        }
    }
}
