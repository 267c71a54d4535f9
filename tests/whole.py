"""Whether a half-built archive serves.

    whole.py SITE OLD NEW

Every public file of OLD is in SITE with the bytes it has in OLD or in NEW, and every relative link of every page in
SITE leads to a file in SITE.
"""

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.found.append(value)


def public(root):
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".noegletal") for part in inside.parts):
            yield inside


def main():
    site, old, new = (Path(name) for name in sys.argv[1:4])
    faults = []
    for inside in public(old):
        here = site / inside
        if not here.is_file():
            # A page that the new state takes away may be gone already.
            if (new / inside).is_file():
                faults.append(f"{inside} is gone")
            continue
        content = here.read_bytes()
        known = [(root / inside).read_bytes() for root in (old, new) if (root / inside).is_file()]
        if inside.name == "manifest.json":
            continue
        if content not in known:
            faults.append(f"{inside} is neither old nor new")
    pages = [inside for inside in public(site) if inside.suffix == ".html" and inside.name != "404.html"]
    for page in pages:
        links = Links()
        links.feed((site / page).read_text(encoding="utf-8"))
        for link in links.found:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = (site / page).parent / unquote(parts.path)
            if target.is_dir():
                target = target / "index.html"
            if not target.is_file():
                faults.append(f"{page} links to {link}, which is not there")
    for fault in faults[:10]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
