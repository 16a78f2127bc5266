"""`qda framework`: what was summed up, written for others, and to and from a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.exports.formats.registry import FORMATS
from qda.intake.cases import store_cases
from qda.project.store import Project
from tests.cli.conftest import Shell
from tests.exports import reading

CASES = "case,documents,sector\nI01,T01;T02@Unn,public\nI02,T02@Nils,public\n"
FILE = """case,code,coder,text,references,written_at
I01,attrition,ada,"Rang them weekly [1],
which Unn holds against Nils [2].",T01:127-151; T02:52-79,2026-05-02T10:00:00.000Z
I02,attrition,ada,'=Says what I01 says.,,2026-05-03T10:00:00.000Z
"""


@pytest.fixture
def coded(qda: Shell) -> Shell:
    """A project with two informants, the first coded, and a summary of each."""
    qda.write("cases.csv", CASES)
    with Project.open(qda.folder) as project:
        store_cases(project, qda.folder / "cases.csv", coder="ada")
        Desk(project, "ada").perform(Act((ApplyCode(1, 127, 151, "attrition"),)))
    qda.write("in.csv", FILE)
    assert qda("framework", "import", "in.csv", "--coder", "ada").out == (
        "2 rows: 2 new, 0 replaced.\n"
    )
    return qda


READERS: dict[str, Callable[[bytes], reading.Rows]] = {
    "csv": reading.read_csv,
    "tsv": lambda data: reading.read_csv(data, "\t"),
    "xlsx": reading.read_xlsx,
    "ods": reading.read_ods,
    "md": reading.read_markdown,
    "html": reading.read_html,
    "tex": reading.read_latex,
    "docx": reading.read_docx,
    "json": reading.read_json,
    "parquet": reading.read_parquet,
}


def plain(rows: reading.Rows) -> list[list[str]]:
    """Cells without what a format does to lines."""
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def test_the_matrix_in_every_format_names_nobody_but_whom_the_researcher_names(
    coded: Shell,
) -> None:
    assert set(READERS) == set(FORMATS)
    for kind, read in READERS.items():
        done = coded("framework", "--code", "attrition", "-o", f"f.{kind}")
        assert done.code == 0
        assert "under attrition names: I01 (case)." in done.err
        assert "under attrition names: Nils (speaker), Unn (speaker)." in done.err
        head, *rows = plain(read((coded.folder / f"f.{kind}").read_bytes()))
        assert head == ["informant", "attrition"]
        assert sorted(number for number, _ in rows) == ["1", "2"]
        assert sorted(cell for _, cell in rows) == [
            "=Says what I01 says.",
            "Rang them weekly [1], which Unn holds against Nils [2]. "
            "[1] interview 1, segment 7; [2] interview 2, segment 4",
        ]


def test_with_names_cells_without_a_summary_say_what_waits_for_one(coded: Shell) -> None:
    done = coded("framework", "--names", "--attribute", "sector", "--coder", "ada")
    lines = [line.strip() for line in done.lines]
    assert "I01 · public" in lines
    assert "[1] T01, segment 7; [2] T02, segment 4" in lines
    assert lines[lines.index("recruitment") + 1] == "–"
    with Project.open(coded.folder) as project:
        Desk(project, "ada").perform(Act((ApplyCode(1, 25, 54, "recruitment"),)))
    lines = [line.strip() for line in coded("framework", "--names", "--case", "I01").lines]
    assert lines[lines.index("recruitment") + 1] == "(1 passage)"
    assert "I02" not in lines
    assert "left out: summaries of other cases or codes: 1" in lines


def test_what_is_asked_for_in_vain_is_refused(coded: Shell) -> None:
    for args in (("--case", "I09"), ("--code", "nothing"), ("--coder", "eve")):
        assert coded("framework", *args).code == 2


def test_an_export_read_again_changes_nothing_and_other_words_are_kept(coded: Shell) -> None:
    assert coded("framework", "export", "out.csv").code == 0
    out = coded.folder / "out.csv"
    assert out.read_text(encoding="utf-8") == FILE
    assert coded("framework", "import", "out.csv", "--coder", "ada").out == (
        "2 rows: 0 new, 0 replaced.\n"
    )
    coded.write("other.csv", "case,code,coder,text\nI01,attrition,ada,Other words.\n")
    said = coded("framework", "import", "other.csv", "--coder", "ada").out
    assert "line 2: this cell has other words, which were kept." in said
    said = coded("framework", "import", "other.csv", "--replace", "--coder", "ada").out
    assert said == "1 row: 0 new, 1 replaced.\n"
    coded("framework", "export", "out.csv")
    assert "Rang" not in out.read_text(encoding="utf-8")
    assert "Other words." in out.read_text(encoding="utf-8")


def test_mistakes_are_told_with_their_lines_and_nothing_comes(coded: Shell) -> None:
    mistakes = (
        ("I09,attrition,ada,Words.,", "there is no case “I09”"),
        ("I01,nothing,ada,Words.,", "there is no code “nothing”"),
        ("I01,attrition,ada,,", "the summary has no text"),
        ("I01,attrition,bo,See [1].,T09:1-2", "the reference “T09:1-2” leads nowhere"),
        ("I02,attrition,bo,See [1].,T01:1-9999", "does not lie in the document"),
        ("I02,attrition,bo,Again.,", "bo has a summary of this cell further up"),
    )
    rows = "\n".join(row for row, _ in mistakes)
    coded.write("wrong.csv", f"case,code,coder,text,references\nI02,recruitment,ada,Fine.,\n{rows}")
    done = coded("framework", "import", "wrong.csv", "--coder", "ada")
    assert done.code == 2
    for line, (_, said) in enumerate(mistakes, 3):
        assert any(f":{line}: " in one and said in one for one in done.err.splitlines())
    coded("framework", "export", "out.csv")
    assert "Fine." not in (coded.folder / "out.csv").read_text(encoding="utf-8")
