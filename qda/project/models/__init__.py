"""The tables of `qda.sqlite`, typed.

Integer ``id`` columns are row numbers of this file only and never leave it. What is read from
files is known to the world by its natural key (``Document.key``, ``Code.key``, a name); what
people make (codings, reviewed marks, memos, events) by a uuid7 made where it is made.

Nothing a coder made is deleted: ``removed`` is a tombstone, ``version`` counts the changes.
"""

from __future__ import annotations

from qda.project.models.base import CONSENSUS, INDEPENDENT, Base
from qda.project.models.codes import Code, CodebookText, CodebookVersion
from qda.project.models.coding import (
    Coder,
    Coding,
    Mark,
    Memo,
    MemoLink,
    MemoText,
    Place,
    Quotation,
    QuotationText,
    Review,
    Revisit,
    Waiver,
)
from qda.project.models.comparing import Decision, Round, Run, SetAside
from qda.project.models.framework import Summary, SummaryReference, SummaryText
from qda.project.models.history import Batch, Event, Setting
from qda.project.models.study import (
    Attribute,
    Band,
    Case,
    CaseDocument,
    Document,
    IndexedText,
    IndexedWord,
    Segment,
    Speaker,
    Turn,
    Value,
    ValueText,
)

__all__ = [
    "CONSENSUS",
    "INDEPENDENT",
    "Attribute",
    "Band",
    "Base",
    "Batch",
    "Case",
    "CaseDocument",
    "Code",
    "CodebookText",
    "CodebookVersion",
    "Coder",
    "Coding",
    "Decision",
    "Document",
    "Event",
    "IndexedText",
    "IndexedWord",
    "Mark",
    "Memo",
    "MemoLink",
    "MemoText",
    "Place",
    "Quotation",
    "QuotationText",
    "Review",
    "Revisit",
    "Round",
    "Run",
    "Segment",
    "SetAside",
    "Setting",
    "Speaker",
    "Summary",
    "SummaryReference",
    "SummaryText",
    "Turn",
    "Value",
    "ValueText",
    "Waiver",
]
