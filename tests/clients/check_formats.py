#!/usr/bin/env python3
"""Reads the figures of an archive with programs that others made, and holds what they read against <measure>.json.

Usage: check_formats.py ARCHIVE

For every edition: each file that release.json names is there, each JSON-stat cube has the cells of <measure>.json
(worked out from the standard's own rule, without a library), and each Data Package has the bytes and hashes it tells of.
For the first and the last edition of each measure, and for latest/, also by the clients themselves:
  - pyjstat reads the cube, cell by cell;
  - csvw reads the CSV by its metadata, strictly, cell by cell;
  - openpyxl reads the workbook, cell by cell; no cell is a formula, and its dates are the release's;
  - frictionless finds the package valid, table by table, and reads it out of the zip file.
Needs the packages of requirements.txt. Ends with 1 when something differs.
"""

import csv
import datetime
import hashlib
import io
import itertools
import json
import logging
import math
import pathlib
import sys
import tempfile
import warnings
import zipfile

import frictionless
import openpyxl
from csvw import CSVW
from pyjstat import pyjstat

FIGURES = ("value", "numerator", "denominator", "low", "high")
problems = []


def problem(path, text):
    problems.append(f"{path}: {text}")


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def rows_of(figures):
    """The rows of <measure>.json: (period, area, akasse) to figures and words."""
    return {
        (record["period"], record["area"], record["akasse"]): (
            {name: record.get(name) for name in FIGURES},
            " ".join(record["status"]),
        )
        for record in figures["observations"]
    }


def key_of(codes):
    total = lambda code: None if code in (None, "_T") else code
    return (codes["period"], total(codes.get("area")), total(codes.get("akasse")))


def check_cube(path, cube, figures):
    """The cube by the standard's rule: cells in row-major order of id and size."""
    rows = rows_of(figures)
    if [cube["version"], cube["class"], cube["role"]["time"], cube["role"]["metric"]] != ["2.0", "dataset", ["period"], ["figure"]]:
        problem(path, "its head is not that of a cube")
    if ("area" in cube["id"]) != (cube["role"].get("geo") == ["area"]):
        problem(path, "areas are no geo")
    index = {name: cube["dimension"][name]["category"]["index"] for name in cube["id"]}
    if [len(index[name]) for name in cube["id"]] != cube["size"]:
        problem(path, "size is not the number of codes")
    for name, codes in index.items():
        category = cube["dimension"][name]["category"]
        if list(category["label"]) != codes:
            problem(path, f"{name}: labels are not those of the codes")
        for parent, children in category.get("child", {}).items():
            if parent not in codes or not set(children) <= set(codes) or parent in children:
                problem(path, f"{name}: {parent} has children that are not there")
    unit = cube["dimension"]["figure"]["category"]["unit"]["value"]
    if unit["decimals"] != figures["measure"]["decimals"]:
        problem(path, "decimals are not those of the measure")
    value, status = cube["value"], cube["status"]
    if isinstance(value, list) and len(value) != math.prod(cube["size"]):
        problem(path, "value has not as many cells as size tells")
    cell = (lambda at: value[at]) if isinstance(value, list) else (lambda at: value.get(str(at)))
    found = {}
    for at, codes in enumerate(itertools.product(*index.values())):
        codes = dict(zip(index, codes))
        number, words = cell(at), status.get(str(at), "")
        if number is None and not words:
            continue
        cells, of_row = found.setdefault(key_of(codes), ({name: None for name in FIGURES}, {}))
        cells[codes["figure"]] = number
        of_row[codes["figure"]] = words
    reasons = {word for word in figures_reasons(rows)}
    if {key: (cells, words.get("value", "")) for key, (cells, words) in found.items()} != rows:
        problem(path, "its cells are not those of the JSON")
    for key, (cells, words) in found.items():
        for name in ("numerator", "denominator"):
            expected = next((word for word in words["value"].split() if word in reasons), "") if name in index["figure"] else ""
            if words.get(name, "") != expected:
                problem(path, f"{key}: the status of {name} is {words.get(name)!r}")
    noted = {(note["period"], note["area"], note["akasse"]): note["text"] for note in figures["notes"]}
    if {key_of(note): note["text"] for note in cube["extension"]["notes"]} != noted:
        problem(path, "its notes are not those of the JSON")


def figures_reasons(rows):
    return {words.split()[0] for cells, words in rows.values() if cells["value"] is None}


def number(value):
    return None if value is None or value != value else float(value)


def by_pyjstat(path, figures):
    frame = pyjstat.Dataset.read(path.read_text(encoding="utf-8")).write("dataframe", naming="id")
    rows = rows_of(figures)
    found = {}
    for record in frame.to_dict("records"):
        if (value := number(record["value"])) is not None:
            found.setdefault(key_of(record), {})[record["figure"]] = value
    expected = {
        key: {name: float(value) for name, value in cells.items() if value is not None} for key, (cells, _) in rows.items()
    }
    if found != {key: cells for key, cells in expected.items() if cells}:
        problem(path, "pyjstat reads other cells")
    return len(frame)


def by_csvw(path, figures):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        read = CSVW(str(path), validate=True)
        if not read.is_valid or caught:
            problem(path, f"csvw finds it wrong: {[str(one.message) for one in caught][:3]}")
    rows = list(read.tables[0].iterdicts(strict=True))
    blank = lambda text: text or None
    found = {
        (row["period"], blank(row["area"]), blank(row["akasse"])): (
            {name: number(row[name]) for name in FIGURES},
            " ".join(row["status"]),
        )
        for row in rows
    }
    expected = {key: ({name: number(value) for name, value in cells.items()}, words) for key, (cells, words) in rows_of(figures).items()}
    if found != expected:
        problem(path, "csvw reads other cells")
    return len(rows)


def by_openpyxl(path, figures):
    book = openpyxl.load_workbook(path)
    if book.sheetnames != ["Tal", "Om tallene"]:
        problem(path, f"its sheets are {book.sheetnames}")
    published = datetime.datetime.fromisoformat(figures["release"]["published"]).astimezone(datetime.timezone.utc)
    if {book.properties.created, book.properties.modified} != {published.replace(tzinfo=None)}:
        problem(path, f"it was made {book.properties.created}")
    for sheet in book.worksheets:
        if any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row):
            problem(path, f"{sheet.title} has a formula")
    rows = list(book["Tal"].iter_rows(values_only=True))
    # The heading of the value has its unit: "Værdi (pct.)".
    at = {"Værdi" if name.startswith("Værdi (") else name: place for place, name in enumerate(rows[0])}
    columns = dict(zip(FIGURES, ("Værdi", "Tæller", "Nævner", "Mindst", "Højst")))
    if any(isinstance(row[at[name]], str) for row in rows[1:] for name in columns.values()):
        problem(path, "a number stands as text")
    found = {
        (row[at["Måned"]], row[at["Område (kode)"]], row[at["A-kasse (kode)"]]): {
            name: number(row[at[column]]) for name, column in columns.items()
        }
        for row in rows[1:]
    }
    expected = {key: {name: number(value) for name, value in cells.items()} for key, (cells, _) in rows_of(figures).items()}
    if found != expected:
        problem(path, "openpyxl reads other cells")
    about = {row[0]: row[1] for row in book["Om tallene"].iter_rows(values_only=True)}
    if not {"Kilde", "Licens", "Blivende adresse", "Definition"} <= about.keys():
        problem(path, "the sheet about the figures lacks something")
    return len(rows) - 1


def check_package(folder, package):
    """The bytes and hashes that the package tells of, also inside the zip file."""
    inside = zipfile.ZipFile(folder / "datapackage.zip") if (folder / "datapackage.zip").is_file() else None
    for resource in package["resources"]:
        if "path" not in resource:
            continue
        for where, data in (("folder", (folder / resource["path"]).read_bytes()), ("zip", inside and inside.read(resource["path"]))):
            if data is not None and [len(data), "sha256:" + hashlib.sha256(data).hexdigest()] != [resource["bytes"], resource["hash"]]:
                problem(folder, f"{resource['path']} ({where}) is not as datapackage.json says")
    if inside and inside.read("datapackage.json") != (folder / "datapackage.json").read_bytes():
        problem(folder, "the zip file has another datapackage.json")


def by_frictionless(folder, figures):
    with frictionless.system.use_context(trusted=False):
        report = frictionless.validate(str(folder / "datapackage.json"))
        for error in [*report.errors, *(error for task in report.tasks for error in task.errors)][:5]:
            problem(folder, f"frictionless: {error.message}")
    count = 0
    with tempfile.TemporaryDirectory() as temporary:
        with zipfile.ZipFile(folder / "datapackage.zip") as inside:
            inside.extractall(temporary)
        with frictionless.system.use_context(trusted=True):
            package = frictionless.Package(str(pathlib.Path(temporary) / "datapackage.json"))
            for resource in package.resources:
                if resource.name not in figures:
                    continue
                rows = [row.to_dict() for row in resource.read_rows()]
                count += len(rows)
                found = {
                    (row["period"], row["area"], row["akasse"]): ({name: number(row[name]) for name in FIGURES}, row["status"] or "")
                    for row in rows
                }
                expected = {
                    key: ({name: number(value) for name, value in cells.items()}, words)
                    for key, (cells, words) in rows_of(figures[resource.name]).items()
                }
                if found != expected:
                    problem(folder, f"frictionless reads other cells of {resource.name}")
    return count


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    logging.disable(logging.WARNING)
    api = pathlib.Path(sys.argv[1]) / "api" / "v1"
    editions = [api / record["path"] for record in load(api / "index.json")["editions"]]
    folders = [path.parent for path in editions] + [api / "latest"]
    # The editions in which each measure appears first and last, so that every form it has had is read.
    looked_at = {api / "latest"}
    for measure in {measure for path in editions for measure in load(path)["measures"]}:
        having = [path.parent for path in editions if measure in load(path)["measures"]]
        looked_at |= {having[0], having[-1]}
    counted = dict.fromkeys(("cubes", "pyjstat", "csvw", "openpyxl", "frictionless"), 0)
    for folder in folders:
        release = load(folder / "release.json")
        named = {record["path"] for record in release["files"]}
        collection = load(folder / "collection.jsonstat.json")
        items = [item["href"].rsplit("/", 1)[1] for item in collection["link"]["item"]]
        if items != [f"{measure}.jsonstat.json" for measure in release["measures"]]:
            problem(folder, "the collection does not name the cubes")
        figures = {measure: load(folder / f"{measure}.json") for measure in release["measures"]}
        for measure, own in figures.items():
            path = folder / f"{measure}.jsonstat.json"
            check_cube(path, load(path), own)
            counted["cubes"] += 1
            endings = (".jsonstat.json", ".csv-metadata.json", ".xlsx")
            if not {measure + ending for ending in endings} <= named:
                problem(folder, f"release.json does not name every file of {measure}")
            if folder in looked_at:
                counted["pyjstat"] += by_pyjstat(path, own)
                counted["csvw"] += by_csvw(folder / f"{measure}.csv-metadata.json", own)
                counted["openpyxl"] += by_openpyxl(folder / f"{measure}.xlsx", own)
        check_package(folder, load(folder / "datapackage.json"))
        if folder in looked_at:
            counted["frictionless"] += by_frictionless(folder, figures)
    for text in problems[:50]:
        print(text)
    print(f"{len(folders)} folders; {', '.join(f'{name} {count}' for name, count in counted.items())}; {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
