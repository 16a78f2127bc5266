"""Segments: numbered, trimmed, inside one turn."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.errors import QdaError
from qda.intake import SegmentKind, Transcript, lay_segments, read
from qda.intake.turns import assemble
from qda.intake.txt import read_txt
from qda.language.sentences import segmenter
from qda.text import normalise

Reading = Callable[..., Transcript]

TEXT = "I: Hva skjedde? Fortell.\nInformant: Vi dro kl. 7. Det regnet.\n\nSå kom vi fram.\n"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "sentence",
            ["Hva skjedde?", "Fortell.", "Vi dro kl. 7.", "Det regnet.", "Så kom vi fram."],
        ),
        ("paragraph", ["Hva skjedde? Fortell.", "Vi dro kl. 7. Det regnet.", "Så kom vi fram."]),
        ("turn", ["Hva skjedde? Fortell.", "Vi dro kl. 7. Det regnet.\nSå kom vi fram."]),
    ],
)
def test_a_transcript_is_cut_as_asked(
    reading: Reading, kind: SegmentKind, expected: list[str]
) -> None:
    transcript = reading(TEXT)
    segments = lay_segments(transcript, kind, segmenter("rules"))
    assert [transcript.text_of(segment) for segment in segments] == expected
    assert [segment.number for segment in segments] == list(range(1, len(expected) + 1))


CUES = [
    ("00:00:00,000 --> 00:00:03,000", "ja så vi kom dit og da"),
    ("00:00:03,000 --> 00:00:06,000", "var det ingen der egentlig"),
    ("00:00:06,000 --> 00:00:09,000", "og så gikk vi hjem igjen"),
]


@pytest.mark.parametrize("head", ["WEBVTT\n\n", ""])
def test_raw_speech_recognition_without_punctuation_is_cut_by_cue(
    tmp_path: Path, head: str
) -> None:
    blocks = (f"{number}\n{time}\n{said}\n" for number, (time, said) in enumerate(CUES, 1))
    text = head + "\n".join(blocks)
    file = tmp_path / ("a.vtt" if head else "a.srt")
    file.write_text(text.replace(",", ".") if head else text, encoding="utf-8")
    transcript = read(file)
    segments = lay_segments(transcript, "sentence", segmenter("rules"))
    assert [transcript.text_of(segment) for segment in segments] == [said for _, said in CUES]


def test_raw_speech_recognition_without_cues_is_cut_by_turn(reading: Reading) -> None:
    transcript = reading("I: kan du si litt om det\n\nKari: ja vi kom dit og da var ingen der\n")
    segments = lay_segments(transcript, "sentence", segmenter("rules"))
    assert [transcript.text_of(segment) for segment in segments] == [
        "kan du si litt om det",
        "ja vi kom dit og da var ingen der",
    ]


PIECE = st.one_of(
    st.sampled_from(
        ["I: ", "Kari: ", "R:\t", "\n", "\n\n", "[00:12:33] ", " #00:01:02-5#", "Ja. "]
    ),
    st.sampled_from(
        ["Hva? ", "og så\n", "sko-\nlen ", "…", "[ler] ", "\u00ad", "\u0301", "# a: b\n"]
    ),
    st.text(max_size=5),
)


@settings(deadline=None)  # the first example loads spaCy
@given(st.lists(PIECE, max_size=25).map("".join), st.sampled_from(get_args(SegmentKind)))
def test_whatever_is_read_its_turns_and_segments_tile_the_text(
    text: str, kind: SegmentKind
) -> None:
    data = text.encode("utf-8", "replace")
    path = Path("a.txt")
    try:
        transcript = assemble(path, data, read_txt(path, data))
    except QdaError:
        return
    assert transcript.text == normalise(transcript.text)
    assert "\n".join(transcript.text_of(turn) for turn in transcript.turns) == transcript.text
    segments = lay_segments(transcript, kind, segmenter("rules"))
    covered = "".join(transcript.text_of(segment) for segment in segments)
    assert "".join(covered.split()) == "".join(transcript.text.split())
    for segment in segments:
        turn = transcript.turns[segment.turn]
        assert turn.start <= segment.start < segment.end <= turn.end
        assert transcript.text_of(segment).strip() == transcript.text_of(segment)
    assert all(a.end <= b.start for a, b in pairwise(segments))
