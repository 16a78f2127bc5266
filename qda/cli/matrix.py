"""`qda matrix`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

import click

from qda.cli.common import open_project, project_option
from qda.cli.figures import (
    choose_format,
    conditions,
    print_data,
    refuse_without_file,
    say_written,
    selection_options,
)

if TYPE_CHECKING:
    from qda.analysis.counting import Unit
    from qda.analysis.matrix import Matrix
    from qda.exports.write import MatrixFormat

_UNITS: Final = ("passages", "codings", "segments", "documents", "cases", "words", "characters")
_FORMATS: Final = ("table", "csv", "xlsx")


@click.command("matrix")
@click.option(
    "--by",
    default="document",
    show_default=True,
    metavar="document|case|coder|attribute:NAME",
    help="What the columns are.",
)
@click.option(
    "--unit", type=click.Choice(_UNITS), default="passages", show_default=True, help="What counts."
)
@click.option("--level", type=click.IntRange(min=1), metavar="N", help="Only the top N levels.")
@click.option("--per", type=click.Choice(["words"]), help="Rates per 1,000 words of informants.")
@selection_options
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="By default by FILE's name.")
@project_option
def command(
    by: str,
    unit: Unit,
    level: int | None,
    per: str | None,
    coders: tuple[str, ...],
    combine: Literal["any", "all"],
    codes: tuple[str, ...],
    where: tuple[str, ...],
    output: Path | None,
    kind: str | None,
    project: str | None,
) -> None:
    """Count codes by documents, cases, attributes or coders.

    0 is read and not found; – is not (all) read; n.a. is outside the code's base. The figure says
    where it comes from.
    """
    from qda.analysis.load import load
    from qda.analysis.matrix import matrix

    wanted = conditions(where)
    with open_project(project) as store:
        data = load(store, coders=coders)
    found = matrix(
        data,
        by=by,
        unit=unit,
        level=level,
        codes=codes,
        where=wanted,
        combine=combine,
        per_words=per is not None,
    )
    _give(found, cast("MatrixFormat", choose_format(kind, output, _FORMATS)), output)


def _give(found: Matrix, kind: MatrixFormat, output: Path | None) -> None:
    from qda.exports.grid import matrix_csv, matrix_table
    from qda.exports.write import write_matrix

    if output is not None:
        say_written(write_matrix(found, output, kind))
    elif kind == "table":
        print_data(matrix_table(found, shutil.get_terminal_size().columns).encode())
    elif kind == "csv":
        print_data(matrix_csv(found))
    else:
        refuse_without_file(kind)
