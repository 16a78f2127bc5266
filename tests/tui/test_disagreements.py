"""Settling what two coders differ on: blind, verb by verb, into the consensus, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from qda.codebook.stored import read_stored
from qda.coding.changes import Act, ApplyCode, Change, Choice, Decide, MarkReviewed, WriteMemo
from qda.coding.desk import Desk
from qda.coding.disagreeing import DecisionRow, read_decisions
from qda.coding.reading import read_codings
from qda.coding.rounds import begin_named, close_round
from qda.comparing.differing import Between, Differing, read_differing
from qda.project.models import Decision
from qda.project.store import Project
from qda.tui.screens.disagreements import DisagreementsScreen
from qda.tui.widgets.table import Table

Drive = Any
OPEN = ("comma", "d")
SECOND, THIRD, FOURTH = (25, 54), (55, 71), (72, 100)
OWN = {"ada": "attrition", "bo": "open_meeting"}
"""What each has in segment 2."""


@pytest.fixture
def two(study: Path) -> Path:
    """Ada and Bo differ in segments 2 and 3 of T01, and agree in segment 4; cy settles."""
    with Project.open(study) as project:
        for coder, code in OWN.items():
            own = ApplyCode(1, *SECOND, code)
            memo = WriteMemo("coding", own.coding, f"thought {code} fits", document=1)
            changes: list[Change] = [own, memo, ApplyCode(1, *FOURTH, "recruitment")]
            if coder == "ada":
                changes.append(ApplyCode(1, *THIRD, "recruitment"))
            Desk(project, coder).perform(Act((*changes, MarkReviewed(1, tuple(range(1, 8))))))
    return study


def layer(folder: Path, name: str) -> set[tuple[int, int, str]]:
    with Project.open(folder) as project, project.read() as session:
        return {(row.start, row.end, row.code) for row in read_codings(session, 1, None, name)}


def decisions(folder: Path) -> list[DecisionRow]:
    with Project.open(folder) as project, project.read() as session:
        return read_decisions(session)


def meaning(folder: Path, code: str, field: str) -> str:
    with Project.open(folder) as project, project.read() as session:
        return str(getattr(read_stored(session).get(code), field).in_("nb"))


def rows(coder: Any, table: str) -> list[list[str]]:
    return [[c.plain.strip() for c in r.cells] for r in coder.app.screen.query_one(table).rows]


def part(coder: Any, name: str) -> str:
    return str(coder.app.screen.query_one(f"#passage-{name}").content)


def at(coder: Any) -> str:
    row = coder.app.screen.query_one("#differing-passages", Table).current
    return row.cells[0].plain if row else ""


async def test_passages_are_shown_side_by_side_and_nameless(two: Path, drive: Drive) -> None:
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        assert isinstance(coder.app.screen, DisagreementsScreen)
        assert [row[0] for row in rows(coder, "#differing-passages")] == ["T01 2", "T01 3"]
        assert "0 of 2 settled, 2 left" in coder.screen
        sides = part(coder, "a"), part(coder, "b")
        for letter, said in zip("AB", sides, strict=True):
            assert "Hvordan kom dere i gang?" in said, "the context"
            assert said.splitlines()[0].strip() == letter
        ada = next(said for said in sides if "Avskalling" in said)
        bo = next(said for said in sides if "Åpent møte" in said)
        assert ada != bo
        assert "thought attrition fits" in ada
        assert "[A" in ada
        assert "computed on the independent coding" in part(coder, "foot")


@pytest.mark.parametrize("key", ["a", "b", "2", "0"])
async def test_a_decision_goes_into_the_consensus_tells_who_is_who_and_is_taken_back(
    two: Path, drive: Drive, key: str
) -> None:
    before = layer(two, "independent")
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        await coder.keys(key)
        await coder.keys("w", "h", "y", "enter")
        (made,) = decisions(two)
        first, second = (OWN[name] for name in made.shown)
        codes = {"a": {first}, "b": {second}, "2": {first, second}, "0": set()}[key]
        assert layer(two, "consensus") == {(*SECOND, code) for code in codes}
        assert layer(two, "independent") == before
        assert (made.by, made.reason) == ("cy", "why")
        said = " ".join(note.message for note in coder.app._notifications)
        assert f"A was {made.shown[0]}, B was {made.shown[1]}" in said
        assert at(coder) == "T01 3", "the next one comes by itself"
        assert [row[-1] for row in rows(coder, "#differing-passages")] == ["✓", ""]
        assert "1 of 2 settled, 1 left" in coder.screen
        await coder.keys("k")
        assert made.shown[0] in part(coder, "a")
        assert "Why: why" in part(coder, "decision")
        await coder.keys("u")
        assert decisions(two) == []
        assert layer(two, "consensus") == set()
        assert at(coder) == "T01 2"
        assert "0 of 2 settled" in coder.screen


async def test_leaving_the_question_for_a_reason_decides_nothing(two: Path, drive: Drive) -> None:
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        await coder.keys("a")
        await coder.keys("escape")
        assert decisions(two) == []


async def test_another_s_decision_is_overruled_in_several_lines_and_given_back(
    two: Path, drive: Drive
) -> None:
    with Project.open(two) as project:
        change = Decide(1, *SECOND, ("bo", "ada"), "both", "both fit")
        Desk(project, "di", "consensus").perform(Act((change,)))
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        await coder.keys("k")
        assert "Settled by di" in part(coder, "decision")
        await coder.keys("0")
        assert "the place of what di decided" in coder.screen
        await coder.keys("o", "n", "e", "ctrl+j", "t", "w", "o", "enter")
        (made,) = decisions(two)
        assert (made.by, made.choice, made.reason) == ("cy", "neither", "one\ntwo")
        await coder.keys("k")
        said = part(coder, "decision")
        assert "Settled by cy" in said
        assert "one\ntwo" in said
        assert "di had accepted both" in said
        await coder.keys("u")
        assert [one.by for one in decisions(two)] == ["di"]
        assert layer(two, "consensus") == {(*SECOND, code) for code in OWN.values()}
        assert "Settled by di" in part(coder, "decision")


async def test_where_two_decisions_came_together_it_is_open_again(two: Path, drive: Drive) -> None:
    with Project.open(two) as project:
        for by, choice in (("di", "both"), ("ed", "neither")):
            decision: Choice = choice  # type: ignore[assignment]  # one of the words it allows
            change = Decide(1, *SECOND, ("bo", "ada"), decision)
            Desk(project, by, "consensus").perform(Act((change,)))
        # as after a merge: both stand
        with project.write("di", "as merged", origin="merge") as act:
            act.session.execute(update(Decision).values(removed=0))
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        assert "0 of 2 settled" in coder.screen
        assert [row[-1] for row in rows(coder, "#differing-passages")] == ["≠", ""]
        await coder.keys("a")
        await coder.keys("enter")
        assert [one.by for one in decisions(two)] == ["cy"]


async def test_a_rule_is_added_to_the_code_s_words_and_taken_back(two: Path, drive: Drive) -> None:
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        for rule in ("x", "y"):
            await coder.keys("j", "r")
            await coder.keys("down", "enter")
            await coder.keys(rule, "enter")
        assert meaning(two, "recruitment", "include") == "x\ny"
        assert "x" in part(coder, "codes")
        assert decisions(two) == []
        await coder.keys("u")
        assert meaning(two, "recruitment", "include") == "x"


async def test_a_rule_asks_for_which_of_the_codes(two: Path, drive: Drive) -> None:
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        await coder.keys("r")
        await coder.keys("down", "enter")
        await coder.keys("enter")
        await coder.keys("z", "enter")
        assert meaning(two, "attrition", "definition") == "z"


async def test_what_is_taken_for_what_narrows_the_passages(two: Path, drive: Drive) -> None:
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        names = [row[1] for row in rows(coder, "#differing-mixed")]
        assert set(names[1:]) == {"Avskalling ↔ Åpent møte", "Rekruttering ↔ nothing"}
        coder.app.screen.query_one("#differing-mixed").focus()
        await coder.keys(*["j"] * names.index("Rekruttering ↔ nothing"))
        assert [row[0] for row in rows(coder, "#differing-passages")] == ["T01 3"]
        await coder.keys("enter")
        await coder.keys("0")
        await coder.keys("enter")
        assert "All of these passages are settled" in coder.screen


async def test_what_both_agree_on_is_taken_over_and_back(two: Path, drive: Drive) -> None:
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        await coder.keys("t")
        assert layer(two, "consensus") == {(*FOURTH, "recruitment")}
        await coder.keys("u")
        assert layer(two, "consensus") == set()


async def test_the_coders_and_the_round_are_chosen(two: Path, drive: Drive) -> None:
    with Project.open(two) as project:
        act = Act((ApplyCode(1, *SECOND, "attrition"), MarkReviewed(1, (2,))))
        Desk(project, "di").perform(act)
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        await coder.keys("c")
        await coder.keys("down", "down", "enter")
        assert "bo and di" in coder.screen
        assert [row[0] for row in rows(coder, "#differing-passages")] == ["T01 2"]
        await coder.keys("o")
        assert "There are no rounds" in str([n.message for n in coder.app._notifications])


async def test_a_closed_round_is_compared_as_it_was_before_talking(two: Path, drive: Drive) -> None:
    with Project.open(two) as project:
        begin_named(project, "first", ["T01"], coder="ada")
        close_round(project, "first", coder="ada")
        Desk(project, "bo").perform(Act((ApplyCode(1, *THIRD, "recruitment"),)))
    async with drive(two, "cy") as coder:
        await coder.keys(*OPEN)
        assert "round first · 0 of 2 settled" in coder.screen
        await coder.keys("o")
        await coder.keys("up", "enter")
        assert "bo · 0 of 1 settled" in coder.screen


async def test_one_coder_alone_is_told_so(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys(*OPEN)
        assert "between two coders" in coder.screen
        await coder.keys("a", "r", "t", "n", "enter")
        assert isinstance(coder.app.screen, DisagreementsScreen)


async def test_brackets_and_enter_go_to_where_coders_differ_in_the_text(
    two: Path, drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def counted(project: Project, between: Between) -> Differing:
        compared.append(between)
        return read_differing(project, between)

    monkeypatch.setattr("qda.tui.coding.differing.read_differing", counted)
    async with drive(two, "ada") as coder:
        await coder.keys("g", "g")
        for keys, segment in (
            (("right_square_bracket", "d"), 2),
            (("g", "d"), 3),
            (("g", "d"), 3),
            (("g", "D"), 2),
        ):
            await coder.keys(*keys)
            assert coder.app.coding.view.current_segment == segment
        assert len(compared) == 1, "nothing has changed since"
        with Project.open(two) as project:
            Desk(project, "bo").perform(Act((ApplyCode(1, *FOURTH, "attrition"),)))
        await coder.until(lambda: coder.app.coding._known is None)
        await coder.keys("g", "g", "g", "d", "g", "d", "g", "d")
        assert coder.app.coding.view.current_segment == 4, "it was compared anew"
        await coder.keys(*OPEN)
        await coder.keys("n", "enter")
        assert coder.app.screen is coder.app.coding
        assert coder.app.coding.view.current_segment == 3
