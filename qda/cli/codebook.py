"""`qda codebook check|apply|show`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from qda.cli.common import (
    coder_option,
    count,
    find_folder,
    lang_option,
    on_terminal,
    open_project,
    project_option,
    say,
    show,
    warn,
    who,
)
from qda.errors import QdaError
from qda.project.place import CODEBOOK, DATABASE

if TYPE_CHECKING:
    from qda.codebook.tree import Codebook
    from qda.project.store import Project


@click.group("codebook")
def command() -> None:
    """Check, apply and show the codebook."""


@command.command()
@project_option
def check(project: str | None) -> int:
    """Name every mistake in codebook.yaml with its line."""
    from qda.codebook.read import check_codebook, read_codebook

    path = find_folder(project, DATABASE, CODEBOOK) / CODEBOOK
    mistakes = check_codebook(path)
    for mistake in mistakes:
        warn(f"{path}:{mistake.line}: {mistake.message}")
    if not mistakes:
        say(f"{path}: {count(len(read_codebook(path)), 'code')}, no mistakes.")
    return 2 if mistakes else 0


@command.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@project_option
@coder_option
def apply(yes: bool, project: str | None, coder: str | None) -> None:
    """Bring the project's codebook to what codebook.yaml says.

    Shows what is added, changed, moved and retired, and asks. Codings always stay.
    """
    from qda.codebook.apply import apply_codebook, plan

    name = who(coder)
    with open_project(project) as store:
        planned = plan(store)
        for change in planned.changes:
            say(change.describe())
        if planned.changes and not yes:
            _ask_to_go_on()
        done = apply_codebook(store, name, shown=planned)
    if done.changes:
        say(f"Applied: {count(len(done.changes), 'change')}, codebook version {done.version}.")
    else:
        say("codebook.yaml is as it was applied; nothing to change.")


def _ask_to_go_on() -> None:
    if not on_terminal():
        raise QdaError("nothing was applied; `qda codebook apply --yes` applies without asking.")
    click.confirm("Apply this?", abort=True)


@command.command("show")
@click.option("--counts", is_flag=True, help="Count each coder's codings in a column of their own.")
@lang_option
@project_option
def show_(counts: bool, lang: str, project: str | None) -> None:
    """Print the codes as a tree, with their codings.

    A code's number includes its sub-codes'. Retired codes are in parentheses.
    """
    from qda.codebook.stored import read_stored
    from qda.coding.reading import list_coders, listed_codes

    with open_project(project) as store:
        with store.read(together=True) as session:
            book = read_stored(session)
            listed = listed_codes(session, book, store.codebook_file)
            coders = [name for name, _ in list_coders(session)] if counts else []
        columns = {name: _counts(store, book, name) for name in coders}
        columns = columns or {"codings": _counts(store, book, None)}
    rows: list[tuple[object, ...]] = [("code", "label", *columns)]
    for code in listed:
        id_ = f"({code.id})" if code.retired else code.id
        label = "" if code.name(lang) == code.id else code.name(lang)
        found = (column[code.id] for column in columns.values())
        rows.append((f"{'· ' * book.depth(code.id)}{id_}", label, *found))
    show(rows, right=range(2, 2 + len(columns)))


def _counts(store: Project, book: Codebook, coder: str | None) -> Mapping[str, int]:
    from qda.coding.reading import count_codings

    with store.read() as session:
        own = count_codings(session, coder)
    return {
        code.id: own.get(code.id, 0) + sum(own.get(sub.id, 0) for sub in book.descendants(code.id))
        for code in book
    }
