"""Two laptops with copies of one small project."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from qda.codebook.apply import apply_codebook
from qda.intake.cases import store_cases
from qda.project.store import Project

BOOK = """codes:
  - id: recruitment
    label: {nb: Rekruttering}
    examples:
      - "vi  begynte med et åpent møte"
      - "Dette har ingen sagt."
    children:
      - id: open_meeting
        label: {nb: Åpent møte}
        examples:
          - "«Det kom fjorten […] Fem ble igjen.»"
  - id: attrition
    label: {nb: Avskalling}
  - id: old_code
    retired: true
"""
CASES = "case,documents,position\nI01,T01,volunteer\nI02,T02@Nils,volunteer\nI03,T02@Unn,employee\n"

Laptop = Callable[[], Project]


@pytest.fixture(scope="session")
def study(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with its codebook in a file, and three informants."""
    folder = Path(shutil.copytree(template, tmp_path_factory.mktemp("two") / "study"))
    (folder / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    (folder / "cases.csv").write_text(CASES, encoding="utf-8")
    with Project.open(folder) as project:
        apply_codebook(project, "ada")
        store_cases(project, folder / "cases.csv", coder="ada")
    shutil.rmtree(folder / "backups", ignore_errors=True)
    return folder


@pytest.fixture(scope="session")
def laptop(study: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """Opens a new copy of the project at each call."""
    with ExitStack() as stack:

        def copy() -> Project:
            folder = tmp_path_factory.mktemp("laptop") / "study"
            return stack.enter_context(Project.open(Path(shutil.copytree(study, folder))))

        yield copy


@pytest.fixture
def mine(laptop: Laptop) -> Project:
    """Ada's laptop."""
    return laptop()


@pytest.fixture
def theirs(laptop: Laptop) -> Project:
    """Bo's laptop, with a copy of the same project."""
    return laptop()
