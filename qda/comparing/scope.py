"""Which coding is compared: the independent one, or a round's as it was coded in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.analysis.comparison.discussion import Consensus, Settled
from qda.analysis.load import load
from qda.coding.disagreeing import read_decisions
from qda.coding.rounds import document_names, find_round
from qda.project.documents import list_documents
from qda.project.models import CONSENSUS, INDEPENDENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.dataset import Dataset
    from qda.coding.rounds import RoundInfo
    from qda.project.store import Project


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What is compared.

    Attributes:
        data: The coding.
        layer: The layer that it is of.
        documents: The names of the documents; none means all.
        round: The round, where one was named.
    """

    data: Dataset
    layer: str
    documents: tuple[str, ...]
    round: RoundInfo | None


def load_scope(
    project: Project, coders: Sequence[str], round_: str = "", documents: Sequence[str] = ()
) -> Scope:
    """The coding of coders; of a round frozen once it is closed, always the independent one.

    Raises:
        QdaError: There is no such coder or round, or a document is not of the round.
    """
    if not round_:
        return Scope(load(project, coders=coders), INDEPENDENT, tuple(documents), None)
    with project.read() as session:
        found = find_round(session, round_)
        documents = document_names(session, found, documents)
    data = load(project, coders=coders, layer=found.layer)
    if found.closed_at is not None:
        layer = f"independent, as frozen when the round {round_} was closed"
        data = replace(data, source=replace(data.source, layer=layer))
    return Scope(data, found.layer, tuple(documents), found)


def load_consensus(project: Project) -> Consensus | None:
    """What was settled of what coders differed on; None where nothing was."""
    with project.read(together=True) as session:
        names = {document.id: document.name for document in list_documents(session)}
        decided = read_decisions(session)
    if not decided:
        return None
    settled = (
        Settled(names[one.document], one.start, one.end, frozenset(one.shown)) for one in decided
    )
    return Consensus(load(project, layer=CONSENSUS), tuple(settled))
