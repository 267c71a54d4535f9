#!/usr/bin/env python3
"""Holds the mark of made-up figures against every page of an archive, in each language.

Usage: check_marks.py ARCHIVE

Every page of an edition that index.json calls synthetic has the banner, and so has every figure for other sites; no page
of another edition has it. Ends with 1 when one differs.
"""

import json
import pathlib
import sys

archive = pathlib.Path(sys.argv[1])
problems = []
marked = unmarked = 0
for edition in json.loads((archive / "api/v1/index.json").read_text())["editions"]:
    folder = f"{edition['period'].replace('M', '-')}/v{edition['version']}"
    for language in ("", "en/"):
        for place, sign in ((folder, 'class="banner synthetic"'), (f"embed/{folder}", 'class="banner synthetic"')):
            for page in (archive / language / place).rglob("*.html"):
                found = sign in page.read_text()
                if found != edition["synthetic"]:
                    problems.append(f"{page.relative_to(archive)}: made up is {edition['synthetic']}, the mark is {found}")
                marked += found
                unmarked += not found
for text in problems[:50]:
    print(text)
print(f"{marked} pages with the mark, {unmarked} without, {len(problems)} problems")
sys.exit(1 if problems or not marked or not unmarked else 0)
