"""Links from memos to passages: put and taken away."""

from __future__ import annotations

from qda.coding.changes import LinkMemo, UnlinkMemo
from qda.coding.refusals import refuse_outside
from qda.coding.rows import Edit, keep_changed, keep_new, rows_where
from qda.errors import QdaError
from qda.project.events import Recorder
from qda.project.models import Memo, MemoLink


def change_link(act: Recorder, change: LinkMemo | UnlinkMemo, layer: str) -> None:
    """Let a memo point to a passage, or no more; the same again is no change.

    Raises:
        QdaError: The memo or the document is there no more, the passage does not lie in it, or
            the link is another coder's.
    """
    if isinstance(change, LinkMemo):
        _link(act, change, layer)
    else:
        _unlink(act, change)


def _link(act: Recorder, change: LinkMemo, layer: str) -> None:
    if not rows_where(act.session, "memo", Memo.id == change.memo, Memo.removed == 0):
        raise QdaError("the memo is there no more, so nothing was linked.")
    refuse_outside(act, change.document, change.start, change.end)
    there = rows_where(
        act.session,
        "link",
        MemoLink.memo_id == change.memo,
        MemoLink.document_id == change.document,
        MemoLink.start == change.start,
        MemoLink.end == change.end,
        MemoLink.removed == 0,
    )
    if there:
        return
    row = {
        "id": change.link,
        "memo_id": change.memo,
        "coder_id": act.coder_id(),
        "layer": layer,
        "document_id": change.document,
        "start": change.start,
        "end": change.end,
        "created_at": act.time,
    }
    keep_new(act, "link", [row])


def _unlink(act: Recorder, change: UnlinkMemo) -> None:
    found = rows_where(act.session, "link", MemoLink.id == change.link, MemoLink.removed == 0)
    if any(row["coder_id"] != act.coder_id() for row in found):
        raise QdaError("this link is not yours, so it was left as it is.")
    keep_changed(act, "link", [Edit(row, "remove", {"removed": True}) for row in found])
