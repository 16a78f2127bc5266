"""A document that is read again for some codes: what is left of it, and what marks it as read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.coding.changes import MarkRevisited

if TYPE_CHECKING:
    from qda.analysis.revisit import CodeAgain


@dataclass(frozen=True, slots=True)
class Rereading:
    """A document that is read again.

    Attributes:
        document: Its row.
        left: Of each code the numbers of the segments that are to be read again for it.
        done: Of each code those that were.
    """

    document: int
    left: Mapping[str, frozenset[int]]
    done: Mapping[str, frozenset[int]]

    @classmethod
    def of(
        cls, found: Sequence[CodeAgain], codes: Iterable[str], document: int, name: str
    ) -> Rereading:
        """What is to be read again in a document for these codes."""
        wanted = set(codes)
        own = {
            one.need.code: document
            for one in found
            for document in one.concerned
            if one.need.code in wanted and document.name == name
        }
        left = {code: frozenset(one.left) for code, one in own.items()}
        return cls(document, left, {code: frozenset(one.done) for code, one in own.items()})

    @property
    def numbers(self) -> frozenset[int]:
        """The segments that are left for any of the codes."""
        return frozenset().union(*self.left.values())

    def changes(self, numbers: Iterable[int], *, read: bool) -> Iterator[MarkRevisited]:
        """What marks these segments as read again, or as not; codes alike go together."""
        wanted = set(numbers)
        alike: dict[tuple[int, ...], list[str]] = {}
        for code, own in (self.left if read else self.done).items():
            alike.setdefault(tuple(sorted(own & wanted)), []).append(code)
        for segments, codes in alike.items():
            if segments:
                yield MarkRevisited(self.document, segments, tuple(codes), read)

    def marked(self, change: MarkRevisited) -> Rereading:
        """How it stands after a change."""
        left, done = dict(self.left), dict(self.done)
        to, from_ = (done, left) if change.revisited else (left, done)
        for code in change.codes:
            if change.document == self.document and code in left:
                moved = from_[code] & set(change.segments)
                to[code], from_[code] = to[code] | moved, from_[code] - moved
        return Rereading(self.document, left, done)
