"""What would change if a codebook were applied: the typed differences between two codebooks."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from qda.codebook.tree import Code, Codebook, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qda.codebook.condition import Condition

Value: TypeAlias = "Words | tuple[str, ...] | tuple[Condition, ...] | str | int | None"

FIELDS = ("label", "definition", "include", "exclude", "examples", "base", "colour", "pin")
"""The fields of a code that can change without its being renamed, moved or retired."""
_LONG = ("definition", "include", "exclude", "examples")


@dataclass(frozen=True, slots=True)
class Added:
    """A code that was not there; `after` is the sibling it follows, None if it is the first."""

    code: Code
    after: str | None

    def describe(self) -> str:
        """One line for the user."""
        return f"new code {self.code.id}{_under(self.code.parent)}"


@dataclass(frozen=True, slots=True)
class Renamed:
    """A code with another id; the changes that follow use the new one."""

    old: str
    new: str

    def describe(self) -> str:
        """One line for the user."""
        return f"{self.old} is renamed to {self.new}"


@dataclass(frozen=True, slots=True)
class Moved:
    """A code in another place: under another parent, or after another sibling (None: first)."""

    id: str
    old_parent: str | None
    parent: str | None
    after: str | None

    def describe(self) -> str:
        """One line for the user."""
        if self.parent != self.old_parent:
            where = _under(self.parent) or " to the top"
            return f"{self.id} is moved{where}"
        return f"{self.id} now comes {f'after {self.after}' if self.after else 'first'}"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a code, as it was and as it will be."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Changed:
    """A code with other contents."""

    id: str
    fields: tuple[FieldChange, ...]

    def describe(self) -> str:
        """One line for the user."""
        return f"{self.id}: {'; '.join(_describe_field(change) for change in self.fields)}"


@dataclass(frozen=True, slots=True)
class Retired:
    """A code that is no longer applied; `listed` where the file keeps it as `retired: true`.

    One that the file no longer lists gives up its pin.
    """

    id: str
    listed: bool

    def describe(self) -> str:
        """One line for the user."""
        return f"{self.id} is retired; its codings stay"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A code that the file no longer lists and that was never used: nothing is lost by it."""

    id: str

    def describe(self) -> str:
        """One line for the user."""
        return f"{self.id} is taken out; it was never used"


@dataclass(frozen=True, slots=True)
class Revived:
    """A code that was retired and is applied again."""

    id: str

    def describe(self) -> str:
        """One line for the user."""
        return f"{self.id} is in use again"


Change: TypeAlias = Renamed | Retired | Dropped | Revived | Added | Moved | Changed


def compare(
    stored: Codebook, wanted: Codebook, former: Mapping[str, str] | None = None
) -> tuple[Change, ...]:
    """The changes that make the stored codebook the wanted one, in the order to apply them.

    Codes that are stored and not wanted are retired, never deleted, so they stay in the stored
    codebook; those that are retired already are no change.

    Args:
        stored: The codebook as it is.
        wanted: As it is to be.
        former: Which codes have another id now, as new id and stored id; by default what the
            codes' own `was` says.
    """
    if former is None:
        former = former_ids(stored, wanted)
    renamed = with_renamed(stored, former)
    kept = [(renamed[code.id], code) for code in wanted if code.id in renamed]
    return (
        *(Renamed(old, new) for new, old in former.items()),
        *(Retired(c.id, listed=False) for c in renamed if c.id not in wanted and not c.retired),
        *_placed(renamed, wanted),
        *(Retired(new.id, listed=True) for old, new in kept if new.retired and not old.retired),
        *(Revived(new.id) for old, new in kept if old.retired and not new.retired),
        *_contents(kept),
    )


def apply_changes(stored: Codebook, changes: Iterable[Change]) -> Codebook:
    """The codebook after changes; `compare` of it with the wanted one then finds none."""
    changes = list(changes)
    book = with_renamed(stored, {c.new: c.old for c in changes if isinstance(c, Renamed)})
    codes = {code.id: code for code in book}
    order = {parent: [code.id for code in book.children(parent)] for parent in (None, *codes)}
    for change in changes:
        match change:
            case Added(code, after):
                codes[code.id] = code
                _insert(order.setdefault(code.parent, []), code.id, after)
            case Moved(id_, _, parent, after):
                order[codes[id_].parent].remove(id_)
                codes[id_] = replace(codes[id_], parent=parent)
                _insert(order.setdefault(parent, []), id_, after)
            case Dropped(id_):
                order[codes.pop(id_).parent].remove(id_)
            case Changed() | Retired() | Revived():
                codes[change.id] = _with_contents(codes[change.id], change)
    siblings = order.values()
    places = {id_: place for group in siblings for place, id_ in enumerate(group)}
    return Codebook(tuple(replace(code, position=places[code.id]) for code in codes.values()))


def dropping(
    stored: Codebook, changes: Iterable[Change], used: frozenset[str]
) -> tuple[Change, ...]:
    """The same changes, but that a code never used is taken out instead of retired.

    Args:
        stored: The codebook before the changes.
        changes: What `compare` found.
        used: The ids, as they will be, of the codes that have ever been used.
    """
    changes = tuple(changes)
    book = apply_changes(stored, changes)
    unlisted = {c.id for c in changes if isinstance(c, Retired) and not c.listed} - used
    dropped: list[str] = []
    for code in reversed(book.codes):  # sub-codes before the code above them
        if code.id in unlisted and all(sub.id in dropped for sub in book.children(code.id)):
            dropped.append(code.id)
    kept = (c for c in changes if not (isinstance(c, Retired) and c.id in dropped))
    return (*kept, *map(Dropped, dropped))


def former_ids(stored: Codebook, wanted: Codebook) -> dict[str, str]:
    """Which wanted codes are stored under a former id of theirs: new id to stored id.

    A code whose own id is stored has been renamed already, whatever its `was` says.
    """
    former: dict[str, str] = {}
    free = {code.id: code for code in stored if code.id not in wanted}
    for code in wanted:
        candidates = [free[old] for old in code.was if old in free]
        if code.id not in stored and candidates:
            old = min(candidates, key=lambda candidate: candidate.retired)
            former[code.id] = old.id
            del free[old.id]
    return former


def with_renamed(book: Codebook, former: Mapping[str, str]) -> Codebook:
    """A codebook in which codes have other ids, given as new id to old id."""
    new_ids = {old: new for new, old in former.items()}
    return Codebook(
        tuple(
            replace(
                code,
                id=new_ids.get(code.id, code.id),
                parent=new_ids.get(code.parent, code.parent) if code.parent else None,
                was=(*code.was, code.id) if code.id in new_ids else code.was,
            )
            for code in book
        )
    )


def _placed(stored: Codebook, wanted: Codebook) -> Iterator[Added | Moved]:
    """What is new or has moved, in preorder, so that each finds its parent and sibling there."""
    unmoved = {id_ for parent in _parents(wanted) for id_ in _unmoved(stored, wanted, parent)}
    for code in wanted:
        if code.id in unmoved:
            continue
        after = wanted.children(code.parent)[code.position - 1].id if code.position else None
        old = stored.get(code.id)
        if old is None:
            yield Added(code, after)
        else:
            yield Moved(code.id, old.parent, code.parent, after)


def _parents(book: Codebook) -> tuple[str | None, ...]:
    return (None, *(code.id for code in book))


def _unmoved(stored: Codebook, wanted: Codebook, parent: str | None) -> list[str]:
    """The most siblings that can stay where they are while the others move around them.

    They are the longest rising run of their former positions (patience sorting).
    """
    tails: list[int] = []
    runs: list[list[str]] = []
    for code in wanted.children(parent):
        old = stored.get(code.id)
        if old is None or old.parent != parent:
            continue
        at = bisect.bisect_left(tails, old.position)
        run = [*(runs[at - 1] if at else []), code.id]
        tails[at : at + 1] = [old.position]
        runs[at : at + 1] = [run]
    return runs[-1] if runs else []


def _contents(kept: Iterable[tuple[Code, Code]]) -> Iterator[Changed]:
    for old, new in kept:
        changes = [FieldChange(name, getattr(old, name), getattr(new, name)) for name in FIELDS]
        changes = [change for change in changes if change.old != change.new]
        if changes:
            yield Changed(new.id, tuple(changes))


def _with_contents(code: Code, change: Changed | Retired | Revived) -> Code:
    match change:
        case Retired(_, listed):
            return replace(code, retired=True, pin=code.pin if listed else None)
        case Revived():
            return replace(code, retired=False)
        case Changed(_, fields):
            new: dict[str, Any] = {field.field: field.new for field in fields}
            return replace(code, **new)


def _insert(siblings: list[str], id_: str, after: str | None) -> None:
    """Put an id after a sibling; one that lies elsewhere by now leaves it the last place."""
    at = 0 if after is None else siblings.index(after) + 1 if after in siblings else len(siblings)
    siblings.insert(at, id_)


def _under(parent: str | None) -> str:
    return f" under {parent}" if parent else ""


def _describe_field(change: FieldChange) -> str:
    old, new = _in_short(change.old), _in_short(change.new)
    if change.field in _LONG or old == new:
        verb = "taken away" if not new else "changed" if old else "added"
        return f"{change.field} {verb}"
    return f"{change.field} {old or '(none)'} → {new or '(none)'}"


def _in_short(value: Value) -> str:
    if isinstance(value, Words):
        return " / ".join(text for _, text in value.texts)
    if isinstance(value, tuple):
        return " and ".join(str(item) for item in value)
    return "" if value is None else str(value)
