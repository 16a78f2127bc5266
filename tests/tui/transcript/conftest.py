"""Small invented sheets to lay out, select in and look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.tui.transcript.sheet import Segment, Sheet, Turn

Talk = list[tuple[str, list[str]]]


def sheet_of(talk: Talk) -> Sheet:
    """A sheet of turns, a segment for each sentence; the speaker `Int` is the interviewer."""
    text = ""
    segments: list[Segment] = []
    turns: list[Turn] = []
    for index, (speaker, sentences) in enumerate(talk):
        text += "\n" if text else ""
        start = len(text)
        for sentence in sentences:
            text += " " if len(text) > start else ""
            segments.append(Segment(len(text), len(text) + len(sentence), index))
            text += sentence
        role = "interviewer" if speaker == "Int" else "informant"
        turns.append(Turn(start, len(text), speaker, role))  # type: ignore[arg-type]  # a literal
    return Sheet(text, tuple(segments), tuple(turns))


@pytest.fixture(scope="session")
def build() -> Callable[[Talk], Sheet]:
    return sheet_of


@pytest.fixture(scope="session")
def interview() -> Sheet:
    return sheet_of(
        [
            ("Int", ["Hvordan kom du i gang?"]),
            (
                "Kari",
                [
                    "Jeg ble spurt av en kollega på kontoret, og sa ja før jeg visste hva det var.",
                    "Det var tre gamle permer og et regneark.",
                ],
            ),
            ("Int", ["Hvem bestemte?", "Og hvem skrev?"]),
            (
                "Nils",
                [
                    "Ingen, egentlig.",
                    "Vi lærte oss å gjøre ting først og spørre etterpå, for lederen svarte aldri.",
                ],
            ),
            ("Kari", ["Så gikk det som det gikk."]),
        ]
    )


@pytest.fixture(scope="session")
def long_interview() -> Sheet:
    answer = "Det var mye å gjøre den uka, og ingen av oss hadde tid til å skrive det ned."
    return sheet_of([("Int", ["Hva så?"]), ("Kari", [answer, answer, answer])] * 60)


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
