"""Codes split, cases summed up and disagreements settled, line by line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.codebook.read import read_codebook
from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.coding.reading import read_codings
from qda.errors import QdaError
from qda.plain.sitting import Sitting
from qda.project.summaries import read_summaries

Say = Callable[[str], list[str]]


def bo_codes(sitting: Sitting, code: str, number: int) -> None:
    place, of = sitting.stretch(number, number), sitting.document.id
    put = ApplyCode(of, place.start, place.end, code)
    Desk(sitting.project, "bo").perform(Act((put,)))


def coded(sitting: Sitting, coder: str, layer: str = "independent") -> list[str]:
    with sitting.project.read() as session:
        return [r.code for r in read_codings(session, sitting.document.id, coder, layer)]


def test_the_codings_of_a_code_are_heard_and_dealt_out(sitting: Sitting, say: Say) -> None:
    for line in ("code recruitment 2", "code recruitment 6", "2", "memo-coding rec: se her"):
        say(line)
    bo_codes(sitting, "recruitment", 3)
    assert say("split recruitment")[:2] == [
        "recruitment: 2 codings, 1 by other coders",
        "Other coders' codings stay; `split recruitment all` changes theirs too.",
    ]
    assert say("split recruitment all") == [
        "recruitment: 3 codings, 1 by other coders",
        "deal 1: open_meeting, Åpent møte",
        "coding 1 of 3: T01 2, Eva",
        "before: Hvordan kom dere i gang?",
        "coded: Vi begynte med et åpent møte.",
        "after: Det kom fjorten. Jeg kokte kaffe til tretti 😀. Og siden? Fem ble igjen. Jeg "
        "ringte dem hver uke.",
        "memo: se her",
    ]
    assert say("deal 1")[:2] == [
        "dealt to open_meeting, 2 codings left",
        "coding 1 of 2: T01 6, Eva",
    ]
    say("pin attrition 3")
    with pytest.raises(QdaError, match="no code 3 to deal to"):
        say("deal 3")
    assert say("skip")[0] == "coding 2 of 2: T01 3, Eva, by bo"
    assert say("there")[0] == "3: Eva: Det kom fjorten."
    assert say("add Tretti") == ["new code tretti: Tretti, at the top"]
    assert say("deal .")[1].startswith("No more codings to deal out")
    assert (coded(sitting, "ada"), coded(sitting, "bo")) == (
        ["open_meeting", "recruitment"],
        ["tretti"],
    )
    with pytest.raises(QdaError, match="No more codings"):
        say("skip")
    assert say("split")[0] == "recruitment: 1 coding"
    with pytest.raises(QdaError, match="already"):
        say("deal recruitment")
    say("undo")
    assert coded(sitting, "bo") == ["recruitment"]


def test_a_case_is_summed_up_with_what_it_cites(sitting: Sitting, say: Say) -> None:
    for line in (
        "new-case Eva",
        "tie Eva : T01@Eva",
        "code open_meeting 2-3",
        "code recruitment 7",
    ):
        say(line)
    assert say("summaries") == ["summaries by ada", "Eva: 0 written, 1 more with passages"]
    heard = say("summary eva under rec")
    assert heard[0] == "Eva under Rekruttering: 2 passages, coded by ada"
    assert heard[1] == "question: Hvordan kom dere i gang?"
    assert heard[2].startswith("passage 1: T01 2–3, Eva: Vi begynte")
    assert heard[-1] == "summary: none yet"
    assert say("there 2")[0] == "7: Eva: Jeg ringte dem hver uke."
    assert say("summary eva under rec: Ringte selv {2} og møte {1}.") == [
        "Eva under recruitment: summary written, 2 passages cited"
    ]
    heard = say("summary eva under rec")
    assert ", cited as [2]: Vi begynte" in heard[2]
    assert heard[-1] == "summary: Ringte selv [1] og møte [2]."
    say("summary eva under rec: + Hver uke {2}.")
    assert say("summaries eva")[1] == (
        "Rekruttering: 2 passages: Ringte selv [1] og møte [2]. Hver uke [1]."
    )
    assert say("summaries rec")[1].startswith("Eva: 2 passages: Ringte")
    with pytest.raises(QdaError, match="no passage 9"):
        say("summary eva under rec: x {9}")
    assert say("summary eva under rec: -") == ["Eva under recruitment: summary taken away"]
    for _ in range(3):
        say("undo")
    with sitting.project.read(together=True) as session:
        assert read_summaries(session) == []
    bo_codes(sitting, "attrition", 4)
    say("summaries by bo")
    with pytest.raises(QdaError, match="it is bo's"):
        say("summary eva under rec: hei")


def test_what_two_differ_on_is_heard_blind_and_settled(sitting: Sitting, say: Say) -> None:
    say("code open_meeting 2")
    with pytest.raises(QdaError, match="two coders"):
        say("disagreements")
    bo_codes(sitting, "attrition", 2)
    say("code recruitment 3")
    bo_codes(sitting, "recruitment", 3)
    heard = say("disagreements ada, bo")
    assert heard[0] == "ada and bo, 0 of 1 settled, 1 left"
    assert heard[-1] == "difference 1: T01, segment 2, open_meeting, attrition"
    said = say("difference")
    assert {line for line in said if line[:2] in ("A:", "B:")} in (
        {"A: open_meeting", "B: attrition"},
        {"A: attrition", "B: open_meeting"},
    )
    assert not any("ada" in line or "bo" in line.split() for line in said)
    assert say("there")[0].startswith("2: ")
    mine = "a" if "A: open_meeting" in said else "b"
    told = say(f"accept {mine}: de møttes")
    assert told[0].startswith(f"Accepted: {mine.upper()}. A was ")
    assert told[1] == "0 left"
    assert coded(sitting, "ada", "consensus") == ["open_meeting"]
    assert any("Why: de møttes" in line for line in say("difference 1"))
    say("agreed")
    assert sorted(coded(sitting, "ada", "consensus")) == ["open_meeting", "recruitment"]
    say("undo")
    say("undo")
    assert coded(sitting, "ada", "consensus") == []
    say("1")
    assert say("differing")[0].startswith("2: ")
    with pytest.raises(QdaError, match="No more places"):
        say("differing")
    assert say("rule attr to exclude : ikke når de møtes") == ["attrition, exclude: rule written"]
    book = read_codebook(sitting.project.codebook_file)
    assert book["attrition"].exclude.in_("nb") == "ikke når de møtes"
    say("difference 1")
    say("code attrition")
    say("remove open_meeting")
    with pytest.raises(QdaError, match="not there any more"):
        say("accept a")
    for line in ("accept c", "disagreements ada", "disagreements round pilot", "difference 7"):
        with pytest.raises(QdaError):
            say(line)
