"""Words of a segment, by what they say; the ends of a coding; new codes; jumps back and forth."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qda.errors import QdaError
from qda.plain.placing import place_of
from qda.plain.sitting import Sitting
from qda.project.audit import list_acts

Say = Callable[[str], list[str]]


def coded(sitting: Sitting) -> list[tuple[str, str]]:
    text = sitting.document.text
    return [(row.code, text[row.start : row.end]) for row in sitting.codings]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"åpent møte"', "åpent møte"),
        ("“ÅPENT  MØTE.”", "åpent møte."),
        ("«Vi ... åpent»", "Vi begynte med et åpent"),
        ('3 "fjorten"', "fjorten"),
        ('2-3 "møte. Det kom"', "møte. Det kom"),
    ],
)
def test_some_words_are_coded(sitting: Sitting, say: Say, typed: str, words: str) -> None:
    say("2")
    assert f"“{words}”: coded recruitment" in say(f"code recruitment {typed}")[0]
    assert coded(sitting) == [("recruitment", words)]


@pytest.mark.parametrize("typed", ['"møt"', '"fjorten"', '"Vi … fjorten"', "2-", '99 "Vi"'])
def test_what_is_not_there_is_not_coded(sitting: Sitting, say: Say, typed: str) -> None:
    say("2")
    with pytest.raises(QdaError):
        say(f"code recruitment {typed}")
    assert coded(sitting) == []


def test_words_that_stand_twice_are_chosen(sitting: Sitting, say: Say) -> None:
    say("2")
    with pytest.raises(QdaError, match="stands here 2 times"):
        say('code recruitment 1-7 "Jeg"')
    shown: list[str] = []

    def second(names: Sequence[str]) -> int:
        shown.extend(names)
        return 1

    sitting.ask = second
    say('code recruitment 1-7 "Jeg"')
    assert "ringte" in shown[1]
    assert sitting.codings[0].start == sitting.segment(7).start


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_whole_words_are_found_as_they_stand(sitting: Sitting, data: st.DataObject) -> None:
    place = sitting.stretch(2, 2)
    words = sitting.document.text[place.start : place.end].rstrip(".").split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    wanted = " ".join(words[first : last + 1])
    found = place_of(sitting, f'2 "{wanted.upper()}"')
    assert sitting.document.text[found.start : found.end] == wanted


def test_codings_of_some_words_are_told_apart(sitting: Sitting, say: Say) -> None:
    say("2")
    say('code recruitment "åpent møte"')
    say("code recruitment")
    assert say("codings") == [
        "2: recruitment, Rekruttering",
        "2, “åpent møte”: recruitment, Rekruttering",
    ]
    say("remove recruitment")
    assert coded(sitting) == [("recruitment", "åpent møte")]


def test_the_ends_of_a_coding_move_and_its_memo_stays(sitting: Sitting, say: Say) -> None:
    say("2")
    say('code recruitment "åpent møte"')
    before = sitting.codings[0].id
    assert say('start-at recruitment "begynte"')[0].startswith("2, “begynte med et åpent møte”")
    say('end-at recruitment 3 "kom"')
    assert coded(sitting) == [("recruitment", "begynte med et åpent møte. Det kom")]
    assert sitting.codings[0].id == before
    say("undo")
    assert coded(sitting) == [("recruitment", "begynte med et åpent møte")]
    assert say('end-at recruitment "møte"')[0].endswith("The coding is as it was.")


def test_a_coding_is_not_turned_round(sitting: Sitting, say: Say) -> None:
    say("2")
    say('code recruitment "åpent møte"')
    with pytest.raises(QdaError, match="would end before it starts"):
        say('end-at recruitment "Vi"')
    with pytest.raises(QdaError, match="say where"):
        say("end-at recruitment")
    assert coded(sitting) == [("recruitment", "åpent møte")]


def test_words_are_flagged_and_only_they_unflagged(sitting: Sitting, say: Say) -> None:
    say("2")
    assert say('flag "åpent møte"') == ["2, “åpent møte”: flagged"]
    say('flag "Vi"')
    assert say('flag "åpent møte"') == ["2, “åpent møte”: no longer flagged"]
    assert [(mark.start, mark.end) for mark in sitting.marks] == [(25, 27)]


def test_a_new_code_is_made_and_put_on_in_one_act(sitting: Sitting, say: Say) -> None:
    say("3")
    assert say("new Kaffe under rekr") == [
        "new code kaffe: Kaffe, under recruitment",
        "3: coded kaffe",
    ]
    assert coded(sitting) == [("kaffe", "Det kom fjorten.")]
    say("4")
    say("code .")
    assert [code for code, _ in coded(sitting)] == ["kaffe", "kaffe"]
    say("undo")
    say("undo")
    assert coded(sitting) == []
    assert sitting.codebook["kaffe"].retired
    say("redo")
    assert coded(sitting) == [("kaffe", "Det kom fjorten.")]


def test_what_is_no_code_after_under_is_of_the_label(sitting: Sitting, say: Say) -> None:
    assert say("new Press under veien")[0].endswith(": Press under veien, at the top")
    with pytest.raises(QdaError, match="there is a code recruitment"):
        say("new rekruttering")


def test_words_become_a_code_whose_id_does_not_tell_them(sitting: Sitting, say: Say) -> None:
    say("4")
    made, put = say('vivo "kokte kaffe" under attrition')
    assert made == "new code in_vivo: kokte kaffe, under attrition"
    assert put == "4, “kokte kaffe”: coded in_vivo"
    assert coded(sitting) == [("in_vivo", "kokte kaffe")]
    with sitting.project.read() as session:
        assert not any("kaffe" in act.act for act in list_acts(session))


def test_jumps_go_both_ways(sitting: Sitting, say: Say) -> None:
    say("code attrition 6")
    say("code open_meeting 3")
    say("5")
    say("memo Se her")
    for line, number in [
        ("used recruitment back", 3),
        ("used attr", 6),
        ("noted back", 5),
        ("unreviewed b", 4),
        ("noted", 5),
        ("unreviewed", 7),
    ]:
        say(line)
        assert sitting.number == number, line
    for line in ("noted", "used attrition", "flagged back", "unreviewed sideways"):
        with pytest.raises(QdaError):
            say(line)
    assert sitting.number == 7


def test_done_is_taken_back(sitting: Sitting, say: Say) -> None:
    say("4")
    say("done to here")
    assert say("undone 2-3") == ["2-3: no longer reviewed"]
    assert sitting.reviewed == {1, 4}
    with pytest.raises(QdaError, match="not reviewed"):
        say("undone 2")


def test_the_last_acts_say_which_undo_takes_back(sitting: Sitting, say: Say) -> None:
    assert say("acts")[-1] == "Nothing done yet."
    say("code attrition")
    say("flag")
    say("undo")
    assert say("acts") == [
        "undo: flag at T01 1",
        "flag at T01 1, taken back",
        "put Frafall on T01 1, undo takes this back",
    ]
