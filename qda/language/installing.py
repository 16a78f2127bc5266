"""Fetching spaCy's own pipeline: the one thing in qda that uses the network."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import Final

from qda.errors import QdaError
from qda.language.choice import SPACYS_OWN

COMMAND: Final = f"python -m spacy download {SPACYS_OWN}"


def install_spacys_own() -> None:
    """Run spaCy's own command for it, with this Python.

    Raises:
        QdaError: It failed; nothing is changed, and the bundled pipeline does the work.
    """
    words = [sys.executable, *COMMAND.split()[1:]]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    if done.returncode:
        said = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        why = said[-1][:200] if said else f"exit code {done.returncode}"
        raise QdaError(
            f"spaCy could not fetch {SPACYS_OWN} ({why}); qda goes on with its bundled pipeline,"
            " and you can try again where there is internet."
        )
    importlib.invalidate_caches()
