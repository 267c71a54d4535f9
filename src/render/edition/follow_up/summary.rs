//! The follow-up in a few sentences, for who has a minute.

use super::{bound, watch};
use crate::model::edition::{Assessment, Chance, Verdict};
use crate::render::edition::headline::Statement;
use crate::render::edition::prepared::Prepared;
use crate::render::judged;
use crate::render::words::joined;

/// More names than this are counted instead of listed.
const MOST_NAMES: usize = 8;

/// How it went, what turned, what hangs on little, and whom to meet.
pub(super) fn statements(prepared: &Prepared<'_>, in_force: &[&Assessment]) -> Vec<Statement> {
    let names = |of: &dyn Fn(&Assessment) -> bool| -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for one in in_force.iter().filter(|one| of(one)) {
            let name = bound(prepared, prepared.press.site.publication.target(one.target), one.key);
            if !found.contains(&name) {
                found.push(name);
            }
        }
        found
    };
    let count = |verdict: Verdict| in_force.iter().filter(|one| one.verdict == verdict).count();
    let (met, missed) = (count(Verdict::Met), count(Verdict::NotMet));
    let judged = met + missed + count(Verdict::Undecided);
    let mut goals = Vec::new();
    if judged > 0 {
        goals.push(format!("{met} af {judged} vurderinger viser et opfyldt mål."));
    }
    if missed > 0 {
        let who = joined(&names(&|one| one.verdict == Verdict::NotMet), MOST_NAMES);
        goals.push(format!("Ikke opfyldt: {who}."));
    }
    let turned = |before, now| names(&move |one| one.verdict_before == Some(before) && one.verdict == now);
    let sentence =
        |start: &str, who: Vec<String>| (!who.is_empty()).then(|| format!("{start} {}.", joined(&who, MOST_NAMES)));
    let since = [
        sentence("Nåede målet i denne måned:", turned(Verdict::NotMet, Verdict::Met)),
        sentence("Opfyldte målet før, men ikke nu:", turned(Verdict::Met, Verdict::NotMet)),
    ];
    let decided = sentence(
        "Udfaldet ville være det modsatte, hvis én måned blev udeladt, for",
        names(&|one| !judged::deciding(one).is_empty()),
    );
    let by_chance = sentence(
        "Afstanden til målet kan skyldes tilfældigheder for",
        names(&|one| one.chance == Chance::CouldExplain && one.verdict == Verdict::NotMet),
    );
    let meetings = sentence("Reglerne for møder peger på", watch::names(prepared));
    let topics = [
        ("Målene", goals.join(" ")),
        ("Siden sidst", since.into_iter().flatten().collect::<Vec<_>>().join(" ")),
        ("Én måned afgør", decided.unwrap_or_default()),
        ("Tilfældigheder", by_chance.unwrap_or_default()),
        ("Møder", meetings.unwrap_or_default()),
    ];
    topics.into_iter().filter_map(|(topic, text)| Statement::new(topic, text)).collect()
}
