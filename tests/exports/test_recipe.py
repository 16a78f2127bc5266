"""`exports.yaml`: read, and every mistake told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qda.errors import QdaError
from qda.exports.recipe import Choice, read_recipe

COMMANDS = ("matrix", "quotes")


def recipe(folder: Path, text: str) -> Path:
    path = folder / "exports.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_recipe_lists_exports_with_their_options(tmp_path: Path) -> None:
    text = "lang: nb\nexports:\n- matrix: a.csv\n  code: [x, y]\n- quotes: sub/b.md\n"
    found = read_recipe(recipe(tmp_path, text), COMMANDS)
    assert found.common == (Choice("lang", ("nb",), 1),)
    first, second = found.entries
    assert (first.command, first.file, first.line) == ("matrix", "a.csv", 3)
    assert first.choices == (Choice("code", ("x", "y"), 4),)
    assert (second.command, second.file, second.choices) == ("quotes", "sub/b.md", ())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "a list `exports:`"),
        ("lang: nb\n", 1, "a list `exports:`"),
        ("exports:\n- a.csv\n", 2, "begins with one of `matrix: FILE`"),
        ("exports:\n- by: case\n", 2, "begins with one of"),
        ("exports:\n- by: case\n  matrix: a.csv\n", 2, "begins with one of"),
        ("exports:\n- matrix: /etc/passwd.csv\n", 2, "in the folder exports"),
        ("exports:\n- matrix: ../a.csv\n", 2, "in the folder exports"),
        ("exports:\n- matrix: C:\\a.csv\n", 2, "in the folder exports"),
        ("exports:\n- matrix: table\n", 2, "in the folder exports"),
        ("exports:\n- matrix: a.csv\n- matrix: A.csv\n", 3, "line 2 writes A.csv already"),
        ("exports:\n- matrix: a.csv\n  by: {a: b}\n", 3, "takes a value, or a list"),
        ("exports:\n- matrix: a.csv\n  by: x\n  by: y\n", 4, "already on line 3"),
        ("exports:\n- matrix: a.csv\n\tby: x\n", 3, "use spaces"),
        ("exports:\n- matrix: &a a.csv\n", 2, "take it out"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = recipe(tmp_path, text)
    with pytest.raises(QdaError) as caught:
        read_recipe(path, COMMANDS)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert said in caught.value.message


def test_a_recipe_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(QdaError):
        read_recipe(tmp_path / "exports.yaml", COMMANDS)
