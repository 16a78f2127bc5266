"""What two coders differ on, read for the screens on the keeper's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qda.errors import QdaError
from qda.tui import words_disagreements as words

if TYPE_CHECKING:
    from qda.analysis.comparison.disagreements import Disagreement
    from qda.coding.disagreeing import DecisionRow, Side
    from qda.project.store import Project

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
        decision: The decision that stands there, if it is settled.
    """

    key: str
    document: int
    found: Disagreement
    decision: DecisionRow | None


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
    """Compare two coders' independent coding, of a round as it was coded in it."""
    from qda.coding.reading import list_coders
    from qda.coding.rounds import list_rounds

    with project.read(together=True) as session:
        coders = tuple(name for name, codings in list_coders(session) if codings)
        rounds = tuple(one.name for one in list_rounds(session))
    chosen = between.coders or coders[:2]
    newest = rounds[-1] if rounds else ""
    between = Between(chosen, newest if between.round is None else between.round)
    there = Differing(between, coders=coders, rounds=rounds)
    if len(chosen) != 2:
        return replace(there, trouble=words.TWO_NEEDED)
    try:
        return _compared(project, there)
    except QdaError as error:
        return replace(there, trouble=error.message)


def _compared(project: Project, there: Differing) -> Differing:
    from qda.analysis.comparison.disagreements import disagreements
    from qda.analysis.comparison.report import compare
    from qda.analysis.load import load
    from qda.coding.disagreeing import read_decisions
    from qda.project.documents import list_documents

    layer, documents = _scope(project, there.between.round or "")
    data = load(project, coders=there.between.coders, layer=layer)
    comparison = compare(data, documents=documents)
    found = disagreements(comparison)
    with project.read(together=True) as session:
        rows = {document.name: document.id for document in list_documents(session)}
        decided = read_decisions(session)
    passages = tuple(_passage(rows[one.document], one, decided) for one in found)
    compared = tuple(rows[name] for name in comparison.scope.documents)
    return replace(there, layer=layer, passages=passages, documents=compared)


def _scope(project: Project, round_: str) -> tuple[str, tuple[str, ...]]:
    """The layer compared, and the documents of the round; no documents means all."""
    from qda.coding.rounds import document_names, find_round
    from qda.project.models import INDEPENDENT

    if not round_:
        return INDEPENDENT, ()
    with project.read() as session:
        info = find_round(session, round_)
        return info.layer, document_names(session, info)


def _passage(document: int, found: Disagreement, decided: Sequence[DecisionRow]) -> Passage:
    here = (
        one
        for one in decided
        if one.document == document and one.start < found.end and one.end > found.start
    )
    return Passage(f"{document}:{found.start}:{found.end}", document, found, next(here, None))


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
