"""`qda init`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli.common import coder_option, count, say, who


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--name", help="What exports call the project; by default they do not.")
@coder_option
def command(folder: str, name: str | None, coder: str | None) -> None:
    """Make a project in a folder.

    A codebook.yaml that is there is kept and applied; else one to begin with is written.
    """
    from qda.codebook.apply import apply_codebook
    from qda.codebook.read import read_codebook
    from qda.project.place import CODEBOOK, DATABASE
    from qda.project.store import Project

    place = Path(folder)
    codebook = place / CODEBOOK
    person = who(coder)
    if codebook.exists() and not (place / DATABASE).exists():
        read_codebook(codebook)  # its mistakes are said before anything is made
    with Project.create(place, name) as project:
        if not codebook.exists():
            _write_starter(codebook)
        plan = apply_codebook(project, person)
        say(f"A project was made in {project.folder.resolve()}.")
        say(f"codebook.yaml: {count(len(plan.wanted), 'code')}.")
        say("Next: `qda import FILES`, then `qda`.")


def _write_starter(path: Path) -> None:
    from qda.codebook.starter import STARTER
    from qda.files import write_atomically

    write_atomically(path, STARTER.encode("utf-8"))
