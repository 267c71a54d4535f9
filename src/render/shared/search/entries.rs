//! Everything that can be found by name, each with its page.

use std::borrow::Cow;

use super::super::akasse::validity;
use super::super::made_up::MARK;
use super::super::protection::HELD_FOLDER;
use crate::model::note::NoteKind;
use crate::model::{AkasseKey, AreaKey, AreaKind, Validity};
use crate::render::address;
use crate::render::press::Press;
use crate::render::site::{has_own_page, note_folder};
use crate::render::words;
use crate::text::messages::Messages;

/// A page that can be found by name.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What it is of.
    pub(super) sort: Sort,
    /// Its id among those of its kind.
    pub(super) id: String,
    /// What it is, in a word or two: `Jobcenter`.
    pub(super) label: String,
    /// Its name.
    pub(super) name: String,
    /// Other names that stand on the page.
    pub(super) also: Vec<String>,
    /// A few words beside the name; empty when there are none.
    pub(super) note: String,
    /// The full name, where it is another; the list has it beside the short one.
    pub(super) full: Option<String>,
    /// The folder of its page.
    pub(super) folder: String,
    /// Whether its name is that of a text, which is in Danish alone.
    pub(super) is_text: bool,
}

/// What pages are of, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A fund.
    Akasse,
    /// An area of a kind.
    Area(AreaKind),
    /// A measure.
    Measure,
    /// An agreement, minutes or a memo.
    Document,
    /// A page about the publication or its method.
    About,
    /// A month.
    Month,
}

impl Sort {
    /// Every word of [`Sort::kind`].
    #[cfg(test)]
    pub(super) const KINDS: [&str; 6] = ["akasse", "area", "measure", "document", "page", "month"];

    /// The word of files.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Akasse => "akasse",
            Self::Area(_) => "area",
            Self::Measure => "measure",
            Self::Document => "document",
            Self::About => "page",
            Self::Month => "month",
        }
    }

    /// The anchor of the list.
    pub(super) fn anchor(self) -> String {
        match self {
            Self::Akasse => "a-kasser".into(),
            Self::Area(kind) => format!("omraader-{}", kind.word()),
            Self::Measure => "maal".into(),
            Self::Document => "dokumenter".into(),
            Self::About => "om-tallene".into(),
            Self::Month => "maaneder".into(),
        }
    }

    /// The heading of the list.
    pub(super) fn title(self, say: &Messages) -> Cow<'_, str> {
        match self {
            Self::Akasse => say.text("word-akasser"),
            Self::Area(kind) => words::area_kinds(say, kind),
            Self::Measure => say.text("word-targets"),
            Self::Document => say.text("word-documents"),
            Self::About => say.text("search-about"),
            Self::Month => say.text("search-months"),
        }
    }

    /// What one of them is; `None` where documents differ.
    pub(super) fn label(self, say: &Messages) -> Option<Cow<'_, str>> {
        match self {
            Self::Akasse => Some(say.text("word-akasse")),
            Self::Area(kind) => Some(words::area_kind(say, kind)),
            Self::Measure => Some(say.text("word-target")),
            Self::Document => None,
            Self::About => Some(say.text("search-page")),
            Self::Month => Some(say.text("word-a-month")),
        }
    }
}

/// Every entry: sort by sort, and in alphabetical order save the months, which come newest first.
pub(super) fn all(press: &Press<'_>) -> Vec<Entry> {
    let say = press.say;
    let mut entries = akasser(say, press);
    entries.extend(areas(press));
    let named = [measures(press), documents(press), about(press)];
    for mut group in named {
        group.sort_by(|a, b| say.compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
        entries.extend(group);
    }
    entries.extend(months(press));
    entries
}

fn entry(say: &Messages, sort: Sort, id: &str, name: &str, folder: String) -> Entry {
    Entry {
        sort,
        id: id.to_owned(),
        label: sort.label(say).unwrap_or_default().into_owned(),
        name: name.to_owned(),
        also: Vec::new(),
        note: String::new(),
        full: None,
        folder,
        is_text: false,
    }
}

fn akasser(say: &Messages, press: &Press<'_>) -> Vec<Entry> {
    let publication = press.site.publication;
    let keys = (0..publication.akasser.len()).filter_map(|at| u16::try_from(at).ok()).map(AkasseKey);
    let mut keys: Vec<Option<AkasseKey>> = keys.map(Some).collect();
    press.order.sort_akasser(&mut keys);
    let of = |key: AkasseKey| {
        let akasse = publication.akasse(key);
        let full = Some(akasse.name.clone()).filter(|name| *name != akasse.short);
        let plain = entry(say, Sort::Akasse, &akasse.id, &akasse.short, press.akasse_folder(key));
        Entry {
            label: if akasse.insured { plain.label.clone() } else { say.text("search-uninsured").into_owned() },
            also: full.iter().chain(&akasse.aliases).cloned().collect(),
            note: ended(say, akasse.valid),
            full,
            ..plain
        }
    };
    keys.into_iter().flatten().map(of).collect()
}

fn areas(press: &Press<'_>) -> Vec<Entry> {
    let say = press.say;
    let publication = press.site.publication;
    let mut keys: Vec<Option<AreaKey>> = press.areas.iter().copied().map(Some).collect();
    press.order.sort_areas(&mut keys);
    let of = |key: AreaKey| {
        let area = publication.area(key);
        let inside = municipalities(press, key);
        let shorts: Vec<String> = inside.iter().map(|key| publication.area(*key).short.clone()).collect();
        // That Jobcenter Odense is Odense Kommune's goes without saying.
        let note = match (shorts.as_slice(), ended(say, area.valid)) {
            ([only], ended) if *only == area.short => ended,
            (several, ended) if ended.is_empty() => words::joined(say, several, usize::MAX),
            ([], ended) => ended,
            (several, ended) => format!("{}, {ended}", words::joined(say, several, usize::MAX)),
        };
        Entry {
            also: inside.iter().map(|key| publication.area(*key).name.clone()).collect(),
            note,
            ..entry(say, Sort::Area(area.kind), &area.id, &area.name, address::area("", area))
        }
    };
    keys.into_iter().flatten().map(of).collect()
}

/// The municipalities without a page of their own that a jobcentre serves, in the newest month or, when it has ended, ever.
fn municipalities(press: &Press<'_>, jobcentre: AreaKey) -> Vec<AreaKey> {
    let publication = press.site.publication;
    let area = publication.area(jobcentre);
    if area.kind != AreaKind::Jobcentre {
        return Vec::new();
    }
    let newest = press.site.catalogue.newest().map(|entry| entry.release.id.period);
    let is_now = |valid: Validity| area.valid.to.is_some() || newest.is_none_or(|newest| valid.covers(newest));
    let keys = (0..publication.areas.len()).filter_map(|at| u16::try_from(at).ok()).map(AreaKey);
    let mut found: Vec<Option<AreaKey>> = keys
        .filter(|key| publication.area(*key).kind == AreaKind::Municipality && !press.areas.contains(key))
        .filter(|key| {
            let parents = &publication.area(*key).parents;
            parents.iter().any(|membership| membership.parent == jobcentre && is_now(membership.valid))
        })
        .map(Some)
        .collect();
    press.order.sort_areas(&mut found);
    found.into_iter().flatten().collect()
}

/// When what has ended was in use; empty for what goes on.
fn ended(say: &Messages, valid: Validity) -> String {
    valid.to.and_then(|_| validity(say, valid)).unwrap_or_default()
}

fn measures(press: &Press<'_>) -> Vec<Entry> {
    let say = press.say;
    let of = |key: &crate::model::MeasureKey| {
        let measure = press.site.publication.measure(*key);
        let also = std::iter::once(say.bare(&measure.short).to_owned())
            .filter(|short| short != say.bare(&measure.title))
            .collect();
        Entry { also, ..entry(say, Sort::Measure, &measure.id, say.bare(&measure.title), press.measure_folder(*key)) }
    };
    press.measures.iter().map(of).collect()
}

fn documents(press: &Press<'_>) -> Vec<Entry> {
    let say = press.say;
    let notes = press.site.notes().filter(|note| note.kind != NoteKind::Metode);
    let of = |note: &crate::model::note::Note| Entry {
        is_text: true,
        label: words::note_kind(say, note.kind).into_owned(),
        note: note.date.map(|date| say.of_note(date)).unwrap_or_default(),
        also: [&note.case_number, &note.document_number].into_iter().flatten().cloned().collect(),
        ..entry(say, Sort::Document, &note.slug, &note.title, note_folder(note))
    };
    notes.map(of).collect()
}

/// Method notes with pages of their own, and the pages that every publication has.
fn about(press: &Press<'_>) -> Vec<Entry> {
    let say = press.say;
    let notes = press.site.notes().filter(|note| note.kind == NoteKind::Metode && has_own_page(note));
    let of = |note: &crate::model::note::Note| Entry {
        is_text: true,
        ..entry(say, Sort::About, &note.slug, &note.title, note_folder(note))
    };
    let mut entries: Vec<Entry> = notes.map(of).collect();
    for (id, name, folder) in [
        ("a-kasser", "word-akasser", "a-kasse/"),
        ("omraader", "word-places", "jobcenter/"),
        ("nyeste", "frame-menu-newest", ""),
        ("alle-maal", "word-targets", "maal/"),
        ("alle-dokumenter", "word-documents", "dokumenter/"),
        ("udgivelser", "word-releases", "udgivelser/"),
        ("metode", "word-method", "metode/"),
        ("skjulte-tal", "about-held", HELD_FOLDER),
        ("om", "frame-foot-about", "om/"),
        ("kalender", "word-calendar", "kalender/"),
        ("rettelser", "word-corrections", "rettelser/"),
        ("symboler", "word-symbols", "symboler/"),
        ("data", "frame-foot-data", "data/"),
    ] {
        if folder != "jobcenter/" || press.has_areas() {
            entries.push(entry(say, Sort::About, id, &say.text(name), folder.to_owned()));
        }
    }
    entries
}

fn months(press: &Press<'_>) -> Vec<Entry> {
    let say = press.say;
    let catalogue = press.site.catalogue;
    let newest = catalogue.entries.iter().filter(|entry| catalogue.is_newest_of_month(entry.release.id));
    let of = |found: &crate::model::catalogue::CatalogueEntry| {
        let period = found.release.id.period;
        let marks = [(found.under_embargo, "search-embargo"), (found.release.synthetic, MARK)];
        let marks: Vec<_> = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| say.text(mark)).collect();
        Entry {
            also: vec![period.slug(), period.code()],
            note: marks.join(", "),
            ..entry(say, Sort::Month, &period.code(), &words::capital(&say.month(period)), address::month(period))
        }
    };
    newest.map(of).collect()
}
