"""The journal of a project as Markdown: its entries by date, with the passages they point to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qda.exports.markdown import plain
from qda.text import visible

if TYPE_CHECKING:
    from qda.coding.memos import MemoLine


def journal_markdown(
    entries: Sequence[MemoLine], passages: Mapping[str, str], project: str, changed: str
) -> bytes:
    """The journal, the oldest entry first; times are in UTC, so that the bytes stay the same.

    Args:
        entries: The entries, in any order.
        passages: The words of each passage linked, by the link's id.
        project: The project's name; '' where it has none.
        changed: When the journal was changed last.
    """
    in_order = sorted(entries, key=lambda entry: (entry.created_at, entry.id))
    coders = ", ".join(dict.fromkeys(plain(entry.coder) for entry in in_order))
    parts = [
        f"# Journal{f' of {plain(project)}' if project else ''}",
        f"- entries: {len(in_order)}, by {coders}\n- last change: {changed}",
    ]
    for entry in in_order:
        parts += _entry(entry, passages)
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def _entry(entry: MemoLine, passages: Mapping[str, str]) -> Iterator[str]:
    """What the coder wrote is Markdown if it looks like it; what others said is not."""
    day, minute = entry.created_at[:10], entry.created_at[11:16]
    yield f"## {day} {minute} UTC, {plain(entry.coder)}"
    yield visible(entry.text).strip()
    for link in entry.links:
        place = link.passage
        numbers = f"{place.first}" if place.first == place.last else f"{place.first}–{place.last}"
        yield f"> {plain(passages[link.id])}\n> ({plain(place.name)}, {numbers})"
