"""What the quotations bench shows, read through a project that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qda.bench.kept_data import KeptData
from qda.errors import QdaError

if TYPE_CHECKING:  # numpy and SQLAlchemy come with these; the first paint does not wait for them
    from collections.abc import Iterable, Iterator, Sequence

    from qda.analysis.dataset import Dataset
    from qda.analysis.quotes import Quote
    from qda.bench.hand import Hand
    from qda.coding.marks import MarkRow
    from qda.project.quotations import QuotationRow
    from qda.project.store import Project


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages are shown; None and False mean no limit.

    Attributes:
        code: The id of a code; its sub-codes' passages are among its own.
        case: An informant.
        attribute: An attribute and the value it must have.
        coder: Whose codings; '' means all coders' together, None the coder's own.
        quotable: Only what was marked as worth quoting.
        section: Of the chosen, only those of this section.
    """

    code: str | None = None
    case: str | None = None
    attribute: tuple[str, str] | None = None
    coder: str | None = None
    quotable: bool = False
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that may be quoted.

    Attributes:
        key: Its name in the list.
        document: The document's row.
        quote: Where it stands and who says it.
    """

    key: str
    document: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen quotation: its row, and the passage with its words as they will be printed."""

    row: QuotationRow
    quote: Quote
    position: int

    @property
    def key(self) -> str:
        """Its name in the list."""
        return self.row.id

    @property
    def document(self) -> int:
        """The document's row."""
        return self.row.document


@dataclass(frozen=True, slots=True)
class Bench:
    """All that the bench shows.

    Attributes:
        passages: Those that the filter lets through, in the order of the documents.
        chosen: All that are chosen, by section and in their order there.
        informants: The cases, in the project's order.
        values: Of each attribute of cases or documents the values there are.
        coders: Who has coded.
        whose: Whose codings the passages are of.
        marks: What is marked as worth quoting.
        given: How many quotations each informant who has any has been given, by section.
        trouble: Why there are no passages, where there is a reason.
    """

    passages: tuple[Passage, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    informants: tuple[str, ...] = ()
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    coders: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()
    marks: tuple[MarkRow, ...] = ()
    given: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    trouble: str = ""

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections for which something is chosen."""
        return tuple(dict.fromkeys(one.row.section for one in self.chosen))

    def given_to(self, case: str) -> Mapping[str, int]:
        """How many quotations an informant has been given, by section."""
        return self.given.get(case, {})

    def chosen_at(self, document: int, start: int, end: int) -> list[Chosen]:
        """The chosen quotations that touch a stretch."""
        return [
            one
            for one in self.chosen
            if one.document == document and one.row.start < end and one.row.end > start
        ]


@dataclass
class Reader:
    """Reads for the bench."""

    _data: KeptData = field(default_factory=KeptData, init=False)

    def read(self, project: Project, coder: str, wanted: Filter) -> Bench:
        """All that the bench shows a coder under a filter; runs on the keeper's thread."""
        from qda.analysis.chosen import chosen
        from qda.coding.marks import read_marks
        from qda.coding.reading import list_coders
        from qda.project.documents import list_documents
        from qda.project.quotations import read_quotations

        with project.read(together=True) as session:
            coders = tuple(name for name, codings in list_coders(session) if codings)
            documents = {info.name: info.id for info in list_documents(session)}
            rows = read_quotations(session)
            marks = [m for m in read_marks(session) if m.kind == "quotable"]
        whose = _whose(coder, wanted, coders)
        data = self._data.of(project, whose)
        quotes, trouble = self._quotes(data, wanted, marks if wanted.quotable else None, documents)
        found = [_passage(quote, documents) for quote in quotes]
        rows = [row for row in rows if row.name in data.documents.names]
        printed = [
            Chosen(row, one.quote, one.position)
            for row, one in zip(rows, chosen(data, rows), strict=True)
        ]
        return Bench(
            passages=tuple(found),
            chosen=tuple(printed),
            informants=data.cases.names,
            values=tuple(_values(data)),
            coders=coders,
            whose=whose,
            marks=tuple(marks),
            given=_given(printed),
            trouble=trouble,
        )

    def question_before(self, project: Project, bench: Bench, hand: Hand) -> str:
        """What the interviewer said before a passage; '' where none did."""
        from qda.analysis.chosen import Stretch, quote_stretches

        data = self._data.of(project, bench.whose)
        number = data.documents.names.index(hand.quote.document)
        stretch = Stretch(number, hand.start, hand.end)
        return quote_stretches(data, [stretch], question=True)[0].question

    def _quotes(
        self,
        data: Dataset,
        wanted: Filter,
        marks: Sequence[MarkRow] | None,
        documents: dict[str, int],
    ) -> tuple[list[Quote], str]:
        """The passages that the filter lets through, or why there are none."""
        from qda.analysis.quotes import quotes
        from qda.codebook.condition import Condition

        where = [Condition(wanted.attribute[0], (wanted.attribute[1],))] if wanted.attribute else []
        codes = [wanted.code] if wanted.code else []
        try:
            found = list(quotes(data, codes=codes, where=where).quotes)
            if marks is not None:
                coded = found if wanted.code else None
                found = list(_quotable(data, marks, documents, where, coded))
        except QdaError as error:  # what the filter names is there no more
            return [], str(error)
        return [q for q in found if wanted.case is None or wanted.case in q.cases], ""


def _whose(coder: str, wanted: Filter, coders: tuple[str, ...]) -> tuple[str, ...]:
    if wanted.coder == "":
        return coders
    named = coder if wanted.coder is None else wanted.coder
    return (named,) if named in coders else coders[:1]


def _given(chosen: Iterable[Chosen]) -> dict[str, dict[str, int]]:
    given: dict[str, dict[str, int]] = {}
    for one in chosen:
        for case in one.quote.cases:
            sections = given.setdefault(case, {})
            sections[one.row.section] = sections.get(one.row.section, 0) + 1
    return given


def _quotable(
    data: Dataset,
    marks: Iterable[MarkRow],
    documents: dict[str, int],
    where: Sequence[object],
    coded: Sequence[Quote] | None,
) -> Iterator[Quote]:
    """What was marked as worth quoting, under the same conditions; of one code, where coded."""
    from qda.analysis.chosen import Stretch, quote_stretches
    from qda.analysis.select import select

    selection = select(data, where)  # type: ignore[arg-type]
    number = {documents[name]: at for at, name in enumerate(data.documents.names)}
    places = dict.fromkeys(
        (number[mark.document], mark.start, mark.end) for mark in marks if mark.document in number
    )
    cases = {name: at for at, name in enumerate(data.cases.names)}
    for quote in quote_stretches(data, [Stretch(*place) for place in sorted(places)]):
        if not selection.documents[data.documents.names.index(quote.document)]:
            continue
        if quote.cases and not any(selection.cases[cases[name]] for name in quote.cases):
            continue
        touching = [one for one in coded or () if _touch(one, quote)]
        if coded is None:
            yield quote
        elif touching:
            yield replace(quote, code=touching[0].code, label=touching[0].label)


def _touch(one: Quote, other: Quote) -> bool:
    same = one.document == other.document
    return same and one.start < other.end and one.end > other.start


def _passage(quote: Quote, documents: dict[str, int]) -> Passage:
    key = f"{quote.document}:{quote.start}:{quote.end}:{quote.code}:{','.join(quote.coders)}"
    return Passage(key, documents[quote.document], quote)


def _values(data: Dataset) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each attribute with its values; one of the cases hides the documents' of the same name."""
    seen = set()
    for things in (data.cases, data.documents):
        for attribute in things.attributes:
            if attribute.name not in seen:
                seen.add(attribute.name)
                values = sorted({value for own in attribute.values for value in own})
                yield attribute.name, tuple(values)
