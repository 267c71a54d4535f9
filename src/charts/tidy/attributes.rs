//! Which elements and attributes a picture may have, and how the engine's become those.
//!
//! Both lists are closed: what is neither wanted nor known to be needless is a fault. So nothing
//! that could run, load or style anything can slip onto a page after an upgrade of the engine.

use super::tree::Element;
use crate::charts::fault::ChartFault;

/// Elements that a picture may hold.
const ELEMENTS: [&str; 12] =
    ["svg", "g", "defs", "clipPath", "pattern", "path", "rect", "circle", "ellipse", "line", "text", "tspan"];

/// Attributes that stay as they are.
const KEPT: [&str; 39] = [
    "clip-path",
    "cx",
    "cy",
    "d",
    "dominant-baseline",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "id",
    "opacity",
    "paint-order",
    "patternTransform",
    "patternUnits",
    "r",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Attributes that a page does not need: the typeface comes from the page, classes belong to the
/// engine's style sheet for pointing, the rest is for SVG files of their own.
const NEEDLESS: [&str; 9] =
    ["baseProfile", "class", "cursor", "font-family", "pointer-events", "version", "xml:space", "xmlns", "xmlns:xlink"];

/// Returns whether an element of this name may stay.
pub(super) fn is_known_element(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// Rewrites an element's attributes in place: `style` becomes presentation attributes, needless
/// ones go, unknown ones are a fault.
pub(super) fn rewrite(element: &mut Element) -> Result<(), ChartFault> {
    let mut kept = Vec::with_capacity(element.attributes.len());
    for (name, value) in std::mem::take(&mut element.attributes) {
        if name == "style" {
            for (property, value) in declarations(&value)? {
                keep(&mut kept, property, value)?;
            }
        } else {
            keep(&mut kept, name, value)?;
        }
    }
    element.attributes = kept;
    Ok(())
}

fn keep(kept: &mut Vec<(String, String)>, name: String, value: String) -> Result<(), ChartFault> {
    if NEEDLESS.contains(&name.as_str()) || name.starts_with("ecmeta_") {
        return Ok(());
    }
    if !KEPT.contains(&name.as_str()) {
        return Err(ChartFault::Drawing(format!("attribute {name}=\"{value}\"")));
    }
    if value.contains("url(") && !value.starts_with("url(#") {
        return Err(ChartFault::Drawing(format!("reference {value}")));
    }
    let value = match (name.as_str(), value.as_str()) {
        ("fill" | "stroke", "transparent") => "none".to_owned(),
        ("font-size", size) => size.trim_end_matches("px").to_owned(),
        _ => value,
    };
    // A style wins over an attribute of the same name, as in CSS: the engine writes it last.
    match kept.iter_mut().find(|(key, _)| *key == name) {
        Some(slot) => slot.1 = value,
        None => kept.push((name, value)),
    }
    Ok(())
}

/// Splits a `style` into properties, with `font` taken apart.
fn declarations(style: &str) -> Result<Vec<(String, String)>, ChartFault> {
    let mut found = Vec::new();
    for declaration in style.split(';').map(str::trim).filter(|d| !d.is_empty()) {
        let (property, value) =
            declaration.split_once(':').ok_or_else(|| ChartFault::Drawing(format!("style {declaration}")))?;
        match property.trim() {
            "font" => found.extend(font(value.trim())?),
            property => found.push((property.to_owned(), value.trim().to_owned())),
        }
    }
    Ok(found)
}

/// Takes `[style] [weight] size[/line-height] family...` apart; the family is left to the page.
fn font(shorthand: &str) -> Result<Vec<(String, String)>, ChartFault> {
    let mut found = Vec::new();
    for word in shorthand.split_whitespace() {
        if let Some(size) = word.split('/').next().and_then(|w| w.strip_suffix("px")) {
            found.push(("font-size".to_owned(), size.to_owned()));
            return Ok(found);
        }
        match word {
            "normal" => {}
            "italic" | "oblique" => found.push(("font-style".to_owned(), word.to_owned())),
            "bold" | "bolder" | "lighter" => {
                found.push(("font-weight".to_owned(), word.to_owned()));
            }
            _ if word.bytes().all(|byte| byte.is_ascii_digit()) => {
                found.push(("font-weight".to_owned(), word.to_owned()));
            }
            _ => break,
        }
    }
    Err(ChartFault::Drawing(format!("font {shorthand}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn rewritten(attributes: &[(&str, &str)]) -> Result<Vec<(String, String)>, ChartFault> {
        let mut element = Element { name: "text".into(), attributes: pairs(attributes), children: Vec::new() };
        rewrite(&mut element).map(|()| element.attributes)
    }

    #[test]
    fn a_style_becomes_presentation_attributes() {
        let found = rewritten(&[("style", "font-size:15px;font-family:sans-serif;"), ("fill", "transparent")]);
        assert_eq!(found, Ok(pairs(&[("font-size", "15"), ("fill", "none")])));
    }

    #[test]
    fn a_font_shorthand_is_taken_apart() {
        for (font, expected) in [
            ("font: bold 15px sans-serif", vec![("font-weight", "bold"), ("font-size", "15")]),
            (
                "font:italic 600 14.5px/20px 'A B'",
                vec![("font-style", "italic"), ("font-weight", "600"), ("font-size", "14.5")],
            ),
            ("font:normal normal 12px x", vec![("font-size", "12")]),
        ] {
            assert_eq!(rewritten(&[("style", font)]), Ok(pairs(&expected)));
        }
        assert!(rewritten(&[("style", "font: inherit")]).is_err());
    }

    #[test]
    fn what_is_needless_goes_and_what_is_unknown_is_a_fault() {
        let found =
            rewritten(&[("class", "zr0-cls-1"), ("ecmeta_series_index", "0"), ("xml:space", "preserve"), ("x", "1")]);
        assert_eq!(found, Ok(pairs(&[("x", "1")])));
        for attribute in [
            ("onclick", "x()"),
            ("href", "x"),
            ("style", "filter:blur(1px)"),
            ("style", "broken"),
            ("fill", "url(http://example.org/#a)"),
        ] {
            assert!(rewritten(&[attribute]).is_err(), "{attribute:?}");
        }
    }
}
