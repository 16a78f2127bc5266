"""`qda index`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli.common import count, open_project, progress, project_option, say, warn

if TYPE_CHECKING:
    from qda.project.store import Project


@click.command("index")
@click.option("--anew", is_flag=True, help="Make all of it, and write the database file anew.")
@project_option
def command(anew: bool, project: str | None) -> None:
    """Make the word index where it is missing, so that searching is fast.

    `qda import` does this by itself. What was made before a break is not made again. Without the
    index searches find the same and take longer.
    """
    from qda.project import word_index

    with open_project(project) as store:
        if anew:
            with store.write("", "drop the word index", origin="setup") as act:
                word_index.drop(act.session)
        say(f"Indexed now: {count(index_words(store), 'document')}.")
        if anew and (problem := store.rewrite()):
            warn(f"The file could not be written anew: {problem}")


def index_words(store: Project) -> int:
    """Index what is not, and say how far it is; how many documents that were."""
    from qda.analysis.search.index import make_index

    done = 0
    for state in make_index(store):
        done = state.of
        progress(f"{state.done} of {state.of} documents indexed")
    progress("")
    return done
