"""`qda agreement`."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qda.cli.common import say
from qda.exports.notes import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.analysis.agreement.summary import Plain, Statistics

_ERRORS: Final = (
    "\nse.* take the units as independent of each other, which the segments of one informant\n"
    "are not: for comparison with published tables, not for an interval."
)


@click.command("agreement")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--format", "kind", type=click.Choice(["table", "json"]), default="table", show_default=True
)
def command(file: Path, kind: str) -> None:
    """Compute agreement from a file of ratings or spans.

    Every statistic that applies. FILE is csv, a row a unit and a column a coder (an empty cell is
    a unit that the coder did not see; a column `cluster` names the informant), or json with
    `kind` ("nominal", "set" or "span") and `data`. It needs no project.
    """
    from qda.analysis.agreement.outside import all_statistics, read_ratings

    found = all_statistics(read_ratings(file))
    if kind == "json":
        _say_json(found)
    else:
        _say_table(found)


def _say_json(found: Statistics) -> None:
    import json

    # ASCII: nothing in a name from the file reaches the terminal as a command.
    click.echo(json.dumps(found.values, indent=2))


def _say_table(found: Statistics) -> None:
    """One line a statistic; what comes by category, code or pair is set in under its name."""
    rows = [row for name, value in found.values.items() for row in _rows(found, (name,), value)]
    edge = max((len(label) for label, _ in rows), default=0) + 2
    width = max(shutil.get_terminal_size().columns, edge + 30)
    for label, said in rows:
        line = f"{label:<{edge}}{said}".rstrip()
        say(textwrap.fill(line, width, subsequent_indent=" " * edge, break_long_words=False))
    if any(name.startswith("se.") for name in found.values):
        say(_ERRORS)


def _rows(found: Statistics, name: tuple[str, ...], value: Plain) -> Iterator[tuple[str, str]]:
    label = "  " * (len(name) - 1) + one_line(name[-1])
    if isinstance(value, dict):
        yield label, ""
        for key, one in value.items():
            yield from _rows(found, (*name, key), one)
        return
    key = ".".join(name)
    note = f" ({found.notes[key]})" if key in found.notes else ""
    yield label, _said(found, key, value) + note


def _said(found: Statistics, key: str, value: float | list[list[float]] | None) -> str:
    if value is None:
        undefined = found.undefined[key]
        counts = ", ".join(f"{one_line(name)}: {n:g}" for name, n in undefined.counts.items())
        return f"undefined: {undefined.reason}" + (f" ({counts})" if counts else "")
    if isinstance(value, list):
        return "; ".join(" ".join(f"{cell:g}" for cell in row) for row in value)
    return f"{value:.3f}"
