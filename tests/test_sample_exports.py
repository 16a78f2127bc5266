"""What `make demo` writes for the sample study is what the repository holds, byte for byte."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TAKEN = ("Makefile", "pyproject.toml", "codebook.yaml", "exports.yaml", "corpus")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project made anew elsewhere, by the Makefile's own commands."""
    folder = tmp_path_factory.mktemp("fresh") / "somewhere else"
    folder.mkdir()
    for name in TAKEN:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
    installed = Path(sys.prefix) / ".installed"
    command = ["make", "exports", f"VENV={sys.prefix}", f"--assume-old={installed}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "exports").iterdir()}


def test_the_committed_exports_are_rebuilt_byte_for_byte(rebuilt: Path) -> None:
    assert len(files(ROOT)) > 5
    assert files(rebuilt) == files(ROOT)


def test_making_it_again_overwrites_no_coding(rebuilt: Path) -> None:
    from qda.project.store import Project

    def stamp() -> list[object]:
        from sqlalchemy import text

        with Project.open(rebuilt) as project, project.read() as session:
            return list(session.execute(text("SELECT id, version, removed FROM codings")))

    before = stamp()
    installed = Path(sys.prefix) / ".installed"
    command = ["make", "exports", f"VENV={sys.prefix}", f"--assume-old={installed}"]
    subprocess.run(command, cwd=rebuilt, check=True, capture_output=True, timeout=300)
    assert stamp() == before
