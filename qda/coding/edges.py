"""Moving an end of a coding: the coding stays the same one, with its id, code and memos."""

from __future__ import annotations

from qda.coding.changes import MoveEdge
from qda.coding.refusals import refuse_outside
from qda.coding.rows import TABLES, Edit, Row, keep_changed, rows_where
from qda.errors import QdaError
from qda.project.events import Recorder
from qda.project.models import Coding

_SAME = ("document_id", "coder_id", "layer", "code_id")


def move_edge(act: Recorder, change: MoveEdge) -> Row:
    """Give a coding of the acting coder another start or end; the row as it is now.

    Raises:
        QdaError: It is not the coder's, is removed, or the coder has coded just this already.
    """
    found = rows_where(act.session, "coding", Coding.id == change.coding)
    if not found or found[0]["coder_id"] != act.coder_id():
        raise QdaError("this coding is not yours, so it was left as it is.")
    (row,) = found
    if row["removed"]:
        raise QdaError("this coding has been removed, so its ends were left as they are.")
    refuse_outside(act, row["document_id"], change.start, change.end)
    if (row["start"], row["end"]) == (change.start, change.end):
        return row
    _refuse_twin(act, row, change)
    edit = Edit(row, "move", {"start": change.start, "end": change.end})
    keep_changed(act, "coding", [edit])
    return edit.after


def _refuse_twin(act: Recorder, row: Row, change: MoveEdge) -> None:
    columns = TABLES["coding"].c
    same = (columns[name] == row[name] for name in _SAME)
    there = (columns.start == change.start, columns.end == change.end, columns.removed == 0)
    if rows_where(act.session, "coding", *same, *there):
        raise QdaError(
            "you have coded just this with the same code already, so the coding was left as it "
            "is; move its end elsewhere, or remove one of the two."
        )
