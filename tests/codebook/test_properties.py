"""What must hold of every codebook: writing, reading and comparing agree with each other."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from qda.codebook.compare import apply_changes, compare
from qda.codebook.condition import Condition
from qda.codebook.read import parse_codebook
from qda.codebook.tree import Code, Codebook, Words, clean
from qda.codebook.write import new_file, rewrite

IDS = ("a", "b", "c", "d", "e", "f", "no", "1", "æøå", "long_name_of_a_code")
AWKWARD = (
    "NO",
    "1.10",
    "~",
    "a: b",
    "# a",
    "a # b",
    "- a",
    "'",
    '"',
    "[a",
    "a\n\n  b\nc",
    "a\n   \nb",
    "a\u2028b",
    "a\x85b",
    "a\x1bb",
    "\ufeffa",
    "many words " * 20,
    "two  spaces " * 20,
    "x" * 100,
    "a, b",
    "{a}",
)

texts = st.one_of(
    st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
).map(clean)
words = st.one_of(
    st.builds(Words.of, texts),
    st.builds(Words.of, st.dictionaries(st.sampled_from(["nb", "en", "nn-NO"]), texts)),
)
conditions = st.builds(
    Condition,
    st.sampled_from(["role", "own experience", "sector"]),
    st.lists(texts.filter(bool), min_size=1, max_size=2, unique=True).map(tuple),
    st.booleans(),
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "label": words,
        "definition": words,
        "include": words,
        "exclude": words,
        "examples": st.lists(texts.filter(bool), max_size=3).map(tuple),
        "base": st.lists(conditions, max_size=2, unique=True).map(tuple),
        "colour": st.sampled_from(["#5C90FF", "#000000"]),
        "retired": st.booleans(),
    },
)


@st.composite
def codebooks(draw: st.DrawFn, among: tuple[str, ...] = IDS, all_of_them: bool = False) -> Codebook:
    ids = list(draw(st.permutations(among)))
    if not all_of_them:
        ids = ids[: draw(st.integers(0, len(ids)))]
    former = iter(draw(st.permutations([id_ for id_ in IDS if id_ not in ids])))
    codes = []
    for n, id_ in enumerate(ids):
        contents: dict[str, Any] = dict(draw(fields))
        contents["parent"] = draw(st.sampled_from([None, *ids[:n]]))
        contents["pin"] = draw(st.sampled_from([None, n]))
        contents["was"] = tuple(old for old in [next(former, "")] if old and draw(st.booleans()))
        codes.append(Code(id=id_, position=n, **contents))
    return Codebook(tuple(codes))


def as_data(book: Codebook, parent: str | None = None) -> list[dict[str, Any]]:
    """The codes under a parent as another program would hold them."""
    codes = []
    for code in book.children(parent):
        data: dict[str, Any] = {"id": code.id, "was": list(code.was), "retired": str(code.retired)}
        for key in ("label", "definition", "include", "exclude"):
            data[key] = {lang: text for lang, text in getattr(code, key).texts if lang}
            data[key] = data[key] or getattr(code, key).in_("")
        data["examples"] = list(code.examples)
        data["base"] = [str(condition) for condition in code.base]
        data |= {"colour": code.colour} if code.colour else {}
        data |= {"pin": code.pin} if code.pin is not None else {}
        codes.append(data | {"children": as_data(book, code.id)})
    return codes


def by_another_hand(book: Codebook, style: str) -> str:
    """The file as somebody else could have written it: braces, other indentation."""
    data = {"codes": as_data(book)}
    if style == "json":
        return json.dumps(data, indent=2)
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = None if style == "leaves in braces" else False
    yaml.indent(mapping=4, sequence=4, offset=2) if style == "wide" else None
    written = io.StringIO()
    yaml.dump(data, written)
    return written.getvalue()


@st.composite
def files(draw: st.DrawFn, book: Codebook) -> str:
    """A file of a codebook with comments and blank lines, each comment its own number."""
    text = new_file(book)
    style = draw(st.sampled_from(["own", "own", "json", "leaves in braces", "no indent", "wide"]))
    if style != "own":
        theirs = by_another_hand(book, style)
        text = theirs if parse_codebook(theirs).codebook == book else text
    for number in range(draw(st.integers(0, 6))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        if draw(st.booleans()):
            lines.insert(at, " " * draw(st.integers(0, 8)) + f"# comment {number};")
        else:
            lines[at] += f"  # comment {number};"
        if draw(st.booleans()):
            lines.insert(at, "")
        commented = "\n".join(lines)
        parsed = parse_codebook(commented)
        if parsed.codebook == book and not parsed.mistakes:
            text = commented
    return text


def comments(text: str) -> list[str]:
    return sorted(re.findall("# comment [0-9]+;", text))


def without_former_ids(book: Codebook) -> Codebook:
    return Codebook(tuple(replace(code, was=()) for code in book))


settings.register_profile("codebook", deadline=None, max_examples=60)
unhurried = settings.get_profile("codebook")
"""No example is judged by its time, and there are few enough to keep the tests quick."""


@unhurried
@given(codebooks())
def test_a_codebook_that_is_written_reads_back_the_same(book: Codebook) -> None:
    parsed = parse_codebook(new_file(book))
    assert parsed.mistakes == ()
    assert parsed.codebook == book


@unhurried
@given(st.data(), codebooks(), codebooks())
def test_a_rewritten_file_reads_back_as_what_it_was_to_be(
    data: st.DataObject, old: Codebook, new: Codebook
) -> None:
    written = rewrite(data.draw(files(old)), new)
    assert parse_codebook(written).codebook == new
    assert parse_codebook(rewrite(written, old)).codebook == old


@unhurried
@given(st.data(), codebooks())
def test_a_rewritten_file_keeps_every_comment_where_no_code_goes(
    data: st.DataObject, old: Codebook
) -> None:
    ids = tuple(dict.fromkeys((*(code.id for code in old), *data.draw(st.permutations(IDS))[:2])))
    new = data.draw(codebooks(ids, all_of_them=True))
    text = data.draw(files(old))
    assert comments(rewrite(text, new)) == comments(text)


@unhurried
@given(codebooks(), codebooks())
def test_applying_the_differences_gives_the_other_codebook(
    stored: Codebook, wanted: Codebook
) -> None:
    after = apply_changes(stored, compare(stored, wanted))
    assert all(after[code.id].retired for code in after if code.id not in wanted)
    assert compare(after, wanted) == ()
    listed = Codebook(tuple(code for code in after if code.id in wanted))
    assert without_former_ids(listed) == without_former_ids(wanted)
    assert listed.hash == wanted.hash


@unhurried
@given(codebooks())
def test_a_codebook_does_not_differ_from_itself(book: Codebook) -> None:
    assert compare(book, book) == ()


@unhurried
@given(codebooks(), codebooks())
def test_no_code_is_lost_by_applying(stored: Codebook, wanted: Codebook) -> None:
    after = apply_changes(stored, compare(stored, wanted))
    ever = {id_ for code in after for id_ in (code.id, *code.was)}
    assert {code.id for code in stored} <= ever
