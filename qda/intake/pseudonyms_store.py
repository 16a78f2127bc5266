"""Pseudonyms in the project: what of a document may hold names, and all of it replaced at once.

The text, its places, labels and values, and what the history says of them are written anew in one
transaction; then the file, so that no trace is left in it; then the copies that hold the names
are put away. Nothing here is undone: that is what it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.intake.patching import Patch, Proposal, moved, patched, patches
from qda.intake.pseudonyms import Material
from qda.intake.pseudonyms_traces import Mend, mend_history, put_away, still_named
from qda.intake.store import lay_down, refuse_taken_name
from qda.intake.transcript import Segment
from qda.project import models, word_index
from qda.project.cases import rename_in_notes
from qda.project.documents import (
    DocumentText,
    find_document,
    forget_taken_back,
    left_by_coders,
    read_document,
)
from qda.project.store import Project
from qda.text import text_hash

_WRITTEN: Final = ("text", "many")
"""The kinds of attributes whose values are words."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as it stands, with what may hold names.

    Attributes:
        document: The document.
        material: Its text and labels.
        file_name: The name of the file it was read from.
    """

    document: DocumentText
    material: Material
    file_name: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was done.

    Attributes:
        name: The document's name now.
        places: How many places of the text were replaced.
        copies: The copies of the database that held the names and were deleted.
        traces: Why the file could not be written anew, so that traces of names may be left in
            it; '' where it was.
        elsewhere: Where in the project names still stand, in sentences without the names.
    """

    name: str
    places: int
    copies: tuple[Path, ...]
    traces: str
    elsewhere: tuple[str, ...]


def read_draft(project: Project, name: str) -> Draft:
    """A document with all that may hold names.

    Raises:
        QdaError: There is no such document, or coders have left something in it.
    """
    with project.read(together=True) as session:
        row = find_document(session, name)
        _refuse_coded(session, row)
        document = read_document(session, row.id)
        labels = [row.name, PurePath(row.file_name).stem]
        labels += [speaker.label for speaker in _speakers(session, row.id)]
        labels += [case.name for case in _cases(session, row.id)]
        labels += [value.value or "" for value in _values(session, row.id)]
        material = Material(document.text, tuple(dict.fromkeys(filter(None, labels))))
        return Draft(document, material, row.file_name)


def _refuse_coded(session: Session, document: models.Document) -> None:
    left = left_by_coders(session, document.id)
    if left:
        raise QdaError(
            f"the document “{document.name}” has {' and '.join(left)}, so its text is not "
            "changed: names are replaced before coding."
        )


def _speakers(session: Session, document: int) -> Sequence[models.Speaker]:
    query = select(models.Speaker).where(models.Speaker.document_id == document)
    return session.scalars(query.order_by(models.Speaker.id)).all()


def _cases(session: Session, document: int) -> Sequence[models.Case]:
    tied = select(models.CaseDocument.case_id).where(models.CaseDocument.document_id == document)
    query = select(models.Case).where(models.Case.id.in_(tied)).order_by(models.Case.position)
    return session.scalars(query).all()


def _values(session: Session, document: int) -> list[models.Value]:
    """The values in words of the document and of the cases tied to it."""
    found: list[models.Value] = []
    owners = {"document": [document], "case": [case.id for case in _cases(session, document)]}
    for owner, ids in owners.items():
        attribute = models.Attribute
        its = select(attribute.id).where(attribute.owner == owner, attribute.kind.in_(_WRITTEN))
        query = select(models.Value).where(
            models.Value.attribute_id.in_(its), models.Value.owner_id.in_(ids)
        )
        found += session.scalars(query)
    return found


def replace_names(
    project: Project, name: str, decided: Sequence[Proposal], *, coder: str
) -> Replaced:
    """Replace names in a document and in all that is stored of it.

    Args:
        project: The open project.
        name: The document's name.
        decided: What is replaced, by what.
        coder: Who does it.

    Raises:
        QdaError: There is no such document, coders have left something in it, or two speakers,
            cases or documents would have one name.
    """
    mend: Mend = lambda label: patched(label, patches(label, decided))  # noqa: E731 (a word for it)
    with project.write(coder, "pseudonymise", origin="setup") as act:
        document = find_document(act.session, name)
        _refuse_coded(act.session, document)
        forget_taken_back(act.session, document.id)
        old_key, old_hash = document.key, document.text_hash
        places = _replace_text(act.session, document, decided)
        new_labels = _replace_labels(act.session, document, mend)
        mend_history(act.session, new_labels)
        now = document.name
        act.words(f"pseudonymise {now}")
        state = {"key": document.key, "text_hash": document.text_hash, "places": places}
        act.record("pseudonymise", "document", document.key, {"key": old_key}, state)
    traces = project.rewrite() or ""
    copies = put_away(project, old_hash)
    return Replaced(now, places, copies, traces, tuple(still_named(project, decided)))


def _replace_text(session: Session, document: models.Document, decided: Sequence[Proposal]) -> int:
    whole = read_document(session, document.id)
    changes: list[Patch] = []
    for turn in whole.turns:  # no name reaches over two turns
        said = whole.text[turn.start : turn.end]
        changes += [
            Patch(turn.start + one.start, turn.start + one.end, one.new)
            for one in patches(said, decided)
        ]
    text, move = patched(whole.text, changes), moved(changes)
    document.text, document.text_hash = text, text_hash(text)
    document.key = _free_key(session, document)
    bounds = [
        (move(turn.start), move(turn.end), document.id, number)
        for number, turn in enumerate(whole.turns)
    ]
    cursor = session.connection().connection.cursor()
    query = 'UPDATE turns SET start = ?, "end" = ? WHERE document_id = ? AND number = ?'
    cursor.executemany(query, bounds)
    stale = delete(models.Segment).where(models.Segment.document_id == document.id)
    session.execute(stale)
    lay_down(session, document.id, _moved_segments(whole, text, move))
    session.execute(delete(models.Place).where(models.Place.document_id == document.id))
    word_index.forget_text(session, document.id)
    return len(changes)


def _free_key(session: Session, document: models.Document) -> str:
    query = select(models.Document.id).where(
        models.Document.key == document.text_hash, models.Document.id != document.id
    )
    with session.no_autoflush:
        taken = session.scalar(query)
    return f"{document.text_hash}:{document.id}" if taken else document.text_hash


def _moved_segments(whole: DocumentText, text: str, move: Callable[[int], int]) -> list[Segment]:
    """The segments where they lie now; one that a name has swallowed whole is no more."""
    found: list[Segment] = []
    for segment in whole.segments:
        start, end = move(segment.start), move(segment.end)
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        if piece.strip():
            found.append(Segment(len(found) + 1, start, end, segment.turn))
    return found


def _replace_labels(session: Session, document: models.Document, mend: Mend) -> dict[str, str]:
    """Replace names in labels; what each label that changed is now."""
    new: dict[str, str] = {}
    stem, suffix = PurePath(document.file_name).stem, PurePath(document.file_name).suffix
    new[document.file_name] = mend(stem) + suffix
    document.file_name = new[document.file_name]
    name = mend(document.name)
    if name != document.name:
        refuse_taken_name(session, name)
    new[document.name] = name
    document.name = name
    _refuse_same([mend(one.label) for one in _speakers(session, document.id)], "speakers")
    for speaker in _speakers(session, document.id):
        new[speaker.label] = speaker.label = mend(speaker.label)
    _replace_cases(session, document.id, mend, new)
    for value in _values(session, document.id):
        if value.value is not None:
            new[value.value] = value.value = mend(value.value)
    session.flush()
    return {old: now for old, now in new.items() if old != now}


def _replace_cases(session: Session, document: int, mend: Mend, new: dict[str, str]) -> None:
    renamed: dict[str, str] = {}
    taken = {row[0]: row[1] for row in session.execute(select(models.Case.id, models.Case.name))}
    for case in _cases(session, document):
        now = mend(case.name)
        taken[case.id] = now
        renamed[case.name] = now
        new[case.name] = case.name = now
    _refuse_same(list(taken.values()), "cases")
    rename_in_notes(session, renamed)


def _refuse_same(names: Sequence[str], what: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise QdaError(
            f"two {what} would both be called {twice[0]}; let different words stand for them, or "
            "make one of them first."
        )
