"""What is shown before a table is written is what will be in the file."""

from __future__ import annotations

import pytest

from qda.errors import QdaError
from qda.exports.formats.registry import FORMATS, sheet_bytes
from qda.exports.formats.style import PLAIN
from qda.exports.preview import preview
from qda.exports.sheet import Sheet

SHEET = Sheet(
    name="Figures",
    title="Figures of a study",
    head=("code", "label", "T01", "total"),
    rows=(("a", "Åpent møte", 1, 12), ("b", "A label " * 10, 0, 0)),
    names=2,
    depths=(0, 1),
    notes=(("unit", "passages"), ("note", "One interview\nwith two.")),
)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_shows_cells_and_where_they_come_from(kind: str) -> None:
    shown = preview(SHEET, kind)
    for words in ("12", "passages", "One interview"):
        assert words in shown
    if kind in ("csv", "tsv", "md", "tex", "json"):
        assert shown.startswith(sheet_bytes(SHEET, kind, PLAIN).decode().rstrip("\n"))


def test_for_people_figures_stand_under_their_heading_and_long_labels_are_cut() -> None:
    title, _, head, first, second, *_ = preview(SHEET, "docx").splitlines()
    assert title == "Figures of a study"
    assert head.split() == ["code", "T01", "total"]
    assert first.split() == ["Åpent", "møte", "1", "12"]
    assert len(head) == len(first) == len(second)
    assert "…" in second


def test_a_format_that_does_not_exist_is_said() -> None:
    with pytest.raises(QdaError, match="“doc” is no format"):
        preview(SHEET, "doc")
