"""The paragraph on method, with its figures filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.agreement.value import Undefined
from qda.analysis.comparison.sentence import coefficient_name
from qda.analysis.select import choose_codes
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.analysis.comparison.report import Report
    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Ints
    from qda.exports.languages import Language
    from qda.exports.report.sources import Sources


@dataclass(frozen=True, slots=True)
class Method:
    """The figures of the paragraph.

    Attributes:
        documents: How many there are.
        words: How many words the informants speak in them.
        cases: How many informants there are.
        segments: How many segments the informants speak.
        read: How many of these the main coders have read.
        double: How many of these two coders or more have read independently.
        codes: How many codes there are that are not retired.
        top: How many of these are main codes.
        version: Of the codebook.
        codings: How many codings the figures rest on.
        coders: Whose.
        others: Who else has coded.
        agreement: The comparison of the main coder with who has read most of the same; None where
            nobody has.
    """

    documents: int
    words: int
    cases: int
    segments: int
    read: int
    double: int
    codes: int
    top: int
    version: int
    codings: int
    coders: tuple[str, ...]
    others: tuple[str, ...]
    agreement: Report | None


def method(sources: Sources) -> Method:
    """Work out the figures."""
    data, everyone = sources.data, sources.everyone
    first, last = data.turn_words
    informants = data.by_informant[data.segments.turn]
    codes = [data.codes[row] for row in choose_codes(data).tolist()]
    return Method(
        documents=len(data.texts),
        words=int((last - first)[data.by_informant].sum()),
        cases=data.nobody,
        segments=int(informants.sum()),
        read=int((readers(data) >= len(data.coders))[informants].sum()),
        double=int((readers(everyone) >= 2)[informants].sum()),
        codes=len(codes),
        top=sum(code.parent < 0 for code in codes),
        version=data.source.codebook_version,
        codings=len(data.codings.code),
        coders=data.coders,
        others=tuple(name for name in everyone.coders if name not in data.coders),
        agreement=_agreement(sources.compared),
    )


def readers(data: Dataset) -> Ints:
    """By how many coders each segment has been read."""
    return np.bincount(data.marks.segment, minlength=len(data.segments.start))


def _agreement(data: Dataset | None) -> Report | None:
    if data is None:
        return None
    from qda.analysis.comparison.report import compare

    try:
        return compare(data).report()
    except QdaError:  # nothing of the informants that both have read
        return None


def paragraphs(found: Method, language: Language) -> tuple[str, ...]:
    """The paragraph in sentences of a language, and one on agreement where it was computed."""
    write = _norwegian if language.code == "nb" else _english
    return write(found, language)


def _percent(part: int, whole: int, language: Language) -> str:
    return f"{language.number(100 * part / whole if whole else 0.0)} %"


def _listed(names: tuple[str, ...], word: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def _english(found: Method, language: Language) -> tuple[str, ...]:
    n = language.number
    read = _percent(found.read, found.segments, language)
    said = (
        f"The material is {n(found.documents)} documents with {n(found.words)} words spoken by "
        f"{n(found.cases)} informants. It was coded by {_listed(found.coders, 'and')}, who read "
        f"{n(found.read)} of the informants' {n(found.segments)} segments ({read}) and made "
        f"{n(found.codings)} codings, under version {found.version} of a codebook with "
        f"{n(found.codes)} codes, {n(found.top)} of them main codes (see the appendix)."
    )
    if not found.double:
        return (said, "No part of the material was coded by two coders independently.")
    double = _percent(found.double, found.segments, language)
    said += (
        f" {n(found.double)} segments ({double}) were read independently by two coders or more"
        + (f" (also {_listed(found.others, 'and')})." if found.others else ".")
    )
    return (said,) if found.agreement is None else (said, found.agreement.sentence)


def _norwegian(found: Method, language: Language) -> tuple[str, ...]:
    n = language.number
    read = _percent(found.read, found.segments, language)
    said = (
        f"Materialet er {n(found.documents)} dokumenter der {n(found.cases)} informanter sier "
        f"{n(found.words)} ord. Det er kodet av {_listed(found.coders, 'og')}, som har lest "
        f"{n(found.read)} av informantenes {n(found.segments)} segmenter ({read}) og gjort "
        f"{n(found.codings)} kodinger, etter versjon {found.version} av en kodebok med "
        f"{n(found.codes)} koder, {n(found.top)} av dem hovedkoder (se vedlegget)."
    )
    if not found.double:
        return (said, "Ingen del av materialet er kodet av to kodere uavhengig av hverandre.")
    double = _percent(found.double, found.segments, language)
    said += (
        f" {n(found.double)} segmenter ({double}) er lest uavhengig av to kodere eller flere"
        + (f" (også {_listed(found.others, 'og')})." if found.others else ".")
    )
    return (said,) if found.agreement is None else (said, _agreed(found.agreement, language))


def _agreed(report: Report, language: Language) -> str:
    """The agreement on main codes, in Norwegian."""
    main = [row for row in report.codes if row.level == 1]
    figures = [(row.coefficient, row.label) for row in main]
    known = [(value, label) for value, label in figures if not isinstance(value, Undefined)]
    name = {"Cohen's kappa": "Cohens kappa"}.get(coefficient_name(2), "Krippendorffs alfa")
    if not known:
        return f"{name} kan ikke oppgis for noen av hovedkodene."
    (low, least), (high, most) = min(known), max(known)
    n = language.number
    return (
        f"{name} for {len(known)} av {len(main)} hovedkoder ligger mellom {n(low, 3)} ({least}) "
        f"og {n(high, 3)} ({most}), regnet av {n(report.scope.units)} segmenter fra "
        f"{n(report.scope.cases)} informanter, før uenighet ble drøftet [bekreft]; hvordan "
        "utvalget ble trukket: [fyll ut]."
    )
