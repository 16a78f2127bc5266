"""Nothing here reads or writes the settings of who runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration folder of a user who has never used qda."""
    place = tmp_path / "config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place))
    return place
