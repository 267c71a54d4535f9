//! `a-kasse/<id>.json` and `jobcenter/<id>.json`: all that one version says about one fund or one jobcentre.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Context;
use super::form::Word;
use super::head::{MeasureBrief, PublicationHead, ReleaseHead};
use super::judgement::AssessmentRecord;
use super::lines::{Lines, Picked};
use super::table::{ChangeRecord, Note, Observation, SummaryRecord, Table};
use crate::model::{AkasseKey, AreaKey, AreaKind, CellKey, Publication};
use crate::text::document::{self, FormVersion};

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
pub(super) struct Parties<'a> {
    parties: BTreeSet<Party>,
    /// By table.
    shares: Vec<OfTable>,
    /// Assessments of targets that no table of the edition belongs to.
    others: Lines<OtherAssessment<'a>>,
    other_shares: Shares,
    /// `{"measure":"<id>",` by table.
    openings: Vec<Vec<u8>>,
}

/// Which records of a table are whose.
struct OfTable {
    observations: Shares,
    notes: Shares,
    changes: Shares,
    summaries: Shares,
    assessments: Shares,
}

/// Places of records, by key of the fund and of the jobcentre they are about.
#[derive(Default)]
struct Shares {
    akasser: Vec<Vec<usize>>,
    areas: Vec<Vec<usize>>,
}

impl Shares {
    fn of<T>(context: &Context<'_>, lines: &Lines<T>, parties: &mut BTreeSet<Party>) -> Self {
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

impl<'a> Parties<'a> {
    pub(super) fn new(context: &Context<'a>, tables: &[Table<'a>]) -> Self {
        let mut parties = BTreeSet::new();
        let shares = tables
            .iter()
            .map(|table| OfTable {
                observations: Shares::of(context, &table.observations, &mut parties),
                notes: Shares::of(context, &table.notes, &mut parties),
                changes: Shares::of(context, &table.changes, &mut parties),
                summaries: Shares::of(context, &table.summaries, &mut parties),
                assessments: Shares::of(context, &table.assessments, &mut parties),
            })
            .collect();
        let others = other_assessments(context);
        let other_shares = Shares::of(context, &others, &mut parties);
        let openings = tables.iter().map(|table| opening(&table.measure.id)).collect();
        Self { parties, shares, others, other_shares, openings }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Party> {
        self.parties.iter().copied()
    }

    pub(super) fn file(&self, context: &Context<'_>, tables: &[Table<'_>], party: Party) -> Vec<u8> {
        let mut form = Form::new(context, party);
        for ((table, shares), opening) in tables.iter().zip(&self.shares).zip(&self.openings) {
            let found = [
                pick(&mut form.observations, &table.observations, shares.observations.get(party), opening),
                pick(&mut form.notes, &table.notes, shares.notes.get(party), opening),
                pick(&mut form.changes, &table.changes, shares.changes.get(party), opening),
                pick(&mut form.summaries, &table.summaries, shares.summaries.get(party), opening),
                pick(&mut form.assessments, &table.assessments, shares.assessments.get(party), opening),
            ];
            if found.contains(&true) {
                form.measures.push(MeasureBrief::new(table.measure));
            }
        }
        form.assessments.extend(self.other_shares.get(party).iter().map(|at| self.others.get(*at)));
        document::file(&form)
    }
}

/// Takes over what is a party's own, each record opened with its measure; whether there was any.
fn pick<'l, M, T>(
    list: &mut Picked<'l, OfMeasure<M, T>>,
    lines: &'l Lines<T>,
    own: &[usize],
    opening: &'l [u8],
) -> bool {
    list.extend(own.iter().map(|at| lines.opened(*at, opening)));
    !own.is_empty()
}

/// How a record of a measure's file begins where it stands in a file about several: `{"measure":"<id>",`.
fn opening(measure: &str) -> Vec<u8> {
    #[derive(Serialize)]
    struct Nothing {}
    let mut opening = Vec::new();
    document::line(&mut opening, &OfMeasure { measure, record: Nothing {} });
    opening.pop();
    opening.push(b',');
    opening
}

/// Assessments of targets in words and of targets whose measure has no figures in this edition.
pub(super) fn other_assessments<'a>(context: &Context<'a>) -> Lines<OtherAssessment<'a>> {
    let publication = context.publication;
    let mut lines = Lines::default();
    for assessment in &context.edition.assessments {
        let measure = publication.target(assessment.target).measure;
        if !context.edition.measures.iter().any(|edition| Some(edition.measure) == measure) {
            let record = OfMeasure {
                measure: measure.map(|measure| publication.measure(measure).id.as_str()),
                record: AssessmentRecord::new(publication, assessment),
            };
            lines.push(assessment.key, &record);
        }
    }
    lines
}

/// A record with the measure that it is about.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "{T}"))]
pub(super) struct OfMeasure<M, T> {
    /// Id of the measure; null for a target in words.
    measure: M,
    #[serde(flatten)]
    record: T,
}

/// An assessment, with its measure where it has one.
pub(super) type OtherAssessment<'a> = OfMeasure<Option<&'a str>, AssessmentRecord<'a>>;

/// `a-kasse/<id>.json` and `jobcenter/<id>.json`.
#[derive(Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(title = "What one version says about one fund or one jobcentre")
)]
pub(super) struct Form<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: String,
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    release: ReleaseHead,
    /// The fund; null in a jobcentre's file.
    akasse: Option<AkasseHead<'a>>,
    /// The jobcentre; null in a fund's file.
    area: Option<AreaHead<'a>>,
    /// The measures that the records are about.
    measures: Vec<MeasureBrief<'a>>,
    /// Figures, by measure, month, area and fund.
    observations: Picked<'a, OfMeasure<&'a str, Observation<'a>>>,
    /// Remarks on single figures.
    notes: Picked<'a, OfMeasure<&'a str, Note<'a>>>,
    /// Changes of the release's month; a figure that can be compared with neither month is left out.
    changes: Picked<'a, OfMeasure<&'a str, ChangeRecord<'a>>>,
    /// Figures over months.
    summaries: Picked<'a, OfMeasure<&'a str, SummaryRecord<'a>>>,
    /// Targets that bind the fund or jobcentre.
    assessments: Picked<'a, OtherAssessment<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "akasse"))]
struct AkasseHead<'a> {
    /// Id.
    id: &'a str,
    /// Full name.
    name: &'a str,
    /// Name for tables.
    short: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "area"))]
struct AreaHead<'a> {
    /// Id.
    id: &'a str,
    /// What sort of area it is.
    #[cfg_attr(test, schemars(extend("not" = { "const": "comparator" })))]
    kind: Word<AreaKind>,
    /// Full name.
    name: &'a str,
    /// Name for tables.
    short: &'a str,
    /// Official code; null when there is none.
    code: Option<&'a str>,
}

impl<'a> Form<'a> {
    /// The file without its records.
    fn new(context: &Context<'a>, party: Party) -> Self {
        let (akasse, area) = match party {
            Party::Akasse(key) => (Some(context.publication.akasse(key)), None),
            Party::Jobcentre(key) => (None, Some(context.publication.area(key))),
        };
        Self {
            schema: context.place.schema("party.json", 1),
            schema_version: FormVersion,
            publication: PublicationHead::new(context.publication),
            release: ReleaseHead::of(context),
            akasse: akasse.map(|akasse| AkasseHead { id: &akasse.id, name: &akasse.name, short: &akasse.short }),
            area: area.map(|area| AreaHead {
                id: &area.id,
                kind: Word::of(&area.kind),
                name: &area.name,
                short: &area.short,
                code: (!area.code.is_empty()).then_some(area.code.as_str()),
            }),
            measures: Vec::new(),
            observations: Picked::default(),
            notes: Picked::default(),
            changes: Picked::default(),
            summaries: Picked::default(),
            assessments: Picked::default(),
        }
    }
}
