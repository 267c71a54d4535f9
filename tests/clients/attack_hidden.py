#!/usr/bin/env python3
"""Attacks the hidden cells of an archive by linear programming (HiGHS), from what readers have alone.

Usage: attack_hidden.py ARCHIVE [PUBLICATION]

ARCHIVE is a built site, PUBLICATION the folder it was built from (its codes and rules; default: this repository).
Every table of the API is rebuilt with all its sums at once: over funds, and over areas in all hierarchies together. A
hidden cell may be anything that agrees with what is shown. Fails when one is found more closely than the policy allows:
an interval narrower than the limit less one, or a shown figure below the limit. First it tests itself on copies of tables
in which one hidden cell is revealed.

Reads data/codes/*.csv, data/measures/*.toml, noegletal.toml and api/v1/releases/*/v*/<measure>.json, and nothing that the
program computes besides. Needs highspy. Ends with 1 when a cell is found.
"""

import csv
import json
import pathlib
import random
import sys
import tomllib

import highspy
import numpy

# No count is larger; what is not bounded by sums is bounded by this.
FAR = 1_000_000
NEAR = 1e-6
FOUND = "hidden, and its interval is"
# Random directions tried before cells are looked at one by one: each moves many cells at once.
DIRECTIONS = 40


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Publication:
    """The codes and rules that say which cells add up to which, and how wide an interval must be."""

    def __init__(self, root):
        self.members = rows(root / "data/codes/area_members.csv")
        self.insured = {row["id"] for row in rows(root / "data/codes/akasser.csv") if row["insured"] != "no"}
        disclosure = tomllib.loads((root / "noegletal.toml").read_text(encoding="utf-8"))["disclosure"]
        self.minimum = disclosure["minimum_count"]
        # Where zeros are shown, everyone knows that a hidden count is none.
        self.floor = 0 if disclosure.get("zeros_are_sensitive") else 1
        files = sorted((root / "data/measures").glob("*.toml"))
        self.measures = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}

    def limit(self, measure):
        """The smallest count that is shown; None where nothing is protected here."""
        rules = self.measures[measure]
        disclosure = rules.get("disclosure", {})
        # What is derived from two months is hidden where they are, and holds no counts of its own.
        if disclosure.get("published_by_owner") or "derived" in rules:
            return None
        return max(self.minimum, disclosure.get("minimum_count", 0))

    def parts(self, areas, period):
        """For each area of a table those areas of it that it consists of and that have no parts themselves."""
        day = period.replace("M", "-") + "-01"
        children = {}
        for row in self.members:
            if row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"]):
                children.setdefault(row["parent"], set()).add(row["child"])

        def leaves(area, among):
            below = children.get(area, set()) & among
            return set().union(*(leaves(child, among) for child in below)) if below else {area}

        return {area: sorted(leaves(area, areas)) for area in areas}


class Table:
    """One measure's cells of one month: shown values, hidden cells, and sums as lists of parts with their whole."""

    def __init__(self, name, rules, shown, hidden, sums):
        # The smallest count shown, the smallest that a hidden one can be, and whether there are two layers.
        self.name, self.rules = name, rules
        self.limit, self.floor, self.is_share = rules
        self.shown, self.hidden, self.sums = shown, hidden, sums
        # What an earlier edition hid stays hidden, also when it has become none.
        self.hidden_before = set()

    def layers(self):
        """Counts; of shares the numerators, and what is left of the denominators. A hidden share may have a part of zero."""
        if not self.is_share:
            yield "count", {cell: value[0] for cell, value in self.shown.items()}, self.floor
            return
        yield "numerator", {cell: value[0] for cell, value in self.shown.items()}, 0
        yield "rest", {cell: value[1] - value[0] for cell, value in self.shown.items()}, 0

    def revealed(self, cell, value):
        hidden = [other for other in self.hidden if other != cell]
        copy = Table(self.name + " (leaking copy)", self.rules, {**self.shown, cell: value}, hidden, self.sums)
        copy.hidden_before = self.hidden_before
        return copy


def tables(path, publication):
    """The tables in a file of the API, one for each month in it."""
    value = json.loads(path.read_text(encoding="utf-8"))
    measure = value["measure"]["id"]
    limit = publication.limit(measure)
    if limit is None:
        return
    rules = publication.measures[measure]
    for period in sorted({record["period"] for record in value["observations"]}):
        records = {(r["area"], r["akasse"]): r for r in value["observations"] if r["period"] == period}
        shown, hidden, nobody = {}, [], set()
        for cell, record in records.items():
            if "suppressed" in record["status"]:
                hidden.append(cell)
            elif "not_applicable" in record["status"]:
                nobody.add(cell)
            elif rules["kind"] == "share" and record["denominator"] is not None:
                shown[cell] = (record["numerator"], record["denominator"])
            elif record["value"] is not None:
                shown[cell] = (record["value"],)
        known = shown.keys() | set(hidden)
        sums = list(sums_of(records, publication.parts({a for a, _ in records if a}, period), rules, publication))
        # A sum with a part that nobody knows says nothing.
        sums = [
            ([part for part in parts if part not in nobody and part in records], whole)
            for parts, whole in sums
            if whole in known and all(part in known or part in nobody or part not in records for part in parts)
        ]
        name = f"{path.parent.parent.name}/{path.parent.name} {measure} {period}"
        table = Table(name, (limit, publication.floor, rules["kind"] == "share"), shown, sorted(hidden, key=str), sums)
        table.of = (measure, period, value["release"]["synthetic"])
        table.published = (value["release"]["published"], value["release"]["period"])
        yield table


def remember(found):
    """Notes for each table what earlier editions hid of the same month."""
    hidden = {}
    for table in sorted(found, key=lambda table: table.published):
        before = hidden.setdefault(table.of, set())
        table.hidden_before = set(before)
        before.update(table.hidden)


def sums_of(records, parts, rules, publication):
    funds = sorted({akasse for _, akasse in records if akasse})
    areas = sorted({area for area, _ in records if area})
    if rules.get("over_akasser", "none") != "none" and "akasse" in rules["dimensions"]:
        for area in sorted({area for area, _ in records}, key=str):
            yield [(area, fund) for fund in funds if fund in publication.insured], (area, None)
    if rules.get("over_areas", "none") != "none" and "area" in rules["dimensions"]:
        for area in areas:
            for fund in [*funds, None]:
                if parts[area] != [area]:
                    yield [(part, fund) for part in parts[area]], (area, fund)


class Attack:
    """All tables that agree with what is shown of one layer, as a linear program."""

    def __init__(self, table, values, floor):
        self.cells = table.hidden
        place = {cell: at for at, cell in enumerate(self.cells)}
        self.highs = highspy.Highs()
        self.highs.silent()
        count = len(self.cells)
        lowest = numpy.array([0.0 if cell in table.hidden_before else float(floor) for cell in table.hidden])
        self.highs.addVars(count, lowest, numpy.full(count, float(FAR)))
        # Sums with two hidden cells, and shown sums that do not add up.
        self.pairs, self.wrong = [], []
        for parts, whole in table.sums:
            rest = values.get(whole, 0) - sum(values.get(part, 0) for part in parts)
            terms = [(place[part], 1.0) for part in parts if part in place]
            terms += [(place[whole], -1.0)] if whole in place else []
            if not terms and rest:
                self.wrong.append(f"{whole} is not the sum of its parts: {rest} is left")
            if terms:
                index, factor = zip(*terms)
                self.highs.addRow(rest, rest, len(terms), numpy.array(index, dtype=numpy.int32), numpy.array(factor))
            if len(terms) == 2:
                self.pairs.append(tuple(self.cells[at] for at, _ in terms))
        self.low, self.high = numpy.full(count, numpy.inf), numpy.full(count, -numpy.inf)

    def solve(self, costs):
        """One table that agrees, as far as it goes in a direction; widens the intervals seen so far."""
        count = len(self.cells)
        self.highs.changeColsCost(count, numpy.arange(count, dtype=numpy.int32), costs)
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS: {self.highs.modelStatusToString(self.highs.getModelStatus())}")
        found = numpy.array(self.highs.getSolution().col_value)
        self.low, self.high = numpy.minimum(self.low, found), numpy.maximum(self.high, found)
        return found

    def narrow(self, need, seed):
        """Cells with their intervals where these are narrower than they must be."""
        dice = numpy.random.default_rng(seed)
        count = len(self.cells)
        for at in range(DIRECTIONS if count else 0):
            if at and not self.open(need).size:
                break
            self.solve(dice.choice([-1.0, 0.0, 1.0], count))
        for at in range(count):
            for way in (1.0, -1.0):
                if self.high[at] - self.low[at] < need - NEAR:
                    costs = numpy.zeros(count)
                    costs[at] = way
                    self.solve(costs)
        return [(self.cells[at], self.low[at], self.high[at]) for at in self.open(need)]

    def open(self, need):
        return numpy.flatnonzero(self.high - self.low < need - NEAR)


def attacked(table):
    """What is wrong with a table, as sentences."""
    problems = []
    for layer, values, floor in table.layers():
        for cell, value in values.items():
            if 0 < value < table.limit:
                problems.append(f"{table.name}, {layer} of {cell}: it is shown, and below the limit of {table.limit}")
        attack = Attack(table, values, floor)
        problems += [f"{table.name}, {layer}: {wrong}" for wrong in attack.wrong]
        for cell, low, high in attack.narrow(table.limit - 1, len(table.hidden)):
            # The width alone: what is hidden does not belong in a log.
            problems.append(f"{table.name}, {layer} of {cell}: {FOUND} {high - low:.2f} wide, not {table.limit - 1}")
    return problems


def made_up():
    """Three areas and three funds, of which four cells are hidden: safe as it is."""
    counts = {"a": (6, 40, 9), "b": (30, 22, 50), "c": (8, 7, 60)}
    inner = {(area, fund): count for area, of_area in counts.items() for fund, count in zip("xyz", of_area)}
    sums = [([(area, fund) for fund in "xyz"], (area, None)) for area in "abc"]
    sums += [([(area, fund) for area in "abc"], ("all", fund)) for fund in "xyz"]
    values = dict(inner)
    for parts, whole in sums:
        values[whole] = sum(values[part] for part in parts)
    hidden = [("a", "x"), ("a", "z"), ("b", "x"), ("b", "z")]
    shown = {cell: (value,) for cell, value in values.items() if cell not in hidden}
    return Table("made-up", (5, 1, False), shown, hidden, sums), inner


def narrow_cells(table):
    return {text for text in attacked(table) if FOUND in text}


def test_itself(found):
    """The attack must pass a safe table, and find every leak in copies that have one; returns of how many tables."""
    safe, inner = made_up()
    assert attacked(safe) == [], attacked(safe)
    for cell in safe.hidden:
        assert len(narrow_cells(safe.revealed(cell, (inner[cell],)))) == 3, f"revealing {cell} gives the others away"
    tested = 0
    for table in found:
        if table.is_share or tested == 3:
            continue
        _, values, floor = next(table.layers())
        attack = Attack(table, values, floor)
        known = {cell for cell, _, _ in attack.narrow(table.limit - 1, 1)}
        # Of two hidden cells in a sum, one becomes known, as some number that agrees with what is shown.
        pair = next((pair for pair in attack.pairs if not known.intersection(pair)), None)
        if pair is None:
            continue
        number = attack.solve(numpy.zeros(len(table.hidden)))[attack.cells.index(pair[0])]
        if number < table.limit or abs(number - round(number)) > NEAR:
            continue
        leaking = table.revealed(pair[0], (round(number),))
        assert any(str(pair[1]) in text for text in narrow_cells(leaking)), f"{leaking.name}: {pair[1]} is not found"
        tested += 1
    return tested


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else pathlib.Path(__file__).parent.parent.parent
    publication = Publication(root)
    names = ("release.json", "manifest.json")
    paths = sorted(pathlib.Path(sys.argv[1]).glob("api/v1/releases/*/v*/*.json"))
    paths = [path for path in paths if path.name not in names and path.stem in publication.measures]
    found = [table for path in paths for table in tables(path, publication)]
    remember(found)
    tested = test_itself(random.Random(1).sample(found, len(found)))
    problems = [text for table in found for text in attacked(table)]
    for text in problems[:50]:
        print(text)
    hidden = sum(len(table.hidden) for table in found)
    print(f"{len(found)} tables, {hidden} hidden cells attacked, {tested} leaking copies found out, {len(problems)} problems")
    sys.exit(1 if problems or not found else 0)


if __name__ == "__main__":
    main()
