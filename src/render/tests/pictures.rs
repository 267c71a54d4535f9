//! The tile map of a small country: joined tiles, outlined regions, and what is hidden.

use super::{editions, publication, site};
use crate::model::code::Membership;
use crate::model::{Area, AreaKey, AreaKind, Publication, Validity};

/// Four jobcentres; the first has two municipalities whose tiles meet at a corner, the last two that lie side by side.
fn publication() -> Publication {
    let mut publication = publication::country(4, 2);
    let tiles = [("185", 6), ("155", 6), ("101", 7), ("147", 8), ("479", 9), ("482", 9)];
    for (code, jobcentre) in tiles {
        let parents = vec![Membership { parent: AreaKey(jobcentre), valid: Validity::default() }];
        let area = publication::area(&format!("d-{code}"), AreaKind::Municipality, &format!("Kommune {code}"), &[]);
        publication.areas.push(Area { code: format!("0{code}"), parents, ..area });
    }
    publication
}

/// A page of the small country.
fn page(path: &str) -> String {
    let publication = publication();
    let edition = editions::country(&publication, "2023-12", 14);
    let files = site(&publication, vec![edition], &[], true);
    let (_, bytes) = files.iter().find(|(found, _)| *found == path).unwrap();
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_map_joins_the_tiles_of_an_area_and_outlines_regions() {
    let page = page("2023-12/v1/maal/maal-1/index.html");
    let figure = page.split("<figure class=\"plate plate-map\"").nth(1).unwrap().split("</figure>").next().unwrap();
    insta::assert_snapshot!(figure);
}

#[test]
fn a_fund_has_a_map_of_its_own_whose_numbers_stand_in_the_tables() {
    let page = page("2023-12/v1/a-kasse/f00/index.html");
    let figure = page.split("<figure class=\"plate plate-map\"").nth(1).unwrap().split("</figure>").next().unwrap();
    assert!(figure.contains("for F00 på kortet, december 2023"), "{figure}");
    assert!(!figure.contains("<table"), "{figure}");
}

#[test]
fn a_hidden_figure_has_a_pattern_and_the_words_for_it_and_nothing_else() {
    let page = page("2023-12/v1/a-kasse/f01/index.html") + &page("2023-12/v1/a-kasse/f00/index.html");
    let hidden: Vec<&str> = page.split("<a ").filter(|shape| shape.starts_with("class=\"hid\"")).collect();
    assert!(!hidden.is_empty(), "the country hides some figures");
    for shape in hidden {
        let shape = shape.split("</a>").next().unwrap();
        assert!(shape.contains(": skjult af hensyn til fortrolighed</title>"), "{shape}");
        assert!(shape.contains(">[c]</text>") && shape.contains("class=\"hatch\""), "{shape}");
    }
}
