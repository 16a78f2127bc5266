"""A new code made while coding: in the database and in `codebook.yaml`, or in neither."""

from __future__ import annotations

import hashlib

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
    """Make a code as the last under its parent, as the last thing of an act.

    The file is written when all is in the transaction but not yet committed. Should the program
    end between the two, the file has a code that is not applied: nothing is lost, the next new
    code says so, and `qda codebook apply` brings it in. The other way round, applying the file
    would take the code away again. An act tried again finds its own code in the file and goes on.

    Raises:
        QdaError: The file has changes that are not applied, has mistakes or cannot be read or
            written; or the id is taken, or the parent is not there. Nothing was changed.
    """
    path = project.codebook_file
    text = read_text(path)
    inside = parse_or_refuse(text, path).codebook
    stored, version = read_stored(act.session), stored_version(act.session)
    if code.id in stored:
        raise QdaError(f"There is a code “{code.id}” already; choose another name.")
    if version is None:
        raise QdaError(NOT_APPLIED)
    if _hash(text) == version.file_hash:
        wanted = with_code(inside, code)
    elif _is_all_that_is_new(act, inside, code):
        wanted = inside
    else:
        raise QdaError(NOT_APPLIED)
    written = rewrite(text, wanted, path=path)
    changes = differences(act.session, wanted)
    number = version.number + 1
    store_codebook(act, apply_changes(stored, changes), changes, number, _hash(written))
    act.session.flush()
    if written != text:
        write_atomically(path, written.encode("utf-8"))


def _is_all_that_is_new(act: Recorder, inside: Codebook, code: Code) -> bool:
    """Whether the file differs from what is stored by just this code: an earlier try wrote it."""
    there = inside.get(code.id)
    if there is None or (there.label, there.parent) != (code.label, code.parent):
        return False
    without = Codebook(tuple(other for other in inside if other.id != code.id))
    return not inside.children(code.id) and not differences(act.session, without)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
