"""Which formats a table can be written in; each is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.exports.formats.style import Style
    from qda.exports.sheet import Sheet

_WRITERS: Final = {
    "csv": "delimited.as_csv",
    "tsv": "delimited.as_tsv",
    "xlsx": "workbook.as_xlsx",
    "ods": "ods.as_ods",
    "md": "text.as_markdown",
    "html": "html.as_html",
    "tex": "text.as_latex",
    "docx": "word.as_docx",
    "json": "data.as_json",
    "parquet": "data.as_parquet",
}

FORMATS: Final = tuple(_WRITERS)
"""The formats, by the ends of their files' names."""

BARE: Final = ("csv", "tsv")
"""Formats that hold the table alone: where it comes from stands in a file beside."""

BINARY: Final = ("xlsx", "ods", "docx", "parquet")
"""Formats that are not for the terminal."""


def sheet_bytes(sheet: Sheet, kind: str, style: Style) -> bytes:
    """A table in a format.

    Raises:
        QdaError: The format does not exist, or cannot hold the table.
    """
    if kind not in _WRITERS:
        raise QdaError(f"“{kind}” is no format of a table; use {', '.join(FORMATS)}.")
    module, name = _WRITERS[kind].split(".")
    writer = getattr(import_module(f"qda.exports.formats.{module}"), name)
    return cast("Callable[[Sheet, Style], bytes]", writer)(sheet, style)
