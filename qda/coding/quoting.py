"""Quotations for a report: chosen, put in order, trimmed, translated; the transcript untouched.

They are the project's: whoever works on the report may change them, and the history says who did.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, insert, select

from qda.coding.beside import (
    ChooseQuotation,
    DropQuotations,
    PlaceQuotation,
    QuotationChange,
    TranslateQuotation,
    TrimQuotation,
)
from qda.coding.refusals import refuse_outside
from qda.coding.rows import Edit, Row, keep_changed, keep_new, rows_where
from qda.errors import QdaError
from qda.project.events import Recorder
from qda.project.models import Quotation, QuotationText
from qda.project.quotations import dump_cuts
from qda.text import normalise
from qda.trimming import sound


def change_quotations(act: Recorder, change: QuotationChange) -> None:
    """Choose a quotation, or change those that are chosen.

    Raises:
        QdaError: The passage or the quotation is not there, or the section has no name.
    """
    match change:
        case ChooseQuotation():
            _choose(act, change)
        case TrimQuotation():
            _trim(act, change)
        case TranslateQuotation():
            row = _live(act, change.quotation)
            _write(act, row, {}, translation=normalise(change.translation))
        case PlaceQuotation():
            _place(act, change)
        case DropQuotations():
            found = rows_where(act.session, "quotation", Quotation.id.in_(change.quotations))
            live = [row for row in found if not row["removed"]]
            keep_changed(act, "quotation", [Edit(row, "remove", {"removed": True}) for row in live])


def section_name(typed: str) -> str:
    """A section's name as it is kept: on one line."""
    return " ".join(normalise(typed).split())


def _choose(act: Recorder, change: ChooseQuotation) -> None:
    section = _named(change.section)
    refuse_outside(act, change.document, change.start, change.end)
    there = _of_section(act, section)
    place = (change.document, change.start, change.end)
    if any((row["document_id"], row["start"], row["end"]) == place for row in there):
        return
    row = {
        "id": change.quotation,
        "document_id": change.document,
        "coder_id": act.coder_id(),
        "start": change.start,
        "end": change.end,
        "section": section,
        "position": max((row["position"] for row in there), default=0) + 1,
        "cuts": "[]",
        "text_version": 1,
        "created_at": act.time,
    }
    keep_new(act, "quotation", [row])
    _keep_text(act, change.quotation, 1, "", "[]")


def _trim(act: Recorder, change: TrimQuotation) -> None:
    row = _live(act, change.quotation)
    refuse_outside(act, row["document_id"], change.start, change.end)
    if not sound(change.cuts, change.start, change.end):
        raise QdaError("these cuts do not lie in the quotation, so it was left as it is.")
    columns = {"start": change.start, "end": change.end}
    cuts, masks = dump_cuts(change.cuts)
    _write(act, row, {**columns, "cuts": cuts}, masks=masks)


def _write(
    act: Recorder,
    row: Row,
    columns: Row,
    *,
    translation: str | None = None,
    masks: str | None = None,
) -> None:
    """Change a quotation, with a new version of its words where they are others."""
    old = act.session.get_one(QuotationText, (row["id"], row["text_version"]))
    words = (
        old.translation if translation is None else translation,
        old.masks if masks is None else masks,
    )
    if words != (old.translation, old.masks):
        newest = select(func.max(QuotationText.version)).where(
            QuotationText.quotation_id == row["id"]
        )
        version = 1 + act.session.scalars(newest).one()
        _keep_text(act, row["id"], version, *words)
        columns = {**columns, "text_version": version}
    if any(row[column] != value for column, value in columns.items()):
        keep_changed(act, "quotation", [Edit(row, "change", columns)])


def _place(act: Recorder, change: PlaceQuotation) -> None:
    """Give a quotation its place in a section; the others there make room."""
    row = _live(act, change.quotation)
    section = _named(change.section)
    others = [other for other in _of_section(act, section) if other["id"] != row["id"]]
    at = max(0, min(change.place, len(others)))
    order = [*others[:at], row, *others[at:]]
    edits = [
        Edit(one, "change", {"section": section, "position": position})
        for position, one in enumerate(order, start=1)
        if (one["section"], one["position"]) != (section, position)
    ]
    keep_changed(act, "quotation", edits)


def _of_section(act: Recorder, section: str) -> Sequence[Row]:
    found = rows_where(
        act.session, "quotation", Quotation.section == section, Quotation.removed == 0
    )
    return sorted(found, key=lambda row: (row["position"], row["id"]))


def _live(act: Recorder, quotation: str) -> Row:
    found = rows_where(act.session, "quotation", Quotation.id == quotation, Quotation.removed == 0)
    if not found:
        raise QdaError("this quotation is chosen no more, so nothing was changed.")
    return found[0]


def _named(section: str) -> str:
    name = section_name(section)
    if not name:
        raise QdaError("a quotation is chosen for a section; give the section a name.")
    return name


def _keep_text(act: Recorder, id_: str, version: int, translation: str, masks: str) -> None:
    row = {"quotation_id": id_, "version": version, "translation": translation, "masks": masks}
    act.session.connection().execute(insert(QuotationText), [row])
