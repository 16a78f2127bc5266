"""`qda tour`."""

from __future__ import annotations

import click

from qda.cli.common import coder_option, on_terminal, who
from qda.errors import QdaError


@click.command("tour")
@coder_option
@click.option("--plain", is_flag=True, help="Line by line: for a screen reader.")
def command(coder: str | None, plain: bool) -> int:
    """Learn the coding screen in a minute.

    It is an invented interview to code, in a project of its own that is made anew each time;
    yours are not touched.
    """
    if plain:
        from qda.plain.touring import run_tour as run_plain_tour

        return run_plain_tour(who(coder, ask=False), interactive=on_terminal())
    if not on_terminal():
        raise QdaError("the tour needs a terminal.")
    from qda.tui.run import run_tour

    return run_tour(who(coder, ask=False))
