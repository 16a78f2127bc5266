"""The small project with some codings and two informants, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Iterable

from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.project.store import Project
from tests.cli.conftest import Shell


def code_and_cases(shell: Shell, codings: Iterable[tuple[str, int, str]], cases: str) -> Shell:
    """Let coders code characters 25 to 40 of documents, and read cases from a file."""
    with Project.open(shell.folder) as project:
        for coder, document, code in codings:
            Desk(project, coder).perform(Act((ApplyCode(document, 25, 40, code),)))
    shell.write("c.csv", cases)
    assert shell("cases", "c.csv").code == 0
    return shell
