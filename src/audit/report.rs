//! What the audit found, as problems. The interval and the numbers stand in the detail, which public logs leave out.

use super::find::{Attacker, Narrow, cell_name};
use super::published::Codes;
use super::{Answer, Published};
use crate::diagnostic::{Code, Diagnostic, Place, Report};

/// The problems of an answer.
#[must_use]
pub fn diagnostics(answer: &Answer, published: &Published) -> Report {
    let mut report = Report::default();
    for narrow in &answer.narrow {
        report.push(of_cell(narrow, &published.codes));
    }
    for (measure, period) in &answer.contradictions {
        let message = format!(
            "{measure} {period}: the published numbers contradict each other, so its hidden cells cannot be audited"
        );
        let hint = "Ask the sender which total is wrong, or deliver one level of areas only.";
        report.push(Diagnostic::error(Code::NotProtected, message).hint(hint));
    }
    if answer.unsolved > 0 {
        let message = format!("no interval could be computed for {} hidden cells", answer.unsolved);
        report.push(Diagnostic::error(Code::NotProtected, message).hint("Publish the measure by larger areas."));
    }
    report
}

fn of_cell(narrow: &Narrow, codes: &Codes) -> Diagnostic {
    let cell = cell_name(narrow.key.0, narrow.key.1, codes);
    let who = match narrow.attacker {
        Attacker::Reader => "anyone",
        Attacker::Versions => "anyone who holds the other versions",
        Attacker::Tables => "anyone who holds the other months and measures",
        Attacker::Contributor => "a group of one in its sums",
    };
    let what = if narrow.is_rest { "what is left of its denominator" } else { "it" };
    let names: Vec<&str> = narrow.sums.iter().map(|(name, _)| name.as_str()).collect();
    let through = if names.is_empty() { String::new() } else { format!(", through {}", names.join(" and ")) };
    let message = format!(
        "{} {}: {cell} is hidden, but {who} can work {what} out more closely than the policy allows{through}",
        narrow.measure, narrow.period
    );
    let bound = |bound: Option<i64>| bound.map_or_else(|| "any".to_owned(), |bound| bound.to_string());
    let mut detail = format!(
        "it lies between {} and {}, and the interval must be {} wide",
        bound(narrow.low),
        bound(narrow.high),
        narrow.need
    );
    for (name, shown) in &narrow.sums {
        detail.push_str(&format!("; {name}: {shown}"));
    }
    let file = format!("api/v1/releases/{}/{}.json", narrow.release, narrow.measure);
    Diagnostic::error(Code::NotProtected, message)
        .at(Place::file(&file))
        .detail(detail)
        .hint("Publish the measure without one of these sums, or by larger areas.")
}
