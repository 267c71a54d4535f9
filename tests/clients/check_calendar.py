#!/usr/bin/env python3
"""Reads the calendar of an archive as a calendar program does, and holds it against calendar.json.

Usage: check_calendar.py ARCHIVE

Checks of ARCHIVE/kalender.ics:
  - the package icalendar reads it without an error, and writes back what it read;
  - lines end in CRLF and have at most 75 octets; there is no METHOD;
  - every entry has one UID, DTSTAMP, SEQUENCE, STATUS, LAST-MODIFIED and URL, and no UID stands twice;
  - the entries are those of api/v1/calendar.json: date, status, number of logged changes.
Needs the package icalendar. Ends with 1 when something differs.
"""

import datetime
import json
import pathlib
import sys
import zoneinfo

import icalendar

STATUS = {"provisional": "TENTATIVE", "confirmed": "CONFIRMED", "cancelled": "CANCELLED"}
problems = []


def problem(text):
    problems.append(text)


def check_lines(raw):
    if not raw.endswith(b"\r\n") or b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""):
        problem("lines do not end in CRLF")
    for line in raw.split(b"\r\n"):
        if len(line) > 75:
            problem(f"a line has {len(line)} octets: {line[:40]!r}")


def expected_start(entry, value):
    first = datetime.date.fromisoformat(entry["first_day"])
    hour = entry["time"] or (value["release_hour"] if "standing" in entry else None)
    if entry["precision"] != "day" or hour is None:
        return first
    zone = zoneinfo.ZoneInfo(value["time_zone"])
    return datetime.datetime.combine(first, datetime.time.fromisoformat(hour), zone)


def check_entry(event, entry, value):
    name = entry["id"]
    start = event.decoded("DTSTART")
    expected = expected_start(entry, value)
    if type(start) is not type(expected) or start != expected:
        problem(f"{name} starts {start}, and calendar.json says {expected}")
    if not isinstance(expected, datetime.datetime):
        end = datetime.date.fromisoformat(entry["last_day"]) + datetime.timedelta(days=1)
        if event.decoded("DTEND") != end:
            problem(f"{name} ends {event.decoded('DTEND')}, and {end} was expected")
    if str(event["STATUS"]) != STATUS[entry["status"]]:
        problem(f"{name} is {event['STATUS']}, and calendar.json says {entry['status']}")
    changes = len(entry["changes"]) + (entry["cancellation"] is not None)
    if int(event["SEQUENCE"]) != changes:
        problem(f"{name} has SEQUENCE {event['SEQUENCE']} and {changes} logged changes")
    for key in ("DTSTAMP", "LAST-MODIFIED"):
        moment = event.decoded(key)
        if moment.utcoffset() != datetime.timedelta(0):
            problem(f"{name}: {key} is not in UTC")
        logged = [change["logged"] for change in entry["changes"]]
        if logged and moment.date().isoformat() < logged[-1]:
            problem(f"{name}: {key} lies before the last change")
    if not str(event["URL"]).startswith("https://") and not str(event["URL"]).startswith("http://"):
        problem(f"{name}: URL is {event['URL']}")
    if entry["title"]["da"] not in str(event["SUMMARY"]):
        problem(f"{name}: SUMMARY is {event['SUMMARY']}")
    for change in entry["changes"]:
        if change["reason"]["da"] not in str(event["DESCRIPTION"]):
            problem(f"{name}: the reason of a change is missing")
    if entry["cancellation"] and entry["cancellation"]["notice"]["da"] not in str(event["DESCRIPTION"]):
        problem(f"{name}: the notice is missing")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1])
    raw = (root / "kalender.ics").read_bytes()
    check_lines(raw)
    calendar = icalendar.Calendar.from_ical(raw)
    again = icalendar.Calendar.from_ical(calendar.to_ical())
    if again.to_ical() != calendar.to_ical():
        problem("what is written back is not what was read")
    if "METHOD" in calendar:
        problem("it has a METHOD")
    events = {}
    for event in calendar.walk("VEVENT"):
        if event.errors:
            problem(f"{event.get('UID')}: {event.errors}")
        missing = [key for key in ("UID", "DTSTAMP", "SEQUENCE", "STATUS", "LAST-MODIFIED", "URL") if key not in event]
        if missing:
            problem(f"{event.get('UID')} lacks {missing}")
        name = str(event["UID"]).split("@")[0]
        if name in events:
            problem(f"{name} stands twice")
        events[name] = event
    value = json.loads((root / "api/v1/calendar.json").read_text(encoding="utf-8"))
    entries = {entry["id"]: entry for entry in value["releases"] + value["meetings"]}
    if set(entries) != set(events):
        problem(f"the entries differ: {sorted(set(entries) ^ set(events))}")
    for name in sorted(set(entries) & set(events)):
        check_entry(events[name], entries[name], value)
    for text in problems[:50]:
        print(text)
    print(f"{len(events)} entries, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
