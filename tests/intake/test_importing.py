"""Bringing files into the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qda.errors import QdaError
from qda.intake.document_values import list_values, set_value
from qda.intake.importing import (
    Cutting,
    FileImported,
    FileRefused,
    find_files,
    import_files,
    resegment,
)
from qda.project.documents import find_document, list_documents, read_document
from qda.project.store import Project

TALK = "Int: Hva gjorde du?\nLiv: Jeg ventet. Ingen ringte.\nInt: Og så?\nLiv: Så gikk jeg hjem.\n"
RULES = Cutting("sentence", "rules")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "A2.txt").write_text(TALK, encoding="utf-8")
    (folder / "A10.txt").write_text(TALK.replace("hjem", "bort"), encoding="utf-8")
    (folder / "cases.csv").write_text("case,documents\n", encoding="utf-8")
    return folder


def bring(
    project: Project,
    *files: Path,
    cutting: Cutting = RULES,
    speaker: re.Pattern[str] | None = None,
    name: str | None = None,
    dry_run: bool = False,
) -> list[FileImported | FileRefused]:
    found = import_files(
        project, files, cutting, coder="ada", speaker=speaker, name=name, dry_run=dry_run
    )
    return list(found)


def names(project: Project) -> list[str]:
    with project.read() as session:
        return [document.name for document in list_documents(session)]


def segments(project: Project, name: str) -> list[str]:
    with project.read() as session:
        document = read_document(session, find_document(session, name).id)
    return [document.text[segment.start : segment.end] for segment in document.segments]


def test_a_file_comes_in_with_its_segments_speakers_and_encoding(
    project: Project, corpus: Path
) -> None:
    (said,) = bring(project, corpus / "A2.txt")
    assert isinstance(said, FileImported)
    assert (said.name, said.segments, said.segmenter) == ("A2", 5, "sentence/rules-2")
    assert [(v.label, v.role, v.turns) for v in said.voices] == [
        ("Int", "interviewer", 2),
        ("Liv", "informant", 2),
    ]
    assert said.encoding
    assert segments(project, "A2")[1:3] == ["Jeg ventet.", "Ingen ringte."]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("sentence", 5), ("turn", 4), ("paragraph", 4)],
)
def test_segments_are_sentences_turns_or_paragraphs(
    project: Project, corpus: Path, kind: str, expected: int
) -> None:
    (said,) = bring(project, corpus / "A2.txt", cutting=Cutting(kind, "rules"))  # type: ignore[arg-type]  # parametrised
    assert isinstance(said, FileImported)
    assert said.segments == expected
    assert said.segmenter.startswith(kind)


def test_the_same_text_again_is_recognised_under_any_name(project: Project, corpus: Path) -> None:
    bring(project, corpus / "A2.txt")
    copy = corpus / "copy.txt"
    copy.write_text(TALK, encoding="utf-8")
    (said,) = bring(project, copy)
    assert isinstance(said, FileImported)
    assert (said.there_already, said.name) == (True, "A2")
    assert "copy" not in names(project)


def test_another_text_under_the_same_name_is_refused(project: Project, corpus: Path) -> None:
    bring(project, corpus / "A2.txt")
    (corpus / "A2.txt").write_text(TALK.replace("hjem", "vekk"), encoding="utf-8")
    (said,) = bring(project, corpus / "A2.txt")
    assert isinstance(said, FileRefused)
    assert "another document is named “A2”" in said.error.message


def test_a_document_can_be_given_a_name(project: Project, corpus: Path) -> None:
    bring(project, corpus / "A2.txt", name="Liv 1")
    assert "Liv 1" in names(project)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    project: Project, corpus: Path
) -> None:
    bad = corpus / "A1.pdf"
    bad.write_bytes(b"%PDF-1.7")
    refused, came = bring(project, bad, corpus / "A2.txt")
    assert isinstance(refused, FileRefused)
    assert "cannot be imported" in str(refused.error)
    assert isinstance(came, FileImported)
    assert "A2" in names(project)


def test_a_dry_run_says_the_same_and_stores_nothing(project: Project, corpus: Path) -> None:
    before = names(project)
    said = bring(project, corpus / "A2.txt", dry_run=True)
    assert names(project) == before
    assert bring(project, corpus / "A2.txt") == said


def test_a_dry_run_says_that_a_name_is_taken(project: Project, corpus: Path) -> None:
    (said,) = bring(project, corpus / "A2.txt", name="T01", dry_run=True)
    assert isinstance(said, FileRefused)


def test_unusual_labels_are_found_by_a_pattern(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_text("<<ola>> Hei på deg.\n<<kari>> Hei selv.\n", encoding="utf-8")
    (said,) = bring(project, file, speaker=re.compile(r"<<(\w+)>>\s*"))
    assert isinstance(said, FileImported)
    assert [voice.label for voice in said.voices] == ["ola", "kari"]


def test_a_folder_gives_its_files_by_number_without_tables_and_hidden_ones(corpus: Path) -> None:
    (corpus / ".hidden.txt").write_text(TALK, encoding="utf-8")
    (corpus / "~$A2.docx").write_bytes(b"")
    (corpus / "more").mkdir()
    (corpus / "more" / "B1.txt").write_text(TALK, encoding="utf-8")
    assert [file.name for file in find_files([corpus])] == ["A2.txt", "A10.txt", "B1.txt"]


def test_a_file_named_twice_comes_once(corpus: Path) -> None:
    assert len(find_files([corpus / "A2.txt", corpus])) == 2


def test_a_path_that_is_not_there_is_named_and_the_others_come_in(
    project: Project, corpus: Path, tmp_path: Path
) -> None:
    files = find_files([tmp_path / "nowhere.txt", corpus / "A2.txt"])
    results = list(import_files(project, files, Cutting("sentence", "rules"), coder="ada"))
    assert isinstance(results[0], FileRefused)
    assert "nowhere.txt" in str(results[0].error)
    assert isinstance(results[1], FileImported)


def test_an_uncoded_document_is_cut_anew(project: Project, corpus: Path) -> None:
    bring(project, corpus / "A2.txt")
    assert resegment(project, "A2", Cutting("turn"), coder="ada") == 4
    assert segments(project, "A2")[1] == "Jeg ventet. Ingen ringte."


def test_a_documents_value_is_set_changed_and_forgotten(project: Project) -> None:
    def values() -> dict[tuple[int, str], str]:
        with project.read() as session:
            return list_values(session)[1]

    set_value(project, "T01", "year", "2025", coder="ada")
    set_value(project, "T01", "year", " 2026 ", coder="ada")
    assert values() == {(1, "year"): "2026"}
    set_value(project, "T01", "year", "", coder="ada")
    assert values() == {}


def test_an_attribute_that_conditions_could_not_name_is_refused(project: Project) -> None:
    with pytest.raises(QdaError, match="no name of an attribute"):
        set_value(project, "T01", "a!b", "1", coder="ada")
