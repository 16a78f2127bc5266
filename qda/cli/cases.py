"""`qda cases`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, show, who

if TYPE_CHECKING:
    from qda.intake.cases import CasesStored
    from qda.project.store import Project


@click.command("cases")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE.csv]")
@project_option
@coder_option
def command(file: Path | None, project: str | None, coder: str | None) -> None:
    """Read informants and their attributes, or show them.

    FILE.csv begins with `case,documents,NAME[:text|number|yesno|date|many],...`. Documents are
    separated by `;`, each `name` or `name@speaker`, and so are the values of the kind many. An
    empty cell is unknown, `n.a.` does not apply. With any mistake nothing is changed.
    """
    from qda.intake.cases import store_cases

    with open_project(project) as store:
        if file is None:
            _list(store)
        else:
            _tell(store_cases(store, file, coder=who(coder)))


def _tell(stored: CasesStored) -> None:
    for sentence in stored.gone:
        say(sentence)
    if stored.attributes:
        say(f"New attributes: {', '.join(stored.attributes)}.")
    said = f"{len(stored.added)} new, {len(stored.changed)} changed"
    say(f"{count(stored.cases, 'case')} in the file: {said}.")


def _list(store: Project) -> None:
    from qda.intake.cases import list_cases

    with store.read(together=True) as session:
        cases = list_cases(session)
    names = list(dict.fromkeys(name for case in cases for name in case.values))
    rows: list[tuple[object, ...]] = [("case", "documents", *names)]
    for case in cases:
        values = (case.values.get(name, ()) for name in names)
        cells = ("n.a." if own is None else "; ".join(own) for own in values)
        rows.append((case.name, "; ".join(case.documents), *cells))
    if cases:
        show(rows)
    else:
        say("There are no cases yet; `qda cases FILE.csv` reads them.")
