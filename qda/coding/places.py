"""Where a coder stopped; apart from the reading, so that the screens need no SQLAlchemy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LastPlace:
    """Where a coder stopped: the document, the cursor and the first offset in view."""

    document: int
    cursor: int
    top: int
