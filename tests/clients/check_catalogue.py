#!/usr/bin/env python3
"""Reads what an archive tells portals, feed readers, reference managers and search engines, with programs that others made.

Usage: check_catalogue.py ARCHIVE

  - catalog.ttl and catalog.jsonld are the same graph (rdflib), as the shapes in dcat_shapes.ttl ask (pyshacl), with a dataset
    for each measure of each edition, and every address of this archive in it is a file or a page;
  - every feed is read by feedparser without complaint, has 50 entries at most, names nothing that is not out, links to what is
    there, and its ids are its own and follow from the edition alone;
  - JSON feeds have what JSON Feed 1.1 requires, and say what the Atom feeds say;
  - every page announces the feeds, that of a fund or jobcentre its own, and every feed is announced by a page;
  - citations are read by bibtexparser, rispy and citeproc, the same works in each, with address and seal;
  - every page of an edition says how it is cited: its own permanent address, the seal, and the files;
  - every block of JSON-LD in a page is a Dataset of schema.org whose files are there, and each month and measure has one.
Needs the packages of requirements.txt. Ends with 1 when something differs.
"""

import datetime
import html.parser
import io
import json
import pathlib
import posixpath
import re
import sys
import warnings

import bibtexparser
import feedparser
import pyshacl
import rdflib
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, RDF

MOST = 50
# A reference with everything that ours have.
STYLE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-GB">
<info><title>All</title><id>all</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><group delimiter="|"><names variable="author"/><text variable="title"/>
<date variable="issued" form="numeric"/><text variable="version"/><text variable="URL"/><text variable="note"/>
</group></layout></bibliography></style>"""
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
    out = {(edition["period"].replace("M", "-"), edition["version"]): edition for edition in archive.index["editions"]}
    host, _, below = archive.base.split("://")[1].partition("/")
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
        if len(own) > MOST or len(set(own)) != len(own):
            problem(path, "entries share an id, or there are too many")
        if [entry.published for entry in feed.entries] != sorted((entry.published for entry in feed.entries), reverse=True):
            problem(path, "the newest is not first")
        for entry in feed.entries:
            inside = entry.link.removeprefix(archive.base)
            month, version = inside.split("/")[:2]
            edition = out.get((month, int(version[1:])))
            if not entry.updated_parsed or not entry.summary or not edition or not archive.is_there(entry.link):
                problem(path, f"the entry {entry.title} leads nowhere, or to what is not out")
                continue
            # The edition and the page say what the id is, so it is the same in every build and whatever comes later.
            expected = f"tag:{host.split(':')[0]},{edition['published'][:10]}:{below}{inside.rstrip('/')}"
            if entry.id != expected:
                problem(path, f"the entry {entry.title} has the id {entry.id}, not {expected}")
        for link in [link for one in (feed.feed, *feed.entries) for link in one.links]:
            if link.href.startswith(archive.base) and not archive.is_there(link.href):
                problem(path, f"{link.href} is not there")
        count += len(own)
        twin = path.with_suffix(".json")
        if twin.is_file():
            check_json_feed(archive, twin)
            items = [(item["id"], item["url"], item["title"], item["content_text"]) for item in load(twin)["items"]]
            if items != [(entry.id, entry.link, entry.title, entry.summary) for entry in feed.entries]:
                problem(twin, "it says something else than the Atom feed")
    editions = feedparser.parse((archive.root / "feed/udgivelser.xml").read_bytes())
    if len(editions.entries) != min(MOST, len(archive.index["editions"])):
        problem("feed/udgivelser.xml", "an edition is missing")
    return len(ids), count


def check_json_feed(archive, path):
    """What JSON Feed 1.1 requires, and what it says of the members that we have besides."""
    feed = load(path)
    own = archive.base + path.relative_to(archive.root).as_posix()
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or not isinstance(feed.get("title"), str) or not feed["title"]:
        problem(path, "it has not the version and title of a JSON Feed")
    if feed.get("feed_url") != own or not archive.is_there(feed.get("home_page_url", "")) or feed.get("language") != "da":
        problem(path, "its addresses or its language are wrong")
    authors = feed.get("authors", [])
    if not authors or not all(author.get("name") or author.get("url") for author in authors):
        problem(path, "an author has no name")
    for item in feed["items"]:
        texts = [item.get(name) for name in ("id", "url", "title", "content_text")]
        if not all(isinstance(text, str) and text for text in texts) or not archive.is_there(item["url"]):
            problem(path, f"the item {item.get('id')} lacks what it needs")
        if datetime.datetime.fromisoformat(item["date_published"]).tzinfo is None:
            problem(path, f"the item {item['id']} has no moment")
        if not all(isinstance(tag, str) for tag in item.get("tags", [])):
            problem(path, f"the item {item['id']} has tags that are no text")


def check_announcements(archive):
    """The feeds that pages announce in their heads, and how the pages of editions say they are cited."""
    alternate = re.compile(r'<link rel="alternate" type="([^"]+)" title="([^"]*)" href="([^"]+)">')
    feeds = {path.relative_to(archive.root).as_posix() for path in (archive.root / "feed").rglob("*.*")}
    types = {".xml": "application/atom+xml", ".json": "application/feed+json"}
    files = {}
    for edition, folder in archive.folders():
        release = f"{edition['period'].replace('M', '-')}/v{edition['version']}"
        seal = load(folder / "citation.csl.json")[0]["note"].rsplit(" ", 1)[1]
        files[release] = (folder.relative_to(archive.root).as_posix(), seal)
    announced, cited = set(), 0
    for path in sorted(archive.root.rglob("index.html")):
        inside = path.relative_to(archive.root).as_posix()
        own = inside.removeprefix("en/").removesuffix("index.html")
        if own.startswith("embed/"):
            continue
        page = path.read_text(encoding="utf-8")
        named = set()
        for media_type, title, href in alternate.findall(page.split("</head>")[0]):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(inside), href))
            if target not in feeds or types[pathlib.PurePosixPath(target).suffix] != media_type:
                problem(inside, f"it announces {target} as {media_type}")
            if inside.startswith("en/") and "in Danish" not in title:
                problem(inside, f"it does not say that {target} is in Danish")
            named.add(target)
        release = re.match(r"[0-9]{4}-[0-9]{2}/v[0-9]+(?=/)", own)
        party = re.fullmatch(r"((?:a-kasse|jobcenter)/[^/]+)/", own[release.end() + 1 :] if release else own)
        expected = {"feed/udgivelser.xml", "feed/rettelser.xml"}
        expected |= {f"feed/{party[1]}.xml"} & feeds if party else set()
        if own in ("", "data/"):
            expected |= {"feed/udgivelser.json", "feed/rettelser.json"}
        if not expected <= named:
            problem(inside, f"it does not announce {sorted(expected - named)}")
        announced |= named
        if release:
            folder, seal = files[release[0]]
            kept = archive.base + inside.removesuffix("index.html")
            links = [posixpath.relpath(f"{folder}/citation.{kind}", posixpath.dirname(inside)) for kind in ("bib", "ris", "csl.json")]
            if f'rel="bookmark" href="{kept}"' not in page or seal not in page or any(f'href="{link}"' not in page for link in links):
                problem(inside, "it does not say how it is cited")
            cited += 1
    if announced != feeds:
        problem("feed", f"no page announces {sorted(feeds - announced)[:3]}")
    return cited


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
        by_citeproc(folder / "citation.csl.json", csl)
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


def by_citeproc(path, csl):
    """Has references written by a program that knows CSL-JSON, which warns of what it does not know."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            style = CitationStylesStyle(io.BytesIO(STYLE), validate=False)
            bibliography = CitationStylesBibliography(style, CiteProcJSON(csl), formatter.plain)
            for item in csl:
                bibliography.register(Citation([CitationItem(item["id"])]))
            written = [str(one) for one in bibliography.bibliography()]
    except (UserWarning, KeyError, TypeError, ValueError) as error:
        return problem(path, f"citeproc: {error!r}")
    for item, text in zip(csl, written):
        year, month, day = item["issued"]["date-parts"][0]
        parts = [item["author"][0]["literal"], item["title"], f"{day:02}/{month:02}/{year}", item["version"], item["URL"], item["note"]]
        if text != "|".join(parts):
            problem(path, f"citeproc writes {text}")


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
    works, pages, cited = check_citations(archive), check_pages(archive), check_announcements(archive)
    for text in problems[:50]:
        print(text)
    print(f"{datasets} datasets, {feeds} feeds with {entries} entries, {works} works to cite, {cited} pages that say how, {pages} pages with data, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
