"""The cases as the project has them: who speaks where, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import case as by_value
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from qda.project import models
from qda.project.attributes import Values


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """A case as the project has it.

    Attributes:
        name: Its name.
        documents: Where it speaks, as in the file: ``name`` or ``name@speaker``.
        values: Of each attribute its values; None where it does not apply. What is unknown is
            not in it.
    """

    name: str
    documents: tuple[str, ...]
    values: dict[str, Values]


@dataclass(frozen=True, slots=True)
class AttributeInfo:
    """An attribute of the cases."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Where a case speaks.

    Attributes:
        written: As the file has it, ``name`` or ``name@speaker``.
        document: The document's row.
        speaker: The speaker's row; None for the whole document.
    """

    written: str
    document: int
    speaker: int | None


def list_cases(session: Session) -> list[CaseInfo]:
    """Every case, in order."""
    ties = _ties(session)
    values = _values(session)
    query = select(models.Case.id, models.Case.name)
    return [
        CaseInfo(name, tuple(tie.written for tie in ties.get(id_, ())), values.get(id_, {}))
        for id_, name in session.execute(query.order_by(models.Case.position, models.Case.id))
    ]


def list_attributes(session: Session, owner: str = "case") -> list[AttributeInfo]:
    """Every attribute of the cases, or of the documents, in order."""
    query = select(models.Attribute.name, models.Attribute.kind)
    query = query.where(models.Attribute.owner == owner)
    order = query.order_by(models.Attribute.position, models.Attribute.name)
    return [AttributeInfo(*row) for row in session.execute(order)]


def documents_of_cases(session: Session) -> dict[str, tuple[int, ...]]:
    """The documents of each case, in the project's order, each once."""
    query = (
        select(models.Case.name, models.Document.id)
        .join(models.CaseDocument, models.CaseDocument.case_id == models.Case.id)
        .join(models.Document, models.Document.id == models.CaseDocument.document_id)
        .order_by(models.Case.position, models.Document.position, models.Document.id)
    )
    found: dict[str, list[int]] = {}
    for name, document in session.execute(query):
        found.setdefault(name, []).append(document)
    return {name: tuple(dict.fromkeys(documents)) for name, documents in found.items()}


def tie_places(session: Session) -> dict[str, dict[str, Tie]]:
    """Each document's name with its speakers' labels ('': all) as what a case is tied to."""
    found: dict[str, dict[str, Tie]] = {}
    documents = select(models.Document.id, models.Document.name)
    in_order = documents.order_by(models.Document.position, models.Document.id)
    for id_, name in session.execute(in_order):
        found[name] = {"": Tie(name, id_, None)}
    query = (
        select(models.Document.id, models.Document.name, models.Speaker.label, models.Speaker.id)
        .join(models.Speaker, models.Speaker.document_id == models.Document.id)
        .where(models.Speaker.label != "")
        .order_by(models.Speaker.id)
    )
    for id_, name, label, speaker in session.execute(query):
        found[name][label] = Tie(f"{name}@{label}", id_, speaker)
    return found


def find_tie(written: str, places: Mapping[str, Mapping[str, Tie]]) -> Tie | str:
    """What a written tie means; a sentence where it means nothing."""
    if written in places:
        return places[written][""]
    name, _, label = (part.strip() for part in written.rpartition("@"))
    if name not in places:
        hint = "`qda documents list` shows them"
        return f"there is no document named “{name or written}”; {hint}."
    if label not in places[name] or not label:
        return f"nobody is called “{label}” in {name}; `qda speakers {name}` shows them."
    return places[name][label]


def put_ties(session: Session, case: int, ties: Iterable[Tie]) -> None:
    """Let a case speak in these places and no others."""
    session.execute(delete(models.CaseDocument).where(models.CaseDocument.case_id == case))
    rows = [
        {"case_id": case, "document_id": tie.document, "speaker_id": tie.speaker} for tie in ties
    ]
    if rows:
        session.execute(insert(models.CaseDocument), rows)


def rename_in_notes(session: Session, names: Mapping[str, str]) -> None:
    """Give what knows cases by their names the names they have now: memos and summaries.

    Args:
        session: The open transaction.
        names: The names that cases had, each with that of now; they may have changed places.
    """
    if not names:
        return
    memo, summary = models.Memo, models.Summary
    now = by_value(dict(names), value=memo.target)
    on_cases = memo.kind == "case", memo.target.in_(names)
    session.execute(update(memo).where(*on_cases).values(target=now))
    now = by_value(dict(names), value=summary.case_name)
    session.execute(update(summary).where(summary.case_name.in_(names)).values(case_name=now))


def put_values(session: Session, case: int, values: Mapping[int, Values]) -> None:
    """Give a case these values of attributes, by their rows; none are forgotten."""
    session.execute(
        delete(models.Value).where(
            models.Value.owner_id == case, models.Value.attribute_id.in_(values)
        )
    )
    rows = [
        {"attribute_id": attribute, "owner_id": case, "position": position, "value": value}
        for attribute, own in values.items()
        for position, value in enumerate((None,) if own is None else own)
    ]
    if rows:
        session.execute(insert(models.Value), rows)


def _ties(session: Session) -> dict[int, list[Tie]]:
    query = (
        select(
            models.CaseDocument.case_id,
            models.Document.name,
            models.Document.id,
            models.CaseDocument.speaker_id,
            models.Speaker.label,
        )
        .join(models.Document, models.Document.id == models.CaseDocument.document_id)
        .outerjoin(models.Speaker, models.Speaker.id == models.CaseDocument.speaker_id)
        .order_by(models.CaseDocument.id)
    )
    found: dict[int, list[Tie]] = {}
    for case, name, document, speaker, label in session.execute(query):
        written = name if speaker is None else f"{name}@{label}"
        found.setdefault(case, []).append(Tie(written, document, speaker))
    return found


def _values(session: Session) -> dict[int, dict[str, Values]]:
    query = (
        select(models.Value.owner_id, models.Attribute.name, models.Value.value)
        .join(models.Attribute, models.Attribute.id == models.Value.attribute_id)
        .where(models.Attribute.owner == "case")
        .order_by(models.Value.owner_id, models.Attribute.position, models.Value.position)
    )
    found: dict[int, dict[str, Values]] = {}
    for case, name, value in session.execute(query):
        own = found.setdefault(case, {})
        own[name] = None if value is None else (*(own.get(name) or ()), value)
    return found
