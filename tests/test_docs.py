"""What the documents say is so."""

from __future__ import annotations

import csv
import doctest
import re
from pathlib import Path
from typing import Any

import pytest

from qda.cli.group import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_command_and_no_other() -> None:
    table = README.partition("<!-- commands -->")[2].partition("<!-- end of commands -->")[0]
    named = set(re.findall(r"`qda (\w+)", table)) - {"COMMAND"}
    assert named | {"code"} == set(COMMANDS)


def test_the_links_in_the_documents_lead_somewhere() -> None:
    for document in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", text):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_second_coders_informants_are_drawn_as_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = (ROOT / "docs" / "sample-study.md").read_text(encoding="utf-8")
    code = told.partition("```python\n")[2].partition("```")[0]
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    exec(compile(code, "sample-study.md", "exec"), names)
    documents = {d for case in names["drawn"] for d in names["cases"][case]["documents"].split(";")}
    with (ROOT / "corpus" / "codings-magnus.csv").open(encoding="utf-8", newline="") as file:
        assert {row["document"] for row in csv.DictReader(file)} == documents


def test_the_examples_in_python_give_what_they_say(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    done = doctest.testfile(str(ROOT / "docs" / "python-and-r.md"), module_relative=False)
    assert done.attempted > 5
    assert done.failed == 0
