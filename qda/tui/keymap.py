"""The user's own keys: `keys.toml` in the configuration folder, laid over the registry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Final

from qda.errors import QdaError
from qda.tui.actions import ACTIONS, Action
from qda.tui.keys import clean_key, show_key, textual_key, trouble_with

Given = dict[str, tuple[str, ...]]
"""What a file says: the keys by the action's id."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The actions with the keys in force.

    Attributes:
        actions: The registry, with the user's keys; with its own keys where there are mistakes.
        mistakes: What is wrong in the user's file, each with its place.
    """

    actions: tuple[Action, ...] = ACTIONS
    mistakes: tuple[QdaError, ...] = ()


BUILT_IN: Final = Keymap()


def keys_file() -> Path:
    """The user's own keys, outside every project; the file need not be there."""
    from platformdirs import user_config_path

    return user_config_path("qda", appauthor=False) / "keys.toml"


def read_keymap(path: Path, actions: tuple[Action, ...] = ACTIONS) -> Keymap:
    """The key map in force: the registry's, or with the user's file laid over it.

    A file with a mistake changes no key at all, so that nobody works with half of a key map.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Keymap(actions)
    except (OSError, ValueError) as error:
        return Keymap(actions, (QdaError(f"your keys cannot be read ({error}).", path=path),))
    mistakes, given = _parse(text, path)
    lines = _lines(text)
    usable = {i: tuple(k for k in keys if not trouble_with(k)) for i, keys in given.items()}
    changed = tuple(replace(a, keys=usable.get(a.id, a.keys)) for a in actions)
    found = [*_unknown(given, actions), *_unusable(given), *_clashing(changed, given, lines)]
    mistakes += [QdaError(words, path=path, line=lines.get(key)) for key, words in found]
    if mistakes:
        return Keymap(actions, tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0)))
    return Keymap(changed)


def _parse(text: str, path: Path) -> tuple[list[QdaError], Given]:
    """The keys by id, and what in the file is no key."""
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else None
        return [QdaError(f"this is not TOML: {error}.", path=path, line=line)], {}
    lines = _lines(text)
    mistakes = [
        QdaError(
            f"“{name}” is not known; the keys stand under [keys].", path=path, line=lines.get(name)
        )
        for name in sorted(tables.keys() - {"keys"})
    ]
    keys = tables.get("keys", {})
    given: Given = {}
    for id_, value in _flat(keys) if isinstance(keys, dict) else (("", keys),):
        presses = [value] if isinstance(value, str) else value
        if isinstance(presses, list) and all(isinstance(press, str) for press in presses):
            given[id_] = tuple(map(clean_key, presses))
        else:
            words = f'{id_ or "keys"}: write a key as "n", or several as ["n", "g n"].'
            mistakes.append(QdaError(words, path=path, line=lines.get(id_ or "keys")))
    return mistakes, given


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """The ids of a table; `review.next` without quotes is a table in a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _lines(text: str) -> dict[str, int]:
    """The line on which each id, and each table, is given."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]\s*(?:#|$)", line):
            found.setdefault(_bare(header[1]), number)
            table = _bare(header[1]) + "."
        elif entry := re.match(r"""\s*([\w."'\s-]+?)\s*=""", line):
            found.setdefault((table + _bare(entry[1])).removeprefix("keys."), number)
    return found


def _bare(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)


def _unknown(given: Given, actions: Sequence[Action]) -> Iterator[tuple[str, str]]:
    from difflib import get_close_matches

    ids = [action.id for action in actions]
    for id_ in sorted(given.keys() - set(ids)):
        near = get_close_matches(id_, ids, 1)
        advice = f"did you mean {near[0]}?" if near else "`qda keys` lists all."
        yield id_, f"there is no action {id_}; {advice}"


def _unusable(given: Given) -> Iterator[tuple[str, str]]:
    for id_, keys in given.items():
        for key in keys:
            if trouble := trouble_with(key):
                yield id_, f"{id_}: {key} cannot be used: {trouble}."


def _clashing(
    actions: Sequence[Action], given: Given, lines: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """What the user's keys clash with, each key once, on the line of the user's that is later."""
    said: set[tuple[str, str]] = set()
    for clash in clashes(actions):
        mine = [action.id for action in (clash.first, clash.second) if action.id in given]
        at = max(mine, key=lambda id_: lines.get(id_, 0), default="")
        if at and (at, clash.key) not in said:
            said.add((at, clash.key))
            yield at, f"{clash.words}; give one of them another key, or [] for none."


@dataclass(frozen=True, slots=True)
class Clash:
    """A key of one action that is the key of another, too, or begins a sequence of it."""

    first: Action
    key: str
    second: Action
    longer: str

    @property
    def words(self) -> str:
        """What clashes with what."""
        first, second = self.first.id, self.second.id
        if self.key == self.longer:
            return f"{show_key(self.key)} is the key of both {first} and {second}"
        return f"{show_key(self.key)} of {first} begins {show_key(self.longer)} of {second}"


def clashes(actions: Sequence[Action]) -> Iterator[Clash]:
    """Keys that would ask for two things.

    The same key may mean another thing on another screen or in another mode; a sequence begins in
    every mode.
    """
    presses = [
        (tuple(map(textual_key, key.split())), key, action)
        for action in actions
        for key in action.keys
    ]
    for pair in combinations(presses, 2):
        (short, key, first), (long, longer, second) = sorted(pair, key=lambda one: len(one[0]))
        same = short == long
        apart = same and (first is second or first.mode != second.mode)
        if long[: len(short)] == short and not apart and first.meets(second):
            yield Clash(first, key, second, longer)
