"""Combinations of attributes that would pick out a person, told to who asks for an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.analysis.deidentify import LEAST, rare_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.analysis.deidentify import Descriptions
    from qda.analysis.matrix import Matrix


def rare_lines(descriptions: Descriptions, cases: int | None = None) -> Iterator[str]:
    """Which combinations are said in fewer words, and how; nothing where none is.

    Args:
        descriptions: What is said of the informants.
        cases: How many informants the export is of, where conditions limit it; so few that its
            conditions describe them are told too.
    """
    if cases is not None and cases < LEAST:
        yield (
            f"The conditions leave fewer than {LEAST} informants ({cases}): who reads them in the "
            "export knows of whom it is."
        )
    if not descriptions.rare:
        return
    names = ", ".join(descriptions.attributes)
    yield (
        f"Said of fewer than {LEAST} informants, and so not in the export ({names}); leave an "
        "attribute out, or put the most important first:"
    )
    for one in descriptions.rare:
        held = ", ".join(value or "(none)" for value in one.values)
        shown = ", ".join(value or "(none)" for value in one.shown) or "an informant"
        yield f"  {held}: {one.informants}, shown as {shown}"


def rare_columns_line(matrix: Matrix) -> str:
    """Which columns of a matrix hold so few that they may pick out a person; empty for none."""
    rare = rare_columns(matrix)
    if not rare:
        return ""
    listed = ", ".join(f"{heading} ({count})" for heading, count in rare)
    return f"Columns of fewer than {LEAST} informants: {listed}; `--pool` joins them."
