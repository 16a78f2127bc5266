"""What is compared: the informants' segments that every chosen coder has marked as reviewed.

Unseen is not uncoded: a segment that one of the coders has not reviewed counts for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from qda.analysis.counting import Bases
from qda.analysis.reading import Asked, read_segments
from qda.analysis.relation import Bools, Ints, ints
from qda.analysis.select import Selection
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.dataset import Dataset


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Segments, and which of them are compared.

    Attributes:
        compared: Of each segment whether it is.
        asked: Rows x segments: of the compared, whether they count for the row's code: a case in
            its base speaks, and every coder read it under a codebook that had the code.
        cluster: Of each document the cluster it belongs to.
        clusters: The clusters by name: the informant, or the document where no case is tied.
        cases: How many cases speak in what is compared.
        left_out: What is not compared, and how many segments of it.
    """

    compared: Bools
    asked: Bools
    cluster: Ints
    clusters: tuple[str, ...]
    cases: int
    left_out: tuple[tuple[str, int], ...]


def choose_documents(data: Dataset, selection: Selection, names: Sequence[str]) -> Selection:
    """The selection, limited to the documents named; none named means all."""
    if not names:
        return selection
    chosen = np.isin(np.arange(len(data.texts)), [_number(data, name) for name in names])
    documents = selection.documents & chosen
    document, case = data.document_cases.follow(np.flatnonzero(documents))
    speaks = np.bincount(case, minlength=len(selection.cases)) > 0
    return Selection(documents, selection.cases & speaks & bool(len(document)))


def lay(data: Dataset, rows: Ints, selection: Selection) -> Ground:
    """Find what all the data set's coders have reviewed of the selection."""
    everyone = range(len(data.coders))
    turn = data.segments.turn
    at, case = data.speaker_cases.follow(data.turns.speaker[turn])
    chosen = selection.documents[data.segments.document]
    chosen = chosen & _any(at, selection.cases[case], len(turn))
    spoken = chosen & data.by_informant[turn]
    compared = spoken & read_segments(data, 0, everyone)
    heard = compared[at] & selection.cases[case]
    cluster, clusters = _clusters(data)
    return Ground(
        compared=compared,
        asked=_asked(data, rows, compared, at, case),
        cluster=cluster,
        clusters=clusters,
        cases=len(np.unique(case[heard & (case < data.nobody)])),
        left_out=(
            ("the interviewer's and others'", int((chosen & ~spoken).sum())),
            *(
                (f"not reviewed by {name}", int((spoken & ~read_segments(data, 0, [coder])).sum()))
                for coder, name in enumerate(data.coders)
            ),
        ),
    )


def _any(at: Ints, holds: Bools, size: int) -> Bools:
    return np.bincount(at[holds], minlength=size) > 0


def _asked(data: Dataset, rows: Ints, compared: Bools, at: Ints, case: Ints) -> Bools:
    bases = Bases.gather(data, rows)
    within = [_any(at, holds[case], len(compared)) for holds in bases.holds]
    questions = [Asked.about(data, [code]) for code in rows.tolist()]
    known = {question: question.read(data, range(len(data.coders))) for question in set(questions)}
    asked = np.zeros((len(rows), len(compared)), dtype=np.bool_)
    for row, question in enumerate(questions):
        asked[row] = compared & within[bases.of[row]] & known[question]
    return asked


def _clusters(data: Dataset) -> tuple[Ints, tuple[str, ...]]:
    """An informant with all their documents; informants who share a document are one cluster.

    What people say in one conversation is not independent, so that they are not resampled apart.
    """
    documents, cases = len(data.texts), data.nobody
    size = documents + cases
    tied = (np.ones(len(data.links.case)), (data.links.document, documents + data.links.case))
    graph = sparse.coo_array(tied, shape=(size, size))
    count, label = connected_components(graph, directed=False)
    names: list[list[str]] = [[] for _ in range(count)]
    for case, name in enumerate(data.cases.names):
        names[label[documents + case]].append(name)
    for document, name in enumerate(data.documents.names):
        if not (data.links.document == document).any():
            names[label[document]].append(name)
    return ints(label[:documents]), tuple("+".join(own) for own in names)


def _number(data: Dataset, name: str) -> int:
    if name not in data.documents.names:
        raise QdaError(f"There is no document “{name}”; `qda documents list` shows them.")
    return data.documents.names.index(name)
