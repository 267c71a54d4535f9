#!/usr/bin/env python3
"""Reads every TimeMap of an archive as a web archive's client does, and holds it against the editions.

Usage: check_timemaps.py ARCHIVE

Checks of each timemap.link:
  - it follows the grammar of RFC 6690 as RFC 7089 uses it, strictly, and the package LinkHeader reads the same links;
  - it has one original, one self with from and until, and one memento of every edition that has the page, with the times
    of the editions' release.json, ascending, the first and the last marked;
  - each memento is a page of the archive that names the same original and the same TimeMap.
Ends with 1 when something differs.
"""

import datetime
import email.utils
import html.parser
import json
import pathlib
import posixpath
import re
import sys

import link_header

PARAMETER = r';\s*[a-z]+="[^"\\]*"'
LINK = rf"<[!-;=?-~]+>(?:{PARAMETER})+"
FILE = re.compile(rf"{LINK}(?:,\n{LINK})*\n")
DATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z][a-z] \d{4} \d\d:\d\d:\d\d GMT")
problems = []


class Head(html.parser.HTMLParser):
    """The links of a page's head, by relation."""

    def __init__(self):
        super().__init__()
        self.links = {}

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "link":
            self.links[attributes.get("rel")] = attributes.get("href")


def head_of(path):
    """A page up to the end of its head, which is all that names versions."""
    text = path.read_text()
    end = text.index("</head>")
    return text[:end]


def problem(text):
    problems.append(text)


def moment(text):
    if not DATE.fullmatch(text):
        problem(f"{text!r} is no date of RFC 1123 in GMT")
    found = email.utils.parsedate_to_datetime(text)
    if found.strftime("%a") != text[:3]:
        problem(f"{text!r} names another day of the week")
    return found


def read(path):
    """Links as (address, parameters), by the package, once the grammar holds."""
    raw = path.read_bytes()
    text = raw.decode("ascii")
    if not FILE.fullmatch(text):
        problem(f"{path} is not in the link format")
        return []
    links = link_header.parse(text.strip().replace("\n", " ")).links
    if len(links) != len(re.findall(LINK, text)):
        problem(f"{path}: the package reads {len(links)} links")
    found = []
    for link in links:
        names = [name for name, _ in link.attr_pairs]
        if len(names) != len(set(names)):
            problem(f"{path}: a parameter stands twice for {link.href}")
        found.append((link.href, dict(link.attr_pairs)))
    return found


def main():
    archive = pathlib.Path(sys.argv[1])
    index = json.loads((archive / "api/v1/index.json").read_text())
    base = index["base_url"]
    editions = []
    for edition in index["editions"]:
        release = json.loads((archive / "api/v1" / edition["path"]).read_text())["release"]
        folder = f"{release['period'].replace('M', '-')}/v{release['version']}/"
        editions.append((datetime.datetime.fromisoformat(release["published"]), release["period"], release["version"], folder))
    editions.sort()
    files = sorted(archive.rglob("timemap.link"))
    mementos = 0
    for path in files:
        folder = path.parent.relative_to(archive).as_posix().removeprefix(".")
        folder = f"{folder}/" if folder else ""
        # Pages in English stand below en/, and were shown by the editions' pages in English.
        language = "en/" if folder.startswith("en/") else ""
        bare = folder.removeprefix(language)
        links = read(path)
        if not links:
            continue
        head = Head()
        head.feed(head_of(path.parent / "index.html"))
        if head.links.get("timemap") != "timemap.link":
            problem(f"{folder}index.html does not name its TimeMap")
        if links[0] != (base + folder, {"rel": "original"}) or head.links.get("canonical") != base + folder:
            problem(f"{path} is about {links[0]}")
        address, self_ = links[1]
        if (address, self_["rel"], self_["type"]) != (f"{base}{folder}timemap.link", "self", "application/link-format"):
            problem(f"{path} names itself {links[1]}")
        expected, newest = [], ("", 0)
        for when, period, version, edition in editions:
            is_month = re.fullmatch(r"\d{4}-\d\d/", bare)
            inside = "" if is_month else bare
            is_newest = (period, version) > newest
            newest = max(newest, (period, version))
            if bare == "":
                shown = is_newest
            elif is_month:
                shown = edition.startswith(bare)
            else:
                shown = (archive / language / edition / inside / "index.html").is_file()
            if shown:
                expected.append((base + language + edition + inside, when))
        found = [(address, moment(parameters["datetime"])) for address, parameters in links[2:]]
        if found != expected:
            problem(f"{path} names {len(found)} mementos, and {len(expected)} were expected, or their times differ")
        if [when for _, when in found] != sorted(when for _, when in found):
            problem(f"{path} is not in the order of time")
        for at, (address, parameters) in enumerate(links[2:]):
            mementos += 1
            marks = (["first"] if at == 0 else []) + (["last"] if at + 3 == len(links) else []) + ["memento"]
            if parameters["rel"].split() != marks:
                problem(f"{path}: {address} is marked {parameters['rel']}")
            page = address.removeprefix(base) + "index.html"
            head = Head()
            head.feed(head_of(archive / page))
            # The first page has no page of its own in an edition: it showed the edition's, as the month's page does.
            if bare:
                to = {rel: posixpath.normpath(posixpath.join(posixpath.dirname(page), href)) for rel, href in head.links.items() if rel in ("original", "timemap")}
                if to != {"original": f"{folder}index.html", "timemap": f"{folder}timemap.link"}:
                    problem(f"{page} leads to {to}")
        if found and (moment(self_["from"]), moment(self_["until"])) != (found[0][1], found[-1][1]):
            problem(f"{path} spans other times than its mementos")
    if not files or not mementos:
        problem("there is nothing to check")
    for text in problems[:20]:
        print(text, file=sys.stderr)
    print(f"{len(files)} TimeMaps with {mementos} mementos, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
