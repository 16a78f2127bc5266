"""What a report is made from, read from the project at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from qda.analysis.load import load
from qda.codebook.compare import compare
from qda.codebook.stored import read_stored, read_versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.dataset import Dataset
    from qda.analysis.made import Made
    from qda.codebook.tree import Codebook
    from qda.project.store import Project


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """The project as a report needs it.

    Attributes:
        data: The coding that figures are of.
        everyone: The independent coding of all coders who have any.
        codebook: The codebook as it is.
        compared: That of the main coder and of who has read most of the same; None where nobody
            has.
        changes: For each version of the codebook after the first what changed, in words.
    """

    data: Dataset
    everyone: Dataset
    codebook: Codebook
    compared: Dataset | None
    changes: tuple[tuple[int, tuple[str, ...]], ...]


def read_sources(project: Project, coders: Sequence[str], language: str, made: Made) -> Sources:
    """Read what a report is made from.

    Raises:
        QdaError: Nobody has coded yet, or there is no such coder.
    """
    from qda.coding.reading import list_coders

    with project.read() as session:
        codebook, versions = read_stored(session), read_versions(session)
        all_coders = [name for name, count in list_coders(session) if count]
    data = load(project, coders=coders, language=language, made=made)
    ordered = dict.fromkeys([*data.coders, *sorted(all_coders)])
    everyone = load(project, coders=tuple(ordered), language=language, made=made)
    second = second_reader(everyone)
    compared = None
    if second is not None:
        pair = (everyone.coders[0], second)
        compared = load(project, coders=pair, language=language, made=made)
    return Sources(data, everyone, codebook, compared, tuple(_changes(versions)))


def second_reader(everyone: Dataset) -> str | None:
    """Who has read most of what the first coder has read too; None where nobody has."""
    marks = everyone.marks
    first = set(marks.segment[marks.coder == 0].tolist())
    shared = [
        len(first & set(marks.segment[marks.coder == coder].tolist()))
        for coder in range(1, len(everyone.coders))
    ]
    if not shared or not max(shared):
        return None
    return everyone.coders[1 + shared.index(max(shared))]


def _changes(versions: list[tuple[int, Codebook]]) -> list[tuple[int, tuple[str, ...]]]:
    pairs = pairwise(versions)
    return [
        (number, tuple(change.describe() for change in compare(before, after)))
        for (_, before), (number, after) in pairs
    ]
