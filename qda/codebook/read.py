"""`codebook.yaml` read into a codebook, every mistake named with its line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qda.codebook.fields import children_of, read_code, suggestion
from qda.codebook.nodes import Mapping, Mistake, Sequence, Source
from qda.codebook.tree import Code, Codebook
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Sequence as Many
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Draft:
    """A code as it stands in the file, right or wrong."""

    code: Code
    node: Mapping


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text says.

    Attributes:
        source: The text and its nodes.
        codebook: The codebook; empty where there are mistakes.
        drafts: Each code of the file with its node, in preorder.
        mistakes: All mistakes, by line.
    """

    source: Source
    codebook: Codebook
    drafts: tuple[Draft, ...]
    mistakes: tuple[Mistake, ...]


def read_codebook(path: Path) -> Codebook:
    """The codebook in a file.

    Raises:
        QdaError: The file cannot be read or has mistakes; the first is named, with its line.
    """
    return parse_or_refuse(read_text(path), path).codebook


def check_codebook(path: Path) -> list[Mistake]:
    """All mistakes in a codebook file, by line; none if it can be read.

    Raises:
        QdaError: The file cannot be opened.
    """
    try:
        return list(parse_codebook(read_text(path)).mistakes)
    except QdaError as error:
        if error.line is None:
            raise
        return [Mistake(error.line, error.message)]


@lru_cache(maxsize=8)
def codebook_in(text: str) -> Codebook:
    """The codebook that a text says; a large one takes long to read, so the last are kept."""
    return parse_codebook(text).codebook


def parse_or_refuse(text: str, path: Path | None = None) -> Parsed:
    """Read a text that must have no mistakes.

    Raises:
        QdaError: The first mistake and how many more there are.
    """
    parsed = parse_codebook(text)
    if not parsed.mistakes:
        return parsed
    first, more = parsed.mistakes[0], len(parsed.mistakes) - 1
    others = "" if not more else f" And {more} more mistake{'s' * (more > 1)}."
    raise QdaError(first.message + others, path=path, line=first.line)


def parse_codebook(text: str) -> Parsed:
    """Read the text of a codebook file."""
    source = Source(text)
    drafts: list[Draft] = []
    _read_codes(source, _top_codes(source), None, drafts)
    _check_ids(source, drafts)
    _check_former_ids(source, drafts)
    _check_pins(source, drafts)
    mistakes = tuple(sorted(set(source.mistakes)))
    book = Codebook() if mistakes else Codebook(tuple(draft.code for draft in drafts))
    return Parsed(source, book, tuple(drafts), mistakes)


def read_text(path: Path) -> str:
    """The text of a codebook file.

    Raises:
        QdaError: The file cannot be opened or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise QdaError("There is no codebook here; `qda init` makes one.", path=path) from None
    except OSError as error:
        raise QdaError(f"The codebook cannot be read: {error.strerror}.", path=path) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "This line is not UTF-8; save the file in that encoding."
        raise QdaError(message, path=path, line=line) from None


def _top_codes(source: Source) -> list[Mapping]:
    root = source.root
    if root is None and source.mistakes:
        return []
    if root is None:
        source.complain(0, "The file is empty; begin with `codes:` and a list of codes.")
        return []
    if isinstance(root, Sequence):
        source.complain(root.start, "Put `codes:` on a line above the list of codes.")
        return children_of(source, root, "codes")
    if not isinstance(root, Mapping):
        source.complain(root.start, "The file must begin with `codes:` and a list of codes.")
        return []
    for key, (at, _) in root.pairs.items():
        if key != "codes":
            hint = suggestion(key, ["codes"])
            source.complain(at.start, f"The key “{key}” is not known at the top: {hint}")
    if "codes" not in root.pairs:
        source.complain(root.start, "There is no `codes:` with a list of codes; add it.")
    return children_of(source, root.get("codes"), "codes")


def _read_codes(
    source: Source, nodes: list[Mapping], parent: str | None, drafts: list[Draft]
) -> None:
    """Read codes and, under each, its sub-codes; the nesting of the text bounds the depth."""
    for position, node in enumerate(nodes):
        code = read_code(source, node, parent, position)
        drafts.append(Draft(code, node))
        children = children_of(source, node.get("children"), "children")
        _read_codes(source, children, code.id, drafts)


def _check_ids(source: Source, drafts: Many[Draft]) -> None:
    lines: dict[str, int] = {}
    for code, at in ((draft.code, _place(draft, "id")) for draft in drafts):
        if code.id in lines:
            where = f"here and on line {lines[code.id]}"
            source.complain(at, f"The id “{code.id}” is used twice, {where}; change one.")
        elif code.id:
            lines[code.id] = source.line(at)


def _check_former_ids(source: Source, drafts: Many[Draft]) -> None:
    lines = {d.code.id: source.line(_place(d, "id")) for d in reversed(drafts)}
    claimed: dict[str, int] = {}
    for draft in drafts:
        at = _place(draft, "was")
        for former in filter(None, draft.code.was):
            if former in lines:
                where = f"is still the id of the code on line {lines[former]}"
                source.complain(at, f"was: “{former}” {where}; a former id is no longer in use.")
            elif former in claimed:
                where = f"already on line {claimed[former]}"
                source.complain(at, f"was: “{former}” is {where}; only one code can have been it.")
            claimed.setdefault(former, source.line(at))


def _check_pins(source: Source, drafts: Many[Draft]) -> None:
    lines: dict[int, int] = {}
    for draft in drafts:
        pin, at = draft.code.pin, _place(draft, "pin")
        if pin in lines:
            source.complain(at, f"The pin {pin} is already taken on line {lines[pin]}; change one.")
        elif pin is not None:
            lines[pin] = source.line(at)


def _place(draft: Draft, key: str) -> int:
    """The offset of a field's value, or of the code where it has no such field."""
    pair = draft.node.pairs.get(key)
    return draft.node.start if pair is None else pair[1].start
