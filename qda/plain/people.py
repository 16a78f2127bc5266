"""The cases: informants, what is known of each, and all of one informant's documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import choose, is_name, matching
from qda.plain.moving import enter
from qda.plain.placing import back_or_forth, some_of
from qda.plain.sitting import Sitting
from qda.project.attributes import write_values

if TYPE_CHECKING:
    from qda.coding.cases.reading import CasesRead
    from qda.project.cases import AttributeInfo, CaseInfo

AT_ONCE: Final = 10
"""How many cases are listed unasked."""


def cases(sitting: Sitting, typed: str) -> Iterator[str]:
    """List the cases with what is known of them, or some; of an attribute, who has what."""
    found, numbers = read(sitting), some_of(typed) if typed else None
    names = (*(each.name for each in found.attributes), *(each.name for each in found.bands))
    column = next((name for name in names if typed and is_name(typed, (name,))), None)
    if column is not None:
        yield from _column(found, column)
        return
    chosen = [one for one in found.cases if not typed or numbers or _fits(one, typed)]
    first, last = numbers or (1, AT_ONCE)
    for one in chosen[first - 1 : last]:
        known = (f"{name} {value}" for name, value in _known(found, one) if value)
        yield words.sentence((one.name, *known))
    if not numbers and len(chosen) > last:
        more = f"`cases {last + 1}-{min(last + AT_ONCE, len(chosen))}` says more"
        yield f"{len(chosen)} cases; {'say more letters' if typed else more}."
    if not chosen:
        yield f"No case fits “{typed}”." if typed else words.NO_CASES


def case(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say all that is known of a case, its documents and the memos on it; by default this one's."""
    found = read(sitting)
    chosen = [find_case(sitting, found, typed)] if typed else list(_here(sitting, found))
    if not chosen:
        raise QdaError(f"{sitting.document.name} is tied to no case; `tie CASE : DOCUMENT` ties.")
    for one in chosen:
        yield from _said(found, one)


def attributes(sitting: Sitting, _typed: str) -> Iterator[str]:
    """List the attributes with their kinds and values, and the bands made of them."""
    found = read(sitting)
    for one in found.attributes:
        values = Counter(v for person in found.cases for v in person.values.get(one.name) or ())
        often = (f"{value} {count}" for value, count in values.most_common(words.MOST_VALUES))
        yield words.sentence((f"{one.name}: {one.kind}", *often))
    for bands in found.bands:
        yield f"{bands.name}: bands of {bands.of}: {', '.join(bands.labels)}"
    if not found.attributes:
        yield "There are no attributes yet; `new-attribute NAME` makes one."


def read_case(sitting: Sitting, typed: str) -> Iterator[str]:
    """Open the first document of a case that is not read to its end."""
    found = read(sitting)
    name = find_case(sitting, found, typed).name
    documents = found.documents.get(name, ())
    if not documents:
        raise QdaError(f"{name} is tied to no document; `tie CASE : DOCUMENT` ties it.")
    unread = (one for one in documents if one.progress.reviewed < one.progress.segments)
    yield from enter(sitting, next(unread, documents[0]).info.id)


def same(sitting: Sitting, typed: str) -> Iterator[str]:
    """Open the next document of this one's informants, around the end; `back`: the previous."""
    step = back_or_forth(typed)
    found, here = read(sitting), sitting.document.id
    own = {d.info.id for one in _here(sitting, found) for d in found.documents[one.name]}
    ids = [info.id for info in sitting.documents if info.id in own]
    if len(ids) < 2:
        raise QdaError(words.NO_OTHER_DOCUMENT)
    yield from enter(sitting, ids[(ids.index(here) + step) % len(ids)])


def read(sitting: Sitting) -> CasesRead:
    """The cases as they stand."""
    from qda.coding.cases.reading import read_cases

    with sitting.project.read(together=True) as session:
        return read_cases(session, sitting.coder)


def find_case(sitting: Sitting, found: CasesRead, letters: str) -> CaseInfo:
    """The case meant by a few letters of its name.

    Raises:
        QdaError: None fits, or several and nobody chose.
    """
    fits = matching(found.cases, letters, lambda one: (one.name,))
    if not fits:
        there = ", ".join(one.name for one in found.cases) or "none yet"
        raise QdaError(f"no case fits “{letters}”; there are {there}.")
    names = [one.name for one in fits]
    return choose(fits, names, sitting.ask, words.several("cases", letters, names))


def find_attribute(sitting: Sitting, found: CasesRead, letters: str) -> AttributeInfo:
    """The attribute meant by a few letters of its name.

    Raises:
        QdaError: None fits, or several and nobody chose.
    """
    fits = matching(found.attributes, letters, lambda one: (one.name,))
    if not fits:
        raise QdaError(f"no attribute fits “{letters}”; `attributes` lists them.")
    names = [one.name for one in fits]
    return choose(fits, names, sitting.ask, words.several("attributes", letters, names))


def _column(found: CasesRead, column: str) -> Iterator[str]:
    """What each case has in an attribute or in bands."""
    for one in found.cases:
        value = dict(_known(found, one))[column]
        yield f"{one.name}: {value or words.UNKNOWN}"


def _fits(one: CaseInfo, typed: str) -> bool:
    values = (value for own in one.values.values() for value in own or ())
    return any(typed.casefold() in text.casefold() for text in (one.name, *values))


def _known(found: CasesRead, one: CaseInfo) -> Iterator[tuple[str, str]]:
    """Each attribute of a case and each of the bands with its value; '' where it is unknown."""
    for attribute in found.attributes:
        values = one.values.get(attribute.name, ())
        yield attribute.name, write_values(values)
        for bands in found.bands:
            if bands.of == attribute.name:
                yield bands.name, write_values(bands.values(values))


def _here(sitting: Sitting, found: CasesRead) -> Iterator[CaseInfo]:
    """The cases that speak in the document at hand."""
    for one in found.cases:
        documents = found.documents.get(one.name, ())
        if any(document.info.id == sitting.document.id for document in documents):
            yield one


def _said(found: CasesRead, one: CaseInfo) -> Iterator[str]:
    yield one.name
    for name, value in _known(found, one):
        yield f"{name}: {value or words.UNKNOWN}"
    for document in found.documents.get(one.name, ()):
        yield words.progress(
            document.info.name, document.progress.reviewed, document.progress.segments
        )
    if one.documents:
        yield f"tied to {'; '.join(one.documents)}"
    for memo in found.memos.get(one.name, ()):
        first, *rest = memo.text.split("\n")
        yield f"memo by {memo.coder}, {words.local_day(memo.created_at)}: {first}"
        yield from rest
