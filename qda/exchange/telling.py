"""What differs on the two sides, in sentences: places and names, never transcript text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from sqlalchemy.orm import Session

from qda.coding.disagreeing import read_decisions
from qda.coding.names import Names, read_names
from qda.exchange.union import Clash, Row, Union
from qda.project.documents import list_documents


def clash_sentences(session: Session, unions: Iterable[Union]) -> Iterator[str]:
    """A sentence for each thing that was changed on both sides."""
    names = read_names(session)
    documents = {document.id: document.name for document in list_documents(session)}
    for union in unions:
        for clash in union.clashes:
            yield _sentence(clash, names, documents)


def _sentence(clash: Clash, names: Names, documents: dict[int, str]) -> str:
    row = clash.kept
    whose = f"{names.coders[row['coder_id']]}’s " if "coder_id" in row else ""
    what = f"{whose}{clash.kind}"
    if row.get("code_id") is not None:
        what += f" {names.codes[row['code_id']]}"
    if row.get("document_id") is not None:
        what += f" in {documents[row['document_id']]}"
    if clash.copied:
        return f"{what} was written differently on both sides; both stay, beside each other"
    return (
        f"{what} was changed on both sides; it is now {_state(row)}, and was {_state(clash.other)}"
    )


def _state(row: Row) -> str:
    if row["removed"]:
        return "removed"
    if row.get("start") is not None:
        return f"at {row['start']}–{row['end']}"
    return "there" if not row.get("closed_at") else "closed"


def decision_notes(session: Session) -> Iterator[str]:
    """A sentence where passages are decided in two ways, each on its own side."""
    places = sorted((one.document, one.start, one.end) for one in read_decisions(session))
    twice = sum(
        document == other and start < end
        for (document, _, end), (other, start, _) in pairwise(places)
    )
    if twice:
        are = "1 passage is" if twice == 1 else f"{twice:,} passages are"
        yield f"{are} decided on both sides; both stand until one is decided again"
