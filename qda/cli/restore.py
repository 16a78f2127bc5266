"""`qda restore`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli.common import find_folder, project_option, say
from qda.errors import QdaError
from qda.project.place import DATABASE

_ASIDE = "before-restore"


@click.command("restore")
@click.argument("file", metavar="FILE|latest")
@project_option
def command(file: str, project: str | None) -> None:
    """Put a copy of the database back.

    `latest` is the newest copy in the folder backups. What was there is set aside beside it.
    """
    from qda.project.backups import new_name, restore

    database = find_folder(project, DATABASE, "backups") / DATABASE
    backup = _latest(database) if file == "latest" else Path(file)
    aside = new_name(database, _ASIDE)
    restore(backup, database, aside)
    say(f"{backup} was put back.")
    if aside.exists():
        say(f"What was there is in {aside}.")


def _latest(database: Path) -> Path:
    from qda.project.backups import backups

    found = [one.path for one in backups(database) if not one.path.name.startswith(_ASIDE)]
    if not found:
        raise QdaError("there is no backup yet; `qda backup` makes one.", path=database.parent)
    return found[0]
