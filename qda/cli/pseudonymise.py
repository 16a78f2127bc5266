"""`qda pseudonymise`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli.common import (
    coder_option,
    columns,
    count,
    find_folder,
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
    from qda.intake.pseudonymising import Begun
    from qda.intake.pseudonyms import Words
    from qda.intake.pseudonyms_key import KeyList
    from qda.intake.pseudonyms_store import Replaced
    from qda.project.store import Project


@click.command("pseudonymise")
@click.argument("documents", nargs=-1, metavar="DOCUMENT...")
@click.option(
    "--key",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The list of who is who, outside the project; made where it is not there. The screen "
    "asks where it lies, if you do not say.",
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
@click.option("--plain", is_flag=True, help="Line by line: for a screen reader, and for scripts.")
@project_option
@coder_option
def command(
    documents: tuple[str, ...],
    file: Path | None,
    unencrypted: bool,
    show_key: bool,
    lang: Words,
    plain: bool,
    project: str | None,
    coder: str | None,
) -> int:
    """Replace names in documents that nobody has coded yet.

    Persons, places, organisations, phone numbers, national ids, dates of birth and e-mail
    addresses are proposed; you confirm, change or add each, on a screen or line by line (`help`
    lists the commands). A few names are always missed: read the text. It cannot be undone; the
    list is the only way back.
    """
    from qda.intake.pseudonyms_key import read_key

    if not documents and not show_key:
        raise QdaError("name the documents; `qda documents list` shows them.")
    if not show_key:
        _refuse_unknown(documents, project)
    if not plain and not show_key and on_terminal():
        return _on_screen(documents, file, unencrypted, lang, project, coder)
    if file is None:
        raise QdaError("say where the list of who is who lies, outside the project: `--key FILE`.")
    if show_key:
        _show(read_key(file, lambda: _passphrase(new=False)))
    else:
        _in_lines(documents, file, unencrypted, lang, project, coder)
    return 0


def _refuse_unknown(documents: tuple[str, ...], project: str | None) -> None:
    """Refuse a document that there is not before anything is asked."""
    from qda.project.documents import find_document

    with open_project(project) as store, store.read() as session:
        for name in documents:
            find_document(session, name)


def _on_screen(
    documents: tuple[str, ...],
    file: Path | None,
    unencrypted: bool,
    lang: Words,
    project: str | None,
    coder: str | None,
) -> int:
    """Go through the documents on a screen; the exit code."""
    folder, name = find_folder(project), who(coder)
    from qda.tui.naming.app import run_naming

    return run_naming(folder, name, documents, file, lang, unencrypted=unencrypted)


def _keys(file: Path, unencrypted: bool) -> KeyList:
    from qda.intake.pseudonyms_key import KeyList, read_key, write_key

    if file.exists():
        return read_key(file, lambda: _passphrase(new=False))
    keys = KeyList(passphrase=None if unencrypted else _passphrase(new=True))
    write_key(file, keys)  # so that a place that cannot be written is known before the work
    return keys


def _passphrase(*, new: bool) -> str:
    """The passphrase: asked, or from the environment where nobody can be asked."""
    from qda.intake.pseudonyms_key import PASSPHRASE, refuse_short

    given = os.environ.get(PASSPHRASE)
    if given is None and not on_terminal():
        raise QdaError(
            f"nobody can be asked for the passphrase here; put it into {PASSPHRASE}, or make the "
            "list with `--unencrypted`."
        )
    if given is None:
        words = "A passphrase for the key list" if new else "The passphrase of the key list"
        given = str(click.prompt(words, hide_input=True, confirmation_prompt=new))
    if new:
        refuse_short(given)
    return given


def _show(keys: KeyList) -> None:
    rows = [(one.pseudonym, ", ".join(one.names), ", ".join(one.documents)) for one in keys.entries]
    for line in columns([("stands for", "names", "documents"), *rows]):
        say(line)


def _in_lines(
    documents: tuple[str, ...],
    file: Path,
    unencrypted: bool,
    lang: Words,
    project: str | None,
    coder: str | None,
) -> None:
    """Go through the documents line by line."""
    from qda.intake.pseudonyms_key import refuse_inside

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


def _one(
    store: Project, document: str, file: Path, keys: KeyList, lang: Words, coder: str
) -> KeyList | None:
    """Go through one document; the list after it, None where the person left."""
    from qda.cli.index import index_words
    from qda.intake.pseudonymising import begin, finish

    progress("Looking for names…")
    begun = begin(store, document, keys, lang)
    progress("")
    naming = begun.naming
    say(f"{document}: {count(len(naming.choices), 'name')} proposed. `help` lists the commands.")
    if not _converse(naming):
        return None
    if not naming.decided:
        say(f"{document}: nothing to replace.")
        return keys
    longer, done = finish(store, begun, keys, file, coder)
    index_words(store)
    _tell(store.folder, begun, done)
    return longer


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


def _tell(folder: Path, begun: Begun, done: Replaced) -> None:
    from qda.intake.pseudonymising import remains

    before = begun.draft.document.name
    known = f"{before} is now {done.name}" if before != done.name else before
    say(f"{known}: {count(done.places, 'place')} replaced.")
    if done.copies:
        say(
            f"{count(len(done.copies), 'backup')} held the names and went; a new one was made. "
            "Copies that you made elsewhere still hold them."
        )
    for sentence in remains(begun, done, folder):
        warn(sentence)
