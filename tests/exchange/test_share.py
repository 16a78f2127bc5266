"""A package for a second coder: all that is needed to code, and nothing of what was decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from qda.codebook.apply import plan
from qda.codebook.stored import read_stored
from qda.coding.beside import ChooseQuotation, PutMark
from qda.coding.changes import Act, ApplyCode, MarkReviewed, RemoveCodings, WriteMemo
from qda.coding.desk import Desk
from qda.coding.rounds import close_round, list_rounds
from qda.coding.rows import TABLES
from qda.errors import QdaError
from qda.exchange.draw import Draw
from qda.exchange.share import Wish, share, unpack
from qda.project.check import check_project
from qda.project.documents import list_documents, read_document
from qda.project.models import Coder, Event, Run
from qda.project.store import Project

RELIABILITY = Wish("reliability", 2, by=("position",))


def code_and_write(project: Project) -> list[str]:
    """Ada codes, thinks better of some of it, and writes; the ids of all that she made."""
    desk = Desk(project, "ada-lovelace")
    first, second = ApplyCode(1, 25, 54, "recruitment"), ApplyCode(1, 55, 69, "attrition")
    memo = WriteMemo("coding", first.coding, "unmistakable words", document=1)
    gone = WriteMemo("span", "", "words thought better of", document=1, start=25, end=54)
    desk.perform(Act((first, second, MarkReviewed(1, (1, 2, 3)))))
    desk.perform(Act((memo, gone)))
    desk.perform(Act((PutMark("flag", 1, 25, 54), ChooseQuotation(1, 25, 54, "findings"))))
    desk.perform(Act((RemoveCodings((second.coding,)),)))
    desk.perform(Act((WriteMemo("span", "", "", memo=gone.memo),)))
    return [first.coding, second.coding, memo.memo, gone.memo]


def test_nothing_that_the_first_coder_made_is_in_the_bytes(mine: Project, tmp_path: Path) -> None:
    ids = code_and_write(mine)
    file = tmp_path / "r.qda"
    share(mine, file, Wish("r", 1, documents=("T01",)), coder="ada-lovelace")
    data = file.read_bytes()
    for secret in ("ada-lovelace", "unmistakable words", "words thought better of", *ids):
        assert secret.encode() in mine.database.read_bytes()
        assert secret.encode() not in data
    assert "Vi begynte med et åpent møte".encode() in data


def test_its_tables_of_what_coders_make_are_empty(mine: Project, tmp_path: Path) -> None:
    code_and_write(mine)
    share(mine, tmp_path / "r.qda", RELIABILITY, coder="ada")
    unpack(tmp_path / "r.qda", tmp_path / "bo")
    with Project.open(tmp_path / "bo") as package, package.read() as session:
        for table in (*TABLES.values(), Run.__table__, Coder.__table__):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        kinds = set(session.scalars(select(Event.kind)))
        assert kinds <= {"document", "case", "attribute"}


def test_texts_and_segments_are_those_of_the_first_coder(mine: Project, tmp_path: Path) -> None:
    share(mine, tmp_path / "r.qda", RELIABILITY, coder="ada")
    unpack(tmp_path / "r.qda", tmp_path / "bo")
    with Project.open(tmp_path / "bo") as package:
        assert all(not one.problems for one in check_project(package))
        with package.read() as there, mine.read() as here:
            own = {document.key: document.id for document in list_documents(here)}
            for document in list_documents(there):
                text = read_document(there, document.id)
                assert text.text == read_document(here, own[document.key]).text
                assert text.segments == read_document(here, own[document.key]).segments
                assert text.turns == read_document(here, own[document.key]).turns


def test_examples_that_stand_in_the_documents_are_left_out(mine: Project, tmp_path: Path) -> None:
    done = share(mine, tmp_path / "r.qda", Wish("r", 1, documents=("T01",)), coder="ada")
    unpack(tmp_path / "r.qda", tmp_path / "bo")
    with Project.open(tmp_path / "bo") as package:
        with package.read() as session:
            book = read_stored(session)
        assert plan(package).changes == ()  # codebook.yaml is as the package has it
    assert (book["recruitment"].examples, done.examples) == (("Dette har ingen sagt.",), 2)
    assert book["open_meeting"].examples == ()


def test_the_draw_is_kept_with_the_round_and_drawn_again_alike(
    mine: Project, theirs: Project, tmp_path: Path
) -> None:
    done = share(mine, tmp_path / "a.qda", RELIABILITY, coder="ada")
    again = share(theirs, tmp_path / "b.qda", RELIABILITY, coder="bo")
    assert done.draw == again.draw
    assert done.draw is not None
    assert [one.values for one in done.draw.strata] == [("employee",), ("volunteer",)]
    with mine.read() as session:
        (found,) = list_rounds(session)
    assert Draw.of_json(found.draw) == done.draw


def test_who_is_in_an_earlier_round_is_not_drawn_again(mine: Project, tmp_path: Path) -> None:
    share(mine, tmp_path / "p.qda", Wish("pilot", 1, documents=("T01",)), coder="ada")
    done = share(mine, tmp_path / "r.qda", Wish("reliability", 9), coder="ada")
    assert done.draw is not None
    assert (done.draw.drawn, done.draw.left_out) == (("I02", "I03"), ("I01",))
    assert done.documents == ("T02",)


def test_a_closed_round_is_shared_as_if_it_were_open(mine: Project, tmp_path: Path) -> None:
    code_and_write(mine)
    share(mine, tmp_path / "one.qda", RELIABILITY, coder="ada")
    close_round(mine, "reliability", coder="ada")
    share(mine, tmp_path / "two.qda", RELIABILITY, coder="ada")
    unpack(tmp_path / "two.qda", tmp_path / "bo")
    with Project.open(tmp_path / "bo") as package, package.read() as session:
        assert [one.closed_at for one in list_rounds(session)] == [None]


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish("r", 2, by=("age",)), "no attribute “age”"),
        (Wish("r", 2, documents=("T9",)), "no document “T9”"),
        (Wish("consensus", 2), "choose another name"),
    ],
)
def test_what_cannot_be_shared_is_one_sentence_and_writes_nothing(
    mine: Project, tmp_path: Path, wish: Wish, words: str
) -> None:
    with pytest.raises(QdaError, match=words):
        share(mine, tmp_path / "r.qda", wish, coder="ada")
    assert not (tmp_path / "r.qda").exists()
    with mine.read() as session:
        assert list_rounds(session) == []
