"""Rounds are never pooled, and closed ones never change; runs are kept once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from qda.coding.changes import Act, ApplyCode, MarkReviewed, RemoveCodings, Undo
from qda.coding.desk import Desk
from qda.coding.reading import read_codings, read_reviewed
from qda.coding.rounds import (
    begin_named,
    close_round,
    days_between,
    document_names,
    find_round,
    list_rounds,
    refuse_pooling,
)
from qda.coding.runs import Figure, RunInfo, keep_run, list_runs
from qda.errors import QdaError
from qda.project.models import Coding
from qda.project.store import Project

RUN = RunInfo(
    made_at="",
    round="reliability",
    settings={"coders": ["ada", "bo"], "unit": "segment"},
    codebook_version=1,
    codebook_hash="h",
    coefficient="Cohen's kappa",
    units=40,
    clusters=6,
    codes={
        "trust": Figure(1, 0.7, 0.5, 0.9, (12, 14)),
        "doubt": Figure(1, None, None, None, (1, 0)),
    },
)


def apply(project: Project, coder: str = "ada") -> str:
    change = ApplyCode(1, 25, 54, "recruitment")
    Desk(project, coder).perform(Act((change, MarkReviewed(1, (3,)))))
    return change.coding


def frozen(project: Project, layer: str) -> list[tuple[int, int, str, str]]:
    with project.read() as session:
        rows = read_codings(session, 1, None, layer)
    return [(row.start, row.end, row.code, row.coder) for row in rows]


def test_a_closed_round_stays_as_it_was_whatever_is_coded_since(project: Project) -> None:
    coding = apply(project)
    apply(project, "bo")
    begin_named(project, "reliability", ["T01"], coder="ada")
    assert close_round(project, "reliability", coder="ada") == 2
    Desk(project, "ada").perform(Act((RemoveCodings((coding,)),)))
    Desk(project, "bo").perform(Act((ApplyCode(1, 55, 69, "attrition"),)))
    both = [(25, 54, "recruitment", "ada"), (25, 54, "recruitment", "bo")]
    assert frozen(project, "reliability") == both
    with project.read() as session:
        assert read_reviewed(session, 1, "ada", "reliability") == {2, 3}


def test_no_undo_takes_a_closed_round_back(project: Project) -> None:
    apply(project)
    begin_named(project, "pilot", ["T01"], coder="ada")
    close_round(project, "pilot", coder="ada")
    Desk(project, "ada").perform(Act((Undo(),)))
    assert frozen(project, "pilot") == [(25, 54, "recruitment", "ada")]
    assert frozen(project, "independent") == []


def test_only_the_round_s_documents_are_frozen(project: Project) -> None:
    apply(project)
    begin_named(project, "pilot", ["T02"], coder="ada")
    assert close_round(project, "pilot", coder="ada") == 0


def test_frozen_codings_keep_the_time_they_were_made(project: Project) -> None:
    apply(project)
    begin_named(project, "one", ["T01"], coder="ada")
    close_round(project, "one", coder="ada")
    with project.read() as session:
        times = set(session.scalars(select(Coding.created_at)))
        assert len(times) == 1
        assert days_between(session, "ada", ["one", "one"]) == 0
        assert days_between(session, "ada", ["one", "two"]) is None


def test_a_round_knows_its_documents_and_the_codebook_it_began_under(project: Project) -> None:
    begun = begin_named(project, "pilot", ["T02", "T01"], coder="ada")
    with project.read() as session:
        assert list_rounds(session) == [begun]
        assert document_names(session, find_round(session, "pilot")) == ("T01", "T02")
        assert begun.codebook_version == 1
        with pytest.raises(QdaError, match="not of the round"):
            document_names(session, begun, ["T9"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pilot", "a round “pilot” already"),
        ("other", "in the round “pilot”, which is open"),
        ("consensus", "choose another name"),
        ("independent", "choose another name"),
        ("", "choose another name"),
    ],
)
def test_a_round_that_cannot_begin_is_one_sentence(project: Project, name: str, words: str) -> None:
    begin_named(project, "pilot", ["T01"], coder="ada")
    with pytest.raises(QdaError, match=words):
        begin_named(project, name, ["T01"], coder="ada")


def test_a_round_is_closed_once_and_its_documents_may_be_in_another_then(project: Project) -> None:
    begin_named(project, "one", ["T01"], coder="ada")
    close_round(project, "one", coder="ada")
    with pytest.raises(QdaError, match="closed already"):
        close_round(project, "one", coder="ada")
    assert begin_named(project, "two", ["T01"], coder="ada").layer == "independent"


def test_documents_of_two_rounds_or_of_one_and_none_are_not_pooled(project: Project) -> None:
    with project.read() as session:
        refuse_pooling(session, ["T01", "T02"])
    begin_named(project, "pilot", ["T01"], coder="ada")
    with project.read() as session:
        refuse_pooling(session, ["T01"])
        with pytest.raises(QdaError, match="never pooled"):
            refuse_pooling(session, ["T01", "T02"])
    begin_named(project, "reliability", ["T02"], coder="ada")
    with project.read() as session, pytest.raises(QdaError, match="“pilot” and “reliability”"):
        refuse_pooling(session, ["T01", "T02"])


def test_what_was_coded_after_talking_needs_a_round_of_its_own(project: Project) -> None:
    begin_named(project, "one", ["T01"], coder="ada")
    close_round(project, "one", coder="ada")
    with project.read() as session, pytest.raises(QdaError, match="--round one"):
        refuse_pooling(session, ["T01"])
    begin_named(project, "two", ["T01"], coder="ada")
    with project.read() as session:
        refuse_pooling(session, ["T01"])


def test_a_run_is_kept_with_its_figures_and_the_same_again_once(project: Project) -> None:
    assert keep_run(project, RUN)
    assert not keep_run(project, RUN)
    assert keep_run(project, replace(RUN, units=41))
    with project.read() as session:
        first, second = list_runs(session)
    assert replace(first, made_at="") == RUN
    assert second.units == 41
