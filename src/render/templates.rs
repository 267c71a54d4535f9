//! The templates: those built into the program, and a publication's own in their place.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Language;
use crate::text::messages::{self, Arg, Messages};

macro_rules! built_in {
    ($($name:literal,)+) => {
        /// Every built-in template by its path below `templates/`.
        pub(crate) const BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../templates/", $name))),)+];
    };
}

built_in! {
    "base.html",
    "parts.html",
    "front.html",
    "edition_akasse.html",
    "edition_area.html",
    "edition_pair.html",
    "edition_measure.html",
    "follow_up.html",
    "akasse.html",
    "area.html",
    "pair.html",
    "measure.html",
    "revisions.html",
    "compare.html",
    "search.html",
    "list.html",
    "document.html",
    "documents.html",
    "editions.html",
    "corrections.html",
    "calendar.html",
    "method.html",
    "symbols.html",
    "about.html",
    "data.html",
    "not_found.html",
}

/// Templates made ready; rendering needs only a shared reference, so pages can be drawn in parallel.
#[derive(Debug)]
pub(crate) struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// Compiles all templates; `overrides` hold a publication's own by path below `templates/`.
    ///
    /// # Errors
    /// [`Code::BadTemplate`] with file and line when one cannot be read as a template.
    pub(crate) fn new(overrides: &BTreeMap<String, String>, say: &Arc<Messages>) -> Result<Self, Diagnostic> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
            environment.set_syntax(syntax);
        }
        environment.set_formatter(|out, _, value| {
            match value.as_str() {
                Some(text) if value.is_safe() => out.write_str(text),
                Some(text) => out.write_str(&super::html::escaped(text)),
                None if matches!(value.kind(), ValueKind::Number) => write!(out, "{value}"),
                // Absent values and structures would print as words of the template language.
                None => {
                    let what = format!("a value of kind {} cannot be printed", value.kind());
                    return Err(Error::new(ErrorKind::InvalidOperation, what));
                }
            }
            .map_err(Error::from)
        });
        let words = Arc::clone(say);
        environment.add_function("t", move |key: &str, given: Kwargs| message(&words, key, &given));
        // Danish months begin in lower case inside a sentence, English ones do not.
        let language = say.language();
        environment.add_filter("in_sentence", move |label: String| match language {
            Language::Danish => label.to_lowercase(),
            Language::English => label,
        });
        let own = overrides.iter().map(|(name, source)| (name.as_str(), source.as_str()));
        let own = own.filter(|(name, _)| !super::assets::is_asset(name) && !name.starts_with(messages::FOLDER));
        for (name, source) in BUILT_IN.iter().copied().filter(|(name, _)| !overrides.contains_key(*name)).chain(own) {
            environment.add_template_owned(name.to_owned(), source.to_owned()).map_err(|error| diagnose(&error))?;
        }
        Ok(Self { environment })
    }

    /// Draws a template with a view.
    ///
    /// # Errors
    /// [`Code::BadTemplate`] with file and line, for instance when a template asks for a field that the view lacks.
    pub(crate) fn draw(&self, name: &str, view: &impl Serialize) -> Result<String, Diagnostic> {
        let template = self.environment.get_template(name).map_err(|error| diagnose(&error))?;
        template.render(Serde(view)).map_err(|error| diagnose(&error))
    }
}

/// Stands for a piece of HTML while the text around it is escaped. It is no letter of any script.
const HTML: char = '\u{fdd2}';

/// `t("frame-licence", name=…)`: a message of the page's language with what is put into it, as HTML where a piece of it
/// is. Numbers choose between singular and plural.
fn message(say: &Messages, key: &str, given: &Kwargs) -> Result<Value, Error> {
    let mut pieces: Vec<(String, String)> = Vec::new();
    let mut filled: BTreeMap<String, Arg<'static>> = BTreeMap::new();
    for name in given.args() {
        let value: Value = given.get(name)?;
        let arg = match value.as_str() {
            Some(html) if value.is_safe() => {
                let place = format!("{HTML}{}{HTML}", pieces.len());
                pieces.push((place.clone(), html.to_owned()));
                Arg::from(place)
            }
            Some(text) => Arg::from(text.to_owned()),
            None => match u64::try_from(value.clone()) {
                Ok(count) => Arg::from(count),
                Err(_) => return Err(wrong(format!("{name} is neither a text nor a number"))),
            },
        };
        filled.insert(name.to_owned(), arg);
    }
    let Some(text) = say.fill(key, &filled) else {
        let given = filled.keys().map(|name| format!("{name}=…")).collect::<Vec<_>>().join(", ");
        let given = if given.is_empty() { "nothing".to_owned() } else { given };
        return Err(wrong(format!("there is no message {key} that is given {given}")));
    };
    if pieces.is_empty() {
        return Ok(Value::from(text));
    }
    let html = super::html::escaped(&text);
    Ok(Value::from_safe_string(pieces.iter().fold(html, |html, (place, piece)| html.replace(place, piece))))
}

fn wrong(what: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, what)
}

/// An error of the template language as a problem of the publication, with the innermost place it names.
fn diagnose(error: &Error) -> Diagnostic {
    let mut message = error.to_string();
    let mut place = error.name().map(|name| (name.to_owned(), error.line()));
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        let _ = write!(message, ": {cause}");
        if let Some(inner) = cause.downcast_ref::<Error>()
            && let Some(name) = inner.name()
        {
            place = Some((name.to_owned(), inner.line()));
        }
        next = cause.source();
    }
    let diagnostic = Diagnostic::error(Code::BadTemplate, message).hint(
        "docs/design.md lists what each template is given; a publication's own templates/ replaces built-in ones",
    );
    match place {
        Some((name, line)) => {
            let file = format!("templates/{name}").into();
            diagnostic.at(Place::at(&file, line.and_then(|line| u32::try_from(line).ok()).unwrap_or(0), 0))
        }
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct View {
        name: &'static str,
    }

    fn draw(source: &str) -> Result<String, Diagnostic> {
        let overrides = BTreeMap::from([("own.html".to_owned(), source.to_owned())]);
        let say = Arc::new(Messages::new(Language::Danish, &overrides)?);
        Templates::new(&overrides, &say)?.draw("own.html", &View { name: "<3F> a/b" })
    }

    #[test]
    fn escapes_and_keeps_addresses_readable() {
        assert_eq!(draw("{{ name }}").unwrap(), "&lt;3F&gt; a/b");
        assert_eq!(draw("{{ name|length }}").unwrap(), "8");
    }

    #[test]
    fn says_where_a_template_goes_wrong() {
        let error = draw("a\nb {{ nmae }}").unwrap_err();
        assert_eq!(error.code, Code::BadTemplate);
        assert_eq!(error.place, Some(Place::at(&"templates/own.html".into(), 2, 0)));
        let error = draw("{% if %}").unwrap_err();
        assert_eq!(error.place, Some(Place::at(&"templates/own.html".into(), 1, 0)));
        assert_eq!(draw("{{ none }}").unwrap_err().code, Code::BadTemplate);
    }
}
