"""Merging is a union: whatever was done, in whichever direction, however often."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from qda.codebook.apply import apply_codebook
from qda.codebook.edits import NewCode
from qda.coding.changes import (
    Act,
    ApplyCode,
    Change,
    EditCodebook,
    MarkReviewed,
    MoveEdge,
    Redo,
    RemoveCodings,
    Undo,
    WriteMemo,
)
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.exchange.merge import merge
from qda.exchange.withdrawing import withdraw_merge
from qda.project.check import check_project
from qda.project.models import Batch, Code, Coder, Coding, Event, Memo, MemoText, Review
from qda.project.store import Project

SPANS = ((25, 54), (55, 69), (25, 69), (57, 60))
CODES = ("recruitment", "open_meeting", "attrition")
VERBS = "apply apply apply remove move mark unmark note note forget undo redo coin rename"
Content = dict[str, set[tuple[object, ...]]]


@dataclass(frozen=True)
class Step:
    """One thing a coder does, whatever there is to do it on."""

    coder: str
    verb: str
    which: int
    span: tuple[int, int]
    code: str


def steps(*coders: str) -> st.SearchStrategy[list[Step]]:
    step = st.builds(
        Step,
        coder=st.sampled_from(coders),
        verb=st.sampled_from(VERBS.split()),
        which=st.integers(0, 5),
        span=st.sampled_from(SPANS),
        code=st.sampled_from(CODES),
    )
    return st.lists(step, max_size=12)


def pick(project: Project, table: type[Coding] | type[Memo], step: Step) -> str | None:
    """A live row of the coder's, if there is one."""
    with project.read() as session:
        query = select(table.id).join(Coder, Coder.id == table.coder_id)
        live = query.where(Coder.name == step.coder, table.removed == 0).order_by(table.id)
        ids = list(session.scalars(live))
    return ids[step.which % len(ids)] if ids else None


def on_coding(project: Project, step: Step, side: str) -> Change | None:
    coding = pick(project, Coding, step)
    if step.verb == "apply":
        return ApplyCode(1, *step.span, step.code)
    if coding is None:
        return None
    if step.verb == "remove":
        return RemoveCodings((coding,))
    if step.verb == "move":
        return MoveEdge(coding, *step.span)
    return WriteMemo("coding", coding, f"{side} {step.which}", document=1)


def on_memo(project: Project, step: Step, side: str) -> Change | None:
    memo = pick(project, Memo, step)
    words = "" if step.verb == "forget" else f"{side} {step.which}"
    return None if memo is None else WriteMemo("coding", "", words, memo=memo)


def change_of(project: Project, step: Step, side: str) -> Change | None:
    match step.verb:
        case "mark" | "unmark":
            return MarkReviewed(1, (step.which + 1,), step.verb == "mark")
        case "undo":
            return Undo()
        case "redo":
            return Redo()
        case "coin":
            return EditCodebook(NewCode(f"{step.code}_{side}_{step.which}", side, step.code))
        case "forget":
            return on_memo(project, step, side)
        case "note" if step.which % 2:
            return on_memo(project, step, side)
        case _:
            return on_coding(project, step, side)


def work(project: Project, done: list[Step], side: str) -> None:
    for step in done:
        if step.verb == "rename":
            rename(project, step.code, side)
        elif (change := change_of(project, step, side)) is not None:
            with contextlib.suppress(QdaError):
                Desk(project, step.coder).perform(Act((change,)))


def rename(project: Project, code: str, side: str) -> None:
    text = project.codebook_file.read_text(encoding="utf-8")
    if f"id: {code}\n" in text:
        before = text.split(f"- id: {code}\n")[0].rsplit("\n", 1)[-1]
        new = f"id: {code}_{side}\n{before}  was: [{code}]\n"
        text = text.replace(f"id: {code}\n", new)
        project.codebook_file.write_text(text, encoding="utf-8")
        apply_codebook(project, "ada")


def content(project: Project) -> Content:
    """All that coders made, by names that mean the same in every copy."""
    with project.read() as session:
        codes = {
            row.id: min([row.key, *json.loads(row.was)], key=len)
            for row in session.scalars(select(Code))
        }
        coders = dict(session.execute(select(Coder.id, Coder.name)).all())
        return {
            "codings": {
                (c.id, coders[c.coder_id], c.start, c.end, codes[c.code_id], c.version, c.removed)
                for c in session.scalars(select(Coding))
            },
            "marks": {
                (m.id, m.document_id, coders[m.coder_id], m.segment, bool(m.removed))
                for m in session.scalars(select(Review))
            },
            "words": {(w.memo_id, w.version, w.text) for w in session.scalars(select(MemoText))},
            "memos": {
                (m.id, coders[m.coder_id], m.target, m.text_version, bool(m.removed), m.version)
                for m in session.scalars(select(Memo))
            },
            "codes": {(key,) for key in codes.values()},
        }


def copy_of(project: Project, place: Path) -> Path:
    return Path(shutil.copytree(project.folder, place))


def history(project: Project) -> list[int]:
    with project.read() as session:
        counts = [select(func.count()).select_from(table) for table in (Batch, Event)]
        return [session.scalars(count).one() for count in counts]


@given(before=steps("ada", "cy"), here=steps("ada", "cy"), there=steps("bo", "cy"))
@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # each example merges real files
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_both_directions_give_the_same_twice_changes_nothing_and_all_is_taken_back(
    laptop: Callable[[], Project],
    tmp_path_factory: pytest.TempPathFactory,
    before: list[Step],
    here: list[Step],
    there: list[Step],
) -> None:
    place = tmp_path_factory.mktemp("pair")
    first = laptop()
    work(first, before, "before")
    with Project.open(copy_of(first, place / "second")) as second:
        work(first, here, "here")
        work(second, there, "there")
        untouched = content(first)
        old_first, old_second = copy_of(first, place / "1"), copy_of(second, place / "2")
        merge(first, old_second, coder="ada")
        merge(second, old_first, coder="bo")
        united, acts = content(first), history(first)
        assert united == content(second)
        for again in (old_second, second.folder):
            assert merge(first, again, coder="ada").changes_nothing
            assert content(first) == united
        assert history(first)[0] - acts[0] <= 1  # no more than what the second did on its own
        assert not any(one.problems for one in check_project(first))
        with contextlib.suppress(QdaError):
            while True:
                withdraw_merge(first, coder="ada")
        assert {**content(first), "codes": set()} == {**untouched, "codes": set()}
