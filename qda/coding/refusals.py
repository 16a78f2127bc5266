"""What a coder cannot do as things stand: each refused in a sentence."""

from __future__ import annotations

from sqlalchemy import func, select

from qda.coding.changes import WriteMemo
from qda.errors import QdaError
from qda.project.events import Recorder
from qda.project.models import Code, Document


def usable_code(act: Recorder, key: str) -> Code:
    """The code of a key.

    Raises:
        QdaError: There is none, or it is retired.
    """
    code = act.session.scalar(select(Code).where(Code.key == key))
    if code is None:
        raise no_code(key)
    if code.retired:
        raise QdaError(f"the code “{key}” is retired; `qda codebook show` lists those in use.")
    return code


def no_code(key: str) -> QdaError:
    """The sentence for a code that is not in the codebook."""
    return QdaError(f"there is no code “{key}” in the codebook; `qda codebook show` lists them.")


def refuse_gone(act: Recorder, document: int) -> int:
    """Refuse a document that has been removed; else its length.

    Raises:
        QdaError: The document is gone.
    """
    query = select(func.length(Document.text)).where(Document.id == document)
    length: int | None = act.session.scalar(query)
    if length is None:
        raise QdaError("the document is there no more, so nothing was changed.")
    return length


def refuse_outside(act: Recorder, document: int, start: int, end: int) -> None:
    """Refuse a span that does not lie in its document.

    Raises:
        QdaError: The document is gone or the span does not lie in it.
    """
    length = refuse_gone(act, document)
    if not 0 <= start < end <= length:
        raise QdaError(f"the span {start}–{end} does not lie in the document (0–{length}).")


def refuse_memo_on_nothing(act: Recorder, memo: WriteMemo) -> None:
    """Refuse a memo on a document, span or code that is there no more."""
    if memo.document is not None and memo.start is not None and memo.end is not None:
        refuse_outside(act, memo.document, memo.start, memo.end)
    elif memo.document is not None:
        refuse_gone(act, memo.document)
    if memo.kind == "code" and not act.session.scalar(
        select(Code.id).where(Code.key == memo.target)
    ):
        raise no_code(memo.target)
