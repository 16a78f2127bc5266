"""Two coders at their desks."""

from __future__ import annotations

import pytest

from qda.coding.desk import Desk
from qda.project.store import Project


@pytest.fixture
def ada(project: Project) -> Desk:
    return Desk(project, "ada")


@pytest.fixture
def bo(project: Project) -> Desk:
    return Desk(project, "bo")
