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
from qda.project.models import MemoText, QuotationText, Round, Run, SummaryText


@dataclass(frozen=True, slots=True)
class Words:
    """Where the versions of a kind's words lie.

    Attributes:
        table: Their table; it has a column ``version``.
        owner: The column that names whose they are.
        columns: The columns that hold the words.
    """

    table: Table
    owner: str
    columns: tuple[str, ...]


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
        words: Where the versions of its words lie, if it has any.
    """

    kind: str
    table: Table
    same: tuple[str, ...] = ("id",)
    single: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    words: Words | None = None


_MEMO_TEXTS: Final = Words(cast("Table", MemoText.__table__), "memo_id", ("text",))
_QUOTATION_TEXTS: Final = Words(
    cast("Table", QuotationText.__table__), "quotation_id", ("translation", "masks")
)
_SUMMARY_TEXTS: Final = Words(
    cast("Table", SummaryText.__table__), "summary_id", ("text", "written_at")
)
_PLACE: Final = ("document_id", "coder_id", "layer")

MERGEABLE: Final[tuple[Mergeable, ...]] = (
    Mergeable("coding", TABLES["coding"], single=(*_PLACE, "start", "end", "code_id")),
    Mergeable("review", TABLES["review"], same=(*_PLACE, "segment"), local=("codebook_version",)),
    Mergeable("memo", TABLES["memo"], words=_MEMO_TEXTS),
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
    Mergeable("mark", TABLES["mark"]),
    Mergeable("quotation", TABLES["quotation"], words=_QUOTATION_TEXTS),
    Mergeable("summary", TABLES["summary"], words=_SUMMARY_TEXTS),
    Mergeable("reference", TABLES["reference"]),
    Mergeable("decision", TABLES["decision"]),
    Mergeable("round", cast("Table", Round.__table__), local=("codebook_version",)),
    Mergeable("run", cast("Table", Run.__table__), local=("codebook_version",)),
)
"""In the order in which they are written; taking back goes the other way."""
