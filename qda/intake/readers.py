"""One reader a format, chosen by the file's suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.errors import QdaError
from qda.intake.confined import read_docx_confined
from qda.intake.encoding import MAX_BYTES
from qda.intake.turns import assemble
from qda.intake.txt import read_txt
from qda.intake.vtt import read_vtt

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from pathlib import Path

    from qda.intake.lines import Source
    from qda.intake.transcript import Transcript

_READERS: dict[str, Callable[[Path, bytes], Source]] = {
    ".txt": read_txt,
    ".md": read_txt,
    ".docx": read_docx_confined,
    ".vtt": read_vtt,
    ".srt": read_vtt,
}
SUFFIXES = tuple(_READERS)
"""The suffixes that `read` takes, in lower case."""

_REMEDIES = {
    ".doc": "open it in Word and save it as .docx",
    ".odt": "open it in LibreOffice and save it as .docx",
    ".rtf": "open it in a word processor and save it as .docx",
    ".pdf": "copy its text into a .txt or .docx file",
    ".htm": "open it in a browser and save it as text",
    ".html": "open it in a browser and save it as text",
}


def read(path: Path, speaker: re.Pattern[str] | None = None) -> Transcript:
    """Read a transcript from a .txt, .md, .docx, .vtt or .srt file.

    Args:
        path: The file; its stem is the document's name.
        speaker: What opens a turn, matched at the start of each line; its group ``speaker`` or
            first group is the label, and what it matches is out of the text. None finds the usual
            labels by their looks.

    Raises:
        QdaError: The file cannot be read; the sentence says why and what to do.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        remedy = _REMEDIES.get(path.suffix.lower(), f"give one of {', '.join(SUFFIXES)}")
        raise QdaError(f"Files of this kind cannot be imported; {remedy}.", path=path)
    data = _bytes(path)
    return assemble(path, data, reader(path, data), speaker)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise QdaError(f"The file cannot be opened ({error.strerror}).", path=path) from error
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise QdaError(f"The file is larger than {limit} MB; divide it.", path=path)
    if not data:
        raise QdaError("The file is empty.", path=path)
    return data
