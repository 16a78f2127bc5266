"""How a table is to be written, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qda.exports.languages import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Style:
    """The choices of who asks for a table.

    Attributes:
        language: What headings and numbers are written in.
        bom: csv and tsv begin with a byte order mark, by which Excel knows them as UTF-8.
    """

    language: Language = ENGLISH
    bom: bool = False


PLAIN: Final = Style()
