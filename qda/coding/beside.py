"""Changes beside the coding, as plain data: marks, quotations for a report, summaries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qda.project.clock import new_id
from qda.trimming import Cut

MarkKind = Literal["flag", "quotable"]


@dataclass(frozen=True, slots=True)
class PutMark:
    """Flag the span [start, end) of a document, or mark it as worth quoting."""

    kind: MarkKind
    document: int
    start: int
    end: int
    mark: str = field(default_factory=new_id)

    @property
    def words(self) -> str:
        """The change in words."""
        return "flag" if self.kind == "flag" else "mark as quotable"


@dataclass(frozen=True, slots=True)
class RemoveMarks:
    """Take marks of one kind away, by their ids."""

    kind: MarkKind
    marks: tuple[str, ...]

    @property
    def words(self) -> str:
        """The change in words."""
        return "unflag" if self.kind == "flag" else "mark as not quotable"


@dataclass(frozen=True, slots=True)
class ChooseQuotation:
    """Choose the span [start, end) of a document for a section of the report, last in it."""

    document: int
    start: int
    end: int
    section: str
    quotation: str = field(default_factory=new_id)

    @property
    def words(self) -> str:
        """The change in words."""
        return "choose a quotation"


@dataclass(frozen=True, slots=True)
class TrimQuotation:
    """Give a quotation other ends and cuts."""

    quotation: str
    start: int
    end: int
    cuts: tuple[Cut, ...]

    @property
    def words(self) -> str:
        """The change in words."""
        return "trim a quotation"


@dataclass(frozen=True, slots=True)
class TranslateQuotation:
    """Write the translation that stands beside a quotation; empty words take it away."""

    quotation: str
    translation: str

    @property
    def words(self) -> str:
        """The change in words."""
        return "translate a quotation"


@dataclass(frozen=True, slots=True)
class PlaceQuotation:
    """Move a quotation to a place in a section; the place counts from 0."""

    quotation: str
    section: str
    place: int

    @property
    def words(self) -> str:
        """The change in words."""
        return "move a quotation"


@dataclass(frozen=True, slots=True)
class DropQuotations:
    """Choose quotations no more, by their ids."""

    quotations: tuple[str, ...]

    @property
    def words(self) -> str:
        """The change in words."""
        return "choose a quotation no more"


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage that a summary cites: [start, end) of a document."""

    document: int
    start: int
    end: int
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """Write the coder's summary of a case under a code anew; empty words remove it.

    Attributes:
        case: The case's name.
        code: The code's id.
        text: The words, with the mark of each passage cited (`qda.citing`).
        cited: The passages that may be cited; those that the words do not cite are left out.
    """

    case: str
    code: str
    text: str
    cited: tuple[Cited, ...] = ()
    summary: str = field(default_factory=new_id)

    @property
    def words(self) -> str:
        """The change in words."""
        return f"sum up a case under {self.code}" if self.text else "remove a summary"


MarkChange = PutMark | RemoveMarks
QuotationChange = (
    ChooseQuotation | TrimQuotation | TranslateQuotation | PlaceQuotation | DropQuotations
)
