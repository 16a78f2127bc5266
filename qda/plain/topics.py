"""The commands by topic, so that `help` says few lines at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TOPICS: Final[Mapping[str, str]] = {
    "reading": "next previous go read context where speaker unreviewed flagged noted used "
    "differing there done undone progress",
    "transcripts": "documents open next-document previous-document same read-case overview",
    "searching": "find search hits hit code-hits",
    "coding": "code remove new vivo start-at end-at codings codes define flag quotable",
    "notes": "memo memo-coding memo-document memo-code memo-case journal memos rewrite link unlink",
    "codebook": "add rename include exclude examples base language move merge id delete retire "
    "split deal skip pins pin colour",
    "rereading": "revisit again read-again waive",
    "colleagues": "coders others disagreements difference accept rule agreed",
    "people": "cases case attributes set new-case rename-case delete-case tie new-attribute "
    "rename-attribute delete-attribute bands summaries summary",
    "quotations": "passages passage choose drop chosen quotation cut mask restore only translate "
    "later earlier informants quote copy export",
    "history": "undo redo acts help quit",
}
"""Each command stands in one of them."""


def topic_of(typed: str) -> str | None:
    """The topic that begins so; None where none or several do."""
    found = [topic for topic in TOPICS if topic.startswith(typed.casefold())]
    return typed if typed in TOPICS else found[0] if len(found) == 1 else None
