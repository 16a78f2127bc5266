"""Which documents, cases and codes a figure is of, and what its columns are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from qda.analysis.dataset import NOT_APPLICABLE, Attribute, Dataset, Things
from qda.analysis.relation import Bools, Ints, Relation, ints
from qda.codebook.condition import NONE
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.codebook.condition import Condition

ATTRIBUTE: Final = "attribute:"
OF_DOCUMENT: Final = "document:"
"""Written before the name of an attribute that cases have too, to mean the documents' one."""


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What is left of a data set after the conditions.

    A document is in it if it meets the conditions on documents and one of its cases those on
    cases; a case if it meets those on cases and speaks in such a document.

    Attributes:
        documents: Of each document, whether it is in.
        cases: Of each case, and last of `nobody`, whether it is in. Documents without a case
            are in only where no condition is on cases.
    """

    documents: Bools
    cases: Bools


def find_attribute(data: Dataset, name: str) -> tuple[Things, Attribute]:
    """The attribute of this name and whose it is: the cases', else the documents'.

    Raises:
        QdaError: Neither has it.
    """
    plain = name.removeprefix(OF_DOCUMENT)
    for things in (data.documents,) if name != plain else (data.cases, data.documents):
        if (attribute := things.attribute(plain)) is not None:
            return things, attribute
    known = [one.name for one in data.cases.attributes]
    known += [one.name for one in data.documents.attributes if one.name not in known]
    there = f"there are: {', '.join(known)}" if known else "there are none yet"
    raise QdaError(f"Neither cases nor documents have an attribute “{name}”; {there}.")


def select(data: Dataset, where: Sequence[Condition] = ()) -> Selection:
    """The documents and cases that meet all conditions.

    Raises:
        QdaError: A condition names an attribute that there is not.
    """
    documents = np.ones(len(data.texts), dtype=np.bool_)
    cases = np.ones(data.nobody + 1, dtype=np.bool_)
    for condition in where:
        things, attribute = find_attribute(data, condition.attribute)
        holds = _holds(condition, attribute)
        if things is data.documents:
            documents &= holds
        else:
            cases &= np.append(holds, False)
    document, case = data.document_cases.follow(np.arange(len(data.texts)))
    both = documents[document] & cases[case]
    return Selection(
        np.bincount(document[both], minlength=len(documents)) > 0,
        np.bincount(case[both], minlength=len(cases)) > 0,
    )


def _holds(condition: Condition, attribute: Attribute) -> Bools:
    return np.array([condition.holds(values) for values in attribute.values], dtype=np.bool_)


def choose_codes(data: Dataset, codes: Sequence[str] = (), level: int | None = None) -> Ints:
    """The numbers of the codes to show, in preorder.

    A retired code is left out where neither it nor a code under it has any coding.

    Args:
        data: The data set.
        codes: Ids of codes, each with all under it; none means all.
        level: The lowest level shown, 1 for the top. What lies deeper still counts above.

    Raises:
        QdaError: A code is not in the codebook, or the level is below 1.
    """
    if level is not None and level < 1:
        raise QdaError("The level must be 1 (the top) or more.")
    heads = {data.code_number(id_) for id_ in codes}
    used = np.unique(data.codings.code)
    alive = set(chain.from_iterable(data.ancestry[code] for code in used))
    return ints(
        [
            number
            for number, line in enumerate(data.ancestry)
            if (not heads or heads & set(line))
            and (level is None or len(line) <= level)
            and (number in alive or not data.codes[number].retired)
        ]
    )


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """The columns of a matrix.

    Attributes:
        name: As the user wrote it: document, case, coder or attribute:NAME.
        of: What is set into columns: documents, cases or coders.
        columns: The headings, in order.
        relation: The columns of each of these things.
    """

    name: str
    of: Literal["document", "case", "coder"]
    columns: tuple[str, ...]
    relation: Relation

    def place(self, document: Ints, case: Ints, coder: Ints) -> tuple[Ints, Ints]:
        """The columns of things that lie in a document, count for a case, and have a coder.

        Returns:
            Position of the thing and its column, one pair a column that it is in.
        """
        things = {"document": document, "case": case, "coder": coder}[self.of]
        return self.relation.follow(things)


def whole(data: Dataset) -> Axis:
    """The one column of the totals."""
    every = Relation(np.arange(len(data.texts) + 1), np.zeros(len(data.texts), dtype=np.int64))
    return Axis("total", "document", ("total",), every)


def axis(data: Dataset, by: str, selection: Selection) -> Axis:
    """The columns that a selection has.

    Documents and cases outside the selection are no columns; cases and values stand in the
    order of the data set and of their kind. What has no case, or no value, stands under
    `(none)`, what has a value that does not apply under `n.a.`.

    Raises:
        QdaError: `by` is none of document, case, coder and attribute:NAME, or the attribute is
            not known.
    """
    if by == "document":
        return Axis(by, "document", *_kept(data.documents.names, selection.documents))
    if by == "case":
        return Axis(by, "case", *_kept((*data.cases.names, NONE), selection.cases))
    if by == "coder":
        return Axis(by, "coder", data.coders, Relation.identity(len(data.coders)))
    if not by.startswith(ATTRIBUTE):
        raise QdaError(f"“{by}” gives no columns; use document, case, coder or attribute:NAME.")
    things, attribute = find_attribute(data, by.removeprefix(ATTRIBUTE))
    if things is data.documents:
        return Axis(by, "document", *_values(attribute, selection.documents))
    return Axis(by, "case", *_values(attribute, selection.cases))


def _kept(names: Sequence[str], kept: Bools) -> tuple[tuple[str, ...], Relation]:
    columns = np.flatnonzero(kept)
    relation = Relation(np.concatenate(([0], np.cumsum(kept))), np.arange(len(columns)))
    return tuple(names[number] for number in columns.tolist()), relation


def _values(attribute: Attribute, kept: Bools) -> tuple[tuple[str, ...], Relation]:
    values = [
        (attribute.values[thing] if thing < len(attribute.values) else ()) or {NONE}
        for thing in np.flatnonzero(kept)
    ]
    columns = sorted(set(chain.from_iterable(values)), key=lambda one: _rank(attribute, one))
    number = {value: column for column, value in enumerate(columns)}
    pairs = [
        (thing, number[value])
        for thing, own in zip(np.flatnonzero(kept), values, strict=True)
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
