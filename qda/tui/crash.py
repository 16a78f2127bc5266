"""What is kept of a mistake in the program: where it happened, and never what was in it."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from rich.text import Text

from qda.tui.words import BUG


def log_file() -> Path:
    """The file that mistakes in the program are written to."""
    from platformdirs import user_log_path

    return user_log_path("qda", appauthor=False, ensure_exists=True) / "qda.log"


def log_current() -> None:
    """Write the files, lines and functions of the present exception; no values, no messages."""
    kind, _, trace = sys.exc_info()
    if kind is None:
        return
    frames = traceback.extract_tb(trace)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    path = log_file()
    with path.open("a", encoding="utf-8") as file:
        file.write("\n".join([kind.__name__, *lines, ""]))
    path.chmod(0o600)


def sentence() -> Text:
    """What the user is told."""
    return Text(f"{BUG}\nWhere it happened is in {log_file()} (no text of yours).")
