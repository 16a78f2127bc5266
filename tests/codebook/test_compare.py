"""What would change: the differences between a stored codebook and a wanted one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qda.codebook.compare import (
    Added,
    Change,
    Changed,
    FieldChange,
    Moved,
    Renamed,
    Retired,
    Revived,
    apply_changes,
    compare,
)
from qda.codebook.read import parse_codebook
from qda.codebook.tree import Code, Codebook


def book(*lines: str) -> Codebook:
    """A codebook from codes such as `a` and, below it, `a/b, pin: 1`."""
    codes: list[Code] = []
    for position, line in enumerate(lines):
        path, _, fields = line.partition(",")
        *above, id_ = path.split("/")
        (code,) = parse_codebook(f"codes: [{{id: {id_}, {fields}}}]").codebook
        parent = above[-1] if above else None
        codes.append(replace(code, parent=parent, position=position))
    return Codebook(tuple(codes))


@pytest.mark.parametrize(
    ("stored", "wanted", "changes", "said"),
    [
        (
            book("a"),
            book("a", "a/b"),
            (Added(Code(id="b", parent="a"), None),),
            ["new code b under a"],
        ),
        (
            book("a", "b"),
            book("a", "c", "b"),
            (Added(Code(id="c", position=1), "a"),),
            ["new code c"],
        ),
        (
            book("a", "a/b"),
            book("x, was: a", "x/b"),
            (Renamed("a", "x"),),
            ["a is renamed to x"],
        ),
        (
            book("a", "a/b", "c"),
            book("a", "c", "c/b"),
            (Moved("b", "a", "c", None),),
            ["b is moved under c"],
        ),
        (
            book("a", "a/b"),
            book("b", "a"),
            (Moved("b", "a", None, None),),
            ["b is moved to the top"],
        ),
        (
            book("a", "b", "c", "d"),
            book("b", "c", "d", "a"),
            (Moved("a", None, None, "d"),),
            ["a now comes after d"],
        ),
        (
            book("a", "b", "c"),
            book("c", "a", "b"),
            (Moved("c", None, None, None),),
            ["c now comes first"],
        ),
        (
            book("a", "b"),
            book("a"),
            (Retired("b", listed=False),),
            ["b is retired; its codings stay"],
        ),
        (
            book("a"),
            book("a, retired: true"),
            (Retired("a", listed=True),),
            ["a is retired; its codings stay"],
        ),
        (book("a, retired: true"), book("a"), (Revived("a"),), ["a is in use again"]),
        (
            book("a, pin: 1"),
            book("a, pin: 2"),
            (Changed("a", (FieldChange("pin", 1, 2),)),),
            ["a: pin 1 → 2"],
        ),
    ],
)
def test_a_difference_is_found_and_said(
    stored: Codebook, wanted: Codebook, changes: tuple[Change, ...], said: list[str]
) -> None:
    assert compare(stored, wanted) == changes
    assert [change.describe() for change in changes] == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("label: A", "label: B", "label A → B"),
        ("label: A", "label: {nb: A, en: B}", "label A → B / A"),
        ("label: A", "label: {nb: A}", "label changed"),
        ("", "label: A", "label (none) → A"),
        ("", "definition: A", "definition added"),
        ("definition: A", "definition: B", "definition changed"),
        ("definition: A", "", "definition taken away"),
        ("base: role=x", "base: [role=x, sector=y]", "base role=x → role=x and sector=y"),
        ('colour: "#000000"', "", "colour #000000 → (none)"),
        ("pin: 0", "examples: [A]", "examples added; pin 0 → (none)"),
    ],
)
def test_a_change_of_contents_is_said_in_one_line(old: str, new: str, said: str) -> None:
    (change,) = compare(book(f"a, {old}"), book(f"a, {new}"))
    assert change.describe() == f"a: {said}"


def test_a_rename_that_has_been_applied_is_no_change() -> None:
    assert compare(book("x"), book("x, was: a")) == ()


def test_a_rename_can_be_taken_back() -> None:
    assert compare(book("x, was: a"), book("a, was: x")) == (Renamed("x", "a"),)


def test_a_code_in_use_is_the_former_one_rather_than_one_that_is_retired() -> None:
    changes = compare(book("a, retired: true", "b"), book("x, was: [a, b]"))
    assert changes == (Renamed("b", "x"),)


def test_only_one_code_can_have_been_the_former_one() -> None:
    wanted = Codebook((Code(id="x", was=("a",), position=0), Code(id="y", was=("a",), position=1)))
    changes = compare(book("a"), wanted)
    assert changes == (Renamed("a", "x"), Added(wanted["y"], "x"))


def test_a_retired_code_that_is_no_longer_in_the_file_is_no_change() -> None:
    assert compare(book("a", "b, retired: true"), book("a")) == ()


def test_a_code_that_the_file_no_longer_lists_gives_up_its_pin() -> None:
    after = apply_changes(book("a, pin: 1"), compare(book("a, pin: 1"), book("b, pin: 1")))
    assert (after["a"].pin, after["b"].pin) == (None, 1)


def test_a_renamed_code_remembers_its_former_id() -> None:
    wanted = book("x, was: a", "x/b")
    after = apply_changes(book("a", "a/b"), compare(book("a", "a/b"), wanted))
    assert after == wanted


def test_parent_and_child_can_change_places() -> None:
    stored, wanted = book("a", "a/b"), book("b", "b/a")
    assert apply_changes(stored, compare(stored, wanted)) == wanted
