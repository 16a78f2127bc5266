"""The lines of a codebook file, shared out among its codes: each with its comments.

A comment above a code is the code's; one that a blank line separates from the code stays in its
place in the list; one below that is indented deeper than the code is the code's too.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qda.codebook.nodes import Mapping, Node, Scalar, Sequence, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.codebook.read import Parsed
_COMMENT = re.compile(r"(?<!\S)#.*")


@dataclass(slots=True)
class Chunk:
    """One field as it stands in the file.

    Attributes:
        key: The field's key; `""` for a code that is in braces as a whole.
        lines: Its lines; of `children` in block style only that of the key.
        lead: The comments and blank lines above it.
        comments: The comments within its lines.
        after: What follows its value on its only line, such as a comment.
        block: The value is a mapping or a list in block style.
        fresh: It is not as it stood in the file.
    """

    key: str
    lines: list[str]
    lead: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    after: str = ""
    block: bool = False
    fresh: bool = False


@dataclass(slots=True)
class Item:
    """One code as it stands in the file, without its sub-codes.

    Attributes:
        dash: The column of its dash.
        column: The column of its keys.
        opening: The text from its dash to its first key.
        chunks: Its fields.
        floating: Comments above it that stay where they are when it goes.
        lead: Comments and blank lines above it that go with it.
        tail: Comments below it, and below its sub-codes.
        children_dash: The column of its sub-codes' dashes; None where it lists none.
    """

    dash: int = 0
    column: int = 2
    opening: str = "- "
    chunks: list[Chunk] = field(default_factory=list)
    floating: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    children_dash: int | None = None

    @property
    def in_braces(self) -> bool:
        """The code is written in braces, as one chunk."""
        return bool(self.chunks) and self.chunks[0].key == ""


@dataclass(slots=True)
class Layout:
    """A file: what stands above its first code, its codes by id, what stands below the last.

    Attributes:
        header: The lines above the codes, down to `codes:`.
        items: The codes that have lines of their own, by id.
        footer: The lines below the codes.
        dash: The column of the dashes at the top.
        step: How much deeper than a code's keys the dashes of its sub-codes are.
    """

    header: list[str]
    items: dict[str, Item]
    footer: list[str]
    dash: int = 2
    step: int = 2


def lay_out(parsed: Parsed) -> Layout:
    """Share out the lines of a file that has no mistakes."""
    return _Reader(parsed).layout()


class _Reader:
    def __init__(self, parsed: Parsed) -> None:
        self.source = parsed.source
        self.lines = parsed.source.text.split("\n")
        self.ids = {id(draft.node): draft.code.id for draft in parsed.drafts}
        self.comments = _comments(parsed.source)
        self.items: dict[str, Item] = {}

    def layout(self) -> Layout:
        root = self.source.root
        assert isinstance(root, Mapping)
        key, top = root.pairs["codes"]
        if not isinstance(top, Sequence) or top.flow:
            start = self._line(root.start if root.flow else key.start)
            end = self._last_line(root) + 1
            header = [*self.lines[:start], *self._comments_in(start, end), "codes:"]
            return Layout(header, {}, self.lines[end:])
        header_end = self._line(key.start) + 1
        rest = self._read_list(top, header_end)
        last = self.items[self.ids[id(top.items[-1])]]
        last.tail, footer = _split_tail(self.lines[rest:], last.dash)
        dash = self.source.column(top.start)
        nested = (i.children_dash - i.column for i in self.items.values() if i.children_dash)
        return Layout(self.lines[:header_end], self.items, footer, dash, next(nested, dash))

    def _read_list(self, codes: Sequence, start: int) -> int:
        """Read the codes of a block list whose lines begin at `start`; gives the line after."""
        before: Item | None = None
        for node in codes.items:
            assert isinstance(node, Mapping)
            item = Item(dash=self.source.column(codes.start))
            item.column = self.source.column(node.start)
            dash_line = self._dash_line(node, item.dash)
            gap = self.lines[start:dash_line]
            if before is not None:
                before.tail, gap = _split_tail(gap, item.dash)
            item.floating, item.lead = _split_lead(gap)
            opening_start = self._offset(dash_line) + item.dash
            item.opening = self.source.text[opening_start : node.start]
            self.items[self.ids[id(node)]] = before = item
            start = self._read_code(node, item)
        return start

    def _read_code(self, node: Mapping, item: Item) -> int:
        """Read the fields of a code; gives the line after its last, sub-codes included."""
        first = self._line(node.start)
        if node.flow:
            end = self._last_line(node) + 1
            item.chunks.append(self._chunk("", first, end, node))
            item.chunks[0].lines[0] = " " * item.column + self.lines[first][item.column :]
            return end
        end = first
        for key, (at, value) in node.pairs.items():
            start = self._line(at.start)
            lead = self.lines[end:start]
            is_list = key == "children" and _is_block_list(value)
            end = start + 1 if is_list else self._last_line(value) + 1
            chunk = self._chunk(key, start, end, value)
            chunk.lead = lead
            item.chunks.append(chunk)
            if is_list:
                item.children_dash = self.source.column(value.start)
                assert isinstance(value, Sequence)
                end = self._read_list(value, end)
        head = item.chunks[0].lines
        head[0] = " " * item.column + head[0][item.column :]
        return end

    def _chunk(self, key: str, start: int, end: int, value: Node) -> Chunk:
        chunk = Chunk(key, self.lines[start:end], comments=self._comments_in(start, end))
        chunk.block = not isinstance(value, Scalar) and not value.flow
        if end == start + 1 and not chunk.block and not (isinstance(value, Scalar) and value.block):
            chunk.after = self.lines[start][self.source.column(value.end) :]
        return chunk

    def _dash_line(self, node: Mapping, dash: int) -> int:
        line = self._line(node.start)
        while self.lines[line][: dash + 1].strip() != "-":
            line -= 1
        return line

    def _last_line(self, node: Node) -> int:
        """The last line that holds something of a node, comments and blank lines not counted."""
        if isinstance(node, Scalar) or node.flow:
            text = self.source.text[node.start : node.end].rstrip()
            return self._line(node.start + max(len(text) - 1, 0))
        children = node.items if isinstance(node, Sequence) else [v for _, v in node.pairs.values()]
        return max((self._last_line(child) for child in children), default=self._line(node.start))

    def _comments_in(self, start: int, end: int) -> list[str]:
        return [self.comments[line] for line in range(start, end) if line in self.comments]

    def _line(self, offset: int) -> int:
        return self.source.line(offset) - 1

    def _offset(self, line: int) -> int:
        return self.source.offset(line + 1)


def _is_block_list(node: Node) -> bool:
    return isinstance(node, Sequence) and not node.flow


def _split_tail(gap: list[str], dash: int) -> tuple[list[str], list[str]]:
    """Lines below a code: up to its last own comment, and what follows."""
    own = [i for i, line in enumerate(gap) if _column(line) > dash and line.strip()]
    end = own[-1] + 1 if own else 0
    return gap[:end], gap[end:]


def _split_lead(gap: list[str]) -> tuple[list[str], list[str]]:
    """Lines above a code: comments that a blank line separates from it, and what goes with it."""
    blank = [i for i, line in enumerate(gap) if not line.strip()]
    end = blank[-1] if blank else 0
    return (gap[:end], gap[end:]) if any(line.strip() for line in gap[:end]) else ([], gap)


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _comments(source: Source) -> dict[int, str]:
    """The comment in each line that has one, lines from 0: what # begins outside scalars."""
    spans = [(0, 0), *sorted(_spans(source.root, source.text)), (len(source.text),) * 2]
    return {
        source.line(match.start()) - 1: match[0]
        for (_, start), (end, _) in itertools.pairwise(spans)
        for match in _COMMENT.finditer(source.text, start, end)
    }


def _spans(node: Node | None, text: str) -> Iterator[tuple[int, int]]:
    """From where to where the scalars are; of a block scalar without its first line."""
    match node:
        case Scalar():
            yield (text.find("\n", node.start) if node.block else node.start), node.end
        case Sequence():
            for item in node.items:
                yield from _spans(item, text)
        case Mapping():
            for key, value in node.pairs.values():
                yield from _spans(key, text)
                yield from _spans(value, text)
