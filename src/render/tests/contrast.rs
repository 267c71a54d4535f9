//! The stylesheet's colours, measured: text at least 4.5 to 1, strokes and signs at least 3 to 1, in light and dark.

use std::collections::BTreeMap;

const STYLESHEET: &str = include_str!("../../../templates/assets/noegletal.css");

/// The variables of the light and of the dark scheme.
fn schemes() -> [BTreeMap<&'static str, &'static str>; 2] {
    let (light, dark) = STYLESHEET.split_once("@media (prefers-color-scheme: dark)").unwrap();
    [light, dark].map(|part| {
        let block = part.split_once(":root, :host {").unwrap().1.split_once('}').unwrap().0;
        let lines = block.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
        lines.filter(|(_, value)| value.starts_with('#')).collect()
    })
}

/// Relative luminance by WCAG 2.1.
fn luminance(colour: &str) -> f64 {
    let digits = u32::from_str_radix(colour.trim_start_matches('#'), 16).unwrap();
    let channel = |shift: u32| {
        let value = f64::from((digits >> shift) & 255) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn colours_can_be_told_from_what_is_behind_them() {
    let behind = ["paper", "surface", "raised", "accent-soft"];
    for (scheme, colours) in ["light", "dark"].into_iter().zip(schemes()) {
        let check = |names: &[&str], least: f64| {
            for name in names {
                for ground in behind {
                    let found = contrast(colours[name], colours[ground]);
                    assert!(found >= least, "{scheme}: {name} on {ground} is {found:.2} to 1, less than {least}");
                }
            }
        };
        check(&["ink", "muted", "accent", "met", "missed", "undecided"], 4.5);
        check(&["c1", "c2", "c3", "c4", "c5", "c6", "focus"], 3.0);
        assert!(contrast(colours["line"], colours["surface"]) >= 3.0, "{scheme}: line");
    }
}
