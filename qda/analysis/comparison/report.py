"""The report of a comparison run: one frozen whole, made from a data set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.comparison.coders import coder_view
from qda.analysis.comparison.codes import Judged, code_rows
from qda.analysis.comparison.disagreements import quoted
from qda.analysis.comparison.discussion import discussion
from qda.analysis.comparison.ground import choose_documents, lay
from qda.analysis.comparison.overall import confusion, overall
from qda.analysis.comparison.sentence import methods_sentence
from qda.analysis.comparison.spans import compare_spans
from qda.analysis.comparison.told import NOTHING, Told
from qda.analysis.comparison.units import all_above, applied, nearest, places, snapped, units_of
from qda.analysis.options import Options
from qda.analysis.provenance import provenance
from qda.analysis.select import choose_codes, select
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.comparison.coders import CoderView
    from qda.analysis.comparison.codes import CodeRow
    from qda.analysis.comparison.disagreements import Quoted
    from qda.analysis.comparison.discussion import Consensus, Discussion
    from qda.analysis.comparison.ground import Ground
    from qda.analysis.comparison.overall import Confusion, Overall
    from qda.analysis.comparison.spans import Spans
    from qda.analysis.comparison.units import Unit
    from qda.analysis.dataset import Dataset
    from qda.analysis.provenance import Provenance
    from qda.codebook.condition import Condition

SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Scope:
    """What makes the report reproducible.

    Attributes:
        provenance: Project, codebook, coders, filters.
        unit: What was compared.
        documents: The documents that hold any of it.
        units: How many units, of characters their number.
        cases: How many informants speak in it.
        clusters: How many clusters are resampled: an informant with all their documents.
        left_out: What was not compared, in segments, and why; a segment may have several reasons.
        outside: Of each coder the codings that touch nothing compared.
        level: The lowest level of codes shown; None means all.
        seed: Of the bootstrap.
        versions: The oldest and the newest version of the codebook under which it was read.
        told: What is known beyond the data.
    """

    provenance: Provenance
    unit: Unit
    documents: tuple[str, ...]
    units: int
    cases: int
    clusters: int
    left_out: tuple[tuple[str, int], ...]
    outside: tuple[int, ...]
    level: int | None
    seed: int
    versions: tuple[int, int] = (0, 0)
    told: Told = NOTHING

    @property
    def coders(self) -> tuple[str, ...]:
        """Whose coding is compared, in the order named."""
        return self.provenance.coders


@dataclass(frozen=True, slots=True)
class Report:
    """A finished comparison, in the order in which it is read.

    Attributes:
        scope: What was compared, and how.
        codes: Every code, the top level first, in it the most to gain first.
        overall: All codes at once.
        confusion: Who put what in place of what.
        spans: Free spans, if the unit is the span.
        differences: The passages on which they differ, with their words, if these were asked for.
        coders: The coders beside each other, if there are three or more.
        discussion: What talking has changed, if anything was settled; no figure above knows of it.
        sentence: For the section on method.
    """

    scope: Scope
    codes: tuple[CodeRow, ...]
    overall: Overall
    confusion: Confusion
    spans: Spans | None
    differences: tuple[Quoted, ...]
    coders: CoderView | None
    discussion: Discussion | None
    sentence: str


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What is compared, ready to be counted."""

    judged: Judged
    scope: Scope

    def report(self, consensus: Consensus | None = None, *, quoting: bool = False) -> Report:
        """Count.

        Args:
            consensus: What the coders settled on since; it changes no figure of agreement.
            quoting: Also give the passages on which they differ, with their words.
        """
        judged, scope = self.judged, self.scope
        rows = code_rows(judged, scope.seed)
        spans = compare_spans(judged, rows, scope.seed) if scope.unit == "span" else None
        return Report(
            scope=scope,
            codes=rows,
            overall=(summary := overall(judged, scope.seed)),
            confusion=confusion(judged),
            spans=spans,
            differences=quoted(self) if quoting else (),
            coders=coder_view(judged, rows) if len(scope.coders) > 2 else None,
            discussion=None if consensus is None else discussion(judged, consensus),
            sentence=methods_sentence(scope, rows, summary, spans),
        )


def compare(
    data: Dataset,
    *,
    unit: Unit = "segment",
    level: int | None = None,
    codes: Sequence[str] = (),
    documents: Sequence[str] = (),
    where: Sequence[Condition] = (),
    seed: int = SEED,
    told: Told = NOTHING,
) -> Comparison:
    """Lay out what all the data set's coders have reviewed, for comparison.

    Args:
        data: The data set, of the coders to compare.
        unit: What is compared.
        level: The lowest level of codes to show, 1 for the top; what lies deeper counts above.
        codes: Ids of codes, each with all under it; none means all.
        documents: Names of documents; none means all.
        where: Conditions on attributes of cases or documents, all of which must be met.
        seed: Of the bootstrap.
        told: What is known beyond the data, for the method section.

    Raises:
        QdaError: There are fewer than two coders, nothing that all of them have reviewed, or a
            code, document or attribute that there is not.
    """
    if len(data.coders) < 2:
        raise QdaError("A comparison needs two coders or more; name them: `--coders A B`.")
    selection = choose_documents(data, select(data, where), documents)
    rows = choose_codes(data, codes, level)
    ground = lay(data, rows, selection)
    units = units_of(data, ground, unit)
    if not len(units):
        raise QdaError(_nothing(data, ground))
    spans = snapped(data) if unit in ("character", "span") else places(data)
    cluster = ground.cluster[data.segments.document[units.segment]]
    rolled = applied(data, all_above(data, rows), units, *spans, len(rows))
    own = applied(data, nearest(data, rows), units, *spans, len(rows))
    from_where = provenance(data, selection, Options(codes=tuple(codes), where=tuple(where)))
    compared = np.unique(data.segments.document[units.segment])
    scope = Scope(
        provenance=replace(from_where, combine=None),
        unit=unit,
        documents=tuple(data.documents.names[document] for document in compared),
        units=int(units.weight.sum()),
        cases=ground.cases,
        clusters=len(np.unique(cluster)),
        left_out=(*ground.left_out, *_turns_left_out(data, ground, unit, units.segment)),
        outside=_outside(data, ground),
        level=level,
        seed=seed,
        versions=_versions(data, ground),
        told=told,
    )
    return Comparison(Judged(data, rows, units, cluster, ground.clusters, rolled, own), scope)


def _versions(data: Dataset, ground: Ground) -> tuple[int, int]:
    """The oldest and the newest version of the codebook under which what is compared was read."""
    version = data.marks.version[ground.compared[data.marks.segment]]
    return int(version.min(initial=version.max(initial=0))), int(version.max(initial=0))


def _nothing(data: Dataset, ground: Ground) -> str:
    read = "; ".join(f"{why}: {count}" for why, count in ground.left_out if count)
    names = " and ".join(data.coders)
    return (
        f"There is no unit here that {names} have all marked as reviewed"
        + (f" (segments {read})" if read else "")
        + "; a segment is reviewed by coding it, or by `d` and `D` in the coding screen."
    )


def _outside(data: Dataset, ground: Ground) -> tuple[int, ...]:
    """Of each coder the codings that share no character with a compared segment."""
    start, end = data.segment_places
    kept = np.flatnonzero(ground.compared)
    begin, stop = places(data)
    first = np.searchsorted(end[kept], begin, side="right")
    last = np.searchsorted(start[kept], stop, side="left")
    lost = data.codings.coder[first >= last]
    return tuple(np.bincount(lost, minlength=len(data.coders)).tolist())


def _turns_left_out(
    data: Dataset, ground: Ground, unit: Unit, segments: object
) -> tuple[tuple[str, int], ...]:
    if unit != "turn":
        return ()
    turn = data.segments.turn
    kept = np.isin(turn[ground.compared], turn[np.asarray(segments)])
    return (("of turns that not all have reviewed to the end", int((~kept).sum())),)
