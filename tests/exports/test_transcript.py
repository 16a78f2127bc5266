"""A coded transcript in Word: codes as comments on the very words."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest

from qda.errors import QdaError
from qda.exports.languages import ENGLISH, NORWEGIAN
from qda.exports.transcript import remarks, transcript_docx
from tests.analysis.invented import Study


def study() -> Study:
    made = Study(coders=["anna", "bo li"])
    made.code("a")
    made.code("b", under="a")
    made.document(
        "Sol", "I: Hva skjedde?", "Kari: Vi fikk mange. Så sluttet de.", "Per: Ikke alle.", "I: Ja."
    )
    made.coding("Sol", "Vi fikk mange.", "b")
    made.coding("Sol", "Så sluttet de.", "b")
    made.coding("Sol", "Vi fikk mange. Så sluttet de.", "a")
    made.coding("Sol", "sluttet de.\nIkke", "a", "bo li")
    return made


def opened(**options: bool) -> Any:
    return docx.Document(io.BytesIO(transcript_docx(study().dataset(), "Sol", ENGLISH, **options)))


def anchors(file: Any) -> dict[str, str]:
    """The words between the beginning and the end of each comment, by its author."""
    found: dict[str, str] = {}
    names = {str(one.comment_id): one.author for one in file.comments}
    inside: set[str] = set()
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for element in file.element.body.iter():
        if element.tag == f"{word}commentRangeStart":
            inside.add(element.get(f"{word}id"))
        elif element.tag == f"{word}commentRangeEnd":
            inside.discard(element.get(f"{word}id"))
        elif element.tag == f"{word}t":
            for one in inside:
                found[names[one]] = found.get(names[one], "") + (element.text or "")
    return found


def test_codes_are_comments_of_their_coder_on_the_very_words() -> None:
    file = opened()
    said = {one.author: one.text for one in file.comments}
    assert said == {"anna": "A\nB", "bo li": "A"}
    words = anchors(file)
    assert words["anna"] == "Vi fikk mange. Så sluttet de."
    assert words["bo li"].startswith("sluttet de.")
    assert words["bo li"].endswith("Ikke")


def test_the_text_is_whole_and_speakers_are_told_by_role() -> None:
    lines = [paragraph.text for paragraph in opened().paragraphs][2:]
    assert lines == [
        "Interviewer: Hva skjedde?",
        "Informant: Vi fikk mange. Så sluttet de.",
        "Informant 2: Ikke alle.",
        "Interviewer: Ja.",
    ]


def test_nobody_is_named_unless_asked() -> None:
    data = transcript_docx(study().dataset(), "Sol", ENGLISH)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "replace")
    for name in ("Sol", "Kari", "Per:"):
        assert name not in whole
    named = [paragraph.text for paragraph in opened(names=True).paragraphs]
    assert named[0] == "Sol"
    assert "Kari: Vi fikk mange. Så sluttet de." in named


def test_codings_of_one_code_that_touch_are_one_comment() -> None:
    found = remarks(study().dataset(), 0)
    assert [(one.coder, one.codes) for one in found] == [("anna", ("A", "B")), ("bo li", ("A",))]


def test_the_same_project_gives_the_same_bytes_and_no_time_of_writing() -> None:
    first, again = (transcript_docx(study().dataset(), "Sol", NORWEGIAN) for _ in range(2))
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert b"2026-03-04T12:30:05Z" in archive.read("word/comments.xml")


def test_a_document_that_is_not_there_is_said() -> None:
    with pytest.raises(QdaError, match="Regn"):
        transcript_docx(study().dataset(), "Regn", ENGLISH)
