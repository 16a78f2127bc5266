"""The codebook as values: codes in a tree, and what can be asked of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qda.codebook.letters import assign_letters
from qda.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qda.codebook.condition import Condition

LANGUAGE = "nb"
"""The language of the labels where nobody said another: that of the screens and line by line."""
ID = re.compile(r"[a-z0-9_æøå]+")
"""What the id of a code looks like."""

_NORWEGIAN = ("nb", "no", "nn")


def clean(text: str) -> str:
    """Text of the codebook in its one form: normalised, without white space at its ends."""
    return normalise(text).strip()


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in one or several languages.

    Attributes:
        texts: Pairs of language and text, sorted by language, none empty; the language `""` is
            for text whose language is not said.
    """

    texts: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        pairs = {language: clean(text) for language, text in self.texts}
        texts = tuple(sorted((language, text) for language, text in pairs.items() if text))
        object.__setattr__(self, "texts", texts)

    @classmethod
    def of(cls, text: str | Mapping[str, str]) -> Words:
        """Words from one string, or from a mapping of languages to texts."""
        return cls((("", text),) if isinstance(text, str) else tuple(text.items()))

    def in_(self, language: str) -> str:
        """The text in a language, or else the nearest there is; `""` where there is none.

        The nearest is the text without a language, then (for Norwegian) the other written
        forms, then English, then the first.
        """
        texts = dict(self.texts)
        related = _NORWEGIAN if language in _NORWEGIAN else ()
        for candidate in (language, "", *related, "en"):
            if candidate in texts:
                return texts[candidate]
        return self.texts[0][1] if self.texts else ""

    def with_line(self, line: str, language: str) -> Words:
        """With a line more at the end of the text that is shown in a language."""
        shown = self.in_(language)
        of = next((one for one, text in self.texts if text == shown), language)
        return Words.of({**dict(self.texts), of: f"{shown}\n{line}"})

    def __bool__(self) -> bool:
        return bool(self.texts)


NO_WORDS = Words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code of the codebook.

    Attributes:
        id: Its identity, unique in the whole tree.
        parent: The id of the code it lies under; None at the top.
        position: Its place among its siblings, from 0.
        label: What the coder sees.
        definition: What it means.
        include: When it is to be used.
        exclude: When it is not.
        examples: Passages it would be used for.
        base: Its own conditions on the cases it was asked of, all of which must hold; empty
            means the parent's (see `Codebook.effective_base`).
        colour: As `#RRGGBB` in capitals; None leaves it to the theme.
        pin: The digit 0-9 it is pinned to.
        was: Ids it had before.
        retired: No longer applied; its codings stay.
        came: The codebook's version in which it came, and its number among all codes ever made;
            (0, 0) where it is not stored. It is no part of what the code is.
    """

    id: str
    parent: str | None = None
    position: int = 0
    label: Words = NO_WORDS
    definition: Words = NO_WORDS
    include: Words = NO_WORDS
    exclude: Words = NO_WORDS
    examples: tuple[str, ...] = ()
    base: tuple[Condition, ...] = ()
    colour: str | None = None
    pin: int | None = None
    was: tuple[str, ...] = ()
    retired: bool = False
    came: tuple[int, int] = field(default=(0, 0), compare=False)

    def name(self, language: str = "") -> str:
        """What to call the code: its label in the language, or its id where it has none."""
        return self.label.in_(language) or self.id


@dataclass(frozen=True, slots=True)
class Codebook:
    """All codes, as a tree.

    The codes may be given in any order: they are put in preorder by parent and position, and
    positions are counted anew from 0.

    Attributes:
        codes: All codes in preorder: each before its sub-codes, siblings by position.

    Raises:
        ValueError: An id occurs twice, or a code lies under one that is not there or under itself.
    """

    codes: tuple[Code, ...] = ()
    _by_id: dict[str, Code] = field(init=False, repr=False, compare=False)
    _children: dict[str | None, tuple[Code, ...]] = field(init=False, repr=False, compare=False)
    _letters: dict[str | None, dict[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children = _children(self.codes)
        codes = tuple(_preorder(children))
        by_id = {code.id: code for code in codes}
        if len(codes) != len(self.codes) or len(by_id) != len(codes):
            raise ValueError("codes do not make a tree: an id occurs twice or a parent is missing")
        object.__setattr__(self, "codes", codes)
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(self, "_children", children)
        object.__setattr__(self, "_letters", {})

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __getitem__(self, id_: str) -> Code:
        """The code with this id; KeyError where there is none."""
        return self._by_id[id_]

    def get(self, id_: str) -> Code | None:
        """The code with this id, or None."""
        return self._by_id.get(id_)

    def children(self, id_: str | None = None) -> tuple[Code, ...]:
        """The sub-codes directly under a code, in order; without an id those at the top."""
        return self._children.get(id_, ())

    def parent(self, id_: str) -> Code | None:
        """The code that a code lies under; None at the top."""
        parent = self[id_].parent
        return None if parent is None else self[parent]

    def ancestors(self, id_: str) -> tuple[Code, ...]:
        """The codes above a code, nearest first."""
        found: list[Code] = []
        above = self.parent(id_)
        while above is not None:
            found.append(above)
            above = self.parent(above.id)
        return tuple(found)

    def descendants(self, id_: str) -> tuple[Code, ...]:
        """All codes below a code, in preorder, without itself."""
        return tuple(_preorder(self._children, id_))

    def depth(self, id_: str) -> int:
        """How many codes lie above a code: 0 at the top."""
        return len(self.ancestors(id_))

    def effective_base(self, id_: str) -> tuple[Condition, ...]:
        """The conditions on whom a code was asked of: its own, else its nearest ancestor's."""
        line = (self[id_], *self.ancestors(id_))
        return next((code.base for code in line if code.base), ())

    def letters(self, id_: str, language: str | None = None) -> str:
        """One or two letters for a code's stripe, unique as long as two letters can be.

        Codes choose in the order in which they came, those that came together before their
        sub-codes: a code keeps its letters whatever comes or is retired beside it.

        Args:
            id_: The code.
            language: Take the letters from the labels in this language; else from the ids.
        """
        if language not in self._letters:
            order = sorted(self.codes, key=self._turn)
            names = {c.id: c.id if language is None else c.name(language) for c in order}
            self._letters[language] = assign_letters(names)
        return self._letters[language][id_]

    def _turn(self, code: Code) -> tuple[int, int, int]:
        """When a code chooses its letters."""
        version, number = code.came
        return version, self.depth(code.id), number

    def to_json(self) -> str:
        """The canonical form: equal for codebooks that mean the same, `was` left out."""
        codes = [_as_json(code) for code in self.codes]
        return json.dumps(codes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical form, as 64 hexadecimal digits."""
        return hashlib.sha256(self.to_json().encode("utf-8")).hexdigest()


def _children(codes: Iterable[Code]) -> dict[str | None, tuple[Code, ...]]:
    siblings: defaultdict[str | None, list[Code]] = defaultdict(list)
    for code in codes:
        siblings[code.parent].append(code)
    return {
        parent: tuple(
            code if code.position == position else replace(code, position=position)
            for position, code in enumerate(sorted(group, key=lambda code: code.position))
        )
        for parent, group in siblings.items()
    }


def _preorder(
    children: Mapping[str | None, tuple[Code, ...]], top: str | None = None
) -> Iterator[Code]:
    waiting = list(reversed(children.get(top, ())))
    while waiting:
        code = waiting.pop()
        yield code
        waiting.extend(reversed(children.get(code.id, ())))


def _as_json(code: Code) -> dict[str, object]:
    """What is there of a code: a field that is added later changes no older hash."""
    everything: dict[str, object] = {
        "id": code.id,
        "parent": code.parent,
        "label": dict(code.label.texts),
        "definition": dict(code.definition.texts),
        "include": dict(code.include.texts),
        "exclude": dict(code.exclude.texts),
        "examples": list(code.examples),
        "base": [str(condition) for condition in code.base],
        "colour": code.colour,
        "pin": None if code.pin is None else str(code.pin),
        "retired": code.retired,
    }
    return {key: value for key, value in everything.items() if value}
