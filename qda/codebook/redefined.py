"""Since when a code means what it means now: what marks made under an older codebook leave open."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.codebook.compare import FieldChange
from qda.codebook.tree import Words
from qda.project import models
from qda.project.models import INDEPENDENT

MEANING: Final = ("definition", "include", "exclude")
"""The fields of a code whose change is a redefinition; another label alone is none."""

Contents = Mapping[str, Mapping[str, Any]]
"""A state of the codebook: what is stored of each code, by the id it had then."""


@dataclass(frozen=True, slots=True)
class Redefinition:
    """A version of the codebook in which a code got other words.

    Attributes:
        version: The codebook version that brought them.
        fields: What is said otherwise, as it was and as it was then.
    """

    version: int
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """From which codebook version on a reviewed mark says that a code was looked for.

    Attributes:
        code: The code's id.
        version: Marks made under an older one leave the code open.
        redefined: What was said otherwise in that version; None where the code came with it.
    """

    code: str
    version: int
    redefined: Redefinition | None = None


def read_needs(session: Session, coder: str, layer: str = INDEPENDENT) -> tuple[Need, ...]:
    """What a coder needs to have read for each code in use, in no order.

    A redefinition that the coder said needs no reading again is passed over.
    """
    waived = _waived(session, coder, layer)
    contents = _contents(session)
    return tuple(
        _need(row, contents, waived[row.id])
        for row in session.scalars(select(models.Code).where(models.Code.retired == 0))
    )


def redefinitions(
    ids: Sequence[str], since: int, contents: Sequence[tuple[int, Contents]]
) -> Iterator[Redefinition]:
    """The versions in which a code got other words, oldest first.

    Args:
        ids: The code's id, then those it had before, newest first.
        since: The version in which it came.
        contents: The states of the codebook with their versions, oldest first.
    """
    before: Mapping[str, Any] | None = None
    for version, codes in contents:
        if version < since:
            continue
        now = next((codes[id_] for id_ in ids if id_ in codes), None)
        if before is not None and now is not None and before != now:
            fields = tuple(_reworded(before, now))
            if fields:
                yield Redefinition(version, fields)
        before = now or before


def _need(
    row: models.Code, contents: Sequence[tuple[int, Contents]], waived: frozenset[int]
) -> Need:
    ids = (row.key, *reversed(json.loads(row.was)))
    found = [r for r in redefinitions(ids, row.since, contents) if r.version not in waived]
    return Need(row.key, found[-1].version, found[-1]) if found else Need(row.key, row.since)


def _reworded(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[FieldChange]:
    for name in MEANING:
        old, new = (Words(tuple(code.get(name, {}).items())) for code in (before, now))
        if _says_otherwise(dict(old.texts), dict(new.texts)):
            yield FieldChange(name, old, new)


def _says_otherwise(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether something is said otherwise: to be said in one more language is not."""
    both = old.keys() & new.keys()
    if both:
        return any(old[language] != new[language] for language in both)
    return set(old.values()) != set(new.values())


def _contents(session: Session) -> list[tuple[int, Contents]]:
    versions = select(models.CodebookVersion.number, models.CodebookVersion.content)
    rows = session.execute(versions.order_by(models.CodebookVersion.number))
    return [
        (number, {code["id"]: code for code in json.loads(content)}) for number, content in rows
    ]


def _waived(session: Session, coder: str, layer: str) -> defaultdict[int, frozenset[int]]:
    """The redefinitions, as versions of the codebook, that need no reading again; by code."""
    query = (
        select(models.Waiver.code_id, models.Waiver.codebook_version)
        .join(models.Coder, models.Coder.id == models.Waiver.coder_id)
        .where(models.Coder.name == coder, models.Waiver.layer == layer, models.Waiver.removed == 0)
    )
    found: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    for code, version in session.execute(query):
        found[code] |= {version}
    return found
