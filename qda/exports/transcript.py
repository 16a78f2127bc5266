"""A coded transcript as a document of Word, its codes as comments, for who has no qda."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from qda.analysis.dataset import INFORMANT, INTERVIEWER
from qda.errors import QdaError
from qda.exports.paper import Paper
from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qda.analysis.dataset import Dataset
    from qda.exports.languages import Language


@dataclass(frozen=True, slots=True)
class Remark:
    """What one coder has coded on [start, end) of a document: the codes by their labels."""

    start: int
    end: int
    coder: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks on [start, end) of a document."""

    start: int
    end: int
    label: str
    asks: bool


def transcript_docx(data: Dataset, name: str, language: Language, *, names: bool = False) -> bytes:
    """A document with the codings of the data set's coders as comments.

    Args:
        data: The data set.
        name: The document's name.
        language: Of headings.
        names: Say the document and its speakers by name; else by role.

    Raises:
        QdaError: There is no such document.
    """
    if name not in data.documents.names:
        raise QdaError(f"There is no document “{name}”; `qda documents list` lists them.")
    document = data.documents.names.index(name)
    title = name if names else language.say("Coded interview")
    paper = Paper(data.source.last_change, language, title)
    paper.heading(title, 1)
    paper.paragraph(language.say("The codes stand in the comments."), "Small")
    marks = remarks(data, document)
    runs = _text(paper, data, document, marks, turns(data, document, language, names))
    for mark in marks:
        _comment(paper, runs, mark)
    return paper.close()


def remarks(data: Dataset, document: int) -> tuple[Remark, ...]:
    """The codings of a document, those of one code that touch as one, by place and coder."""
    codings = data.codings
    own = np.flatnonzero(codings.document == document).tolist()
    spans: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for at in own:
        key = int(codings.coder[at]), int(codings.code[at])
        spans[key].append((int(codings.start[at]), int(codings.end[at])))
    placed: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    for (coder, code), found in spans.items():
        for start, end in _joined(found, data.texts[document]):
            placed[start, end, coder].append(code)
    return tuple(
        Remark(start, end, data.coders[coder], tuple(_label(data, code) for code in sorted(codes)))
        for (start, end, coder), codes in sorted(placed.items())
    )


def _joined(spans: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Spans that overlap, or have only white space between them, as one."""
    start, end = min(spans)
    for begin, stop in sorted(spans):
        if begin > end and text[end:begin].strip():
            yield start, end
            start, end = begin, stop
        end = max(end, stop)
    yield start, end


def _label(data: Dataset, code: int) -> str:
    return data.codes[code].label or data.codes[code].id


def turns(data: Dataset, document: int, language: Language, names: bool) -> tuple[Turn, ...]:
    """Who speaks where; by role, a second of a role with a number, unless names are asked for."""
    heard: dict[int, str] = {}
    counts: defaultdict[str, int] = defaultdict(int)
    found = []
    for at in np.flatnonzero(data.turns.document == document).tolist():
        speaker = int(data.turns.speaker[at])
        role = int(data.speakers.role[speaker])
        if speaker not in heard:
            word = {INFORMANT: "informant", INTERVIEWER: "interviewer"}.get(role, "other")
            counts[word] += 1
            number = f" {counts[word]}" if counts[word] > 1 else ""
            said = language.say(word).capitalize() + number
            heard[speaker] = data.speakers.labels[speaker] if names else said
        start, end = int(data.turns.start[at]), int(data.turns.end[at])
        found.append(Turn(start, end, heard[speaker], role == INTERVIEWER))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    run: Any


def _text(
    paper: Paper, data: Dataset, document: int, marks: Iterable[Remark], spoken: tuple[Turn, ...]
) -> list[_Run]:
    """Write the text turn by turn, cut wherever a comment begins or ends."""
    edges = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    text = data.texts[document]
    runs = []
    for turn in spoken or (Turn(0, len(text), "", asks=False),):
        made = paper.file.add_paragraph()
        if turn.label:
            made.add_run(f"{visible(turn.label)}: ").bold = True
        cuts = [turn.start, *(one for one in edges if turn.start < one < turn.end), turn.end]
        for start, end in pairwise(cuts):
            run = made.add_run(visible(text[start:end]))
            run.italic = turn.asks or None
            runs.append(_Run(start, end, run))
    return runs


def _comment(paper: Paper, runs: list[_Run], mark: Remark) -> None:
    inside = [one.run for one in runs if mark.start <= one.start and one.end <= mark.end]
    if not inside:
        return
    initials = "".join(part[0] for part in mark.coder.split())[:3].upper()
    said = visible("\n".join(mark.codes))
    comment = paper.file.add_comment(
        [inside[0], inside[-1]], text=said, author=visible(mark.coder), initials=visible(initials)
    )
    comment._comment_elm.date = paper.time
