"""The codebook changed by a coder: in the store and in the file, or in neither."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from qda.codebook import changing
from qda.codebook.apply import apply_codebook, plan
from qda.codebook.changing import Wanted, change_codebook
from qda.codebook.edit import free_id
from qda.codebook.edits import NewCode
from qda.codebook.read import read_codebook
from qda.codebook.stored import read_stored, stored_version
from qda.codebook.tree import ID, Code, Codebook
from qda.errors import QdaError
from qda.project.models import Batch
from qda.project.store import Project

BOOK = """# Our codes
codes:
  - id: trust  # the first
    label: Trust
  # to be discussed
  - id: doubt
    label: Doubt
"""
WORRY = NewCode("worry", "Worry", "trust")
HOPE = NewCode("hope", "Hope", None)


class PowerCut(BaseException):
    """The program ends here."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study") as project:
        project.codebook_file.write_text(BOOK, encoding="utf-8")
        apply_codebook(project, "ada")
        yield project


def add(project: Project, code: NewCode = WORRY, *, ends_before_commit: bool = False) -> None:
    with project.write("ada", "new code") as act:
        change_codebook(act, project, lambda book, _: Wanted(code.on(book)))
        if ends_before_commit:
            act.finish()
            raise PowerCut


def stored(project: Project) -> Codebook:
    with project.read() as session:
        return read_stored(session)


def test_the_code_is_in_the_store_and_in_the_file_with_all_comments(project: Project) -> None:
    add(project)
    assert project.codebook_file.read_text(encoding="utf-8") == BOOK.replace(
        "    label: Trust\n",
        "    label: Trust\n    children:\n      - id: worry\n        label: Worry\n",
    )
    assert stored(project) == read_codebook(project.codebook_file)


def test_it_is_a_new_version_of_the_codebook_and_nothing_is_left_to_apply(
    project: Project,
) -> None:
    add(project)
    add(project, HOPE)
    with project.read() as session:
        version = stored_version(session)
        origins = list(session.scalars(select(Batch.origin).where(Batch.act == "new code")))
    assert version is not None
    assert version.number == 3
    assert version.hash == stored(project).hash
    assert plan(project).changes == ()
    assert origins == ["coder", "coder"]


def test_a_file_that_was_edited_refuses_it_and_says_what_to_do(project: Project) -> None:
    project.codebook_file.write_text(BOOK + "# more\n", encoding="utf-8")
    with pytest.raises(QdaError, match="not applied: `qda codebook apply`"):
        add(project)
    assert "worry" not in stored(project)
    assert project.codebook_file.read_text(encoding="utf-8") == BOOK + "# more\n"


def test_once_the_file_is_applied_it_is_made(project: Project) -> None:
    project.codebook_file.write_text(BOOK + "# more\n", encoding="utf-8")
    apply_codebook(project, "ada")
    add(project)
    assert "worry" in stored(project)


def test_a_file_that_cannot_be_written_leaves_the_store_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise QdaError("The file cannot be written: No space left on device.", path=path)

    monkeypatch.setattr(changing, "write_atomically", full)
    with pytest.raises(QdaError, match="No space left"):
        add(project)
    assert "worry" not in stored(project)


def test_ended_between_file_and_store_the_next_new_code_says_what_to_do(project: Project) -> None:
    with pytest.raises(PowerCut):
        add(project, ends_before_commit=True)
    assert "worry" not in stored(project)
    with pytest.raises(QdaError, match="not applied: `qda codebook apply`"):
        add(project, HOPE)
    apply_codebook(project, "ada")
    add(project, HOPE)
    assert {"worry", "hope"} < {code.id for code in stored(project)}


def test_ended_between_file_and_store_the_same_again_is_made_once(project: Project) -> None:
    with pytest.raises(PowerCut):
        add(project, ends_before_commit=True)
    add(project)
    assert stored(project) == read_codebook(project.codebook_file)
    assert plan(project).changes == ()


def test_an_id_that_is_taken_is_refused(project: Project) -> None:
    with pytest.raises(QdaError, match="There is a code “doubt” already"):
        add(project, NewCode("doubt", "Doubt", None))


@pytest.mark.parametrize(
    ("label", "id_"),
    [
        ("Åpent møte", "åpent_møte"),
        ("  Fear / of loss! ", "fear_of_loss"),
        ("Café", "cafe"),
        ("Trust", "trust_2"),
        ("???", "code"),
    ],
)
def test_ids_come_from_labels(project: Project, label: str, id_: str) -> None:
    assert free_id(stored(project), label) == id_


@given(st.text(), st.sets(st.sampled_from(["code", "code_2", "a", "b_2"])))
def test_any_label_gives_an_id_that_is_free(label: str, taken: set[str]) -> None:
    id_ = free_id(Codebook((Code(id="a", was=("b",)),)), label, taken)
    assert ID.fullmatch(id_)
    assert id_ not in taken | {"a", "b"}
