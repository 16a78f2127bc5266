"""The tree of codes and what can be asked of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qda.codebook.condition import parse_condition
from qda.codebook.letters import assign_letters
from qda.codebook.tree import Code, Codebook, Words

BOOK = Codebook(
    (
        Code(id="sailing", base=(parse_condition("role=crew"),), label=Words.of("Seiling")),
        Code(id="knots", parent="sailing", position=1),
        Code(id="weather", parent="sailing", position=0, base=(parse_condition("role=mate"),)),
        Code(id="fog", parent="weather"),
        Code(id="harbour", position=1),
    )
)


def ids(codes: tuple[Code, ...]) -> list[str]:
    return [code.id for code in codes]


def test_codes_are_put_in_preorder() -> None:
    assert ids(BOOK.codes) == ["sailing", "weather", "fog", "knots", "harbour"]


def test_codes_know_their_relatives() -> None:
    assert ids(BOOK.children()) == ["sailing", "harbour"]
    assert ids(BOOK.children("sailing")) == ["weather", "knots"]
    assert ids(BOOK.ancestors("fog")) == ["weather", "sailing"]
    assert ids(BOOK.descendants("sailing")) == ["weather", "fog", "knots"]
    assert BOOK.parent("sailing") is None
    assert BOOK.depth("fog") == 2


def test_a_code_inherits_its_base_unless_it_has_its_own() -> None:
    assert str(BOOK.effective_base("knots")[0]) == "role=crew"
    assert str(BOOK.effective_base("fog")[0]) == "role=mate"
    assert BOOK.effective_base("harbour") == ()


@pytest.mark.parametrize(
    "codes",
    [
        (Code(id="a"), Code(id="a")),
        (Code(id="a", parent="gone"),),
        (Code(id="a", parent="b"), Code(id="b", parent="a")),
    ],
)
def test_codes_that_make_no_tree_are_refused(codes: tuple[Code, ...]) -> None:
    with pytest.raises(ValueError, match="tree"):
        Codebook(codes)


def test_the_hash_leaves_out_former_ids_and_sees_all_else() -> None:
    def changed(**fields: object) -> str:
        return Codebook((replace(Code(id="a"), **fields), Code(id="b", position=1))).hash  # type: ignore[arg-type]

    plain = changed()
    assert changed(was=("old",)) == plain
    others = [
        changed(label=Words.of("A")),
        changed(definition=Words.of("A")),
        changed(include=Words.of("A")),
        changed(exclude=Words.of("A")),
        changed(examples=("A",)),
        changed(base=(parse_condition("x=y"),)),
        changed(colour="#000000"),
        changed(pin=0),
        changed(pin=1),
        changed(retired=True),
        changed(position=2),
    ]
    assert len({plain, *others}) == len(others) + 1


def test_words_fall_back_to_the_nearest_language() -> None:
    words = Words.of({"nb": "båt", "en": "boat", "de": "Boot"})
    assert [words.in_(language) for language in ("en", "nn", "fr")] == ["boat", "båt", "boat"]
    assert Words.of("boat").in_("nb") == "boat"
    assert Words.of({"de": "Boot"}).in_("nb") == "Boot"
    assert Words().in_("nb") == ""


def test_a_line_is_added_to_the_text_that_is_shown() -> None:
    both = Words.of({"en": "boat", "nb": "båt"}).with_line("og skip", "nb")
    assert both == Words.of({"en": "boat", "nb": "båt\nog skip"})
    assert Words.of("boat").with_line("ship", "nb") == Words.of("boat\nship")
    assert Words().with_line("skip", "nb") == Words.of({"nb": "skip"})


def test_a_code_is_called_by_its_label_or_else_by_its_id() -> None:
    assert BOOK["sailing"].name("nb") == "Seiling"
    assert BOOK["fog"].name("nb") == "fog"


def test_letters_are_taken_from_ids_or_labels() -> None:
    assert [BOOK.letters(code.id) for code in BOOK] == ["S", "W", "F", "K", "H"]
    assert BOOK.letters("sailing", "nb") == "S"


def test_letters_of_names_that_begin_alike_differ() -> None:
    names = ["recruitment", "role tension", "readiness", "recruitment_basis", "referring"]
    letters = assign_letters({name: name for name in names})
    assert list(letters.values()) == ["R", "Rt", "Re", "Rb", "Rf"]


def test_letters_stay_unique_in_a_large_codebook() -> None:
    names = {str(n): f"code {n}" for n in range(30)}
    assert len(set(assign_letters(names).values())) == 30


def test_a_code_keeps_its_letters_whatever_comes_is_put_elsewhere_or_is_retired() -> None:
    sea, sand = Code(id="sea", came=(1, 1)), Code(id="sand", position=1, came=(1, 2))
    assert [Codebook((sea, sand)).letters(id_) for id_ in ("sea", "sand")] == ["S", "Sa"]
    later = Codebook(
        (
            Code(id="sail", came=(2, 3)),
            replace(sand, position=1),
            replace(sea, position=2, retired=True),
            Code(id="salt", parent="sea", came=(3, 4)),
        )
    )
    assert [later.letters(id_) for id_ in ("sea", "sand", "sail", "salt")] == [
        "S",
        "Sa",
        "Si",
        "Sl",
    ]


def test_codes_choose_their_letters_before_sub_codes() -> None:
    book = Codebook((Code(id="sea"), Code(id="gale", parent="sea"), Code(id="gulf", position=1)))
    assert [book.letters(code.id) for code in book] == ["S", "Ga", "G"]
