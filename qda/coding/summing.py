"""Summaries of cases under codes: written, with the passages they cite, and moved with a code."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, insert, select

from qda.citing import cited_in
from qda.coding.beside import Cited, WriteSummary
from qda.coding.refusals import no_code, refuse_outside
from qda.coding.rows import Edit, Row, keep_changed, keep_new, rows_where
from qda.errors import QdaError
from qda.project.events import Recorder
from qda.project.models import Case, Code, Summary, SummaryReference, SummaryText
from qda.text import normalise


def write_summary(
    act: Recorder, change: WriteSummary, coder: str | None = None, written_at: str = ""
) -> None:
    """Write a coder's summary of a cell anew, or take it away.

    Where merging left two of the coder in one cell, they were read as one, and become one.

    Args:
        act: The open act.
        change: What is written.
        coder: Whose it is; by default the acting coder's.
        written_at: When it was written; by default now.

    Raises:
        QdaError: The case, the code or a passage cited is not there.
    """
    text = normalise(change.text).strip()
    there = _of_cell(act, change, act.coder_id(coder))
    if text:
        first, *there = there or [_new(act, change, coder)]
        _write(act, first, text, written_at or act.time)
        _cite(act, first, text, change.cited)
    _remove(act, there, but=cited_in(text))


def move_summaries(act: Recorder, code: int, into: int) -> None:
    """Put the summaries under a code, by its row, under another into which it is merged."""
    rows = rows_where(act.session, "summary", Summary.code_id == code)
    keep_changed(act, "summary", [Edit(row, "move", {"code_id": into}) for row in rows])


def _of_cell(act: Recorder, change: WriteSummary, coder: int) -> list[Row]:
    """The coder's live summaries of the cell, the oldest first."""
    if act.session.scalar(select(Case.id).where(Case.name == change.case)) is None:
        raise QdaError(f"there is no case “{change.case}” any more, so nothing was written.")
    code = act.session.scalar(select(Code.id).where(Code.key == change.code))
    if code is None:
        raise no_code(change.code)
    rows = rows_where(
        act.session,
        "summary",
        Summary.case_name == change.case,
        Summary.code_id == code,
        Summary.coder_id == coder,
        Summary.removed == 0,
    )
    return sorted(rows, key=lambda row: (row["created_at"], row["id"]))


def _new(act: Recorder, change: WriteSummary, coder: str | None) -> Row:
    """A new summary, which has no words yet."""
    row = {
        "id": change.summary,
        "coder_id": act.coder_id(coder),
        "case_name": change.case,
        "code_id": act.session.scalars(select(Code.id).where(Code.key == change.code)).one(),
        "created_at": act.time,
        "text_version": 1,
    }
    keep_new(act, "summary", [row])
    return {**row, "removed": False, "version": 1}


def _write(act: Recorder, summary: Row, text: str, written_at: str) -> None:
    """Give a summary these words, unless it has them."""
    id_ = summary["id"]
    present = act.session.get(SummaryText, (id_, summary["text_version"]))
    if present is not None and present.text == text:
        return
    newest = select(func.max(SummaryText.version)).where(SummaryText.summary_id == id_)
    version = 1 + (act.session.scalar(newest) or 0)
    row = {"summary_id": id_, "version": version, "text": text, "written_at": written_at}
    act.session.connection().execute(insert(SummaryText), [row])
    if present is not None:
        keep_changed(act, "summary", [Edit(summary, "change", {"text_version": version})])


def _cite(act: Recorder, summary: Row, text: str, offered: Sequence[Cited]) -> None:
    """Let the references be those that the words have a mark of, and no others."""
    wanted = cited_in(text)
    own = SummaryReference.summary_id == summary["id"]
    named = SummaryReference.id.in_(wanted)
    known = {row["id"]: row for row in rows_where(act.session, "reference", own | named)}
    edits = [
        Edit(row, "revive" if id_ in wanted else "remove", {"removed": id_ not in wanted})
        for id_, row in known.items()
        if bool(row["removed"]) == (id_ in wanted)
    ]
    keep_changed(act, "reference", edits)
    fresh = [one for one in offered if one.id in wanted and one.id not in known]
    for one in fresh:
        refuse_outside(act, one.document, one.start, one.end)
    keep_new(act, "reference", [_reference(act, summary, one) for one in fresh])


def _reference(act: Recorder, summary: Row, cited: Cited) -> Row:
    return {
        "id": cited.id,
        "summary_id": summary["id"],
        "coder_id": summary["coder_id"],
        "document_id": cited.document,
        "start": cited.start,
        "end": cited.end,
        "created_at": act.time,
    }


def _remove(act: Recorder, summaries: Sequence[Row], but: Sequence[str] = ()) -> None:
    """Take summaries away, with what they cite but for references that are cited elsewhere."""
    taken = {"removed": True}
    keep_changed(act, "summary", [Edit(row, "remove", taken) for row in summaries])
    references = rows_where(
        act.session,
        "reference",
        SummaryReference.summary_id.in_([row["id"] for row in summaries]),
        SummaryReference.id.not_in(but),
        SummaryReference.removed == 0,
    )
    keep_changed(act, "reference", [Edit(row, "remove", taken) for row in references])
