"""`qda report` and `qda picture` from a project to files that name nobody."""

from __future__ import annotations

import io
import re

import docx
import pytest

from tests.cli.coded import code_and_cases
from tests.cli.conftest import Shell


@pytest.fixture
def coded(qda: Shell) -> Shell:
    codings = (
        ("ada", 1, "recruitment"),
        ("bo", 1, "recruitment"),
        ("ada", 2, "attrition"),
    )
    return code_and_cases(
        qda, codings, "case,documents,sector\nEva Lie,T01,hospital\nNils Moe,T02,hospital\n"
    )


def made(shell: Shell, name: str, *options: str) -> bytes:
    said = shell("report", "-o", name, *options)
    assert said.code == 0
    return (shell.folder / name).read_bytes()


def test_a_page_stands_alone_and_links_to_nothing(coded: Shell) -> None:
    page = made(coded, "r.html").decode()
    assert not re.search(r"<(script|link|iframe|a )|@import|url\(|https?://", page)
    assert {source[:10] for source in re.findall(r'src="([^"]+)"', page)} == {"data:image"}


def test_the_method_paragraph_has_its_figures(coded: Shell) -> None:
    page = made(coded, "r.html").decode()
    assert "2 documents with" in page
    assert "2 informants. It was coded by ada" in page
    assert "made 2 codings, under version 1" in page
    assert "were read independently by two coders or more (also bo)" in page
    norwegian = made(coded, "n.html", "--lang", "nb").decode()
    assert "Materialet er 2 dokumenter der 2 informanter sier" in norwegian


@pytest.mark.parametrize("name", ["r.html", "r.docx"])
def test_what_was_summed_up_stands_in_it_where_asked(coded: Shell, name: str) -> None:
    coded.write("s.csv", "case,code,coder,text\nEva Lie,recruitment,ada,Says Nils Moe left.\n")
    assert coded("framework", "import", "s.csv", "--coder", "ada").code == 0

    def cells(*options: str) -> list[str]:
        data = made(coded, name, *options)
        if name.endswith("html"):
            return re.findall(r"<td>(.*?)</td>", data.decode())
        tables = docx.Document(io.BytesIO(data)).tables
        return [cell.text for table in tables for row in table.rows for cell in row.cells]

    assert "Says Nils Moe left." not in cells()
    assert "Says Nils Moe left." in cells("--framework")
    said = coded("report", "-o", name, "--framework")
    assert "under recruitment names: Nils Moe (case)." in said.err


@pytest.mark.parametrize("name", ["r.html", "r.docx"])
def test_nobody_is_named_unless_asked(coded: Shell, name: str) -> None:
    def text(*options: str) -> str:
        data = made(coded, name, *options)
        if name.endswith("html"):
            return re.sub(r'src="[^"]+"', "", data.decode())
        file = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in file.paragraphs] + cells)

    hidden = text()
    for word in ("Eva", "Nils", "T01", "T02", "anonym"):
        assert word not in hidden
    assert "T01" in text("--names")


@pytest.mark.parametrize("name", ["r.html", "r.docx"])
def test_a_report_is_the_same_every_time(coded: Shell, name: str) -> None:
    assert made(coded, name) == made(coded, f"again.{name}")


def test_a_word_report_says_nothing_of_who_wrote_it(coded: Shell) -> None:
    properties = docx.Document(io.BytesIO(made(coded, "r.docx"))).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created == properties.modified


def test_a_researcher_can_change_the_page(coded: Shell) -> None:
    own = coded.folder / "own"
    own.mkdir()
    (own / "report.html").write_text("<h1>{{ report.title }}!</h1>", encoding="utf-8")
    page = made(coded, "r.html", "--templates", str(own), "--title", "A & B")
    assert page == b"<h1>A &amp; B!</h1>"


@pytest.mark.parametrize("text", ["{{ report.titel }}", "\n{% if %}"])
def test_a_mistake_in_a_template_is_one_sentence(coded: Shell, text: str) -> None:
    own = coded.folder / "own"
    own.mkdir()
    (own / "report.html").write_text(text, encoding="utf-8")
    said = coded("report", "-o", "r.html", "--templates", str(own))
    assert said.code == 2
    assert "own" in said.err.splitlines()[-1]
    assert "Traceback" not in said.err


def test_a_template_reads_nothing_beyond_the_report(coded: Shell) -> None:
    own = coded.folder / "own"
    own.mkdir()
    text = "{{ ''.__class__.__mro__ }}"
    (own / "report.html").write_text(text, encoding="utf-8")
    assert coded("report", "-o", "r.html", "--templates", str(own)).code == 2


def test_pictures_are_for_the_terminal_or_a_file(coded: Shell) -> None:
    assert "▓▓≥1 of 2" in coded("picture", "heat").out
    assert coded("picture", "bars", "-o", "b.svg").code == 0
    assert (coded.folder / "b.svg").read_bytes().startswith(b"<?xml")
    assert "name it" in coded("picture", "portrait").err
    assert "T01" in coded("picture", "portrait", "--document", "T01", "--names").out


def test_a_recipe_makes_pictures_and_reports(coded: Shell) -> None:
    coded.write(
        "exports.yaml",
        "exports:\n- picture: t.svg\n  kind: timeline\n- report: r.html\n  quotes: 1\n",
    )
    assert coded("export").code == 0
    assert (coded.folder / "exports" / "t.svg").exists()
    assert (coded.folder / "exports" / "r.html").exists()


def test_a_check_finds_cases_documents_and_memos_in_the_folder_of_exports(coded: Shell) -> None:
    exports = coded.folder / "exports"
    exports.mkdir(exist_ok=True)
    made(coded, "exports/r.html")
    clean = coded("export", "--check")
    assert (clean.code, clean.err) == (0, "")
    assert "1 file looked through, 0 with names" in clean.out
    made(coded, "exports/named.html", "--names")
    (exports / "notes.txt").write_text("Eva Lie sa det.", encoding="utf-8")
    said = coded("export", "--check")
    assert said.code == 1
    lines = [line.split() for line in said.out.splitlines()]
    assert ["exports/notes.txt", "case", "Eva", "Lie", "1"] in lines
    assert any(line[:3] == ["exports/named.html", "document", "T01"] for line in lines)
    assert not any(line[0] == "exports/r.html" for line in lines)


def test_writing_exports_says_which_of_them_name_somebody(coded: Shell) -> None:
    coded.write("exports.yaml", "exports:\n- matrix: m.csv\n  by: case\n- report: r.html\n")
    said = coded("export")
    assert said.code == 0
    assert "Names of the project stand in exports/m.csv;" in said.err
    assert "r.html" not in said.err


def test_a_code_named_in_an_informants_words_is_found(coded: Shell) -> None:
    text = "codes:\n- id: recruitment\n  label: Vi begynte med\n- id: attrition\n"
    coded.write("codebook.yaml", text)
    assert coded("codebook", "apply", "--yes").code == 0
    made(coded, "exports/r.html")
    said = coded("export", "--check")
    assert said.code == 1
    assert "words of an informant as a code" in said.out
