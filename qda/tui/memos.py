"""Memos as the screens tell of them, and which of them are shown; no Textual widgets here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from qda.project.clock import local
from qda.tui import words_memos as words

if TYPE_CHECKING:
    from qda.coding.memos import MemoLine


class Named(Protocol):
    """A code as it is called."""

    @property
    def name(self) -> str:
        """Its label."""


@dataclass(frozen=True, slots=True)
class MemoFilter:
    """Which memos are shown; what is empty leaves out none.

    Attributes:
        kind: What they are on, as the store says it.
        code: The code they, or the codings they are on, are of; or a code under it.
        coder: Who wrote them.
        words: Words, all of which they have.
    """

    kind: str = ""
    code: str = ""
    coder: str = ""
    words: str = ""

    def keeps(self, memo: MemoLine, family: Collection[str]) -> bool:
        """Whether a memo is shown; `family` is the code with all under it."""
        text = memo.text.casefold()
        return (
            self.kind in ("", memo.kind)
            and (not self.code or memo.code in family)
            and self.coder in ("", memo.coder)
            and all(word in text for word in self.words.casefold().split())
        )

    def said(self, looks: Mapping[str, Named]) -> str:
        """The filter in words."""
        parts = (
            words.KINDS.get(self.kind, ""),
            looks[self.code].name if self.code in looks else self.code,
            words.by(self.coder) if self.coder else "",
            words.with_words(self.words) if self.words else "",
        )
        return " · ".join(filter(None, parts))


def on_what(memo: MemoLine, looks: Mapping[str, Named]) -> str:
    """What a memo is on, in words: ``Siling · T01, segments 2–3``."""
    look = looks.get(memo.code or "")
    code = look.name if look else memo.code or ""
    passage = memo.passage
    place = words.source(passage.name, passage.first, passage.last) if passage else ""
    match memo.kind:
        case "project":
            return words.JOURNAL
        case "document":
            return memo.document[1] if memo.document else ""
        case "case":
            return memo.target
        case _:
            return " · ".join(filter(None, (code, place)))


def in_short(memo: MemoLine, looks: Mapping[str, Named]) -> str:
    """What a memo is on, for a narrow column: the place first, ``T01 2–3 · Siling``."""
    passage = memo.passage
    if passage is None:
        return on_what(memo, looks)
    numbers = f"{passage.first}" + (f"–{passage.last}" if passage.last > passage.first else "")
    look = looks.get(memo.code or "")
    code = look.name if look else memo.code or ""
    return " · ".join(filter(None, (f"{passage.name} {numbers}", code)))


def local_day(stamp: str) -> str:
    """The day of a moment where the coder is, as 2026-11-28."""
    return datetime.fromisoformat(stamp).astimezone().date().isoformat()


def local_minute(stamp: str) -> str:
    """The day and the minute of a moment where the coder is."""
    return local(stamp)
