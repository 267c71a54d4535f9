"""Whether a bucket holds below a prefix exactly the files of a folder, each with its type and cache rule.

    publish_objects.py URL PREFIX FOLDER
"""

import sys
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen
from xml.etree import ElementTree

SPACE = "{http://s3.amazonaws.com/doc/2006-03-01/}"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".xml": "application/xml",
}


def keys(url, prefix):
    token = ""
    while True:
        with urlopen(f"{url}?list-type=2&prefix={prefix}/{token}") as answer:
            page = ElementTree.parse(answer).getroot()
        for one in page.iter(f"{SPACE}Key"):
            yield one.text[len(prefix) + 1 :]
        after = page.findtext(f"{SPACE}NextContinuationToken")
        if not after:
            return
        token = f"&continuation-token={quote(after)}"


def main():
    url, prefix, root = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    wanted = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    wanted = {path for path in wanted if not path.startswith(".noegletal-")}
    found = set(keys(url, prefix))
    faults = [f"{path} is not there" for path in sorted(wanted - found)]
    faults += [f"{path} should not be there" for path in sorted(found - wanted)]
    for path in sorted(wanted & found):
        with urlopen(f"{url}/{prefix}/{quote(path)}") as answer:
            if answer.read() != (root / path).read_bytes():
                faults.append(f"{path} has other bytes")
            figures = path.startswith("api/v1/releases/") and not path.endswith("/manifest.json")
            forever = figures or path.startswith("assets/")
            if ("immutable" in (answer.headers["Cache-Control"] or "")) != forever:
                faults.append(f"{path} is kept {answer.headers['Cache-Control']}")
            kind = TYPES.get(Path(path).suffix)
            if kind and answer.headers["Content-Type"] != kind:
                faults.append(f"{path} is {answer.headers['Content-Type']}")
            if path.endswith(".csv") and not (answer.headers["Content-Disposition"] or "").startswith("attachment"):
                faults.append(f"{path} is not saved under its name")
    print("\n".join(faults[:10]) or f"{len(wanted)} objects as they should be")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
