#!/usr/bin/env python3
"""Holds the JSON and CSV files of an archive against each other and against their schemas.

Usage: check_json.py ARCHIVE

Checks, for every file below ARCHIVE/api/v1:
  - JSON files are valid by the JSON Schema that their own "$schema" leads to: those outside editions, in latest/, and of
    the first and last edition of each measure (tests/browser/schemas.mjs holds every file against its schema, faster);
  - <measure>.csv and <measure>.da.csv have the cells of <measure>.json, value by value;
  - the files about one fund or jobcentre hold the records of <measure>.json that are theirs, and no others;
  - release.json lists the files of its folder, all of them, and index.json every release;
  - calendar.json and search.json are valid by their schemas;
  - latest/ says what the newest version of the newest month says;
  - numbers are plain: no exponent, no ".0", no more than six decimals in what is computed.
Needs the package jsonschema (4.18 or later). Ends with 1 when something differs.
"""

import csv
import decimal
import json
import pathlib
import re
import sys

from jsonschema import Draft202012Validator

KEYS = ("period", "akasse", "area", "value", "numerator", "denominator", "status")
problems = []


def problem(path, text):
    problems.append(f"{path}: {text}")


def load(path):
    text = path.read_text(encoding="utf-8")
    for number in re.findall(r"[:\[,](-?[0-9][0-9.eE+-]*)(?=[,}\]])", re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)):
        if re.search(r"[eE]|\.0+$|\.[0-9]{7,}", number):
            problem(path, f"the number {number} is not plain")
    return json.loads(text, parse_float=decimal.Decimal, parse_int=decimal.Decimal)


def plain(value):
    """As the validator wants it: int and float."""
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def check_schema(path, value, validators):
    schema = (path.parent / value["$schema"]).resolve()
    if schema not in validators:
        if not schema.is_file():
            problem(path, f"{schema} is not there")
            return
        text = json.loads(schema.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(text)
        validators[schema] = Draft202012Validator(text, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for error in list(validators[schema].iter_errors(plain(value)))[:5]:
        problem(path, f"{error.json_path}: {error.message}")


def number(text, point="."):
    if text == "":
        return None
    if not re.fullmatch(rf"-?[0-9]+({re.escape(point)}[0-9]+)?", text):
        raise ValueError(f"{text!r} is not a number")
    return decimal.Decimal(text.replace(point, "."))


COUNTS = ("numerator", "denominator", "low", "high")
DANISH_COUNTS = ("Tæller", "Nævner", "Mindst", "Højst")


def from_csv(row):
    return {
        "period": row["period"],
        "akasse": row["akasse"] or None,
        "area": row["area"] or None,
        "value": number(row["value"]),
        "numerator": number(row["numerator"]),
        "denominator": number(row["denominator"]),
        "status": row["status"].split(),
        "low": number(row["low"]),
        "high": number(row["high"]),
    }


def check_tables(path, value):
    observations = [{key: record.get(key) for key in (*KEYS, "low", "high")} for record in value["observations"]]
    for record in observations:
        if record["low"] is not None and (record["value"] is not None or "suppressed" not in record["status"]):
            problem(path, f"{record['period']} {record['akasse']} {record['area']} has a coarser answer and is not hidden")
        if record["value"] is None and not record["status"]:
            problem(path, f"{record['period']} {record['akasse']} {record['area']} has no value and no reason")
    tidy = path.with_suffix(".csv")
    with tidy.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if [from_csv(row) for row in rows] != observations:
        problem(tidy, "its cells are not those of the JSON")
    if any(row["measure"] != value["measure"]["id"] for row in rows):
        problem(tidy, "a row is of another measure")
    danish = path.with_name(path.stem + ".da.csv")
    if not danish.read_bytes().startswith(b"\xef\xbb\xbf"):
        problem(danish, "it has no byte order mark")
    with danish.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        for name, text in row.items():
            if name not in ("Værdi", "Tæller", "Nævner") and text.startswith(("=", "+", "-", "@", "\t", "\r")):
                problem(danish, f"a spreadsheet would run {text!r}")
    cells = [(row["Måned"], number(row["Værdi"], ","), *(number(row[name]) for name in DANISH_COUNTS)) for row in rows]
    if cells != [tuple(o[key] for key in ("period", "value", *COUNTS)) for o in observations]:
        problem(danish, "its cells are not those of the JSON")


def check_party(path, value, measures):
    if value["akasse"]:
        mine = ("akasse", value["akasse"]["id"])
    else:
        mine = ("area", value["area"]["id"])
    for kind in ("observations", "notes", "summaries", "assessments"):
        expected = [
            {"measure": measure, **record}
            for measure, of_measure in measures
            for record in of_measure[kind]
            if record[mine[0]] == mine[1]
        ]
        found = [record for record in value[kind] if record["measure"] in dict(measures)]
        if found != expected:
            problem(path, f"its {kind} are not those of the measures' files")
    if any(record[mine[0]] != mine[1] for kind in ("observations", "changes") for record in value[kind]):
        problem(path, "it holds records of others")


def is_own(path):
    """Whether a file is JSON of the archive's own form; the others are read by check_formats.py."""
    others = (".jsonstat.json", ".csv-metadata.json", "datapackage.json", "citation.csl.json")
    return path.endswith(".json") and not path.endswith(others)


def check_folder(folder, validators, by_schema=True):
    release = load(folder / "release.json")
    listed = {record["path"] for record in release["files"]} | {"release.json"}
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"manifest.json"}
    if listed != found:
        problem(folder, f"release.json and the folder differ: {sorted(listed ^ found)[:5]}")
    values = {path: load(folder / path) for path in sorted(listed & found) if is_own(path)}
    for path, value in values.items():
        if by_schema:
            check_schema(folder / path, value, validators)
        if value["release"] != release["release"]:
            problem(folder / path, "it is of another release")
    measures = [(measure, values[f"{measure}.json"]) for measure in release["measures"]]
    for measure, value in measures:
        check_tables(folder / f"{measure}.json", value)
    for path, value in values.items():
        if "/" in path:
            check_party(folder / path, value, measures)
    return {path: {key: value[key] for key in value if key not in ("$schema", "documents", "page")} for path, value in values.items()}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    api = pathlib.Path(sys.argv[1]) / "api" / "v1"
    validators = {}
    index = load(api / "index.json")
    check_schema(api / "index.json", index, validators)
    check_schema(api / "calendar.json", load(api / "calendar.json"), validators)
    check_schema(api / "search.json", load(api / "search.json"), validators)
    # The editions in which each measure appears first and last, so that every form it has had is read.
    having = {}
    for record in index["editions"]:
        for measure in record["measures"] or [None]:
            having.setdefault(measure, []).append(record["path"])
    forms = {path for paths in having.values() for path in (paths[0], paths[-1])}
    editions = [check_folder((api / record["path"]).parent, validators, record["path"] in forms) for record in index["editions"]]
    listed = {(api / record["path"]).parent for record in index["editions"]}
    for folder in sorted(set(api.glob("releases/*/v*")) - listed):
        problem(folder, "index.json does not name it")
    if index["latest"] and check_folder(api / "latest", validators) != editions[0]:
        problem(api / "latest", "it does not say what the newest release says")
    for text in problems[:50]:
        print(text)
    print(f"{len(editions)} editions, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
