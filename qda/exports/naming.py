"""Whether a file names anybody: what is looked for, and where in a file it can hide."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, Literal

from sqlalchemy import and_, select

from qda.project import models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

Kind = Literal["case", "document", "file", "speaker", "memo", "words of an informant as a code"]

_ROLES: Final = re.compile(
    r"(informant|interviewer|intervjuer|interviewee|respondent|intervjuobjekt|i|int|r)\W*\d*", re.I
)
"""Labels that say a role and so name nobody."""
_FEWEST_WORDS: Final = 3
_SHORTEST_MEMO: Final = 20
_TOLD: Final = re.compile(r'(?:author|initials|descr|title|creator|alt|content)="([^"]*)"', re.I)
_ENDS: Final = re.compile(r"</(?:w:p|w:tc|si|c|text:p|dc:\w+|cp:\w+)>|<w:br/>")
_TAG: Final = re.compile(r"<[^>]*>")
_EMBEDDED: Final = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]+")
ZIPPED: Final = (".docx", ".xlsx", ".ods")
MARKUP: Final = (".html", ".svg", ".xml")
ESCAPED: Final = (".md", ".tex")
UNREADABLE: Final = (".png", ".pdf")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """What no file should hold that leaves the room."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A name in a file, and how often it stands there."""

    path: Path
    name: Name
    count: int


def names_of(session: Session) -> tuple[Name, ...]:
    """What names somebody in a project: cases, documents, their files, speakers, memos.

    A code's label of three words or more that somebody says in a transcript is one too.
    """
    found: set[Name] = set()
    found |= {Name("case", name) for name in session.scalars(select(models.Case.name))}
    documents = session.execute(select(models.Document.name, models.Document.file_name)).all()
    found |= {Name("document", name) for name, _ in documents}
    found |= {Name("file", file) for _, file in documents}
    found |= {Name("file", PurePath(file).stem) for name, file in documents if file != name}
    labels = session.scalars(select(models.Speaker.label).distinct())
    found |= {Name("speaker", label) for label in labels if not _ROLES.fullmatch(label)}
    found |= set(_memos(session))
    found |= set(_said(session))
    stronger = {one.text for one in found if one.kind in ("case", "document")}
    return tuple(
        sorted(
            one
            for one in found
            if len(one.text) > 1 and (one.kind != "file" or one.text not in stronger)
        )
    )


def _memos(session: Session) -> Iterator[Name]:
    """The first line of each live memo that is long enough to be known again."""
    query = select(models.MemoText.text).join(
        models.Memo,
        and_(
            models.Memo.id == models.MemoText.memo_id,
            models.Memo.text_version == models.MemoText.version,
        ),
    )
    for text in session.scalars(query.where(models.Memo.removed == 0)):
        line = text.strip().split("\n")[0]
        if len(line) >= _SHORTEST_MEMO:
            yield Name("memo", line)


def _said(session: Session) -> Iterator[Name]:
    """Labels of codes that are words from a transcript."""
    texts = [text.casefold() for text in session.scalars(select(models.Document.text))]
    for stored in session.scalars(select(models.Code.label)):
        for label in json.loads(stored).values():
            words = label.casefold()
            if len(words.split()) >= _FEWEST_WORDS and any(words in text for text in texts):
                yield Name("words of an informant as a code", label)


def findings(paths: Iterable[Path], names: Iterable[Name]) -> tuple[Finding, ...]:
    """The names that stand in these files, also in what a file says of itself."""
    named = Named(names)
    return tuple(
        Finding(path, name, count)
        for path in sorted(paths)
        for name, count in named.in_text(f"{path.name}\n{text_of(path)}")
    )


class Named:
    """Looks for names in texts."""

    def __init__(self, names: Iterable[Name]):
        self._by_text = {name.text: name for name in names}
        longest = sorted(self._by_text, key=lambda text: (-len(text), text))
        self._any = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def in_text(self, text: str) -> list[tuple[Name, int]]:
        """The names that stand in a text as whole words, and how often each does."""
        counts = Counter(self._any.findall(text)) if self._by_text else {}
        return [(self._by_text[found], count) for found, count in sorted(counts.items())]


def text_of(path: Path) -> str:
    """All that can be read in a file; empty for pictures made of dots."""
    suffix = path.suffix.lower()
    data = path.read_bytes()
    if suffix in UNREADABLE:
        return ""
    if suffix in ZIPPED:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
            return "\n".join(_plain(archive.read(name).decode("utf-8")) for name in parts)
    if suffix == ".parquet":
        return _parquet(data)
    text = data.decode("utf-8-sig", "replace")
    if suffix in ESCAPED:
        return text.replace("\\", "")
    return _page(text) if suffix in MARKUP else text


def _page(markup: str) -> str:
    """The text of a page: every tag parts words but the one that only lets a line break."""
    bare = _EMBEDDED.sub("", markup).replace("<wbr>", "")
    return unescape("\n".join([_TAG.sub("\n", bare), *_TOLD.findall(bare)]))


def _plain(markup: str) -> str:
    """The text of a part of a file, a line a paragraph or cell, and what attributes tell."""
    told = "\n".join(_TOLD.findall(markup))
    return unescape(_TAG.sub("", _ENDS.sub("\n", markup)) + "\n" + told)


def _parquet(data: bytes) -> str:
    import polars

    frame = polars.read_parquet(io.BytesIO(data))
    said = polars.read_parquet_metadata(io.BytesIO(data))
    own = [text for key, text in said.items() if not key.startswith("ARROW")]
    return "\n".join([*frame.columns, frame.write_csv(), *own])
