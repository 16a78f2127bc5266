"""`qda matrix`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from qda.cli.common import open_project, project_option
from qda.cli.figures import (
    choose_format,
    chosen_style,
    conditions,
    format_options,
    print_data,
    refuse_without_file,
    say_written,
    selection_options,
)

if TYPE_CHECKING:
    from qda.analysis.counting import Unit
    from qda.analysis.matrix import Matrix
    from qda.exports.formats.style import Style

_UNITS: Final = ("passages", "codings", "segments", "documents", "cases", "words", "characters")
_FORMATS: Final = (
    *("table", "csv", "tsv", "xlsx", "ods", "md", "html", "tex", "docx", "json", "parquet"),
)


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
@format_options(_FORMATS)
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
    lang: str,
    bom: bool,
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
        data = load(store, coders=coders, language=lang)
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
    _give(found, choose_format(kind, output, _FORMATS), chosen_style(lang, bom), output)


def _give(found: Matrix, kind: str, style: Style, output: Path | None) -> None:
    from qda.exports.formats.registry import BINARY
    from qda.exports.write import matrix_bytes, write_matrix

    if output is not None:
        say_written(write_matrix(found, output, kind, style))
    elif kind in BINARY:
        refuse_without_file(kind)
    else:
        print_data(matrix_bytes(found, kind, style, shutil.get_terminal_size().columns))
