"""The codebook changed by a coder: in the database and in `codebook.yaml`, or in neither.

The file is written when all is in the transaction but not yet committed. Should the program end
between the two, the file has a change that is not applied: nothing is lost, the next change says
so, and `qda codebook apply` brings it in. The other way round, applying the file would take the
change away again. An act tried again finds what it wrote itself in the file and goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from qda.codebook.apply import differences, keep_text, kept_text, store_codebook, text_hash
from qda.codebook.compare import apply_changes
from qda.codebook.edit import with_code
from qda.codebook.read import codebook_in, parse_codebook, read_text
from qda.codebook.stored import Version, read_stored, stored_version
from qda.codebook.taking_back import merged_was
from qda.codebook.tree import Code, Codebook
from qda.codebook.write import rewrite
from qda.errors import QdaError
from qda.files import write_atomically
from qda.project.events import Recorder
from qda.project.store import Project

NOT_APPLIED = "codebook.yaml has changes that are not applied: `qda codebook apply`"
CODEBOOK = "codebook"
"""The kind of the event that says from which state to which an act brought the codebook."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the codebook is to be.

    Attributes:
        book: The codes that the file is to list.
        former: New ids of codes, each with the one that it had.
        text: The file itself, where it is known from before.
        since: Since which version codes are there that come back.
    """

    book: Codebook
    former: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    since: Mapping[str, int] = field(default_factory=dict)


def change_codebook(
    act: Recorder, project: Project, change: Callable[[Codebook, str], Wanted]
) -> None:
    """Change the codebook; the file is written as the last thing of the act.

    Args:
        act: The open act.
        project: Its project.
        change: Takes the codes that the file lists, and its text; gives what is wanted.

    Raises:
        QdaError: The file has changes that are not applied, has mistakes or cannot be read; or
            what is wanted cannot be. Nothing was changed.
    """
    path = project.codebook_file
    found, version = read_text(path), stored_version(act.session)
    text = _before(act, found, version)
    book = codebook_in(text)
    wanted = change(book, text)
    written = wanted.text
    if written is None:
        written = rewrite(text, wanted.book, path=path, former=wanted.former)
    if version is None or found not in (text, written):
        raise not_applied(found)
    if not _store(act, version, book, wanted, text, written):
        return
    if written != found:
        act.at_last(partial(write_atomically, path, written.encode("utf-8")))


def not_applied(found: str) -> QdaError:
    """Why the file cannot be changed: its first mistake, else that it is to be applied."""
    mistakes = parse_codebook(found).mistakes
    if not mistakes:
        return QdaError(NOT_APPLIED)
    first = mistakes[0]
    return QdaError(f"mistake in line {first.line} of codebook.yaml: {first.message}")


def add_codes(act: Recorder, project: Project, codes: Sequence[Code]) -> None:
    """Make codes, each as the last under its parent; see `change_codebook`.

    Args:
        act: The open act.
        project: Its project.
        codes: Codes that are not stored, a parent before those under it.
    """

    def with_codes(book: Codebook, _: str) -> Wanted:
        for code in codes:
            book = with_code(book, code)
        return Wanted(book)

    change_codebook(act, project, with_codes)


def _before(act: Recorder, found: str, version: Version | None) -> str:
    """The file's text as it was last applied or written."""
    if version is not None and text_hash(found) == version.file_hash:
        return found
    kept = None if version is None else kept_text(act.session, version.file_hash)
    if kept is None:
        raise not_applied(found)
    return kept


def _store(
    act: Recorder, version: Version, book: Codebook, wanted: Wanted, text: str, written: str
) -> bool:
    """Bring the stored codebook to what is wanted; False where that is no change."""
    stored = read_stored(act.session)
    changes = differences(act.session, wanted.book, wanted.former)
    if not changes and text == written:
        return False
    new = _with_former_ids(apply_changes(stored, changes), stored, book, wanted)
    number = version.number + 1
    store_codebook(act, new, changes, number, text_hash(written), wanted.since)
    for state in (text, written):
        keep_text(act.session, state)
    before = {"codebook_version": version.number, "file": text_hash(text)}
    after = {"codebook_version": number, "file": text_hash(written)}
    act.record("change", CODEBOOK, str(number), before, after)
    act.session.flush()
    return True


def _with_former_ids(new: Codebook, stored: Codebook, book: Codebook, wanted: Wanted) -> Codebook:
    """The codebook with former ids changed as those in the file are; it may list fewer."""

    def was(id_: str, now: tuple[str, ...]) -> tuple[str, ...]:
        old = wanted.former.get(id_, id_)
        code, listed = wanted.book.get(id_), book.get(old)
        if code is None:
            return now
        there = stored[old].was if old in stored else ()
        return merged_was(there, listed.was if listed else (), code.was)

    return Codebook(tuple(replace(code, was=was(code.id, code.was)) for code in new))
