"""Splitting a code: its codings said one by one and dealt out to other codes; the rest stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from qda.coding.changes import Recode
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import names_of
from qda.plain.marking import find_code
from qda.plain.moving import on_one_line
from qda.plain.sitting import Sitting
from qda.project.documents import read_document

if TYPE_CHECKING:
    from qda.coding.code_uses import CodeUse

ALL: Final = " all"
"""Said behind a code whose codings by other coders are dealt out too."""
AROUND: Final = 160
"""How many characters are said before and after a coding."""


def split(sitting: Sitting, typed: str) -> Iterator[str]:
    """Begin to deal out your codings of a code, or all of them; or begin anew."""
    beside = sitting.beside
    if not typed and beside.split is None:
        raise QdaError("say which code: `split CODE`.")
    letters = typed.removesuffix(ALL)
    beside.split_all = letters != typed if typed else beside.split_all
    code = find_code(sitting, letters or str(beside.split), retired=True)
    below = sitting.codebook.children(code.id)
    beside.split, beside.passed = code.id, frozenset()
    beside.targets = tuple(each.id for each in below if not each.retired)
    found = _all_left(sitting)
    left = _left(sitting)
    others = sum(use.coder != sitting.coder for use in found)
    of_others = f"{others} by other coders" if others else ""
    yield words.sentence((f"{code.id}: {words.count(len(left), 'coding')}", of_others))
    if others and not beside.split_all:
        yield f"Other coders' codings stay; `split {code.id}{ALL}` changes theirs too."
    for number, target in enumerate(beside.targets, 1):
        yield f"deal {number}: {', '.join(dict.fromkeys(names_of(sitting.codebook[target])))}"
    yield from _next(sitting, left)


def deal(sitting: Sitting, typed: str) -> Iterator[str]:
    """Give the coding said last another code, by a number of the list or its name; say the next."""
    use, beside = _at_hand(sitting), sitting.beside
    code = find_code(sitting, _target(sitting, typed)).id
    if code == beside.split:
        raise QdaError(f"it has the code {code} already; `skip` passes it by.")
    sitting.perform(Recode((use.coding,), code))
    sitting.last_code = code
    left = _left(sitting)
    yield f"dealt to {code}, {words.count(len(left), 'coding')} left"
    yield from _next(sitting, left)


def skip(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Pass the coding said last by: it stays; say the next."""
    use = _at_hand(sitting)
    sitting.beside.passed |= {use.coding}
    yield from _next(sitting, _left(sitting))


def _target(sitting: Sitting, typed: str) -> str:
    """The id of the listed code of a number; what is no number is a code's name.

    Raises:
        QdaError: No code is listed under the number; a pin's digit means nothing here.
    """
    if not typed.isdecimal():
        return typed
    targets = sitting.beside.targets
    if not 1 <= int(typed) <= len(targets):
        raise QdaError(f"there is no code {typed} to deal to here; say a code by its name.")
    return targets[int(typed) - 1]


def _left(sitting: Sitting) -> list[CodeUse]:
    found = _all_left(sitting)
    return [use for use in found if sitting.beside.split_all or use.coder == sitting.coder]


def _all_left(sitting: Sitting) -> list[CodeUse]:
    from qda.coding.code_uses import read_uses

    with sitting.project.read(together=True) as session:
        return read_uses(session, str(sitting.beside.split), sitting.coder)


def _at_hand(sitting: Sitting) -> CodeUse:
    """The coding said last, if it still is one of the code."""
    if sitting.beside.split is None:
        raise QdaError("no code is being split; `split CODE` begins.")
    if sitting.beside.use is None:
        raise QdaError(words.NOTHING_TO_DEAL)
    there = [use for use in _left(sitting) if use.coding == sitting.beside.use]
    if not there:
        raise QdaError("the coding said last is no longer there; `split` says what is left.")
    return there[0]


def _next(sitting: Sitting, left: list[CodeUse]) -> Iterator[str]:
    """Say the first coding that was not passed by."""
    ahead = [use for use in left if use.coding not in sitting.beside.passed]
    sitting.beside.use = ahead[0].coding if ahead else None
    if not ahead:
        yield words.NOTHING_TO_DEAL
        return
    use = ahead[0]
    sitting.beside.there = use.document, use.start
    by = "" if use.coder == sitting.coder else f"by {use.coder}"
    place = f"{use.name} {_numbers(sitting, use)}"
    yield f"coding {len(left) - len(ahead) + 1} of {len(left)}: " + words.sentence(
        (place, use.speaker, by)
    )
    if before := _end(use.before):
        yield f"before: {before}"
    yield f"coded: {on_one_line(use.text)}"
    if after := _start(use.after):
        yield f"after: {after}"
    for line in use.memo.splitlines():
        yield f"memo: {line}"


def _end(text: str) -> str:
    """The last words of a text."""
    cut = text if len(text) <= AROUND else text[-AROUND:].partition(" ")[2]
    return on_one_line(cut).strip()


def _start(text: str) -> str:
    """The first words of a text."""
    cut = text if len(text) <= AROUND else text[:AROUND].rpartition(" ")[0]
    return on_one_line(cut).strip()


def _numbers(sitting: Sitting, use: CodeUse) -> str:
    """The segments that a coding touches, as `12` or `12-14`."""
    with sitting.project.read(together=True) as session:
        starts = [segment.start for segment in read_document(session, use.document).segments]
    first = bisect_right(starts, use.start)
    last = bisect_right(starts, use.start + len(use.text) - 1)
    return str(first) if first == last else f"{first}-{last}"
