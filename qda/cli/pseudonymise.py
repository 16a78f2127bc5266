"""`qda pseudonymise`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qda.cli.common import (
    coder_option,
    columns,
    count,
    on_terminal,
    open_project,
    progress,
    project_option,
    say,
    warn,
    who,
)
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.intake.naming import Naming
    from qda.intake.pseudonyms_key import KeyList
    from qda.intake.pseudonyms_store import Draft, Replaced
    from qda.project.store import Project

PASSPHRASE: Final = "QDA_PASSPHRASE"  # noqa: S105 (the name of a variable)
"""The environment variable that holds the passphrase where nobody can be asked."""
SHORTEST: Final = 8


@click.command("pseudonymise")
@click.argument("documents", nargs=-1, metavar="DOCUMENT...")
@click.option(
    "--key",
    "file",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The list of who is who, outside the project; made where it is not there.",
)
@click.option("--unencrypted", is_flag=True, help="Make the list readable, without a passphrase.")
@click.option("--show-key", is_flag=True, help="Only print the list.")
@click.option(
    "--lang",
    type=click.Choice(["nb", "en"]),
    default="nb",
    show_default=True,
    help="The language of what stands for names.",
)
@project_option
@coder_option
def command(
    documents: tuple[str, ...],
    file: Path,
    unencrypted: bool,
    show_key: bool,
    lang: str,
    project: str | None,
    coder: str | None,
) -> None:
    """Replace names in documents that nobody has coded yet.

    Persons, places, organisations, phone numbers, national ids, dates of birth and e-mail
    addresses are proposed; you confirm, change or add each, line by line (`help` lists the
    commands). A few names are always missed: read the text. It cannot be undone; the list is
    the only way back.
    """
    from qda.intake.pseudonyms_key import read_key, refuse_inside

    if show_key:
        _show(read_key(file, lambda: _passphrase(new=False)))
        return
    if not documents:
        raise QdaError("name the documents; `qda documents list` shows them.")
    with open_project(project) as store:
        refuse_inside(file, store.folder)
        name = who(coder)
        keys = _keys(file, unencrypted)
        for document in documents:
            longer = _one(store, document, file, keys, lang, name)
            if longer is None:
                say(f"{document} was not changed.")
                return
            keys = longer


def _keys(file: Path, unencrypted: bool) -> KeyList:
    from qda.intake.pseudonyms_key import KeyList, read_key, write_key

    if file.exists():
        return read_key(file, lambda: _passphrase(new=False))
    keys = KeyList(passphrase=None if unencrypted else _passphrase(new=True))
    write_key(file, keys)  # so that a place that cannot be written is known before the work
    return keys


def _passphrase(*, new: bool) -> str:
    """The passphrase: asked, or from the environment where nobody can be asked."""
    given = os.environ.get(PASSPHRASE)
    if given is None and not on_terminal():
        raise QdaError(
            f"nobody can be asked for the passphrase here; put it into {PASSPHRASE}, or make the "
            "list with `--unencrypted`."
        )
    if given is None:
        words = "A passphrase for the key list" if new else "The passphrase of the key list"
        given = str(click.prompt(words, hide_input=True, confirmation_prompt=new))
    if new and len(given) < SHORTEST:
        raise QdaError(f"a passphrase has {SHORTEST} characters or more; choose a longer one.")
    return given


def _show(keys: KeyList) -> None:
    rows = [(one.pseudonym, ", ".join(one.names), ", ".join(one.documents)) for one in keys.entries]
    for line in columns([("stands for", "names", "documents"), *rows]):
        say(line)


def _one(
    store: Project, document: str, file: Path, keys: KeyList, lang: str, coder: str
) -> KeyList | None:
    """Go through one document; the list after it, None where the person left."""
    from qda.intake.pseudonyms_key import write_key
    from qda.intake.pseudonyms_store import read_draft, replace_names

    draft = read_draft(store, document)
    naming = _propose(draft, keys, lang)
    say(f"{document}: {count(len(naming.choices), 'name')} proposed. `help` lists the commands.")
    if not _converse(naming):
        return None
    decided = naming.decided
    if not decided:
        say(f"{document}: nothing to replace.")
        return keys
    longer = keys.with_decided(decided, document)
    write_key(file, longer)  # first, as without it a name would be lost
    done = replace_names(store, document, decided, coder=coder)
    _index(store)
    _tell(store, document, done, draft.file_name)
    return longer


def _propose(draft: Draft, keys: KeyList, lang: str) -> Naming:
    from qda.intake.naming import Naming
    from qda.intake.pseudonyms import Namer, propose
    from qda.language.names import find_names, placed
    from qda.language.pipeline import load

    progress("Looking for names…")
    turns = [(turn.start, turn.end) for turn in draft.document.turns]
    texts = [draft.document.text[start:end] for start, end in turns]
    starts = [start for start, _ in turns]
    mentions = placed(find_names(texts, load()), starts)
    namer = Namer(keys.known, "en" if lang == "en" else "nb")
    proposals = propose(draft.material, mentions, keys.known, namer)
    progress("")
    return Naming(draft.material, proposals, keys.known, namer)


def _converse(naming: Naming) -> bool:
    """Ask until all is decided; False where the person leaves."""
    from qda.plain.naming import DONE, QUIT, asks_for, perform_line, question, settle

    lines = _typed() if on_terminal() else iter(sys.stdin)
    for line in question(naming):
        say(line)
    for number, line in enumerate(lines, 1):
        try:
            if asks_for(line, QUIT):
                return False
            if asks_for(line, DONE):
                settle(naming)
                return True
            for answer in perform_line(naming, line):
                say(answer)
        except QdaError as error:
            warn(str(error) if on_terminal() else f"line {number}: {error}")
        for answer in question(naming):
            say(answer)
    return False


def _typed() -> Iterator[str]:
    while True:
        try:
            yield input("> ")
        except EOFError:
            return


def _index(store: Project) -> None:
    from qda.cli.index import index_words

    index_words(store)


def _tell(store: Project, before: str, done: Replaced, file_name: str) -> None:
    known = f"{before} is now {done.name}" if before != done.name else before
    say(f"{known}: {count(done.places, 'place')} replaced.")
    if done.copies:
        say(
            f"{count(len(done.copies), 'backup')} held the names and went; a new one was made. "
            "Copies that you made elsewhere still hold them."
        )
    if done.traces:
        warn(
            f"Traces of the names may be left in the file, which could not be written anew "
            f"({done.traces}); `qda index --anew` does it when no other program has it open."
        )
    for where in done.elsewhere:
        warn(f"Some of these names still stand in other {where}.")
    original = store.folder / "corpus" / file_name
    if original.exists():
        warn(f"{original} still holds the names; move it to where the key list lies.")
