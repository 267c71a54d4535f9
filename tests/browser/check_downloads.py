"""Holds downloaded tables against what stood on the page, cell by cell.

    python check_downloads.py FOLDER

For each NAME.json in the folder (`heads`, `rows` of cells `{text, number, decimals}`, `source`: words that must be told)
there are NAME.csv, NAME.xlsx and NAME.txt, the text that was copied. What differs is printed; then the exit code is 1.
"""

import csv
import io
import json
import pathlib
import sys
import zipfile

import openpyxl

problems = []


def hold(where, found, expected):
    if found != expected:
        problems.append(f"{where}: {found!r} instead of {expected!r}")


def danish(cell):
    """A cell as a Danish spreadsheet's text: no dots between thousands, a comma, and no text that would be run."""
    if cell["number"] is None:
        return "'" + cell["text"] if cell["text"][:1] in "=+-@\t\r" and cell["text"] else cell["text"]
    return f"{cell['number']:.{cell['decimals']}f}".replace(".", ",")


def check_lines(where, lines, table):
    hold(f"{where}, headings", lines[0], table["heads"])
    rows = table["rows"]
    hold(f"{where}, rows", [line for line in lines[1 : 1 + len(rows)]], [[danish(cell) for cell in row] for row in rows])
    hold(f"{where}, the line below the table", lines[1 + len(rows)], [])
    about = " ".join(" ".join(line) for line in lines[2 + len(rows) :])
    for words in table["source"]:
        if words not in about:
            problems.append(f"{where} does not tell {words!r}")


def check_workbook(path, table):
    if zipfile.ZipFile(path).testzip() is not None:
        problems.append(f"{path.name}: the sum of a file in it is wrong")
    book = openpyxl.load_workbook(path)
    sheet, about = book.worksheets
    hold(f"{path.name}, headings", [cell.value for cell in sheet[1]], table["heads"])
    hold(f"{path.name}, number of rows", sheet.max_row, 1 + len(table["rows"]))
    hold(f"{path.name}, frozen at", sheet.freeze_panes, "A2")
    for line, row in zip(sheet.iter_rows(min_row=2, max_col=len(table["heads"])), table["rows"]):
        for cell, expected in zip(line, row):
            where = f"{path.name} {cell.coordinate}"
            if expected["number"] is None:
                hold(where, cell.value or "", expected["text"])
                if expected["text"]:
                    hold(f"{where}, kind", cell.data_type, "s" if cell.data_type == "s" else "inlineStr")
            else:
                hold(where, cell.value, expected["number"])
                hold(f"{where}, kind", cell.data_type, "n")
                decimals = cell.number_format.split(";")[0].partition(".")[2]
                hold(f"{where}, decimals", len(decimals), expected["decimals"])
    told = " ".join(str(cell.value) for row in about.iter_rows() for cell in row if cell.value)
    for words in table["source"]:
        if words not in told:
            problems.append(f"{path.name} does not tell {words!r}")


folder = pathlib.Path(sys.argv[1])
tables = sorted(folder.glob("*.json"))
for file in tables:
    table = json.loads(file.read_text("utf-8"))
    text = file.with_suffix(".csv").read_bytes().decode("utf-8")
    hold(f"{file.stem}.csv, first sign", text[:1], "\ufeff")
    check_lines(f"{file.stem}.csv", list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";")), table)
    copied = file.with_suffix(".txt").read_bytes().decode("utf-8")
    lines = [line.split("\t") if line else [] for line in copied.replace("\r\n", "\n").removesuffix("\n").split("\n")]
    check_lines(f"{file.stem} as copied", lines, table)
    check_workbook(file.with_suffix(".xlsx"), table)
for problem in problems[:30]:
    print(problem)
print(f"{len(tables)} tables, {sum(len(json.loads(file.read_text('utf-8'))['rows']) for file in tables)} rows, {len(problems)} problems")
sys.exit(1 if problems or not tables else 0)
