#!/usr/bin/env python3
"""Holds the JSON and CSV files of an archive against each other and against their schemas.

Usage: check_json.py ARCHIVE

Checks that every *.json of the archive is of a standard that another client reads, or has a JSON Schema, the one that
its own "$schema" leads to; that it is valid by it and has no key that the schema does not name; and that the schemas are
no empty promise: what is broken in one place is refused.

Checks, for every file below ARCHIVE/api/v1:
  - <measure>.csv and <measure>.da.csv have the cells of <measure>.json, value by value;
  - the files about one fund or jobcentre hold the records of <measure>.json that are theirs, and no others;
  - release.json lists the files of its folder, all of them, and index.json every release;
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


STANDARDS = (
    (".jsonstat.json", "check_formats.py"),
    (".csv-metadata.json", "check_formats.py"),
    ("/datapackage.json", "check_formats.py"),
    ("/citation.csl.json", "check_catalogue.py"),
    ("/oembed.json", "tests/browser/embeds.mjs"),
)
ROOT_STANDARDS = (("feed/", "check_catalogue.py"), ("api/v1/schema/", "below"))


def is_own(path):
    """Whether a file is JSON of the archive's own form, and none of a standard."""
    endings = tuple(ending for ending, _ in STANDARDS)
    return path.endswith(".json") and not f"/{path}".endswith(endings) and not path.startswith(
        tuple(start for start, _ in ROOT_STANDARDS)
    )


def closed(schema):
    """The schema without room for keys that it does not name: readers must take those, we must not write them."""
    if isinstance(schema, list):
        return [closed(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: closed(inner) for key, inner in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        schema["additionalProperties"] = False
    return schema


class Schema:
    def __init__(self, path):
        self.root = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(self.root)
        self.closed = self.validator(closed(self.root))
        self.seen = set()
        self.broken = 0

    def validator(self, schema):
        schema = {"$defs": self.root.get("$defs", {}), **schema}
        return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def resolved(self, schema):
        while "$ref" in schema:
            schema = self.root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return schema

    def break_at(self, path, schema, value, place):
        """Breaks a value that is valid, in every way that its part of the schema speaks of, once for each such part."""
        schema = self.resolved(schema)
        if "anyOf" in schema:
            of = [inner for inner in schema["anyOf"] if self.validator(inner).is_valid(value)]
            schema = self.resolved(of[0])
        if isinstance(value, dict):
            for key, inner in schema.get("properties", {}).items():
                if key in value:
                    self.break_at(path, inner, value[key], f"{place}.{key}")
        if isinstance(value, list) and "items" in schema:
            for inner in value:
                self.break_at(path, schema["items"], inner, f"{place}[]")
        # Keys that are there now and then have a place of their own.
        part = (place, frozenset(value) if isinstance(value, dict) else type(value))
        if part in self.seen:
            return
        self.seen.add(part)
        validator = self.validator(schema)
        for what, broken in self.broken_values(schema, value):
            self.broken += 1
            if validator.is_valid(broken):
                problem(path, f"the schema takes {place} {what}: {str(broken)[:80]}")

    def broken_values(self, schema, value):
        yield "of another type", [{}] if not isinstance(value, list) else {}
        for key in schema.get("required", []):
            yield f"without {key}", {other: inner for other, inner in value.items() if other != key}
        for key in schema.get("dependentRequired", {}):
            if key in value:
                yield f"with {key} alone", {other: value[other] for other in value if other not in ("low", "high") or other == key}
        if "enum" in schema:
            yield "with an unknown word", "no_such_word"
        if "pattern" in schema:
            for text in ("", "x", "2021M13", "21-9", f"{value}x"):
                if not re.search(schema["pattern"], text):
                    yield "not of its pattern", text
        if "minimum" in schema:
            yield "below its minimum", schema["minimum"] - 1
        if "maximum" in schema:
            yield "above its maximum", schema["maximum"] + 1
        if schema.get("type") == "integer":
            yield "with decimals", 1.5
        if schema.get("uniqueItems") and value:
            yield "twice", value + value


def check_schema(path, value, schemas):
    if "$schema" in value:
        named = (path.parent / value["$schema"]).resolve()
    elif path.name == "manifest.json":
        named = schemas["manifest"]
    else:
        problem(path, "it has no schema, and no standard that another client reads")
        return
    if named not in schemas:
        if not named.is_file():
            problem(path, f"{named} is not there")
            return
        schemas[named] = Schema(named)
    schema, value = schemas[named], plain(value)
    errors = list(schema.closed.iter_errors(value))[:5]
    for error in errors:
        problem(path, f"{error.json_path}: {error.message}")
    if not errors:
        schema.break_at(path, schema.root, value, "$")


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


def check_folder(folder):
    release = load(folder / "release.json")
    listed = {record["path"] for record in release["files"]} | {"release.json"}
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"manifest.json"}
    if listed != found:
        problem(folder, f"release.json and the folder differ: {sorted(listed ^ found)[:5]}")
    values = {path: load(folder / path) for path in sorted(listed & found) if is_own(path)}
    for path, value in values.items():
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
    archive = pathlib.Path(sys.argv[1])
    schemas = {"manifest": (api / "schema" / "manifest.json").resolve()}
    index = load(api / "index.json")
    # The editions in which each measure appears first and last, so that every form it has had is read; the client in
    # tests/browser/schemas.mjs, which is faster, reads every edition.
    having = {}
    for record in index["editions"]:
        for measure in record["measures"] or [None]:
            having.setdefault(measure, []).append(str(pathlib.PurePosixPath(record["path"]).parent))
    forms = {folder for folders in having.values() for folder in (folders[0], folders[-1])}

    def is_read(path):
        inside = re.match(r"(?:.*/)?(releases/)?(\d{4}-\d{2}/v\d+)/", path)
        return not inside or f"releases/{inside[2]}" in forms

    read = 0
    for path in sorted(archive.rglob("*.json")):
        name = path.relative_to(archive).as_posix()
        if is_own(name) and is_read(name):
            check_schema(path, load(path), schemas)
            read += 1
    of = {path.stem: schema for path, schema in schemas.items() if isinstance(schema, Schema)}
    for path in sorted((api / "schema").glob("*.json")):
        if path.stem not in of:
            print(f"{path.name}: no file of this kind")
    editions = [check_folder((api / record["path"]).parent) for record in index["editions"]]
    listed = {(api / record["path"]).parent for record in index["editions"]}
    for folder in sorted(set(api.glob("releases/*/v*")) - listed):
        problem(folder, "index.json does not name it")
    if index["latest"] and check_folder(api / "latest") != editions[0]:
        problem(api / "latest", "it does not say what the newest release says")
    for text in problems[:50]:
        print(text)
    broken = sum(schema.broken for schema in of.values())
    print(f"{read} files by {len(of)} schemas, which refused {broken} broken values")
    print(f"{len(editions)} editions, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
