"""Quotations chosen for sections of a report, put in order, said with their source, written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from qda.bench.hand import hand_of_chosen
from qda.bench.printed import copied
from qda.coding.beside import ChooseQuotation, DropQuotations, PlaceQuotation
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import is_name
from qda.plain.limiting import pick
from qda.plain.moving import on_one_line
from qda.plain.placing import place_of
from qda.plain.quoting import MOST_SHOWN, given_said, hand_now, place_said, read_bench
from qda.plain.sitting import Sitting

if TYPE_CHECKING:
    from qda.bench.reading import Bench, Chosen

_FILE: Final = re.compile(r"(.*?)(?:(?:^|\s+)as (md|docx|csv))?((?:^|\s+)with names)?")


def choose(sitting: Sitting, typed: str) -> Iterator[str]:
    """Choose the passage at hand for a section of the report; the same section next time, too."""
    bench = read_bench(sitting)
    hand, section = hand_now(sitting, bench), section_for(sitting, bench, typed)
    if hand.chosen is not None and hand.chosen.row.section == section:
        raise QdaError(f"it is chosen already: {words.chosen_for(bench, hand.chosen)}.")
    new = "" if section in bench.sections else ", a new section"
    change = ChooseQuotation(hand.document, hand.start, hand.end, section)
    sitting.perform(change)
    take(sitting, change.quotation)
    yield f"chosen for {section}{new}"


def drop(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Choose the quotation at hand no more; the passage stays at hand."""
    one = chosen_now(sitting, read_bench(sitting))
    sitting.perform(DropQuotations((one.row.id,)))
    yield f"no longer chosen for {one.row.section}"


def later(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Put the quotation at hand later in its section."""
    yield from _step(sitting, 1)


def earlier(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Put the quotation at hand earlier in its section."""
    yield from _step(sitting, -1)


def chosen(sitting: Sitting, typed: str) -> Iterator[str]:
    """List the chosen quotations by section, in their order; of one section, choose for it."""
    bench = read_bench(sitting)
    section = pick(sitting, "section", bench.sections, typed) if typed else None
    sitting.beside.section = section or sitting.beside.section
    listed = [one for one in bench.chosen if section in (None, one.row.section)]
    sitting.beside.quotations = tuple(one.key for one in listed)
    sitting.beside.quotation = 0
    sitting.beside.places = tuple((one.document, one.row.start) for one in listed)
    before = ""
    for number, one in enumerate(listed, 1):
        if one.row.section != before:
            before = one.row.section
            yield f"section {before}:"
        text = on_one_line(one.quote.text)[:MOST_SHOWN]
        translated = "translated" if one.row.translation else ""
        yield f"quotation {number}: {words.sentence((place_said(one), translated))}: {text}"
    if not listed:
        yield words.NONE_CHOSEN


def quotation(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say a chosen quotation as it will be printed, with its source; by default the next one."""
    bench, beside = read_bench(sitting), sitting.beside
    ids = beside.quotations or tuple(one.key for one in bench.chosen)
    number = int(typed) if typed.isdecimal() else 0 if typed else beside.quotation + 1
    known = {one.key: one for one in bench.chosen}
    if not 1 <= number <= len(ids) or ids[number - 1] not in known:
        raise QdaError(words.no_such("quotation", len(ids)))
    one = known[ids[number - 1]]
    beside.quotations, beside.quotation = ids, number
    beside.hand = hand_of_chosen(one)
    beside.there = one.document, one.row.start
    beside.quoted = copied(one.quote, one.row.translation)
    yield f"quotation {number}: {words.chosen_for(bench, one)}"
    yield from printed(one)
    yield from given_said(bench, one.quote.cases)


def informants(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Say how often each informant is quoted, also those who are not."""
    bench = read_bench(sitting)
    quoted = [name for name in bench.informants if bench.given_to(name)]
    yield from given_said(bench, quoted)
    others = [name for name in bench.informants if name not in quoted]
    if others:
        yield f"no quotation yet: {', '.join(others)}"
    if not bench.informants:
        yield words.NO_CASES


def quote(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say the segment at hand, or a place, as a quotation with its source."""
    place = place_of(sitting, typed)
    text = on_one_line(sitting.document.text[place.start : place.end])
    where = words.segments(place.first, place.last)
    sitting.beside.quoted = f"“{text}” ({sitting.document.name}, {where})"
    yield sitting.beside.quoted


def copy(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Copy what was said last as a quotation, with its source."""
    if sitting.copy is None:
        raise QdaError("a script has no clipboard; `export` writes a file.")
    if not sitting.beside.quoted:
        raise QdaError("say a quotation first: `quote`, `passage N` or `quotation N`.")
    sitting.copy(sitting.beside.quoted)
    yield words.COPIED


def export(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write the chosen quotations to `exports/`: without names, unless `with names` is said."""
    from qda.exports.chosen_file import write_out

    found = _FILE.fullmatch(typed)
    section, kind, named = found.groups() if found else (typed, None, None)
    bench = read_bench(sitting)
    if not bench.chosen:
        raise QdaError(words.NONE_CHOSEN)
    only = pick(sitting, "section", bench.sections, section) if section else None
    path = write_out(sitting.project, only, kind or "md", named=bool(named))
    yield f"{path.parent.name}/{path.name} was written, {'with' if named else 'without'} names."


def printed(one: Chosen) -> Iterator[str]:
    """A quotation as it will be printed: the words, the translation, the source."""
    for line in copied(one.quote, one.row.translation).splitlines():
        yield line.replace(" · ", ", ")


def chosen_now(sitting: Sitting, bench: Bench) -> Chosen:
    """The chosen quotation at hand.

    Raises:
        QdaError: What is at hand is not chosen.
    """
    hand = hand_now(sitting, bench)
    if hand.chosen is None:
        raise QdaError("it is not chosen; `choose SECTION` chooses it.")
    return hand.chosen


def section_for(sitting: Sitting, bench: Bench, typed: str = "") -> str:
    """The section that is chosen for: the one named, else that of last time, else the only one.

    Raises:
        QdaError: None can be meant.
    """
    beside = sitting.beside
    only = bench.sections[0] if len(bench.sections) == 1 else None
    named = next((each for each in bench.sections if typed and is_name(typed, (each,))), typed)
    section = " ".join(named.split()) or beside.section or only
    if section is None:
        there = f"; there are {', '.join(bench.sections)}" if bench.sections else ""
        raise QdaError(f"say for which section of the report: `choose SECTION`{there}.")
    beside.section = section
    return section


def take(sitting: Sitting, id_: str) -> None:
    """Have a chosen quotation at hand."""
    one = next((each for each in read_bench(sitting).chosen if each.key == id_), None)
    if one is not None:
        sitting.beside.hand = hand_of_chosen(one)
        sitting.beside.quoted = copied(one.quote, one.row.translation)


def _step(sitting: Sitting, step: int) -> Iterator[str]:
    bench = read_bench(sitting)
    one = chosen_now(sitting, bench)
    of = [each.key for each in bench.chosen if each.row.section == one.row.section]
    to = one.position - 1 + step
    if not 0 <= to < len(of):
        raise QdaError(f"it is the {'last' if step > 0 else 'first'} of {one.row.section}.")
    sitting.perform(PlaceQuotation(one.row.id, one.row.section, to))
    sitting.beside.quotations = ()
    yield f"{one.row.section}, {to + 1} of {len(of)}"
