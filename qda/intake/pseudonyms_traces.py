"""What is left of names elsewhere: in the history, in copies of the database, in other rows."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from qda.intake.patching import Proposal, patches
from qda.project import models
from qda.project.backups import Backup, backup_of_the_day, backups
from qda.project.place import open_plainly
from qda.project.store import Project

Mend = Callable[[str], str]
"""A label with the names in it replaced."""


def mend_history(session: Session, labels: dict[str, str]) -> None:
    """What the history says of labels that changed, as what undo needs of values."""
    if not labels:
        return
    longest = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![^\W_])(?:{longest})(?![^\W_])")

    def mend(text: str) -> str:
        return pattern.sub(lambda found: labels[found[0]], text)

    for table, key, columns, is_json in _HISTORY:
        for row in session.execute(select(key, *columns)).all():
            fields = [None if one is None else _mended(one, mend, is_json) for one in row[1:]]
            if fields != list(row[1:]):
                named = {column.key: one for column, one in zip(columns, fields, strict=True)}
                session.execute(update(table).where(key == row[0]).values(named))


_HISTORY: Final[tuple[tuple[Any, Any, tuple[Any, ...], bool], ...]] = (
    (models.Batch, models.Batch.id, (models.Batch.act,), False),
    (models.Event, models.Event.number, (models.Event.key,), False),
    (models.Event, models.Event.number, (models.Event.before, models.Event.after), True),
    (models.ValueText, models.ValueText.id, (models.ValueText.text,), True),
)
"""Table, what its rows are known by, columns that may hold labels, whether these are JSON."""


def _mended(text: str, mend: Mend, is_json: bool) -> str:
    if not is_json:
        return mend(text)
    old = json.loads(text)
    new = _leaves(old, mend)
    if new == old:
        return text
    return json.dumps(new, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _leaves(value: Any, mend: Mend) -> Any:
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, list):
        return [_leaves(one, mend) for one in value]
    if isinstance(value, dict):
        return {mend(key): _leaves(one, mend) for key, one in value.items()}
    return value


def put_away(project: Project, old_hash: str) -> tuple[Path, ...]:
    """Delete the copies that have the text with its names, after a copy of what is now."""
    held = [copy.path for copy in backups(project.database) if _holds(copy, old_hash)]
    for path in held:
        path.unlink(missing_ok=True)
    if held:
        backup_of_the_day(project.database, datetime.now().astimezone().date())
    return tuple(held)


def _holds(copy: Backup, text: str) -> bool:
    try:
        with closing(open_plainly(copy.path, timeout=5)) as file:
            query = "SELECT 1 FROM documents WHERE text_hash = ?"
            return file.execute(query, (text,)).fetchone() is not None
    except sqlite3.Error:
        return False


def still_named(project: Project, decided: Sequence[Proposal]) -> Iterable[str]:
    """Where names that were replaced stand in what is not of this document."""
    with project.read(together=True) as session:
        for what, query in _ELSEWHERE:
            rows = session.execute(query).all()
            held = [row[0] for row in rows if any(one and patches(one, decided) for one in row[1:])]
            if held:
                yield f"{what}: {', '.join(map(str, held)) if what == 'documents' else len(held)}"


_ELSEWHERE: Final[tuple[tuple[str, Any], ...]] = (
    (
        "documents",
        select(models.Document.name, models.Document.text, models.Document.name).order_by(
            models.Document.position
        ),
    ),
    ("cases", select(models.Case.id, models.Case.name)),
    ("values", select(models.Value.owner_id, models.Value.value)),
    ("speakers", select(models.Speaker.id, models.Speaker.label)),
    ("memos", select(models.MemoText.memo_id, models.MemoText.text)),
    ("summaries", select(models.SummaryText.summary_id, models.SummaryText.text)),
    (
        "codes",
        select(models.Code.key, models.Code.label, models.Code.definition, models.Code.examples),
    ),
    ("lines of the history", select(models.Batch.id, models.Batch.act)),
)
