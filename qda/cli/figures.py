"""What `qda matrix` and `qda quotes` have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qda.cli.common import say
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.codebook.condition import Condition
    from qda.exports.formats.style import Style
    from qda.exports.write import Written

F = TypeVar("F", bound=Callable[..., Any])


def selection_options(command: F) -> F:
    """`--coder`, `--combine`, `--code`, `--where` and `-o`."""
    for option in (
        click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE"),
        click.option(
            "--where",
            multiple=True,
            metavar="CONDITION",
            help="Only where an attribute has a value, as sector=hospital; several must all hold.",
        ),
        click.option("--code", "codes", multiple=True, metavar="ID", help="Only this code."),
        click.option(
            "--combine",
            type=click.Choice(["any", "all"]),
            default="any",
            show_default=True,
            help="With several coders: what any of them coded, or all.",
        ),
        click.option(
            "--coder",
            "coders",
            multiple=True,
            metavar="NAME",
            help="Whose coding; by default the main coder's.",
        ),
    ):
        command = option(command)
    return command


def format_options(formats: Sequence[str]) -> Callable[[F], F]:
    """`--format`, `--lang` and `--bom`."""

    def add(command: F) -> F:
        for option in (
            click.option(
                "--bom",
                is_flag=True,
                help="Begin csv and tsv with the mark Excel needs for UTF-8.",
            ),
            click.option(
                "--lang",
                type=click.Choice(["en", "nb"]),
                default="en",
                show_default=True,
                help="Labels and headings; nb also writes the decimal comma.",
            ),
            click.option(
                "--format", "kind", type=click.Choice(formats), help="By default by FILE's name."
            ),
        ):
            command = option(command)
        return command

    return add


def chosen_style(lang: str, bom: bool) -> Style:
    """What `--lang` and `--bom` ask for."""
    from qda.exports.formats.style import Style
    from qda.exports.languages import find_language

    return Style(find_language(lang), bom)


def conditions(where: Sequence[str]) -> list[Condition]:
    """The conditions of `--where`."""
    from qda.codebook.condition import parse_condition

    return [parse_condition(text) for text in where]


def choose_format(asked: str | None, output: Path | None, formats: Sequence[str]) -> str:
    """The format asked for, else that of the file's name, else (no name, or .txt) the first.

    Raises:
        QdaError: The file's name ends in no format there is.
    """
    if asked is not None:
        return asked
    suffix = "" if output is None else output.suffix.removeprefix(".").lower()
    if suffix in formats or suffix in ("", "txt"):
        return suffix if suffix in formats else formats[0]
    known = ", ".join(f".{one}" for one in formats if one != "table")
    raise QdaError(f"“.{suffix}” is no format for this; end the name in {known}.", path=output)


def say_written(files: Sequence[Written]) -> None:
    """Say which files were written, and which are as they were."""
    for file in files:
        say(f"{file.path} was written." if file.changed else f"{file.path} is as it was.")


def print_data(data: bytes) -> None:
    """Print a file's bytes where it would have been written."""
    click.echo(data.decode("utf-8"), nl=False)


def refuse_without_file(kind: str) -> None:
    """Say that a format is not for the terminal.

    Raises:
        QdaError: Always.
    """
    raise QdaError(f"the format {kind} needs a file; add `-o FILE`.")
