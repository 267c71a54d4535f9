//! Whether what is made up behaves as real figures do.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

const SIZE: SampleSize = SampleSize { months: 24, jobcentres: 12, akasser: 21, seed: 3 };

/// A delivered row: month, area, fund, the numbers, the status.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    period: String,
    area: String,
    akasse: String,
    numbers: Vec<Option<u64>>,
    status: String,
}

fn rows(files: &FileSet, release: &str, measure: &str) -> Vec<Row> {
    let text = files.get(&format!("data/{release}/{measure}.csv")).unwrap_or_else(|| panic!("{release} {measure}"));
    let mut reader = csv::Reader::from_reader(text);
    let row = |record: csv::StringRecord| {
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        let numbers = cells[3..cells.len() - 1].iter().map(|cell| cell.parse().ok()).collect();
        let [period, area, akasse] = [0, 1, 2].map(|at| cells[at].clone());
        Row { period, area, akasse, numbers, status: cells[cells.len() - 1].clone() }
    };
    reader.records().map(Result::unwrap).map(row).collect()
}

fn total(rows: &[Row], month: &str, of: impl Fn(&Row) -> bool) -> u64 {
    let own = rows.iter().filter(|row| row.period == month && of(row));
    own.filter_map(|row| row.numbers[0]).sum()
}

fn syddanmark() -> FileSet {
    Sample::of_repository().files().unwrap()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_does_not() {
    let size = SampleSize { months: 2, jobcentres: 3, akasser: 4, seed: 1 };
    assert_eq!(publication(size), publication(size));
    assert_ne!(publication(size), publication(SampleSize { seed: 2, ..size }));
}

#[test]
fn a_sample_has_the_size_asked_for() {
    let files = publication(SampleSize { months: 3, jobcentres: 94, akasser: 24, seed: 1 });
    let months = files.iter().filter(|(path, _)| path.ends_with("release.toml")).count();
    assert_eq!(months, 3);
    assert_eq!(rows(&files, "2025-12/v1", "arbejdskraftreserve").len(), 94 * 24);
    let larger = publication(SampleSize { months: 1, jobcentres: 100, akasser: 30, seed: 1 });
    let table = rows(&larger, "2025-12/v1", "rettidighed_jobsamtaler");
    assert_eq!(table.len(), 100 * 30);
    assert!(table.iter().any(|row| row.area == "proeveby_006" && row.akasse == "proevekasse_009"));
}

#[test]
fn lists_hold_who_delivers_and_what_they_are_part_of() {
    let files = publication(SampleSize { months: 2, jobcentres: 3, akasser: 3, seed: 1 });
    let list = |name: &str| String::from_utf8(files.get(&format!("data/codes/{name}.csv")).unwrap().to_vec()).unwrap();
    let areas = list("areas");
    assert_eq!(areas.lines().filter(|line| line.starts_with("jobcentre,")).count(), 3);
    assert!(!areas.contains("municipality,"), "municipalities do not deliver here");
    assert!(areas.contains("region,region_hovedstaden,") && areas.contains("country,landet,"));
    assert!(!areas.contains("region_nordjylland"));
    let members = list("area_members");
    assert!(members.contains("landet,region_hovedstaden,") && !members.contains("kommune_"));
    let akasser = list("akasser");
    assert!(akasser.contains("\ntib,") && !akasser.contains("\nhk,"), "the past of 3F, and nobody who owes figures");
    let region = Sample { deliveries_only: false, ..Sample::of_repository() }.files().unwrap();
    let areas = String::from_utf8(region.get("data/codes/areas.csv").unwrap().to_vec()).unwrap();
    assert_eq!(areas.lines().filter(|line| line.starts_with("municipality,")).count(), 22);
    assert!(areas.contains("jobcentre,svendborg_langeland,") && !areas.contains("jobcentre,horsens,"));
}

#[test]
fn a_region_delivers_by_municipality_and_an_unknown_one_is_refused() {
    let files = syddanmark();
    let table = rows(&files, "2025-12/v1", "rettidighed_cv_samtaler");
    assert_eq!(table.len(), 22 * 21);
    assert!(table.iter().all(|row| row.area.starts_with("kommune_")));
    assert!(files.iter().all(|(path, _)| path.starts_with("data/20")), "nothing but months");
    let measures: BTreeSet<&str> =
        files.iter().filter_map(|(path, _)| path.rsplit('/').next()?.strip_suffix(".csv")).collect();
    assert_eq!(measures.len(), 4);
    let unknown = Sample { region: Some("region_atlantis".into()), ..Sample::of_repository() }.files().unwrap_err();
    assert!(unknown.contains("region_atlantis") && unknown.contains("region_syddanmark"), "{unknown}");
}

#[test]
fn a_fund_that_is_merged_stops_and_its_successor_grows_by_it() {
    let files = syddanmark();
    let (before, after) =
        (rows(&files, "2024-12/v1", "arbejdskraftreserve"), rows(&files, "2025-01/v1", "arbejdskraftreserve"));
    let of = |rows: &[Row], month: &str, id: &str| total(rows, month, |row| row.akasse == id);
    let (gone, heir) = (of(&before, "2024M12", "nnf"), of(&before, "2024M12", "dinfaglige"));
    assert!(gone > 0);
    assert!(after.iter().all(|row| row.akasse != "nnf"));
    let now = of(&after, "2025M01", "dinfaglige");
    let both = gone + heir;
    assert!(now.abs_diff(both) * 10 < both, "{now} after {both}");
}

#[test]
fn the_level_shifts_at_the_declared_break() {
    let files = publication(SIZE);
    let declared = String::from_utf8(files.get("data/measures/unge_forsikrede_ledige.toml").unwrap().to_vec()).unwrap();
    assert!(declared.contains("[[break]]\nat = \"2025-07\""));
    let of = |month: &str, code: &str| {
        let table = rows(&files, &format!("{month}/v1"), "unge_forsikrede_ledige");
        total(&table, code, |row| row.numbers[0].is_some())
    };
    let (before, after) = (of("2025-06", "2025M06"), of("2025-07", "2025M07"));
    assert!(after * 100 > before * 112, "{before} to {after}");
    let table = rows(&files, "2025-07/v1", "unge_forsikrede_ledige");
    assert!(table.iter().all(|row| row.status == "break"));
}

#[test]
fn some_months_have_a_second_version_that_changes_a_few_cells() {
    let files = syddanmark();
    let second: Vec<&str> =
        files.iter().map(|(path, _)| path).filter(|path| path.contains("/v2/") && path.ends_with(".csv")).collect();
    assert_eq!(second, ["data/2024-08/v2/unge_forsikrede_ledige.csv", "data/2025-05/v2/rettidighed_cv_samtaler.csv"]);
    for (month, measure, class) in [
        ("2024-08", "unge_forsikrede_ledige", "planned_revision"),
        ("2025-05", "rettidighed_cv_samtaler", "correction"),
    ] {
        let (first, then) =
            (rows(&files, &format!("{month}/v1"), measure), rows(&files, &format!("{month}/v2"), measure));
        let changed: Vec<_> = first.iter().zip(&then).filter(|(a, b)| a.numbers != b.numbers).collect();
        assert!(changed.len() > 3 && changed.len() < first.len() / 5, "{month}: {}", changed.len());
        assert!(changed.iter().all(|(_, now)| now.status == "revised"));
        let about = files.get(&format!("data/{month}/v2/release.toml")).unwrap();
        let about = String::from_utf8(about.to_vec()).unwrap();
        assert!(about.contains(class) && about.contains("opdigtede") && about.contains("synthetic = true"), "{about}");
    }
    let at = |release: &str| {
        let text = String::from_utf8(files.get(&format!("data/{release}/release.toml")).unwrap().to_vec()).unwrap();
        text.lines().find_map(|line| line.strip_prefix("published = ")).unwrap().to_owned()
    };
    assert_eq!(at("2025-05/v1"), "\"2025-07-10T08:00:00+02:00\"");
    assert_eq!(at("2025-05/v2"), "\"2025-08-25T08:00:00+02:00\"");
    assert_eq!(at("2025-12/v1"), "\"2026-02-10T08:00:00+01:00\"");
}

#[test]
fn blanks_have_reasons_and_some_come_later() {
    let files = syddanmark();
    let cv = rows(&files, "2025-08/v1", "rettidighed_cv_samtaler");
    let late: Vec<&Row> = cv.iter().filter(|row| row.status == "not_received").collect();
    assert_eq!(late.len(), 22, "one whole fund");
    assert!(late.iter().all(|row| row.akasse == late[0].akasse && row.numbers == [None, None]));
    let next = rows(&files, "2025-09/v1", "rettidighed_cv_samtaler");
    let carried: Vec<&Row> = next.iter().filter(|row| row.period == "2025M08").collect();
    assert_eq!(carried.len(), 22);
    assert!(carried.iter().any(|row| row.status == "revised" && row.numbers[1].is_some_and(|due| due > 0)));
    let lost = rows(&files, "2025-02/v1", "rettidighed_sygesamtaler");
    assert_eq!(lost.iter().filter(|row| row.status == "not_received").count(), 22);
    let nobody = cv.iter().filter(|row| row.status == "not_applicable").count();
    assert!((5..100).contains(&nobody), "{nobody} cells have nobody due");
    let newest =
        ["arbejdskraftreserve", "unge_forsikrede_ledige", "rettidighed_cv_samtaler", "rettidighed_sygesamtaler"];
    for measure in newest {
        assert!(rows(&files, "2025-12/v1", measure).iter().all(|row| row.status != "not_received"), "{measure}");
    }
    let last = String::from_utf8(files.get("data/2025-12/v1/release.toml").unwrap().to_vec()).unwrap();
    assert!(last.contains("status = \"provisional\""));
}

#[test]
fn sizes_have_a_long_tail_and_large_groups_hardly_move() {
    let files = syddanmark();
    let table = rows(&files, "2025-12/v1", "arbejdskraftreserve");
    let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
    for row in &table {
        *sizes.entry(&row.akasse).or_default() += row.numbers[0].unwrap();
    }
    let mut sizes: Vec<u64> = sizes.into_values().collect();
    sizes.sort_unstable();
    let all: u64 = sizes.iter().sum();
    let largest: u64 = sizes.iter().rev().take(4).sum();
    assert!(largest * 5 > all * 2, "the four largest funds hold {largest} of {all}");
    assert!((5_000..100_000).contains(&all), "{all}");
    let before = rows(&files, "2025-11/v1", "arbejdskraftreserve");
    let (before, now) = (total(&before, "2025M11", |_| true), total(&table, "2025M12", |_| true));
    assert!(now.abs_diff(before) * 100 < before * 6, "{before} to {now}");
    let large = |row: &&Row| row.numbers[0].is_some_and(|size| size > 400);
    for row in rows(&files, "2025-11/v1", "arbejdskraftreserve").iter().filter(large) {
        let then = table.iter().find(|now| (&now.area, &now.akasse) == (&row.area, &row.akasse)).unwrap().numbers[0];
        let (then, size) = (then.unwrap(), row.numbers[0].unwrap());
        assert!(then.abs_diff(size) * 100 < size * 12, "{row:?} then {then}");
    }
}

#[test]
fn most_interviews_are_in_time_and_some_funds_lag() {
    let files = syddanmark();
    for measure in ["rettidighed_cv_samtaler", "rettidighed_sygesamtaler"] {
        let mut by_fund: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        for row in rows(&files, "2025-12/v1", measure) {
            let counts = by_fund.entry(row.akasse).or_default();
            counts.0 += row.numbers[0].unwrap_or(0);
            counts.1 += row.numbers[1].unwrap_or(0);
        }
        let large = by_fund.values().filter(|(_, due)| *due > 500);
        let shares: Vec<u64> = large.map(|(met, due)| met * 1000 / due).collect();
        assert!(shares.iter().all(|share| (820..=985).contains(share)), "{measure}: {shares:?}");
        assert!(shares.iter().any(|share| *share < 900), "{measure}: {shares:?}");
        assert!(shares.iter().filter(|share| **share >= 900).count() * 2 > shares.len(), "{measure}: {shares:?}");
    }
}

#[test]
fn a_long_sample_reaches_back_before_the_reform_and_through_every_merger() {
    let files = publication(SampleSize { months: 240, jobcentres: 16, akasser: 21, seed: 1 });
    let delivering = |month: &str, code: &str| {
        let table = rows(&files, &format!("{month}/v1"), "arbejdskraftreserve");
        assert!(table.iter().any(|row| row.area == "koebenhavn"));
        let of = |row: &Row| (row.period == code && row.area == "koebenhavn").then(|| row.akasse.clone());
        table.iter().filter_map(of).collect::<BTreeSet<String>>()
    };
    let (early, late) = (delivering("2006-01", "2006M01"), delivering("2025-12", "2025M12"));
    assert!(early.contains("restaurationsbranchen") && early.contains("nnf") && !early.contains("dinfaglige"));
    assert_eq!(late.len(), 21);
    let areas = |month: &str| {
        let table = rows(&files, &format!("{month}/v1"), "arbejdskraftreserve");
        table.into_iter().map(|row| row.area).collect::<BTreeSet<String>>()
    };
    assert!(areas("2021-12").contains("ishoej_vallensbaek") && !areas("2022-01").contains("ishoej_vallensbaek"));
    assert_eq!(areas("2022-01").len(), 16);
    let far = Sample { size: SampleSize { months: 240, ..SIZE }, ..Sample::of_repository() };
    assert!(far.files().unwrap_err().contains("2007M01"));
}

#[test]
fn as_many_corrections_as_are_asked_for_are_spread_over_months_measures_and_classes() {
    let size = SampleSize { months: 30, jobcentres: 8, akasser: 6, seed: 2 };
    let files = |corrections: u16| Sample { corrections: Some(corrections), ..Sample::of(size) }.files();
    let later = |files: &FileSet| {
        let paths = files.iter().map(|(path, _)| path.to_owned());
        paths.filter(|path| path.starts_with("data/20") && !path.contains("/v1/")).collect::<Vec<_>>()
    };
    assert!(later(&files(0).unwrap()).is_empty());
    let twelve = files(12).unwrap();
    assert_eq!(twelve, files(12).unwrap());
    let paths = later(&twelve);
    let tables: Vec<&String> = paths.iter().filter(|path| path.ends_with(".csv")).collect();
    let months: BTreeSet<&str> = paths.iter().map(|path| &path[5..12]).collect();
    let measures: BTreeSet<&str> = tables.iter().filter_map(|path| path.rsplit('/').next()).collect();
    assert_eq!((tables.len(), months.len(), paths.len()), (12, 12, 24));
    assert!(measures.len() > 3 && !months.contains("2025-12"), "{measures:?} {months:?}");
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths.iter().filter(|path| path.ends_with("release.toml")) {
        let text = String::from_utf8(twelve.get(path).unwrap().to_vec()).unwrap();
        *classes.entry(text.lines().find(|line| line.starts_with("class")).unwrap().to_owned()).or_default() += 1;
    }
    let counts: Vec<usize> = classes.values().copied().collect();
    assert_eq!(counts, [6, 3, 3], "{classes:?}");
    for path in tables {
        let (release, name) = path.strip_prefix("data/").unwrap().rsplit_once('/').unwrap();
        let measure = name.strip_suffix(".csv").unwrap();
        let first = rows(&twelve, &format!("{}/v1", &release[..7]), measure);
        let then = rows(&twelve, release, measure);
        let own = first.iter().filter(|row| row.period == then[0].period);
        assert!(own.zip(&then).any(|(a, b)| a.numbers != b.numbers), "{path} changes nothing");
    }
    let many = files(90).unwrap();
    assert!(later(&many).iter().any(|path| path.contains("/v4/")), "months with several corrections");
    let refused = files(5 * 29 + 30).unwrap_err();
    assert!(refused.contains("corrections do not fit"), "{refused}");
}
