#!/usr/bin/env python3
"""Runs the lines that the page for developers offers to copy, as they stand there, and holds what they print against the archive.

Usage: run_lines.py ARCHIVE

Serves ARCHIVE on this machine and takes the blocks of code out of data/index.html and en/data/index.html. Only the
publication's address is put in the server's place.
  - Those in bash (curl), JavaScript (node), Python and R (Rscript) are run twice: as they stand, and with the line of the
    version's own address in use. Each ends without an error and prints exactly the figures of <measure>.json.
  - The figures shown as an example are lines of that file, and the lines shown as printed are printed.
  - The addresses and columns that the lines for Power Query name are there, and each of its steps is defined and used.
  - The columns, words of status and schemas that the page lists are those of the archive.
Needs the packages of requirements.txt, and bash, curl, awk, node and Rscript. Ends with 1 when something differs.
"""

import concurrent.futures
import csv
import functools
import html
import html.parser
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

# Each language with what runs a program that is given as its input.
RUN = {
    "bash": ["bash", "-euo", "pipefail", "-s"],
    "javascript": ["node", "--input-type=module", "-"],
    "python": [sys.executable, "-W", "error", "-"],
    "r": ["Rscript", "--vanilla", "-"],
}
TOTAL, NONE = {"alle", "all"}, {"intet tal", "no figure"}
# The publication's own address, as the lines name it and in a comment.
FROZEN = re.compile(r"^(?:#|//) (address ?(?:=|<-).*)$", re.MULTILINE)
problems = []


def problem(where, text):
    problems.append(f"{where}: {text}")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Page(html.parser.HTMLParser):
    """The blocks of code with their languages, the first column of each table by its id, and the text of links."""

    def __init__(self, text):
        super().__init__()
        self.blocks, self.tables, self.schemas = [], {}, []
        self.code, self.table, self.head = None, None, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "code" and given.get("class", "").startswith("language-"):
            self.code = given["class"].removeprefix("language-")
            self.blocks.append([self.code, ""])
        if tag == "table":
            self.table = self.tables.setdefault(given.get("id"), [])
        self.head = tag == "th" and given.get("scope") == "row"
        if tag == "a" and re.search(r"api/v1/schema/[a-z]+\.json$", given.get("href", "")):
            self.schemas.append(given["href"].rsplit("/", 1)[1])

    def handle_data(self, data):
        if self.code:
            self.blocks[-1][1] += data
        if self.head and self.table is not None:
            self.table.append(data)

    def handle_endtag(self, tag):
        if tag == "code":
            self.code = None
        if tag == "th":
            self.head = False


def run(language, code):
    """What a program prints."""
    environment = {**os.environ, "no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            RUN[language], input=code, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=environment, timeout=120
        )
    if done.returncode != 0 or done.stderr.strip():
        raise RuntimeError(f"it ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout


def read(language, code, printed):
    """The rows that a program printed: (month, id, value, status), with None where there is nothing; no month but in bash."""
    lines = printed.splitlines()
    aligned = language == "r" or "pandas" in code
    rows = []
    for line in lines[1:] if aligned else lines:
        cells = line.split(None, 2) if aligned else line.split("\t")
        month = cells.pop(0) if language == "bash" else None
        who, value, status = [*cells, ""][:3]
        missing = {"NA", "<NA>", "NaN"} if aligned else NONE
        total = {"NA", "<NA>", "NaN"} if aligned else TOTAL
        rows.append((month, None if who in total else who, None if value in missing else float(value), "" if status in missing else status))
    return rows


def expected(figures, fixed, of, who, months):
    rows = []
    for record in figures["observations"]:
        if (record[fixed] or "") == of and record["period"] in months:
            value = None if record["value"] is None else float(record["value"])
            rows.append((record["period"], record[who], value, " ".join(record["status"])))
    return rows


def check_page(archive, base, server, path, pool):
    page = Page((archive / path).read_text(encoding="utf-8"))
    blocks = {}
    for language, code in page.blocks:
        blocks.setdefault(language, []).append(code)
    counted = {language: len(codes) for language, codes in blocks.items()}
    if counted != {"json": 1, "text": 1, "bash": 1, "javascript": 1, "python": 3, "r": 1, "powerquery": 1}:
        problem(path, f"its blocks of code are {counted}")
        return 0
    measure = re.search(r"api/v1/latest/([a-z0-9_]+)\.json", blocks["javascript"][0])[1]
    fixed, of = re.search(r'row\["(area|akasse)"\] == "([^"]*)"', blocks["python"][0]).groups()
    who = {"area": "akasse", "akasse": "area"}[fixed]
    file = archive / f"api/v1/latest/{measure}.json"
    figures = json.loads(file.read_text(encoding="utf-8"))
    newest = {figures["release"]["period"]}
    every = {record["period"] for record in figures["observations"]}
    in_month, in_file = expected(figures, fixed, of, who, newest), expected(figures, fixed, of, who, every)
    if len(in_month) < 2:
        problem(path, "the lines are about no figures")

    def one(language, code, kept):
        where = f"{path}, {language} ({kept})"
        try:
            if kept == "frozen":
                code, found = FROZEN.subn(r"\1", code)
                if found != 1 or f"/releases/{figures['release']['period'].replace('M', '-')}/v{figures['release']['version']}/" not in code:
                    problem(where, "it does not name the version's own address")
            if base not in code:
                problem(where, "it does not name the publication's address")
            printed = run(language, code.replace(base, server))
            if "jsonschema" in code:
                if printed.split() != [measure, figures["schema_version"]]:
                    problem(where, f"it printed {printed!r}")
                return printed
            rows = read(language, code, printed)
            wanted = in_file if language == "bash" else [(None, *row[1:]) for row in in_month]
            if rows != wanted:
                different = [pair for pair in zip(rows, wanted) if pair[0] != pair[1]][:2]
                problem(where, f"it printed {len(rows)} rows of {len(wanted)}, and otherwise {different}")
            return printed
        except (OSError, RuntimeError, ValueError, subprocess.SubprocessError) as error:
            problem(where, error)
            return ""

    tasks = {}
    for language in RUN:
        for at, code in enumerate(blocks[language]):
            tasks[language, at, "latest"] = pool.submit(one, language, code, "latest")
            if "jsonschema" not in code:
                tasks[language, at, "frozen"] = pool.submit(one, language, code, "frozen")
    printed = {key: task.result() for key, task in tasks.items()}

    lines = file.read_text(encoding="utf-8").splitlines()
    for line in blocks["json"][0].splitlines():
        if line not in lines and f"{line}," not in lines:
            problem(path, f"no line of {measure}.json is {line}")
    said = printed["javascript", 0, "latest"].splitlines()
    for line in blocks["text"][0].splitlines():
        if line not in [one.rstrip() for one in said]:
            problem(path, f"no line is printed as {line!r}")
    check_query(archive, base, path, blocks["powerquery"][0], measure)
    check_lists(archive, path, page, measure)
    return len(printed)


def check_query(archive, base, path, code, measure):
    """Power Query runs nowhere but in Excel: what it names is looked up."""
    where = f"{path}, powerquery"
    with (archive / f"api/v1/latest/{measure}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    addresses = re.findall(r'"(https?://[^"]*)"', code)
    for address in addresses:
        if not address.startswith(base) or not (archive / address.removeprefix(base)).is_file():
            problem(where, f"{address} is not there")
    if len(addresses) != 2:
        problem(where, f"it has the addresses {addresses}")
    plain = re.sub(r"//[^\n\"]*(\"[^\"]*\")?\n", "\n", re.sub(r'"https?://[^"]*"', '""', code))
    named = set(re.findall(r"\[([a-z]+)\]", plain))
    for listed in re.findall(r"\{[^{}]*\}", plain):
        named |= set(re.findall(r'"([^"]+)"', listed))
    if not {"period", "value", "status"} <= named <= set(header):
        problem(where, f"it names the columns {sorted(named)}")
    for opening, closing in ("()", "[]", "{}"):
        if plain.count(opening) != plain.count(closing):
            problem(where, f"{opening} and {closing} do not pair")
    steps = re.findall(r"^    (\w+) = ", plain, re.MULTILINE)
    if not re.fullmatch(r"let\n.*\nin\n    (\w+)\n?", plain, re.DOTALL) or plain.split()[-1] != steps[-1]:
        problem(where, "it does not end with its last step")
    for at, step in enumerate(steps):
        if not re.search(rf"\b{step}\b", plain.split(f"    {step} = ", 1)[1]) or re.search(rf"\b{step}\b", plain.split(f"    {step} = ", 1)[0]):
            problem(where, f"the step {step} is not used, or before it is defined")


def check_lists(archive, path, page, measure):
    with (archive / f"api/v1/latest/{measure}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    if page.tables.get("kolonnerne") != header:
        problem(path, f"it lists the columns {page.tables.get('kolonnerne')}, and the file has {header}")
    words = set()
    for file in sorted((archive / "api/v1/latest").glob("*.csv")):
        if not file.name.endswith(".da.csv"):
            with file.open(encoding="utf-8", newline="") as rows:
                words |= {word for row in csv.DictReader(rows) for word in row["status"].split()}
    if not words <= set(page.tables.get("statusord", [])):
        problem(path, f"it does not tell of the status {sorted(words - set(page.tables.get('statusord', [])))}")
    schemas = {file.name for file in (archive / "api/v1/schema").iterdir()}
    if set(page.schemas) != schemas:
        problem(path, f"it does not link to the schemas {sorted(set(page.schemas) ^ schemas)}")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    archive = pathlib.Path(sys.argv[1]).resolve()
    lacking = [name for name in ("bash", "curl", "awk", "node", "Rscript") if not shutil.which(name)]
    if lacking:
        sys.exit(f"run_lines.py needs {', '.join(lacking)}")
    base = json.loads((archive / "api/v1/index.json").read_text(encoding="utf-8"))["base_url"]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(archive)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    local = f"http://127.0.0.1:{server.server_address[1]}/"
    pages = [path for path in ("data/index.html", "en/data/index.html") if (archive / path).is_file()]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        ran = sum(check_page(archive, base, local, path, pool) for path in pages)
    server.shutdown()
    for text in problems[:50]:
        print(text)
    print(f"{len(pages)} pages, {ran} programs run, {len(problems)} problems")
    sys.exit(1 if problems or not ran else 0)


if __name__ == "__main__":
    main()
