"""Every format read back by a program that is not ours, as rows of text under their headings."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from html.parser import HTMLParser

import docx
import odfdo
import openpyxl
import polars

from qda.cells import unguard

Rows = list[list[str]]


def read_csv(data: bytes, separator: str = ",") -> Rows:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [[unguard(cell) for cell in row] for row in csv.reader(text, delimiter=separator)]


def read_xlsx(data: bytes) -> Rows:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[as_text(cell.value) for cell in row] for row in sheet.rows]


def read_ods(data: bytes) -> Rows:
    tables = odfdo.Document(io.BytesIO(data)).body.tables
    return [[as_text(value) for value in row] for row in tables[0].get_values()]


def read_markdown(data: bytes) -> Rows:
    piped = [line for line in data.decode().splitlines() if line.startswith("|")]
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in piped if "---" not in line]
    return [[re.sub(r"\\(.)", r"\1", cell).strip() for cell in row] for row in cells]


def read_latex(data: bytes) -> Rows:
    body = data.decode().split(r"\toprule")[1].split(r"\bottomrule")[0].replace(r"\midrule", "")
    lines = [line for line in body.replace(r"\quad", "").split(r"\\") if line.strip()]
    return [[_plain(cell) for cell in re.split(r"(?<!\\)&", line)] for line in lines]


def _plain(cell: str) -> str:
    cell = cell.replace(r"\textless{}", "<").replace("--", "–").replace(r"$\geq$", "≥")
    cell = cell.replace(r"\,", "\u202f")
    return re.sub(r"\\(.)", r"\1", cell).strip()


def read_docx(data: bytes) -> Rows:
    table = docx.Document(io.BytesIO(data)).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.open = True
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.rows[-1][-1] += data


def read_html(data: bytes) -> Rows:
    parser = _Tables()
    parser.feed(data.decode())
    return parser.rows


def read_json(data: bytes) -> Rows:
    found = json.loads(data)
    return [[as_text(cell) for cell in row] for row in (found["columns"], *found["rows"])]


def read_parquet(data: bytes) -> Rows:
    frame = polars.read_parquet(io.BytesIO(data))
    head = [name for name in frame.columns if not name.endswith(" (state)")]
    rows = [
        [as_text(row.get(f"{name} (state)") or row[name]) for name in head]
        for row in frame.iter_rows(named=True)
    ]
    return [head, *rows]


def as_text(value: object) -> str:
    """A cell as csv writes it."""
    if isinstance(value, float | Decimal):
        return f"{value:.3f}" if value % 1 else str(int(value))
    return str(value)
