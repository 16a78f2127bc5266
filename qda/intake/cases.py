"""Informants and what is known of them: `cases.csv` read, stored, and compared with what was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from qda.intake.cases_csv import CaseRow, CasesFile, Tie, read_cases_file
from qda.project import models
from qda.project.events import Recorder
from qda.project.store import Project


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
    values: dict[str, tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class CasesStored:
    """What a file of cases brought.

    Attributes:
        cases: How many cases the file has.
        added: The cases that are new.
        changed: The cases that are other than they were.
        attributes: The attributes that are new.
        gone: Sentences on what the project has and the file has not; it was kept.
    """

    cases: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    attributes: tuple[str, ...]
    gone: tuple[str, ...]


def store_cases(project: Project, path: Path, *, coder: str) -> CasesStored:
    """Bring the cases and attributes of a file into the project; the same again is no change.

    Raises:
        MistakesError: The file has mistakes, each named with its line; nothing was changed.
        QdaError: The file cannot be read.
    """
    with project.write(coder, f"read cases from {path.name}", origin="setup") as act:
        file = read_cases_file(path, _places(act.session))
        before = {case.name: case for case in list_cases(act.session)}
        gone = _gone(act.session, file, before)
        new = _keep_attributes(act, file)
        changed = [row.name for row in file.cases if _keep_case(act, file, row, before)]
        _keep_order(act.session, file)
    added = tuple(name for name in changed if name not in before)
    others = tuple(name for name in changed if name in before)
    return CasesStored(len(file.cases), added, others, new, gone)


def _places(session: Session) -> dict[str, dict[str, Tie]]:
    """Each document's name with its speakers' labels (None: all) as what a case is tied to."""
    found: dict[str, dict[str, Tie]] = {}
    for id_, name in session.execute(select(models.Document.id, models.Document.name)):
        found[name] = {"": Tie(name, id_, None)}
    query = (
        select(models.Document.id, models.Document.name, models.Speaker.label, models.Speaker.id)
        .join(models.Speaker, models.Speaker.document_id == models.Document.id)
        .where(models.Speaker.label != "")
    )
    for id_, name, label, speaker in session.execute(query):
        found[name][label] = Tie(f"{name}@{label}", id_, speaker)
    return found


def _gone(session: Session, file: CasesFile, before: dict[str, CaseInfo]) -> tuple[str, ...]:
    here = {row.name for row in file.cases}
    names = {attribute.name for attribute in file.attributes}
    cases = [f"the case {name}" for name in before if name not in here]
    query = select(models.Attribute.name).where(models.Attribute.owner == "case")
    order = query.order_by(models.Attribute.position)
    attributes = [f"the attribute {name}" for name in session.scalars(order) if name not in names]
    return tuple(f"{what} is not in the file; it was kept." for what in cases + attributes)


def _keep_attributes(act: Recorder, file: CasesFile) -> tuple[str, ...]:
    new = []
    query = select(models.Attribute).where(models.Attribute.owner == "case")
    there = {attribute.name: attribute for attribute in act.session.scalars(query)}
    for position, column in enumerate(file.attributes):
        stored = there.get(column.name)
        after = {"owner": "case", "kind": column.kind}
        if stored is None:
            stored = models.Attribute(
                owner="case", name=column.name, kind=column.kind, position=position
            )
            act.session.add(stored)
            act.record("add", "attribute", column.name, None, after)
            new.append(column.name)
        elif stored.kind != column.kind:
            before = {"owner": "case", "kind": stored.kind}
            stored.kind = column.kind
            act.record("change", "attribute", column.name, before, after)
        stored.position = position
    act.session.flush()
    return tuple(new)


def _keep_case(act: Recorder, file: CasesFile, row: CaseRow, before: dict[str, CaseInfo]) -> bool:
    """Store one case; whether it is new or other than it was."""
    old = before.get(row.name)
    ties = tuple(tie.written for tie in row.ties)
    names = [attribute.name for attribute in file.attributes]
    other = [name for name in names if _value(old, name) != row.values.get(name, ())]
    if old is not None and set(old.documents) == set(ties) and not other:
        return False
    case = act.session.scalar(select(models.Case).where(models.Case.name == row.name))
    if case is None:
        case = models.Case(name=row.name, position=0)
        act.session.add(case)
        act.session.flush()
    _replace_ties(act.session, case.id, row)
    _replace_values(act.session, case.id, row, names)
    state = None if old is None else {"documents": list(old.documents)}
    # The values themselves are about people and stay out of the history.
    after = {"documents": list(ties), "attributes": other}
    act.record("add" if old is None else "change", "case", row.name, state, after)
    return True


def _value(case: CaseInfo | None, name: str) -> tuple[str, ...] | None:
    return () if case is None else case.values.get(name, ())


def _replace_ties(session: Session, case: int, row: CaseRow) -> None:
    session.execute(delete(models.CaseDocument).where(models.CaseDocument.case_id == case))
    rows = [
        {"case_id": case, "document_id": tie.document, "speaker_id": tie.speaker}
        for tie in row.ties
    ]
    if rows:
        session.execute(insert(models.CaseDocument), rows)


def _replace_values(session: Session, case: int, row: CaseRow, names: list[str]) -> None:
    query = select(models.Attribute.name, models.Attribute.id).where(
        models.Attribute.owner == "case", models.Attribute.name.in_(names)
    )
    ids = {row.name: row.id for row in session.execute(query)}
    session.execute(
        delete(models.Value).where(
            models.Value.owner_id == case, models.Value.attribute_id.in_(ids.values())
        )
    )
    rows = [
        {"attribute_id": ids[name], "owner_id": case, "position": position, "value": value}
        for name, values in row.values.items()
        for position, value in enumerate((None,) if values is None else values)
    ]
    if rows:
        session.execute(insert(models.Value), rows)


def _keep_order(session: Session, file: CasesFile) -> None:
    """The cases stand as in the file; those it has not, after them."""
    place = {row.name: position for position, row in enumerate(file.cases)}
    ordered = select(models.Case).order_by(models.Case.position, models.Case.id)
    cases = sorted(session.scalars(ordered), key=lambda case: place.get(case.name, len(place)))
    for position, case in enumerate(cases):
        case.position = position


def list_cases(session: Session) -> list[CaseInfo]:
    """Every case, in order."""
    documents: dict[int, list[str]] = {}
    ties = (
        select(
            models.CaseDocument.case_id,
            models.Document.name,
            models.CaseDocument.speaker_id,
            models.Speaker.label,
        )
        .join(models.Document, models.Document.id == models.CaseDocument.document_id)
        .outerjoin(models.Speaker, models.Speaker.id == models.CaseDocument.speaker_id)
        .order_by(models.CaseDocument.id)
    )
    for case, document, speaker, label in session.execute(ties):
        written = document if speaker is None else f"{document}@{label}"
        documents.setdefault(case, []).append(written)
    values = _values(session)
    query = select(models.Case.id, models.Case.name)
    return [
        CaseInfo(name, tuple(documents.get(id_, ())), values.get(id_, {}))
        for id_, name in session.execute(query.order_by(models.Case.position, models.Case.id))
    ]


def _values(session: Session) -> dict[int, dict[str, tuple[str, ...] | None]]:
    query = (
        select(models.Value.owner_id, models.Attribute.name, models.Value.value)
        .join(models.Attribute, models.Attribute.id == models.Value.attribute_id)
        .where(models.Attribute.owner == "case")
        .order_by(models.Value.owner_id, models.Attribute.position, models.Value.position)
    )
    found: dict[int, dict[str, tuple[str, ...] | None]] = {}
    for case, name, value in session.execute(query):
        own = found.setdefault(case, {})
        own[name] = None if value is None else (*(own.get(name) or ()), value)
    return found
