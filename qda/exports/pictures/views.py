"""What pictures show, worked out once for files and for the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.along import Portrait, Step, portrait, steps
from qda.analysis.cells import State
from qda.analysis.select import choose_codes, select
from qda.errors import QdaError
from qda.exports.sheet import matrix_sheet, matrix_title

if TYPE_CHECKING:
    from qda.analysis.dataset import Dataset
    from qda.analysis.matrix import Matrix
    from qda.analysis.options import Options
    from qda.exports.languages import Language
    from qda.exports.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Heat:
    """A table whose cells are shaded by their share."""

    title: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Bars:
    """One bar a code and group.

    Attributes:
        title: What is shown.
        codes: Labels.
        depths: How deep each code lies.
        groups: Headings.
        values: Of each code and group the length; NaN where there is none.
        texts: What stands at the end of each bar.
        share: The lengths are parts of 1.
    """

    title: str
    codes: tuple[str, ...]
    depths: tuple[int, ...]
    groups: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    share: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """Two codes, by their numbers in the picture, and how often they occur together."""

    first: int
    second: int
    count: int


@dataclass(frozen=True, slots=True)
class Network:
    """Codes, and how often two of them occur together, the most frequent pair first."""

    title: str
    codes: tuple[str, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Along:
    """Codes along one document."""

    title: str
    codes: tuple[str, ...]
    depths: tuple[int, ...]
    portrait: Portrait
    axis: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Interviews in the order of time, with the codes each brought."""

    title: str
    steps: tuple[Step, ...]
    names: tuple[str, ...]
    known: str
    new: str


View = Heat | Bars | Network | Along | Timeline


def heat_view(matrix: Matrix, language: Language) -> Heat:
    """The matrix as a heat map."""
    sheet = matrix_sheet(matrix, language)
    return Heat(matrix_title(matrix, language), sheet)


def bars_view(matrix: Matrix, language: Language) -> Bars:
    """The matrix as bars: shares where the unit has them, else the counts."""
    sheet = matrix_sheet(matrix, language)
    shares = matrix.cells.shares
    values = matrix.cells.values.astype(np.float64) if shares is None else shares
    known = np.where(matrix.cells.states <= State.NOUGHT, values, np.nan)
    groups = range(len(matrix.columns))
    return Bars(
        title=matrix_title(matrix, language),
        codes=tuple(code.label for code in matrix.rows),
        depths=tuple(code.depth for code in matrix.rows),
        groups=matrix.columns,
        values=tuple(map(tuple, known.tolist())),
        texts=tuple(
            tuple(sheet.read(row, group + 2, language) for group in groups)
            for row in range(len(matrix.rows))
        ),
        share=shares is not None,
    )


def network_view(matrix: Matrix, language: Language) -> Network:
    """A matrix of codes by codes: which occur together, and how often."""
    counts = np.where(matrix.cells.states <= State.PARTLY, matrix.cells.counts, 0)
    ids = [row.id for row in matrix.rows]
    columns = {heading[0]: at for at, heading in enumerate(matrix.headings)}
    found = [
        Tie(one, two, int(counts[one, columns[ids[two]]]))
        for one in range(len(ids))
        for two in range(one + 1, len(ids))
        if ids[two] in columns and counts[one, columns[ids[two]]]
    ]
    found.sort(key=lambda tie: (-tie.count, tie.first, tie.second))
    used = sorted({at for tie in found for at in (tie.first, tie.second)})
    number = {at: new for new, at in enumerate(used)}
    within = language.say(matrix.options.within)
    return Network(
        title=f"{language.say('Codes in the same')} {within}",
        codes=tuple(matrix.rows[at].label for at in used),
        ties=tuple(Tie(number[tie.first], number[tie.second], tie.count) for tie in found),
    )


def along_view(
    data: Dataset,
    language: Language,
    document: str,
    options: Options,
    *,
    names: bool = False,
) -> Along:
    """Codes along a document; its name is said only where names are asked for.

    Raises:
        QdaError: There is no such document.
    """
    if document not in data.documents.names:
        raise QdaError(f"There is no document “{document}”; `qda documents list` lists them.")
    rows = choose_codes(data, options.codes, options.level, options.only)
    found = portrait(data, rows, data.documents.names.index(document))
    title = language.say("Codes along an interview")
    used = [at for at, own in enumerate(found.stretches) if own]
    numbers = rows.tolist()
    return Along(
        title=f"{title}: {document}" if names else title,
        codes=tuple(data.codes[numbers[at]].label or data.codes[numbers[at]].id for at in used),
        depths=tuple(len(data.ancestry[numbers[at]]) - 1 for at in used),
        portrait=Portrait(
            found.document, found.segments, tuple(found.stretches[at] for at in used)
        ),
        axis=language.say("segment"),
    )


def timeline_view(
    data: Dataset,
    language: Language,
    options: Options,
    *,
    names: bool = False,
) -> Timeline:
    """New codes interview by interview; interviews are numbered unless names are asked for."""
    rows = choose_codes(data, options.codes, options.level, options.only)
    found = steps(data, rows, select(data, options.where, options.having, read=options.read))
    return Timeline(
        title=language.say("New codes, interview by interview"),
        steps=found,
        names=tuple(
            data.documents.names[step.document] if names else str(at)
            for at, step in enumerate(found, 1)
        ),
        known=language.say("codes so far"),
        new=language.say("new in this interview"),
    )
