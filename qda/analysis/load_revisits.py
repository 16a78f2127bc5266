"""What a coder has still to read again, from the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.analysis.load import load
from qda.analysis.revisit import CodeAgain, to_revisit
from qda.codebook.redefined import read_needs
from qda.project.coders import knows_coder

if TYPE_CHECKING:
    from qda.project.store import Project


def load_revisits(project: Project, coder: str) -> tuple[CodeAgain, ...]:
    """What a coder has to read again, for each code in use; nothing for who has done nothing."""
    if not knows_coder(project, coder):
        return ()
    data = load(project, coders=[coder])
    with project.read() as session:
        needs = read_needs(session, coder)
    return to_revisit(data, needs)
