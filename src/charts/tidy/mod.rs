//! Makes the engine's SVG fit for a page.
//!
//! The engine writes for a browser that it drives itself: a style sheet, classes and ids from
//! counters that grow with every chart, notes on which shape belongs to which figure. A page needs
//! the opposite: the same bytes for the same chart, nothing that a strict content security policy
//! refuses, ids that do not clash with the next chart's, and a name and a description for those
//! who do not see it.

mod attributes;
mod tree;

use std::collections::BTreeMap;

use self::tree::{Element, Node};
use super::fault::ChartFault;
use super::view::Caption;

/// Grows by one with every change to this pass that changes bytes; part of a drawing's key.
pub const TIDY_VERSION: u32 = 1;

/// Returns the tidy SVG of a raw one.
///
/// Ids are counted anew behind the caption's prefix; `style` becomes presentation attributes;
/// classes, style sheet, typeface and the engine's notes go, and so do shapes that show nothing.
/// The picture has a `viewBox` and no width, so the page decides its size.
///
/// # Errors
/// When the caption's prefix is no id or its words are empty, when the drawing is not well-formed
/// or holds an element or attribute that is not known, and when it has no marks.
pub fn tidy(raw: &str, caption: &Caption) -> Result<String, ChartFault> {
    caption.check()?;
    let mut svg = Element::parse(raw)?;
    if !has_marks(&svg, false) {
        return Err(ChartFault::NoMarks);
    }
    prune(&mut svg)?;
    renumber(&mut svg, &caption.id_prefix)?;
    head(&mut svg, caption)?;
    let mut out = String::with_capacity(raw.len());
    svg.write(&mut out);
    Ok(out)
}

/// Says whether a figure is drawn: a shape that the engine notes as a chart's own and that can be
/// pointed at, or something inside the plot's clipping (lines and areas carry no note).
fn has_marks(element: &Element, clipped: bool) -> bool {
    let noted = element.get("ecmeta_ssr_type") == Some("chart") && element.get("ecmeta_silent") != Some("true");
    let drawn = element.get("d").is_some_and(|path| !path.trim().is_empty());
    if drawn && (noted || clipped) && !is_invisible(element) {
        return true;
    }
    let clipped = clipped || element.get("clip-path").is_some();
    elements(element).any(|child| has_marks(child, clipped))
}

fn elements(element: &Element) -> impl Iterator<Item = &Element> {
    element.children.iter().filter_map(|node| match node {
        Node::Element(child) => Some(child),
        Node::Text(_) => None,
    })
}

/// Rewrites attributes from the leaves up, and drops what shows nothing.
fn prune(element: &mut Element) -> Result<(), ChartFault> {
    if !attributes::is_known_element(&element.name) {
        return Err(ChartFault::Drawing(format!("element {}", element.name)));
    }
    attributes::rewrite(element)?;
    open_line(element);
    let mut kept = Vec::with_capacity(element.children.len());
    for node in std::mem::take(&mut element.children) {
        match node {
            Node::Element(child) if child.name == "style" => {}
            Node::Element(mut child) => {
                prune(&mut child)?;
                if child.name == "g" && child.attributes.is_empty() {
                    kept.append(&mut child.children);
                } else if !is_empty(&child) {
                    kept.push(Node::Element(child));
                }
            }
            words => kept.push(words),
        }
    }
    element.children = kept;
    Ok(())
}

/// Takes the engine's black filling from a line. It stands where no colour was given, and all of
/// ours are variables; what a line encloses would show black.
fn open_line(element: &mut Element) {
    let drawn = element.get("stroke").is_some();
    let fill = element.attributes.iter_mut().find(|(name, _)| name == "fill");
    if let Some((_, color)) = fill.filter(|(_, color)| drawn && color == "#000") {
        *color = "none".into();
    }
}

/// Says whether an element shows nothing and is nothing that others refer to.
fn is_empty(element: &Element) -> bool {
    match element.name.as_str() {
        "g" | "defs" | "text" | "tspan" => element.children.is_empty(),
        "clipPath" | "pattern" => false,
        "path" if element.get("d") == Some("") => true,
        _ => is_invisible(element),
    }
}

/// Says whether a shape has neither fill nor line: the engine draws such for pointing at.
fn is_invisible(element: &Element) -> bool {
    let none = |name: &str, opacity: &str, missing: bool| {
        element.get(name).map_or(missing, |paint| matches!(paint, "none" | "transparent"))
            || element.get(opacity) == Some("0")
    };
    none("fill", "fill-opacity", false)
        && (none("stroke", "stroke-opacity", true) || element.get("stroke-width") == Some("0"))
}

/// Counts ids anew, in the order they stand, and follows every reference; ids that nothing refers
/// to go.
fn renumber(svg: &mut Element, prefix: &str) -> Result<(), ChartFault> {
    let mut used = Vec::new();
    walk(svg, &mut |element| {
        used.extend(element.attributes.iter().filter_map(|(_, value)| reference(value)));
        Ok(())
    })?;
    drop_unused(svg, &used);
    let mut renamed = BTreeMap::new();
    walk(svg, &mut |element| {
        if let Some(position) = element.attributes.iter().position(|(name, _)| name == "id") {
            let old = element.attributes[position].1.clone();
            if used.contains(&old) {
                let new = format!("{prefix}-{}", renamed.len() + 1);
                element.attributes[position].1.clone_from(&new);
                renamed.insert(old, new);
            } else {
                element.attributes.remove(position);
            }
        }
        Ok(())
    })?;
    walk(svg, &mut |element| {
        for (_, value) in &mut element.attributes {
            if let Some(old) = reference(value) {
                let new = renamed.get(&old).ok_or_else(|| ChartFault::Drawing(format!("reference to {old}")))?;
                *value = format!("url(#{new})");
            }
        }
        Ok(())
    })
}

/// Drops definitions that nothing refers to.
fn drop_unused(element: &mut Element, used: &[String]) {
    element.children.retain_mut(|node| match node {
        Node::Element(child) => {
            drop_unused(child, used);
            let definition = matches!(child.name.as_str(), "clipPath" | "pattern");
            let id = child.get("id").unwrap_or_default();
            let unused = definition && !used.iter().any(|used| used == id);
            !(unused || is_empty(child))
        }
        Node::Text(_) => true,
    });
}

/// Returns the id that a value like `url(#id)` refers to.
fn reference(value: &str) -> Option<String> {
    let id = value.strip_prefix("url(#")?.strip_suffix(')')?;
    Some(id.to_owned())
}

fn walk(
    element: &mut Element,
    visit: &mut impl FnMut(&mut Element) -> Result<(), ChartFault>,
) -> Result<(), ChartFault> {
    visit(element)?;
    for node in &mut element.children {
        if let Node::Element(child) = node {
            walk(child, visit)?;
        }
    }
    Ok(())
}

/// Gives the picture its size, its role, its name and its description.
fn head(svg: &mut Element, caption: &Caption) -> Result<(), ChartFault> {
    let size = match (svg.get("viewBox"), svg.get("width"), svg.get("height")) {
        (Some(view_box), _, _) => view_box.to_owned(),
        (None, Some(width), Some(height)) => format!("0 0 {width} {height}"),
        _ => return Err(ChartFault::Drawing("no size".into())),
    };
    let prefix = &caption.id_prefix;
    let attribute = |name: &str, value: String| (name.to_owned(), value);
    svg.attributes = vec![
        attribute("xmlns", "http://www.w3.org/2000/svg".into()),
        attribute("viewBox", size),
        attribute("role", "img".into()),
        attribute("aria-labelledby", format!("{prefix}-title {prefix}-desc")),
    ];
    let id = |part: &str| vec![attribute("id", format!("{prefix}-{part}"))];
    let words = [
        Element::with_text("title", id("title"), &caption.title),
        Element::with_text("desc", id("desc"), &caption.description),
    ];
    svg.children.splice(0..0, words.map(Node::Element));
    Ok(())
}

#[cfg(test)]
mod tests;
