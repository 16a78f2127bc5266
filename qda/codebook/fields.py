"""The fields of one code, read from its mapping in `codebook.yaml`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from qda.codebook.condition import Condition, parse_condition
from qda.codebook.near import did_you_mean
from qda.codebook.nodes import Mapping, Node, Scalar, Sequence, Source
from qda.codebook.tree import ID, Code, Words, clean
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Iterable

KEYS = (
    "id",
    "label",
    "definition",
    "include",
    "exclude",
    "examples",
    "base",
    "colour",
    "pin",
    "was",
    "retired",
    "children",
)
"""The keys of a code, in the order in which they are written."""

_OTHER_NAMES = {
    "color": "colour",
    "name": "label",
    "title": "label",
    "description": "definition",
    "example": "examples",
    "codes": "children",
    "subcodes": "children",
    "sub_codes": "children",
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile(r"#[0-9A-F]{6}")
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


def suggestion(key: str, known: Iterable[str]) -> str:
    """A hint at the key that was probably meant, or which there are."""
    known = list(known)
    meant = _OTHER_NAMES.get(key.casefold())
    if meant in known:
        known, key = [meant], meant
    return did_you_mean(key, known) or f"there are {', '.join(known)}."


def read_code(source: Source, node: Mapping, parent: str | None, position: int) -> Code:
    """The code that a mapping describes; what is wrong with it is noted in the source."""
    for key, (at, _) in node.pairs.items():
        if key not in KEYS:
            source.complain(at.start, f"The key “{key}” is not known: {suggestion(key, KEYS)}")
    reader = _Fields(source, node)
    return Code(
        id=reader.id(),
        parent=parent,
        position=position,
        label=reader.words("label"),
        definition=reader.words("definition"),
        include=reader.words("include"),
        exclude=reader.words("exclude"),
        examples=tuple(clean(item.text) for item in reader.strings("examples")),
        base=reader.base(),
        colour=reader.colour(),
        pin=reader.pin(),
        was=reader.was(),
        retired=reader.retired(),
    )


class _Fields:
    """Reads the fields of one mapping; an empty value is as none."""

    def __init__(self, source: Source, node: Mapping) -> None:
        self.source = source
        self.node = node

    def id(self) -> str:
        scalar = self._scalar("id")
        if scalar is None:
            if "id" not in self.node.pairs or self._is_empty("id"):
                self.source.complain(self.node.start, "This code has no id; give it one.")
            return ""
        return self._as_id(scalar)

    def words(self, key: str) -> Words:
        node = self.node.get(key)
        if not isinstance(node, Mapping):
            scalar = self._scalar(key, "one text, or one for each language")
            return Words() if scalar is None else Words.of(scalar.text)
        texts: dict[str, str] = {}
        for language, (at, value) in node.pairs.items():
            if not _LANGUAGE.fullmatch(language):
                hint = "write a code such as nb or en, or put the text in quotes."
                self.source.complain(at.start, f"“{language}” is not a language: {hint}")
            elif isinstance(value, Scalar):
                texts[language] = value.text
            else:
                self.source.complain(value.start, f"{key} in {language} must be one text.")
        return Words.of(texts)

    def base(self) -> tuple[Condition, ...]:
        conditions: list[Condition] = []
        for scalar in self.strings("base"):
            try:
                conditions.append(parse_condition(scalar.text))
            except QdaError as error:
                self.source.complain(scalar.start, error.message)
        return tuple(dict.fromkeys(conditions))

    def colour(self) -> str | None:
        scalar = self._scalar("colour")
        if scalar is None:
            if self._is_empty("colour"):
                hint = 'YAML takes # for a comment, so put it in quotes: "#5C90FF".'
                self.source.complain(self.node.pairs["colour"][0].start, f"colour is empty: {hint}")
            return None
        colour = scalar.text.strip().upper()
        if _COLOUR.fullmatch(colour):
            return colour
        self.source.complain(
            scalar.start, f'“{scalar.text}” is not a colour; write it as in "#5C90FF".'
        )
        return None

    def pin(self) -> int | None:
        scalar = self._scalar("pin")
        if scalar is None:
            return None
        if re.fullmatch("[0-9]", scalar.text.strip()):
            return int(scalar.text)
        self.source.complain(scalar.start, f"“{scalar.text}” is not a pin; take a digit, 0 to 9.")
        return None

    def was(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._as_id(scalar) for scalar in self.strings("was")))

    def retired(self) -> bool:
        scalar = self._scalar("retired")
        if scalar is None:
            return False
        if (value := _TRUTH.get(scalar.text.strip().lower())) is None:
            self.source.complain(scalar.start, "retired must be true or false.")
        return bool(value)

    def strings(self, key: str) -> list[Scalar]:
        """The texts of a list; one text alone is a list of one; empty ones are left out."""
        node = self.node.get(key)
        if not isinstance(node, Sequence):
            scalar = self._scalar(key, "a list of texts")
            return [] if scalar is None else [scalar]
        found: list[Scalar] = []
        for item in node.items:
            if not isinstance(item, Scalar):
                hint = "put a text that holds a colon, or begins with a bracket, in quotes."
                self.source.complain(item.start, f"{key} must be a list of texts: {hint}")
            elif item.text.strip():
                found.append(item)
        return found

    def _scalar(self, key: str, wanted: str = "one text") -> Scalar | None:
        node = self.node.get(key)
        if node is None or self._is_empty(key):
            return None
        if isinstance(node, Scalar):
            return node
        self.source.complain(node.start, f"{key} must be {wanted}.")
        return None

    def _is_empty(self, key: str) -> bool:
        node = self.node.get(key)
        return isinstance(node, Scalar) and not node.text.strip()

    def _as_id(self, scalar: Scalar) -> str:
        id_ = unicodedata.normalize("NFC", scalar.text.strip())
        if ID.fullmatch(id_):
            return id_
        better = re.sub(r"[^a-z0-9_æøå]+", "_", id_.casefold()).strip("_")
        hint = f"; write {better}" if better else ""
        self.source.complain(
            scalar.start, f"“{id_}” is not an id{hint} (a-z, æ, ø, å, digits and _ only)."
        )
        return ""


def children_of(source: Source, node: Node | None, key: str) -> list[Mapping]:
    """The mappings in a list of codes; none where the list is empty."""
    if node is None or (isinstance(node, Scalar) and not node.text.strip()):
        return []
    if not isinstance(node, Sequence):
        source.complain(node.start, f"{key} must be a list: begin each code with `- id:`.")
        return []
    for item in node.items:
        if not isinstance(item, Mapping):
            source.complain(item.start, "Here must stand a code: `- id: its_id`, then its fields.")
    return [item for item in node.items if isinstance(item, Mapping)]
