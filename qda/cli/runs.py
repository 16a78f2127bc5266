"""`qda runs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli.common import open_project, project_option, say, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.coding.runs import Figure, RunInfo


@click.command("runs")
@click.option(
    "--code", "codes", multiple=True, metavar="ID", help="Of this code, not the top ones."
)
@project_option
def command(codes: tuple[str, ...], project: str | None) -> None:
    """List the comparisons that were made, so that drift is seen.

    One line a run, in the order of time; a column a code, with its coefficient, or in brackets how
    often each coder used it where there is none. Runs of different units or coefficients say
    nothing of each other.
    """
    from qda.coding.runs import list_runs

    with open_project(project) as store, store.read() as session:
        runs = list_runs(session)
    if not runs:
        say("No comparison has been made yet; `qda compare --coders A B` makes one.")
        return
    columns = codes or _top(runs)
    heads = ("made", "round", "of", "unit", "units", "informants", "codebook", "coefficient")
    rows = [(*_settings(run), *(_cell(run.codes.get(code)) for code in columns)) for run in runs]
    show(
        [(*heads, *columns), *rows], right=(4, 5, 6, *range(len(heads), len(heads) + len(columns)))
    )


def _top(runs: Sequence[RunInfo]) -> list[str]:
    """The codes at the top of any run, in the order in which they came."""
    found = (code for run in runs for code, figure in run.codes.items() if figure.level == 1)
    return sorted(dict.fromkeys(found))


def _settings(run: RunInfo) -> tuple[object, ...]:
    settings = run.settings
    passes = f": {', '.join(settings['passes'])}" if settings["passes"] else ""
    return (
        run.made_at[:10],
        run.round or "–",
        f"{', '.join(settings['coders'])}{passes}",
        settings["unit"],
        f"{run.units:,}",
        run.clusters,
        run.codebook_version,
        run.coefficient,
    )


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    if figure.value is None:
        return f"({'/'.join(f'{count:g}' for count in figure.used)})"
    within = "" if figure.low is None else f" [{figure.low:.2f}, {figure.high:.2f}]"
    return f"{figure.value:.3f}{within}"
