"""Subtitles: cues of one speaker are one turn, tags and repeated captions are gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qda.intake import Transcript, read

Reading = Callable[..., Transcript]


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, transcript.text_of(turn)) for turn in transcript.turns]


VOICES = """\
WEBVTT - Om skolen

NOTE laget av oss

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:03.000 align:start
<v Kari Lie>Hei &amp; velkommen, <i>alle</i></v>

2
00:00:03.000 --> 00:00:05.500
<v Kari Lie>sammen.

00:00:05.500 --> 00:00:07.000
<v Per>Takk <yeah>. <v.loud Kari Lie>Bra.
"""


def test_voice_tags_name_the_speaker_and_cues_of_one_are_joined(reading: Reading) -> None:
    assert said(reading(VOICES, "a.vtt")) == [
        ("Kari Lie", "Hei & velkommen, alle sammen."),
        ("Per", "Takk <yeah>."),
        ("Kari Lie", "Bra."),
    ]


def test_a_turn_lasts_from_its_first_cue_to_its_last(reading: Reading) -> None:
    turn = reading(VOICES, "a.vtt").turns[0]
    assert (turn.time_start, turn.time_end) == (1.0, 5.5)


def test_notes_and_title_are_metadata(reading: Reading) -> None:
    assert reading(VOICES, "a.vtt").metadata == (("comment", "Om skolen"), ("note", "laget av oss"))


def test_labels_open_turns_at_the_start_of_any_line_of_a_cue(reading: Reading) -> None:
    text = """\
WEBVTT
Kind: captions

00:01.000 --> 00:03.000
>> KARI: Hei på deg,
og velkommen.

00:03.000 --> 00:05.000
KARI: Sitt ned.
>> PER: Takk.
"""
    transcript = reading(text, "a.vtt")
    assert said(transcript) == [("KARI", "Hei på deg, og velkommen. Sitt ned."), ("PER", "Takk.")]
    assert transcript.metadata == (("Kind", "captions"),)


def test_a_label_broken_over_two_lines_of_a_cue_is_one(reading: Reading) -> None:
    text = """\
WEBVTT

00:01.000 --> 00:03.000
The Chair (Kari Lie):
Order. I call the next.

00:03.000 --> 00:05.000
Per Moe (Fjell, Dal
and Vik) (Lab):

00:05.000 --> 00:06.000
It is time: we must act.

00:06.000 --> 00:08.000
The Chair:
Thank you.

00:08.000 --> 00:09.000
Per Moe:
Yes.
"""
    assert said(reading(text, "a.vtt")) == [
        ("The Chair", "Order. I call the next."),
        ("Per Moe", "It is time: we must act."),
        ("The Chair", "Thank you."),
        ("Per Moe", "Yes."),
    ]


def test_rolling_captions_are_said_once(reading: Reading) -> None:
    text = "WEBVTT\n"
    lines = ["Så gikk vi", "ned til sjøen.", "Der lå båten.", "Den var", "rød."]
    for number, (above, below) in enumerate(zip(["", *lines], lines, strict=False)):
        for start, shown in (
            (0, f"{above}\n{below[:2]}<00:00:00.500><c>{below[2:]}</c>"),
            (8, below),
        ):
            text += f"\n00:0{number}.{start}00 --> 00:0{number}.{start + 1}00\n{shown}\n"
    transcript = reading(text, "a.vtt")
    assert transcript.text == " ".join(lines)
    assert "Rolling captions: lines that repeat the caption before were joined." in transcript.notes


def test_a_word_said_twice_in_two_cues_stays_twice(reading: Reading) -> None:
    cues = [
        f"00:0{n}.000 --> 00:0{n}.900\n{word}\n"
        for n, word in enumerate(["Ja.", "Ja.", "Nei.", "Jo."])
    ]
    assert reading("WEBVTT\n\n" + "\n".join(cues), "a.vtt").text == "Ja. Ja. Nei. Jo."


def test_srt_is_read_though_it_is_sloppy(reading: Reading) -> None:
    text = (
        "# Proofreading by: nobody\r\n\r\n1\r\n0:00:01,000 --> 0:00:03,000\r\n"
        "I: Hva skjedde\r\n\r\nda du kom?\r\n2\r\n00:00:03,000 --> 00:00:05,000\r\n"
        '<font color="red">R:</font> Ingenting.\r\n3\r\n'
        "00:00:05,000 --> 00:00:06,000\r\n2024\r\n"
    )
    transcript = reading(text, "a.srt")
    assert said(transcript) == [("I", "Hva skjedde da du kom?"), ("R", "Ingenting. 2024")]
    assert transcript.metadata == (("Proofreading by", "nobody"),)


def test_captions_without_punctuation_keep_a_line_for_each(reading: Reading) -> None:
    cues = [f"00:0{n}.000 --> 00:0{n}.900\n{f'ord{n} ' * 30}\n" for n in range(4)]
    assert reading("WEBVTT\n\n" + "\n".join(cues), "a.vtt").text.count("\n") == 3


def test_a_note_of_keys_and_values_is_what_the_file_says_of_itself(tmp_path: Path) -> None:
    file = tmp_path / "a.vtt"
    note = "NOTE\ntype: telephone\nlength: 30\n\n"
    file.write_text(f"WEBVTT\n\n{note}00:01.000 --> 00:02.000\nHei.\n", encoding="utf-8")
    assert read(file).metadata == (("type", "telephone"), ("length", "30"))
