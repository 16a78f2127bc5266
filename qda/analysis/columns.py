"""What the columns of a matrix are: from what the user writes to an axis."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.axes import Axis, Part, combine, selected_pairs
from qda.analysis.dataset import NOT_APPLICABLE
from qda.analysis.relation import Relation, distinct, ints
from qda.analysis.select import find_attribute
from qda.analysis.voices import voices_of
from qda.codebook.condition import NONE
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qda.analysis.dataset import Attribute, Dataset
    from qda.analysis.relation import Bools
    from qda.analysis.select import Selection

NO_INFORMANT: Final = "(no informant)"
"""The column of what touches no informant's turn, where the columns are speakers."""

_FORMS: Final[dict[str, Callable[[str], str]]] = {
    "attribute": str,
    "year": lambda value: value[:4],
    "month": lambda value: value[:7],
}
_CROSSED: Final = re.compile(r"\s+x\s+(?=(?:document|case|speaker)$|(?:attribute|year|month):)")
_WAYS: Final = "document, case, speaker, coder, code, attribute:NAME, month:NAME or year:NAME"


def split(by: str) -> tuple[str, ...]:
    """The parts of an axis as they are written: `attribute:sector x attribute:role` has two."""
    return tuple(_CROSSED.split(by.strip()))


def compares_groups(by: str) -> bool:
    """Whether the columns are groups of cases or documents, which are compared by shares."""
    return any(part.partition(":")[0] in _FORMS and ":" in part for part in split(by))


def axis(data: Dataset, by: str, selection: Selection) -> Axis:
    """The columns that a selection has.

    Documents and cases outside the selection are no columns; cases and values stand in the
    order of the data set and of their kind. What has no case, or no value, stands under
    `(none)`, what has a value that does not apply under `n.a.`. Of two parts that are crossed
    only the combinations that a selected case or document has are columns.

    Raises:
        QdaError: `by` says no columns, or an attribute is not known.
    """
    written = split(by)
    if len(written) > 2:
        raise QdaError(f"“{by}” crosses more than two; cross two, as in {_example(data)}.")
    parts = tuple(_part(data, one, selection) for one in written)
    if len(parts) == 1:
        return Axis.of_one(by, parts[0])
    if any(part.of == "coder" for part in parts):
        raise QdaError("Coders cannot be crossed with other columns; choose one with `--coder`.")
    return _crossed(data, by, parts, selection)


def _crossed(data: Dataset, by: str, parts: tuple[Part, ...], selection: Selection) -> Axis:
    keys = distinct(combine(parts, selected_pairs(data, selection))[1])
    width = len(parts[1].headings)
    number = np.full(len(parts[0].headings) * width, -1)
    number[keys] = np.arange(len(keys))
    found = [divmod(key, width) for key in keys.tolist()]
    headings = tuple((parts[0].headings[one], parts[1].headings[two]) for one, two in found)
    return Axis(by, parts, headings, number)


def _part(data: Dataset, by: str, selection: Selection) -> Part:
    if by == "document":
        return Part("document", *_kept(data.documents.names, selection.documents))
    if by == "case":
        return Part("case", *_kept((*data.cases.names, NONE), selection.cases))
    if by == "coder":
        return Part("coder", data.coders, Relation.identity(len(data.coders)))
    if by == "speaker":
        return Part("speaker", *_speakers(data, selection))
    kind, colon, name = by.partition(":")
    if not colon or kind not in _FORMS:
        raise QdaError(f"“{by}” gives no columns; use {_WAYS}{_meant(data, by)}.")
    things, attribute = find_attribute(data, name)
    if kind != "attribute" and attribute.kind != "date":
        raise QdaError(f"“{name}” is no date, so it has no {kind}; use attribute:{name}.")
    if things is data.documents:
        return Part("document", *_values(attribute, selection.documents, _FORMS[kind]))
    return Part("case", *_values(attribute, selection.cases, _FORMS[kind]))


def _meant(data: Dataset, by: str) -> str:
    known = data.cases.attribute(by) or data.documents.attribute(by)
    return f"; you may mean attribute:{by}" if known else ""


def _example(data: Dataset) -> str:
    names = [one.name for one in data.cases.attributes[:2]]
    return " x ".join(f"attribute:{name}" for name in names) or "attribute:sector x attribute:role"


def _kept(names: Sequence[str], kept: Bools) -> tuple[tuple[str, ...], Relation]:
    columns = np.flatnonzero(kept)
    relation = Relation(np.concatenate(([0], np.cumsum(kept))), np.arange(len(columns)))
    return tuple(names[number] for number in columns.tolist()), relation


def _speakers(data: Dataset, selection: Selection) -> tuple[tuple[str, ...], Relation]:
    """The informants who speak for a selected case, by document and first turn, and nobody."""
    turn = np.flatnonzero(data.by_informant & selection.documents[data.turns.document])
    voice = np.array(list(dict.fromkeys(data.turns.speaker[turn].tolist())), dtype=np.int64)
    at, case = data.speaker_cases.follow(voice)
    speaks = np.bincount(at[selection.cases[case]], minlength=len(voice)) > 0
    voice = voice[speaks]
    headings = tuple(
        f"{data.documents.names[data.speakers.document[one]]}@{data.speakers.labels[one]}"
        for one in voice.tolist()
    )
    if _any_silent(data, selection):
        voice, headings = np.append(voice, data.no_speaker), (*headings, NO_INFORMANT)
    relation = Relation.of(voice, np.arange(len(voice)), size=data.no_speaker + 1)
    return headings, relation


def _any_silent(data: Dataset, selection: Selection) -> bool:
    codings = data.codings
    kept = selection.documents[codings.document]
    begin = data.offsets[codings.document[kept]]
    said = voices_of(data, begin + codings.start[kept], begin + codings.end[kept])
    return bool((said.partners == data.no_speaker).any())


def _values(
    attribute: Attribute, kept: Bools, form: Callable[[str], str]
) -> tuple[tuple[str, ...], Relation]:
    values = [
        (attribute.values[thing] if thing < len(attribute.values) else ()) or {NONE}
        for thing in np.flatnonzero(kept)
    ]
    formed = [
        {one if one in (NONE, NOT_APPLICABLE) else form(one) for one in own} for own in values
    ]
    columns = sorted(set(chain.from_iterable(formed)), key=lambda one: _rank(attribute, one))
    number = {value: column for column, value in enumerate(columns)}
    pairs = [
        (thing, number[value])
        for thing, own in zip(np.flatnonzero(kept), formed, strict=True)
        for value in own
    ]
    left, right = ints(pairs).reshape(-1, 2).T
    return tuple(columns), Relation.of(left, right, size=len(kept))


def _rank(attribute: Attribute, value: str) -> tuple[int, float, str]:
    last = {NONE: 1, NOT_APPLICABLE: 2}.get(value, 0)
    if value in attribute.order:
        return last, float(attribute.order.index(value)), value
    if attribute.kind == "number" and not last:
        try:
            return last, float(value.replace(",", ".")), value
        except ValueError:
            return last, float("inf"), value
    return last, 0.0, value
