"""The frame is painted before anything heavy is imported."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = [
    "sqlalchemy",
    "sqlite3",
    "spacy",
    "numpy",
    "scipy",
    "docx",
    "ruamel",
    "xlsxwriter",
    "polars",
    "matplotlib",
]

FIRST_PAINT = """
import asyncio, json, sys
from pathlib import Path
from qda.tui.app import QdaApp

async def begin(app):  # the app begins once the frame is painted
    painted = [str(app.screen.query_one("#codebook").border_title), list(sys.modules)]
    print(json.dumps(painted), file=sys.__stdout__)
    app.exit()

QdaApp._begin = begin
QdaApp(Path("nowhere"), "ada").run(headless=True)
"""


def in_a_process(script: str) -> list[str]:
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return [line for line in done.stdout.splitlines() if line.startswith("[")]


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    (line,) = in_a_process(FIRST_PAINT)
    title, modules = json.loads(line)
    assert title == "Codebook"
    assert sorted({name.partition(".")[0] for name in modules} & set(HEAVY)) == []
    assert not [name for name in modules if name.startswith(("qda.tui.coding", "qda.coding"))]


def test_importing_the_package_imports_nothing_heavy() -> None:
    script = "import qda, qda.errors, json, sys; print(json.dumps(list(sys.modules)))"
    (line,) = in_a_process(script)
    found = {name.partition(".")[0] for name in json.loads(line)}
    assert sorted(found & {*HEAVY, "textual", "rich", "click"}) == []
