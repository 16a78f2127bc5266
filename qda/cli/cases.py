"""`qda cases`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, show, who
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.intake.cases import CasesStored
    from qda.project.store import Project


@click.command("cases")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE.csv]")
@click.option(
    "--export", type=click.Path(path_type=Path), metavar="FILE.csv", help="Write them to a file."
)
@click.option(
    "--bands",
    metavar="NAME=ATTRIBUTE:LIMITS",
    help="Make bands of a number, as age_band=age:20,40,60; without limits they are taken away.",
)
@project_option
@coder_option
def command(
    file: Path | None,
    export: Path | None,
    bands: str | None,
    project: str | None,
    coder: str | None,
) -> None:
    """Read informants and their attributes, write them, or show them.

    FILE.csv begins with `case,documents,NAME[:text|number|yesno|date|many],...`. Documents are
    separated by `;`, each `name` or `name@speaker`, and so are the values of the kind many. An
    empty cell is unknown, `n.a.` does not apply. With any mistake nothing is changed.

    Bands are an attribute that is made of a number, for `qda matrix --by attribute:age_band` and
    `--where age_band=40-59`; the limits say where each begins. They are in no file of cases.
    """
    from qda.intake.cases import store_cases

    with open_project(project) as store:
        if file is not None:
            _tell(store_cases(store, file, coder=who(coder)))
        if bands is not None:
            _set_bands(store, bands, who(coder))
        if export is not None:
            _export(store, export)
        if file is None and bands is None and export is None:
            _list(store)


def _set_bands(store: Project, written: str, coder: str) -> None:
    from qda.coding.cases.changes import SetBands
    from qda.coding.changes import Act
    from qda.coding.desk import Desk
    from qda.project.bands import list_bands

    name, _, rest = written.partition("=")
    of, colon, limits = rest.partition(":")
    if not colon:
        raise QdaError(f"“{written}” makes no bands; write age_band=age:20,40,60.")
    Desk(store, coder).perform(Act((SetBands(name.strip(), of.strip(), limits),)))
    with store.read() as session:
        made = next((one for one in list_bands(session) if one.name == name.strip()), None)
    say(f"{made.name}: {', '.join(made.labels)}." if made else f"There is no {name} any more.")


def _export(store: Project, path: Path) -> None:
    from qda.files import write_atomically
    from qda.intake.cases_csv import write_cases_file
    from qda.project.cases import list_attributes, list_cases

    with store.read(together=True) as session:
        data = write_cases_file(list_attributes(session), list_cases(session))
    write_atomically(path, data)
    say(f"{path} was written.")


def _tell(stored: CasesStored) -> None:
    for sentence in stored.gone:
        say(sentence)
    if stored.attributes:
        say(f"New attributes: {', '.join(stored.attributes)}.")
    said = f"{len(stored.added)} new, {len(stored.changed)} changed"
    say(f"{count(stored.cases, 'case')} in the file: {said}.")


def _list(store: Project) -> None:
    from qda.project.attributes import write_values
    from qda.project.bands import list_bands
    from qda.project.cases import list_attributes, list_cases

    with store.read(together=True) as session:
        cases, names = list_cases(session), [one.name for one in list_attributes(session)]
        bands = list_bands(session)
    header = ("case", "documents", *names, *(one.name for one in bands))
    rows: list[tuple[object, ...]] = [header]
    for case in cases:
        own = [case.values.get(name, ()) for name in names]
        banded = [one.values(case.values.get(one.of, ())) for one in bands]
        rows.append((case.name, "; ".join(case.documents), *map(write_values, own + banded)))
    if cases:
        show(rows)
    else:
        say("There are no cases yet; `qda cases FILE.csv` reads them.")
