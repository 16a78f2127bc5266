"""The union of two sides is the same from either, and once made it stays."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qda.exchange.kinds import MERGEABLE, Mergeable
from qda.exchange.union import Key, Known, Thing, Union, by_key, follow, unite

CODING, REVIEW, MEMO = MERGEABLE[:3]
NOTHING = Known(codes={1: "attrition", 2: "recruitment"})
Side = dict[Key, Thing]

ids = st.sampled_from("abcd")
versions = st.integers(1, 3)


@st.composite
def codings(draw: st.DrawFn) -> Side:
    row = st.fixed_dictionaries(
        {
            "id": ids,
            "document_id": st.just(1),
            "coder_id": st.just(1),
            "code_id": st.sampled_from((1, 2)),
            "layer": st.just("independent"),
            "start": st.sampled_from((0, 5)),
            "end": st.just(9),
            "removed": st.booleans(),
            "version": versions,
        }
    )
    found = draw(st.lists(row, max_size=4, unique_by=lambda row: row["id"]))
    return by_key(CODING, one_live(found))


def one_live(rows: list[dict[str, Any]]) -> list[Thing]:
    """Of rows in one place all but the first are taken away, as the store sees to it."""
    there = set()
    things = []
    for row in rows:
        place = (row["start"], row["code_id"])
        things.append(Thing({**row, "removed": row["removed"] or place in there}))
        if not row["removed"]:
            there.add(place)
    return things


@st.composite
def reviews(draw: st.DrawFn) -> Side:
    row = st.fixed_dictionaries(
        {
            "id": ids,
            "document_id": st.just(1),
            "coder_id": st.just(1),
            "layer": st.just("independent"),
            "segment": st.integers(1, 3),
            "codebook_version": st.just(1),
            "removed": st.booleans(),
            "version": versions,
        }
    )
    by_segment = draw(st.lists(row, max_size=3, unique_by=(lambda row: row["segment"])))
    # An id is of one place only, wherever it was made.
    return by_key(
        REVIEW, [Thing({**row, "id": f"{row['id']}{row['segment']}"}) for row in by_segment]
    )


@st.composite
def memos(draw: st.DrawFn) -> Side:
    things = []
    for id_ in draw(st.lists(ids, max_size=3, unique=True)):
        texts = draw(st.lists(st.sampled_from("xyz"), min_size=1, max_size=3))
        words = {number: (text,) for number, text in enumerate(texts, 1)}
        row = {
            "id": id_,
            "target": draw(ids),
            "text_version": len(words),
            "removed": draw(st.booleans()),
            "version": draw(versions),
        }
        things.append(Thing(row, words))
    return by_key(MEMO, things)


def after(kind: Mergeable, mine: Side, theirs: Side) -> tuple[Side, Union]:
    union = unite(kind, mine, theirs, NOTHING)
    return {**mine, **union.things}, union


def plain(side: Side) -> dict[Key, Any]:
    return {
        key: ({**thing.row, "removed": bool(thing.row["removed"])}, thing.words)
        for key, thing in side.items()
    }


def check(kind: Mergeable, mine: Side, theirs: Side) -> None:
    one, _ = after(kind, mine, theirs)
    other, _ = after(kind, theirs, mine)
    assert plain(one) == plain(other)
    assert unite(kind, one, theirs, NOTHING).things == {}
    assert unite(kind, one, other, NOTHING).things == {}


@given(codings(), codings())
@settings(deadline=None)
def test_codings(mine: Side, theirs: Side) -> None:
    check(CODING, mine, theirs)
    both, _ = after(CODING, mine, theirs)
    places = [(t.row["start"], t.row["code_id"]) for t in both.values() if t.live]
    assert len(places) == len(set(places))


@given(codings(), codings())
@settings(deadline=None)
def test_nothing_that_stood_on_one_side_alone_is_lost(mine: Side, theirs: Side) -> None:
    both, union = after(CODING, mine, theirs)
    for key, thing in {**mine, **theirs}.items():
        if thing.live and not (key in mine and key in theirs):
            stays = both[(union.doubled.get(key[0], key[0]),)]
            assert stays.live
            assert stays.row["start"] == thing.row["start"]


@given(reviews(), reviews())
@settings(deadline=None)
def test_reviewed_marks(mine: Side, theirs: Side) -> None:
    check(REVIEW, mine, theirs)


@given(memos(), memos())
@settings(deadline=None)
def test_memos_and_all_words_that_stood(mine: Side, theirs: Side) -> None:
    check(MEMO, mine, theirs)
    both, _ = after(MEMO, mine, theirs)
    words = {text for thing in both.values() for text in thing.words.values()}
    for thing in (*mine.values(), *theirs.values()):
        if thing.live:
            assert thing.text in words


@given(codings(), codings(), memos())
@settings(deadline=None)
def test_a_memo_follows_its_coding(mine: Side, theirs: Side, notes: Side) -> None:
    _, union = after(CODING, mine, theirs)
    found = follow(unite(MEMO, notes, {}, NOTHING), notes, union.doubled)
    for thing in {**notes, **found.things}.values():
        assert not thing.live or thing.row["target"] not in union.doubled
