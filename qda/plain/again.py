"""Reading again for a code that came, or got other words, after segments had been reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qda.coding.changes import WaiveRevisit
from qda.coding.rereading import Rereading
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import names_of
from qda.plain.marking import find_code
from qda.plain.moving import read_here, where
from qda.plain.sitting import Sitting

if TYPE_CHECKING:
    from qda.analysis.revisit import CodeAgain


def revisit(sitting: Sitting, typed: str) -> Iterator[str]:
    """List the codes for which something is to be read again; of one code, the documents."""
    left = [one for one in _load(sitting) if one.left]
    if typed:
        code = find_code(sitting, typed).id
        left = [one for one in left if one.need.code == code]
    for one in left:
        segments = sum(len(document.left) for document in one.left)
        of = f"{words.count(segments, 'segment')} in {words.count(len(one.left), 'document')}"
        yield f"{one.need.code}: {words.why(one.need)}, {of}"
        if typed:
            for document in one.left:
                yield f"{document.name}: {words.count(len(document.left), 'segment')} left"
    if not left:
        yield "Nothing is to be read again."


def again(sitting: Sitting, typed: str) -> Iterator[str]:
    """Go to the segment, here or below, else in the documents after, to be read for a code."""
    sitting.again = find_code(sitting, typed).id
    yield from _go_on(sitting, sitting.again)


def read_again(sitting: Sitting, typed: str) -> Iterator[str]:
    """Mark the segment, or `all` left of the document, as read again for the code; go on."""
    if typed not in ("", "all"):
        raise QdaError(f"“{typed}” is not understood; say `read-again` or `read-again all`.")
    code = sitting.again
    if code is None:
        raise QdaError("say for which code first: `again CODE`.")
    here = sitting.document
    reading = Rereading.of(_load(sitting), _family(sitting, code), here.id, here.name)
    numbers = sorted(reading.numbers) if typed else [sitting.number]
    changes = tuple(reading.changes(numbers, read=True))
    place = here.name if typed else str(sitting.here)
    if not changes:
        raise QdaError(f"{place}: not to be read again for {code}.")
    sitting.perform(*changes)
    yield f"{place}: read again for {code}"
    if sitting.fresh:
        yield from _go_on(sitting, code)


def waive(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say that a code's new words ask for no reading again."""
    code = find_code(sitting, typed).id
    need = next((one.need for one in _load(sitting) if one.need.code == code), None)
    if need is None or need.redefined is None:
        raise QdaError(f"{code} has no new words that ask for reading again.")
    outcome = sitting.perform(WaiveRevisit(code, need.version))
    yield outcome.words


def _go_on(sitting: Sitting, code: str) -> Iterator[str]:
    """Go to what is left next; said where nothing is."""
    found, family = _load(sitting), _family(sitting, code)
    order = [info.id for info in sitting.documents]
    at = order.index(sitting.document.id)
    names = {info.id: info.name for info in sitting.documents}
    for document in (*order[at:], *order[:at]):
        left = sorted(Rereading.of(found, family, document, names[document]).numbers)
        if left:
            _go(sitting, document, left)
            if document != order[at]:
                yield from where(sitting)
            yield from read_here(sitting)
            return
    yield words.nothing_left_for(names_of(sitting.codebook[code])[1])


def _go(sitting: Sitting, document: int, left: list[int]) -> None:
    if document != sitting.document.id:
        sitting.keep_place()
        sitting.go_to_document(document, 0)
    sitting.go_to(next((number for number in left if number >= sitting.number), left[0]))


def _family(sitting: Sitting, code: str) -> tuple[str, ...]:
    return (code, *(below.id for below in sitting.codebook.descendants(code)))


def _load(sitting: Sitting) -> tuple[CodeAgain, ...]:
    from qda.analysis.load_revisits import load_revisits

    return load_revisits(sitting.project, sitting.coder)
