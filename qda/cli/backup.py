"""`qda backup`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli.common import find_folder, project_option, say
from qda.errors import QdaError
from qda.project.place import DATABASE


@click.command("backup")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@project_option
def command(file: Path | None, project: str | None) -> None:
    """Copy the database.

    By default into the folder backups. The first change of each day makes a copy by itself; the
    last ten days are kept.
    """
    from qda.project.backups import copy_database, new_name

    database = find_folder(project) / DATABASE
    if file is None:
        file = new_name(database, "copy")
    if file.exists():
        raise QdaError("there is a file of this name already; give another.", path=file)
    say(f"The database was copied to {copy_database(database, file)}.")
