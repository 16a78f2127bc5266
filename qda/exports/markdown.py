"""Text from outside in Markdown: nothing in it is taken as markup or reaches a terminal."""

from __future__ import annotations

import re

from qda.exports.notes import one_line

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&!])")
_LIST = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def plain(said: str) -> str:
    """Text on one line, as text."""
    return escaped(one_line(said))


def escaped(said: str) -> str:
    """Text whose marks are no markup."""
    said = _MARKUP.sub(r"\\\1", said)
    return _LIST.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", said)
