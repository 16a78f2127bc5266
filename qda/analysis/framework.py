"""The framework matrix: case by code, each cell what the researcher has summed up of it.

After Ritchie and Spencer 1994, in Bryman and Burgess, Analyzing Qualitative Data, chapter 9.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.analysis.deidentify import numbers_of_cases
from qda.analysis.load import load
from qda.analysis.matrix import matrix
from qda.analysis.options import Options
from qda.analysis.select import choose_codes, find_attribute
from qda.analysis.stretches import numbers_of
from qda.errors import QdaError
from qda.project.coders import whose_passages
from qda.project.summaries import read_summaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qda.analysis.dataset import Dataset
    from qda.analysis.deidentify import Descriptions
    from qda.analysis.matrix import Row
    from qda.analysis.provenance import Provenance
    from qda.codebook.condition import Condition
    from qda.project.store import Project
    from qda.project.summaries import Reference, SummaryRow


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a framework matrix is asked for.

    Attributes:
        codes: Ids of the codes that are columns; none means the top of the tree down to `level`,
            and every code that a summary was written under.
        level: The lowest level of codes, 1 for the top.
        cases: Names of the cases that are rows; none means all.
        where: Conditions on attributes of cases or documents, all of which must be met.
        attributes: What is said of each case beside its name.
    """

    codes: tuple[str, ...] = ()
    level: int = 1
    cases: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a passage cited stands.

    Attributes:
        document: The document's name; '' where nobody is named.
        segments: The numbers of its first and last segment, as `41–43` or `41`.
        interview: Where nobody is named, which of the case's documents it is, from 1; 0 where
            there is but one.
        other: Where nobody is named, whether it is a document of others.
    """

    document: str
    segments: str
    interview: int = 0
    other: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """One coder's summary of a cell; `[1]` in its text is the first of its sources."""

    coder: str
    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A case under a code.

    Attributes:
        passages: How many passages there are, as a matrix has it: a number, 0, – or n.a.
        summaries: What was written of them, by coder.
    """

    passages: str
    summaries: tuple[Summary, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """A finished framework matrix.

    Attributes:
        codes: The columns.
        cases: The rows: names of cases, or numbers where nobody is named.
        attributes: The names of the attributes that `values` are of.
        values: Of each row what the case has in each attribute.
        cells: Of each row its cells.
        coders: Whose summaries they are.
        elsewhere: How many summaries are of cases or codes that are not shown.
        changed: When the last of the summaries was written; '' where there are none.
        provenance: Where the passages come from.
        named: Whether cases and documents are called by their names.
    """

    codes: tuple[Row, ...]
    cases: tuple[str, ...]
    attributes: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[Cell, ...], ...]
    coders: tuple[str, ...]
    elsewhere: int
    changed: str
    provenance: Provenance
    named: bool = True


def load_framework(
    project: Project, choice: Choice, coders: Sequence[str] = (), language: str = ""
) -> tuple[Framework, Dataset]:
    """The framework matrix of some coders, and the data set that its passages are of.

    The passages are theirs; of who has coded nothing, and where nobody is named, the main coder's.

    Raises:
        QdaError: A coder, a code, a case or an attribute is not known, or nobody has coded yet.
    """
    data = load(project, coders=whose_passages(project, coders) or None, language=language)
    return read_framework(project, data, coders or data.coders, choice), data


def read_framework(
    project: Project, data: Dataset, coders: Sequence[str], choice: Choice
) -> Framework:
    """The framework matrix of some coders; a data set has the passages.

    Raises:
        QdaError: A code, a case or an attribute is not known.
    """
    with project.read(together=True) as session:
        rows = read_summaries(session, coders)
    return framework(data, rows, choice, tuple(coders))


def framework(
    data: Dataset, rows: Sequence[SummaryRow], choice: Choice, coders: tuple[str, ...]
) -> Framework:
    """Set summaries into their cells.

    Args:
        data: The data set, of the coders whose passages are counted.
        rows: The summaries, by coder.
        choice: What is shown.
        coders: Whose summaries they are.

    Raises:
        QdaError: A code, a case or an attribute is not known.
    """
    only = _columns(data, rows, choice)
    options = Options(by="case", unit="passages", only=only, where=choice.where)
    found = matrix(data, options)
    for case in choice.cases:
        if case not in data.cases.names:
            raise QdaError(f"There is no case “{case}”; `qda cases` shows those there are.")
    wanted = set(choice.cases or data.cases.names)
    shown = [at for at, name in enumerate(found.columns) if name in wanted]
    written = _by_cell(data, rows)
    cases = tuple(found.columns[at] for at in shown)
    cells = tuple(
        tuple(
            Cell(str(found.cells.figure(row, at)), written.get((found.columns[at], code.id), ()))
            for row, code in enumerate(found.rows)
        )
        for at in shown
    )
    inside = sum(len(cell.summaries) for row in cells for cell in row)
    return Framework(
        codes=found.rows,
        cases=cases,
        attributes=choice.attributes,
        values=tuple(tuple(_values(data, case, choice.attributes)) for case in cases),
        cells=cells,
        coders=coders,
        elsewhere=len(rows) - inside,
        changed=max((row.written_at for row in rows), default=""),
        provenance=replace(found.provenance, codes=tuple(code.id for code in found.rows)),
    )


def _columns(data: Dataset, rows: Iterable[SummaryRow], choice: Choice) -> tuple[str, ...]:
    if choice.codes:
        for id_ in choice.codes:
            data.code_number(id_)
        return choice.codes
    known = {code.id for code in data.codes}
    top = [data.codes[at].id for at in choose_codes(data, level=choice.level).tolist()]
    return tuple(dict.fromkeys([*top, *(row.code for row in rows if row.code in known)]))


def _by_cell(
    data: Dataset, rows: Iterable[SummaryRow]
) -> dict[tuple[str, str], tuple[Summary, ...]]:
    found: dict[tuple[str, str], tuple[Summary, ...]] = {}
    for row in rows:
        sources = tuple(_source(data, reference) for reference in row.references)
        cell = row.case, row.code
        found[cell] = (*found.get(cell, ()), Summary(row.coder, row.text, sources))
    return found


def _source(data: Dataset, reference: Reference) -> Source:
    document = data.documents.names.index(reference.name)
    segments = numbers_of(data, document, reference.start, reference.end)
    return Source(reference.name, segments)


def _values(data: Dataset, case: str, attributes: Iterable[str]) -> Iterator[str]:
    for name in attributes:
        things, attribute = find_attribute(data, name)
        own = _documents(data, case) if things is data.documents else [data.cases.names.index(case)]
        values = sorted(value for thing in own for value in attribute.values[thing])
        yield "/".join(dict.fromkeys(values))


def _documents(data: Dataset, case: str) -> list[int]:
    """The documents that a case is tied to."""
    own = data.links.document[data.links.case == data.cases.names.index(case)]
    return sorted(set(own.tolist()))


def cover_framework(found: Framework, data: Dataset, descriptions: Descriptions) -> Framework:
    """The same without names: rows are numbered, documents counted, attributes only as shared.

    The numbers are those of `qda.analysis.deidentify.cover`, and the rows stand in their order.
    The words of the summaries stay as they were written.
    """
    numbers = numbers_of_cases(data)
    order = sorted(range(len(found.cases)), key=lambda at: int(numbers[found.cases[at]]))
    attributes = descriptions.attributes
    values = []
    for at in order:
        said = descriptions.of_case(data.cases.names.index(found.cases[at]))
        values.append((*said, *[""] * (len(attributes) - len(said))))
    return replace(
        found,
        cases=tuple(numbers[found.cases[at]] for at in order),
        attributes=attributes,
        values=tuple(values),
        cells=tuple(tuple(_covered(data, found.cases[at], found.cells[at])) for at in order),
        named=False,
    )


def _covered(data: Dataset, case: str, cells: Iterable[Cell]) -> Iterator[Cell]:
    """Of who has several interviews they are numbered; those of others are told as such."""
    own = [data.documents.names[at] for at in _documents(data, case)]

    def covered(source: Source) -> Source:
        if source.document not in own:
            return Source("", source.segments, other=True)
        number = own.index(source.document) + 1 if len(own) > 1 else 0
        return Source("", source.segments, interview=number)

    for cell in cells:
        summaries = (
            replace(one, sources=tuple(map(covered, one.sources))) for one in cell.summaries
        )
        yield replace(cell, summaries=tuple(summaries))
