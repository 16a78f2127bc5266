"""Import: a file becomes a transcript (text, turns, speakers), a transcript becomes segments."""

from __future__ import annotations

from qda.intake.readers import SUFFIXES, read
from qda.intake.roles import guess_roles
from qda.intake.segments import lay_segments
from qda.intake.transcript import NOBODY, Role, Segment, SegmentKind, Transcript, Turn

__all__ = [
    "NOBODY",
    "SUFFIXES",
    "Role",
    "Segment",
    "SegmentKind",
    "Transcript",
    "Turn",
    "guess_roles",
    "lay_segments",
    "read",
]
