"""All memos gathered: by kind, code, coder and words; each gone to, or written anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from qda.coding.changes import WriteMemo
from qda.coding.memos import list_memos
from qda.errors import QdaError
from qda.plain import words
from qda.plain.casing import name_and_rest
from qda.plain.finding import matching
from qda.plain.limiting import ALL, pick
from qda.plain.marking import find_code
from qda.plain.noting import TAKE_AWAY, find_memo, memo_lines
from qda.plain.placing import some_of
from qda.plain.sitting import Sitting

if TYPE_CHECKING:
    from qda.coding.changes import MemoKind
    from qda.coding.memos import MemoLine


AT_ONCE: Final = 20
"""How many memos are listed unasked."""


def memos(sitting: Sitting, typed: str) -> Iterator[str]:
    """List memos, the newest first: yours, or with other coders heard everyone's."""
    beside, numbers = sitting.beside, some_of(typed) if typed else None
    if not numbers:
        beside.memos = tuple(_found(sitting, typed))
        beside.places = tuple(_place(memo) for memo in beside.memos)
    total = len(beside.memos)
    first, last = numbers or (1, min(AT_ONCE, total))
    if numbers and not 1 <= first <= last <= total:
        raise QdaError(words.no_such("memo", total))
    for number in range(first, last + 1):
        memo = beside.memos[number - 1]
        by = "" if memo.coder == sitting.coder else f"by {memo.coder}, "
        yield from memo_lines(sitting, memo, f"memo {number}: {by}")
    if not numbers and total > last:
        yield f"`memos {last + 1}-{min(last + AT_ONCE, total)}` says more of {total}."
    if not numbers and not total:
        yield words.NO_MEMOS_AT_ALL if sitting.everyone or "coder" in typed else words.NO_MEMOS


def rewrite(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write any memo of yours anew, also one in the journal, or take it away."""
    letters, text = name_and_rest(typed, "rewrite MEMO : TEXT")
    memo = find_memo(sitting, letters)
    text = "" if text == TAKE_AWAY else text
    own = memo.passage if memo.kind == "span" else None
    start, end = (own.start, own.end) if own else (None, None)
    document = memo.document[0] if memo.document else None
    sitting.perform(
        WriteMemo(cast("MemoKind", memo.kind), memo.target, text, document, start, end, memo.id)
    )
    sitting.last_memo = memo.id
    yield f"the memo “{memo.first_line}” is {'changed' if text else 'taken away'}"


def _found(sitting: Sitting, typed: str) -> Iterator[MemoLine]:
    """The memos that limits let through."""
    with sitting.project.read(together=True) as session:
        every = list_memos(session)
    wanted = words.MemoFilter(coder="" if sitting.everyone else sitting.coder)
    for part in filter(None, (part.strip() for part in typed.split(","))):
        wanted = _limited(sitting, every, wanted, part)
    family = {wanted.code}
    if wanted.code:
        family |= {below.id for below in sitting.codebook.descendants(wanted.code)}
    return (memo for memo in every if wanted.keeps(memo, family))


def _limited(
    sitting: Sitting, every: list[MemoLine], wanted: words.MemoFilter, part: str
) -> words.MemoFilter:
    """The filter with one limit more: `kind=journal`, `code=scr`, `coder=bo`, or words."""
    name, equals, value = (side.strip() for side in part.partition("="))
    match name if equals else "":
        case "kind":
            kinds = matching(words.MEMO_KINDS.items(), value, lambda kind: kind)
            if not kinds:
                there = ", ".join(words.MEMO_KINDS.values())
                raise QdaError(f"“{value}” is no kind of memo; there are {there}.")
            return replace(wanted, kind=kinds[0][0])
        case "code":
            return replace(wanted, code=find_code(sitting, value, retired=True).id)
        case "coder" if value == ALL:
            return replace(wanted, coder="")
        case "coder":
            coders = sorted({memo.coder for memo in every})
            return replace(wanted, coder=pick(sitting, "coder", coders, value))
        case _:
            return replace(wanted, words=f"{wanted.words} {part}".strip())


def _place(memo: MemoLine) -> tuple[int, int] | None:
    """Where it leads: to what it is on, else to the first passage linked, else its document."""
    passage = memo.passage or next((each.passage for each in memo.links), None)
    if passage is not None:
        return passage.document, passage.start
    return (memo.document[0], 0) if memo.document else None
