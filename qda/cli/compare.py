"""`qda compare`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from qda.cli.common import open_project, project_option
from qda.cli.figures import (
    choose_format,
    conditions,
    print_data,
    refuse_without_file,
    say_written,
)
from qda.cli.lists import Lists

if TYPE_CHECKING:
    from qda.analysis.comparison.report import Report
    from qda.analysis.comparison.units import Unit
    from qda.exports.write import ComparisonFormat

_UNITS: Final = ("segment", "sentence", "turn", "character", "span")
_FORMATS: Final = ("table", "csv", "xlsx", "md", "json")
_LISTS: Final = {"--coders", "--documents", "--code"}


@click.command("compare", cls=Lists, takes_all=_LISTS)
@click.option(
    "--coders", multiple=True, required=True, metavar="A B...", help="Whose coding to compare."
)
@click.option("--documents", multiple=True, metavar="NAME...", help="Only these documents.")
@click.option(
    "--unit",
    type=click.Choice(_UNITS),
    default="segment",
    show_default=True,
    help="What is compared; span: passages of any length.",
)
@click.option("--level", type=click.IntRange(min=1), metavar="N", help="Only the top N levels.")
@click.option("--code", "codes", multiple=True, metavar="ID...", help="Only these codes.")
@click.option(
    "--where",
    multiple=True,
    metavar="CONDITION",
    help="Only where an attribute has a value, as sector=hospital; several must all hold.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of the resampling.")
@click.option(
    "--units",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Write the units by coders too, for anyone to recompute.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="By default by FILE's name.")
@project_option
def command(
    coders: tuple[str, ...],
    documents: tuple[str, ...],
    unit: Unit,
    level: int | None,
    codes: tuple[str, ...],
    where: tuple[str, ...],
    seed: int,
    units: Path | None,
    output: Path | None,
    kind: str | None,
    project: str | None,
) -> None:
    """Compare what several coders have coded independently.

    Only what all of them have marked as reviewed is compared, without the interviewer's turns.
    Intervals resample informants.
    """
    from qda.analysis.comparison.report import compare
    from qda.analysis.load import load
    from qda.exports.write import write_units

    form = cast("ComparisonFormat", choose_format(kind, output, _FORMATS))
    if form == "xlsx" and output is None:
        refuse_without_file(form)
    wanted = conditions(where)
    with open_project(project) as store:
        data = load(store, coders=coders)
    found = compare(
        data,
        unit=unit,
        level=level,
        codes=codes,
        documents=documents,
        where=wanted,
        seed=seed,
    )
    _give(found.report(), form, output)
    if units is not None:
        say_written(write_units(found, units))


def _give(report: Report, form: ComparisonFormat, output: Path | None) -> None:
    from qda.exports.write import comparison_bytes, write_comparison

    if output is not None:
        say_written(write_comparison(report, output, form))
    else:
        print_data(comparison_bytes(report, form, shutil.get_terminal_size().columns))
