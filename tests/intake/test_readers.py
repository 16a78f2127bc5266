"""Reading never fails in another way than by a sentence for the user."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.errors import QdaError
from qda.intake import SUFFIXES, read


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(QdaError, match="is empty") as caught:
        read(tmp_path / "a.txt")
    assert caught.value.path == tmp_path / "a.txt"


@pytest.mark.parametrize("text", ["\n \n", "# dato: i dag\n", "[00:00:01]\n", "I:\n\nR:\n"])
def test_a_file_without_speech_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(QdaError, match="holds no text"):
        read(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("a.doc", "save it as .docx"), ("a.PDF", "copy its text"), ("a.mp3", "give one of .txt, .md")],
)
def test_a_suffix_without_a_reader_says_what_to_do(name: str, remedy: str) -> None:
    with pytest.raises(QdaError, match=remedy):
        read(Path(name))


def test_a_file_that_is_missing_or_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()
    for name in ("a.txt", "b.txt"):
        with pytest.raises(QdaError, match="cannot be opened"):
            read(tmp_path / name)


def test_a_suffix_in_capitals_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "A.TXT").write_text("Hei.", encoding="utf-8")
    assert read(tmp_path / "A.TXT").name == "A"


def test_a_file_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qda.intake.readers.MAX_BYTES", 1_000)
    (tmp_path / "a.txt").write_bytes(b"a" * 1_001)
    with pytest.raises(QdaError, match="larger than"):
        read(tmp_path / "a.txt")


@pytest.mark.parametrize(
    "unit", ["a", "(", "a: ", "I:", "[0:00", "<v ", "1 ", "# a", "-\n", "a\n\n"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.vtt"])
def test_monotonous_text_is_read_without_harm(tmp_path: Path, unit: str, name: str) -> None:
    (tmp_path / name).write_text("Hei. " + unit * 30_000, encoding="utf-8")
    try:
        transcript = read(tmp_path / name)
    except QdaError as error:
        assert name == "a.vtt" and "holds no text" in error.message
    else:
        assert transcript.text


PIECES = (
    *(b"WEBVTT\n\n", b"00:01.000 --> 00:02.000\n", b"999:99:99 --> 0:00", b"<v A>", b"</v>"),
    *(b"I: ", b"\n\n", b"&lt;", b"---\n", b"# a: b\n", b"PK\x03\x04", b"\xff\xfe", b"\0", b"Hei."),
)
BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
    st.text(max_size=100).map(lambda text: text.encode("utf-16-le", "replace")),
    st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join),
)


@settings(deadline=None)  # a Word document is read in a process of its own
@given(BYTES, st.sampled_from(SUFFIXES))
def test_any_bytes_give_a_transcript_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    try:
        transcript = read(path)
    except QdaError as error:
        assert error.path == path
    else:
        assert transcript.turns
