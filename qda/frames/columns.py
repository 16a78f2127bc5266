"""Columns of one kind each, and the frame that they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from qda.analysis.dataset import NOT_APPLICABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from polars import DataFrame

    from qda.analysis.dataset import Attribute, Things

Kind = Literal["text", "texts", "whole", "number", "yesno", "date", "time"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its values are, and these, None where there is none."""

    name: str
    kind: Kind
    values: Sequence[object]


def frame(columns: Iterable[Column]) -> DataFrame:
    """A frame of these columns; one whose name was taken gets a ` (2)` behind it."""
    import polars as pl

    types = {
        "text": pl.String(),
        "texts": pl.List(pl.String()),
        "whole": pl.Int64(),
        "number": pl.Float64(),
        "yesno": pl.Boolean(),
        "date": pl.Date(),
        "time": pl.Datetime("ms", "UTC"),
    }
    made: dict[str, pl.Series] = {}
    for column in columns:
        name = f"{column.name} (2)" if column.name in made else column.name
        made[name] = pl.Series(name, list(column.values), dtype=types[column.kind])
    return pl.DataFrame(made)


def attribute_columns(things: Things) -> list[Column]:
    """A column an attribute, in the type of its kind.

    What is unknown is None; what does not apply is None too, but `n.a.` in a text. Several
    values come as a list. Numbers that are all whole come as whole numbers; dates of which some
    have no day come as texts.
    """
    return [_attribute(one) for one in things.attributes]


def _attribute(attribute: Attribute) -> Column:
    if attribute.kind == "many":
        return Column(attribute.name, "texts", [sorted(own) for own in attribute.values])
    texts = Column(attribute.name, "text", [next(iter(own), None) for own in attribute.values])
    if attribute.kind == "number":
        numbers = _read(texts, "number", lambda text: float(text.replace(",", ".")))
        if all(float(value).is_integer() for value in _there(numbers)):
            return _read(texts, "whole", lambda text: int(float(text.replace(",", "."))))
        return numbers
    if attribute.kind == "yesno":
        return _read(texts, "yesno", lambda text: text == "yes")
    if attribute.kind == "date":
        return _read(texts, "date", date.fromisoformat)
    return texts


def _there(column: Column) -> list[float]:
    return [value for value in column.values if isinstance(value, float)]


def _read(texts: Column, kind: Kind, read: Callable[[str], object]) -> Column:
    """The column read as another kind, or as it is, where a value is none of that kind."""
    known = [None if text in (None, NOT_APPLICABLE) else str(text) for text in texts.values]
    try:
        values = [None if text is None else read(text) for text in known]
    except (ValueError, OverflowError):
        return texts
    return replace(texts, kind=kind, values=values)
