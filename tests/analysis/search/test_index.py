"""The word index: it says what a reading of the texts says, follows the documents, and forgets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qda.analysis.search import index
from qda.analysis.search.index import look_up, make_index
from qda.analysis.search.query import AnyOf, Pattern, Words, find, parse
from qda.analysis.search.terms import Exact, Inflected, Partial, Place
from qda.analysis.search.wordlist import packed, unpacked
from qda.intake.store import remove_document, rename_document, store_transcript
from qda.intake.transcript import Segment, Transcript, Turn
from qda.project import word_index
from qda.project.check import check_project
from qda.project.documents import list_documents
from qda.project.store import Project
from qda.project.texts import read_text


def put(project: Project, name: str, text: str) -> None:
    """A document of one turn and one segment."""
    whole = (Turn(0, len(text), "Eva"),)
    store_transcript(
        project,
        Transcript(name, text, whole),
        [Segment(1, 0, len(text), 0)],
        "turn",
        {"Eva": "informant"},
        coder="ada",
        file_name=f"{name}.txt",
    )


def make(project: Project, batch: int = 50) -> list[index.Progress]:
    return list(make_index(project, batch))


def by_index(
    project: Project, query: Words | AnyOf, most: int | None = None
) -> dict[int, list[Place]]:
    with project.read(together=True) as session:
        return look_up(session, query, most=most)


def by_reading(project: Project, query: Words | AnyOf) -> dict[int, list[Place]]:
    with project.read(together=True) as session:
        ids = [info.id for info in list_documents(session)]
        return {id_: find(read_text(session, id_) or "", query) for id_ in ids}


FORMS = st.one_of(
    st.text("aø", min_size=1, max_size=3), st.sampled_from(["gruppe", "gruppene", "gå", "gikk"])
)
TERMS = st.one_of(
    st.builds(Exact, FORMS),
    st.builds(Inflected, FORMS),
    st.builds(
        Partial,
        st.lists(st.text("aøe", max_size=2), min_size=2, max_size=4).map(tuple),
        st.booleans(),
    ),
)
PHRASES = st.lists(TERMS, min_size=1, max_size=3).map(lambda terms: Words(tuple(terms)))
QUERIES = PHRASES | st.lists(PHRASES, min_size=2, max_size=3).map(
    lambda phrases: AnyOf(tuple(phrases))
)
PIECES = ["a", "ø", "Ø", "_", " ", " ", ".", "-", "\n", "İ", "😀", "Gruppene ", "gruppe", " gikk"]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=1, max_size=3), st.lists(QUERIES, min_size=4, max_size=8))
def test_the_index_finds_what_a_reading_of_the_texts_finds(
    fresh_project: Callable[[], Project], texts: list[str], queries: list[Words | AnyOf]
) -> None:
    project = fresh_project()
    for number, text in enumerate(texts):
        put(project, f"X{number}", f"{text}\n{number}")
    make(project)
    for query in queries:
        assert by_index(project, query) == by_reading(project, query)


@pytest.mark.parametrize(
    "typed",
    ["møte", "gjøre", '"det kom"', "*e*", "han ringe", "åpen møte", "ringe OR *e* | åpen møte"],
)
def test_queries_as_they_are_typed(project: Project, typed: str) -> None:
    make(project)
    query = parse(typed)
    assert not isinstance(query, Pattern)
    assert by_index(project, query) == by_reading(project, query)


def test_documents_come_in_batches_and_none_twice(project: Project) -> None:
    put(project, "T03", "Tre.")
    assert next(make_index(project, batch=2)) == index.Progress(2, 3)  # and the program ends
    assert make(project) == [index.Progress(1, 1)]
    assert make(project) == []


def test_what_another_maker_made_is_not_used_and_is_made_anew(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(project)
    monkeypatch.setattr(index, "maker", lambda: "words-99")
    query = Words((Exact("fjorten"),))
    assert by_index(project, query) == {}
    assert make(project)[-1].of == 2
    assert by_index(project, query) == by_reading(project, query)


def test_a_search_ends_once_there_are_enough_places(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "CHUNK", 1)
    make(project)
    everywhere = Words((Partial(("", "")),))
    assert list(by_index(project, everywhere, most=3)) == [1]


def test_a_document_that_is_renamed_stays_in_the_index(project: Project) -> None:
    make(project)
    rename_document(project, "T01", "Først", coder="ada")
    assert make(project) == []


def words_in(project: Project) -> set[str]:
    with project.read() as session:
        return {form.word for form in word_index.find_with(session, "")}


def test_a_removed_document_takes_its_words_along_and_no_other(project: Project) -> None:
    make(project)
    before = words_in(project)
    put(project, "T03", "Zappelin kom til møte.")
    make(project)
    assert words_in(project) > before
    remove_document(project, "T03", coder="ada")
    assert words_in(project) == before
    assert not any(one.problems for one in check_project(project))


def test_none_of_a_removed_documents_bytes_are_left_in_the_file(project: Project) -> None:
    secrets = [f"hemmelig{number:04}navn" for number in range(0, 9000, 3)]
    others = [f"hemmelig{number:04}sak" for number in range(0, 9000, 2)]
    for number in range(12):  # many words, so that pages are split and joined
        put(project, f"N{number}", " ".join(others[number::12]))
    make(project, batch=5)
    put(project, "Z", " ".join(secrets))
    make(project)
    assert secrets[500].encode() in project.database.read_bytes()
    remove_document(project, "Z", coder="ada")
    data = project.database.read_bytes()
    left = [secret for secret in secrets if secret.encode() in data]
    assert left == []


def test_numbers_take_four_bytes_only_where_they_must() -> None:
    import numpy as np

    for high, size in ((5, 2), (70_000, 4)):
        numbers = np.array([1, high, 0], dtype=np.uint32)
        data = packed(numbers)
        assert len(data) == 3 * size
        assert unpacked(data, 3).tolist() == numbers.tolist()
