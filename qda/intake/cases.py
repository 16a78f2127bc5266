"""Informants and what is known of them: `cases.csv` read, stored, and compared with what was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.intake.cases_csv import CaseRow, CasesFile, read_cases_file
from qda.project import models
from qda.project.attributes import Values
from qda.project.bands import list_bands
from qda.project.cases import CaseInfo, list_cases, put_ties, put_values, tie_places
from qda.project.events import Recorder
from qda.project.store import Project


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
        bands = {band.name: band.of for band in list_bands(act.session)}
        file = read_cases_file(path, tie_places(act.session), bands)
        before = {case.name: case for case in list_cases(act.session)}
        gone = _gone(act.session, file, before)
        new = _keep_attributes(act, file)
        changed = [row.name for row in file.cases if _keep_case(act, file, row, before)]
        _keep_order(act.session, file)
    added = tuple(name for name in changed if name not in before)
    others = tuple(name for name in changed if name in before)
    return CasesStored(len(file.cases), added, others, new, gone)


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
    put_ties(act.session, case.id, row.ties)
    put_values(act.session, case.id, _by_row(act.session, row, names))
    state = None if old is None else {"documents": list(old.documents)}
    # The values themselves are about people and stay out of the history.
    after = {"documents": list(ties), "attributes": other}
    act.record("add" if old is None else "change", "case", row.name, state, after)
    return True


def _value(case: CaseInfo | None, name: str) -> Values:
    return () if case is None else case.values.get(name, ())


def _by_row(session: Session, row: CaseRow, names: list[str]) -> dict[int, Values]:
    """The values of the attributes, by the attributes' rows."""
    query = select(models.Attribute.name, models.Attribute.id).where(
        models.Attribute.owner == "case", models.Attribute.name.in_(names)
    )
    return {id_: row.values.get(name, ()) for name, id_ in session.execute(query)}


def _keep_order(session: Session, file: CasesFile) -> None:
    """The cases stand as in the file; those it has not, after them."""
    place = {row.name: position for position, row in enumerate(file.cases)}
    ordered = select(models.Case).order_by(models.Case.position, models.Case.id)
    cases = sorted(session.scalars(ordered), key=lambda case: place.get(case.name, len(place)))
    for position, case in enumerate(cases):
        case.position = position
