"""The passages on which two coders differ, and what was decided of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.comparison.disagreements import Disagreement
    from qda.coding.disagreeing import DecisionRow, Side
    from qda.project.store import Project

TWO_NEEDED: Final = "Disagreements are between two coders, and there are not two here."
CONTEXT: Final = 1
"""How many segments are shown before and after a passage."""


@dataclass(frozen=True, slots=True)
class Between:
    """Whose coding is set side by side.

    Attributes:
        coders: The two; empty means the first two who have coded.
        round: The round's name; '' means none, None the one that began last, if there is any.
    """

    coders: tuple[str, ...] = ()
    round: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage on which the two differ.

    Attributes:
        key: Its key in lists.
        document: The document's row.
        found: The passage.
        decisions: The decisions that stand there: none until it is decided, and more than one
            where a part was settled at a time, or the same on two laptops.
    """

    key: str
    document: int
    found: Disagreement
    decisions: tuple[DecisionRow, ...]

    @property
    def contested(self) -> bool:
        """Whether two decisions that stand are of the same text, as after a merge."""
        ends = [(one.start, one.end) for one in sorted(self.decisions, key=lambda one: one.start)]
        return any(start < end for (_, end), (start, _) in pairwise(ends))

    @property
    def settled(self) -> bool:
        """Whether it is decided, and in one way."""
        return bool(self.decisions) and not self.contested


@dataclass(frozen=True, slots=True)
class Differing:
    """All passages on which two coders differ, and between whom else one could choose.

    Attributes:
        between: Whose coding, of which round.
        layer: The layer that was compared.
        passages: In the order of the text.
        documents: The rows of the documents compared.
        coders: Everyone who has coded.
        rounds: The names of the rounds.
        trouble: Why nothing could be compared; '' if it could.
    """

    between: Between
    layer: str = ""
    passages: tuple[Passage, ...] = ()
    documents: tuple[int, ...] = ()
    coders: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """A passage with what stands around it, and what each of the two has there.

    Attributes:
        key: The passage's key.
        start: Where the text shown begins.
        text: The passage with its context.
        sides: What A has, and what B has.
    """

    key: str
    start: int
    text: str
    sides: tuple[Side, ...]


def read_differing(project: Project, between: Between) -> Differing:
    """Compare two coders, whoever and whatever round there is; what keeps from it is told."""
    from qda.coding.reading import list_coders
    from qda.coding.rounds import list_rounds

    with project.read(together=True) as session:
        coders = tuple(name for name, codings in list_coders(session) if codings)
        rounds = tuple(one.name for one in list_rounds(session))
    newest = rounds[-1] if rounds else ""
    between = Between(
        between.coders or coders[:2], newest if between.round is None else between.round
    )
    try:
        found = find_differing(project, between)
    except QdaError as error:
        found = Differing(between, trouble=error.message)
    return replace(found, coders=coders, rounds=rounds)


def find_differing(
    project: Project,
    between: Between,
    documents: Sequence[str] = (),
    codes: Sequence[str] = (),
) -> Differing:
    """Compare two coders' independent coding, of a round as it was coded in it.

    Args:
        project: The open project.
        between: The coders, and the round if there is one.
        documents: Names of documents; none means all.
        codes: Ids of codes, each with all under it; none means all.

    Raises:
        QdaError: There are not two coders, nothing that both have read, or no such round,
            document or code.
    """
    from qda.analysis.comparison.disagreements import disagreements
    from qda.analysis.comparison.report import compare
    from qda.coding.disagreeing import read_decisions
    from qda.comparing.scope import load_scope
    from qda.project.documents import list_documents

    if len(set(between.coders)) != 2:
        raise QdaError(TWO_NEEDED)
    scope = load_scope(project, between.coders, between.round or "", documents)
    comparison = compare(scope.data, documents=scope.documents, codes=codes)
    with project.read(together=True) as session:
        rows = {document.name: document.id for document in list_documents(session)}
        decided = read_decisions(session)
    return Differing(
        between,
        layer=scope.layer,
        passages=tuple(
            _passage(rows[one.document], one, decided) for one in disagreements(comparison)
        ),
        documents=tuple(rows[name] for name in comparison.scope.documents),
    )


def _passage(document: int, found: Disagreement, decided: Sequence[DecisionRow]) -> Passage:
    here = tuple(
        one
        for one in decided
        if one.document == document and one.start < found.end and one.end > found.start
    )
    return Passage(f"{document}:{found.start}:{found.end}", document, found, here)


def lay_out(project: Project, passage: Passage, shown: tuple[str, str], layer: str) -> Laid:
    """A passage as it is settled: the text, and what each has, in the order given."""
    from qda.coding.disagreeing import read_sides
    from qda.project.documents import read_document

    found = passage.found
    with project.read(together=True) as session:
        document = read_document(session, passage.document)
        sides = read_sides(session, passage.document, (found.start, found.end), shown, layer)
    around = [
        segment
        for segment in document.segments
        if found.first - CONTEXT <= segment.number <= found.last + CONTEXT
    ]
    start = min((found.start, *(segment.start for segment in around)))
    end = max((found.end, *(segment.end for segment in around)))
    return Laid(passage.key, start, document.text[start:end], sides)
