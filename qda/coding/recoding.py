"""Codings that get another code: one by one, or all of a code that is merged into another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qda.coding.rows import Edit, Row, keep_changed, rows_where
from qda.project.events import Recorder
from qda.project.models import Coding, Memo


def recode(act: Recorder, rows: Sequence[Row], code: int) -> None:
    """Give codings another code.

    Where their coder has just that coding already, it stays, the other becomes a tombstone, and
    the memos on that go to the one that stays.
    """
    there: dict[tuple[Any, ...], str] = {
        _place(row): row["id"]
        for row in rows_where(act.session, "coding", Coding.code_id == code, Coding.removed == 0)
    }
    edits: list[Edit] = []
    for_memos: dict[str, str] = {}
    for row in rows:
        id_ = str(row["id"])
        stays = id_ if row["removed"] else there.setdefault(_place(row), id_)
        if stays == id_:
            edits.append(Edit(row, "recode", {"code_id": code}))
        else:
            edits.append(Edit(row, "remove", {"code_id": code, "removed": True}))
            for_memos[id_] = stays
    keep_changed(act, "coding", edits)
    move_memos(act, "coding", for_memos)


def move_memos(act: Recorder, kind: str, targets: dict[str, str]) -> None:
    """Put the memos on things of a kind on other things."""
    on_them = Memo.kind == kind, Memo.target.in_(targets)
    memos = rows_where(act.session, "memo", *on_them) if targets else []
    keep_changed(
        act, "memo", [Edit(memo, "move", {"target": targets[memo["target"]]}) for memo in memos]
    )


def _place(row: Row) -> tuple[Any, ...]:
    """What only one live coding of a code can have."""
    return tuple(row[c] for c in ("document_id", "coder_id", "layer", "start", "end"))
