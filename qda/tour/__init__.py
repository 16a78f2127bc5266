"""The tour: a minute that is itself an interview to code, in a project of its own.

The interview is invented; each front has its own, which says how to do things there.
"""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qda.errors import QdaError
from qda.settings import keep_setting, read_settings

if TYPE_CHECKING:
    from qda.intake.transcript import Role

GREETED: Final = "greeted"
"""The setting that says that this user has been told of the tour."""
NAME: Final = "Tour"
"""The document's name, and the voice in it that explains."""


def tour_folder() -> Path:
    """Where the tour's project lies: in the user's data folder, beside no project of theirs."""
    from platformdirs import user_data_path

    return user_data_path("qda", appauthor=False) / "tour"


def lay_out_tour(folder: Path, coder: str, text: str) -> Path:
    """Make the tour's project anew; what was coded in an earlier one goes.

    Args:
        folder: Its folder; it is the tour's own.
        coder: Who takes the tour.
        text: The interview.
    """
    from qda.codebook.apply import apply_codebook
    from qda.intake import lay_segments, read
    from qda.intake.store import store_transcript
    from qda.language.sentences import segmenter
    from qda.project.store import Project

    shutil.rmtree(folder, ignore_errors=True)
    with Project.create(folder) as project:
        project.codebook_file.write_text(_codebook(), encoding="utf-8")
        apply_codebook(project, coder)
        file = folder / "corpus" / f"{NAME}.txt"
        file.write_text(text, encoding="utf-8")
        transcript = read(file)
        segments = lay_segments(transcript, "turn", segmenter("rules"))
        roles: dict[str, Role] = {NAME: "interviewer", "Kari": "informant"}
        store_transcript(
            project, transcript, segments, "turn", roles, coder=coder, file_name=file.name
        )
    return folder


def is_first_time() -> bool:
    """Whether this user has not been told of the tour, in any project; now they are."""
    try:
        first = GREETED not in read_settings()
        if first:
            keep_setting(GREETED, "yes")
    except QdaError:  # without settings it is no first time
        return False
    return first


def _codebook() -> str:
    return files(__package__).joinpath("codebook.yaml").read_text(encoding="utf-8")
