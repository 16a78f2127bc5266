"""Whatever coders make travels: the same from either side, and once is for good."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import select

from qda.coding.beside import ChooseQuotation, PutMark, TranslateQuotation
from qda.coding.changes import (
    Act,
    ApplyCode,
    Change,
    Decide,
    LinkMemo,
    MarkRevisited,
    SettleAgreed,
    Undo,
    WriteMemo,
)
from qda.coding.desk import Desk
from qda.coding.disagreeing import read_decisions
from qda.coding.rounds import begin_named, close_round
from qda.exchange.kinds import MERGEABLE
from qda.exchange.merge import merge
from qda.exchange.withdrawing import withdraw_merge
from qda.project.models import Coder
from qda.project.quotations import read_quotations
from qda.project.store import Project

FIRST, SECOND = (25, 54), (55, 69)
Rows = dict[str, set[tuple[object, ...]]]


def perform(project: Project, coder: str, *changes: Change, layer: str = "independent") -> None:
    Desk(project, coder, layer).perform(Act(changes))


def content(project: Project) -> Rows:
    """Every row of every kind, by the names of coders, and all its words."""
    found: Rows = {}
    with project.read() as session:
        names = dict(session.execute(select(Coder.id, Coder.name)).all())
        for kind in MERGEABLE:
            left_out = {"codebook_version"}
            found[kind.kind] = {
                tuple(
                    names[value] if column == "coder_id" else value
                    for column, value in row.items()
                    if column not in left_out
                )
                for row in session.connection().execute(select(kind.table)).mappings()
            }
            if kind.words is not None:
                rows = session.connection().execute(select(kind.words.table))
                found[f"words of {kind.kind}s"] = {tuple(row) for row in rows}
    return found


def both_begin(mine: Project) -> ChooseQuotation:
    """What is on both laptops: two coders' coding, a quotation, a round that is closed."""
    for coder, code in (("ada", "attrition"), ("bo", "open_meeting")):
        perform(mine, coder, ApplyCode(1, *FIRST, code), ApplyCode(1, *SECOND, "recruitment"))
    quotation = ChooseQuotation(1, *FIRST, "findings")
    perform(mine, "ada", quotation)
    perform(mine, "ada", TranslateQuotation(quotation.quotation, "It began."))
    begin_named(mine, "pilot", ["T01"], coder="ada")
    close_round(mine, "pilot", coder="ada")
    return quotation


def work(project: Project, coder: str, quotation: str) -> None:
    """On each laptop the journal, a flag, reading again, quotations, decisions, a round."""
    journal = WriteMemo("project", "", f"what {coder} thought today")
    perform(project, coder, journal, LinkMemo(journal.memo, 1, *FIRST))
    perform(project, coder, PutMark("flag", 1, *SECOND))
    perform(project, coder, PutMark("flag", 1, *FIRST))
    perform(project, coder, Undo())
    perform(project, coder, MarkRevisited(1, (2, 3), ("recruitment",)))
    perform(project, coder, TranslateQuotation(quotation, f"It began, says {coder}."))
    chosen = ChooseQuotation(1, *SECOND, coder)
    perform(project, coder, chosen, TranslateQuotation(chosen.quotation, "Fourteen came."))
    choice = Decide(1, *FIRST, ("bo", "ada"), "first" if coder == "ada" else "both", f"by {coder}")
    perform(project, coder, choice, layer="consensus")
    again = Decide(1, *FIRST, ("ada", "bo"), "neither", f"{coder} again")
    perform(project, coder, again, layer="consensus")
    perform(project, coder, SettleAgreed(1, ("ada", "bo")), layer="consensus")
    begin_named(project, f"round of {coder}", ["T02"], coder=coder)


def test_all_kinds_travel_both_ways_the_same_once_for_good_and_back(
    mine: Project, tmp_path: Path
) -> None:
    quotation = both_begin(mine).quotation
    with Project.open(Path(shutil.copytree(mine.folder, tmp_path / "theirs"))) as theirs:
        work(mine, "ada", quotation)
        work(theirs, "bo", quotation)
        before = content(mine)
        old_mine = Path(shutil.copytree(mine.folder, tmp_path / "old_mine"))
        old_theirs = Path(shutil.copytree(theirs.folder, tmp_path / "old_theirs"))
        told = merge(mine, old_theirs, coder="ada")
        merge(theirs, old_mine, coder="bo")
        kinds = {one.kind for one in told.things if one.new}
        assert kinds >= {
            *("coding", "review", "memo", "link", "mark", "revisit"),
            *("quotation", "decision", "round"),
        }
        assert content(mine) == content(theirs)
        assert any("1 passage is decided on both sides" in note for note in told.notes)
        for again in (old_theirs, theirs.folder):
            assert merge(mine, again, coder="ada").changes_nothing
    with mine.read() as session:
        decided = {
            (one.by, *(old.reason for old in one.history)) for one in read_decisions(session)
        }
        words = {one.translation for one in read_quotations(session)}
    assert decided == {("ada", "by ada"), ("bo", "by bo")}, "both stand, each with its history"
    assert words >= {"It began, says ada.", "It began, says bo.", "Fourteen came."}
    withdraw_merge(mine, coder="ada")
    assert content(mine) == before
