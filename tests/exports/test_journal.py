"""The journal as Markdown."""

from __future__ import annotations

from qda.coding.memos import LinkRow, MemoLine, Passage
from qda.exports.journal import journal_markdown


def entry(number: int, text: str, *links: LinkRow) -> MemoLine:
    at = f"2026-11-2{number}T09:30:00.000Z"
    return MemoLine(f"m{number}", "project", "", "ada", at, text, None, None, None, links)


def test_entries_stand_by_date_with_the_passages_they_point_to() -> None:
    link = LinkRow("l1", "m1", "ada", Passage(1, "T01", 25, 54, 2, 3))
    entries = [entry(2, "Later.\x1b"), entry(1, "*First* idea.", link)]
    said = {"l1": "Det *kom*\nfjorten."}
    written = journal_markdown(entries, said, "Groups", "2026-11-23T10:00:00.000Z").decode()
    assert written == (
        "# Journal of Groups\n\n"
        "- entries: 2, by ada\n- last change: 2026-11-23T10:00:00.000Z\n\n"
        "## 2026-11-21 09:30 UTC, ada\n\n*First* idea.\n\n"
        "> Det \\*kom\\* fjorten.\n> (T01, 2–3)\n\n"
        "## 2026-11-22 09:30 UTC, ada\n\nLater.␛\n"
    )
