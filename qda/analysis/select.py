"""Which documents, cases and codes a figure is of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.holding import places_having
from qda.analysis.reading import read_documents
from qda.analysis.relation import Bools, Ints, ints
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.dataset import Attribute, Dataset, Things
    from qda.analysis.having import Having
    from qda.codebook.condition import Condition

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
        codings: Of each coding, whether it counts; None where no condition is on codings.
    """

    documents: Bools
    cases: Bools
    codings: Bools | None = None


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


def select(
    data: Dataset,
    where: Sequence[Condition] = (),
    having: Sequence[Having] = (),
    *,
    read: bool = False,
) -> Selection:
    """What meets all conditions. Each looks at the whole data set, so their order is nothing.

    Args:
        data: The data set.
        where: Conditions on attributes.
        having: Conditions on codes.
        read: Only documents that every coder has read to the end.

    Raises:
        QdaError: A condition names an attribute or a code that there is not.
    """
    documents = read_documents(data) if read else np.ones(len(data.texts), dtype=np.bool_)
    cases = np.ones(data.nobody + 1, dtype=np.bool_)
    codings: Bools | None = None
    for condition in where:
        things, attribute = find_attribute(data, condition.attribute)
        holds = _holds(condition, attribute)
        if things is data.documents:
            documents &= holds
        else:
            cases &= np.append(holds, False)
    for one in having:
        holds = places_having(data, one)
        if one.within == "document":
            documents &= holds
        elif one.within == "case":
            cases &= holds
        else:
            codings = holds if codings is None else codings & holds
    document, case = data.document_cases.follow(np.arange(len(data.texts)))
    both = documents[document] & cases[case]
    return Selection(
        np.bincount(document[both], minlength=len(documents)) > 0,
        np.bincount(case[both], minlength=len(cases)) > 0,
        codings,
    )


def _holds(condition: Condition, attribute: Attribute) -> Bools:
    return np.array([condition.holds(values) for values in attribute.values], dtype=np.bool_)


def choose_codes(
    data: Dataset,
    codes: Sequence[str] = (),
    level: int | None = None,
    only: Sequence[str] = (),
) -> Ints:
    """The numbers of the codes to show, in preorder.

    A retired code is left out where neither it nor a code under it has any coding.

    Args:
        data: The data set.
        codes: Ids of codes, each with all under it; none (and no `only`) means all.
        level: The lowest level shown, 1 for the top. What lies deeper still counts above.
        only: Ids of codes without those under them.

    Raises:
        QdaError: A code is not in the codebook, or the level is below 1.
    """
    if level is not None and level < 1:
        raise QdaError("The level must be 1 (the top) or more.")
    heads = {data.code_number(id_) for id_ in codes}
    alone = {data.code_number(id_) for id_ in only}
    used = np.unique(data.codings.code)
    alive = set(chain.from_iterable(data.ancestry[code] for code in used))
    return ints(
        [
            number
            for number, line in enumerate(data.ancestry)
            if (not (heads or alone) or heads & set(line) or number in alone)
            and (level is None or len(line) <= level)
            and (number in alive or not data.codes[number].retired)
        ]
    )
