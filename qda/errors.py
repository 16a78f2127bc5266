"""The errors a user can cause: each is one sentence that says what, where and what to do."""

from __future__ import annotations

from pathlib import Path


class QdaError(Exception):
    """A mistake or a state of the world that the user can mend.

    The message is a whole sentence for the user; the command line prints it
    without a traceback and ends with exit code 2. It never holds transcript text.

    Attributes:
        path: The file the error is about, if any.
        line: The line in that file, counted from 1, if known.
    """

    def __init__(self, message: str, *, path: Path | str | None = None, line: int | None = None):
        super().__init__(message)
        self.message = message
        self.path = Path(path) if path is not None else None
        self.line = line

    def __str__(self) -> str:
        if self.path is None:
            return self.message
        where = f"{self.path}:{self.line}" if self.line is not None else str(self.path)
        return f"{where}: {self.message}"
