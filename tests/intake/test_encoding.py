"""Encodings are found out and said; what is no text is refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.errors import QdaError
from qda.intake.encoding import decode

SPEECH = "I: Så du ørreten – den «store»?\nKari: Nei … jeg så den ikke.\n"
PATH = Path("intervju.txt")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SPEECH.encode(), "UTF-8"),
        (SPEECH.encode("utf-8-sig"), "UTF-8 with BOM"),
        (SPEECH.encode("utf-16"), "UTF-16 LE"),
        (b"\xfe\xff" + SPEECH.encode("utf-16-be"), "UTF-16 BE"),
        (SPEECH.encode("utf-16-le"), "UTF-16 LE without BOM"),
        (SPEECH.encode("utf-16-be"), "UTF-16 BE without BOM"),
        (SPEECH.encode("cp1252"), "Windows-1252"),
        (SPEECH.encode("utf-32"), "UTF-32"),
    ],
)
def test_the_same_speech_is_read_from_each_encoding(data: bytes, encoding: str) -> None:
    decoded = decode(data, PATH)
    assert (decoded.text, decoded.encoding) == (SPEECH, encoding)


def test_what_is_not_plain_utf_8_is_said() -> None:
    assert decode(SPEECH.encode(), PATH).notes == ()
    assert decode(SPEECH.encode("cp1252"), PATH).notes == ("Read as Windows-1252.",)


def test_one_dash_of_windows_makes_the_file_windows_1252() -> None:
    decoded = decode(b"Det var 1998 \x96 eller 1999.", PATH)
    assert (decoded.text, decoded.encoding) == ("Det var 1998 – eller 1999.", "Windows-1252")


def test_a_stray_byte_in_utf_8_does_not_spoil_the_rest() -> None:
    decoded = decode("Æ ø å på øya ".encode() + b"\x96 ja", PATH)
    assert decoded.text == "Æ ø å på øya – ja"
    assert decoded.notes == ("1 byte was no UTF-8 and read as Windows-1252.",)


def test_a_byte_that_windows_1252_lacks_is_replaced_and_said() -> None:
    decoded = decode(b"bl\xe5\x81", PATH)
    assert decoded.text == "blå\ufffd"
    assert decoded.notes[-1] == "1 byte was unknown in it: is it the right one?"


def test_every_kind_of_line_end_becomes_one() -> None:
    assert decode("a\r\nb\rc\u2028d\x0be\x0cf\x85g".encode(), PATH).text == "a\nb\nc\nd\ne\nf\ng"


def test_nul_is_replaced_and_counted_and_other_controls_are_kept() -> None:
    decoded = decode(b"Hei\0 p\xc3\xa5\x1b deg, Kari, du er sein.", PATH)
    assert decoded.text == "Hei\ufffd på\x1b deg, Kari, du er sein."
    assert decoded.notes == ("1 NUL was replaced by U+FFFD.",)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (rb"{\rtf1\ansi Hei}", "RTF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04abc", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
        (b"\xef\xbb\xbf <!DOCTYPE HTML><p>Hei", "web page"),
        (b"<html><p>Hei", "web page"),
        (bytes(range(32)) * 20, "not text"),
    ],
)
def test_another_format_under_a_text_name_is_refused_by_its_name(data: bytes, what: str) -> None:
    with pytest.raises(QdaError, match=what) as caught:
        decode(data, PATH)
    assert caught.value.path == PATH


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf_8_with_bom_is_never_changed(text: str) -> None:
    try:
        decoded = decode(text.encode("utf-8-sig"), PATH)
    except QdaError:
        return
    assert decoded.text == text.replace("\u2028", "\n").replace("\u2029", "\n")
