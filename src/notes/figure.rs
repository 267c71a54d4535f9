//! The language in which a text names a figure: `tal("measure", akasse="3f", area="odense", period="2021-09")`.

use std::ops::Range;

use super::fault::Fault;
use crate::model::note::{FigureRequest, WhichFigure};
use crate::model::{CellKey, MeasureKey, Period, Publication};

/// What can be asked for, with the word for it.
const FUNCTIONS: [(&str, WhichFigure); 3] =
    [("tal", WhichFigure::Month), ("sammenfatning", WhichFigure::Summary), ("offentliggjort", WhichFigure::Published)];

const HOW: &str = "Write it like {{ tal(\"measure\", akasse=\"3f\", area=\"odense\", period=\"2021-09\") }}.";

/// Reads what stands between `{{` and `}}`.
///
/// # Errors
/// Wrong writing, or a measure, fund, area or month that the publication does not know.
pub(super) fn parse(text: &str, publication: &Publication) -> Result<FigureRequest, Fault> {
    let mut reader = Reader { text, at: 0 };
    let (name, name_at) = reader.word("the name of a function, such as tal")?;
    let Some((_, which)) = FUNCTIONS.iter().find(|(word, _)| *word == name) else {
        return Err(Fault::unknown(name_at, "function", name, FUNCTIONS.iter().map(|(word, _)| *word)));
    };
    reader.expect('(')?;
    let (id, id_at) = reader.quoted()?;
    let measure = measure(publication, id, id_at)?;
    let mut cell = Cell::default();
    while reader.accept(',') {
        if reader.peek() == Some(')') {
            break;
        }
        cell.read_argument(&mut reader, publication)?;
    }
    reader.expect(')')?;
    reader.end()?;
    let Some(period) = cell.period else {
        return Err(Fault::new(name_at.start..reader.at, "the figure does not say which month", HOW));
    };
    Ok(FigureRequest { which: *which, measure, key: cell.key, period })
}

/// The arguments read so far.
#[derive(Default)]
struct Cell {
    key: CellKey,
    period: Option<Period>,
}

impl Cell {
    fn read_argument(&mut self, reader: &mut Reader<'_>, publication: &Publication) -> Result<(), Fault> {
        let (word, word_at) = reader.word("akasse, area or period")?;
        reader.expect('=')?;
        let (value, value_at) = reader.quoted()?;
        let repeated = match word {
            "akasse" => {
                let ids = publication.akasser.iter().map(|akasse| akasse.id.as_str());
                let key =
                    publication.akasse_by_id(value).ok_or_else(|| Fault::unknown(value_at, "fund", value, ids))?;
                self.key.akasse.replace(key).is_some()
            }
            "area" => {
                let ids = publication.areas.iter().map(|area| area.id.as_str());
                let key = publication.area_by_id(value).ok_or_else(|| Fault::unknown(value_at, "area", value, ids))?;
                self.key.area.replace(key).is_some()
            }
            "period" => self.period.replace(period(value, value_at)?).is_some(),
            _ => return Err(Fault::unknown(word_at, "argument", word, ["akasse", "area", "period"])),
        };
        if repeated { Err(Fault::new(word_at, format!("{word} is given twice"), "Keep one.")) } else { Ok(()) }
    }
}

/// The measure with this id.
///
/// # Errors
/// There is none.
fn measure(publication: &Publication, id: &str, at: Range<usize>) -> Result<MeasureKey, Fault> {
    let ids = publication.measures.iter().map(|measure| measure.id.as_str());
    publication.measure_by_id(id).ok_or_else(|| Fault::unknown(at, "measure", id, ids))
}

/// The month written `2021-09`.
///
/// # Errors
/// Something else is written.
fn period(text: &str, at: Range<usize>) -> Result<Period, Fault> {
    Period::parse(text).ok_or_else(|| Fault::new(at, format!("\"{text}\" is not a month"), "Write it like 2021-09."))
}

/// A place in the text that is read.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&mut self) -> Option<char> {
        self.at += self.rest().len() - self.rest().trim_start().len();
        self.rest().chars().next()
    }

    fn accept(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(sign);
        if found {
            self.at += sign.len_utf8();
        }
        found
    }

    fn expect(&mut self, sign: char) -> Result<(), Fault> {
        if self.accept(sign) { Ok(()) } else { Err(self.unexpected(&format!("\"{sign}\""))) }
    }

    fn word(&mut self, expected: &str) -> Result<(&'a str, Range<usize>), Fault> {
        self.peek();
        let length = self.rest().find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(self.rest().len());
        if length == 0 {
            return Err(self.unexpected(expected));
        }
        let range = self.at..self.at + length;
        self.at = range.end;
        Ok((self.text.get(range.clone()).unwrap_or_default(), range))
    }

    fn quoted(&mut self) -> Result<(&'a str, Range<usize>), Fault> {
        self.expect('"')?;
        let Some(length) = self.rest().find('"') else {
            let open = self.at.saturating_sub(1);
            return Err(Fault::new(open..self.text.len(), "the quotation mark is not closed", HOW));
        };
        let range = self.at..self.at + length;
        self.at = range.end + 1;
        Ok((self.text.get(range.clone()).unwrap_or_default(), range))
    }

    fn end(&mut self) -> Result<(), Fault> {
        if self.peek().is_none() { Ok(()) } else { Err(self.unexpected("}}")) }
    }

    fn unexpected(&mut self, expected: &str) -> Fault {
        let message = match self.peek() {
            Some(found) => format!("expected {expected}, found \"{found}\""),
            None => format!("expected {expected}, found the end"),
        };
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        Fault::new(self.at..self.at + length, message, HOW)
    }
}
