"""Passages that may be quoted: listed by code, case, attribute and coder, and heard one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from qda.bench.hand import Hand, hand_of, hand_of_chosen
from qda.bench.printed import copied, source_of
from qda.bench.reading import Bench, Chosen, Filter, Passage
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import name_of
from qda.plain.limiting import limits_of
from qda.plain.moving import go_there, on_one_line
from qda.plain.placing import some_of
from qda.plain.sitting import Sitting

AT_ONCE: Final = 10
"""How many passages are listed unasked."""
MOST_SHOWN: Final = 100
"""How many characters of a passage are said in a list."""


def passages(sitting: Sitting, typed: str) -> Iterator[str]:
    """List the passages that limits let through, or those of some numbers of the last list."""
    beside = sitting.beside
    numbers = some_of(typed) if typed else None
    if numbers is None:
        bench = read_bench(sitting)
        if typed:
            beside.wanted = limits_of(sitting, bench, typed)
            bench = read_bench(sitting)
        if bench.trouble:
            raise QdaError(bench.trouble)
        beside.passages, beside.passage, beside.hand = bench.passages, 0, None
        beside.places = tuple((one.document, one.quote.start) for one in bench.passages)
        yield words.passages_found(len(bench.passages), limits_said(beside.wanted), bench.whose)
    total = len(beside.passages)
    first, last = numbers or (1, min(AT_ONCE, total))
    if numbers and not 1 <= first <= last <= total:
        raise QdaError(words.no_such("passage", total))
    yield from _listed(sitting, first, last)
    if not numbers and total > last:
        yield f"`passages {last + 1}-{min(last + AT_ONCE, total)}` says more."


def passage(sitting: Sitting, typed: str) -> Iterator[str]:
    """Read a passage of the list whole, with the question before it; by default the next one."""
    beside = sitting.beside
    number = int(typed) if typed.isdecimal() else 0 if typed else beside.passage + 1
    if not 1 <= number <= len(beside.passages):
        raise QdaError(words.no_such("passage", len(beside.passages)))
    bench = read_bench(sitting)
    hand = hand_of(bench, beside.passages[number - 1], beside.section)
    beside.passage, beside.hand = number, hand
    beside.there = hand.document, hand.start
    beside.quoted = copied(hand.quote, "")
    yield from _read(sitting, bench, number, hand)


def there(sitting: Sitting, typed: str) -> Iterator[str]:
    """Go in the interview to what was said last, or to line N of the list that was."""
    place, places = sitting.beside.there, sitting.beside.places
    if typed:
        number = int(typed) if typed.isdecimal() else 0
        place = places[number - 1] if 1 <= number <= len(places) else None
    if place is None:
        raise QdaError(words.NOWHERE)
    sitting.spoken = None
    yield from go_there(sitting, *place)


def read_bench(sitting: Sitting) -> Bench:
    """The passages and the chosen quotations as they stand, under the limits."""
    return sitting.beside.reader.read(sitting.project, sitting.coder, sitting.beside.wanted)


def hand_now(sitting: Sitting, bench: Bench) -> Hand:
    """The passage or quotation said last, as it stands.

    Raises:
        QdaError: None was said, or it has gone.
    """
    hand = sitting.beside.hand
    if hand is None:
        raise QdaError("say which one first: `passage N`, or `quotation N` of the chosen.")
    if hand.chosen is not None:
        now = [one for one in bench.chosen if one.key == hand.chosen.key]
        if now:
            return hand_of_chosen(now[0])
    passage = Passage("", hand.document, hand.quote)
    return hand_of(bench, passage, sitting.beside.section)


def limits_said(wanted: Filter) -> tuple[str, ...]:
    """What the limits let through."""
    value = "=".join(wanted.attribute) if wanted.attribute else ""
    quotable = "quotable" if wanted.quotable else ""
    return tuple(filter(None, (wanted.code, wanted.case, value, quotable)))


def place_said(hand: Hand | Passage | Chosen) -> str:
    """Where it stands and who speaks."""
    return source_of(hand.quote).replace(" · ", ", ")


def turns_said(parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Turn by turn, each with who speaks."""
    for speaker, text in parts:
        yield f"{speaker}: {on_one_line(text.strip())}" if speaker else on_one_line(text.strip())


def given_said(bench: Bench, cases: Iterable[str]) -> Iterator[str]:
    """How often each informant is quoted."""
    for case in cases:
        yield words.given(case, bench.given_to(case))


def _listed(sitting: Sitting, first: int, last: int) -> Iterator[str]:
    bench = read_bench(sitting)
    for number in range(first, last + 1):
        one = sitting.beside.passages[number - 1]
        text = on_one_line(one.quote.text)
        short = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN].rsplit(' ', 1)[0]} ..."
        code = name_of(sitting.codebook, one.quote.code)
        chosen = hand_of(bench, one, sitting.beside.section).chosen
        where = f"chosen for {chosen.row.section}" if chosen else ""
        yield f"passage {number}: {words.sentence((place_said(one), code, where))}: {short}"


def _read(sitting: Sitting, bench: Bench, number: int, hand: Hand) -> Iterator[str]:
    quote, total = hand.quote, len(sitting.beside.passages)
    yield f"passage {number} of {total}: {place_said(hand)}"
    question = sitting.beside.reader.question_before(sitting.project, bench, hand)
    if question:
        yield f"question: {on_one_line(question)}"
    yield from turns_said(quote.parts)
    codes = ", ".join(name_of(sitting.codebook, id_) for id_ in (quote.code, *quote.also) if id_)
    if codes:
        yield words.sentence((f"codes: {codes}", f"by {', '.join(quote.coders)}"))
    if hand.chosen is not None:
        yield words.chosen_for(bench, hand.chosen)
    yield from given_said(bench, quote.cases)
