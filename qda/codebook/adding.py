"""A new code made while coding: in the database and in `codebook.yaml`, or in neither."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from qda.codebook.apply import differences, store_codebook
from qda.codebook.compare import apply_changes
from qda.codebook.edit import with_code
from qda.codebook.read import parse_or_refuse, read_text
from qda.codebook.stored import read_stored, stored_version
from qda.codebook.tree import Code, Codebook
from qda.codebook.write import rewrite
from qda.errors import QdaError
from qda.files import write_atomically
from qda.project.events import Recorder
from qda.project.store import Project

NOT_APPLIED = "codebook.yaml has changes that are not applied: `qda codebook apply`"


def add_code(act: Recorder, project: Project, code: Code) -> None:
    """Make a code as the last under its parent, as the last thing of an act; see `add_codes`."""
    add_codes(act, project, (code,))


def add_codes(
    act: Recorder, project: Project, codes: Sequence[Code], *, write: bool = True
) -> None:
    """Make codes, each as the last under its parent, as the last thing of an act.

    The file is written when all is in the transaction but not yet committed. Should the program
    end between the two, the file has codes that are not applied: nothing is lost, the next new
    code says so, and `qda codebook apply` brings them in. The other way round, applying the file
    would take the codes away again. An act tried again finds its own codes in the file and goes on.

    Args:
        act: The act.
        project: The open project.
        codes: The codes, a parent before those under it.
        write: Whether to write the file; not where the act is only tried out.

    Raises:
        QdaError: The file has changes that are not applied, has mistakes or cannot be read or
            written; or an id is taken, or a parent is not there. Nothing was changed.
    """
    path = project.codebook_file
    text = read_text(path)
    inside = parse_or_refuse(text, path).codebook
    stored, version = read_stored(act.session), stored_version(act.session)
    for code in codes:
        if code.id in stored:
            raise QdaError(f"There is a code “{code.id}” already; choose another name.")
    if version is None:
        raise QdaError(NOT_APPLIED)
    if _hash(text) == version.file_hash:
        wanted = inside
        for code in codes:
            wanted = with_code(wanted, code)
    elif _is_all_that_is_new(act, inside, codes):
        wanted = inside
    else:
        raise QdaError(NOT_APPLIED)
    written = rewrite(text, wanted, path=path)
    changes = differences(act.session, wanted)
    number = version.number + 1
    store_codebook(act, apply_changes(stored, changes), changes, number, _hash(written))
    act.session.flush()
    if write and written != text:
        write_atomically(path, written.encode("utf-8"))


def _is_all_that_is_new(act: Recorder, inside: Codebook, codes: Sequence[Code]) -> bool:
    """Whether the file differs from what is stored by these codes: an earlier try wrote it."""
    new = {code.id for code in codes}
    for code in codes:
        there = inside.get(code.id)
        if there is None or (there.label, there.parent) != (code.label, code.parent):
            return False
        if any(child.id not in new for child in inside.children(code.id)):
            return False
    without = Codebook(tuple(other for other in inside if other.id not in new))
    return not differences(act.session, without)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
