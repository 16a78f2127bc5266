"""A summary while it is written: its words, and which passage each number in them means.

Whoever writes asks it, and shows what they are told.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from qda.citing import kept
from qda.coding.beside import Cited, WriteSummary

Place = tuple[int, int, int]
"""A document's row, and where in it a passage begins and ends."""


@dataclass(slots=True)
class Draft:
    """One cell's summary, as it was when it was opened or saved last, and what is cited since.

    Attributes:
        case: The case's name.
        code: The code's id.
        text: The words as they were saved.
        cited: What the numbers mean: the first is `[1]`.
    """

    case: str
    code: str
    text: str = ""
    cited: list[Cited] = field(default_factory=list)

    def number_of(self, place: Place) -> int:
        """The number under which a passage is cited; a new one where it was not yet."""
        known = self.find(place)
        if known is None:
            self.cited.append(Cited(*place))
            return len(self.cited)
        return known

    def find(self, place: Place) -> int | None:
        """The number of a passage, if it has one."""
        places = [(one.document, one.start, one.end) for one in self.cited]
        return places.index(place) + 1 if place in places else None

    def save(self, text: str) -> WriteSummary | None:
        """What keeps these words; None where they are those that are kept."""
        if text.strip() == self.text.strip():
            return None
        self.text = text
        words = kept(text, [one.id for one in self.cited])
        return WriteSummary(self.case, self.code, words, tuple(self.cited))
