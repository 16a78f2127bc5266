"""The framework matrix without names, and what of names is left in it for the researcher to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.analysis.deidentify import describe
from qda.analysis.framework import cover_framework, load_framework
from qda.exports.naming import Named, names_of
from qda.exports.rare import rare_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.analysis.framework import Choice, Framework
    from qda.project.store import Project


@dataclass(frozen=True, slots=True)
class Covered:
    """A framework matrix as it leaves the room, and what is to be thought of before it does.

    Attributes:
        framework: The matrix, in which nobody is named by us.
        rare: What is said of too few, and how it is said instead.
        named: Which names the researcher wrote in which summaries.
    """

    framework: Framework
    rare: tuple[str, ...]
    named: tuple[str, ...]


def load_covered(
    project: Project, choice: Choice, coders: Sequence[str] = (), language: str = ""
) -> Covered:
    """The framework matrix without names.

    Raises:
        QdaError: A coder, a code, a case or an attribute is not known, or nobody has coded yet.
    """
    found, data = load_framework(project, choice, coders, language)
    descriptions = describe(data, choice.attributes)
    covered = cover_framework(found, data, descriptions)
    with project.read() as session:
        named = Named(names_of(session))
    rare = rare_lines(descriptions, len(found.cases))
    return Covered(covered, tuple(rare), tuple(named_cells(covered, named)))


def named_cells(found: Framework, names: Named) -> Iterator[str]:
    """Which names of the project stand in which summaries, a sentence each."""
    for case, cells in zip(found.cases, found.cells, strict=True):
        for code, cell in zip(found.codes, cells, strict=True):
            text = "\n".join(one.text for one in cell.summaries)
            held = ", ".join(f"{name.text} ({name.kind})" for name, _ in names.in_text(text))
            if held:
                yield f"The summary of informant {case} under {code.id} names: {held}."
