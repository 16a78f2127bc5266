"""Searching a text: what is found, and that nothing typed does harm."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.analysis.search.context import in_context
from qda.analysis.search.query import Words, find, parse
from qda.analysis.search.terms import WORD, Exact, Inflected, Partial, Place, lowered
from qda.errors import QdaError

TEXT = (
    "Gruppen ble stille. Vi prøvde en ny gruppe, men gruppene ble for store!\n"
    "Fedregruppa gikk i oppløsning. Hvem går nå? NAV-kontoret sa: «Vi gikk ut av gruppa»."
)


TEXT += " Vi hadde kursbøker, ikke én bok."


def found(query: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in find(text, parse(query))]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("gruppe", ["Gruppen", "gruppe", "gruppene", "gruppa"]),
        ("GRUPPENE", ["Gruppen", "gruppe", "gruppene", "gruppa"]),
        ("gå", ["gikk", "går", "gikk"]),
        ('"gruppe"', ["gruppe"]),
        ("«Gruppa»", ["gruppa"]),
        ("*gruppe*", ["Gruppen", "gruppe", "gruppene", "Fedregruppa", "gruppa"]),
        ('"*gruppe*"', ["Gruppen", "gruppe", "gruppene"]),
        ("fedre*", ["Fedregruppa"]),
        ("*bok", ["kursbøker", "bok"]),
        ("*gruppa", ["Fedregruppa", "gruppa"]),
        ("f*grupp*a", ["Fedregruppa"]),
        ("gruppe bli", ["Gruppen ble", "gruppene ble"]),
        ("gå * av", ["gikk ut av"]),
        ('vi "gikk ut"', ["Vi gikk ut"]),
        ("nav-kontor", ["NAV-kontoret"]),
        ("kontor", ["kontoret"]),
        ("/grupp(e|a)\\b/", ["gruppe", "gruppa", "gruppa"]),
        ("/NY .*?men/", ["ny gruppe, men"]),
        ("finnesikke", []),
        ("bok OR fedre*", ["Fedregruppa", "bok"]),
        ("finnesikke|ny gruppe | gruppe", ["Gruppen", "ny gruppe", "gruppene", "gruppa"]),
        ('gå OR "gikk ut av"', ["gikk", "går", "gikk ut av"]),
        ('"gå or gruppe"', []),
    ],
)
def test_a_query_finds(query: str, places: list[str]) -> None:
    assert found(query) == places


def test_a_phrase_reaches_over_a_comma_and_not_over_the_end_of_a_sentence_or_a_turn() -> None:
    assert found('"gruppe men"') == ["gruppe, men"]
    assert found('"stille vi"') == []
    assert found('"store fedregruppa"') == []


def test_fathers_are_found_in_all_their_forms() -> None:
    text = "En far, to fedre, faren og fedrene."
    assert found("far", text) == found("fedre", text) == ["far", "fedre", "faren", "fedrene"]


def test_capitals_that_grow_in_lower_case_leave_the_offsets_true() -> None:
    assert found('"gruppe"', "İİİ GRUPPE") == ["GRUPPE"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "nothing to search for"),
        ("…!", "nothing to search for"),
        ("gruppe OR", "each side of OR"),
        ("| gruppe", "each side of OR"),
        ("* **", "nothing to search for"),
        ('"ny gruppe', "quotation mark"),
        ("/ny", "between two slashes"),
        ("//", "between two slashes"),
        ("/(ny/", "no regular expression"),
        ("/" + "(" * 400 + ")" * 400 + "/", "longer than"),
        ("/" + "(" * 240 + ")" * 240 + "/", ""),
    ],
)
def test_what_is_no_query_is_said_in_a_sentence(query: str, sentence: str) -> None:
    try:
        parse(query)
    except QdaError as error:
        assert sentence in str(error) and str(error).endswith(".")
    else:
        assert sentence == ""


def test_a_regular_expression_that_would_never_end_is_ended() -> None:
    with pytest.raises(QdaError, match="takes too long"):
        find("a" * 200 + "b", parse("/(a|aa)+$/"), seconds=0.05)


TYPED = st.one_of(st.text(), st.text('abø*"«/\\()[]{}+?|^$.1-,: <=!>PRe&'))


@given(TYPED, st.text())
def test_any_query_gives_places_in_order_or_a_sentence(typed: str, text: str) -> None:
    try:
        places = find(text, parse(typed), seconds=0.2)
    except QdaError:
        return
    ends = [0]
    for start, end in places:
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


def slowly(text: str, terms: Words) -> list[Place]:
    """Every word in turn, straight from the definition."""
    words = [match.span() for match in WORD.finditer(lowered(text))]
    low, places, free = lowered(text), [], 0
    for at, (start, _) in enumerate(words):
        run = words[at : at + len(terms.terms)]
        gaps = "".join(low[a[1] : b[0]] for a, b in pairwise(run))
        meant = len(run) == len(terms.terms) and all(
            term.accepts(low[s:e]) for term, (s, e) in zip(terms.terms, run, strict=True)
        )
        if meant and start >= free and not set(gaps) & set("\n.!?…"):
            free = run[-1][1]
            places.append((start, free))
    return places


FORMS = st.text("aø", min_size=1, max_size=3)
TERMS = st.one_of(
    st.builds(Exact, FORMS),
    st.builds(Inflected, FORMS),
    st.builds(
        Partial,
        st.lists(st.text("aø", max_size=2), min_size=2, max_size=4).map(tuple),
        st.booleans(),
    ),
)


@given(
    st.lists(TERMS, min_size=1, max_size=3).map(lambda terms: Words(tuple(terms))),
    st.text("aøØ_ .-\nİ😀", max_size=60),
)
def test_what_is_found_is_what_the_words_mean(query: Words, text: str) -> None:
    assert find(text, query) == slowly(text, query)


def test_the_context_is_cut_at_words() -> None:
    start = TEXT.index("gruppene")
    context = in_context(TEXT, (start, start + 8), 9)
    assert (context.before, context.match, context.after) == ("… men ", "gruppene", " ble for …")


def test_the_context_stays_in_the_turn() -> None:
    start = TEXT.index("Fedregruppa")
    context = in_context(TEXT, (start, start + 11), 20, (start, len(TEXT)))
    assert context.before == ""


@given(st.text(), st.data(), st.integers(0, 30))
def test_a_context_is_of_the_text_and_on_one_line(
    text: str, data: st.DataObject, room: int
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    context = in_context(text, (start, end), room)
    line = context.before.lstrip("…") + context.match + context.after.rstrip("…")
    assert "\n" not in line
    assert "".join(line.split()) in "".join(text.split())
    assert len(context.before) <= room + 1 and len(context.after) <= room + 1
