"""What the keeper reads from the store for its reports.

Nothing here imports SQLAlchemy before something is read, so that the first paint does not wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qda.tui.reports import ChangedElsewhere, Coded, Figures, Loaded, Opened

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from qda.coding.places import LastPlace
    from qda.project.documents import DocumentInfo


def opened(session: Session, coder: str, wanted: str | None) -> Opened:
    """The project, and the document to begin with: the one wanted, if there is one."""
    from qda.codebook.stored import read_stored
    from qda.coding.reading import read_place, recent_codes
    from qda.project.documents import list_documents

    documents = tuple(list_documents(session))
    first = first_document(documents, wanted, read_place(session, coder))
    recent = tuple(recent_codes(session, coder))
    return Opened(documents, read_stored(session), first, recent)


def loaded(session: Session, document: int, coder: str, *, everyone: bool) -> Loaded:
    """A document, its coding, and where the coder stopped in it."""
    from qda.coding.reading import read_place
    from qda.project.documents import read_document

    return Loaded(
        read_document(session, document),
        coded(session, document, coder, everyone=everyone),
        read_place(session, coder, document),
    )


def coded(session: Session, document: int, coder: str, *, everyone: bool) -> Coded:
    """The coding of a document: that of one coder, or of every one."""
    from qda.coding.marks import read_marks
    from qda.coding.reading import read_codings, read_linked, read_memos, read_reviewed

    whose = None if everyone else coder
    return Coded(
        document,
        tuple(read_codings(session, document, whose)),
        read_reviewed(session, document, coder),
        (*read_memos(session, document, whose), *read_linked(session, document)),
        tuple(read_marks(session, document, whose)),
    )


def changed(session: Session) -> ChangedElsewhere:
    """Documents and codebook as they are now."""
    from qda.codebook.stored import read_stored
    from qda.project.documents import list_documents

    return ChangedElsewhere(tuple(list_documents(session)), read_stored(session))


def figures(session: Session, coder: str) -> Figures:
    """How much a coder has coded and read, and what they did last."""
    from qda.coding.reading import count_codings, read_progress, recent_acts

    return Figures(
        count_codings(session, coder),
        read_progress(session, coder),
        tuple(recent_acts(session, coder)),
    )


def first_document(
    documents: Sequence[DocumentInfo], wanted: str | None, place: LastPlace | None
) -> int | None:
    """The document named, else the one where the coder stopped, else the first."""
    named = [info.id for info in documents if info.name == wanted]
    stopped = [info.id for info in documents if place and info.id == place.document]
    return next(iter((*named, *stopped, *(info.id for info in documents))), None)
