"""Changes to a codebook as a coder makes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.codebook.edit import with_changes, with_code, with_new_id, with_place, without_code
from qda.codebook.tree import Code, Codebook
from qda.errors import QdaError

BOOK = Codebook(
    (Code(id="a", pin=1), Code(id="b", parent="a"), Code(id="c", position=1, was=("old",)))
)


def ids(book: Codebook) -> list[str]:
    return [f"{code.parent or ''}/{code.id}" for code in book]


def test_a_new_code_comes_last_or_where_it_is_put() -> None:
    assert ids(with_code(BOOK, Code(id="d"))) == ["/a", "a/b", "/c", "/d"]
    assert ids(with_code(BOOK, Code(id="d"), position=1)) == ["/a", "a/b", "/d", "/c"]
    assert ids(with_code(BOOK, Code(id="d", parent="a"))) == ["/a", "a/b", "a/d", "/c"]


def test_a_renamed_code_keeps_its_place_and_its_sub_codes() -> None:
    book = with_new_id(BOOK, "a", "x")
    assert ids(book) == ["/x", "x/b", "/c"]
    assert book["x"].was == ("a",)


def test_a_rename_that_is_taken_back_leaves_no_loop() -> None:
    assert with_new_id(with_new_id(BOOK, "a", "x"), "x", "a")["a"].was == ("x",)


def test_a_former_id_can_be_used_again_and_is_then_forgotten() -> None:
    book = with_code(BOOK, Code(id="old"))
    assert book["c"].was == ()


def test_a_code_is_moved_with_all_below_it() -> None:
    assert ids(with_place(BOOK, "a", "c")) == ["/c", "c/a", "a/b"]
    assert ids(with_place(BOOK, "b", None, position=0)) == ["/b", "/a", "/c"]
    assert ids(with_place(BOOK, "c", None, position=0)) == ["/c", "/a", "a/b"]


def test_a_code_goes_with_all_below_it() -> None:
    assert ids(without_code(BOOK, "a")) == ["/c"]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda: with_code(BOOK, Code(id="b")), "already"),
        (lambda: with_code(BOOK, Code(id="B c")), "not an id"),
        (lambda: with_code(BOOK, Code(id="d", parent="x")), "no code “x”"),
        (lambda: with_code(BOOK, Code(id="d", pin=1)), "pin 1 belongs to a"),
        (lambda: with_new_id(BOOK, "a", "b"), "already"),
        (lambda: with_new_id(BOOK, "a", ""), "not an id"),
        (lambda: with_place(BOOK, "a", "b"), "under itself"),
        (lambda: with_place(BOOK, "a", "a"), "under itself"),
        (lambda: with_changes(BOOK, "c", pin=1), "pin 1 belongs to a"),
        (lambda: without_code(BOOK, "x"), "no code “x”"),
    ],
)
def test_what_cannot_be_is_refused(edit: Callable[[], Codebook], words: str) -> None:
    with pytest.raises(QdaError, match=words):
        edit()


def test_a_code_can_keep_its_own_pin() -> None:
    assert with_changes(BOOK, "a", pin=1, retired=True)["a"].pin == 1
