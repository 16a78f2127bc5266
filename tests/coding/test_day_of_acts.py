"""A coder's whole day against a simple model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.coding.changes import Act, ApplyCode, MarkReviewed, RemoveCodings, WriteMemo
from qda.coding.desk import Desk
from qda.coding.reading import read_codings
from qda.errors import QdaError
from qda.project.store import Project
from tests.coding.desks import DOC, REDO, SPAN, UNDO, codings, memos, reviewed

CODERS = ("ada", "bo")
PLACES = ((0, 24), SPAN, (30, 60), (25, 26))


@dataclass(frozen=True)
class Seen:
    """What stands of one coder's work."""

    codings: frozenset[tuple[int, int, str]] = frozenset()
    reviewed: frozenset[int] = frozenset()
    memo: str = ""


@dataclass
class Model:
    """A coder whose undo is a pile of what stood before."""

    now: Seen = Seen()
    before: list[Seen] = field(default_factory=list)
    undone: list[Seen] = field(default_factory=list)

    def do(self, then: Seen) -> None:
        if then != self.now:
            self.before.append(self.now)
            self.undone.clear()
            self.now = then

    def undo(self) -> bool:
        if self.before:
            self.undone.append(self.now)
            self.now = self.before.pop()
            return True
        return False

    def redo(self) -> bool:
        if self.undone:
            self.before.append(self.now)
            self.now = self.undone.pop()
            return True
        return False


segments = st.frozensets(st.integers(1, 7), min_size=1, max_size=3)
steps = st.tuples(
    st.sampled_from(CODERS),
    st.one_of(
        st.tuples(
            st.just("apply"), st.sampled_from(PLACES), st.sampled_from(["recruitment", "attrition"])
        ),
        st.tuples(st.just("remove"), st.integers(0, 5)),
        st.tuples(st.just("review"), segments, st.booleans()),
        st.tuples(st.just("memo"), st.sampled_from(["", "a", "b"])),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
        st.tuples(st.just("reopen")),
    ),
    st.booleans(),
)


def touched(project: Project, place: tuple[int, int]) -> frozenset[int]:
    from qda.project.documents import read_document

    with project.read() as session:
        rows = read_document(session, DOC).segments
    return frozenset(row.number for row in rows if row.start < place[1] and row.end > place[0])


def seen(project: Project, coder: str) -> Seen:
    mine = frozenset((start, end, code) for start, end, code, _ in codings(project, coder))
    assert len(mine) == len(codings(project, coder)), "two live codings of the same six"
    return Seen(mine, reviewed(project, coder), "".join(memos(project, coder)))


def step(desk: Desk, model: Model, what: tuple[object, ...], retried: bool) -> None:
    """Do one thing at the desk and in the model; a retried act is performed twice."""
    match what:
        case ("apply", (int(start), int(end)), str(code)):
            act = Act((ApplyCode(DOC, start, end, code),))
            model.do(
                Seen(
                    model.now.codings | {(start, end, code)},
                    model.now.reviewed | touched(desk.project, (start, end)),
                    model.now.memo,
                )
            )
        case ("remove", int(nth)):
            with desk.project.read() as session:
                rows = read_codings(session, DOC, desk.coder)
            gone = rows[nth : nth + 1]
            act = Act((RemoveCodings(tuple(row.id for row in gone)),))
            left = model.now.codings - {(row.start, row.end, row.code) for row in gone}
            model.do(Seen(left, model.now.reviewed, model.now.memo))
        case ("review", frozenset() as numbers, bool(marked)):
            act = Act((MarkReviewed(DOC, tuple(sorted(numbers)), marked),))
            marks = model.now.reviewed | numbers if marked else model.now.reviewed - numbers
            model.do(Seen(model.now.codings, marks, model.now.memo))
        case ("memo", str(text)):
            act = Act((WriteMemo("document", "", text, DOC, memo=f"memo of {desk.coder}"),))
            model.do(Seen(model.now.codings, model.now.reviewed, text))
        case ("undo",):
            act, possible = Act(UNDO), model.undo()
        case ("redo",):
            act, possible = Act(REDO), model.redo()
        case _:
            raise AssertionError(what)
    if what[0] in ("undo", "redo") and not possible:
        with pytest.raises(QdaError, match="nothing to"):
            desk.perform(act)
        return
    first = desk.perform(act)
    if retried:
        assert desk.perform(act) == first


@settings(max_examples=40, deadline=None)
@given(day=st.lists(steps, max_size=25))
def test_a_day_of_acts_leaves_what_a_simple_model_says(
    fresh_project: Callable[[], Project],
    day: list[tuple[str, tuple[object, ...], bool]],
) -> None:
    project = fresh_project()
    models = {coder: Model() for coder in CODERS}
    for coder, what, retried in day:
        if what == ("reopen",):
            project.close()
            project = Project.open(project.folder)
        else:
            step(Desk(project, coder), models[coder], what, retried)
        assert {coder: seen(project, coder) for coder in CODERS} == {
            coder: model.now for coder, model in models.items()
        }
    project.close()
