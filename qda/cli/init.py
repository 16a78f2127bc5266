"""`qda init`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli.common import coder_option, count, named_project, project_option, say, who
from qda.errors import QdaError


@click.command("init")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--name", help="What exports call the project; by default they do not.")
@click.option(
    "--package",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Make it of a package that a colleague wrote with `qda share`.",
)
@project_option
@coder_option
def command(
    folder: str | None,
    name: str | None,
    package: Path | None,
    project: str | None,
    coder: str | None,
) -> None:
    """Make a project in a folder.

    The folder is DIR, or the one that `--project` names, or this one.
    A codebook.yaml that is there is kept and applied; else one to begin with is written.
    """
    from qda.codebook.apply import apply_codebook
    from qda.codebook.read import read_codebook
    from qda.project.place import CODEBOOK, DATABASE
    from qda.project.store import Project

    place = _place(folder, named_project(project))
    if package is not None:
        _unpack(package, place)
        return
    codebook = place / CODEBOOK
    person = who(coder)
    if codebook.exists() and not (place / DATABASE).exists():
        read_codebook(codebook)  # its mistakes are said before anything is made
    with Project.create(place, name) as made:
        if not codebook.exists():
            _write_starter(codebook)
        plan = apply_codebook(made, person)
        say(f"A project was made in {made.folder.resolve()}.")
        say(f"codebook.yaml: {count(len(plan.wanted), 'code')}.")
        say("Next: `qda import FILES`, then `qda`.")


def _place(folder: str | None, named: str | None) -> Path:
    if folder is not None and named is not None:
        raise QdaError("the folder is named twice; write it once, as `qda init DIR`.")
    return Path(folder or named or ".")


def _unpack(package: Path, place: Path) -> None:
    from qda.cli.index import index_words
    from qda.exchange.share import unpack
    from qda.project.store import Project

    unpack(package, place)
    with Project.open(place) as made:
        index_words(made)
    say(f"A project was made in {place.resolve()} of {package.name}.")
    say("Next: `qda`, and code; then send its qda.sqlite back, for `qda merge`.")


def _write_starter(path: Path) -> None:
    from qda.codebook.starter import STARTER
    from qda.files import write_atomically

    write_atomically(path, STARTER.encode("utf-8"))
