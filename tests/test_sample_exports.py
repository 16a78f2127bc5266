"""What `make demo` writes for the sample study is what the repository holds, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "exports").iterdir()}


def test_the_committed_exports_are_rebuilt_byte_for_byte(sample: Path) -> None:
    assert len(files(ROOT)) > 5
    assert files(sample) == files(ROOT)


def test_making_it_again_overwrites_no_coding(sample: Path) -> None:
    from qda.project.store import Project

    def stamp() -> list[object]:
        from sqlalchemy import text

        with Project.open(sample) as project, project.read() as session:
            return list(session.execute(text("SELECT id, version, removed FROM codings")))

    before = stamp()
    installed = Path(sys.prefix) / ".installed"
    command = ["make", "exports", f"VENV={sys.prefix}", f"--assume-old={installed}"]
    subprocess.run(command, cwd=sample, check=True, capture_output=True, timeout=300)
    assert stamp() == before
