"""Quotations at the desk: chosen, ordered, trimmed, translated, all of it undone."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from qda.coding.beside import (
    ChooseQuotation,
    DropQuotations,
    PlaceQuotation,
    TranslateQuotation,
    TrimQuotation,
)
from qda.coding.changes import Act, Change, Redo, Undo
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.intake.store import remove_document
from qda.project.check import check_project
from qda.project.models import Batch, Document, Event
from qda.project.quotations import QuotationRow, read_quotations
from qda.project.store import Project
from qda.trimming import Cut

SPAN = (25, 54)
CUTS = (Cut(28, 36), Cut(41, 46, "hemmelig sted"))


def do(project: Project, *changes: Change, coder: str = "ada") -> str:
    return Desk(project, coder).perform(Act(changes)).words


def rows(project: Project) -> list[QuotationRow]:
    with project.read() as session:
        return read_quotations(session)


def choose(section: str = "Portvakt", span: tuple[int, int] = SPAN) -> ChooseQuotation:
    return ChooseQuotation(1, *span, section)


def starts(project: Project, section: str = "Portvakt") -> list[int]:
    return [row.start for row in rows(project) if row.section == section]


def test_a_passage_is_chosen_once_for_a_section_and_may_be_for_another(project: Project) -> None:
    do(project, choose())
    assert do(project, choose(" Portvakt ")) == ""
    do(project, choose("Rekruttering"))
    assert [(row.section, row.start, row.coder) for row in rows(project)] == [
        ("Portvakt", 25, "ada"),
        ("Rekruttering", 25, "ada"),
    ]


def test_a_section_must_have_a_name(project: Project) -> None:
    with pytest.raises(QdaError, match="give the section a name"):
        do(project, choose("  "))


@pytest.mark.parametrize(
    "change",
    [
        lambda id_: TrimQuotation(id_, 28, 50, CUTS),
        lambda id_: TranslateQuotation(id_, "We began"),
        lambda id_: PlaceQuotation(id_, "Rekruttering", 0),
        lambda id_: DropQuotations((id_,)),
    ],
)
def test_each_change_is_undone_and_done_again(project: Project, change: object) -> None:
    chosen = choose()
    do(project, chosen)
    before = rows(project)
    do(project, change(chosen.quotation))  # type: ignore[operator]
    after = rows(project)
    assert after != before
    do(project, Undo())
    assert rows(project) == before
    do(project, Redo())
    assert rows(project) == after
    do(project, Undo())
    do(project, Undo())
    assert rows(project) == []


def test_others_in_a_section_make_room(project: Project) -> None:
    changes = [choose(span=(at, at + 5)) for at in (0, 30, 60)]
    do(project, *changes)
    do(project, PlaceQuotation(changes[2].quotation, "Portvakt", 0))
    assert starts(project) == [60, 0, 30]
    do(project, PlaceQuotation(changes[0].quotation, "Portvakt", 99))
    assert starts(project) == [60, 30, 0]
    do(project, Undo())
    assert starts(project) == [60, 0, 30]
    assert do(project, PlaceQuotation(changes[2].quotation, "Portvakt", 0)) == ""


def test_the_history_holds_no_translation_and_no_word_of_a_mask(project: Project) -> None:
    chosen = choose()
    do(project, chosen)
    do(project, TrimQuotation(chosen.quotation, *SPAN, CUTS))
    do(project, TranslateQuotation(chosen.quotation, "We began openly"))
    assert (rows(project)[0].cuts, rows(project)[0].translation) == (CUTS, "We began openly")
    with project.read() as session:
        events = session.execute(select(Event.before, Event.after)).all()
        acts = list(session.scalars(select(Batch.act)))
    said = json.dumps([list(row) for row in events]) + " ".join(acts)
    assert "hemmelig" not in said
    assert "openly" not in said


def test_the_transcript_is_untouched(project: Project) -> None:
    with project.read() as session:
        before = session.scalar(select(Document.text).where(Document.id == 1))
    chosen = choose()
    do(project, chosen, TrimQuotation(chosen.quotation, *SPAN, CUTS))
    with project.read() as session:
        assert session.scalar(select(Document.text).where(Document.id == 1)) == before
    assert not any(checked.problems for checked in check_project(project))


@pytest.mark.parametrize(
    "cuts", [(Cut(20, 30),), (Cut(50, 60),), (Cut(30, 40), Cut(35, 45)), (Cut(30, 30),)]
)
def test_cuts_that_do_not_lie_in_the_quotation_are_refused(
    project: Project, cuts: tuple[Cut, ...]
) -> None:
    chosen = choose()
    do(project, chosen)
    with pytest.raises(QdaError, match="do not lie in the quotation"):
        do(project, TrimQuotation(chosen.quotation, *SPAN, cuts))


def test_a_quotation_that_is_gone_cannot_be_changed(project: Project) -> None:
    chosen = choose()
    do(project, chosen)
    do(project, DropQuotations((chosen.quotation,)))
    with pytest.raises(QdaError, match="chosen no more"):
        do(project, TranslateQuotation(chosen.quotation, "x"))


def test_a_document_that_is_quoted_is_not_removed(project: Project) -> None:
    do(project, choose())
    do(project, Undo())
    with pytest.raises(QdaError, match="chosen quotations that were removed"):
        remove_document(project, "T01", coder="ada")


def test_several_may_work_on_a_report_and_undo_takes_back_only_one_s_own(project: Project) -> None:
    chosen = choose()
    do(project, chosen)
    do(project, TranslateQuotation(chosen.quotation, "We began"), coder="bo")
    with pytest.raises(QdaError, match="changed since"):
        do(project, Undo())
    assert rows(project)[0].translation == "We began"
