"""Summaries of the framework matrix: one case under one code, read with its passages, written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from qda.bench.cells import Opened, data_of, open_cell
from qda.codebook.tree import LANGUAGE, Code
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import matching, names_of
from qda.plain.limiting import pick
from qda.plain.marking import find_code
from qda.plain.moving import on_one_line
from qda.plain.sitting import Sitting

if TYPE_CHECKING:
    from qda.analysis.dataset import Dataset
    from qda.analysis.framework import Cell, Framework
    from qda.bench.draft import Draft, Place

_CITE: Final = re.compile(r"\{(\d+)\}")
TAKE_AWAY: Final = "-"
MORE: Final = "+ "


def summaries(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say how far each case is summed up; of a case or a code, each summary; `by NAME`: theirs."""
    named, _, whose = (part.strip() for part in f" {typed}".partition(" by "))
    if whose:
        sitting.beside.whose = pick(sitting, "coder", _data(sitting)[0], whose)
    found = _framework(sitting, _data(sitting)[1])
    yield f"summaries by {_whose(sitting)}"
    yield from _listed(sitting, found, named) if named else _far(found)


def summary(sitting: Sitting, typed: str) -> Iterator[str]:
    """Read a case's passages under a code and the summary of them, or write the summary anew."""
    named, colon, text = (part.strip() for part in typed.partition(":"))
    case, under, letters = (part.strip() for part in named.partition(" under "))
    if not under:
        raise QdaError("say the case and the code: `summary CASE under CODE`.")
    _, data = _data(sitting)
    code = find_code(sitting, letters, retired=True)
    cell = pick(sitting, "case", data.cases.names, case), code.id
    opened = open_cell(sitting.project, data, _whose(sitting), cell)
    if colon and text:
        yield from _write(sitting, opened, text)
    else:
        yield from _said(sitting, opened, code)


def _said(sitting: Sitting, opened: Opened, code: Code) -> Iterator[str]:
    draft, passages = opened.draft, opened.passages
    sitting.beside.cell, sitting.beside.heard = (draft.case, draft.code), tuple(passages)
    sitting.beside.places = tuple((document, start) for document, start, _ in passages)
    of = words.count(len(passages), "passage")
    yield f"{draft.case} under {names_of(code)[1]}: {of}, coded by {_by(sitting)}"
    for number, (place, one) in enumerate(passages.items(), 1):
        cited = draft.find(place)
        where = (f"{one.document} {one.segments}", one.who, f"cited as [{cited}]" if cited else "")
        if one.question:
            yield f"question: {on_one_line(one.question)}"
        yield f"passage {number}: {words.sentence(where)}: {on_one_line(one.text)}"
    first, *rest = draft.text.split("\n")
    yield f"summary: {first or 'none yet'}"
    yield from rest


def _write(sitting: Sitting, opened: Opened, typed: str) -> Iterator[str]:
    if _whose(sitting) != sitting.coder:
        raise QdaError(f"it is {_whose(sitting)}'s; `summaries by {sitting.coder}` for your own.")
    draft, places = opened.draft, tuple(opened.passages)
    if sitting.beside.cell == (draft.case, draft.code):
        places = sitting.beside.heard  # a number means what was heard, whatever came since
    text = "" if typed == TAKE_AWAY else _cited(draft, places, typed)
    if typed.startswith(MORE):
        text = f"{draft.text} {text.removeprefix(MORE)}".strip()
    change = draft.save(text)
    if change is None:
        yield words.AS_IT_WAS
        return
    sitting.perform(change)
    cited = len(change.cited) if text else 0
    done = f"written, {words.count(cited, 'passage')} cited" if text else "taken away"
    yield f"{draft.case} under {draft.code}: summary {done}"


def _cited(draft: Draft, places: tuple[Place, ...], typed: str) -> str:
    """The words with `[n]` for each `{n}`: the n-th passage of the cell."""

    def number(mark: re.Match[str]) -> str:
        at = int(mark[1])
        if not 1 <= at <= len(places):
            raise QdaError(f"there is no passage {at} here; there are {len(places)}.")
        return f"[{draft.number_of(places[at - 1])}]"

    return _CITE.sub(number, typed)


def _data(sitting: Sitting) -> tuple[tuple[str, ...], Dataset]:
    return data_of(sitting.project, sitting.beside.data, _whose(sitting), LANGUAGE)


def _framework(sitting: Sitting, data: Dataset) -> Framework:
    from qda.analysis.framework import Choice, read_framework

    return read_framework(sitting.project, data, (_whose(sitting),), Choice())


def _far(found: Framework) -> Iterator[str]:
    """How many cells of each case have a summary, of those that have passages."""
    for case, cells in zip(found.cases, found.cells, strict=True):
        written = sum(bool(cell.summaries) for cell in cells)
        open_ = sum(bool(_count(cell)) and not cell.summaries for cell in cells)
        yield f"{case}: {written} written, {open_} more with passages"


def _listed(sitting: Sitting, found: Framework, typed: str) -> Iterator[str]:
    """The cells of a case, or of a code."""
    cases = matching(found.cases, typed, lambda name: (name,))
    if cases:
        case = pick(sitting, "case", found.cases, typed)
        cells = found.cells[found.cases.index(case)]
        for code, cell in zip(found.codes, cells, strict=True):
            yield from _cell(code.label or code.id, cell)
        return
    wanted = find_code(sitting, typed, retired=True).id
    ids = [code.id for code in found.codes]
    if wanted not in ids:
        raise QdaError(f"{wanted} is no column; there are {', '.join(ids)}.")
    for case, cells in zip(found.cases, found.cells, strict=True):
        yield from _cell(case, cells[ids.index(wanted)])


def _cell(name: str, cell: Cell) -> Iterator[str]:
    told = words.count(_count(cell), "passage") if cell.passages.isdigit() else cell.passages
    text = " ".join(" ".join(one.text.split()) for one in cell.summaries)
    yield f"{name}: {told}" + (f": {text}" if text else "")


def _count(cell: Cell) -> int:
    return int(cell.passages) if cell.passages.isdigit() else 0


def _whose(sitting: Sitting) -> str:
    return sitting.beside.whose or sitting.coder


def _by(sitting: Sitting) -> str:
    return ", ".join(_data(sitting)[1].coders)
