"""The tour line by line: the interview tells the commands, in a project of its own made anew."""

from __future__ import annotations

import re
from importlib.resources import files

from qda.plain.commands import find_command
from qda.plain.console import run
from qda.tour import NAME, is_first_time, lay_out_tour, tour_folder


def run_tour(coder: str, *, interactive: bool) -> int:
    """Take the tour; what `run` of the console returns."""
    is_first_time()  # who takes the tour need not be told of it
    folder = lay_out_tour(tour_folder(), coder, interview())
    return run(folder, coder, NAME, interactive=interactive)


def interview() -> str:
    """The interview, with the commands as they are called.

    Raises:
        QdaError: It speaks of a command that there is not.
    """
    text = files(__package__).joinpath("tour.txt").read_text(encoding="utf-8")
    return re.sub(r"\{([\w-]+)\}", lambda found: f"`{find_command(found[1]).name}`", text)
