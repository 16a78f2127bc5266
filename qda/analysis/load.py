"""From a project to the arrays that are counted: the one door between the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qda.analysis.dataset import (
    INFORMANT,
    INTERVIEWER,
    NOT_APPLICABLE,
    OTHER,
    Attribute,
    Code,
    Codings,
    Dataset,
    Links,
    Marks,
    Revisits,
    Segments,
    Source,
    Speakers,
    Things,
    Turns,
)
from qda.analysis.made import ALWAYS, Made
from qda.analysis.one_voice import one_voice
from qda.analysis.packed import BOUNDS, as_texts, halves, pair, parsed
from qda.analysis.relation import Ints, ints, stretch
from qda.codebook.stored import read_stored, stored_version
from qda.errors import QdaError
from qda.project.bands import list_bands
from qda.project.coders import whose
from qda.project.models import INDEPENDENT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from qda.project.store import Project

_MINE: Final = "FROM reviews WHERE coder_id = ? AND layer = ? AND removed = 0 AND document_id = "
_EXTENT: Final = (
    f"SELECT id, (SELECT count(*) {_MINE} documents.id), "  # noqa: S608 (our words)
    f"(SELECT min(codebook_version) {_MINE} documents.id), "
    f"(SELECT max(codebook_version) {_MINE} documents.id) FROM documents"
)
"""Of each document how many segments a coder has read, and the oldest and newest version."""
_SINGLE: Final = f"SELECT group_concat(segment), group_concat(codebook_version) {_MINE} ?"
_ROLES: Final = {"informant": INFORMANT, "interviewer": INTERVIEWER, "other": OTHER}


def load(
    project: Project,
    *,
    coders: Sequence[str] | None = None,
    layer: str = INDEPENDENT,
    language: str = "",
    made: Made = ALWAYS,
) -> Dataset:
    """One layer of a project, for some coders, as it is at one moment.

    All that exports say of it travels with the files that the project is made of, so that one
    made anew from them gives the same bytes: the project's name only where it was given one, and
    as the time of the last change that of the newest coding counted, which an import keeps. What
    else figures rest on tells its own state: the codebook its version and hash, the reading its
    extent. What another coder does changes none of it.

    Args:
        project: The open project.
        coders: Whose work, in this order; none means the project's main coder, of the consensus
            all who wrote it, as one.
        layer: Which layer of it.
        language: What the codes' labels are in, where they have it.
        made: When the codings were made that count; what was read counts from any time.

    Raises:
        QdaError: There is no such coder, layer or day, or nobody has coded yet.
    """
    made.check()
    named = tuple(dict.fromkeys(coders or whose(project, layer)))
    with project.read(together=True) as session:
        reader = _Reader(session, named, layer, language, made)
        if not named:
            raise QdaError(_nobody(layer))
        data = reader.dataset()
    return data if coders else one_voice(data)


def load_uncoded(project: Project) -> Dataset:
    """The documents, cases and codes of a project, without anybody's coding."""
    with project.read(together=True) as session:
        return _Reader(session, (), INDEPENDENT, "").dataset()


def _nobody(layer: str) -> str:
    if layer != INDEPENDENT:
        return f"In the layer “{layer}” there is not one coder to count by; name one."
    return "nobody has coded yet, so there is nothing to count; `qda` opens a document."


@dataclass(frozen=True, slots=True, eq=False)
class _Order:
    """Things in their order, which gives each its number.

    Attributes:
        names: What they are called.
        rows: Their rows in the file.
        number: Of each row of the file the number; -1 where it is none of these things.
    """

    names: tuple[str, ...]
    rows: Ints
    number: Ints

    @classmethod
    def of(cls, things: Sequence[tuple[str, int]]) -> _Order:
        """The order of these names and rows."""
        rows = ints([row for _, row in things])
        number = np.full(rows.max(initial=0) + 1, -1)
        number[rows] = np.arange(len(rows))
        return cls(tuple(name for name, _ in things), rows, number)


class _Reader:
    """Reads one state of the store, one query a table, past the rows of the ORM."""

    def __init__(
        self,
        session: Session,
        coders: tuple[str, ...],
        layer: str,
        language: str,
        made: Made = ALWAYS,
    ):
        self._session = session
        self._language = language
        self._made = made
        self._layer = layer
        self._coders = self._named(coders)
        self._refuse_unknown_layer()
        self._documents = self._ordered("documents")
        self._cases = self._ordered("cases")

    def dataset(self) -> Dataset:
        """All of it."""
        codes, code = self._codes()
        speakers, speaker = self._speakers()
        turns = self._turns(speaker)
        segments = self._segments(turns)
        texts, segmenters = self._texts()
        codings, newest = self._codings(code)
        return Dataset(
            source=self._source(segmenters, newest),
            codes=codes,
            coders=self._coders.names,
            documents=self._things("document", self._documents),
            texts=texts,
            speakers=speakers,
            turns=turns,
            segments=segments,
            cases=self._things("case", self._cases),
            links=self._links(speaker),
            codings=codings,
            marks=self._marks(segments),
            revisits=self._revisits(segments, code),
        )

    def _rows(self, query: str, *given: object) -> list[Any]:
        cursor = self._session.connection().connection.cursor()
        cursor.execute(query, given)
        return list(cursor.fetchall())

    def _numbers(self, table: str, *columns: str) -> list[Ints]:
        (found,) = self._rows(f"SELECT {as_texts(columns)} FROM {table}")  # noqa: S608 (our words)
        return [parsed(column) for column in found]

    def _work(
        self, table: str, *columns: str, newest: str = "NULL", made: Made = ALWAYS
    ) -> tuple[list[Ints], list[str]]:
        """Columns of what the coders did, with the number of whose it is, and the newest of it.

        All is read in the order of the file, as an index would be followed a row at a time.
        """
        query = (
            f"SELECT max({newest}), count(*), {as_texts(columns)} FROM {table} NOT INDEXED "  # noqa: S608 (our words)
            "WHERE coder_id = ? AND layer = ? AND removed = 0"
        )
        days = [day for day in (made.since, made.until) if day]
        if made.since:
            query += f" AND substr(created_at, 1, {len(made.since)}) >= ?"
        if made.until:
            query += f" AND substr(created_at, 1, {len(made.until)}) <= ?"
        rows = self._coders.rows.tolist()
        parts = [self._rows(query, row, self._layer, *days)[0] for row in rows]
        if not parts:
            return [ints([])] * (len(columns) + 1), []
        last, sizes, *found = zip(*parts, strict=True)
        whose = np.repeat(np.arange(len(parts)), sizes)
        numbers = [np.concatenate([parsed(text) for text in column]) for column in found]
        return [*numbers, whose], [time for time in last if time]

    def _named(self, coders: tuple[str, ...]) -> _Order:
        there = dict(self._rows("SELECT name, id FROM coders ORDER BY name"))
        for name in coders:
            if name not in there:
                raise QdaError(f"There is no coder “{name}”; {_listed(there)}.")
        return _Order.of([(name, there[name]) for name in coders])

    def _refuse_unknown_layer(self) -> None:
        """Say which layers there are, where this one is not among them."""
        if self._layer == INDEPENDENT:
            return
        query = "SELECT layer FROM codings UNION SELECT layer FROM reviews ORDER BY 1"
        there = [name for (name,) in self._rows(query)]
        if self._layer not in there:
            raise QdaError(f"There is no layer “{self._layer}”; {_listed(there)}.")

    def _ordered(self, table: str) -> _Order:
        return _Order.of(self._rows(f"SELECT name, id FROM {table} ORDER BY position, name"))  # noqa: S608 (our words)

    def _source(self, segmenters: Iterable[str], newest: str | None) -> Source:
        name = self._rows("SELECT value FROM settings WHERE name = 'name'")
        version = stored_version(self._session)
        return Source(
            project=name[0][0] if name else "",
            codebook_version=version.number if version else 0,
            codebook_hash=version.hash if version else "",
            layer=self._layer,
            made=self._made,
            segmenters=tuple(sorted(segmenters)),
            last_change=datetime.fromisoformat(newest) if newest else None,
        )

    def _codes(self) -> tuple[tuple[Code, ...], _Order]:
        book = read_stored(self._session)
        rows = {
            key: (row, since) for key, row, since in self._rows("SELECT key, id, since FROM codes")
        }
        order = _Order.of([(code.id, rows[code.id][0]) for code in book])
        number = {id_: at for at, id_ in enumerate(order.names)}
        codes = (
            Code(
                id=code.id,
                label=code.name(self._language),
                parent=-1 if code.parent is None else number[code.parent],
                base=book.effective_base(code.id),
                since=rows[code.id][1],
                retired=code.retired,
            )
            for code in book
        )
        return tuple(codes), order

    def _things(self, owner: str, order: _Order) -> Things:
        values: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        query = "SELECT attribute_id, owner_id, value FROM attribute_values"
        for attribute, row, value in self._rows(query):
            values[attribute, row].add(NOT_APPLICABLE if value is None else value)
        query = "SELECT id, name, kind FROM attributes WHERE owner = ? ORDER BY position, name"
        attributes = (
            Attribute(
                name, kind, tuple(frozenset(values[attribute, row]) for row in order.rows.tolist())
            )
            for attribute, name, kind in self._rows(query, owner)
        )
        own = tuple(attributes)
        return Things(order.names, (*own, *self._banded(own)) if owner == "case" else own)

    def _banded(self, attributes: Iterable[Attribute]) -> Iterator[Attribute]:
        """What the bands of numbers make of the attributes, worked out anew each time."""
        by_name = {attribute.name: attribute for attribute in attributes}
        for bands in list_bands(self._session):
            values = (
                frozenset(filter(None, map(bands.of_written, own)))
                for own in by_name[bands.of].values
            )
            yield Attribute(bands.name, "bands", tuple(values), bands.labels)

    def _texts(self) -> tuple[tuple[str, ...], set[str]]:
        """The texts, and what laid down segments in them."""
        rows = self._rows("SELECT id, text, segmenter FROM documents")
        texts = {row: text for row, text, _ in rows}
        in_order = tuple(texts[row] for row in self._documents.rows.tolist())
        return in_order, {segmenter for _, _, segmenter in rows}

    def _speakers(self) -> tuple[Speakers, _Order]:
        rows = self._rows("SELECT label, id, document_id, role FROM speakers ORDER BY id")
        order = _Order.of([(label, row) for label, row, _, _ in rows])
        document = self._documents.number[ints([row[2] for row in rows])]
        return Speakers(order.names, document, ints([_ROLES[row[3]] for row in rows])), order

    def _turns(self, speaker: _Order) -> Turns:
        things, places = self._numbers("turns", pair("document_id", "speaker_id"), BOUNDS)
        row, voice = halves(things)
        document, start, end, by = self._sorted([row, *halves(places), voice])
        return Turns(document, start, end, speaker.number[by])

    def _segments(self, turns: Turns) -> Segments:
        # Document by document, as then its row need not stand at each of so many segments.
        own = "FROM segments WHERE document_id = documents.id"
        bounds = f"(SELECT group_concat({BOUNDS}) {own})"
        query = f"SELECT id, {bounds} FROM documents ORDER BY position, name"  # noqa: S608 (our words)
        found = [(row, text) for row, text in self._rows(query) if text]
        sizes = [text.count(",") + 1 for _, text in found]
        row = np.repeat(ints([row for row, _ in found]), sizes)
        places = parsed(",".join(text for _, text in found))
        document, start, end = self._sorted([row, *halves(places)])
        number = np.arange(len(document)) - self._first(document)[document] + 1
        return Segments(document, start, end, number, _turn_at(turns, document, start))

    def _sorted(self, columns: list[Ints]) -> list[Ints]:
        """Columns that begin with row of document and start: with its number, in its order."""
        row, start, *others = columns
        document = self._documents.number[row]
        if _rising(document, start):
            return [document, start, *others]
        order = np.lexsort((start, document))
        return [column[order] for column in (document, start, *others)]

    def _first(self, document: Ints) -> Ints:
        """Of each document the first of the things, sorted by document, that lie in it."""
        return np.searchsorted(document, np.arange(len(self._documents.rows)))

    def _links(self, speaker: _Order) -> Links:
        columns = ("case_id", "document_id", "coalesce(speaker_id, -1)")  # of null nothing comes
        case, document, voice = self._numbers("case_documents", *columns)
        tied = np.where(voice < 0, -1, speaker.number[voice])
        return Links(self._cases.number[case], self._documents.number[document], tied)

    def _codings(self, code: _Order) -> tuple[Codings, str | None]:
        """The codings, and when the newest of them was made."""
        columns = (pair("document_id", "code_id"), BOUNDS)
        (things, places, by), made = self._work(
            "codings", *columns, newest="created_at", made=self._made
        )
        row, of = halves(things)
        start, end = halves(places)
        document = self._documents.number[row]
        return Codings(document, start, end, code.number[of], by), max(made, default=None)

    def _marks(self, segments: Segments) -> Marks:
        parts = [self._marks_of(row, segments) for row in self._coders.rows.tolist()]
        whose = np.repeat(np.arange(len(parts)), [len(segment) for segment, _ in parts])
        nothing = ints([]), ints([])
        segment, version = (np.concatenate(column) for column in zip(nothing, *parts, strict=True))
        return Marks(segment, whose, version)

    def _revisits(self, segments: Segments, code: _Order) -> Revisits:
        columns = (pair("document_id", "segment"), pair("code_id", "codebook_version"))
        (places, codes, by), _ = self._work("revisits", *columns)
        row, number = halves(places)
        of, version = halves(codes)
        segment = self._first(segments.document)[self._documents.number[row]] + number - 1
        return Revisits(segment, by, code.number[of], version)

    def _marks_of(self, coder: int, segments: Segments) -> tuple[Ints, Ints]:
        """The segments that a coder has read, and the version each was read under.

        Of a document that was read to its end under one version, which most are, a count tells
        this; only of the others are the marks themselves read, which takes several times as long.
        """
        found = self._rows(_EXTENT, *(coder, self._layer) * 3)
        row, count, oldest, newest = ints([one for one in found if one[1]]).reshape(-1, 4).T
        document = self._documents.number[row]
        first = self._first(segments.document)
        there_are = np.diff(first, append=len(segments.document))[document]
        whole = (count == there_are) & (oldest == newest)
        at, read = stretch(first[document[whole]], first[document[whole]] + count[whole])
        parts = [self._rows(_SINGLE, coder, self._layer, one)[0] for one in row[~whole].tolist()]
        number, version = (parsed(",".join(part[of] for part in parts)) for of in (0, 1))
        before = np.repeat(first[document[~whole]], count[~whole])
        single = before + number - 1
        return np.append(read, single), np.append(oldest[whole][at], version)


def _rising(document: Ints, start: Ints) -> bool:
    within = (document[1:] == document[:-1]) & (start[1:] > start[:-1])
    return bool((within | (document[1:] > document[:-1])).all())


def _turn_at(turns: Turns, document: Ints, start: Ints) -> Ints:
    """The turn in which each segment lies: the first that ends behind its start.

    This says the same as the number of the turn in the file, and takes less time than to read it.
    """
    beyond = int(max(turns.end.max(initial=0), start.max(initial=0))) + 1
    ends = turns.document * beyond + turns.end
    before = np.searchsorted(document * beyond + start, ends)
    return np.repeat(np.arange(len(ends)), np.diff(before, prepend=0))


def _listed(there: Iterable[str]) -> str:
    names = ", ".join(there)
    return f"there are: {names}" if names else "there are none yet"
