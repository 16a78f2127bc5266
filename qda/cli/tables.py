"""A csv file that coders' work is written to and read from: what such commands have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qda.cli.common import coder_option, count, open_project, project_option, say

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

F = TypeVar("F", bound=Callable[..., Any])

_FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")


def written_to_file(command: F) -> F:
    """The file to write, whose work, the project."""
    whose = click.option(
        "--coder", "coders", multiple=True, metavar="NAME", help="Whose; by default all."
    )
    return _FILE(whose(project_option(command)))


def read_from_file(command: F) -> F:
    """The file to read, a dry run, the project, who reads it."""
    dry = click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
    return _FILE(dry(project_option(coder_option(command))))


def write_table(
    file: Path,
    project: str | None,
    coders: Sequence[str],
    export: Callable[[Session, Sequence[str]], bytes],
) -> None:
    """Write what coders have made into a file, and say so."""
    from qda.files import write_atomically

    with open_project(project) as store, store.read(together=True) as session:
        data = export(session, coders)
    write_atomically(file, data)
    say(f"{file} was written.")


def say_taken(
    file: Path,
    rows: int,
    new: Sequence[str],
    coders: Sequence[str],
    *,
    notes: Sequence[object],
    dry_run: bool,
) -> None:
    """Say what came from a file.

    Args:
        file: The file.
        rows: How many rows it has.
        new: What is new, in words.
        coders: The coders that are new.
        notes: What is to be said of single rows.
        dry_run: Nothing was changed.
    """
    for note in notes:
        say(f"{file.name}, {note}")
    parts = list(new)
    if coders:
        parts.append(f"{count(len(coders), 'coder')} ({', '.join(coders)})")
    verb = "would be new" if dry_run else "new"
    say(f"{count(rows, 'row')}: {verb}: {', '.join(parts)}.")
