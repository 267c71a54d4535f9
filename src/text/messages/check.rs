//! Whether message files are what they should be: said with file and line.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::FOLDER;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Language;

/// The language of a message file by its path below `templates/`; `None` for what is no such file.
pub(super) fn language_of(path: &str) -> Option<Language> {
    let (tag, name) = path.strip_prefix(FOLDER)?.split_once('/')?;
    let (language, _) = Language::ALL.into_iter().find(|(_, known)| *known == tag)?;
    (name.ends_with(".ftl") && !name.contains('/')).then_some(language)
}

/// The same for a publication's own file, whose place may be wrong.
pub(super) fn place(path: &str) -> Result<Language, Diagnostic> {
    language_of(path).ok_or_else(|| {
        let problem = Diagnostic::error(Code::BadTemplate, format!("templates/{path} is no file of messages"));
        let hint = "Messages stand in templates/messages/da/<name>.ftl and templates/messages/en/<name>.ftl.";
        problem.at(Place::file(&format!("templates/{path}"))).hint(hint)
    })
}

/// A message file, read.
pub(super) fn parsed(path: &str, source: &str) -> Result<FluentResource, Diagnostic> {
    FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
        let first = errors.first();
        let at = first.map_or(0, |error| error.pos.start);
        let told = first.map_or_else(|| "it cannot be read".to_owned(), |error| error.kind.to_string());
        problem(path, source, at, format!("not a message: {told}"))
    })
}

/// A publication's own message is given what the built-in one is given, and nothing else.
pub(super) fn asks_for_no_more(
    path: &str,
    source: &str,
    key: &str,
    (asked, given): (&BTreeSet<String>, &BTreeSet<String>),
) -> Result<(), Diagnostic> {
    let Some(unknown) = asked.difference(given).next() else { return Ok(()) };
    let at = source.match_indices(key).map(|(at, _)| at).find(|at| {
        let starts = *at == 0 || source[..*at].ends_with('\n');
        starts && source[at + key.len()..].trim_start().starts_with('=')
    });
    let known = given.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ");
    let given = if known.is_empty() { "nothing".to_owned() } else { known };
    let message = format!("{key} asks for ${unknown}, and is given {given}");
    Err(problem(path, source, at.unwrap_or(0), message))
}

fn problem(path: &str, source: &str, at: usize, message: String) -> Diagnostic {
    let before = source.get(..at).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let file = format!("templates/{path}").into();
    let hint = "docs/design.md says how messages are written; a message left out is the built-in one.";
    Diagnostic::error(Code::BadTemplate, message).at(Place::at(&file, number(line), number(column))).hint(hint)
}

/// The keys of a file, each with the names of what its message is given.
pub(super) fn variables(resource: &FluentResource) -> BTreeMap<String, BTreeSet<String>> {
    let messages = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    let of = |message: &fluent_syntax::ast::Message<&str>| {
        let mut found = BTreeSet::new();
        message.value.iter().for_each(|pattern| in_pattern(pattern, &mut found));
        (message.id.name.to_owned(), found)
    };
    messages.map(of).collect()
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            variants.iter().for_each(|variant| in_pattern(&variant.value, found));
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => in_arguments(arguments, found),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => in_arguments(arguments, found),
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        _ => {}
    }
}

fn in_arguments(arguments: &CallArguments<&str>, found: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|inline| in_inline(inline, found));
    arguments.named.iter().for_each(|named| in_inline(&named.value, found));
}
