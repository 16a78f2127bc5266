"""Word documents: paragraphs and line breaks as lines, the properties as metadata."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any

from qda.errors import QdaError
from qda.intake.encoding import clean, counted
from qda.intake.lines import Source, described, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_MEMBERS = 2_000
MAX_INFLATED = 200_000_000  # bytes, pictures included
MAX_XML = 50_000_000  # bytes a part

_SAVE_AGAIN = "open it in a word processor and save it as .docx again"
_ENCODING = re.compile(rb"""^<\?xml[^>]{0,100}encoding=["']([^"']+)""")
_PROPERTIES = ("title", "subject", "author", "created", "keywords", "comments", "language")
# What a paragraph's XML holds that is no text of it: deleted text, fields' codes, the older twin
# of a text box, the phonetic guide of a word.
_SKIPPED = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "rt", "pPr", "rPr"))
_LEFT_OUT = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "commentReference": "comment",
}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def read_docx(path: Path, data: bytes) -> Source:
    """Read a .docx file: sizes are checked and a DOCTYPE is refused before any XML is parsed."""
    check_archive(path, data)
    document = _open(path, data)
    body = document.element.body
    text = clean("\n".join(_lines(body)))
    return Source(lines_of(text), "paragraphs", _properties(document), None, _notes(body))


def check_archive(path: Path, data: bytes) -> None:
    """Refuse what could exhaust the machine or reach outside: sizes, count, DOCTYPE.

    Raises:
        QdaError: Too many or too large parts, a DOCTYPE, or no Word document at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_INFLATED:
                raise QdaError("The document is too large inside to be read safely.", path=path)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_xml(path, archive, member)
    except QdaError:
        raise
    except Exception as error:  # zipfile raises many kinds on broken or encrypted archives
        raise QdaError(
            f"This is no Word document or it is damaged; {_SAVE_AGAIN}.", path=path
        ) from error


def _check_xml(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    if member.file_size > MAX_XML:
        raise QdaError("The document is too large inside to be read safely.", path=path)
    xml = archive.read(member).replace(b"\0", b"")  # UTF-16 looks like ASCII without its zeros
    declared = _ENCODING.match(xml.lstrip(b"\xef\xbb\xbf\xff\xfe"))
    foreign = declared and declared[1].lower() not in (b"utf-8", b"utf-16", b"us-ascii", b"ascii")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or foreign:
        raise QdaError(
            f"The document holds a DOCTYPE or an unusual encoding; {_SAVE_AGAIN}.",
            path=path,
        )


def _open(path: Path, data: bytes) -> Any:
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        _ = document.element.body.tag, document.core_properties.title
    except (
        Exception
    ) as error:  # lxml, KeyError, ValueError: whatever the broken part makes it raise
        raise QdaError(
            f"This is no Word document or it is damaged; {_SAVE_AGAIN}.", path=path
        ) from error
    return document


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _lines(element: Any) -> Iterator[str]:
    """Paragraphs in order, those of text boxes after their own; a row of a table is one line."""
    for child in element:
        name = _name(child)
        if name == "tr":
            cells = ["\n".join(_lines(cell)).strip("\n") for cell in child if _name(cell) == "tc"]
            yield "\t".join(cells)
        elif name == "p":
            yield "".join(_pieces(child))
            yield from _lines(child)
        elif name not in _SKIPPED:
            yield from _lines(child)


def _pieces(element: Any) -> Iterator[str]:
    """The text of a paragraph in order, inserted text included; a text box is its own paragraph."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _SKIPPED and name != "p":
            yield from _pieces(child)


def _properties(document: Any) -> tuple[tuple[str, str], ...]:
    properties = document.core_properties
    pairs: list[tuple[str, str]] = []
    for name in _PROPERTIES:
        try:
            value = getattr(properties, name)
        except ValueError:  # a date that is none
            continue
        if name == "comments":
            pairs += described(str(value or "").splitlines(), "comment")
        elif value:
            pairs.append((name, value.isoformat() if name == "created" else str(value)))
    return tuple(pairs)


def _notes(body: Any) -> tuple[str, ...]:
    """What was left out, and how tracked changes and tables were read."""
    found = Counter(_name(element) for element in body.iter())
    notes = [
        f"{counted(count, noun)} left out."
        for name, noun in _LEFT_OUT.items()
        if (count := found[name])
    ]
    if found["ins"] or found["del"] or found["moveFrom"]:
        notes.append("Tracked changes were read as accepted.")
    if found["tbl"]:
        notes.append(f"{counted(found['tbl'], 'table')} read row by row.")
    return tuple(notes)
