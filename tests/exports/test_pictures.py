"""Pictures: the same bytes every time, readable in grey, and the same as characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from qda.analysis.along import portrait, steps
from qda.analysis.dataset import Dataset
from qda.analysis.matrix import matrix
from qda.analysis.options import Options
from qda.analysis.relation import ints
from qda.analysis.select import choose_codes, select
from qda.errors import QdaError
from qda.exports.heat import shade_colour
from qda.exports.languages import ENGLISH
from qda.exports.pictures import views
from qda.exports.pictures.draw import picture
from qda.exports.pictures.terminal import characters
from qda.exports.pictures.views import View
from tests.analysis.invented import Study


def data() -> Dataset:
    made = Study()
    made.code("a")
    made.code("$b_{", under="a")
    made.code("c")
    for name in ("Sol", "Regn"):
        made.document(name, "K: En to. Tre fire. Fem seks. Sju åtte.")
    made.case("i1", "Sol", sector="hospital")
    made.case("i2", "Regn", sector="county $x$")
    made.coding("Sol", "Tre fire. Fem seks.", "$b_{")
    made.coding("Sol", "Fem seks.", "c")
    made.coding("Regn", "En to.", "a")
    made.read()
    return made.dataset()


ALL: dict[str, Callable[[Dataset], View]] = {
    "heat": lambda d: views.heat_view(matrix(d, by="attribute:sector"), ENGLISH),
    "bars": lambda d: views.bars_view(matrix(d, by="attribute:sector"), ENGLISH),
    "network": lambda d: views.network_view(matrix(d, by="code"), ENGLISH),
    "portrait": lambda d: views.along_view(d, ENGLISH, "Sol", Options()),
    "timeline": lambda d: views.timeline_view(d, ENGLISH, Options()),
}


@pytest.mark.parametrize(
    ("name", "kind"), [*((name, "svg") for name in ALL), ("bars", "pdf"), ("timeline", "png")]
)
def test_a_picture_is_the_same_every_time_and_says_not_when(name: str, kind: str) -> None:
    first, again = (picture(ALL[name](data()), kind, ENGLISH) for _ in range(2))
    assert first == again
    assert first.startswith({"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}[kind])
    assert not re.search(rb"CreationDate|dc:date|Matplotlib v|matplotlib\.org", first)


@pytest.mark.parametrize("name", ALL)
def test_characters_keep_to_the_width_and_name_no_document(name: str) -> None:
    said = characters(ALL[name](data()), ENGLISH, 70)
    assert max(map(len, said.splitlines())) <= 70
    assert "Sol" not in said


def test_a_heat_map_says_its_figures_beside_its_shades() -> None:
    said = characters(ALL["heat"](data()), ENGLISH)
    row = next(line for line in said.splitlines() if line.startswith("A "))
    assert "██" in row
    assert row.count("1 of 1") == 2


def test_a_network_has_no_tie_between_a_code_and_the_one_above() -> None:
    view = ALL["network"](data())
    assert isinstance(view, views.Network)
    pairs = {frozenset((view.codes[tie.first], view.codes[tie.second])) for tie in view.ties}
    assert pairs == {frozenset(("A", "C")), frozenset(("$B_{", "C"))}


def test_a_portrait_says_where_a_code_and_those_under_it_stand() -> None:
    found = portrait(data(), ints([0, 1, 2]), 0)
    spans = [[(one.start, one.end) for one in own] for own in found.stretches]
    assert spans == [[(1, 3)], [(1, 3)], [(2, 3)]]
    assert found.segments == 4


def test_new_codes_are_counted_where_they_come_first() -> None:
    made = data()
    found = steps(made, choose_codes(made), select(made))
    assert [(step.codes, len(step.new), step.known) for step in found] == [(3, 3, 3), (1, 0, 3)]


def test_interviews_stand_in_the_order_of_their_dates() -> None:
    made = Study()
    made.code("a")
    for name, date in (("late", "2026-02-01"), ("early", "2026-01-01")):
        made.document(name, "K: Svar.", date=date)
        made.coding(name, "Svar.", "a")
    attributes = made.dataset()
    dates = replace(attributes.documents.attributes[0], kind="date")
    dated = replace(attributes, documents=replace(attributes.documents, attributes=(dates,)))
    found = steps(dated, choose_codes(dated), select(dated))
    assert [dated.documents.names[step.document] for step in found] == ["early", "late"]


def test_the_scale_is_darker_the_larger_the_share_also_in_grey() -> None:
    def grey(share: float) -> float:
        code = shade_colour(share).hex[1:]
        red, green, blue = (int(code[at : at + 2], 16) for at in (0, 2, 4))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    greys = [grey(step / 20) for step in range(21)]
    assert greys == sorted(greys, reverse=True)
    assert len(set(greys)) == 21


def test_a_portrait_of_nothing_is_said() -> None:
    with pytest.raises(QdaError, match="Snø"):
        views.along_view(data(), ENGLISH, "Snø", Options())
