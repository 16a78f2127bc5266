"""Changes of the codebook as acts of a coder: the codings that go with them, and the way back."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from qda.codebook.apply import kept_text
from qda.codebook.changing import CODEBOOK, Wanted, change_codebook
from qda.codebook.edits import (
    CodebookEdit,
    DeleteCode,
    MergeCode,
    NewCode,
    NewId,
    former_ids_of,
)
from qda.codebook.read import codebook_in
from qda.codebook.stored import read_stored
from qda.codebook.taking_back import ChangedSinceError, taken_back
from qda.codebook.tree import Codebook
from qda.coding.recoding import move_memos, recode
from qda.coding.refusals import no_code
from qda.coding.rows import Edit, keep_changed, rows_where
from qda.coding.summing import move_summaries
from qda.errors import QdaError
from qda.project.events import Recorder, load
from qda.project.models import Code, Coding, Event
from qda.project.store import Project


def edit_codebook(act: Recorder, project: Project, edit: CodebookEdit) -> None:
    """Change the codebook, with the codings that this concerns, of all coders.

    Raises:
        QdaError: It cannot be done as things stand, or `codebook.yaml` has changes that are not
            applied; nothing was changed.
    """
    match edit:
        case MergeCode():
            _merge(act, edit)
        case DeleteCode():
            _remove_codings(act, edit.code)
        case _:
            pass
    _refuse_taken(act, edit)
    change_codebook(act, project, lambda book, _: Wanted(edit.on(book), former_ids_of(edit)))


def _refuse_taken(act: Recorder, edit: CodebookEdit) -> None:
    """Refuse an id that is stored, though the file may list it no more: it has codings."""
    if isinstance(edit, NewCode | NewId) and edit.id in read_stored(act.session):
        raise QdaError(f"There is a code “{edit.id}” already; choose another name.")


def _merge(act: Recorder, merge: MergeCode) -> None:
    """Codings, also those taken away, memos and summaries go to the other code."""
    code, into = _row(act, merge.code), _row(act, merge.into)
    if code != into:
        recode(act, rows_where(act.session, "coding", Coding.code_id == code), into)
        move_memos(act, "code", {merge.code: merge.into})
        move_summaries(act, code, into)


def _remove_codings(act: Recorder, code: str) -> None:
    """Take away the codings of a code and of all below it."""
    stored = read_stored(act.session)
    if code not in stored:
        raise no_code(code)
    family = [code, *(below.id for below in stored.descendants(code))]
    its = Coding.code_id.in_(select(Code.id).where(Code.key.in_(family)))
    rows = rows_where(act.session, "coding", its, Coding.removed == 0)
    keep_changed(act, "coding", [Edit(row, "remove", {"removed": True}) for row in rows])


def _row(act: Recorder, key: str) -> int:
    row = act.session.scalar(select(Code.id).where(Code.key == key))
    if row is None:
        raise no_code(key)
    return row


def codebook_back(act: Recorder, project: Project, batch: str) -> None:
    """Bring the codebook to what it was before an act, and the file with it.

    What has been changed since in other codes stays. Where nothing has, the file is again what
    it was, byte for byte.

    Raises:
        ChangedSinceError: What the act changed has been changed since; nothing was changed.
        QdaError: `codebook.yaml` has changes that are not applied; nothing was changed.
    """
    its = Event.batch_id == batch
    states = select(Event.before, Event.after).where(its, Event.kind == CODEBOOK)
    before, after = (_file_of(act, state) for state in act.session.execute(states).one())
    query = select(Event.before, Event.after).where(its, Event.kind == "code")
    codes = [(load(old) or {}, load(new) or {}) for old, new in act.session.execute(query)]
    former = {old["id"]: new["id"] for old, new in codes if old["id"] != new["id"]}
    since = {old["id"]: old["since"] for old, _ in codes if old["since"] is not None}

    def back(book: Codebook, text: str) -> Wanted:
        wanted = taken_back(book, codebook_in(before), codebook_in(after), former)
        stay = {former.get(code.id, code.id) for code in wanted}
        _refuse_used(act, {code.id for code in book} - stay)
        return Wanted(wanted, former, before if text == after else None, since)

    _refuse_taken_since(act, former)
    change_codebook(act, project, back)


def _file_of(act: Recorder, state: str | None) -> str:
    kept = kept_text(act.session, str((load(state) or {})["file"]))
    if kept is None:
        raise ChangedSinceError("the codebook as it was is not kept any more")
    return kept


def _refuse_taken_since(act: Recorder, former: Mapping[str, str]) -> None:
    """Refuse to give back an id that another code has had since."""
    for id_ in former.keys() & {code.id for code in read_stored(act.session)}:
        raise ChangedSinceError(f"there has been another code “{id_}” since")


def _refuse_used(act: Recorder, codes: set[str]) -> None:
    """Refuse to take out codes that have been used since."""
    query = (
        select(Code.key)
        .join(Coding, Coding.code_id == Code.id)
        .where(Code.key.in_(codes), Coding.removed == 0)
    )
    for code in act.session.scalars(query.limit(1)):
        raise ChangedSinceError(f"the code “{code}” has been used since")
