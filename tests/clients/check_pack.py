#!/usr/bin/env python3
"""Unpacks a zip file of `noegletal pack` and holds it against the folder that was made with it.

Usage: check_pack.py FOLDER

Checks of FOLDER.zip, with Python's own zipfile and hashlib:
  - it is whole; names are sorted, with forward slashes, below one folder, and in UTF-8 where they are not ASCII;
  - all entries have one time, and are ordinary files; what they hold is the folder, byte for byte;
  - SHA256SUMS names every other file with its hash.
Ends with 1 when something differs.
"""

import hashlib
import pathlib
import sys
import zipfile

UTF8 = 0x800


def main():
    folder = pathlib.Path(sys.argv[1])
    there = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    problems = []
    with zipfile.ZipFile(f"{folder}.zip") as archive:
        if archive.testzip() is not None:
            problems.append("the zip file is damaged")
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        if names != sorted(names, key=str.encode) or any("\\" in name or name.endswith("/") for name in names):
            problems.append("names are not sorted, or not with forward slashes")
        if any(not entry.filename.isascii() and not entry.flag_bits & UTF8 for entry in entries):
            problems.append("a name is not marked as UTF-8")
        if len({entry.date_time for entry in entries}) != 1:
            problems.append("entries have several times")
        if any((entry.external_attr >> 16) != 0o100644 for entry in entries):
            problems.append("an entry is no ordinary file")
        tops = {name.split("/")[0] for name in names}
        inside = {name.split("/", 1)[1]: archive.read(name) for name in names}
    if len(tops) != 1:
        problems.append(f"it unpacks into {len(tops)} folders")
    if inside != there:
        problems.append("the zip file is not the folder")
    sums = dict(line.split("  ", 1)[::-1] for line in there["SHA256SUMS"].decode().splitlines())
    if sums != {path: hashlib.sha256(content).hexdigest() for path, content in there.items() if path != "SHA256SUMS"}:
        problems.append("SHA256SUMS does not fit the files")
    for text in problems:
        print(text, file=sys.stderr)
    print(f"{len(there)} files in the pack, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
