//! The page where two funds or two jobcentres stand side by side. The lists to choose from are drawn here; the figures of
//! the two that a reader chooses come from their own files of the newest edition, read by a script.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::about::page;
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::{AkasseKey, AreaKey, AreaKind, FileSet, MeasureKey, Period, Publication};
use crate::render::address::Here;
use crate::render::edition::prepared::Prepared;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::text::messages::Messages;

/// The folder of the page.
pub(crate) const FOLDER: &str = "sammenlign/";

/// How many months the script shows besides the newest.
const MONTHS_BEFORE: i32 = 5;

/// What `compare.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct CompareView {
    /// Who can be chosen, sort by sort; empty while there are no figures.
    groups: Vec<ChoicesView>,
    /// The newest month; empty while there are no figures.
    month: String,
    /// The folder of the newest figures, for the script.
    files: String,
    /// The script that puts the two side by side.
    script: String,
    /// What the script must know of measures and targets besides, as JSON.
    known: Html,
    /// The month's page, where all stand side by side; none while there are no figures.
    table: Option<Link>,
}

/// Those of one sort who can be chosen.
#[derive(Debug, Serialize)]
pub(crate) struct ChoicesView {
    /// What they are.
    title: String,
    /// Each with its name.
    choices: Vec<ChoiceView>,
}

/// One who can be chosen.
#[derive(Debug, Serialize)]
pub(crate) struct ChoiceView {
    /// Its file in the folder of the figures, without the ending; also what the address of the page keeps.
    value: String,
    /// Its name.
    label: String,
}

/// Draws the page.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let press = shared.press;
    let say = press.say;
    let about = page(press, FOLDER, (&say.text("compare-title"), &say.text("compare-description")), Section::Other);
    let about = About {
        banners: shared.newest.map(|newest| shared.banners(shown(shared, newest))).unwrap_or_default(),
        ..about
    };
    let here = &about.here;
    let publication = press.site.publication;
    let view = CompareView {
        groups: shared.newest.map(|newest| groups(say, publication, newest)).unwrap_or_default(),
        month: shared.newest.map(|newest| say.month(newest.period())).unwrap_or_default(),
        files: here.to("api/v1/latest/"),
        script: here.to(&press.assets.compare),
        known: Html::trusted(known(publication, shared.newest).to_string().replace('<', "\\u003c")),
        table: shared.newest.map(|newest| Link::new(here.page(&newest.folder), say.month(newest.period()))),
    };
    press.print(files, "compare.html", about, &view)
}

/// What the page may come to show: the newest month and those before it that are made up, or not, as it is.
fn shown<'n>(shared: &'n Shared<'_>, newest: &'n Prepared<'_>) -> impl Iterator<Item = (MeasureKey, Period)> + 'n {
    let last = newest.period();
    let months = move || last.plus(-MONTHS_BEFORE).through(last);
    let all = newest.measures.iter().flat_map(move |measure| months().map(move |month| (measure.key, month)));
    all.filter(|one| shared.is_made_up(*one) == newest.edition.release.synthetic)
}

/// The way from a fund's page to the page where it is compared; none when it has no newest figures.
pub(super) fn of_akasse(shared: &Shared<'_>, here: &Here, key: AkasseKey) -> Option<Link> {
    let newest = shared.newest.filter(|newest| newest.akasse_pages.contains(&key))?;
    (newest.akasse_pages.len() > 1).then(|| link(shared, here, &akasse(shared.press.site.publication, key)))
}

/// The same of a jobcentre; none for other areas, which have no file of their own.
pub(super) fn of_area(shared: &Shared<'_>, here: &Here, key: AreaKey) -> Option<Link> {
    let publication = shared.press.site.publication;
    let jobcentres = jobcentres(publication, shared.newest?);
    (jobcentres.contains(&key) && jobcentres.len() > 1).then(|| link(shared, here, &area(publication, key)))
}

fn link(shared: &Shared<'_>, here: &Here, choice: &ChoiceView) -> Link {
    Link::new(format!("{}?a={}", here.page(FOLDER), choice.value), shared.press.say.text("compare-with"))
}

fn groups(say: &Messages, publication: &Publication, newest: &Prepared<'_>) -> Vec<ChoicesView> {
    let akasser: Vec<ChoiceView> = newest.akasse_pages.iter().map(|key| akasse(publication, *key)).collect();
    let areas = jobcentres(publication, newest).into_iter().map(|key| area(publication, key)).collect();
    let groups = [("compare-funds", akasser), ("compare-jobcentres", areas)];
    let groups = groups.into_iter().filter(|(_, choices)| choices.len() > 1);
    groups.map(|(title, choices)| ChoicesView { title: say.text(title).into_owned(), choices }).collect()
}

fn jobcentres(publication: &Publication, newest: &Prepared<'_>) -> Vec<AreaKey> {
    let areas = newest.area_pages.iter().copied();
    areas.filter(|key| publication.area(*key).kind == AreaKind::Jobcentre).collect()
}

fn akasse(publication: &Publication, key: AkasseKey) -> ChoiceView {
    let akasse = publication.akasse(key);
    ChoiceView { value: format!("a-kasse/{}", akasse.id), label: akasse.short.clone() }
}

fn area(publication: &Publication, key: AreaKey) -> ChoiceView {
    let area = publication.area(key);
    ChoiceView { value: format!("jobcenter/{}", area.id), label: area.short.clone() }
}

/// Which area stands for the whole in each measure, where a fund's own figure is, and the names of targets.
fn known(publication: &Publication, newest: Option<&Prepared<'_>>) -> Value {
    let measures = newest.into_iter().flat_map(|newest| &newest.measures).map(|measure| {
        let area = measure.whole.flatten().map(|key| publication.area(key));
        let whole = area.map(|area| json!({ "id": area.id, "name": area.short }));
        let short = json!({ "da": measure.measure.short.da, "en": measure.measure.short.en });
        (measure.measure.id.clone(), json!({ "short": short, "whole": whole }))
    });
    let targets = publication.targets.iter().map(|target| {
        let title = json!({ "da": target.title.da, "en": target.title.en, "label": target.label });
        (target.id.clone(), title)
    });
    json!({ "measures": measures.collect::<Map<_, _>>(), "targets": targets.collect::<Map<_, _>>() })
}
