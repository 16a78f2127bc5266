"""Reading the quotations that were chosen for a report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from qda.project.models import Batch, Coder, Document, Event, Quotation, QuotationText
from qda.trimming import Cut


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """A live quotation: [start, end) of a document, chosen for a section of the report.

    Attributes:
        document: The document's row.
        name: The document's name.
        position: Its place within the section; only the order says something.
        cuts: What of it is not shown, in order.
        translation: '' where it has none.
        coder: Who chose it.
    """

    id: str
    document: int
    name: str
    start: int
    end: int
    section: str
    position: int
    cuts: tuple[Cut, ...]
    translation: str
    coder: str


def read_quotations(session: Session, section: str | None = None) -> list[QuotationRow]:
    """The quotations of a section, or of all, by section and in their order there."""
    query = (
        select(Quotation, Document.name, QuotationText.masks, QuotationText.translation, Coder.name)
        .join(Document, Document.id == Quotation.document_id)
        .join(Coder, Coder.id == Quotation.coder_id)
        .join(
            QuotationText,
            and_(
                QuotationText.quotation_id == Quotation.id,
                QuotationText.version == Quotation.text_version,
            ),
        )
        .where(Quotation.removed == 0)
    )
    if section is not None:
        query = query.where(Quotation.section == section)
    rows = [
        QuotationRow(
            row.id,
            row.document_id,
            name,
            row.start,
            row.end,
            row.section,
            row.position,
            load_cuts(row.cuts, masks),
            translation,
            coder,
        )
        for row, name, masks, translation, coder in session.execute(query)
    ]
    return sorted(rows, key=lambda r: (r.section.casefold(), r.section, r.position, r.id))


def last_chosen(session: Session) -> str | None:
    """When a quotation was last chosen or changed; None before the first."""
    query = select(func.max(Batch.time)).join(Event, Event.batch_id == Batch.id)
    time: str | None = session.scalar(query.where(Event.kind == "quotation"))
    return time


def dump_cuts(cuts: Sequence[Cut]) -> tuple[str, str]:
    """Cuts as they are stored: their places and kinds, and apart from these the masks' words."""
    places = [[cut.start, cut.end, "cut" if cut.mask is None else "mask"] for cut in cuts]
    masks = [cut.mask for cut in cuts if cut.mask is not None]
    return json.dumps(places), json.dumps(masks, ensure_ascii=False)


def load_cuts(places: str, masks: str) -> tuple[Cut, ...]:
    """The cuts that `dump_cuts` stored."""
    words = iter(json.loads(masks))
    return tuple(
        Cut(start, end, None if kind == "cut" else next(words, ""))
        for start, end, kind in json.loads(places)
    )
