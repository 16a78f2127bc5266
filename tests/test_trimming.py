"""What a quotation shows is what was said, with just the cuts replaced."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qda.project.quotations import dump_cuts, load_cuts
from qda.trimming import Cut, add_cut, clip, pieces, shown, shown_turns, sound, without_cuts

TEXT = "Vi begynte i Lillevik med et åpent møte.\nDet kom fjorten 😀."
WORDS = st.text(st.characters(categories=["L", "Nd"]), max_size=6)
MASKS = st.none() | WORDS


@st.composite
def stretches(draw: st.DrawFn, start: int = 0, end: int = len(TEXT)) -> tuple[int, int]:
    low = draw(st.integers(start, end - 1))
    return low, draw(st.integers(low + 1, end))


@st.composite
def trimmed(draw: st.DrawFn) -> tuple[int, int, tuple[Cut, ...]]:
    """A passage with cuts put in one after the other, as keys put them in."""
    start, end = draw(stretches())
    cuts: tuple[Cut, ...] = ()
    for place in draw(st.lists(stretches(start, end), max_size=5)):
        cuts = add_cut(cuts, Cut(*place, draw(MASKS)), TEXT)
    return start, end, cuts


def hidden(cuts: tuple[Cut, ...]) -> set[int]:
    return {at for cut in cuts for at in range(cut.start, cut.end)}


def test_words_are_cut_and_masked() -> None:
    cuts = add_cut((), Cut(0, 11), TEXT)
    cuts = add_cut(cuts, Cut(13, 21, "sted"), TEXT)
    assert shown(TEXT, 0, 40, cuts) == "(...)i [sted] med et åpent møte."
    assert shown(TEXT, 11, 40, add_cut((), Cut(13, 21, ""), TEXT)).startswith("i [...] med")


def test_two_cuts_beside_each_other_are_one_and_masks_stay_two() -> None:
    assert add_cut((Cut(0, 2),), Cut(3, 10), TEXT) == (Cut(0, 10),)
    assert len(add_cut((Cut(0, 2, "hun"),), Cut(3, 10, "kom"), TEXT)) == 2


@given(trimmed())
def test_cuts_stay_in_the_passage_in_order_and_apart(
    case: tuple[int, int, tuple[Cut, ...]],
) -> None:
    start, end, cuts = case
    assert sound(cuts, start, end)


@given(trimmed())
def test_what_is_shown_is_the_original_with_just_the_cuts_replaced(
    case: tuple[int, int, tuple[Cut, ...]],
) -> None:
    start, end, cuts = case
    left = shown(TEXT, start, end, cuts)
    for piece in pieces(start, end, cuts):
        words = piece.cut.shown if piece.cut else TEXT[piece.start : piece.end]
        assert left.startswith(words)
        left = left[len(words) :]
    assert left == ""
    parts = pieces(start, end, cuts)
    assert "".join(TEXT[piece.start : piece.end] for piece in parts) == TEXT[start:end]


@given(trimmed(), st.data())
def test_a_new_cut_hides_its_words_and_brings_nothing_back(
    case: tuple[int, int, tuple[Cut, ...]], data: st.DataObject
) -> None:
    start, end, cuts = case
    place = data.draw(stretches(start, end))
    after = add_cut(cuts, Cut(*place, data.draw(MASKS)), TEXT)
    assert hidden(after) >= hidden(cuts) | set(range(*place))


@given(trimmed(), st.data())
def test_a_shorter_passage_keeps_what_was_hidden_in_it(
    case: tuple[int, int, tuple[Cut, ...]], data: st.DataObject
) -> None:
    start, end, cuts = case
    low, high = data.draw(stretches(start, end))
    assert sound(clip(cuts, low, high), low, high)
    assert hidden(clip(cuts, low, high)) == hidden(cuts) & set(range(low, high))


@given(trimmed(), st.data())
def test_restoring_a_stretch_shows_it_whole(
    case: tuple[int, int, tuple[Cut, ...]], data: st.DataObject
) -> None:
    start, end, cuts = case
    place = data.draw(stretches(start, end))
    after = without_cuts(cuts, *place)
    assert not hidden(after) & set(range(*place))
    assert set(after) <= set(cuts)


@given(trimmed())
def test_turn_by_turn_it_is_the_same_and_a_cut_over_two_turns_stands_once(
    case: tuple[int, int, tuple[Cut, ...]],
) -> None:
    start, end, cuts = case
    border = TEXT.index("\n")
    turns = [("Eva", 0, border), ("Nils", border + 1, len(TEXT))]
    inside = [(s, max(a, start), min(b, end)) for s, a, b in turns if a < end and b > start]
    assume(inside)
    parts = shown_turns(TEXT, inside, cuts)
    whole = "".join(words for _, words in parts)
    assert whole == shown(TEXT, start, end, cuts).replace("\n", "")


@given(trimmed())
def test_cuts_are_stored_as_they_are_and_their_words_apart(
    case: tuple[int, int, tuple[Cut, ...]],
) -> None:
    places, masks = dump_cuts(case[2])
    assert load_cuts(places, masks) == case[2]
    assert load_cuts(places, "[]") == tuple(
        Cut(cut.start, cut.end, None if cut.mask is None else "") for cut in case[2]
    )


@pytest.mark.parametrize("cuts", [(Cut(5, 5),), (Cut(3, 8), Cut(6, 9)), (Cut(0, 4),)])
def test_unsound_cuts_are_known(cuts: tuple[Cut, ...]) -> None:
    assert not sound(cuts, 2, 10)
