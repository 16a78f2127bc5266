"""What is merged, and how: one entry for each table of things that coders make.

A table joins by an entry here. It has the columns `id`, `version` and `removed`; its columns
`document_id`, `coder_id` and `code_id` are translated from one file to the other, all others go as
they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from sqlalchemy import Table

from qda.coding.rows import TABLES
from qda.project.models import MemoText, Round, Run


@dataclass(frozen=True, slots=True)
class Mergeable:
    """One kind of thing that is merged.

    Attributes:
        kind: What the history calls it.
        table: Its table.
        same: The columns that make two rows the same thing: the id, or where there may be only
            one row of a place, that place.
        single: The columns of which there may be only one live row.
        local: Columns that mean something in one file only; of rows otherwise alike the own stays.
        words: The table of the versions of its words, if it has any: ``memo_id``, ``version`` and
            ``text``.
    """

    kind: str
    table: Table
    same: tuple[str, ...] = ("id",)
    single: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    words: Table | None = None


_PLACE: Final = ("document_id", "coder_id", "layer")

MERGEABLE: Final[tuple[Mergeable, ...]] = (
    Mergeable("coding", TABLES["coding"], single=(*_PLACE, "start", "end", "code_id")),
    Mergeable("review", TABLES["review"], same=(*_PLACE, "segment"), local=("codebook_version",)),
    Mergeable("memo", TABLES["memo"], words=cast("Table", MemoText.__table__)),
    Mergeable(
        "revisit",
        TABLES["revisit"],
        same=(*_PLACE, "code_id", "segment"),
        local=("codebook_version",),
    ),
    Mergeable(
        "waiver", TABLES["waiver"], same=("coder_id", "layer", "code_id", "codebook_version")
    ),
    Mergeable("link", TABLES["link"]),
    Mergeable("decision", TABLES["decision"]),
    Mergeable("round", cast("Table", Round.__table__), local=("codebook_version",)),
    Mergeable("run", cast("Table", Run.__table__), local=("codebook_version",)),
)
"""In the order in which they are written; taking back goes the other way."""
