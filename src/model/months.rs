//! A range of reference periods, as it is asked for.

use std::fmt;

use super::Period;

/// Months from one to another, both included; open at an end that is not said, but not at both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Months {
    from: Option<Period>,
    to: Option<Period>,
}

impl Months {
    /// Reads `2015-01..2019-12`, `..2019-12`, `2020-01..`, or one month such as `2021-09`.
    ///
    /// # Errors
    /// A sentence that says how to write it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let month = |text: &str| {
            let read = || Period::parse(text).ok_or_else(|| format!("{text} is no month; {HOW}"));
            if text.is_empty() { Ok(None) } else { read().map(Some) }
        };
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (month(from)?, month(to)?),
            None => (month(text)?, month(text)?),
        };
        match (from, to) {
            (None, None) => Err(format!("no month is named; {HOW}, and leave the range out for all of them")),
            (Some(from), Some(to)) if to < from => Err(format!(
                "no month is in it, since {} comes after {}; did you mean {}..{}?",
                from.slug(),
                to.slug(),
                to.slug(),
                from.slug()
            )),
            _ => Ok(Self { from, to }),
        }
    }

    /// Whether a month is one of them.
    #[must_use]
    pub fn contains(&self, period: Period) -> bool {
        self.from.is_none_or(|from| from <= period) && self.to.is_none_or(|to| period <= to)
    }
}

const HOW: &str = "write 2015-01..2019-12, ..2019-12, 2020-01.. or 2021-09";

impl fmt::Display for Months {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: Option<Period>| end.map_or_else(String::new, Period::slug);
        if self.from == self.to {
            f.write_str(&end(self.from))
        } else {
            write!(f, "{}..{}", end(self.from), end(self.to))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ranges_with_and_without_ends() {
        let month = |text| Period::parse(text).unwrap();
        for (text, inside, outside) in [
            ("2015-01..2019-12", vec!["2015-01", "2017-06", "2019-12"], vec!["2014-12", "2020-01"]),
            ("..2019-12", vec!["1990-01", "2019-12"], vec!["2020-01"]),
            ("2020-01..", vec!["2020-01", "2199-12"], vec!["2019-12"]),
            ("2021-09", vec!["2021-09"], vec!["2021-08", "2021-10"]),
            ("2021-09..2021-09", vec!["2021-09"], vec!["2021-08", "2021-10"]),
        ] {
            let months = Months::parse(text).unwrap();
            assert!(inside.iter().all(|inside| months.contains(month(inside))), "{text}");
            assert!(!outside.iter().any(|outside| months.contains(month(outside))), "{text}");
            assert_eq!(Months::parse(&months.to_string()), Ok(months), "{text}");
        }
    }

    #[test]
    fn says_how_to_write_what_cannot_be_read() {
        for (text, told) in [
            ("2019-12..2015-01", "2019-12 comes after 2015-01; did you mean 2015-01..2019-12?"),
            ("..", "no month is named"),
            ("", "no month is named"),
            ("2015", "2015 is no month; write 2015-01..2019-12"),
            ("2015-01..2019", "2019 is no month"),
            ("2015-01...2019-12", ".2019-12 is no month"),
            ("2015-01..2016-01..2017-01", "is no month"),
            ("2015-01-2019-12", "is no month"),
        ] {
            let refused = Months::parse(text).unwrap_err();
            assert!(refused.contains(told), "{text}: {refused}");
        }
    }
}
