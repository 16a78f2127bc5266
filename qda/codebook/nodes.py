"""YAML as nodes that know their place in the text.

Only what a codebook needs: every scalar is a string (`NO` is Norway's, not false; `1.10` is no
number); anchors, aliases, tags, doubled keys and deep nesting are mistakes, none of them a crash.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_NESTING = 64
"""How deep lists and mappings may lie in each other: codes about thirty levels deep."""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong in a file: the line (from 1) and a sentence that says what to do."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@dataclass(slots=True)
class Scalar:
    """A string, from the offset `start` to `end` of the file's text."""

    text: str
    start: int
    end: int
    block: bool = False


@dataclass(slots=True)
class Sequence:
    """A list; `flow` is in brackets on a line of its own making."""

    start: int
    flow: bool
    items: list[Node] = field(default_factory=list)
    end: int = 0


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order of the file, a doubled key's later values left out."""

    start: int
    flow: bool
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    end: int = 0

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        pair = self.pairs.get(key)
        return None if pair is None else pair[1]


Node: TypeAlias = Scalar | Sequence | Mapping


class Source:
    """The text of a YAML file, its nodes and the mistakes found so far.

    Attributes:
        text: The text, without byte order mark, with LF line ends.
        root: The node at the top; None where there is none, or the text is no YAML.
        mistakes: What is wrong as YAML; readers of the nodes add to it.
    """

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", self.text))]
        self.mistakes: list[Mistake] = []
        self.root: Node | None = _Builder(self).build()

    def line(self, offset: int) -> int:
        """The line, from 1, in which an offset lies."""
        return bisect.bisect_right(self._line_starts, offset)

    def column(self, offset: int) -> int:
        """How many characters stand before an offset in its line."""
        return offset - self._line_starts[self.line(offset) - 1]

    def offset(self, line: int) -> int:
        """Where a line, counted from 1, begins."""
        return self._line_starts[line - 1]

    def complain(self, at: int, message: str) -> None:
        """Note a mistake at an offset."""
        self.mistakes.append(Mistake(self.line(at), visible(message)))


class _Builder:
    """Turns ruamel's events, which need no recursion, into nodes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.open: list[tuple[Sequence | Mapping, Scalar | None]] = []
        self.key: Scalar | None = None
        self.root: Node | None = None
        self.documents = 0

    def build(self) -> Node | None:
        from ruamel.yaml.error import MarkedYAMLError, YAMLError  # slow to import
        from ruamel.yaml.reader import ReaderError

        try:
            for event in _events(self.source.text):
                if not self._take(event):
                    return None
        except MarkedYAMLError as error:
            _complain_of_syntax(self.source, error)
            return None
        except ReaderError as error:
            self.source.complain(
                error.position, "A control character stands here, which YAML forbids; delete it."
            )
            return None
        except YAMLError as error:
            self.source.complain(0, f"The file cannot be read as YAML: {error}.")
            return None
        return self.root

    def _take(self, event: object) -> bool:
        """Add one event; False ends the reading."""
        from ruamel.yaml import events as e

        match event:
            case e.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._complain(event, "A second document begins here; keep one per file.")
                    return False
            case e.ScalarEvent():
                self._check_plainness(event)
                block = event.style is not None and event.style in "|>"
                start, end = event.start_mark.index, event.end_mark.index
                self._add(Scalar(_whole(event.value), start, end, block))
            case e.AliasEvent():
                self._complain(event, "An alias (*) stands here; write the text itself.")
                self._add(Scalar("", event.start_mark.index, event.end_mark.index))
            case e.SequenceStartEvent() | e.MappingStartEvent():
                self._check_plainness(event)
                return self._open(event)
            case e.SequenceEndEvent() | e.MappingEndEvent():
                node, self.key = self.open.pop()
                node.end = event.end_mark.index
                self._add(node)
        return True

    def _open(self, event: object) -> bool:
        from ruamel.yaml.events import CollectionStartEvent, SequenceStartEvent

        assert isinstance(event, CollectionStartEvent)
        if len(self.open) >= MAX_NESTING:
            self._complain(
                event, f"This is nested more than {MAX_NESTING} levels deep; flatten it."
            )
            return False
        kind = Sequence if isinstance(event, SequenceStartEvent) else Mapping
        self.open.append((kind(event.start_mark.index, bool(event.flow_style)), self.key))
        self.key = None
        return True

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1][0]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif self.key is None:
            self.key = self._as_key(node)
        else:
            self._add_pair(parent, self.key, node)
            self.key = None

    def _as_key(self, node: Node) -> Scalar:
        source = self.source
        before = source.text[node.start - source.column(node.start) : node.start]
        if isinstance(node, Scalar) and not before.rstrip().endswith("?"):
            return node
        self.source.complain(node.start, "A key must be one word; write `key: value`.")
        return Scalar("", node.start, node.end)

    def _add_pair(self, parent: Mapping, key: Scalar, node: Node) -> None:
        if key.text in parent.pairs:
            first = self.source.line(parent.pairs[key.text][0].start)
            self.source.complain(
                key.start, f"The key “{key.text}” is already on line {first}; keep one of the two."
            )
        else:
            parent.pairs[key.text] = (key, node)

    def _check_plainness(self, event: object) -> None:
        for name, sign in (("anchor", "&"), ("tag", "!")):
            if getattr(event, name, None) is not None:
                article = "An" if name == "anchor" else "A"
                self._complain(event, f"{article} {name} ({sign}) stands here; take it out.")

    def _complain(self, event: object, message: str) -> None:
        self.source.complain(getattr(event, "start_mark").index, message)  # noqa: B009 - untyped


def _whole(text: str) -> str:
    r"""Join the halves in which JSON writes an emoji (`"\\ud83d\\ude00"`)."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _events(text: str) -> Iterator[object]:
    from ruamel.yaml import YAML

    yield from YAML(typ="safe", pure=True).parse(text)


_HINTS = {
    "mapping values are not allowed here": "a text that holds a colon and a space needs quotes",
    "could not find expected ':'": "a key needs a colon after it",
    "expected <block end>": "it is not indented like what stands above it",
    "unexpected end of stream": "a quote is opened and not closed",
    "cannot start any token": "a text that begins with this character needs quotes",
}


def _complain_of_syntax(source: Source, error: object) -> None:
    """Name the tabs, which are the usual cause, or else what the parser ran into."""
    tabs = [match.end() - 1 for match in re.finditer(r"^ *\t", source.text, re.MULTILINE)]
    for tab in tabs:
        source.complain(tab, "A tab indents this line; use spaces.")
    if tabs:
        return
    problem = str(getattr(error, "problem", None) or "it is not valid YAML")
    mark = getattr(error, "context_mark", None) if "end of stream" in problem else None
    mark = mark or getattr(error, "problem_mark", None)
    hint = next((text for sign, text in _HINTS.items() if sign in problem), problem)
    at = min(mark.index, max(len(source.text) - 1, 0)) if mark is not None else 0
    source.complain(at, f"This is not valid YAML: {hint}.")
