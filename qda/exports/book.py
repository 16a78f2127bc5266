"""An xlsx workbook: the same bytes every time, nothing in it that runs."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from qda.cells import RISKY
from qda.exports.cells import Cell
from qda.text import visible

if TYPE_CHECKING:
    from qda.exports.notes import Lines

_LONG_AGO: Final = datetime(1980, 1, 1)  # without a zone, as xlsx has none


class Book:
    """One workbook being written; the sheets share its formats.

    Text that looks like a formula is marked as text in Excel's own way. The file says it was made
    at the time of the last change that its figures rest on.
    """

    def __init__(self, changed: datetime | None):
        import xlsxwriter

        self.bytes = io.BytesIO()
        self.file = xlsxwriter.Workbook(
            self.bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        created = changed.astimezone(UTC).replace(tzinfo=None) if changed else _LONG_AGO
        self.file.set_properties({"created": created})
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def close(self) -> bytes:
        """The finished file."""
        self.file.close()
        return self.bytes.getvalue()

    def format(self, **properties: Any) -> Any:
        """A format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.file.add_format(properties)
        return self.formats[key]

    def write(self, sheet: Any, row: int, column: int, cell: Cell, **properties: Any) -> None:
        """Write a number as a number, text as text."""
        if not isinstance(cell, str):
            sheet.write_number(row, column, cell, self.format(**properties))
            return
        if cell.startswith(RISKY):
            properties["quote_prefix"] = True
        sheet.write_string(row, column, visible(cell), self.format(**properties))

    def provenance(self, said: Lines, name: str = "Provenance") -> None:
        """A sheet that says where the figures come from and how to read them."""
        sheet = self.file.add_worksheet(name)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 90)
        for row, (heading, text) in enumerate(said):
            self.write(sheet, row, 0, heading, bold=True, valign="top")
            self.write(sheet, row, 1, text, text_wrap=True)
