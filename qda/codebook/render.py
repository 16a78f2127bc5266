"""Fields of a code as lines of YAML, quoted where any reader of YAML could misread them."""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.codebook.tree import Code, Words

_WIDTH = 88
_PLAIN = re.compile(r"[^\W\d_][^\n:#]*")
_PLAIN_IN_BRACES = re.compile(r"[^\W\d_][^\n:#,\[\]{}]*")
_MISREAD = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
_UNPRINTABLE = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def render_field(key: str, code: Code, *, block: bool = False, like: str = "") -> list[str]:
    """A field with its key, as lines that begin in the first column; none if it is empty.

    Args:
        key: Any key of a code but `children`.
        code: The code.
        block: Put each language on a line of its own even where one line would do.
        like: The field as the file has it, whose order of languages is kept.
    """
    match key:
        case "examples":
            return _list(key, code.examples, short=False)
        case "base":
            return _list(key, [str(condition) for condition in code.base], short=True)
        case "was":
            return _list(key, code.was, short=True)
        case "colour":
            return [] if code.colour is None else [f'colour: "{code.colour}"']
        case "pin":
            return [] if code.pin is None else [f"pin: {code.pin}"]
        case "retired":
            return ["retired: true"] if code.retired else []
        case "id":
            return _text(key, code.id)
        case _:
            return _words(key, getattr(code, key), block=block, like=like)


def indent(lines: Iterable[str], width: int) -> list[str]:
    """Lines moved to the right, or to the left as far as they can go."""
    if width >= 0:
        return [" " * width + line if line else line for line in lines]
    return [line[min(-width, len(line) - len(line.lstrip(" "))) :] for line in lines]


def _words(key: str, words: Words, *, block: bool, like: str) -> list[str]:
    texts = dict(sorted(words.texts, key=lambda pair: _place_in(like, pair[0])))
    if set(texts) <= {""}:
        return _text(key, texts[""]) if texts else []
    if not block and not any("\n" in text for text in texts.values()):
        pairs = ", ".join(
            f"{language}: {_scalar(text, _PLAIN_IN_BRACES)}" for language, text in texts.items()
        )
        line = f"{key}: {{{pairs}}}"
        if len(line) <= _WIDTH:
            return [line]
    rendered = (_text(language, text) for language, text in texts.items())
    return [f"{key}:", *indent((line for lines in rendered for line in lines), 2)]


def _place_in(like: str, language: str) -> int:
    """Where a field that was there before has a language; those that it has not come last."""
    found = re.search(rf"(?<![\w-]){re.escape(language)}\s*:", like)
    return found.start() if found else len(like)


def _text(key: str, text: str) -> list[str]:
    """A text on one line, or folded, or, where it has lines of its own, as they are."""
    if _UNPRINTABLE.search(text):
        return [f"{key}: {_scalar(text)}"]
    if "\n" in text:
        return [f"{key}: |-", *indent(text.split("\n"), 2)]
    line = f"{key}: {_scalar(text)}"
    folded = textwrap.wrap(text, _WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    if len(line) <= _WIDTH or len(folded) < 2 or " ".join(folded) != text:
        return [line]
    return [f"{key}: >-", *indent(folded, 2)]


def _list(key: str, texts: Iterable[str], *, short: bool) -> list[str]:
    items = [_scalar(text) for text in texts]
    if short and len(items) == 1:
        return [f"{key}: {items[0]}"]
    return [f"{key}:", *(f"  - {item}" for item in items)] if items else []


def _scalar(text: str, plain: re.Pattern[str] = _PLAIN) -> str:
    misread = text.casefold() in _MISREAD or _UNPRINTABLE.search(text)
    if plain.fullmatch(text) and not misread:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: _escaped(match[0]), quoted)


def _escaped(character: str) -> str:
    point = ord(character)
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
