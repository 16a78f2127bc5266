"""Word documents: what is text, what is said to be left out, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from qda.errors import QdaError
from qda.intake import Transcript, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Document = docx.document.Document


def reread(tmp_path: Path, build: Callable[[Document], None]) -> Transcript:
    """Build a document, save it and read it."""
    document = docx.Document()
    build(document)
    document.save(str(tmp_path / "intervju.docx"))
    return read(tmp_path / "intervju.docx")


def paragraphs(*texts: str) -> Callable[[Document], None]:
    def build(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return build


def xml(inner: str) -> Callable[[Document], None]:
    return lambda document: document.element.body.insert(0, parse_xml(f"<w:p {W}>{inner}</w:p>"))


def test_paragraphs_are_lines_and_labels_open_turns(tmp_path: Path) -> None:
    transcript = reread(tmp_path, paragraphs("I:\tHva?", "", "Kari: Ja.", "Så gikk vi.", "I: Og?"))
    assert [turn.speaker for turn in transcript.turns] == ["I", "Kari", "I"]
    assert transcript.text == "Hva?\nJa.\nSå gikk vi.\nOg?"
    assert transcript.encoding is None


def test_a_line_break_in_a_paragraph_is_a_line_end(tmp_path: Path) -> None:
    assert (
        reread(tmp_path, paragraphs("Første linje\nandre linje")).text
        == "Første linje\nandre linje"
    )


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    transcript = reread(
        tmp_path,
        xml(
            '<w:r><w:t xml:space="preserve">Jeg </w:t></w:r>'
            '<w:del w:id="1"><w:r><w:delText>vil</w:delText></w:r></w:del>'
            '<w:ins w:id="2"><w:r><w:t>kan</w:t></w:r></w:ins>'
            "<w:r><w:t>.</w:t></w:r>"
        ),
    )
    assert transcript.text == "Jeg kan."
    assert "Tracked changes were read as accepted." in transcript.notes


def test_footnotes_are_left_out_and_said(tmp_path: Path) -> None:
    transcript = reread(tmp_path, xml('<w:r><w:t>Ja.</w:t><w:footnoteReference w:id="1"/></w:r>'))
    assert transcript.text == "Ja."
    assert "1 footnote was left out." in transcript.notes


def test_special_characters_of_word_are_kept(tmp_path: Path) -> None:
    inner = "<w:r><w:t>E</w:t><w:noBreakHyphen/><w:t>post</w:t><w:softHyphen/><w:t>en</w:t></w:r>"
    assert reread(tmp_path, xml(inner)).text == "E\u2011post\u00aden"


def test_a_table_of_speakers_and_speech_is_read_row_by_row(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        table = document.add_table(rows=0, cols=2)
        for speaker, speech in (("I", "Hva?"), ("Kari", "Ja."), ("I", "Og?"), ("Kari", "Nei.")):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = speaker, speech

    transcript = reread(tmp_path, build)
    assert [turn.speaker for turn in transcript.turns] == ["I", "Kari", "I", "Kari"]
    assert transcript.text == "Hva?\nJa.\nOg?\nNei."
    assert transcript.notes == ("1 table was read row by row.",)


def test_the_properties_are_metadata(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Hei.")
        document.core_properties.title = "Om skolen"
        document.core_properties.author = ""
        document.core_properties.comments = ""
        document.core_properties.created = datetime(2024, 5, 3, tzinfo=UTC)

    assert reread(tmp_path, build).metadata == (
        ("title", "Om skolen"),
        ("created", "2024-05-03T00:00:00+00:00"),
    )


def with_part(tmp_path: Path, name: str, content: bytes) -> Path:
    """A good document with one part put in another's place."""
    good = io.BytesIO()
    docx.Document().save(good)
    path = tmp_path / "intervju.docx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return path


BOMB = '<?xml version="1.0"{}?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'


@pytest.mark.parametrize(
    "content",
    [
        BOMB.format("").encode(),
        BOMB.format(' encoding="UTF-16"').encode("utf-16"),
        BOMB.format(' encoding="UTF-7"').replace("<!", "+ADwAIQ-").encode(),
    ],
)
def test_a_doctype_is_refused_in_every_disguise(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(QdaError, match="DOCTYPE"):
        read(with_part(tmp_path, "word/document.xml", content))


def test_a_document_that_swells_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = with_part(tmp_path, "word/document.xml", b" " * 60_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(QdaError, match="too large inside"):
        read(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "intervju.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2_001):
            archive.writestr(str(number), b"")
    with pytest.raises(QdaError, match="too large inside"):
        read(path)


@pytest.mark.parametrize("data", [b"Hei, Kari", b"PK\x03\x04 half", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_word_document_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(QdaError, match="no Word document or it is damaged"):
        read(tmp_path / "a.docx")


def test_a_zip_of_something_else_is_no_word_document(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("hei.txt", "Hei")
    with pytest.raises(QdaError, match="no Word document"):
        read(tmp_path / "a.docx")


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QdaError, match="holds no text"):
        reread(tmp_path, paragraphs("", "  "))
