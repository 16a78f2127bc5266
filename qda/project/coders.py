"""Whose work figures are of when nobody is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.project.models import CONSENSUS, INDEPENDENT, Coder, Coding, Review
from qda.project.store import Project

MAIN_CODER: Final = "main_coder"
"""The setting that names the main coder."""


def main_coder(project: Project, layer: str = INDEPENDENT) -> str | None:
    """The coder whose figures are given by default: the one named, else who coded first.

    In another layer than the independent one: the only coder there, else the one named, if there.
    """
    named = project.setting(MAIN_CODER)
    if layer == INDEPENDENT and named is not None:
        return named
    query = select(Coder.name).join(Coding, Coding.coder_id == Coder.id).order_by(Coding.id)
    with project.read() as session:
        if layer == INDEPENDENT:
            return session.scalar(query.limit(1))
        there = set(session.scalars(query.where(Coding.layer == layer)))
    return there.pop() if len(there) == 1 else named if named in there else None


def whose(project: Project, layer: str) -> tuple[str, ...]:
    """Whose work figures of a layer are of by default: nobody's where nobody has coded in it.

    The consensus is one, whoever wrote which part of it; of other layers it is one coder's.
    """
    if layer == CONSENSUS:
        read = Review.layer == layer, Review.removed == 0
        query = select(Coder.name).join(Review, Review.coder_id == Coder.id).where(*read)
        with project.read() as session:
            return tuple(session.scalars(query.distinct().order_by(Coder.name)))
    main = main_coder(project, layer)
    return () if main is None else (main,)


def whose_passages(project: Project, coders: Sequence[str]) -> tuple[str, ...]:
    """Those of some coders who have coded; where none of them has, or none is named, the main one.

    Nobody where nobody has coded.

    Raises:
        QdaError: One of them is not known.
    """
    own = Coding.layer == INDEPENDENT, Coding.removed == 0
    query = select(Coder.name).join(Coding, Coding.coder_id == Coder.id).where(*own)
    with project.read(together=True) as session:
        refuse_unknown(session, coders)
        coding = set(session.scalars(query.distinct()))
    return tuple(name for name in coders if name in coding) or whose(project, INDEPENDENT)


def refuse_unknown(session: Session, coders: Sequence[str]) -> None:
    """Refuse names of coders of whom nobody has done anything in the project.

    Raises:
        QdaError: One of them is not known.
    """
    known = set(session.scalars(select(Coder.name)))
    for name in coders:
        if name not in known:
            raise QdaError(f"there is no coder “{name}”; `qda coders` lists them.")


def knows_coder(project: Project, name: str) -> bool:
    """Whether someone of this name has done anything in the project."""
    with project.read() as session:
        return session.scalar(select(Coder.id).where(Coder.name == name)) is not None
