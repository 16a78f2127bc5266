"""Two codebooks side by side: which codes are the same, which are new, and where they differ."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.codebook.compare import Change, Changed, Moved, Retired, Revived, compare
from qda.codebook.tree import Code, Codebook
from qda.project import models

Same = Mapping[str, str]
"""The ids of their codes, each with the id that the code has here."""


def match_codes(mine: Codebook, theirs: Codebook) -> dict[str, str]:
    """Which of their codes is which here: by the id, else by an id that either had before.

    Two of theirs are one here where one was merged into the other.
    """
    found = {code.id: code.id for code in theirs if code.id in mine}
    free = [code for code in mine if code.id not in found.values()]
    for code in theirs:
        names = {code.id, *code.was}
        if code.id in found:
            continue
        same = next((own for own in free if names & {own.id, *own.was}), None)
        if same is not None:
            found[code.id] = same.id
            free.remove(same)
    now = {old: code.id for code in mine for old in code.was}
    merged = {code.id: now[code.id] for code in theirs if code.id not in found and code.id in now}
    return found | merged


def new_codes(
    mine: Codebook, theirs: Codebook, same: Same, used: Collection[str]
) -> tuple[Code, ...]:
    """Their codes that are not here, under the parents they have here; retired ones if used."""
    pins = {code.pin for code in mine}
    found: list[Code] = []
    for code in theirs:
        if code.id in same or not (_wanted(theirs, code, used)):
            continue
        parent = code.parent and same.get(code.parent, code.parent)
        pin = None if code.pin in pins else code.pin
        pins.add(pin)
        found.append(replace(code, parent=parent, pin=pin))
    return tuple(found)


def _wanted(book: Codebook, code: Code, used: Collection[str]) -> bool:
    family = (code, *book.descendants(code.id))
    return any(not one.retired or one.id in used for one in family)


def describe_differences(mine: Codebook, theirs: Codebook, same: Same) -> Iterator[str]:
    """A sentence for each difference that is left as it is."""
    single = {here: there for there, here in reversed([*same.items()])}
    for there, here in same.items():
        if single[here] != there:
            yield f"{there} is merged into {here} here, and a code of its own there"
        elif there != here:
            yield f"{here} is called {there} there"
    names = {there: here for there, here in same.items() if there != here}
    translated = Codebook(
        tuple(
            replace(
                code,
                id=names.get(code.id, code.id),
                parent=names.get(code.parent, code.parent) if code.parent else None,
                was=(),
            )
            for code in theirs
            if single.get(same.get(code.id, "")) in (None, code.id)
        )
    )
    for change in compare(mine, translated):
        said = _describe(change)
        if said is not None:
            yield said


def _describe(change: Change) -> str | None:
    match change:
        case Changed():
            return f"{change.describe()} there"
        case Moved(id_, old, parent) if old != parent:
            return f"{id_} lies {'under ' + parent if parent else 'at the top'} there"
        case Retired(id_, listed):
            return f"{id_} is {'retired' if listed else 'not'} there"
        case Revived(id_):
            return f"{id_} is in use there, and retired here"
        case _:
            return None


def same_knowledge(mine: Session, theirs: Session, same: Same) -> dict[int, int]:
    """Their codebook versions, each with the newest one here that asked for no code it had not.

    A mark made under a version of theirs says "read, not found" of the codes they had then and of
    no others, so that it becomes a mark of a version here all of whose codes they had.
    """
    own = mine.execute(select(models.Code.key, models.Code.since, models.Code.retired)).all()
    query = select(models.CodebookVersion.number, models.CodebookVersion.content)
    here = {content: number for number, content in mine.execute(query)}
    found = {0: 0}
    for number, content in theirs.execute(query):
        had = {same.get(code["id"], code["id"]) for code in json.loads(content)}
        lacked = [since for key, since, retired in own if not retired and key not in had]
        least = min([max(here.values(), default=0), *(since - 1 for since in lacked)])
        found[number] = max(least, here.get(content, 0))
    return found


def common_names(mine: Session, theirs: Session, same: Same) -> dict[int, str]:
    """By the rows of the codes here the name that each has on both sides: the first by the letter.

    A code may have had names on either side that it has not on the other.
    """
    former: dict[str, set[str]] = {}
    for key, was in theirs.execute(select(models.Code.key, models.Code.was)):
        former.setdefault(same.get(key, key), set()).update({key, *json.loads(was)})
    query = select(models.Code.id, models.Code.key, models.Code.was)
    return {
        row: min({key, *json.loads(was)} | former.get(key, set()))
        for row, key, was in mine.execute(query)
    }
