"""What may be said of an informant so that no person is picked out: less, where few share it.

An informant is described by the attributes asked for, the most important first. A description is
used only if at least so many informants carry exactly it; whoever cannot be told apart less is
described by fewer attributes, in the end by none. After Sweeney 2002, International Journal of
Uncertainty, Fuzziness and Knowledge-Based Systems 10(5).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qda.analysis.columns import split
from qda.analysis.dataset import INFORMANT, NOT_APPLICABLE, Attribute, Things
from qda.analysis.select import find_attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qda.analysis.dataset import Dataset
    from qda.analysis.matrix import Matrix
    from qda.analysis.quotes import Quote, Quotes

LEAST: Final = 3
"""So many informants must share what is said of one of them."""

ATTRIBUTE: Final = "attribute:"

OTHER: Final = "(other)"
"""The value in place of those that too few informants have."""

Values = tuple[str, ...]
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rare:
    """A combination of attributes that too few informants hold, for the researcher to decide on.

    Attributes:
        values: The combination, numbers in bands of ten and dates as years.
        informants: How many hold it.
        shown: What is said of them instead: the first of the values, or nothing.
    """

    values: Values
    informants: int
    shown: Values


@dataclass(frozen=True, slots=True)
class Descriptions:
    """What is said of each informant in each document.

    Attributes:
        attributes: The attributes asked for, the most important first.
        shown: By case and document the values of the first of these attributes.
        rare: The combinations that are not shown as they are.
    """

    attributes: tuple[str, ...]
    shown: Mapping[_Pair, Values]
    rare: tuple[Rare, ...]

    def of(self, document: int, cases: Iterable[int]) -> Values:
        """What is said of these informants together: what their descriptions begin with alike."""
        return _begun_alike([self.shown.get((case, document), ()) for case in cases])

    def of_case(self, case: int) -> Values:
        """What is said of an informant in every document: what these descriptions begin with."""
        return _begun_alike([said for (who, _), said in self.shown.items() if who == case])


def _begun_alike(found: Sequence[Values]) -> Values:
    if not found:
        return ()
    alike = next((n for n, at in enumerate(zip(*found, strict=False)) if len(set(at)) > 1), None)
    return min(found, key=len)[:alike]


def describe(data: Dataset, attributes: Sequence[str], least: int = LEAST) -> Descriptions:
    """Describe the informants, as exactly as so many of them share.

    Args:
        data: The data set.
        attributes: Of cases or of documents; what comes first is kept longest.
        least: How many informants must share a description.

    Raises:
        QdaError: An attribute is not known.
    """
    wanted = [find_attribute(data, name) for name in attributes]
    pairs = sorted(set(zip(data.links.case.tolist(), data.links.document.tolist(), strict=True)))
    full = {pair: tuple(_said(data, *one, pair) for one in wanted) for pair in pairs}
    shown = _suppressed(full, len(wanted), least)
    holders: defaultdict[Values, set[int]] = defaultdict(set)
    instead: dict[Values, Values] = {}
    for pair, values in full.items():
        holders[values].add(pair[0])
        instead[values] = shown[pair]
    rare = tuple(
        Rare(values, len(held), instead[values])
        for values, held in sorted(holders.items())
        if instead[values] != values
    )
    return Descriptions(tuple(attributes), shown, rare)


def _suppressed(full: Mapping[_Pair, Values], attributes: int, least: int) -> dict[_Pair, Values]:
    """Of each the longest beginning of its values that enough of those left share."""
    shown: dict[_Pair, Values] = {}
    for length in range(attributes, 0, -1):
        groups: defaultdict[Values, list[_Pair]] = defaultdict(list)
        for pair, values in full.items():
            if pair not in shown:
                groups[values[:length]].append(pair)
        for values, members in groups.items():
            if len({case for case, _ in members}) >= least:
                shown |= dict.fromkeys(members, values)
    return {pair: shown.get(pair, ()) for pair in full}


def _said(data: Dataset, things: Things, attribute: Attribute, pair: _Pair) -> str:
    values = attribute.values[pair[1] if things is data.documents else pair[0]]
    return "/".join(sorted(_coarse(attribute.kind, value) for value in values))


def _coarse(kind: str, value: str) -> str:
    """A number as its band of ten, a date as its year."""
    if value == NOT_APPLICABLE or kind not in ("number", "date"):
        return value
    if kind == "date":
        return value[:4]
    try:
        low = int(float(value.replace(",", ".")) // 10 * 10)
    except (ValueError, OverflowError):
        return value
    return f"{low}–{low + 9}"


def pooled(data: Dataset, name: str, least: int = LEAST) -> Dataset:
    """The data set with the values of an attribute that too few cases have joined to `(other)`.

    So that nobody can be found by taking the columns from the total, `(other)` itself stands for
    enough cases, if need be with the next rarest value.

    Raises:
        QdaError: The attribute is not known.
    """
    things, attribute = find_attribute(data, name)
    if things is not data.cases:
        return data
    few = _few(attribute, least)
    values = tuple(
        frozenset(OTHER if value in few else value for value in own) for own in attribute.values
    )
    others = tuple(
        replace(one, values=values) if one is attribute else one for one in things.attributes
    )
    return replace(data, cases=replace(things, attributes=others))


def pooled_columns(data: Dataset, by: str, least: int = LEAST) -> Dataset:
    """The data set with each attribute that makes the columns of a matrix pooled.

    Raises:
        QdaError: An attribute is not known.
    """
    for part in split(by):
        if part.startswith(ATTRIBUTE):
            data = pooled(data, part.removeprefix(ATTRIBUTE), least)
    return data


def rare_columns(matrix: Matrix, least: int = LEAST) -> tuple[tuple[str, int], ...]:
    """The columns of a matrix of groups that hold fewer informants, and how many."""
    if not any(part.startswith(ATTRIBUTE) for part in split(matrix.by)):
        return ()
    asked = matrix.cells.asked
    most = asked.max(axis=0, initial=0).tolist() if len(asked) else []
    pairs = zip(matrix.columns, most, strict=False)
    return tuple((heading, count) for heading, count in pairs if 0 < count < least)


def _few(attribute: Attribute, least: int) -> set[str]:
    held: defaultdict[str, int] = defaultdict(int)
    for own in attribute.values:
        for value in own:
            held[value] += 1
    rarest = sorted(held, key=lambda value: (held[value], value))
    few = {value for value in rarest if held[value] < least}
    for value in rarest:
        if not few or sum(held[one] for one in few) >= least:
            break
        few.add(value)
    return few


def cover(
    quotes: Quotes, data: Dataset, descriptions: Descriptions, *, numbers: bool = False
) -> Quotes:
    """Quotations without names, of which nobody can tell who spoke several.

    Documents, places, cases, speakers and coders are left out, attributes said as far as enough
    informants share them; within a code the order says nothing of who speaks.

    Args:
        quotes: The quotations.
        data: The data set that they are of.
        descriptions: What is said of the informants.
        numbers: Give each informant a number, the same in all quotations.
    """
    codes = {code.id: at for at, code in enumerate(data.codes)}
    covered = cover_each(quotes.quotes, data, descriptions, numbers=numbers)
    covered.sort(key=lambda quote: (codes[quote.code], _shuffled(quote.text), quote.question))
    return replace(quotes, attributes=descriptions.attributes, quotes=tuple(covered), named=False)


def cover_each(
    quotes: Iterable[Quote], data: Dataset, descriptions: Descriptions, *, numbers: bool = False
) -> list[Quote]:
    """Quotations without names, as `cover`, in the order in which they come."""
    covering = _Covering(data, descriptions, numbers_of_cases(data) if numbers else {})
    return [covering.quote(quote) for quote in quotes]


def numbers_of_cases(data: Dataset) -> dict[str, str]:
    """A number of each case, in an order that is not that of the project."""
    names = sorted(data.cases.names, key=_shuffled)
    return {name: str(at) for at, name in enumerate(names, 1)}


def _shuffled(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class _Covering:
    data: Dataset
    descriptions: Descriptions
    numbers: Mapping[str, str]

    def quote(self, quote: Quote) -> Quote:
        document = self.data.documents.names.index(quote.document)
        cases = [self.data.cases.names.index(name) for name in quote.cases]
        said = self.descriptions.of(document, cases)
        held = [*said, *[""] * (len(self.descriptions.attributes) - len(said))]
        return replace(
            quote,
            document="",
            segments="",
            start=0,
            end=0,
            speakers=(),
            cases=tuple(self.numbers[name] for name in quote.cases if name in self.numbers),
            values=tuple((value,) if value else () for value in held),
            coders=(),
            parts=self._parts(document, quote),
        )

    def _parts(self, document: int, quote: Quote) -> tuple[tuple[str, str], ...]:
        """Who speaks, by role; a second informant in one passage has a number there."""
        roles = {
            label: int(self.data.speakers.role[at])
            for at, label in enumerate(self.data.speakers.labels)
            if self.data.speakers.document[at] == document
        }
        heard: dict[str, str] = {}
        for label, _ in quote.parts:
            role = "informant" if roles.get(label, INFORMANT) == INFORMANT else "interviewer"
            same = sum(1 for one in heard.values() if one.startswith(role))
            heard.setdefault(label, role if not same else f"{role} {same + 1}")
        return tuple((heard[label], words) for label, words in quote.parts)
