"""What the frames hold, taken from a data set column by column."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from sqlalchemy import select

from qda.analysis.reading import read_segments
from qda.analysis.relation import Relation, stretch
from qda.analysis.rulers import units_of
from qda.analysis.voices import cases_of, voices_of
from qda.coding.codings_csv import coding_memos
from qda.coding.summaries_csv import written
from qda.frames.columns import Column, attribute_columns
from qda.project.models import Code, Coder, Coding, Document
from qda.text import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from qda.analysis.dataset import Dataset
    from qda.analysis.quotes import Quotes
    from qda.analysis.relation import Ints
    from qda.frames.columns import Kind
    from qda.project.summaries import SummaryRow

_ROLES: Final = ("informant", "interviewer", "other")

KEYS: Final = ("document", "start", "end", "code", "coder")
"""What tells one coding of a layer from another."""


def codings(data: Dataset) -> list[Column]:
    """One row a coding, by document, start, end, code and coder."""
    own = data.codings
    order = np.lexsort((own.coder, own.code, own.end, own.start, own.document))
    document, start, end = own.document[order], own.start[order], own.end[order]
    begin = data.offsets[document]
    first, last = _segments(data, begin + start, begin + end)
    texts = [data.texts[one][a:b] for one, a, b in zip(*_lists(document, start, end), strict=True)]
    return [
        Column("document", "text", _named(data.documents.names, document)),
        Column("first_segment", "whole", first),
        Column("last_segment", "whole", last),
        Column("start", "whole", start.tolist()),
        Column("end", "whole", end.tolist()),
        Column("code", "text", [data.codes[code].id for code in own.code[order].tolist()]),
        Column("coder", "text", _named(data.coders, own.coder[order])),
        Column("speakers", "texts", _voices(data, begin + start, begin + end)),
        Column("cases", "texts", _cases(data, document, begin + start, begin + end)),
        Column("words", "whole", [count_words(text) for text in texts]),
        Column("text", "text", texts),
    ]


def made(session: Session, layer: str) -> list[Column]:
    """When each coding of a layer was made, and its coder's memo on it."""
    memos = coding_memos(session, layer)
    query = (
        select(
            Document.name,
            Coding.start,
            Coding.end,
            Code.key,
            Coder.name,
            Coding.created_at,
            Coding.id,
            Coding.coder_id,
        )
        .join(Document, Document.id == Coding.document_id)
        .join(Code, Code.id == Coding.code_id)
        .join(Coder, Coder.id == Coding.coder_id)
        .where(Coding.layer == layer, Coding.removed == 0)
    )
    rows = list(session.execute(query))
    kinds: tuple[Kind, ...] = ("text", "whole", "whole", "text", "text")
    found = [
        Column(name, kind, [row[at] for row in rows])
        for at, (name, kind) in enumerate(zip(KEYS, kinds, strict=True))
    ]
    times = [datetime.fromisoformat(row[5]) for row in rows]
    words = [memos.get((row[6], row[7])) for row in rows]
    return [*found, Column("made", "time", times), Column("memo", "text", words)]


def segments(data: Dataset) -> list[Column]:
    """One row a segment, in order, with the codes that it shares text with."""
    own, speaker = data.segments, data.turns.speaker[data.segments.turn]
    start, end = data.segment_places
    roles = data.speakers.role[speaker].tolist()
    read = read_segments(data, 0, range(len(data.coders))) & bool(data.coders)
    texts = [
        data.texts[one][a:b]
        for one, a, b in zip(*_lists(own.document, own.start, own.end), strict=True)
    ]
    return [
        Column("document", "text", _named(data.documents.names, own.document)),
        Column("segment", "whole", own.number.tolist()),
        Column("start", "whole", own.start.tolist()),
        Column("end", "whole", own.end.tolist()),
        Column("speaker", "text", _named(data.speakers.labels, speaker)),
        Column("role", "text", [_ROLES[role] for role in roles]),
        Column("cases", "texts", _cases(data, own.document, start, end)),
        Column("read", "yesno", read.tolist()),
        Column("codes", "texts", _codes(data)),
        Column("words", "whole", [count_words(text) for text in texts]),
        Column("text", "text", texts),
    ]


def documents(data: Dataset) -> list[Column]:
    """One row a document: its cases, how much the informants say, and its attributes."""
    size, turn = len(data.texts), data.by_informant
    first, last = data.turn_words
    words = np.bincount(data.turns.document[turn], (last - first)[turn], size)
    spoken = data.by_informant[data.segments.turn]
    there_are = np.bincount(data.segments.document[spoken], minlength=size)
    return [
        Column("document", "text", data.documents.names),
        Column("cases", "texts", _people(data, data.document_cases)),
        Column("segments", "whole", there_are.tolist()),
        Column("words", "whole", words.astype(int).tolist()),
        *attribute_columns(data.documents),
    ]


def cases(data: Dataset) -> list[Column]:
    """One row a case: its documents and its attributes."""
    found: list[list[str]] = [[] for _ in data.cases.names]
    document, case = data.document_cases.follow(np.arange(len(data.texts)))
    for one, who in zip(document.tolist(), case.tolist(), strict=True):
        if who < data.nobody:
            found[who].append(data.documents.names[one])
    return [
        Column("case", "text", data.cases.names),
        Column("documents", "texts", found),
        *attribute_columns(data.cases),
    ]


def codes(data: Dataset) -> list[Column]:
    """One row a code, parents before what lies under them."""
    parents = [data.codes[code.parent].id if code.parent >= 0 else None for code in data.codes]
    return [
        Column("code", "text", [code.id for code in data.codes]),
        Column("label", "text", [code.label or code.id for code in data.codes]),
        Column("parent", "text", parents),
        Column("level", "whole", [len(line) for line in data.ancestry]),
        Column("base", "text", [" and ".join(map(str, code.base)) for code in data.codes]),
        Column("retired", "yesno", [code.retired for code in data.codes]),
    ]


def passages(found: Quotes) -> list[Column]:
    """One row a passage, by document and place."""
    quotes = found.quotes
    return [
        Column("document", "text", [one.document for one in quotes]),
        Column("segments", "text", [one.segments for one in quotes]),
        Column("start", "whole", [one.start for one in quotes]),
        Column("end", "whole", [one.end for one in quotes]),
        Column("code", "text", [one.code for one in quotes]),
        Column("coders", "texts", [one.coders for one in quotes]),
        Column("speakers", "texts", [one.speakers for one in quotes]),
        Column("cases", "texts", [one.cases for one in quotes]),
        Column("also", "texts", [one.also for one in quotes]),
        *(
            Column(name, "texts", [one.values[at] for one in quotes])
            for at, name in enumerate(found.attributes)
        ),
        Column("text", "text", [one.text for one in quotes]),
    ]


def _lists(*columns: Ints) -> tuple[list[int], ...]:
    return tuple(column.tolist() for column in columns)


def _named(names: Sequence[str], numbers: Ints) -> list[str]:
    return [names[number] for number in numbers.tolist()]


def _segments(data: Dataset, start: Ints, end: Ints) -> tuple[list[int | None], list[int | None]]:
    """The numbers of the first and the last segment of spans; None where they touch none."""
    first, last, _ = units_of(data, "segment", start, end)
    number = np.append(data.segments.number, 0)
    some = (last > first).tolist()
    return (
        [one if there else None for one, there in zip(number[first].tolist(), some, strict=True)],
        [
            one if there else None
            for one, there in zip(number[last - 1].tolist(), some, strict=True)
        ],
    )


def _codes(data: Dataset) -> list[list[str]]:
    """The codes of each segment, in the order of the codebook."""
    codings = data.codings
    begin = data.offsets[codings.document]
    first, last, size = units_of(data, "segment", begin + codings.start, begin + codings.end)
    at, segment = stretch(first, last)
    of = Relation.of(segment, codings.code[at], size=size)
    return _grouped(of, [code.id for code in data.codes])


def _cases(data: Dataset, document: Ints, start: Ints, end: Ints) -> list[list[str]]:
    return _people(data, cases_of(data, document, start, end))


def _people(data: Dataset, of: Relation) -> list[list[str]]:
    """The cases of each thing; nobody is none."""
    return _grouped(of, [*data.cases.names, ""])


def _voices(data: Dataset, start: Ints, end: Ints) -> list[list[str]]:
    return _grouped(voices_of(data, start, end), [*data.speakers.labels, ""])


def _grouped(of: Relation, names: Sequence[str]) -> list[list[str]]:
    """The names of each thing's partners; one without a name is left out."""
    partners, ends = of.partners.tolist(), of.offsets.tolist()
    return [
        [names[one] for one in partners[begin:end] if names[one]] for begin, end in pairwise(ends)
    ]


def summaries(found: Sequence[SummaryRow]) -> list[Column]:
    """One row a summary, in the order in which they come."""
    return [
        Column("case", "text", [one.case for one in found]),
        Column("code", "text", [one.code for one in found]),
        Column("coder", "text", [one.coder for one in found]),
        Column("text", "text", [one.text for one in found]),
        Column("references", "texts", [[*map(written, one.references)] for one in found]),
        Column("written", "time", [datetime.fromisoformat(one.written_at) for one in found]),
    ]
