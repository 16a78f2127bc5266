"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from qda.errors import QdaError


def write_atomically(path: Path, data: bytes) -> None:
    """Put data into a file in one step: a reader, or a power cut, finds the old or the new.

    A new file can be read by its owner only (0600); one that is replaced keeps its permissions.
    A symbolic link stays one, and the file it points to is replaced. Nothing else is left in the
    folder, whatever fails.

    Raises:
        QdaError: The folder or the file cannot be written to.
    """
    target = path.resolve()
    try:
        descriptor, name = tempfile.mkstemp(
            prefix=f".{target.name}.", suffix=".tmp", dir=target.parent
        )
    except OSError as error:
        raise _refusal(path, error) from error
    temporary = Path(name)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - the descriptor has no path
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _refusal(path, error) from error
        raise
    _sync_folder(target.parent)


def _refusal(path: Path, error: OSError) -> QdaError:
    return QdaError(f"The file cannot be written: {error.strerror}.", path=path)


def _sync_folder(folder: Path) -> None:
    """Let the new name survive a power cut, where the system can (Windows cannot)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
