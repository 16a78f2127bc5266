"""Text as the whole house sees it: how it is normalised, hashed and made safe to show.

Offsets everywhere in qda are code points into a document's normalised text, ends exclusive.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

WORD = re.compile(r"(?<!\S)\S*[^\W_]\S*")
"""A word: a run without white space that holds a letter or a digit."""


def normalise(text: str) -> str:
    """Give text the one form in which it is stored: LF line ends, NFC, tabs as one space each.

    NUL and lone surrogates, which no store takes, become U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = re.sub("[\0\ud800-\udfff]", "\ufffd", text)
    return unicodedata.normalize("NFC", text)


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits: the identity of a document."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


_BIDI_AND_INVISIBLE = {
    *range(0x200B, 0x2010),  # zero-width characters, bidi marks
    *range(0x2028, 0x202F),  # line and paragraph separators, bidi embeddings
    *range(0x2060, 0x2070),  # word joiner, isolates, invisible operators
    0x061C,
    0x180E,
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),  # tag characters
}
_KEPT_INVISIBLE = {0x200D}  # the joiner inside an emoji: harmless, and it falls apart without
_VISIBLE: dict[int, int] = {
    **{point: 0x2400 + point for point in range(0x20) if point != 0x0A},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys(_BIDI_AND_INVISIBLE - _KEPT_INVISIBLE, 0xFFFD),
}


def visible(text: str) -> str:
    """Map each character that a terminal could obey to one visible character, one for one.

    ESC, other controls, bidi controls and zero-width characters reach no terminal; offsets
    stay true because the length never changes. LF is kept.
    """
    return text.translate(_VISIBLE)


def count_words(text: str) -> int:
    """The number of words: runs without white space that hold a letter or a digit."""
    return sum(1 for _ in WORD.finditer(text))
