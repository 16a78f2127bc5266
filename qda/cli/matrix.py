"""`qda matrix`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qda.analysis.options import SHOWS, UNITS, WITHINS, Options
from qda.cli.common import open_project, project_option, warn
from qda.cli.figures import (
    Chosen,
    choose_format,
    chosen_style,
    format_options,
    print_data,
    refuse_without_file,
    say_written,
    selection_options,
)

if TYPE_CHECKING:
    from qda.analysis.matrix import Matrix
    from qda.analysis.options import Show, Unit, Within
    from qda.exports.formats.style import Style

_FORMATS: Final = (
    *("table", "csv", "tsv", "xlsx", "ods", "md", "html", "tex", "docx", "json", "parquet"),
)


@click.command("matrix")
@click.option(
    "--by",
    multiple=True,
    default=("document",),
    show_default="document",
    metavar="COLUMNS",
    help="What the columns are: document, case, speaker, coder, code, attribute:NAME, month:NAME "
    "or year:NAME of a date. Given twice, the two are crossed.",
)
@click.option(
    "--unit",
    type=click.Choice(UNITS),
    help="What counts; by default cases where the columns are groups, else passages.",
)
@click.option(
    "--within",
    type=click.Choice(WITHINS),
    default="segment",
    show_default=True,
    help="With `--by code`: in what two codes occur together.",
)
@click.option("--level", type=click.IntRange(min=1), metavar="N", help="Only the top N levels.")
@click.option(
    "--only",
    multiple=True,
    metavar="ID",
    help="Only the row of this code; what lies under it counts in it.",
)
@click.option("--any-code", is_flag=True, help="A last row: what any of these codes holds.")
@click.option("--per", type=click.Choice(["words"]), help="Rates per 1,000 words of informants.")
@click.option(
    "--show",
    type=click.Choice(SHOWS),
    default="number",
    show_default=True,
    help="Cells as numbers, as “4 of 9”, or as percentages of their row, their column or all.",
)
@click.option(
    "--pool",
    is_flag=True,
    help="Join the values of attributes that fewer than three informants have.",
)
@selection_options
@format_options(_FORMATS)
@project_option
def command(
    chosen: Chosen,
    by: tuple[str, ...],
    unit: Unit | None,
    within: Within,
    level: int | None,
    only: tuple[str, ...],
    any_code: bool,
    per: str | None,
    show: Show,
    pool: bool,
    kind: str | None,
    lang: str,
    bom: bool,
    project: str | None,
) -> None:
    """Count codes by documents, cases, speakers, attributes, coders or other codes.

    0 is read and not found; – is not (all) read; n.a. is outside the code's base. The figure says
    where it comes from.

    \b
    qda matrix --by attribute:sector                      cases that mention, of those asked
    qda matrix --by attribute:sector --by attribute:role  the two crossed
    qda matrix --by code --within passage                 codes that occur together
    qda matrix --by attribute:sector --per words          passages per 1,000 words
    """  # noqa: D301 (click's own sign for lines that are kept as they are)
    from qda.analysis.deidentify import pooled_columns
    from qda.analysis.load import load
    from qda.analysis.matrix import matrix

    options = Options(
        by=" x ".join(by),
        unit=unit,
        within=within,
        codes=chosen.codes,
        only=only,
        level=level,
        where=chosen.conditions(),
        having=chosen.having_codes(),
        read=chosen.read,
        combine=chosen.combine,
        per_words=per is not None,
        show=show,
        any_code=any_code,
    )
    with open_project(project) as store:
        data = load(
            store,
            coders=chosen.coders,
            layer=chosen.layer,
            language=lang,
            made=chosen.made(),
        )
    found = matrix(pooled_columns(data, options.by) if pool else data, options)
    kind = choose_format(kind, chosen.output, _FORMATS)
    _give(found, kind, chosen_style(lang, bom), chosen.output)


def _give(found: Matrix, kind: str, style: Style, output: Path | None) -> None:
    from qda.exports.formats.registry import BINARY
    from qda.exports.rare import rare_columns_line
    from qda.exports.write import matrix_bytes, write_matrix

    if output is not None:
        if line := rare_columns_line(found):
            warn(line)
        say_written(write_matrix(found, output, kind, style))
    elif kind in BINARY:
        refuse_without_file(kind)
    else:
        print_data(matrix_bytes(found, kind, style, shutil.get_terminal_size().columns))
