"""`qda tour`."""

from __future__ import annotations

import click

from qda.cli.common import coder_option, on_terminal, who
from qda.errors import QdaError


@click.command("tour")
@coder_option
def command(coder: str | None) -> int:
    """Learn the coding screen in a minute.

    It is an invented interview to code, in a project of its own that is made anew each time;
    yours are not touched.
    """
    if not on_terminal():
        raise QdaError("the tour needs a terminal.")
    from qda.tui.run import run_tour

    return run_tour(who(coder, ask=False))
