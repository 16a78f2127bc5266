"""Roles are guessed from the label, else from who asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.intake import Transcript, guess_roles

Reading = Callable[..., Transcript]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("I", "Informant 7"),
        ("Int.", "R"),
        ("Intervjuer 2", "Kari"),
        ("Interviewer1", "Interviewee1"),
        ("Moderator", "Deltaker 3"),
        ("Q", "A"),
        ("Spørsmål", "Svar"),
        ("MSM", "Cherry"),
        ("F", "I"),
        ("Kari Lie", "Per Moe"),
        ("I1", "P1"),
        ("Speaker 2", "Speaker 1"),
    ],
)
def test_who_asks_is_the_interviewer(reading: Reading, asks: str, answers: str) -> None:
    text = f"{asks}: Hvordan var det?\n{answers}: Det var fint der nede.\n" * 3
    assert guess_roles(reading(text)) == {asks: "interviewer", answers: "informant"}


def test_a_usual_label_wins_over_who_asks(reading: Reading) -> None:
    roles = guess_roles(reading("I: Fortell.\nR: Hva da?\nI: Alt.\nR: Om hva?\n"))
    assert roles == {"I": "interviewer", "R": "informant"}


def test_a_talk_in_which_all_ask_has_no_interviewer(reading: Reading) -> None:
    roles = guess_roles(reading("Kari: Hva?\nPer: Hva?\nKari: Du?\nPer: Jeg?\n"))
    assert set(roles.values()) == {"informant"}


def test_interpreters_and_text_of_nobody_are_neither(reading: Reading) -> None:
    roles = guess_roles(reading("Intervju om skole\n\nI: Hva?\nTolk: Ja.\nInformant: Nei.\n"))
    assert roles == {"": "other", "I": "interviewer", "Tolk": "other", "Informant": "informant"}


def test_the_only_speaker_is_an_informant(reading: Reading) -> None:
    assert guess_roles(reading("Hva skal jeg si? Hva?")) == {"Informant": "informant"}
