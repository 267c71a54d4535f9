#!/usr/bin/env python3
"""Reads what an archive tells portals, feed readers, reference managers and search engines, with programs that others made.

Usage: check_catalogue.py ARCHIVE

  - catalog.ttl and catalog.jsonld are the same graph (rdflib), as the shapes in dcat_shapes.ttl ask (pyshacl), with a dataset
    for each measure of each edition, and every address of this archive in it is a file or a page;
  - every feed is read by feedparser without complaint, names nothing that is not out, and its ids are its own;
  - JSON feeds say what the Atom feeds say;
  - citations are read by bibtexparser and rispy and as CSL-JSON, the same works in each, with address and seal;
  - every block of JSON-LD in a page is a Dataset of schema.org whose files are there, and each month and measure has one.
Needs the packages of requirements.txt. Ends with 1 when something differs.
"""

import html.parser
import json
import pathlib
import sys

import bibtexparser
import feedparser
import pyshacl
import rdflib
import rispy
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, RDF

HERE = pathlib.Path(__file__).resolve().parent
problems = []


def problem(path, text):
    problems.append(f"{path}: {text}")


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


class Archive:
    def __init__(self, root):
        self.root = root
        self.index = load(root / "api/v1/index.json")
        self.base = self.index["base_url"]

    def is_there(self, address):
        """Whether an address of this archive leads to a file or a page."""
        path = self.root / address.removeprefix(self.base).split("#")[0]
        return path.is_file() or (path / "index.html").is_file()

    def folders(self):
        return [(edition, (self.root / "api/v1" / edition["path"]).parent) for edition in self.index["editions"]]


def check_catalogue(archive):
    turtle, linked = rdflib.Graph(), rdflib.Graph()
    turtle.parse(archive.root / "catalog.ttl", format="turtle")
    linked.parse(archive.root / "catalog.jsonld", format="json-ld")
    if not isomorphic(turtle, linked):
        problem("catalog", "Turtle and JSON-LD say different things")
    shapes = rdflib.Graph().parse(HERE / "dcat_shapes.ttl", format="turtle")
    conforms, _, text = pyshacl.validate(turtle, shacl_graph=shapes, inference="none")
    if not conforms:
        problem("catalog.ttl", text[:2000])
    for _, _, thing in turtle:
        if isinstance(thing, rdflib.Literal) and thing.ill_typed:
            problem("catalog.ttl", f"{thing!r} is not of its type")
        elif isinstance(thing, rdflib.URIRef) and str(thing).startswith(archive.base) and not archive.is_there(str(thing)):
            problem("catalog.ttl", f"{thing} is not there")
    expected = {
        f"{archive.base}{edition['period'].replace('M', '-')}/v{edition['version']}/maal/{measure}/#data"
        for edition in archive.index["editions"]
        for measure in edition["measures"]
    }
    found = {str(one) for one in turtle.subjects(RDF.type, DCAT.Dataset)}
    if found != expected:
        problem("catalog.ttl", f"its datasets are not those of the archive: {sorted(found ^ expected)[:3]}")
    return len(found)


def check_feeds(archive):
    out = {(edition["period"].replace("M", "-"), edition["version"]) for edition in archive.index["editions"]}
    count, ids = 0, set()
    for path in sorted((archive.root / "feed").rglob("*.xml")):
        feed = feedparser.parse(path.read_bytes())
        if feed.bozo:
            problem(path, f"feedparser: {feed.bozo_exception}")
        if feed.feed.id in ids:
            problem(path, f"{feed.feed.id} is another feed's")
        ids.add(feed.feed.id)
        links = {link.rel: link.href for link in feed.feed.links}
        if links.get("self") != archive.base + path.relative_to(archive.root).as_posix() or not archive.is_there(links["alternate"]):
            problem(path, f"its links are {links}")
        own = [entry.id for entry in feed.entries]
        if len(own) > 50 or len(set(own)) != len(own):
            problem(path, "entries share an id, or there are too many")
        if [entry.published for entry in feed.entries] != sorted((entry.published for entry in feed.entries), reverse=True):
            problem(path, "the newest is not first")
        for entry in feed.entries:
            month, version = entry.link.removeprefix(archive.base).split("/")[:2]
            if not entry.updated_parsed or not entry.summary or (month, int(version[1:])) not in out or not archive.is_there(entry.link):
                problem(path, f"the entry {entry.title} leads nowhere, or to what is not out")
        count += len(own)
        twin = path.with_suffix(".json")
        if twin.is_file():
            items = [(item["id"], item["url"], item["title"], item["content_text"]) for item in load(twin)["items"]]
            if items != [(entry.id, entry.link, entry.title, entry.summary) for entry in feed.entries]:
                problem(twin, "it says something else than the Atom feed")
    editions = feedparser.parse((archive.root / "feed/udgivelser.xml").read_bytes())
    if len(editions.entries) != min(50, len(archive.index["editions"])):
        problem("feed/udgivelser.xml", "an edition is missing")
    return len(ids), count


def check_citations(archive):
    seals = {}
    if (archive.root / "releases.lock").is_file():
        for line in (archive.root / "releases.lock").read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words and not line.startswith("#"):
                seals[words[0]] = line
    count = 0
    for edition, folder in archive.folders():
        release = f"{edition['period'].replace('M', '-')}/v{edition['version']}"
        bib = bibtexparser.parse_file(str(folder / "citation.bib")) if hasattr(bibtexparser, "parse_file") else None
        if bib is None:
            with open(folder / "citation.bib", encoding="utf-8") as file:
                entries = {entry["ID"]: entry["url"] for entry in bibtexparser.load(file).entries}
        else:
            entries = {entry.key: entry.fields_dict["url"].value for entry in bib.entries}
            if bib.failed_blocks:
                problem(folder / "citation.bib", "bibtexparser cannot read all of it")
        with open(folder / "citation.ris", encoding="utf-8", newline="") as file:
            ris = {entry["id"]: entry["urls"][0] for entry in rispy.load(file)}
        csl = load(folder / "citation.csl.json")
        works = {item["id"]: item["URL"] for item in csl}
        if not entries == ris == works or len(works) != 1 + len(edition["measures"]):
            problem(folder, f"the three kinds of citations name different works: {len(entries)}, {len(ris)}, {len(works)}")
        for item in csl:
            day = [int(part) for part in edition["published"][:10].split("-")]
            if item["type"] != "dataset" or item["issued"]["date-parts"] != [day] or not archive.is_there(item["URL"]):
                problem(folder / "citation.csl.json", f"{item['id']} is not as the edition")
            seal = item["note"].rsplit(" ", 1)[1]
            if seals and seal not in seals.get(release, ""):
                problem(folder / "citation.csl.json", f"{item['id']} tells the seal {seal}, releases.lock another")
        page = (archive.root / release / "index.html").read_text(encoding="utf-8")
        if seal not in page or csl[0]["URL"] not in page:
            problem(folder, "the edition's page tells another seal or address")
        count += len(works)
    return count


class Blocks(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.inside, self.blocks = False, []

    def handle_starttag(self, tag, attributes):
        self.inside = tag == "script" and dict(attributes).get("type") == "application/ld+json"

    def handle_data(self, data):
        if self.inside:
            self.blocks.append(json.loads(data))

    def handle_endtag(self, tag):
        self.inside = False


def check_pages(archive):
    pages = {archive.root / "index.html"}
    for edition in archive.index["editions"]:
        own = archive.root / edition["period"].replace("M", "-") / f"v{edition['version']}"
        pages |= {own / "index.html", own.parent / "index.html"}
        pages |= {own / "maal" / measure / "index.html" for measure in edition["measures"]}
        pages |= {archive.root / "maal" / measure / "index.html" for measure in edition["measures"]}
    for page in sorted(pages):
        reader = Blocks()
        reader.feed(page.read_text(encoding="utf-8"))
        if [block.get("@type") for block in reader.blocks] != ["Dataset"] or not reader.blocks[0]["@context"].startswith("https://schema.org"):
            problem(page, "it has not one Dataset")
            continue
        dataset = reader.blocks[0]
        if not 50 <= len(dataset["description"]) <= 5000 or not dataset["name"] or not archive.is_there(dataset["url"]):
            problem(page, "its Dataset lacks what search engines ask for")
        for one in dataset.get("distribution", []):
            if not archive.is_there(one["contentUrl"]):
                problem(page, f"{one['contentUrl']} is not there")
    return len(pages)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    archive = Archive(pathlib.Path(sys.argv[1]))
    datasets = check_catalogue(archive)
    feeds, entries = check_feeds(archive)
    works, pages = check_citations(archive), check_pages(archive)
    for text in problems[:50]:
        print(text)
    print(f"{datasets} datasets, {feeds} feeds with {entries} entries, {works} works to cite, {pages} pages with data, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
