"""The cases as rows and columns of the grid, without Textual's widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content

from qda.project.attributes import Values, write_values
from qda.text import visible
from qda.tui import words_cases as words
from qda.tui.widgets.table import Column, Row

if TYPE_CHECKING:
    from qda.coding.cases.reading import CaseDocument, CasesRead
    from qda.coding.memos import MemoLine
    from qda.project.bands import Bands
    from qda.project.cases import CaseInfo

NAME: Final = ""
"""The name of the column that has the cases' own names."""
WIDEST: Final = 22
"""Cells beyond which a column cuts what it holds."""


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """A column of the grid: the names, an attribute, or bands of one."""

    name: str
    kind: str
    bands: Bands | None = None

    @property
    def is_attribute(self) -> bool:
        """Whether its values are a user's own."""
        return self.name != NAME and self.bands is None

    @property
    def said(self) -> str:
        """What kind it is, in words."""
        if self.bands is None:
            return self.kind
        return words.bands_of(self.bands.of, self.bands.labels)


@dataclass(frozen=True, slots=True)
class People:
    """What was read of the cases, by case and column."""

    found: CasesRead
    columns: tuple[PersonColumn, ...]
    by_name: dict[str, CaseInfo]

    @classmethod
    def of(cls, found: CasesRead) -> People:
        """The columns: names, and each attribute with the bands made of it."""
        columns = [PersonColumn(NAME, "")]
        for attribute in found.attributes:
            columns.append(PersonColumn(attribute.name, attribute.kind))
            columns += [
                PersonColumn(bands.name, "bands", bands)
                for bands in found.bands
                if bands.of == attribute.name
            ]
        return cls(found, tuple(columns), {case.name: case for case in found.cases})

    @classmethod
    def nobody(cls) -> People:
        """What is shown until the cases are read."""
        from qda.coding.cases.reading import CasesRead

        return cls.of(CasesRead((), (), (), {}, {}, ()))

    @property
    def names(self) -> Iterator[str]:
        """The cases' names, in order."""
        return iter(self.by_name)

    def values(self, case: str, column: PersonColumn) -> Values:
        """What a case has in a column."""
        own = self.by_name[case].values
        if column.bands is not None:
            return column.bands.values(own.get(column.bands.of, ()))
        return own.get(column.name, ())

    def bands_of(self, attribute: str) -> Bands | None:
        """The first bands made of an attribute."""
        return next((bands for bands in self.found.bands if bands.of == attribute), None)

    def documents(self, case: str) -> tuple[CaseDocument, ...]:
        """The documents a case speaks in."""
        return self.found.documents.get(case, ())

    def memos(self, case: str) -> tuple[MemoLine, ...]:
        """The memos on a case."""
        return self.found.memos.get(case, ())

    def ties(self, case: str) -> tuple[str, ...]:
        """Where a case speaks, as it is written."""
        return self.by_name[case].documents

    def rows(self) -> Iterator[Row]:
        """A row a case."""
        for name in self.names:
            cells = (self._cell(name, column) for column in self.columns[1:])
            yield Row(name, (Content.styled(visible(name), "bold"), *cells))

    def _cell(self, case: str, column: PersonColumn) -> Content:
        values = self.values(case, column)
        muted = values is None or column.bands is not None
        return Content.styled(visible(write_values(values)), "$foreground 60%" if muted else "")

    def widths(self) -> list[Column]:
        """The grid's columns, each as wide as what it holds, within reason."""
        return [self._width(column) for column in self.columns]

    def _width(self, column: PersonColumn) -> Column:
        if column.name == NAME:
            shown: list[str] = list(self.names)
        else:
            shown = [write_values(self.values(case, column)) for case in self.names]
        title = visible(column.name or words.CASE)
        width = max(map(cell_len, (title, *map(visible, shown))))
        return Column(title, min(max(4, width), WIDEST), right=column.kind == "number")
