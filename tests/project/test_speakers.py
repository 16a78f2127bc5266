"""Changing who speaks in a document."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.project.models import Case, CaseDocument, Event, Speaker
from qda.project.speakers import list_speakers, merge_speakers, set_role
from qda.project.store import Project


def speakers(project: Project) -> list[tuple[str, str, int]]:
    with project.read() as session:
        return [(one.label, one.role, one.turns) for one in list_speakers(session, "T02")]


def speaker_id(project: Project, label: str) -> int:
    query = select(Speaker.id).where(Speaker.document_id == 2, Speaker.label == label)
    with project.read() as session:
        return session.scalars(query).one()


def verbs(project: Project) -> list[str]:
    with project.read() as session:
        return list(session.scalars(select(Event.verb).where(Event.kind == "speaker")))


def test_speakers_are_listed_in_the_order_in_which_they_speak(project: Project) -> None:
    assert speakers(project) == [
        ("Int", "interviewer", 1),
        ("Nils", "informant", 1),
        ("Unn", "informant", 1),
    ]


def test_a_role_changes_also_where_the_document_is_coded(project: Project) -> None:
    Desk(project, "ada").perform(Act((ApplyCode(2, 0, 5, "recruitment"),)))
    set_role(project, "T02", "Unn", "other", coder="ada")
    assert ("Unn", "other", 1) in speakers(project)
    assert verbs(project) == ["change"]


def test_the_same_role_again_is_no_change(project: Project) -> None:
    set_role(project, "T02", "Unn", "informant", coder="ada")
    assert verbs(project) == []


def test_merging_gives_the_turns_to_the_other_speaker(project: Project) -> None:
    merge_speakers(project, "T02", "Unn", "Nils", coder="ada")
    assert speakers(project) == [("Int", "interviewer", 1), ("Nils", "informant", 2)]
    assert verbs(project) == ["merge"]


def test_merging_takes_the_cases_along_and_ties_none_twice(project: Project) -> None:
    nils, unn = speaker_id(project, "Nils"), speaker_id(project, "Unn")
    with project.write("ada", "cases", origin="setup") as act:
        act.session.add_all([Case(id=1, name="both", position=0), Case(id=2, name="u", position=1)])
        act.session.flush()
        for case, speaker in ((1, nils), (1, unn), (2, unn)):
            act.session.add(CaseDocument(case_id=case, document_id=2, speaker_id=speaker))
        act.record("add", "case", "both", None, {})
    merge_speakers(project, "T02", "Unn", "Nils", coder="ada")
    with project.read() as session:
        ties = session.execute(select(CaseDocument.case_id, CaseDocument.speaker_id)).all()
    assert sorted(map(tuple, ties)) == [(1, nils), (2, nils)]


def test_a_speaker_who_is_not_there_is_said(project: Project) -> None:
    with pytest.raises(QdaError, match="nobody is called “Ola” in T02"):
        set_role(project, "T02", "Ola", "other", coder="ada")
    with pytest.raises(QdaError, match="nobody is called “Ola” in T02"):
        merge_speakers(project, "T02", "Ola", "Nils", coder="ada")


def test_a_speaker_is_not_merged_into_itself(project: Project) -> None:
    with pytest.raises(QdaError, match="into itself"):
        merge_speakers(project, "T02", "Nils", "Nils", coder="ada")
