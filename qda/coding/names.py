"""What the history calls the coders, documents and codes that rows point to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.project.models import Code, Coder, Document


@dataclass(frozen=True, slots=True)
class Names:
    """Natural keys by row, and rows by natural key.

    Attributes:
        coders: The coders' names.
        documents: The documents' keys.
        codes: The codes' ids in the codebook.
        now: Each id of a code, and each it had before it was renamed, with the id it has now.
    """

    coders: Mapping[int, str]
    documents: Mapping[int, str]
    codes: Mapping[int, str]
    now: Mapping[str, str]

    def code_row(self, key: str) -> int | None:
        """The row of the code of an id, also of one it had before; None where it is no more."""
        present = self.now.get(key)
        return next((row for row, code in self.codes.items() if code == present), None)


def read_names(session: Session) -> Names:
    """The names of everything there is now."""
    return Names(
        coders=dict(session.execute(select(Coder.id, Coder.name)).all()),
        documents=dict(session.execute(select(Document.id, Document.key)).all()),
        codes=dict(session.execute(select(Code.id, Code.key)).all()),
        now=known_codes(session),
    )


def known_codes(session: Session) -> dict[str, str]:
    """Each id of a code, and each it had before, with the id it has now.

    The id of a code that was merged into another is that of the other, though the one is still
    stored: somebody has read again for it.
    """
    rows = session.execute(select(Code.key, Code.was, Code.retired).order_by(Code.id)).all()
    known: dict[str, str] = {}
    for key, was, _ in sorted(rows, key=lambda row: not row.retired):  # those in use say it last
        known.update(dict.fromkeys(json.loads(was), key))
    return known | {key: key for key, _, retired in rows if not retired or key not in known}
