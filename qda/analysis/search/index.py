"""Making the word index, and asking it: the same places as `find` gives, text by text.

A search reads the words of all texts as whole numbers, 20 MB for a thousand interviews, and marks
those that are meant; that takes the same time for a rare word as for a part that half of the words
have. `docs/search.md` says how that was chosen, and what else was measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.search.lemmas import lemma
from qda.analysis.search.query import AnyOf, Pattern, Words
from qda.analysis.search.terms import Exact, Inflected, Partial, united, without_overlap
from qda.analysis.search.wordlist import Numbers, WordList, list_words, maker, packed, unpacked
from qda.project import word_index
from qda.project.word_index import Form, TextRow
from qda.text import text_hash

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from qda.analysis.relation import Bools, Ints
    from qda.analysis.search.query import Query
    from qda.analysis.search.terms import Place, Term
    from qda.project.store import Project

CHUNK: Final = 40
"""Documents that are looked at together; their words then still lie in SQLite's cache."""
FEW_FORMS: Final = 8
"""Words up to which to compare with each is faster than to look up whether one is meant."""
FIRST: Final = 2
"""Documents looked at first where the search ends after some places."""
BATCH: Final = 50
"""Documents that are indexed in one transaction: what a break costs at most."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the index is: documents done, of those that were missing."""

    done: int
    of: int


def make_index(project: Project, batch: int = BATCH) -> Iterator[Progress]:
    """Index the documents that are not; what was done before a break is not done again.

    Yields after each batch, when it is on disk.

    Raises:
        NotSavedError: The disk, the lock or the rights did not allow it now.
    """
    from qda.project.texts import read_text

    with project.read() as session:
        missing = word_index.list_missing(session, maker())
    for begin in range(0, len(missing), batch):
        listed = []
        for document in missing[begin : begin + batch]:
            with project.read() as session:
                text = read_text(session, document)
            if text is not None:
                listed.append((document, text_hash(text), list_words(text)))
        _store(project, listed)
        yield Progress(min(begin + batch, len(missing)), len(missing))


def _store(project: Project, listed: Sequence[tuple[int, str, WordList]]) -> None:
    with project.write("", "index words", origin="setup") as act:
        word_index.drop_other_makers(act.session, maker())
        # A document may have been removed, or changed, since its text was read.
        still = set(word_index.list_missing(act.session, maker()))
        kept = [one for one in listed if one[0] in still]
        row_of = _rows(act.session, {form for _, _, words in kept for form in words.forms})
        rows = (
            TextRow(document, digest, _numbered(words, row_of).tobytes(), packed(words.starts))
            for document, digest, words in kept
        )
        word_index.add_texts(act.session, maker(), rows)


def _rows(session: Session, forms: set[str]) -> dict[str, int]:
    """The row of each word; those that are new are added."""
    known = word_index.number_words(session, forms)
    new = sorted(forms.difference(known))
    word_index.add_words(session, [(form, lemma(form)) for form in new])
    return known | word_index.number_words(session, new)


def _numbered(words: WordList, row_of: dict[str, int]) -> Numbers:
    rows = np.array([0, *(row_of[form] for form in words.forms)], dtype="<u4")
    return rows[words.numbers]


def look_up(
    session: Session,
    query: Words | AnyOf,
    documents: Set[int] | None = None,
    most: int | None = None,
) -> dict[int, list[Place]]:
    """Where a query's words stand, by document; an empty list where they do not.

    Args:
        session: Reads one state of the project.
        query: What to search for.
        documents: Only in these; by default in all.
        most: Look no further, in the project's order, once there are so many places.

    Returns:
        Of each indexed document that was looked at the same places as `find` gives. A document
        that is not in it is not indexed, or lies behind `most`.
    """
    phrases = query.phrases if isinstance(query, AnyOf) else (query,)
    asked = word_index.list_indexed(session, maker())
    if documents is not None:
        asked = [document for document in asked if document in documents]
    meant = [[_Meant.by(session, term) for term in phrase.terms] for phrase in phrases]
    wanted = [terms for terms in meant if all(term.ids for term in terms)]
    if not wanted:  # there is no such word in the project
        return {document: [] for document in asked}
    found: dict[int, list[Place]] = {}
    total = 0
    for few in _chunks(asked, CHUNK if most is None else FIRST):
        chunk = _look_up(session, few, wanted)
        total += sum(map(len, chunk.values()))
        found |= chunk
        if most is not None and total >= most:
            break
    return found


def _chunks(documents: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """The documents in chunks, each larger than the one before: a common word is found soon."""
    begin, size = 0, min(size, CHUNK)
    while begin < len(documents):
        yield documents[begin : begin + size]
        begin, size = begin + size, min(size * 4, CHUNK)


def look_up_by_name(project: Project, query: Query) -> dict[str, list[Place]]:
    """Where a query's words stand, by the name of each indexed document.

    A regular expression asks of more than words, so of it the index says nothing.
    """
    if isinstance(query, Pattern):
        return {}
    with project.read(together=True) as session:
        names = word_index.list_names(session)
        return {names[document]: places for document, places in look_up(session, query).items()}


def count_missing(project: Project) -> int:
    """How many documents are not indexed."""
    with project.read() as session:
        return len(word_index.list_missing(session, maker()))


@dataclass(frozen=True, slots=True, eq=False)
class _Meant:
    """What a term means of the project's words.

    Attributes:
        ids: The rows of the words that it means.
        rows: Of each row, whether it is one of them.
        lengths: Of each of these rows how long the word is; 0 of others.
    """

    ids: Sequence[int]
    rows: Bools
    lengths: Ints

    @classmethod
    def by(cls, session: Session, term: Term) -> _Meant:
        size = word_index.highest_number(session) + 1
        rows, lengths = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.int64)
        forms = _forms(session, term)
        ids = [form.id for form in forms]
        rows[ids] = True
        lengths[ids] = [len(form.word) for form in forms]
        return cls(ids, rows, lengths)

    def among(self, numbers: Numbers) -> Bools:
        """Of each word of a row, whether it is meant."""
        if len(self.ids) > FEW_FORMS:
            return self.rows.take(numbers)  # twice as fast as [numbers]
        meant = np.zeros(len(numbers), dtype=np.bool_)
        for one in self.ids:
            meant |= numbers == one
        return meant


def _forms(session: Session, term: Term) -> list[Form]:
    """The project's words that a term means."""
    match term:
        case Exact(form):
            return word_index.find_forms(session, [form])
        case Inflected(form):
            own = word_index.find_lemma(session, form)
            return word_index.find_inflected(session, [form, lemma(form) if own is None else own])
        case Partial(pieces, exact):
            found = word_index.find_with(session, max(pieces, key=len))
            fits = term.fits
            return [one for one in found if fits(one.word) or (not exact and fits(one.lemma))]
    raise TypeError(term)


def _look_up(
    session: Session, documents: Sequence[int], wanted: Sequence[Sequence[_Meant]]
) -> dict[int, list[Place]]:
    """The places in a few documents, all of whose words are looked at as one row."""
    found: dict[int, list[Place]] = {document: [] for document in documents}
    words = word_index.read_words(session, documents)
    numbers = np.frombuffer(b"".join(words[document] for document in documents), "<u4")
    bounds = np.cumsum([0, *(len(words[document]) // 4 for document in documents)])
    ats = [_begins(numbers, meant) for meant in wanted]
    edges = [np.searchsorted(at, bounds) for at in ats]
    hit = np.flatnonzero(sum(np.diff(edge) for edge in edges)).tolist()
    begins = _read_starts(session, [(documents[one], bounds[one], bounds[one + 1]) for one in hit])
    places = [_places(numbers, begins, at, meant) for at, meant in zip(ats, wanted, strict=True)]
    for one in hit:
        own = [its[edge[one] : edge[one + 1]] for its, edge in zip(places, edges, strict=True)]
        own = [
            its if len(meant) == 1 else without_overlap(its)
            for its, meant in zip(own, wanted, strict=True)
        ]
        found[documents[one]] = own[0] if len(own) == 1 else united(own)
    return found


def _read_starts(session: Session, parts: Sequence[tuple[int, int, int]]) -> Numbers:
    """Where the words of documents begin, each in its part of the row of all words."""
    begins = np.zeros(max((end for _, _, end in parts), default=0), dtype=np.uint32)
    starts = word_index.read_starts(session, [document for document, _, _ in parts])
    for document, first, end in parts:
        begins[first:end] = unpacked(starts[document], end - first)
    return begins


def _places(numbers: Numbers, begins: Numbers, at: Ints, meant: Sequence[_Meant]) -> list[Place]:
    """The stretches of phrases that begin at these words of the row."""
    last = at + len(meant) - 1
    ends = begins[last] + meant[-1].lengths[numbers[last]]
    return list(zip(begins[at].tolist(), ends.tolist(), strict=True))


def _begins(numbers: Numbers, meant: Sequence[_Meant]) -> Ints:
    """Where in a row of words a phrase begins, overlapping ones too."""
    at = np.flatnonzero(meant[0].among(numbers))
    for step, term in enumerate(meant[1:], 1):
        at = at[at + step < len(numbers)]
        at = at[term.among(numbers[at + step])]
    return at
