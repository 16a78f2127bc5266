"""A coder at work line by line, in the small project."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.codebook.apply import apply_codebook
from qda.plain.commands import perform_line
from qda.plain.sitting import Sitting
from qda.project.store import Project

BOOK = """codes:
  - id: recruitment
    label: Rekruttering
    children:
      - id: open_meeting
        label: Åpent møte
  - id: attrition
    label: Frafall
"""

Say = Callable[[str], list[str]]
"""Gives a line to the coder's sitting; its answers."""


@pytest.fixture
def sitting(project: Project) -> Sitting:
    """Ada in T01, with a codebook that has a file."""
    project.codebook_file.write_text(BOOK, encoding="utf-8")
    apply_codebook(project, "ada")
    sitting = Sitting(project, "ada")
    sitting.begin("T01")
    return sitting


@pytest.fixture
def say(sitting: Sitting) -> Say:
    """What ada types there."""
    return lambda line: list(perform_line(sitting, line))
