"""The codebook in the database is the one that was applied, whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from qda.codebook.apply import apply_codebook
from qda.codebook.condition import parse_condition
from qda.codebook.read import read_codebook
from qda.codebook.stored import read_stored, stored_version
from qda.codebook.tree import Codebook, Words
from qda.project.store import Project

BOOK = """\
# a comment that is nobody's but the file's
codes:
  - id: recruitment
    label: {nb: Rekruttering, en: Recruitment}
    definition: |
      Hvordan folk finner veien.

      Også når de ikke gjør det.
    include: Planlagt og gjennomført.
    exclude: {nb: Frafall (attrition)}
    examples: ["Det er alfa og omega.", "«Vi var fire», sa hun."]
    base: [role=initiator, 'sector!="a, b"']
    colour: "#ffe200"
    pin: 1
    was: [finding, getting_people]
    children:
      - id: open_meeting
      - {id: course, base: course=yes}
  - {id: old, retired: true}
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A new project with nothing in it."""
    with Project.create(tmp_path / "study") as project:
        project.codebook_file.write_text(BOOK, encoding="utf-8")
        yield project


def stored(project: Project) -> Codebook:
    with project.read() as session:
        return read_stored(session)


def test_before_the_first_codebook_there_is_none(project: Project) -> None:
    assert stored(project) == Codebook()
    with project.read() as session:
        assert stored_version(session) is None


def test_what_was_applied_is_what_the_file_says(project: Project) -> None:
    apply_codebook(project, "ada")
    assert stored(project) == read_codebook(project.codebook_file)


def test_every_field_is_kept(project: Project) -> None:
    apply_codebook(project, "ada")
    code = stored(project)["recruitment"]
    assert code.label == Words.of({"nb": "Rekruttering", "en": "Recruitment"})
    assert code.definition.in_("") == "Hvordan folk finner veien.\n\nOgså når de ikke gjør det."
    assert code.include == Words.of("Planlagt og gjennomført.")
    assert code.exclude == Words.of({"nb": "Frafall (attrition)"})
    assert code.examples == ("Det er alfa og omega.", "«Vi var fire», sa hun.")
    assert code.base == (parse_condition("role=initiator"), parse_condition('sector!="a, b"'))
    assert (code.colour, code.pin, code.was) == ("#FFE200", 1, ("finding", "getting_people"))


def test_the_tree_is_kept_in_its_order(project: Project) -> None:
    apply_codebook(project, "ada")
    text = BOOK.replace("      - id: open_meeting\n", "") + "  - {id: open_meeting, was: a}\n"
    project.codebook_file.write_text(text, encoding="utf-8")
    apply_codebook(project, "ada")
    book = stored(project)
    assert [(code.id, code.parent, code.position) for code in book] == [
        ("recruitment", None, 0),
        ("course", "recruitment", 0),
        ("old", None, 1),
        ("open_meeting", None, 2),
    ]


def test_the_version_has_the_hash_of_the_codebook_and_of_the_file(project: Project) -> None:
    apply_codebook(project, "ada")
    with project.read() as session:
        found = stored_version(session)
    assert found is not None
    assert found.number == 1
    assert found.hash == read_codebook(project.codebook_file).hash
    assert found.file_hash == hashlib.sha256(project.codebook_file.read_bytes()).hexdigest()


def test_the_store_outlives_the_process(project: Project) -> None:
    apply_codebook(project, "ada")
    before = stored(project)
    project.close()
    with Project.open(project.folder) as again:
        assert stored(again) == before
