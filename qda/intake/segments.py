"""The units of coding, laid down once and numbered, so that two coders decide about the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.intake.transcript import Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.intake.transcript import SegmentKind, Transcript
    from qda.language.sentences import Segmenter

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def lay_segments(
    transcript: Transcript, kind: SegmentKind, segmenter: Segmenter
) -> tuple[Segment, ...]:
    """Cut a transcript into sentences, turns or paragraphs.

    The segments cover every character that is not white space once, none crosses a turn, none
    begins or ends with white space. The segmenter is asked for sentences only.
    """
    spans = _spans(transcript, kind, segmenter)
    return tuple(
        Segment(number, start, end, turn) for number, (turn, start, end) in enumerate(spans, 1)
    )


def _spans(
    transcript: Transcript, kind: SegmentKind, segmenter: Segmenter
) -> Iterator[tuple[int, int, int]]:
    turns = transcript.turns
    texts = [transcript.text_of(turn) for turn in turns]
    if kind == "sentence":
        cuts = list(segmenter.split(texts))
    elif kind == "paragraph":
        cuts = [[found.span() for found in _LINE.finditer(text)] for text in texts]
    else:
        cuts = [[(0, len(text))] for text in texts]
    for index, spans in enumerate(cuts):
        for start, end in spans:
            yield index, turns[index].start + start, turns[index].start + end
