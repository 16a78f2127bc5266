"""A cell of the framework matrix opened: its passages, and the summary as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qda.bench.draft import Draft, Place
from qda.bench.kept_data import KeptData
from qda.coding.beside import Cited
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.analysis.dataset import Dataset
    from qda.analysis.framework_cell import CellPassage
    from qda.project.store import Project

NOBODY: Final = "Nobody has coded yet, so there is nothing to sum up."


@dataclass(frozen=True, slots=True)
class Opened:
    """A cell as it was read: its summary, and its passages by their places."""

    draft: Draft
    passages: dict[Place, CellPassage]


def data_of(
    project: Project, kept: KeptData, whose: str, language: str
) -> tuple[tuple[str, ...], Dataset]:
    """Who there is, and the data set of one of them; of the main coder for who has not coded.

    Raises:
        QdaError: Nobody has coded yet.
    """
    from qda.coding.reading import list_coders
    from qda.project.coders import whose_passages

    with project.read() as session:
        coders = tuple(name for name, _ in list_coders(session))
    passages = whose_passages(project, (whose,) if whose in coders else ())
    if not passages:
        raise QdaError(NOBODY)
    return coders, kept.of(project, passages, language)


def open_cell(project: Project, data: Dataset, whose: str, cell: tuple[str, str]) -> Opened:
    """Read the summary of a cell, by its case and code, and its passages in a data set."""
    from qda.analysis.framework_cell import cell_passages
    from qda.project.documents import list_documents
    from qda.project.summaries import read_summaries

    with project.read(together=True) as session:
        rows = [row for row in read_summaries(session, (whose,)) if (row.case, row.code) == cell]
        documents = {one.name: one.id for one in list_documents(session)}
    references = rows[0].references if rows else ()
    draft = Draft(*cell, rows[0].text if rows else "")
    draft.cited = [Cited(one.document, one.start, one.end, one.id) for one in references]
    passages = {
        (documents[one.document], one.start, one.end): one
        for one in cell_passages(data, *cell, references)
    }
    return Opened(draft, passages)
