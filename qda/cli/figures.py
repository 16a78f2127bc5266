"""What `qda matrix` and `qda quotes` have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, cast

import click

from qda.cli.common import say
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.analysis.having import Having
    from qda.analysis.made import Made
    from qda.codebook.condition import Condition
    from qda.exports.formats.style import Style
    from qda.exports.write import Written

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the options choose of the project, as it was written.

    Attributes:
        coders: Whose coding; none means the main coder's.
        layer: Which layer: the independent coding, a closed round, a later pass, the consensus.
        combine: How several are put together.
        codes: Ids of codes.
        where: Conditions on attributes.
        having: Conditions on codes.
        read: Only documents that were read to the end.
        since: The day of the first codings that count.
        until: The day of the last.
        output: The file to write.
    """

    coders: tuple[str, ...]
    layer: str
    combine: Literal["any", "all"]
    codes: tuple[str, ...]
    where: tuple[str, ...]
    having: tuple[str, ...]
    read: bool
    since: str | None
    until: str | None
    output: Path | None

    def conditions(self) -> tuple[Condition, ...]:
        """The conditions on attributes.

        Raises:
            QdaError: One is none.
        """
        return tuple(conditions(self.where))

    def having_codes(self) -> tuple[Having, ...]:
        """The conditions on codes.

        Raises:
            QdaError: One is none.
        """
        from qda.analysis.having import parse_having

        return tuple(parse_having(text) for text in self.having)

    def made(self) -> Made:
        """When the codings were made."""
        from qda.analysis.made import Made

        return Made(self.since or "", self.until or "")


def selection_options(command: F) -> F:
    """Options for what of the project is taken, given to the command as one `Chosen`."""

    @wraps(command)
    def gathered(**options: Any) -> Any:
        own = {field.name: options.pop(field.name) for field in fields(Chosen)}
        return command(chosen=Chosen(**own), **options)

    for option in _OPTIONS:
        gathered = option(gathered)
    return cast("F", gathered)


_OPTIONS: Final = (
    click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE"),
    click.option("--until", metavar="DATE", help="Only codings made on this day or before it."),
    click.option("--since", metavar="DATE", help="Only codings made on this day or after it."),
    click.option("--read", is_flag=True, help="Only documents that were read to the end."),
    click.option(
        "--having",
        multiple=True,
        metavar="CODES",
        help="Only where codes are, as “one and not (two or three) in document”; "
        "in a segment, turn, passage, document or case.",
    ),
    click.option(
        "--where",
        multiple=True,
        metavar="CONDITION",
        help="Only where an attribute has a value, as sector=hospital, age>=60; "
        "several must all hold.",
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
        "--layer",
        default="independent",
        show_default=True,
        metavar="NAME",
        help="Which coding: also consensus, a closed round or a later pass, by its name.",
    ),
    click.option(
        "--coder",
        "coders",
        multiple=True,
        metavar="NAME",
        help="Whose coding; by default the main coder's.",
    ),
)


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
                help="Labels and headings, whatever screens show; nb has the decimal comma, too.",
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
