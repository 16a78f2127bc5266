"""`qda compare`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import click

from qda.cli.common import open_project, project_option, warn
from qda.cli.comparing import load_passes, run_of, tell
from qda.cli.figures import (
    choose_format,
    conditions,
    print_data,
    refuse_without_file,
    say_written,
)
from qda.cli.lists import Lists
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.analysis.comparison.report import Report
    from qda.analysis.comparison.units import Unit
    from qda.comparing.scope import Scope
    from qda.exports.write import ComparisonFormat
    from qda.project.store import Project

_UNITS: Final = ("segment", "sentence", "turn", "character", "span")
_FORMATS: Final = ("table", "csv", "xlsx", "md", "html", "json")
_LISTS: Final = {"--coders", "--documents", "--code", "--passes"}


@click.command("compare", cls=Lists, takes_all=_LISTS)
@click.option(
    "--coders", multiple=True, required=True, metavar="A B...", help="Whose coding to compare."
)
@click.option("--round", "round_", metavar="NAME", help="Only this round, as it was coded in it.")
@click.option(
    "--passes",
    multiple=True,
    metavar="LAYER...",
    help="One coder at several times: stability. Layers of closed rounds and later passes.",
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
@click.option(
    "--quoting",
    is_flag=True,
    help="Also the passages on which they differ, with their words; not in csv.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="By default by FILE's name.")
@project_option
def command(
    coders: tuple[str, ...],
    round_: str | None,
    passes: tuple[str, ...],
    documents: tuple[str, ...],
    unit: Unit,
    level: int | None,
    codes: tuple[str, ...],
    where: tuple[str, ...],
    seed: int,
    units: Path | None,
    quoting: bool,
    output: Path | None,
    kind: str | None,
    project: str | None,
) -> None:
    """Compare what several coders have coded independently.

    Only what all of them have marked as reviewed is compared, without the interviewer's turns.
    Intervals resample informants. Rounds are never pooled: where there are any, name one. Each
    comparison is kept; `qda runs` lists them.
    """
    from qda.analysis.comparison.report import compare
    from qda.coding.rounds import refuse_pooling
    from qda.comparing.scope import load_consensus
    from qda.exports.write import write_units

    form = cast("ComparisonFormat", choose_format(kind, output, _FORMATS))
    if form == "xlsx" and output is None:
        refuse_without_file(form)
    wanted = conditions(where)
    with open_project(project) as store:
        scope = _load(store, coders, passes, round_, documents)
        found = compare(
            scope.data,
            unit=unit,
            level=level,
            codes=codes,
            documents=scope.documents,
            where=wanted,
            seed=seed,
            told=tell(store, coders, passes, scope.round),
        )
        if scope.round is None and not passes:
            with store.read(together=True) as session:
                refuse_pooling(session, found.scope.documents)
        consensus = None if passes else load_consensus(store)
        report = found.report(consensus, quoting=quoting)
        settings = {
            "coders": coders,
            "passes": passes,
            "unit": unit,
            "level": level,
            "codes": codes,
            "where": sorted(map(str, wanted)),
            "seed": seed,
        }
        _keep(store, report, settings)
    _give(report, form, output)
    if units is not None:
        written = write_units(found, units)
        # Beside a report on the screen, which may go into a pipe.
        say_written(written) if output is not None else warn(f"{written[0]} was written.")


def _load(
    store: Project,
    coders: tuple[str, ...],
    passes: tuple[str, ...],
    round_: str | None,
    documents: tuple[str, ...],
) -> Scope:
    from qda.comparing.scope import Scope, load_scope

    if not passes:
        return load_scope(store, coders, round_ or "", documents)
    if round_ is not None:
        raise QdaError("--passes and --round do not go together; a pass names its own layer.")
    return Scope(load_passes(store, coders, passes), "", documents, None)


def _keep(store: Project, report: Report, settings: dict[str, Any]) -> None:
    """Keep the run; where the file cannot be written to now, the figures are given all the same."""
    from qda.coding.runs import keep_run

    try:
        keep_run(store, run_of(report, settings))
    except QdaError as error:
        warn(f"This run is not kept: {error}")


def _give(report: Report, form: ComparisonFormat, output: Path | None) -> None:
    from qda.exports.write import comparison_bytes, write_comparison

    if output is not None:
        say_written(write_comparison(report, output, form))
    else:
        print_data(comparison_bytes(report, form, shutil.get_terminal_size().columns))
