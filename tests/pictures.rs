//! The tile map, small multiples, the slope and the ceilings on the pages of a built archive: the areas of their time,
//! every number in words or in a table, and nothing of what is hidden.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod scenes;

use std::fmt::Write as _;

use noegletal::model::AreaKind;
use scenes::{Site, built, jobcentres, period, publication, registers, release};

const MEASURE: &str = "arbejdskraftreserve";
const FUNDS: [&str; 3] = ["3f", "foa", "hk"];

/// Months of the labour reserve in every jobcentre of their time, each published in its second month after.
fn country(months: &[(&str, &str)], count: impl Fn(usize, usize, usize) -> u64) -> Site {
    let mut source = registers();
    let publication = publication(&source);
    for (at, (month, published)) in months.iter().enumerate() {
        let mut csv = "period,area,akasse,value\n".to_owned();
        for (place, jobcentre) in jobcentres(&publication, month).iter().enumerate() {
            for (fund, id) in FUNDS.iter().enumerate() {
                writeln!(csv, "{month},{jobcentre},{id},{}", count(at, place, fund)).unwrap();
            }
        }
        release(&mut source, month, published, &[(MEASURE, csv)]);
    }
    built(&source)
}

/// The map of a page: from its opening tag to its end.
fn map(page: &str) -> &str {
    let start = page.find("<svg class=\"map whole\"").or_else(|| page.find("<svg class=\"map large\"")).unwrap();
    &page[start..start + page[start..].find("</svg>").unwrap()]
}

/// The titles of a map's shapes.
fn titles(map: &str) -> Vec<&str> {
    map.split("<title>").skip(1).map(|part| part.split_once("</title>").unwrap().0).collect()
}

#[test]
fn the_map_shows_the_jobcentres_and_the_regions_of_its_month() {
    let months = [("2021-12", "2022-02-01T08:00:00+01:00"), ("2022-01", "2022-03-01T08:00:00+01:00")];
    let site = country(&months, |_, place, fund| 100 + 7 * place as u64 + 31 * fund as u64);
    let before = site.text(&format!("2021-12/v1/maal/{MEASURE}/index.html"));
    let after = site.text(&format!("2022-01/v1/maal/{MEASURE}/index.html"));
    let (old, new) = (map(&before), map(&after));
    // Ishøj and Vallensbæk had one jobcentre until the end of 2021.
    let joint = old.split("<a ").find(|shape| shape.contains("<title>Ishøj/Vallensbæk: ")).unwrap();
    assert!(joint.contains(">Ish<") && joint.contains(">Val<"), "with the names of both tiles: {joint}");
    assert_eq!(titles(old).iter().filter(|title| title.starts_with("Vallensbæk")).count(), 0);
    let apart = |name: &str| titles(new).iter().any(|title| title.starts_with(&format!("{name}: ")));
    assert!(apart("Ishøj") && apart("Vallensbæk"), "and one each afterwards");
    assert_eq!(titles(new).len(), titles(old).len() + 1);
    for (map, page) in [(old, &before), (new, &after)] {
        assert_eq!(map.matches("<text x").count(), 98, "every municipality has its tile");
        assert!(page.contains("Områder for regionale arbejdsmarkedsråd (RAR)") || page.contains("arbejdsmarkedsråd"));
        // Every shape leads to a page that is there.
        for link in map.split("href=\"").skip(1).map(|part| part.split_once('"').unwrap().0) {
            let folder = if std::ptr::eq(map, old) { "2021-12" } else { "2022-01" };
            let path = site.root().join(format!("{folder}/v1/maal/{MEASURE}")).join(link);
            assert!(path.exists(), "{}", path.display());
        }
    }
    assert!(site.words(&format!("2021-12/v1/maal/{MEASURE}/index.html")).contains("optrukket: områder for regionale"));
}

#[test]
fn borders_are_those_of_the_era() {
    let months = [("2010-01", "2010-03-01T08:00:00+01:00"), ("2021-12", "2022-02-01T08:00:00+01:00")];
    let site = country(&months, |_, place, _| 100 + place as u64);
    let page = |month: &str| site.words(&format!("{month}/v1/maal/{MEASURE}/index.html"));
    assert!(page("2010-01").contains("optrukket: beskæftigelsesregioner"));
    assert!(page("2021-12").contains("optrukket: områder for regionale arbejdsmarkedsråd (RAR)"));
    let border = |month: &str| {
        let text = site.text(&format!("{month}/v1/maal/{MEASURE}/index.html"));
        map(&text).split("class=\"border\"").nth(1).unwrap().to_owned()
    };
    assert_ne!(border("2010-01"), border("2021-12"));
}

#[test]
fn where_one_region_delivers_only_its_tiles_are_drawn_and_large() {
    let mut source = registers();
    let publication = publication(&source);
    let region = publication.area_by_id("br_nordjylland").unwrap();
    let inside = |id: &&String| {
        let key = publication.area_by_id(id).unwrap();
        publication.ancestors(key, period("2010-01")).contains(&region)
    };
    let mut csv = "period,area,akasse,value\n".to_owned();
    for jobcentre in jobcentres(&publication, "2010-01").iter().filter(inside) {
        writeln!(csv, "2010-01,{jobcentre},3f,120").unwrap();
    }
    release(&mut source, "2010-01", "2010-03-01T08:00:00+01:00", &[(MEASURE, csv)]);
    let site = built(&source);
    let page = site.text("2010-01/v1/index.html");
    let map = map(&page);
    assert!(map.starts_with("<svg class=\"map large\""), "{map}");
    let drawn = |name: &str| map.contains(&format!(">{name}<"));
    assert!(drawn("Aalborg") && drawn("Morsø") && !drawn("Odense"), "{map}");
    assert!(map.contains("Frederikshavn/Læsø: 120"), "{map}");
}

#[test]
fn what_is_hidden_has_a_pattern_and_no_class_and_the_numbers_stand_below() {
    // Two jobcentres have counts below the smallest that is shown.
    let months = [("2021-12", "2022-02-01T08:00:00+01:00")];
    let site = country(&months, |_, place, fund| if place < 2 && fund == 0 { 3 } else { 40 + place as u64 });
    let page = site.text("2021-12/v1/a-kasse/3f/index.html");
    let hidden: Vec<&str> = map(&page).split("<a ").filter(|shape| shape.starts_with("class=\"hid\"")).collect();
    assert!(hidden.len() >= 2, "{}", hidden.len());
    for shape in &hidden {
        assert!(shape.contains("skjult af hensyn til fortrolighed") && shape.contains("class=\"hatch\""), "{shape}");
        assert!(!shape.contains("personer"), "no number: {shape}");
    }
    let shown = titles(map(&page)).len() - hidden.len();
    let told: usize = site
        .text("2021-12/v1/a-kasse/3f/index.html")
        .split("<ul class=\"key\">")
        .nth(1)
        .unwrap()
        .split("</ul>")
        .next()
        .unwrap()
        .split(['(', ')'])
        .filter_map(|part| part.strip_suffix(" områder").or(part.strip_suffix(" område"))?.parse::<usize>().ok())
        .sum();
    assert_eq!(told, shown, "the classes count the shown figures and nothing else");
}

#[test]
fn a_table_of_areas_and_funds_is_shaded_by_classes_of_its_shown_figures() {
    let months = [("2021-12", "2022-02-01T08:00:00+01:00")];
    let site = country(&months, |_, place, fund| 100 + 7 * place as u64 + 31 * fund as u64);
    let page = site.text(&format!("2021-12/v1/maal/{MEASURE}/index.html"));
    let table = page.split("id=\"omraader-jobcentre\"").nth(1).unwrap().split("</table>").next().unwrap();
    let shaded: usize = (1..=5).map(|class| table.matches(&format!("class=\"n s{class}\"")).count()).sum();
    let publication = publication(&registers());
    assert_eq!(shaded, 3 * jobcentres(&publication, "2021-12").len(), "every figure of one fund, and no sum");
    let regions = page.split("id=\"omraader-region\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(!regions.contains("class=\"n s"), "sums are not shaded");
}

#[test]
fn the_slope_and_the_lines_show_every_fund_and_lead_to_it() {
    let months: Vec<(String, String)> =
        (1..=2).map(|month| (format!("2021-0{month}"), format!("2021-0{}-01T08:00:00+01:00", month + 2))).collect();
    let months: Vec<(&str, &str)> = months.iter().map(|(month, at)| (month.as_str(), at.as_str())).collect();
    let site = country(&months, |month, place, fund| 100 + 7 * place as u64 + (1 + fund as u64) * (1 + month as u64));
    let page = site.text(&format!("2021-02/v1/maal/{MEASURE}/index.html"));
    let slope = page.split("<svg class=\"slope\"").nth(1).unwrap().split("</svg>").next().unwrap();
    assert_eq!(slope.matches("class=\"to\"").count(), 3);
    for name in ["3F", "FOA", "HK"] {
        assert!(slope.contains(&format!(">{name}</tspan>")), "{slope}");
    }
    assert!(site.words(&format!("2021-02/v1/maal/{MEASURE}/index.html")).contains("Tallet steg for 3 og faldt for 0."));
    let lines = page.split("<ul class=\"panels\">").nth(1).unwrap().split("</ul>").next().unwrap();
    assert_eq!(lines.matches("<li><a href=\"../../a-kasse/").count(), 3, "{lines}");
    assert_eq!(lines.matches("<svg").count(), 3);
    let areas = page.split("<ul class=\"panels\">").nth(2).unwrap().split("</ul>").next().unwrap();
    let publication = publication(&registers());
    assert_eq!(areas.matches("<li><a href=\"../../jobcenter/").count(), jobcentres(&publication, "2021-02").len());
}

#[test]
fn ceilings_say_that_there_are_no_figures_until_there_are() {
    let empty = built(&registers_with_a_release());
    let page = empty.words(&format!("maal/{MEASURE}/index.html"));
    assert!(page.contains("regionernes lofter over stigningen siden december 2009"), "{page}");
    assert!(page.contains("Syddanmark +7 ingen tal endnu"), "{page}");

    // A rise of 4 per cent everywhere.
    let months = [("2009-12", "2010-02-01T08:00:00+01:00"), ("2011-01", "2011-03-01T08:00:00+01:00")];
    let site = country(&months, |month, _, _| if month == 0 { 100 } else { 104 });
    let page = site.words(&format!("maal/{MEASURE}/index.html"));
    assert!(page.contains("Syddanmark +7 +4,0 januar 2011"), "{page}");
    let text = site.text(&format!("maal/{MEASURE}/index.html"));
    assert!(text.contains("Loftet er +7\u{a0}pct., stigningen er +4,0\u{a0}pct."), "{text}");
}

/// The registers with one release that has no figure of the labour reserve.
fn registers_with_a_release() -> noegletal::source::Memory {
    let mut source = registers();
    let publication = publication(&source);
    assert!(publication.areas.iter().any(|area| area.kind == AreaKind::EmploymentRegion));
    let csv = "period,akasse,value\n2021-09,3f,90\n2021-09,hk,77\n".to_owned();
    release(&mut source, "2021-09", "2021-12-15T08:00:00+01:00", &[("fokusmaal_2_samtaler", csv)]);
    source
}
