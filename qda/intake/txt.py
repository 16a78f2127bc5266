"""Plain text and Markdown: lines, and a header of what the file says about itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.intake.encoding import decode
from qda.intake.lines import Source, lines_of

if TYPE_CHECKING:
    from pathlib import Path

_HASHED = re.compile(r"#+[ \t]*([^\s:#][^:#\n]{0,62}?)[ \t]*:[ \t]+(\S.*)")
_PLAIN = re.compile(r"([^\s:#-][^:\n]{0,62}):[ \t]*(.*)")


def read_txt(path: Path, data: bytes) -> Source:
    """Read a .txt or .md file."""
    decoded = decode(data, path)
    metadata, text = split_header(decoded.text)
    return Source(lines_of(text), "lines", metadata, decoded.encoding, decoded.notes)


def split_header(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Take a header off: front matter between ``---``, then ``# key: value`` lines."""
    lines = text.split("\n")
    pairs: list[tuple[str, str]] = []
    first = _after_blank(lines, 0)
    end = _front_matter(lines, first)
    if end is not None:
        pairs += [(k[1].strip(), k[2].strip()) for x in lines[first:end] if (k := _PLAIN.match(x))]
        first = _after_blank(lines, end + 1)
    while first < len(lines) and (found := _HASHED.fullmatch(lines[first].strip())):
        pairs.append((found[1], found[2]))
        first = _after_blank(lines, first + 1)
    return tuple(pairs), "\n".join(lines[first:])


def _after_blank(lines: list[str], index: int) -> int:
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index


def _front_matter(lines: list[str], first: int) -> int | None:
    """The index of the line that ends the front matter, if the text begins with one."""
    if first >= len(lines) or lines[first].strip() != "---":
        return None
    for index in range(first + 1, min(first + 60, len(lines))):
        if lines[index].strip() == "---":
            return index if index > first + 1 else None
        if lines[index].strip() and not re.match(r"[^:]+:|\s|- |#", lines[index]):
            return None
    return None
