"""The file of the quotations chosen for a report, or for a section of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.analysis.chosen import cover_chosen, load_chosen
from qda.analysis.deidentify import describe
from qda.analysis.load import load_uncoded
from qda.exports.names import file_name
from qda.exports.write import write_chosen

if TYPE_CHECKING:
    from pathlib import Path

    from qda.project.store import Project


def write_out(project: Project, section: str | None, kind: str, *, named: bool) -> Path:
    """Write the chosen quotations to `exports/`; without names they are told by nothing else.

    With names they have a file of their own, so that the one never lies under the other's name.

    Raises:
        QdaError: The file cannot be written.
    """
    found = load_chosen(project, section=section)
    if not named:
        data = load_uncoded(project)
        found = cover_chosen(found, data, describe(data, ()))
    first = "quotations with names" if named else "quotations"
    parts = (first,) if section is None else (first, section)
    path = project.folder / "exports" / file_name(*parts, suffix=kind)
    write_chosen(found, path, kind)
    return path
