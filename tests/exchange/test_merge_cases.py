"""Cases and what is known of them are merged too: the newer stands, from either side, for good."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from qda.coding.beside import WriteSummary
from qda.coding.cases.changes import (
    CaseChange,
    NewAttribute,
    NewCase,
    RemoveAttribute,
    RemoveCase,
    RenameAttribute,
    RenameCase,
    SetBands,
    SetValue,
    TieCase,
)
from qda.coding.changes import Act, Redo, Undo, WriteMemo
from qda.coding.desk import Desk
from qda.coding.memos import list_memos
from qda.errors import QdaError
from qda.exchange.merge import Merge, merge
from qda.exchange.share import Wish, share, unpack
from qda.exchange.withdrawing import withdraw_merge
from qda.intake.cases import store_cases
from qda.project.bands import list_bands
from qda.project.cases import list_attributes, list_cases
from qda.project.store import Project
from qda.project.summaries import read_summaries


def do(project: Project, coder: str, *changes: CaseChange | Undo | Redo) -> None:
    for change in changes:
        Desk(project, coder).perform(Act((change,)))


def take(mine: Project, theirs: Project) -> Merge:
    return merge(mine, theirs.folder, coder="ada")


def known(project: Project) -> object:
    """All that is known of the cases, without the order."""
    with project.read() as session:
        cases = {one.name: (set(one.documents), one.values) for one in list_cases(session)}
        bands = {(one.name, one.of, one.limits) for one in list_bands(session)}
        return cases, {(one.name, one.kind) for one in list_attributes(session)}, bands


def values(project: Project, attribute: str = "position") -> dict[str, object]:
    with project.read() as session:
        return {case.name: case.values.get(attribute, ()) for case in list_cases(session)}


def test_what_was_changed_there_comes_and_is_taken_back(mine: Project, theirs: Project) -> None:
    before = known(mine)
    do(
        theirs,
        "bo",
        SetValue("I01", "position", ("employee",)),
        NewAttribute("age", "number"),
        SetValue("I02", "age", ("54",)),
        SetBands("age_band", "age", "20 40"),
        RenameCase("I03", "Unn"),
        NewCase("I04"),
        TieCase("I01", ("T01@Eva",)),
    )
    done = take(mine, theirs)
    assert known(mine) == known(theirs)
    assert (done.cases, done.clashes) == (("I04",), ())
    assert {one.kind: (one.new, one.changed) for one in done.things} == {
        "case": (0, 2),
        "attribute": (1, 0),
        "value": (0, 2),
        "bands": (1, 0),
    }
    assert take(mine, theirs).changes_nothing
    assert take(theirs, mine).changes_nothing
    withdraw_merge(mine, coder="ada")
    assert known(mine) == before
    assert take(mine, theirs).cases == ("I04",)
    assert known(mine) == known(theirs)


def test_what_was_changed_here_stays(mine: Project, theirs: Project) -> None:
    do(mine, "ada", SetValue("I01", "position", ("employee",)), RenameCase("I02", "Nils"))
    before = known(mine)
    assert take(mine, theirs).changes_nothing
    assert known(mine) == before


def test_what_is_known_from_a_file_is_newer_than_what_was_before(
    mine: Project, theirs: Project, tmp_path: Path
) -> None:
    file = tmp_path / "cases.csv"
    file.write_text("case,documents,position\nI01,T01,leader\n", encoding="utf-8")
    store_cases(theirs, file, coder="bo")
    assert take(mine, theirs).clashes == ()
    assert values(mine)["I01"] == ("leader",)


def test_what_both_changed_is_told_without_the_value_and_the_later_stands_on_both(
    mine: Project, theirs: Project
) -> None:
    do(mine, "ada", SetValue("I01", "position", ("here",)))
    do(theirs, "bo", SetValue("I01", "position", ("there",)))
    done = take(mine, theirs)
    (told,) = done.clashes
    assert "the position of I01 was changed on both sides" in told
    assert "what was written there stands" in told
    assert values(mine)["I01"] == ("there",)
    do(mine, "ada", SetValue("I01", "position", ("agreed",)))
    assert take(theirs, mine).clashes == ()
    assert values(theirs)["I01"] == ("agreed",)


def test_what_is_written_of_a_case_renamed_on_one_side_is_of_the_same_case(
    mine: Project, theirs: Project
) -> None:
    do(mine, "ada", RenameCase("I01", "Eva"))
    written = WriteMemo("case", "I01", "of her"), WriteSummary("I01", "attrition", "few left")
    Desk(theirs, "bo").perform(Act(written))
    take(mine, theirs)
    with mine.read() as session:
        assert [(one.case, one.text) for one in read_summaries(session)] == [("Eva", "few left")]
        assert [(memo.target, memo.text) for memo in list_memos(session)] == [("Eva", "of her")]
    take(theirs, mine)
    with theirs.read() as session:
        assert [memo.target for memo in list_memos(session)] == ["Eva"]


@pytest.mark.parametrize("changed", [False, True])
def test_what_was_removed_stays_removed_unless_the_other_worked_on_it(
    mine: Project, theirs: Project, changed: bool
) -> None:
    do(mine, "ada", RemoveCase("I02"), RemoveAttribute("position"))
    if changed:
        do(theirs, "bo", SetValue("I02", "position", ("leader",)))
    done = take(mine, theirs)
    assert ("I02" in values(mine), bool(done.clashes)) == (changed, changed)
    take(theirs, mine)
    assert known(mine) == known(theirs)


def test_a_package_that_comes_back_takes_nothing_back(mine: Project, tmp_path: Path) -> None:
    share(mine, tmp_path / "r.qda", Wish("r", 1, documents=("T01",)), coder="ada")
    do(mine, "ada", SetValue("I01", "position", ("leader",)), RemoveCase("I02"))
    unpack(tmp_path / "r.qda", tmp_path / "bo")
    before = known(mine)
    with Project.open(tmp_path / "bo") as package:
        assert merge(mine, package.folder, coder="ada").clashes == ()
    assert known(mine) == before


@dataclass(frozen=True)
class Step:
    """One thing done to cases, whatever there is."""

    verb: str
    case: str
    attribute: str
    value: str


VERBS = (*["set"] * 3, *["case", "rename", "remove", "tie", "new", "name", "drop", "bands", "undo"])
CASES, NAMED = ("I01", "I02", "Eva", "Nils"), ("position", "age", "size")
STEPS = st.lists(
    st.builds(
        Step,
        verb=st.sampled_from(
            [
                "set",
                "set",
                "set",
                "case",
                "rename",
                "remove",
                "tie",
                "new",
                "name",
                "drop",
                "bands",
                "undo",
            ]
        ),
        case=st.sampled_from(CASES),
        attribute=st.sampled_from(NAMED),
        value=st.sampled_from(("1", "2", "n.a.", "")),
    ),
    max_size=8,
)


def work(project: Project, coder: str, done: list[Step]) -> None:
    for step in done:
        other = CASES[(CASES.index(step.case) + 2) % len(CASES)]
        later = NAMED[(NAMED.index(step.attribute) + 1) % len(NAMED)]
        changes: dict[str, CaseChange | Undo] = {
            "set": SetValue(step.case, step.attribute, (step.value,) if step.value else ()),
            "case": NewCase(step.case),
            "rename": RenameCase(step.case, other),
            "remove": RemoveCase(step.case),
            "tie": TieCase(step.case, ("T01",) if step.value == "1" else ("T02@Unn",)),
            "new": NewAttribute(step.attribute, "number"),
            "name": RenameAttribute(step.attribute, later),
            "drop": RemoveAttribute(step.attribute),
            "bands": SetBands("band", step.attribute, step.value if step.value == "2" else ""),
            "undo": Undo(),
        }
        with contextlib.suppress(QdaError):
            do(project, coder, changes[step.verb])


def refuses(project: Project, other: Path) -> bool:
    try:
        merge(project, other, coder="ada")
    except QdaError as error:
        assert "of the kind" in error.message
        return True
    return False


@given(here=STEPS, there=STEPS)
@settings(
    max_examples=8,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # each example merges real files
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_both_directions_give_the_same_twice_changes_nothing_and_all_is_taken_back(
    laptop: Callable[[], Project],
    tmp_path_factory: pytest.TempPathFactory,
    here: list[Step],
    there: list[Step],
) -> None:
    place = tmp_path_factory.mktemp("cases")
    first, second = laptop(), laptop()
    work(first, "ada", here)
    work(second, "bo", there)
    before = known(first)
    old_first = Path(shutil.copytree(first.folder, place / "1"))
    old_second = Path(shutil.copytree(second.folder, place / "2"))
    refused = [refuses(first, old_second), refuses(second, old_first)]
    if any(refused):  # an attribute of one name and two kinds
        assert all(refused)
        return
    assert known(first) == known(second)
    united = known(first)
    for again in (old_second, second.folder):
        assert merge(first, again, coder="ada").changes_nothing
        assert known(first) == united
    with contextlib.suppress(QdaError):
        while True:
            withdraw_merge(first, coder="ada")
    assert known(first) == before
