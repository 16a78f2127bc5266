"""What `qda compare` knows beyond the data: the round, the passes, and the runs that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.comparison.report import Report
    from qda.analysis.comparison.told import RoundTold, Told
    from qda.analysis.dataset import Dataset
    from qda.coding.rounds import RoundInfo
    from qda.coding.runs import Figure, RunInfo
    from qda.project.store import Project


def load_passes(store: Project, coders: Sequence[str], passes: Sequence[str]) -> Dataset:
    """Several passes of one coder side by side, each of a layer that nobody codes in.

    Raises:
        QdaError: It is not one coder and two passes or more, or a layer is one that is coded in.
    """
    from qda.analysis.comparison.told import beside
    from qda.analysis.load import load
    from qda.project.models import CONSENSUS, INDEPENDENT

    if len(coders) != 1 or len(set(passes)) < 2:
        raise QdaError("passes are of one coder, and two or more: `--coders A --passes one two`.")
    for layer in passes:
        if layer in (INDEPENDENT, CONSENSUS):
            raise QdaError(
                f"the layer {layer} still changes; a pass is a layer that is kept: close a round "
                "with `qda rounds close`, or take one in with `qda merge OTHER --pass NAME`."
            )
    return beside([load(store, coders=coders, layer=layer) for layer in passes])


def tell(
    store: Project, coders: Sequence[str], passes: Sequence[str], round_: RoundInfo | None
) -> Told:
    """What the section on method says beyond the data."""
    from qda.analysis.comparison.told import Told
    from qda.coding.rounds import days_between
    from qda.project.coders import main_coder

    days = None
    if passes:
        with store.read() as session:
            days = days_between(session, coders[0], passes)
    return Told(
        round=None if round_ is None else _round(round_),
        stability=coders[0] if passes else "",
        days=days,
        matrices=main_coder(store) or "",
    )


def _round(found: RoundInfo) -> RoundTold:
    from qda.analysis.comparison.told import RoundTold
    from qda.exchange.draw import Draw

    drawn = Draw.of_json(found.draw).words() if found.draw else ""
    closed = (found.closed_at or "")[:10]
    return RoundTold(found.name, drawn, found.codebook_version, closed)


def run_of(report: Report, settings: dict[str, Any]) -> RunInfo:
    """A report as it is kept among the runs."""
    from qda.analysis.comparison.sentence import coefficient_name
    from qda.coding.runs import RunInfo

    scope = report.scope
    source = scope.provenance.source
    round_ = scope.told.round
    return RunInfo(
        made_at="",
        round=round_.name if round_ else "",
        settings={**settings, "layer": source.layer, "documents": list(scope.documents)},
        codebook_version=source.codebook_version,
        codebook_hash=source.codebook_hash,
        coefficient="|u-alpha" if report.spans else coefficient_name(len(scope.coders)),
        units=scope.units,
        clusters=scope.clusters,
        codes=_figures(report),
    )


def _figures(report: Report) -> dict[str, Figure]:
    from qda.analysis.agreement.value import Undefined
    from qda.coding.runs import Figure

    spans = {row.id: row for row in report.spans.rows} if report.spans else {}
    found = {}
    for row in report.codes:
        span = spans.get(row.id)
        value = row.coefficient if span is None else span.u_alpha
        interval = row.agreement.interval if span is None else span.interval
        ends = None if isinstance(interval, Undefined) else (interval.low, interval.high)
        found[row.id] = Figure(
            level=row.level,
            # Six decimals: the last ones of a sum differ between processors.
            value=None if isinstance(value, Undefined) else round(value, 6),
            low=None if ends is None else round(ends[0], 6),
            high=None if ends is None else round(ends[1], 6),
            used=row.used,
        )
    return found
