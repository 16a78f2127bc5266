"""The framework matrix without names, and what of names is left in it for the researcher to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.analysis.deidentify import describe
from qda.analysis.framework import cover_framework, load_framework
from qda.exports.naming import Named, names_of
from qda.exports.rare import rare_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.analysis.framework import Choice, Framework
    from qda.project.store import Project


def load_covered(
    project: Project, choice: Choice, coders: Sequence[str] = (), language: str = ""
) -> tuple[Framework, tuple[str, ...]]:
    """The framework matrix as it leaves the room, and sentences on what may name somebody in it.

    Raises:
        QdaError: A coder, a code, a case or an attribute is not known, or nobody has coded yet.
    """
    found, data = load_framework(project, choice, coders, language)
    descriptions = describe(data, choice.attributes)
    covered = cover_framework(found, data, descriptions)
    with project.read() as session:
        named = Named(names_of(session))
    rare = rare_lines(descriptions, len(found.cases))
    return covered, (*rare, *named_cells(covered, named))


def named_cells(found: Framework, names: Named) -> Iterator[str]:
    """Which names of the project stand in which summaries, a sentence each."""
    for case, cells in zip(found.cases, found.cells, strict=True):
        for code, cell in zip(found.codes, cells, strict=True):
            text = "\n".join(one.text for one in cell.summaries)
            held = ", ".join(f"{name.text} ({name.kind})" for name, _ in names.in_text(text))
            if held:
                yield f"The summary of informant {case} under {code.id} names: {held}."
