"""Applying the codebook: codings stay, versions tell what marks know, mistakes change nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from qda.codebook.apply import Plan, apply_codebook, plan
from qda.codebook.stored import Version, read_stored, stored_version
from qda.codebook.tree import Code as TreeCode
from qda.codebook.tree import Codebook
from qda.codebook.write import new_file
from qda.coding.changes import Act, ApplyCode, RemoveCodings, Undo, WriteMemo
from qda.coding.desk import Desk
from qda.coding.reading import CodingRow, read_codings
from qda.errors import QdaError
from qda.project.models import Batch, Code, CodebookVersion, Event, Memo
from qda.project.store import Project
from tests.codebook.test_properties import codebooks

AS_STORED = "{id: recruitment}, {id: open_meeting}, {id: attrition}, {id: old_code, retired: true}"
"""What the small project has, at version 1."""

MEETING = (25, 54)


def write(project: Project, codes: str) -> None:
    project.codebook_file.write_text(f"codes: [{codes}]\n", encoding="utf-8")


def applied(project: Project, codes: str) -> Plan:
    write(project, codes)
    return apply_codebook(project, "ada")


def use(project: Project, code: str) -> str:
    """Code a sentence; the coding's id."""
    change = ApplyCode(1, *MEETING, code)
    Desk(project, "ada").perform(Act((change,)))
    return change.coding


def codings(project: Project) -> list[CodingRow]:
    with project.read() as session:
        return read_codings(session, 1, None)


def stored(project: Project) -> Codebook:
    with project.read() as session:
        return read_stored(session)


def version(project: Project) -> Version | None:
    with project.read() as session:
        return stored_version(session)


def since(project: Project) -> dict[str, int]:
    with project.read() as session:
        return dict(session.execute(select(Code.key, Code.since)).all())


def history(project: Project) -> list[tuple[str, str]]:
    """What was done to codes since the project was made."""
    with project.read() as session:
        query = (
            select(Event.verb, Event.key)
            .join(Batch, Batch.id == Event.batch_id)
            .where(Batch.origin == "codebook", Event.number > first_event(project))
            .order_by(Event.number)
        )
        return [(verb, key) for verb, key in session.execute(query)]


def first_event(project: Project) -> int:
    with project.read() as session:
        query = select(func.max(Event.number)).where(Event.key == "old_code", Event.verb == "add")
        return session.scalar(query) or 0


def everything(project: Project) -> tuple[object, ...]:
    """All that applying could change."""
    with project.read() as session:
        versions = session.execute(
            select(CodebookVersion.number, CodebookVersion.hash, CodebookVersion.file_hash)
        ).all()
        events = session.scalar(select(func.count()).select_from(Event))
    return stored(project), versions, events, since(project), codings(project)


def test_a_renamed_code_keeps_its_codings(project: Project) -> None:
    coding = use(project, "recruitment")
    found = applied(project, "{id: finding_people, was: recruitment}, {id: attrition}")
    assert "recruitment is renamed to finding_people" in [c.describe() for c in found.changes]
    assert [(row.id, row.code) for row in codings(project)] == [(coding, "finding_people")]
    assert "recruitment" not in stored(project)


def test_a_former_id_that_has_been_applied_is_no_change(project: Project) -> None:
    renamed = applied(project, AS_STORED.replace("recruitment", "finding, was: recruitment"))
    again = apply_codebook(project, "ada")
    assert (again.changes, again.version) == ((), renamed.version)


def test_an_id_that_became_free_can_be_another_codes(project: Project) -> None:
    coding = use(project, "recruitment")
    applied(project, "{id: finding, was: recruitment}")
    applied(project, "{id: finding}, {id: recruitment}")
    assert [(row.id, row.code) for row in codings(project)] == [(coding, "finding")]
    assert since(project)["recruitment"] == 3


def test_a_code_in_use_that_the_file_no_longer_lists_is_retired(project: Project) -> None:
    coding = use(project, "attrition")
    applied(project, "{id: recruitment}")
    assert stored(project)["attrition"].retired
    assert [(row.id, row.code) for row in codings(project)] == [(coding, "attrition")]


@pytest.mark.parametrize("trace", ["a coding that was removed", "a memo"])
def test_a_code_that_left_any_trace_is_retired(project: Project, trace: str) -> None:
    if trace == "a memo":
        Desk(project, "ada").perform(Act((WriteMemo("code", "attrition", "hm"),)))
    else:
        removal = RemoveCodings((use(project, "attrition"),))
        Desk(project, "ada").perform(Act((removal,)))
    applied(project, "{id: recruitment}")
    assert stored(project)["attrition"].retired


def test_a_code_that_was_never_used_leaves_with_its_line(project: Project) -> None:
    applied(project, "{id: recruitment}")
    assert "attrition" not in stored(project)


def test_a_code_moved_out_of_one_that_leaves_stays(project: Project) -> None:
    applied(project, "{id: top, children: [{id: recruitment}]}")
    coding = use(project, "recruitment")
    applied(project, "{id: recruitment}")
    assert [code.id for code in stored(project) if not code.retired] == ["recruitment"]
    assert [(row.id, row.code) for row in codings(project)] == [(coding, "recruitment")]


def test_a_code_never_used_leaves_although_one_under_it_moves_up(project: Project) -> None:
    applied(project, "{id: top, children: [{id: middle, children: [{id: low}]}]}")
    applied(project, "{id: low}")
    assert [code.id for code in stored(project) if not code.retired] == ["low"]


def test_memos_on_a_code_follow_its_new_id_and_keep_it_from_leaving(project: Project) -> None:
    desk = Desk(project, "ada")
    desk.perform(Act((WriteMemo("code", "attrition", "hm", memo="m"),)))
    applied(project, "{id: dropout, was: attrition}")
    with project.read() as session:
        assert session.get_one(Memo, "m").target == "dropout"
    applied(project, "{id: other}")
    assert stored(project)["dropout"].retired


def test_a_memo_on_a_code_that_was_renamed_can_be_undone(project: Project) -> None:
    desk = Desk(project, "ada")
    desk.perform(Act((WriteMemo("code", "attrition", "hm", memo="m"),)))
    applied(project, "{id: dropout, was: attrition}")
    assert desk.perform(Act((Undo(),))).words == "undo: write a memo"


def test_only_what_was_shown_is_applied(project: Project) -> None:
    write(project, AS_STORED + ", {id: new}")
    shown = plan(project)
    write(project, "{id: other}")
    before = everything(project)
    with pytest.raises(QdaError, match="nothing was applied") as caught:
        apply_codebook(project, "ada", shown=shown)
    assert caught.value.path == project.codebook_file
    assert everything(project) == before


def test_what_was_shown_is_not_applied_when_a_coder_has_used_a_code_meanwhile(
    project: Project,
) -> None:
    write(project, "{id: recruitment}")
    shown = plan(project)
    use(project, "attrition")
    with pytest.raises(QdaError, match="nothing was applied"):
        apply_codebook(project, "ada", shown=shown)


def test_a_retired_code_stays_as_it_is(project: Project) -> None:
    use(project, "attrition")
    for codes in ("{id: recruitment}", "{id: recruitment, pin: 1}", "{id: open_meeting}"):
        applied(project, codes)
        assert stored(project)["attrition"].retired
    assert [row.code for row in codings(project)] == ["attrition"]


def test_a_retired_code_that_the_file_lists_again_is_in_use_again(project: Project) -> None:
    use(project, "attrition")
    applied(project, "{id: recruitment}")
    applied(project, "{id: recruitment}, {id: attrition}")
    assert not stored(project)["attrition"].retired


def test_what_the_file_says_already_is_no_change(project: Project) -> None:
    applied(project, f"{AS_STORED}, {{id: new, label: Nytt, pin: 3, base: role=initiator}}")
    before = everything(project)
    assert apply_codebook(project, "bo").changes == ()
    assert everything(project) == before


def test_a_version_is_counted_for_what_changed_only(project: Project) -> None:
    assert applied(project, AS_STORED).version == 1
    assert applied(project, f"{AS_STORED}, {{id: new}}").version == 2
    assert apply_codebook(project, "ada").version == 2
    assert applied(project, f"{AS_STORED}, {{id: new, definition: hm}}").version == 3
    newest = version(project)
    assert newest is not None
    assert (newest.number, newest.hash) == (3, stored(project).hash)


def test_the_first_state_is_version_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Project.create(tmp_path_factory.mktemp("new") / "study") as project:
        assert version(project) is None
        assert applied(project, "{id: a}").version == 1
        assert since(project) == {"a": 1}


def test_marks_know_nothing_of_a_code_that_came_or_came_back_later(project: Project) -> None:
    use(project, "attrition")
    applied(project, "{id: recruitment}, {id: new}")
    applied(project, "{id: recruitment}, {id: new}, {id: attrition}")
    assert since(project) == {"recruitment": 1, "new": 2, "attrition": 3, "old_code": 1}


def test_a_code_renamed_moved_or_changed_is_as_old_as_it_was(project: Project) -> None:
    found = applied(
        project,
        "{id: attrition, definition: hm}, "
        "{id: finding, was: recruitment, children: [{id: open_meeting}]}, "
        "{id: old_code, retired: true}",
    )
    assert found.version == 2
    assert set(since(project).values()) == {1}


@pytest.mark.parametrize(
    "codes", ["{id: a}, {id: a}", "{id: a, colour: greenish}", "{id: A B}", "{id: a", "{label: a}"]
)
def test_a_file_with_a_mistake_changes_nothing(project: Project, codes: str) -> None:
    use(project, "recruitment")
    before = everything(project)
    write(project, codes)
    with pytest.raises(QdaError) as caught:
        apply_codebook(project, "ada")
    assert caught.value.path == project.codebook_file
    assert everything(project) == before


def test_a_missing_file_changes_nothing(project: Project) -> None:
    before = everything(project)
    with pytest.raises(QdaError):
        apply_codebook(project, "ada")
    assert everything(project) == before


def test_the_files_hash_follows_a_comment_which_is_no_new_version(project: Project) -> None:
    applied(project, AS_STORED)
    text = project.codebook_file.read_bytes() + b"# we met in May\n"
    project.codebook_file.write_bytes(text)
    assert apply_codebook(project, "ada").changes == ()
    newest = version(project)
    assert newest is not None
    assert (newest.number, newest.file_hash) == (1, hashlib.sha256(text).hexdigest())


def test_a_plan_tells_what_applying_does_and_does_nothing(project: Project) -> None:
    use(project, "attrition")
    write(project, "{id: finding, was: recruitment, pin: 2}, {id: new, children: [{id: newer}]}")
    before = everything(project)
    planned = plan(project)
    assert everything(project) == before
    assert planned.version == 1
    assert apply_codebook(project, "ada").changes == planned.changes
    assert plan(project) == replace(planned, changes=(), version=2)


def test_the_history_has_a_line_for_each_change(project: Project) -> None:
    use(project, "attrition")
    applied(project, "{id: finding, was: recruitment}, {id: new}")
    assert history(project) == [
        ("rename", "finding"),
        ("retire", "attrition"),
        ("add", "new"),
        ("remove", "open_meeting"),
    ]


@settings(max_examples=25, deadline=None)
@given(books=st.lists(codebooks(), min_size=1, max_size=3))
def test_whatever_is_applied_the_store_says_what_the_file_says_and_codings_stay(
    fresh_project: Callable[[], Project], books: list[Codebook]
) -> None:
    with fresh_project() as project:
        for book in books:
            changes = tuple(ApplyCode(1, *MEETING, c.id) for c in stored(project) if not c.retired)
            Desk(project, "ada").perform(Act(changes))
            before = {row.id for row in codings(project)}
            project.codebook_file.write_text(new_file(book), encoding="utf-8")
            wanted = apply_codebook(project, "ada").wanted
            after = stored(project)
            assert [plain(code) for code in after if code.id in wanted] == [*map(plain, wanted)]
            assert all(code.retired for code in after if code.id not in wanted)
            assert {row.id for row in codings(project)} == before
            assert apply_codebook(project, "ada").changes == ()


def plain(code: TreeCode) -> TreeCode:
    """A code without the ids it had and its place among those the file does not list."""
    return replace(code, was=(), position=0)
