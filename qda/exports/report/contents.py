"""What stands in a report, whatever it is written as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.analysis.along import steps
from qda.analysis.cells import AT_LEAST
from qda.analysis.deidentify import cover, describe, pooled
from qda.analysis.footnotes import not_all_read
from qda.analysis.matrix import matrix
from qda.analysis.quotes import quotes
from qda.analysis.select import choose_codes, select
from qda.exports.pictures import views
from qda.exports.quotations import groups
from qda.exports.report.method import method, paragraphs
from qda.exports.sheet import CODE, LABEL, Sheet, matrix_sheet

if TYPE_CHECKING:
    from datetime import datetime

    from qda.analysis.cells import Cells
    from qda.analysis.dataset import Dataset
    from qda.analysis.deidentify import Descriptions
    from qda.analysis.matrix import Matrix
    from qda.analysis.options import Options, Unit
    from qda.codebook.tree import Codebook
    from qda.exports.languages import Language
    from qda.exports.notes import Lines
    from qda.exports.pictures.views import View
    from qda.exports.quotations import Group
    from qda.exports.report.sources import Sources


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of a report.

    Attributes:
        title: Its title; empty for the project's name.
        by: Attributes of cases whose values are compared.
        attributes: What speakers are described by, the most important first.
        most: So many quotations a code, drawn by lot.
        names: Whether documents, cases and speakers are named.
        numbers: Whether informants have numbers.
        options: Codes and conditions.
    """

    title: str
    by: tuple[str, ...]
    attributes: tuple[str, ...]
    most: int
    names: bool
    numbers: bool
    options: Options


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code as the appendix shows it; texts that there are not are empty."""

    id: str
    label: str
    depth: int
    definition: str
    include: str
    exclude: str
    examples: tuple[str, ...]
    base: str
    retired: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """A report.

    Attributes:
        title: Its title.
        method: Paragraphs.
        overview: What each code holds in the whole.
        changes: By version of the codebook what changed in it.
        news: New codes, interview by interview.
        matrices: Codes by groups.
        pictures: In the order in which they are shown.
        quotations: By code.
        codebook: The appendix.
        provenance: Where it comes from.
        cases: How many informants it is of.
        changed: The time of the last change that it rests on.
        framework: What was summed up, case by code; None where it is not asked for.
    """

    title: str
    method: tuple[str, ...]
    overview: Sheet
    changes: tuple[tuple[int, tuple[str, ...]], ...]
    news: Sheet
    matrices: tuple[Sheet, ...]
    pictures: tuple[View, ...]
    quotations: tuple[Group, ...]
    codebook: tuple[CodeEntry, ...]
    provenance: Lines
    cases: int
    changed: datetime | None
    framework: Sheet | None = None


def contents(sources: Sources, plan: Plan, language: Language) -> tuple[Contents, Descriptions]:
    """Make a report, and say how speakers are described in it."""
    data, options = sources.data, plan.options
    shown = data
    for name in () if plan.names else plan.by:
        shown = pooled(shown, name)
    made = [matrix(shown, options, by=f"attribute:{name}") for name in plan.by]
    overview = matrix(data, options, by="document", unit="passages")
    descriptions = describe(data, plan.attributes)
    report = Contents(
        title=plan.title or data.source.project or language.say("Report"),
        method=paragraphs(method(sources), language),
        overview=_overview(data, overview, options, language),
        changes=sources.changes,
        news=_news(data, options, language, plan.names),
        matrices=tuple(matrix_sheet(one, language) for one in made),
        pictures=_pictures(data, shown, plan, language),
        quotations=_quotations(data, descriptions, plan, language),
        codebook=_codebook(sources.codebook, language.code),
        provenance=(
            ("figure", "report"),
            *overview.provenance.lines(),
            *(("note", sentence) for sentence in not_all_read(overview.partly)),
        ),
        cases=overview.provenance.cases,
        changed=data.source.last_change,
    )
    return report, descriptions


def _overview(data: Dataset, first: Matrix, options: Options, language: Language) -> Sheet:
    """Passages, words, documents and cases of each code, over everything."""
    units: tuple[Unit, ...] = ("passages", "words", "documents", "cases")
    totals = [matrix(data, options, by="document", unit=unit).total for unit in units]
    rows = tuple(
        (code.id, code.label, *(total.shown(row, 0) for total in totals))
        for row, code in enumerate(first.rows)
    )
    texts = tuple(
        tuple(_text(total, row, unit, language) for total, unit in zip(totals, units, strict=True))
        for row in range(len(first.rows))
    )
    return Sheet(
        name=language.say("Codes"),
        title=language.say("What each code holds"),
        head=(CODE, LABEL, *map(language.say, units)),
        rows=rows,
        names=2,
        depths=tuple(code.depth for code in first.rows),
        texts=texts,
    )


def _text(total: Cells, row: int, unit: str, language: Language) -> str:
    cell = total.figure(row, 0)
    sign = AT_LEAST if total.partly(row, 0) else ""
    if unit == "cases" and isinstance(cell, int):
        return f"{sign}{cell} {language.say('of')} {total.asked[row, 0]}"
    return sign + language.cell(cell)


def _news(data: Dataset, options: Options, language: Language, names: bool) -> Sheet:
    """New codes, interview by interview."""
    rows = choose_codes(data, options.codes, options.level, options.only)
    labels = [data.codes[row].label or data.codes[row].id for row in rows.tolist()]
    found = steps(data, rows, select(data, options.where, options.having, read=options.read))
    head = ("interview", "words", "codes", "new codes", "codes so far", "which")
    return Sheet(
        name=language.say("New codes"),
        title=language.say("New codes, interview by interview"),
        head=tuple(map(language.say, head)),
        rows=tuple(
            (
                data.documents.names[step.document] if names else str(number),
                language.number(step.words),
                str(step.codes),
                str(len(step.new)),
                str(step.known),
                ", ".join(labels[at] for at in step.new),
            )
            for number, step in enumerate(found, 1)
        ),
        names=6,
    )


def _pictures(data: Dataset, shown: Dataset, plan: Plan, language: Language) -> tuple[View, ...]:
    """Main codes as bars by group, what occurs together, and new codes; tables are shaded."""
    options = plan.options
    top = replace(options, level=options.level or 1)
    bars = [matrix(shown, top, by=f"attribute:{name}") for name in plan.by]
    network = matrix(data, options, by="code", unit=None)
    return (
        *(views.bars_view(one, language) for one in bars),
        views.network_view(network, language),
        views.timeline_view(data, language, options, names=plan.names),
    )


def _quotations(
    data: Dataset, descriptions: Descriptions, plan: Plan, language: Language
) -> tuple[Group, ...]:
    """So many passages of each code, drawn by lot, the codes in the order of the codebook."""
    options = plan.options
    found = quotes(
        data,
        codes=options.codes,
        where=options.where,
        having=options.having,
        read=options.read,
        combine=options.combine,
        attributes=plan.attributes,
    )
    drawn = cover(found, data, descriptions, numbers=plan.numbers)
    shown = found if plan.names else drawn
    by_code = {group.code: group for group in groups(shown, language)}
    order = [code.id for code in data.codes if code.id in by_code]
    return tuple(
        replace(by_code[id_], quotations=by_code[id_].quotations[: plan.most]) for id_ in order
    )


def _codebook(book: Codebook, language: str) -> tuple[CodeEntry, ...]:
    return tuple(
        CodeEntry(
            id=code.id,
            label=code.name(language),
            depth=book.depth(code.id),
            definition=code.definition.in_(language),
            include=code.include.in_(language),
            exclude=code.exclude.in_(language),
            examples=code.examples,
            base=", ".join(map(str, book.effective_base(code.id))),
            retired=code.retired,
        )
        for code in book
    )
