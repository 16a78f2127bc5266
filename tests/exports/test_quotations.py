from __future__ import annotations

import csv
import io
from pathlib import Path

import docx
import pytest

from qda.analysis.deidentify import cover, describe
from qda.analysis.quotes import Quotes, quotes
from qda.exports.quotations import markdown, quotes_pages
from qda.exports.write import quotes_bytes, write_quotes
from tests.analysis.invented import Study


def found() -> Quotes:
    made = Study()
    made.code("a")
    made.code("b", under="a")
    made.document(
        "T1",
        "I: Hvordan gikk det *egentlig* med gruppen i begynnelsen?",
        "K: Vi fikk <mange>. Så sluttet de.",
        "I: Ja.",
        "K: = alle sammen.",
    )
    made.case("kari", "T1", sector="hospital", role="initiator;facilitator")
    made.coding("T1", "Vi fikk <mange>.", "b")
    made.coding("T1", "Så sluttet de.", "a")
    made.coding("T1", "= alle sammen.", "a")
    return quotes(made.dataset(), codes=["a"], attributes=["sector", "role"], question=True)


def test_markdown_gives_the_words_their_source_and_the_question() -> None:
    text = markdown(quotes_pages(found())).decode()
    assert text.startswith(
        "# Quotations\n\n"
        "## A (a)\n\n"
        "1 passage\n\n"
        "*Hvordan gikk det \\*egentlig\\* med gruppen i begynnelsen?*\n\n"
        "> K: Vi fikk \\<mange\\>. Så sluttet de.\n>\n"
        "> I: Ja.\n>\n"
        "> K: \\= alle sammen.\n\n"
        "— T1, 2–5 · K, hospital, facilitator/initiator · anna · also b\n\n"
        "## Where this comes from\n\n"
        "- figure: quotations\n"
    )
    assert "- project: Invented\n" in text


def test_csv_has_a_row_a_quotation() -> None:
    rows = list(csv.DictReader(io.StringIO(quotes_bytes(found(), "csv").decode(), newline="")))
    assert rows == [
        {
            "code": "a",
            "label": "A",
            "document": "T1",
            "segments": "2–5",
            "start": "55",
            "end": "105",
            "speaker": "K",
            "case": "kari",
            "sector": "hospital",
            "role": "facilitator; initiator",
            "coder": "anna",
            "also": "b",
            "question": "Hvordan gikk det *egentlig* med gruppen i begynnelsen?",
            "text": "Vi fikk <mange>. Så sluttet de.\nJa.\n= alle sammen.",
        }
    ]


def covered() -> Quotes:
    made = Study()
    made.code("a")
    for name in ("Sol", "Vind", "Regn", "Snø"):
        made.document(name, "Kari: Vi fikk mange.", "I: Ja?", "Kari: Så sluttet de.")
        made.coding(name, "Vi fikk mange.", "a")
        made.coding(name, "Så sluttet de.", "a")
        sector = "county" if name == "Snø" else "hospital"
        made.case(f"Fru {name}", name, sector=sector)
    data = made.dataset()
    found = quotes(data, codes=["a"], attributes=["sector"])
    return cover(found, data, describe(data, ["sector"]))


@pytest.mark.parametrize("kind", ["md", "html", "tex", "csv", "json"])
def test_quotations_say_who_speaks_by_what_enough_share_and_name_nobody(kind: str) -> None:
    text = quotes_bytes(covered(), kind).decode()
    assert text.count("hospital") == 3
    for name in ("Sol", "Snø", "Kari", "Fru", "county"):
        assert name not in text


def test_a_word_document_of_quotations_names_nobody() -> None:
    file = docx.Document(io.BytesIO(quotes_bytes(covered(), "docx")))
    lines = [paragraph.text for paragraph in file.paragraphs]
    assert lines.count("— hospital") == 3
    assert lines.count("— an informant") == 1
    assert "Informant: Vi fikk mange." in lines
    assert "Interviewer: Ja?" in lines
    assert not any("Kari" in line or "Sol" in line for line in lines)


def test_the_same_project_gives_the_same_files(tmp_path: Path) -> None:
    for kind in ("md", "csv"):
        for folder in ("one", "two"):
            (tmp_path / folder).mkdir(exist_ok=True)
            write_quotes(found(), tmp_path / folder / f"q.{kind}", kind)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["q.csv", "q.md", "q.provenance.txt"]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
