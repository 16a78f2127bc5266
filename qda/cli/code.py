"""`qda code` and `qda` alone: the coding screen."""

from __future__ import annotations

import click

from qda.cli.common import coder_option, find_folder, on_terminal, project_option, who
from qda.errors import QdaError
from qda.project.place import DATABASE, lacks_document


@click.command("code")
@click.argument("document", required=False)
@project_option
@coder_option
@click.option("--plain", is_flag=True, help="Line by line: for a screen reader, and for scripts.")
def command(document: str | None, project: str | None, coder: str | None, plain: bool) -> int:
    """Code in the terminal; `qda` alone does the same.

    Begins with DOCUMENT, or where you stopped last.
    """
    if plain:
        return open_plain(project, coder, document)
    return open_screen(project, coder, document)


def open_plain(project: str | None, coder: str | None, document: str | None) -> int:
    """Code line by line, from a person at a terminal or from a script; its exit code."""
    folder, name = find_folder(project), who(coder)
    from qda.plain.console import run

    return run(folder, name, document, interactive=on_terminal())


def open_screen(project: str | None, coder: str | None, document: str | None) -> int:
    """Open the coding screen; its exit code.

    Only the folder, and a document that is named, are looked for here: the screen is painted
    before SQLAlchemy is imported.
    """
    folder = find_folder(project)
    if document is not None and lacks_document(folder / DATABASE, document):
        raise QdaError(f"there is no document named “{document}”; `qda documents list` shows them.")
    if not on_terminal():
        raise QdaError("the coding screen needs a terminal; `qda --help` lists the commands.")
    name = who(coder)
    from qda.tui.run import run

    return run(folder, name, document)
