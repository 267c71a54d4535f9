//! Notes are read, checked and tied together; every problem has its line and column.

mod notes_support;

use std::collections::BTreeSet;

use noegletal::diagnostic::Code;
use noegletal::model::note::{FigureRequest, LinkTarget, NoteDate, NoteKind, NotePart, WhichFigure};
use noegletal::model::{AkasseKey, AreaKey, CellKey, MeasureKey, Period};
use noegletal::notes;
use noegletal::source::Memory;
use notes_support::{head, html, problems, publication, read};

fn load(files: &[(&str, &str)]) -> (Vec<noegletal::model::note::Note>, Vec<String>) {
    let source = files.iter().fold(Memory::default(), |source, (path, text)| source.with(path, *text));
    let (notes, _, report) = notes::load(&source, &publication());
    (notes, problems(&report))
}

fn problems_of_head(head: &str) -> Vec<String> {
    load(&[("content/notater/a.md", &format!("+++\n{head}+++\nTekst.\n"))]).1
}

const FULL: &str = r#"slug = "2021-12-15-fokusmaal"
type = "notat"
date = 2021-12-15
title = "Status"
summary = "En sætning."
case_number = "21/15863"
document_number = "7"
parties = ["Styrelsen", "AK-Samvirke"]
measures = ["rettidighed", "fokusmaal"]
targets = ["fokus_85"]
releases = ["2021-09"]
lang = "da"
"#;

#[test]
fn reads_a_full_head() {
    let (notes, problems) = load(&[("content/notater/x.md", &format!("+++\n{FULL}+++\nTekst.\n"))]);
    assert!(problems.is_empty(), "{problems:?}");
    let note = &notes[0];
    assert_eq!((note.slug.as_str(), note.kind), ("2021-12-15-fokusmaal", NoteKind::Notat));
    assert_eq!(note.date, chrono::NaiveDate::from_ymd_opt(2021, 12, 15).map(NoteDate::Day));
    assert_eq!(note.case_number.as_deref(), Some("21/15863"));
    assert_eq!(note.parties, ["Styrelsen", "AK-Samvirke"]);
    assert_eq!(note.measures, [MeasureKey(1), MeasureKey(0)], "in the order of the head");
    assert_eq!(note.targets.len(), 1);
    assert_eq!(note.releases, [Period::new(2021, 9).unwrap()]);
    assert_eq!(html(note), "<p>Tekst.</p>\n");
}

#[test]
fn a_month_is_a_date_and_method_pages_need_none() {
    let month = head("m").replace("2021-12-15", "2009-11");
    let method = "+++\nslug = \"metode\"\ntype = \"metode\"\ntitle = \"T\"\nsummary = \"S\"\n+++\n";
    let (notes, problems) = load(&[("content/notater/m.md", &month), ("content/metode/a.md", method)]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(notes[0].date, Period::new(2009, 11).map(NoteDate::Month));
    assert_eq!(notes[1].date, None);
}

#[test]
fn says_what_is_wrong_with_a_head() {
    assert_eq!(
        problems_of_head("slug = \"a\"\n"),
        [
            "3:1 bad-front-matter the head has no date",
            "3:1 bad-front-matter the head has no summary",
            "3:1 bad-front-matter the head has no title",
            "3:1 bad-front-matter the head has no type"
        ]
        .into_iter()
        .filter(|line| !line.ends_with("date"))
        .collect::<Vec<_>>(),
        "whether a date is needed depends on the type"
    );
    for (wrong, line) in [
        ("sumary = \"x\"", "14:1 unknown-key a note has no key \"sumary\""),
        ("[extra]", "14:2 unknown-key a note has no key \"extra\""),
        ("x = ", "14:5 bad-front-matter the head is not TOML: string values must be quoted, expected literal string"),
    ] {
        let found = problems_of_head(&format!("{FULL}{wrong}\n"));
        assert!(found.len() == 1 && found[0].starts_with(&line[..20]), "{found:?} for {wrong}");
    }
    for (from, to, expected) in [
        (
            "slug = \"2021-12-15-fokusmaal\"",
            "slug = \"Stor\"",
            "2:8 bad-front-matter \"Stor\" is not a slug of 1-80 signs",
        ),
        ("type = \"notat\"", "type = \"notatt\"", "3:8 bad-front-matter there is no type \"notatt\""),
        ("type = \"notat\"", "type = 1", "3:8 bad-front-matter type is not a text"),
        ("2021-12-15\n", "2021-13-15\n", "4:8 bad-front-matter"),
        ("date = 2021-12-15", "date = \"15/12\"", "4:8 bad-front-matter \"15/12\" is not a date"),
        ("\"En sætning.\"", "\" \"", "6:11 bad-front-matter summary is empty"),
        ("\"En sætning.\"", "\"{{ tal }}\"", "6:11 bad-front-matter summary names a figure"),
        (
            "[\"Styrelsen\", ",
            "[\"Styrelsen\", \"Styrelsen\", ",
            "9:25 bad-front-matter parties names \"Styrelsen\" twice",
        ),
        ("\"fokusmaal\"]", "\"fokusmål\"]", "10:28 unknown-measure there is no measure \"fokusmål\""),
        ("\"fokus_85\"", "\"fokus_90\"", "11:12 bad-front-matter there is no target \"fokus_90\""),
        ("[\"2021-09\"]", "[\"2021-9\"]", "12:13 bad-front-matter \"2021-9\" is not a month"),
        ("[\"2021-09\"]", "\"2021-09\"", "12:12 bad-front-matter releases is not a list"),
        ("\"da\"", "\"en\"", "13:8 bad-front-matter notes in \"en\" are not taken yet"),
    ] {
        assert!(FULL.contains(from), "{from}");
        let found = problems_of_head(&FULL.replace(from, to));
        assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}, expected {expected}");
    }
}

#[test]
fn hostile_slugs_are_unsafe_paths() {
    for slug in ["../x", "/etc", "a/b", ".git", "a\\\\b", "con", "COM1", "%2e%2e", "c:", "a\\u0000b"] {
        let found = problems_of_head(&FULL.replace("2021-12-15-fokusmaal", slug));
        assert!(found.len() == 1 && found[0].contains("unsafe-path"), "{slug}: {found:?}");
    }
}

#[test]
fn a_note_without_a_head_or_in_no_folder_is_an_error() {
    let cases = [
        ("content/notater/a.md", "# Titel\n".to_owned(), "1:1 bad-front-matter the note has no head"),
        ("content/a.md", head("a"), "0:0 bad-front-matter content/a.md would not be published"),
        ("content/notater/a.markdown", head("a"), "0:0 bad-front-matter content/notater/a.markdown would not"),
        ("content/aftaler/a.md", head("a"), "0:0 bad-front-matter a note of type \"notat\" does not belong in"),
    ];
    for (path, text, expected) in cases {
        let (_, problems) = load(&[(path, &text)]);
        assert!(problems.len() == 1 && problems[0].starts_with(expected), "{problems:?}");
    }
    assert!(load(&[("content/notater/.gitkeep", "")]).1.is_empty());
}

#[test]
fn two_notes_with_one_slug_are_said_at_both_places() {
    let (notes, problems) = load(&[("content/notater/a.md", &head("x")), ("content/notater/b.md", &head("x"))]);
    assert_eq!(notes.len(), 1);
    assert_eq!(
        problems,
        [
            "2:8 duplicate-slug the slug \"x\" is also that of content/notater/b.md, line 2",
            "2:8 duplicate-slug the slug \"x\" is also that of content/notater/a.md, line 2"
        ]
    );
}

#[test]
fn notes_come_by_slug() {
    let (notes, _) = load(&[("content/notater/a.md", &head("z")), ("content/notater/b.md", &head("b"))]);
    assert_eq!(notes.iter().map(|note| note.slug.as_str()).collect::<Vec<_>>(), ["b", "z"]);
}

#[test]
fn figures_are_named_in_text_tables_emphasis_and_footnotes() {
    let tal = |period: &str| format!("{{{{ tal(\"fokusmaal\", akasse=\"3f\", period=\"{period}\") }}}}");
    let text = format!(
        "Fra {} **til {}** og _{}_.[^n]\n\n| A | B |\n|---|--:|\n| [x {}](maal:fokusmaal) | {} |\n\n[^n]: Note {}.\n",
        tal("2021-01"),
        tal("2021-02"),
        tal("2021-03"),
        tal("2021-04"),
        tal("2021-05"),
        tal("2021-06"),
    );
    let (note, sources, problems) = read(&text);
    assert!(problems.is_empty(), "{problems:?}");
    let months: Vec<u32> = sources.figures.iter().map(|named| named.value.period.month()).collect();
    assert_eq!(months, [1, 2, 3, 4, 5, 6]);
    let html = html(&note);
    assert!(html.contains("<strong>til ⟦Month 2021M02⟧</strong> og <em>⟦Month 2021M03⟧</em>"), "{html}");
    assert!(html.contains("<td class=\"num\">⟦Month 2021M05⟧</td>"), "{html}");
}

#[test]
fn a_figure_says_which_number_and_which_cell() {
    let (_, sources, problems) = read(
        "{{sammenfatning(\"rettidighed\",area=\"odense\",akasse=\"hk\",period=\"2021M09\",)}}\n\
         {{ offentliggjort(\n\"fokusmaal\", period=\"2020-11\") }}\n",
    );
    assert!(problems.is_empty(), "{problems:?}");
    let key = CellKey { area: Some(AreaKey(1)), akasse: Some(AkasseKey(1)) };
    let named: Vec<FigureRequest> = sources.figures.iter().map(|named| named.value).collect();
    assert_eq!(
        named,
        [
            FigureRequest {
                which: WhichFigure::Summary,
                measure: MeasureKey(1),
                key,
                period: Period::new(2021, 9).unwrap()
            },
            FigureRequest {
                which: WhichFigure::Published,
                measure: MeasureKey(0),
                key: CellKey::default(),
                period: Period::new(2020, 11).unwrap()
            },
        ]
    );
}

#[test]
fn wrong_figures_are_said_to_the_column() {
    for (text, expected) in [
        ("Æ {{ tal(\"fokusmål\", period=\"2021-09\") }}", "8:11 unknown-figure there is no measure \"fokusmål\""),
        (
            "**a** {{ tal(\"fokusmaal\", akasse=\"4f\", period=\"2021-09\") }}",
            "8:35 unknown-figure there is no fund \"4f\"",
        ),
        ("- x\n- {{ tal(\"fokusmaal\", area=\"oden\", period=\"2021-09\") }}", "9:29 unknown-figure there is no area"),
        ("{{ tal(\"fokusmaal\", period=\"2021-13\") }}", "8:29 unknown-figure \"2021-13\" is not a month"),
        ("{{ tal(\"fokusmaal\") }}", "8:4 unknown-figure the figure does not say which month"),
        ("{{ tall(\"fokusmaal\") }}", "8:4 unknown-figure there is no function \"tall\""),
        ("{{ tal(fokusmaal) }}", "8:8 unknown-figure expected \"\"\", found \"f\""),
        ("{{ tal(\"fokusmaal) }}", "8:8 unknown-figure the quotation mark is not closed"),
        ("{{ tal(\"fokusmaal\", fond=\"3f\") }}", "8:21 unknown-figure there is no argument \"fond\""),
        ("{{ tal(\"fokusmaal\", akasse=\"3f\", akasse=\"hk\") }}", "8:34 unknown-figure akasse is given twice"),
        ("{{ tal(\"fokusmaal\", period=\"2021-09\") x }}", "8:39 unknown-figure expected }}, found \"x\""),
        ("{{ }}", "8:4 unknown-figure expected the name of a function, such as tal, found the end"),
        ("a {{ tal(\"fokusmaal\"", "8:3 unknown-figure the figure is not closed in this paragraph"),
        ("## {{ tal(\"fokusmaal\", period=\"2021-09\") }}", "8:6 unknown-figure a figure cannot stand in a heading"),
        ("| a |\n|---|\n| {{ tal(\"x\") }} |", "10:11 unknown-figure there is no measure \"x\""),
        ("<b>{{ x }}</b>", "8:7 unknown-figure there is no function \"x\""),
    ] {
        let (_, _, problems) = read(text);
        assert!(problems.len() == 1 && problems[0].starts_with(expected), "{problems:?}, expected {expected}");
    }
}

#[test]
fn code_and_escapes_name_no_figure() {
    for text in ["`{{ tal(\"x\") }}`", "```\n{{ tal(\"x\") }}\n```", "    {{ tal(\"x\") }}", "\\{{ tal(\"x\") }}"] {
        let (note, sources, problems) = read(text);
        assert!(problems.is_empty() && sources.figures.is_empty(), "{text}: {problems:?}");
        assert!(html(&note).contains("{{ tal(&quot;x&quot;) }}"), "{text}");
    }
}

#[test]
fn figures_and_releases_the_archive_lacks_are_said() {
    let (_, sources, problems) = read(
        "[a](udgivelse:2021-09) {{ tal(\"fokusmaal\", akasse=\"3f\", period=\"2021-09\") }}\n\n\
         [b](udgivelse:2021-10) {{ tal(\"fokusmaal\", akasse=\"hk\", period=\"2021-09\") }}\n",
    );
    assert!(problems.is_empty(), "{problems:?}");
    let known = BTreeSet::from([sources.figures[0].value]);
    let report = notes::unresolved_figures(&sources, &known, &publication());
    assert_eq!(
        notes_support::problems(&report),
        ["10:26 unknown-figure there is no figure of fokusmaal, fund hk for 2021-09"]
    );
    let excerpt = report.sorted()[0].excerpt.clone().unwrap();
    assert!(excerpt.line.starts_with("[b](udgivelse:2021-10) {{"), "{excerpt:?}");
    let known = BTreeSet::from([Period::new(2021, 9).unwrap()]);
    assert_eq!(
        notes_support::problems(&notes::unresolved_releases(&sources, &known)),
        ["10:1 broken-link there is no release of 2021-10"]
    );
}

#[test]
fn links_name_pages() {
    let (note, _, problems) = read(
        "## Første del\n\n[a](dokument:a#afsnit-foerste-del) [b](maal:fokusmaal) [c](akasse:3f) [d](omraade:odense) \
         [e](udgivelse:2021-09#tal) [f](#afsnit-foerste-del) [g](https://a.example/b?c=1&d=2) [h](../x/) <i@b.example>",
    );
    assert!(problems.is_empty(), "{problems:?}");
    let targets: Vec<&LinkTarget> = note
        .body
        .iter()
        .filter_map(|part| if let NotePart::Link(target) = part { Some(target) } else { None })
        .collect();
    assert_eq!(
        targets,
        [
            &LinkTarget::Note("a".to_owned()),
            &LinkTarget::Measure(MeasureKey(0)),
            &LinkTarget::Akasse(AkasseKey(0)),
            &LinkTarget::Area(AreaKey(1)),
            &LinkTarget::Release(Period::new(2021, 9).unwrap())
        ]
    );
    let html = html(&note);
    for expected in [
        "<a href=\"@Note('a')#afsnit-foerste-del\">a</a>",
        "#tal\">e</a>",
        "<a href=\"#afsnit-foerste-del\">f</a>",
        "<a href=\"https://a.example/b?c=1&amp;d=2\">g</a>",
        "<a href=\"../x/\">h</a>",
        "<a href=\"mailto:i@b.example\">i@b.example</a>",
    ] {
        assert!(html.contains(expected), "{expected} in {html}");
    }
}

#[test]
fn broken_links_are_said() {
    for (text, expected) in [
        ("x [a](dokument:b)", "8:3 broken-link there is no note \"b\""),
        ("[a](dokument:a#afsnit-x)", "8:1 broken-link the note \"a\" has no place \"#afsnit-x\""),
        ("[a](#afsnit-x)", "8:1 broken-link the note has no place \"#afsnit-x\""),
        ("[a](maal:fokus)", "8:1 broken-link there is no measure \"fokus\""),
        ("[a](akasse:4f)", "8:1 broken-link there is no fund \"4f\""),
        ("[a](omraade:x)", "8:1 broken-link there is no area \"x\""),
        ("[a](udgivelse:2021)", "8:1 broken-link \"2021\" is not a month"),
        ("[a](maals:fokusmaal)", "8:1 broken-link links with \"maals:\" are not let through"),
        ("[a](/x/)", "8:1 broken-link the link \"/x/\" starts at the root"),
        ("[a](//x.example/)", "8:1 broken-link the link \"//x.example/\" starts at the root"),
        ("[a]()", "8:1 broken-link the link leads nowhere"),
        ("[](https://a.example)", "8:1 broken-link the link has no text"),
        ("x [a][b]", "8:3 broken-link there is no link address \"b\""),
        ("x[^y]", "8:2 broken-link there is no footnote \"y\""),
        ("x\n\n[^y]: z", "10:1 broken-link nothing in the text refers to footnote \"y\""),
        ("x[^y]\n\n[^y]: z\n\n[^y]: w", "12:1 broken-link the footnote is written twice"),
        ("![a](b.png)", "8:1 broken-link notes cannot have pictures yet"),
        ("# Titel", "8:1 bad-front-matter the text has a heading of the first level"),
    ] {
        let (_, _, problems) = read(text);
        assert!(problems.iter().any(|line| line.starts_with(expected)), "{problems:?}, expected {expected}");
    }
}

#[test]
fn near_words_are_suggested() {
    let source = Memory::default().with("content/notater/a.md", head("fokusmaal-2021") + "[a](dokument:fokusmål-2021)");
    let (_, _, report) = notes::load(&source, &publication());
    assert_eq!(report.sorted()[0].hint.as_deref(), Some("Did you mean \"fokusmaal-2021\"?"));
    assert_eq!(report.sorted()[0].code, Code::BrokenLink);
}

#[test]
fn headings_have_anchors() {
    let (note, _, problems) = read("## Mål `a` & *b*\n\n### Mål a & b\n");
    assert!(problems.is_empty(), "{problems:?}");
    let headings: Vec<(u8, &str, &str)> =
        note.headings.iter().map(|heading| (heading.level, heading.anchor.as_str(), heading.text.as_str())).collect();
    assert_eq!(headings, [(2, "afsnit-maal-a-b", "Mål a & b"), (3, "afsnit-maal-a-b-2", "Mål a & b")]);
    assert!(html(&note).starts_with("<h2 id=\"afsnit-maal-a-b\">Mål <code>a</code> &amp; <em>b</em></h2>\n"));
}

#[test]
fn tables_scroll_and_have_captions_and_headings() {
    let (note, _, problems) =
        read("## Del\n\n| | B |\n|---|:-:|\n| x | |\n\nTabel: Tal for *3F*\n\n| A |\n|--:|\n| 1 |\n");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(
        html(&note).split_once("</h2>\n").unwrap().1,
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"tabel_1\"><table>\
         <caption id=\"tabel_1\" class=\"visually-hidden\">Del</caption>\n\
         <thead><tr><td></td><th scope=\"col\" class=\"center\">B</th></tr></thead>\n<tbody>\n\
         <tr><td>x</td><td class=\"center\"></td></tr>\n</tbody></table></div>\n\
         <div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"tabel_2\"><table>\
         <caption id=\"tabel_2\">Tal for <em>3F</em></caption>\n\
         <thead><tr><th scope=\"col\" class=\"num\">A</th></tr></thead>\n<tbody>\n\
         <tr><td class=\"num\">1</td></tr>\n</tbody></table></div>\n"
    );
}

#[test]
fn footnotes_are_numbered_by_their_first_mark_and_lead_back() {
    let (note, _, problems) = read("[^b]: To[^c]\n\na[^a] b[^b] a[^A]\n\n[^a]: Et\n\n[^c]: Tre\n");
    assert!(problems.is_empty(), "{problems:?}");
    let html = html(&note);
    assert!(html.starts_with("<p>a<sup class=\"footnote-ref\"><a href=\"#note_1\" id=\"notemark_1\""), "{html}");
    let list = html.split_once("<ol>").unwrap().1;
    let order: Vec<usize> = ["Et", "To", "Tre"].iter().map(|text| list.find(text).unwrap()).collect();
    assert!(order.is_sorted(), "{html}");
    assert!(
        list.contains(
            "href=\"#notemark_1_2\" role=\"doc-backlink\" aria-label=\"Tilbage til note 1 i teksten, 2. sted\""
        )
    );
}

#[test]
fn strike_through_and_quotes_stay_as_written() {
    let (note, _, _) = read("~~a~~ \"b\" -- c");
    assert_eq!(html(&note), "<p>~~a~~ &quot;b&quot; -- c</p>\n");
}
