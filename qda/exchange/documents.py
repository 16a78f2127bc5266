"""Which of the other file's documents are here: the same text, whatever they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.project.models import Document, Segment, Speaker


@dataclass(frozen=True, slots=True)
class Matched:
    """The documents of two files.

    Attributes:
        rows: Of those in both, the row there and the row here.
        keys: Of those in both, the key there and the key here.
        missing: The rows of those that are only there, in their order.
        unmarked: Of those in both, the rows there of those whose segments are others here.
        notes: Sentences on what differs.
    """

    rows: dict[int, int]
    keys: dict[str, str]
    missing: tuple[int, ...]
    unmarked: frozenset[int]
    notes: tuple[str, ...]


def match_documents(mine: Session, theirs: Session) -> Matched:
    """Match by the hash of the text; of several with the same text, by the name.

    Raises:
        QdaError: A document that is only there has the name of one that is here.
    """
    here: defaultdict[str, list[Document]] = defaultdict(list)
    for document in _documents(mine):
        here[document.text_hash].append(document)
    pairs: list[tuple[Document, Document]] = []
    missing: list[Document] = []
    # Those of equal names first, so that a twin of another name does not take their place.
    names = {document.name for twins in here.values() for document in twins}
    for there in sorted(_documents(theirs), key=lambda document: document.name not in names):
        twins = here[there.text_hash]
        twin = next((one for one in twins if one.name == there.name), None) or next(
            iter(twins), None
        )
        if twin is None:
            missing.append(there)
        else:
            twins.remove(twin)
            pairs.append((there, twin))
    _refuse_taken(missing, names)
    cut = {there.id for there, twin in pairs if _segments(theirs, there) != _segments(mine, twin)}
    return Matched(
        rows={there.id: twin.id for there, twin in pairs},
        keys={there.key: twin.key for there, twin in pairs},
        missing=tuple(document.id for document in sorted(missing, key=lambda one: one.position)),
        unmarked=frozenset(cut),
        notes=tuple(_notes(mine, theirs, pairs, cut)),
    )


def _documents(session: Session) -> list[Document]:
    return list(session.scalars(select(Document).order_by(Document.position, Document.id)))


def _refuse_taken(missing: list[Document], names: set[str]) -> None:
    for document in missing:
        if document.name in names:
            raise QdaError(
                f"“{document.name}” is one text here and another there, so nothing was merged; "
                "give one of them another name with `qda documents rename`."
            )


def _notes(
    mine: Session, theirs: Session, pairs: list[tuple[Document, Document]], cut: set[int]
) -> Iterator[str]:
    for there, here in pairs:
        if there.name != here.name:
            yield f"{here.name} is called {there.name} there"
        if there.id in cut:
            yield (
                f"{here.name} is cut into other segments there: its codings are taken, its "
                "reviewed marks are not"
            )
        if _speakers(theirs, there) != _speakers(mine, here):
            yield f"{here.name} has other speakers or roles there; those here stay"


def _segments(session: Session, document: Document) -> list[tuple[int, int]]:
    query = select(Segment.start, Segment.end).where(Segment.document_id == document.id)
    return [(start, end) for start, end in session.execute(query.order_by(Segment.number))]


def _speakers(session: Session, document: Document) -> set[tuple[str, str]]:
    query = select(Speaker.label, Speaker.role).where(Speaker.document_id == document.id)
    return {(label, role) for label, role in session.execute(query)}
