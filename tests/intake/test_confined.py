"""A Word document is read in a process with limits, and gives the same as without."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from qda.errors import QdaError
from qda.intake import confined
from qda.intake.confined import read_docx_confined
from qda.intake.docx import read_docx

PATH = Path("-intervju æøå.docx")


def document(*texts: str) -> bytes:
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_the_child_finds_what_the_reader_finds() -> None:
    data = document("I: Hva?", "Kari: Ja – på øya. \U0001f600")
    assert read_docx_confined(PATH, data) == read_docx(PATH, data)


def test_what_the_reader_refuses_the_child_refuses_in_its_words() -> None:
    with pytest.raises(QdaError, match="no Word document") as caught:
        read_docx_confined(PATH, b"Hei.")
    assert caught.value.path == PATH


def test_a_child_that_runs_out_of_memory_is_a_sentence_for_the_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(confined, "MAX_MEMORY", 20_000_000)
    with pytest.raises(QdaError, match="too much memory or time"):
        read_docx_confined(PATH, document(*["Så gikk vi hjem igjen. " * 50] * 4_000))
