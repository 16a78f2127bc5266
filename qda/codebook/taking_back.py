"""A change of the codebook taken back, where what it changed is still as it left it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from qda.codebook.compare import (
    Added,
    Change,
    Changed,
    Dropped,
    Moved,
    Renamed,
    Retired,
    Revived,
    apply_changes,
    compare,
    with_renamed,
)
from qda.codebook.tree import Code, Codebook
from qda.errors import QdaError


class ChangedSinceError(QdaError):
    """An act cannot be inverted: what it made is not any more as it left it."""


def taken_back(
    now: Codebook, before: Codebook, after: Codebook, former: Mapping[str, str]
) -> Codebook:
    """The codebook of now without a change that was made in it; what was done since stays.

    Args:
        now: The codebook as it is.
        before: As it was before the change.
        after: As the change left it.
        former: The codes the change renamed: the id before it, and the id after it.

    Raises:
        ChangedSinceError: What it changed has been changed since.
    """
    changes = _backwards(before, after, former)
    _check_renamed(now, former)
    renamed, left = with_renamed(now, former), with_renamed(after, former)
    for change in changes:
        if not isinstance(change, Renamed) and not _stands(change, renamed, left):
            raise _changed(_id_of(change))
    try:
        book = apply_changes(now, changes)
    except (KeyError, ValueError) as error:  # what lies under it, or above it, is another
        raise ChangedSinceError("the codes beside it have been moved since") from error
    _check_pins(book, before)
    return Codebook(tuple(_with_was(code, now, before, after, former) for code in book))


def merged_was(now: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Former ids of now, changed as they were changed from old to new."""
    if now == old:
        return new
    return tuple(dict.fromkeys((*(id_ for id_ in now if id_ not in old or id_ in new), *new)))


def _backwards(before: Codebook, after: Codebook, former: Mapping[str, str]) -> tuple[Change, ...]:
    """What leads from after to before; codes that were not there go."""
    renamed = with_renamed(after, former)
    gone = [code.id for code in reversed(renamed.codes) if code.id not in before]
    changes = (change for change in compare(after, before, former) if _id_of(change) not in gone)
    return (*changes, *map(Dropped, gone))


def _check_renamed(now: Codebook, former: Mapping[str, str]) -> None:
    for new, old in former.items():
        if old not in now:
            raise _changed(old)
        if new in now:
            raise ChangedSinceError(f"there is another code “{new}” now")


def _stands(change: Change, now: Codebook, left: Codebook) -> bool:
    """Whether what a change is about is as it was left."""
    id_ = _id_of(change)
    code = now.get(id_)
    match change:
        case Added():
            return code is None
        case Dropped():
            return code is not None and _alone(code) == _alone(left[id_])
        case Moved():
            return code is not None and code.parent == change.old_parent
        case Changed():
            return code is not None and all(
                getattr(code, field.field) == field.old for field in change.fields
            )
        case Retired() | Revived():
            return code is not None and code.retired == isinstance(change, Revived)
        case Renamed():
            return True


def _alone(code: Code) -> Code:
    return replace(code, position=0, was=())


def _id_of(change: Change) -> str:
    match change:
        case Added():
            return change.code.id
        case Renamed():
            return change.new
        case _:
            return change.id


def _changed(code: str) -> ChangedSinceError:
    return ChangedSinceError(f"the code “{code}” has been changed since")


def _check_pins(book: Codebook, before: Codebook) -> None:
    pins = list(_pins(book))
    for code in before:
        if code.pin is not None and pins.count(code.pin) > 1:
            raise ChangedSinceError(f"the digit {code.pin} has been given to another code since")


def _pins(codes: Iterable[Code]) -> Iterator[int]:
    return (code.pin for code in codes if code.pin is not None)


def _with_was(
    code: Code, now: Codebook, before: Codebook, after: Codebook, former: Mapping[str, str]
) -> Code:
    """A code with the former ids it has but for what the change did to them."""
    today, left = (book.get(former.get(code.id, code.id)) for book in (now, after))
    was = before.get(code.id)
    if today is None or left is None or was is None:
        return code
    return replace(code, was=merged_was(today.was, left.was, was.was))
