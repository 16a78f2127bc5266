"""Random keys through a real terminal: no traceback, nothing shown that is not on disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", [11, 12])
def test_a_while_of_random_keys_does_no_harm(seed: int) -> None:
    options = ["--keys", "250", "--words", "1500", "--seed", str(seed)]
    command = [sys.executable, "-m", "benchmarks.long_session", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "0 faults" in done.stdout
