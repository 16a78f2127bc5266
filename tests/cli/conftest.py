"""The command line in this process and as a process, far from the user's own settings."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from qda.cli import main


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass(frozen=True)
class Shell:
    """Runs commands in the small project's folder, in this process."""

    folder: Path
    patch: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[str]

    def __call__(self, *args: str | Path, typed: str = "") -> Said:
        self.patch.setattr(sys, "argv", ["qda", *map(str, args)])
        self.patch.setattr(sys, "stdin", io.StringIO(typed))
        self.captured.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.captured.readouterr()
        assert isinstance(ended.value.code, int)
        return Said(ended.value.code, out, err)

    def write(self, name: str, text: str) -> Path:
        (self.folder / name).write_text(text, encoding="utf-8")
        return Path(name)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and logs of a user who has never used qda."""
    place = tmp_path / "home"
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    return place


@pytest.fixture
def qda(
    folder: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Shell:
    assert home.exists()
    monkeypatch.chdir(folder)
    return Shell(folder, monkeypatch, capsys)


def run(folder: Path, *args: str) -> Said:
    """Run `python -m qda` as a process, without a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "qda", *args],
        cwd=folder,
        env=os.environ.copy(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


class Process:
    """`python -m qda` in a folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    def __call__(self, *args: str) -> Said:
        return run(self.folder, *args)


@pytest.fixture
def process(tmp_path: Path, home: Path) -> Process:
    """`python -m qda` in a new, empty folder."""
    assert home.exists()
    place = tmp_path / "study"
    place.mkdir()
    return Process(place)
