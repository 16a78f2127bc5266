"""Passages heard, chosen, trimmed and written line by line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.plain.sitting import Sitting
from qda.project.quotations import QuotationRow, read_quotations

Say = Callable[[str], list[str]]


@pytest.fixture
def bench(sitting: Sitting, say: Say) -> Say:
    """Two passages by ada on two informants of two sectors, and one by bo."""
    for line in (
        "new-case Eva",
        "new-case Nils",
        "tie Eva : T01@Eva",
        "tie Nils : T02@Nils",
        "new-attribute sector",
        "set Eva : sector = hospital",
        "set Nils : sector = school",
        "code open_meeting 2-4",
        "flag",
        "open T02",
        "code attrition 2-3",
        "open T01",
        "1",
    ):
        say(line)
    place = sitting.stretch(7, 7)
    put = ApplyCode(sitting.document.id, place.start, place.end, "attrition")
    Desk(sitting.project, "bo").perform(Act((put,)))
    return say


def rows(sitting: Sitting) -> list[QuotationRow]:
    with sitting.project.read(together=True) as session:
        return read_quotations(session)


def test_passages_are_listed_by_code_case_value_and_coder(bench: Say) -> None:
    assert [line.split(":")[0] for line in bench("passages")] == [
        "2 passages, coded by ada",
        "passage 1",
        "passage 2",
    ]
    assert bench("passages code=rec")[1].startswith("passage 1: T01, 2–4, Eva, Rekruttering: Vi")
    assert bench("passages case=Nils")[1].startswith("passage 1: T02, 2–3")
    assert bench("passages sector=school")[0] == "1 passage, sector=school, coded by ada"
    assert bench("passages code=attr, coder=all")[0] == "2 passages, attrition, coded by ada, bo"
    assert bench("passages coder=bo")[1].startswith("passage 1: T01, 7")
    assert bench("passages quotable")[0].startswith("0 passages, quotable")
    assert bench("passages all")[0] == "2 passages, coded by ada"
    assert bench("passages 2")[0].startswith("passage 2: T02")


def test_a_passage_is_heard_with_the_question_before_it_and_found_in_the_text(
    sitting: Sitting, bench: Say
) -> None:
    bench("passages code=attr")
    assert bench("passage") == [
        "passage 1 of 1: T02, 2–3, Nils",
        "question: Hvem bestemte?",
        "Nils: Det gjorde vi sammen. Nesten alltid.",
        "codes: Frafall, by ada",
        "Nils: no quotation yet",
    ]
    assert bench("there")[0] == "2 of 4, T02, coder ada."
    with pytest.raises(QdaError, match="passages 1-1"):
        bench("passage")


def test_a_quotation_is_chosen_trimmed_translated_and_exported(
    sitting: Sitting, bench: Say
) -> None:
    with pytest.raises(QdaError, match="passage N"):
        bench("choose Veien inn")
    bench("passages code=rec")
    bench("passage 1")
    with pytest.raises(QdaError, match="which section"):
        bench("cut kaffe")
    assert bench("choose Veien inn") == ["chosen for Veien inn, a new section"]
    with pytest.raises(QdaError, match="already"):
        bench("choose veien inn")
    assert "(...)" in " ".join(bench("cut “Det kom fjorten.”"))
    said = bench("mask kaffe as drikke")
    assert said == [
        "“Vi begynte med et åpent møte. (...) Jeg kokte [drikke] til tretti 😀.”",
        "(T01, 2–4, Eva)",
    ]
    bench("translate We began with an open meeting.")
    assert bench("translate") == ["translation: We began with an open meeting."]
    assert bench("chosen")[1].startswith("quotation 1: T01, 2–4, Eva, translated:")
    assert bench("quotation")[:2] == ["quotation 1: chosen for Veien inn, 1 of 1", said[0]]
    assert bench("informants") == ["Eva: 1 quotation (Veien inn 1)", "no quotation yet: Nils"]
    text = sitting.document.text
    assert bench("export as md with names") == [
        "exports/quotations-with-names.md was written, with names."
    ]
    written = (sitting.project.folder / "exports" / "quotations-with-names.md").read_text(
        encoding="utf-8"
    )
    assert r"\[drikke\]" in written
    assert "We began" in written
    assert "Det kom fjorten" not in written
    assert bench("restore")[0] == "“Vi begynte med et åpent møte. Det kom fjorten. " + (
        "Jeg kokte kaffe til tretti 😀.”"
    )
    assert bench("only “åpent møte. Det kom fjorten.”")[0].startswith("“åpent møte.")
    for _ in range(6):
        bench("undo")
    assert rows(sitting) == []
    assert sitting.document.text == text


def test_trimming_chooses_what_is_not_chosen_yet_in_the_same_act(
    sitting: Sitting, bench: Say
) -> None:
    for line in ("passages", "passage 1", "choose Veien", "passage 2", "mask alltid"):
        bench(line)
    assert [row.section for row in rows(sitting)] == ["Veien", "Veien"]
    assert bench("earlier") == ["Veien, 1 of 2"]
    assert [row.name for row in rows(sitting)] == ["T02", "T01"]
    with pytest.raises(QdaError, match="the first of Veien"):
        bench("earlier")
    assert bench("later") == ["Veien, 2 of 2"]
    assert bench("drop") == ["no longer chosen for Veien"]
    for _ in range(4):
        bench("undo")
    assert [row.section for row in rows(sitting)] == ["Veien"]


def test_a_quotation_is_said_and_copied_with_its_source(sitting: Sitting, bench: Say) -> None:
    assert bench("quote 2") == ["“Vi begynte med et åpent møte.” (T01, segment 2)"]
    with pytest.raises(QdaError, match="no clipboard"):
        bench("copy")
    clipboard: list[str] = []
    sitting.copy = clipboard.append
    for line in ("copy", "passages", "passage 2", "copy", "choose Veien", "mask alltid", "copy"):
        bench(line)
    assert clipboard == [
        "“Vi begynte med et åpent møte.” (T01, segment 2)",
        "“Det gjorde vi sammen. Nesten alltid.”\n(T02, 2–3 · Nils)",
        "“Det gjorde vi sammen. Nesten [...].”\n(T02, 2–3 · Nils)",
    ]


def test_what_cannot_be_says_why(bench: Say) -> None:
    for line in (
        *("passages code", "passages height=3", "passages sector=sea", "passages case=Z"),
        *("passages 9", "passage x", "quotation", "chosen Z", "export", "drop", "cut ord"),
    ):
        with pytest.raises(QdaError):
            bench(line)


def test_a_script_goes_from_a_coding_to_an_exported_quotation(folder: Path) -> None:
    lines = (
        *("go 2", "code recruitment 2-3", "passages code=recruitment", "passage 1"),
        *("choose Veien inn", "cut kom", "quotation 1", "export as csv with names", "there"),
    )
    ran = subprocess.run(
        [sys.executable, "-m", "qda", "code", "T01", "--plain", "--coder", "ada"],
        cwd=folder,
        input="\n".join(lines).encode(),
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert (ran.returncode, ran.stderr.decode()) == (0, "")
    said = ran.stdout.decode().splitlines()
    assert "chosen for Veien inn, a new section" in said
    assert "“Vi begynte med et åpent møte. Det (...) fjorten.”" in said
    assert said[-2].startswith("2: Eva: Vi begynte")
    assert "Det (...) fjorten" in (folder / "exports" / "quotations-with-names.csv").read_text(
        "utf-8-sig"
    )
