"""Speaker labels are found in the usual ways, and running speech is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.intake import NOBODY, Transcript

Reading = Callable[..., Transcript]


def said(transcript: Transcript) -> list[tuple[str, str]]:
    """Who says what."""
    return [(turn.speaker, transcript.text_of(turn)) for turn in transcript.turns]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("I: Hva?\nInformant 7: Ja.\n", ["I", "Informant 7"]),
        ("Int.: Hva?\nR: Ja.\n", ["Int.", "R"]),
        ("MSM:\tWhy?\nCherry:\tWell.\nMSM:\tOk?\nCherry:\tYes.\n", ["MSM", "Cherry"]),
        ("MSM\tWhy?\nABC\tWell.\nMSM\tOk?\nABC\tYes.\n", ["MSM", "ABC"]),
        ("Int.:\nHva?\n\nKari:\nJa.\n\nInt.:\nOg?\n\nKari:\nNei.\n", ["Int.", "Kari"]),
        ("Intervjuer\nHva?\n\nInformant\nJa.\n", ["Intervjuer", "Informant"]),
        ("KARI\nHva?\nOLA\nJa.\nKARI\nHm.\nOLA\nJo.\nKARI\nAha.\nOLA\nJa.\n", ["KARI", "OLA"]),
        ("Interviewer1 : Hva?\nInterviewee1 : Ja.\n", ["Interviewer1", "Interviewee1"]),
        ("Intervjuer:Hva?\nInformant:Ja.\n", ["Intervjuer", "Informant"]),
        ("**I:** Hva?\n\n**Ola**: Ja.\n\n**I:** Og?\n\n**Ola**: Nei.\n", ["I", "Ola"]),
        ("[Intervjuer] Hva?\n[Informant] Ja.\n", ["Intervjuer", "Informant"]),
        ("- Intervjuer: Hva?\n- Informant: Ja.\n", ["Intervjuer", "Informant"]),
        ("Q. Why?\nA. Dunno.\nQ. Oh?\nA. Yes.\n", ["Q", "A"]),
        ("kari: hei\nola: hallo\nkari: ja\nola: nei\n", ["kari", "ola"]),
        (
            "Anne-Marie Ås: Ja.\nPer Å.: Ok.\nAnne-Marie Ås: Å.\nPer Å.: Ja.\n",
            ["Anne-Marie Ås", "Per Å."],
        ),
        (
            "op03-2b: yes and then\n we went\nInterviewer: right\nop03-2b: no\n",
            ["op03-2b", "Interviewer"],
        ),
    ],
)
def test_a_label_opens_a_turn(reading: Reading, text: str, speakers: list[str]) -> None:
    transcript = reading(text)
    assert list(transcript.speakers) == speakers
    assert not any(speaker in transcript.text for speaker in speakers if len(speaker) > 1)


def test_a_name_alone_on_its_line_speaks_where_the_interviewer_stands_so_too(
    reading: Reading,
) -> None:
    blocks = ["Int.\nHva?", "Kari\nJa, jeg var der.", "Int.\nOg?", "Kari\nNei, ikke da."]
    assert said(reading("\n\n".join(blocks))) == [
        ("Int.", "Hva?"),
        ("Kari", "Ja, jeg var der."),
        ("Int.", "Og?"),
        ("Kari", "Nei, ikke da."),
    ]


@pytest.mark.parametrize("line", ["Kari", "Barndom"])
def test_a_word_alone_within_a_speech_is_no_label(reading: Reading, line: str) -> None:
    text = f"Int.\nHva?\n\nInformant\nDet var\n{line}\n\nInt.\nHvem?\n\nInformant\n{line}\n"
    assert reading(text).speakers == ("Int.", "Informant")


def test_words_with_a_colon_inside_speech_are_no_labels(reading: Reading) -> None:
    transcript = reading(
        "I: Når kom du?\n"
        "Informant: Klokka 10:30: da kom jeg.\n"
        "Jeg sa: nei.\n"
        "Tre ting: ro, tid og penger.\n"
        "Og så: hjem.\n"
        "I: Ja?\n"
    )
    assert [speaker for speaker, _ in said(transcript)] == ["I", "Informant", "I"]


@pytest.mark.parametrize(
    "text",
    [
        "Vi bodde der.\nEksempel: det var kaldt.\nJeg sa: nei.\nKonklusjon: bra.\n",
        "For Buskerud fylke:\nKari Lie\nFor Hordaland fylke:\nPer Moe\nDe tok sete.\n",
        "Se https://example.org: der står det.\nAlt er der.\n",
        "Ja: jeg var der. Nei: jeg så det ikke.\nDet var alt.\n",
    ],
)
def test_a_file_without_labels_is_one_informants(reading: Reading, text: str) -> None:
    transcript = reading(text)
    assert transcript.speakers == ("Informant",)
    assert transcript.notes == ("No speaker labels were found: the whole file is one informant's.",)


def test_a_guest_who_speaks_once_is_found_among_regular_labels(reading: Reading) -> None:
    transcript = reading("Kari: Ja.\nPer: Nei.\nKari: Jo.\nGjest: Én ting.\nPer: Ja.\n")
    assert transcript.speakers == ("Kari", "Per", "Gjest")


def test_spellings_of_one_label_are_one_speaker(reading: Reading) -> None:
    transcript = reading("Int.: Hva?\nR: Ja.\nINT: Og?\nR: Nei.\nInt.: Å?\n")
    assert transcript.speakers == ("Int.", "R")


def test_a_remark_in_parentheses_makes_no_new_speaker(reading: Reading) -> None:
    transcript = reading(
        "Statsråden (Kari Lie): Takk.\n\nPresidenten: Neste.\n\nStatsråden: Ja.\n\n"
        "Per Moe (A) [10:03:11]: Takk.\n\nPresidenten: Slutt.\n"
    )
    assert transcript.speakers == ("Statsråden", "Presidenten", "Per Moe (A)")


def test_a_label_of_63_characters_is_one_and_of_64_is_none(reading: Reading) -> None:
    name = "Kari " + "Æ" * 58
    assert len(name) == 63
    for label, speakers in ((name, (name, "I")), (name + "Æ", ("I",))):
        text = f"I: Hva?\n{label}: Ja.\nI: Og?\n{label}: Nei.\n"
        assert set(reading(text).speakers) == set(speakers)


def test_text_before_the_first_label_is_nobodys(reading: Reading) -> None:
    transcript = reading("Intervju om skole\n\nI: Hva?\nInformant: Ja, det var fint.\n")
    assert said(transcript)[0] == (NOBODY, "Intervju om skole")
    assert transcript.notes == ("The text before the first label is nobody's.",)


def test_the_users_pattern_is_the_only_label(reading: Reading) -> None:
    transcript = reading("I: Hva?\n>>Kari<< Ja.\n>>Per<< Nei: aldri.\n", speaker=r">>(\w+)<<\s*")
    assert said(transcript) == [(NOBODY, "I: Hva?"), ("Kari", "Ja."), ("Per", "Nei: aldri.")]


def test_the_named_group_of_a_pattern_is_the_label(reading: Reading) -> None:
    transcript = reading(
        "(1) Kari | Ja.\n(2) Per | Nei.\n", speaker=r"\((\d)\) (?P<speaker>\w+) \|"
    )
    assert said(transcript) == [("Kari", "Ja."), ("Per", "Nei.")]


def test_a_pattern_without_a_group_is_itself_the_label(reading: Reading) -> None:
    assert reading("Kari> Ja.\n", speaker=r"\w+(?=>)|^").speakers == ("Kari",)


def test_a_pattern_sees_the_line_behind_a_time_stamp(reading: Reading) -> None:
    (turn,) = reading("[00:01:00] Kari> Ja.\n", speaker=r"(\w+)>").turns
    assert (turn.speaker, turn.time_start) == ("Kari", 60.0)


def test_a_pattern_that_matches_nothing_says_so(reading: Reading) -> None:
    transcript = reading("I: Hva?\nR: Ja.\n", speaker=r"(\w+)>")
    assert transcript.notes == ("The pattern matched no line: the whole file is one informant's.",)


def test_a_label_without_text_leaves_no_turn(reading: Reading) -> None:
    assert said(reading("I: Hva?\nR:\nI: Hallo?\n")) == [("I", "Hva?"), ("I", "Hallo?")]


def test_each_label_opens_a_turn_even_of_the_same_speaker(reading: Reading) -> None:
    assert len(reading("I: Hva?\n\nR: Ja.\n\nR: Nei.\n").turns) == 2 + 1
