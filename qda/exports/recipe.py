"""`exports.yaml`: what a paper needs, each export with the options it is made with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from qda.codebook.nodes import Mapping, Scalar, Sequence, Source
from qda.codebook.read import read_text
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from qda.codebook.nodes import Node

RECIPE: Final = "exports.yaml"
_TOP: Final = "exports"


@dataclass(frozen=True, slots=True)
class Choice:
    """An option with its values, as in `by: attribute:sector`, and the line it stands on."""

    name: str
    values: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One export.

    Attributes:
        command: What makes it, as `matrix`.
        file: Its name, within the folder of exports.
        choices: The options.
        line: Where it begins.
    """

    command: str
    file: str
    choices: tuple[Choice, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """All exports of a paper.

    Attributes:
        path: The file.
        common: Options for all exports that have them and say nothing else.
        entries: The exports, in order.
    """

    path: Path
    common: tuple[Choice, ...]
    entries: tuple[Entry, ...]


def read_recipe(path: Path, commands: Collection[str]) -> Recipe:
    """The recipe in a file.

    Args:
        path: The file.
        commands: What can make an export.

    Raises:
        QdaError: The file cannot be read or has a mistake, which is named with its line.
    """
    source = Source(read_text(path))
    recipe = _Reader(source, path, commands).recipe()
    if source.mistakes:
        first = min(source.mistakes)
        raise QdaError(first.message, path=path, line=first.line)
    return recipe


@dataclass(frozen=True, slots=True)
class _Reader:
    source: Source
    path: Path
    commands: Collection[str]

    def recipe(self) -> Recipe:
        root = self.source.root
        listed = root.get(_TOP) if isinstance(root, Mapping) else None
        if not isinstance(root, Mapping) or not isinstance(listed, Sequence):
            if not self.source.mistakes:
                at = root.start if root is not None else 0
                self.source.complain(at, "the file needs a list `exports:` with what to write.")
            return Recipe(self.path, (), ())
        entries = tuple(filter(None, map(self._entry, listed.items)))
        self._refuse_doubles(entries)
        return Recipe(self.path, tuple(self._choices(root, {_TOP})), entries)

    def _entry(self, node: Node) -> Entry | None:
        kind = next(iter(node.pairs), "") if isinstance(node, Mapping) else ""
        if kind not in self.commands or not isinstance(node, Mapping):
            known = ", ".join(f"`{name}: FILE`" for name in self.commands)
            self.source.complain(node.start, f"an export begins with one of {known}.")
            return None
        key, value = node.pairs[kind]
        file = value.text if isinstance(value, Scalar) else ""
        self._check_file(key, file)
        choices = tuple(self._choices(node, {kind}))
        return Entry(kind, file, choices, self.source.line(key.start))

    def _check_file(self, key: Scalar, file: str) -> None:
        path = PurePosixPath(file.replace("\\", "/"))
        if not path.suffix or path.is_absolute() or ".." in path.parts or ":" in file:
            self.source.complain(
                key.start,
                f"`{key.text}:` needs the name of a file in the folder exports, as table.csv.",
            )

    def _choices(self, node: Mapping, besides: set[str]) -> Iterator[Choice]:
        for key, value in node.pairs.values():
            if key.text in besides:
                continue
            items = value.items if isinstance(value, Sequence) else [value]
            texts = tuple(item.text for item in items if isinstance(item, Scalar))
            if len(texts) < len(items):
                self.source.complain(value.start, f"`{key.text}` takes a value, or a list of them.")
            yield Choice(key.text, texts, self.source.line(key.start))

    def _refuse_doubles(self, entries: tuple[Entry, ...]) -> None:
        seen: dict[str, int] = {}
        for entry in entries:
            before = seen.setdefault(entry.file.casefold(), entry.line)
            if before != entry.line:
                at = self.source.offset(entry.line)
                self.source.complain(at, f"line {before} writes {entry.file} already.")
