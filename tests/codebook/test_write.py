"""The file brought to another state: what need not change stays as it is."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from qda.codebook.edit import with_changes, with_code, with_new_id, with_place, without_code
from qda.codebook.read import parse_codebook, parse_or_refuse, read_codebook
from qda.codebook.starter import STARTER
from qda.codebook.tree import Code, Codebook, Words
from qda.codebook.write import new_file, rewrite, write_codebook
from qda.errors import QdaError

FILE = """\
# Our codebook

codes:
  # All of sailing
  - id: sailing   # since 2020
    label:  'Sailing'  # short
    definition: |
      Moving # by the wind,
      at sea.
    children:
      # Knots are sparse
      - id: knots
        pin: 1
      - {id: weather, label: "Weather"}  # both kinds
        # (more to come)

  # What is on land

  # The harbour
  - id: harbour
    include: "piers"
# The end
"""


def rewritten(edit: Callable[[Codebook], Codebook], text: str = FILE) -> list[str]:
    """The lines that an edit takes from the file (-) and adds to it (+)."""
    book = parse_or_refuse(text).codebook
    new = rewrite(text, edit(book))
    assert parse_codebook(new).codebook == edit(book)
    return [
        line
        for line in difflib.ndiff(text.splitlines(), new.splitlines())
        if not line.startswith((" ", "?"))
    ]


def test_a_file_that_says_it_already_stays_as_it_is() -> None:
    assert rewrite(FILE, parse_or_refuse(FILE).codebook) == FILE


def test_a_changed_field_changes_its_line_and_keeps_its_comment() -> None:
    assert rewritten(lambda b: with_changes(b, "sailing", label=Words.of("At: sea"))) == [
        "-     label:  'Sailing'  # short",
        '+     label: "At: sea"  # short',
    ]


def test_a_label_keeps_the_order_of_its_languages() -> None:
    file = "codes:\n  - id: a\n    label: {nb: Hav, en: Sea}\n"
    book = parse_or_refuse(file).codebook
    new = with_changes(book, "a", label=Words.of({"en": "Ocean", "nb": "Hav", "de": "See"}))
    assert "label: {nb: Hav, en: Ocean, de: See}" in rewrite(file, new)


def test_a_new_field_stands_where_it_usually_does() -> None:
    new = rewrite(
        FILE, with_changes(parse_or_refuse(FILE).codebook, "sailing", examples=("We sailed",))
    )
    assert "      at sea.\n    examples:\n      - We sailed\n    children:\n" in new


def test_a_field_that_goes_leaves_its_comments() -> None:
    assert rewritten(lambda b: with_changes(b, "sailing", label=Words())) == [
        "-     label:  'Sailing'  # short",
        "+     # short",
    ]


def test_a_renamed_code_says_what_it_was() -> None:
    assert rewritten(lambda b: with_new_id(b, "sailing", "at_sea")) == [
        "-   - id: sailing   # since 2020",
        "+   - id: at_sea   # since 2020",
        "+     was: sailing",
    ]


def test_a_new_code_is_written_as_its_siblings_are_indented() -> None:
    code = Code(id="fog", parent="sailing", label=Words.of({"nb": "Tåke", "en": "Fog"}), pin=0)
    assert rewritten(lambda b: with_code(b, code, position=1)) == [
        "+       - id: fog",
        "+         label: {en: Fog, nb: Tåke}",
        "+         pin: 0",
    ]


def test_the_first_sub_code_of_a_code_gets_a_list() -> None:
    assert rewritten(lambda b: with_code(b, Code(id="pier", parent="harbour"))) == [
        "+     children:",
        "+       - id: pier",
    ]


def test_a_code_in_braces_is_opened_when_it_changes() -> None:
    assert rewritten(lambda b: with_changes(b, "weather", pin=2)) == [
        '-       - {id: weather, label: "Weather"}  # both kinds',
        "+       # both kinds",
        "+       - id: weather",
        "+         label: Weather",
        "+         pin: 2",
    ]


def test_a_moved_code_takes_its_comments_along_and_fits_in() -> None:
    moved = rewrite(FILE, with_place(parse_or_refuse(FILE).codebook, "knots", "harbour"))
    assert moved.endswith(
        """\
  # The harbour
  - id: harbour
    include: "piers"
    children:
      # Knots are sparse
      - id: knots
        pin: 1
# The end
"""
    )


def test_a_block_of_text_is_moved_with_its_indentation() -> None:
    book = parse_or_refuse(FILE).codebook
    moved = rewrite(FILE, with_place(book, "sailing", "harbour"))
    assert "          Moving # by the wind,\n          at sea.\n" in moved
    assert parse_codebook(moved).codebook["sailing"].definition == book["sailing"].definition


def test_a_heading_between_codes_stays_when_the_code_below_it_goes() -> None:
    assert rewritten(lambda b: without_code(b, "harbour")) == [
        "- ",
        "-   # The harbour",
        "-   - id: harbour",
        '-     include: "piers"',
    ]


def test_a_code_that_goes_takes_its_sub_codes_along() -> None:
    book = without_code(parse_or_refuse(FILE).codebook, "sailing")
    assert rewrite(FILE, book).startswith("# Our codebook\n\ncodes:\n")
    assert [code.id for code in parse_codebook(rewrite(FILE, book)).codebook] == ["harbour"]


def test_the_list_of_sub_codes_goes_with_the_last_of_them() -> None:
    def edit(book: Codebook) -> Codebook:
        return without_code(without_code(book, "knots"), "weather")

    assert "children" not in rewrite(FILE, edit(parse_or_refuse(FILE).codebook))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("codes:\n", "codes:\n  - id: new\n"),
        ("codes: []\n", "codes:\n  - id: new\n"),
        ("---\ncodes: [] # none\n...\n", "---\n# none\ncodes:\n  - id: new\n...\n"),
        ("codes:\n- id: a", "codes:\n- id: a\n- id: new\n"),
        ("codes: [{id: a}]\n", "codes:\n  - id: a\n  - id: new\n"),
        ("{codes: [{id: a}\n]\n}\n", "codes:\n  - id: a\n  - id: new\n"),
        ("codes:\n    -   id: a\n", "codes:\n    -   id: a\n    - id: new\n"),
        ("codes:\n  - # one\n    id: a\n", "codes:\n  - # one\n    id: a\n  - id: new\n"),
        ("\ufeffcodes:\r\n  - id: a\r\n", "\ufeffcodes:\r\n  - id: a\r\n  - id: new\r\n"),
        ("codes:\n  - id: a\n\n  - id: b\n", "codes:\n  - id: a\n\n  - id: b\n\n  - id: new\n"),
    ],
)
def test_other_ways_to_write_a_file_are_kept(text: str, written: str) -> None:
    book = parse_or_refuse(text).codebook
    assert rewrite(text, with_code(book, Code(id="new"))) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Wind", "label: Wind"),
        ("Wind, and rain", "label: Wind, and rain"),
        ("NO", 'label: "NO"'),
        ("1.10", 'label: "1.10"'),
        ("a: b", 'label: "a: b"'),
        ("say “yes” # now", 'label: "say “yes” # now"'),
        ("a\nb", "label: |-\n      a\n      b"),
        ("\x1b[2J", 'label: "\\u001b[2J"'),
        ("wind " * 20, f"label: >-\n      {'wind ' * 16}wind\n      wind wind wind"),
    ],
)
def test_a_text_is_quoted_where_it_could_be_misread(text: str, written: str) -> None:
    assert new_file(Codebook((Code(id="a", label=Words.of(text)),))) == (
        f"codes:\n  - id: a\n    {written}\n"
    )


def test_a_file_with_mistakes_is_not_rewritten() -> None:
    with pytest.raises(QdaError, match="not a pin"):
        rewrite("codes:\n  - id: a\n    pin: x\n", Codebook())


def test_what_a_file_cannot_say_is_refused() -> None:
    with pytest.raises(QdaError, match="cannot be written"):
        rewrite("codes:\n", Codebook((Code(id="not an id"),)))


def test_a_file_is_written_back(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    path.write_bytes(FILE.encode())
    book = with_changes(read_codebook(path), "knots", pin=7)
    write_codebook(path, book)
    assert read_codebook(path) == book
    assert [file.name for file in tmp_path.iterdir()] == ["codebook.yaml"]


def test_the_starter_has_no_mistakes_and_shows_the_format() -> None:
    parsed = parse_codebook(STARTER)
    assert parsed.mistakes == ()
    assert len(parsed.codebook) == 4
    shown = {key for draft in parsed.drafts for key in draft.node.pairs}
    assert {"label", "definition", "include", "exclude", "examples", "pin", "colour"} <= shown


def test_what_the_starter_shows_as_comments_is_right_too() -> None:
    uncommented = STARTER.replace("    # base:", "    base:").replace("# retired:", "retired:")
    assert parse_codebook(uncommented).mistakes == ()
