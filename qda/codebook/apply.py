"""Applying `codebook.yaml` to the project: codes in use are never dropped, codings stay."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sqlalchemy import select, union, update
from sqlalchemy.orm import Session

from qda.codebook.compare import (
    Added,
    Change,
    Changed,
    Dropped,
    Moved,
    Renamed,
    Retired,
    Revived,
    apply_changes,
    compare,
    dropping,
)
from qda.codebook.read import parse_or_refuse, read_text
from qda.codebook.stored import fill_row, read_stored, stored_version
from qda.codebook.tree import Codebook
from qda.errors import QdaError
from qda.project import models
from qda.project.events import Recorder
from qda.project.store import Project

_OF_CODES: Final = (models.Coding, models.Revisit, models.Waiver, models.Summary)
"""The tables whose rows name a code."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What applying the file would do.

    Attributes:
        wanted: The codebook in the file.
        changes: The differences, in the order to apply them.
        version: The number of the state that is stored now; 0 before the first.
    """

    wanted: Codebook
    changes: tuple[Change, ...]
    version: int


def plan(project: Project) -> Plan:
    """Compare the project's `codebook.yaml` with what is stored.

    Raises:
        QdaError: The file is missing or has mistakes.
    """
    wanted = _parsed(project, read_text(project.codebook_file))
    with project.read(together=True) as session:
        changes = differences(session, wanted)
        version = stored_version(session)
    return Plan(wanted, changes, version.number if version else 0)


def apply_codebook(project: Project, coder: str, *, shown: Plan | None = None) -> Plan:
    """Bring the stored codebook to the file's; a new version when anything changed.

    Args:
        project: The open project.
        coder: Who applies it.
        shown: What the coder was shown and agreed to, if anything: nothing else is applied.

    Returns:
        What was changed; its `version` is that of the state stored now.

    Raises:
        QdaError: The file is missing or has mistakes, or the changes are not those that were
            shown; nothing was changed.
    """
    text = read_text(project.codebook_file)
    wanted, file_hash = _parsed(project, text), text_hash(text)
    with project.write(coder, "apply the codebook", origin="codebook") as act:
        stored = read_stored(act.session)
        before = stored_version(act.session)
        changes = differences(act.session, wanted)
        if shown is not None and changes != shown.changes:
            raise QdaError(
                "the codebook was changed while you were asked, so nothing was applied; look at "
                "the changes again with `qda codebook apply`.",
                path=project.codebook_file,
            )
        number = (before.number if before else 0) + bool(changes)
        if changes:
            store_codebook(act, apply_changes(stored, changes), changes, number, file_hash)
        elif before is not None:
            act.session.get_one(models.CodebookVersion, before.number).file_hash = file_hash
        keep_text(act.session, text)
    return Plan(wanted, changes, number)


def _parsed(project: Project, text: str) -> Codebook:
    return parse_or_refuse(text, project.codebook_file).codebook


def text_hash(text: str) -> str:
    """SHA-256 of a codebook file's bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def keep_text(session: Session, text: str) -> None:
    """Keep a codebook file as it was applied or written, so that it can be that again."""
    key = text_hash(text)
    if session.get(models.CodebookText, key) is None:
        session.add(models.CodebookText(hash=key, text=text))


def kept_text(session: Session, key: str) -> str | None:
    """The codebook file of a hash, as it was; None where it was never kept."""
    kept = session.get(models.CodebookText, key)
    return None if kept is None else kept.text


def differences(
    session: Session, wanted: Codebook, former: Mapping[str, str] | None = None
) -> tuple[Change, ...]:
    """What applying a codebook would change in what is stored, in the order to apply it.

    Args:
        session: An open session.
        wanted: The codebook.
        former: Which codes have another id now; by default what their `was` says.
    """
    stored = read_stored(session)
    changes = compare(stored, wanted, former)
    new_ids = {change.old: change.new for change in changes if isinstance(change, Renamed)}
    used = (new_ids.get(key, key) for key in _ever_used(session))
    return dropping(stored, changes, frozenset(used))


def _ever_used(session: Session) -> set[str]:
    """The keys of codes with, once or now, a coding, a memo or a summary, or read again for."""
    used = union(*(select(table.code_id) for table in _OF_CODES))
    coded = session.scalars(select(models.Code.key).where(models.Code.id.in_(used)))
    noted = session.scalars(select(models.Memo.target).where(models.Memo.kind == "code"))
    return {*coded, *noted}


NOT_KNOWN: Final[Mapping[str, int]] = MappingProxyType({})


def store_codebook(
    act: Recorder,
    codebook: Codebook,
    changes: Sequence[Change],
    number: int,
    file_hash: str,
    since: Mapping[str, int] = NOT_KNOWN,
) -> None:
    """Write a codebook's rows, its version and an event for each change.

    Args:
        act: The open act.
        codebook: What is to be stored.
        changes: What in it is new, in the order to apply it.
        number: The number of the version.
        file_hash: SHA-256 of the file that says so.
        since: The versions since which codes are there that come back; by default this one.
    """
    rows = {row.key: row for row in act.session.scalars(select(models.Code))}
    renamed = {change.new: change.old for change in changes if isinstance(change, Renamed)}
    before = {key: row.since for key, row in rows.items()}
    for change in changes:
        if isinstance(change, Renamed):
            _rename(act.session, rows, change)
    act.session.flush()  # renamed ids are free before another code takes one
    fresh = {c.code.id for c in changes if isinstance(c, Added)}
    fresh |= {c.id for c in changes if isinstance(c, Revived)}
    for code in codebook:  # in preorder: a parent's row is there before its children's
        parent_id = None if code.parent is None else rows[code.parent].id
        row = rows.get(code.id) or models.Code(since=number)
        if code.id in fresh:
            row.since = since.get(code.id, number)
        fill_row(row, code, parent_id)
        rows[code.id] = row
        act.session.add(row)
        act.session.flush()
    after = {key: row.since for key, row in rows.items()}
    for change in changes:  # last, when what stood under them has its new place
        if isinstance(change, Dropped):
            act.session.delete(rows.pop(change.id))
            act.session.flush()  # a sub-code goes before the code above it
    act.session.add(
        models.CodebookVersion(
            number=number,
            hash=codebook.hash,
            content=codebook.to_json(),
            file_hash=file_hash,
            applied_at=act.time,
        )
    )
    for change in changes:
        verb, key = _verb(change)
        old = renamed.get(key, key)
        act.record(
            verb,
            "code",
            key,
            {"codebook_version": number - 1, "id": old, "since": before.get(old)},
            {"codebook_version": number, "id": key, "since": after.get(key)},
        )


def _rename(session: Session, rows: dict[str, models.Code], change: Renamed) -> None:
    """Give a code its new id; the memos on it follow."""
    rows[change.new] = rows.pop(change.old)
    rows[change.new].key = change.new
    on_it = models.Memo.kind == "code", models.Memo.target == change.old
    session.execute(update(models.Memo).where(*on_it).values(target=change.new))


def _verb(change: Change) -> tuple[str, str]:
    match change:
        case Added():
            return "add", change.code.id
        case Renamed():
            return "rename", change.new
        case Moved():
            return "move", change.id
        case Retired():
            return "retire", change.id
        case Dropped():
            return "remove", change.id
        case Revived():
            return "revive", change.id
        case Changed():
            return "change", change.id
