"""Whose work figures are of when nobody is named."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from qda.project.models import Coder, Coding
from qda.project.store import Project

MAIN_CODER: Final = "main_coder"
"""The setting that names the main coder."""


def main_coder(project: Project) -> str | None:
    """The coder whose layer figures are of by default: the one named, else who coded first."""
    named = project.setting(MAIN_CODER)
    if named is not None:
        return named
    with project.read() as session:
        return session.scalar(
            select(Coder.name)
            .join(Coding, Coding.coder_id == Coder.id)
            .order_by(Coding.id)
            .limit(1)
        )


def knows_coder(project: Project, name: str) -> bool:
    """Whether someone of this name has done anything in the project."""
    with project.read() as session:
        return session.scalar(select(Coder.id).where(Coder.name == name)) is not None
