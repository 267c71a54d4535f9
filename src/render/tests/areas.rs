//! Areas beside the larger areas that hold them, what they hold, and the pages of asked pairs.

use chrono::NaiveDate;

use super::{editions, publication, scan, site};
use crate::model::code::Membership;
use crate::model::figure::Figure;
use crate::model::{
    AkasseKey, Amount, Area, AreaKey, AreaKind, Bound, CellKey, FileSet, Flags, Missing, Publication, Validity,
};

/// The country of the tests with one more hierarchy of every kind above its first jobcentre, and a municipality below.
fn many_kinds() -> Publication {
    let mut publication = publication::country(3, 2);
    let jobcentre = AreaKey(6);
    let ended = Validity { from: None, to: NaiveDate::from_ymd_opt(2014, 12, 31) };
    let since = |year| Validity { from: NaiveDate::from_ymd_opt(year, 1, 1), to: None };
    let kinds = [
        ("d-br", AreaKind::EmploymentRegion, "Beskæftigelsesregion Nord", ended),
        ("d-landsdel", AreaKind::Landsdel, "Landsdel Nord", since(2007)),
        ("d-rar", AreaKind::Rar, "RAR Nord", since(2015)),
        ("d-rbr", AreaKind::Rbr, "RBR Nord", since(2020)),
    ];
    for (id, kind, name, valid) in kinds {
        let key = AreaKey(u16::try_from(publication.areas.len()).unwrap());
        let above = vec![Membership { parent: AreaKey(0), valid: Validity::default() }];
        publication.areas.push(Area { parents: above, ..area(&publication, id, kind, name) });
        publication.areas[usize::from(jobcentre.0)].parents.push(Membership { parent: key, valid });
    }
    let parents = vec![Membership { parent: jobcentre, valid: since(2007) }];
    publication.areas.push(Area { parents, ..area(&publication, "e-kommune", AreaKind::Municipality, "Nord Kommune") });
    publication
}

fn area(publication: &Publication, id: &str, kind: AreaKind, name: &str) -> Area {
    Area { id: id.into(), kind, name: name.into(), short: name.into(), ..publication.areas[0].clone() }
}

fn pages(publication: &Publication) -> FileSet {
    site(publication, vec![editions::country(publication, "2023-12", 14)], &[], false)
}

fn page(files: &FileSet, path: &str) -> String {
    let content = files.get(path).unwrap_or_else(|| panic!("{path} is not written"));
    String::from_utf8(content.to_vec()).unwrap()
}

/// The row headings of a table.
fn rows(html: &str, id: &str) -> Vec<String> {
    let table = html.split(&format!("<table id=\"{id}\"")).nth(1).unwrap_or_default();
    let body = table.split("</table>").next().unwrap().split("<tbody>").nth(1).unwrap_or_default();
    let heads = body.split("<th scope=\"row\">").skip(1).map(|part| part.split("</th>").next().unwrap());
    heads.map(scan::words).collect()
}

#[test]
fn an_area_stands_beside_every_kind_of_larger_area_that_holds_it_that_month() {
    let publication = many_kinds();
    let html = page(&pages(&publication), "2023-12/v1/jobcenter/c-by-000/index.html");
    let expected = ["By 000", "Landsdel Nord", "RBR Nord", "RAR Nord", "Region 0", "Hele landet"];
    assert_eq!(rows(&html, "ved-siden-af-maal-0"), expected, "the employment regions ended in 2014");
    let count = html.split("<table id=\"ved-siden-af-maal-0\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(count.contains("Heraf By 000"), "{count}");
    let share = html.split("<table id=\"ved-siden-af-maal-1\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(!share.contains("Heraf") && share.contains("procentpoint"), "{share}");
}

#[test]
fn larger_areas_list_what_they_hold() {
    let publication = many_kinds();
    let files = pages(&publication);
    for larger in ["d-landsdel", "d-rar", "d-rbr"] {
        let html = page(&files, &format!("2023-12/v1/omraade/{larger}/index.html"));
        assert_eq!(rows(&html, "omraader-jobcentre"), ["By 000"], "{larger}");
        assert_eq!(rows(&html, "a-kasser"), ["F00", "F01", "Alle a-kasser"], "{larger}");
    }
    let before = page(&files, "2023-12/v1/omraade/d-br/index.html");
    assert_eq!(rows(&before, "omraader-jobcentre"), Vec::<String>::new(), "it ended in 2014");
    let country = page(&files, "2023-12/v1/omraade/a-landet/index.html");
    assert_eq!(rows(&country, "omraader-region").len(), 5);
    assert_eq!(rows(&country, "omraader-jobcentre"), Vec::<String>::new(), "the country lists what is directly below");
}

#[test]
fn memberships_stand_on_the_areas_own_page_with_their_time() {
    let publication = many_kinds();
    let files = pages(&publication);
    let html = page(&files, "jobcenter/c-by-000/index.html");
    let expected = ["Beskæftigelsesregion Nord", "Region 0", "RAR Nord", "RBR Nord", "Landsdel Nord"];
    assert_eq!(rows(&html, "del-af-gennem-tiden"), expected);
    assert!(html.contains("Til 31. december 2014"), "{html}");
    assert_eq!(rows(&html, "medlemmer-municipality"), ["Nord Kommune"]);
    let region = page(&files, "omraade/d-br/index.html");
    assert_eq!(rows(&region, "medlemmer-jobcentre"), ["By 000"]);
}

#[test]
fn a_pair_has_pages_that_both_parties_link_to() {
    let publication = publication::country(3, 2);
    let files = pages(&publication);
    for (party, own) in
        [("jobcenter/c-by-000", "f00/index.html"), ("a-kasse/f00", "../../jobcenter/c-by-000/f00/index.html")]
    {
        for folder in ["2023-12/v1/", ""] {
            let html = page(&files, &format!("{folder}{party}/index.html"));
            assert!(html.contains(&format!("href=\"{own}\">F00 i By 000</a>")), "{folder}{party}: {html}");
        }
    }
    let other = page(&files, "2023-12/v1/a-kasse/f01/index.html");
    assert!(!other.contains("Par med egen side"));
    let html = page(&files, "2023-12/v1/jobcenter/c-by-000/f00/index.html");
    let expected =
        ["F00, By 000", "Alle a-kasser, By 000", "F00, Region 0", "F00, Hele landet", "Alle a-kasser, Hele landet"];
    assert_eq!(rows(&html, "ved-siden-af-maal-0"), expected);
    let always = page(&files, "jobcenter/c-by-000/f00/index.html");
    assert_eq!(rows(&always, "maaneder-maal-0").len(), 14, "every month");
    assert!(page(&files, "sitemap.xml").contains("/jobcenter/c-by-000/f00/"));
}

#[test]
fn a_pair_whose_figure_is_hidden_says_so() {
    let hidden = Amount::Missing(Missing::Suppressed);
    let sentence = "Tallet er skjult af hensyn til fortrolighed: det kunne afsløre oplysninger om enkeltpersoner.";
    let html = pair_with(hidden);
    assert!(html.contains(&format!("<p class=\"definition\">{sentence}</p>")), "{html}");
    let html = pair_with(Amount::Bounded(Bound::AtLeast(95)));
    let sentence = "Tallet selv er skjult af hensyn til fortrolighed. Det er mindst så stort, som der står.";
    assert!(html.contains(&format!("<p class=\"definition\">{sentence}</p>")), "{html}");
    assert!(html.contains("<p class=\"figure\">mindst 95\u{a0}pct. <span class=\"quiet why\">skjult"), "{html}");
}

/// The page of a pair with this amount in its cell, in every measure.
fn pair_with(amount: Amount) -> String {
    let publication = publication::country(3, 2);
    let key = CellKey { area: Some(AreaKey(6)), akasse: Some(AkasseKey(0)) };
    let mut edition = editions::country(&publication, "2023-12", 14);
    for measure in &mut edition.measures {
        let mut one = measure.current.get(key).unwrap().clone();
        one.figure = Figure::delivered(amount, Flags::default());
        measure.current.set(key, one);
    }
    let files = site(&publication, vec![edition], &[], false);
    page(&files, "2023-12/v1/jobcenter/c-by-000/f00/index.html")
}
