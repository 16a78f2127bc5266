"""The summaries of the framework matrix as a CSV file, one a row.

What the columns cannot carry: earlier words, the history, and ids. Reading an export into the
project that wrote it changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from qda.cells import guard, to_csv
from qda.project.coders import refuse_unknown
from qda.project.summaries import Reference, read_summaries

COLUMNS: Final = ("case", "code", "coder", "text", "references", "written_at")
SEPARATOR: Final = ";"


def export_summaries(session: Session, coders: Sequence[str] = ()) -> bytes:
    """The summaries as CSV, sorted by case, code and coder.

    Args:
        session: Reads the project, all in one state.
        coders: Whose; none means everyone's.

    Raises:
        QdaError: One of the coders is not known.
    """
    refuse_unknown(session, coders)
    rows: list[Sequence[object]] = [COLUMNS]
    for one in read_summaries(session, coders):
        places = f"{SEPARATOR} ".join(map(written, one.references))
        names = guard(one.case), one.code, guard(one.coder)
        rows.append((*names, guard(one.text), guard(places), one.written_at))
    return to_csv(rows)


def written(reference: Reference) -> str:
    """A passage cited as the file has it: `I07:1020-1077`."""
    return f"{reference.name}:{reference.start}-{reference.end}"
