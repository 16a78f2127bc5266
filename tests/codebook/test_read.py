"""`codebook.yaml`: what it means, and every mistake named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qda.codebook.nodes import Mistake
from qda.codebook.read import check_codebook, parse_codebook, read_codebook
from qda.codebook.tree import Code, Words
from qda.errors import QdaError

WHOLE = """\
# Sailing
codes:
  - id: sailing
    label: {nb: Seiling, en: Sailing}
    definition: >
      Moving by the wind,
      at sea.
    include: Rowing, when there is no wind.
    exclude: "Swimming: never"
    examples: ["We sailed.", 'The wind fell.']
    base:
      - role=crew,mate
      - age!=child
    colour: "#5c90ff"
    pin: 0
    was: [boating, floating]
    children:
      - id: båt_1
        retired: true
        base: role=mate
  - id: no
    label: NO
    definition: 1.10
    examples: yes
"""


def lines_and_words(text: str) -> list[tuple[int, str]]:
    return [(mistake.line, mistake.message) for mistake in parse_codebook(text).mistakes]


def mistake_in(text: str) -> tuple[int, str]:
    mistakes = lines_and_words(text)
    assert len(mistakes) == 1, mistakes
    return mistakes[0]


def test_a_codebook_is_read_with_all_its_fields() -> None:
    book = parse_codebook(WHOLE).codebook
    sailing = book["sailing"]
    assert sailing.label == Words.of({"nb": "Seiling", "en": "Sailing"})
    assert sailing.definition.in_("nb") == "Moving by the wind, at sea."
    assert sailing.exclude.in_("nb") == "Swimming: never"
    assert sailing.examples == ("We sailed.", "The wind fell.")
    assert [str(condition) for condition in sailing.base] == ["role=crew,mate", "age!=child"]
    assert (sailing.colour, sailing.pin) == ("#5C90FF", 0)
    assert sailing.was == ("boating", "floating")
    assert [code.id for code in book.children("sailing")] == ["båt_1"]
    assert book["båt_1"].retired


def test_every_value_is_a_string() -> None:
    code = parse_codebook(WHOLE).codebook["no"]
    assert code.label.in_("") == "NO"
    assert code.definition.in_("") == "1.10"
    assert code.examples == ("yes",)


def test_comments_quotes_and_former_ids_do_not_change_the_hash() -> None:
    plain = WHOLE.replace("# Sailing\n", "").replace("    was: [boating, floating]\n", "")
    assert parse_codebook(plain).codebook.hash == parse_codebook(WHOLE).codebook.hash


@pytest.mark.parametrize("text", ["codes:\n", "codes: []\n", "# none yet\ncodes:\n"])
def test_a_codebook_may_have_no_codes_yet(text: str) -> None:
    assert lines_and_words(text) == []
    assert len(parse_codebook(text).codebook) == 0


def test_empty_values_are_as_none() -> None:
    parsed = parse_codebook("codes:\n  - id: a\n    label:\n    pin:\n    was: []\n    children:\n")
    assert parsed.codebook.codes == (Code(id="a"),)


def test_line_ends_and_byte_order_mark_of_windows_are_read() -> None:
    text = "\ufeff" + WHOLE.replace("\n", "\r\n")
    assert parse_codebook(text).codebook == parse_codebook(WHOLE).codebook


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("lable: A", "“lable” is not known: did you mean “label”?"),
        ("color: red", "did you mean “colour”?"),
        ("qwrt: A", "there are id, label"),
        ("id: b", "“id” is already on line 2"),
        ("colour: #5C90FF", "put it in quotes"),
        ("colour: blue", "“blue” is not a colour"),
        ("pin: 10", "“10” is not a pin"),
        ("pin: [1]", "pin must be one text"),
        ("base: role", "“role” is not a condition"),
        ("base: [role=a, 'x=']", "A value is empty"),
        ("was: Old", "“Old” is not an id; write old"),
        ("was: a", "is still the id of the code on line 2"),
        ("retired: perhaps", "retired must be true or false"),
        ("label: [A]", "label must be one text, or one for each language"),
        ("label: {nb: [A]}", "label in nb must be one text"),
        ("label: {because: A}", "“because” is not a language"),
        ("examples: [{a: b}]", "examples must be a list of texts"),
        ("children: b", "children must be a list"),
        ("children: {id: b}", "children must be a list"),
        ("children: [b]", "Here must stand a code"),
        ("label: &x A", "An anchor (&)"),
        ("label: !!str A", "A tag (!)"),
        ("label: *x", "An alias (*)"),
        ("label: A: B", "holds a colon and a space needs quotes"),
        ("label: @A", "begins with this character needs quotes"),
        ("label: A\x07", "A control character"),
        ('label: "A', "a quote is opened and not closed"),
        ("\tlabel: A", "A tab indents this line"),
    ],
)
def test_a_mistake_in_a_field_is_named_with_its_line(field: str, words: str) -> None:
    line, message = mistake_in(f"codes:\n  - id: a\n    {field}\n")
    assert line == 3
    assert words in message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "The file is empty"),
        ("# only this\n", 1, "The file is empty"),
        ("hello\n", 1, "must begin with `codes:`"),
        ("- id: a\n", 1, "Put `codes:` on a line above"),
        ("codes: here\n", 1, "codes must be a list"),
        ("codes:\n  - id: a\ntitle: A\n", 3, "“title” is not known at the top"),
        ("codes:\n  - id: a\n   label: A\n", 3, "not indented like what stands above it"),
        ("codes:\n  - id: a\n    label\n    pin: 1\n", 4, "a key needs a colon"),
        ("codes:\n  - id: a\n---\ncodes:\n", 3, "A second document"),
        ("codes:\n  - label: A\n", 2, "This code has no id"),
        ("codes:\n  - id:\n", 2, "This code has no id"),
        ("codes:\n  - id: Wind Force\n", 2, "is not an id; write wind_force"),
        ("codes:\n  - id: 1.10\n", 2, "“1.10” is not an id; write 1_10"),
        ("codes:\n  - id: ÅÆØ\n", 2, "write åæø"),
        ("codes:\n  - id: '!'\n", 2, "“!” is not an id (a-z"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(text: str, line: int, words: str) -> None:
    found, message = mistake_in(text)
    assert found == line
    assert words in message


def test_an_id_used_twice_is_named_with_both_lines() -> None:
    text = "codes:\n  - id: a\n    children:\n      - id: b\n  - id: b\n"
    assert mistake_in(text) == (5, "The id “b” is used twice, here and on line 4; change one.")


def test_a_pin_used_twice_is_named_with_both_lines() -> None:
    text = "codes:\n  - id: a\n    pin: 1\n  - id: b\n    pin: 1\n"
    assert mistake_in(text) == (5, "The pin 1 is already taken on line 3; change one.")


def test_a_former_id_belongs_to_one_code_only() -> None:
    line, message = mistake_in("codes:\n  - id: a\n    was: x\n  - id: b\n    was: x\n")
    assert line == 5
    assert "already on line 3" in message


def test_every_mistake_is_named_not_only_the_first() -> None:
    text = (
        "codes:\n  - id: A B\n    pin: x\n    children:\n      - lable: c\n  - id: d\n    base: e\n"
    )
    assert [line for line, _ in lines_and_words(text)] == [2, 3, 5, 5, 7]


@pytest.mark.parametrize("nest", ["- ", "[", "{a: ", "? "])
def test_deep_nesting_is_refused_and_does_not_crash(nest: str) -> None:
    _, message = mistake_in("codes:\n  " + nest * 20_000)
    assert "levels deep" in message


@pytest.mark.parametrize("key", ["? label\n    : A", "[label]: A"])
def test_a_key_must_be_one_word(key: str) -> None:
    text = f"codes:\n  - id: a\n    {key}\n"
    assert (3, "A key must be one word; write `key: value`.") in lines_and_words(text)


def test_codes_may_lie_thirty_levels_deep() -> None:
    text = "codes:\n"
    for depth in range(30):
        text += f"{'    ' * depth}  - id: c{depth}\n{'    ' * depth}    children:\n"
    book = parse_codebook(text).codebook
    assert book.depth("c29") == 29


def test_reading_a_file_with_mistakes_names_the_first_and_counts_the_others(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    path.write_text("codes:\n  - id: a\n    pin: x\n    retired: x\n", encoding="utf-8")
    with pytest.raises(QdaError) as error:
        read_codebook(path)
    assert str(error.value) == (
        f"{path}:3: “x” is not a pin; take a digit, 0 to 9. And 1 more mistake."
    )


def test_a_file_that_is_not_utf8_is_named_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    path.write_bytes("codes:\n  - id: a\n    label: Å\n".encode("latin-1"))
    message = "This line is not UTF-8; save the file in that encoding."
    assert check_codebook(path) == [Mistake(3, message)]


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(QdaError, match="qda init"):
        check_codebook(tmp_path / "codebook.yaml")


def test_a_mistake_shows_control_characters_and_does_not_send_them() -> None:
    _, message = mistake_in('codes:\n  - id: a\n    "\\e[2J": x\n')
    assert "\x1b" not in message


def test_an_emoji_written_in_two_halves_is_one() -> None:
    text = 'codes:\n  - {"id": "a", "label": "\\ud83d\\ude00"}\n'
    assert parse_codebook(text).codebook["a"].label.in_("") == "😀"
