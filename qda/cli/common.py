"""What the commands share: the project, the coder, and how things are said."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from qda.errors import QdaError
from qda.project.place import DATABASE
from qda.text import visible

if TYPE_CHECKING:
    from qda.project.store import Project

F = TypeVar("F", bound=Callable[..., Any])


def project_option(command: F) -> F:
    """`--project DIR`."""
    return click.option(
        "--project",
        metavar="DIR",
        help="The project's folder; by default this one or the nearest above it.",
    )(command)


def coder_option(command: F) -> F:
    """`--coder NAME`, for commands that change something."""
    return click.option("--coder", metavar="NAME", help="Who you are, as a coder.")(command)


def lang_option(command: F) -> F:
    """`--lang`, for commands that show labels."""
    return click.option(
        "--lang",
        metavar="LANGUAGE",
        default=_language,
        help="The language of labels, as nb or en; by default this computer's.",
    )(command)


def _language() -> str:
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), "")
    return "" if name.startswith(("C", "POSIX")) else name[:2]


def find_folder(named: str | None, *marks: str) -> Path:
    """The project's folder: the one named, else this one or the nearest above with a mark.

    Args:
        named: What `--project` says.
        marks: What makes a folder the project's; by default its database.

    Raises:
        QdaError: There is none.
    """
    marks = marks or (DATABASE,)
    named = named_project(named)
    start = Path(named) if named else Path.cwd()
    for folder in [start] if named else [start, *start.parents]:
        if any((folder / mark).exists() for mark in marks):
            return Path() if folder == Path.cwd() else folder
    raise QdaError(
        "there is no project here; `qda init` makes one, `--project DIR` names another, and "
        "`qda tour` shows how coding goes.",
        path=start,
    )


def named_project(named: str | None) -> str | None:
    """The folder named after the command, else before it, as in `qda --project DIR command`."""
    context = click.get_current_context(silent=True)
    if named is not None or context is None:
        return named
    return cast("str | None", context.find_root().params.get("project"))


def open_project(named: str | None) -> Project:
    """The open project; to be used in a `with`."""
    from qda.project.store import Project

    return Project.open(find_folder(named))


def who(named: str | None, *, ask: bool = True) -> str:
    """The coder's name; asked once where there is a terminal, if it matters enough to ask."""
    from qda.identity import identify

    context = click.get_current_context(silent=True)
    if named is None and context is not None:
        before = context.find_root().params.get("coder")
        named = before if isinstance(before, str) else None
    return identify(named, _ask if ask and on_terminal() else None)


def _ask() -> str:
    return str(click.prompt("Your name as a coder", type=str))


def on_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def say(text: str = "") -> None:
    """Say something; nothing in it reaches the terminal as a command."""
    click.echo(visible(text))


def warn(text: str) -> None:
    """Say something that went wrong, or that only a person at a terminal needs."""
    click.echo(visible(text), err=True)


def progress(text: str) -> None:
    """Say how far something is, in the place of what was said so before; only at a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{visible(text)}", nl=False, err=True)


def count(number: int, thing: str) -> str:
    """`1 coding`, `2 codings`, `100,000 codings`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def columns(rows: Sequence[Sequence[object]], right: Sequence[int] = ()) -> list[str]:
    """Rows as aligned lines; numbers in the columns named stand to the right."""
    cells = [[visible(" ".join(str(cell).split())) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def show(rows: Sequence[Sequence[object]], right: Sequence[int] = ()) -> None:
    """Say rows as aligned lines."""
    for line in columns(rows, right):
        click.echo(line)
