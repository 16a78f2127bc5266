"""From bytes to characters: which encoding a text file is in, found out and said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.errors import QdaError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 50_000_000
"""Larger files are refused: a whole day of speech is about one million characters."""

# What a file is that calls itself text and is none, by its first bytes, and what helps.
_OTHER_FORMATS = (
    (b"{\\rtf", "is RTF", "open it in a word processor and save it as .docx"),
    (b"%PDF", "is a PDF", "copy its text into a .txt or .docx file"),
    (b"\xd0\xcf\x11\xe0", "is an old Word file", "open it in Word and save it as .docx"),
    (
        b"PK\x03\x04",
        "is a zip archive (a .docx or .odt with another name?)",
        "give it its own name",
    ),
    (b"<!doctype html", "is a web page (HTML)", "open it in a browser and save it as text"),
    (b"<html", "is a web page (HTML)", "open it in a browser and save it as text"),
    (b"<?xml", "is XML", "export the transcript as .txt or .docx"),
)
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNFIT = re.compile("[\x00\ud800-\udfff]")
"""What no store takes. Other controls are kept as they are and shown as signs."""
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's characters: line ends are LF, tabs and controls are kept, NUL is replaced.

    Attributes:
        text: The characters.
        encoding: The encoding's name as a user knows it.
        notes: Sentences on what was guessed and what was replaced.
    """

    text: str
    encoding: str
    notes: tuple[str, ...]


def decode(data: bytes, path: Path) -> Decoded:
    """Find out the encoding (UTF-8, UTF-16 with or without BOM, Windows-1252) and apply it.

    Raises:
        QdaError: The bytes are no text; the sentence says what to do.
    """
    refuse_other_formats(data, path)
    text, encoding, notes = _characters(data, path)
    replaced = len(_UNFIT.findall(_BREAKS.sub("\n", text)))
    if encoding != "UTF-8":
        notes.insert(0, f"Read as {encoding}.")
    if replaced:
        notes.append(f"{counted(replaced, 'NUL')} replaced by U+FFFD.")
    return Decoded(clean(text), encoding, tuple(notes))


def clean(text: str) -> str:
    """LF for every line end, form feeds included; U+FFFD for NUL and lone surrogates."""
    return _UNFIT.sub("\ufffd", _BREAKS.sub("\n", text))


def counted(count: int, noun: str, verb: str = "was were") -> str:
    """A count, its noun and a verb that agrees: '1 line was', '2 lines were'."""
    one, many = verb.split()
    return f"{count} {noun}{'' if count == 1 else 's'} {one if count == 1 else many}"


def refuse_other_formats(data: bytes, path: Path) -> None:
    """Raise a QdaError if the bytes are of a known format that is not plain text."""
    head = data[:1024].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for magic, what, remedy in _OTHER_FORMATS:
        if head.startswith(magic.lower()):
            raise QdaError(f"This file {what}, not plain text; {remedy}.", path=path)


def _characters(data: bytes, path: Path) -> tuple[str, str, list[str]]:
    for bom, of_bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(of_bom, "replace"), name, []
    if codec := _utf16_without_bom(data):
        return data.decode(codec, "replace"), f"UTF-16 {codec[-2:].upper()} without BOM", []
    if len(_BINARY.findall(data)) > 0.1 * len(data) + 2:
        raise QdaError("This file is not text; give a .txt, .docx, .vtt or .srt file.", path=path)
    try:
        return data.decode("utf-8"), "UTF-8", []
    except UnicodeDecodeError:
        return _eight_bit(data)


def _utf16_without_bom(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero byte in most pairs, always on the same side."""
    sample = data[:20_000]
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4:
        return None
    pairs = len(sample) // 2
    first, second = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if second > 0.6 and first < 0.1:
        return "utf-16-le"
    return "utf-16-be" if first > 0.6 and second < 0.1 else None


def _eight_bit(data: bytes) -> tuple[str, str, list[str]]:
    """Windows-1252, unless most of what is not ASCII is UTF-8 with a few foreign bytes."""
    strays = data.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= char <= "\udcff" for char in strays)
    good = sum(char > "\x7f" for char in strays) - bad
    if good > 4 * bad:
        text = data.decode("utf-8", _STRAY)
        return text, "UTF-8", [f"{counted(bad, 'byte')} no UTF-8 and read as Windows-1252."]
    unknown = sum(data.count(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
    notes = [f"{counted(unknown, 'byte')} unknown in it: is it the right one?"] if unknown else []
    return data.decode("cp1252", "replace"), "Windows-1252", notes


def _read_stray(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "replace"), error.end


_STRAY = "qda-stray-cp1252"
codecs.register_error(_STRAY, _read_stray)
