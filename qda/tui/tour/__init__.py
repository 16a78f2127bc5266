"""The tour: a minute that is itself an interview to code, in a project of its own.

The interview is invented. What it says of keys is filled in from those in force.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qda.tui.actions.action import Action
from qda.tui.keys import show_key

if TYPE_CHECKING:
    from qda.intake.transcript import Role

NAME: Final = "Tour"
"""The document's name, and the voice in it that explains."""


def tour_folder() -> Path:
    """Where the tour's project lies: in the user's data folder, beside no project of theirs."""
    from platformdirs import user_data_path

    return user_data_path("qda", appauthor=False) / "tour"


def lay_out_tour(folder: Path, coder: str, actions: Iterable[Action]) -> Path:
    """Make the tour's project anew; what was coded in an earlier one goes.

    Args:
        folder: Its folder; it is the tour's own.
        coder: Who takes the tour.
        actions: The actions with the keys in force.
    """
    from qda.codebook.apply import apply_codebook
    from qda.intake import lay_segments, read
    from qda.intake.store import store_transcript
    from qda.language.sentences import segmenter
    from qda.project.store import Project

    shutil.rmtree(folder, ignore_errors=True)
    with Project.create(folder) as project:
        project.codebook_file.write_text(_own("codebook.yaml"), encoding="utf-8")
        apply_codebook(project, coder)
        file = folder / "corpus" / f"{NAME}.txt"
        file.write_text(interview(actions), encoding="utf-8")
        transcript = read(file)
        segments = lay_segments(transcript, "turn", segmenter("rules"))
        roles: dict[str, Role] = {NAME: "interviewer", "Kari": "informant"}
        store_transcript(
            project, transcript, segments, "turn", roles, coder=coder, file_name=file.name
        )
    return folder


def interview(actions: Iterable[Action]) -> str:
    """The interview, with the keys in force.

    Raises:
        KeyError: It speaks of an action that there is not.
    """
    keys = {action.id: show_key(action.keys[0]) if action.keys else "–" for action in actions}
    return re.sub(r"\{([\w.]+)\}", lambda found: keys[found[1]], _own("interview.txt"))


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
