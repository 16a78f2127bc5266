"""A transcript from a few invented lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from qda.intake import Transcript, read

Reading = Callable[..., Transcript]


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """Write a text to a file of that name and read it."""

    def read_text(text: str, name: str = "intervju.txt", speaker: str | None = None) -> Transcript:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return read(path, re.compile(speaker) if speaker is not None else None)

    return read_text
