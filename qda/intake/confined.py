"""Formats with a parser are read in a process of their own, with limits on memory and time.

The limits are POSIX; elsewhere only the time is limited. What comes back is JSON, never a pickle:
the child has handled a file from outside.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qda.errors import QdaError
from qda.intake.lines import Line, Source

MAX_MEMORY = 2_000_000_000
"""Bytes of address space for the child; a plain document of 360,000 words took 65 million."""

MAX_SECONDS = 60
"""Processor time for the child; twice as much may pass on the clock."""

_CHILD = "from qda.intake.confined import child; child()"


def read_docx_confined(path: Path, data: bytes) -> Source:
    """`qda.intake.docx.read_docx` in a child process.

    Raises:
        QdaError: What the reader says, or that the file needs too much memory or time.
    """
    root = str(Path(__file__).parents[2])
    search = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    # -P: a module beside the transcripts must not be imported for ours.
    command = [sys.executable, "-P", "-c", _CHILD, str(path), str(MAX_MEMORY), str(MAX_SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and code; the path is an argument
            command,
            input=data,
            capture_output=True,
            timeout=2 * MAX_SECONDS,
            check=True,
            env={**os.environ, "PYTHONPATH": search},
        )
    except subprocess.SubprocessError as error:
        raise QdaError(
            "The document needs too much memory or time to be read;"
            " open it in a word processor and save it as .docx again.",
            path=path,
        ) from error
    answer: dict[str, Any] = json.loads(done.stdout)
    if "error" in answer:
        raise QdaError(answer["error"], path=path)
    return _source(answer)


def child() -> None:
    """The child's side: the file on standard input, its lines as JSON on standard output."""
    path, memory, seconds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    data = sys.stdin.buffer.read()
    _limit(memory, seconds)
    from qda.intake.docx import read_docx

    try:
        answer = asdict(read_docx(path, data))
    except QdaError as error:
        answer = {"error": error.message}
    sys.stdout.write(json.dumps(answer))


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or most > memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _source(answer: dict[str, Any]) -> Source:
    return Source(
        lines=tuple(Line(**line) for line in answer["lines"]),
        wrapping=answer["wrapping"],
        metadata=tuple((key, value) for key, value in answer["metadata"]),
        encoding=answer["encoding"],
        notes=tuple(answer["notes"]),
    )
