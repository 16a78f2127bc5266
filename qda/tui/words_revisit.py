"""What the screens and the command line say of reading again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qda.codebook.redefined import Need

TO_READ_AGAIN: Final = "To read again for"
DOCUMENTS_FOR: Final = "Documents"
WHY: Final = "why"
LEFT: Final = "left"
READ_UNDER: Final = "read under"
AGAIN: Final = "again"
NOTHING_LEFT: Final = "Nothing is to be read again: all you reviewed was read for every code."
NOT_FOR_THE_CODE: Final = "No code is in focus: choose one in the codebook, or open the list (, r)."
ONLY_NEW_WORDS: Final = (
    "The code is new: what was read before it was not read for it. A base in codebook.yaml says "
    "whom it is asked of."
)
NO_DEFINITION: Final = "It has no definition yet."
CHOOSE_A_DOCUMENT: Final = "Choose the document first: tab goes to them."
ALREADY: Final = "This document is read again for the code."


def why(need: Need) -> str:
    """Why what was read before is to be read again: ``new in version 3``."""
    if need.redefined is None:
        return f"new in version {need.version}"
    fields = ", ".join(change.field for change in need.redefined.fields)
    return f"{fields} changed in version {need.version}"


def head(codes: int, documents: int) -> str:
    """The list's first line."""
    if not codes:
        return "To read again"
    of = f"{codes} code{'' if codes == 1 else 's'}"
    return f"To read again · {of}, {documents} document{'' if documents == 1 else 's'}"


def not_reviewed(documents: int) -> str:
    """The heading above the documents that were never read to their end."""
    return f"Not reviewed yet: {documents} document{'' if documents == 1 else 's'}"


def segments_left(left: int) -> str:
    """How much of a document is left."""
    return f"{left} segment{'' if left == 1 else 's'} left"


def reading_again(code: str, more: int, left: int) -> str:
    """The mode in which a document is read again, its codes and how much is left."""
    others = f" and {more} more" if more else ""
    return (
        f"again for {code}{others} · {left} left · {{review.next}} read, on · {{review.again}} ends"
    )


def read_again(document: str, code: str, more: int) -> str:
    """A document has been read again."""
    others = f" and {more} more" if more else ""
    key = "{review.again}"
    return f"{document} is read again for {code}{others}. {key} goes on to the next document."


def nothing_left_for(code: str) -> str:
    """There is nothing to read again for a code."""
    return f"Nothing is left to read again for {code}."


def ended(code: str) -> str:
    """The coder has ended the mode before its end."""
    return f"No longer reading again for {code}; what is marked stays marked."
