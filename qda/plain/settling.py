"""What two coders differ on: heard blind, as A and B, and settled in the consensus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from qda.codebook.edits import NewContents
from qda.coding.changes import Choice, Decide, EditCodebook, SettleAgreed
from qda.coding.disagreeing import Side, blind_order
from qda.comparing.differing import Between, Differing, lay_out, read_differing
from qda.errors import QdaError
from qda.plain import words
from qda.plain.casing import name_and_rest
from qda.plain.limiting import pick
from qda.plain.marking import find_code
from qda.plain.moving import on_one_line, read_here
from qda.plain.placing import back_or_forth, some_of
from qda.plain.sitting import Sitting

if TYPE_CHECKING:
    from qda.comparing.differing import Laid, Passage

AT_ONCE: Final = 10
PAIRS: Final = 5
MIXED: Final = "mixed"
"""How many passages and pairs of codes are listed unasked; and what asks for all pairs."""
CHOICES: Final[dict[str, Choice]] = {
    "a": "first",
    "b": "second",
    "both": "both",
    "neither": "neither",
}
FIELDS: Final = ("definition", "include", "exclude")


def disagreements(sitting: Sitting, typed: str) -> Iterator[str]:
    """List what two coders differ on: `A, B`, `round NAME`, some numbers, or `mixed` for pairs."""
    numbers = some_of(typed) if typed else None
    if typed == MIXED:
        yield from _head(_find(sitting), every=True)
        return
    if typed and not numbers:
        sitting.beside.between = _between(sitting, typed)
    found, beside = _find(sitting), sitting.beside
    if not numbers:
        _number(sitting, found)
        yield from _head(found)
    total = len(beside.differences)
    first, last = numbers or (1, min(AT_ONCE, total))
    if numbers and not 1 <= first <= last <= total:
        raise QdaError(words.no_such("difference", total))
    for number in range(first, last + 1):
        yield _line(sitting, _numbered(sitting, found, number), number)
    if not numbers and total > last:
        yield f"`disagreements {last + 1}-{min(last + AT_ONCE, total)}` says more."


def difference(sitting: Sitting, typed: str) -> Iterator[str]:
    """Hear a passage on which they differ, without names; by default the next not settled."""
    found, beside = _find(sitting), sitting.beside
    if not beside.differences:
        _number(sitting, found)
    number = int(typed) if typed.isdecimal() else 0 if typed else _next(sitting, found)
    passage = _numbered(sitting, found, number)
    beside.difference, beside.there = number, (passage.document, passage.found.start)
    yield _line(sitting, passage, number)
    shown = _order(sitting, found, passage)
    yield from _laid(lay_out(sitting.project, passage, shown, found.layer), passage)


def accept(sitting: Sitting, typed: str) -> Iterator[str]:
    """Settle the passage said last, with a reason after a colon; then say who was who."""
    side, _, reason = (part.strip() for part in typed.partition(":"))
    choice = CHOICES.get(side.casefold())
    if choice is None:
        raise QdaError(f"“{side}” is not understood; say a, b, both or neither: WHY.")
    found = _find(sitting)
    if not sitting.beside.difference:
        raise QdaError("hear one first: `difference`, or `difference N`.")
    passage = _numbered(sitting, found, sitting.beside.difference)
    shown = _order(sitting, found, passage)
    place = passage.document, passage.found.start, passage.found.end
    sitting.perform(Decide(*place, shown, choice, reason, found.layer))
    yield words.revealed(choice, shown)
    left = sum(not one.settled for one in _find(sitting).passages)
    yield f"{left} left"


def rule(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write a rule as a line more of a code's definition, or of when it is used or not."""
    named, text = name_and_rest(typed, "rule CODE [to include] : TEXT")
    letters, _, field = (part.strip() for part in named.partition(" to "))
    field = field or FIELDS[0]
    if field not in FIELDS:
        raise QdaError(f"“{field}” is not understood; say to {', '.join(FIELDS)}.")
    code = find_code(sitting, letters)
    written = getattr(code, field).with_line(text, sitting.language)
    sitting.perform(EditCodebook(NewContents(code.id, field, written)))
    yield f"{code.id}, {field}: rule written"


def agreed(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Take into the consensus what both agree on, in all documents compared."""
    found = _find(sitting)
    first, second = found.between.coders
    sitting.perform(*(SettleAgreed(one, (first, second), found.layer) for one in found.documents))
    yield words.AGREED_TAKEN


def differing(sitting: Sitting, typed: str) -> Iterator[str]:
    """Go to the next passage here on which the two coders differ."""
    step, here = back_or_forth(typed), sitting.document.id
    starts = (p.found.start for p in _find(sitting).passages if p.document == here)
    numbers = (sitting.number_at(start) for start in starts)
    beyond = [number for number in numbers if (number - sitting.number) * step > 0]
    if not beyond:
        raise QdaError(words.NO_MORE_DIFFERENCES)
    sitting.go_to(min(beyond, key=lambda number: (number - sitting.number) * step))
    yield from read_here(sitting)


def _find(sitting: Sitting) -> Differing:
    """What the two differ on, as it stands.

    Raises:
        QdaError: Nothing can be compared.
    """
    found = read_differing(sitting.project, sitting.beside.between)
    if found.trouble:
        raise QdaError(found.trouble)
    sitting.beside.between = found.between
    return found


def _between(sitting: Sitting, typed: str) -> Between:
    """Whose coding, and of which round: `ada, bo`, `ada, bo round pilot`, `round pilot`."""
    there = read_differing(sitting.project, sitting.beside.between)
    named, _, round_ = (part.strip() for part in f" {typed}".partition(" round "))
    names = [part.strip() for part in named.split(",") if part.strip()]
    if names and len(names) != 2:
        raise QdaError("say two coders with a comma between: `disagreements ADA, BO`.")
    coders = tuple(pick(sitting, "coder", there.coders, name) for name in names)
    chosen = pick(sitting, "round", there.rounds, round_) if round_ else "" if names else None
    return Between(coders or there.between.coders, chosen)


def _order(sitting: Sitting, found: Differing, passage: Passage) -> tuple[str, str]:
    """Who is A and who is B: drawn once for each passage, or as it was when it was settled."""
    if passage.decisions:
        first, second = passage.decisions[0].shown
        return first, second
    orders = sitting.beside.orders
    if passage.key not in orders:
        first, second = blind_order(found.between.coders)
        orders[passage.key] = first, second
    return orders[passage.key]


def _number(sitting: Sitting, found: Differing) -> None:
    """Let the numbers mean these passages, until they are listed anew."""
    sitting.beside.differences = tuple(passage.key for passage in found.passages)
    sitting.beside.places = tuple((p.document, p.found.start) for p in found.passages)
    sitting.beside.difference = 0


def _numbered(sitting: Sitting, found: Differing, number: int) -> Passage:
    """The passage of a number, as it was listed.

    Raises:
        QdaError: There is none, or the coding has changed since.
    """
    keys = sitting.beside.differences
    if not 1 <= number <= len(keys):
        raise QdaError(words.no_such("difference", len(keys)))
    there = [passage for passage in found.passages if passage.key == keys[number - 1]]
    if not there:
        raise QdaError(f"difference {number} is not there any more; `disagreements` lists anew.")
    return there[0]


def _next(sitting: Sitting, found: Differing) -> int:
    """The number of the next passage that is not settled, around the end.

    Raises:
        QdaError: All are.
    """
    left = {passage.key for passage in found.passages if not passage.settled}
    keys, here = sitting.beside.differences, sitting.beside.difference
    order: tuple[int, ...] = (*range(here + 1, len(keys) + 1), *range(1, here + 1))
    for number in order:
        if keys[number - 1] in left:
            return number
    raise QdaError(words.ALL_SETTLED if keys else words.no_such("difference", 0))


def _head(found: Differing, *, every: bool = False) -> Iterator[str]:
    from qda.analysis.comparison.disagreements import mixed_up

    settled = sum(passage.settled for passage in found.passages)
    round_ = f"round {found.between.round}" if found.between.round else ""
    progress = words.settled_of(settled, len(found.passages))
    yield words.sentence((" and ".join(found.between.coders), round_, progress))
    pairs = mixed_up(passage.found for passage in found.passages)
    for one in pairs if every else pairs[:PAIRS]:
        pair = f"{one.one} for {one.other or 'nothing'}"
        yield f"taken for each other: {pair}, {words.count(len(one.passages), 'passage')}"
    if len(pairs) > PAIRS and not every:
        yield f"`disagreements mixed` says all {len(pairs)} such pairs."


def _line(sitting: Sitting, passage: Passage, number: int) -> str:
    found = passage.found
    every = frozenset().union(*found.applied)
    codes = [code.id for code in sitting.codebook if code.id in every]
    state = "settled" if passage.settled else "decided in two ways" if passage.decisions else ""
    where = f"{found.document}, {words.segments(found.first, found.last)}"
    return f"difference {number}: {words.sentence((where, *codes, state))}"


def _laid(laid: Laid, passage: Passage) -> Iterator[str]:
    """The words around, the words in dispute, and what A and B have; names once it is settled."""
    start, end = passage.found.start - laid.start, passage.found.end - laid.start
    parts = {"before": laid.text[:start], "here": laid.text[start:end], "after": laid.text[end:]}
    for name, text in parts.items():
        if text.strip():
            yield f"{name}: {on_one_line(text.strip())}"
    for letter, side in zip("AB", laid.sides, strict=True):
        yield from _side(letter, side, named=bool(passage.decisions))
    yield from (line.strip() for line in words.settled(passage).splitlines())


def _side(letter: str, side: Side, *, named: bool) -> Iterator[str]:
    called = f"{letter}, {side.coder}" if named else letter
    codes = ", ".join(dict.fromkeys(row.code for row in side.codings))
    yield f"{called}: {codes or words.CODED_NOTHING}"
    for row in side.codings:
        for line in side.memos.get(row.id, "").splitlines():
            yield f"{letter}, memo on {row.code}: {line}"
