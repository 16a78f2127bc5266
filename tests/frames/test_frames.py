"""A project as data frames."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

import qda
from qda.analysis.load import load
from qda.analysis.matrix import matrix
from qda.citing import kept
from qda.coding.beside import Cited, WriteSummary
from qda.coding.changes import Act, ApplyCode, WriteMemo
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.intake.cases import store_cases
from qda.project.store import Project
from tests.analysis.test_load import FOURTEEN, MEETING, T01, T02, UNN, apply, furnished, review


@pytest.fixture
def coded(project: Project) -> Path:
    """Ada coded two documents and read one of them to the end."""
    furnished(project)
    apply(project, T01, (MEETING[0], FOURTEEN[1]), "open_meeting")
    apply(project, T01, MEETING, "attrition")
    apply(project, T02, UNN, "attrition")
    review(project, T01, *range(1, 8))
    return project.folder


def rows(frame: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return frame.select(*columns).rows()


def test_codings_say_where_they_stand_and_who_speaks(coded: Path) -> None:
    found = qda.open(coded).codings()
    assert rows(
        found, "document", "first_segment", "last_segment", "code", "speakers", "cases"
    ) == [
        ("T01", 2, 2, "attrition", ["Eva"], ["I1"]),
        ("T01", 2, 3, "open_meeting", ["Eva"], ["I1"]),
        ("T02", 4, 4, "attrition", ["Unn"], ["I3"]),
    ]
    assert found["text"][1] == "Vi begynte med et åpent møte. Det kom fjorten."
    assert found["words"].to_list() == [6, 9, 5]
    assert all(time < datetime.now(UTC) for time in found["made"])


def test_summaries_come_with_the_passages_they_cite(coded: Path) -> None:
    cited = Cited(T01, *MEETING)
    words = kept("Began with a meeting [1].", [cited.id])
    with Project.open(coded) as project:
        Desk(project, "ada").perform(Act((WriteSummary("I1", "attrition", words, (cited,)),)))
        Desk(project, "bo").perform(Act((WriteSummary("I1", "attrition", "Mine."),)))
    found = qda.open(coded).summaries()
    assert rows(found, "case", "code", "coder", "text", "references") == [
        ("I1", "attrition", "ada", "Began with a meeting [1].", ["T01:25-54"])
    ]
    assert qda.open(coded, coders=["bo"]).summaries()["text"].to_list() == ["Mine."]


def test_a_memo_stands_with_its_coding(coded: Path) -> None:
    with Project.open(coded) as project:
        change = ApplyCode(T01, 127, 151, "attrition")
        memo = WriteMemo("coding", change.coding, "Ringte hver uke!", document=T01)
        Desk(project, "ada").perform(Act((change, memo)))
    memos = qda.open(coded).codings()["memo"].to_list()
    assert memos.count("Ringte hver uke!") == 1
    assert memos.count(None) == 3


def test_segments_say_who_speaks_what_was_read_and_the_codes(coded: Path) -> None:
    found = qda.open(coded).segments()
    own = found.filter(pl.col("document") == "T01")
    assert own["segment"].to_list() == [1, 2, 3, 4, 5, 6, 7]
    assert own["role"][0] == "interviewer"
    assert own["codes"].to_list()[1:3] == [["open_meeting", "attrition"], ["open_meeting"]]
    assert own["read"].all()
    other = found.filter(pl.col("document") == "T02")
    assert other["read"].to_list() == [False, False, False, True]  # what is coded was read


def test_attributes_come_in_the_type_of_their_kind(coded: Path) -> None:
    (coded / "more.csv").write_text(
        "case,documents,age:number,role:many,sector,asked:date,own:yesno\n"
        "I1,T01,54,initiator;facilitator,hospital,2026-03-01,yes\n"
        "I2,T02@Nils,9,none,,2026-03-31,no\n"
        "I3,T02@Unn,,n.a.,n.a.,,n.a.\n",
        encoding="utf-8",
    )
    with Project.open(coded) as project:
        store_cases(project, coded / "more.csv", coder="ada")
    found = qda.open(coded).cases()
    assert found["documents"].to_list() == [["T01"], ["T02"], ["T02"]]
    assert (found["age"].dtype, found["age"].to_list()) == (pl.Int64(), [54, 9, None])
    assert found["role"].to_list() == [["facilitator", "initiator"], ["none"], ["n.a."]]
    assert found["sector"].to_list() == ["hospital", None, "n.a."]
    assert found["asked"].to_list() == [date(2026, 3, 1), date(2026, 3, 31), None]
    assert found["own"].to_list() == [True, False, None]


def test_a_frame_of_a_matrix_holds_its_cells(coded: Path) -> None:
    p = qda.open(coded)
    with Project.open(coded) as project:
        expected = matrix(load(project), by="document")
    frame = p.matrix(by="document")
    assert frame.columns == ["code", "label", "T01", "T02", "total"]
    for row, code in enumerate(expected.rows):
        for column, name in enumerate(("T01", "T02")):
            shown = expected.cells.figure(row, column)
            assert frame[name][row] == (None if isinstance(shown, str) else shown), code.id


def test_one_row_a_cell_tells_nought_from_not_read_and_not_asked(coded: Path) -> None:
    found = qda.open(coded).matrix(by="document", tidy=True)
    states = {
        (code, column): state for code, column, state in rows(found, "code", "column", "state")
    }
    assert states["attrition", "T01"] == "number"
    assert states["recruitment", "T02"] == "unread"
    assert states["open_meeting", "T02"] == "outside"  # asked of initiators
    counts = found.filter(pl.col("state") == "unread")
    assert counts["count"].null_count() == len(counts)


def test_conditions_are_written_as_on_the_command_line(coded: Path) -> None:
    p = qda.open(coded)
    found = p.matrix(by="case", where="sector=hospital", having=["open_meeting in segment"])
    assert found.columns == ["code", "label", "I1", "total"]
    assert found.filter(code="attrition")["total"].item() == 1


def test_behind_a_cell_lie_its_passages(coded: Path) -> None:
    p = qda.open(coded)
    found = p.passages("attrition", "T02", by="document", attributes=["sector"])
    assert rows(found, "document", "code", "cases", "sector") == [
        ("T02", "attrition", ["I3"], ["municipal"])
    ]
    with pytest.raises(QdaError, match="there are: T01, T02"):
        p.passages("attrition", "T03", by="document")


def test_frames_without_a_row_keep_their_types(project: Project) -> None:
    furnished(project)
    apply(project, T01, MEETING, "attrition")
    found = qda.open(project.folder).passages("open_meeting")
    assert (len(found), found["start"].dtype) == (0, pl.Int64())


def test_what_is_not_there_is_said_in_a_sentence(coded: Path, tmp_path: Path) -> None:
    with pytest.raises(QdaError, match="no project here"):
        qda.open(tmp_path / "nowhere")
    with pytest.raises(QdaError, match="no option “colour”"):
        qda.open(coded).matrix(colour="red")
    with pytest.raises(QdaError, match="no coder “cy”"):
        qda.open(coded, coders=["cy"]).codings()


def test_nothing_is_written_to_the_project(coded: Path) -> None:
    before = (coded / "qda.sqlite").read_bytes()
    p = qda.open(coded)
    for frame in (p.codings, p.segments, p.documents, p.cases, p.codes, p.matrix):
        assert len(frame()) > 0
    assert (coded / "qda.sqlite").read_bytes() == before


def test_polars_is_imported_with_the_first_frame(coded: Path) -> None:
    script = (
        "import json, sys, qda\n"
        f"p = qda.open({str(coded)!r})\n"
        "before = 'polars' in sys.modules\n"
        "p.cases()\n"
        "print(json.dumps([before, 'polars' in sys.modules]))\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout) == [False, True]
