//! The follow-up in a few sentences, for who has a minute.

use super::{bound, watch};
use crate::model::edition::{Assessment, Chance, Verdict};
use crate::render::edition::headline::Statement;
use crate::render::edition::prepared::Prepared;
use crate::render::judged;
use crate::render::words::joined;
use crate::text::messages::say;

/// More names than this are counted instead of listed.
const MOST_NAMES: usize = 8;

/// How it went, what turned, what hangs on little, and whom to meet.
pub(super) fn statements(prepared: &Prepared<'_>, in_force: &[&Assessment]) -> Vec<Statement> {
    let say = prepared.press.say;
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
        goals.push(say!(say, "follow-met", met = met, judged = judged));
    }
    if missed > 0 {
        let who = joined(say, &names(&|one| one.verdict == Verdict::NotMet), MOST_NAMES);
        goals.push(say!(say, "follow-missed", who = who));
    }
    let turned = |before, now| names(&move |one| one.verdict_before == Some(before) && one.verdict == now);
    let sentence =
        |key: &str, who: Vec<String>| (!who.is_empty()).then(|| say!(say, key, who = joined(say, &who, MOST_NAMES)));
    let since = [
        sentence("follow-reached", turned(Verdict::NotMet, Verdict::Met)),
        sentence("follow-lost", turned(Verdict::Met, Verdict::NotMet)),
    ];
    let decided = sentence("follow-decided", names(&|one| !judged::deciding(one).is_empty()));
    let by_chance =
        sentence("follow-chance", names(&|one| one.chance == Chance::CouldExplain && one.verdict == Verdict::NotMet));
    let meetings = sentence("follow-meetings", watch::names(prepared));
    let topics = [
        ("follow-topic-targets", goals.join(" ")),
        ("follow-topic-since", since.into_iter().flatten().collect::<Vec<_>>().join(" ")),
        ("follow-topic-one-month", decided.unwrap_or_default()),
        ("follow-topic-by-chance", by_chance.unwrap_or_default()),
        ("follow-topic-meet", meetings.unwrap_or_default()),
    ];
    topics.into_iter().filter_map(|(topic, text)| Statement::new(say.text(topic), text)).collect()
}
