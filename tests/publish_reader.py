"""A reader who follows every link of every page of a site.

    publish_reader.py URL (--once | --until FILE) [--no-folders]

Says which links led nowhere. --until: walks again and again until the file is there. --no-folders: for a storage, which
has no page for a folder: `x/` is asked for as `x/index.html`.
"""

import re
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

LINK = re.compile(rb'(?:href|src)="([^"]*)"')


def walk(start, folders):
    parts = urlsplit(start)
    connection = HTTPConnection(parts.hostname, parts.port, timeout=30)
    waiting, seen, broken = [(start, "")], set(), []
    while waiting:
        url, by = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        path = urlsplit(url).path
        if not folders and path.endswith("/"):
            path += "index.html"
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status in (301, 308):
            waiting.append((urljoin(url, answer.headers["Location"]), by))
        elif answer.status != 200:
            broken.append(f"{by} links to {url}: {answer.status}")
        elif answer.headers["Content-Type"].startswith("text/html"):
            for link in LINK.findall(body):
                target = urldefrag(urljoin(url, link.decode().replace("&amp;", "&"))).url
                if target.startswith(start):
                    waiting.append((target, url))
    return len(seen), broken


def main():
    start, mode = sys.argv[1], sys.argv[2]
    walks = links = 0
    while True:
        ended = mode == "--once" or Path(sys.argv[3]).exists()
        number, broken = walk(start, "--no-folders" not in sys.argv)
        walks, links = walks + 1, links + number
        if broken:
            print("\n".join(broken[:10]))
            return 1
        if ended:
            break
    print(f"{links} addresses in {walks} walk(s), none led nowhere")
    return 0 if links > 20 else 1


if __name__ == "__main__":
    sys.exit(main())
