"""Searching all documents and coding what was heard; memos, the journal, links; the overview."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.coding.cases.changes import NewCase
from qda.coding.changes import Act
from qda.coding.desk import Desk
from qda.coding.memos import MemoLine, list_memos
from qda.coding.reading import read_codings
from qda.errors import QdaError
from qda.plain.sitting import Sitting

Say = Callable[[str], list[str]]


def coded(sitting: Sitting) -> list[tuple[int, str, str]]:
    found = []
    with sitting.project.read() as session:
        for info in sitting.documents:
            rows = read_codings(session, info.id, "ada")
            found += [(info.id, row.code, f"{row.start}-{row.end}") for row in rows]
    return found


def memos(sitting: Sitting) -> list[MemoLine]:
    with sitting.project.read() as session:
        return list_memos(session)


def test_a_search_hears_all_documents_in_all_forms(sitting: Sitting, say: Say) -> None:
    found = say("search bestemme")
    assert found[0] == "1 hit in 1 document"
    assert found[1].startswith("hit 1: T02 1: Int: Hvem bestemte?")
    assert say("search bestemme skjelden")[0].startswith("Nothing was found.")
    with pytest.raises(QdaError, match="nothing is found yet"):
        say("code-hits attrition")


def test_hits_are_gone_to_one_after_the_other(sitting: Sitting, say: Say) -> None:
    say('search "jeg"')
    assert len(say("hits 2-3")) == 2
    for document, number in (("T01", 4), ("T01", 7), ("T02", 4)):
        say("hit")
        assert (sitting.document.name, sitting.number) == (document, number)
    with pytest.raises(QdaError, match="hit 3 is the last"):
        say("hit")
    say("hit 1")
    assert (sitting.document.name, sitting.number) == ("T01", 4)


def test_hits_are_coded_in_one_act(sitting: Sitting, say: Say) -> None:
    say('search "jeg"')
    assert say("code-hits attr 2-3")[0].startswith("2 places coded with attrition")
    seven = sitting.segment(7)
    assert [(d, code) for d, code, _ in coded(sitting)] == [(1, "attrition"), (2, "attrition")]
    assert coded(sitting)[0][2] == f"{seven.start}-{seven.end}"
    say("undo")
    assert coded(sitting) == []


def test_just_the_words_of_hits_are_coded(sitting: Sitting, say: Say) -> None:
    say('search "jeg"')
    say("code-hits recruitment words")
    places = [place.split("-") for _, _, place in coded(sitting)]
    assert [int(end) - int(start) for start, end in places] == [len("jeg")] * 3


@pytest.mark.parametrize("line", ["hits 4", "hits 2-1", "hit 0", "hit x", "code-hits attrition 9"])
def test_hits_that_are_not_there_do_nothing(sitting: Sitting, say: Say, line: str) -> None:
    say('search "jeg"')
    with pytest.raises(QdaError):
        say(line)
    assert (sitting.number, coded(sitting)) == (1, [])


@pytest.mark.parametrize(
    ("line", "kind", "target"),
    [
        ("memo-document", "document", None),
        ("memo-code attr", "code", "attrition"),
        ("memo-coding recr", "coding", None),
        ("memo-case eva", "case", "Eva"),
    ],
)
def test_a_memo_on_anything_is_written_read_changed_and_taken_away(
    sitting: Sitting, say: Say, line: str, kind: str, target: str | None
) -> None:
    Desk(sitting.project, "ada").perform(Act((NewCase("Eva"),)))
    say("code recruitment")
    colon = "" if line == "memo-document" else ":"
    assert say(line)[0].endswith("no memo here")
    assert say(f"{line}{colon} Tvil: hvem sier det?")[0].endswith("memo written")
    (memo,) = memos(sitting)
    assert (memo.kind, memo.text) == (kind, "Tvil: hvem sier det?")
    assert memo.target == target or target is None
    assert say(line)[0].endswith("memo: Tvil: hvem sier det?")
    assert say(f"{line}{colon} Avklart")[0].endswith("memo changed")
    assert [one.text for one in memos(sitting)] == ["Avklart"]
    assert say(f"{line}{colon} -")[0].endswith("memo taken away")
    assert memos(sitting) == []
    say("undo")
    assert [one.text for one in memos(sitting)] == ["Avklart"]


def test_a_journal_entry_is_linked_to_the_passages_that_show_it(sitting: Sitting, say: Say) -> None:
    say("journal To slags dører")
    say("2")
    assert say("link .") == ["2: linked to the memo “To slags dører”"]
    say("open T02")
    say('link slags "bestemte"')
    (entry,) = memos(sitting)
    assert [(one.passage.name, one.passage.first) for one in entry.links] == [
        ("T01", 2),
        ("T02", 1),
    ]
    assert say("journal")[1] == "linked: T01 2; T02 1"
    with pytest.raises(QdaError, match="T01 2, T02 1"):
        say("unlink slags")
    say("undo")
    assert say("unlink slags") == ["T01 2: no longer linked to the memo “To slags dører”"]
    assert memos(sitting)[0].links == ()


def test_memos_are_listed_with_what_they_are_on(sitting: Sitting, say: Say) -> None:
    say("memo-code attrition: Hvorfor slutter de?")
    say("2")
    say("memo Her åpnes det")
    listed = say("memos")
    assert [line.partition(", ")[2] for line in listed] == [
        "T01, segment 2: Her åpnes det",
        "Frafall: Hvorfor slutter de?",
    ]
    assert say("memos ÅPNES") == listed[:1]
    assert say("memos finnes-ikke") == ["There are no such memos of yours."]


def test_the_overview_says_what_was_done(sitting: Sitting, say: Say) -> None:
    say("code recruitment 2-3")
    say("memo Se her")
    said = say("overview")
    assert said[0] == "today: 1 coding, 2 segments, 1 memo"
    assert said[1:] == ["T01: 5 segments; ada: 2 reviewed, 1 coding", "T02: 3 segments"]
