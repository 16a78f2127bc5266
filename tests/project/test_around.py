"""What stands around a place is the same, however many places are asked about."""

from __future__ import annotations

from itertools import combinations_with_replacement

from qda.project.around import read_around, read_arounds
from qda.project.documents import find_document, read_document
from qda.project.store import Project


def test_many_places_at_once_lie_where_each_lies_by_itself(project: Project) -> None:
    with project.read() as session:
        document = find_document(session, "T01").id
        text = read_document(session, document).text
        places = list(combinations_with_replacement(range(0, len(text) + 2, 7), 2))
        together = read_arounds(session, document, places)
        assert together == [read_around(session, document, *place) for place in places]


def test_a_place_over_two_segments_has_both_and_the_first_ones_turn(project: Project) -> None:
    with project.read() as session:
        document = find_document(session, "T01").id
        whole = read_document(session, document)
        first, second = whole.segments[:2]
        around = read_around(session, document, first.end - 1, second.start + 1)
    assert (around.number, around.segments) == (1, (first.start, second.end))
    turn = whole.turns[0]
    assert around.turn == (turn.start, turn.end)
