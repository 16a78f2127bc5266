"""Spans of text, [start, end) in code points, cut and put together."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def common(one: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    """What two coders' spans of a code have in common; all of both where that is nothing."""
    one, other = list(one), list(other)
    both = [(max(a, c), min(b, d)) for a, b in one for c, d in other if max(a, c) < min(b, d)]
    return both or [*one, *other]


def cut(pieces: Iterable[Span], span: Span) -> list[Span]:
    """What of pieces lies in a span, each once."""
    inside = ((max(start, span[0]), min(end, span[1])) for start, end in pieces)
    return [(start, end) for start, end in dict.fromkeys(inside) if start < end]


def joined(pieces: Iterable[Span]) -> list[Span]:
    """Pieces in order, those that touch or have but one character between them made one."""
    found: list[Span] = []
    for start, end in sorted(pieces):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(span: Span, others: Iterable[Span]) -> list[Span]:
    """What is left of a span outside others."""
    left = [span]
    for start, end in others:
        left = [
            piece
            for a, b in left
            for piece in ((a, min(b, start)), (max(a, end), b))
            if piece[0] < piece[1]
        ]
    return left
