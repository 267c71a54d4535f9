//! `a-kasse/<id>.json` and `jobcenter/<id>.json`: all that one version says about one fund or one jobcentre.

use std::collections::BTreeSet;

use serde::Serialize;

use super::document::Record;
use super::head::{MeasureBrief, PublicationHead, ReleaseHead};
use super::judgement::AssessmentRecord;
use super::lines::Lines;
use super::place::SCHEMA_VERSION;
use super::table::Table;
use super::{Context, document};
use crate::model::{AkasseKey, AreaKey, AreaKind, CellKey, Publication};

/// Whom a file is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Party {
    Akasse(AkasseKey),
    Jobcentre(AreaKey),
}

impl Party {
    /// The file's path below the edition's folder.
    pub(super) fn file_name(self, publication: &Publication) -> String {
        match self {
            Self::Akasse(key) => format!("a-kasse/{}.json", publication.akasse(key).id),
            Self::Jobcentre(key) => format!("jobcenter/{}.json", publication.area(key).id),
        }
    }
}

/// Who has figures or targets in an edition, and which records are theirs.
pub(super) struct Parties {
    parties: BTreeSet<Party>,
    /// By table and kind of record (in the order of [`KINDS`]), then by party.
    shares: Vec<[Shares; KINDS.len()]>,
    /// Assessments of targets that no table of the edition belongs to.
    others: Lines,
    other_shares: Shares,
    /// `{"measure":"<id>",` by table.
    openings: Vec<Vec<u8>>,
}

const KINDS: [&str; 5] = ["observations", "notes", "changes", "summaries", "assessments"];

/// Places of records, by key of the fund and of the jobcentre they are about.
#[derive(Default)]
struct Shares {
    akasser: Vec<Vec<usize>>,
    areas: Vec<Vec<usize>>,
}

impl Shares {
    fn of(context: &Context<'_>, lines: &Lines, parties: &mut BTreeSet<Party>) -> Self {
        let publication = context.publication;
        let mut shares = Self {
            akasser: vec![Vec::new(); publication.akasser.len()],
            areas: vec![Vec::new(); publication.areas.len()],
        };
        for (at, CellKey { area, akasse }) in lines.keys().enumerate() {
            if let Some(key) = akasse {
                shares.akasser[usize::from(key.0)].push(at);
            }
            if let Some(key) = area.filter(|key| publication.area(*key).kind == AreaKind::Jobcentre) {
                shares.areas[usize::from(key.0)].push(at);
            }
        }
        for key in (0..).map(AkasseKey).take(shares.akasser.len()) {
            if !shares.akasser[usize::from(key.0)].is_empty() {
                parties.insert(Party::Akasse(key));
            }
        }
        for key in (0..).map(AreaKey).take(shares.areas.len()) {
            if !shares.areas[usize::from(key.0)].is_empty() {
                parties.insert(Party::Jobcentre(key));
            }
        }
        shares
    }

    fn get(&self, party: Party) -> &[usize] {
        match party {
            Party::Akasse(key) => &self.akasser[usize::from(key.0)],
            Party::Jobcentre(key) => &self.areas[usize::from(key.0)],
        }
    }
}

impl Parties {
    pub(super) fn new(context: &Context<'_>, tables: &[Table<'_>]) -> Self {
        let mut parties = BTreeSet::new();
        let shares =
            tables.iter().map(|table| kinds(table).map(|lines| Shares::of(context, lines, &mut parties))).collect();
        let others = other_assessments(context);
        let other_shares = Shares::of(context, &others, &mut parties);
        let openings = tables.iter().map(|table| opening(&table.measure.id)).collect();
        Self { parties, shares, others, other_shares, openings }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Party> {
        self.parties.iter().copied()
    }

    pub(super) fn file(&self, context: &Context<'_>, tables: &[Table<'_>], party: Party) -> Vec<u8> {
        let mut lists = KINDS.map(|kind| (kind, Vec::<Record<'_>>::new()));
        let mut measures = Vec::new();
        for ((table, shares), opening) in tables.iter().zip(&self.shares).zip(&self.openings) {
            let mut concerned = false;
            for ((lines, shares), list) in kinds(table).into_iter().zip(shares).zip(&mut lists) {
                let own = shares.get(party);
                concerned |= !own.is_empty();
                list.1.extend(own.iter().map(|at| lines.opened(*at, opening)));
            }
            if concerned {
                measures.push(MeasureBrief::new(table.measure));
            }
        }
        if let Some(assessments) = lists.last_mut() {
            let own = self.other_shares.get(party).iter();
            assessments.1.extend(own.map(|at| self.others.get(*at)));
        }
        document::file(&Head::new(context, party, measures), &lists)
    }
}

fn kinds<'t>(table: &'t Table<'_>) -> [&'t Lines; KINDS.len()] {
    [&table.observations, &table.notes, &table.changes, &table.summaries, &table.assessments]
}

fn opening(measure: &str) -> Vec<u8> {
    format!("{{\"measure\":{},", serde_json::Value::from(measure)).into_bytes()
}

/// Assessments of targets in words and of targets whose measure has no figures in this edition.
pub(super) fn other_assessments(context: &Context<'_>) -> Lines {
    let publication = context.publication;
    let mut lines = Lines::default();
    for assessment in &context.edition.assessments {
        let measure = publication.target(assessment.target).measure;
        if !context.edition.measures.iter().any(|edition| Some(edition.measure) == measure) {
            let record = OtherAssessment {
                measure: measure.map(|measure| publication.measure(measure).id.as_str()),
                assessment: AssessmentRecord::new(publication, assessment),
            };
            lines.push(assessment.key, &record);
        }
    }
    lines
}

#[derive(Serialize)]
struct OtherAssessment<'a> {
    measure: Option<&'a str>,
    #[serde(flatten)]
    assessment: AssessmentRecord<'a>,
}

#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    schema_version: &'static str,
    publication: PublicationHead<'a>,
    release: ReleaseHead,
    akasse: Option<AkasseHead<'a>>,
    area: Option<AreaHead<'a>>,
    measures: Vec<MeasureBrief<'a>>,
}

#[derive(Serialize)]
struct AkasseHead<'a> {
    id: &'a str,
    name: &'a str,
    short: &'a str,
}

#[derive(Serialize)]
struct AreaHead<'a> {
    id: &'a str,
    kind: &'static str,
    name: &'a str,
    short: &'a str,
    code: Option<&'a str>,
}

impl<'a> Head<'a> {
    fn new(context: &Context<'a>, party: Party, measures: Vec<MeasureBrief<'a>>) -> Self {
        let (akasse, area) = match party {
            Party::Akasse(key) => (Some(context.publication.akasse(key)), None),
            Party::Jobcentre(key) => (None, Some(context.publication.area(key))),
        };
        Self {
            schema: context.place.schema("party.json", 1),
            schema_version: SCHEMA_VERSION,
            publication: PublicationHead::new(context.publication),
            release: ReleaseHead::of(context),
            akasse: akasse.map(|akasse| AkasseHead { id: &akasse.id, name: &akasse.name, short: &akasse.short }),
            area: area.map(|area| AreaHead {
                id: &area.id,
                kind: area.kind.word(),
                name: &area.name,
                short: &area.short,
                code: (!area.code.is_empty()).then_some(area.code.as_str()),
            }),
            measures,
        }
    }
}
