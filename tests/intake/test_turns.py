"""The text, its lines and its time stamps."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable

import pytest

from qda.intake import Transcript

Reading = Callable[..., Transcript]

WRAPPED = """\
Informant: Dette er en lang tekst som er brukket for hånd ved en fast
bredde, slik at hver linje er om lag like lang som den neste, og det
første ordet på en linje ikke fikk plass på linjen over. Først når av-
snittet er slutt, kommer det en kort linje. Vi hadde både barne-
og ungdomsskole her.

Nytt avsnitt begynner her, og også dette har flere linjer som er fylt
opp til kanten.
"""


def texts(transcript: Transcript) -> list[str]:
    return [transcript.text_of(turn) for turn in transcript.turns]


def test_turns_are_joined_by_one_line_feed(reading: Reading) -> None:
    transcript = reading("I:  Hva?  \n\n\nR: Ja.\tNei.\n")
    assert transcript.text == "Hva?\nJa. Nei."
    assert [(turn.start, turn.end) for turn in transcript.turns] == [(0, 4), (5, 13)]


def test_the_name_and_hash_are_the_files(reading: Reading) -> None:
    transcript = reading("I: Hva?\nR: Ja.\n", "Intervju 3.txt")
    assert transcript.name == "Intervju 3"
    assert transcript.file_hash == hashlib.sha256(b"I: Hva?\nR: Ja.\n").hexdigest()


def test_decomposed_letters_are_composed(reading: Reading) -> None:
    assert reading(unicodedata.normalize("NFD", "Så gårdbrukeren på Ås.")).text[:2] == "Så"


def test_soft_hyphens_and_remarks_stay(reading: Reading) -> None:
    assert (
        reading("I: Sko\u00adle? [ler]\nR: Ja (pause).\n").text == "Sko\u00adle? [ler]\nJa (pause)."
    )


def test_lines_filled_to_a_width_are_joined_and_hyphens_undone(reading: Reading) -> None:
    (text,) = texts(reading(WRAPPED))
    assert "\n".join(text.split("\n")) == (
        "Dette er en lang tekst som er brukket for hånd ved en fast bredde, slik at hver linje er"
        " om lag like lang som den neste, og det første ordet på en linje ikke fikk plass på linjen"
        " over. Først når avsnittet er slutt, kommer det en kort linje. Vi hadde både barne- og"
        " ungdomsskole her.\n"
        "Nytt avsnitt begynner her, og også dette har flere linjer som er fylt opp til kanten."
    )


def test_short_lines_of_speech_are_one_turns_prose(reading: Reading) -> None:
    text = (
        "K7: they went along - \n on a one to one basis . \n and told us - \nabout it\n\nI: right\n"
    )
    assert texts(reading(text)) == [
        "they went along - on a one to one basis . and told us - about it",
        "right",
    ]


def test_a_word_broken_off_and_begun_again_keeps_its_hyphen(reading: Reading) -> None:
    text = "I: Og hva\nskjedde?\nR: Jeg vet ikke om vi ha-\nhadde tid.\n"
    assert texts(reading(text))[1] == "Jeg vet ikke om vi ha- hadde tid."


def test_a_capital_compound_keeps_its_hyphen(reading: Reading) -> None:
    assert texts(reading("Informant: Jeg er IT-\nansvarlig der.\n")) == ["Jeg er IT-ansvarlig der."]


def test_whole_sentences_on_lines_of_their_own_keep_them(reading: Reading) -> None:
    text = "Det foreligger søknader.\nSøknadene innvilges.\nMøtet er hevet.\n"
    assert reading(text).text == text.strip()


def test_speech_without_punctuation_keeps_its_lines(reading: Reading) -> None:
    text = "ja det var " + "ord " * 80 + "\nså gikk vi hjem " + "der " * 80 + "\nog la oss"
    assert reading(text).text.count("\n") == 2


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("[00:12:33] Kari: Ja.", 753.0, None),
        ("(12:33) Kari: Ja.", 753.0, None),
        ("12:33 Kari: Ja.", 753.0, None),
        ("00:12:33 Kari: Ja.", 753.0, None),
        ("Kari [00:12:33]: Ja.", 753.0, None),
        ("Kari 12:33\nJa.", 753.0, None),
        ("Kari: [00:12:33] Ja.", 753.0, None),
        ("[00:12:33]\nKari: Ja.", 753.0, None),
        ("Kari: Ja. #00:12:33-5#", None, 753.5),
        ("Kari: Ja. [00:12:33]", None, 753.0),
        ("[00:01 - 00:05.5] Kari: Ja.", 1.0, 5.5),
        ("[00:01.000 --> 00:05.500] Kari: Ja.", 1.0, 5.5),
    ],
)
def test_time_stamps_leave_the_text_and_stay_with_the_turn(
    reading: Reading, line: str, start: float | None, end: float | None
) -> None:
    transcript = reading(f"Intervjuer: Hva?\n\n{line}\n\nIntervjuer: Og?\n\nKari: Nei.\n")
    turn = transcript.turns[1]
    assert (turn.speaker, transcript.text_of(turn)) == ("Kari", "Ja.")
    assert (turn.time_start, turn.time_end) == (start, end)


def test_a_time_that_is_told_stays_in_the_text(reading: Reading) -> None:
    text = "I: Når?\nR: Klokka var 12:33 da bussen gikk 13:05\n"
    assert reading(text).text == "Når?\nKlokka var 12:33 da bussen gikk 13:05"


def test_a_header_is_metadata_and_no_text(reading: Reading) -> None:
    transcript = reading("# Dato: 3. mai 2024\n# Sted: Oslo: sentrum\n\nI: Hva?\nR: Ja.\n")
    assert transcript.metadata == (("Dato", "3. mai 2024"), ("Sted", "Oslo: sentrum"))
    assert transcript.text == "Hva?\nJa."


def test_front_matter_of_markdown_is_metadata(reading: Reading) -> None:
    transcript = reading("---\ntitle: Om skole\ndate: 2024-05-03\n---\n\nI: Hva?\nR: Ja.\n", "a.md")
    assert transcript.metadata == (("title", "Om skole"), ("date", "2024-05-03"))
    assert transcript.text == "Hva?\nJa."


def test_a_rule_in_the_text_is_no_front_matter(reading: Reading) -> None:
    assert reading("---\nHer begynner det.\n---\nOg så videre.\n", "a.md").metadata == ()
