"""`qda code` and `qda` alone: the coding screen."""

from __future__ import annotations

import click

from qda.cli.common import coder_option, find_folder, on_terminal, project_option, who
from qda.errors import QdaError


@click.command("code")
@click.argument("document", required=False)
@project_option
@coder_option
def command(document: str | None, project: str | None, coder: str | None) -> int:
    """Code in the terminal; `qda` alone does the same.

    Begins with DOCUMENT, or where you stopped last.
    """
    return open_screen(project, coder, document)


def open_screen(project: str | None, coder: str | None, document: str | None) -> int:
    """Open the coding screen; its exit code.

    Only the folder is looked for here: the screen is painted before the database is opened.
    """
    folder = find_folder(project)
    if not on_terminal():
        raise QdaError("the coding screen needs a terminal; `qda --help` lists the commands.")
    name = who(coder)
    from qda.tui.app import run

    return run(folder, name, document)
