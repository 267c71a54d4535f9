"""Whether a server sends the headers that the archive's rules ask for, for one file of each kind.

    publish_headers.py URL FOLDER [headers]

With `headers` the server is that of a service that reads the file `_headers`: it cannot name tables, serves only what the
archive consists of, and compresses where it is hosted.
"""

import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=60"
HTML = "text/html; charset=utf-8"


def main():
    start, root = urlsplit(sys.argv[1]), Path(sys.argv[2])
    asset = next(root.glob("assets/*.css")).name
    figures = "api/v1/releases/2021-09/v1"
    by_file = sys.argv[3:] == ["headers"]
    table = "attachment%.0s" if by_file else 'attachment; filename="fokusmaal_2_samtaler-2021-09-v1%s"'
    # Path; status, type, caching, name when saved, open to other sites.
    expected = {
        "": (200, HTML, SHORT, None, "*"),
        "2021-09/v1/": (200, HTML, SHORT, None, "*"),
        f"assets/{asset}": (200, "text/css; charset=utf-8", FOREVER, None, "*"),
        f"{figures}/fokusmaal_2_samtaler.json": (200, "application/json", FOREVER, None, "*"),
        f"{figures}/fokusmaal_2_samtaler.csv": (200, "text/csv; charset=utf-8", FOREVER, table % ".csv", "*"),
        f"{figures}/fokusmaal_2_samtaler.da.csv": (200, "text/csv; charset=utf-8", FOREVER, table % ".da.csv", "*"),
        f"{figures}/manifest.json": (200, "application/json", SHORT, None, "*"),
        "api/v1/latest/fokusmaal_2_samtaler.csv": (200, "text/csv; charset=utf-8", SHORT, "attachment", "*"),
        "api/v1/index.json": (200, "application/json", SHORT, None, "*"),
        "kalender.ics": (200, "text/calendar; charset=utf-8", SHORT, None, "*"),
        "timemap.link": (200, "application/link-format", SHORT, None, "*"),
        f"{figures}/citation.bib": (200, "application/x-bibtex", FOREVER, None, "*"),
        f"{figures}/citation.ris": (200, "application/x-research-info-systems", FOREVER, None, "*"),
        f"{figures}/datapackage.zip": (200, "application/zip", FOREVER, None, "*"),
        f"{figures}/fokusmaal_2_samtaler.xlsx": (
            200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FOREVER, table % ".xlsx", "*"
        ),
        "catalog.ttl": (200, "text/turtle; charset=utf-8", SHORT, None, "*"),
        "catalog.jsonld": (200, "application/ld+json", SHORT, None, "*"),
        "feed/udgivelser.xml": (200, "application/xml", SHORT, None, "*"),
        "feed/udgivelser.json": (200, "application/json", SHORT, None, "*"),
        "releases.lock": (200, "text/plain; charset=utf-8", SHORT, None, "*"),
        "findes-ikke/": (404, HTML, "no-store", None, "*"),
        ".noegletal-lock": (404, HTML, "no-store", None, "*"),
    }
    if by_file:
        # Not even copied there: the services take the archive's folder as it is.
        del expected[".noegletal-lock"]
    connection = HTTPConnection(start.hostname, start.port, timeout=30)
    faults = []
    for path, wanted in expected.items():
        connection.request("GET", f"/{path}", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        names = ["Content-Type", "Cache-Control", "Content-Disposition", "Access-Control-Allow-Origin"]
        found = (answer.status, *(answer.headers[name] for name in names))
        # Servers write the encoding in capitals or not.
        found = tuple(value.replace("UTF-8", "utf-8") if isinstance(value, str) else value for value in found)
        if found != wanted:
            faults.append(f"/{path}\n  wanted {wanted}\n  found  {found}")
        for name, part in [
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", "frame-ancestors 'self'"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ]:
            if part not in (answer.headers[name] or ""):
                faults.append(f"/{path}: {name} is {answer.headers[name]}")
        if not by_file and path in ("", "api/v1/index.json") and (root / (path or "index.html")).stat().st_size > 2000:
            if answer.headers["Content-Encoding"] != "gzip":
                faults.append(f"/{path} is not compressed")
    print("\n".join(faults) or f"{len(expected)} kinds of path with the right headers")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
